// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/account.h"
#include "copy/request.h"
#include "tasks/pattern.h"
#include "tasks/targetname.h"

#include <QMap>

#include <functional>
#include <optional>

namespace stowage {

/// Where something stands in a file, for people.
struct FilePlace
{
    QString file;
    int line = 0;             ///< From 1; 0: the whole file.
    int column = 0;           ///< From 1.
    QString toString() const; ///< `tasks.yaml:12:5`.
};

/// Something that is wrong: its job is not started, the rest is still shown.
struct TaskProblem
{
    FilePlace place;
    QString key;         ///< The key concerned, dotted: `pull.manifests`.
    Error error;         ///< `technical` says what was expected. Never holds a secret.
    QString ignorable{}; ///< A key that takes the problem away when it is ignored (`include_tasks`); else empty.
    /// The error with place and key in its text.
    Error toError() const;
};

/// An account or a registry's settings found in a file. Holds a secret like Account does; offered to the keychain,
/// never written into a file.
struct TaskAccount
{
    Account account;                      ///< `username` is empty when the entry is about settings only.
    std::optional<bool> skipVerification; ///< Beats the task's own setting.
    std::optional<bool> plainHttp;
    bool mayUseHttp = false; ///< image-syncer's `insecure`: http when https is not spoken.
    QString caFile;
    QString clientCertificate;
    QString clientKey;
    std::optional<Side> onlyAt; ///< Source or Target: counts for registries of that side only.
    FilePlace place;
    /// Equal but for the secret and the place.
    bool operator==(const TaskAccount &other) const;
};

/// One image, or several tags of one repository, with their names at the target.
struct TaskImage
{
    enum class Tags { Named, All, Matching };
    Tags tags = Tags::Named;
    Reference source;   ///< Named: with tag or digest. Else the repository alone.
    Pattern tagPattern; ///< Matching.
    TargetName target;
    QString group;      ///< `##group` of a list.
    QString where;      ///< What names it: "Deployment web".
    bool chosen = true; ///< False: looks like an image, offered unticked.
    FilePlace place;

    /// What to copy; `tagsThere` are the repository's tags, looked at unless Named. InvalidInput when a name is
    /// invalid.
    Result<QList<CopyItem>> items(const QStringList &tagsThere = {}) const;
    /// Equal but for the place.
    bool operator==(const TaskImage &other) const;
};

/// One copy that a file asks for.
struct TaskJob
{
    enum class Kind { Pull, Push, Copy, Sync };
    Kind kind = Kind::Pull;
    QString name; ///< Title from the file; may be empty.
    /// A registry without location: each image from (or to) the registry of its own name. Nothing: not said, to be
    /// asked.
    std::optional<End> from;
    std::optional<End> to;
    QList<TaskImage> images;
    bool wholeSource = false;  ///< Every image of `from` that `pattern` matches, named by `target`.
    Pattern pattern;           ///< Filters `images` too.
    TargetName target;         ///< Of wholeSource.
    QList<Platform> platforms; ///< Empty: everything.
    /// `platforms` only filter what an image has: nothing need be said of those it lacks. Not compared.
    bool platformsFilter = false;
    Policy policy = Policy::Strict;
    bool skipVerification = false;
    std::optional<Side> skipOnlyAt; ///< Source or Target: skipVerification counts for registries of that side only.
    QList<TaskAccount> accounts;
    QStringList refusedKeys; ///< `when`, `loop` …: would change what is copied; not started while any is left.
    FilePlace place;

    /// Repositories whose tags items() needs.
    QList<Reference> repositoriesToList() const;
    /// What to copy. `there` are the images of the source (used when wholeSource), `tags` those of repositoriesToList()
    /// by Reference::name(). Errors name the image.
    Result<QList<CopyItem>> items(const QList<Reference> &there = {},
                                  const QMap<QString, QStringList> &tags = {}) const;
    /// Equal but for places and secrets.
    bool operator==(const TaskJob &other) const;
};

/// `pull`, `push`, `copy`, `sync`.
QString taskKindName(TaskJob::Kind kind);

/// A template variable that a file leaves open: asked once for all its places.
struct TaskQuestion
{
    QString variable; ///< `.binary_dir`
    FilePlace place;  ///< Where it is first used.
    QString key;
};

/// A key or task of a file that is understood and has no effect here.
struct TaskIgnored
{
    QString what; ///< `retries`, `task 'Wait' (command)`.
    FilePlace place;
};

/// What files of jobs, lists and accounts mean, to be shown before anything is kept. Pure data.
struct TaskSet
{
    QList<TaskJob> jobs;
    QList<TaskAccount> accounts; ///< Apply to all jobs.
    QList<TaskIgnored> ignored;
    QList<TaskQuestion> questions;
    QList<TaskProblem> problems;

    /// Nothing is wrong, open or refused.
    bool isRunnable() const;
    /// Files given together form one set.
    void add(const TaskSet &other);
};

/// What reading a file may depend on besides its bytes.
struct TaskContext
{
    QMap<QString, QString> variables; ///< Answers to questions and `--var`; with or without leading dot.
    /// Looks up an environment variable; empty function: none is set.
    std::function<std::optional<QString>(const QString &name)> environment;
    QString defaultRegistry;  ///< Of image-syncer; else from DEFAULT_REGISTRY.
    QString defaultNamespace; ///< Else from DEFAULT_NAMESPACE.
    QStringList ignoredKeys;  ///< `--ignore when,loop`; `with_*` and `include*` cover their families.
};

} // namespace stowage

Q_DECLARE_METATYPE(stowage::TaskSet)

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "oci/descriptor.h"
#include "support/fakehost.h"

#include <QHash>
#include <QMap>
#include <QSet>
#include <QStringList>

#include <functional>
#include <optional>

namespace stowage::test {

/// A well-behaved in-memory registry on a FakeHost, for rules to spoil. Judges tokens and passwords when asked to.
class FakeRegistry : public FakeHost
{
public:
    FakeRegistry() = default;
    explicit FakeRegistry(Options options)
        : FakeHost(std::move(options))
    {
    }
    ~FakeRegistry() override { shutDown(); }

    Descriptor addBlob(const QByteArray &repository, const QByteArray &bytes,
                       const QString &type = QStringLiteral("application/octet-stream"));
    /// Stores under the digest, and under `tag` unless it is empty.
    Descriptor addManifest(const QByteArray &repository, const QByteArray &tag, const QByteArray &bytes,
                           const QString &type);
    /// An image of one config and `layers` under `tag`.
    Descriptor addImage(const QByteArray &repository, const QByteArray &tag, const QList<QByteArray> &layers);
    QByteArray blob(const QByteArray &repository, const Digest &digest) const;
    bool hasBlob(const QByteArray &repository, const Digest &digest) const;
    QByteArray manifest(const QByteArray &repository, const QByteArray &reference) const;
    bool hasManifest(const QByteArray &repository, const QByteArray &reference) const;
    int openUploads() const;

    /// Demands this Authorization value from every request, and answers `challenge` otherwise. Empty: everybody may.
    void demand(const QSet<QByteArray> &accepted, const QByteArray &challenge);
    /// Asked before every request of the protocol; what it answers is the answer. Runs in the host's thread.
    void judge(std::function<std::optional<FakeAnswer>(const SeenRequest &)> judge);
    /// Basic with one account.
    void demandPassword(const QByteArray &user, const QByteArray &password);

protected:
    FakeAnswer fallback(const SeenRequest &request) override;

private:
    struct Stored
    {
        QByteArray bytes;
        QByteArray type;
    };
    FakeAnswer blobs(const SeenRequest &request, const QByteArray &repository, const QByteArray &digest) const;
    FakeAnswer manifests(const SeenRequest &request, const QByteArray &repository, const QByteArray &reference);
    FakeAnswer uploads(const SeenRequest &request, const QByteArray &repository, const QByteArray &session);
    FakeAnswer tags(const QByteArray &repository) const;

    QHash<QByteArray, QByteArray> m_blobs; ///< repository@digest
    QHash<QByteArray, Stored> m_manifests; ///< repository@digest
    QMap<QByteArray, QByteArray> m_tags;   ///< repository:tag → digest
    QSet<QByteArray> m_repositories;
    QSet<QByteArray> m_uploads;
    int m_uploadsMade = 0;
    std::function<std::optional<FakeAnswer>(const SeenRequest &)> m_judge;
    QSet<QByteArray> m_accepted;
    QByteArray m_challenge;
};

/// `{"errors":[{"code":…,"message":…}]}`.
FakeAnswer registryError(int status, const QByteArray &code, const QByteArray &message);
/// 200 with JSON.
FakeAnswer json(const QByteArray &body);
/// A redirect.
FakeAnswer redirect(int status, const QByteArray &location);

} // namespace stowage::test

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/report.h"

#include <QDateTime>
#include <QLockFile>

#include <memory>

namespace stowage::transfer {

/// A job as its journal tells: what was asked and which images had ended well.
struct JournalEntry
{
    QString id;
    CopyRequest request; ///< All items, those done included.
    QStringList done;    ///< Target names of finished images.
    qint64 bytes = 0;    ///< To transfer, as planned.
    QDateTime started;
};

/// One JSON file per running job, so that a killed program can offer to go on. It says what was wanted; what is there
/// is asked of the ends again (F26). No secrets. Written with rename, so it is whole or absent; a lock file beside it
/// tells whether its program still lives.
///
/// Calls do small file I/O: engine thread or a pool thread, never the UI thread.
class Journal
{
public:
    /// Begins the journal of a plan in `folder` (made when missing). Null when it cannot be written: a job runs
    /// without one, and says so in the log.
    static std::unique_ptr<Journal> begin(const QString &folder, const Plan &plan);
    ~Journal();
    /// Remembers an image that ended well.
    void imageEnded(const ImageResult &result);
    /// The job ended by itself or by the user's word: nothing is left to offer.
    void remove();

    /// Journals in `folder` whose program is gone.
    static QList<JournalEntry> interrupted(const QString &folder);
    static void discard(const QString &folder, const QString &id);

private:
    Journal(const QString &folder, const QString &id);
    bool write();

    QString m_path;
    QLockFile m_lock;
    JournalEntry m_entry;
    bool m_removed = false;
};

} // namespace stowage::transfer

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/message.h"

#include <QFile>
#include <QIODevice>

namespace stowage::http {

/// A read-only device over a stretch of a file, for QNetworkAccessManager to send from.
///
/// Refuses to rewind once much of it was read: Qt would otherwise silently send an upload again after a lost
/// connection. Whether to send again is decided above, after asking the server what it has (F05, F10).
class FileDevice : public QIODevice
{
public:
    explicit FileDevice(const FileRange &range);

    /// Throws Error(NotReadable) with side Local when the file is missing or shorter than the range.
    void openForSending();
    /// The file could not be read: a fault of this machine, not of the network (F27).
    bool failed() const { return m_failed; }
    QString failureText() const { return m_file.errorString(); }

    bool isSequential() const override { return false; }
    qint64 size() const override { return m_range.length; }
    bool seek(qint64 position) override;

protected:
    qint64 readData(char *data, qint64 maximum) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    FileRange m_range;
    QFile m_file;
    qint64 m_furthest = 0;
    bool m_failed = false;
};

} // namespace stowage::http

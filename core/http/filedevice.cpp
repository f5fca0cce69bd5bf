// SPDX-License-Identifier: Apache-2.0
#include "http/filedevice.h"

namespace stowage::http {

namespace {

// A connection that was closed while idle fails within the first bytes; sending those again is harmless.
constexpr qint64 rewindable = 64 * 1024;

} // namespace

FileDevice::FileDevice(const FileRange &range)
    : m_range(range)
    , m_file(range.path)
{
}

void FileDevice::openForSending()
{
    const bool opened = m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    if (!opened || m_file.size() < m_range.offset + m_range.length || !m_file.seek(m_range.offset)) {
        Error error;
        error.kind = ErrorKind::NotReadable;
        error.side = Side::Local;
        error.item = m_range.path;
        error.technical = opened ? QStringLiteral("the file is shorter than expected") : m_file.errorString();
        throw error;
    }
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

bool FileDevice::seek(qint64 position)
{
    if (position < 0 || position > m_range.length || (position < m_furthest && m_furthest > rewindable)) {
        return false;
    }
    return QIODevice::seek(position) && m_file.seek(m_range.offset + position);
}

qint64 FileDevice::readData(char *data, qint64 maximum)
{
    const qint64 wanted = qMin(maximum, m_range.length - pos());
    if (wanted <= 0) {
        return 0;
    }
    const qint64 got = m_file.read(data, wanted);
    if (got <= 0) {
        m_failed = true;
        return -1;
    }
    m_furthest = qMax(m_furthest, pos() + got);
    return got;
}

} // namespace stowage::http

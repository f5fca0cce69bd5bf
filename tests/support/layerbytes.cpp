// SPDX-License-Identifier: Apache-2.0
#include "support/layerbytes.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <algorithm>

namespace stowage::test {

namespace {

template <typename Number>
void appendLittleEndian(QByteArray &out, Number number)
{
    const Number little = qToLittleEndian(number);
    out.append(reinterpret_cast<const char *>(&little), sizeof little);
}

quint32 crc32(const QByteArray &bytes)
{
    quint32 crc = 0xffffffffU;
    for (const char byte : bytes) {
        crc ^= static_cast<quint8>(byte);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1) ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
        }
    }
    return ~crc;
}

void putField(QByteArray &header, qsizetype at, const QByteArray &value)
{
    std::copy(value.begin(), value.end(), header.begin() + at);
}

QByteArray octal(qint64 number, int width)
{
    return QByteArray::number(number, 8).rightJustified(width, '0');
}

} // namespace

QByteArray noise(const QByteArray &seed, qsizetype size)
{
    QByteArray bytes;
    bytes.reserve(size + 32);
    for (int block = 0; bytes.size() < size; ++block) {
        bytes += QCryptographicHash::hash(seed + ':' + QByteArray::number(block), QCryptographicHash::Sha256);
    }
    bytes.truncate(size);
    return bytes;
}

QByteArray tarBytes(const QList<std::pair<QByteArray, QByteArray>> &files)
{
    constexpr qsizetype block = 512;
    QByteArray archive;
    for (const auto &[name, content] : files) {
        QByteArray header(block, '\0');
        putField(header, 0, name);
        putField(header, 100, "0000644");
        putField(header, 108, "0000000");
        putField(header, 116, "0000000");
        putField(header, 124, octal(content.size(), 11));
        putField(header, 136, octal(1700000000, 11));
        putField(header, 148, QByteArray(8, ' '));
        putField(header, 156, "0");
        putField(header, 257, QByteArray("ustar\00000", 8));
        int sum = 0;
        for (const char byte : std::as_const(header)) {
            sum += static_cast<quint8>(byte);
        }
        putField(header, 148, octal(sum, 6) + QByteArray("\0 ", 2));
        archive += header + content;
        archive += QByteArray((block - content.size() % block) % block, '\0');
    }
    archive += QByteArray(2 * block, '\0');
    return archive;
}

QByteArray gzipBytes(const QByteArray &bytes)
{
    QByteArray out("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff", 10);
    qsizetype at = 0;
    do {
        const auto length = static_cast<quint16>(std::min<qsizetype>(bytes.size() - at, 0xffff));
        const bool last = at + length == bytes.size();
        out += last ? '\1' : '\0';
        appendLittleEndian<quint16>(out, length);
        appendLittleEndian<quint16>(out, static_cast<quint16>(~length));
        out += bytes.mid(at, length);
        at += length;
    } while (at < bytes.size());
    appendLittleEndian<quint32>(out, crc32(bytes));
    appendLittleEndian<quint32>(out, static_cast<quint32>(bytes.size()));
    return out;
}

QByteArray zstdBytes(const QByteArray &bytes)
{
    QByteArray out("\x28\xb5\x2f\xfd\xa0", 5); // one segment, content size in four bytes
    appendLittleEndian<quint32>(out, static_cast<quint32>(bytes.size()));
    qsizetype at = 0;
    do {
        const qsizetype length = std::min<qsizetype>(bytes.size() - at, 65536);
        const quint32 last = at + length == bytes.size() ? 1 : 0;
        const quint32 header = (static_cast<quint32>(length) << 3) | last; // a raw block
        out += static_cast<char>(header & 0xff);
        out += static_cast<char>((header >> 8) & 0xff);
        out += static_cast<char>((header >> 16) & 0xff);
        out += bytes.mid(at, length);
        at += length;
    } while (at < bytes.size());
    return out;
}

} // namespace stowage::test

// SPDX-License-Identifier: Apache-2.0
#include "support/tree.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QProcess>

namespace stowage::test {

QString unpackTree(const QString &name, const QString &into)
{
    const QString archive = QStringLiteral(STOWAGE_TEST_DATA "/kubekey/%1.tar").arg(name);
    QProcess tar;
    tar.start(QStringLiteral("tar"),
              {QStringLiteral("--no-same-owner"), QStringLiteral("-xf"), archive, QStringLiteral("-C"), into});
    if (!tar.waitForFinished(60000) || tar.exitCode() != 0) {
        return {};
    }
    return into + QLatin1Char('/') + name;
}

QMap<QString, QByteArray> treeFiles(const QString &root)
{
    QMap<QString, QByteArray> files;
    QDirIterator walk(root, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        const QString path = walk.next();
        const QString relative = path.mid(root.size() + 1);
        if (!relative.startsWith(QLatin1String("blobs/.stowage/"))) {
            files.insert(relative, readTreeFile(path));
        }
    }
    return files;
}

QByteArray readTreeFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool writeTreeFile(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size() && file.flush();
}

bool flipByte(const QString &path, qint64 at)
{
    QByteArray bytes = readTreeFile(path);
    if (at >= bytes.size()) {
        return false;
    }
    bytes[at] = static_cast<char>(bytes.at(at) ^ 1);
    return writeTreeFile(path, bytes);
}

bool truncateFile(const QString &path, qint64 size)
{
    return QFile::resize(path, size);
}

} // namespace stowage::test

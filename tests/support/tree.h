// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>

namespace stowage::test {

/// Unpacks tests/data/kubekey/`name`.tar into the folder `into`; the path of the tree in it, empty on failure.
QString unpackTree(const QString &name, const QString &into);

/// Every file below `root` with its content, by relative path. `blobs/.stowage` is left out: it is no part of the
/// layout.
QMap<QString, QByteArray> treeFiles(const QString &root);

/// Reads, writes (making folders) and changes single files of a tree; all return success.
QByteArray readTreeFile(const QString &path);
bool writeTreeFile(const QString &path, const QByteArray &bytes);
bool flipByte(const QString &path, qint64 at);
bool truncateFile(const QString &path, qint64 size);

} // namespace stowage::test

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "oci/manifest.h"
#include "store/files.h"
#include "store/repository.h"

#include <optional>
#include <vector>

namespace stowage::store {

/// One manifest file, read, hashed and parsed.
struct LoadedFile
{
    QString name;
    std::optional<Error> error; ///< It could not be read.
    Digest digest;              ///< Of its bytes.
    qint64 size = 0;
    bool likeJson = false; ///< Begins as JSON does, or is empty: a KubeKey would take it for a manifest.
    bool stray = false;    ///< A JSON object without mediaType that is no manifest.
    std::optional<Result<Manifest>> manifest; ///< Nothing when another file of the folder has the same bytes.
};

/// The `manifests` folder of one repository with everything in it, not yet judged.
struct LoadedRepository
{
    Reference name;
    QString folder;
    IndexFile index;
    std::vector<LoadedFile> digestFiles; ///< Kept under their digest.
    std::vector<LoadedFile> tagFiles;
    QStringList foreign; ///< Names that are neither.
};

/// Reads `folder`, whose content is `entries`. Blocks; any thread; touches nothing shared.
LoadedRepository loadRepository(const Reference &name, const QString &folder, const QList<FolderEntry> &entries);

/// Reads the file called `name` in `folder`; its digest has the algorithm of `like`.
LoadedFile loadManifestFile(const QString &folder, const QString &name, const Digest &like);

/// Whether a KubeKey up to 4.0.3 refuses a whole store because of a file with these bytes in it.
bool isJsonObjectWithoutMediaType(const QByteArray &bytes);

} // namespace stowage::store

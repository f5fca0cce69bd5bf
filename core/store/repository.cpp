// SPDX-License-Identifier: Apache-2.0
#include "store/repository.h"

#include "oci/manifest.h"
#include "store/files.h"

namespace stowage::store {

IndexFile readIndexFile(const QString &folder)
{
    IndexFile file;
    const QString path = folder + QLatin1Char('/') + indexName;
    const Result<QByteArray> bytes = readFile(path, Manifest::maximumSize);
    if (!bytes) {
        file.state = bytes.error().kind == ErrorKind::NotFound ? IndexFile::State::None : IndexFile::State::Broken;
        file.error = bytes.error();
        return file;
    }
    Result<LayoutIndex> index = readLayoutIndex(*bytes, path);
    if (index) {
        file.state = IndexFile::State::Index;
        file.index = std::move(*index);
    } else if (Manifest::parse(*bytes)) {
        file.state = IndexFile::State::TagFile;
    } else {
        file.state = IndexFile::State::Broken;
        file.error = index.error();
    }
    return file;
}

std::optional<Digest> digestOfName(const QString &name)
{
    // No tag contains a colon.
    if (!name.contains(QLatin1Char(':'))) {
        return std::nullopt;
    }
    const Result<Digest> digest = Digest::parse(name);
    return digest ? std::optional(*digest) : std::nullopt;
}

} // namespace stowage::store

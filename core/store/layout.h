// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/request.h"
#include "oci/reference.h"

#include <QMap>

#include <optional>

/// KubeKey's images_dir: two layouts and the tree that every KubeKey reads.
namespace stowage::store {

/// Where things are in a store. Pure: never looks at the disk. Every part of a path comes out of a checked Reference or
/// Digest, so no name from outside can lead out of the store (S01, S02).
class StorePaths
{
public:
    explicit StorePaths(QString root);

    const QString &root() const { return m_root; }
    QString blobs() const;                                                ///< `blobs`
    QString blob(const Digest &digest) const;                             ///< `blobs/sha256:…`
    QString own() const;                                                  ///< `blobs/.stowage`, which no KubeKey walks.
    QString part(const Digest &digest) const;                             ///< `blobs/.stowage/sha256:….part`
    QString lock() const;                                                 ///< `blobs/.stowage/lock`
    QString roots() const;                                                ///< `blobs/.stowage/roots.json`
    QString move() const;                                                 ///< `blobs/.stowage/moving.json`
    QString manifests(const Reference &image) const;                      ///< `host/repository/manifests`
    QString manifest(const Reference &image, const Digest &digest) const; ///< `…/manifests/sha256:…`
    QString tagFile(const Reference &image) const;                        ///< `…/manifests/tag`
    QString index(const Reference &image) const;                          ///< `…/manifests/layout`
    /// `path` as a person sees it: relative to the root.
    QString relative(const QString &path) const;

private:
    QString m_root;
};

/// The folder of a registry: docker.io is kept as `registry-1.docker.io`, everything else under its own name.
QString registryFolder(const QString &registry);
/// The registry that a top folder stands for; nothing for a folder that no registry has (`blobs`; `docker.io`, which no
/// KubeKey reads; upper case; a word that in a reference would not be a registry).
std::optional<QString> registryOfFolder(const QString &folder);

/// The file name of the layout index, and the entry that lets older KubeKeys pass over it.
inline const QString indexName = QStringLiteral("layout");
inline const QString markerName = QStringLiteral("mediaType");

/// A layout index: tag → digest of one repository.
struct LayoutIndex
{
    /// Values as they stand in the file: digests, or, for `mediaType`, perhaps the marker.
    QMap<QString, QString> entries;

    /// The digest `tag` stands for; nothing when it has no entry or the entry is not a digest.
    std::optional<Digest> digest(const QString &tag) const;
    /// Whether KubeKey up to 4.0.3 passes over this file: there is a `mediaType` that is none of its manifest types.
    bool passesOldKubeKey() const;
    /// Adds the marker unless a tag called `mediaType` does its work.
    void mark();
    /// Tags with their digests, marker and broken values left out.
    QMap<QString, Digest> tags() const;
    /// Entries that are neither a tag with a digest nor the marker.
    QStringList brokenEntries() const;

    friend bool operator==(const LayoutIndex &, const LayoutIndex &) = default;
};

/// Reads `manifests/layout`. MalformedManifest with `item` unless it is a JSON object of strings, each key once.
Result<LayoutIndex> readLayoutIndex(const QByteArray &bytes, const QString &item);
/// The file: keys sorted, the marker last, two spaces of indent, no final newline.
QByteArray writeLayoutIndex(const LayoutIndex &index);

/// Which files say what a tag stands for.
struct TagForms
{
    bool tagFile = false;
    bool index = false;
    friend bool operator==(const TagForms &, const TagForms &) = default;
};
/// What a tag needs in `layout`: a tag named `layout` has no tag file beside an index.
TagForms formsOf(TreeLayout layout, const QString &tag);

} // namespace stowage::store

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace stowage::mediatype {

inline const QString ociManifest = QStringLiteral("application/vnd.oci.image.manifest.v1+json");
inline const QString ociIndex = QStringLiteral("application/vnd.oci.image.index.v1+json");
inline const QString ociConfig = QStringLiteral("application/vnd.oci.image.config.v1+json");
inline const QString ociEmpty = QStringLiteral("application/vnd.oci.empty.v1+json");
inline const QString dockerManifest = QStringLiteral("application/vnd.docker.distribution.manifest.v2+json");
inline const QString dockerList = QStringLiteral("application/vnd.docker.distribution.manifest.list.v2+json");
inline const QString dockerConfig = QStringLiteral("application/vnd.docker.container.image.v1+json");

/// OCI image index or Docker manifest list.
inline bool isIndex(const QString &type)
{
    return type == ociIndex || type == dockerList;
}

/// OCI image manifest or Docker manifest schema 2.
inline bool isManifest(const QString &type)
{
    return type == ociManifest || type == dockerManifest;
}

/// Layers that registries do not hold: decided by media type, not by `urls` (P11).
inline bool isForeignLayer(const QString &type)
{
    return type.contains(QLatin1String("nondistributable")) || type.contains(QLatin1String("foreign.diff.tar"));
}

/// Image configs that name a platform (P09).
inline bool isImageConfig(const QString &type)
{
    return type == ociConfig || type == dockerConfig;
}

} // namespace stowage::mediatype

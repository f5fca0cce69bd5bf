// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "oci/digest.h"
#include "oci/mediatype.h"
#include "oci/platform.h"

#include <QList>
#include <QMap>
#include <QStringList>

namespace stowage {

/// Points to content: type, digest, size (image-spec descriptor.md). Unknown fields stay in the manifest's bytes, which
/// we never rewrite; here are the ones we act on.
struct Descriptor
{
    QString mediaType;
    Digest digest;
    qint64 size = -1;  ///< Bytes; -1 when not known.
    Platform platform; ///< Null when the entry names none.
    bool hasPlatform = false;
    QString artifactType;
    QStringList urls; ///< Foreign layers (P11, S10).
    QMap<QString, QString> annotations;

    bool isIndex() const { return mediatype::isIndex(mediaType); }
    bool isManifest() const { return mediatype::isManifest(mediaType); }
    bool isForeign() const { return mediatype::isForeignLayer(mediaType); }
    /// BuildKit attestation of another entry (P08).
    bool isAttestation() const
    {
        return annotations.contains(QStringLiteral("vnd.docker.reference.type")) ||
               (hasPlatform && platform.isUnknown());
    }

    friend bool operator==(const Descriptor &, const Descriptor &) = default;
};

} // namespace stowage

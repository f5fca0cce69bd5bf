// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/listing.h"
#include "ui/models/celltable.h"

#include <QCoreApplication>

namespace stowage {

/// What a look at an image tells, as rows for CellTables. All outside text is harmless.
class ImageFacts
{
    Q_DECLARE_TR_FUNCTIONS(ImageFacts)

public:
    static QStringList overviewHeaders();
    static QStringList historyHeaders();
    static QStringList layerHeaders();

    /// Name and value of one fact.
    static CellTable::Row fact(const QString &name, const QString &value, const QString &copy = {});
    /// What the listing knows of an image.
    static QList<CellTable::Row> overview(const ListedImage &image);
    /// What one manifest and its config tell: platform, digest, command, environment, labels.
    static QList<CellTable::Row> overview(const ManifestDetails &manifest);
    /// How the image was built, oldest step first, with the size of the layer each step made.
    static QList<CellTable::Row> history(const ManifestDetails &manifest);
    static QList<CellTable::Row> layers(const ManifestDetails &manifest);
    /// `OCI index`, `Docker manifest`, or the media type itself.
    static QString typeName(const QString &mediaType);
};

} // namespace stowage

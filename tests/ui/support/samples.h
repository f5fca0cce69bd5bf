// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/comparison.h"
#include "copy/end.h"

#include <QWidget>

namespace stowage::samples {

End store(const char *path);
ListedImage image(const char *reference, qint64 size = 29 * 1024 * 1024, bool complete = true);
/// A small release as an operator has it: five repositories, two registries, one incomplete image.
Listing release();
/// `count` images in seven projects of one registry.
Listing many(int count);
/// A two-platform image with an attestation, manifests and configs as a builder writes them.
ImageDetails details(const Reference &reference);

/// Saves a picture of `widget` as NAME.png in the folder STOWAGE_PICTURES, if that is set: for people to look at.
void picture(QWidget &widget, const char *name);
/// A dark palette for the application.
void goDark();

} // namespace stowage::samples

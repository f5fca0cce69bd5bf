// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/support/fakeservice.h"

namespace stowage {

/// Realistic values for pictures of the window and for tests that want many rows.
namespace sample {

/// A dozen images of three registries as a store holds them.
Listing listing();
/// What lookUp says about `image`; one of them needs an account, one does not exist.
Result<ImageSummary> lookUp(const Reference &image);
/// A plan for `request`: layers shared between images, one image refused when `withRefusal`.
Plan plan(const CopyRequest &request, bool withRefusal = false);
/// A pull of the listing's images into /media/stick/images for two platforms.
CopyRequest pullRequest();
/// `images` images of `blobs` blobs each, every blob in one image only.
Plan bigPlan(int images, int blobs);
/// Manifests and configs of an image with two platforms.
ImageDetails details(const Reference &image);
Comparison comparison();
QList<RegistryEntry> registries();

/// Sets all answers of `service` to the above.
void fill(FakeService &service);
/// A job in the middle of its run: some blobs done, one image failed, and the moving blobs `eighths` done.
void runHalf(FakeService &service, const Plan &plan, JobId job, int eighths = 4);

} // namespace sample

} // namespace stowage

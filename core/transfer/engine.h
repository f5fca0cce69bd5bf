// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/report.h"
#include "transfer/blobmover.h"

namespace stowage::transfer {

/// Who is told what happens in a run; both are called in the engine thread and must be cheap.
struct RunObserver
{
    std::function<void(const TransferEvent &event)> event;
    /// After each image, whatever became of it (the journal).
    std::function<void(const ImageResult &result)> imageEnded;
};

/// Carries out `plan`: blobs, child manifests, the root, the tag, image by image, several at a time (D90). One image's
/// failure never stops the others, unless nothing can go on (full disk, read-only registry).
///
/// Never throws: what went wrong is in the report, `failure` when the run could not begin. A stop request ends it with
/// the unfinished images Cancelled. The coroutine ends only when everything it started has ended.
QCoro::Task<Report> runPlan(Plan plan, RunTools tools, JobId job, RunObserver observer, std::stop_token stop);

} // namespace stowage::transfer

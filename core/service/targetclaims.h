// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/plan.h"

#include <QHash>
#include <QStringList>

namespace stowage {

/// Which source each target name of one run belongs to, over all its tasks, files and parts. The planner sees one
/// request only; this sees that a later request would overwrite what an earlier one brings. Pure value; keep one per
/// run.
///
/// Sources are told apart by name: the same image from two stores, or for other platforms, is no conflict.
class TargetClaims
{
public:
    /// Remembers `requests` that will come: so the first of two that disagree is refused like the second.
    void announce(const QList<CopyRequest> &requests);

    /// Claims the targets of `request` and takes those items out that share their target with another source of this
    /// run. They are returned as refused images (TargetCollision with all names), to be appended to the images of the
    /// request's plan; a request left empty needs no planning.
    QList<PlannedImage> takeRefused(CopyRequest &request);

private:
    QStringList &sourcesOf(const CopyRequest &request, const CopyItem &item);

    QHash<std::pair<QString, QString>, QStringList> m_sources; ///< By end and name at it.
};

} // namespace stowage

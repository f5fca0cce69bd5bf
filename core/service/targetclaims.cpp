// SPDX-License-Identifier: Apache-2.0
#include "service/targetclaims.h"

#include <utility>

namespace stowage {

QStringList &TargetClaims::sourcesOf(const CopyRequest &request, const CopyItem &item)
{
    // A name says its registry itself, however the end is written.
    const QString end = request.to.kind == End::Kind::Registry ? QString() : request.to.toString();
    return m_sources[{end, item.target.toString()}];
}

void TargetClaims::announce(const QList<CopyRequest> &requests)
{
    for (const CopyRequest &request : requests) {
        for (const CopyItem &item : request.items) {
            QStringList &sources = sourcesOf(request, item);
            const QString source = item.source.toString();
            if (!sources.contains(source)) {
                sources.append(source);
            }
        }
    }
}

QList<PlannedImage> TargetClaims::takeRefused(CopyRequest &request)
{
    announce({request});
    QList<PlannedImage> refused;
    QList<CopyItem> rest;
    for (const CopyItem &item : std::as_const(request.items)) {
        const QStringList &sources = sourcesOf(request, item);
        if (sources.size() < 2) {
            rest.append(item);
            continue;
        }
        PlannedImage image;
        image.item = item;
        image.action = ImageAction::Refuse;
        Error error;
        error.kind = ErrorKind::TargetCollision;
        error.side = Side::Target;
        error.operation = QStringLiteral("plan");
        error.item = sources.join(QStringLiteral(", "));
        error.reference = item.target.toString();
        image.refusal = error;
        refused.append(image);
    }
    request.items = rest;
    return refused;
}

} // namespace stowage

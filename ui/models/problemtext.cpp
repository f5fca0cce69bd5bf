// SPDX-License-Identifier: Apache-2.0
#include "ui/models/problemtext.h"

#include "text/sentence.h"
#include "ui/widgets/icons.h"

#include <algorithm>

namespace stowage {

QString ProblemText::sentence(const Problem &problem)
{
    return about(problem, Sentence::harmless(problem.item));
}

QString ProblemText::about(const Problem &problem, const QString &item)
{
    switch (problem.kind) {
    case Problem::Kind::MissingBlob: return tr("An image needs %1, but its file is missing.").arg(item);
    case Problem::Kind::ShortBlob: return tr("%1 does not have the size its manifest promises.").arg(item);
    case Problem::Kind::CorruptBlob: return tr("The content of %1 does not match its digest.").arg(item);
    case Problem::Kind::MissingManifest: return tr("The manifest %1 is missing.").arg(item);
    case Problem::Kind::CorruptManifest: return tr("The manifest %1 is damaged.").arg(item);
    case Problem::Kind::IndexDisagrees: return tr("The tag file and the layout index disagree about %1.").arg(item);
    case Problem::Kind::OrphanBlob: return tr("No image uses %1.").arg(item);
    case Problem::Kind::OrphanManifest: return tr("No tag leads to the manifest %1.").arg(item);
    case Problem::Kind::ForeignFile: return tr("%1 does not belong into a store.").arg(item);
    case Problem::Kind::StalePart: return tr("%1 is left over from an interrupted transfer.").arg(item);
    case Problem::Kind::Unreadable: return tr("%1 cannot be read.").arg(item);
    }
    return item;
}

QString ProblemText::severity(const Problem &problem)
{
    return isDamage(problem.kind) ? tr("Damage") : tr("Leftover");
}

QStringList ProblemText::headers()
{
    return {tr("Kind"), tr("Problem"), tr("Details")};
}

QList<CellTable::Row> ProblemText::rows(const QList<Problem> &problems)
{
    QList<Problem> ordered = problems;
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const Problem &a, const Problem &b) { return isDamage(a.kind) && !isDamage(b.kind); });
    QList<CellTable::Row> rows;
    for (const Problem &problem : std::as_const(ordered)) {
        const Result<Digest> digest = Digest::parse(problem.item);
        Cell kind{.text = severity(problem), .copy = problem.item};
        kind.icon = icons::bundled(isDamage(problem.kind) ? QStringLiteral("state-error")
                                                          : QStringLiteral("state-information"));
        rows.append({kind,
                     Cell{.text = about(problem, digest ? digest->shortText() : Sentence::harmless(problem.item)),
                          .toolTip = sentence(problem),
                          .copy = problem.item},
                     Cell{.text = Sentence::harmless(problem.text)}});
    }
    return rows;
}

} // namespace stowage

// SPDX-License-Identifier: Apache-2.0
#include "awaitresult.h"
#include "commands.h"
#include "service/documents.h"
#include "service/wording.h"
#include "text/sentence.h"

#include <algorithm>

namespace stowage {

QCoro::Task<Exit> Commands::list()
{
    const Result<End> end = End::parse(m_arguments.operands.constFirst());
    if (!end) {
        co_return stopWith(end.error(), Exit::Usage);
    }
    QFuture<Result<Listing>> future = m_service.list(*end);
    m_cancel = [&future] { future.cancel(); };
    const Result<Listing> listing = co_await awaitResult(future);
    m_cancel = {};
    if (!listing) {
        co_return stopWith(listing.error(), Exit::NotStarted);
    }
    if (m_console.json()) {
        m_console.document(listDocument(*listing));
        co_return Exit::Done;
    }
    for (const ListedImage &image : listing->images) {
        m_console.print(image.reference.toString() + QStringLiteral("  ") + image.root.digest.toString() +
                        QStringLiteral("  ") + Sentence::size(image.size) + QStringLiteral("  ") +
                        Wording::platforms(image.platforms));
    }
    for (const Problem &problem : listing->problems) {
        m_console.note(problemKindName(problem.kind) + QStringLiteral(": ") +
                       Sentence::harmless(problem.item + QStringLiteral(" ") + problem.text));
    }
    co_return Exit::Done;
}

QCoro::Task<Exit> Commands::compare()
{
    const Result<End> left = End::parse(m_arguments.operands.at(0));
    const Result<End> right = End::parse(m_arguments.operands.at(1));
    if (!left || !right) {
        co_return stopWith(left ? right.error() : left.error(), Exit::Usage);
    }
    QFuture<Result<Comparison>> future = m_service.compare(*left, *right);
    m_cancel = [&future] { future.cancel(); };
    const Result<Comparison> comparison = co_await awaitResult(future);
    m_cancel = {};
    if (!comparison) {
        co_return stopWith(comparison.error(), Exit::NotStarted);
    }
    if (m_console.json()) {
        m_console.document(compareDocument(*comparison));
        co_return Exit::Done;
    }
    for (const ListedImage &image : comparison->onlyLeft) {
        m_console.print(tr("only left").leftJustified(12) + image.reference.toString());
    }
    for (const ListedImage &image : comparison->onlyRight) {
        m_console.print(tr("only right").leftJustified(12) + image.reference.toString());
    }
    for (const Comparison::Pair &pair : comparison->different) {
        m_console.print(tr("different").leftJustified(12) + pair.left.reference.toString() + QStringLiteral("  ") +
                        pair.left.root.digest.shortText() + QStringLiteral(" / ") + pair.right.root.digest.shortText());
    }
    m_console.print(tr("%1 only left, %2 only right, %3 different, %4 the same.")
                        .arg(comparison->onlyLeft.size())
                        .arg(comparison->onlyRight.size())
                        .arg(comparison->different.size())
                        .arg(comparison->same.size()));
    co_return Exit::Done;
}

QCoro::Task<Exit> Commands::verify()
{
    const Result<End> end = End::parse(m_arguments.operands.constFirst());
    if (!end) {
        co_return stopWith(end.error(), Exit::Usage);
    }
    if (end->kind != End::Kind::Store) {
        co_return stopWith(usageError(end->toString(), QStringLiteral("verify takes a store")), Exit::Usage);
    }
    QFuture<Result<Verification>> future = m_service.verify(*end);
    m_cancel = [&future] { future.cancel(); };
    const Result<Verification> verification = co_await awaitResult(future);
    m_cancel = {};
    if (!verification) {
        co_return stopWith(verification.error(), Exit::NotStarted);
    }
    const bool damaged = std::any_of(verification->problems.begin(), verification->problems.end(),
                                     [](const Problem &problem) { return isDamage(problem.kind); });
    if (m_console.json()) {
        m_console.document(verifyDocument(*verification));
    } else {
        for (const Problem &problem : verification->problems) {
            m_console.print(problemKindName(problem.kind).leftJustified(18) + Sentence::harmless(problem.item) +
                            QStringLiteral("  ") + Sentence::harmless(problem.text));
        }
        m_console.print(tr("%1 blobs, %2 read: %3")
                            .arg(verification->blobs)
                            .arg(Sentence::size(verification->bytes),
                                 damaged ? tr("the store is damaged.") : tr("every digest is right.")));
    }
    co_return damaged ? Exit::Damage : Exit::Done;
}

} // namespace stowage

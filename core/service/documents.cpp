// SPDX-License-Identifier: Apache-2.0
#include "service/documents.h"

#include "service/wording.h"
#include "text/sentence.h"

#include <QJsonArray>

namespace stowage {

namespace {

QJsonArray platformNames(const QList<Platform> &platforms)
{
    QJsonArray names;
    for (const Platform &platform : platforms) {
        names.append(platform.toString());
    }
    return names;
}

QJsonArray problemRows(const QList<Problem> &problems)
{
    QJsonArray rows;
    for (const Problem &problem : problems) {
        rows.append(QJsonObject{{QStringLiteral("kind"), problemKindName(problem.kind)},
                                {QStringLiteral("item"), problem.item},
                                {QStringLiteral("text"), problem.text}});
    }
    return rows;
}

QJsonValue digestOrNull(const Digest &digest)
{
    return digest.isNull() ? QJsonValue() : QJsonValue(digest.toString());
}

QJsonObject nameRow(const ListedImage &image)
{
    return {{QStringLiteral("reference"), image.reference.toString()},
            {QStringLiteral("digest"), image.root.digest.toString()}};
}

QJsonArray nameRows(const QList<ListedImage> &images)
{
    QJsonArray rows;
    for (const ListedImage &image : images) {
        rows.append(nameRow(image));
    }
    return rows;
}

} // namespace

QJsonObject listDocument(const Listing &listing)
{
    QJsonArray images;
    for (const ListedImage &image : listing.images) {
        QJsonObject row = nameRow(image);
        row.insert(QStringLiteral("mediaType"), image.root.mediaType);
        row.insert(QStringLiteral("size"), image.size);
        row.insert(QStringLiteral("platforms"), platformNames(image.platforms));
        row.insert(QStringLiteral("complete"), image.complete);
        images.append(row);
    }
    return {{QStringLiteral("images"), images}, {QStringLiteral("problems"), problemRows(listing.problems)}};
}

QJsonObject planDocument(const Plan &plan)
{
    QJsonArray images;
    QJsonArray refusals;
    for (const PlannedImage &image : plan.images) {
        images.append(QJsonObject{
            {QStringLiteral("source"), image.item.source.toString()},
            {QStringLiteral("target"), image.item.target.toString()},
            {QStringLiteral("sourceDigest"), digestOrNull(image.sourceDigest)},
            {QStringLiteral("digest"), digestOrNull(image.digest)},
            {QStringLiteral("platforms"), platformNames(image.platforms)},
            {QStringLiteral("action"), imageActionName(image.action)},
        });
        if (image.refusal) {
            refusals.append(QJsonObject{{QStringLiteral("item"), image.item.source.toString()},
                                        {QStringLiteral("text"), Sentence::of(*image.refusal)},
                                        {QStringLiteral("kind"), errorKindName(image.refusal->kind)}});
        }
    }
    QJsonArray warnings;
    for (const PlanWarning &warning : plan.warnings) {
        warnings.append(Wording::warning(warning));
    }
    return {
        {QStringLiteral("images"), images},
        {QStringLiteral("blobs"), QJsonObject{{QStringLiteral("unique"), plan.totals.uniqueBlobs},
                                              {QStringLiteral("toTransfer"), plan.totals.blobsToTransfer},
                                              {QStringLiteral("present"), plan.totals.blobsPresent}}},
        {QStringLiteral("bytes"), QJsonObject{{QStringLiteral("toTransfer"), plan.totals.bytesToTransfer},
                                              {QStringLiteral("present"), plan.totals.bytesPresent}}},
        {QStringLiteral("warnings"), warnings},
        {QStringLiteral("refusals"), refusals},
    };
}

QJsonObject errorDocument(const Error &error)
{
    return {{QStringLiteral("kind"), errorKindName(error.kind)},
            {QStringLiteral("side"), sideName(error.side)},
            {QStringLiteral("status"), error.httpStatus > 0 ? QJsonValue(error.httpStatus) : QJsonValue()},
            {QStringLiteral("text"), Sentence::of(error)},
            {QStringLiteral("requestId"), error.requestId}};
}

QJsonObject reportDocument(const Report &report)
{
    QJsonArray images;
    for (const ImageResult &image : report.images) {
        images.append(QJsonObject{
            {QStringLiteral("source"), image.item.source.toString()},
            {QStringLiteral("target"), image.item.target.toString()},
            {QStringLiteral("sourceDigest"), digestOrNull(image.sourceDigest)},
            {QStringLiteral("digest"), digestOrNull(image.digest)},
            {QStringLiteral("state"), imageStateName(image.state)},
            {QStringLiteral("bytes"), image.bytes},
            {QStringLiteral("error"), image.error ? QJsonValue(errorDocument(*image.error)) : QJsonValue()},
        });
    }
    QJsonObject document{
        {QStringLiteral("images"), images},
        {QStringLiteral("bytes"), QJsonObject{{QStringLiteral("transferred"), report.bytesTransferred},
                                              {QStringLiteral("skipped"), report.bytesSkipped}}},
        {QStringLiteral("seconds"), report.seconds},
    };
    if (report.failure) {
        document.insert(QStringLiteral("failure"), errorDocument(*report.failure));
    }
    return document;
}

QJsonObject verifyDocument(const Verification &verification)
{
    return {{QStringLiteral("blobs"), verification.blobs},
            {QStringLiteral("bytes"), verification.bytes},
            {QStringLiteral("problems"), problemRows(verification.problems)}};
}

QJsonObject compareDocument(const Comparison &comparison)
{
    QJsonArray different;
    for (const Comparison::Pair &pair : comparison.different) {
        different.append(QJsonObject{{QStringLiteral("reference"), pair.left.reference.toString()},
                                     {QStringLiteral("left"), pair.left.root.digest.toString()},
                                     {QStringLiteral("right"), pair.right.root.digest.toString()}});
    }
    QJsonArray same;
    for (const Comparison::Pair &pair : comparison.same) {
        same.append(nameRow(pair.left));
    }
    return {{QStringLiteral("onlyLeft"), nameRows(comparison.onlyLeft)},
            {QStringLiteral("onlyRight"), nameRows(comparison.onlyRight)},
            {QStringLiteral("different"), different},
            {QStringLiteral("same"), same}};
}

} // namespace stowage

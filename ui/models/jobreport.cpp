// SPDX-License-Identifier: Apache-2.0
#include "ui/models/jobreport.h"

#include "text/sentence.h"
#include "ui/widgets/statustext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace stowage {

namespace {

QJsonValue errorValue(const std::optional<Error> &error)
{
    if (!error) {
        return QJsonValue::Null;
    }
    return QJsonObject{{QStringLiteral("kind"), errorKindName(error->kind)},
                       {QStringLiteral("side"), sideName(error->side)},
                       {QStringLiteral("status"), error->httpStatus},
                       {QStringLiteral("text"), Sentence::of(*error)}};
}

} // namespace

QByteArray reportAsJson(const Report &report)
{
    QJsonArray images;
    for (const ImageResult &image : report.images) {
        images.append(QJsonObject{{QStringLiteral("source"), image.item.source.toString()},
                                  {QStringLiteral("target"), image.item.target.toString()},
                                  {QStringLiteral("sourceDigest"), image.sourceDigest.toString()},
                                  {QStringLiteral("digest"), image.digest.toString()},
                                  {QStringLiteral("state"), imageStateName(image.state)},
                                  {QStringLiteral("bytes"), image.bytes},
                                  {QStringLiteral("error"), errorValue(image.error)}});
    }
    QJsonObject document{{QStringLiteral("images"), images},
                         {QStringLiteral("bytes"), QJsonObject{{QStringLiteral("transferred"), report.bytesTransferred},
                                                               {QStringLiteral("skipped"), report.bytesSkipped}}},
                         {QStringLiteral("seconds"), report.seconds}};
    if (report.failure) {
        document.insert(QStringLiteral("failure"), errorValue(report.failure));
    }
    return QJsonDocument(document).toJson(QJsonDocument::Indented);
}

QString reportAsText(const Report &report, const QString &title)
{
    const auto say = [](const char *text) { return QCoreApplication::translate("JobReport", text); };
    QStringList lines{title, {}};
    if (report.failure) {
        lines << Sentence::of(*report.failure) << QString();
    }
    for (const ImageResult &image : report.images) {
        QString line = StatusText::word(image.state) + QStringLiteral(": ") + image.item.source.toString();
        if (image.item.target != image.item.source) {
            line += QStringLiteral(" → ") + image.item.target.toString();
        }
        lines << line;
        if (!image.digest.isNull()) {
            lines << QStringLiteral("    ") + image.digest.toString();
        }
        if (image.error) {
            lines << QStringLiteral("    ") + Sentence::of(*image.error)
                  << QStringLiteral("    ") + technicalLine(*image.error);
        }
    }
    lines << QString() << say(QT_TRANSLATE_NOOP("JobReport", "Moved: %1")).arg(Sentence::size(report.bytesTransferred))
          << say(QT_TRANSLATE_NOOP("JobReport", "Already there: %1")).arg(Sentence::size(report.bytesSkipped))
          << say(QT_TRANSLATE_NOOP("JobReport", "Time: %1")).arg(Sentence::duration(qint64(std::ceil(report.seconds))));
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace stowage

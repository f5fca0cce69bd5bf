// SPDX-License-Identifier: Apache-2.0
#include "ui/models/jobreport.h"

#include "service/documents.h"
#include "text/sentence.h"
#include "ui/widgets/statustext.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <cmath>

namespace stowage {

QByteArray reportAsJson(const Report &report)
{
    return QJsonDocument(reportDocument(report)).toJson(QJsonDocument::Indented);
}

QString reportAsText(const Report &report, const QString &title)
{
    const auto say = [](const char *text) { return QCoreApplication::translate("JobReport", text); };
    QStringList lines{title, {}};
    if (report.failure) {
        lines << Sentence::of(*report.failure) << QString();
    }
    for (const ImageResult &image : report.images) {
        QString line = (image.isUnwanted() ? Wording::skipped() : StatusText::word(image.state)) +
                       QStringLiteral(": ") + image.item.source.toString();
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

// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/contraststyle.h"

#include <QApplication>
#include <QPainter>
#include <QStyleOption>

namespace stowage {

void ContrastStyle::install()
{
    if (QApplication::style()->name().compare(QLatin1String("fusion"), Qt::CaseInsensitive) == 0) {
        QApplication::setStyle(new ContrastStyle(QStringLiteral("fusion")));
    }
}

void ContrastStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                  const QWidget *widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    const bool outlined = element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck ||
                          element == PE_IndicatorRadioButton ||
                          (element == PE_FrameLineEdit && !(option->state & State_HasFocus));
    const QPalette &palette = option->palette;
    if (!outlined || palette.color(QPalette::Window).lightness() >= 128) {
        return;
    }
    QColor line = palette.color(QPalette::WindowText);
    line.setAlphaF(element == PE_FrameLineEdit ? 0.25F : 0.5F);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(line);
    painter->setBrush(Qt::NoBrush);
    const QRectF edge = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    const qreal radius = element == PE_IndicatorRadioButton ? edge.width() / 2 : 2;
    painter->drawRoundedRect(edge, radius, radius);
    painter->restore();
}

} // namespace stowage

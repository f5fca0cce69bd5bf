// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/progressdelegate.h"

#include "ui/models/roles.h"

#include <QApplication>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace stowage {

void ProgressDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QVariant progress = index.data(ProgressRole);
    if (!progress.isValid()) {
        RowDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QString text = item.text;
    item.text.clear();
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

    const QFontMetrics metrics(item.font);
    const int gap = metrics.averageCharWidth();
    const int textWidth = metrics.horizontalAdvance(QStringLiteral("100 %")) + gap / 2;
    const QRect area = item.rect.adjusted(gap / 2, 0, -gap / 2, 0);
    QRect textRect(area.right() - textWidth + 1, area.top(), textWidth, area.height());
    QRectF bar(area.left(), 0, std::max(area.width() - textWidth - gap, 0), std::max(metrics.height() / 4, 3));
    bar.moveTop(area.center().y() - bar.height() / 2 + 0.5);
    if (item.direction == Qt::RightToLeft) {
        textRect = QStyle::visualRect(item.direction, area, textRect);
        bar = QRectF(QStyle::visualRect(item.direction, area, bar.toRect()));
    }

    const bool selected = item.state & QStyle::State_Selected;
    const QPalette::ColorGroup group =
        !(item.state & QStyle::State_Enabled)
            ? QPalette::Disabled
            : ((item.state & QStyle::State_Active) ? QPalette::Active : QPalette::Inactive);
    const QColor ink = item.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
    QColor groove = ink;
    groove.setAlphaF(0.2F);
    const QColor fill = selected ? ink : item.palette.color(QPalette::Active, QPalette::Highlight);

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    const qreal radius = bar.height() / 2;
    if (bar.width() > 0) {
        QPainterPath outline;
        outline.addRoundedRect(bar, radius, radius);
        painter->fillPath(outline, groove);
        QRectF done = bar;
        done.setWidth(bar.width() * std::clamp(progress.toDouble(), 0.0, 1.0));
        if (item.direction == Qt::RightToLeft) {
            done.moveRight(bar.right());
        }
        painter->setClipPath(outline);
        painter->fillRect(done, fill);
        painter->setClipping(false);
    }
    painter->setPen(ink);
    painter->setFont(item.font);
    painter->drawText(textRect, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, text);
    painter->restore();
}

} // namespace stowage

// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/rowdelegate.h"

#include <algorithm>

namespace stowage {

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(std::max(size.height(), option.fontMetrics.height() * 3 / 2));
    return size;
}

void RowDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (m_sentences.contains(index.column())) {
        option->textElideMode = Qt::ElideRight;
    }
}

} // namespace stowage

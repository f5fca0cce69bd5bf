// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSet>
#include <QStyledItemDelegate>

namespace stowage {

/// Rows with some air, and columns of sentences that lose their end instead of their middle.
class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void setSentenceColumns(const QSet<int> &columns) { m_sentences = columns; }
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    QSet<int> m_sentences;
};

} // namespace stowage

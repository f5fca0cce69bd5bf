// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/viewsetup.h"

#include "ui/models/naturalorder.h"
#include "ui/models/roles.h"
#include "ui/settings.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/rowdelegate.h"

#include <QAction>
#include <QClipboard>
#include <QCoreApplication>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QSplitter>
#include <QTableView>
#include <QTreeView>

#include <algorithm>

namespace stowage {

namespace {

/// Ctrl+C on a view. A key filter, not a shortcut: the Edit menu owns that one and two would be ambiguous.
class CopyKey : public QObject
{
public:
    explicit CopyKey(QAbstractItemView *view)
        : QObject(view)
        , m_view(view)
    {
        view->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
            auto *key = static_cast<QKeyEvent *>(event);
            if (key->matches(QKeySequence::Copy)) {
                if (event->type() == QEvent::KeyPress) {
                    QGuiApplication::clipboard()->setText(copyText(m_view));
                }
                event->accept();
                return true;
            }
        }
        return QObject::eventFilter(watched, event);
    }

private:
    QAbstractItemView *m_view;
};

void rememberHeader(QHeaderView *header, const QString &key, UiSettings &settings)
{
    header->restoreState(settings.state(key));
    UiSettings *store = &settings; // outlives every view: it belongs to the window's context
    const auto save = [header, key, store] { store->setState(key, header->saveState()); };
    QObject::connect(header, &QHeaderView::sectionResized, header, save);
    QObject::connect(header, &QHeaderView::sectionMoved, header, save);
    QObject::connect(header, &QHeaderView::sortIndicatorChanged, header, save);
}

void setUpView(QAbstractItemView *view, const QString &name)
{
    view->setAccessibleName(name);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setTextElideMode(Qt::ElideMiddle);
    view->setTabKeyNavigation(false);
    view->setAlternatingRowColors(true);

    view->setItemDelegate(new RowDelegate(view));
    new CopyKey(view);
    auto *copy =
        new QAction(icons::get(QStringLiteral("edit-copy")), QCoreApplication::translate("ViewSetup", "&Copy"), view);
    QObject::connect(copy, &QAction::triggered, view,
                     [view] { QGuiApplication::clipboard()->setText(copyText(view)); });
    view->addAction(copy);
    view->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void setUpHeader(QHeaderView *header, const QString &key, UiSettings &settings)
{
    header->setStretchLastSection(true);
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    header->setSectionsMovable(true);
    header->setTextElideMode(Qt::ElideRight);
    rememberHeader(header, key, settings);
}

} // namespace

NaturalSortModel::NaturalSortModel(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setDynamicSortFilter(true);
    setRecursiveFilteringEnabled(true);
    setAutoAcceptChildRows(true);
}

void NaturalSortModel::setFilterText(const QString &text)
{
    if (m_filter != text) {
        m_filter = text;
        invalidateFilter();
    }
}

bool NaturalSortModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    QVariant a = left.data(SortRole);
    QVariant b = right.data(SortRole);
    if (!a.isValid() || !b.isValid()) {
        a = left.data(Qt::DisplayRole);
        b = right.data(Qt::DisplayRole);
    }
    if (a.typeId() == QMetaType::QString || b.typeId() == QMetaType::QString) {
        return naturalLess(a.toString(), b.toString());
    }
    return QVariant::compare(a, b) == QPartialOrdering::Less;
}

bool NaturalSortModel::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (m_filter.isEmpty()) {
        return true;
    }
    for (int column = 0; column < sourceModel()->columnCount(parent); ++column) {
        const QModelIndex index = sourceModel()->index(row, column, parent);
        if (index.data(Qt::DisplayRole).toString().contains(m_filter, Qt::CaseInsensitive)) {
            return true;
        }
    }
    const QModelIndex first = sourceModel()->index(row, 0, parent);
    return first.data(CopyRole).toString().contains(m_filter, Qt::CaseInsensitive);
}

void setUpTable(QTableView *view, const QString &name, const QString &key, UiSettings &settings)
{
    setUpView(view, name);
    view->setShowGrid(false);
    view->setWordWrap(false);
    view->verticalHeader()->hide();
    view->verticalHeader()->setDefaultSectionSize(view->fontMetrics().height() * 3 / 2);
    view->setSortingEnabled(true);
    setUpHeader(view->horizontalHeader(), key, settings);
}

void setUpTree(QTreeView *view, const QString &name, const QString &key, UiSettings &settings)
{
    setUpView(view, name);
    view->setUniformRowHeights(true);
    view->setAllColumnsShowFocus(true);
    view->setSortingEnabled(true);
    setUpHeader(view->header(), key, settings);
}

void setColumnWidths(QHeaderView *header, const QList<int> &characters)
{
    // Lower case letters and digits; the "average" of a font counts characters that nobody writes.
    const QString sample = QStringLiteral("linux/amd64 0123456789 releases");
    const double unit = double(header->fontMetrics().horizontalAdvance(sample)) / double(sample.size());
    for (int column = 0; column < std::min<qsizetype>(characters.size(), header->count()); ++column) {
        header->resizeSection(column, int((characters.at(column) + 2) * unit));
    }
}

void setSentenceColumns(QAbstractItemView *view, const QSet<int> &columns)
{
    if (auto *delegate = qobject_cast<RowDelegate *>(view->itemDelegate())) {
        delegate->setSentenceColumns(columns);
    }
}

void rememberSplitter(QSplitter *splitter, const QString &key, UiSettings &settings)
{
    splitter->setChildrenCollapsible(false);
    splitter->restoreState(settings.state(key));
    UiSettings *store = &settings;
    QObject::connect(splitter, &QSplitter::splitterMoved, splitter,
                     [splitter, key, store] { store->setState(key, splitter->saveState()); });
}

QString copyText(const QAbstractItemView *view)
{
    if (!view->selectionModel()) {
        return {};
    }
    QModelIndexList rows = view->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex &row : std::as_const(rows)) {
        const QVariant copy = row.data(CopyRole);
        lines << (copy.isValid() ? copy.toString() : row.data(Qt::DisplayRole).toString());
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace stowage

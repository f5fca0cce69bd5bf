// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/browsepage.h"

#include "text/sentence.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/imagedetailspane.h"
#include "ui/widgets/verifybar.h"
#include "ui/widgets/viewsetup.h"
#include "ui/widgets/whendone.h"

#include <QAction>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSet>
#include <QSplitter>
#include <QToolButton>
#include <QTreeView>
#include <QUrl>

#include <algorithm>

namespace stowage {

namespace {

constexpr int lookAfter = 120;       ///< Milliseconds a row is current before its image is read.
constexpr int showMatchesUpTo = 300; ///< More matches of a filter are not opened by themselves.
constexpr int imageDepth = 2;        ///< Levels below a store that open down to the tags.

End storeEnd(const QString &path)
{
    return End{End::Kind::Store, QDir::cleanPath(path), {}};
}

/// Folders among dropped or pasted URLs.
/// The folders among what is dragged; nothing when there are files too, which the window takes.
QStringList localPaths(const QMimeData *data)
{
    QStringList paths;
    for (const QUrl &url : data->urls()) {
        if (url.isLocalFile()) {
            if (QFileInfo(url.toLocalFile()).isFile()) {
                return {};
            }
            paths << url.toLocalFile();
        }
    }
    return paths;
}

} // namespace

BrowsePage::BrowsePage(UiContext &context, QWidget *parent)
    : Page(context, QStringLiteral("page.browse"), tr("Browse"),
           tr("Look into the stores on this machine: what is there, and whether it is whole."), parent)
    , m_model(new BrowseModel(this))
{
    setAcceptDrops(true);
    buildActions();
    content()->addWidget(buildHead());

    m_details = new ImageDetailsPane(context.settings(), this);
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(buildTree());
    splitter->addWidget(m_details);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({fontMetrics().averageCharWidth() * 80, fontMetrics().averageCharWidth() * 66});
    rememberSplitter(splitter, QStringLiteral("browse/splitter"), context.settings());
    content()->addWidget(splitter, 1);
    m_summary = new QLabel(this);
    m_summary->setTextFormat(Qt::PlainText);
    m_verifyBar = new VerifyBar(this);
    addToButtonRow(m_summary);
    addToButtonRow(m_verifyBar, 1);
    addButton(m_verify);
    setPrimaryButton(m_copy);

    m_look.setSingleShot(true);
    m_look.setInterval(lookAfter);
    connect(&m_look, &QTimer::timeout, this, [this] {
        const QModelIndex index = current();
        if (m_model->canFetchMore(index)) {
            m_model->fetchMore(index);
        }
    });
    connect(m_model, &BrowseModel::detailsWanted, this, &BrowsePage::describe);
    connect(m_model, &QAbstractItemModel::layoutChanged, this, &BrowsePage::updateSummary);
    connect(m_filter, &QLineEdit::textChanged, this, &BrowsePage::filterChanged);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &BrowsePage::currentChanged);
    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, this, &BrowsePage::updateActions);
    connect(m_verifyBar, &VerifyBar::finished, this,
            [this](const End &store) { verified(store, m_verifyBar->result()); });
    connect(m_verifyBar, &VerifyBar::cancelled, this,
            [this] { this->context().notify(tr("The verification was cancelled.")); });
    connect(m_verifyBar, &VerifyBar::runningChanged, this, &BrowsePage::updateActions);
    connect(&context, &UiContext::openStoreRequested, this, &BrowsePage::openStore);
    updateActions();
    updateSummary();
}

void BrowsePage::buildActions()
{
    m_open = addPageAction(tr("&Open store…"), QStringLiteral("document-open"));
    m_open->setToolTip(tr("Open a folder with images"));
    m_verify =
        addPageAction(tr("Verif&y"), QStringLiteral("state-checking"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V));
    m_verify->setToolTip(tr("Read the whole store and check every digest"));
    m_copy = addPageAction(tr("&Copy to…"), QStringLiteral("go-next"), QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_copy->setToolTip(tr("Copy the selected images to another store"));
    m_close = addPageAction(tr("Close s&tore"), QStringLiteral("list-remove"), QKeySequence(Qt::CTRL | Qt::Key_W));
    m_close->setToolTip(tr("Take the store off this list. Nothing is deleted."));
    connect(m_open, &QAction::triggered, this, &BrowsePage::chooseStore);
    connect(m_verify, &QAction::triggered, this, &BrowsePage::verify);
    connect(m_copy, &QAction::triggered, this, &BrowsePage::copyTo);
    connect(m_close, &QAction::triggered, this, &BrowsePage::closeStore);
}

QWidget *BrowsePage::buildHead()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *label = new QLabel(tr("Fi&lter"), row);
    m_filter = new QLineEdit(row);
    m_filter->setObjectName(QStringLiteral("browse.filter"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setPlaceholderText(tr("Part of a name or tag"));
    m_filter->setClearButtonEnabled(true);
    label->setBuddy(m_filter);
    auto *recent = new QMenu(row);
    connect(recent, &QMenu::aboutToShow, this, [this, recent] {
        recent->clear();
        for (const QString &path : context().settings().recentStores()) {
            QString text = Sentence::harmless(QDir::toNativeSeparators(path), 80);
            connect(recent->addAction(text.replace(u'&', QLatin1String("&&"))), &QAction::triggered, this,
                    [this, path] { openStore(path); });
        }
        if (recent->isEmpty()) {
            recent->addAction(tr("No store was opened yet"))->setEnabled(false);
        }
    });
    auto *open = new QToolButton(row);
    open->setObjectName(QStringLiteral("browse.open"));
    open->setDefaultAction(m_open);
    open->setAccessibleName(tr("Open store…"));
    open->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    open->setPopupMode(QToolButton::MenuButtonPopup);
    open->setMenu(recent);
    open->setFocusPolicy(Qt::StrongFocus);
    layout->addWidget(label);
    layout->addWidget(m_filter, 1);
    layout->addWidget(open);
    return row;
}

QWidget *BrowsePage::buildTree()
{
    m_tree = new QTreeView(this);
    m_tree->setObjectName(QStringLiteral("browse.stores"));
    m_tree->setModel(m_model);
    setColumnWidths(m_tree->header(), {34, 11, 14, 19, 16});
    m_tree->header()->setSortIndicator(BrowseModel::NameColumn, Qt::AscendingOrder);
    setUpTree(m_tree, tr("Stores"), QStringLiteral("browse/stores"), context().settings());
    m_tree->addActions({m_verify, m_copy, m_close});
    auto *first = new QAction(tr("Open a store"), this); // without the mnemonic of m_open: that one is on the page too
    connect(first, &QAction::triggered, m_open, &QAction::trigger);
    new EmptyState(m_tree, QStringLiteral("page-browse"),
                   tr("No store is open. Open the folder that holds your images, or drop it here."), first);
    return m_tree;
}

QWidget *BrowsePage::filterField() const
{
    return m_filter;
}

QWidget *BrowsePage::firstFocus() const
{
    return m_tree;
}

void BrowsePage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    openRemembered();
}

void BrowsePage::openRemembered()
{
    if (m_remembered) {
        return;
    }
    m_remembered = true;
    for (const QString &path : context().settings().openStores()) {
        addStore(path);
    }
    if (!current().isValid() && m_model->rowCount() > 0) {
        m_tree->setCurrentIndex(m_model->index(0, 0));
    }
}

void BrowsePage::openStore(const QString &path)
{
    openRemembered();
    const QModelIndex place = addStore(path);
    context().settings().addRecentStore(storeEnd(path).location);
    rememberStores();
    m_tree->setCurrentIndex(place);
    m_tree->scrollTo(place);
}

QModelIndex BrowsePage::addStore(const QString &path)
{
    const End store = storeEnd(path);
    if (const QModelIndex there = m_model->find(store); there.isValid()) {
        return there;
    }
    const QModelIndex place = m_model->addStore(store);
    read(store);
    return place;
}

void BrowsePage::read(const End &store)
{
    m_model->setReading(store);
    const int number = ++m_reads[store.toString()];
    whenDone(this, context().service().list(store), [this, store, number](const Result<Listing> &listing) {
        if (m_reads.value(store.toString()) == number) {
            listed(store, listing);
        }
    });
}

void BrowsePage::listed(const End &store, const Result<Listing> &listing)
{
    const QModelIndex place = m_model->find(store);
    if (!place.isValid()) {
        return; // closed in the meantime
    }
    const Places places = placesOf(place);
    const bool first = m_model->rowCount(place) == 0;
    if (listing) {
        if (m_model->setListing(store, *listing)) {
            ++m_generations[store.toString()];
            m_verified.remove(store.toString());
        }
    } else {
        m_model->setFailed(store, listing.error());
    }
    restore(places);
    if (first && m_model->rowCount(place) > 0) {
        const bool few = m_model->imagesBelow(place).size() <= showMatchesUpTo;
        m_tree->expandRecursively(place, few ? 1 : 0);
        m_tree->expand(place);
    }
    showCurrent();
    updateActions();
    updateSummary();
}

void BrowsePage::describe(const End &store, const Reference &image)
{
    const QString key = store.toString();
    const int generation = m_generations.value(key);
    whenDone(this, context().service().describe(store, image),
             [this, store, image, key, generation](const Result<ImageDetails> &details) {
                 if (m_generations.value(key) == generation) {
                     m_model->setDetails(store, image, details);
                     showCurrent();
                 }
             });
}

void BrowsePage::refresh()
{
    for (const End &store : m_model->stores()) {
        read(store);
    }
}

BrowsePage::Places BrowsePage::placesOf(const QModelIndex &store) const
{
    Places places;
    QModelIndexList open{store};
    while (!open.isEmpty()) {
        const QModelIndex index = open.takeLast();
        if (!m_tree->isExpanded(index)) {
            continue;
        }
        places.opened.append(m_model->path(index));
        for (int row = 0; row < m_model->rowCount(index); ++row) {
            open.append(m_model->index(row, 0, index));
        }
    }
    const BrowseModel::Store *of = m_model->storeAt(current());
    if (of != nullptr && m_model->find(of->end) == store) {
        places.current = m_model->path(current());
    }
    return places;
}

void BrowsePage::restore(const Places &places)
{
    for (const QStringList &path : places.opened) {
        const QModelIndex index = m_model->findPath(path);
        if (index.isValid() && !m_tree->isExpanded(index)) {
            m_tree->expand(index);
        }
    }
    for (QStringList path = places.current; !path.isEmpty(); path.removeLast()) {
        const QModelIndex index = m_model->findPath(path);
        if (index.isValid()) { // the row itself, or the nearest that is still there
            if (index != current()) {
                m_tree->setCurrentIndex(index);
            }
            return;
        }
    }
}

void BrowsePage::closeStore()
{
    const BrowseModel::Store *store = m_model->storeAt(current());
    if (store == nullptr) {
        return;
    }
    const End end = store->end;
    ++m_reads[end.toString()]; // an answer still on its way no longer counts
    ++m_generations[end.toString()];
    m_verified.remove(end.toString());
    if (m_verifyBar->isRunning() && m_verifyBar->store() == end) {
        m_verifyBar->cancel();
    }
    m_model->removeStore(end);
    rememberStores();
    currentChanged();
    updateSummary();
}

void BrowsePage::rememberStores()
{
    QStringList paths;
    for (const End &store : m_model->stores()) {
        paths << store.location;
    }
    context().settings().setOpenStores(paths);
}

void BrowsePage::chooseStore()
{
    auto *dialog = new QFileDialog(this, tr("Open a store"));
    dialog->setObjectName(QStringLiteral("browse.openDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &BrowsePage::openStore);
    dialog->open();
}

void BrowsePage::copyTo()
{
    const QModelIndexList rows = selected();
    const BrowseModel::Store *store = m_model->storeAt(rows.value(0));
    if (store == nullptr) {
        return;
    }
    CopyRequest request;
    request.from = store->end;
    QSet<Reference> taken; // a tag and its repository may both be selected
    for (const QModelIndex &row : rows) {
        const BrowseModel::Store *other = m_model->storeAt(row);
        if (other == nullptr || other->end != store->end) {
            continue; // one copy has one source
        }
        for (const ListedImage &image : m_model->imagesBelow(row)) {
            if (!taken.contains(image.reference)) {
                taken.insert(image.reference);
                request.items.append({image.reference, image.reference});
            }
        }
    }
    auto *dialog = new QFileDialog(this, tr("Copy %n image(s) to a store", nullptr, int(request.items.size())));
    dialog->setObjectName(QStringLiteral("browse.copyDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this, request](const QString &path) mutable {
        request.to = storeEnd(path);
        context().review(request);
    });
    dialog->open();
}

void BrowsePage::filterChanged()
{
    m_model->setFilter(m_filter->text());
    if (m_filter->text().trimmed().isEmpty()) {
        return;
    }
    if (m_model->shownImages() <= showMatchesUpTo) {
        for (int row = 0; row < m_model->rowCount(); ++row) {
            m_tree->expandRecursively(m_model->index(row, 0), imageDepth);
        }
    }
}

QModelIndex BrowsePage::current() const
{
    return m_tree->selectionModel()->currentIndex().siblingAtColumn(0);
}

QModelIndexList BrowsePage::selected() const
{
    return m_tree->selectionModel()->selectedRows();
}

void BrowsePage::currentChanged()
{
    m_look.stop();
    if (m_model->canFetchMore(current())) {
        m_look.start();
    }
    m_details->clearError();
    showCurrent();
    updateActions();
}

void BrowsePage::updateActions()
{
    const BrowseModel::Store *store = m_model->storeAt(current());
    m_close->setEnabled(store != nullptr);
    m_verify->setEnabled(store != nullptr && store->state == BrowseModel::StoreState::Ready &&
                         !m_verifyBar->isRunning());
    const QModelIndexList rows = selected();
    m_copy->setEnabled(std::any_of(rows.begin(), rows.end(), [this](const QModelIndex &row) {
        return m_model->image(row) != nullptr || m_model->rowCount(row) > 0;
    }));
}

void BrowsePage::updateSummary()
{
    const int all = m_model->allImages();
    const int shown = m_model->shownImages();
    if (m_model->rowCount() == 0) {
        m_summary->clear();
    } else if (shown == all) {
        m_summary->setText(tr("%n image(s)", nullptr, all));
    } else {
        m_summary->setText(tr("%L1 of %n image(s)", nullptr, all).arg(shown));
    }
}

void BrowsePage::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localPaths(event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void BrowsePage::dropEvent(QDropEvent *event)
{
    for (const QString &path : localPaths(event->mimeData())) {
        openStore(path);
    }
    event->acceptProposedAction();
}

} // namespace stowage

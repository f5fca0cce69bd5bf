// SPDX-License-Identifier: Apache-2.0
#include "ui/mainwindow.h"

#include "text/sentence.h"
#include "ui/dialogs/reviewsheet.h"
#include "ui/importqueue.h"
#include "ui/pages/browsepage.h"
#include "ui/pages/comparepage.h"
#include "ui/pages/preparepage.h"
#include "ui/pages/pushpage.h"
#include "ui/pages/registriespage.h"
#include "ui/pages/transferspage.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/interruptedbar.h"
#include "ui/widgets/viewsetup.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

namespace stowage {

namespace {

constexpr QSize minimumWindow(960, 600);
constexpr QSize comfortableWindow(1280, 800);
constexpr int messageMilliseconds = 10000;

} // namespace

MainWindow::MainWindow(Service &service, QSettings &settings, QWidget *parent)
    : QMainWindow(parent)
    , m_context(service, settings)
    , m_settings(settings)
{
    setObjectName(QStringLiteral("window"));
    setWindowTitle(QStringLiteral("Stowage"));
    setWindowIcon(QIcon::fromTheme(QStringLiteral("io.github.stowage.Stowage"),
                                   QIcon(QStringLiteral(":/stowage/io.github.stowage.Stowage.svg"))));
    setMinimumSize(minimumWindow);

    m_navigation = new QListWidget(this);
    m_navigation->setObjectName(QStringLiteral("navigation"));
    m_navigation->setAccessibleName(tr("Pages"));
    m_navigation->setFrameShape(QFrame::NoFrame);
    m_navigation->setTabKeyNavigation(false);
    const int line = fontMetrics().height();
    m_navigation->setIconSize(QSize(line, line) * 1.2);
    m_stack = new QStackedWidget(this);
    m_interrupted = new InterruptedBar(this);

    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(m_navigation);
    splitter->addWidget(m_stack);
    splitter->setStretchFactor(1, 1);
    splitter->setHandleWidth(1);
    auto *central = new QWidget(this);
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_interrupted);
    layout->addWidget(splitter, 1);
    setCentralWidget(central);

    buildPages();
    m_queue = new ImportQueue(
        m_context,
        [this](const CopyRequest &request, const QList<PlannedImage> &refused) { return review(request, refused); },
        this);
    m_export = new JobExport(m_context, this);
    setAcceptDrops(true);
    m_navigation->setMinimumWidth(m_navigation->sizeHintForColumn(0) + fontMetrics().averageCharWidth());
    splitter->setSizes({m_navigation->minimumWidth(), comfortableWindow.width()});
    rememberSplitter(splitter, QStringLiteral("window/splitter"), m_context.settings());
    buildMenus();
    buildStatusBar();

    connect(m_navigation, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *item) {
        if (item) {
            m_stack->setCurrentWidget(page(PageId(item->data(Qt::UserRole).toInt())));
            fillActionsMenu();
        }
    });
    connect(&m_context, &UiContext::pageRequested, this, &MainWindow::showPage);
    connect(&m_context, &UiContext::reviewRequested, this, [this](const CopyRequest &request) { review(request); });
    connect(&m_context, &UiContext::prepareRequested, this, [this](const QList<Reference> &references) {
        showPage(PageId::Prepare);
        m_prepare->addReferences(references);
    });
    connect(&m_context, &UiContext::openStoreRequested, this, [this] { showPage(PageId::Browse); });
    connect(&m_context, &UiContext::importRequested, this, &MainWindow::importFiles);
    connect(&m_context, &UiContext::notified, this,
            [this](const QString &sentence) { statusBar()->showMessage(sentence, messageMilliseconds); });
    connect(m_interrupted, &InterruptedBar::resumeRequested, this, [this](const InterruptedJob &job) {
        const QString id = job.id;
        connect(review(job.request), &ReviewSheet::started, this, [this, id] {
            m_context.service().discardInterrupted(id); // the new job has a journal of its own
            m_interrupted->remove(id);
        });
    });
    connect(m_interrupted, &InterruptedBar::discardRequested, this, [this](const InterruptedJob &job) {
        const QString id = job.id;
        m_context.service().discardInterrupted(id);
        m_interrupted->remove(id);
    });
    m_interrupted->setJobs(service.interruptedJobs());

    resize(comfortableWindow);
    restoreGeometry(m_context.settings().state(QStringLiteral("window/geometry")));
    showPage(PageId::Prepare);
}

MainWindow::~MainWindow() = default;

void MainWindow::buildPages()
{
    m_prepare = new PreparePage(m_context, m_stack);
    m_push = new PushPage(m_context, m_stack);
    m_transfers = new TransfersPage(m_context, m_stack);
    addPage(PageId::Prepare, m_prepare, QStringLiteral("page-prepare"));
    addPage(PageId::Browse, new BrowsePage(m_context, m_stack), QStringLiteral("page-browse"));
    addPage(PageId::Compare, new ComparePage(m_context, m_stack), QStringLiteral("page-compare"));
    addPage(PageId::Push, m_push, QStringLiteral("page-push"));
    addPage(PageId::Transfers, m_transfers, QStringLiteral("page-transfers"));
    addPage(PageId::Registries, new RegistriesPage(m_context, m_stack), QStringLiteral("page-registries"));
}

void MainWindow::addPage(PageId id, Page *page, const QString &iconName)
{
    m_stack->addWidget(page);
    page->setProperty("pageId", int(id));
    auto *item = new QListWidgetItem(icons::bundled(iconName), page->title(), m_navigation);
    item->setData(Qt::UserRole, int(id));
    item->setToolTip(page->accessibleDescription());
    item->setSizeHint(QSize(m_navigation->iconSize().width() + fontMetrics().horizontalAdvance(page->title()) +
                                fontMetrics().averageCharWidth() * 4,
                            fontMetrics().height() * 2));
}

Page *MainWindow::page(PageId id) const
{
    for (int i = 0; i < m_stack->count(); ++i) {
        if (m_stack->widget(i)->property("pageId").toInt() == int(id)) {
            return qobject_cast<Page *>(m_stack->widget(i));
        }
    }
    return nullptr;
}

PageId MainWindow::currentPage() const
{
    return PageId(m_stack->currentWidget()->property("pageId").toInt());
}

void MainWindow::showPage(PageId id)
{
    for (int row = 0; row < m_navigation->count(); ++row) {
        if (m_navigation->item(row)->data(Qt::UserRole).toInt() == int(id)) {
            m_navigation->setCurrentRow(row);
        }
    }
    if (Page *shown = page(id)) {
        QWidget *focus = shown->focusWidget() ? shown->focusWidget() : shown->firstFocus();
        if (focus) {
            focus->setFocus(Qt::ShortcutFocusReason);
        }
    }
}

ReviewSheet *MainWindow::review(const CopyRequest &request, const QList<PlannedImage> &refused)
{
    auto *sheet = new ReviewSheet(m_context, request, refused, this);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->open();
    return sheet;
}

void MainWindow::buildStatusBar()
{
    m_status = new QPushButton(this);
    m_status->setObjectName(QStringLiteral("status.transfers"));
    m_status->setFlat(true);
    m_status->setAutoDefault(false);
    m_status->setToolTip(tr("Show the transfers"));
    statusBar()->addPermanentWidget(m_status);
    connect(m_status, &QPushButton::clicked, this, [this] { showPage(PageId::Transfers); });
    connect(&m_transfers->model(), &TransfersModel::summaryChanged, this, &MainWindow::updateStatus);
    updateStatus();
}

void MainWindow::updateStatus()
{
    const TransfersModel::Summary sum = m_transfers->model().summary();
    QStringList parts;
    if (sum.running == 0) {
        parts << tr("Nothing is running");
    } else {
        parts << tr("%n job(s) running", nullptr, sum.running);
        if (sum.paused > 0) {
            parts << tr("%n paused", nullptr, sum.paused);
        }
        if (sum.bytesPerSecond > 0) {
            parts << Sentence::rate(sum.bytesPerSecond);
        }
        if (sum.secondsLeft >= 0) {
            parts << tr("%1 left").arg(Sentence::duration(sum.secondsLeft));
        }
    }
    m_status->setText(parts.join(QStringLiteral(" · ")));
}

void MainWindow::openStoreDialog()
{
    auto *dialog = new QFileDialog(this, tr("Open a store"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::openPath);
    dialog->open();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    const int running = m_transfers->model().summary().running;
    if (running > 0 && !m_mayClose) {
        event->ignore();
        askBeforeClosing(running);
        return;
    }
    m_context.settings().setState(QStringLiteral("window/geometry"), saveGeometry());
    m_settings.sync();
    event->accept();
}

void MainWindow::askBeforeClosing(int running)
{
    if (findChild<QMessageBox *>(QStringLiteral("close.question"))) {
        return;
    }
    auto *box = new QMessageBox(QMessageBox::Question, QStringLiteral("Stowage"),
                                tr("%n job(s) are still running.", nullptr, running), QMessageBox::NoButton, this);
    box->setObjectName(QStringLiteral("close.question"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(tr("What has arrived stays. The next start offers to go on with the rest."));
    QPushButton *stop = box->addButton(tr("&Stop and close"), QMessageBox::DestructiveRole);
    QPushButton *stay = box->addButton(tr("&Keep running"), QMessageBox::RejectRole);
    box->setDefaultButton(stay);
    box->setEscapeButton(stay);
    connect(stop, &QPushButton::clicked, this, [this] {
        m_mayClose = true;
        QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection); // after the box has gone
    });
    box->open();
}

} // namespace stowage

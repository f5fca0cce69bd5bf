// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/reviewsheet.h"
#include "ui/mainwindow.h"
#include "ui/models/preparemodel.h"
#include "ui/pages/preparepage.h"
#include "ui/support/sampledata.h"
#include "ui/support/uitest.h"

#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QTest>

using namespace stowage;

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void pagesByNumber_data();
    void pagesByNumber();
    void arrowKeysInTheNavigation();
    void nothingIsUnnamedOnAnyPage();
    void mnemonicsAreUniqueOnEveryPage();
    void shortcutsAreNotAmbiguous();
    void everyButtonIsInTheActionsMenu();
    void f5LooksUpAgain();
    void ctrlFGoesToTheFilter();
    void undoInTheMenu();
    void statusBarTellsAndLeadsToTransfers();
    void closingAsksWhileJobsRun();
    void closingIdleDoesNotAsk();
    void geometryIsRemembered();
    void interruptedJobIsOffered();
    void interruptedJobIsDiscarded();
    void wholePullByKeyboard();
    void minimumSizeHoldsEveryPage();

private:
    void makeWindow();
    template <typename T>
    T *find(const char *name) const
    {
        return byName<T>(m_window.get(), name);
    }
    QList<PageId> pages() const;

    std::unique_ptr<TemporarySettings> m_settings;
    std::unique_ptr<FakeService> m_service;
    std::unique_ptr<MainWindow> m_window;
};

void TestMainWindow::init()
{
    m_settings = std::make_unique<TemporarySettings>();
    m_service = std::make_unique<FakeService>();
    sample::fill(*m_service);
    m_service->onPlan = [](const CopyRequest &request) { return Result<Plan>(sample::plan(request)); };
}

void TestMainWindow::makeWindow()
{
    m_window.reset();
    m_window = std::make_unique<MainWindow>(*m_service, m_settings->get());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestMainWindow::cleanup()
{
    m_window.reset();
    m_service.reset();
    m_settings.reset();
}

QList<PageId> TestMainWindow::pages() const
{
    QList<PageId> all;
    const auto *navigation = m_window->findChild<QListWidget *>(QStringLiteral("navigation"));
    for (int row = 0; row < navigation->count(); ++row) {
        all << PageId(navigation->item(row)->data(Qt::UserRole).toInt());
    }
    return all;
}

void TestMainWindow::pagesByNumber_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("objectName");
    QTest::addColumn<QString>("title");
    int number = 0;
    for (const char *name : {"Prepare", "Browse", "Compare", "Push", "Transfers", "Registries"}) {
        QTest::newRow(name) << ++number << QStringLiteral("page.") + QString::fromLatin1(name).toLower()
                            << QString::fromLatin1(name);
    }
}

void TestMainWindow::pagesByNumber()
{
    QFETCH(int, number);
    QFETCH(QString, objectName);
    QFETCH(QString, title);
    makeWindow();
    QTest::keyClick(m_window.get(), Qt::Key(Qt::Key_0 + number), Qt::ControlModifier);
    auto *page = m_window->findChild<QWidget *>(objectName);
    QVERIFY(page);
    QVERIFY(page->isVisible());
    QCOMPARE(page->accessibleName(), title);
    QCOMPARE(m_window->currentPage(), PageId(number - 1));
    auto *navigation = m_window->findChild<QListWidget *>(QStringLiteral("navigation"));
    QCOMPARE(navigation->currentItem()->text(), title);
}

void TestMainWindow::arrowKeysInTheNavigation()
{
    makeWindow();
    auto *navigation = m_window->findChild<QListWidget *>(QStringLiteral("navigation"));
    QCOMPARE(navigation->accessibleName(), QStringLiteral("Pages"));
    navigation->setFocus();
    QTest::keyClick(navigation, Qt::Key_Down);
    QCOMPARE(m_window->currentPage(), pages().at(1));
    QVERIFY(navigation->hasFocus()); // goes on with the next arrow
}

void TestMainWindow::nothingIsUnnamedOnAnyPage()
{
    makeWindow();
    for (const PageId page : pages()) {
        m_window->showPage(page);
        QCOMPARE(unnamedControls(m_window.get()), QStringList());
    }
}

void TestMainWindow::mnemonicsAreUniqueOnEveryPage()
{
    makeWindow();
    for (const PageId page : pages()) {
        m_window->showPage(page);
        QCOMPARE(doubledMnemonics(m_window.get()), QStringList());
    }
}

void TestMainWindow::shortcutsAreNotAmbiguous()
{
    makeWindow();
    for (const PageId page : pages()) {
        m_window->showPage(page);
        QHash<QKeySequence, QString> known;
        for (const QAction *title : m_window->menuBar()->actions()) {
            for (const QAction *action : title->menu()->actions()) {
                for (const QKeySequence &keys : action->shortcuts()) {
                    QVERIFY2(!known.contains(keys),
                             qPrintable(keys.toString() + QStringLiteral(": ") + known.value(keys) +
                                        QStringLiteral(", ") + action->text()));
                    known.insert(keys, action->text());
                }
            }
        }
    }
}

void TestMainWindow::everyButtonIsInTheActionsMenu()
{
    makeWindow();
    m_window->showPage(PageId::Transfers);
    QStringList inMenu;
    for (const QAction *title : m_window->menuBar()->actions()) {
        for (const QAction *action : title->menu()->actions()) {
            inMenu << action->text().remove(QLatin1Char('&'));
        }
    }
    for (const char *name : {"Pause", "Resume", "Cancel", "Retry failed", "Report…", "Clear finished"}) {
        QVERIFY2(inMenu.contains(QString::fromUtf8(name)), name);
    }
}

void TestMainWindow::f5LooksUpAgain()
{
    makeWindow();
    auto *prepare = m_window->findChild<PreparePage *>();
    prepare->addText(QStringLiteral("alpine:3.19"));
    QTRY_COMPARE(prepare->model().summary().found, 1);
    const auto before = m_service->calls.count(QStringLiteral("lookUp docker.io/library/alpine:3.19"));
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QCOMPARE(m_service->calls.count(QStringLiteral("lookUp docker.io/library/alpine:3.19")), before + 1);
}

void TestMainWindow::ctrlFGoesToTheFilter()
{
    makeWindow();
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(m_window->findChild<QLineEdit *>(QStringLiteral("prepare.filter"))->hasFocus());
}

void TestMainWindow::undoInTheMenu()
{
    makeWindow();
    auto *prepare = m_window->findChild<PreparePage *>();
    prepare->addText(QStringLiteral("alpine:3.19"));
    find<QTableView>("Images")->setFocus();
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(prepare->model().rowCount(), 0);
}

void TestMainWindow::statusBarTellsAndLeadsToTransfers()
{
    makeWindow();
    auto *status = m_window->findChild<QPushButton *>(QStringLiteral("status.transfers"));
    QCOMPARE(status->text(), QStringLiteral("Nothing is running"));
    const Plan plan = sample::plan(sample::pullRequest());
    const JobId job = m_service->start(plan);
    QVERIFY(status->text().startsWith(QLatin1Char('1')));
    status->click();
    QCOMPARE(m_window->currentPage(), PageId::Transfers);
    m_service->sendFinished(job, Report());
    QCOMPARE(status->text(), QStringLiteral("Nothing is running"));
}

void TestMainWindow::closingAsksWhileJobsRun()
{
    makeWindow();
    m_service->start(sample::plan(sample::pullRequest()));
    m_window->close();
    QVERIFY(m_window->isVisible());
    auto *question = m_window->findChild<QMessageBox *>(QStringLiteral("close.question"));
    QVERIFY(question);
    QTest::keyClick(question, Qt::Key_Escape); // keeps running
    QVERIFY(m_window->isVisible());
    QTRY_VERIFY(!m_window->findChild<QMessageBox *>(QStringLiteral("close.question")));
    m_window->close();
    question = m_window->findChild<QMessageBox *>(QStringLiteral("close.question"));
    byName<QPushButton>(question, "Stop and close")->click();
    QTRY_VERIFY(!m_window->isVisible());
}

void TestMainWindow::closingIdleDoesNotAsk()
{
    makeWindow();
    const JobId job = m_service->start(sample::plan(sample::pullRequest()));
    m_service->sendFinished(job, Report());
    m_window->close();
    QVERIFY(!m_window->isVisible());
}

void TestMainWindow::geometryIsRemembered()
{
    makeWindow();
    m_window->resize(1111, 777);
    m_window->close();
    makeWindow();
    QCOMPARE(m_window->size(), QSize(1111, 777));
}

void TestMainWindow::interruptedJobIsOffered()
{
    InterruptedJob job;
    job.id = QStringLiteral("job-1");
    job.request = sample::pullRequest();
    job.imagesLeft = 37;
    job.bytesLeft = 12'300'000'000;
    m_service->interrupted << job;
    makeWindow();
    QWidget *bar = byName(m_window.get(), QStringLiteral("Interrupted work"));
    QVERIFY(bar->isVisible());
    QVERIFY2(bar->accessibleDescription().startsWith(QStringLiteral("A pull was interrupted: 37 image")),
             qPrintable(bar->accessibleDescription()));
    byName<QPushButton>(bar, "Resume")->click();
    auto *sheet = m_window->findChild<ReviewSheet *>();
    QVERIFY(sheet);
    QCOMPARE(m_service->plannedRequests.last(), job.request);
    QVERIFY(!m_service->calls.contains(QStringLiteral("discardInterrupted job-1")));
    auto *start = byName<QPushButton>(sheet, "Start");
    QTRY_VERIFY(start->isEnabled());
    start->click();
    QVERIFY(m_service->calls.contains(QStringLiteral("discardInterrupted job-1")));
    QVERIFY(!bar->isVisible());
}

void TestMainWindow::interruptedJobIsDiscarded()
{
    for (const char *id : {"job-1", "job-2"}) {
        InterruptedJob job;
        job.id = QString::fromLatin1(id);
        job.request = sample::pullRequest();
        job.imagesLeft = 1;
        m_service->interrupted << job;
    }
    makeWindow();
    QWidget *bar = byName(m_window.get(), QStringLiteral("Interrupted work"));
    byName<QPushButton>(bar, "Discard")->click();
    QVERIFY(bar->isVisible()); // the second one
    byName<QPushButton>(bar, "Discard")->click();
    QVERIFY(!bar->isVisible());
    QVERIFY(m_service->calls.contains(QStringLiteral("discardInterrupted job-1")));
    QVERIFY(m_service->calls.contains(QStringLiteral("discardInterrupted job-2")));
}

void TestMainWindow::wholePullByKeyboard()
{
    makeWindow();
    QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
    QWidget *field = QApplication::focusWidget();
    QCOMPARE(field->accessibleName(), QStringLiteral("Image reference"));
    QTest::keyClicks(field, QStringLiteral("alpine:3.19"));
    QTest::keyClick(field, Qt::Key_Return);
    QTest::keyClick(m_window.get(), Qt::Key_S, Qt::AltModifier); // Destination store
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("/tmp/images"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier); // Review
    auto *sheet = m_window->findChild<ReviewSheet *>();
    QVERIFY(sheet);
    QVERIFY(sheet->isModal());
    auto *start = byName<QPushButton>(sheet, "Start");
    QTRY_VERIFY(start->isEnabled());
    QTest::keyClick(sheet, Qt::Key_Return);
    QCOMPARE(m_service->startedPlans.size(), 1);
    QCOMPARE(m_service->startedPlans.first().request.items.first().source, ref("alpine:3.19"));
    QCOMPARE(m_window->currentPage(), PageId::Transfers);
}

void TestMainWindow::minimumSizeHoldsEveryPage()
{
    makeWindow();
    const auto *stack = m_window->findChild<QStackedWidget *>();
    for (int i = 0; i < stack->count(); ++i) {
        const QSize hint = stack->widget(i)->minimumSizeHint();
        QVERIFY2(hint.width() <= 860 && hint.height() <= 560, qPrintable(QStringLiteral("%1 wants %2 x %3")
                                                                             .arg(stack->widget(i)->objectName())
                                                                             .arg(hint.width())
                                                                             .arg(hint.height())));
    }
    QCOMPARE(m_window->minimumSize(), QSize(960, 600));
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"

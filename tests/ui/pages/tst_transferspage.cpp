// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/transferspage.h"
#include "ui/support/sampledata.h"
#include "ui/support/uitest.h"

#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace stowage;

class TestTransfersPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void namesOfTheContract_data();
    void namesOfTheContract();
    void nothingIsUnnamed();
    void mnemonicsAreUnique();
    void emptyPageLeadsToPrepare();
    void buttonsFollowTheJob();
    void eachButtonAsksTheService();
    void twoJobsNeedASelection();
    void rowsKeepTheirPlace();
    void errorsAreSentencesInThePane();
    void severalFailuresAreCounted();
    void reportIsWritten_data();
    void reportIsWritten();
    void unwritableReportIsTold();
    void clearRemovesFinishedJobs();
    void copyTakesReferenceAndDigest();
    void barsAreDrawn();

private:
    template <typename T>
    T *find(const char *name) const
    {
        return byName<T>(m_page.get(), name);
    }
    bool enabled(const char *button) const { return find<QPushButton>(button)->isEnabled(); }
    QTreeView *jobs() const { return find<QTreeView>("Jobs"); }
    Report failedReport(int failures) const;
    void saveReportTo(const QString &path);

    std::unique_ptr<TemporarySettings> m_settings;
    std::unique_ptr<FakeService> m_service;
    std::unique_ptr<UiContext> m_context;
    std::unique_ptr<TransfersPage> m_page;
    Plan m_plan;
};

void TestTransfersPage::init()
{
    m_settings = std::make_unique<TemporarySettings>();
    m_service = std::make_unique<FakeService>();
    m_context = std::make_unique<UiContext>(*m_service, m_settings->get());
    m_page = std::make_unique<TransfersPage>(*m_context);
    m_plan = sample::plan(sample::pullRequest());
    m_page->resize(1000, 700);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void TestTransfersPage::cleanup()
{
    m_page.reset();
    m_context.reset();
    m_service.reset();
    m_settings.reset();
}

Report TestTransfersPage::failedReport(int failures) const
{
    Report report;
    for (const PlannedImage &image : m_plan.images) {
        ImageResult result;
        result.item = image.item;
        if (failures-- > 0) {
            result.state = ImageState::Failed;
            Error error;
            error.kind = ErrorKind::DigestMismatch;
            error.side = Side::Source;
            error.reference = image.item.source.toString();
            error.requestId = QStringLiteral("req-%1").arg(report.images.size());
            result.error = error;
        }
        report.images << result;
    }
    return report;
}

void TestTransfersPage::namesOfTheContract_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"Jobs", "Pause", "Resume", "Cancel", "Retry failed", "Report…"}) {
        QTest::newRow(name) << QString::fromUtf8(name);
    }
}

void TestTransfersPage::namesOfTheContract()
{
    QFETCH(QString, name);
    QVERIFY(byName(m_page.get(), name));
    QCOMPARE(m_page->accessibleName(), QStringLiteral("Transfers"));
    QCOMPARE(m_page->objectName(), QStringLiteral("page.transfers"));
}

void TestTransfersPage::nothingIsUnnamed()
{
    QCOMPARE(unnamedControls(m_page.get()), QStringList());
    const JobId job = m_service->start(m_plan);
    m_service->sendFinished(job, failedReport(1));
    QCOMPARE(unnamedControls(m_page.get()), QStringList());
}

void TestTransfersPage::mnemonicsAreUnique()
{
    QCOMPARE(doubledMnemonics(m_page.get()), QStringList());
}

void TestTransfersPage::emptyPageLeadsToPrepare()
{
    QSignalSpy asked(m_context.get(), &UiContext::pageRequested);
    auto *first = find<QPushButton>("Choose images");
    QVERIFY(first->isVisible());
    first->click();
    QCOMPARE(asked.first().first().value<PageId>(), PageId::Prepare);
    m_service->start(m_plan);
    QVERIFY(!first->isVisible());
}

void TestTransfersPage::buttonsFollowTheJob()
{
    for (const char *name : {"Pause", "Resume", "Cancel", "Retry failed", "Report…"}) {
        QVERIFY2(!enabled(name), name);
    }
    const JobId job = m_service->start(m_plan);
    QVERIFY(enabled("Pause"));
    QVERIFY(!enabled("Resume"));
    QVERIFY(enabled("Cancel"));
    TransferEvent paused;
    paused.job = job;
    paused.state = TransferState::Paused;
    m_service->sendEvents({paused});
    QVERIFY(!enabled("Pause"));
    QVERIFY(enabled("Resume"));
    m_service->sendFinished(job, failedReport(1));
    QVERIFY(!enabled("Pause"));
    QVERIFY(!enabled("Resume"));
    QVERIFY(!enabled("Cancel"));
    QVERIFY(enabled("Retry failed"));
    QVERIFY(enabled("Report…"));
}

void TestTransfersPage::eachButtonAsksTheService()
{
    const JobId job = m_service->start(m_plan);
    find<QPushButton>("Pause")->click();
    TransferEvent paused;
    paused.job = job;
    paused.state = TransferState::Paused;
    m_service->sendEvents({paused});
    find<QPushButton>("Resume")->click();
    find<QPushButton>("Cancel")->click();
    m_service->sendFinished(job, failedReport(1));
    find<QPushButton>("Retry failed")->click();
    QCOMPARE(m_service->calls,
             QStringList({QStringLiteral("start"), QStringLiteral("pause 1"), QStringLiteral("resume 1"),
                          QStringLiteral("cancel 1"), QStringLiteral("retryFailed 1")}));
}

void TestTransfersPage::twoJobsNeedASelection()
{
    m_service->start(m_plan);
    const JobId second = m_service->start(m_plan);
    jobs()->clearSelection();
    QVERIFY(!enabled("Pause"));
    const QModelIndex image = m_page->model().index(2, 0, m_page->model().indexOfJob(second));
    jobs()->setCurrentIndex(image); // any row of a job stands for it
    QVERIFY(enabled("Pause"));
    find<QPushButton>("Pause")->click();
    QCOMPARE(m_service->calls.last(), QStringLiteral("pause 2"));
}

void TestTransfersPage::rowsKeepTheirPlace()
{
    const JobId job = m_service->start(m_plan);
    QStringList before;
    const QModelIndex top = m_page->model().indexOfJob(job);
    for (int row = 0; row < m_page->model().rowCount(top); ++row) {
        before << m_page->model().index(row, 0, top).data().toString();
    }
    sample::runHalf(*m_service, m_plan, job);
    QStringList after;
    for (int row = 0; row < m_page->model().rowCount(top); ++row) {
        after << jobs()->model()->index(row, 0, jobs()->model()->index(0, 0)).data().toString();
    }
    QCOMPARE(after, before);
    QVERIFY(!jobs()->isSortingEnabled());
}

void TestTransfersPage::errorsAreSentencesInThePane()
{
    const JobId job = m_service->start(m_plan);
    sample::runHalf(*m_service, m_plan, job);
    const QModelIndex top = m_page->model().indexOfJob(job);
    jobs()->setCurrentIndex(m_page->model().index(6, 0, top));
    QWidget *pane = byName(m_page.get(), QStringLiteral("Error"));
    QVERIFY(pane->isVisible());
    QVERIFY(pane->accessibleDescription().contains(QStringLiteral("registry.k8s.io")));
    jobs()->setCurrentIndex(m_page->model().index(0, 0, top));
    QVERIFY(!pane->isVisible());
}

void TestTransfersPage::severalFailuresAreCounted()
{
    const JobId job = m_service->start(m_plan);
    m_service->sendFinished(job, failedReport(3));
    jobs()->setCurrentIndex(m_page->model().indexOfJob(job));
    QWidget *pane = byName(m_page.get(), QStringLiteral("Error"));
    QVERIFY(pane->isVisible());
    QVERIFY(pane->accessibleDescription().startsWith(QStringLiteral("3 ")));
    find<QPushButton>("Copy details")->click();
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY(copied.contains(QStringLiteral("req-0")));
    QVERIFY(copied.contains(QStringLiteral("req-2")));
}

void TestTransfersPage::saveReportTo(const QString &path)
{
    find<QPushButton>("Report…")->click(); // opens, does not block
    auto *dialog = m_page->findChild<QFileDialog *>();
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
}

void TestTransfersPage::reportIsWritten_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("json") << "report.json";
    QTest::newRow("text") << "report.txt";
}

void TestTransfersPage::reportIsWritten()
{
    QFETCH(QString, name);
    QTemporaryDir folder;
    const JobId job = m_service->start(m_plan);
    m_service->sendFinished(job, failedReport(1));
    const QString path = folder.filePath(name);
    saveReportTo(path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.contains("docker.io/library/alpine:3.19"));
    QCOMPARE(!QJsonDocument::fromJson(bytes).isNull(), name.endsWith(QLatin1String("json")));
}

void TestTransfersPage::unwritableReportIsTold()
{
    const JobId job = m_service->start(m_plan);
    m_service->sendFinished(job, failedReport(0));
    saveReportTo(QStringLiteral("/nonexistent/folder/report.json"));
    QWidget *pane = byName(m_page.get(), QStringLiteral("Error"));
    QVERIFY(pane->isVisible());
    QVERIFY(pane->accessibleDescription().contains(QStringLiteral("/nonexistent/folder/report.json")));
}

void TestTransfersPage::clearRemovesFinishedJobs()
{
    auto *clear = find<QPushButton>("Clear finished");
    const JobId job = m_service->start(m_plan);
    QVERIFY(!clear->isEnabled());
    m_service->sendFinished(job, failedReport(0));
    QCOMPARE(m_page->model().rowCount(), 1);
    clear->click();
    QCOMPARE(m_page->model().rowCount(), 0);
    QVERIFY(!clear->isEnabled());
}

void TestTransfersPage::copyTakesReferenceAndDigest()
{
    const JobId job = m_service->start(m_plan);
    const QModelIndex image = m_page->model().index(0, 0, m_page->model().indexOfJob(job));
    jobs()->setFocus();
    jobs()->setCurrentIndex(image);
    QTest::keyClick(jobs(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("docker.io/library/alpine:3.19"));
    jobs()->selectionModel()->setCurrentIndex(m_page->model().index(0, 0, image),
                                              QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    QTest::keyClick(jobs(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), m_plan.blobs.at(0).descriptor.digest.toString());
}

void TestTransfersPage::barsAreDrawn()
{
    const JobId job = m_service->start(m_plan);
    const auto inked = [this, job](double fraction) {
        TransferEvent event;
        event.job = job;
        event.state = TransferState::Active;
        event.total = 1000;
        event.done = qint64(fraction * 1000);
        m_service->sendEvents({event});
        jobs()->clearSelection();
        const QRect cell =
            jobs()->visualRect(m_page->model().indexOfJob(job).siblingAtColumn(TransfersModel::Progress));
        const QImage picture = jobs()->viewport()->grab(cell).toImage();
        const QColor fill = jobs()->palette().color(QPalette::Active, QPalette::Highlight);
        int longest = 0;
        for (int y = 0; y < picture.height(); ++y) {
            int count = 0;
            for (int x = 0; x < picture.width(); ++x) {
                const QColor found = picture.pixelColor(x, y);
                const bool filled = qAbs(found.red() - fill.red()) < 5 && qAbs(found.green() - fill.green()) < 5 &&
                                    qAbs(found.blue() - fill.blue()) < 5;
                count += filled ? 1 : 0;
            }
            longest = std::max(longest, count);
        }
        return longest;
    };
    const int none = inked(0);
    const int half = inked(0.5);
    const int all = inked(1);
    QCOMPARE(none, 0);
    QVERIFY(half > 10);
    QVERIFY(qAbs(all - 2 * half) <= 3);
}

QTEST_MAIN(TestTransfersPage)
#include "tst_transferspage.moc"

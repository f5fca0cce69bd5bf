// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/reviewsheet.h"
#include "ui/support/sampledata.h"
#include "ui/support/uitest.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace stowage;

class TestReviewSheet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void showsThePlanAndStartsIt();
    void refusedImagesMustBeAgreedTo();
    void everyImageRefusedCannotStart();
    void tooLittleSpaceCannotStart();
    void warningsAreSentences();
    void failureIsShown();
    void cancelStopsThePlanning();
    void escapeClosesAndStartsNothing();
    void indexChoicePlansAgain();
    void indexChoiceIsHiddenForEverything();
    void renamesShowTheTargetColumn();
    void nothingIsUnnamed();
    void mnemonicsAreUnique();
    void enterStarts();

private:
    void open(const CopyRequest &request = sample::pullRequest());
    bool says(const QString &text) const;
    QPushButton *start() const { return byName<QPushButton>(m_sheet, "Start"); }
    QListWidget *notices() const { return byName<QListWidget>(m_sheet, "Notices"); }

    std::unique_ptr<TemporarySettings> m_settings;
    std::unique_ptr<FakeService> m_service;
    std::unique_ptr<UiContext> m_context;
    QPointer<ReviewSheet> m_sheet;
};

void TestReviewSheet::init()
{
    m_settings = std::make_unique<TemporarySettings>();
    m_service = std::make_unique<FakeService>();
    sample::fill(*m_service);
    m_service->onPlan = [](const CopyRequest &request) { return Result<Plan>(sample::plan(request)); };
    m_context = std::make_unique<UiContext>(*m_service, m_settings->get());
}

void TestReviewSheet::cleanup()
{
    delete m_sheet;
    m_context.reset();
    m_service.reset();
    m_settings.reset();
}

void TestReviewSheet::open(const CopyRequest &request)
{
    m_sheet = new ReviewSheet(*m_context, request, {});
    m_sheet->open();
    QVERIFY(QTest::qWaitForWindowActive(m_sheet));
}

bool TestReviewSheet::says(const QString &text) const
{
    const auto labels = m_sheet->findChildren<QLabel *>();
    return std::any_of(labels.cbegin(), labels.cend(),
                       [&text](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
}

void TestReviewSheet::showsThePlanAndStartsIt()
{
    QSignalSpy shown(m_context.get(), &UiContext::pageRequested);
    open();
    QSignalSpy started(m_sheet, &ReviewSheet::started);
    QTRY_VERIFY(start()->isEnabled());
    auto *table = byName<QTableView>(m_sheet, "Images");
    QCOMPARE(table->model()->rowCount(), 12);
    const Plan plan = sample::plan(sample::pullRequest());
    QVERIFY(says(QString::number(plan.totals.uniqueBlobs)));
    QVERIFY(says(QStringLiteral("already there")));
    QCOMPARE(m_service->startedPlans.size(), 0);
    start()->click();
    QCOMPARE(started.size(), 1);
    QCOMPARE(m_service->startedPlans.size(), 1);
    QCOMPARE(m_service->startedPlans.first().request, sample::pullRequest());
    QCOMPARE(shown.size(), 1);
    QCOMPARE(shown.first().first().value<PageId>(), PageId::Transfers);
    QVERIFY(!m_sheet->isVisible());
}

void TestReviewSheet::refusedImagesMustBeAgreedTo()
{
    m_service->onPlan = [](const CopyRequest &request) { return Result<Plan>(sample::plan(request, true)); };
    open();
    auto *goOn = byName<QCheckBox>(m_sheet, "Go on without the refused images");
    QVERIFY(goOn);
    QTRY_VERIFY(goOn->isVisible());
    QVERIFY(!start()->isEnabled());
    QVERIFY(notices()->item(0)->text().contains(QStringLiteral("registry.k8s.io/pause:3.10")));
    goOn->setChecked(true);
    QVERIFY(start()->isEnabled());
    goOn->setChecked(false);
    QVERIFY(!start()->isEnabled());
}

void TestReviewSheet::everyImageRefusedCannotStart()
{
    m_service->onPlan = [](const CopyRequest &request) {
        Plan plan = sample::plan(request);
        for (PlannedImage &image : plan.images) {
            image.action = ImageAction::Refuse;
            Error error;
            error.kind = ErrorKind::TargetCollision;
            error.reference = image.item.source.toString();
            image.refusal = error;
        }
        return Result<Plan>(plan);
    };
    open();
    QTRY_COMPARE(notices()->count(), 14);
    QVERIFY(!start()->isEnabled());
    QVERIFY(!byName<QCheckBox>(m_sheet, "Go on without the refused images")->isVisible());
    QVERIFY(!start()->toolTip().isEmpty());
}

void TestReviewSheet::tooLittleSpaceCannotStart()
{
    m_service->onPlan = [](const CopyRequest &request) {
        Plan plan = sample::plan(request);
        plan.warnings << PlanWarning{PlanWarning::Kind::SmallSpace, {}, {}, 5'000'000'000, 1'000'000'000, {}};
        return Result<Plan>(plan);
    };
    open();
    QTRY_VERIFY(notices()->count() > 0);
    QVERIFY(!start()->isEnabled());
}

void TestReviewSheet::warningsAreSentences()
{
    open();
    QTRY_COMPARE(notices()->count(), 2);
    QVERIFY(notices()->item(0)->text().contains(QStringLiteral("will be overwritten")));
    QVERIFY(notices()->item(1)->text().contains(QStringLiteral("signatures")));
    QVERIFY(start()->isEnabled()); // amber does not stop anybody
}

void TestReviewSheet::failureIsShown()
{
    m_service->onPlan = [](const CopyRequest &) {
        Error error;
        error.kind = ErrorKind::StoreLocked;
        error.side = Side::Target;
        error.item = QStringLiteral("/media/stick/images");
        return Result<Plan>(std::unexpected(error));
    };
    open();
    QWidget *pane = byName(m_sheet, QStringLiteral("Error"));
    QTRY_VERIFY(pane->isVisible());
    QVERIFY(pane->accessibleDescription().contains(QStringLiteral("/media/stick/images")));
    QVERIFY(!start()->isEnabled());
}

void TestReviewSheet::cancelStopsThePlanning()
{
    m_service->hold = true;
    open();
    QCOMPARE(m_service->heldCount(), 1);
    QVERIFY(byName(m_sheet, QStringLiteral("Planning"))->isVisible());
    QVERIFY(!start()->isEnabled());
    m_sheet->setAttribute(Qt::WA_DeleteOnClose);
    byName<QPushButton>(m_sheet, "Cancel")->click();
    QTRY_VERIFY(m_sheet.isNull());
    QCOMPARE(m_service->cancelledCount(), 1);
    m_service->release(); // nobody listens any more
}

void TestReviewSheet::escapeClosesAndStartsNothing()
{
    open();
    QTRY_VERIFY(start()->isEnabled());
    QTest::keyClick(m_sheet, Qt::Key_Escape);
    QVERIFY(!m_sheet->isVisible());
    QCOMPARE(m_service->startedPlans.size(), 0);
}

void TestReviewSheet::indexChoicePlansAgain()
{
    open();
    QTRY_VERIFY(start()->isEnabled());
    auto *choice = m_sheet->findChild<QComboBox *>(QStringLiteral("review.index"));
    QVERIFY(choice->isVisible());
    choice->setFocus();
    QTest::keyClick(choice, Qt::Key_Down);
    QTRY_COMPARE(m_service->plannedRequests.size(), 2);
    QVERIFY(m_service->plannedRequests.last().keepAttestations);
    QCOMPARE(m_service->plannedRequests.last().platforms.size(), 2);
    QTest::keyClick(choice, Qt::Key_Down);
    QTRY_COMPARE(m_service->plannedRequests.size(), 3);
    QVERIFY(m_service->plannedRequests.last().platforms.isEmpty());
    QVERIFY(!m_service->plannedRequests.last().keepAttestations);
    QTRY_VERIFY(start()->isEnabled());
    start()->click();
    QVERIFY(m_service->startedPlans.first().request.platforms.isEmpty());
}

void TestReviewSheet::indexChoiceIsHiddenForEverything()
{
    CopyRequest request = sample::pullRequest();
    request.platforms.clear();
    open(request);
    QVERIFY(!m_sheet->findChild<QComboBox *>(QStringLiteral("review.index"))->isVisible());
}

void TestReviewSheet::renamesShowTheTargetColumn()
{
    open();
    QTRY_VERIFY(start()->isEnabled());
    QVERIFY(byName<QTableView>(m_sheet, "Images")->isColumnHidden(1));
    delete m_sheet;
    CopyRequest request = sample::pullRequest();
    request.items[0].target = ref("hub.local/mirror/alpine:3.19");
    open(request);
    QTRY_VERIFY(start()->isEnabled());
    QVERIFY(!byName<QTableView>(m_sheet, "Images")->isColumnHidden(1));
}

void TestReviewSheet::nothingIsUnnamed()
{
    open();
    QTRY_VERIFY(start()->isEnabled());
    QCOMPARE(unnamedControls(m_sheet), QStringList());
}

void TestReviewSheet::mnemonicsAreUnique()
{
    m_service->onPlan = [](const CopyRequest &request) { return Result<Plan>(sample::plan(request, true)); };
    open();
    QTRY_VERIFY(byName(m_sheet, QStringLiteral("Go on without the refused images"))->isVisible());
    QCOMPARE(doubledMnemonics(m_sheet), QStringList());
}

void TestReviewSheet::enterStarts()
{
    open();
    QTRY_VERIFY(start()->isEnabled());
    QTest::keyClick(m_sheet, Qt::Key_Return);
    QCOMPARE(m_service->startedPlans.size(), 1);
}

QTEST_MAIN(TestReviewSheet)
#include "tst_reviewsheet.moc"

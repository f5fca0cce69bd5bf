// SPDX-License-Identifier: Apache-2.0
#include "ui/models/preparemodel.h"
#include "ui/pages/preparepage.h"
#include "ui/support/sampledata.h"
#include "ui/support/uitest.h"

#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace stowage;

Q_DECLARE_METATYPE(CopyRequest)

class TestPreparePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void namesOfTheContract_data();
    void namesOfTheContract();
    void nothingIsUnnamed();
    void mnemonicsAreUnique();
    void tabGoesFromTopToBottom();
    void enterAddsAReference();
    void pastedListIsAdded();
    void problemsAreSentences();
    void duplicatesAreTold();
    void deleteAndUndo();
    void undoRestoresThePlace();
    void dropTextAdds();
    void filterNarrows();
    void otherPlatformIsAdded();
    void malformedPlatformIsRefused();
    void foundPlatformsAreOffered();
    void reviewNeedsImagesAndDestination();
    void reviewAsksForTheWholeRequest();
    void relativeDestinationIsAPath();
    void selectedProblemIsExplained();
    void everythingIsRemembered();
    void ctrlCCopiesTheReference();
    void chooseOpensADialogThatDoesNotBlock();
    void tenThousandImagesComeAndGo();

private:
    template <typename T>
    T *find(const char *name) const
    {
        return byName<T>(m_page.get(), name);
    }
    void makePage();

    std::unique_ptr<TemporarySettings> m_settings;
    std::unique_ptr<FakeService> m_service;
    std::unique_ptr<UiContext> m_context;
    std::unique_ptr<PreparePage> m_page;
};

void TestPreparePage::init()
{
    m_settings = std::make_unique<TemporarySettings>();
    m_service = std::make_unique<FakeService>();
    sample::fill(*m_service);
    makePage();
}

void TestPreparePage::makePage()
{
    m_page.reset();
    m_context = std::make_unique<UiContext>(*m_service, m_settings->get());
    m_page = std::make_unique<PreparePage>(*m_context);
    m_page->resize(1000, 700);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void TestPreparePage::cleanup()
{
    m_page.reset();
    m_context.reset();
    m_service.reset();
    m_settings.reset();
}

void TestPreparePage::namesOfTheContract_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("type");
    QTest::newRow("reference") << "Image reference"
                               << "QLineEdit";
    QTest::newRow("add") << "Add"
                         << "QPushButton";
    QTest::newRow("images") << "Images"
                            << "QTableView";
    QTest::newRow("platforms") << "Platforms"
                               << "QListWidget";
    QTest::newRow("destination") << "Destination store"
                                 << "QLineEdit";
    QTest::newRow("choose") << "Choose…"
                            << "QPushButton";
    QTest::newRow("review") << "Review"
                            << "QPushButton";
}

void TestPreparePage::namesOfTheContract()
{
    QFETCH(QString, name);
    QFETCH(QString, type);
    QWidget *widget = byName(m_page.get(), name);
    QVERIFY(widget);
    QVERIFY2(widget->inherits(qPrintable(type)), widget->metaObject()->className());
    QCOMPARE(m_page->accessibleName(), QStringLiteral("Prepare"));
    QCOMPARE(m_page->objectName(), QStringLiteral("page.prepare"));
}

void TestPreparePage::nothingIsUnnamed()
{
    QCOMPARE(unnamedControls(m_page.get()), QStringList());
}

void TestPreparePage::mnemonicsAreUnique()
{
    QCOMPARE(doubledMnemonics(m_page.get()), QStringList());
}

void TestPreparePage::tabGoesFromTopToBottom()
{
    m_page->addText(QStringLiteral("alpine:3.19"));
    find<QLineEdit>("Destination store")->setText(QStringLiteral("/tmp/x"));
    find<QLineEdit>("Image reference")->setText(QStringLiteral("x"));
    const QStringList order = tabOrder(m_page.get());
    const QStringList wanted{QStringLiteral("Image reference"),
                             QStringLiteral("Add"),
                             QStringLiteral("Import…"),
                             QStringLiteral("Filter"),
                             QStringLiteral("Images"),
                             QStringLiteral("Platforms"),
                             QStringLiteral("Other platform"),
                             QStringLiteral("Add platform"),
                             QStringLiteral("If a platform is missing"),
                             QStringLiteral("Destination store"),
                             QStringLiteral("Choose…"),
                             QStringLiteral("Review")};
    QCOMPARE(order, wanted);
}

void TestPreparePage::enterAddsAReference()
{
    auto *field = find<QLineEdit>("Image reference");
    auto *add = find<QPushButton>("Add");
    QVERIFY(!add->isEnabled());
    field->setFocus();
    QTest::keyClicks(field, QStringLiteral("nginx:1.27.3"));
    QVERIFY(add->isEnabled());
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(m_page->model().references(), QList<Reference>{ref("nginx:1.27.3")});
    QVERIFY(field->text().isEmpty());
    QVERIFY(field->hasFocus());
    QTRY_COMPARE(m_page->model().summary().found, 1);
}

void TestPreparePage::pastedListIsAdded()
{
    auto *field = find<QLineEdit>("Image reference");
    field->setFocus();
    QGuiApplication::clipboard()->setText(
        QStringLiteral("alpine:3.19\r\n# a comment\ndocker pull nginx:1.27.3\n\nalpine:3.19\n"));
    QTest::keyClick(field, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(m_page->model().references(), (QList<Reference>{ref("alpine:3.19"), ref("nginx:1.27.3")}));
    QVERIFY(field->text().isEmpty());
}

void TestPreparePage::problemsAreSentences()
{
    m_page->addText(QStringLiteral("alpine:3.19\nUPPER/Case:1\n"));
    QCOMPARE(m_page->model().rowCount(), 1);
    QWidget *pane = byName(m_page.get(), QStringLiteral("Error"));
    QVERIFY(pane->isVisible());
    QVERIFY(pane->accessibleDescription().contains(QStringLiteral("Line 2")));
    m_page->addText(QStringLiteral("nginx:1.27.3"));
    QVERIFY(!pane->isVisible());
}

void TestPreparePage::duplicatesAreTold()
{
    QSignalSpy told(m_context.get(), &UiContext::notified);
    m_page->addText(QStringLiteral("alpine:3.19"));
    m_page->addText(QStringLiteral("docker.io/library/alpine:3.19"));
    QCOMPARE(m_page->model().rowCount(), 1);
    QCOMPARE(told.size(), 1);
}

void TestPreparePage::deleteAndUndo()
{
    m_page->addText(QStringLiteral("alpine:3.19\nnginx:1.27.3"));
    auto *table = find<QTableView>("Images");
    table->setFocus();
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_Delete);
    QCOMPARE(m_page->model().references(), QList<Reference>{ref("nginx:1.27.3")});
    m_page->undoStack()->undo();
    QCOMPARE(m_page->model().rowCount(), 2);
    m_page->undoStack()->undo();
    QCOMPARE(m_page->model().rowCount(), 0);
    m_page->undoStack()->redo();
    QCOMPARE(m_page->model().rowCount(), 2);
}

void TestPreparePage::undoRestoresThePlace()
{
    m_page->addText(QStringLiteral("a:1\nb:1\nc:1\nd:1"));
    auto *table = find<QTableView>("Images");
    const QList<Reference> before = m_page->model().references();
    table->selectionModel()->select(table->model()->index(1, 0),
                                    QItemSelectionModel::Select | QItemSelectionModel::Rows);
    table->selectionModel()->select(table->model()->index(3, 0),
                                    QItemSelectionModel::Select | QItemSelectionModel::Rows);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Delete);
    QCOMPARE(m_page->model().rowCount(), 2);
    m_page->undoStack()->undo();
    QCOMPARE(m_page->model().references(), before);
}

void TestPreparePage::dropTextAdds()
{
    QMimeData data;
    data.setText(QStringLiteral("alpine:3.19\nnginx:1.27.3"));
    QDragEnterEvent enter(QPoint(20, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_page.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(20, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_page.get(), &drop);
    QCOMPARE(m_page->model().rowCount(), 2);
    QVERIFY(drop.isAccepted());
}

void TestPreparePage::filterNarrows()
{
    m_page->addText(QStringLiteral("alpine:3.19\nnginx:1.27.3"));
    auto *filter = qobject_cast<QLineEdit *>(m_page->filterField());
    QCOMPARE(filter, find<QLineEdit>("Filter"));
    filter->setText(QStringLiteral("ngi"));
    QCOMPARE(find<QTableView>("Images")->model()->rowCount(), 1);
    QCOMPARE(m_page->model().rowCount(), 2);
}

void TestPreparePage::otherPlatformIsAdded()
{
    auto *list = find<QListWidget>("Platforms");
    const int before = list->count();
    auto *other = find<QLineEdit>("Other platform");
    other->setFocus();
    QTest::keyClicks(other, QStringLiteral("windows/amd64"));
    QTest::keyClick(other, Qt::Key_Return);
    QCOMPARE(list->count(), before + 1);
    QCOMPARE(list->item(before)->checkState(), Qt::Checked);
    QTest::keyClicks(other, QStringLiteral("linux/x86_64")); // the same as linux/amd64 (P05)
    QTest::keyClick(other, Qt::Key_Return);
    QCOMPARE(list->count(), before + 1);
}

void TestPreparePage::malformedPlatformIsRefused()
{
    auto *list = find<QListWidget>("Platforms");
    const int before = list->count();
    auto *other = find<QLineEdit>("Other platform");
    other->setFocus();
    QTest::keyClicks(other, QStringLiteral("linux//"));
    QTest::keyClick(other, Qt::Key_Return);
    QCOMPARE(list->count(), before);
    QCOMPARE(other->text(), QStringLiteral("linux//"));
}

void TestPreparePage::foundPlatformsAreOffered()
{
    m_service->onLookUp = [](const Reference &image) {
        ImageSummary summary;
        summary.reference = image;
        summary.platforms = {plat("linux/mips64le"), plat("linux/amd64")};
        return Result<ImageSummary>(summary);
    };
    m_page->addText(QStringLiteral("alpine:3.19"));
    auto *list = find<QListWidget>("Platforms");
    QTRY_COMPARE(list->findItems(QStringLiteral("linux/mips64le"), Qt::MatchExactly).size(), 1);
    QCOMPARE(list->findItems(QStringLiteral("linux/mips64le"), Qt::MatchExactly).first()->checkState(), Qt::Unchecked);
}

void TestPreparePage::reviewNeedsImagesAndDestination()
{
    auto *review = find<QPushButton>("Review");
    QVERIFY(!review->isEnabled());
    m_page->addText(QStringLiteral("alpine:3.19"));
    QVERIFY(!review->isEnabled());
    find<QLineEdit>("Destination store")->setText(QStringLiteral("/tmp/images"));
    QVERIFY(review->isEnabled());
    m_page->undoStack()->undo();
    QVERIFY(!review->isEnabled());
}

void TestPreparePage::reviewAsksForTheWholeRequest()
{
    QSignalSpy asked(m_context.get(), &UiContext::reviewRequested);
    m_page->addText(QStringLiteral("alpine:3.19\nnginx:1.27.3"));
    find<QLineEdit>("Destination store")->setText(QStringLiteral("/tmp/images"));
    auto *list = find<QListWidget>("Platforms");
    list->item(0)->setCheckState(Qt::Checked);
    list->item(1)->setCheckState(Qt::Checked);
    auto *policy = m_page->findChild<QComboBox *>(QStringLiteral("prepare.policy"));
    policy->setCurrentIndex(policy->findData(int(Policy::Warn)));
    find<QPushButton>("Review")->click();
    QCOMPARE(asked.size(), 1);
    const auto request = asked.first().first().value<CopyRequest>();
    QVERIFY(request.from.isEachOwn());
    QCOMPARE(request.to.kind, End::Kind::Store);
    QCOMPARE(request.to.location, QStringLiteral("/tmp/images"));
    QCOMPARE(request.items.size(), 2);
    QCOMPARE(request.items.first().source, ref("alpine:3.19"));
    QCOMPARE(request.items.first().target, ref("alpine:3.19"));
    QCOMPARE(request.platforms, (QList<Platform>{plat("linux/amd64"), plat("linux/arm64")}));
    QCOMPARE(request.policy, Policy::Warn);
}

void TestPreparePage::relativeDestinationIsAPath()
{
    QSignalSpy asked(m_context.get(), &UiContext::reviewRequested);
    m_page->addText(QStringLiteral("alpine:3.19"));
    find<QLineEdit>("Destination store")->setText(QStringLiteral("hub.local"));
    find<QPushButton>("Review")->click();
    QCOMPARE(asked.size(), 1);
    const auto request = asked.first().first().value<CopyRequest>();
    QCOMPARE(request.to.kind, End::Kind::Store);
    QVERIFY(request.to.location.startsWith(QLatin1Char('/')));
}

void TestPreparePage::selectedProblemIsExplained()
{
    m_page->addText(QStringLiteral("alpine:3.19\nalpnie:3.19"));
    QTRY_COMPARE(m_page->model().summary().failed, 1);
    auto *table = find<QTableView>("Images");
    table->selectRow(1);
    QWidget *pane = byName(m_page.get(), QStringLiteral("Error"));
    QVERIFY(pane->isVisible());
    QVERIFY(pane->accessibleDescription().contains(QStringLiteral("alpnie")));
    table->selectRow(0);
    QVERIFY(!pane->isVisible());
}

void TestPreparePage::everythingIsRemembered()
{
    m_page->addText(QStringLiteral("alpine:3.19\nnginx:1.27.3"));
    auto *destination = find<QLineEdit>("Destination store");
    destination->setFocus();
    QTest::keyClicks(destination, QStringLiteral("/tmp/kept"));
    QTest::keyClick(destination, Qt::Key_Tab);
    find<QListWidget>("Platforms")->item(1)->setCheckState(Qt::Checked);
    auto *policy = m_page->findChild<QComboBox *>(QStringLiteral("prepare.policy"));
    policy->setCurrentIndex(policy->findData(int(Policy::Warn)));
    makePage();
    QCOMPARE(m_page->model().rowCount(), 2);
    QCOMPARE(find<QLineEdit>("Destination store")->text(), QStringLiteral("/tmp/kept"));
    QCOMPARE(find<QListWidget>("Platforms")->item(1)->checkState(), Qt::Checked);
    QCOMPARE(find<QListWidget>("Platforms")->item(0)->checkState(), Qt::Unchecked);
    QCOMPARE(m_page->findChild<QComboBox *>(QStringLiteral("prepare.policy"))->currentData().toInt(),
             int(Policy::Warn));
}

void TestPreparePage::ctrlCCopiesTheReference()
{
    m_page->addText(QStringLiteral("nginx:1.27.3"));
    auto *table = find<QTableView>("Images");
    table->setFocus();
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("docker.io/library/nginx:1.27.3"));
}

void TestPreparePage::chooseOpensADialogThatDoesNotBlock()
{
    find<QPushButton>("Choose…")->click(); // returns at once
    auto *dialog = m_page->findChild<QFileDialog *>();
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(QStringLiteral("/tmp/chosen"));
    QCOMPARE(find<QLineEdit>("Destination store")->text(), QStringLiteral("/tmp/chosen"));
    dialog->close();
}

void TestPreparePage::tenThousandImagesComeAndGo()
{
    TaskJob job;
    for (int i = 0; i < 10'000; ++i) {
        TaskImage image;
        image.source = Reference::fromParts(u"hub.local", u"team/app", QStringLiteral("v%1").arg(i)).value();
        job.images << image;
    }
    m_service->hold = true;
    QSignalSpy inserted(&m_page->model(), &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&m_page->model(), &QAbstractItemModel::rowsRemoved);
    QElapsedTimer clock;
    clock.start();
    m_page->addJobs({job});
    qInfo("10000 images added in %lld ms", clock.restart());
    m_service->release(1);
    QTRY_COMPARE(m_page->model().summary().found + m_page->model().summary().failed, 1);
    qInfo("one of them looked up in %lld ms", clock.restart());
    m_page->undoStack()->undo();
    qInfo("10000 images taken back in %lld ms", clock.restart());
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(m_page->model().rowCount(), 0);
    m_service->release();
}

QTEST_MAIN(TestPreparePage)
#include "tst_preparepage.moc"

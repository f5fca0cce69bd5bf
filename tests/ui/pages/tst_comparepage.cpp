// SPDX-License-Identifier: Apache-2.0
#include "ui/models/comparisonmodel.h"
#include "ui/pages/comparepage.h"
#include "ui/support/fakeservice.h"
#include "ui/support/samples.h"
#include "ui/support/uitest.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace stowage;

namespace {

Comparison sample()
{
    const Listing release = samples::release();
    Comparison result;
    result.onlyLeft = release.images.mid(0, 3);
    result.onlyRight = release.images.mid(3, 1);
    ListedImage moved = release.images[4];
    moved.root.digest = dig("moved");
    result.different = {{release.images[4], moved}};
    result.same = {{release.images[5], release.images[5]}};
    return result;
}

struct Stage
{
    Stage()
        : context(service, settings.get())
    {
        service.onCompare = [](const End &, const End &) { return Result<Comparison>(sample()); };
        page = std::make_unique<ComparePage>(context);
        page->resize(1080, 720);
        page->show();
    }
    QComboBox *side(const char *name) const { return byName<QComboBox>(page.get(), name); }
    QPushButton *button(const char *name) const { return byName<QPushButton>(page.get(), name); }
    void fill(const char *left, const char *right) const
    {
        side("Left")->setEditText(QString::fromUtf8(left));
        side("Right")->setEditText(QString::fromUtf8(right));
    }

    FakeService service;
    TemporarySettings settings;
    UiContext context;
    std::unique_ptr<ComparePage> page;
};

} // namespace

class tst_ComparePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyControlHasAName()
    {
        Stage stage;
        QCOMPARE(stage.page->objectName(), QStringLiteral("page.compare"));
        QCOMPARE(stage.page->accessibleName(), QStringLiteral("Compare"));
        for (const char *name : {"Left", "Right", "Differences", "Compare", "Copy missing to right", "Filter"}) {
            QVERIFY2(byName(stage.page.get(), QString::fromUtf8(name)), name);
        }
        QCOMPARE(unnamedControls(stage.page.get()), QStringList());
        QCOMPARE(doubledMnemonics(stage.page.get()), QStringList());
        QVERIFY(!stage.button("Compare")->isEnabled());
        QVERIFY(stage.button("Compare")->isDefault());
        samples::picture(*stage.page, "compare-empty");
    }

    void compares()
    {
        Stage stage;
        stage.fill("/data/images", "registry:hub.local/team");
        QVERIFY(stage.button("Compare")->isEnabled());
        QVERIFY(!stage.button("Copy missing to right")->isEnabled());
        QTest::keyClick(stage.side("Right")->lineEdit(), Qt::Key_Return);
        QTRY_VERIFY(!stage.page->model().isEmpty());
        QCOMPARE(stage.service.calls, QStringList(QStringLiteral("compare dir:/data/images registry:hub.local/team")));
        auto *tree = byName<QTreeView>(stage.page.get(), "Differences");
        QVERIFY(tree->isExpanded(tree->model()->index(0, 0)));
        QVERIFY(!tree->isExpanded(tree->model()->index(ComparisonModel::Same, 0)));
        samples::picture(*stage.page, "compare");
        stage.page->resize(780, 520);
        samples::picture(*stage.page, "compare-small");
        QVERIFY(stage.button("Copy missing to right")->isEnabled());

        QSignalSpy reviewed(&stage.context, &UiContext::reviewRequested);
        QTest::mouseClick(stage.button("Copy missing to right"), Qt::LeftButton);
        QCOMPARE(reviewed.size(), 1);
        auto request = reviewed.takeFirst().first().value<CopyRequest>();
        QCOMPARE(request.from.location, QStringLiteral("/data/images"));
        QCOMPARE(request.to.toString(), QStringLiteral("registry:hub.local/team"));
        QCOMPARE(request.items.size(), 3);
        QCOMPARE(request.items[1].source, ref("docker.io/library/alpine:3.19"));
        QCOMPARE(request.items[1].target, ref("hub.local/team/library/alpine:3.19"));

        byName<QCheckBox>(stage.page.get(), "Copy the different ones too")->setChecked(true);
        QTest::mouseClick(stage.button("Copy missing to right"), Qt::LeftButton);
        request = reviewed.takeFirst().first().value<CopyRequest>();
        QCOMPARE(request.items.size(), 4);
        QCOMPARE(request.items[3].source, ref("quay.io/prometheus/prometheus:v2.9.1"));

        // What was compared is no longer what the fields say: first compare again.
        stage.side("Right")->setEditText(QStringLiteral("registry:hub.local/other"));
        QVERIFY(!stage.button("Copy missing to right")->isEnabled());
    }

    void remembersTheEnds()
    {
        Stage stage;
        stage.fill("/data/images", "/mnt/stick");
        QTest::mouseClick(stage.button("Compare"), Qt::LeftButton);
        QTRY_VERIFY(!stage.page->model().isEmpty());
        ComparePage next(stage.context);
        auto *left = byName<QComboBox>(&next, "Left");
        QCOMPARE(left->currentText(), QStringLiteral("/data/images"));
        QVERIFY(left->findText(QStringLiteral("dir:/mnt/stick")) >= 0);
    }

    void offersKeptRegistries()
    {
        Stage stage;
        RegistryEntry entry;
        entry.scope = QStringLiteral("hub.local:5000/team");
        entry.settings.registry = QStringLiteral("hub.local:5000");
        stage.service.entries = {entry};
        stage.side("Left")->setEditText(QStringLiteral("/half/typed"));
        Q_EMIT stage.service.registriesChanged();
        QVERIFY(stage.side("Left")->findText(QStringLiteral("registry:hub.local:5000/team")) >= 0);
        QCOMPARE(stage.side("Left")->currentText(), QStringLiteral("/half/typed")); // typing is not disturbed
    }

    void saysWhatIsWrongWithAnEnd()
    {
        Stage stage;
        stage.fill("nonsense", "/mnt/stick");
        QTest::mouseClick(stage.button("Compare"), Qt::LeftButton);
        QVERIFY(stage.service.calls.isEmpty());
        QVERIFY(stage.button("Compare")->isEnabled());
        samples::picture(*stage.page, "compare-wrong");
    }

    void failureKeepsNothing()
    {
        Stage stage;
        stage.fill("/a", "/b");
        QTest::mouseClick(stage.button("Compare"), Qt::LeftButton);
        QTRY_VERIFY(!stage.page->model().isEmpty());
        stage.service.onCompare = [](const End &left, const End &) {
            return Result<Comparison>(fail(ErrorKind::NotReadable, left.location));
        };
        stage.page->refresh();
        QTRY_VERIFY(stage.page->model().isEmpty());
        QVERIFY(!stage.button("Copy missing to right")->isEnabled());
    }

    void cancelsAndDropsLateAnswers()
    {
        Stage stage;
        stage.service.hold = true;
        stage.fill("/a", "/b");
        QTest::mouseClick(stage.button("Compare"), Qt::LeftButton);
        QVERIFY(!stage.button("Compare")->isEnabled());
        QVERIFY(stage.button("Cancel")->isVisible());
        samples::picture(*stage.page, "compare-busy");
        QTest::mouseClick(stage.button("Cancel"), Qt::LeftButton);
        QCOMPARE(stage.service.cancelledCount(), 1);
        QVERIFY(stage.button("Compare")->isEnabled());
        stage.service.release();
        QCoreApplication::sendPostedEvents();
        QVERIFY(stage.page->model().isEmpty());
        QTest::mouseClick(stage.button("Compare"), Qt::LeftButton);
        stage.service.release();
        QTRY_VERIFY(!stage.page->model().isEmpty());
    }

    void swapsAndBrowses()
    {
        Stage stage;
        stage.fill("/a", "/b");
        QTest::mouseClick(stage.button("Swap left and right"), Qt::LeftButton);
        QCOMPARE(stage.side("Left")->currentText(), QStringLiteral("/b"));
        QTest::mouseClick(byName<QToolButton>(stage.page.get(), "Choose a folder for Left"), Qt::LeftButton);
        auto *dialog = stage.page->findChild<QFileDialog *>(QStringLiteral("compare.left.dialog"));
        QVERIFY(dialog);
        Q_EMIT dialog->fileSelected(QStringLiteral("/mnt/other"));
        QCOMPARE(stage.side("Left")->currentText(), QStringLiteral("/mnt/other"));
        dialog->close();
    }

    void keyboardGoesRound()
    {
        Stage stage;
        stage.fill("/a", "/b");
        const QStringList order = tabOrder(stage.page.get());
        const QStringList first = {QStringLiteral("Left"), QStringLiteral("Choose a folder for Left"),
                                   QStringLiteral("Right"), QStringLiteral("Choose a folder for Right"),
                                   QStringLiteral("Swap left and right")};
        QCOMPARE(order.mid(0, 5), first);
        QVERIFY(order.indexOf(QStringLiteral("Filter")) < order.indexOf(QStringLiteral("Differences")));
        QCOMPARE(order.last(), QStringLiteral("Compare"));
    }

    void dark()
    {
        const QPalette light = QApplication::palette();
        samples::goDark();
        Stage stage;
        stage.fill("/data/images", "/mnt/stick");
        QTest::mouseClick(stage.button("Compare"), Qt::LeftButton);
        QTRY_VERIFY(!stage.page->model().isEmpty());
        samples::picture(*stage.page, "compare-dark");
        QApplication::setPalette(light);
    }
};

QTEST_MAIN(tst_ComparePage)
#include "tst_comparepage.moc"

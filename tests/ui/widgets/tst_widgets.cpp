// SPDX-License-Identifier: Apache-2.0
#include "ui/models/roles.h"
#include "ui/support/fakeservice.h"
#include "ui/support/uitest.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/errordetails.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/page.h"
#include "ui/widgets/viewsetup.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace stowage;

class TestWidgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void naturalOrderOfVersions();
    void numbersSortAsNumbers();
    void filterKeepsMatchingRows();
    void copyTakesTheCopyRole();
    void tabLeavesATable();
    void columnsAreRemembered();
    void emptyStateComesAndGoes();
    void errorIsASentenceWithFoldedDetails();
    void hostileTextStaysPlain();
    void buttonFollowsItsAction();
    void bundledIconsAreDrawn_data();
    void bundledIconsAreDrawn();
};

namespace {

QStringList column(const QAbstractItemModel &model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row) {
        rows << model.index(row, 0).data().toString();
    }
    return rows;
}

} // namespace

void TestWidgets::naturalOrderOfVersions()
{
    QStandardItemModel model;
    for (const char *text : {"v1.10", "v1.9", "V1.2", "v1.9.1"}) {
        model.appendRow(new QStandardItem(QString::fromLatin1(text)));
    }
    NaturalSortModel sorted;
    sorted.setSourceModel(&model);
    sorted.sort(0);
    QCOMPARE(column(sorted), QStringList({QStringLiteral("V1.2"), QStringLiteral("v1.9"), QStringLiteral("v1.9.1"),
                                          QStringLiteral("v1.10")}));
}

void TestWidgets::numbersSortAsNumbers()
{
    QStandardItemModel model;
    for (const qint64 size : {900LL, 10LL, 8LL}) {
        auto *item = new QStandardItem(QString::number(size));
        item->setData(size, SortRole);
        model.appendRow(item);
    }
    NaturalSortModel sorted;
    sorted.setSourceModel(&model);
    sorted.sort(0, Qt::DescendingOrder);
    QCOMPARE(column(sorted), QStringList({QStringLiteral("900"), QStringLiteral("10"), QStringLiteral("8")}));
}

void TestWidgets::filterKeepsMatchingRows()
{
    QStandardItemModel model;
    auto *parent = new QStandardItem(QStringLiteral("docker.io"));
    parent->appendRow(new QStandardItem(QStringLiteral("alpine")));
    parent->appendRow(new QStandardItem(QStringLiteral("busybox")));
    model.appendRow(parent);
    model.appendRow(new QStandardItem(QStringLiteral("quay.io")));
    NaturalSortModel filtered;
    filtered.setSourceModel(&model);
    filtered.setFilterText(QStringLiteral("ALP"));
    QCOMPARE(column(filtered), QStringList(QStringLiteral("docker.io")));
    QCOMPARE(filtered.rowCount(filtered.index(0, 0)), 1);
    filtered.setFilterText({});
    QCOMPARE(filtered.rowCount(), 2);
}

void TestWidgets::copyTakesTheCopyRole()
{
    TemporarySettings settings;
    UiSettings typed(settings.get());
    QStandardItemModel model;
    auto *item = new QStandardItem(QStringLiteral("sha256:3f2a…9c"));
    item->setData(QStringLiteral("sha256:whole"), CopyRole);
    model.appendRow(item);
    QTableView view;
    view.setModel(&model);
    setUpTable(&view, QStringLiteral("Blobs"), QStringLiteral("blobs"), typed);
    view.show();
    view.setFocus();
    view.selectRow(0);
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("sha256:whole"));
}

void TestWidgets::tabLeavesATable()
{
    TemporarySettings settings;
    UiSettings typed(settings.get());
    QStandardItemModel model(3, 3);
    QTableView view;
    view.setModel(&model);
    setUpTable(&view, QStringLiteral("Blobs"), QStringLiteral("blobs"), typed);
    QVERIFY(!view.tabKeyNavigation());
}

void TestWidgets::columnsAreRemembered()
{
    TemporarySettings settings;
    UiSettings typed(settings.get());
    QStandardItemModel model(2, 3);
    {
        QTableView view;
        view.setModel(&model);
        setUpTable(&view, QStringLiteral("Blobs"), QStringLiteral("blobs"), typed);
        view.horizontalHeader()->resizeSection(1, 233);
        view.sortByColumn(2, Qt::DescendingOrder);
    }
    QTableView again;
    again.setModel(&model);
    setUpTable(&again, QStringLiteral("Blobs"), QStringLiteral("blobs"), typed);
    QCOMPARE(again.horizontalHeader()->sectionSize(1), 233);
    QCOMPARE(again.horizontalHeader()->sortIndicatorSection(), 2);
}

void TestWidgets::emptyStateComesAndGoes()
{
    QStandardItemModel model;
    QTableView view;
    view.setModel(&model);
    view.resize(400, 300);
    QAction add(QStringLiteral("Add"));
    int added = 0;
    connect(&add, &QAction::triggered, this, [&added] { ++added; });
    EmptyState empty(&view, QStringLiteral("image"), QStringLiteral("No images yet."), &add);
    view.show();
    QVERIFY(empty.isVisible());
    empty.findChild<QPushButton *>()->click();
    QCOMPARE(added, 1);
    model.appendRow(new QStandardItem(QStringLiteral("x")));
    QVERIFY(!empty.isVisible());
    model.clear();
    QVERIFY(empty.isVisible());
}

void TestWidgets::errorIsASentenceWithFoldedDetails()
{
    ErrorDetails pane;
    QVERIFY(pane.isHidden());
    Error error;
    error.kind = ErrorKind::NotFound;
    error.side = Side::Source;
    error.reference = QStringLiteral("docker.io/library/nothing:1");
    error.httpStatus = 404;
    error.requestId = QStringLiteral("req-17");
    pane.setError(error);
    QVERIFY(!pane.isHidden());
    QVERIFY(pane.sentence().contains(QStringLiteral("docker.io/library/nothing:1")));
    QVERIFY(pane.details().contains(QStringLiteral("404")));
    auto *copy = byName<QPushButton>(&pane, "Copy details");
    QVERIFY(copy);
    copy->click();
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("req-17")));
    QCOMPARE(unnamedControls(&pane), QStringList());
    pane.clear();
    QVERIFY(pane.isHidden());
}

void TestWidgets::hostileTextStaysPlain()
{
    ErrorDetails pane;
    pane.setText(QStringLiteral("<b>bold</b>"), QStringLiteral("<img src=x>"));
    for (const QLabel *label : pane.findChildren<QLabel *>()) {
        if (!label->text().isEmpty()) {
            QCOMPARE(label->textFormat(), Qt::PlainText);
        }
    }
    QCOMPARE(pane.details(), QStringLiteral("<img src=x>"));
}

void TestWidgets::buttonFollowsItsAction()
{
    QAction action(QStringLiteral("&Go"));
    QWidget parent;
    QPushButton *button = buttonFor(&action, &parent);
    action.setEnabled(false);
    QVERIFY(!button->isEnabled());
    action.setEnabled(true);
    action.setText(QStringLiteral("&Stop"));
    QCOMPARE(button->text(), QStringLiteral("&Stop"));
    int fired = 0;
    connect(&action, &QAction::triggered, this, [&fired] { ++fired; });
    button->click();
    QCOMPARE(fired, 1);
}

void TestWidgets::bundledIconsAreDrawn_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"page-prepare", "page-browse", "page-compare", "page-push", "page-transfers",
                             "page-registries", "state-done", "state-error", "list-add", "view-refresh"}) {
        QTest::newRow(name) << QString::fromLatin1(name);
    }
}

void TestWidgets::bundledIconsAreDrawn()
{
    QFETCH(QString, name);
    const QImage picture = icons::bundled(name).pixmap(QSize(32, 32), 1.0).toImage();
    QCOMPARE(picture.size(), QSize(32, 32));
    int inked = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            inked += qAlpha(picture.pixel(x, y)) > 100 ? 1 : 0;
        }
    }
    QVERIFY2(inked > 20, qPrintable(QString::number(inked)));
}

QTEST_MAIN(TestWidgets)
#include "tst_widgets.moc"

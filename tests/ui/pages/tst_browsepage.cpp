// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/browsepage.h"
#include "ui/support/fakeservice.h"
#include "ui/support/samples.h"
#include "ui/support/uitest.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QTreeView>

using namespace stowage;

namespace {

/// The page in a window with everything around it.
struct Stage
{
    explicit Stage(const QStringList &openStores = {})
        : context(service, settings.get())
    {
        context.settings().setOpenStores(openStores);
        service.onList = [](const End &) { return Result<Listing>(samples::release()); };
        service.onDescribe = [](const End &, const Reference &image) {
            return Result<ImageDetails>(samples::details(image));
        };
        page = std::make_unique<BrowsePage>(context);
        page->resize(1080, 720);
    }
    void show()
    {
        page->show();
        QVERIFY(QTest::qWaitForWindowExposed(page.get()));
        QCoreApplication::sendPostedEvents();
    }
    QTreeView *tree() const { return byName<QTreeView>(page.get(), "Stores"); }
    QModelIndex find(const char *reference) const
    {
        return page->model().find(samples::store("/data/images"), ref(reference));
    }
    QAction *action(const char *text) const
    {
        for (QAction *candidate : page->actions()) {
            if (candidate->text().remove(QLatin1Char('&')) == QString::fromUtf8(text)) {
                return candidate;
            }
        }
        return nullptr;
    }

    FakeService service;
    TemporarySettings settings;
    UiContext context;
    std::unique_ptr<BrowsePage> page;
};

int count(const QStringList &calls, const char *prefix)
{
    return int(calls.filter(QLatin1String(prefix)).size());
}

} // namespace

class tst_BrowsePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyPageExplainsItself()
    {
        Stage stage;
        stage.show();
        QCOMPARE(stage.page->objectName(), QStringLiteral("page.browse"));
        QCOMPARE(stage.page->accessibleName(), QStringLiteral("Browse"));
        QVERIFY(!stage.action("Verify")->isEnabled());
        QVERIFY(!stage.action("Copy to…")->isEnabled());
        QVERIFY(stage.service.calls.isEmpty());
        samples::picture(*stage.page, "browse-empty");
    }

    void everyControlHasAName()
    {
        Stage stage({QStringLiteral("/data/images")});
        stage.show();
        QTRY_COMPARE(stage.page->model().allImages(), 6);
        QCOMPARE(unnamedControls(stage.page.get()), QStringList());
        QCOMPARE(doubledMnemonics(stage.page.get()), QStringList());
        for (const char *name : {"Stores", "Filter", "Verify", "Copy to…", "Open store…", "Overview", "Manifest",
                                 "Config", "History", "Layers", "Problems"}) {
            QVERIFY2(byName(stage.page.get(), QString::fromUtf8(name)), name);
        }
        QStringList tabs;
        const auto *details = byName<QTabWidget>(stage.page.get(), "Details");
        QVERIFY(details);
        for (int i = 0; i < details->count(); ++i) {
            tabs << details->tabText(i);
        }
        QCOMPARE(tabs.mid(0, 5),
                 QStringList({QStringLiteral("Overview"), QStringLiteral("Manifest"), QStringLiteral("Config"),
                              QStringLiteral("History"), QStringLiteral("Layers")}));
    }

    void opensWhatWasOpen()
    {
        Stage stage({QStringLiteral("/data/images"), QStringLiteral("/mnt/stick")});
        QVERIFY(stage.service.calls.isEmpty()); // nothing is read before the page is seen
        stage.show();
        QTRY_COMPARE(stage.page->model().allImages(), 12);
        stage.tree()->setCurrentIndex(stage.page->model().index(1, 0));
        stage.action("Close store")->trigger();
        QCOMPARE(stage.page->model().allImages(), 6);
        QCOMPARE(stage.context.settings().openStores(), QStringList(QStringLiteral("/data/images")));
    }

    void opensStoresOnRequest()
    {
        Stage stage;
        stage.context.openStore(QStringLiteral("/data/images/"));
        stage.show();
        QTRY_COMPARE(stage.page->model().allImages(), 6);
        QCOMPARE(stage.tree()->currentIndex().data().toString(), QStringLiteral("/data/images"));
        QCOMPARE(stage.context.settings().openStores(), QStringList(QStringLiteral("/data/images")));
        QCOMPARE(stage.context.settings().recentStores(), QStringList(QStringLiteral("/data/images")));
        stage.context.openStore(QStringLiteral("/data/images"));
        QCOMPARE(count(stage.service.calls, "list"), 1);
    }

    void dropOpensAFolder()
    {
        Stage stage;
        stage.show();
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(QStringLiteral("/mnt/stick"))});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(stage.page.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(stage.page.get(), &drop);
        QTRY_COMPARE(stage.page->model().allImages(), 6);

        QMimeData text;
        text.setText(QStringLiteral("alpine"));
        QDragEnterEvent other(QPoint(10, 10), Qt::CopyAction, &text, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(stage.page.get(), &other);
        QVERIFY(!other.isAccepted());
    }

    void looksIntoAnImage()
    {
        Stage stage({QStringLiteral("/data/images")});
        stage.show();
        QTRY_COMPARE(stage.page->model().allImages(), 6);
        const QModelIndex nginx = stage.find("nginx:1.27.5");
        stage.tree()->setCurrentIndex(nginx);
        QTRY_COMPARE(count(stage.service.calls, "describe"), 1);
        auto *manifest = byName<QPlainTextEdit>(stage.page.get(), "Manifest");
        QVERIFY(manifest->isReadOnly());
        QTRY_VERIFY(manifest->toPlainText().contains(QStringLiteral("\"manifests\": [\n")));
        QVERIFY(manifest->toPlainText().startsWith(QStringLiteral("{\n  \"schemaVersion\": 2,\n  \"mediaType\"")));

        stage.tree()->expand(nginx);
        const QModelIndex amd64 = stage.page->model().index(0, 0, nginx);
        QCOMPARE(amd64.data().toString(), QStringLiteral("linux/amd64"));
        stage.tree()->setCurrentIndex(amd64);
        QVERIFY(manifest->toPlainText().contains(QStringLiteral("\"layers\": [\n")));
        QVERIFY(byName<QPlainTextEdit>(stage.page.get(), "Config")
                    ->toPlainText()
                    .contains(QStringLiteral("NGINX_VERSION")));
        QCOMPARE(byName<QTableView>(stage.page.get(), "History")->model()->rowCount(), 3);
        const QAbstractItemModel *layers = byName<QTableView>(stage.page.get(), "Layers")->model();
        QCOMPARE(layers->rowCount(), 2);
        QCOMPARE(layers->index(1, 5).data().toString(), QStringLiteral("RUN /bin/sh -c set -x && apt-get install"));
        QCOMPARE(count(stage.service.calls, "describe"), 1); // read once
        samples::picture(*stage.page, "browse");
        byName<QTabWidget>(stage.page.get(), "Details")->setCurrentIndex(1);
        samples::picture(*stage.page, "browse-manifest");
        stage.page->resize(780, 520);
        byName<QTabWidget>(stage.page.get(), "Details")->setCurrentIndex(4);
        samples::picture(*stage.page, "browse-small");
    }

    void rowsPassedByAreNotRead()
    {
        Stage stage({QStringLiteral("/data/images")});
        stage.show();
        QTRY_COMPARE(stage.page->model().allImages(), 6);
        for (const char *name : {"alpine:3.9", "alpine:3.19", "nginx:1.27.5", "redis:7.4"}) {
            stage.tree()->setCurrentIndex(stage.find(name));
        }
        QTRY_COMPARE(count(stage.service.calls, "describe"), 1);
        QVERIFY(stage.service.calls.last().endsWith(QStringLiteral("redis:7.4")));
    }

    void copiesReferencesAndDigests()
    {
        Stage stage({QStringLiteral("/data/images")});
        stage.show();
        QTRY_COMPARE(stage.page->model().allImages(), 6);
        const QModelIndex nginx = stage.find("nginx:1.27.5");
        stage.tree()->setCurrentIndex(nginx);
        stage.tree()->setFocus();
        QTest::keyClick(stage.tree(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("docker.io/library/nginx:1.27.5"));
        stage.tree()->expand(nginx);
        QTRY_VERIFY(stage.page->model().rowCount(nginx) > 0);
        const QModelIndex amd64 = stage.page->model().index(0, 0, nginx);
        stage.tree()->expand(amd64);
        stage.tree()->selectionModel()->setCurrentIndex(
            stage.page->model().index(1, 0, amd64), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        QTest::keyClick(stage.tree(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), dig("base").toString());
    }

    void filters()
    {
        Stage stage({QStringLiteral("/data/images")});
        stage.show();
        QTRY_COMPARE(stage.page->model().allImages(), 6);
        QCOMPARE(stage.page->filterField()->accessibleName(), QStringLiteral("Filter"));
        QTest::keyClicks(stage.page->filterField(), QStringLiteral("prom v2.9"));
        QCOMPARE(stage.page->model().shownImages(), 1);
        const QModelIndex shown = stage.find("quay.io/prometheus/prometheus:v2.9.1");
        QVERIFY(shown.isValid());
        QVERIFY(stage.tree()->isExpanded(shown.parent())); // few matches are opened
        samples::picture(*stage.page, "browse-filter");
    }

    void refreshKeepsThePlace()
    {
        Stage stage({QStringLiteral("/data/images")});
        stage.show();
        QTRY_COMPARE(stage.page->model().allImages(), 6);
        stage.tree()->setCurrentIndex(stage.find("nginx:1.27.5"));
        stage.service.onList = [](const End &) {
            Listing listing = samples::release();
            listing.images.prepend(samples::image("docker.io/library/alpine:3.1"));
            return Result<Listing>(listing);
        };
        stage.page->refresh();
        QTRY_COMPARE(stage.page->model().allImages(), 7);
        QCOMPARE(stage.tree()->currentIndex(), stage.find("nginx:1.27.5"));
        QVERIFY(stage.tree()->isExpanded(stage.tree()->currentIndex().parent()));
    }

    void lateAnswersAreDropped()
    {
        Stage stage({QStringLiteral("/data/images")});
        stage.service.hold = true;
        stage.show();
        QCOMPARE(stage.service.heldCount(), 1);
        stage.service.onList = [](const End &) {
            Listing listing;
            listing.images = {samples::image("docker.io/library/alpine:3.1")};
            return Result<Listing>(listing);
        };
        stage.page->refresh();
        stage.service.release(1); // the first answer has six images: no longer wanted
        QCoreApplication::sendPostedEvents();
        QCOMPARE(stage.page->model().allImages(), 0);
        stage.service.release();
        QTRY_COMPARE(stage.page->model().allImages(), 1);
        stage.page->refresh();
        stage.tree()->setCurrentIndex(stage.page->model().index(0, 0));
        stage.action("Close store")->trigger();
        stage.service.release();
        QCoreApplication::sendPostedEvents();
        QCOMPARE(stage.page->model().rowCount(), 0);
        stage.page->refresh();
        stage.page.reset(); // an answer may also outlive the page
        stage.service.release();
    }

    void unreadableStoreSaysSo()
    {
        Stage stage({QStringLiteral("/data/images")});
        stage.service.onList = [](const End &end) {
            return Result<Listing>(fail(ErrorKind::NotReadable, end.location, QStringLiteral("permission denied")));
        };
        stage.show();
        QTRY_COMPARE(stage.tree()->model()->index(0, BrowseModel::StateColumn).data().toString(),
                     QStringLiteral("Cannot be read"));
        QVERIFY(!stage.action("Verify")->isEnabled());
        QVERIFY(stage.action("Close store")->isEnabled());
        samples::picture(*stage.page, "browse-unreadable");
    }

    void verifies()
    {
        Stage stage({QStringLiteral("/data/images")});
        stage.service.onVerify = [](const End &) {
            Verification result;
            result.blobs = 20;
            result.bytes = 300000000;
            Problem problem;
            problem.kind = Problem::Kind::CorruptBlob;
            problem.item = dig("x").toString();
            result.problems = {problem};
            return Result<Verification>(result);
        };
        stage.show();
        QTRY_COMPARE(stage.page->model().allImages(), 6);
        const auto *problems = byName<QTableView>(stage.page.get(), "Problems");
        QCOMPARE(problems->model()->rowCount(), 2); // what reading noticed
        QCOMPARE(problems->model()->index(0, 0).data().toString(), QStringLiteral("Damage"));
        stage.service.hold = true;
        QSignalSpy notified(&stage.context, &UiContext::notified);
        QTest::mouseClick(byName<QPushButton>(stage.page.get(), "Verify"), Qt::LeftButton);
        QCOMPARE(stage.service.calls.last(), QStringLiteral("verify dir:/data/images"));
        auto *bar = byName<QProgressBar>(stage.page.get(), "Verification progress");
        QVERIFY(bar && bar->isVisible());
        QVERIFY(!stage.action("Verify")->isEnabled());
        samples::picture(*stage.page, "browse-verifying");
        stage.service.release();
        QTRY_VERIFY(!bar->isVisible());
        QCOMPARE(problems->model()->rowCount(), 1);
        QVERIFY(problems->isVisible());
        QVERIFY(problems->model()->index(0, 1).data().toString().contains(dig("x").shortText()));
        QVERIFY(problems->model()->index(0, 1).data(Qt::ToolTipRole).toString().contains(dig("x").toString()));
        QCOMPARE(notified.size(), 1);
        QVERIFY(stage.action("Verify")->isEnabled());
        samples::picture(*stage.page, "browse-problems");
    }

    void verifyCanBeCancelled()
    {
        Stage stage({QStringLiteral("/data/images")});
        stage.show();
        QTRY_COMPARE(stage.page->model().allImages(), 6);
        stage.service.hold = true;
        stage.action("Verify")->trigger();
        QTest::mouseClick(byName<QPushButton>(stage.page.get(), "Cancel"), Qt::LeftButton);
        QCOMPARE(stage.service.cancelledCount(), 1);
        stage.service.release();
        QTRY_VERIFY(stage.action("Verify")->isEnabled());
        QVERIFY(!byName(stage.page.get(), QStringLiteral("Verification progress"))->isVisible());
    }

    void copiesToAnotherStore()
    {
        Stage stage({QStringLiteral("/data/images")});
        stage.show();
        QTRY_COMPARE(stage.page->model().allImages(), 6);
        const QModelIndex docker = stage.find("nginx:1.27.5").parent().parent();
        stage.tree()->setCurrentIndex(docker);
        stage.tree()->selectionModel()->select(stage.find("nginx:1.27.5"),
                                               QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QSignalSpy reviewed(&stage.context, &UiContext::reviewRequested);
        stage.action("Copy to…")->trigger();
        auto *dialog = stage.page->findChild<QFileDialog *>(QStringLiteral("browse.copyDialog"));
        QVERIFY(dialog);
        Q_EMIT dialog->fileSelected(QStringLiteral("/mnt/stick/"));
        QCOMPARE(reviewed.size(), 1);
        const auto request = reviewed.first().first().value<CopyRequest>();
        QCOMPARE(request.from.location, QStringLiteral("/data/images"));
        QCOMPARE(request.to.location, QStringLiteral("/mnt/stick"));
        QCOMPARE(request.items.size(), 4); // the tag is below its registry: once
        QCOMPARE(request.items.first().source, request.items.first().target);
        dialog->close();
    }

    void tenThousandImages()
    {
        Stage stage({QStringLiteral("/data/images")});
        const Listing listing = samples::many(10000);
        stage.service.onList = [&listing](const End &) { return Result<Listing>(listing); };
        stage.show();
        QTRY_COMPARE(stage.page->model().allImages(), 10000);
        QTest::keyClicks(stage.page->filterField(), QStringLiteral("app77:v1.99"));
        QVERIFY(stage.page->model().shownImages() < 100);
        QVERIFY(stage.page->model().shownImages() > 0);
        QCOMPARE(count(stage.service.calls, "describe"), 0);
        samples::picture(*stage.page, "browse-many");
    }

    void hostileTextStaysPlain()
    {
        Stage stage({QStringLiteral("/data/images")});
        stage.service.onDescribe = [](const End &, const Reference &image) {
            ImageDetails details = samples::details(image);
            details.manifests.resize(1);
            details.manifests[0].descriptor.mediaType = mediatype::ociManifest;
            details.manifests[0].blobs = {BlobDetails{}};
            details.manifests[0].config =
                "{\"author\":\"<b>x</b>\\u202e\",\"config\":{\"Labels\":{\"a\":\"<img src=file:///etc/passwd>\"}}}";
            return Result<ImageDetails>(details);
        };
        stage.show();
        QTRY_COMPARE(stage.page->model().allImages(), 6);
        stage.tree()->setCurrentIndex(stage.find("nginx:1.27.5"));
        const QAbstractItemModel *overview = byName<QTableView>(stage.page.get(), "Overview")->model();
        QTRY_VERIFY(overview->rowCount() > 6);
        for (int row = 0; row < overview->rowCount(); ++row) {
            QVERIFY(!overview->index(row, 1).data().toString().contains(QChar(0x202e)));
            QVERIFY(!overview->index(row, 1).data(Qt::ToolTipRole).toString().contains(QStringLiteral("<img")));
        }
    }

    void dark()
    {
        const QPalette light = QApplication::palette();
        samples::goDark();
        Stage stage({QStringLiteral("/data/images")});
        stage.show();
        QTRY_COMPARE(stage.page->model().allImages(), 6);
        stage.tree()->setCurrentIndex(stage.find("nginx:1.27.5"));
        QTRY_COMPARE(count(stage.service.calls, "describe"), 1);
        samples::picture(*stage.page, "browse-dark");
        QApplication::setPalette(light);
    }
};

QTEST_MAIN(tst_BrowsePage)
#include "tst_browsepage.moc"

// SPDX-License-Identifier: Apache-2.0
// Files into the window and out of it: dropped, opened, imported to a page or reviewed one by one, exported.
#include "service/copyitems.h"
#include "service/taskrequests.h"
#include "tasks/taskfile.h"
#include "ui/dialogs/importdialog.h"
#include "ui/dialogs/lookupsheet.h"
#include "ui/dialogs/reviewsheet.h"
#include "ui/jobexport.h"
#include "ui/mainwindow.h"
#include "ui/models/preparemodel.h"
#include "ui/models/pushpreviewmodel.h"
#include "ui/pages/preparepage.h"
#include "ui/pages/pushpage.h"
#include "ui/support/sampledata.h"
#include "ui/support/uitest.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDropEvent>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTableView>
#include <QTest>

using namespace stowage;

namespace {

const char *const pullTask = R"(- name: fetch the release
  image:
    pull:
      images_dir: /srv/images
      platform: linux/arm64
      manifests: [nginx:1.27, quay.io/coreos/etcd:v3.5.16]
)";
const char *const pushTask = R"(- image:
    src: local:///srv/images
    pattern: ^quay
    policy: warn
    platform: [linux/amd64]
    dest: oci://hub.local/mirror/{{ .module.image.reference.repository }}:{{ .module.image.reference.reference }}
)";

} // namespace

class TestWindowFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void fileOfTheCommandLineIsPreviewed();
    void folderOfTheCommandLineIsBrowsed();
    void whatDoesNotExistIsSaid();
    void droppedFilesFormOneSet();
    void droppedTextGoesToPrepare();
    void importAsksForFiles();
    void pullFillsPrepareInOneStep();
    void pushFillsPush();
    void accountsOfTheFileCount();
    void connectionsAreKeptWhenTicked();
    void severalJobsAreReviewedOneByOne();
    void jobsThatOverwriteEachOtherAreRefused();
    void cancellingDropsTheRest();
    void jobThatReadsWaitsForTheOneThatWrites();
    void lookUpThatFailsSaysWhy();
    void lookUpCanBeCancelled();
    void exportRoundTrip_data();
    void exportRoundTrip();
    void exportOfAPushRoundTrip();
    void lockHoldsWhatWasResolved();
    void formatThatCannotSayIt();
    void exportedAccountsHaveNoPassword();
    void emptyPageExportsNothing();
    void exportAsksWithoutBlocking();

private:
    QString file(const char *name, const QByteArray &content);
    ImportDialog *dialog() const { return m_window->findChild<ImportDialog *>(); }
    /// Presses the primary button of the preview.
    void use();
    void importAndUse(const QByteArray &content);
    ReviewSheet *sheet() const;
    void drop(QMimeData &data);
    QByteArray exported(const ExportedJob &job, ExportFormat format);
    PreparePage *prepare() const { return m_window->findChild<PreparePage *>(); }
    PushPage *push() const { return m_window->findChild<PushPage *>(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<TemporarySettings> m_settings;
    std::unique_ptr<FakeService> m_service;
    std::unique_ptr<MainWindow> m_window;
};

void TestWindowFiles::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<TemporarySettings>();
    m_service = std::make_unique<FakeService>();
    sample::fill(*m_service);
    m_service->onPlan = [](const CopyRequest &request) { return Result<Plan>(sample::plan(request)); };
    m_service->onReadTasks = [](const QStringList &files, const TaskContext &context) {
        return Result<TaskSet>(readTaskFiles(files, context));
    };
    m_service->onExpand = [](const TaskJob &job) {
        return taskRequests(job, {ref("quay.io/coreos/etcd:v3.5.16")},
                            {{QStringLiteral("quay.io/coreos/etcd"), {QStringLiteral("v3.5.16")}}});
    };
    m_service->onTargetNames = [](const QList<Reference> &sources, const QString &match, const QString &name) {
        return distinctItems(sources, match, name);
    };
    m_window = std::make_unique<MainWindow>(*m_service, m_settings->get());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestWindowFiles::cleanup()
{
    m_window.reset();
    m_service.reset();
    m_settings.reset();
    m_folder.reset();
}

QString TestWindowFiles::file(const char *name, const QByteArray &content)
{
    const QString path = m_folder->filePath(QString::fromLatin1(name));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) {
        qFatal("cannot write %s", qPrintable(path));
    }
    return path;
}

void TestWindowFiles::use()
{
    QVERIFY(dialog());
    auto *button = dialog()->findChild<QPushButton *>(QStringLiteral("import.use"));
    QTRY_VERIFY(button->isEnabled());
    button->click();
}

void TestWindowFiles::importAndUse(const QByteArray &content)
{
    m_window->importFiles({file("given.yaml", content)});
    use();
    QTRY_VERIFY(!dialog());
}

ReviewSheet *TestWindowFiles::sheet() const
{
    for (ReviewSheet *sheet : m_window->findChildren<ReviewSheet *>()) {
        if (sheet->isVisible()) {
            return sheet;
        }
    }
    return nullptr;
}

void TestWindowFiles::drop(QMimeData &data)
{
    QDragEnterEvent enter(QPoint(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &drop);
    QVERIFY(drop.isAccepted());
}

void TestWindowFiles::fileOfTheCommandLineIsPreviewed()
{
    m_window->openPath(file("images.txt", "nginx:1.27\n"));
    QVERIFY(dialog());
    QVERIFY(dialog()->isModal());
    use();
    QCOMPARE(prepare()->model().references(), QList<Reference>{ref("nginx:1.27")});
}

void TestWindowFiles::folderOfTheCommandLineIsBrowsed()
{
    m_window->openPath(m_folder->path());
    QCOMPARE(m_window->currentPage(), PageId::Browse);
    QVERIFY(!dialog());
}

void TestWindowFiles::whatDoesNotExistIsSaid()
{
    m_window->openPath(m_folder->filePath(QStringLiteral("gone.yaml")));
    QVERIFY(m_window->statusBar()->currentMessage().contains(QStringLiteral("gone.yaml does not exist")));
}

void TestWindowFiles::droppedFilesFormOneSet()
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file("a.txt", "nginx:1.27\n")), QUrl::fromLocalFile(file("b.txt", "redis:7\n"))});
    drop(data);
    QVERIFY(dialog());
    QCOMPARE(m_service->calls.filter(QStringLiteral("readTasks")).size(), 1);
    use();
    QCOMPARE(prepare()->model().references().size(), 2);
    // Prepare and its field leave files to the window.
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    enter.ignore();
    static_cast<QObject *>(prepare())->event(&enter);
    QVERIFY(!enter.isAccepted());
}

void TestWindowFiles::droppedTextGoesToPrepare()
{
    m_window->showPage(PageId::Push);
    QMimeData data;
    data.setText(QStringLiteral("nginx:1.27\nredis:7\n"));
    drop(data);
    QCOMPARE(m_window->currentPage(), PageId::Prepare);
    QCOMPARE(prepare()->model().references().size(), 2);
}

void TestWindowFiles::importAsksForFiles()
{
    QTest::keyClick(m_window.get(), Qt::Key_I, Qt::ControlModifier);
    auto *asked = m_window->findChild<QFileDialog *>(QStringLiteral("import.files"));
    QVERIFY(asked);
    Q_EMIT asked->filesSelected({file("a.txt", "nginx:1.27\n")});
    QVERIFY(dialog());
    delete asked;
    delete dialog();
    byName<QPushButton>(prepare(), "Import…")->click();
    QVERIFY(m_window->findChild<QFileDialog *>(QStringLiteral("import.files")));
}

void TestWindowFiles::pullFillsPrepareInOneStep()
{
    prepare()->addText(QStringLiteral("busybox:1"));
    auto *destination = prepare()->findChild<QLineEdit *>(QStringLiteral("prepare.destination"));
    destination->setText(QStringLiteral("/media/old"));
    importAndUse(pullTask);
    QCOMPARE(m_window->currentPage(), PageId::Prepare);
    QCOMPARE(prepare()->model().references().size(), 3);
    QCOMPARE(destination->text(), QStringLiteral("/srv/images"));
    QCOMPARE(m_settings->get().value(QStringLiteral("prepare/platforms")).toStringList().isEmpty(), false);
    prepare()->undoStack()->undo();
    QCOMPARE(prepare()->model().references(), QList<Reference>{ref("busybox:1")});
    QCOMPARE(destination->text(), QStringLiteral("/media/old"));
    prepare()->undoStack()->redo();
    QCOMPARE(prepare()->model().references().size(), 3);
    QCOMPARE(destination->text(), QStringLiteral("/srv/images"));
    byName<QPushButton>(prepare(), "Review")->click();
    QCOMPARE(m_service->plannedRequests.last().platforms, QList<Platform>{plat("linux/arm64")});
    QCOMPARE(m_service->plannedRequests.last().to.location, QStringLiteral("/srv/images"));
}

void TestWindowFiles::pushFillsPush()
{
    importAndUse(pushTask);
    QCOMPARE(m_window->currentPage(), PageId::Push);
    QCOMPARE(push()->findChild<QLineEdit *>(QStringLiteral("push.match"))->text(), QStringLiteral("^quay"));
    QCOMPARE(push()->findChild<QComboBox *>(QStringLiteral("push.source"))->currentText(),
             QStringLiteral("/srv/images"));
    QTRY_VERIFY(push()->model().rowCount() > 0);
    for (const CopyItem &item : push()->model().items()) {
        QCOMPARE(item.source.registry(), QStringLiteral("quay.io"));
        QCOMPARE(item.target.registry(), QStringLiteral("hub.local"));
    }
    auto *start = byName<QPushButton>(push(), "Start");
    QTRY_VERIFY(start->isEnabled());
    start->click();
    QTRY_COMPARE(m_service->plannedRequests.size(), 1);
    QCOMPARE(m_service->plannedRequests.last().policy, Policy::Warn);
    QCOMPARE(m_service->plannedRequests.last().platforms, QList<Platform>{plat("linux/amd64")});
}

void TestWindowFiles::accountsOfTheFileCount()
{
    m_window->importFiles({file("images.txt", "quay.io/team/app:1\n"),
                           file("auth.yaml", "quay.io/team: {username: bob, password: hunter2, insecure: true}\n")});
    use();
    QCOMPARE(m_service->runAccess.accounts.size(), 1);
    QCOMPARE(m_service->runAccess.accounts.first().username, QStringLiteral("bob"));
    QCOMPARE(m_service->runAccess.settings.size(), 1);
    QVERIFY(m_service->runAccess.settings.first().skipVerification);
    // In force before the pages look anything up, and nothing of it is kept.
    QVERIFY(m_service->calls.indexOf(QStringLiteral("setRunAccess")) <
            m_service->calls.indexOf(QStringLiteral("lookUp quay.io/team/app:1")));
    QVERIFY(m_service->savedAccounts.isEmpty());
    QVERIFY(m_service->savedRegistries.isEmpty());
    QTRY_VERIFY(!dialog());
    // A later file does not take away what jobs of the first may still need.
    m_window->importFiles({file("more.txt", "hub.local/other:1\n"),
                           file("auth.yaml", "hub.local: {username: eve, password: hunter3}\n")});
    use();
    QCOMPARE(m_service->runAccess.accounts.size(), 2);
    QCOMPARE(m_service->runAccess.accounts.first().username, QStringLiteral("eve"));
}

void TestWindowFiles::connectionsAreKeptWhenTicked()
{
    m_window->importFiles({file("images.txt", "quay.io/team/app:1\n"),
                           file("auth.yaml", "quay.io: {username: bob, password: hunter2, insecure: true}\n")});
    QTRY_COMPARE(dialog()->model().rowCount(), 1);
    QAbstractItemModel *accounts = byName<QTableView>(dialog(), "Accounts")->model();
    QCOMPARE(accounts->rowCount(), 2);
    QVERIFY(accounts->setData(accounts->index(1, 0), Qt::Checked, Qt::CheckStateRole));
    use();
    QCOMPARE(m_service->savedRegistries.size(), 1);
    QCOMPARE(m_service->savedRegistries.first().registry, QStringLiteral("quay.io"));
    QVERIFY(m_service->savedRegistries.first().skipVerification);
    QVERIFY(m_service->savedAccounts.isEmpty());
}

void TestWindowFiles::severalJobsAreReviewedOneByOne()
{
    importAndUse("quay.io/coreos/etcd: [hub.local/etcd, other.local/etcd]\n");
    QTRY_VERIFY(sheet());
    QCOMPARE(m_service->plannedRequests.size(), 1);
    QCOMPARE(m_service->plannedRequests.first().to.location, QStringLiteral("hub.local"));
    auto *start = byName<QPushButton>(sheet(), "Start");
    QTRY_VERIFY(start->isEnabled());
    start->click();
    QTRY_COMPARE(m_service->plannedRequests.size(), 2);
    QCOMPARE(m_service->plannedRequests.last().to.location, QStringLiteral("other.local"));
    QTRY_VERIFY(sheet());
    QCOMPARE(m_service->startedPlans.size(), 1);
}

void TestWindowFiles::jobsThatOverwriteEachOtherAreRefused()
{
    importAndUse(
        R"(- image: {manifests: ["quay.io/a/x:1", "quay.io/a/y:1"], src: quay.io, dest: "oci://hub.local/{{ .module.image.reference.repository }}:1"}
- image: {manifests: ["docker.io/a/x:1"], src: docker.io, dest: "oci://hub.local/a/x:1"}
)");
    QTRY_VERIFY(sheet());
    // The one that nothing else wants is planned; the other is refused with both names.
    QCOMPARE(m_service->plannedRequests.size(), 1);
    QCOMPARE(m_service->plannedRequests.first().items.size(), 1);
    QCOMPARE(m_service->plannedRequests.first().items.first().source, ref("quay.io/a/y:1"));
    auto *goOn = byName<QCheckBox>(sheet(), "Go on without the refused images");
    QTRY_VERIFY(goOn->isVisible());
    auto *notices = byName<QListWidget>(sheet(), "Notices");
    QVERIFY2(notices->item(0)->text().contains(QStringLiteral("docker.io/a/x:1")),
             qPrintable(notices->item(0)->text()));
    QVERIFY2(notices->item(0)->text().contains(QStringLiteral("quay.io/a/x:1")), qPrintable(notices->item(0)->text()));
    goOn->setChecked(true);
    byName<QPushButton>(sheet(), "Start")->click();
    // Of the second job nothing is left.
    QTRY_VERIFY(sheet() && byName<QTableView>(sheet(), "Images")->model()->rowCount() == 1);
    QCOMPARE(m_service->plannedRequests.size(), 1);
    QVERIFY(!byName<QPushButton>(sheet(), "Start")->isEnabled());
}

void TestWindowFiles::cancellingDropsTheRest()
{
    importAndUse("quay.io/coreos/etcd: [hub.local/etcd, other.local/etcd]\n");
    QTRY_VERIFY(sheet());
    sheet()->reject();
    QTRY_VERIFY(m_window->statusBar()->currentMessage().contains(QStringLiteral("not started")));
    QCOMPARE(m_service->plannedRequests.size(), 1);
}

void TestWindowFiles::jobThatReadsWaitsForTheOneThatWrites()
{
    importAndUse(QByteArray(pullTask) + R"(- image:
    src: local:///srv/images
    pattern: etcd
    dest: oci://hub.local/x:{{ .module.image.reference.reference }}
)");
    QTRY_VERIFY(sheet());
    auto *start = byName<QPushButton>(sheet(), "Start");
    QTRY_VERIFY(start->isEnabled());
    start->click();
    QTRY_VERIFY(m_window->statusBar()->currentMessage().contains(QStringLiteral("being written")));
    QCOMPARE(m_service->calls.filter(QStringLiteral("expand")).size(), 1);
    m_service->sendFinished(1, Report());
    QTRY_COMPARE(m_service->plannedRequests.size(), 2);
    QCOMPARE(m_service->plannedRequests.last().from.location, QStringLiteral("/srv/images"));
}

void TestWindowFiles::lookUpThatFailsSaysWhy()
{
    m_service->onExpand = [](const TaskJob &) -> Result<QList<CopyRequest>> {
        return fail(ErrorKind::HostNotFound, QStringLiteral("quay.io"));
    };
    importAndUse("quay.io/coreos/etcd: hub.local/etcd\n");
    auto *lookUp = m_window->findChild<LookUpSheet *>();
    QVERIFY(lookUp);
    auto *close = byName<QPushButton>(lookUp, "Close");
    QTRY_VERIFY(close->isVisible());
    QCOMPARE(unnamedControls(lookUp), QStringList());
    QCOMPARE(doubledMnemonics(lookUp), QStringList());
    close->click();
    QVERIFY(!lookUp->isVisible());
    QVERIFY(!sheet());
}

void TestWindowFiles::lookUpCanBeCancelled()
{
    m_window->importFiles({file("rules.yaml", "quay.io/coreos/etcd: hub.local/etcd\n")});
    auto *button = dialog()->findChild<QPushButton *>(QStringLiteral("import.use"));
    QTRY_VERIFY(button->isEnabled());
    m_service->hold = true;
    button->click();
    auto *lookUp = m_window->findChild<LookUpSheet *>();
    QVERIFY(lookUp && lookUp->isVisible());
    byName<QPushButton>(lookUp, "Cancel")->click();
    QVERIFY(!lookUp->isVisible());
    QCOMPARE(m_service->cancelledCount(), 1);
    m_service->release();
    QVERIFY(!sheet());
}

QByteArray TestWindowFiles::exported(const ExportedJob &job, ExportFormat format)
{
    const QString path = m_folder->filePath(QStringLiteral("exported-%1").arg(int(format)));
    UiContext context(*m_service, m_settings->get());
    JobExport exporter(context, m_window.get());
    QSignalSpy written(&exporter, &JobExport::written);
    QSignalSpy failed(&exporter, &JobExport::failed);
    exporter.write(job, format, path);
    (void)QTest::qWaitFor([&] { return !written.isEmpty() || !failed.isEmpty(); });
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestWindowFiles::exportRoundTrip_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<bool>("whole"); ///< Says platforms and destination too.
    QTest::newRow("KubeKey") << int(ExportFormat::KubeKey) << true;
    QTest::newRow("skopeo") << int(ExportFormat::Skopeo) << false;
    QTest::newRow("list") << int(ExportFormat::List) << false;
}

void TestWindowFiles::exportRoundTrip()
{
    QFETCH(int, format);
    QFETCH(bool, whole);
    importAndUse(pullTask);
    const QList<Reference> before = prepare()->model().references();
    const QByteArray text = exported(prepare()->exportedJob(), ExportFormat(format));
    QVERIFY(!text.isEmpty());
    prepare()->undoStack()->undo();
    QVERIFY(prepare()->model().references().isEmpty());
    importAndUse(text);
    QCOMPARE(prepare()->model().references().size(), before.size());
    for (const Reference &reference : before) {
        QVERIFY(prepare()->model().contains(reference));
    }
    if (whole) {
        const TaskJob job = prepare()->exportedJob().rule.jobs.first();
        QCOMPARE(job.platforms, QList<Platform>{plat("linux/arm64")});
        QCOMPARE(job.to->location, QStringLiteral("/srv/images"));
    }
}

void TestWindowFiles::exportOfAPushRoundTrip()
{
    importAndUse(pushTask);
    QTRY_VERIFY(push()->model().rowCount() > 0);
    const QList<CopyItem> before = push()->model().items();
    const QByteArray text = exported(push()->exportedJob(), ExportFormat::KubeKey);
    push()->findChild<QLineEdit *>(QStringLiteral("push.match"))->clear();
    push()->findChild<QLineEdit *>(QStringLiteral("push.name"))->clear();
    importAndUse(text);
    QTRY_COMPARE(push()->model().items(), before);
}

void TestWindowFiles::lockHoldsWhatWasResolved()
{
    prepare()->addText(QStringLiteral("nginx:1.27.3"));
    QTRY_COMPARE(prepare()->model().summary().found, 1);
    const ExportedJob job = prepare()->exportedJob();
    const Digest digest = job.resolved.value(ref("nginx:1.27.3"));
    QVERIFY(!digest.isNull());
    QCOMPARE(exported(job, ExportFormat::Lock),
             QByteArray("docker.io/library/nginx:1.27.3@" + digest.toString().toLatin1() + "\n"));
}

void TestWindowFiles::formatThatCannotSayIt()
{
    prepare()->addText(QStringLiteral("nginx:1.27.3"));
    QCOMPARE(exported(prepare()->exportedJob(), ExportFormat::ImageSyncer), QByteArray());
    auto *box = m_window->findChild<QMessageBox *>(QStringLiteral("export.failed"));
    QVERIFY(box);
    QVERIFY2(box->informativeText().contains(QStringLiteral("image-syncer")), qPrintable(box->informativeText()));
    QCOMPARE(box->textFormat(), Qt::PlainText);
}

void TestWindowFiles::exportedAccountsHaveNoPassword()
{
    RegistryEntry entry;
    entry.scope = QStringLiteral("quay.io/team");
    entry.username = QStringLiteral("robot");
    entry.settings.registry = QStringLiteral("quay.io");
    entry.settings.plainHttp = true;
    m_service->entries = {entry};
    prepare()->addText(QStringLiteral("quay.io/team/app:1"));
    prepare()->findChild<QLineEdit *>(QStringLiteral("prepare.destination"))->setText(QStringLiteral("/srv/images"));
    QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ControlModifier);
    auto *asked = m_window->findChild<QFileDialog *>(QStringLiteral("export.dialog"));
    QVERIFY(asked);
    const QString path = m_folder->filePath(QStringLiteral("job.yaml"));
    Q_EMIT asked->fileSelected(path);
    QTRY_VERIFY(QFile::exists(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY2(text.contains("robot"), text.constData());
    QVERIFY2(text.contains("plain_http: true"), text.constData());
    QVERIFY2(!text.contains("password:"), text.constData());
    const TaskSet read = readTaskFile(path, text);
    QVERIFY(read.isRunnable());
}

void TestWindowFiles::emptyPageExportsNothing()
{
    for (const PageId page : {PageId::Prepare, PageId::Browse, PageId::Push, PageId::Transfers}) {
        m_window->showPage(page);
        QTest::keyClick(m_window.get(), Qt::Key_E, Qt::ControlModifier);
        QVERIFY(!m_window->findChild<QFileDialog *>(QStringLiteral("export.dialog")));
        QVERIFY(m_window->statusBar()->currentMessage().contains(QStringLiteral("nothing to save")));
    }
}

void TestWindowFiles::exportAsksWithoutBlocking()
{
    const JobId job = m_service->start(sample::plan(sample::pullRequest()));
    m_window->showPage(PageId::Transfers);
    Report report;
    for (const CopyItem &item : sample::pullRequest().items) {
        ImageResult image;
        image.item = item;
        image.sourceDigest = dig(qPrintable(item.source.toString()));
        report.images << image;
    }
    m_service->sendFinished(job, report);
    QTest::keyClick(m_window.get(), Qt::Key_E, Qt::ControlModifier);
    auto *asked = m_window->findChild<QFileDialog *>(QStringLiteral("export.dialog"));
    QVERIFY(asked);
    QCOMPARE(asked->nameFilters().size(), 4); // image-syncer cannot say a pull
    asked->selectNameFilter(asked->nameFilters().last());
    const QString path = m_folder->filePath(QStringLiteral("images.lock.txt"));
    Q_EMIT asked->fileSelected(path);
    QTRY_VERIFY(QFile::exists(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count("@sha256:"), report.images.size());
}

QTEST_MAIN(TestWindowFiles)
#include "tst_windowfiles.moc"

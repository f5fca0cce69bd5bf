// SPDX-License-Identifier: Apache-2.0
#include "service/taskrequests.h"
#include "ui/dialogs/importdialog.h"
#include "ui/models/importmodel.h"
#include "ui/support/sampledata.h"
#include "ui/support/uitest.h"

#include <QCheckBox>
#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QTreeView>

using namespace stowage;

namespace {

const char *const secret = "hunter2-Secret";

const char *const pullTasks = R"(- name: fetch the release
  image:
    pull:
      images_dir: /srv/images
      platform: linux/arm64
      manifests:
        - nginx:1.27
        - quay.io/coreos/etcd:v3.5.16
)";

} // namespace

class TestImportDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void everyKindIsRecognised_data();
    void everyKindIsRecognised();
    void groupsOfAList();
    void candidatesStayUnticked();
    void ticksChooseImages();
    void tagRulesAreShownAsSuch();
    void problemsAreShownAndTheRestIsUsed();
    void problemOfAnAccountStopsEveryTask();
    void otherFilesMayBeLeftOut();
    void badLineOfAListTakesNothingAway();
    void enterCopiesAProblem();
    void missingFileIsAProblem();
    void variablesAreAskedOnce();
    void answeredPasswordIsMasked();
    void emptyDestinationsAreAsked();
    void conditionsMustBeAllowed();
    void openFoldersAreAsked();
    void ticksLastWhenReadAgain();
    void accountsAreKeptWhenTicked();
    void accountsThatCannotBeKept();
    void passwordIsNowhere();
    void accountsAlone();
    void cancelStopsReading();
    void escapeChoosesNothing();
    void whatThePagesCanSay();
    void tenThousandLines();
    void nothingIsUnnamed();
    void mnemonicsAreUnique();
    void tabGoesFromTopToBottom();

private:
    QString file(const char *name, const QByteArray &content);
    void open(const QStringList &files);
    QModelIndex row(const QString &text) const;
    QStringList rows(const QModelIndex &parent = {}) const;
    bool tick(const QString &text, bool on);
    QString summary() const { return m_dialog->findChild<QLabel *>(QStringLiteral("import.summary"))->text(); }
    QPushButton *use() const { return m_dialog->findChild<QPushButton *>(QStringLiteral("import.use")); }
    QTableView *table(const char *name) const { return byName<QTableView>(m_dialog, name); }
    QString cell(const char *name, int row, int column) const
    {
        return table(name)->model()->index(row, column).data().toString();
    }
    ImportChoice choose();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<TemporarySettings> m_settings;
    std::unique_ptr<FakeService> m_service;
    std::unique_ptr<UiContext> m_context;
    QPointer<ImportDialog> m_dialog;
};

void TestImportDialog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<TemporarySettings>();
    m_service = std::make_unique<FakeService>();
    sample::fill(*m_service);
    m_service->onReadTasks = [](const QStringList &files, const TaskContext &context) {
        return Result<TaskSet>(readTaskFiles(files, context));
    };
    m_context = std::make_unique<UiContext>(*m_service, m_settings->get());
}

void TestImportDialog::cleanup()
{
    delete m_dialog;
    m_context.reset();
    m_service.reset();
    m_settings.reset();
    m_folder.reset();
}

QString TestImportDialog::file(const char *name, const QByteArray &content)
{
    const QString path = m_folder->filePath(QString::fromLatin1(name));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) {
        qFatal("cannot write %s", qPrintable(path));
    }
    return path;
}

void TestImportDialog::open(const QStringList &files)
{
    m_dialog = new ImportDialog(*m_context, files);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog));
}

QStringList TestImportDialog::rows(const QModelIndex &parent) const
{
    QStringList texts;
    const ImportModel &model = m_dialog->model();
    for (int row = 0; row < model.rowCount(parent); ++row) {
        texts << model.index(row, 0, parent).data().toString();
    }
    return texts;
}

QModelIndex TestImportDialog::row(const QString &text) const
{
    const QModelIndexList found = m_dialog->model().match(m_dialog->model().index(0, 0), Qt::DisplayRole, text, 1,
                                                          Qt::MatchStartsWith | Qt::MatchRecursive);
    return found.value(0);
}

bool TestImportDialog::tick(const QString &text, bool on)
{
    auto *tree = byName<QTreeView>(m_dialog, "Jobs");
    return tree->model()->setData(row(text), on ? Qt::Checked : Qt::Unchecked, Qt::CheckStateRole);
}

ImportChoice TestImportDialog::choose()
{
    QSignalSpy chosen(m_dialog, &ImportDialog::chosen);
    use()->click();
    if (chosen.isEmpty()) {
        (void)chosen.wait(); // for the keychain
    }
    return chosen.isEmpty() ? ImportChoice() : chosen.first().first().value<ImportChoice>();
}

void TestImportDialog::everyKindIsRecognised_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("job");
    QTest::addColumn<QString>("happens");
    QTest::addColumn<QString>("button");
    const auto add = [](const char *name, const char *content, const char *job, const char *happens,
                        const char *button) {
        QTest::newRow(name) << QByteArray(content) << QString::fromUtf8(job) << QString::fromUtf8(happens)
                            << QString::fromUtf8(button);
    };
    add("KubeKey pull", pullTasks, "Pull: fetch the release (2 of 2 image",
        "each image's registry → /srv/images · linux/arm64", "Add to Prepare");
    add("KubeKey push",
        "- image:\n    src: local:///srv/images\n    pattern: team\n"
        "    dest: oci://hub.local/{{ .module.image.reference.repository }}:{{ .module.image.reference.reference }}\n",
        "Push", "/srv/images → the registry of each new name", "Open in Push");
    add("KubeKey copy", "- image:\n    src: local:///a\n    dest: local:///b\n    manifests: [nginx:1]\n",
        "Copy (1 of 1 image", "/a → /b", "Review");
    add("list", "nginx:1.27\n# comment\ndocker pull redis:7\n", "Pull (2 of 2 image",
        "each image's registry → the folder you choose", "Add to Prepare");
    add("image-syncer", "docker.io/library/nginx:1.27: hub.local/team/nginx\n", "Sync (1 of 1 image",
        "each image's registry → the registry of each", "Review");
    add("skopeo", "quay.io:\n  images:\n    coreos/etcd: [v3.5.16]\n", "Pull (1 of 1 image", "each image's registry → ",
        "Add to Prepare");
}

void TestImportDialog::everyKindIsRecognised()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, job);
    QFETCH(QString, happens);
    QFETCH(QString, button);
    open({file("given.yaml", content)});
    QTRY_COMPARE(m_dialog->model().rowCount(), 1);
    QVERIFY2(rows().first().startsWith(job), qPrintable(rows().first()));
    const QString second = m_dialog->model().index(0, ImportModel::Target).data().toString();
    QVERIFY2(second.startsWith(happens), qPrintable(second));
    QVERIFY(use()->isEnabled());
    QVERIFY(use()->isDefault());
    QCOMPARE(use()->text().remove(u'&'), button);
    const ImportChoice choice = choose();
    QCOMPARE(choice.jobs.size(), 1);
    QVERIFY(!m_dialog->isVisible());
}

void TestImportDialog::groupsOfAList()
{
    open({file("images.txt", "nginx:1.27\n##databases\npostgres:16\nredis:7\n##tools\nbusybox:1\n")});
    const QModelIndex job = m_dialog->model().index(0, 0);
    QCOMPARE(rows(job).join(u'|'), QStringLiteral("Without a group|databases|tools"));
    QCOMPARE(rows(m_dialog->model().index(1, 0, job)).join(u'|'),
             QStringLiteral("docker.io/library/postgres:16|docker.io/library/redis:7"));
    QVERIFY(tick(QStringLiteral("databases"), false));
    QCOMPARE(job.data(Qt::CheckStateRole).value<Qt::CheckState>(), Qt::PartiallyChecked);
    QCOMPARE(row(QStringLiteral("docker.io/library/redis:7")).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    const QModelIndex image = row(QStringLiteral("docker.io/library/redis:7"));
    QCOMPARE(image.siblingAtColumn(ImportModel::Found).data().toString(), QStringLiteral("images.txt:4:1"));
    QCOMPARE(choose().jobs.first().images.size(), 2);
}

void TestImportDialog::candidatesStayUnticked()
{
    open({file("deploy.yaml", R"(apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
        - name: web
          image: nginx:1.27
          args: ["--sidecar=quay.io/team/sidecar:2"]
          env: [{name: HELPER, value: "quay.io/team/helper:1.0"}]
)")});
    QVERIFY(m_dialog->model().rowCount() == 1);
    const QModelIndex helper = row(QStringLiteral("quay.io/team/helper:1.0"));
    QVERIFY(helper.isValid());
    QCOMPARE(helper.data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QVERIFY(helper.parent().data().toString().contains(QStringLiteral("web")));
    // Neither off and on of the job ticks them.
    QVERIFY(tick(QStringLiteral("Pull"), false));
    QVERIFY(!use()->isEnabled());
    QVERIFY(tick(QStringLiteral("Pull"), true));
    QCOMPARE(row(QStringLiteral("quay.io/team/helper:1.0")).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QVERIFY(tick(QStringLiteral("quay.io/team/helper"), true));
    const ImportChoice choice = choose();
    QCOMPARE(choice.jobs.first().images.size(), 2);
}

void TestImportDialog::ticksChooseImages()
{
    open({file("pull.yaml", pullTasks), file("more.txt", "busybox:1\n")});
    QCOMPARE(m_dialog->model().rowCount(), 2);
    QCOMPARE(use()->text().remove(u'&'), QStringLiteral("Review")); // not alike: one has platforms
    QVERIFY(tick(QStringLiteral("docker.io/library/busybox:1"), false));
    QCOMPARE(use()->text().remove(u'&'), QStringLiteral("Add to Prepare"));
    QVERIFY2(summary().contains(QStringLiteral("1 job")), qPrintable(summary()));
    QVERIFY2(summary().contains(QStringLiteral("2 image")), qPrintable(summary()));
    QVERIFY(tick(QStringLiteral("docker.io/library/nginx"), false));
    const ImportChoice choice = choose();
    QCOMPARE(choice.way, ImportChoice::Way::Prepare);
    QCOMPARE(choice.jobs.size(), 1);
    QCOMPARE(choice.jobs.first().images.size(), 1);
    QCOMPARE(choice.jobs.first().images.first().source, ref("quay.io/coreos/etcd:v3.5.16"));
}

void TestImportDialog::tagRulesAreShownAsSuch()
{
    open({file("images.yaml", "quay.io/coreos/etcd: hub.local/etcd\n"
                              "docker.io/library/nginx:/^1\\.2/: hub.local/nginx\n")});
    const QModelIndex job = m_dialog->model().index(0, 0);
    QCOMPARE(rows(job).join(u'|'), QStringLiteral("quay.io/coreos/etcd, all tags|"
                                                  "docker.io/library/nginx, tags that match ^1\\.2"));
    QCOMPARE(m_dialog->model().index(0, ImportModel::Target, job).data().toString(),
             QStringLiteral("hub.local/etcd, tags stay"));
    QCOMPARE(choose().way, ImportChoice::Way::Review);
}

void TestImportDialog::problemsAreShownAndTheRestIsUsed()
{
    open({file("tasks.yaml", QByteArray(pullTasks) + R"(- name: broken
  image:
    pull:
      images_dir: /srv/other
      platform: nonsense
      manifests: [redis:7]
)")});
    QCOMPARE(m_dialog->model().rowCount(), 2);
    QCOMPARE(table("Problems")->model()->rowCount(), 1);
    QCOMPARE(cell("Problems", 0, 0), QStringLiteral("tasks.yaml:13:17"));
    QCOMPARE(cell("Problems", 0, 1), QStringLiteral("pull.platform"));
    QVERIFY2(cell("Problems", 0, 2).contains(QStringLiteral("nonsense")), qPrintable(cell("Problems", 0, 2)));
    const QModelIndex broken = row(QStringLiteral("Pull: broken"));
    QVERIFY(!(broken.flags() & Qt::ItemIsUserCheckable));
    QVERIFY(broken.siblingAtColumn(ImportModel::Target).data().toString().contains(QStringLiteral("Cannot be used")));
    const ImportChoice choice = choose();
    QCOMPARE(choice.jobs.size(), 1);
    QCOMPARE(choice.jobs.first().name, QStringLiteral("fetch the release"));
}

void TestImportDialog::problemOfAnAccountStopsEveryTask()
{
    const QByteArray account = "auth: {hub.local: {username: $STOWAGE_TEST_UNSET, password: abc}}\n";
    const QByteArray rules = "images: {quay.io/a/b:1: hub.local/b}\n";
    const QStringList both[] = {{file("combined.yaml", account + rules)},
                                {file("auth.yaml", account.mid(6, account.size() - 7)), file("tasks.yaml", pullTasks)}};
    for (const QStringList &files : both) {
        delete m_dialog;
        open(files);
        QVERIFY2(table("Problems")->model()->rowCount() == 1, qPrintable(files.join(u' ')));
        QVERIFY2(cell("Problems", 0, 2).contains(QStringLiteral("STOWAGE_TEST_UNSET")), qPrintable(files.join(u' ')));
        const QString what = m_dialog->model().index(0, ImportModel::Target).data().toString();
        QVERIFY2(what.contains(QStringLiteral("Cannot be used")), qPrintable(what));
        QVERIFY(!use()->isEnabled());
    }
}

void TestImportDialog::otherFilesMayBeLeftOut()
{
    open({file("tasks.yaml", QByteArray(pullTasks) + "- include_tasks: other.yaml\n")});
    QVERIFY(!use()->isEnabled());
    // What the task would do is said already.
    const QString what = m_dialog->model().index(0, ImportModel::Target).data().toString();
    QVERIFY2(what.contains(QStringLiteral("/srv/images")), qPrintable(what));
    auto *leave = m_dialog->findChild<QCheckBox *>(QStringLiteral("import.allow"));
    QVERIFY(leave);
    QVERIFY2(leave->text().contains(QStringLiteral("include_tasks")), qPrintable(leave->text()));
    leave->setChecked(true);
    QTRY_VERIFY(use()->isEnabled());
    QCOMPARE(cell("Ignored", 0, 1), QStringLiteral("include_tasks"));
    leave->setChecked(false);
    QTRY_VERIFY(!use()->isEnabled());
}

void TestImportDialog::badLineOfAListTakesNothingAway()
{
    QByteArray list;
    for (int i = 0; i < 60; ++i) {
        list += "quay.io/team/app:" + QByteArray::number(i) + "\n";
    }
    open({file("images.txt", list + "this is no image\n")});
    QCOMPARE(table("Problems")->model()->rowCount(), 1);
    QCOMPARE(cell("Problems", 0, 0), QStringLiteral("images.txt:61:1"));
    QVERIFY(use()->isEnabled());
    QCOMPARE(choose().jobs.first().images.size(), 60);
}

void TestImportDialog::enterCopiesAProblem()
{
    const QString path = file("broken.yaml", "- image:\n    pull:\n      images_dir: /a\n");
    open({path});
    QVERIFY(!use()->isEnabled());
    QTableView *problems = table("Problems");
    problems->setFocus();
    problems->setCurrentIndex(problems->model()->index(0, 2));
    QTest::keyClick(problems, Qt::Key_Return);
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(path + QStringLiteral(":3:7: pull.manifests: ")), qPrintable(copied));
    QVERIFY(m_dialog->isVisible());
}

void TestImportDialog::missingFileIsAProblem()
{
    open({m_folder->filePath(QStringLiteral("gone.yaml")), file("images.txt", "nginx:1\n")});
    QCOMPARE(cell("Problems", 0, 0), QStringLiteral("gone.yaml"));
    QVERIFY(use()->isEnabled());
}

void TestImportDialog::variablesAreAskedOnce()
{
    open({file("tasks.yaml", R"(- image:
    pull:
      manifests: [nginx:1]
- image:
    pull:
      manifests: [redis:7]
)")});
    auto *field = byName<QLineEdit>(m_dialog, ".binary_dir");
    QVERIFY(field);
    QVERIFY(field->hasFocus());
    QVERIFY(!use()->isEnabled());
    QCOMPARE(m_dialog->findChildren<QLineEdit *>(QStringLiteral("import.variable.binary_dir")).size(), 1);
    QTest::keyClicks(field, QStringLiteral("/opt/kubekey"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(m_dialog->isVisible());
    QTRY_VERIFY(use()->isEnabled());
    const ImportChoice choice = choose();
    QCOMPARE(choice.jobs.size(), 2);
    QCOMPARE(choice.jobs.first().to->location, QStringLiteral("/opt/kubekey/images"));
    QCOMPARE(choice.way, ImportChoice::Way::Prepare);
}

void TestImportDialog::answeredPasswordIsMasked()
{
    open({file("tasks.yaml", R"(- image:
    pull:
      images_dir: /srv/images
      manifests: [hub.local/a:1]
      auths:
        - repo: hub.local
          username: bob
          password: "{{ .image_registry.auth.password }}"
)")});
    auto *field = byName<QLineEdit>(m_dialog, ".image_registry.auth.password");
    QVERIFY(field);
    QCOMPARE(field->echoMode(), QLineEdit::Password);
}

void TestImportDialog::emptyDestinationsAreAsked()
{
    open({file("images.yaml", "docker.io/library/nginx:1.27: \"\"\nquay.io/a/b:1: hub.local/b\n")});
    QVERIFY(!use()->isEnabled());
    auto *registry = byName<QLineEdit>(m_dialog, "Default registry");
    auto *space = byName<QLineEdit>(m_dialog, "Default namespace");
    QVERIFY(registry && space);
    QTest::keyClicks(registry, QStringLiteral("hub.local:5000"));
    QTest::keyClicks(space, QStringLiteral("mirror"));
    byName<QPushButton>(m_dialog, "Use these answers")->click();
    QTRY_VERIFY(use()->isEnabled());
    const ImportChoice choice = choose();
    QCOMPARE(choice.jobs.first().items()->first().target, ref("hub.local:5000/mirror/nginx:1.27"));
}

void TestImportDialog::conditionsMustBeAllowed()
{
    open({file("tasks.yaml", QByteArray(pullTasks) + "  when: download_images\n")});
    QVERIFY(!use()->isEnabled());
    const QModelIndex job = m_dialog->model().index(0, ImportModel::Target);
    QVERIFY2(job.data().toString().contains(QStringLiteral("when")), qPrintable(job.data().toString()));
    auto *allow = m_dialog->findChild<QCheckBox *>(QStringLiteral("import.allow"));
    QVERIFY(allow);
    QVERIFY2(allow->text().contains(QStringLiteral("when is not evaluated")), qPrintable(allow->text()));
    allow->setChecked(true);
    QVERIFY(use()->isEnabled());
    allow->setChecked(false);
    QVERIFY(!use()->isEnabled());
    allow->setChecked(true);
    const ImportChoice choice = choose();
    QCOMPARE(choice.jobs.size(), 1);
    QVERIFY(choice.jobs.first().refusedKeys.isEmpty());
}

void TestImportDialog::openFoldersAreAsked()
{
    m_context->settings().setDestinationStore(QStringLiteral("/media/stick/images"));
    open({file("images.txt", "nginx:1\n"), file("pull.yaml", pullTasks)});
    QWidget *field = byName(m_dialog, QStringLiteral("Images go into"));
    QVERIFY(field);
    QVERIFY(field->isVisible());
    QVERIFY(use()->isEnabled());
    const ImportChoice choice = choose();
    QCOMPARE(choice.way, ImportChoice::Way::Review);
    QCOMPARE(choice.jobs.first().to->location, QStringLiteral("/media/stick/images"));
    QCOMPARE(choice.jobs.last().to->location, QStringLiteral("/srv/images"));
}

void TestImportDialog::ticksLastWhenReadAgain()
{
    m_context->settings().setDestinationStore(QStringLiteral("/media/stick/images"));
    open({file("tasks.yaml", "- image:\n    pull:\n      manifests: [nginx:1, redis:7]\n"),
          file("images.txt", "busybox:1\nalpine:3\n")});
    QVERIFY(tick(QStringLiteral("docker.io/library/alpine:3"), false));
    auto *field = byName<QLineEdit>(m_dialog, ".binary_dir");
    field->setText(QStringLiteral("/opt"));
    byName<QPushButton>(m_dialog, "Use these answers")->click();
    QCOMPARE(m_service->calls.filter(QStringLiteral("readTasks")).size(), 2);
    QTRY_VERIFY(use()->isEnabled());
    QCOMPARE(row(QStringLiteral("docker.io/library/alpine:3")).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QCOMPARE(row(QStringLiteral("docker.io/library/busybox:1")).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
}

void TestImportDialog::accountsAreKeptWhenTicked()
{
    open({file("images.txt", "hub.local/a:1\n"),
          file("auth.yaml", QByteArray("hub.local:\n  username: alice\n  password: ") + secret +
                                "\nquay.io/team:\n  username: bob\n  password: " + secret + "\n  insecure: true\n")});
    QTableView *accounts = table("Accounts");
    QCOMPARE(accounts->model()->rowCount(), 3); // bob's connection too
    QCOMPARE(cell("Accounts", 0, 1), QStringLiteral("hub.local"));
    QCOMPARE(cell("Accounts", 0, 2), QStringLiteral("user alice"));
    QVERIFY(cell("Accounts", 2, 2).contains(QStringLiteral("certificate not verified")));
    QVERIFY(accounts->model()->setData(accounts->model()->index(0, 0), Qt::Checked, Qt::CheckStateRole));
    m_service->keeping = RegistryEntry::Keeping::Session;
    QSignalSpy notified(m_context.get(), &UiContext::notified);
    const ImportChoice choice = choose();
    QCOMPARE(m_service->savedAccounts.size(), 1);
    QCOMPARE(m_service->savedAccounts.first().username, QStringLiteral("alice"));
    QCOMPARE(choice.set.accounts.size(), 2);
    QCOMPARE(notified.size(), 1);
    QVERIFY(notified.first().first().toString().contains(QStringLiteral("this session only")));
}

void TestImportDialog::accountsThatCannotBeKept()
{
    open({file("images.txt", "hub.local/a:1\n"),
          file("config.json", R"({"auths": {"hub.local": {"username": "alice"}}})")});
    QCOMPARE(cell("Accounts", 0, 0), QStringLiteral("No password in the file"));
    QVERIFY(!(table("Accounts")->model()->index(0, 0).flags() & Qt::ItemIsUserCheckable));
}

void TestImportDialog::passwordIsNowhere()
{
    open({file("auth.yaml", QByteArray("hub.local:\n  username: alice\n  password: ") + secret + "\n"),
          file("images.yaml", "hub.local/a:1: quay.io/b\n")});
    const QString needle = QString::fromLatin1(secret);
    for (const char *name : {"Accounts", "Problems", "Ignored"}) {
        QAbstractItemModel *model = table(name)->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            for (int column = 0; column < model->columnCount(); ++column) {
                for (int role = 0; role < Qt::UserRole + 200; ++role) {
                    const QString text = model->index(row, column).data(role).toString();
                    QVERIFY2(!text.contains(needle), qPrintable(text));
                }
            }
        }
        table(name)->selectAll();
        QTest::keySequence(table(name), QKeySequence::Copy);
        QVERIFY(!QGuiApplication::clipboard()->text().contains(needle));
    }
    for (const QWidget *widget : m_dialog->findChildren<QWidget *>()) {
        for (const char *property : {"text", "plainText", "toolTip", "accessibleName", "accessibleDescription"}) {
            QVERIFY(!widget->property(property).toString().contains(needle));
        }
    }
    QVERIFY(
        table("Accounts")->model()->setData(table("Accounts")->model()->index(0, 0), Qt::Checked, Qt::CheckStateRole));
    choose();
    QCOMPARE(m_service->savedAccounts.first().secret, needle); // to the keychain and only there
    m_settings->get().sync();
    for (const QString &key : m_settings->get().allKeys()) {
        QVERIFY(!m_settings->get().value(key).toByteArray().contains(secret));
    }
}

void TestImportDialog::accountsAlone()
{
    open({file("auth.yaml", QByteArray("hub.local:\n  username: alice\n  password: ") + secret + "\n")});
    QCOMPARE(use()->text().remove(u'&'), QStringLiteral("Keep"));
    QAbstractItemModel *accounts = table("Accounts")->model();
    QVERIFY(accounts->setData(accounts->index(0, 0), Qt::Checked, Qt::CheckStateRole));
    const ImportChoice choice = choose();
    QCOMPARE(choice.way, ImportChoice::Way::None);
    QCOMPARE(m_service->savedAccounts.size(), 1);
}

void TestImportDialog::cancelStopsReading()
{
    m_service->hold = true;
    open({file("images.txt", "nginx:1\n")});
    auto *cancel = byName<QPushButton>(m_dialog, "Cancel");
    QVERIFY(byName(m_dialog, QStringLiteral("Busy"))->isVisible());
    QVERIFY(!use()->isEnabled());
    cancel->click();
    QVERIFY(!m_dialog->isVisible());
    delete m_dialog;
    QCOMPARE(m_service->cancelledCount(), 1);
    m_service->release();
}

void TestImportDialog::escapeChoosesNothing()
{
    open({file("images.txt", "nginx:1\n")});
    QSignalSpy chosen(m_dialog, &ImportDialog::chosen);
    QTest::keyClick(m_dialog, Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(chosen.size(), 0);
    QVERIFY(!m_service->calls.contains(QStringLiteral("setRunAccess")));
}

void TestImportDialog::whatThePagesCanSay()
{
    TaskJob job;
    job.kind = TaskJob::Kind::Pull;
    TaskImage image;
    image.source = ref("nginx:1");
    job.images << image;
    QVERIFY(fitsPrepare(job));
    job.images[0].target = TargetName::exact(ref("nginx:2"));
    QVERIFY(!fitsPrepare(job));
    job.images[0].target = {};
    job.images[0].tags = TaskImage::Tags::All;
    QVERIFY(!fitsPrepare(job));

    TaskJob push;
    push.kind = TaskJob::Kind::Push;
    push.wholeSource = true;
    push.from = End::parse(u"/srv/images").value();
    push.target = TargetName::parse(QStringLiteral("hub.local/team")).value();
    QVERIFY(fitsPush(push));
    push.target = TargetName::literal(QStringLiteral("{{ .host }}/x:{{ .module.image.reference.reference }}"),
                                      {{QStringLiteral(".host"), QStringLiteral("hub.local")}})
                      .value();
    QVERIFY(!fitsPush(push)); // the answer would be lost
}

void TestImportDialog::tenThousandLines()
{
    QByteArray list;
    for (int i = 0; i < 10'000; ++i) {
        list += "hub.local:5000/team-" + QByteArray::number(i % 7) + "/app:" + QByteArray::number(i) + "\n";
    }
    const QString path = file("images.txt", list);
    // Read beforehand: what is measured is what the window does with it.
    const TaskSet set = readTaskFiles({path}, {});
    m_service->onReadTasks = [&set](const QStringList &, const TaskContext &) { return Result<TaskSet>(set); };
    m_service->hold = true;
    open({path});
    QSignalSpy resets(&m_dialog->model(), &QAbstractItemModel::modelReset);
    QSignalSpy inserts(&m_dialog->model(), &QAbstractItemModel::rowsInserted);
    QElapsedTimer clock;
    clock.start();
    m_service->release();
    QTRY_VERIFY(use()->isEnabled());
    qInfo("10000 lines shown in %lld ms", clock.elapsed());
    QCOMPARE(resets.size(), 1);
    QCOMPARE(inserts.size(), 0);
    QCOMPARE(m_dialog->model().rowCount(m_dialog->model().index(0, 0)), 10'000);
    clock.restart();
    QVERIFY(tick(QStringLiteral("Pull"), false));
    qInfo("10000 ticks changed in %lld ms", clock.elapsed());
    QVERIFY(tick(QStringLiteral("Pull"), true));
    QCOMPARE(choose().jobs.first().images.size(), 10'000);
}

void TestImportDialog::nothingIsUnnamed()
{
    open({file("tasks.yaml", QByteArray(pullTasks) + "  when: x\n- image:\n    pull:\n      manifests: [nginx:1]\n"),
          file("auth.yaml", "hub.local: {username: a, password: b}\n"), file("images.yaml", "nginx: \"\"\n")});
    QCOMPARE(unnamedControls(m_dialog), QStringList());
    QCOMPARE(m_dialog->accessibleName(), QStringLiteral("Import"));
    for (const char *name : {"Jobs", "Problems", "Accounts", "Ignored", "Questions"}) {
        QVERIFY2(byName(m_dialog, QString::fromLatin1(name)), name);
    }
}

void TestImportDialog::mnemonicsAreUnique()
{
    open({file("tasks.yaml", "- image:\n    pull:\n      manifests: [nginx:1]\n"), file("images.yaml", "nginx: \"\"\n"),
          file("pull.yaml", pullTasks), file("a.txt", "nginx:1\n")});
    QCOMPARE(doubledMnemonics(m_dialog), QStringList());
}

void TestImportDialog::tabGoesFromTopToBottom()
{
    open({file("images.txt", "nginx:1\n"), file("tasks.yaml", "- image:\n    pull:\n      manifests: [nginx:1]\n"),
          file("broken.yaml", "- image:\n    pull:\n      images_dir: /a\n")});
    const QStringList order = tabOrder(m_dialog);
    const QStringList wanted{QStringLiteral(".binary_dir"), QStringLiteral("Use these answers"),
                             QStringLiteral("Jobs"),        QStringLiteral("Problems"),
                             QStringLiteral("Add file…"),   QStringLiteral("Cancel")};
    QStringList found;
    for (const QString &name : order) {
        if (wanted.contains(name)) {
            found << name;
        }
    }
    QVERIFY2(found == wanted, qPrintable(order.join(u'|')));
}

QTEST_MAIN(TestImportDialog)
#include "tst_importdialog.moc"

// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/registrydialog.h"
#include "ui/models/registriesmodel.h"
#include "ui/models/remotemodel.h"
#include "ui/pages/registriespage.h"
#include "ui/support/fakeservice.h"
#include "ui/support/samples.h"
#include "ui/support/uitest.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QCheckBox>
#include <QFileDialog>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace stowage;

namespace {

RegistryEntry entryOf(const char *scope, const char *user, RegistryEntry::Keeping keeping)
{
    RegistryEntry entry;
    entry.scope = QString::fromLatin1(scope);
    entry.settings.registry = entry.scope.section(u'/', 0, 0);
    entry.username = QString::fromLatin1(user);
    entry.keeping = keeping;
    return entry;
}

struct Stage
{
    explicit Stage(bool empty = false)
        : context(service, settings.get())
    {
        if (!empty) {
            service.entries = {entryOf("docker.io", "ann", RegistryEntry::Keeping::Keychain),
                               entryOf("hub.local:5000", "", RegistryEntry::Keeping::None),
                               entryOf("hub.local:5000/team-a", "robot$ci", RegistryEntry::Keeping::Keychain)};
            service.entries[1].settings.plainHttp = true;
            service.entries[2].settings.plainHttp = true;
        }
        service.onRepositories = [](const QString &) {
            return Result<QStringList>(
                QStringList{QStringLiteral("team-a/web"), QStringLiteral("team-a/api"), QStringLiteral("team-b/db")});
        };
        service.onTags = [](const QString &, const QString &) {
            return Result<QStringList>(
                QStringList{QStringLiteral("v1.10"), QStringLiteral("v1.9"), QStringLiteral("latest")});
        };
        page = std::make_unique<RegistriesPage>(context);
        page->resize(1080, 720);
        page->show();
    }
    template <typename T>
    T *control(const char *name) const
    {
        return byName<T>(page.get(), name);
    }
    QPushButton *button(const char *name) const { return control<QPushButton>(name); }
    void select(const char *scope) const
    {
        control<QTableView>("Registries")->selectRow(page->model().find(QString::fromLatin1(scope)));
    }
    bool shows(const char *frame) const { return page->findChild<QFrame *>(QString::fromLatin1(frame))->isVisible(); }
    RegistryDialog *openDialog(const char *buttonName) const
    {
        QTest::mouseClick(button(buttonName), Qt::LeftButton);
        return page->findChild<RegistryDialog *>();
    }

    FakeService service;
    TemporarySettings settings;
    UiContext context;
    std::unique_ptr<RegistriesPage> page;
};

QLineEdit *field(const QDialog *dialog, const char *name)
{
    return byName<QLineEdit>(dialog, name);
}

QPushButton *buttonOf(const QDialog *dialog, const char *name)
{
    return byName<QPushButton>(dialog, name);
}

bool hasError(const QDialog *dialog)
{
    const auto *error = byName(dialog, QStringLiteral("Error"));
    return error != nullptr && error->isVisible();
}

} // namespace

class tst_RegistriesPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void remoteModel()
    {
        RemoteModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy wanted(&model, &RemoteModel::tagsWanted);
        model.setRepositories(QStringLiteral("hub.local"),
                              {QStringLiteral("b10"), QStringLiteral("b9"), QStringLiteral("a")});
        QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("b9"));
        wanted.clear(); // the tester opens what it sees
        model.setTags(QStringLiteral("b9"), QStringList{QStringLiteral("v1.10"), QStringLiteral("v1.9")});
        const QModelIndex b9 = model.index(1, 0);
        QCOMPARE(model.rowCount(b9), 2);
        QCOMPARE(model.reference(model.index(0, 0, b9)), QStringLiteral("hub.local/b9:v1.9"));
        QPersistentModelIndex kept = model.index(1, 0, b9);
        model.setFilter(QStringLiteral("B"));
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(kept.parent().row(), 0);
        QCOMPARE(model.tag(kept), QStringLiteral("v1.10"));
        model.setTags(QStringLiteral("a"), QStringList{QStringLiteral("x")}); // hidden by the filter: still kept
        model.setFilter(QStringLiteral("a"));
        QVERIFY(!kept.isValid());
        QCOMPARE(model.rowCount(model.index(0, 0)), 1);
        model.setFilter({});
        model.setTags(QStringLiteral("a"), fail(ErrorKind::LoginRequired, QStringLiteral("hub.local")));
        QCOMPARE(model.rowCount(model.index(0, 0)), 1);
        QCOMPARE(model.tag(model.index(0, 0, model.index(0, 0))), QString());
        QCOMPARE(model.addRepository(QStringLiteral("b9")).row(), 1);
        QCOMPARE(model.addRepository(QStringLiteral("aa")).row(), 1);
        QCOMPARE(model.rowCount(), 4);
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void everyControlHasAName()
    {
        Stage stage;
        QCOMPARE(stage.page->objectName(), QStringLiteral("page.registries"));
        QCOMPARE(stage.page->accessibleName(), QStringLiteral("Registries"));
        for (const char *name :
             {"Registries", "Test", "Add to Prepare", "Add registry…", "Edit…", "Remove…", "Repositories"}) {
            QVERIFY2(byName(stage.page.get(), QString::fromUtf8(name)), name);
        }
        QCOMPARE(unnamedControls(stage.page.get()), QStringList());
        QCOMPARE(doubledMnemonics(stage.page.get()), QStringList());
        RegistryDialog *dialog = stage.openDialog("Add registry…");
        QVERIFY(dialog && dialog->isVisible());
        for (const char *name : {"Registry", "Account scope", "User name", "Password or token", "CA file",
                                 "Client certificate", "Client key", "Proxy", "Fetch via", "Test", "Save", "Cancel"}) {
            QVERIFY2(byName(dialog, QString::fromUtf8(name)), name);
        }
        QCOMPARE(unnamedControls(dialog), QStringList());
        QCOMPARE(doubledMnemonics(dialog), QStringList());
        QCOMPARE(field(dialog, "Password or token")->echoMode(), QLineEdit::Password);
        samples::picture(*stage.page, "registries");
        samples::picture(*dialog, "registries-dialog");
    }

    void emptyPageExplainsItself()
    {
        Stage stage(true);
        QVERIFY(!stage.button("Test")->isEnabled());
        QVERIFY(!stage.button("Edit…")->isEnabled());
        QVERIFY(stage.button("Add registry…")->isEnabled());
        samples::picture(*stage.page, "registries-empty");
    }

    void addsAnAccount()
    {
        Stage stage(true);
        RegistryDialog *dialog = stage.openDialog("Add registry…");
        QVERIFY(!buttonOf(dialog, "Save")->isEnabled());
        field(dialog, "Registry")->setText(QStringLiteral(" https://Hub.Local:5000/ "));
        field(dialog, "Account scope")->setText(QStringLiteral("team-a"));
        field(dialog, "User name")->setText(QStringLiteral("robot$ci"));
        field(dialog, "CA file")->setText(QStringLiteral("/etc/ca.pem"));
        QTest::mouseClick(buttonOf(dialog, "Save"), Qt::LeftButton); // no password yet
        QVERIFY(hasError(dialog));
        QVERIFY(stage.service.savedRegistries.isEmpty());
        field(dialog, "Password or token")->setText(QStringLiteral("s3cret"));
        QSignalSpy saved(dialog, &RegistryDialog::saved);
        QTest::mouseClick(buttonOf(dialog, "Save"), Qt::LeftButton);
        QTRY_COMPARE(saved.size(), 1);
        QCOMPARE(stage.service.savedRegistries.first().registry, QStringLiteral("hub.local:5000"));
        QCOMPARE(stage.service.savedRegistries.first().caFile, QStringLiteral("/etc/ca.pem"));
        QCOMPARE(stage.service.savedAccounts.first(), (Account{QStringLiteral("hub.local:5000/team-a"),
                                                               QStringLiteral("robot$ci"), QStringLiteral("s3cret")}));
        QTRY_VERIFY(!stage.page->findChild<RegistryDialog *>());
        QCOMPARE(stage.page->model().rowCount(), 1);
        for (const QString &call : std::as_const(stage.service.calls)) {
            QVERIFY(!call.contains(QStringLiteral("s3cret")));
        }
    }

    void badInput_data()
    {
        QTest::addColumn<QString>("registry");
        QTest::addColumn<QString>("scope");
        QTest::addColumn<QString>("certificate");
        QTest::newRow("host") << "not a host" << "" << "";
        QTest::newRow("scope") << "hub.local" << "Team A!" << "";
        QTest::newRow("certificate without key") << "hub.local" << "" << "/tmp/c.pem";
    }
    void badInput()
    {
        QFETCH(QString, registry);
        QFETCH(QString, scope);
        QFETCH(QString, certificate);
        Stage stage(true);
        RegistryDialog *dialog = stage.openDialog("Add registry…");
        field(dialog, "Registry")->setText(registry);
        field(dialog, "Account scope")->setText(scope);
        field(dialog, "Client certificate")->setText(certificate);
        QTest::mouseClick(buttonOf(dialog, "Save"), Qt::LeftButton);
        QVERIFY(hasError(dialog));
        QTest::mouseClick(buttonOf(dialog, "Test"), Qt::LeftButton);
        QVERIFY(hasError(dialog));
        QVERIFY(stage.service.calls.isEmpty());
    }

    void sessionOnlyIsSaid()
    {
        Stage stage(true);
        stage.service.keeping = RegistryEntry::Keeping::Session;
        QVERIFY(!stage.shows("registries.session"));
        RegistryDialog *dialog = stage.openDialog("Add registry…");
        field(dialog, "Registry")->setText(QStringLiteral("hub.local"));
        field(dialog, "User name")->setText(QStringLiteral("ann"));
        field(dialog, "Password or token")->setText(QStringLiteral("x"));
        QTest::mouseClick(buttonOf(dialog, "Save"), Qt::LeftButton);
        QTRY_VERIFY(stage.shows("registries.session"));
        QCOMPARE(stage.page->model().index(0, RegistriesModel::KeptColumn).data().toString(),
                 QStringLiteral("This session only"));
        samples::picture(*stage.page, "registries-session");
    }

    void editsWithoutAskingForThePassword()
    {
        Stage stage;
        stage.select("hub.local:5000/team-a");
        RegistryDialog *dialog = stage.openDialog("Edit…");
        QVERIFY(field(dialog, "Registry")->isReadOnly());
        QCOMPARE(field(dialog, "Registry")->text(), QStringLiteral("hub.local:5000"));
        QCOMPARE(field(dialog, "Account scope")->text(), QStringLiteral("team-a"));
        QVERIFY(field(dialog, "Password or token")->text().isEmpty());
        auto *plain = dialog->findChild<QCheckBox *>(QStringLiteral("registry.plain"));
        auto *skip = dialog->findChild<QCheckBox *>(QStringLiteral("registry.skip"));
        auto *warning = dialog->findChild<QLabel *>(QStringLiteral("registry.warning"));
        QVERIFY(plain->isChecked());
        QVERIFY(!skip->isEnabled()); // there is no certificate to verify
        plain->setChecked(false);
        skip->setChecked(true);
        QVERIFY(warning->text().contains(QStringLiteral("pretend")));
        samples::picture(*dialog, "registries-edit");
        QTest::mouseClick(buttonOf(dialog, "Save"), Qt::LeftButton);
        QTRY_VERIFY(!stage.page->findChild<RegistryDialog *>());
        QVERIFY(stage.service.savedRegistries.first().skipVerification);
        QVERIFY(!stage.service.savedRegistries.first().plainHttp);
        QVERIFY(stage.service.savedAccounts.isEmpty()); // the kept one stays
    }

    void emptiedUserForgetsTheAccount()
    {
        Stage stage;
        stage.select("docker.io");
        RegistryDialog *dialog = stage.openDialog("Edit…");
        field(dialog, "User name")->clear();
        QTest::mouseClick(buttonOf(dialog, "Save"), Qt::LeftButton);
        QTRY_VERIFY(stage.service.calls.contains(QStringLiteral("removeAccount docker.io")));
    }

    void keychainMayTakeItsTime()
    {
        Stage stage(true);
        RegistryDialog *dialog = stage.openDialog("Add registry…");
        field(dialog, "Registry")->setText(QStringLiteral("hub.local"));
        field(dialog, "User name")->setText(QStringLiteral("ann"));
        field(dialog, "Password or token")->setText(QStringLiteral("x"));
        stage.service.hold = true;
        QTest::mouseClick(buttonOf(dialog, "Save"), Qt::LeftButton);
        QVERIFY(dialog->isVisible());
        QVERIFY(!buttonOf(dialog, "Save")->isEnabled());
        QVERIFY(buttonOf(dialog, "Cancel")->isEnabled());
        QTest::mouseClick(buttonOf(dialog, "Cancel"), Qt::LeftButton);
        QTRY_VERIFY(!stage.page->findChild<RegistryDialog *>());
        stage.service.release(); // the answer comes to nobody
        QCoreApplication::sendPostedEvents();
    }

    void testsFromTheDialog()
    {
        Stage stage(true);
        RegistryDialog *dialog = stage.openDialog("Add registry…");
        field(dialog, "Registry")->setText(QStringLiteral("hub.local"));
        field(dialog, "User name")->setText(QStringLiteral("ann"));
        field(dialog, "Password or token")->setText(QStringLiteral("x"));
        stage.service.onTestRegistry = [](const RegistrySettings &, const std::optional<Account> &account) {
            RegistryTest test;
            test.loginProven = account.has_value();
            return Result<RegistryTest>(test);
        };
        QTest::mouseClick(buttonOf(dialog, "Test"), Qt::LeftButton);
        auto *result = dialog->findChild<QLabel *>(QStringLiteral("registry.result"));
        QTRY_COMPARE(result->text(), QStringLiteral("hub.local answers and accepts the account."));
        QCOMPARE(stage.service.calls.last(), QStringLiteral("testRegistry hub.local as ann"));
        QVERIFY(stage.service.savedAccounts.isEmpty()); // testing keeps nothing
        stage.service.onTestRegistry = [](const RegistrySettings &, const std::optional<Account> &) {
            return Result<RegistryTest>(fail(ErrorKind::TlsUntrusted, QStringLiteral("hub.local")));
        };
        QTest::mouseClick(buttonOf(dialog, "Test"), Qt::LeftButton);
        QTRY_VERIFY(hasError(dialog));
        samples::picture(*dialog, "registries-dialog-error");
    }

    void testsFromThePage()
    {
        Stage stage;
        stage.select("docker.io");
        stage.service.onTestRegistry = [](const RegistrySettings &, const std::optional<Account> &) {
            RegistryTest test;
            test.loginProven = true;
            return Result<RegistryTest>(test);
        };
        stage.service.hold = true;
        QTest::mouseClick(stage.button("Test"), Qt::LeftButton);
        const QModelIndex cell = stage.page->model().index(stage.page->model().find(QStringLiteral("docker.io")),
                                                           RegistriesModel::TestColumn);
        QCOMPARE(cell.data().toString(), QStringLiteral("Testing…"));
        stage.service.release();
        auto *result = stage.page->findChild<QLabel *>(QStringLiteral("registries.result"));
        QTRY_COMPARE(result->text(), QStringLiteral("docker.io answers and accepts the account."));
        QCOMPARE(stage.service.calls.last(), QStringLiteral("testRegistry docker.io"));

        stage.service.hold = false;
        stage.service.onTestRegistry = [](const RegistrySettings &, const std::optional<Account> &) {
            return Result<RegistryTest>(fail(ErrorKind::LoginRefused, QStringLiteral("docker.io")));
        };
        QTest::mouseClick(stage.button("Test"), Qt::LeftButton);
        QTRY_VERIFY(stage.shows("registries.error"));
        QVERIFY(result->text().isEmpty());
    }

    void removeNamesWhatGoes()
    {
        Stage stage;
        stage.select("hub.local:5000");
        QTest::mouseClick(stage.button("Remove…"), Qt::LeftButton);
        auto *box = stage.page->findChild<QMessageBox *>(QStringLiteral("registries.removeQuestion"));
        QVERIFY(box);
        QVERIFY(box->informativeText().contains(QStringLiteral("robot$ci (hub.local:5000/team-a)")));
        QVERIFY(!box->informativeText().contains(QStringLiteral("ann")));
        QTest::keyClick(box, Qt::Key_Escape);
        QTRY_VERIFY(!stage.page->findChild<QMessageBox *>());
        QVERIFY(stage.service.calls.isEmpty());

        QTest::mouseClick(stage.button("Remove…"), Qt::LeftButton);
        box = stage.page->findChild<QMessageBox *>(QStringLiteral("registries.removeQuestion"));
        QTest::mouseClick(byName<QPushButton>(box, "Remove"), Qt::LeftButton);
        QTRY_VERIFY(stage.service.calls.contains(QStringLiteral("removeRegistry hub.local:5000")));

        Stage other;
        other.select("hub.local:5000/team-a");
        QTest::mouseClick(other.button("Remove…"), Qt::LeftButton);
        box = other.page->findChild<QMessageBox *>(QStringLiteral("registries.removeQuestion"));
        QTest::mouseClick(byName<QPushButton>(box, "Remove"), Qt::LeftButton);
        QTRY_COMPARE(other.service.calls, QStringList(QStringLiteral("removeAccount hub.local:5000/team-a")));
    }

    void looksIntoARegistry()
    {
        Stage stage;
        stage.select("hub.local:5000/team-a");
        auto *tree = stage.control<QTreeView>("Repositories");
        QCOMPARE(tree->model()->rowCount(), 0);
        QVERIFY(stage.service.calls.isEmpty()); // nothing goes over the network unasked
        for (QAction *action : stage.page->actions()) {
            if (action->text().contains(QStringLiteral("List"))) {
                action->trigger();
            }
        }
        QTRY_COMPARE(tree->model()->rowCount(), 2); // its namespace only
        QCOMPARE(stage.service.calls.last(), QStringLiteral("repositories hub.local:5000"));
        const QModelIndex web = tree->model()->index(1, 0);
        tree->expand(web);
        QTRY_COMPARE(tree->model()->rowCount(web), 3);
        QCOMPARE(tree->model()->index(1, 0, web).data().toString(), QStringLiteral("v1.9"));
        QVERIFY(!stage.button("Add to Prepare")->isEnabled());
        tree->selectionModel()->setCurrentIndex(tree->model()->index(2, 0, web), QItemSelectionModel::ClearAndSelect);
        QVERIFY(stage.button("Add to Prepare")->isEnabled());
        samples::picture(*stage.page, "registries-remote");
        stage.page->resize(780, 520);
        samples::picture(*stage.page, "registries-small");
        QSignalSpy prepared(&stage.context, &UiContext::prepareRequested);
        QTest::mouseClick(stage.button("Add to Prepare"), Qt::LeftButton);
        QCOMPARE(prepared.size(), 1);
        QCOMPARE(prepared.first().first().value<QList<Reference>>(),
                 QList<Reference>{ref("hub.local:5000/team-a/web:v1.10")});

        stage.select("docker.io"); // another registry: what was shown goes
        QCOMPARE(tree->model()->rowCount(), 0);
    }

    void lateListingsAreDropped()
    {
        Stage stage;
        stage.select("hub.local:5000");
        stage.service.hold = true;
        for (QAction *action : stage.page->actions()) {
            if (action->text().contains(QStringLiteral("List"))) {
                action->trigger();
            }
        }
        QVERIFY(stage.button("Cancel")->isVisible());
        QTest::mouseClick(stage.button("Cancel"), Qt::LeftButton);
        QCOMPARE(stage.service.cancelledCount(), 1);
        stage.service.release();
        QCoreApplication::sendPostedEvents();
        QCOMPARE(stage.page->remote().rowCount(), 0);
    }

    void registryWithoutCatalogue()
    {
        Stage stage;
        stage.select("docker.io");
        auto *filter = stage.control<QLineEdit>("Filter");
        filter->setText(QStringLiteral("library/alpine"));
        QTest::keyClick(filter, Qt::Key_Return);
        QTRY_COMPARE(stage.service.calls, QStringList(QStringLiteral("tags docker.io library/alpine")));
        auto *tree = stage.control<QTreeView>("Repositories");
        QTRY_COMPARE(tree->model()->rowCount(tree->model()->index(0, 0)), 3);
    }

    void dark()
    {
        const QPalette light = QApplication::palette();
        samples::goDark();
        Stage stage;
        samples::picture(*stage.page, "registries-dark");
        QApplication::setPalette(light);
    }
};

QTEST_MAIN(tst_RegistriesPage)
#include "tst_registriespage.moc"

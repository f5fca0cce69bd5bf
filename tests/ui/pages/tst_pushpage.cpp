// SPDX-License-Identifier: Apache-2.0
#include "service/copyitems.h"
#include "ui/models/pushpreviewmodel.h"
#include "ui/models/targetname.h"
#include "ui/pages/pushpage.h"
#include "ui/support/fakeservice.h"
#include "ui/support/samples.h"
#include "ui/support/uitest.h"

#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QCompleter>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

using namespace stowage;

namespace {

struct Stage
{
    Stage()
        : context(service, settings.get())
    {
        service.onList = [](const End &) { return Result<Listing>(samples::release()); };
        service.onTargetNames = distinctItems; // the real thing: it is pure
        RegistryEntry entry;
        entry.scope = QStringLiteral("hub.local:5000/team");
        entry.settings.registry = QStringLiteral("hub.local:5000");
        entry.settings.plainHttp = true;
        service.entries = {entry};
        page = std::make_unique<PushPage>(context);
        page->resize(1080, 720);
        page->show();
    }
    template <typename T>
    T *control(const char *name) const
    {
        return byName<T>(page.get(), name);
    }
    QLineEdit *name() const { return page->findChild<QLineEdit *>(QStringLiteral("push.name")); }
    void chooseSource(const char *path = "/data/images") const
    {
        auto *source = control<QComboBox>("Source");
        source->setEditText(QString::fromUtf8(path));
        QTest::keyClick(source->lineEdit(), Qt::Key_Return);
    }
    QString form() const { return page->findChild<QLabel *>(QStringLiteral("push.form"))->text(); }
    QStringList checks() const
    {
        QStringList lines;
        const auto *list = control<QListWidget>("Checks");
        for (int row = 0; row < list->count(); ++row) {
            lines << list->item(row)->data(Qt::AccessibleTextRole).toString();
        }
        return lines;
    }
    bool canStart() const { return control<QPushButton>("Start")->isEnabled(); }

    FakeService service;
    TemporarySettings settings;
    UiContext context;
    std::unique_ptr<PushPage> page;
};

} // namespace

class tst_PushPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void targetNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("former");
        QTest::addColumn<QString>("registry");
        QTest::addColumn<QString>("result");
        QTest::newRow("empty takes the registry") << "" << "" << "hub.local" << "hub.local";
        QTest::newRow("host is replaced")
            << "old.local/team/x:1" << "" << "hub.local:5000" << "hub.local:5000/team/x:1";
        QTest::newRow("namespace of the account too")
            << "old.local/a/b" << "old.local/a" << "hub.local/z" << "hub.local/z/b";
        QTest::newRow("whole parts only") << "old.local/ab" << "old.local/a" << "hub.local/z" << "hub.local/z/ab";
        QTest::newRow("put before a path") << "team/x" << "" << "hub.local" << "hub.local/team/x";
        QTest::newRow("put before a template") << "{{repository}}:{{reference}}" << "" << "hub.local"
                                               << "hub.local/{{repository}}:{{reference}}";
        QTest::newRow("template after a host") << "old.local:1/{{repository}}:{{reference}}" << "" << "hub.local"
                                               << "hub.local/{{repository}}:{{reference}}";
        QTest::newRow("emptied registry") << "old.local/x" << "old.local" << "" << "old.local/x";
        QTest::newRow("host alone") << "old.local" << "old.local" << "hub.local" << "hub.local";
        QTest::newRow("typing goes on") << "hub.loc/x" << "hub.loc" << "hub.loca" << "hub.loca/x";
    }
    void targetNames()
    {
        QFETCH(QString, name);
        QFETCH(QString, former);
        QFETCH(QString, registry);
        QTEST(targetNameIn(name, former, registry), "result");
    }

    void forms_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("form");
        QTest::newRow("empty") << "  " << int(TargetNameForm::Empty);
        QTest::newRow("host with port") << "hub.local:5000" << int(TargetNameForm::Prefix);
        QTest::newRow("prefix") << "hub.local:5000/team" << int(TargetNameForm::Prefix);
        QTest::newRow("exact") << "hub.local:5000/team/app:1" << int(TargetNameForm::Exact);
        QTest::newRow("template") << "hub.local/{{repository}}:{{reference}}" << int(TargetNameForm::Template);
    }
    void forms()
    {
        QFETCH(QString, name);
        QTEST(int(targetNameForm(name)), "form");
    }

    void everyControlHasAName()
    {
        Stage stage;
        QCOMPARE(stage.page->objectName(), QStringLiteral("page.push"));
        QCOMPARE(stage.page->accessibleName(), QStringLiteral("Push"));
        for (const char *name : {"Source", "Match", "Target registry", "Target name", "Preview", "Checks", "Start"}) {
            QVERIFY2(byName(stage.page.get(), QString::fromUtf8(name)), name);
        }
        QCOMPARE(unnamedControls(stage.page.get()), QStringList());
        QCOMPARE(doubledMnemonics(stage.page.get()), QStringList());
        stage.page->findChild<QTabWidget *>(QStringLiteral("push.side"))->setCurrentIndex(1);
        QCOMPARE(unnamedControls(stage.page.get()), QStringList());
        QCOMPARE(doubledMnemonics(stage.page.get()), QStringList());
        QVERIFY(stage.control<QListWidget>("Platforms")->isVisible());
        QVERIFY(!stage.canStart());
        stage.page->findChild<QTabWidget *>(QStringLiteral("push.side"))->setCurrentIndex(0);
        samples::picture(*stage.page, "push-empty");
    }

    void sourceIsReadWhenItsFieldIsLeft()
    {
        Stage stage;
        stage.chooseSource();
        Q_EMIT stage.service.registriesChanged(); // fills the field's list with what was chosen
        QVERIFY(QTest::qWaitForWindowActive(stage.page.get()));
        auto *source = stage.control<QComboBox>("Source");
        source->setFocus();
        source->lineEdit()->clear();
        QTest::keyClicks(source->lineEdit(), QStringLiteral("/data"));
        QTRY_VERIFY(source->completer()->popup()->isVisible()); // and keeps the loss of the focus from the field
        QList<End> read;
        stage.service.onList = [&read](const End &end) {
            read.append(end);
            return Result<Listing>(samples::release());
        };
        stage.control<QLineEdit>("Match")->setFocus(Qt::MouseFocusReason);
        QTRY_COMPARE(read.size(), 1);
        QCOMPARE(read.first().location, QStringLiteral("/data"));
    }

    void previewsAndStarts()
    {
        Stage stage;
        stage.chooseSource();
        QTest::keyClicks(stage.name(), QStringLiteral("hub.local:5000/team"));
        QTRY_COMPARE(stage.page->model().rowCount(), 6);
        QCOMPARE(stage.control<QComboBox>("Target registry")->currentText(), QStringLiteral("hub.local:5000"));
        const QAbstractItemModel *preview = stage.control<QTableView>("Preview")->model();
        QCOMPARE(preview->index(0, PushPreviewModel::SourceColumn).data().toString(),
                 QStringLiteral("docker.io/library/alpine:3.9"));
        QCOMPARE(preview->index(0, PushPreviewModel::TargetColumn).data().toString(),
                 QStringLiteral("hub.local:5000/team/library/alpine:3.9"));
        QVERIFY(stage.canStart());
        samples::picture(*stage.page, "push");

        stage.control<QLineEdit>("Match")->setText(QStringLiteral("alpine:3\\.1"));
        QTRY_COMPARE(stage.page->model().rowCount(), 1);

        stage.page->findChild<QTabWidget *>(QStringLiteral("push.side"))->setCurrentIndex(1);
        auto *platforms = stage.control<QListWidget>("Platforms");
        platforms->item(0)->setCheckState(Qt::Checked);
        samples::picture(*stage.page, "push-options");
        QSignalSpy reviewed(&stage.context, &UiContext::reviewRequested);
        QTest::mouseClick(stage.control<QPushButton>("Start"), Qt::LeftButton);
        QTRY_COMPARE(reviewed.size(), 1);
        const auto request = reviewed.first().first().value<CopyRequest>();
        QCOMPARE(request.from.toString(), QStringLiteral("dir:/data/images"));
        QCOMPARE(request.to.toString(), QStringLiteral("registry:hub.local:5000"));
        QCOMPARE(request.items, QList<CopyItem>({{ref("docker.io/library/alpine:3.19"),
                                                  ref("hub.local:5000/team/library/alpine:3.19")}}));
        QCOMPARE(request.platforms, QList<Platform>{plat("linux/amd64")});
        QCOMPARE(request.policy, Policy::Strict);

        PushPage next(stage.context); // and the next time it is all there
        QCOMPARE(next.findChild<QLineEdit *>(QStringLiteral("push.name"))->text(),
                 QStringLiteral("hub.local:5000/team"));
        QCOMPARE(byName<QComboBox>(&next, "Source")->currentText(), QStringLiteral("/data/images"));
    }

    void typedInTheLastMomentCounts()
    {
        Stage stage;
        stage.chooseSource();
        stage.name()->setText(QStringLiteral("hub.local/old"));
        QTRY_VERIFY(stage.canStart());
        stage.name()->setText(QStringLiteral("hub.local/new"));
        QSignalSpy reviewed(&stage.context, &UiContext::reviewRequested);
        QTest::mouseClick(stage.control<QPushButton>("Start"), Qt::LeftButton); // before the pause is over
        QTRY_COMPARE(reviewed.size(), 1);
        QCOMPARE(reviewed.first().first().value<CopyRequest>().items.first().target,
                 ref("hub.local/new/library/alpine:3.9"));
    }

    void namesAreMadeWhenTypingPauses()
    {
        Stage stage;
        stage.chooseSource();
        QTRY_VERIFY(stage.checks().first().startsWith(QStringLiteral("Warning")));
        stage.service.calls.clear();
        QTest::keyClicks(stage.name(), QStringLiteral("hub.local/team"));
        QTRY_COMPARE(stage.page->model().rowCount(), 6);
        QCOMPARE(stage.service.calls.filter(QStringLiteral("targetNames")).size(), 1);
    }

    void registryFillsTheName()
    {
        Stage stage;
        auto *registry = stage.control<QComboBox>("Target registry");
        QCOMPARE(registry->itemText(0), QStringLiteral("hub.local:5000/team"));
        QTest::keyClicks(stage.name(), QStringLiteral("old.local/{{repository}}:{{reference}}"));
        QCOMPARE(registry->currentText(), QStringLiteral("old.local"));
        registry->setCurrentIndex(0);
        QCOMPARE(stage.name()->text(), QStringLiteral("hub.local:5000/team/{{repository}}:{{reference}}"));
        registry->setEditText(QStringLiteral("other.local"));
        QCOMPARE(stage.name()->text(), QStringLiteral("other.local/{{repository}}:{{reference}}"));
        registry->lineEdit()->selectAll();
        QTest::keyClick(registry->lineEdit(), Qt::Key_Backspace);
        QTest::keyClicks(registry->lineEdit(), QStringLiteral("localhost"));
        QCOMPARE(stage.name()->text(), QStringLiteral("localhost/{{repository}}:{{reference}}"));
    }

    void errorsAreSentences()
    {
        Stage stage;
        stage.chooseSource();
        stage.name()->setText(QStringLiteral("hub.local/team"));
        QTRY_VERIFY(stage.canStart());
        stage.control<QLineEdit>("Match")->setText(QStringLiteral("[a"));
        QTRY_VERIFY(!stage.canStart());
        QVERIFY2(stage.form().contains(QStringLiteral("[a")), qPrintable(stage.form()));
        QCOMPARE(stage.page->model().rowCount(), 6); // rows do not come and go while typing
        QVERIFY(stage.checks().at(1).startsWith(QStringLiteral("Problem")));
        samples::picture(*stage.page, "push-error");
        stage.control<QLineEdit>("Match")->setText(QStringLiteral("nothing-like-it"));
        QTRY_COMPARE(stage.page->model().rowCount(), 0);
        QVERIFY(!stage.canStart());
        QVERIFY(stage.checks().at(1).contains(QStringLiteral("Match selects no image")));
    }

    void collisionsAreShown()
    {
        Stage stage;
        stage.chooseSource();
        stage.name()->setText(QStringLiteral("hub.local/all:latest-{{repository}}"));
        stage.name()->setText(QStringLiteral("hub.local/{{repository}}:one"));
        QTRY_COMPARE(stage.page->model().collisions(), 4); // two tags of alpine, two of prometheus
        QVERIFY(!stage.canStart());
        QVERIFY(!stage.form().isEmpty());
        samples::picture(*stage.page, "push-collision");
    }

    void severalRegistriesAreRefused()
    {
        Stage stage;
        stage.service.onTargetNames = [](const QList<Reference> &sources, const QString &, const QString &) {
            QList<CopyItem> items{{sources.at(0), ref("one.local/a:1")}, {sources.at(1), ref("two.local/a:1")}};
            return Result<QList<CopyItem>>(items);
        };
        stage.chooseSource();
        stage.name()->setText(QStringLiteral("{{x}}"));
        QTRY_COMPARE(stage.page->model().rowCount(), 2);
        QVERIFY(!stage.canStart());
        QVERIFY(stage.checks().at(1).startsWith(QStringLiteral("Problem")));
    }

    void checksTheRegistryWhenAsked()
    {
        Stage stage;
        stage.service.onTestRegistry = [](const RegistrySettings &settings, const std::optional<Account> &) {
            RegistryTest test;
            test.loginProven = true;
            test.isHarbor = true;
            test.harborVersion = settings.plainHttp ? QStringLiteral("v2.12.0") : QString();
            return Result<RegistryTest>(test);
        };
        stage.name()->setText(QStringLiteral("hub.local:5000/team"));
        auto *check = stage.control<QPushButton>("Check registry");
        QTRY_VERIFY(check->isEnabled());
        QVERIFY(!stage.service.calls.contains(QStringLiteral("testRegistry hub.local:5000"))); // only when asked
        QTest::mouseClick(check, Qt::LeftButton);
        QTRY_COMPARE(stage.checks().at(2),
                     QStringLiteral("Good: hub.local:5000 answers and accepts the account. It is Harbor v2.12.0."));

        stage.service.onTestRegistry = [](const RegistrySettings &settings, const std::optional<Account> &) {
            return Result<RegistryTest>(fail(ErrorKind::ConnectionRefused, settings.registry));
        };
        QTest::mouseClick(check, Qt::LeftButton);
        QTRY_VERIFY(stage.checks().at(2).startsWith(QStringLiteral("Problem: ")));
        stage.name()->setText(QStringLiteral("other.local/team")); // what was found out is about another host
        QTRY_COMPARE(stage.checks().at(2), QStringLiteral("Open: other.local was not asked yet."));
    }

    void lateRegistryAnswersAreDropped()
    {
        Stage stage;
        stage.name()->setText(QStringLiteral("hub.local:5000/team"));
        auto *check = stage.control<QPushButton>("Check registry");
        QTRY_VERIFY(check->isEnabled());
        stage.service.hold = true;
        QTest::mouseClick(check, Qt::LeftButton);
        QVERIFY(!check->isEnabled());
        stage.name()->setText(QStringLiteral("other.local/team"));
        QTRY_COMPARE(stage.checks().at(2), QStringLiteral("Open: other.local was not asked yet."));
        stage.service.release();
        QCoreApplication::sendPostedEvents();
        QCOMPARE(stage.checks().at(2), QStringLiteral("Open: other.local was not asked yet."));
        QVERIFY(check->isEnabled());
    }

    void unreadableSource()
    {
        Stage stage;
        stage.service.onList = [](const End &end) {
            return Result<Listing>(fail(ErrorKind::NotReadable, end.location));
        };
        stage.chooseSource();
        QTRY_VERIFY(stage.checks().first().startsWith(QStringLiteral("Problem")));
        QVERIFY(!stage.canStart());
        stage.service.onList = [](const End &) { return Result<Listing>(samples::release()); };
        stage.name()->setText(QStringLiteral("hub.local"));
        stage.page->refresh();
        QTRY_VERIFY(stage.canStart());
        QVERIFY(stage.checks().first().contains(QStringLiteral("incomplete")));
    }

    void onlyTheLastSourceCounts()
    {
        Stage stage;
        stage.name()->setText(QStringLiteral("hub.local"));
        stage.service.hold = true;
        stage.chooseSource("/one");
        stage.service.onList = [](const End &) {
            Listing listing;
            listing.images = {samples::image("docker.io/library/alpine:1")};
            return Result<Listing>(listing);
        };
        stage.chooseSource("/two");
        stage.service.hold = false;
        stage.service.release();
        QTRY_COMPARE(stage.page->model().rowCount(), 1);
    }

    void tenThousandImages()
    {
        Stage stage;
        const Listing listing = samples::many(10000);
        stage.service.onList = [&listing](const End &) { return Result<Listing>(listing); };
        stage.chooseSource();
        stage.name()->setText(QStringLiteral("hub.local/x"));
        QTRY_COMPARE(stage.page->model().rowCount(), 10000);
        PushPreviewModel model; // what is left for the UI thread when the names are there
        QElapsedTimer clock;
        clock.start();
        model.setItems(stage.page->model().items());
        qInfo("10000 names shown in %lld ms", clock.elapsed());
        stage.control<QLineEdit>("Match")->setText(QStringLiteral("team3/"));
        QTRY_COMPARE(stage.page->model().rowCount(), 1429);
    }

    void pictures()
    {
        const QPalette light = QApplication::palette();
        samples::goDark();
        Stage stage;
        stage.chooseSource();
        stage.name()->setText(QStringLiteral("hub.local:5000/team"));
        QTRY_COMPARE(stage.page->model().rowCount(), 6);
        samples::picture(*stage.page, "push-dark");
        stage.page->resize(780, 520);
        samples::picture(*stage.page, "push-small");
        QApplication::setPalette(light);
    }
};

QTEST_MAIN(tst_PushPage)
#include "tst_pushpage.moc"

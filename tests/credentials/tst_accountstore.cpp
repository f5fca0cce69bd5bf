// SPDX-License-Identifier: Apache-2.0
#include "credentials/accountstore.h"
#include "fakesecretstore.h"
#include "support/await.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace stowage;
using namespace stowage::test;
using Mood = FakeSecretStore::Mood;

namespace {

constexpr std::chrono::seconds Limit(60);

Account alice(const char *scope = "hub.local", const char *secret = "s:e\"cret")
{
    return {QString::fromLatin1(scope), QStringLiteral("alice"), QString::fromUtf8(secret)};
}

} // namespace

class TestAccountStore : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    FakeSecretStore m_secrets;
    ManualClock m_clock;
    std::unique_ptr<AccountStore> m_store;

    QString indexFile() const { return m_folder->filePath(QStringLiteral("accounts.ini")); }
    QByteArray indexText() const
    {
        QFile file(indexFile());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void startAgain()
    {
        if (m_store) {
            await(m_store->close());
        }
        m_store = std::make_unique<AccountStore>(indexFile(), m_secrets, m_clock, Limit);
    }
    QCoro::Task<std::optional<Account>> find(const char *registry, const char *repository = "app")
    {
        return m_store->find(QString::fromLatin1(registry), QString::fromLatin1(repository), {});
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_secrets.answer(Mood::Open);
        m_secrets.entries.clear();
        m_secrets.calls.clear();
        startAgain();
    }
    void cleanup()
    {
        m_secrets.answer(Mood::Open);
        await(m_store->close());
        m_store.reset();
    }

    void keptInTheKeychain()
    {
        AWAIT_VALUE(keeping, m_store->save(alice(), {}));
        QCOMPARE(keeping, Keeping::Keychain);
        startAgain();
        AWAIT_VALUE(found, find("hub.local"));
        QCOMPARE(found, std::optional(alice()));
        QCOMPARE(m_store->accounts(),
                 (QList<KeptAccount>{{QStringLiteral("hub.local"), QStringLiteral("alice"), Keeping::Keychain}}));
    }

    void noSecretInTheIndex()
    {
        AWAIT_OK(m_store->save(alice("hub.local:5000/team", "geheim"), {}));
        QVERIFY(indexText().contains("alice"));
        QVERIFY(!indexText().contains("geheim"));
        QVERIFY(!indexText().contains(QByteArray("geheim").toBase64()));
    }

    void scopesSurviveTheIndexFile_data()
    {
        QTest::addColumn<QString>("scope");
        for (const char *scope : {"hub.local", "hub.local:5000", "hub.local/team-a/x_y", "[::1]:5000/a", "docker.io"}) {
            QTest::newRow(scope) << QString::fromLatin1(scope);
        }
    }
    void scopesSurviveTheIndexFile()
    {
        QFETCH(const QString, scope);
        AWAIT_OK(m_store->save(alice(scope.toLatin1().constData()), {}));
        startAgain();
        QCOMPARE(m_store->accounts().value(0).scope, scope);
    }

    void secretsOfAllKinds_data()
    {
        QTest::addColumn<QString>("username");
        QTest::addColumn<QString>("secret");
        QTest::newRow("A35 robot") << QStringLiteral("robot$proj+name") << QStringLiteral("x");
        QTest::newRow("A33 token") << QStringLiteral("<token>") << QStringLiteral("eyJ.a.b");
        QTest::newRow("colons and quotes") << QStringLiteral("u") << QStringLiteral(":a\":\\:{}\n\t");
        QTest::newRow("Chinese") << QString::fromUtf8("用户") << QString::fromUtf8("密码");
        QTest::newRow("empty secret") << QStringLiteral("u") << QString();
    }
    void secretsOfAllKinds()
    {
        QFETCH(const QString, username);
        QFETCH(const QString, secret);
        AWAIT_OK(m_store->save({QStringLiteral("hub.local"), username, secret}, {}));
        startAgain();
        AWAIT_VALUE(found, find("hub.local"));
        QVERIFY(found);
        QCOMPARE(found->username, username);
        QCOMPARE(found->secret, secret);
    }

    void longestPrefixWins_data()
    {
        QTest::addColumn<QString>("repository");
        QTest::addColumn<QString>("secret");
        QTest::newRow("C10 namespace") << QStringLiteral("team/app") << QStringLiteral("of team");
        QTest::newRow("C10 deeper") << QStringLiteral("team/sub/app") << QStringLiteral("of sub");
        QTest::newRow("C10 boundary") << QStringLiteral("teams/app") << QStringLiteral("of hub");
        QTest::newRow("C13 the registry itself") << QString() << QStringLiteral("of hub");
    }
    void longestPrefixWins()
    {
        QFETCH(const QString, repository);
        QFETCH(const QString, secret);
        AWAIT_OK(m_store->save(alice("hub.local", "of hub"), {}));
        AWAIT_OK(m_store->save(alice("hub.local/team/sub", "of sub"), {}));
        m_secrets.mood = Mood::Absent; // one of them for this session only: that makes no difference
        AWAIT_OK(m_store->save(alice("hub.local/team", "of team"), {}));
        m_secrets.mood = Mood::Open;
        AWAIT_VALUE(found, m_store->find(QStringLiteral("hub.local"), repository, {}));
        QVERIFY(found);
        QCOMPARE(found->secret, secret);
    }

    void anonymousWithoutAskingTheKeychain()
    {
        AWAIT_OK(m_store->save(alice(), {}));
        m_secrets.calls.clear();
        AWAIT_VALUE(found, find("other.local"));
        QVERIFY(!found);
        QCOMPARE(m_secrets.calls, QStringList()); // no needless prompt to unlock
    }

    void sessionOnly_data()
    {
        QTest::addColumn<Mood>("mood");
        QTest::newRow("no keychain") << Mood::Absent;
        QTest::newRow("locked") << Mood::Locked;
    }
    void sessionOnly()
    {
        QFETCH(const Mood, mood);
        m_secrets.mood = mood;
        AWAIT_VALUE(keeping, m_store->save(alice(), {}));
        QCOMPARE(keeping, Keeping::Session);
        QCOMPARE(m_store->accounts().value(0).keeping, Keeping::Session);
        AWAIT_VALUE(found, find("hub.local"));
        QCOMPARE(found, std::optional(alice()));
        QVERIFY(!indexText().contains("alice"));
        startAgain();
        AWAIT_VALUE(later, find("hub.local"));
        QVERIFY(!later);
        QCOMPARE(m_store->accounts().size(), 0);
    }

    void savedButNotReadable_data()
    {
        QTest::addColumn<Mood>("mood");
        QTest::newRow("locked: looks missing") << Mood::Locked;
        QTest::newRow("no keychain now") << Mood::Absent;
    }
    void savedButNotReadable()
    {
        QFETCH(const Mood, mood);
        AWAIT_OK(m_store->save(alice(), {}));
        m_secrets.mood = mood;
        const auto outcome = await(find("hub.local"));
        QCOMPARE(outcome.summary(), QStringLiteral("keychain-unavailable"));
        QCOMPARE(outcome.error->item, QStringLiteral("hub.local"));
        // Nothing was forgotten: it is there again once the keychain is.
        m_secrets.mood = Mood::Open;
        AWAIT_VALUE(found, find("hub.local"));
        QCOMPARE(found, std::optional(alice()));
    }

    void foreignEntry()
    {
        AWAIT_OK(m_store->save(alice(), {}));
        m_secrets.entries[QStringLiteral("hub.local")] = "something else";
        AWAIT_ERROR(find("hub.local"), ErrorKind::KeychainUnavailable);
    }

    void removed()
    {
        AWAIT_OK(m_store->save(alice(), {}));
        AWAIT_OK(m_store->save(alice("hub.local/team"), {}));
        AWAIT_OK(m_store->remove(QStringLiteral("https://hub.local/v2/"), {}));
        QCOMPARE(m_secrets.entries.keys(), QStringList{QStringLiteral("hub.local/team")});
        QCOMPARE(m_store->accounts().size(), 1);
        AWAIT_OK(m_store->remove(QStringLiteral("nothing.there"), {}));
    }

    void removalWhileLockedForgetsNothing()
    {
        AWAIT_OK(m_store->save(alice(), {}));
        m_secrets.mood = Mood::Locked;
        AWAIT_ERROR(m_store->remove(QStringLiteral("hub.local"), {}), ErrorKind::KeychainUnavailable);
        QCOMPARE(m_store->accounts().size(), 1);
        m_secrets.mood = Mood::Open;
        AWAIT_OK(m_store->remove(QStringLiteral("hub.local"), {}));
        QCOMPARE(m_secrets.entries.size(), 0);
    }

    void removalOfAnEntryRemovedByHand()
    {
        AWAIT_OK(m_store->save(alice(), {}));
        m_secrets.entries.clear();
        AWAIT_OK(m_store->remove(QStringLiteral("hub.local"), {}));
        QCOMPARE(m_store->accounts().size(), 0);
        QCOMPARE(m_secrets.entries.size(), 0); // the probe is gone, too
    }

    void nobodyAnswersThePrompt()
    {
        m_secrets.mood = Mood::Hanging;
        const auto saving = started(m_store->save(alice(), {}));
        QTRY_COMPARE(m_clock.alarms(), 1);
        m_clock.advance(Limit - std::chrono::milliseconds(1));
        QCoreApplication::processEvents();
        QVERIFY(!saving->ended());
        m_clock.advance(std::chrono::milliseconds(1));
        QTRY_COMPARE(saving->summary(), QStringLiteral("ok"));
        QCOMPARE(saving->value, std::optional(Keeping::Session));
        AWAIT_VALUE(found, find("hub.local"));
        QCOMPARE(found, std::optional(alice()));
    }

    void lateAnswerStillCounts()
    {
        int changes = 0;
        m_store->setLateChangeListener([&changes] { ++changes; });
        m_secrets.mood = Mood::Hanging;
        const auto saving = started(m_store->save(alice(), {}));
        QTRY_COMPARE(m_clock.alarms(), 1);
        m_clock.advance(Limit);
        QTRY_VERIFY(saving->ended());
        m_secrets.answer(Mood::Open);
        QTRY_COMPARE(changes, 1);
        QCOMPARE(m_store->accounts().value(0).keeping, Keeping::Keychain);
        startAgain();
        AWAIT_VALUE(found, find("hub.local"));
        QCOMPARE(found, std::optional(alice()));
    }

    void behindAHangingCallNobodyWaits()
    {
        AWAIT_OK(m_store->save(alice("other.local"), {}));
        m_secrets.mood = Mood::Hanging;
        const auto saving = started(m_store->save(alice(), {}));
        QTRY_COMPARE(m_clock.alarms(), 1);
        m_clock.advance(Limit);
        QTRY_VERIFY(saving->ended());
        m_secrets.calls.clear();
        AWAIT_ERROR(find("other.local"), ErrorKind::KeychainUnavailable); // at once, the clock stands still
        AWAIT_VALUE(keeping, m_store->save(alice("third.local"), {}));
        QCOMPARE(keeping, Keeping::Session);
        QCOMPARE(m_secrets.calls, QStringList());
        m_secrets.answer(Mood::Open);
        QTRY_COMPARE(m_store->accounts().value(0).keeping, Keeping::Keychain);
        AWAIT_VALUE(found, find("other.local"));
        QVERIFY(found);
    }

    void cancelledWhileSaving()
    {
        m_secrets.mood = Mood::Hanging;
        std::stop_source stop;
        const auto saving = started(m_store->save(alice(), stop.get_token()));
        QTRY_COMPARE(m_clock.alarms(), 1);
        stop.request_stop();
        QTRY_COMPARE(saving->summary(), QStringLiteral("cancelled"));
        QCOMPARE(m_store->accounts().value(0).keeping, Keeping::Session);
    }

    void replacedWhileTheFirstOneHangs()
    {
        m_secrets.mood = Mood::Hanging;
        const auto first = started(m_store->save(alice("hub.local", "old"), {}));
        const auto second = started(m_store->save(alice("hub.local", "new"), {}));
        QTRY_COMPARE(m_clock.alarms(), 2);
        m_secrets.answer(Mood::Open);
        QTRY_VERIFY(first->ended() && second->ended());
        startAgain();
        AWAIT_VALUE(found, find("hub.local"));
        QCOMPARE(found->secret, QStringLiteral("new"));
    }

    void closingEndsEveryWait()
    {
        m_secrets.mood = Mood::Hanging;
        const auto saving = started(m_store->save(alice(), {}));
        QTRY_COMPARE(m_clock.alarms(), 1);
        AWAIT_OK(m_store->close());
        QTRY_VERIFY(saving->ended());
    }

    void givenAccountsWin_data()
    {
        QTest::addColumn<QString>("scope");
        QTest::addColumn<QString>("registry");
        QTest::addColumn<QString>("username");
        QTest::newRow("everywhere") << QString() << QStringLiteral("hub.local") << QStringLiteral("env");
        QTest::newRow("this registry") << QStringLiteral("hub.local") << QStringLiteral("hub.local")
                                       << QStringLiteral("env");
        QTest::newRow("another registry")
            << QStringLiteral("x.local") << QStringLiteral("hub.local") << QStringLiteral("alice");
        QTest::newRow("alias") << QStringLiteral("index.docker.io") << QStringLiteral("docker.io")
                               << QStringLiteral("env");
    }
    void givenAccountsWin()
    {
        QFETCH(const QString, scope);
        QFETCH(const QString, registry);
        QFETCH(const QString, username);
        AWAIT_OK(m_store->save(alice(), {}));
        m_store->setGiven({{scope, QStringLiteral("env"), QStringLiteral("pw")}});
        AWAIT_VALUE(found, m_store->find(registry, QStringLiteral("app"), {}));
        QVERIFY(found);
        QCOMPARE(found->username, username);
        QCOMPARE(m_store->accounts().size(), 1);
        QVERIFY(!indexText().contains("env"));
    }

    void badInput_data()
    {
        QTest::addColumn<Account>("account");
        QTest::newRow("no scope") << Account{QString(), QStringLiteral("u"), QStringLiteral("p")};
        QTest::newRow("not a registry") << Account{QStringLiteral("a b"), QStringLiteral("u"), QStringLiteral("p")};
        QTest::newRow("no user") << Account{QStringLiteral("hub.local"), QString(), QStringLiteral("p")};
    }
    void badInput()
    {
        QFETCH(const Account, account);
        AWAIT_ERROR(m_store->save(account, {}), ErrorKind::InvalidInput);
        QCOMPARE(m_store->accounts().size(), 0);
        QCOMPARE(m_secrets.calls, QStringList());
    }

    void unwritableIndex()
    {
        m_store =
            std::make_unique<AccountStore>(QStringLiteral("/proc/nowhere/accounts.ini"), m_secrets, m_clock, Limit);
        AWAIT_ERROR(m_store->save(alice(), {}), ErrorKind::NotWritable);
        AWAIT_VALUE(found, find("hub.local"));
        QCOMPARE(found, std::optional(alice()));
    }
};

QTEST_GUILESS_MAIN(TestAccountStore)
#include "tst_accountstore.moc"

// SPDX-License-Identifier: Apache-2.0
#include "credentials/accountstore.h"
#include "credentials/keychain.h"
#include "loginkeyring.h"
#include "support/await.h"

#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <functional>
#include <memory>

using namespace stowage;
using namespace stowage::test;

namespace {

QByteArray pattern(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i) {
        bytes[i] = static_cast<char>(i * 7); // NUL bytes and invalid UTF-8 among them
    }
    return bytes;
}

} // namespace

/// The real keychain of this machine, in a session of its own (tests/support/keyring.sh). Runs in a thread other than
/// the main one, as in the program: the library's callbacks must arrive there, too.
class TestKeychain : public QObject
{
    Q_OBJECT

public:
    bool absent = false;

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Keychain> m_keychain;
    SystemClock m_clock;
    std::unique_ptr<AccountStore> m_store;

    Account account() const { return {QStringLiteral("hub.local"), QStringLiteral("alice"), QStringLiteral("s€cret")}; }
    void startAgain()
    {
        if (m_store) {
            await(m_store->close());
        }
        m_store = std::make_unique<AccountStore>(m_folder->filePath(QStringLiteral("accounts.ini")), *m_keychain,
                                                 m_clock, std::chrono::seconds(30));
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_keychain = std::make_unique<Keychain>();
        startAgain();
    }
    void cleanup()
    {
        await(m_store->close());
        m_store.reset();
        m_keychain.reset();
    }

    void notInTheMainThread() { QVERIFY(QThread::currentThread() != QCoreApplication::instance()->thread()); }

    void roundTrip_data()
    {
        QTest::addColumn<QByteArray>("secret");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("short") << QByteArray("pw");
        QTest::newRow("2560 bytes, the limit of Windows") << pattern(2560);
        QTest::newRow("64 KiB") << pattern(65536);
    }
    void roundTrip()
    {
        if (absent) {
            return;
        }
        QFETCH(const QByteArray, secret);
        const QString key = QStringLiteral("hub.local:5000/team");
        AWAIT_OK(m_keychain->write(key, QByteArrayLiteral("before"), {}));
        AWAIT_OK(m_keychain->write(key, secret, {}));
        AWAIT_VALUE(read, m_keychain->read(key, {}));
        QVERIFY(read.has_value());
        QCOMPARE(*read, secret);
        AWAIT_OK(m_keychain->remove(key, {}));
        AWAIT_VALUE(gone, m_keychain->read(key, {}));
        QVERIFY(!gone.has_value());
        AWAIT_OK(m_keychain->remove(key, {}));
    }

    void severalAtOnce()
    {
        if (absent) {
            return;
        }
        QList<std::shared_ptr<Outcome<void>>> writes;
        for (int i = 0; i < 20; ++i) {
            writes.append(started(m_keychain->write(QString::number(i), QByteArray::number(i * i), {})));
        }
        for (int i = 0; i < 20; ++i) {
            AWAIT_VALUE(read, m_keychain->read(QString::number(i), {}));
            QCOMPARE(read, std::optional(QByteArray::number(i * i)));
            QCOMPARE(writes.at(i)->summary(), QStringLiteral("ok"));
        }
    }

    void stoppedWaitLeavesTheJobAlone()
    {
        if (absent) {
            return;
        }
        std::stop_source stop;
        const auto writing =
            started(m_keychain->write(QStringLiteral("late"), QByteArrayLiteral("x"), stop.get_token()));
        stop.request_stop();
        QTRY_COMPARE(writing->summary(), QStringLiteral("cancelled"));
        AWAIT_VALUE(read, m_keychain->read(QStringLiteral("late"), {})); // jobs run one after the other
        QCOMPARE(read, std::optional(QByteArrayLiteral("x")));
    }

    void accountSurvivesARestart()
    {
        AWAIT_VALUE(keeping, m_store->save(account(), {}));
        QCOMPARE(keeping, absent ? Keeping::Session : Keeping::Keychain);
        AWAIT_VALUE(found, m_store->find(QStringLiteral("hub.local"), QStringLiteral("a"), {}));
        QCOMPARE(found, std::optional(account()));
        startAgain();
        AWAIT_VALUE(later, m_store->find(QStringLiteral("hub.local"), QStringLiteral("a"), {}));
        QCOMPARE(later, absent ? std::optional<Account>() : std::optional(account()));
    }

    void locked()
    {
        if (absent) {
            return;
        }
        AWAIT_OK(m_store->save(account(), {}));
        QVERIFY(LoginKeyring().lock());
        AWAIT_ERROR(m_store->find(QStringLiteral("hub.local"), QString(), {}), ErrorKind::KeychainUnavailable);
        AWAIT_ERROR(m_store->remove(QStringLiteral("hub.local"), {}), ErrorKind::KeychainUnavailable);
        QCOMPARE(m_store->accounts().size(), 1);
        AWAIT_VALUE(keeping,
                    m_store->save({QStringLiteral("other.local"), QStringLiteral("u"), QStringLiteral("p")}, {}));
        QCOMPARE(keeping, Keeping::Session);

        QVERIFY(LoginKeyring().unlock());
        AWAIT_VALUE(found, m_store->find(QStringLiteral("hub.local"), QString(), {}));
        QCOMPARE(found, std::optional(account()));
        AWAIT_OK(m_store->remove(QStringLiteral("hub.local"), {}));
        AWAIT_VALUE(entry, m_keychain->read(QStringLiteral("hub.local"), {}));
        QVERIFY(!entry.has_value());
    }

    void savedWhereThereIsNoKeychainNow()
    {
        if (!absent) {
            return;
        }
        AccountIndex index(m_folder->filePath(QStringLiteral("accounts.ini")));
        QVERIFY(index.put(QStringLiteral("hub.local"), QStringLiteral("alice")).has_value());
        AWAIT_ERROR(m_store->find(QStringLiteral("hub.local"), QString(), {}), ErrorKind::KeychainUnavailable);
        AWAIT_ERROR(m_store->remove(QStringLiteral("hub.local"), {}), ErrorKind::KeychainUnavailable);
        QCOMPARE(m_store->accounts().size(), 1);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QStringList arguments = application.arguments();
    const bool absent = arguments.removeAll(QStringLiteral("absent")) > 0;
    int result = 1;
    QThread engine;
    QObject worker;
    worker.moveToThread(&engine);
    QObject::connect(&engine, &QThread::started, &worker, [&] {
        TestKeychain test;
        test.absent = absent;
        result = QTest::qExec(&test, arguments);
        engine.quit();
    });
    QObject::connect(&engine, &QThread::finished, &application, &QCoreApplication::quit);
    engine.start();
    QCoreApplication::exec();
    engine.wait();
    return result;
}

#include "tst_keychain.moc"

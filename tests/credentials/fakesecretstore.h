// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "async/cancelled.h"
#include "async/resumption.h"
#include "credentials/secretstore.h"

#include <QMap>
#include <QStringList>

#include <memory>

namespace stowage::test {

/// A keychain in memory that behaves as real ones were seen to.
class FakeSecretStore : public SecretStore
{
public:
    enum class Mood {
        Open,
        Locked,  ///< Writes fail, reads find nothing, removals succeed and remove nothing.
        Absent,  ///< Everything fails.
        Hanging, ///< Waits until answer(): somebody has to type a password first.
    };
    Mood mood = Mood::Open;
    QMap<QString, QByteArray> entries;
    QStringList calls; ///< `write KEY`, `read KEY`, `remove KEY`.

    /// Ends what hangs; it then behaves as `next` says, like all later calls.
    void answer(Mood next)
    {
        mood = next;
        const auto waiting = std::exchange(m_waiting, {});
        for (const auto &resumption : waiting) {
            resumption->fire();
        }
    }

    QCoro::Task<void> write(QString key, QByteArray secret, std::stop_token stop) override
    {
        calls.append(QStringLiteral("write ") + key);
        co_await settle(stop);
        if (mood != Mood::Open) {
            refuse(key);
        }
        entries.insert(key, secret);
    }
    QCoro::Task<std::optional<QByteArray>> read(QString key, std::stop_token stop) override
    {
        calls.append(QStringLiteral("read ") + key);
        co_await settle(stop);
        if (mood == Mood::Absent) {
            refuse(key);
        }
        if (mood == Mood::Locked || !entries.contains(key)) {
            co_return std::nullopt;
        }
        co_return entries.value(key);
    }
    QCoro::Task<void> remove(QString key, std::stop_token stop) override
    {
        calls.append(QStringLiteral("remove ") + key);
        co_await settle(stop);
        if (mood == Mood::Absent) {
            refuse(key);
        }
        if (mood == Mood::Open) {
            entries.remove(key);
        }
    }

private:
    QCoro::Task<void> settle(std::stop_token stop)
    {
        throwIfStopped(stop);
        const auto resumption = Resumption::make();
        if (mood == Mood::Hanging) {
            m_waiting.append(resumption);
        } else {
            resumption->fire(); // like a real keychain: never at once
        }
        {
            const std::stop_callback onStop(stop, [resumption] { resumption->fire(); });
            co_await resumption->wait();
        }
        throwIfStopped(stop);
    }
    [[noreturn]] static void refuse(const QString &key)
    {
        Error error;
        error.kind = ErrorKind::KeychainUnavailable;
        error.item = key;
        error.technical = QStringLiteral("no keychain here");
        throw error;
    }

    QList<std::shared_ptr<Resumption>> m_waiting;
};

} // namespace stowage::test

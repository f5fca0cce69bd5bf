// SPDX-License-Identifier: Apache-2.0
#include "credentials/keychain.h"

#include "async/cancelled.h"
#include "async/resumption.h"
#include "base/logging.h"

#include <qt6keychain/keychain.h>

#include <memory>

namespace stowage {

namespace {

/// What a job left behind. Shared with the job's callback, so that it may come after nobody waits any more.
struct Outcome
{
    std::shared_ptr<Resumption> resumption = Resumption::make();
    QKeychain::Error error = QKeychain::NoError;
    QString text;
    QByteArray data;
};

/// Starts `job`, which deletes itself once it has finished, however late.
std::shared_ptr<Outcome> launch(QKeychain::Job *job, const QString &key)
{
    const auto outcome = std::make_shared<Outcome>();
    job->setKey(key);
    QObject::connect(job, &QKeychain::Job::finished, [outcome](QKeychain::Job *finished) {
        outcome->error = finished->error();
        outcome->text = finished->errorString();
        if (const auto *reading = qobject_cast<QKeychain::ReadPasswordJob *>(finished)) {
            outcome->data = reading->binaryData();
        }
        outcome->resumption->fire();
    });
    job->start();
    return outcome;
}

QCoro::Task<void> finished(std::shared_ptr<Outcome> outcome, std::stop_token stop)
{
    const auto resumption = outcome->resumption;
    {
        const std::stop_callback onStop(stop, [resumption] { resumption->fire(); });
        co_await resumption->wait();
    }
    throwIfStopped(stop);
}

/// Backends report everything but a missing entry with arbitrary codes, so nothing else is told apart.
void throwUnlessDone(const Outcome &outcome, const QString &key, const QString &operation)
{
    if (outcome.error == QKeychain::NoError) {
        return;
    }
    Error error;
    error.kind = ErrorKind::KeychainUnavailable;
    error.side = Side::Local;
    error.operation = operation;
    error.item = key;
    error.technical = outcome.text;
    qCDebug(lcCredentials) << operation << "failed:" << outcome.error << outcome.text;
    throw error;
}

} // namespace

Keychain::Keychain(QString service)
    : m_service(std::move(service))
{
}

QCoro::Task<void> Keychain::write(QString key, QByteArray secret, std::stop_token stop)
{
    throwIfStopped(stop);
    auto *job = new QKeychain::WritePasswordJob(m_service);
    job->setBinaryData(secret);
    const std::shared_ptr<Outcome> outcome = launch(job, key);
    co_await finished(outcome, stop);
    throwUnlessDone(*outcome, key, QStringLiteral("write to keychain"));
}

QCoro::Task<std::optional<QByteArray>> Keychain::read(QString key, std::stop_token stop)
{
    throwIfStopped(stop);
    const std::shared_ptr<Outcome> outcome = launch(new QKeychain::ReadPasswordJob(m_service), key);
    co_await finished(outcome, stop);
    if (outcome->error == QKeychain::EntryNotFound) {
        co_return std::nullopt;
    }
    throwUnlessDone(*outcome, key, QStringLiteral("read from keychain"));
    co_return outcome->data;
}

QCoro::Task<void> Keychain::remove(QString key, std::stop_token stop)
{
    throwIfStopped(stop);
    const std::shared_ptr<Outcome> outcome = launch(new QKeychain::DeletePasswordJob(m_service), key);
    co_await finished(outcome, stop);
    if (outcome->error != QKeychain::EntryNotFound) {
        throwUnlessDone(*outcome, key, QStringLiteral("remove from keychain"));
    }
}

} // namespace stowage

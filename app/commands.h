// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "arguments.h"
#include "console.h"
#include "service/service.h"

#include <QCoro/QCoroTask>

#include <functional>
#include <optional>

namespace stowage {

/// Exit codes of ux.md.
enum class Exit { Done = 0, SomeFailed = 1, Usage = 2, NotStarted = 3, Damage = 4, Interrupted = 130 };

/// Carries out one command of the command line on a Service. Lives in the main thread, outlives run().
class Commands : public QObject
{
    Q_OBJECT

public:
    Commands(const Arguments &arguments, Service &service, Console &console);

    /// The whole command; the exit code.
    QCoro::Task<Exit> run();
    /// Ctrl+C: cancels what runs; run() then ends with Interrupted.
    void interrupt();

    /// The account given on this command line, for `login`.
    void setAccount(const std::optional<Account> &account) { m_account = account; }

private:
    QCoro::Task<Exit> pull();
    QCoro::Task<Exit> push();
    QCoro::Task<Exit> copy();
    QCoro::Task<Exit> list();
    QCoro::Task<Exit> compare();
    QCoro::Task<Exit> verify();
    QCoro::Task<Exit> login();
    QCoro::Task<Exit> logout();

    QCoro::Task<Exit> carryOut(CopyRequest request);
    QCoro::Task<Report> runJob(Plan plan);
    CopyRequest requestOf(const End &from, const End &to, const QList<CopyItem> &items) const;
    Result<QList<Reference>> operandReferences() const;
    static Error usageError(const QString &item, const QString &technical);
    Exit stopWith(const Error &error, Exit code);
    /// The source holds nothing that is asked for: said as a sentence, exit 1.
    Exit nothingMatches(const End &from);
    Exit planned(const Plan &plan);
    Exit reported(const Report &report);
    void printPlan(const Plan &plan);
    /// 3 when nothing could be copied because the other side was out of reach or refused us, else 1.
    static Exit codeOf(const QList<Error> &errors, bool anythingDone);

    const Arguments &m_arguments;
    Service &m_service;
    Console &m_console;
    std::optional<Account> m_account;
    std::function<void()> m_cancel;
    bool m_interrupted = false;
};

} // namespace stowage

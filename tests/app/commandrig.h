// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace stowage::test {

/// Runs the built program as a user does, with a home of its own and no keychain.
class CommandRig
{
public:
    struct Result
    {
        int exit = -1;
        QByteArray out;
        QByteArray err;
        QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
        /// For failure messages.
        QByteArray told() const { return "exit " + QByteArray::number(exit) + "\n" + out + err; }
    };

    QProcessEnvironment environment() const
    {
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("HOME"), home.path());
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), home.path());
        environment.insert(QStringLiteral("LANG"), QStringLiteral("C.UTF-8"));
        environment.insert(QStringLiteral("PATH"), qEnvironmentVariable("PATH"));
        for (const char *options : {"ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS"}) {
            if (qEnvironmentVariableIsSet(options)) {
                environment.insert(QString::fromLatin1(options), qEnvironmentVariable(options));
            }
        }
        for (auto extra = variables.cbegin(); extra != variables.cend(); ++extra) {
            environment.insert(extra.key(), extra.value());
        }
        return environment;
    }

    void begin(QProcess &process, const QStringList &arguments, const QByteArray &input = {}) const
    {
        process.setProcessEnvironment(environment());
        process.setWorkingDirectory(home.path());
        process.start(QStringLiteral(STOWAGE_PROGRAM), arguments);
        process.write(input);
        process.closeWriteChannel();
    }

    Result run(const QStringList &arguments, const QByteArray &input = {}) const
    {
        QProcess process;
        begin(process, arguments, input);
        if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 120000)) {
            process.kill();
            return {-2, process.readAllStandardOutput(), "did not end\n" + process.readAllStandardError()};
        }
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -3, process.readAllStandardOutput(),
                process.readAllStandardError()};
    }

    QString path(const char *name) const { return home.filePath(QString::fromLatin1(name)); }

    const QTemporaryDir home;
    QHash<QString, QString> variables;
};

} // namespace stowage::test

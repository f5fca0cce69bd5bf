// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcess>
#include <QProcessEnvironment>

namespace stowage::test {

/// A QProcess that ends with this object, and with the test program, however that dies.
///
/// Start it from a thread that lives as long as the child may: the kernel ends the child when that thread is gone.
class ChildProcess : public QProcess
{
public:
    ChildProcess();
    /// Asks the child to end, insists after a while, and collects it.
    ~ChildProcess() override;
    /// Like the destructor; the object can start another child afterwards.
    void stop();
};

/// Where `program` is: the file named by the environment variable `variable` if set, else found on PATH. Empty when
/// there is none.
QString findProgram(const char *variable, const QString &program);

/// This program's environment without proxies, locale, desktop and configuration of the person who runs the tests.
QProcessEnvironment plainEnvironment();

/// A port of 127.0.0.1 that nobody listened on a moment ago.
quint16 freePort();

/// Whether somebody accepts connections on 127.0.0.1:`port` now.
bool isListening(quint16 port);

} // namespace stowage::test

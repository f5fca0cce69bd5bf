// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/event.h"
#include "copy/report.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTextStream>

namespace stowage {

/// Standard output and error of the command line: documents and tables on stdout, progress and errors on stderr. A bar
/// on a terminal, plain lines elsewhere. Text from outside passes Sentence::harmless.
class Console : public QObject
{
    Q_OBJECT

public:
    Console(bool json, bool quiet, QObject *parent = nullptr);

    bool json() const { return m_json; }
    /// A line on stdout; nothing with --json.
    void print(const QString &line);
    /// The one document of --json.
    void document(const QJsonObject &document);
    /// `stowage: sentence` on stderr, and the technical line below it.
    void error(const Error &error);
    /// A plain line on stderr about how things go, unless --quiet.
    void note(const QString &line);
    /// A plain line on stderr that has to be read, also with --quiet.
    void warning(const QString &line) { this->line(line); }

    void watch(const Plan &plan);
    void events(const QList<TransferEvent> &events);
    /// Ends the bar's line.
    void endProgress();

private:
    void line(const QString &text);
    void status(const TransferEvent &job);

    const bool m_json;
    const bool m_quiet;
    const bool m_terminal;
    QTextStream m_out;
    QTextStream m_err;
    Plan m_plan;
    QElapsedTimer m_clock;
    qint64 m_lastStatus = -1;
    int m_imagesDone = 0;
    bool m_barShown = false;
};

} // namespace stowage

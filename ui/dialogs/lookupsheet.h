// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace stowage {

class BusyBar;
class ErrorDetails;

/// Says that a job of a file is being looked up (folders read, tags listed), then closes, or shows why it cannot be
/// done. Opened with open(). Rejected: the person cancelled; accepted after fail(): go on with the other jobs.
class LookUpSheet : public QDialog
{
    Q_OBJECT

public:
    /// `title` names the job, plain text. `others`: how many jobs stand behind it.
    LookUpSheet(const QString &title, int others, QWidget *parent);

    void fail(const Error &error);

private:
    QLabel *m_text = nullptr;
    BusyBar *m_busy = nullptr;
    ErrorDetails *m_error = nullptr;
    QPushButton *m_goOn = nullptr;
    QPushButton *m_close = nullptr;
    int m_others;
};

} // namespace stowage

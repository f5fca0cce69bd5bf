// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QFrame>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace stowage {

/// An error in a pane, not in a dialog: the sentence, and folded below it the technical details with "Copy details".
/// Hidden while there is nothing to say. Plain text throughout.
class ErrorDetails : public QFrame
{
    Q_OBJECT

public:
    explicit ErrorDetails(QWidget *parent = nullptr);

    void setError(const Error &error);
    /// A sentence of one's own, with or without details.
    void setText(const QString &sentence, const QString &details = {});
    /// Something to know, not an error: shown with the sign of a warning.
    void setNotice(const QString &sentence);
    void clear();
    QString sentence() const;
    QString details() const;

private:
    void drawIcon();
    void changeEvent(QEvent *event) override;

    QString m_sign = QStringLiteral("state-error");
    QLabel *m_icon = nullptr;
    QLabel *m_sentence = nullptr;
    QToolButton *m_fold = nullptr;
    QPushButton *m_copy = nullptr;
    QPlainTextEdit *m_details = nullptr;
};

} // namespace stowage

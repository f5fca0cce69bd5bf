// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLineEdit>

namespace stowage {

/// A line for one reference; pasting or dropping several lines hands them over at once instead of joining them.
class ReferenceField : public QLineEdit
{
    Q_OBJECT

public:
    explicit ReferenceField(QWidget *parent = nullptr);

Q_SIGNALS:
    /// More than one line was pasted or dropped.
    void linesGiven(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    bool take(const QString &text);
};

} // namespace stowage

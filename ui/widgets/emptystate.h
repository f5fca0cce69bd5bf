// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPointer>
#include <QWidget>

class QAbstractItemView;
class QAction;
class QLabel;
class QPushButton;

namespace stowage {

/// What an empty view shows in its middle: an icon, a sentence, and one button for the first step. Lies over the view
/// and shows itself whenever the view's model has no rows. Owned by the view.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    /// The model must be set on `view` already (or call follow() afterwards). `action` may be null: no button.
    EmptyState(QAbstractItemView *view, const QString &iconName, const QString &sentence, QAction *action = nullptr);

    void setSentence(const QString &sentence);
    /// Follows the present model of the view.
    void follow();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void update();
    void drawIcon();

    QAbstractItemView *m_view = nullptr;
    QString m_iconName;
    QLabel *m_icon = nullptr;
    QLabel *m_sentence = nullptr;
    QPushButton *m_button = nullptr;
    QList<QMetaObject::Connection> m_connections;
};

} // namespace stowage

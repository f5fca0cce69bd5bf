// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QListWidget>

namespace stowage {

/// Checks before a start, one line each: a sign and a sentence. Rows keep their place; a screen reader hears the state
/// as a word before the sentence.
class CheckList : public QListWidget
{
    Q_OBJECT

public:
    enum class State { Waiting, Good, Warning, Bad };

    explicit CheckList(QWidget *parent = nullptr);

    /// Sets line `row` (appended when it is the next one).
    void setCheck(int row, State state, const QString &sentence);
    State state(int row) const;
    bool hasBad() const;

    QSize sizeHint() const override;

private:
    static QString word(State state);
};

} // namespace stowage

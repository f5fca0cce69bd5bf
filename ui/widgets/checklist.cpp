// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/checklist.h"

#include "ui/models/plaintooltip.h"
#include "ui/models/roles.h"
#include "ui/widgets/icons.h"

namespace stowage {

namespace {

constexpr int stateRole = FirstOwnRole;

QString iconName(CheckList::State state)
{
    switch (state) {
    case CheckList::State::Waiting: return QStringLiteral("state-waiting");
    case CheckList::State::Good: return QStringLiteral("state-done");
    case CheckList::State::Warning: return QStringLiteral("state-warning");
    case CheckList::State::Bad: return QStringLiteral("state-error");
    }
    return {};
}

} // namespace

CheckList::CheckList(QWidget *parent)
    : QListWidget(parent)
{
    setWordWrap(true);
    setTabKeyNavigation(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextElideMode(Qt::ElideNone);
    setSpacing(fontMetrics().height() / 8);
}

void CheckList::setCheck(int row, State state, const QString &sentence)
{
    while (count() <= row) {
        addItem(QString());
    }
    QListWidgetItem *line = item(row);
    line->setData(stateRole, int(state));
    line->setIcon(icons::bundled(iconName(state)));
    line->setText(sentence);
    line->setToolTip(plainToolTip(sentence));
    //: State of a check and its sentence, for screen readers.
    line->setData(Qt::AccessibleTextRole, tr("%1: %2").arg(word(state), sentence));
}

CheckList::State CheckList::state(int row) const
{
    return State(item(row)->data(stateRole).toInt());
}

bool CheckList::hasBad() const
{
    for (int row = 0; row < count(); ++row) {
        if (state(row) == State::Bad) {
            return true;
        }
    }
    return false;
}

QSize CheckList::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 40, fontMetrics().height() * 9};
}

QString CheckList::word(State state)
{
    switch (state) {
    case State::Waiting: return tr("Open");
    case State::Good: return tr("Good");
    case State::Warning: return tr("Warning");
    case State::Bad: return tr("Problem");
    }
    return {};
}

} // namespace stowage

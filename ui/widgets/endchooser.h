// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/end.h"

#include <QObject>

class QComboBox;
class QGridLayout;
class QLabel;
class QToolButton;
class QWidget;

namespace stowage {

class UiContext;

/// One side of a copy as a label, a field and a button: a folder or a registry, typed, chosen from the ones used lately
/// or picked in a dialog. The three are children of `parent`, side by side: a screen reader finds the name of a combo
/// only in a label beside it.
class EndChooser : public QObject
{
    Q_OBJECT

public:
    enum class Offer { StoresAndRegistries, Stores };

    /// `label` with its mnemonic is what names the field. `key` is the stable English key under which the text is
    /// remembered.
    EndChooser(UiContext &context, const QString &label, const QString &key, Offer offer, QWidget *parent);

    /// Label in the first column, field and button in the next.
    void addTo(QGridLayout *grid, int row);
    QComboBox *field() const { return m_field; }
    QToolButton *button() const { return m_browse; }
    QString text() const;
    void setText(const QString &text);
    /// Label, field and button together.
    void setVisible(bool visible);
    /// A path is meant where only stores are offered; otherwise as End::parse. InvalidInput when empty.
    Result<End> end() const;
    /// Puts the present text among those used lately.
    void remember();

Q_SIGNALS:
    void edited();   ///< The text changed, by whatever way.
    void accepted(); ///< Enter in the field, or a choice from the list or the dialog.
    void left();     ///< The field lost the focus to another widget of this program.

private:
    void fill();
    void browse();

    UiContext &m_context;
    QWidget *m_parent;
    QString m_name;
    QString m_key;
    Offer m_offer;
    QLabel *m_label = nullptr;
    QComboBox *m_field = nullptr;
    QToolButton *m_browse = nullptr;
};

} // namespace stowage

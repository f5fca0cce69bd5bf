// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/end.h"
#include "tasks/taskset.h"

#include <QMap>
#include <QScrollArea>
#include <QSet>

#include <optional>

class QCheckBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace stowage {

class EndChooser;
class UiContext;

/// What files leave open, as fields to fill: template variables, where empty destinations go, folders that are not
/// named, and conditions that are not evaluated. A field that was shown once stays, so that answers can be changed.
/// Hidden while nothing is asked.
class ImportQuestions : public QScrollArea
{
    Q_OBJECT

public:
    ImportQuestions(UiContext &context, QWidget *parent);

    /// A job that has conditions: `id` stays the same when the files are read again.
    struct Refused
    {
        QString id;
        QString title;
        QStringList keys;
    };
    void setVariables(const QList<TaskQuestion> &questions);
    void setRefused(const QList<Refused> &refused);
    /// Keys that name other files, which a person may leave out.
    void setElsewhere(const QStringList &keys);
    /// Asks for the registry and the namespace of empty destinations.
    void askDefaults();
    void askSource(bool asked);
    void askDestination(bool asked, const QString &preset);

    QMap<QString, QString> answers() const;
    QString defaultRegistry() const;
    QString defaultNamespace() const;
    /// Nothing while it is not asked or empty; InvalidInput for what is no folder.
    std::optional<Result<End>> source() const;
    std::optional<Result<End>> destination() const;
    QSet<QString> allowed() const { return m_allowed; }
    /// The ticked ones of setElsewhere().
    QStringList ignoredKeys() const;
    /// Whether one of its lines has the focus: Enter answers there.
    bool hasFocusInside() const;
    QWidget *firstOpenField() const;

Q_SIGNALS:
    /// Files must be read again.
    void answered();
    /// Folders or allowed jobs changed.
    void choicesChanged();

private:
    QLineEdit *addLine(const QString &label, const QString &name, const QString &objectName);
    QCheckBox *addBox(QString text);
    /// Comes next in the order of Tab.
    void follow(QWidget *widget);
    void sizeToContents();
    void maybeAnswered();
    QString state() const;

    UiContext &m_context;
    QGridLayout *m_grid = nullptr;
    QLabel *m_hint = nullptr;
    QPushButton *m_apply = nullptr;
    QWidget *m_last = nullptr; ///< In the order of Tab.
    QMap<QString, QLineEdit *> m_variables;
    QStringList m_order;
    QLineEdit *m_registry = nullptr;
    QLineEdit *m_namespace = nullptr;
    EndChooser *m_source = nullptr;
    EndChooser *m_destination = nullptr;
    QMap<QString, QCheckBox *> m_boxes;
    QMap<QString, QCheckBox *> m_elsewhere;
    QSet<QString> m_allowed;
    QString m_told; ///< state() at the last answered().
    int m_rows = 0;
};

} // namespace stowage

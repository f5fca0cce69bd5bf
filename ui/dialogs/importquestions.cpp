// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/importquestions.h"

#include "text/sentence.h"
#include "ui/context.h"
#include "ui/models/plaintooltip.h"
#include "ui/models/tasktext.h"
#include "ui/widgets/endchooser.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace stowage {

namespace {
constexpr int linesShown = 7; ///< More scroll.
} // namespace

ImportQuestions::ImportQuestions(UiContext &context, QWidget *parent)
    : QScrollArea(parent)
    , m_context(context)
{
    setObjectName(QStringLiteral("import.questions"));
    setAccessibleName(tr("Questions"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidgetResizable(true);
    auto *inside = new QWidget(this);
    auto *layout = new QVBoxLayout(inside);
    layout->setContentsMargins(0, 0, 0, 0);
    m_hint = new QLabel(tr("The files leave something open:"), inside);
    m_hint->setTextFormat(Qt::PlainText);
    auto *head = new QHBoxLayout;
    head->addWidget(m_hint, 1);
    layout->addLayout(head);
    m_grid = new QGridLayout;
    m_grid->setColumnStretch(1, 1);
    layout->addLayout(m_grid);
    m_apply = new QPushButton(tr("&Use these answers"), inside);
    m_apply->setObjectName(QStringLiteral("import.answer"));
    m_apply->setAutoDefault(false);
    m_apply->hide();
    head->addWidget(m_apply);
    layout->addStretch();
    setWidget(inside);
    m_hint->setFocusPolicy(Qt::ClickFocus); // fields that come later follow it in the order of Tab
    m_last = m_hint;
    hide();
    connect(m_apply, &QPushButton::clicked, this, &ImportQuestions::maybeAnswered);
}

QLineEdit *ImportQuestions::addLine(const QString &label, const QString &name, const QString &objectName)
{
    auto *line = new QLineEdit(widget());
    line->setObjectName(objectName);
    line->setAccessibleName(name);
    auto *text = new QLabel(label, widget());
    text->setBuddy(line);
    m_grid->addWidget(text, m_rows, 0);
    m_grid->addWidget(line, m_rows, 1, 1, 2);
    ++m_rows;
    text->show(); // at once, or the height is reckoned without them
    line->show();
    follow(line);
    m_apply->show();
    connect(line, &QLineEdit::editingFinished, this, &ImportQuestions::maybeAnswered);
    return line;
}

void ImportQuestions::follow(QWidget *widget)
{
    QWidget::setTabOrder(m_last, widget);
    m_last = widget;
}

void ImportQuestions::setVariables(const QList<TaskQuestion> &questions)
{
    for (const TaskQuestion &question : questions) {
        if (m_variables.contains(question.variable)) {
            continue;
        }
        const QString name = Sentence::harmless(question.variable, 80);
        QLineEdit *line = addLine(QString(name).replace(u'&', QLatin1String("&&")), name,
                                  QStringLiteral("import.variable") + question.variable);
        //: Where a template variable is used: key and place in the file.
        line->setToolTip(plainToolTip(
            tr("Used by %1 in %2").arg(Sentence::harmless(question.key, 80), TaskText::place(question.place))));
        line->setPlaceholderText(tr("Value of this variable"));
        if (question.key.endsWith(QLatin1String("password"), Qt::CaseInsensitive) ||
            question.variable.endsWith(QLatin1String("password"), Qt::CaseInsensitive)) {
            line->setEchoMode(QLineEdit::Password);
            line->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
        }
        m_variables.insert(question.variable, line);
        m_order << question.variable;
    }
    m_told = m_told.isEmpty() ? state() : m_told;
    sizeToContents();
}

QCheckBox *ImportQuestions::addBox(QString text)
{
    auto *box = new QCheckBox(widget());
    box->setObjectName(QStringLiteral("import.allow"));
    box->setAccessibleName(text);
    box->setText(text.replace(u'&', QLatin1String("&&")));
    m_grid->addWidget(box, m_rows++, 0, 1, 3);
    box->show();
    follow(box);
    return box;
}

void ImportQuestions::setElsewhere(const QStringList &keys)
{
    for (const QString &key : keys) {
        if (m_elsewhere.contains(key)) {
            continue;
        }
        QCheckBox *box = addBox(tr("Go on without %1 (it names other files)").arg(Sentence::harmless(key, 80)));
        m_elsewhere.insert(key, box);
        connect(box, &QCheckBox::toggled, this, &ImportQuestions::maybeAnswered);
    }
    sizeToContents();
}

QStringList ImportQuestions::ignoredKeys() const
{
    QStringList keys;
    for (auto it = m_elsewhere.cbegin(); it != m_elsewhere.cend(); ++it) {
        if (it.value()->isChecked()) {
            keys << it.key();
        }
    }
    return keys;
}

void ImportQuestions::setRefused(const QList<Refused> &refused)
{
    for (const Refused &job : refused) {
        if (m_boxes.contains(job.id)) {
            continue;
        }
        QCheckBox *box = addBox(tr("Run “%1” all the same (%2 is not evaluated)")
                                    .arg(job.title, Sentence::harmless(job.keys.join(QStringLiteral(", ")), 80)));
        m_boxes.insert(job.id, box);
        connect(box, &QCheckBox::toggled, this, [this, id = job.id](bool on) {
            if (on) {
                m_allowed.insert(id);
            } else {
                m_allowed.remove(id);
            }
            Q_EMIT choicesChanged();
        });
    }
    sizeToContents();
}

void ImportQuestions::askDefaults()
{
    if (m_registry) {
        return;
    }
    m_registry = addLine(tr("Default re&gistry"), tr("Default registry"), QStringLiteral("import.registry"));
    m_registry->setPlaceholderText(tr("Where images with an empty destination go, such as hub.local:5000"));
    m_namespace = addLine(tr("Default &namespace"), tr("Default namespace"), QStringLiteral("import.namespace"));
    m_told = state();
    sizeToContents();
}

void ImportQuestions::askSource(bool asked)
{
    if (asked && !m_source) {
        m_source = new EndChooser(m_context, tr("Images come &from"), QStringLiteral("import/source"),
                                  EndChooser::Offer::Stores, widget());
        m_source->addTo(m_grid, m_rows++);
        follow(m_source->field());
        follow(m_source->button());
        connect(m_source, &EndChooser::edited, this, &ImportQuestions::choicesChanged);
    }
    if (m_source) {
        m_source->setVisible(asked);
    }
    sizeToContents();
}

void ImportQuestions::askDestination(bool asked, const QString &preset)
{
    if (asked && !m_destination) {
        m_destination = new EndChooser(m_context, tr("Images go &into"), QStringLiteral("import/destination"),
                                       EndChooser::Offer::Stores, widget());
        m_destination->addTo(m_grid, m_rows++);
        m_destination->setText(preset);
        follow(m_destination->field());
        follow(m_destination->button());
        connect(m_destination, &EndChooser::edited, this, &ImportQuestions::choicesChanged);
    }
    if (m_destination) {
        m_destination->setVisible(asked);
    }
    sizeToContents();
}

QMap<QString, QString> ImportQuestions::answers() const
{
    QMap<QString, QString> answers;
    for (auto it = m_variables.cbegin(); it != m_variables.cend(); ++it) {
        if (const QString text = it.value()->text().trimmed(); !text.isEmpty()) {
            answers.insert(it.key(), text);
        }
    }
    return answers;
}

QString ImportQuestions::defaultRegistry() const
{
    return m_registry ? m_registry->text().trimmed() : QString();
}

QString ImportQuestions::defaultNamespace() const
{
    return m_namespace ? m_namespace->text().trimmed() : QString();
}

std::optional<Result<End>> ImportQuestions::source() const
{
    if (!m_source || m_source->field()->isHidden() || m_source->text().isEmpty()) {
        return std::nullopt;
    }
    return m_source->end();
}

std::optional<Result<End>> ImportQuestions::destination() const
{
    if (!m_destination || m_destination->field()->isHidden() || m_destination->text().isEmpty()) {
        return std::nullopt;
    }
    return m_destination->end();
}

bool ImportQuestions::hasFocusInside() const
{
    const QWidget *focus = QApplication::focusWidget();
    return focus && isAncestorOf(focus);
}

QWidget *ImportQuestions::firstOpenField() const
{
    for (const QString &variable : m_order) {
        if (m_variables.value(variable)->text().isEmpty()) {
            return m_variables.value(variable);
        }
    }
    return nullptr;
}

QString ImportQuestions::state() const
{
    QStringList parts{defaultRegistry(), defaultNamespace()};
    const QMap<QString, QString> given = answers();
    for (auto it = given.cbegin(); it != given.cend(); ++it) {
        parts << it.key() << it.value();
    }
    parts << ignoredKeys();
    return parts.join(u'\n');
}

void ImportQuestions::maybeAnswered()
{
    if (const QString now = state(); now != m_told) {
        m_told = now;
        Q_EMIT answered();
    }
}

void ImportQuestions::sizeToContents()
{
    bool any = m_registry || !m_variables.isEmpty() || !m_boxes.isEmpty() || !m_elsewhere.isEmpty();
    any = any || (m_source && !m_source->field()->isHidden()) || (m_destination && !m_destination->field()->isHidden());
    setVisible(any);
    widget()->layout()->activate(); // rows that were just added count
    const int wanted = widget()->layout()->totalSizeHint().height();
    const int most = fontMetrics().height() * 2 * linesShown;
    setFixedHeight(qMin(wanted, most));
}

} // namespace stowage

// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/endchooser.h"

#include "ui/context.h"
#include "ui/widgets/icons.h"

#include <QApplication>
#include <QComboBox>
#include <QCompleter>
#include <QDir>
#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace stowage {

namespace {

constexpr qsizetype rememberedEnds = 10;

QString recentKey()
{
    return QStringLiteral("ends/recent");
}

QStringList recentEnds(UiContext &context)
{
    return context.settings().text(recentKey()).split(u'\n', Qt::SkipEmptyParts);
}

} // namespace

EndChooser::EndChooser(UiContext &context, const QString &label, const QString &key, Offer offer, QWidget *parent)
    : QObject(parent)
    , m_context(context)
    , m_parent(parent)
    , m_key(key)
    , m_offer(offer)
{
    m_label = new QLabel(label, parent);
    m_name = QString(label).remove(u'&');
    m_field = new QComboBox(parent);
    m_label->setBuddy(m_field);
    m_field->setObjectName(QString(key).replace(u'/', u'.'));
    m_field->setEditable(true);
    m_field->setInsertPolicy(QComboBox::NoInsert);
    m_field->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_field->setMinimumContentsLength(20);
    m_field->setAccessibleName(m_name);
    m_field->lineEdit()->setAccessibleName(m_name);
    m_field->lineEdit()->setClearButtonEnabled(true);
    m_field->lineEdit()->setPlaceholderText(offer == Offer::Stores ? tr("Folder with images")
                                                                   : tr("Folder with images, or registry:host/prefix"));
    m_field->completer()->setFilterMode(Qt::MatchContains);
    m_field->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_browse = new QToolButton(parent);
    m_browse->setIcon(icons::get(QStringLiteral("document-open")));
    m_browse->setAccessibleName(tr("Choose a folder for %1").arg(m_name));
    m_browse->setToolTip(tr("Choose a folder"));
    m_browse->setFocusPolicy(Qt::StrongFocus);
    QWidget::setTabOrder(m_field, m_browse);

    fill();
    setText(context.settings().text(key));
    connect(m_field, &QComboBox::editTextChanged, this, &EndChooser::edited);
    connect(m_field->lineEdit(), &QLineEdit::returnPressed, this, &EndChooser::accepted);
    connect(m_field, &QComboBox::activated, this, &EndChooser::accepted);
    // Not editingFinished(): while its list is open the completer keeps that the field lost the focus to itself.
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget *old, const QWidget *now) {
        const auto isField = [this](const QWidget *widget) {
            return widget && (widget == m_field || widget == m_field->lineEdit());
        };
        if (isField(old) && now && !isField(now)) {
            Q_EMIT left();
        }
    });
    connect(m_browse, &QToolButton::clicked, this, &EndChooser::browse);
    connect(&context.service(), &Service::registriesChanged, this, &EndChooser::fill);
}

void EndChooser::addTo(QGridLayout *grid, int row)
{
    grid->addWidget(m_label, row, 0);
    grid->addWidget(m_field, row, 1);
    grid->addWidget(m_browse, row, 2);
    grid->setColumnStretch(1, 1);
}

void EndChooser::fill()
{
    QStringList offers;
    const auto offer = [&offers](const QString &text) {
        if (!text.isEmpty() && !offers.contains(text)) {
            offers << text;
        }
    };
    for (const QString &text : recentEnds(m_context)) {
        const Result<End> end = End::parse(text);
        if (end && (m_offer == Offer::StoresAndRegistries || end->kind == End::Kind::Store)) {
            offer(m_offer == Offer::Stores ? end->location : text);
        }
    }
    for (const QString &path : m_context.settings().recentStores()) {
        offer(path);
    }
    if (m_offer == Offer::StoresAndRegistries) {
        for (const RegistryEntry &entry : m_context.service().registries()) {
            offer(QStringLiteral("registry:") + entry.scope);
        }
    }
    const QString typed = text();
    const QSignalBlocker quiet(m_field);
    m_field->clear();
    m_field->addItems(offers);
    m_field->setEditText(typed);
}

QString EndChooser::text() const
{
    return m_field->currentText().trimmed();
}

void EndChooser::setText(const QString &text)
{
    m_field->setEditText(text);
}

void EndChooser::setVisible(bool visible)
{
    for (QWidget *widget :
         {static_cast<QWidget *>(m_label), static_cast<QWidget *>(m_field), static_cast<QWidget *>(m_browse)}) {
        widget->setVisible(visible);
    }
}

Result<End> EndChooser::end() const
{
    const QString typed = text();
    if (m_offer == Offer::Stores && !typed.isEmpty()) {
        // A bare word would be read as a registry; here a folder is meant.
        const bool isEnd = typed.startsWith(QLatin1String("dir:")) || typed.startsWith(QLatin1String("local:")) ||
                           typed.startsWith(QLatin1String("layout:")) || typed.startsWith(QLatin1String("bundle:"));
        return End::parse(isEnd ? typed : QStringLiteral("dir:") + typed);
    }
    return End::parse(typed);
}

void EndChooser::remember()
{
    m_context.settings().setText(m_key, text());
    QStringList recent = recentEnds(m_context);
    const Result<End> present = end();
    if (!present) {
        return;
    }
    const QString name = present->toString();
    recent.removeAll(name);
    recent.prepend(name);
    m_context.settings().setText(recentKey(), recent.mid(0, rememberedEnds).join(u'\n'));
    if (present->kind == End::Kind::Store) {
        m_context.settings().addRecentStore(present->location);
    }
    fill();
}

void EndChooser::browse()
{
    const Result<End> present = end();
    auto *dialog = new QFileDialog(m_parent, tr("Choose a folder for %1").arg(m_name));
    dialog->setObjectName(m_field->objectName() + QStringLiteral(".dialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    if (present && present->kind == End::Kind::Store) {
        dialog->setDirectory(present->location);
    }
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        setText(QDir::toNativeSeparators(path));
        Q_EMIT accepted();
    });
    dialog->open();
}

} // namespace stowage

// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/platformpicker.h"

#include "text/sentence.h"
#include "ui/widgets/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

namespace stowage {

namespace {

constexpr std::array commonPlatforms{"linux/amd64",   "linux/arm64", "linux/arm/v7", "linux/386",
                                     "linux/ppc64le", "linux/s390x", "linux/riscv64"};

} // namespace

PlatformPicker::PlatformPicker(QWidget *parent)
    : QWidget(parent)
{
    auto *label = new QLabel(tr("&Platforms"), this);
    m_list = new QListWidget(this);
    m_list->setAccessibleName(tr("Platforms"));
    m_list->setObjectName(QStringLiteral("platforms.list"));
    label->setBuddy(m_list);
    m_list->setSpacing(1);
    m_hint = new QLabel(this);
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setWordWrap(true);
    m_other = new QLineEdit(this);
    m_other->setAccessibleName(tr("Other platform"));
    m_other->setObjectName(QStringLiteral("platforms.other"));
    m_other->setPlaceholderText(tr("Other, such as linux/arm/v6"));
    label->setMinimumHeight(m_other->sizeHint().height()); // level with the filter beside it
    auto *add = new QToolButton(this);
    add->setIcon(icons::get(QStringLiteral("list-add")));
    add->setAccessibleName(tr("Add platform"));
    add->setToolTip(tr("Add platform"));
    add->setFocusPolicy(Qt::StrongFocus);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(label);
    layout->addWidget(m_list, 1);
    auto *row = new QHBoxLayout;
    row->addWidget(m_other, 1);
    row->addWidget(add);
    layout->addLayout(row);
    layout->addWidget(m_hint);

    for (const char *name : commonPlatforms) {
        if (const auto platform = Platform::parse(QString::fromLatin1(name))) {
            ensure(*platform);
        }
    }
    connect(m_list, &QListWidget::itemChanged, this, [this] {
        sayMeaning();
        Q_EMIT platformsChanged();
    });
    connect(m_other, &QLineEdit::returnPressed, this, &PlatformPicker::addTyped);
    connect(add, &QToolButton::clicked, this, &PlatformPicker::addTyped);
    connect(m_other, &QLineEdit::textEdited, this, &PlatformPicker::sayMeaning);
    sayMeaning();
}

QList<Platform> PlatformPicker::platforms() const
{
    QList<Platform> checked;
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->checkState() == Qt::Checked) {
            if (const auto platform = Platform::parse(m_list->item(row)->data(Qt::UserRole).toString())) {
                checked.append(*platform);
            }
        }
    }
    return checked;
}

void PlatformPicker::setPlatforms(const QStringList &names)
{
    {
        const QSignalBlocker quiet(m_list);
        for (int row = 0; row < m_list->count(); ++row) {
            m_list->item(row)->setCheckState(Qt::Unchecked);
        }
        for (const QString &name : names) {
            if (const auto platform = Platform::parse(name)) {
                ensure(*platform)->setCheckState(Qt::Checked);
            }
        }
    }
    sayMeaning();
    Q_EMIT platformsChanged();
}

QStringList PlatformPicker::names() const
{
    QStringList names;
    for (const Platform &platform : platforms()) {
        names << platform.toString();
    }
    return names;
}

void PlatformPicker::offer(const QList<Platform> &platforms)
{
    const QSignalBlocker quiet(m_list);
    for (const Platform &platform : platforms) {
        ensure(platform);
    }
}

QListWidgetItem *PlatformPicker::item(const Platform &platform) const
{
    const QString name = platform.toString();
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(Qt::UserRole).toString() == name) {
            return m_list->item(row);
        }
    }
    return nullptr;
}

QListWidgetItem *PlatformPicker::ensure(const Platform &platform)
{
    if (QListWidgetItem *known = item(platform)) {
        return known;
    }
    auto *added = new QListWidgetItem(Sentence::harmless(platform.toString(), 60), m_list);
    added->setData(Qt::UserRole, platform.toString());
    added->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    added->setCheckState(Qt::Unchecked);
    return added;
}

void PlatformPicker::addTyped()
{
    const QString text = m_other->text().trimmed();
    if (text.isEmpty()) {
        return;
    }
    const Result<Platform> platform = Platform::parse(text);
    if (!platform) {
        m_hint->setText(Sentence::of(platform.error()));
        m_other->selectAll();
        return;
    }
    m_other->clear();
    QListWidgetItem *added = ensure(*platform);
    added->setCheckState(Qt::Checked);
    m_list->setCurrentItem(added);
}

void PlatformPicker::sayMeaning()
{
    m_hint->setText(platforms().isEmpty() ? tr("None checked: every platform is taken, bytes unchanged.")
                                          : tr("Only the checked platforms are taken."));
}

} // namespace stowage

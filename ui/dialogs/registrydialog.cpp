// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/registrydialog.h"

#include "oci/reference.h"
#include "text/sentence.h"
#include "ui/context.h"
#include "ui/models/registrytesttext.h"
#include "ui/widgets/errordetails.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/whendone.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace stowage {

namespace {

/// Host and path of what was typed or pasted: a scheme and slashes at the ends fall away.
QString withoutScheme(const QString &typed)
{
    QString text = typed.trimmed();
    for (const char *scheme : {"https://", "http://", "oci://", "registry:"}) {
        if (text.startsWith(QLatin1String(scheme))) {
            text = text.mid(qsizetype(qstrlen(scheme)));
        }
    }
    while (text.endsWith(u'/')) {
        text.chop(1);
    }
    return text;
}

} // namespace

RegistryDialog::RegistryDialog(UiContext &context, const std::optional<RegistryEntry> &entry, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_entry(entry)
{
    setObjectName(QStringLiteral("registry.dialog"));
    setWindowTitle(entry ? tr("Edit registry") : tr("Add registry"));
    auto *layout = new QVBoxLayout(this);
    m_fields = new QWidget(this);
    auto *fields = new QVBoxLayout(m_fields);
    fields->setContentsMargins(0, 0, 0, 0);
    fields->addWidget(buildAccount());
    fields->addWidget(buildConnection());
    layout->addWidget(m_fields);
    alignLabels();

    m_result = new QLabel(this);
    m_result->setObjectName(QStringLiteral("registry.result"));
    m_result->setTextFormat(Qt::PlainText);
    m_result->setWordWrap(true);
    m_result->setMinimumHeight(fontMetrics().height() * 2);
    layout->addWidget(m_result);
    m_error = new ErrorDetails(this);
    layout->addWidget(m_error);
    layout->addStretch();

    auto *buttons = new QDialogButtonBox(this);
    m_test = buttons->addButton(tr("&Test"), QDialogButtonBox::ActionRole);
    m_save = buttons->addButton(tr("&Save"), QDialogButtonBox::AcceptRole);
    QPushButton *cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    m_test->setIcon(icons::get(QStringLiteral("state-checking")));
    m_test->setAutoDefault(false);
    cancel->setAutoDefault(false);
    m_save->setDefault(true);
    layout->addWidget(buttons);

    connect(m_test, &QPushButton::clicked, this, &RegistryDialog::test);
    connect(buttons, &QDialogButtonBox::accepted, this, &RegistryDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::finished, this, [this] {
        ++m_number;
        m_testing.cancel();
    });
    connect(m_registry, &QLineEdit::textChanged, this, &RegistryDialog::updateFields);
    connect(m_plain, &QCheckBox::toggled, this, &RegistryDialog::updateFields);
    connect(m_skip, &QCheckBox::toggled, this, &RegistryDialog::updateFields);
    if (entry) {
        fill(*entry);
    }
    updateFields();
    (entry ? m_user : m_registry)->setFocus();
    resize(fontMetrics().averageCharWidth() * 92, sizeHint().height());
}

QWidget *RegistryDialog::buildAccount()
{
    auto *group = new QGroupBox(tr("Account"), m_fields);
    auto *form = new QFormLayout(group);
    m_registry = addLine(form, tr("&Registry"), tr("Registry"), QStringLiteral("registry.host"));
    m_registry->setPlaceholderText(tr("Host, such as hub.local:5000"));
    m_scope = addLine(form, tr("Account sc&ope"), tr("Account scope"), QStringLiteral("registry.scope"));
    m_scope->setPlaceholderText(tr("Whole registry, or a namespace such as team-a"));
    m_user = addLine(form, tr("&User name"), tr("User name"), QStringLiteral("registry.user"));
    m_user->setPlaceholderText(tr("Empty for anonymous access"));
    m_secret = addLine(form, tr("Pass&word or token"), tr("Password or token"), QStringLiteral("registry.secret"));
    m_secret->setEchoMode(QLineEdit::Password);
    m_secret->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    return group;
}

QWidget *RegistryDialog::buildConnection()
{
    auto *group = new QGroupBox(tr("Connection"), m_fields);
    auto *form = new QFormLayout(group);
    m_plain = new QCheckBox(tr("Plain &HTTP"), group);
    m_plain->setObjectName(QStringLiteral("registry.plain"));
    m_skip = new QCheckBox(tr("S&kip verification of the certificate"), group);
    m_skip->setObjectName(QStringLiteral("registry.skip"));
    m_warning = new QLabel(group);
    m_warning->setObjectName(QStringLiteral("registry.warning"));
    m_warning->setTextFormat(Qt::PlainText);
    m_warning->setWordWrap(true);
    m_warning->setMinimumHeight(fontMetrics().height() * 2);
    form->addRow(m_plain);
    form->addRow(m_skip);
    form->addRow(m_warning);
    m_ca = addFile(form, tr("C&A file"), tr("CA file"), QStringLiteral("registry.ca"));
    m_ca->setPlaceholderText(tr("PEM file, trusted for this registry only"));
    m_certificate =
        addFile(form, tr("Client &certificate"), tr("Client certificate"), QStringLiteral("registry.certificate"));
    m_key = addFile(form, tr("Client ke&y"), tr("Client key"), QStringLiteral("registry.key"));
    m_proxy = addLine(form, tr("&Proxy"), tr("Proxy"), QStringLiteral("registry.proxy"));
    m_proxy->setPlaceholderText(tr("As the system says; none; or http://proxy:3128"));
    m_mirror = addLine(form, tr("&Fetch via"), tr("Fetch via"), QStringLiteral("registry.mirror"));
    m_mirror->setPlaceholderText(tr("Host and prefix of a mirror; names stay as they are"));
    return group;
}

QLineEdit *RegistryDialog::addLine(QFormLayout *form, const QString &label, const QString &name,
                                   const QString &objectName)
{
    auto *line = new QLineEdit(form->parentWidget());
    line->setObjectName(objectName);
    line->setAccessibleName(name);
    form->addRow(label, line);
    return line;
}

QLineEdit *RegistryDialog::addFile(QFormLayout *form, const QString &label, const QString &name,
                                   const QString &objectName)
{
    auto *line = new QLineEdit(form->parentWidget());
    line->setObjectName(objectName);
    line->setAccessibleName(name);
    auto *choose = new QToolButton(form->parentWidget());
    choose->setIcon(icons::get(QStringLiteral("document-open")));
    choose->setAccessibleName(tr("Choose: %1").arg(name));
    choose->setToolTip(tr("Choose…"));
    choose->setFocusPolicy(Qt::StrongFocus);
    auto *text = new QLabel(label, form->parentWidget());
    text->setBuddy(line);
    auto *row = new QHBoxLayout;
    row->addWidget(line, 1);
    row->addWidget(choose);
    form->addRow(text, row);
    connect(choose, &QToolButton::clicked, this, [this, line, name] {
        auto *dialog = new QFileDialog(this, name);
        dialog->setObjectName(line->objectName() + QStringLiteral(".dialog"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFile);
        dialog->setNameFilters({tr("Certificates and keys (*.pem *.crt *.cer *.key)"), tr("All files (*)")});
        connect(dialog, &QFileDialog::fileSelected, line, &QLineEdit::setText);
        dialog->open();
    });
    return line;
}

void RegistryDialog::alignLabels()
{
    QList<QLabel *> labels;
    int width = 0;
    for (QLabel *label : m_fields->findChildren<QLabel *>()) {
        if (label->buddy() != nullptr) {
            labels.append(label);
            width = qMax(width, label->sizeHint().width());
        }
    }
    for (QLabel *label : std::as_const(labels)) {
        label->setMinimumWidth(width);
    }
}

void RegistryDialog::fill(const RegistryEntry &entry)
{
    m_registry->setText(entry.settings.registry);
    m_registry->setReadOnly(true);
    m_scope->setText(entry.scope.mid(entry.settings.registry.size() + 1));
    m_scope->setReadOnly(true);
    m_user->setText(entry.username);
    if (!entry.username.isEmpty()) {
        m_secret->setPlaceholderText(tr("Kept; type to replace it"));
    }
    m_plain->setChecked(entry.settings.plainHttp);
    m_skip->setChecked(entry.settings.skipVerification);
    m_ca->setText(entry.settings.caFile);
    m_certificate->setText(entry.settings.clientCertificate);
    m_key->setText(entry.settings.clientKey);
    m_proxy->setText(entry.settings.proxy);
    m_mirror->setText(entry.settings.mirror);
}

Result<RegistrySettings> RegistryDialog::settings() const
{
    RegistrySettings settings = m_entry ? m_entry->settings : RegistrySettings{};
    const QString host = withoutScheme(m_registry->text()).section(u'/', 0, 0);
    if (!Reference::isValidRegistry(host)) {
        return fail(ErrorKind::InvalidInput, host, QStringLiteral("a host with an optional port is wanted"));
    }
    settings.registry = Reference::canonicalRegistry(host);
    settings.plainHttp = m_plain->isChecked();
    settings.skipVerification = m_skip->isChecked() && !settings.plainHttp;
    settings.caFile = m_ca->text().trimmed();
    settings.clientCertificate = m_certificate->text().trimmed();
    settings.clientKey = m_key->text().trimmed();
    settings.proxy = m_proxy->text().trimmed();
    settings.mirror = withoutScheme(m_mirror->text());
    if (settings.clientCertificate.isEmpty() != settings.clientKey.isEmpty()) {
        return fail(ErrorKind::InvalidInput,
                    settings.clientKey.isEmpty() ? settings.clientCertificate : settings.clientKey,
                    QStringLiteral("a client certificate and its key belong together"));
    }
    if (!settings.mirror.isEmpty() && !Reference::isValidRegistry(settings.mirror.section(u'/', 0, 0))) {
        return fail(ErrorKind::InvalidInput, settings.mirror,
                    QStringLiteral("a host with an optional prefix is wanted"));
    }
    return settings;
}

Result<QString> RegistryDialog::scope() const
{
    if (m_entry) {
        return m_entry->scope;
    }
    const Result<RegistrySettings> host = settings();
    if (!host) {
        return std::unexpected(host.error());
    }
    QString space = withoutScheme(m_scope->text());
    if (space.startsWith(host->registry + u'/')) {
        space = space.mid(host->registry.size() + 1);
    }
    if (space.isEmpty()) {
        space = withoutScheme(m_registry->text()).section(u'/', 1); // `hub.local/team` in the first field
    }
    if (space.isEmpty() || space == host->registry) {
        return host->registry;
    }
    if (!Reference::isValidRepository(space)) {
        return fail(ErrorKind::InvalidInput, space, QStringLiteral("a namespace of the registry is wanted"));
    }
    return host->registry + u'/' + space;
}

std::optional<Account> RegistryDialog::account(const QString &scope) const
{
    const QString user = m_user->text().trimmed();
    if (user.isEmpty() || m_secret->text().isEmpty()) {
        return std::nullopt;
    }
    return Account{scope, user, m_secret->text()};
}

void RegistryDialog::test()
{
    const Result<RegistrySettings> tested = settings();
    const Result<QString> where = scope();
    if (!tested || !where) {
        m_error->setError(tested ? where.error() : tested.error());
        return;
    }
    setBusy(tr("%1 is being asked…").arg(Sentence::harmless(tested->registry, 80)));
    const int number = ++m_number;
    m_testing = m_context.service().testRegistry(*tested, account(*where));
    whenDone(this, m_testing, [this, number, host = tested->registry](const Result<RegistryTest> &result) {
        if (number != m_number) {
            return;
        }
        setBusy({});
        if (result) {
            m_result->setText(RegistryTestText::sentence(host, *result));
        } else {
            m_error->setError(result.error());
        }
    });
}

void RegistryDialog::save()
{
    const Result<RegistrySettings> kept = settings();
    const Result<QString> where = scope();
    if (!kept || !where) {
        m_error->setError(kept ? where.error() : kept.error());
        return;
    }
    const QString user = m_user->text().trimmed();
    const QString former = m_entry ? m_entry->username : QString();
    if (!user.isEmpty() && user != former && m_secret->text().isEmpty()) {
        m_error->setText(tr("The password or token of %1 is missing.").arg(Sentence::harmless(user, 80)));
        m_secret->setFocus();
        return;
    }
    m_context.service().saveRegistry(*kept);
    const std::optional<Account> fresh = account(*where);
    const int number = ++m_number;
    if (fresh) {
        setBusy(tr("Waiting for the keychain…"));
        whenDone(this, m_context.service().saveAccount(*fresh),
                 [this, number, where = *where](const Result<RegistryEntry::Keeping> &result) {
                     if (number == m_number) {
                         finishSaving(where, result ? std::nullopt : std::optional<Error>(result.error()));
                     }
                 });
    } else if (user.isEmpty() && !former.isEmpty()) {
        setBusy(tr("Waiting for the keychain…"));
        whenDone(this, m_context.service().removeAccount(*where),
                 [this, number, where = *where](const Result<void> &result) {
                     if (number == m_number) {
                         finishSaving(where, result ? std::nullopt : std::optional<Error>(result.error()));
                     }
                 });
    } else {
        finishSaving(*where, std::nullopt);
    }
}

void RegistryDialog::finishSaving(const QString &scope, const std::optional<Error> &error)
{
    setBusy({});
    if (error) {
        m_error->setError(*error);
        return;
    }
    m_secret->clear();
    Q_EMIT saved(scope);
    accept();
}

void RegistryDialog::setBusy(const QString &sentence)
{
    m_error->clear();
    m_result->setText(sentence);
    m_fields->setEnabled(sentence.isEmpty());
    updateFields();
}

void RegistryDialog::updateFields()
{
    const bool ready = m_fields->isEnabled() && !m_registry->text().trimmed().isEmpty();
    m_test->setEnabled(ready);
    m_save->setEnabled(ready);
    const bool plain = m_plain->isChecked();
    for (QWidget *tls : {static_cast<QWidget *>(m_skip), static_cast<QWidget *>(m_ca),
                         static_cast<QWidget *>(m_certificate), static_cast<QWidget *>(m_key)}) {
        tls->setEnabled(!plain);
    }
    if (plain) {
        m_warning->setText(tr("Without encryption anybody on the way can read the password and change the images."));
    } else if (m_skip->isChecked()) {
        m_warning->setText(tr("Unverified, anybody on the way can pretend to be this registry, read the password and "
                              "change the images. A CA file is the safe way."));
    } else {
        m_warning->setText(tr("The connection is encrypted and the registry's certificate is verified."));
    }
}

} // namespace stowage

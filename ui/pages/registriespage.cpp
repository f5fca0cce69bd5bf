// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/registriespage.h"

#include "text/sentence.h"
#include "ui/dialogs/registrydialog.h"
#include "ui/models/registriesmodel.h"
#include "ui/models/registrytesttext.h"
#include "ui/models/remotemodel.h"
#include "ui/widgets/busybar.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/errordetails.h"
#include "ui/widgets/viewsetup.h"
#include "ui/widgets/whendone.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QTreeView>

#include <algorithm>

namespace stowage {

RegistriesPage::RegistriesPage(UiContext &context, QWidget *parent)
    : Page(context, QStringLiteral("page.registries"), tr("Registries"),
           tr("Accounts, certificates and mirrors of the registries you use, and what they hold."), parent)
    , m_model(new RegistriesModel(this))
    , m_remote(new RemoteModel(this))
{
    buildActions();
    m_session = new ErrorDetails(this);
    m_session->setObjectName(QStringLiteral("registries.session"));
    m_error = new ErrorDetails(this);
    m_error->setObjectName(QStringLiteral("registries.error"));
    content()->addWidget(m_session);
    content()->addWidget(m_error);
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(buildTable());
    splitter->addWidget(buildRemote());
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({fontMetrics().averageCharWidth() * 100, fontMetrics().averageCharWidth() * 50});
    rememberSplitter(splitter, QStringLiteral("registries/splitter"), context.settings());
    content()->addWidget(splitter, 1);

    m_result = new QLabel(this);
    m_result->setObjectName(QStringLiteral("registries.result"));
    m_result->setTextFormat(Qt::PlainText);
    m_result->setWordWrap(true);
    addToButtonRow(m_result, 1);
    addButton(m_removeAction);
    addButton(m_edit);
    addButton(m_test);
    setPrimaryButton(m_add);

    connect(&context.service(), &Service::registriesChanged, this, &RegistriesPage::fill);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RegistriesPage::currentChanged);
    connect(m_table, &QAbstractItemView::activated, m_edit, &QAction::trigger);
    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RegistriesPage::updateActions);
    connect(m_tree, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        if (!m_remote->tag(index).isEmpty()) {
            addToPrepare();
        }
    });
    connect(m_remote, &RemoteModel::tagsWanted, this, &RegistriesPage::listTags);
    connect(m_filter, &QLineEdit::textChanged, m_remote, &RemoteModel::setFilter);
    connect(m_filter, &QLineEdit::returnPressed, this, &RegistriesPage::lookUpTyped);
    connect(m_busy, &BusyBar::cancelRequested, this, [this] {
        ++m_listNumber;
        m_listing.cancel();
        m_busy->stop();
        updateActions();
    });
    fill();
    currentChanged();
}

void RegistriesPage::buildActions()
{
    m_add = addPageAction(tr("Add &registry…"), QStringLiteral("list-add"), QKeySequence::New);
    m_edit = addPageAction(tr("E&dit…"), QStringLiteral("dialog-password"), QKeySequence(Qt::Key_F2));
    m_test = addPageAction(tr("&Test"), QStringLiteral("state-checking"), QKeySequence(Qt::CTRL | Qt::Key_T));
    m_test->setToolTip(tr("Ask the registry whether it answers and accepts the account"));
    m_removeAction = addPageAction(tr("Re&move…"), QStringLiteral("list-remove"), QKeySequence::Delete);
    m_list = addPageAction(tr("List rep&ositories"), QStringLiteral("registry"), QKeySequence(Qt::CTRL | Qt::Key_L));
    m_prepare =
        addPageAction(tr("Add to &Prepare"), QStringLiteral("page-prepare"), QKeySequence(Qt::CTRL | Qt::Key_Return));
    connect(m_add, &QAction::triggered, this, [this] { edit(std::nullopt); });
    connect(m_edit, &QAction::triggered, this, [this] { edit(current()); });
    connect(m_test, &QAction::triggered, this, &RegistriesPage::test);
    connect(m_removeAction, &QAction::triggered, this, &RegistriesPage::remove);
    connect(m_list, &QAction::triggered, this, &RegistriesPage::listRepositories);
    connect(m_prepare, &QAction::triggered, this, &RegistriesPage::addToPrepare);
}

QWidget *RegistriesPage::buildTable()
{
    auto *part = new QWidget(this);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *label = new QLabel(tr("Re&gistries"), part);
    m_table = new QTableView(part);
    m_table->setObjectName(QStringLiteral("registries.table"));
    m_table->setModel(m_model);
    label->setBuddy(m_table);
    label->setMinimumHeight(QLineEdit().sizeHint().height()); // level with the filter beside it
    setColumnWidths(m_table->horizontalHeader(), {25, 14, 17, 19, 20});
    m_table->horizontalHeader()->setSortIndicator(RegistriesModel::RegistryColumn, Qt::AscendingOrder);
    setUpTable(m_table, tr("Registries"), QStringLiteral("registries/table"), context().settings());
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->addActions({m_edit, m_test, m_list, m_removeAction});
    auto *first = new QAction(tr("Add a registry"), this);
    connect(first, &QAction::triggered, m_add, &QAction::trigger);
    new EmptyState(m_table, QStringLiteral("page-registries"),
                   tr("No registry is known yet. Public images need none; add one for an account or a certificate."),
                   first);
    layout->addWidget(label);
    layout->addWidget(m_table, 1);
    return part;
}

QWidget *RegistriesPage::buildRemote()
{
    auto *part = new QWidget(this);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *head = new QHBoxLayout;
    auto *label = new QLabel(tr("Fi&lter"), part);
    m_filter = new QLineEdit(part);
    m_filter->setObjectName(QStringLiteral("registries.filter"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setPlaceholderText(tr("Name, or a repository and Enter"));
    m_filter->setClearButtonEnabled(true);
    label->setBuddy(m_filter);
    head->addWidget(label);
    head->addWidget(m_filter, 1);
    layout->addLayout(head);

    m_tree = new QTreeView(part);
    m_tree->setObjectName(QStringLiteral("registries.remote"));
    m_tree->setModel(m_remote);
    setUpTree(m_tree, tr("Repositories"), QStringLiteral("registries/remote"), context().settings());
    m_tree->setSortingEnabled(false); // the model keeps natural order
    m_tree->addAction(m_prepare);
    auto *list = new QAction(tr("List what it holds"), this);
    connect(list, &QAction::triggered, m_list, &QAction::trigger);
    connect(m_list, &QAction::changed, list, [this, list] { list->setEnabled(m_list->isEnabled()); });
    m_remoteEmpty = new EmptyState(m_tree, QStringLiteral("registry"), QString(), list);
    layout->addWidget(m_tree, 1);

    auto *row = new QHBoxLayout;
    m_busy = new BusyBar(part);
    row->addWidget(m_busy, 1);
    row->addWidget(buttonFor(m_prepare, part));
    layout->addLayout(row);
    return part;
}

QWidget *RegistriesPage::filterField() const
{
    return m_filter;
}

QWidget *RegistriesPage::firstFocus() const
{
    return m_table;
}

void RegistriesPage::refresh()
{
    fill();
    if (!m_remote->registry().isEmpty()) {
        listRepositories();
    }
}

void RegistriesPage::fill()
{
    const auto before = current();
    m_model->setEntries(context().service().registries());
    if (before) {
        select(before->scope);
    }
    if (!current() && m_model->rowCount() > 0) {
        m_table->selectRow(0);
    }
    QStringList session;
    for (const RegistryEntry &entry : m_model->entries()) {
        if (entry.keeping == RegistryEntry::Keeping::Session) {
            session << Sentence::harmless(entry.scope, 80);
        }
    }
    if (session.isEmpty()) {
        m_session->clear();
    } else {
        m_session->setNotice(tr("No keychain can be reached. Kept for this session only, and forgotten when Stowage "
                                "closes: %1.")
                                 .arg(session.join(QStringLiteral(", "))));
    }
    updateActions();
}

std::optional<RegistryEntry> RegistriesPage::current() const
{
    const QModelIndex index = m_table->selectionModel()->currentIndex();
    return index.isValid() ? std::optional<RegistryEntry>(m_model->entry(index.row())) : std::nullopt;
}

void RegistriesPage::select(const QString &scope)
{
    const int row = m_model->find(scope);
    if (row >= 0) {
        m_table->selectRow(row);
    }
}

void RegistriesPage::edit(const std::optional<RegistryEntry> &entry)
{
    auto *dialog = new RegistryDialog(context(), entry, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &RegistryDialog::saved, this, [this](const QString &scope) {
        fill();
        select(scope);
    });
    dialog->open();
}

void RegistriesPage::remove()
{
    const auto entry = current();
    if (!entry) {
        return;
    }
    const bool wholeRegistry = entry->scope == entry->settings.registry;
    QStringList accounts;
    for (const RegistryEntry &other : m_model->entries()) {
        const bool goes =
            wholeRegistry ? other.settings.registry == entry->settings.registry : other.scope == entry->scope;
        if (goes && !other.username.isEmpty()) {
            accounts << QStringLiteral("%1 (%2)").arg(Sentence::harmless(other.username, 80),
                                                      Sentence::harmless(other.scope, 80));
        }
    }
    QStringList consequences;
    if (wholeRegistry) {
        consequences << tr("The settings of %1 go.").arg(Sentence::harmless(entry->settings.registry, 80));
    }
    if (!accounts.isEmpty()) {
        consequences << tr("Also from the keychain goes: %1.").arg(accounts.join(QStringLiteral(", ")));
    }
    consequences << tr("Nothing changes in the registry itself, and no image is deleted.");

    auto *box =
        new QMessageBox(QMessageBox::Question, tr("Remove registry"),
                        tr("Remove %1?").arg(Sentence::harmless(entry->scope, 80)), QMessageBox::NoButton, this);
    box->setObjectName(QStringLiteral("registries.removeQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(consequences.join(u'\n'));
    QPushButton *yes = box->addButton(tr("&Remove"), QMessageBox::DestructiveRole);
    QPushButton *no = box->addButton(tr("&Keep"), QMessageBox::RejectRole);
    box->setDefaultButton(no);
    box->setEscapeButton(no);
    connect(yes, &QPushButton::clicked, this, [this, wholeRegistry, entry = *entry] {
        if (wholeRegistry) {
            context().service().removeRegistry(entry.settings.registry);
            return;
        }
        whenDone(this, context().service().removeAccount(entry.scope), [this](const Result<void> &result) {
            if (!result) {
                m_error->setError(result.error());
            }
            fill();
        });
    });
    box->open();
}

void RegistriesPage::test()
{
    const auto entry = current();
    if (!entry) {
        return;
    }
    m_error->clear();
    m_result->clear();
    m_model->setTesting(entry->scope);
    const int number = ++m_testNumber;
    whenDone(this, context().service().testRegistry(entry->settings, std::nullopt),
             [this, number, entry = *entry](const Result<RegistryTest> &result) {
                 if (number == m_testNumber) {
                     tested(entry, result);
                 }
             });
}

void RegistriesPage::tested(const RegistryEntry &entry, const Result<RegistryTest> &result)
{
    m_model->setTesting({});
    fill();
    if (result) {
        m_result->setText(RegistryTestText::sentence(entry.settings.registry, *result));
    } else {
        m_error->setError(result.error());
    }
}

void RegistriesPage::listRepositories()
{
    const auto entry = current();
    if (!entry) {
        return;
    }
    m_error->clear();
    m_shownScope = entry->scope;
    const QString registry = entry->settings.registry;
    const QString space = entry->scope.mid(registry.size() + 1);
    m_busy->start(tr("Asking %1…").arg(Sentence::harmless(registry, 40)));
    const int number = ++m_listNumber;
    m_listing.cancel();
    m_listing = context().service().repositories(registry);
    updateActions();
    whenDone(this, m_listing, [this, number, registry, space](const Result<QStringList> &names) {
        if (number != m_listNumber) {
            return;
        }
        m_busy->stop();
        if (!names) {
            m_error->setError(names.error());
            m_remote->setRepositories(registry, {});
        } else {
            QStringList within = *names;
            within.removeIf(
                [&space](const QString &name) { return !space.isEmpty() && !name.startsWith(space + u'/'); });
            m_remote->setRepositories(registry, within);
        }
        currentChanged();
    });
}

void RegistriesPage::listTags(const QString &repository)
{
    const QString registry = m_remote->registry();
    whenDone(this, context().service().tags(registry, repository),
             [this, registry, repository](const Result<QStringList> &tags) {
                 if (m_remote->registry() == registry) {
                     m_remote->setTags(repository, tags);
                 }
             });
}

void RegistriesPage::lookUpTyped()
{
    const auto entry = current();
    const QString typed = m_filter->text().trimmed();
    if (!entry || typed.isEmpty()) {
        return;
    }
    const auto reference = Reference::fromParts(entry->settings.registry, typed);
    if (!reference) {
        m_error->setError(reference.error());
        return;
    }
    if (m_remote->registry() != entry->settings.registry) {
        ++m_listNumber;
        m_busy->stop();
        m_remote->setRepositories(entry->settings.registry, {});
        m_shownScope = entry->scope;
    }
    const QModelIndex place = m_remote->addRepository(typed);
    m_tree->setCurrentIndex(place);
    m_tree->expand(place); // asks for its tags
}

void RegistriesPage::addToPrepare()
{
    QList<Reference> references;
    for (const QModelIndex &row : m_tree->selectionModel()->selectedRows()) {
        const QString tag = m_remote->tag(row);
        if (tag.isEmpty()) {
            continue;
        }
        if (const auto reference = Reference::fromParts(m_remote->registry(), m_remote->repository(row), tag)) {
            references.append(*reference);
        }
    }
    if (!references.isEmpty()) {
        context().addToPrepare(references);
    }
}

void RegistriesPage::currentChanged()
{
    const auto entry = current();
    if (entry && entry->scope != m_shownScope && !m_remote->registry().isEmpty()) {
        ++m_listNumber; // what is on its way is about another registry
        m_listing.cancel();
        m_busy->stop();
        m_remote->clear();
        m_shownScope.clear();
    }
    m_result->clear();
    if (!entry) {
        m_remoteEmpty->setSentence(tr("Select a registry on the left to see what it holds."));
    } else if (m_remote->registry().isEmpty()) {
        m_remoteEmpty->setSentence(
            tr("See the repositories and tags of %1.").arg(Sentence::harmless(entry->scope, 60)));
    } else {
        m_remoteEmpty->setSentence(tr("%1 names no repository. Type one above and press Enter to see its tags.")
                                       .arg(Sentence::harmless(entry->scope, 60)));
    }
    updateActions();
}

void RegistriesPage::updateActions()
{
    const bool some = current().has_value();
    m_edit->setEnabled(some);
    m_test->setEnabled(some);
    m_removeAction->setEnabled(some);
    m_list->setEnabled(some);
    const QModelIndexList rows = m_tree->selectionModel()->selectedRows();
    m_prepare->setEnabled(std::any_of(rows.begin(), rows.end(),
                                      [this](const QModelIndex &row) { return !m_remote->tag(row).isEmpty(); }));
}

} // namespace stowage

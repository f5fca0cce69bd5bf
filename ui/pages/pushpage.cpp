// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/pushpage.h"

#include "service/copyitems.h"
#include "text/sentence.h"
#include "ui/models/pushpreviewmodel.h"
#include "ui/models/targetname.h"
#include "ui/widgets/checklist.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/endchooser.h"
#include "ui/widgets/errordetails.h"
#include "ui/widgets/platformpicker.h"
#include "ui/widgets/viewsetup.h"
#include "ui/widgets/whendone.h"

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>

namespace stowage {

namespace {

constexpr int typingPause = 150;          ///< Milliseconds.
constexpr qsizetype collisionsUpTo = 500; ///< More sources are not named one by one to show which of them collide.

} // namespace

PushPage::PushPage(UiContext &context, QWidget *parent)
    : Page(context, QStringLiteral("page.push"), tr("Push"),
           tr("Bring images from a store into a registry, under the names you choose."), parent)
    , m_model(new PushPreviewModel(this))
{
    buildActions();
    content()->addWidget(buildFields());
    m_error = new ErrorDetails(this);
    content()->addWidget(m_error);

    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(buildPreview());
    splitter->addWidget(buildSide());
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({fontMetrics().averageCharWidth() * 110, fontMetrics().averageCharWidth() * 42});
    rememberSplitter(splitter, QStringLiteral("push/splitter"), context.settings());
    content()->addWidget(splitter, 1);

    m_summary = new QLabel(this);
    m_summary->setTextFormat(Qt::PlainText);
    addToButtonRow(m_summary, 1);
    setPrimaryButton(m_start)->setAccessibleName(tr("Start"));

    m_match->setText(context.settings().text(QStringLiteral("push/match")));
    m_name->setText(context.settings().text(QStringLiteral("push/name")));
    fillRegistries();
    m_former = registryOfTargetName(m_name->text());
    m_registry->setEditText(m_former);

    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    const auto again = [this] { m_typing.start(); };
    connect(&m_typing, &QTimer::timeout, this, &PushPage::preview);
    connect(m_match, &QLineEdit::textChanged, this, again);
    connect(m_name, &QLineEdit::textChanged, this, again);
    connect(m_name, &QLineEdit::textEdited, this, &PushPage::nameEdited);
    connect(m_registry, &QComboBox::editTextChanged, this, &PushPage::registryChosen);
    connect(m_source, &EndChooser::accepted, this, &PushPage::sourceChanged);
    connect(m_source, &EndChooser::left, this, &PushPage::sourceChanged);
    connect(&context.service(), &Service::registriesChanged, this, &PushPage::fillRegistries);
    preview();
}

void PushPage::buildActions()
{
    m_check =
        addPageAction(tr("Chec&k registry"), QStringLiteral("state-checking"), QKeySequence(Qt::CTRL | Qt::Key_K));
    m_check->setToolTip(tr("Ask the registry whether it answers and accepts the account"));
    m_start = addPageAction(tr("&Start"), QStringLiteral("go-next"), QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_start->setToolTip(tr("Review what will be copied, then start"));
    connect(m_check, &QAction::triggered, this, &PushPage::checkRegistry);
    connect(m_start, &QAction::triggered, this, &PushPage::start);
}

QWidget *PushPage::buildFields()
{
    auto *fields = new QWidget(this);
    auto *grid = new QGridLayout(fields);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(fontMetrics().height() * 2 / 3);
    m_source =
        new EndChooser(context(), tr("Sou&rce"), QStringLiteral("push/source"), EndChooser::Offer::Stores, fields);
    m_source->addTo(grid, 0);

    const auto addRow = [fields, grid](int row, const QString &text, QWidget *field) {
        auto *label = new QLabel(text, fields);
        label->setBuddy(field);
        grid->addWidget(label, row, 0);
        grid->addWidget(field, row, 1, 1, 2);
    };
    m_match = new QLineEdit(fields);
    m_match->setObjectName(QStringLiteral("push.match"));
    m_match->setAccessibleName(tr("Match"));
    m_match->setPlaceholderText(tr("Regular expression on the source's name; empty takes all images"));
    m_match->setClearButtonEnabled(true);
    addRow(1, tr("&Match"), m_match);

    m_registry = new QComboBox(fields);
    m_registry->setObjectName(QStringLiteral("push.registry"));
    m_registry->setEditable(true);
    m_registry->setInsertPolicy(QComboBox::NoInsert);
    m_registry->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_registry->setAccessibleName(tr("Target registry"));
    m_registry->lineEdit()->setAccessibleName(tr("Target registry"));
    m_registry->lineEdit()->setPlaceholderText(tr("Host, such as hub.local:5000"));
    addRow(2, tr("&Target registry"), m_registry);

    m_name = new QLineEdit(fields);
    m_name->setObjectName(QStringLiteral("push.name"));
    m_name->setAccessibleName(tr("Target name"));
    m_name->setPlaceholderText(QStringLiteral("hub.local/team/{{repository}}:{{reference}}"));
    m_name->setClearButtonEnabled(true);
    addRow(3, tr("Target &name"), m_name);
    m_form = new QLabel(fields);
    m_form->setObjectName(QStringLiteral("push.form"));
    m_form->setTextFormat(Qt::PlainText);
    m_form->setWordWrap(true);
    grid->addWidget(m_form, 4, 1, 1, 2);
    return fields;
}

QWidget *PushPage::buildPreview()
{
    auto *part = new QWidget(this);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *label = new QLabel(tr("Previe&w"), part);
    m_table = new QTableView(part);
    m_table->setObjectName(QStringLiteral("push.preview"));
    m_table->setModel(m_model);
    label->setBuddy(m_table);
    setColumnWidths(m_table->horizontalHeader(), {38, 42, 11, 16});
    m_table->horizontalHeader()->setSortIndicator(PushPreviewModel::SourceColumn, Qt::AscendingOrder);
    setUpTable(m_table, tr("Preview"), QStringLiteral("push/preview"), context().settings());
    auto *first = new QAction(tr("Choose a store"), this);
    connect(first, &QAction::triggered, m_source->button(), &QToolButton::click);
    new EmptyState(m_table, QStringLiteral("page-push"),
                   tr("Choose a source store and a target name above: here stands which image becomes what."), first);
    layout->addWidget(label);
    layout->addWidget(m_table, 1);
    return part;
}

QWidget *PushPage::buildSide()
{
    auto *tabs = new QTabWidget(this);
    tabs->setObjectName(QStringLiteral("push.side"));
    tabs->setAccessibleName(tr("Checks and options"));
    tabs->setDocumentMode(true);
    auto *part = new QWidget(tabs);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, fontMetrics().height() / 2, 0, 0);
    m_checks = new CheckList(part);
    m_checks->setObjectName(QStringLiteral("push.checks"));
    m_checks->setAccessibleName(tr("Checks"));
    layout->addWidget(m_checks, 1);
    auto *row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(buttonFor(m_check, part));
    layout->addLayout(row);
    tabs->addTab(part, tr("&Checks"));
    tabs->addTab(buildOptions(), tr("&Options"));
    return tabs;
}

QWidget *PushPage::buildOptions()
{
    auto *part = new QWidget(this);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, fontMetrics().height() / 2, 0, 0);
    m_platforms = new PlatformPicker(part);
    layout->addWidget(m_platforms, 1);
    auto *label = new QLabel(tr("If a platform is missin&g"), part);
    m_policy = new QComboBox(part);
    m_policy->setObjectName(QStringLiteral("push.policy"));
    m_policy->addItem(tr("Refuse the image (strict)"), int(Policy::Strict));
    m_policy->addItem(tr("Take what there is (warn)"), int(Policy::Warn));
    m_policy->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_policy->setMinimumContentsLength(12);
    label->setBuddy(m_policy);
    layout->addWidget(label);
    layout->addWidget(m_policy);
    return part;
}

QWidget *PushPage::filterField() const
{
    return m_match;
}

QWidget *PushPage::firstFocus() const
{
    return m_source->field();
}

void PushPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    if (m_sourceState == SourceState::None) {
        sourceChanged(); // the store of the last time
    }
}

void PushPage::refresh()
{
    m_sourceState = SourceState::None;
    sourceChanged();
}

void PushPage::takeJob(const TaskJob &job)
{
    if (job.from) {
        m_source->setText(QDir::toNativeSeparators(job.from->location));
    }
    m_match->setText(job.pattern.text());
    m_name->setText(job.target.text());
    nameEdited();
    QStringList platforms;
    for (const Platform &platform : job.platforms) {
        platforms << platform.toString();
    }
    m_platforms->setPlatforms(platforms);
    m_policy->setCurrentIndex(m_policy->findData(int(job.policy)));
    refresh();
}

void PushPage::fillRegistries()
{
    const QString typed = m_registry->currentText();
    const QSignalBlocker quiet(m_registry);
    m_registry->clear();
    for (const RegistryEntry &entry : context().service().registries()) {
        m_registry->addItem(entry.scope);
    }
    m_registry->setEditText(typed);
}

void PushPage::sourceChanged()
{
    if (m_source->text().isEmpty()) {
        return;
    }
    const Result<End> end = m_source->end();
    if (!end) {
        m_error->setError(end.error());
        return;
    }
    if (m_sourceState != SourceState::None && *end == m_end) {
        return;
    }
    m_end = *end;
    readSource();
}

void PushPage::readSource()
{
    m_error->clear();
    m_source->remember();
    m_sourceState = SourceState::Reading;
    updateChecks();
    updateActions();
    const int number = ++m_read;
    whenDone(this, context().service().list(m_end), [this, number](const Result<Listing> &listing) {
        if (number == m_read) {
            sourceRead(listing);
        }
    });
}

void PushPage::sourceRead(const Result<Listing> &listing)
{
    m_sourceState = listing ? SourceState::Ready : SourceState::Failed;
    m_listing = listing ? *listing : Listing{};
    if (!listing) {
        m_error->setError(listing.error());
    }
    m_model->setListing(m_listing);
    QList<Platform> found;
    for (const ListedImage &image : std::as_const(m_listing.images)) {
        for (const Platform &platform : image.platforms) {
            if (!found.contains(platform)) {
                found.append(platform);
            }
        }
    }
    m_platforms->offer(found);
    preview();
}

void PushPage::registryChosen()
{
    const QString chosen = m_registry->currentText().trimmed();
    const QString name = targetNameIn(m_name->text(), m_former, chosen);
    if (!chosen.isEmpty()) { // an emptied field leaves the name as it is, to be replaced by what is typed next
        m_former = chosen;
    }
    if (name != m_name->text()) {
        m_name->setText(name);
    }
}

void PushPage::nameEdited()
{
    // The registry follows what is typed, unless it still stands at the front.
    const QString name = m_name->text().trimmed();
    if (!m_former.isEmpty() && (name == m_former || name.startsWith(m_former + u'/'))) {
        return;
    }
    m_former = registryOfTargetName(name);
    const QSignalBlocker quiet(m_registry);
    m_registry->setEditText(m_former);
}

QList<Reference> PushPage::sources() const
{
    QList<Reference> sources;
    sources.reserve(m_listing.images.size());
    for (const ListedImage &image : m_listing.images) {
        sources.append(image.reference);
    }
    return sources;
}

void PushPage::preview()
{
    m_typing.stop();
    m_naming.cancel();
    const int number = ++m_named;
    const QString name = m_name->text().trimmed();
    if (name.isEmpty() || m_listing.images.isEmpty()) {
        named(QList<CopyItem>());
        return;
    }
    m_naming = context().service().targetNames(sources(), m_match->text(), name);
    whenDone(this, m_naming, [this, number](const Result<QList<CopyItem>> &items) {
        if (number == m_named) {
            named(items);
        }
    });
}

void PushPage::named(const Result<QList<CopyItem>> &items)
{
    m_nameError.reset();
    if (items) {
        m_model->setItems(*items);
    } else {
        m_nameError = items.error(); // the rows stay: while typing, most errors last for a key or two
        if (items.error().kind == ErrorKind::TargetCollision) {
            showCollisions();
        }
    }
    sayForm(m_nameError);
    updateChecks();
    updateActions();
    if (m_startWanted) {
        m_startWanted = false;
        startNamed();
    }
}

void PushPage::showCollisions()
{
    if (m_listing.images.size() > collisionsUpTo) {
        return; // the sentence names two of them
    }
    if (const auto items = namedItems(sources(), m_match->text(), m_name->text().trimmed())) {
        m_model->setItems(*items);
    }
}

void PushPage::sayForm(const std::optional<Error> &error)
{
    if (error) {
        m_form->setText(Sentence::of(*error));
        return;
    }
    switch (targetNameForm(m_name->text())) {
    case TargetNameForm::Empty:
        m_form->setText(tr("A prefix, an exact name with tag, or a template with {{registry}}, {{repository}} and "
                           "{{reference}}."));
        return;
    case TargetNameForm::Prefix:
        m_form->setText(tr("A prefix: each image keeps its repository and tag below it."));
        return;
    case TargetNameForm::Exact:
        m_form->setText(tr("An exact name: for one image. Match must select just that one."));
        return;
    case TargetNameForm::Template:
        m_form->setText(tr("A template: the parts in {{ }} are filled from each image."));
        return;
    }
}

void PushPage::updateActions()
{
    const int count = m_model->rowCount();
    m_check->setEnabled(!targetHost().isEmpty() && m_registryState != RegistryState::Asking);
    // A registry that did not answer before may do so now: that check does not stand in the way.
    m_start->setEnabled(m_sourceState == SourceState::Ready && count > 0 &&
                        m_checks->state(NameCheck) == CheckList::State::Good);
    if (m_sourceState == SourceState::Ready && !m_listing.images.isEmpty()) {
        m_summary->setText(tr("%L1 of %n image(s), %2", nullptr, int(m_listing.images.size()))
                               .arg(count)
                               .arg(Sentence::size(m_model->bytes())));
    } else {
        m_summary->clear();
    }
}

void PushPage::start()
{
    m_startWanted = true;
    preview(); // what was typed within the last moment counts
}

void PushPage::startNamed()
{
    const Result<End> to = targetEnd(m_model->items());
    if (!m_start->isEnabled() || !to) {
        return;
    }
    CopyRequest request;
    request.from = m_end;
    request.to = *to;
    request.items = m_model->items();
    request.platforms = m_platforms->platforms();
    request.policy = Policy(m_policy->currentData().toInt());
    context().settings().setText(QStringLiteral("push/match"), m_match->text());
    context().settings().setText(QStringLiteral("push/name"), m_name->text().trimmed());
    context().review(request);
}

} // namespace stowage

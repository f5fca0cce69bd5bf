// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/preparepage.h"

#include "text/sentence.h"
#include "ui/models/preparemodel.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/errordetails.h"
#include "ui/widgets/platformpicker.h"
#include "ui/widgets/referencefield.h"
#include "ui/widgets/viewsetup.h"

#include <QAction>
#include <QComboBox>
#include <QCompleter>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QUndoCommand>
#include <QVBoxLayout>

#include <algorithm>

namespace stowage {

namespace {

/// References with the rows they stand at.
using Places = QList<std::pair<int, Reference>>;

class AddImages : public QUndoCommand
{
public:
    AddImages(PrepareModel *model, QList<Reference> references)
        : QUndoCommand(PreparePage::tr("add %n image(s)", nullptr, int(references.size())))
        , m_model(model)
        , m_references(std::move(references))
    {
    }
    void redo() override { m_model->insert(m_model->rowCount(), m_references); }
    void undo() override { m_model->remove(m_references); }

private:
    PrepareModel *m_model;
    QList<Reference> m_references;
};

class RemoveImages : public QUndoCommand
{
public:
    RemoveImages(PrepareModel *model, Places places)
        : QUndoCommand(PreparePage::tr("remove %n image(s)", nullptr, int(places.size())))
        , m_model(model)
        , m_places(std::move(places))
    {
    }
    void redo() override
    {
        QList<Reference> references;
        for (const auto &[row, reference] : std::as_const(m_places)) {
            references << reference;
        }
        m_model->remove(references);
    }
    void undo() override
    {
        for (const auto &[row, reference] : std::as_const(m_places)) { // ascending: rows fit again
            m_model->insert(row, {reference});
        }
    }

private:
    PrepareModel *m_model;
    Places m_places;
};

} // namespace

PreparePage::PreparePage(UiContext &context, QWidget *parent)
    : Page(context, QStringLiteral("page.prepare"), tr("Prepare"),
           tr("Choose the images to fetch, their platforms and the folder they go to."), parent)
    , m_model(new PrepareModel(context.service(), this))
    , m_sorted(new NaturalSortModel(this))
{
    m_sorted->setSourceModel(m_model);
    setAcceptDrops(true);
    buildActions();

    auto *entry = new QHBoxLayout;
    auto *label = new QLabel(tr("&Image reference"), this);
    m_reference = new ReferenceField(this);
    m_reference->setObjectName(QStringLiteral("prepare.reference"));
    m_reference->setAccessibleName(tr("Image reference"));
    m_reference->setPlaceholderText(tr("nginx:1.27, a list, or a docker pull line"));
    label->setBuddy(m_reference);
    QPushButton *add = buttonFor(m_add, this);
    QPushButton *import = buttonFor(m_import, this);
    entry->addWidget(label);
    entry->addWidget(m_reference, 1);
    entry->addWidget(add);
    entry->addWidget(import);
    content()->addLayout(entry);

    m_problems = new ErrorDetails(this);
    content()->addWidget(m_problems);

    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(buildImages());
    splitter->addWidget(buildChoices());
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({fontMetrics().averageCharWidth() * 110, fontMetrics().averageCharWidth() * 34});
    rememberSplitter(splitter, QStringLiteral("prepare/splitter"), context.settings());
    content()->addWidget(splitter, 1);
    content()->addWidget(buildDestination());

    m_summary = new QLabel(this);
    m_summary->setTextFormat(Qt::PlainText);
    addToButtonRow(m_summary, 1);
    QPushButton *review = setPrimaryButton(m_review);
    review->setAccessibleName(tr("Review"));

    // Before the connections: they write back what they see.
    UiSettings &settings = context.settings();
    m_platforms->setPlatforms(settings.platforms());
    m_policy->setCurrentIndex(m_policy->findData(int(settings.policy())));
    m_destination->setText(settings.destinationStore());
    QList<Reference> kept;
    for (const QString &text : settings.preparedImages()) {
        if (const auto reference = Reference::parse(text)) {
            kept << *reference;
        }
    }

    connect(m_reference, &QLineEdit::returnPressed, this, &PreparePage::addTyped);
    connect(m_reference, &ReferenceField::linesGiven, this, &PreparePage::addText);
    connect(m_reference, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_add->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_model, &PrepareModel::summaryChanged, this, &PreparePage::summaryChanged);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &PreparePage::rememberImages);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &PreparePage::rememberImages);
    connect(m_platforms, &PlatformPicker::platformsChanged, this, &PreparePage::wantsChanged);
    connect(m_policy, &QComboBox::currentIndexChanged, this, &PreparePage::wantsChanged);
    connect(m_destination, &QLineEdit::textChanged, this, &PreparePage::summaryChanged);
    connect(m_destination, &QLineEdit::editingFinished, this,
            [this] { this->context().settings().setDestinationStore(m_destination->text().trimmed()); });
    connect(m_filter, &QLineEdit::textChanged, m_sorted, &NaturalSortModel::setFilterText);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        m_remove->setEnabled(m_table->selectionModel()->hasSelection());
        showSelectedError();
    });

    m_model->insert(0, kept);
    wantsChanged();
    summaryChanged();
}

void PreparePage::buildActions()
{
    m_add = addPageAction(tr("A&dd"), QStringLiteral("list-add"));
    m_add->setEnabled(false);
    m_remove = addPageAction(tr("Re&move"), QStringLiteral("list-remove"), QKeySequence(QKeySequence::Delete));
    m_remove->setEnabled(false);
    m_clear = addPageAction(tr("Remove all"), QStringLiteral("edit-clear-all"));
    m_import = addPageAction(tr("Impor&t…"), QStringLiteral("document-open"));
    m_import->setToolTip(tr("Read task files, lists and other files that name images"));
    m_choose = addPageAction(tr("&Choose…"), QStringLiteral("document-open"), QKeySequence(Qt::CTRL | Qt::Key_D));
    m_choose->setToolTip(tr("Choose the folder of the destination store"));
    m_review = addPageAction(tr("&Review"), QStringLiteral("go-next"), QKeySequence(Qt::CTRL | Qt::Key_Return));
    connect(m_add, &QAction::triggered, this, &PreparePage::addTyped);
    connect(m_remove, &QAction::triggered, this, &PreparePage::removeSelected);
    connect(m_clear, &QAction::triggered, this, [this] {
        m_table->selectAll();
        removeSelected();
    });
    connect(m_import, &QAction::triggered, this, [this] { context().importFiles(); });
    connect(m_choose, &QAction::triggered, this, &PreparePage::chooseDestination);
    connect(m_review, &QAction::triggered, this, &PreparePage::review);
}

QWidget *PreparePage::buildImages()
{
    auto *side = new QWidget(this);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *head = new QHBoxLayout;
    auto *label = new QLabel(tr("Ima&ges"), side);
    auto *filterLabel = new QLabel(tr("Fi&lter"), side);
    m_filter = new QLineEdit(side);
    m_filter->setObjectName(QStringLiteral("prepare.filter"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(fontMetrics().averageCharWidth() * 32);
    filterLabel->setBuddy(m_filter);
    head->addWidget(label);
    head->addStretch();
    head->addWidget(filterLabel);
    head->addWidget(m_filter);
    layout->addLayout(head);

    m_table = new QTableView(side);
    m_table->setObjectName(QStringLiteral("prepare.images"));
    m_table->setModel(m_sorted);
    label->setBuddy(m_table);
    setColumnWidths(m_table->horizontalHeader(), {26, 11, 17, 9, 10, 11, 12});
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder); // the user's own order at first
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    setUpTable(m_table, tr("Images"), QStringLiteral("prepare/images"), context().settings());
    setSentenceColumns(m_table, {PrepareModel::Note});
    m_table->addAction(m_remove);
    auto *first = new QAction(tr("Type a reference"), this);
    connect(first, &QAction::triggered, m_reference, qOverload<>(&QWidget::setFocus));
    new EmptyState(m_table, QStringLiteral("page-prepare"),
                   tr("No images yet. Type a reference above, paste a list, or drop text here."), first);
    layout->addWidget(m_table, 1);
    return side;
}

QWidget *PreparePage::buildChoices()
{
    auto *side = new QWidget(this);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(fontMetrics().averageCharWidth(), 0, 0, 0);
    m_platforms = new PlatformPicker(side);
    layout->addWidget(m_platforms, 1);
    auto *label = new QLabel(tr("If a platform is missi&ng"), side);
    m_policy = new QComboBox(side);
    m_policy->setObjectName(QStringLiteral("prepare.policy"));
    m_policy->addItem(tr("Refuse the image (strict)"), int(Policy::Strict));
    m_policy->addItem(tr("Take what there is (warn)"), int(Policy::Warn));
    m_policy->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_policy->setMinimumContentsLength(12);
    label->setBuddy(m_policy);
    layout->addWidget(label);
    layout->addWidget(m_policy);
    return side;
}

QWidget *PreparePage::buildDestination()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *label = new QLabel(tr("Destination &store"), row);
    m_destination = new QLineEdit(row);
    m_destination->setObjectName(QStringLiteral("prepare.destination"));
    m_destination->setAccessibleName(tr("Destination store"));
    m_destination->setPlaceholderText(tr("Folder for the images"));
    m_destination->setClearButtonEnabled(true);
    label->setBuddy(m_destination);
    auto *completer = new QCompleter(context().settings().recentStores(), m_destination);
    completer->setFilterMode(Qt::MatchContains);
    m_destination->setCompleter(completer);
    QPushButton *choose = buttonFor(m_choose, row);
    layout->addWidget(label);
    layout->addWidget(m_destination, 1);
    layout->addWidget(choose);
    return row;
}

void PreparePage::refresh()
{
    m_model->refresh();
}

QWidget *PreparePage::filterField() const
{
    return m_filter;
}

QWidget *PreparePage::firstFocus() const
{
    return m_reference;
}

void PreparePage::addReferences(const QList<Reference> &references)
{
    const QList<Reference> fresh = freshOf(references);
    if (fresh.isEmpty()) {
        if (!references.isEmpty()) {
            context().notify(tr("Already in the list."));
        }
        return;
    }
    m_undo.push(new AddImages(m_model, fresh));
    m_table->scrollTo(m_sorted->mapFromSource(m_model->index(m_model->rowCount() - 1, 0)));
}

void PreparePage::addText(const QString &text)
{
    const ReferenceList list = context().service().readReferences(text);
    addReferences(list.references);
    if (list.problems.isEmpty()) {
        m_problems->clear();
        return;
    }
    QStringList sentences;
    for (const ReferenceList::Problem &problem : list.problems) {
        const QString sentence = Sentence::of(problem.error);
        sentences << (text.contains(QLatin1Char('\n')) ? tr("Line %1: %2").arg(problem.line).arg(sentence) : sentence);
    }
    const int more = int(sentences.size()) - 3;
    QString shown = sentences.mid(0, 3).join(QLatin1Char('\n'));
    if (more > 0) {
        shown += QLatin1Char('\n') + tr("and %n more line(s)", nullptr, more);
    }
    m_problems->setText(shown, more > 0 ? sentences.join(QLatin1Char('\n')) : QString());
}

void PreparePage::addTyped()
{
    const QString text = m_reference->text().trimmed();
    if (text.isEmpty()) {
        return;
    }
    addText(text);
    if (m_problems->isHidden()) {
        m_reference->clear();
    } else {
        m_reference->selectAll();
    }
    m_reference->setFocus();
}

void PreparePage::removeSelected()
{
    Places places;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows) {
        const int source = m_sorted->mapToSource(row).row();
        places.append({source, m_model->references().at(source)});
    }
    if (places.isEmpty()) {
        return;
    }
    std::sort(places.begin(), places.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    m_undo.push(new RemoveImages(m_model, places));
}

void PreparePage::chooseDestination()
{
    auto *dialog = new QFileDialog(this, tr("Choose the destination store"), destination());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_destination->setText(QDir::toNativeSeparators(path));
        context().settings().setDestinationStore(path);
    });
    dialog->open();
}

void PreparePage::wantsChanged()
{
    const auto policy = Policy(m_policy->currentData().toInt());
    m_model->setWantedPlatforms(m_platforms->platforms(), policy);
    context().settings().setPlatforms(m_platforms->names());
    context().settings().setPolicy(policy);
}

void PreparePage::summaryChanged()
{
    const PrepareModel::Summary sum = m_model->summary();
    m_platforms->offer(m_model->foundPlatforms());

    QStringList parts;
    if (sum.images > 0) {
        parts << tr("%n image(s)", nullptr, sum.images);
    }
    if (sum.found > 0) {
        //: The sum of the sizes of all platforms of the images found so far.
        parts << tr("%1 in all platforms").arg(Sentence::size(sum.bytes));
    }
    if (sum.failed > 0) {
        parts << tr("%n with a problem", nullptr, sum.failed);
    }
    if (sum.images > 0 && destination().isEmpty()) {
        parts << tr("choose a destination store");
    }
    m_summary->setText(parts.join(QStringLiteral(" · ")));
    m_clear->setEnabled(sum.images > 0);
    m_review->setEnabled(sum.images > 0 && !destination().isEmpty());
    showSelectedError();
}

void PreparePage::rememberImages()
{
    QStringList references;
    for (const Reference &reference : m_model->references()) {
        references << reference.toString();
    }
    context().settings().setPreparedImages(references);
}

void PreparePage::showSelectedError()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.size() != 1) {
        return;
    }
    if (const auto error = m_model->errorAt(m_sorted->mapToSource(rows.first()).row())) {
        m_problems->setError(*error);
    } else {
        m_problems->clear();
    }
}

QString PreparePage::destination() const
{
    return m_destination->text().trimmed();
}

Result<End> PreparePage::destinationEnd() const
{
    const QString path = destination();
    // A path is always meant here; a bare word would otherwise be read as a registry.
    const bool hasScheme = path.startsWith(QLatin1String("dir:")) || path.startsWith(QLatin1String("local:"));
    return End::parse(hasScheme ? path : QStringLiteral("dir:") + path);
}

CopyRequest PreparePage::request() const
{
    CopyRequest request;
    request.from = End::eachOwn();
    for (const Reference &reference : m_model->references()) {
        request.items.append({reference, reference});
    }
    request.platforms = m_platforms->platforms();
    request.policy = Policy(m_policy->currentData().toInt());
    return request;
}

void PreparePage::review()
{
    const Result<End> end = destinationEnd();
    if (!end) {
        m_problems->setError(end.error());
        m_destination->setFocus();
        return;
    }
    CopyRequest request = this->request();
    request.to = *end;
    context().settings().setDestinationStore(destination());
    context().settings().addRecentStore(end->location);
    context().review(request);
}

} // namespace stowage

// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/importdialog.h"

#include "text/sentence.h"
#include "ui/dialogs/importquestions.h"
#include "ui/models/celltable.h"
#include "ui/models/importaccountsmodel.h"
#include "ui/models/plaintooltip.h"
#include "ui/models/tasktext.h"
#include "ui/widgets/busybar.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/errordetails.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/viewsetup.h"
#include "ui/widgets/whendone.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHash>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace stowage {

namespace {

enum Tab { ProblemsTab, AccountsTab, IgnoredTab };

QLabel *plainLabel(QWidget *parent, const QString &text = {})
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

ImportDialog::ImportDialog(UiContext &context, const QStringList &files, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_files(files)
    , m_model(new ImportModel(this))
    , m_accounts(new ImportAccountsModel(this))
    , m_problems(new CellTable({tr("Place"), tr("Key"), tr("Problem")}, this))
    , m_ignored(new CellTable({tr("Place"), tr("Has no effect here")}, this))
{
    setObjectName(QStringLiteral("import"));
    setWindowTitle(tr("Import"));
    setAccessibleName(tr("Import"));
    setWindowModality(Qt::WindowModal);
    setSizeGripEnabled(true);
    const int unit = fontMetrics().averageCharWidth();
    const QSize room = parent ? parent->window()->size() * 0.92 : QSize(unit * 130, unit * 80);
    resize(std::min(unit * 180, room.width()), std::min(unit * 112, room.height()));

    auto *heading = plainLabel(this, tr("Import"));
    QFont large = heading->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setWeight(QFont::DemiBold);
    heading->setFont(large);
    m_names = plainLabel(this);
    m_names->setMinimumWidth(1);
    m_questions = new ImportQuestions(context, this);
    m_error = new ErrorDetails(this);

    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(buildJobs());
    splitter->addWidget(buildTabs());
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(heading);
    layout->addWidget(m_names);
    layout->addWidget(m_questions);
    layout->addWidget(m_error);
    layout->addWidget(splitter, 1);
    layout->addLayout(buildButtons());

    connect(m_questions, &ImportQuestions::answered, this, &ImportDialog::read);
    connect(m_questions, &ImportQuestions::choicesChanged, this, &ImportDialog::updateBlocked);
    connect(m_model, &ImportModel::ticksChanged, this, &ImportDialog::updateUse);
    sayFiles();
    read();
}

ImportDialog::~ImportDialog()
{
    m_reading.cancel();
}

QWidget *ImportDialog::buildJobs()
{
    auto *part = new QWidget(this);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *label = plainLabel(part, tr("&Jobs"));
    m_tree = new QTreeView(part);
    m_tree->setObjectName(QStringLiteral("import.jobs"));
    m_tree->setModel(m_model);
    label->setBuddy(m_tree);
    setColumnWidths(m_tree->header(), {44, 58, 12});
    setUpTree(m_tree, tr("Jobs"), QStringLiteral("import/jobs"), m_context.settings());
    m_tree->setSortingEnabled(false); // the order of the files
    m_tree->setMinimumHeight(fontMetrics().height() * 6);
    m_empty = new EmptyState(m_tree, QStringLiteral("text-x-generic"), QString());
    layout->addWidget(label);
    layout->addWidget(m_tree, 1);
    return part;
}

QWidget *ImportDialog::buildTabs()
{
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(QStringLiteral("import.tabs"));
    m_tabs->setAccessibleName(tr("Problems and accounts"));
    m_tabs->setDocumentMode(true);
    const auto addTable = [this](QAbstractItemModel *model, const QString &name, const QString &key,
                                 const QList<int> &widths, QWidget *parent) {
        auto *table = new QTableView(parent);
        table->setObjectName(QStringLiteral("import.") + key);
        table->setModel(model);
        setColumnWidths(table->horizontalHeader(), widths);
        table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
        table->horizontalHeader()->setSortIndicatorClearable(true);
        setUpTable(table, name, QStringLiteral("import/") + key, m_context.settings());
        table->setMinimumHeight(fontMetrics().height() * 4);
        return table;
    };
    m_problemTable = addTable(m_problems, tr("Problems"), QStringLiteral("problems"), {22, 22, 60}, m_tabs);
    setSentenceColumns(m_problemTable, {2});
    connect(m_problemTable, &QTableView::activated, this, &ImportDialog::copyProblem);
    auto *accounts = new QWidget(m_tabs);
    auto *layout = new QVBoxLayout(accounts);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *hint = plainLabel(accounts, tr("What is ticked is kept. The rest counts for these jobs only, until the "
                                         "program ends. Passwords are not shown."));
    hint->setWordWrap(true);
    m_accountTable = addTable(m_accounts, tr("Accounts"), QStringLiteral("accounts"), {24, 26, 40, 20}, accounts);
    m_accountTable->setSortingEnabled(false);
    layout->addWidget(hint);
    layout->addWidget(m_accountTable, 1);
    m_ignoredTable = addTable(m_ignored, tr("Ignored"), QStringLiteral("ignored"), {22, 60}, m_tabs);
    m_tabs->addTab(m_problemTable, QString());
    m_tabs->addTab(accounts, QString());
    m_tabs->addTab(m_ignoredTable, QString());
    m_tabs->hide();
    return m_tabs;
}

QLayout *ImportDialog::buildButtons()
{
    auto *row = new QHBoxLayout;
    m_summary = plainLabel(this);
    m_summary->setObjectName(QStringLiteral("import.summary"));
    m_summary->setWordWrap(true);
    m_busy = new BusyBar(this);
    auto *add = new QPushButton(icons::get(QStringLiteral("list-add")), tr("Add &file…"), this);
    add->setObjectName(QStringLiteral("import.add"));
    add->setAutoDefault(false);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("import.cancel"));
    cancel->setAutoDefault(false);
    m_use = new QPushButton(this);
    m_use->setObjectName(QStringLiteral("import.use"));
    m_use->setIcon(icons::get(QStringLiteral("go-next")));
    m_use->setDefault(true);
    row->addWidget(m_summary, 1);
    row->addWidget(m_busy, 1);
    row->addWidget(add);
    row->addWidget(cancel);
    row->addWidget(m_use);
    connect(add, &QPushButton::clicked, this, &ImportDialog::addFiles);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_use, &QPushButton::clicked, this, &ImportDialog::use);
    connect(m_busy, &BusyBar::cancelRequested, this, [this] {
        ++m_number;
        m_reading.cancel();
        m_toKeep.clear();
        m_busy->stop();
        if (!m_wasRead) {
            reject();
            return;
        }
        updateUse();
    });
    return row;
}

void ImportDialog::sayFiles()
{
    QStringList names;
    for (const QString &file : std::as_const(m_files)) {
        names << Sentence::harmless(QFileInfo(file).fileName(), 80);
    }
    m_names->setText(names.join(QStringLiteral(", ")));
    m_names->setToolTip(plainToolTip(Sentence::harmless(m_files.join(u'\n'), 2000)));
}

void ImportDialog::addFiles()
{
    auto *dialog = new QFileDialog(this, tr("Add files"));
    dialog->setObjectName(QStringLiteral("import.dialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    if (!m_files.isEmpty()) {
        dialog->setDirectory(QFileInfo(m_files.last()).absolutePath());
    }
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &files) {
        for (const QString &file : files) {
            if (!m_files.contains(file)) {
                m_files << file;
            }
        }
        sayFiles();
        read();
    });
    dialog->open();
}

void ImportDialog::read()
{
    TaskContext reading;
    reading.variables = m_questions->answers();
    reading.environment = [](const QString &name) -> std::optional<QString> {
        const QByteArray key = name.toLocal8Bit();
        return qEnvironmentVariableIsSet(key.constData())
                   ? std::optional<QString>(qEnvironmentVariable(key.constData()))
                   : std::nullopt;
    };
    reading.defaultRegistry = m_questions->defaultRegistry();
    reading.defaultNamespace = m_questions->defaultNamespace();
    reading.ignoredKeys = m_questions->ignoredKeys();
    m_reading.cancel();
    m_reading = m_context.service().readTasks(m_files, reading);
    const int number = ++m_number;
    m_summary->hide();
    m_empty->setSentence(tr("Reading…"));
    m_busy->start(tr("Reading…"));
    m_use->setEnabled(false);
    whenDone(this, m_reading, [this, number](const Result<TaskSet> &set) {
        if (number != m_number) {
            return;
        }
        m_busy->stop();
        if (set) {
            m_error->clear();
            show(*set);
        } else {
            m_error->setError(set.error());
            updateUse();
        }
    });
}

void ImportDialog::show(const TaskSet &set)
{
    m_set = set;
    m_empty->setSentence(tr("These files name nothing to copy."));
    m_model->setJobs(m_set.jobs, blocked());
    m_accounts->setAccounts(m_set);
    showProblems();
    ask();
    m_wasRead = true;
    // Long lists stay folded: what matters first is which jobs there are.
    constexpr int mostShown = 200;
    qsizetype images = 0;
    for (const TaskJob &job : std::as_const(m_set.jobs)) {
        images += job.images.size();
    }
    if (images <= mostShown) {
        m_tree->expandAll();
    } else if (m_set.jobs.size() == 1) {
        m_tree->expand(m_model->index(0, 0));
    }
    if (m_model->rowCount() > 0) {
        m_tree->setCurrentIndex(m_model->index(0, 0));
    }
    updateBlocked();
    if (QWidget *open = m_questions->firstOpenField()) {
        open->setFocus();
    }
}

void ImportDialog::showProblems()
{
    QList<CellTable::Row> problems;
    for (const TaskProblem &problem : std::as_const(m_set.problems)) {
        // What is wrong with a key, not with a word, stands for itself.
        const bool noWord = problem.error.kind == ErrorKind::InvalidInput && problem.error.item.isEmpty();
        const QString sentence = noWord ? Sentence::harmless(problem.error.technical) : Sentence::of(problem.error);
        const QString place = TaskText::place(problem.place);
        const QString key = Sentence::harmless(problem.key, 120);
        const QString copy = Sentence::harmless(problem.place.toString(), 400) + QStringLiteral(": ") +
                             (key.isEmpty() ? QString() : key + QStringLiteral(": ")) + sentence;
        Cell where{.text = place, .copy = copy};
        where.icon = icons::bundled(QStringLiteral("state-error"));
        problems.append({where, Cell{.text = key, .copy = copy}, Cell{.text = sentence, .copy = copy}});
    }
    m_problems->setRows(problems);
    QList<CellTable::Row> ignored;
    for (const TaskIgnored &one : std::as_const(m_set.ignored)) {
        ignored.append({Cell{.text = TaskText::place(one.place)}, Cell{.text = Sentence::harmless(one.what, 200)}});
    }
    m_ignored->setRows(ignored);
    const int counts[] = {m_problems->rowCount(), m_accounts->rowCount(), m_ignored->rowCount()};
    const QString titles[] = {tr("&Problems (%L1)"), tr("A&ccounts (%L1)"), tr("I&gnored (%L1)")};
    int first = -1;
    for (int tab = ProblemsTab; tab <= IgnoredTab; ++tab) {
        m_tabs->setTabText(tab, titles[tab].arg(counts[tab]));
        m_tabs->setTabVisible(tab, counts[tab] > 0);
        first = first < 0 && counts[tab] > 0 ? tab : first;
    }
    m_tabs->setVisible(first >= 0);
    if (first >= 0 && (!m_wasRead || counts[m_tabs->currentIndex()] == 0)) {
        m_tabs->setCurrentIndex(first);
    }
}

void ImportDialog::copyProblem(const QModelIndex &index)
{
    const CellTable::Row &row = m_problems->row(index.row());
    QGuiApplication::clipboard()->setText(row.first().copy);
    m_context.notify(tr("Copied."));
    m_summary->setText(tr("Copied: %1").arg(row.first().copy));
}

void ImportDialog::ask()
{
    m_questions->setVariables(m_set.questions);
    QList<ImportQuestions::Refused> refused;
    for (const TaskJob &job : std::as_const(m_set.jobs)) {
        if (!job.refusedKeys.isEmpty()) {
            refused.append({job.place.toString(), TaskText::title(job), job.refusedKeys});
        }
    }
    m_questions->setRefused(refused);
    QStringList elsewhere;
    for (const TaskProblem &problem : std::as_const(m_set.problems)) {
        if (!problem.ignorable.isEmpty()) {
            elsewhere << problem.ignorable;
        }
    }
    m_questions->setElsewhere(elsewhere);
    // The only problem that a field can mend; the reader names the option by which the command line is told.
    const bool defaults = std::any_of(m_set.problems.cbegin(), m_set.problems.cend(), [](const TaskProblem &problem) {
        return problem.error.technical.contains(QLatin1String("--default-registry"));
    });
    if (defaults) {
        m_questions->askDefaults();
    }
}

void ImportDialog::updateBlocked()
{
    m_model->setBlocked(blocked());
    updateUse();
}

bool ImportDialog::hasProblem(const TaskJob &job) const
{
    if (job.place.line == 0) {
        return false; // a list: a line that is no image takes none of the others away
    }
    // A job reaches to the next one in its file.
    int end = 0;
    for (const TaskJob &other : m_set.jobs) {
        if (other.place.file == job.place.file && other.place.line > job.place.line &&
            (end == 0 || other.place.line < end)) {
            end = other.place.line;
        }
    }
    return std::any_of(m_set.problems.cbegin(), m_set.problems.cend(), [&](const TaskProblem &problem) {
        return problem.ignorable.isEmpty() && problem.place.file == job.place.file &&
               problem.place.line >= job.place.line && (end == 0 || problem.place.line < end);
    });
}

bool ImportDialog::hasCommonProblem() const
{
    // Problems of lists, and of files that are no task files at all, take nothing away from the tasks of others.
    QHash<QString, int> firstLine;
    for (const TaskJob &job : m_set.jobs) {
        int &line = firstLine[job.place.file];
        line = line == 0 ? job.place.line : std::min(line, job.place.line);
    }
    return std::any_of(m_set.problems.cbegin(), m_set.problems.cend(), [&](const TaskProblem &problem) {
        if (problem.place.line == 0 || !problem.ignorable.isEmpty()) {
            return false;
        }
        const auto first = firstLine.constFind(problem.place.file);
        return first == firstLine.cend() || problem.place.line < *first;
    });
}

QList<ImportModel::Block> ImportDialog::blocked() const
{
    QList<ImportModel::Block> blocks;
    const QSet<QString> allowed = m_questions->allowed();
    const bool common = hasCommonProblem();
    const bool elsewhere = std::any_of(m_set.problems.cbegin(), m_set.problems.cend(),
                                       [](const TaskProblem &problem) { return !problem.ignorable.isEmpty(); });
    for (const TaskJob &job : m_set.jobs) {
        ImportModel::Block block;
        if (hasProblem(job)) {
            block = {tr("Cannot be used: see the problems below."), true};
        } else if (common && job.place.line > 0) {
            block = {tr("Cannot be used: see the problems below."), true};
        } else if (elsewhere && job.place.line > 0) {
            block = {tr("Waits for the answers above."), false};
        } else if (!m_set.questions.isEmpty() && job.place.line > 0) {
            // Any task may use the variable; a question names only the first that does.
            block = {tr("Waits for the answers above."), false};
        } else if (!job.refusedKeys.isEmpty() && !allowed.contains(job.place.toString())) {
            block = {tr("Not used: %1 is not evaluated here. Allow it above.")
                         .arg(Sentence::harmless(job.refusedKeys.join(QStringLiteral(", ")), 80)),
                     false};
        }
        blocks.append(block);
    }
    return blocks;
}

void ImportDialog::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    // Enter answers a question or copies a problem; it does not start anything there.
    if (enter && (m_questions->hasFocusInside() || m_problemTable->hasFocus())) {
        event->accept();
        return;
    }
    QDialog::keyPressEvent(event);
}

} // namespace stowage

// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/reviewsheet.h"

#include "service/wording.h"
#include "text/sentence.h"
#include "ui/models/plaintooltip.h"
#include "ui/models/planmodel.h"
#include "ui/models/transfersmodel.h"
#include "ui/widgets/errordetails.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/statustext.h"
#include "ui/widgets/viewsetup.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace stowage {

namespace {

enum IndexChoice { Filtered, WithAttestations, Whole };

QLabel *plainLabel(QWidget *parent, const QString &text = {})
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

ReviewSheet::ReviewSheet(UiContext &context, const CopyRequest &request, const QList<PlannedImage> &refused,
                         QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_request(request)
    , m_refused(refused)
    , m_askedPlatforms(request.platforms)
    , m_model(new PlanModel(this))
{
    setObjectName(QStringLiteral("review"));
    setWindowTitle(tr("Review"));
    setAccessibleName(tr("Review"));
    setWindowModality(Qt::WindowModal);
    setSizeGripEnabled(true);
    const int unit = fontMetrics().averageCharWidth();
    const QSize room = parent ? parent->window()->size() * 0.92 : QSize(unit * 130, unit * 80);
    resize(std::min(unit * 190, room.width()), std::min(unit * 112, room.height()));

    auto *heading = plainLabel(this, tr("Review"));
    QFont large = heading->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setWeight(QFont::DemiBold);
    heading->setFont(large);
    auto *line = plainLabel(this, TransfersModel::title(request));
    line->setToolTip(plainToolTip(Sentence::harmless(request.to.toString())));

    m_stack = new QStackedWidget(this);
    m_stack->addWidget(buildBusy());
    m_stack->addWidget(buildPlan());
    m_stack->addWidget(buildFailure());

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(heading);
    layout->addWidget(line);
    layout->addWidget(m_stack, 1);
    layout->addLayout(buildButtons());

    connect(&m_watcher, &QFutureWatcherBase::finished, this, &ReviewSheet::planArrived);
    connect(&m_watcher, &QFutureWatcherBase::progressRangeChanged, m_busyBar, &QProgressBar::setRange);
    connect(&m_watcher, &QFutureWatcherBase::progressValueChanged, m_busyBar, &QProgressBar::setValue);
    makePlan();
}

ReviewSheet::~ReviewSheet()
{
    m_watcher.disconnect(this);
    m_watcher.cancel();
}

QWidget *ReviewSheet::buildBusy()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    m_busyText = plainLabel(page, tr("Reading the manifests and looking what is there already…"));
    m_busyText->setAlignment(Qt::AlignCenter);
    m_busyText->setWordWrap(true);
    m_busyBar = new QProgressBar(page);
    m_busyBar->setRange(0, 0);
    m_busyBar->setTextVisible(false);
    m_busyBar->setAccessibleName(tr("Planning"));
    m_busyBar->setFixedWidth(fontMetrics().averageCharWidth() * 50);
    layout->addStretch(2);
    layout->addWidget(m_busyText);
    layout->addWidget(m_busyBar, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    return page;
}

QWidget *ReviewSheet::buildPlan()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);

    m_happens = plainLabel(page);
    m_happens->setWordWrap(true);
    layout->addWidget(m_happens);

    auto *splitter = new QSplitter(Qt::Vertical, page);
    auto *sorted = new NaturalSortModel(this);
    sorted->setSourceModel(m_model);
    m_table = new QTableView(splitter);
    m_table->setObjectName(QStringLiteral("review.images"));
    m_table->setModel(sorted);
    setColumnWidths(m_table->horizontalHeader(), {40, 40, 16, 24, 9, 12});
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    setUpTable(m_table, tr("Images"), QStringLiteral("review/images"), m_context.settings());

    setSentenceColumns(m_table, {PlanModel::Note});

    auto *below = new QWidget(splitter);
    auto *belowLayout = new QVBoxLayout(below);
    belowLayout->setContentsMargins(0, 0, 0, 0);
    m_noticesLabel = plainLabel(below, tr("&Notices"));
    m_notices = new QListWidget(below);
    m_notices->setObjectName(QStringLiteral("review.notices"));
    m_notices->setAccessibleName(tr("Notices"));
    m_notices->setWordWrap(true);
    m_notices->setTextElideMode(Qt::ElideNone);
    m_notices->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_notices->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_noticesLabel->setBuddy(m_notices);
    belowLayout->addWidget(m_noticesLabel);
    belowLayout->addWidget(m_notices, 1);
    splitter->addWidget(m_table);
    splitter->addWidget(below);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    rememberSplitter(splitter, QStringLiteral("review/splitter"), m_context.settings());
    layout->addWidget(splitter, 1);

    auto *sums = new QGridLayout;
    sums->setHorizontalSpacing(fontMetrics().averageCharWidth() * 3);
    const auto addSum = [&](int column, const QString &name) {
        auto *title = plainLabel(page, name);
        QFont small = title->font();
        small.setPointSizeF(small.pointSizeF() * 0.9);
        title->setFont(small);
        title->setForegroundRole(QPalette::PlaceholderText);
        auto *value = plainLabel(page);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        sums->addWidget(title, 0, column);
        sums->addWidget(value, 1, column);
        return value;
    };
    m_toMove = addSum(0, tr("To move"));
    m_present = addSum(1, tr("Already there"));
    m_mounted = addSum(2, tr("Mounted"));
    m_blobs = addSum(3, tr("Unique blobs"));
    m_needed = addSum(4, tr("Space needed"));
    sums->setColumnStretch(5, 1);
    m_indexLabel = plainLabel(page, tr("Inde&x"));
    m_index = new QComboBox(page);
    m_index->setObjectName(QStringLiteral("review.index"));
    m_index->addItem(tr("Only the chosen platforms"), Filtered);
    m_index->addItem(tr("Chosen platforms with attestations"), WithAttestations);
    m_index->addItem(tr("Every platform, bytes unchanged"), Whole);
    m_index->setCurrentIndex(m_request.keepAttestations ? WithAttestations : Filtered);
    m_indexLabel->setBuddy(m_index);
    m_indexLabel->setVisible(!m_askedPlatforms.isEmpty());
    m_index->setVisible(!m_askedPlatforms.isEmpty());
    sums->addWidget(m_indexLabel, 0, 6);
    sums->addWidget(m_index, 1, 6);
    layout->addLayout(sums);
    connect(m_index, &QComboBox::activated, this, &ReviewSheet::indexChoiceChanged);
    return page;
}

QWidget *ReviewSheet::buildFailure()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    m_failure = new ErrorDetails(page);
    layout->addStretch(1);
    layout->addWidget(m_failure);
    layout->addStretch(2);
    return page;
}

QLayout *ReviewSheet::buildButtons()
{
    auto *row = new QHBoxLayout;
    m_goOn = new QCheckBox(tr("&Go on without the refused images"), this);
    m_goOn->hide();
    auto *cancel = new QPushButton(tr("&Cancel"), this);
    cancel->setAutoDefault(false);
    m_start = new QPushButton(icons::get(QStringLiteral("media-playback-start")), tr("&Start"), this);
    m_start->setDefault(true);
    m_start->setEnabled(false);
    row->addWidget(m_goOn);
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(m_start);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_start, &QPushButton::clicked, this, &ReviewSheet::start);
    connect(m_goOn, &QCheckBox::toggled, this, &ReviewSheet::updateStart);
    return row;
}

void ReviewSheet::makePlan()
{
    m_hasPlan = false;
    m_busyBar->setRange(0, 0);
    m_stack->setCurrentIndex(0);
    m_goOn->hide();
    updateStart();
    if (m_request.items.isEmpty() && !m_refused.isEmpty()) { // nothing is left to plan
        Plan plan;
        plan.request = m_request;
        plan.images = m_refused;
        showPlan(plan);
        return;
    }
    m_watcher.setFuture(m_context.service().plan(m_request));
}

void ReviewSheet::planArrived()
{
    const QFuture<Result<Plan>> future = m_watcher.future();
    if (future.resultCount() == 0) {
        return; // cancelled: the sheet is closing or planning again
    }
    Result<Plan> plan = future.result();
    if (plan) {
        plan->images.append(m_refused);
        showPlan(*plan);
        return;
    }
    m_failure->setError(plan.error());
    m_stack->setCurrentIndex(2);
    updateStart();
}

void ReviewSheet::showPlan(const Plan &plan)
{
    m_hasPlan = true;
    m_model->setPlan(plan);
    const bool renames = std::any_of(plan.images.cbegin(), plan.images.cend(),
                                     [](const PlannedImage &image) { return image.item.source != image.item.target; });
    m_table->setColumnHidden(PlanModel::Target, !renames);

    const int refused = m_model->count(ImageAction::Refuse);
    const int unwanted = m_model->unwantedCount();
    const int skipped = m_model->count(ImageAction::Skip) - unwanted;
    const int overwritten = m_model->count(ImageAction::Overwrite);
    QStringList happens;
    if (const int copied = m_model->count(ImageAction::Copy); copied > 0) {
        happens << tr("%n image(s) will be copied", nullptr, copied);
    }
    if (overwritten > 0) {
        happens << tr("%n overwritten", nullptr, overwritten);
    }
    if (skipped > 0) {
        happens << tr("%n already there", nullptr, skipped);
    }
    if (unwanted > 0) {
        happens << tr("%n without such a platform", nullptr, unwanted);
    }
    if (refused > 0) {
        happens << tr("%n refused", nullptr, refused);
    }
    m_happens->setText(happens.join(QStringLiteral(", ")) + QLatin1Char('.'));

    const Plan::Totals &totals = plan.totals;
    const qint64 mounted = m_model->bytesMounted();
    m_blobs->setText(QLocale().toString(totals.uniqueBlobs));
    const auto amount = [](qint64 bytes, qint64 blobs) {
        return blobs == 0 ? tr("Nothing") : tr("%1 in %n blob(s)", nullptr, int(blobs)).arg(Sentence::size(bytes));
    };
    m_toMove->setText(amount(totals.bytesToTransfer, totals.blobsToTransfer));
    m_present->setText(amount(totals.bytesPresent, totals.blobsPresent));
    m_mounted->setText(mounted == 0 ? tr("Nothing") : Sentence::size(mounted));
    m_needed->setText(Sentence::size(totals.bytesNeeded));
    showNotices(plan);

    m_goOn->setChecked(false);
    m_goOn->setVisible(refused > 0 && refused < plan.images.size());
    m_stack->setCurrentIndex(1);
    updateStart();
    if (m_start->isEnabled()) {
        m_start->setFocus();
    } else if (m_goOn->isVisible()) {
        m_goOn->setFocus();
    }
}

void ReviewSheet::showNotices(const Plan &plan)
{
    m_notices->clear();
    const QIcon red = icons::bundled(QStringLiteral("state-error"));
    const QIcon amber = icons::bundled(QStringLiteral("state-warning"));
    for (const PlannedImage &image : plan.images) {
        if (image.refusal) {
            new QListWidgetItem(red, Sentence::of(*image.refusal), m_notices);
        }
    }
    for (const PlanWarning &warning : plan.warnings) {
        new QListWidgetItem(warning.kind == PlanWarning::Kind::SmallSpace ? red : amber, Wording::warning(warning),
                            m_notices);
    }
    m_noticesLabel->parentWidget()->setVisible(m_notices->count() > 0);
}

void ReviewSheet::updateStart()
{
    const Plan &plan = m_model->plan();
    const int refused = m_model->count(ImageAction::Refuse);
    const bool roomy = std::none_of(plan.warnings.cbegin(), plan.warnings.cend(), [](const PlanWarning &warning) {
        return warning.kind == PlanWarning::Kind::SmallSpace;
    });
    const bool agreed = refused == 0 || (refused < plan.images.size() && m_goOn->isChecked());
    m_start->setEnabled(m_hasPlan && !plan.images.isEmpty() && roomy && agreed);
    QString why;
    if (m_hasPlan && !roomy) {
        why = tr("There is not enough space.");
    } else if (m_hasPlan && refused > 0 && !agreed) {
        why = refused == plan.images.size() ? tr("Every image was refused.") : tr("Some images were refused.");
    }
    m_start->setToolTip(why);
    m_start->setAccessibleDescription(why);
}

void ReviewSheet::start()
{
    if (!m_start->isEnabled()) {
        return;
    }
    m_hasPlan = false; // a second press starts nothing
    m_start->setEnabled(false);
    const JobId job = m_context.service().start(m_model->plan());
    Q_EMIT started(job);
    m_context.showPage(PageId::Transfers);
    accept();
}

void ReviewSheet::indexChoiceChanged()
{
    const int choice = m_index->currentData().toInt();
    m_request.platforms = choice == Whole ? QList<Platform>() : m_askedPlatforms;
    m_request.keepAttestations = choice == WithAttestations;
    m_watcher.cancel();
    makePlan();
}

} // namespace stowage

// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/comparepage.h"

#include "service/copyitems.h"
#include "text/sentence.h"
#include "ui/models/comparisonmodel.h"
#include "ui/widgets/busybar.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/endchooser.h"
#include "ui/widgets/errordetails.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/viewsetup.h"
#include "ui/widgets/whendone.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QTreeView>

namespace stowage {

namespace {

constexpr int openGroupUpTo = 500; ///< Longer groups stay folded at first.

} // namespace

ComparePage::ComparePage(UiContext &context, QWidget *parent)
    : Page(context, QStringLiteral("page.compare"), tr("Compare"),
           tr("See what differs between two stores or registries, and copy what is missing."), parent)
    , m_model(new ComparisonModel(this))
{
    buildActions();
    content()->addWidget(buildEnds());
    m_error = new ErrorDetails(this);
    content()->addWidget(m_error);
    content()->addWidget(buildDifferences(), 1);
    m_withDifferent = new QCheckBox(tr("Copy the &different ones too"), this);
    m_withDifferent->setToolTip(tr("Their tags on the right move to what the left has"));
    m_busy = new BusyBar(this);
    addToButtonRow(m_withDifferent);
    addToButtonRow(m_busy, 1);
    addButton(m_copy);
    setPrimaryButton(m_compare);
    setTabOrder(m_tree, m_withDifferent);

    connect(m_left, &EndChooser::edited, this, &ComparePage::updateActions);
    connect(m_right, &EndChooser::edited, this, &ComparePage::updateActions);
    connect(m_left->field()->lineEdit(), &QLineEdit::returnPressed, m_compare, &QAction::trigger);
    connect(m_right->field()->lineEdit(), &QLineEdit::returnPressed, m_compare, &QAction::trigger);
    connect(m_filter, &QLineEdit::textChanged, m_model, &ComparisonModel::setFilter);
    connect(m_withDifferent, &QCheckBox::toggled, this, &ComparePage::updateActions);
    connect(m_busy, &BusyBar::cancelRequested, this, &ComparePage::cancel);
    updateActions();
    updateSummary();
}

void ComparePage::buildActions()
{
    m_compare = addPageAction(tr("&Compare"), QStringLiteral("page-compare"), QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_copy =
        addPageAction(tr("Copy &missing to right"), QStringLiteral("go-next"), QKeySequence(Qt::CTRL | Qt::Key_Right));
    m_copy->setToolTip(tr("Copy to the right what only the left has"));
    m_swap = addPageAction(tr("S&wap left and right"), QStringLiteral("page-compare"));
    connect(m_compare, &QAction::triggered, this, &ComparePage::compare);
    connect(m_copy, &QAction::triggered, this, &ComparePage::copyMissing);
    connect(m_swap, &QAction::triggered, this, &ComparePage::swap);
}

QWidget *ComparePage::buildEnds()
{
    auto *ends = new QWidget(this);
    auto *grid = new QGridLayout(ends);
    grid->setContentsMargins(0, 0, 0, 0);
    m_left = new EndChooser(context(), tr("&Left"), QStringLiteral("compare/left"),
                            EndChooser::Offer::StoresAndRegistries, ends);
    m_right = new EndChooser(context(), tr("&Right"), QStringLiteral("compare/right"),
                             EndChooser::Offer::StoresAndRegistries, ends);
    m_left->addTo(grid, 0);
    m_right->addTo(grid, 1);
    QPushButton *swapButton = buttonFor(m_swap, ends);
    grid->addWidget(swapButton, 0, 3, 2, 1);
    setTabOrder(m_left->field(), m_left->button());
    setTabOrder(m_left->button(), m_right->field());
    setTabOrder(m_right->field(), m_right->button());
    setTabOrder(m_right->button(), swapButton);
    return ends;
}

QWidget *ComparePage::buildDifferences()
{
    auto *part = new QWidget(this);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *head = new QHBoxLayout;
    m_summary = new QLabel(part);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    auto *label = new QLabel(tr("F&ilter"), part);
    m_filter = new QLineEdit(part);
    m_filter->setObjectName(QStringLiteral("compare.filter"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(fontMetrics().averageCharWidth() * 32);
    label->setBuddy(m_filter);
    head->addWidget(m_summary, 1);
    head->addWidget(label);
    head->addWidget(m_filter);
    layout->addLayout(head);

    m_tree = new QTreeView(part);
    m_tree->setObjectName(QStringLiteral("compare.differences"));
    m_tree->setModel(m_model);
    setColumnWidths(m_tree->header(), {50, 12, 12, 20, 20, 20});
    m_tree->header()->setSortIndicator(ComparisonModel::NameColumn, Qt::AscendingOrder);
    setUpTree(m_tree, tr("Differences"), QStringLiteral("compare/differences"), context().settings());
    m_tree->addAction(m_copy);
    auto *first = new QAction(tr("Choose the left folder"), this);
    connect(first, &QAction::triggered, m_left->button(), &QToolButton::click);
    new EmptyState(m_tree, QStringLiteral("page-compare"),
                   tr("Choose two folders or registries above, then compare them."), first);
    layout->addWidget(m_tree, 1);
    return part;
}

QWidget *ComparePage::filterField() const
{
    return m_filter;
}

QWidget *ComparePage::firstFocus() const
{
    return m_left->field();
}

void ComparePage::refresh()
{
    if (m_compare->isEnabled()) {
        compare();
    }
}

void ComparePage::compare()
{
    if (!m_compare->isEnabled()) {
        return;
    }
    const Result<End> left = m_left->end();
    const Result<End> right = m_right->end();
    if (!left || !right) {
        m_error->setError(left ? right.error() : left.error());
        (left ? m_right : m_left)->field()->setFocus();
        return;
    }
    cancel();
    m_error->clear();
    m_left->remember();
    m_right->remember();
    m_running = true;
    const int number = ++m_number;
    m_busy->start(tr("Reading both sides…"));
    updateActions();
    m_work = context().service().compare(*left, *right);
    whenDone(this, m_work, [this, number, from = *left, to = *right](const Result<Comparison> &result) {
        if (number == m_number) {
            compared(from, to, result);
        }
    });
}

void ComparePage::cancel()
{
    ++m_number; // whatever still arrives no longer counts
    m_work.cancel();
    m_running = false;
    m_busy->stop();
    updateActions();
}

void ComparePage::compared(const End &left, const End &right, const Result<Comparison> &result)
{
    m_running = false;
    m_busy->stop();
    if (!result) {
        m_error->setError(result.error());
        m_model->clear();
    } else {
        m_comparedLeft = left;
        m_comparedRight = right;
        m_model->setComparison(*result);
        for (const auto group : {ComparisonModel::OnlyLeft, ComparisonModel::OnlyRight, ComparisonModel::Different}) {
            m_tree->setExpanded(m_model->index(group, 0), m_model->images(group) <= openGroupUpTo);
        }
    }
    updateActions();
    updateSummary();
}

void ComparePage::swap()
{
    const QString left = m_left->text();
    m_left->setText(m_right->text());
    m_right->setText(left);
}

bool ComparePage::isCurrent() const
{
    const Result<End> left = m_left->end();
    const Result<End> right = m_right->end();
    return !m_model->isEmpty() && left && right && *left == m_comparedLeft && *right == m_comparedRight;
}

void ComparePage::updateActions()
{
    m_compare->setEnabled(!m_running && !m_left->text().isEmpty() && !m_right->text().isEmpty());
    const int different = m_model->images(ComparisonModel::Different);
    const int missing = m_model->images(ComparisonModel::OnlyLeft);
    m_withDifferent->setVisible(different > 0);
    m_copy->setEnabled(!m_running && isCurrent() && (missing > 0 || (different > 0 && m_withDifferent->isChecked())));
}

void ComparePage::updateSummary()
{
    if (m_model->isEmpty()) {
        m_summary->clear();
        return;
    }
    const auto part = [this](ComparisonModel::Group group) {
        //: Number of images and their bytes.
        return tr("%n image(s), %1", nullptr, m_model->images(group)).arg(Sentence::size(m_model->bytes(group)));
    };
    QStringList parts;
    parts << tr("Only left: %1").arg(part(ComparisonModel::OnlyLeft));
    parts << tr("Only right: %1").arg(part(ComparisonModel::OnlyRight));
    parts << tr("Different: %1").arg(part(ComparisonModel::Different));
    parts << tr("Same: %1").arg(part(ComparisonModel::Same));
    m_summary->setText(parts.join(QStringLiteral("  ·  ")));
}

void ComparePage::copyMissing()
{
    CopyRequest request;
    request.from = m_comparedLeft;
    request.to = m_comparedRight;
    QList<ListedImage> images = m_model->leftImages(ComparisonModel::OnlyLeft);
    if (m_withDifferent->isChecked()) {
        images += m_model->leftImages(ComparisonModel::Different);
    }
    QList<Reference> sources;
    for (const ListedImage &image : std::as_const(images)) {
        sources.append(image.reference);
    }
    const Result<QList<CopyItem>> items = copyItems(request.from, request.to, sources);
    if (!items) {
        m_error->setError(items.error());
        return;
    }
    request.items = *items;
    context().review(request);
}

} // namespace stowage

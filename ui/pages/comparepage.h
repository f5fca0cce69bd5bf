// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/comparison.h"
#include "ui/widgets/page.h"

#include <QFuture>

class QCheckBox;
class QLabel;
class QLineEdit;
class QTreeView;

namespace stowage {

class BusyBar;
class ComparisonModel;
class EndChooser;
class ErrorDetails;

/// What differs between two ends, and the way to bring the right up to the left.
class ComparePage : public Page
{
    Q_OBJECT

public:
    explicit ComparePage(UiContext &context, QWidget *parent = nullptr);

    void refresh() override;
    QWidget *filterField() const override;
    QWidget *firstFocus() const override;
    const ComparisonModel &model() const { return *m_model; }

private:
    void buildActions();
    QWidget *buildEnds();
    QWidget *buildDifferences();
    void compare();
    void cancel();
    void compared(const End &left, const End &right, const Result<Comparison> &result);
    void swap();
    void copyMissing();
    void updateActions();
    void updateSummary();
    /// Whether the fields still say what was compared.
    bool isCurrent() const;

    ComparisonModel *m_model = nullptr;
    EndChooser *m_left = nullptr;
    EndChooser *m_right = nullptr;
    QLineEdit *m_filter = nullptr;
    QTreeView *m_tree = nullptr;
    QCheckBox *m_withDifferent = nullptr;
    QLabel *m_summary = nullptr;
    ErrorDetails *m_error = nullptr;
    BusyBar *m_busy = nullptr;
    QAction *m_compare = nullptr;
    QAction *m_copy = nullptr;
    QAction *m_swap = nullptr;
    End m_comparedLeft;
    End m_comparedRight;
    QFuture<Result<Comparison>> m_work;
    int m_number = 0; ///< Of the comparison whose answer counts.
    bool m_running = false;
};

} // namespace stowage

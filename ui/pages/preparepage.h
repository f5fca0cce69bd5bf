// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tasks/taskset.h"
#include "ui/widgets/page.h"

#include <QUndoStack>

class QComboBox;
class QLabel;
class QLineEdit;
class QTableView;

namespace stowage {

class ErrorDetails;
class NaturalSortModel;
class PlatformPicker;
class PrepareModel;
class ReferenceField;

/// Choose images to fetch, for which platforms, into which store.
class PreparePage : public Page
{
    Q_OBJECT

public:
    explicit PreparePage(UiContext &context, QWidget *parent = nullptr);

    void refresh() override;
    QWidget *filterField() const override;
    QWidget *firstFocus() const override;
    ExportedJob exportedJob() const override;

    /// Adds those that are not in the list yet, as one undoable step.
    void addReferences(const QList<Reference> &references);
    /// What a person typed, pasted or dropped: references, lists, `docker pull` lines. Problems are shown.
    void addText(const QString &text);
    /// Takes over pulls of named images that are alike but for these: images, platforms, policy, and the destination
    /// when it is named. One undoable step.
    void addJobs(const QList<TaskJob> &jobs);
    const PrepareModel &model() const { return *m_model; }
    /// For the Edit menu.
    QUndoStack *undoStack() { return &m_undo; }

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    friend class ImportImages;
    /// What stands beside the list.
    struct Wants
    {
        QStringList platforms;
        Policy policy = Policy::Strict;
        QString destination;
    };
    Wants wants() const;
    void setWants(const Wants &wants);
    /// Those that are not in the list yet, each once.
    QList<Reference> freshOf(const QList<Reference> &references) const;
    QWidget *buildImages();
    QWidget *buildChoices();
    QWidget *buildDestination();
    void buildActions();
    void addTyped();
    void removeSelected();
    void chooseDestination();
    void wantsChanged();
    void summaryChanged();
    void rememberImages();
    void showSelectedError();
    void review();
    QString destination() const;
    Result<End> destinationEnd() const;
    CopyRequest request() const;

    PrepareModel *m_model = nullptr;
    NaturalSortModel *m_sorted = nullptr;
    QUndoStack m_undo;
    ReferenceField *m_reference = nullptr;
    QLineEdit *m_filter = nullptr;
    QTableView *m_table = nullptr;
    ErrorDetails *m_problems = nullptr;
    PlatformPicker *m_platforms = nullptr;
    QComboBox *m_policy = nullptr;
    QLineEdit *m_destination = nullptr;
    QLabel *m_summary = nullptr;
    QAction *m_add = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_clear = nullptr;
    QAction *m_import = nullptr;
    QAction *m_choose = nullptr;
    QAction *m_review = nullptr;
};

} // namespace stowage

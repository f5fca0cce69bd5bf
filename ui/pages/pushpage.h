// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/listing.h"
#include "copy/request.h"
#include "service/types.h"
#include "tasks/taskset.h"
#include "ui/widgets/page.h"

#include <QFuture>
#include <QTimer>

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QTableView;

namespace stowage {

class CheckList;
class EndChooser;
class ErrorDetails;
class PlatformPicker;
class PushPreviewModel;

/// From a store to a registry: which images, under which names, checked before a byte moves.
class PushPage : public Page
{
    Q_OBJECT

public:
    explicit PushPage(UiContext &context, QWidget *parent = nullptr);

    void refresh() override;
    QWidget *filterField() const override;
    QWidget *firstFocus() const override;
    ExportedJob exportedJob() const override;
    /// Takes over a push of whatever matches: source, pattern, name, platforms and policy. Reads the source.
    void takeJob(const TaskJob &job);
    const PushPreviewModel &model() const { return *m_model; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    enum class SourceState { None, Reading, Ready, Failed };
    enum class RegistryState { Unknown, Asking, Good, Bad };
    enum Check { SourceCheck, NameCheck, RegistryCheck }; ///< Lines of the check list.

    void buildActions();
    QWidget *buildFields();
    QWidget *buildPreview();
    QWidget *buildSide();
    QWidget *buildOptions();
    void fillRegistries();
    void sourceChanged();
    void readSource();
    void sourceRead(const Result<Listing> &listing);
    void registryChosen();
    void nameEdited();
    /// Makes the names anew in the background; the latest counts.
    void preview();
    void named(const Result<QList<CopyItem>> &items);
    void showCollisions();
    QList<Reference> sources() const;
    void sayForm(const std::optional<Error> &error);
    void checkRegistry();
    void updateChecks();
    void updateActions();
    /// Once the names of what was typed last are there.
    void start();
    void startNamed();
    /// Host that all targets of the preview are in; empty when there is none or more than one.
    QString targetHost() const;
    RegistrySettings settingsOf(const QString &host) const;

    PushPreviewModel *m_model = nullptr;
    EndChooser *m_source = nullptr;
    QLineEdit *m_match = nullptr;
    QComboBox *m_registry = nullptr;
    QLineEdit *m_name = nullptr;
    QLabel *m_form = nullptr;
    QTableView *m_table = nullptr;
    CheckList *m_checks = nullptr;
    PlatformPicker *m_platforms = nullptr;
    QComboBox *m_policy = nullptr;
    ErrorDetails *m_error = nullptr;
    QLabel *m_summary = nullptr;
    QAction *m_check = nullptr;
    QAction *m_start = nullptr;

    QTimer m_typing; ///< Names are made anew when typing pauses.
    End m_end;       ///< The source that was or is being read.
    Listing m_listing;
    SourceState m_sourceState = SourceState::None;
    int m_read = 0; ///< Number of the listing whose answer counts.
    QFuture<Result<QList<CopyItem>>> m_naming;
    int m_named = 0; ///< Number of the preview whose answer counts.
    bool m_startWanted = false;
    std::optional<Error> m_nameError;
    QString m_former; ///< Registry that stands at the front of the name.
    RegistryState m_registryState = RegistryState::Unknown;
    QString m_checkedHost;
    QString m_registrySentence;
    int m_test = 0; ///< Number of the registry test whose answer counts.
};

} // namespace stowage

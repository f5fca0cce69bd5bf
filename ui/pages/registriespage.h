// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "service/types.h"
#include "ui/widgets/page.h"

#include <QFuture>

#include <optional>

class QLabel;
class QLineEdit;
class QTableView;
class QTreeView;

namespace stowage {

class BusyBar;
class EmptyState;
class ErrorDetails;
class RegistriesModel;
class RemoteModel;

/// Accounts and trust: which registries are known, as whom, how they are spoken to; and a look at what they hold.
class RegistriesPage : public Page
{
    Q_OBJECT

public:
    explicit RegistriesPage(UiContext &context, QWidget *parent = nullptr);

    void refresh() override;
    QWidget *filterField() const override;
    QWidget *firstFocus() const override;
    const RegistriesModel &model() const { return *m_model; }
    const RemoteModel &remote() const { return *m_remote; }

private:
    void buildActions();
    QWidget *buildTable();
    QWidget *buildRemote();
    void fill();
    void edit(const std::optional<RegistryEntry> &entry);
    void remove();
    void test();
    void tested(const RegistryEntry &entry, const Result<RegistryTest> &result);
    void listRepositories();
    void listTags(const QString &repository);
    void lookUpTyped();
    void addToPrepare();
    void currentChanged();
    void updateActions();
    void select(const QString &scope);
    std::optional<RegistryEntry> current() const;

    RegistriesModel *m_model = nullptr;
    RemoteModel *m_remote = nullptr;
    QTableView *m_table = nullptr;
    QTreeView *m_tree = nullptr;
    QLineEdit *m_filter = nullptr;
    QLabel *m_result = nullptr;
    EmptyState *m_remoteEmpty = nullptr;
    ErrorDetails *m_session = nullptr;
    ErrorDetails *m_error = nullptr;
    BusyBar *m_busy = nullptr;
    QAction *m_add = nullptr;
    QAction *m_edit = nullptr;
    QAction *m_removeAction = nullptr;
    QAction *m_test = nullptr;
    QAction *m_list = nullptr;
    QAction *m_prepare = nullptr;
    QString m_shownScope; ///< Whose repositories are shown or were asked for.
    QFuture<Result<QStringList>> m_listing;
    int m_listNumber = 0; ///< Of the listing whose answer counts.
    int m_testNumber = 0;
};

} // namespace stowage

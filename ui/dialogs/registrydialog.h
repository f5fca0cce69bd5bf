// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "service/types.h"

#include <QDialog>
#include <QFuture>

#include <optional>

class QCheckBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace stowage {

class ErrorDetails;
class UiContext;

/// Adds a registry or edits one: its account and how it is spoken to. Opened with open(). Saves through the service and
/// closes when that is done; the password leaves with the save and is nowhere kept here.
class RegistryDialog : public QDialog
{
    Q_OBJECT

public:
    /// Without `entry`: a new registry.
    RegistryDialog(UiContext &context, const std::optional<RegistryEntry> &entry, QWidget *parent = nullptr);

Q_SIGNALS:
    /// The scope that was added or changed.
    void saved(const QString &scope);

private:
    QWidget *buildAccount();
    QWidget *buildConnection();
    QLineEdit *addLine(QFormLayout *form, const QString &label, const QString &name, const QString &objectName);
    QLineEdit *addFile(QFormLayout *form, const QString &label, const QString &name, const QString &objectName);
    /// The fields of both groups begin at one line.
    void alignLabels();
    void fill(const RegistryEntry &entry);
    /// What the fields say; the error names the field.
    Result<RegistrySettings> settings() const;
    Result<QString> scope() const;
    std::optional<Account> account(const QString &scope) const;
    void test();
    void save();
    void finishSaving(const QString &scope, const std::optional<Error> &error);
    void setBusy(const QString &sentence);
    void updateFields();

    UiContext &m_context;
    std::optional<RegistryEntry> m_entry;
    QWidget *m_fields = nullptr;
    QLineEdit *m_registry = nullptr;
    QLineEdit *m_scope = nullptr;
    QLineEdit *m_user = nullptr;
    QLineEdit *m_secret = nullptr;
    QCheckBox *m_plain = nullptr;
    QCheckBox *m_skip = nullptr;
    QLabel *m_warning = nullptr;
    QLineEdit *m_ca = nullptr;
    QLineEdit *m_certificate = nullptr;
    QLineEdit *m_key = nullptr;
    QLineEdit *m_proxy = nullptr;
    QLineEdit *m_mirror = nullptr;
    QLabel *m_result = nullptr;
    ErrorDetails *m_error = nullptr;
    QPushButton *m_test = nullptr;
    QPushButton *m_save = nullptr;
    QFuture<Result<RegistryTest>> m_testing;
    int m_number = 0; ///< Of the test or save whose answer counts.
};

} // namespace stowage

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QMap>
#include <QString>

namespace stowage {

/// Which accounts were given to the keychain: scopes and user names, never a secret. A settings file that several
/// programs may change; every call looks at the file anew.
///
/// Needed because a locked keychain answers like an empty one: only this tells "locked" from "never saved".
class AccountIndex
{
public:
    /// `file`: path of an INI file, made when first written.
    explicit AccountIndex(QString file)
        : m_file(std::move(file))
    {
    }

    /// Scope → user name.
    QMap<QString, QString> read() const;
    /// NotWritable when the file cannot be written.
    Result<void> put(const QString &scope, const QString &username);
    Result<void> remove(const QString &scope);

private:
    const QString m_file;
};

} // namespace stowage

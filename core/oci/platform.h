// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QList>
#include <QString>

namespace stowage {

/// os/architecture[/variant] with an optional os.version, normalised as containerd does (P03, P05, P06).
class Platform
{
public:
    Platform() = default;
    /// Normalises: `linux/x86_64` is `linux/amd64`, `linux/arm64/v8` is `linux/arm64`, `linux/arm` is `linux/arm/v7`.
    Platform(const QString &os, const QString &architecture, const QString &variant = {},
             const QString &osVersion = {});

    /// `os/arch`, `os/arch/variant`, or with a Windows build `windows(10.0.20348.2113)/amd64` or
    /// `windows/amd64:10.0.20348.2113`. InvalidInput otherwise.
    static Result<Platform> parse(QStringView text);

    const QString &os() const { return m_os; }
    const QString &architecture() const { return m_architecture; }
    const QString &variant() const { return m_variant; }
    const QString &osVersion() const { return m_osVersion; }

    bool isNull() const { return m_os.isEmpty() && m_architecture.isEmpty(); }
    /// `unknown/unknown`: BuildKit's attestations (P08).
    bool isUnknown() const;
    /// Whether an image of platform `candidate` is asked for by this one: equal os, architecture and variant, and
    /// os.version only when this one names it (design: the filter; P02 and P04 do not apply to copying).
    bool selects(const Platform &candidate) const;
    /// `linux/arm/v7`; os.version is not part of it.
    QString toString() const;

    friend bool operator==(const Platform &, const Platform &) = default;

private:
    QString m_os;
    QString m_architecture;
    QString m_variant;
    QString m_osVersion;
};

} // namespace stowage

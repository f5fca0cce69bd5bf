// SPDX-License-Identifier: Apache-2.0
#include "oci/platform.h"

#include <algorithm>

namespace stowage {

namespace {

bool isWord(QStringView text)
{
    return !text.isEmpty() && text.front().isLetterOrNumber() && std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'.' ||
               c == u'_' || c == u'-';
    });
}

struct Processor
{
    QString architecture;
    QString variant;
};

/// containerd/platforms database.go, normalizeArch (P03).
Processor normalised(QString architecture, QString variant)
{
    if (architecture == QLatin1String("x86_64") || architecture == QLatin1String("x86-64")) {
        architecture = QStringLiteral("amd64");
    } else if (architecture == QLatin1String("aarch64")) {
        architecture = QStringLiteral("arm64");
    } else if (architecture == QLatin1String("i386")) {
        architecture = QStringLiteral("386");
        variant.clear();
    } else if (architecture == QLatin1String("armhf")) {
        architecture = QStringLiteral("arm");
        variant = QStringLiteral("v7");
    } else if (architecture == QLatin1String("armel")) {
        architecture = QStringLiteral("arm");
        variant = QStringLiteral("v6");
    }

    if (architecture == QLatin1String("amd64")) {
        if (variant == QLatin1String("v1")) {
            variant.clear();
        }
    } else if (architecture == QLatin1String("arm64")) {
        if (variant == QLatin1String("8") || variant == QLatin1String("v8") || variant == QLatin1String("v8.0")) {
            variant.clear();
        } else if (variant == QLatin1String("9") || variant == QLatin1String("9.0") ||
                   variant == QLatin1String("v9.0")) {
            variant = QStringLiteral("v9");
        }
    } else if (architecture == QLatin1String("arm")) {
        if (variant.isEmpty() || variant == QLatin1String("7")) {
            variant = QStringLiteral("v7");
        } else if (variant == QLatin1String("5") || variant == QLatin1String("6") || variant == QLatin1String("8")) {
            variant.prepend(u'v');
        }
    }
    return {architecture, variant};
}

std::unexpected<Error> invalid(QStringView text, const QString &why)
{
    return fail(ErrorKind::InvalidInput, text.toString(), why);
}

} // namespace

Platform::Platform(const QString &os, const QString &architecture, const QString &variant, const QString &osVersion)
    : m_os(os.toLower())
    , m_osVersion(osVersion)
{
    if (m_os == QLatin1String("macos")) {
        m_os = QStringLiteral("darwin");
    }
    Processor processor = normalised(architecture.toLower(), variant.toLower());
    m_architecture = std::move(processor.architecture);
    m_variant = std::move(processor.variant);
}

Result<Platform> Platform::parse(QStringView text)
{
    const QStringView whole = text.trimmed();
    const QString form = QStringLiteral("a platform is written os/architecture or os/architecture/variant, "
                                        "for example linux/amd64 or linux/arm/v7");
    QStringView rest = whole;
    QStringView version;

    // windows/amd64:10.0.20348.2113
    if (const qsizetype colon = rest.indexOf(u':'); colon >= 0) {
        version = rest.sliced(colon + 1);
        rest = rest.first(colon);
        if (!isWord(version)) {
            return invalid(whole, QStringLiteral("after the colon belongs an OS version such as 10.0.20348.2113"));
        }
    }

    QList<QStringView> parts = rest.split(u'/');
    if (parts.size() < 2 || parts.size() > 3) {
        return invalid(whole, form);
    }
    // windows(10.0.20348.2113)/amd64
    QStringView os = parts.at(0);
    if (const qsizetype open = os.indexOf(u'('); open >= 0) {
        const QStringView inner = os.sliced(open + 1);
        if (!inner.endsWith(u')') || !isWord(inner.chopped(1)) || !version.isEmpty()) {
            return invalid(whole,
                           QStringLiteral("an OS version is written once, as in windows(10.0.20348.2113)/amd64"));
        }
        version = inner.chopped(1);
        os = os.first(open);
    }
    const QStringView variant = parts.size() == 3 ? parts.at(2) : QStringView();
    if (!isWord(os) || !isWord(parts.at(1)) || (parts.size() == 3 && !isWord(variant))) {
        return invalid(whole, form);
    }
    return Platform(os.toString(), parts.at(1).toString(), variant.toString(), version.toString());
}

bool Platform::isUnknown() const
{
    return m_os == QLatin1String("unknown") && m_architecture == QLatin1String("unknown");
}

bool Platform::selects(const Platform &candidate) const
{
    if (m_os != candidate.m_os || m_architecture != candidate.m_architecture || m_variant != candidate.m_variant) {
        return false;
    }
    // A build without revision (10.0.20348) means every revision of that build.
    return m_osVersion.isEmpty() || m_osVersion == candidate.m_osVersion ||
           candidate.m_osVersion.startsWith(m_osVersion + u'.');
}

QString Platform::toString() const
{
    if (isNull()) {
        return {};
    }
    QString text = m_os + u'/' + m_architecture;
    if (!m_variant.isEmpty()) {
        text += u'/' + m_variant;
    }
    return text;
}

} // namespace stowage

// SPDX-License-Identifier: Apache-2.0
#include "tasks/pattern.h"

#include <re2/re2.h>

namespace stowage {

namespace {

re2::StringPiece piece(const QByteArray &bytes)
{
    return {bytes.constData(), size_t(bytes.size())};
}

} // namespace

Result<Pattern> Pattern::compile(const QString &text)
{
    Pattern pattern;
    pattern.m_text = text;
    if (text.isEmpty()) {
        return pattern;
    }
    re2::RE2::Options options;
    options.set_log_errors(false);
    const QByteArray bytes = text.toUtf8();
    const auto regex = std::make_shared<const re2::RE2>(piece(bytes), options);
    if (!regex->ok()) {
        const QString part = QString::fromStdString(regex->error_arg());
        // RE2 repeats the offending part; where that is unique, it tells the position.
        const qsizetype at = part.isEmpty() ? -1 : text.indexOf(part);
        const QString position = at >= 0 ? QStringLiteral(" at character %1").arg(at + 1) : QString();
        return fail(ErrorKind::InvalidInput, text,
                    QStringLiteral("the regular expression is broken%1: %2")
                        .arg(position, QString::fromStdString(regex->error())));
    }
    pattern.m_regex = regex;
    return pattern;
}

bool Pattern::matchesText(const QString &text) const
{
    return !m_regex || re2::RE2::PartialMatch(piece(text.toUtf8()), *m_regex);
}

bool Pattern::matches(const Reference &reference) const
{
    if (!m_regex) {
        return true;
    }
    const QString rest = u'/' + reference.repository() +
                         (reference.tag().isEmpty() ? u'@' + reference.digest().toString() : u':' + reference.tag());
    return matchesText(reference.registry() + rest) || (reference.registry() == QLatin1String("docker.io") &&
                                                        matchesText(QStringLiteral("registry-1.docker.io") + rest));
}

} // namespace stowage

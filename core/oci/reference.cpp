// SPDX-License-Identifier: Apache-2.0
#include "oci/reference.h"

#include <algorithm>

namespace stowage {

namespace {

constexpr qsizetype longestName = 255; // D02
constexpr qsizetype longestInput = 1024;

bool isLowerOrDigit(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
}

bool isLetterOrDigit(QChar c)
{
    return isLowerOrDigit(c) || (c >= u'A' && c <= u'Z');
}

/// `[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*` (D01).
bool isPathComponent(QStringView text)
{
    if (text.isEmpty() || !isLowerOrDigit(text.front()) || !isLowerOrDigit(text.back())) {
        return false;
    }
    for (qsizetype i = 0; i < text.size();) {
        if (isLowerOrDigit(text.at(i))) {
            ++i;
            continue;
        }
        const QChar separator = text.at(i);
        qsizetype run = 0;
        while (text.at(i) == separator) { // ends: the last character is a letter or digit
            ++i;
            ++run;
        }
        const bool fine = (separator == u'.' && run == 1) || (separator == u'_' && run <= 2) || separator == u'-';
        if (!fine || !isLowerOrDigit(text.at(i))) {
            return false;
        }
    }
    return true;
}

bool isHostLabel(QStringView text)
{
    return !text.isEmpty() && isLetterOrDigit(text.front()) && isLetterOrDigit(text.back()) &&
           std::all_of(text.begin(), text.end(), [](QChar c) { return isLetterOrDigit(c) || c == u'-'; });
}

bool isPort(QStringView text)
{
    if (text.isEmpty() || text.size() > 5 ||
        !std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; })) {
        return false;
    }
    const int port = text.toInt();
    return port >= 1 && port <= 65535;
}

bool isIpv6(QStringView text)
{
    // Stricter than the common parsers, which also take scopes and odd spellings.
    return text.contains(u':') && std::all_of(text.begin(), text.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F') || c == u':' ||
                      c == u'.';
           });
}

/// What is wrong with a repository, for the person who wrote it.
QString repositoryComplaint(const QString &repository)
{
    if (repository != repository.toLower()) {
        return QStringLiteral("the repository '%1' has upper-case letters, repositories are lower case")
            .arg(repository);
    }
    return QStringLiteral("the repository '%1' is not valid: parts between slashes consist of lower-case letters and "
                          "digits, with single '.', '_', '__' or '-' between them")
        .arg(repository);
}

struct Parts
{
    QStringView registry; ///< Empty: none was written.
    QStringView repository;
    QStringView tag;
    bool hasTag = false;
};

Parts split(QStringView name)
{
    Parts parts;
    const qsizetype slash = name.indexOf(u'/');
    if (slash >= 0) {
        const QStringView first = name.first(slash);
        if (first.contains(u'.') || first.contains(u':') ||
            first.compare(QLatin1String("localhost"), Qt::CaseInsensitive) == 0) {
            parts.registry = first;
            name = name.sliced(slash + 1);
        }
    }
    const qsizetype colon = name.lastIndexOf(u':');
    if (colon >= 0 && colon > name.lastIndexOf(u'/')) {
        parts.hasTag = true;
        parts.tag = name.sliced(colon + 1);
        name = name.first(colon);
    }
    parts.repository = name;
    return parts;
}

} // namespace

Result<Reference> Reference::parse(QStringView text)
{
    QStringView rest = text.trimmed();
    const auto invalid = [item = rest.first(std::min(rest.size(), longestInput))](const QString &why) {
        return fail(ErrorKind::InvalidInput, item.toString(), why);
    };
    if (rest.isEmpty()) {
        return invalid(QStringLiteral("an image reference is empty"));
    }

    // User info first, so that no message below can show a password (D06).
    const qsizetype at = rest.lastIndexOf(u'@');
    const qsizetype scheme = rest.indexOf(QLatin1String("://"));
    if (at >= 0 && (rest.sliced(at + 1).contains(u'/') || (scheme >= 0 && at > scheme))) {
        return fail(ErrorKind::InvalidInput,
                    rest.sliced(at + 1).first(std::min(rest.size() - at - 1, longestInput)).toString(),
                    QStringLiteral("leave out the user name and password before '@'; accounts are kept separately"));
    }
    if (scheme >= 0) {
        return invalid(
            QStringLiteral("leave out '%1', an image reference starts with the registry").arg(rest.first(scheme + 3)));
    }
    if (rest.size() > longestInput) {
        return invalid(QStringLiteral("an image reference is at most %1 characters long").arg(longestName));
    }
    if (std::any_of(rest.begin(), rest.end(),
                    [](QChar c) { return c.isSpace() || c.category() == QChar::Other_Control; })) {
        return invalid(QStringLiteral("an image reference has no spaces or control characters"));
    }

    Digest digest;
    if (at >= 0) {
        const QStringView written = rest.sliced(at + 1);
        Result<Digest> parsed = Digest::parse(written);
        if (!parsed) {
            // Perhaps `user:secret@host`: only what follows the last '@' is shown.
            return fail(ErrorKind::InvalidInput, written.toString(),
                        QStringLiteral("after '@' belongs a digest: %1").arg(parsed.error().technical));
        }
        digest = std::move(*parsed);
        rest = rest.first(at);
        if (rest.contains(u'@')) {
            return fail(ErrorKind::InvalidInput, digest.toString(),
                        QStringLiteral("an image reference has at most one '@'"));
        }
    }

    const Parts parts = split(rest);
    if (!parts.registry.isEmpty() && !isValidRegistry(parts.registry)) {
        return invalid(
            QStringLiteral("the registry '%1' is not a host name with an optional port").arg(parts.registry));
    }
    if (parts.hasTag && !isValidTag(parts.tag)) {
        return invalid(QStringLiteral("the tag '%1' is not valid: at most 128 letters, digits, '.', '_' and '-', not "
                                      "starting with '.' or '-'")
                           .arg(parts.tag));
    }
    if (parts.repository.isEmpty()) {
        return invalid(QStringLiteral("the repository is missing"));
    }
    const QString registry = parts.registry.isEmpty() ? QStringLiteral("docker.io") : canonicalRegistry(parts.registry);
    QString repository = parts.repository.toString();
    if (registry == QLatin1String("docker.io") && !repository.contains(u'/')) {
        repository.prepend(QLatin1String("library/"));
    }
    if (!isValidRepository(parts.repository)) {
        return invalid(repositoryComplaint(parts.repository.toString()));
    }
    const QString tag = !parts.hasTag && digest.isNull() ? QStringLiteral("latest") : parts.tag.toString();
    Result<Reference> reference = fromParts(registry, repository, tag, digest);
    if (!reference) {
        return invalid(reference.error().technical);
    }
    return reference;
}

Result<Reference> Reference::fromParts(QStringView registry, QStringView repository, QStringView tag,
                                       const Digest &digest)
{
    if (!isValidRegistry(registry)) {
        return fail(ErrorKind::InvalidInput, registry.first(std::min(registry.size(), longestInput)).toString(),
                    QStringLiteral("the registry is not a host name with an optional port"));
    }
    if (!isValidRepository(repository)) {
        const QString shown = repository.first(std::min(repository.size(), longestInput)).toString();
        return fail(ErrorKind::InvalidInput, shown, repositoryComplaint(shown));
    }
    if (!tag.isEmpty() && !isValidTag(tag)) {
        return fail(ErrorKind::InvalidInput, tag.first(std::min(tag.size(), longestInput)).toString(),
                    QStringLiteral("the tag is not valid"));
    }
    Reference reference;
    reference.m_registry = canonicalRegistry(registry);
    reference.m_repository = repository.toString();
    reference.m_tag = tag.toString();
    reference.m_digest = digest;
    if (reference.m_registry.size() + 1 + reference.m_repository.size() > longestName) {
        return fail(ErrorKind::InvalidInput, reference.name(),
                    QStringLiteral("registry and repository together are longer than %1 characters, which many "
                                   "programs cannot pull")
                        .arg(longestName));
    }
    return reference;
}

QString Reference::toString() const
{
    if (isNull()) {
        return {};
    }
    QString text = name();
    if (!m_tag.isEmpty()) {
        text += u':' + m_tag;
    }
    if (!m_digest.isNull()) {
        text += u'@' + m_digest.toString();
    }
    return text;
}

QString Reference::name() const
{
    return isNull() ? QString() : m_registry + u'/' + m_repository;
}

Reference Reference::withTag(const QString &tag) const
{
    Reference other = *this;
    other.m_tag = tag;
    other.m_digest = {};
    return other;
}

Reference Reference::withDigest(const Digest &digest) const
{
    Reference other = *this;
    other.m_tag.clear();
    other.m_digest = digest;
    return other;
}

bool Reference::isValidTag(QStringView tag)
{
    constexpr qsizetype longestTag = 128;
    return !tag.isEmpty() && tag.size() <= longestTag && (isLetterOrDigit(tag.front()) || tag.front() == u'_') &&
           std::all_of(tag.begin(), tag.end(),
                       [](QChar c) { return isLetterOrDigit(c) || c == u'.' || c == u'_' || c == u'-'; });
}

bool Reference::isValidRepository(QStringView repository)
{
    if (repository.size() > longestName) {
        return false;
    }
    const QList<QStringView> components = repository.split(u'/');
    return std::all_of(components.begin(), components.end(), isPathComponent);
}

bool Reference::isValidRegistry(QStringView registry)
{
    if (registry.isEmpty() || registry.size() > longestName) {
        return false;
    }
    if (registry.startsWith(u'[')) {
        const qsizetype close = registry.indexOf(u']');
        if (close < 0 || !isIpv6(registry.sliced(1, close - 1))) {
            return false;
        }
        const QStringView after = registry.sliced(close + 1);
        return after.isEmpty() || (after.front() == u':' && isPort(after.sliced(1)));
    }
    const qsizetype colon = registry.indexOf(u':');
    const QStringView host = colon < 0 ? registry : registry.first(colon);
    if (colon >= 0 && !isPort(registry.sliced(colon + 1))) {
        return false;
    }
    const QList<QStringView> labels = host.split(u'.');
    if (!std::all_of(labels.begin(), labels.end(), isHostLabel)) {
        return false;
    }
    // A single word would be read back as the first part of a docker.io repository.
    return labels.size() > 1 || colon >= 0 || host.compare(QLatin1String("localhost"), Qt::CaseInsensitive) == 0;
}

QString Reference::canonicalRegistry(QStringView registry)
{
    QString canonical = registry.toString().toLower();
    if (canonical == QLatin1String("index.docker.io") || canonical == QLatin1String("registry-1.docker.io") ||
        canonical == QLatin1String("registry.hub.docker.com")) {
        canonical = QStringLiteral("docker.io");
    }
    return canonical;
}

} // namespace stowage

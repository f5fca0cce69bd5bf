// SPDX-License-Identifier: Apache-2.0
#include "text/sentence.h"

#include <QLocale>
#include <QUrl>

#include <algorithm>

namespace stowage {

namespace {

/// Whether the word is a host, with or without port: errors about a whole registry carry its name as item.
bool looksLikeHost(const QString &word)
{
    return !word.contains(u'/') && !word.contains(u' ') && !word.startsWith(QLatin1String("sha")) &&
           (word.contains(u'.') || word.contains(u':') || word == QLatin1String("localhost"));
}

QString hostOf(const Error &error)
{
    // The registry's own name before the address that answered for it: docker.io, not registry-1.docker.io.
    if (looksLikeHost(error.item)) {
        return error.item;
    }
    if (!error.url.isEmpty()) {
        const QUrl url(error.url);
        if (!url.host().isEmpty()) {
            return url.port() < 0 ? url.host() : url.host() + u':' + QString::number(url.port());
        }
    }
    if (!error.reference.isEmpty()) {
        return error.reference.section(u'/', 0, 0);
    }
    return error.item;
}

/// What a tool answers with itself; shown in the details too, here only where it helps to understand.
QString quotedDetail(const Error &error)
{
    // What is wrong comes first; what would be right instead may be cut off.
    constexpr int longest = 300;
    QString words = Sentence::harmless(error.technical.left(2 * longest), 20 * longest).trimmed();
    while (words.endsWith(u'.')) {
        words.chop(1); // the sentence around it has its own
    }
    if (words.size() > longest) {
        words.truncate(longest - 1);
        if (words.back().isHighSurrogate()) {
            words.chop(1);
        }
        words += QChar(0x2026);
    }
    return words.isEmpty() ? QString() : QStringLiteral(": ") + words;
}

bool isTrojan(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c <= 0x9f)      // controls, also the second set
           || c == 0xad || c == 0x61c || c == 0x180e // soft hyphen, bidi and Mongolian marks
           || (c >= 0x200b && c <= 0x200f)           // zero width and direction marks
           || (c >= 0x2028 && c <= 0x202e)           // line separators, embeddings and overrides
           || (c >= 0x2060 && c <= 0x206f)           // joiners and isolates
           || c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xd800 && c <= 0xdfff) // half a character
           || (c >= 0xe0000 && c <= 0xe007f);                                             // invisible tags
}

/// One displayed unit: a character, or the escape that stands for it.
QString unit(char32_t c)
{
    switch (c) {
    case U'\n': return QStringLiteral("\\n");
    case U'\r': return QStringLiteral("\\r");
    case U'\t': return QStringLiteral("\\t");
    default: break;
    }
    if (isTrojan(c)) {
        return QStringLiteral("\\u{%1}").arg(uint(c), 4, 16, QLatin1Char('0'));
    }
    return QString::fromUcs4(&c, 1);
}

/// Code points; a lone surrogate stays itself instead of becoming U+FFFD.
QList<char32_t> codePoints(QStringView text)
{
    QList<char32_t> points;
    points.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate()) {
            points.append(QChar::surrogateToUcs4(c, text.at(++i)));
        } else {
            points.append(c.unicode());
        }
    }
    return points;
}

/// As many units of `points` as fit into `room` characters.
QString fill(const QList<char32_t> &points, qsizetype room, bool fromEnd)
{
    QString result;
    for (qsizetype i = 0; i < points.size(); ++i) {
        const QString next = unit(points.at(fromEnd ? points.size() - 1 - i : i));
        if (result.size() + next.size() > room) {
            break;
        }
        result = fromEnd ? next + result : result + next;
    }
    return result;
}

} // namespace

QString Sentence::harmless(const QString &text, int maximumLength)
{
    const qsizetype limit = std::max(maximumLength, 3);
    // A unit has at least one character, so nothing beyond `limit` units from either end can be shown.
    if (text.size() <= 2 * limit) {
        QString whole;
        for (const char32_t c : codePoints(text)) {
            whole += unit(c);
        }
        if (whole.size() <= limit) {
            return whole;
        }
    }
    const qsizetype head = limit / 2;
    const qsizetype tail = limit - 1 - head;
    // Cut between characters: twice the room holds enough UTF-16 units.
    return fill(codePoints(QStringView(text).first(std::min(text.size(), 2 * head))), head, false) + QChar(0x2026) +
           fill(codePoints(QStringView(text).last(std::min(text.size(), 2 * tail))), tail, true);
}

QString Sentence::size(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1);
}

QString Sentence::rate(double bytesPerSecond)
{
    return tr("%1/s").arg(size(qint64(std::max(0.0, bytesPerSecond))));
}

QString Sentence::duration(qint64 seconds)
{
    if (seconds < 0) {
        return {};
    }
    constexpr qint64 minute = 60;
    constexpr qint64 hour = 60 * minute;
    constexpr qint64 day = 24 * hour;
    if (seconds < minute) {
        return tr("%1 s").arg(seconds);
    }
    if (seconds < hour) {
        return tr("%1 min %2 s").arg(seconds / minute).arg(seconds % minute);
    }
    if (seconds < day) {
        return tr("%1 h %2 min").arg(seconds / hour).arg(seconds % hour / minute);
    }
    return tr("%1 d %2 h").arg(seconds / day).arg(seconds % day / hour);
}

QString Sentence::of(const Error &error)
{
    const QString bareHost = harmless(hostOf(error), 120);
    QString host = bareHost.isEmpty() ? tr("The registry") : bareHost;
    if (!bareHost.isEmpty() && error.side == Side::Source) {
        host = tr("%1 (source)").arg(bareHost);
    } else if (!bareHost.isEmpty() && error.side == Side::Target) {
        host = tr("%1 (target)").arg(bareHost);
    } else if (bareHost.isEmpty() && error.side == Side::Source) {
        host = tr("The source registry");
    } else if (bareHost.isEmpty() && error.side == Side::Target) {
        host = tr("The target registry");
    }
    const QString item = harmless(error.item, 200);
    const QString image = !error.reference.isEmpty() ? harmless(error.reference, 300)
                          : !item.isEmpty()          ? item
                          : !error.digest.isEmpty()  ? error.digest
                                                     : tr("the image");
    const QString content = !error.digest.isEmpty() ? error.digest : !item.isEmpty() ? item : tr("the content");
    const QString path = !item.isEmpty() ? item : tr("the folder");
    const QString detail = quotedDetail(error);

    switch (error.kind) {
    case ErrorKind::InvalidInput:
        return error.technical.isEmpty() ? tr("'%1' is not valid. Check the spelling.").arg(item)
                                         : tr("'%1' is not valid%2. Correct it and try again.").arg(item, detail);
    case ErrorKind::Unsupported:
        return tr("%1 cannot be handled by this program%2. Leave it out or use another form.").arg(image, detail);
    case ErrorKind::NotFound:
        switch (error.side) {
        case Side::Source:
            if (!error.digest.isEmpty() && !error.reference.isEmpty() && !error.reference.contains(error.digest)) {
                return tr("A part of %1 is missing at the source: %2. Have the image pushed there again.")
                    .arg(image, error.digest);
            }
            return tr("%1 does not exist at the source. Check the name, the tag and the account.").arg(image);
        case Side::Target:
            return tr("%1 does not exist at the target. Check the name, the tag and the account.").arg(image);
        case Side::Local:
            if (error.reference.isEmpty()) {
                return tr("%1 does not exist. Check the path.").arg(path);
            }
            [[fallthrough]];
        default: return tr("%1 does not exist. Check the name and the tag.").arg(image);
        }
    case ErrorKind::NothingMatches:
        return error.technical.isEmpty()
                   ? tr("There is no image in %1. Check that this is the right place.").arg(path)
                   : tr("No image in %1 matches '%2'. Check the pattern.").arg(path, harmless(error.technical, 200));
    case ErrorKind::RepositoryMissing:
        return tr("The repository or project of %1 does not exist in %2. Create it there, then try again.")
            .arg(image, host);
    case ErrorKind::LoginRequired:
        return tr("%1 wants an account for %2. Add one on the Registries page or run stowage login %3.")
            .arg(host, image, bareHost.isEmpty() ? QStringLiteral("HOST") : bareHost);
    case ErrorKind::LoginRefused: {
        const QString command = bareHost.isEmpty() ? QStringLiteral("HOST") : bareHost;
        if (item.isEmpty() || item == bareHost) {
            return tr("%1 refused the account. Check user name and password on the Registries page or run stowage "
                      "login %2.")
                .arg(host, command);
        }
        return tr("%1 refused the account '%2'. Check user name and password on the Registries page or run stowage "
                  "login %3.")
            .arg(host, item, command);
    }
    case ErrorKind::Denied:
        return error.side == Side::Target
                   ? tr("The account may not write %1 in %2. Ask for the right to push there, or use another account.")
                         .arg(image, host)
                   : tr("The account may not read %1 in %2. Ask for access, or use another account.").arg(image, host);
    case ErrorKind::RateLimited:
        return error.retryAfterSeconds > 0
                   ? tr("%1 limits how often it may be asked. Try again in %2, or log in with an account.")
                         .arg(host, duration(error.retryAfterSeconds))
                   : tr("%1 limits how often it may be asked. Try again later, or log in with an account.").arg(host);
    case ErrorKind::TooLarge:
        if (error.httpStatus != 413 && error.side != Side::Target) {
            return tr("%1 is larger than this program reads%2. Ask its publisher to make it smaller.")
                .arg(image, detail);
        }
        return tr("%1 is too large for %2. Raise the limit of the registry or of the proxy before it.")
            .arg(image, host);
    case ErrorKind::Immutable:
        return tr("%1 must not change: the tag is protected in %2. Choose another tag, or lift the rule there.")
            .arg(image, host);
    case ErrorKind::QuotaExceeded:
        return tr("The quota of the project for %1 in %2 is used up. Free space there or raise the quota.")
            .arg(image, host);
    case ErrorKind::ReadOnlyRegistry:
        return tr("%1 is in read-only mode. Ask its administrator to end it, then try again.").arg(host);
    case ErrorKind::PolicyBlocked:
        return tr("A policy of %1 blocks %2%3. Ask its administrator.").arg(host, image, detail);
    case ErrorKind::ServerError:
        return error.httpStatus > 0
                   ? tr("%1 has a fault of its own (status %2). Try again later; if it stays, tell its administrator.")
                         .arg(host, QString::number(error.httpStatus))
                   : tr("%1 has a fault of its own. Try again later; if it stays, tell its administrator.").arg(host);
    case ErrorKind::HostNotFound:
        return tr("The host name of %1 is unknown. Check the spelling, the network and the name server.").arg(host);
    case ErrorKind::ConnectionRefused:
        return tr("%1 does not accept connections. Check host name and port, and that the registry runs.").arg(host);
    case ErrorKind::ConnectionLost:
        return tr("The connection to %1 broke off and did not come back. Check the network, then try again: what has "
                  "arrived is kept.")
            .arg(host);
    case ErrorKind::Timeout:
        return tr("%1 did not answer in time. Check the network, a firewall or a proxy, then try again.").arg(host);
    case ErrorKind::TlsUntrusted:
        return tr("The certificate of %1 is not trusted. Give its CA file on the Registries page or with --ca FILE.")
            .arg(host);
    case ErrorKind::TlsHostMismatch:
        return tr("The certificate of %1 is for another name. Use the name in the certificate, or have it renewed.")
            .arg(host);
    case ErrorKind::TlsExpired:
        return tr("The certificate of %1 is not valid at this time. Check the clock of this machine, then have the "
                  "certificate renewed.")
            .arg(host);
    case ErrorKind::TlsFailed:
        return tr("No secure connection to %1 could be made%2. Check the TLS settings on the Registries page.")
            .arg(host, detail);
    case ErrorKind::PlainHttpServer:
        return tr("%1 speaks plain HTTP, not HTTPS. If that is meant, allow it on the Registries page or with "
                  "--plain-http %2.")
            .arg(host, bareHost.isEmpty() ? QStringLiteral("HOST") : bareHost);
    case ErrorKind::ProxyFailed:
        return tr("The proxy on the way to %1 answered instead of the registry%2. Check the proxy settings.")
            .arg(host, detail);
    case ErrorKind::NotARegistry:
        return tr("Something answers at %1, but it is not a container registry. Check host name and port.").arg(host);
    case ErrorKind::ProtocolViolation:
        return tr("%1 gave an answer that is not allowed%2. Try again; if it stays, tell its administrator.")
            .arg(host, detail);
    case ErrorKind::DigestMismatch:
        switch (error.side) {
        case Side::Target:
            return tr("At the target, %1 is not what was sent: its digest differs. Verify the target, then try again.")
                .arg(content);
        case Side::Local:
            return tr("On this machine, %1 is damaged: its digest differs. Verify the store and fetch it again.")
                .arg(content);
        default:
            return tr("The source sent something else than %1: the digest differs. Try again; if it stays, the source "
                      "is damaged.")
                .arg(content);
        }
    case ErrorKind::SizeMismatch:
        switch (error.side) {
        case Side::Target:
            return tr("At the target, %1 does not have the promised size%2. Verify the target, then try again.")
                .arg(content, detail);
        case Side::Local:
            return tr("On this machine, %1 does not have the promised size%2. Verify the store and fetch it again.")
                .arg(content, detail);
        default:
            return tr("The source sent %1 with another size than promised%2. Try again; if it stays, the source is "
                      "damaged.")
                .arg(content, detail);
        }
    case ErrorKind::MalformedManifest:
        return tr("The manifest of %1 is broken or ambiguous%2. Ask the publisher to rebuild the image.")
            .arg(image, detail);
    case ErrorKind::OldManifest:
        return tr("%1 is in the old format of Docker (schema 1). Ask the publisher to rebuild it.").arg(image);
    case ErrorKind::PlatformMissing:
        return tr("%1 does not exist for %2%3. Ask for other platforms, or set the policy to warn.")
            .arg(image, item.isEmpty() || item == image ? tr("the requested platform") : item, detail);
    case ErrorKind::TargetCollision: {
        if (error.reference.isEmpty() || error.item.isEmpty()) {
            return tr("Two images would both become %1%2. Change the target name so that they differ.")
                .arg(image, detail);
        }
        const QStringList sources = error.item.split(QLatin1String(", "));
        if (sources.size() == 2) {
            return tr("%1 and %2 would both become %3. Change the target name so that they differ.")
                .arg(harmless(sources.first()), harmless(sources.last()), image);
        }
        return tr("%1 would all become %2. Change the target name so that they differ.")
            .arg(harmless(error.item, 600), image);
    }
    case ErrorKind::DiskFull:
        return tr("The disk of %1 is full. Free space or choose another folder, then try again: what has arrived is "
                  "kept.")
            .arg(path);
    case ErrorKind::NotWritable:
        return tr("%1 cannot be written%2. Check its permissions or choose another folder.").arg(path, detail);
    case ErrorKind::NotReadable:
        return tr("%1 cannot be read%2. Check that it exists and its permissions.").arg(path, detail);
    case ErrorKind::StoreLocked:
        return tr("Another program is writing to %1%2. Wait until it is done.").arg(path, detail);
    case ErrorKind::StoreDamaged:
        return tr("The store is damaged at %1%2. Fetch the image into it again, or take another copy of the folder.")
            .arg(!error.digest.isEmpty() ? error.digest : image, detail);
    case ErrorKind::KeychainUnavailable:
        return tr("The keychain of this machine cannot be used%1. Unlock it, or keep the account for this session "
                  "only.")
            .arg(detail);
    case ErrorKind::Interrupted: return tr("Interrupted. What has arrived is kept; start again to go on.");
    case ErrorKind::Internal: break;
    }
    return tr("Something went wrong inside this program%1. Please report it with the details.").arg(detail);
}

} // namespace stowage

// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"

namespace stowage {

std::unexpected<Error> fail(ErrorKind kind, const QString &item, const QString &technical)
{
    Error error;
    error.kind = kind;
    error.item = item;
    error.technical = technical;
    return std::unexpected(std::move(error));
}

QString errorKindName(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::InvalidInput: return QStringLiteral("invalid-input");
    case ErrorKind::Unsupported: return QStringLiteral("unsupported");
    case ErrorKind::NotFound: return QStringLiteral("not-found");
    case ErrorKind::NothingMatches: return QStringLiteral("nothing-matches");
    case ErrorKind::RepositoryMissing: return QStringLiteral("repository-missing");
    case ErrorKind::LoginRequired: return QStringLiteral("login-required");
    case ErrorKind::LoginRefused: return QStringLiteral("login-refused");
    case ErrorKind::Denied: return QStringLiteral("denied");
    case ErrorKind::RateLimited: return QStringLiteral("rate-limited");
    case ErrorKind::TooLarge: return QStringLiteral("too-large");
    case ErrorKind::Immutable: return QStringLiteral("immutable");
    case ErrorKind::QuotaExceeded: return QStringLiteral("quota-exceeded");
    case ErrorKind::ReadOnlyRegistry: return QStringLiteral("read-only-registry");
    case ErrorKind::PolicyBlocked: return QStringLiteral("policy-blocked");
    case ErrorKind::ServerError: return QStringLiteral("server-error");
    case ErrorKind::HostNotFound: return QStringLiteral("host-not-found");
    case ErrorKind::ConnectionRefused: return QStringLiteral("connection-refused");
    case ErrorKind::ConnectionLost: return QStringLiteral("connection-lost");
    case ErrorKind::Timeout: return QStringLiteral("timeout");
    case ErrorKind::TlsUntrusted: return QStringLiteral("tls-untrusted");
    case ErrorKind::TlsHostMismatch: return QStringLiteral("tls-host-mismatch");
    case ErrorKind::TlsExpired: return QStringLiteral("tls-expired");
    case ErrorKind::TlsFailed: return QStringLiteral("tls-failed");
    case ErrorKind::PlainHttpServer: return QStringLiteral("plain-http-server");
    case ErrorKind::ProxyFailed: return QStringLiteral("proxy-failed");
    case ErrorKind::NotARegistry: return QStringLiteral("not-a-registry");
    case ErrorKind::ProtocolViolation: return QStringLiteral("protocol-violation");
    case ErrorKind::DigestMismatch: return QStringLiteral("digest-mismatch");
    case ErrorKind::SizeMismatch: return QStringLiteral("size-mismatch");
    case ErrorKind::MalformedManifest: return QStringLiteral("malformed-manifest");
    case ErrorKind::OldManifest: return QStringLiteral("old-manifest");
    case ErrorKind::PlatformMissing: return QStringLiteral("platform-missing");
    case ErrorKind::TargetCollision: return QStringLiteral("target-collision");
    case ErrorKind::DiskFull: return QStringLiteral("disk-full");
    case ErrorKind::NotWritable: return QStringLiteral("not-writable");
    case ErrorKind::NotReadable: return QStringLiteral("not-readable");
    case ErrorKind::StoreLocked: return QStringLiteral("store-locked");
    case ErrorKind::StoreDamaged: return QStringLiteral("store-damaged");
    case ErrorKind::KeychainUnavailable: return QStringLiteral("keychain-unavailable");
    case ErrorKind::Interrupted: return QStringLiteral("interrupted");
    case ErrorKind::Internal: return QStringLiteral("internal");
    }
    return QStringLiteral("internal");
}

QString sideName(Side side)
{
    switch (side) {
    case Side::Source: return QStringLiteral("source");
    case Side::Target: return QStringLiteral("target");
    case Side::Local: return QStringLiteral("local");
    case Side::None: break;
    }
    return {};
}

QString technicalLine(const Error &error)
{
    QStringList parts{errorKindName(error.kind)};
    const auto add = [&parts](const char *name, const QString &value) {
        if (!value.isEmpty()) {
            parts.append(QLatin1String(name) + QLatin1Char('=') + value);
        }
    };
    add("side", sideName(error.side));
    add("operation", error.operation);
    add("item", error.item);
    add("reference", error.reference);
    add("digest", error.digest);
    add("url", error.url);
    add("status", error.httpStatus > 0 ? QString::number(error.httpStatus) : QString());
    add("codes", error.registryCodes.join(QLatin1Char(',')));
    add("request-id", error.requestId);
    add("detail", error.technical);
    return parts.join(QLatin1Char(' '));
}

bool isTransient(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::RateLimited:
    case ErrorKind::ServerError:
    case ErrorKind::ConnectionLost:
    case ErrorKind::ConnectionRefused:
    case ErrorKind::HostNotFound:
    case ErrorKind::Timeout: return true;
    default: return false;
    }
}

} // namespace stowage

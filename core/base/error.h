// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMetaType>
#include <QString>
#include <QStringList>

#include <expected>

namespace stowage {

/// What went wrong, as a class of situations that call for the same advice. `core/text` holds one sentence per kind.
enum class ErrorKind {
    InvalidInput,      ///< Text of the user (reference, platform, template, regex, option) is malformed.
    Unsupported,       ///< Well-formed, but this program does not do it.
    NotFound,          ///< The image, tag or blob does not exist there.
    NothingMatches,    ///< An end holds no image, or none that the pattern (`technical`) matches.
    RepositoryMissing, ///< The repository or Harbor project does not exist (H05, R02).
    LoginRequired,     ///< Anonymous access is not enough (A25).
    LoginRefused,      ///< The registry refused the account (H04, H11).
    Denied,            ///< Known account, missing permission (H06).
    RateLimited,       ///< 429 after all retries (A40).
    TooLarge,          ///< 413 or a manifest over the cap (D30, D94, H28).
    Immutable,         ///< The tag must not move (H40).
    QuotaExceeded,     ///< H22.
    ReadOnlyRegistry,  ///< H21.
    PolicyBlocked,     ///< 412 by a registry policy (H42).
    ServerError,       ///< 5xx after all retries.
    HostNotFound,
    ConnectionRefused,
    ConnectionLost, ///< Reset, truncated or stalled, after all retries.
    Timeout,
    TlsUntrusted,      ///< Unknown or self-signed issuer (C22, C23).
    TlsHostMismatch,   ///< The certificate is for another name.
    TlsExpired,        ///< Expired or not yet valid: check the clock too.
    TlsFailed,         ///< Any other failure of the handshake.
    PlainHttpServer,   ///< https spoken to a plain http port.
    ProxyFailed,       ///< The proxy, not the registry, answered (C24).
    NotARegistry,      ///< Something answers there, but not a v2 registry (D10).
    ProtocolViolation, ///< An answer that the specification forbids and that we do not repair.
    DigestMismatch,    ///< Bytes do not have the promised digest.
    SizeMismatch,      ///< Bytes do not have the promised size (D41, D42).
    MalformedManifest, ///< Broken, ambiguous or oversized manifest (D25, S31).
    OldManifest,       ///< Docker schema 1 (D26).
    PlatformMissing,   ///< A requested platform is not in the image (policy strict).
    TargetCollision,   ///< Two sources would become one target.
    DiskFull,
    NotWritable,
    NotReadable,
    StoreLocked,  ///< Another program writes to this store.
    StoreDamaged, ///< A store misses or contradicts something it needs.
    KeychainUnavailable,
    Interrupted, ///< Cancelled by the user or by a signal.
    Internal,
};

/// On which side of a copy an error happened.
enum class Side { None, Source, Target, Local };

/// An error as a value: facts only. Sentences for people are made by `core/text`.
///
/// Pure code returns it in `Result`, coroutines throw it. Thread-safe by being a value.
/// Never holds secrets: `url` has neither query nor user info.
struct Error
{
    ErrorKind kind = ErrorKind::Internal;
    Side side = Side::None;
    QString operation;          ///< English and technical, e.g. "upload blob".
    QString item;               ///< What the sentence is about: a file, an option, a host or a word of the input.
    QString reference;          ///< Canonical image reference, empty when none is concerned.
    QString digest;             ///< `algorithm:hex`, empty when none is concerned.
    QString url;                ///< Without query and user info.
    int httpStatus = 0;         ///< 0 when no answer came.
    QStringList registryCodes;  ///< Codes of the registry's error body, upper case.
    QString requestId;          ///< X-Request-Id of the answer (H32).
    QString technical;          ///< English detail or the registry's own words; plain text, may be hostile.
    int retryAfterSeconds = -1; ///< Retry-After of a 429 or 503; -1 when absent.

    friend bool operator==(const Error &, const Error &) = default;
};

template <typename T>
using Result = std::expected<T, Error>;

/// Shorthand for `std::unexpected(Error{…})` with the fields nearly every error has.
std::unexpected<Error> fail(ErrorKind kind, const QString &item, const QString &technical = {});

/// The stable lower-case-hyphen name of a kind, used in JSON documents ("digest-mismatch").
QString errorKindName(ErrorKind kind);
/// "source", "target", "local" or "".
QString sideName(Side side);
/// One line for logs and `Copy details`: every non-empty field, in English.
QString technicalLine(const Error &error);
/// Whether trying again may help without anybody changing anything (D113, F01, F04).
bool isTransient(const Error &error);

} // namespace stowage

Q_DECLARE_METATYPE(stowage::Error)

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QUrl>

namespace stowage::http {

/// Scheme, host and port, with the scheme's default port filled in (D65); null for anything but http and https.
struct Origin
{
    QString scheme;
    QString host;
    int port = -1;

    static Origin of(const QUrl &url);
    bool isNull() const { return scheme.isEmpty(); }
    /// `host` or `host:port` when the port is not the scheme's own.
    QString hostAndPort() const;
    friend bool operator==(const Origin &, const Origin &) = default;
    friend size_t qHash(const Origin &o, size_t seed = 0) { return qHashMulti(seed, o.scheme, o.host, o.port); }
};

/// Another port or scheme of the same host is another origin (F18).
bool sameOrigin(const QUrl &a, const QUrl &b);

/// 127.0.0.0/8, ::1, localhost and names below it.
bool isLoopback(const QString &host);
/// An address literal that only this machine or link answers: loopback, link-local (cloud metadata), unspecified (A07,
/// S10).
bool isLocalOnly(const QString &host);
/// An address literal of a private network (RFC 1918, unique local IPv6).
bool isPrivate(const QString &host);

/// `url` for errors and logs: without query, fragment and user info (C12).
QString publicText(const QUrl &url);

} // namespace stowage::http

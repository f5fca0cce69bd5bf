// SPDX-License-Identifier: Apache-2.0
#include "http/address.h"

#include <QHostAddress>

namespace stowage::http {

namespace {

QHostAddress literal(QString host)
{
    if (host.startsWith(QLatin1Char('[')) && host.endsWith(QLatin1Char(']'))) {
        host = host.mid(1, host.size() - 2);
    }
    QHostAddress address(host);
    // ::ffff:127.0.0.1 reaches what 127.0.0.1 does.
    bool mapped = false;
    const quint32 v4 = address.toIPv4Address(&mapped);
    if (mapped && address.protocol() == QAbstractSocket::IPv6Protocol) {
        address = QHostAddress(v4);
    }
    return address;
}

} // namespace

Origin Origin::of(const QUrl &url)
{
    Origin origin;
    const QString scheme = url.scheme().toLower();
    const bool https = scheme == QLatin1String("https");
    if ((https || scheme == QLatin1String("http")) && !url.host().isEmpty()) {
        origin.scheme = scheme;
        origin.host = url.host().toLower();
        origin.port = url.port(https ? 443 : 80);
    }
    return origin;
}

QString Origin::hostAndPort() const
{
    const QString shown = host.contains(QLatin1Char(':')) ? QLatin1Char('[') + host + QLatin1Char(']') : host;
    const int own = scheme == QLatin1String("https") ? 443 : 80;
    return port == own ? shown : shown + QLatin1Char(':') + QString::number(port);
}

bool sameOrigin(const QUrl &a, const QUrl &b)
{
    const Origin first = Origin::of(a);
    return !first.isNull() && first == Origin::of(b);
}

bool isLoopback(const QString &host)
{
    const QString name = host.toLower();
    return name == QLatin1String("localhost") || name.endsWith(QLatin1String(".localhost")) ||
           literal(name).isLoopback();
}

bool isLocalOnly(const QString &host)
{
    if (isLoopback(host)) {
        return true;
    }
    const QHostAddress address = literal(host);
    if (address.isNull()) {
        return false;
    }
    return address.isLinkLocal() || address == QHostAddress(QHostAddress::AnyIPv4) ||
           address == QHostAddress(QHostAddress::AnyIPv6) ||
           address.isInSubnet(QHostAddress(QStringLiteral("0.0.0.0")), 8);
}

bool isPrivate(const QString &host)
{
    const QHostAddress address = literal(host);
    return address.isInSubnet(QHostAddress(QStringLiteral("10.0.0.0")), 8) ||
           address.isInSubnet(QHostAddress(QStringLiteral("172.16.0.0")), 12) ||
           address.isInSubnet(QHostAddress(QStringLiteral("192.168.0.0")), 16) ||
           address.isInSubnet(QHostAddress(QStringLiteral("100.64.0.0")), 10) || address.isUniqueLocalUnicast();
}

QString publicText(const QUrl &url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::FullyEncoded);
}

} // namespace stowage::http

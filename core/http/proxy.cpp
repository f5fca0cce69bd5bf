// SPDX-License-Identifier: Apache-2.0
#include "http/proxy.h"

#include "http/address.h"

#include <QHostAddress>
#include <QProcessEnvironment>

#include <algorithm>

namespace stowage::http {

namespace {

bool matches(const Origin &target, QString rule)
{
    rule = rule.trimmed().toLower();
    if (rule.isEmpty()) {
        return false;
    }
    if (rule == QLatin1String("*")) {
        return true;
    }
    const QHostAddress address(target.host);
    if (rule.contains(QLatin1Char('/'))) {
        const auto subnet = QHostAddress::parseSubnet(rule);
        return !address.isNull() && !subnet.first.isNull() && address.isInSubnet(subnet);
    }
    const QHostAddress literal(rule);
    if (!literal.isNull()) {
        return address == literal;
    }
    const QUrl parsed(QLatin1String("//") + rule, QUrl::StrictMode);
    if (parsed.port() != -1 && parsed.port() != target.port) {
        return false;
    }
    QString name = parsed.port() == -1 ? rule : rule.left(rule.lastIndexOf(QLatin1Char(':')));
    if (name.startsWith(QLatin1String("*."))) {
        name.remove(0, 1);
    }
    if (name.startsWith(QLatin1Char('.'))) {
        return target.host.endsWith(name);
    }
    // As Go does it: a plain name covers its sub-domains.
    return target.host == name || target.host.endsWith(QLatin1Char('.') + name);
}

Result<QNetworkProxy> parse(QString text)
{
    if (!text.contains(QLatin1String("://"))) {
        text.prepend(QLatin1String("http://"));
    }
    const QUrl url(text, QUrl::StrictMode);
    // Never repeat what may hold a password.
    const QString item = url.isValid() && !url.host().isEmpty() ? url.host() : QStringLiteral("proxy");
    if (!url.isValid() || url.host().isEmpty()) {
        return fail(ErrorKind::InvalidInput, item, QStringLiteral("the proxy is not of the form http://host:port"));
    }
    QNetworkProxy proxy;
    const QString scheme = url.scheme().toLower();
    if (scheme == QLatin1String("http")) {
        proxy = QNetworkProxy(QNetworkProxy::HttpProxy, url.host(), static_cast<quint16>(url.port(80)));
    } else if (scheme == QLatin1String("socks5") || scheme == QLatin1String("socks5h")) {
        proxy = QNetworkProxy(QNetworkProxy::Socks5Proxy, url.host(), static_cast<quint16>(url.port(1080)));
    } else {
        return fail(ErrorKind::Unsupported, item, QStringLiteral("proxies of type %1 are not supported").arg(scheme));
    }
    proxy.setUser(url.userName(QUrl::FullyDecoded));
    proxy.setPassword(url.password(QUrl::FullyDecoded));
    return proxy;
}

} // namespace

ProxyEnvironment ProxyEnvironment::from(const QProcessEnvironment &environment)
{
    const auto either = [&environment](const QString &name) {
        const QString lower = environment.value(name);
        return lower.isEmpty() ? environment.value(name.toUpper()) : lower;
    };
    ProxyEnvironment found;
    found.httpProxy = either(QStringLiteral("http_proxy"));
    found.httpsProxy = either(QStringLiteral("https_proxy"));
    const QString all = either(QStringLiteral("all_proxy"));
    if (found.httpProxy.isEmpty()) {
        found.httpProxy = all;
    }
    if (found.httpsProxy.isEmpty()) {
        found.httpsProxy = all;
    }
    found.noProxy = either(QStringLiteral("no_proxy")).split(QLatin1Char(','), Qt::SkipEmptyParts);
    return found;
}

bool bypassesProxy(const QUrl &url, const QStringList &noProxy)
{
    const Origin target = Origin::of(url);
    return isLoopback(target.host) || std::any_of(noProxy.begin(), noProxy.end(),
                                                  [&target](const QString &rule) { return matches(target, rule); });
}

Result<QNetworkProxy> proxyFor(const QUrl &url, const QString &setting, const ProxyEnvironment &environment)
{
    if (setting == QLatin1String("none")) {
        return QNetworkProxy(QNetworkProxy::NoProxy);
    }
    if (!setting.isEmpty()) {
        return parse(setting);
    }
    const bool https = url.scheme().toLower() == QLatin1String("https");
    const QString &chosen = https ? environment.httpsProxy : environment.httpProxy;
    if (chosen.isEmpty() || bypassesProxy(url, environment.noProxy)) {
        return QNetworkProxy(QNetworkProxy::NoProxy);
    }
    return parse(chosen);
}

} // namespace stowage::http

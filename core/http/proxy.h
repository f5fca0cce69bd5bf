// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QNetworkProxy>
#include <QUrl>

QT_BEGIN_NAMESPACE
class QProcessEnvironment;
QT_END_NAMESPACE

namespace stowage::http {

/// The proxy variables of an environment (C24): lower case before upper case.
struct ProxyEnvironment
{
    QString httpProxy;
    QString httpsProxy;
    QStringList noProxy; ///< `*`, `host`, `.suffix`, `host:port`, address or CIDR range.

    static ProxyEnvironment from(const QProcessEnvironment &environment);
};

/// Whether `url` is exempt. Loopback hosts always are.
bool bypassesProxy(const QUrl &url, const QStringList &noProxy);

/// The proxy for `url`. `setting` is RegistrySettings::proxy: empty for the environment, "none", or a URL.
/// InvalidInput for a proxy that cannot be read, Unsupported for an https proxy.
Result<QNetworkProxy> proxyFor(const QUrl &url, const QString &setting, const ProxyEnvironment &environment);

} // namespace stowage::http

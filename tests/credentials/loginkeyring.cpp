// SPDX-License-Identifier: Apache-2.0
#include "loginkeyring.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusInterface>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusReply>

namespace stowage::test {

/// The `Secret` structure of the Secret Service.
struct PlainSecret
{
    QDBusObjectPath session;
    QByteArray parameters;
    QByteArray value;
    QString contentType;
};

QDBusArgument &operator<<(QDBusArgument &argument, const PlainSecret &secret)
{
    argument.beginStructure();
    argument << secret.session << secret.parameters << secret.value << secret.contentType;
    argument.endStructure();
    return argument;
}

const QDBusArgument &operator>>(const QDBusArgument &argument, PlainSecret &secret)
{
    argument.beginStructure();
    argument >> secret.session >> secret.parameters >> secret.value >> secret.contentType;
    argument.endStructure();
    return argument; // NOLINT(bugprone-return-const-ref-from-parameter): the shape Qt asks for
}

namespace {

const QString Service = QStringLiteral("org.freedesktop.secrets");
const QString Root = QStringLiteral("/org/freedesktop/secrets");
const QString Login = QStringLiteral("/org/freedesktop/secrets/collection/login");

QDBusMessage call(const QString &interface, const QString &method, const QVariantList &arguments)
{
    QDBusMessage message = QDBusMessage::createMethodCall(Service, Root, interface, method);
    message.setArguments(arguments);
    return QDBusConnection::sessionBus().call(message);
}

} // namespace

bool LoginKeyring::lock()
{
    const QList<QDBusObjectPath> paths{QDBusObjectPath(Login)};
    const QDBusMessage reply =
        call(QStringLiteral("org.freedesktop.Secret.Service"), QStringLiteral("Lock"), {QVariant::fromValue(paths)});
    return reply.type() == QDBusMessage::ReplyMessage;
}

bool LoginKeyring::unlock()
{
    qDBusRegisterMetaType<PlainSecret>();
    const QDBusMessage session = call(QStringLiteral("org.freedesktop.Secret.Service"), QStringLiteral("OpenSession"),
                                      {QStringLiteral("plain"), QVariant::fromValue(QDBusVariant(QString()))});
    if (session.type() != QDBusMessage::ReplyMessage) {
        return false;
    }
    const PlainSecret password{session.arguments().value(1).value<QDBusObjectPath>(), QByteArray(), "test",
                               QStringLiteral("text/plain")};
    const QDBusMessage reply = call(QStringLiteral("org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"),
                                    QStringLiteral("UnlockWithMasterPassword"),
                                    {QVariant::fromValue(QDBusObjectPath(Login)), QVariant::fromValue(password)});
    return reply.type() == QDBusMessage::ReplyMessage;
}

} // namespace stowage::test

Q_DECLARE_METATYPE(stowage::test::PlainSecret)

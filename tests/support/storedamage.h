// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/listing.h"

#include <QMetaType>
#include <QStringList>

#include <functional>

namespace stowage::test {

/// What the rows of damage are done to: names and digests of the fixture trees, which never change.
struct DamageTargets
{
    QString single = QStringLiteral("docker.io/library/single-oci:v1");
    QString singleFolder = QStringLiteral("registry-1.docker.io/library/single-oci/manifests/");
    QString multi = QStringLiteral("docker.io/acme/multi:1.0"); ///< An index; the tag latest is the same.
    QString multiFolder = QStringLiteral("registry-1.docker.io/acme/multi/manifests/");
    QString singleRoot;   ///< Digest of the root of `single`.
    QString singleConfig; ///< Digest of its config.
    QString layer;        ///< Digest of a layer that only `single` has.
    QString multiRoot;    ///< Digest of the root of `multi`.
    QString child;        ///< Digest of the first child of `multi`.

    DamageTargets();
};

/// One thing that can be wrong with a store, and what must be said about it.
struct StoreDamage
{
    QString tree; ///< The fixture it is done to.
    std::function<bool(const QString &tree)> apply;
    QStringList problems;        ///< "kind item", sorted.
    QStringList incomplete = {}; ///< Images that are not complete any more.
    QStringList words = {};      ///< In the text of the first problem.
    QStringList listed = {};     ///< Images that are there all the same.
};

/// Adds the column "damage" and one row per kind of damage that a look at a store finds.
void addDamageRows();

/// "kind item" of each, sorted; the texts are for people.
QStringList problemLines(const QList<Problem> &problems);

} // namespace stowage::test

Q_DECLARE_METATYPE(stowage::test::StoreDamage)

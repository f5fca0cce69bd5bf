// SPDX-License-Identifier: Apache-2.0
#include "support/storedamage.h"

#include "support/tree.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

namespace stowage::test {

namespace {

constexpr QLatin1Char slash('/');
const QString both = QStringLiteral("kubekey-v4-both");
const QString tagLayout = QStringLiteral("kubekey-v4-tag-layout");
const QString layoutIndex = QStringLiteral("kubekey-v4-layout-index");
const QString ownState = QStringLiteral("blobs/.stowage/");

QString operator""_t(const char *text, size_t length)
{
    return QString::fromLatin1(text, static_cast<qsizetype>(length));
}

auto write(const QString &name, const QByteArray &bytes)
{
    return [name, bytes](const QString &tree) { return writeTreeFile(tree + slash + name, bytes); };
}

auto remove(const QString &name)
{
    return [name](const QString &tree) { return QFile::remove(tree + slash + name); };
}

auto truncate(const QString &name, qint64 size)
{
    return [name, size](const QString &tree) { return truncateFile(tree + slash + name, size); };
}

void row(const char *name, StoreDamage damage)
{
    damage.problems.sort();
    QTest::newRow(name) << damage;
}

void addContentRows(const DamageTargets &t)
{
    const QString blob = "blobs/"_t + t.layer;
    const QString child = t.multiFolder + t.child;
    const QString missingChild = "missing-manifest docker.io/acme/multi@"_t + t.child;
    const QStringList multiTags{t.multi, "docker.io/acme/multi:latest"_t};
    row("truncated blob", {both, truncate(blob, 100), {"short-blob "_t + t.layer}, {t.single}});
    row("blob too long", {both, truncate(blob, 1000000), {"corrupt-blob "_t + t.layer}, {t.single}});
    row("missing blob", {both, remove(blob), {"missing-blob "_t + t.layer}, {t.single}, {t.single}});
    row("missing child manifest", {both, remove(child), {missingChild}, multiTags, {t.multi}});
    row("missing child manifest, tag layout", {tagLayout, remove(child), {missingChild}, multiTags});
    row("corrupt child manifest", {both,
                                   [child](const QString &tree) { return flipByte(tree + slash + child, 20); },
                                   {"corrupt-manifest docker.io/acme/multi@"_t + t.child},
                                   multiTags});
    row("missing root, layout index", {layoutIndex,
                                       remove(t.multiFolder + t.multiRoot),
                                       {"missing-manifest docker.io/acme/multi@"_t + t.multiRoot},
                                       multiTags});
    row("missing root beside its tag file", {both,
                                             remove(t.singleFolder + t.singleRoot),
                                             {"missing-manifest docker.io/library/single-oci@"_t + t.singleRoot},
                                             {t.single}});
    row("torn tag file, tag layout",
        {tagLayout, truncate(t.singleFolder + "v1"_t, 100), {"corrupt-manifest "_t + t.single}});
    row("empty tag file, tag layout",
        {tagLayout, write(t.singleFolder + "v1"_t, ""), {"corrupt-manifest "_t + t.single}});
    row("torn tag file beside its index",
        {both, truncate(t.singleFolder + "v1"_t, 100), {"corrupt-manifest "_t + t.single}, {}, {}, {t.single}});
}

void addIndexRows(const DamageTargets &t)
{
    const QString index = t.singleFolder + "layout"_t;
    row("torn layout index",
        {both, write(index, "{\n  \"v1\": \"sha2"), {"unreadable "_t + index}, {}, {}, {t.single}});
    row("torn layout index, layout index only", {layoutIndex, write(index, "{"), {"unreadable "_t + index}});
    row("broken entry in the index", {both,
                                      write(index, "{\"v1\":\"nonsense\",\"mediaType\":\"\"}"),
                                      {"index-disagrees "_t + t.single, "unreadable "_t + index}});
    row("tag file and index disagree",
        {both,
         [t, index](const QString &tree) {
             const QByteArray bytes = "{\"v1\":\"" + t.child.toLatin1() + "\",\"mediaType\":\"\"}";
             return QFile::copy(tree + slash + t.multiFolder + t.child, tree + slash + t.singleFolder + t.child) &&
                    writeTreeFile(tree + slash + index, bytes);
         },
         {"index-disagrees "_t + t.single},
         {t.single},
         {t.singleRoot, t.child},
         {t.single}});
    row("an older KubeKey added a tag", {both,
                                         [t](const QString &tree) {
                                             const QString folder = tree + slash + t.singleFolder;
                                             return QFile::copy(folder + "v1"_t, folder + "v2"_t);
                                         },
                                         {"index-disagrees docker.io/library/single-oci:v2"_t},
                                         {},
                                         {t.singleRoot},
                                         {"docker.io/library/single-oci:v2"_t}});
    const QByteArray digest = t.singleRoot.toLatin1();
    row("a newer KubeKey added a tag",
        {both,
         write(index, "{\"mediaType\":\"\",\"v1\":\"" + digest + "\",\"v2\":\"" + digest + "\"}"),
         {"index-disagrees docker.io/library/single-oci:v2"_t},
         {},
         {t.singleRoot},
         {"docker.io/library/single-oci:v2"_t}});
    row("moved tag leaves its manifest and blobs behind",
        {layoutIndex,
         write(index, "{}"),
         {"orphan-blob "_t + t.layer, "orphan-blob "_t + t.singleConfig,
          "orphan-manifest docker.io/library/single-oci@"_t + t.singleRoot}});
}

void addForeignRows(const DamageTargets &t)
{
    row("foreign JSON file",
        {both, write("info.json"_t, "{\"a\": 1}"), {"foreign-file info.json"_t}, {}, {"KubeKey"_t}});
    row("foreign JSON file with a mediaType",
        {both, write("quay.io/x.json"_t, "{\"mediaType\": \"x\"}"), {"foreign-file quay.io/x.json"_t}});
    row("foreign file among the manifests",
        {both, write(t.singleFolder + "README"_t, "hello"), {"foreign-file "_t + t.singleFolder + "README"_t}});
    row("foreign JSON file among the manifests", {both,
                                                  write(t.singleFolder + "notes"_t, "{\"a\": 1}"),
                                                  {"foreign-file "_t + t.singleFolder + "notes"_t},
                                                  {},
                                                  {"KubeKey"_t}});
    row("foreign things anywhere",
        {both,
         [](const QString &tree) {
             return writeTreeFile(tree + "/quay.io/notes"_t, "x") && writeTreeFile(tree + "/blobs/x"_t, "x") &&
                    writeTreeFile(tree + "/docker.io/library/x/manifests/1"_t, "{}") &&
                    writeTreeFile(tree + slash + ownState + "odd"_t, "x") && QFile::link("/"_t, tree + "/quay.io/up"_t);
         },
         {"foreign-file blobs/.stowage/odd"_t, "foreign-file blobs/x"_t, "foreign-file docker.io"_t,
          "foreign-file quay.io/notes"_t, "foreign-file quay.io/up"_t}});
    const QByteArray orphan("nobody wants me");
    const QString orphanDigest = Digest::ofBytes(orphan).toString();
    row("orphan blob", {both, write("blobs/"_t + orphanDigest, orphan), {"orphan-blob "_t + orphanDigest}});
    const QString part = ownState + t.layer + ".part"_t;
    row("stale part", {both, write(part, "abc"), {"stale-part "_t + part}});
    row("a part of a running program is not stale",
        {both,
         [part](const QString &tree) {
             const QByteArray holder = QByteArray::number(QCoreApplication::applicationPid()) + " stowage\n";
             return writeTreeFile(tree + slash + part, "abc") &&
                    writeTreeFile(tree + slash + ownState + "lock"_t, holder);
         },
         {}});
    const QString roots = ownState + "roots.json"_t;
    const QString untagged = "docker.io/library/single-oci@"_t + t.singleRoot;
    row("untagged root", {layoutIndex,
                          [t, roots, untagged](const QString &tree) {
                              return writeTreeFile(tree + slash + t.singleFolder + "layout"_t, "{}") &&
                                     writeTreeFile(tree + slash + roots,
                                                   "{\"roots\":[\"" + untagged.toLatin1() + "\"]}");
                          },
                          {},
                          {},
                          {},
                          {untagged}});
    const QString gone = "quay.io/gone/x@"_t + t.singleRoot;
    row("untagged root is missing",
        {both, write(roots, "{\"roots\":[\"" + gone.toLatin1() + "\"]}"), {"missing-manifest "_t + gone}});
    row("torn roots.json", {both, write(roots, "{\"roots\":"), {"unreadable "_t + roots}});
}

QJsonObject manifestAt(const QString &path)
{
    return QJsonDocument::fromJson(readTreeFile(path)).object();
}

} // namespace

DamageTargets::DamageTargets()
{
    const QTemporaryDir folder;
    const QString tree = unpackTree(both, folder.path()) + slash;
    const auto digestIn = [](const QJsonValue &descriptor) {
        return descriptor.toObject().value("digest"_t).toString();
    };
    singleRoot = Digest::ofBytes(readTreeFile(tree + singleFolder + "v1"_t)).toString();
    const QJsonObject image = manifestAt(tree + singleFolder + "v1"_t);
    singleConfig = digestIn(image.value("config"_t));
    layer = digestIn(image.value("layers"_t).toArray().last());
    multiRoot = Digest::ofBytes(readTreeFile(tree + multiFolder + "1.0"_t)).toString();
    child = digestIn(manifestAt(tree + multiFolder + "1.0"_t).value("manifests"_t).toArray().first());
}

void addDamageRows()
{
    QTest::addColumn<StoreDamage>("damage");
    const DamageTargets targets;
    addContentRows(targets);
    addIndexRows(targets);
    addForeignRows(targets);
}

QStringList problemLines(const QList<Problem> &problems)
{
    QStringList lines;
    for (const Problem &problem : problems) {
        lines.append(problemKindName(problem.kind) + QLatin1Char(' ') + problem.item);
    }
    lines.sort();
    return lines;
}

} // namespace stowage::test

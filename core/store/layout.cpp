// SPDX-License-Identifier: Apache-2.0
#include "store/layout.h"

#include "oci/mediatype.h"
#include "oci/strictjson.h"

#include <QDir>

namespace stowage::store {

namespace {

constexpr QLatin1Char slash('/');
const QString dockerHub = QStringLiteral("docker.io");
const QString dockerHubFolder = QStringLiteral("registry-1.docker.io");

QByteArray jsonString(const QString &text)
{
    QByteArray json(1, '"');
    const QByteArray utf8 = text.toUtf8();
    for (const char c : utf8) {
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            json += "\\u00" + QByteArray::number(static_cast<unsigned char>(c), 16).rightJustified(2, '0');
        } else {
            json += c;
        }
    }
    return json + '"';
}

} // namespace

StorePaths::StorePaths(QString root)
    : m_root(QDir::cleanPath(root))
{
}

QString StorePaths::blobs() const
{
    return m_root + QLatin1String("/blobs");
}

QString StorePaths::blob(const Digest &digest) const
{
    return blobs() + slash + digest.toString();
}

QString StorePaths::own() const
{
    return blobs() + QLatin1String("/.stowage");
}

QString StorePaths::part(const Digest &digest) const
{
    return own() + slash + digest.toString() + QLatin1String(".part");
}

QString StorePaths::lock() const
{
    return own() + QLatin1String("/lock");
}

QString StorePaths::roots() const
{
    return own() + QLatin1String("/roots.json");
}

QString StorePaths::move() const
{
    return own() + QLatin1String("/moving.json");
}

QString StorePaths::manifests(const Reference &image) const
{
    return m_root + slash + registryFolder(image.registry()) + slash + image.repository() + QLatin1String("/manifests");
}

QString StorePaths::manifest(const Reference &image, const Digest &digest) const
{
    return manifests(image) + slash + digest.toString();
}

QString StorePaths::tagFile(const Reference &image) const
{
    return manifests(image) + slash + image.tag();
}

QString StorePaths::index(const Reference &image) const
{
    return manifests(image) + slash + indexName;
}

QString StorePaths::relative(const QString &path) const
{
    return path.startsWith(m_root + slash) ? path.mid(m_root.size() + 1) : path;
}

QString registryFolder(const QString &registry)
{
    return registry == dockerHub ? dockerHubFolder : registry;
}

std::optional<QString> registryOfFolder(const QString &folder)
{
    const bool mayBeRegistry =
        folder.contains(QLatin1Char('.')) || folder.contains(QLatin1Char(':')) || folder == QLatin1String("localhost");
    if (!mayBeRegistry || !Reference::isValidRegistry(folder)) {
        return std::nullopt;
    }
    QString registry = Reference::canonicalRegistry(folder);
    // Whoever follows the name back must find this folder: `docker.io` or `Quay.io` are nobody's.
    if (registryFolder(registry) != folder) {
        return std::nullopt;
    }
    return registry;
}

std::optional<Digest> LayoutIndex::digest(const QString &tag) const
{
    const auto entry = entries.constFind(tag);
    if (entry == entries.cend() || !Reference::isValidTag(tag)) {
        return std::nullopt;
    }
    const Result<Digest> digest = Digest::parse(*entry);
    return digest ? std::optional(*digest) : std::nullopt;
}

bool LayoutIndex::passesOldKubeKey() const
{
    const auto marker = entries.constFind(markerName);
    return marker != entries.cend() && !mediatype::isManifest(*marker) && !mediatype::isIndex(*marker);
}

void LayoutIndex::mark()
{
    if (!passesOldKubeKey()) {
        entries.insert(markerName, QString());
    }
}

QMap<QString, Digest> LayoutIndex::tags() const
{
    QMap<QString, Digest> tags;
    for (auto entry = entries.cbegin(); entry != entries.cend(); ++entry) {
        if (const auto value = digest(entry.key())) {
            tags.insert(entry.key(), *value);
        }
    }
    return tags;
}

QStringList LayoutIndex::brokenEntries() const
{
    QStringList broken;
    for (auto entry = entries.cbegin(); entry != entries.cend(); ++entry) {
        if (entry.key() != markerName && !digest(entry.key())) {
            broken.append(entry.key());
        }
    }
    return broken;
}

Result<LayoutIndex> readLayoutIndex(const QByteArray &bytes, const QString &item)
{
    const auto json = StrictJson::open(bytes, item);
    if (!json) {
        return std::unexpected(json.error());
    }
    LayoutIndex index;
    for (auto field : (*json)->root()) {
        const std::string_view key = field.unescaped_key();
        const QString tag = fromJson(key);
        std::string_view text;
        if (field.value().get_string().get(text)) {
            return fail(ErrorKind::MalformedManifest, item,
                        QStringLiteral("the entry '%1' of the layout index is not a string").arg(tag.left(100)));
        }
        index.entries.insert(tag, fromJson(text));
    }
    return index;
}

QByteArray writeLayoutIndex(const LayoutIndex &index)
{
    QByteArrayList lines;
    QByteArray marker;
    for (auto entry = index.entries.cbegin(); entry != index.entries.cend(); ++entry) {
        const QByteArray line = "  " + jsonString(entry.key()) + ": " + jsonString(entry.value());
        if (entry.key() == markerName && !index.digest(markerName)) {
            marker = line;
        } else {
            lines.append(line);
        }
    }
    if (!marker.isEmpty()) {
        lines.append(marker);
    }
    return lines.isEmpty() ? QByteArray("{}") : "{\n" + lines.join(",\n") + "\n}";
}

TagForms formsOf(TreeLayout layout, const QString &tag)
{
    switch (layout) {
    case TreeLayout::Tag: return {.tagFile = true};
    case TreeLayout::Index: return {.index = true};
    case TreeLayout::Both: break;
    }
    return {.tagFile = tag != indexName, .index = true};
}

} // namespace stowage::store

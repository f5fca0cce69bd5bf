// SPDX-License-Identifier: Apache-2.0
#include "ui/models/imagefacts.h"

#include "text/sentence.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/statustext.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace stowage {

namespace {

/// Larger configs are shown as text only: reading them here would be felt.
constexpr qsizetype readableConfig = 1024 * 1024;
constexpr int longText = 2000;

QJsonObject configOf(const ManifestDetails &manifest)
{
    return manifest.config.size() > readableConfig ? QJsonObject() : QJsonDocument::fromJson(manifest.config).object();
}

QString timeText(const QJsonValue &value)
{
    const QDateTime time = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    return time.isValid() ? QLocale().toString(time.toLocalTime(), QLocale::ShortFormat)
                          : Sentence::harmless(value.toString(), 60);
}

QString words(const QJsonValue &value)
{
    QStringList parts;
    for (const auto &part : value.toArray()) {
        parts << part.toString();
    }
    return Sentence::harmless(parts.join(u' '), longText);
}

Cell sizeCell(qint64 size)
{
    return {.text = size < 0 ? QString() : Sentence::size(size), .sortKey = size, .alignRight = true};
}

Cell numberCell(qsizetype number)
{
    return {.text = QLocale().toString(qint64(number)), .sortKey = qint64(number), .alignRight = true};
}

Cell digestCell(const Digest &digest)
{
    return {.text = digest.shortText(), .toolTip = digest.toString(), .copy = digest.toString()};
}

/// The history's commands of the steps that made a layer, in order.
QStringList layerCommands(const QJsonArray &history)
{
    QStringList commands;
    for (const auto &step : history) {
        if (!step[QLatin1String("empty_layer")].toBool()) {
            commands << step[QLatin1String("created_by")].toString();
        }
    }
    return commands;
}

} // namespace

QStringList ImageFacts::overviewHeaders()
{
    return {tr("Property"), tr("Value")};
}

QStringList ImageFacts::historyHeaders()
{
    return {tr("Step"), tr("Created"), tr("Size"), tr("Command")};
}

QStringList ImageFacts::layerHeaders()
{
    return {tr("Layer"), tr("Size"), tr("Digest"), tr("State"), tr("Type"), tr("Made by")};
}

CellTable::Row ImageFacts::fact(const QString &name, const QString &value, const QString &copy)
{
    const QString copied = copy.isEmpty() ? value : copy;
    return {Cell{.text = name, .copy = copied}, Cell{.text = value, .copy = copied}};
}

QString ImageFacts::typeName(const QString &mediaType)
{
    if (mediaType == mediatype::ociIndex) {
        return tr("OCI index");
    }
    if (mediaType == mediatype::ociManifest) {
        return tr("OCI manifest");
    }
    if (mediaType == mediatype::dockerList) {
        return tr("Docker manifest list");
    }
    if (mediaType == mediatype::dockerManifest) {
        return tr("Docker manifest");
    }
    return Sentence::harmless(mediaType, 120);
}

QList<CellTable::Row> ImageFacts::overview(const ListedImage &image)
{
    QList<CellTable::Row> rows;
    const QString reference = image.reference.toString();
    rows << fact(tr("Reference"), Sentence::harmless(reference), reference);
    rows << fact(tr("Digest"), image.root.digest.toString());
    rows << fact(tr("Type"), typeName(image.root.mediaType), image.root.mediaType);
    rows << fact(tr("Platforms"), StatusText::platforms(image.platforms));
    rows << fact(tr("Size"), Sentence::size(image.size));
    rows << fact(tr("State"), image.complete ? tr("Complete") : tr("Incomplete: something it needs is missing"));
    return rows;
}

QList<CellTable::Row> ImageFacts::overview(const ManifestDetails &manifest)
{
    QList<CellTable::Row> rows;
    const Descriptor &descriptor = manifest.descriptor;
    if (!descriptor.platform.isNull() && !descriptor.platform.isUnknown()) {
        rows << fact(tr("Platform"), StatusText::platforms({descriptor.platform}));
    }
    if (manifest.depth > 0) {
        rows << fact(tr("Manifest digest"), descriptor.digest.toString());
        rows << fact(tr("Manifest type"), typeName(descriptor.mediaType), descriptor.mediaType);
    }
    if (!descriptor.artifactType.isEmpty()) {
        rows << fact(tr("Artifact type"), Sentence::harmless(descriptor.artifactType), descriptor.artifactType);
    }
    const QJsonObject config = configOf(manifest);
    const QJsonObject run = config.value(QLatin1String("config")).toObject();
    const auto add = [&rows](const QString &name, const QString &value) {
        if (!value.isEmpty()) {
            rows << fact(name, value);
        }
    };
    const auto text = [](const QJsonObject &of, const char16_t *key) {
        return Sentence::harmless(of.value(QStringView(key)).toString(), longText);
    };
    add(tr("Created"), timeText(config.value(QLatin1String("created"))));
    add(tr("Author"), text(config, u"author"));
    add(tr("Entry point"), words(run.value(QLatin1String("Entrypoint"))));
    add(tr("Command"), words(run.value(QLatin1String("Cmd"))));
    add(tr("User"), text(run, u"User"));
    add(tr("Working folder"), text(run, u"WorkingDir"));
    add(tr("Ports"),
        Sentence::harmless(run.value(QLatin1String("ExposedPorts")).toObject().keys().join(QStringLiteral(", "))));
    add(tr("Volumes"),
        Sentence::harmless(run.value(QLatin1String("Volumes")).toObject().keys().join(QStringLiteral(", "))));
    for (const auto &entry : run.value(QLatin1String("Env")).toArray()) {
        add(tr("Environment"), Sentence::harmless(entry.toString(), longText));
    }
    const QJsonObject labels = run.value(QLatin1String("Labels")).toObject();
    for (auto it = labels.begin(); it != labels.end(); ++it) {
        add(tr("Label %1").arg(Sentence::harmless(it.key(), 120)), Sentence::harmless(it.value().toString(), longText));
    }
    for (auto it = descriptor.annotations.begin(); it != descriptor.annotations.end(); ++it) {
        add(tr("Annotation %1").arg(Sentence::harmless(it.key(), 120)), Sentence::harmless(it.value(), longText));
    }
    return rows;
}

QList<CellTable::Row> ImageFacts::history(const ManifestDetails &manifest)
{
    QList<CellTable::Row> rows;
    const QJsonArray steps = configOf(manifest).value(QLatin1String("history")).toArray();
    qsizetype layer = 1; // blobs start with the config
    for (const auto &step : steps) {
        const bool empty = step[QLatin1String("empty_layer")].toBool();
        const qint64 size =
            !empty && layer < manifest.blobs.size() ? manifest.blobs.at(layer).descriptor.size : qint64(-1);
        layer += empty ? 0 : 1;
        const QString command = step[QLatin1String("created_by")].toString();
        const QString created = step[QLatin1String("created")].toString();
        rows.append({numberCell(rows.size() + 1), Cell{.text = timeText(created), .sortKey = created}, sizeCell(size),
                     Cell{.text = Sentence::harmless(command, longText), .copy = command}});
        rows.last().first().copy = command;
    }
    return rows;
}

QList<CellTable::Row> ImageFacts::layers(const ManifestDetails &manifest)
{
    QList<CellTable::Row> rows;
    const QStringList commands = layerCommands(configOf(manifest).value(QLatin1String("history")).toArray());
    for (qsizetype i = 1; i < manifest.blobs.size(); ++i) {
        const BlobDetails &blob = manifest.blobs.at(i);
        Cell number = numberCell(i);
        number.copy = blob.descriptor.digest.toString();
        Cell state;
        if (blob.descriptor.isForeign()) {
            state = {.text = tr("External"), .icon = icons::bundled(QStringLiteral("state-skipped"))};
        } else if (blob.present) {
            state = {.text = tr("Present"), .icon = icons::bundled(QStringLiteral("state-done"))};
        } else {
            state = {.text = tr("Missing"), .icon = icons::bundled(QStringLiteral("state-error"))};
        }
        rows.append({number, sizeCell(blob.descriptor.size), digestCell(blob.descriptor.digest), state,
                     Cell{.text = Sentence::harmless(blob.descriptor.mediaType, 120)},
                     Cell{.text = Sentence::harmless(commands.value(i - 1), longText)}});
    }
    return rows;
}

} // namespace stowage

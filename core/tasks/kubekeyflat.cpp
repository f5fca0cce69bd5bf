// SPDX-License-Identifier: Apache-2.0
#include "tasks/kubekeyimage.h"

// KubeKey's flat dialects: `src` and `dest`.

namespace stowage::kubekey {

bool ImageReader::isLocal(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.startsWith(QLatin1String("{{"))) {
        return trimmed.contains(QLatin1String("local://")) && !trimmed.contains(QLatin1String("oci://"));
    }
    return trimmed.startsWith(QLatin1String("local://")) || trimmed.startsWith(u'/');
}

std::optional<ImageReader::Side> ImageReader::side(const DocumentNode &map, const char *name)
{
    const QString key = keyOf(QLatin1String(name));
    const DocumentNode *const node = map.find(QLatin1String(name));
    if (!node || !node->isScalar() || node->text.trimmed().isEmpty()) {
        m_scope.problem(
            node ? *node : map, key,
            QStringLiteral("required: local:///folder for a folder, oci://host/repository:tag or a registry"));
        return std::nullopt;
    }
    Side result;
    result.local = isLocal(node->text);
    if (result.local) {
        if (const std::optional<QString> text = m_scope.text(*node, key)) {
            result.end = store(*text, *node, key);
        }
        return result;
    }
    result.end = ownRegistries();
    return result;
}

std::optional<TargetName> ImageReader::sourceNaming(const DocumentNode &node, QList<TaskImage> &images)
{
    const QString key = keyOf(QStringLiteral("src"));
    QString text = node.text.trimmed();
    if (text.contains(QLatin1String("{{"))) {
        // Comments in KubeKey's code print the whole reference where they mean its registry.
        for (const char *spelling : {"{{ .module.image.reference }}", "{{.module.image.reference}}"}) {
            text.replace(QLatin1String(spelling), QLatin1String("{{ .module.image.reference.registry }}"));
        }
        return naming(node, text, key);
    }
    if (text.startsWith(QLatin1String("oci://"))) {
        text.remove(0, 6);
    }
    while (text.endsWith(u'/')) {
        text.chop(1);
    }
    if (Reference::isValidRegistry(text)) {
        return TargetName();
    }
    const std::optional<Reference> reference = m_scope.reference(node, text, key);
    if (!reference) {
        return std::nullopt;
    }
    const bool tagged = text.contains(u'@') || text.indexOf(u':', text.lastIndexOf(u'/') + 1) >= 0;
    if (images.isEmpty()) {
        TaskImage image;
        image.source = *reference;
        image.place = m_scope.place(node);
        images.append(image);
        return TargetName();
    }
    if (tagged && images.size() > 1) {
        m_scope.problem(node, key, QStringLiteral("src names one image, but manifests lists %1").arg(images.size()));
        return std::nullopt;
    }
    return tagged ? TargetName::exact(*reference) : TargetName::repository(*reference);
}

TaskJob ImageReader::flat(const DocumentNode &map)
{
    TaskJob job = m_task;
    const std::optional<Side> from = side(map, "src");
    const std::optional<Side> to = side(map, "dest");
    for (const DocumentNode::Entry &entry : map.entries) {
        const QString key = keyOf(entry.key);
        if (entry.key == QLatin1String("manifests")) {
            job.images = manifests(entry.value, key);
        } else if (entry.key == QLatin1String("pattern")) {
            pattern(*entry.value, key, job);
        } else if (entry.key != QLatin1String("src") && entry.key != QLatin1String("dest") && !common(entry, job)) {
            unknown(*entry.value, entry);
        }
    }
    if (!from || !to) {
        return job;
    }
    job.from = from->end;
    job.kind = from->local ? (to->local ? TaskJob::Kind::Copy : TaskJob::Kind::Push)
               : to->local ? TaskJob::Kind::Pull
                           : TaskJob::Kind::Sync;
    if (to->local) {
        job.to = to->end;
    } else {
        destination(*map.find(QLatin1String("dest")), QStringLiteral("dest"), job);
    }
    std::optional<TargetName> sourceName = TargetName();
    if (!from->local) {
        sourceName = sourceNaming(*map.find(QLatin1String("src")), job.images);
    }
    const DocumentNode *const named = map.find(QLatin1String("manifests"));
    if (job.images.isEmpty() && (!named || isEmptyList(*named))) {
        if (from->local && map.has(QLatin1String("pattern"))) {
            job.wholeSource = true;
            return job;
        }
        m_scope.problem(named ? *named : map, QStringLiteral("manifests"),
                        from->local ? QStringLiteral("a list of images is required, or a pattern")
                                    : QStringLiteral("a list of images is required"));
    }
    const TargetName target = job.target;
    job.target = {};
    if (!sourceName) {
        return job;
    }
    for (TaskImage &image : job.images) {
        name(image, *sourceName, target, to->local);
    }
    return job;
}

void ImageReader::name(TaskImage &image, const TargetName &sourceName, const TargetName &target, bool toStore)
{
    const Reference manifest = image.source;
    Result<Reference> source = sourceName.render(manifest);
    if (source && !manifest.tag().isEmpty() && source->tag() == manifest.tag() && source->digest().isNull()) {
        // A template sees the tag only; a digest beside it still says which image is meant.
        source = Reference::fromParts(source->registry(), source->repository(), source->tag(), manifest.digest());
    }
    if (!source) {
        m_scope.problem(image.place, QStringLiteral("src"), source.error());
        return;
    }
    image.source = *source;
    image.target = target;
    if (*source == manifest) {
        return;
    }
    if (toStore) {
        image.target = TargetName::exact(manifest);
        return;
    }
    const Result<Reference> named = target.render(manifest);
    if (named) {
        image.target = TargetName::exact(*named);
    } else {
        m_scope.problem(image.place, QStringLiteral("dest"), named.error());
    }
}

} // namespace stowage::kubekey

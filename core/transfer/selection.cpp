// SPDX-License-Identifier: Apache-2.0
#include "transfer/selection.h"

#include <QSet>

#include <algorithm>

namespace stowage::transfer {

namespace {

class Selector
{
public:
    Selector(const ResolvedImage &image, const CopyRequest &request, SelectedImage &result)
        : m_image(image)
        , m_request(request)
        , m_result(result)
    {
    }

    void run()
    {
        const ResolvedNode root = m_image.nodes.value(m_image.root.digest);
        if (root.manifest.shape == Manifest::Shape::Image) {
            selectSingle(root);
        } else {
            const std::optional<Descriptor> kept = selectIndex(root);
            m_result.root = kept.value_or(Descriptor{});
            if (!kept) {
                nothingFound();
            } else {
                checkMissing();
                noteRewrite(root);
            }
        }
        if (m_foreign > 0) {
            PlanWarning warning = warningOf(PlanWarning::Kind::ForeignLayersLeft);
            warning.count = m_foreign;
            m_result.warnings.append(warning);
        }
        if (m_withoutMediaType > 0) {
            m_result.warnings.append(warningOf(PlanWarning::Kind::NoMediaType));
        }
    }

private:
    PlanWarning warningOf(PlanWarning::Kind kind) const
    {
        PlanWarning warning;
        warning.kind = kind;
        warning.image = m_image.item.source;
        return warning;
    }

    bool filters() const { return !m_request.platforms.isEmpty(); }

    bool isWanted(const Platform &platform)
    {
        bool wanted = false;
        for (qsizetype i = 0; i < m_request.platforms.size(); ++i) {
            if (m_request.platforms.at(i).selects(platform)) {
                m_found.insert(i);
                wanted = true;
            }
        }
        return wanted;
    }

    Platform platformOf(const Descriptor &entry) const
    {
        return entry.hasPlatform ? entry.platform : m_image.configPlatforms.value(entry.digest);
    }

    void selectSingle(const ResolvedNode &root)
    {
        const Platform platform = m_image.configPlatforms.value(root.descriptor.digest);
        // An artifact has no platform and belongs to every platform: a filter leaves it alone.
        if (filters() && !platform.isNull()) {
            if (!isWanted(platform)) {
                otherPlatform(platform);
                return;
            }
            checkMissing();
            if (m_result.refusal) {
                return;
            }
        }
        m_result.root = root.descriptor;
        takeImage(root, platform);
    }

    /// Takes what is wanted below `index` and then the index itself, rewritten when needed. Nothing: none was wanted.
    std::optional<Descriptor> selectIndex(const ResolvedNode &index)
    {
        QList<qsizetype> kept;
        QMap<qsizetype, QByteArray> replacement;
        const Manifest &manifest = index.manifest;
        QSet<QString> keptDigests;
        for (qsizetype i = 0; i < manifest.manifests.size(); ++i) {
            const Descriptor &entry = manifest.manifests.at(i);
            if (entry.isAttestation() && filters()) {
                continue; // decided below, when it is known which manifests stay
            }
            const auto node = m_image.nodes.constFind(entry.digest);
            if (node == m_image.nodes.constEnd()) {
                continue; // filtered out before it was fetched
            }
            if (!node->opaque && node->manifest.shape == Manifest::Shape::Index) {
                const std::optional<Descriptor> child = selectIndex(*node);
                if (!child) {
                    continue;
                }
                if (child->digest != entry.digest) {
                    const Manifest::Span span = manifest.spans.at(i);
                    const Result<QByteArray> retargeted = retargetDescriptor(
                        index.bytes.mid(span.begin, span.end - span.begin), child->digest, child->size);
                    if (!retargeted) {
                        m_result.refusal = retargeted.error();
                        return std::nullopt;
                    }
                    replacement.insert(i, *retargeted);
                }
            } else {
                const Platform platform = platformOf(entry);
                if (filters() && (node->opaque || !isWanted(platform))) {
                    continue;
                }
                takeImage(*node, entry.isAttestation() ? Platform() : platform);
            }
            kept.append(i);
            keptDigests.insert(entry.digest.toString());
        }
        if (filters() && m_request.keepAttestations) {
            keepAttestations(index, keptDigests, kept);
        }
        if (kept.isEmpty() && filters()) {
            return std::nullopt;
        }
        PlannedManifest planned{index.descriptor, index.bytes};
        if (kept.size() != manifest.manifests.size() || !replacement.isEmpty()) {
            planned.bytes = spliceIndex(index.bytes, manifest, kept, replacement);
            planned.descriptor.digest = Digest::ofBytes(planned.bytes, index.descriptor.digest);
            planned.descriptor.size = planned.bytes.size();
        }
        m_withoutMediaType += manifest.mediaTypeInBody ? 0 : 1;
        addManifest(planned);
        return planned.descriptor;
    }

    void keepAttestations(const ResolvedNode &index, const QSet<QString> &keptDigests, QList<qsizetype> &kept)
    {
        for (qsizetype i = 0; i < index.manifest.manifests.size(); ++i) {
            const Descriptor &entry = index.manifest.manifests.at(i);
            const auto node = m_image.nodes.constFind(entry.digest);
            if (entry.isAttestation() && node != m_image.nodes.constEnd() &&
                keptDigests.contains(entry.annotations.value(QStringLiteral("vnd.docker.reference.digest")))) {
                takeImage(*node, Platform());
                kept.append(i);
            }
        }
        std::sort(kept.begin(), kept.end());
    }

    void takeImage(const ResolvedNode &node, const Platform &platform)
    {
        if (!platform.isNull() && !platform.isUnknown() && !m_result.platforms.contains(platform)) {
            m_result.platforms.append(platform);
        }
        m_withoutMediaType += node.opaque || node.manifest.mediaTypeInBody ? 0 : 1;
        const QList<Descriptor> blobs = node.opaque ? QList<Descriptor>() : node.manifest.blobs();
        for (const Descriptor &blob : blobs) {
            if (blob.isForeign() && !m_request.foreignLayers) {
                ++m_foreign;
                continue;
            }
            const auto known = m_sizes.constFind(blob.digest);
            if (known == m_sizes.constEnd()) {
                m_sizes.insert(blob.digest, blob.size);
                m_result.blobs.append(blob);
            } else if (*known != blob.size) {
                twoSizes(blob);
            }
        }
        addManifest({node.descriptor, node.bytes});
    }

    void addManifest(const PlannedManifest &manifest)
    {
        if (!m_taken.contains(manifest.descriptor.digest)) {
            m_taken.insert(manifest.descriptor.digest);
            m_result.manifests.append(manifest);
        }
    }

    Error refusal(ErrorKind kind) const
    {
        Error error;
        error.kind = kind;
        error.side = Side::Source;
        error.operation = QStringLiteral("choose platforms");
        error.reference = m_image.item.source.toString();
        return error;
    }

    static QString listed(const QList<Platform> &platforms)
    {
        QStringList names;
        for (const Platform &platform : platforms) {
            names.append(platform.toString());
        }
        return names.join(QStringLiteral(", "));
    }

    QList<Platform> missing() const
    {
        QList<Platform> result;
        for (qsizetype i = 0; i < m_request.platforms.size(); ++i) {
            if (!m_found.contains(i)) {
                result.append(m_request.platforms.at(i));
            }
        }
        return result;
    }

    void checkMissing()
    {
        const QList<Platform> lacking = missing();
        if (lacking.isEmpty()) {
            return;
        }
        if (m_request.policy == Policy::Strict) {
            m_result.refusal = refusal(ErrorKind::PlatformMissing);
            m_result.refusal->item = listed(lacking);
            return;
        }
        PlanWarning warning = warningOf(PlanWarning::Kind::PlatformMissing);
        warning.platforms = lacking;
        m_result.warnings.append(warning);
    }

    void otherPlatform(const Platform &platform)
    {
        if (m_request.policy == Policy::Strict) {
            m_result.refusal = refusal(ErrorKind::PlatformMissing);
            m_result.refusal->item = listed(m_request.platforms);
            m_result.refusal->technical = QStringLiteral("the image is for %1").arg(platform.toString());
            return;
        }
        m_result.skipped = true;
        PlanWarning warning = warningOf(PlanWarning::Kind::SkippedOtherPlatform);
        warning.platforms = {platform};
        m_result.warnings.append(warning);
    }

    void nothingFound()
    {
        if (m_result.refusal) {
            return;
        }
        if (m_request.policy == Policy::Strict) {
            m_result.refusal = refusal(ErrorKind::PlatformMissing);
            m_result.refusal->item = listed(m_request.platforms);
            return;
        }
        m_result.skipped = true;
        PlanWarning warning = warningOf(PlanWarning::Kind::PlatformMissing);
        warning.platforms = m_request.platforms;
        m_result.warnings.append(warning);
    }

    void noteRewrite(const ResolvedNode &root)
    {
        if (m_result.root.digest == root.descriptor.digest) {
            return;
        }
        PlanWarning warning = warningOf(PlanWarning::Kind::IndexRewritten);
        warning.count = m_result.platforms.size();
        warning.total = std::count_if(root.manifest.manifests.begin(), root.manifest.manifests.end(),
                                      [](const Descriptor &entry) { return !entry.isAttestation(); });
        m_result.warnings.append(warning);
    }

    void twoSizes(const Descriptor &blob)
    {
        m_result.refusal = refusal(ErrorKind::MalformedManifest);
        m_result.refusal->digest = blob.digest.toString();
        m_result.refusal->technical = QStringLiteral("one digest is listed with two sizes"); // S04
    }

    const ResolvedImage &m_image;
    const CopyRequest &m_request;
    SelectedImage &m_result;
    QSet<qsizetype> m_found;
    QSet<Digest> m_taken;
    QHash<Digest, qint64> m_sizes;
    qint64 m_foreign = 0;
    qint64 m_withoutMediaType = 0;
};

} // namespace

SelectedImage selectImage(const ResolvedImage &image, const CopyRequest &request)
{
    SelectedImage result;
    result.item = image.item;
    result.sourceDigest = image.root.digest;
    if (image.error) {
        result.refusal = image.error;
        return result;
    }
    Selector(image, request, result).run();
    if (result.refusal || result.skipped) {
        result.manifests.clear();
        result.blobs.clear();
    }
    return result;
}

} // namespace stowage::transfer

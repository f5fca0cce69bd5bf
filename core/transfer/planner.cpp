// SPDX-License-Identifier: Apache-2.0
#include "transfer/planner.h"

#include <algorithm>

namespace stowage::transfer {

namespace {

class Planner
{
public:
    Planner(const CopyRequest &request, const QList<SelectedImage> &images, const TargetFacts &facts)
        : m_images(images)
        , m_facts(facts)
    {
        m_plan.request = request;
    }

    Plan run()
    {
        findCollisions();
        for (const SelectedImage &image : m_images) {
            m_plan.images.append(planImage(image));
        }
        chooseMounts();
        count();
        return std::move(m_plan);
    }

private:
    void findCollisions()
    {
        for (const SelectedImage &image : m_images) {
            if (!image.skipped) {
                m_sourcesOf[targetName(image).toString()].append(image.item.source.toString());
            }
        }
    }

    PlannedImage planImage(const SelectedImage &image)
    {
        PlannedImage planned;
        planned.item = image.item;
        planned.item.target = targetName(image);
        planned.sourceDigest = image.sourceDigest;
        planned.digest = image.root.digest;
        planned.platforms = image.platforms;
        const QString name = planned.item.target.toString();
        m_plan.warnings.append(image.warnings);
        if (image.refusal) {
            return refused(planned, *image.refusal);
        }
        if (image.skipped) {
            planned.action = ImageAction::Skip;
            planned.digest = {};
            return planned;
        }
        if (const auto error = m_facts.errors.constFind(name); error != m_facts.errors.constEnd()) {
            return refused(planned, *error);
        }
        if (m_sourcesOf.value(name).size() > 1) {
            Error error;
            error.kind = ErrorKind::TargetCollision;
            error.side = Side::Target;
            error.operation = QStringLiteral("plan");
            error.item = m_sourcesOf.value(name).join(QStringLiteral(", "));
            error.reference = name;
            return refused(planned, error);
        }
        if (const auto standing = m_facts.standing.constFind(name); standing != m_facts.standing.constEnd()) {
            planned.standing = *standing;
        }
        const QString scope = m_facts.scopes.value(name);
        const bool stands = planned.standing == planned.digest;
        if (!(stands && m_facts.keepsImagesWhole)) {
            if (const std::optional<Error> missing = missingBlob(image)) {
                return refused(planned, *missing);
            }
        }
        bool allPresent = true;
        for (const Descriptor &blob : image.blobs) {
            const int index = blobIndex(blob, scope, planned.item, stands && m_facts.keepsImagesWhole);
            planned.blobs.append(index);
            planned.bytes += std::max<qint64>(0, blob.size);
            allPresent = allPresent && m_plan.blobs.at(index).way == PlannedBlob::Way::Present;
        }
        for (const PlannedManifest &manifest : image.manifests) {
            planned.bytes += manifest.bytes.size();
        }
        if (stands && allPresent) {
            planned.action = ImageAction::Skip;
            return planned;
        }
        planned.manifests = image.manifests;
        for (const PlannedManifest &manifest : image.manifests) {
            m_plan.totals.bytesNeeded += manifest.bytes.size();
        }
        if (planned.standing && !stands) {
            planned.action = ImageAction::Overwrite;
            PlanWarning warning;
            warning.kind = PlanWarning::Kind::TagMoves;
            warning.image = planned.item.target;
            warning.detail = planned.standing->toString();
            m_plan.warnings.append(warning);
        }
        return planned;
    }

    /// Why the image cannot be copied although its manifests can be read: the source lacks a blob that would have to
    /// move. One that the target holds, if only in another repository, need not.
    std::optional<Error> missingBlob(const SelectedImage &image) const
    {
        for (const Descriptor &blob : image.blobs) {
            const auto missing = m_facts.missing.constFind(blob.digest);
            if (missing == m_facts.missing.constEnd() ||
                std::any_of(m_facts.presence.cbegin(), m_facts.presence.cend(),
                            [&blob](const Presence &there) { return there.whole.contains(blob.digest); })) {
                continue;
            }
            Error error = *missing;
            error.side = Side::Source;
            error.reference = image.item.source.toString();
            return error;
        }
        return {};
    }

    static PlannedImage refused(PlannedImage planned, const Error &error)
    {
        planned.action = ImageAction::Refuse;
        planned.refusal = error;
        planned.digest = {};
        return planned;
    }

    int blobIndex(const Descriptor &blob, const QString &scope, const CopyItem &item, bool knownPresent)
    {
        const QString key = scope + QLatin1Char('\n') + blob.digest.toString();
        if (const auto known = m_blobIndex.constFind(key); known != m_blobIndex.constEnd()) {
            PlannedBlob &planned = m_plan.blobs[*known];
            if (knownPresent) {
                planned.way = PlannedBlob::Way::Present;
            }
            return *known;
        }
        PlannedBlob planned;
        planned.descriptor = blob;
        planned.scope = scope;
        planned.sourceRepository = item.source;
        planned.targetImage = item.target;
        const auto presence = m_facts.presence.constFind(scope);
        if (knownPresent || (presence != m_facts.presence.constEnd() && presence->whole.contains(blob.digest))) {
            planned.way = PlannedBlob::Way::Present;
        } else if (presence != m_facts.presence.constEnd()) {
            planned.partial = std::min(presence->parts.value(blob.digest), std::max<qint64>(0, blob.size));
        }
        const int index = static_cast<int>(m_plan.blobs.size());
        m_plan.blobs.append(planned);
        m_blobIndex.insert(key, index);
        return index;
    }

    /// A blob needed in several repositories of one registry moves once and is mounted into the others (D80).
    void chooseMounts()
    {
        QHash<Digest, int> origin;
        for (int i = 0; i < m_plan.blobs.size(); ++i) {
            if (m_plan.blobs.at(i).way == PlannedBlob::Way::Present) {
                origin.insert(m_plan.blobs.at(i).descriptor.digest, i);
            }
        }
        for (int i = 0; i < m_plan.blobs.size(); ++i) {
            PlannedBlob &blob = m_plan.blobs[i];
            if (blob.way == PlannedBlob::Way::Present) {
                continue;
            }
            const auto known = origin.constFind(blob.descriptor.digest);
            if (known == origin.constEnd()) {
                origin.insert(blob.descriptor.digest, i);
            } else {
                blob.way = PlannedBlob::Way::Mount;
                blob.mountFrom = *known;
            }
        }
    }

    void count()
    {
        QHash<Digest, bool> moves;
        Plan::Totals &totals = m_plan.totals;
        for (const PlannedBlob &blob : std::as_const(m_plan.blobs)) {
            const qint64 size = std::max<qint64>(0, blob.descriptor.size);
            bool &moving = moves[blob.descriptor.digest];
            switch (blob.way) {
            case PlannedBlob::Way::Present: totals.bytesPresent += size; break;
            case PlannedBlob::Way::Move:
                moving = true;
                totals.bytesToTransfer += size - blob.partial;
                totals.bytesNeeded += size - blob.partial;
                break;
            case PlannedBlob::Way::Mount: break;
            }
        }
        totals.uniqueBlobs = moves.size();
        totals.blobsToTransfer = std::count(moves.constBegin(), moves.constEnd(), true);
        totals.blobsPresent = totals.uniqueBlobs - totals.blobsToTransfer;
        if (m_facts.freeBytes >= 0 && totals.bytesNeeded > m_facts.freeBytes) {
            PlanWarning warning;
            warning.kind = PlanWarning::Kind::SmallSpace;
            warning.count = totals.bytesNeeded;
            warning.total = m_facts.freeBytes;
            m_plan.warnings.append(warning);
        }
    }

    const QList<SelectedImage> &m_images;
    const TargetFacts &m_facts;
    Plan m_plan;
    QHash<QString, QStringList> m_sourcesOf;
    QHash<QString, int> m_blobIndex;
};

} // namespace

Reference targetName(const SelectedImage &image)
{
    const Reference &target = image.item.target;
    if (!target.tag().isEmpty()) {
        return target.withTag(target.tag());
    }
    return image.root.digest.isNull() ? target : target.withDigest(image.root.digest);
}

Plan makePlan(const CopyRequest &request, const QList<SelectedImage> &images, const TargetFacts &facts)
{
    return Planner(request, images, facts).run();
}

} // namespace stowage::transfer

// SPDX-License-Identifier: Apache-2.0
#include "transfer/prepare.h"

#include "async/semaphore.h"
#include "async/taskgroup.h"

#include <algorithm>

namespace stowage::transfer {

namespace {

constexpr int looksAtOnce = 8;

/// Gathers what the planner must know about the target. Lives on the frame of preparePlan().
class TargetLook
{
public:
    TargetLook(ImageTarget &target, std::stop_token stop)
        : m_target(target)
        , m_stop(std::move(stop))
    {
        facts.keepsImagesWhole = target.keepsImagesWhole();
    }

    QCoro::Task<void> look(QList<SelectedImage> images)
    {
        TaskGroup group;
        for (const SelectedImage &image : std::as_const(images)) {
            if (!image.refusal && !image.skipped) {
                group.spawn(lookAtImage(image));
            }
        }
        co_await group.join();
        // Blobs are asked for once per scope, and not at all where a standing image proves them.
        TaskGroup probes;
        for (auto scope = m_wanted.cbegin(); scope != m_wanted.cend(); ++scope) {
            probes.spawn(probe(scope.key(), scope.value()));
        }
        co_await probes.join();
    }

    /// Every blob that some image needs and that the target may not have.
    QList<Descriptor> wanted() const
    {
        QHash<Digest, Descriptor> all;
        for (auto scope = m_wanted.cbegin(); scope != m_wanted.cend(); ++scope) {
            const Presence presence = facts.presence.value(scope.key());
            for (const Descriptor &blob : scope->blobs) {
                if (!presence.whole.contains(blob.digest)) {
                    all.insert(blob.digest, blob);
                }
            }
        }
        return all.values();
    }

    TargetFacts facts;

private:
    struct Wanted
    {
        Reference image;
        QList<Descriptor> blobs;
        QSet<Digest> known;
    };

    QCoro::Task<void> lookAtImage(SelectedImage image)
    {
        const Reference name = targetName(image);
        const QString key = name.toString();
        const QString scope = m_target.blobScope(name);
        facts.scopes.insert(key, scope);
        const Semaphore::Permit permit = co_await m_atOnce.acquire(m_stop);
        try {
            const std::optional<Descriptor> standing = co_await m_target.standing(name, m_stop);
            if (standing) {
                facts.standing.insert(key, standing->digest);
                if (facts.keepsImagesWhole && standing->digest == image.root.digest) {
                    co_return;
                }
            }
        } catch (const Error &error) {
            // A policy may forbid to look at what may well be pushed (H42): then it counts as not standing.
            if (error.kind != ErrorKind::PolicyBlocked) {
                fail(key, error);
                co_return;
            }
        }
        Wanted &wanted = m_wanted[scope];
        wanted.image = name;
        for (const Descriptor &blob : std::as_const(image.blobs)) {
            if (!wanted.known.contains(blob.digest)) {
                wanted.known.insert(blob.digest);
                wanted.blobs.append(blob);
            }
        }
        m_imagesOf[scope].append(key);
    }

    QCoro::Task<void> probe(QString scope, Wanted wanted)
    {
        const Semaphore::Permit permit = co_await m_atOnce.acquire(m_stop);
        try {
            const Presence presence = co_await m_target.probe(wanted.image, wanted.blobs, m_stop);
            facts.presence.insert(scope, presence);
        } catch (const Error &error) {
            const QStringList images = m_imagesOf.value(scope);
            for (const QString &image : images) {
                fail(image, error);
            }
        }
    }

    void fail(const QString &image, Error error)
    {
        if (error.side == Side::None) {
            error.side = Side::Target;
        }
        if (error.reference.isEmpty()) {
            error.reference = image;
        }
        facts.errors.insert(image, error);
    }

    ImageTarget &m_target;
    std::stop_token m_stop;
    Semaphore m_atOnce{looksAtOnce};
    QHash<QString, Wanted> m_wanted;
    QHash<QString, QStringList> m_imagesOf;
};

} // namespace

QCoro::Task<Plan> preparePlan(CopyRequest request, ImageSource &source, ImageTarget &target, qint64 freeBytes,
                              ResolveProgress progress, std::stop_token stop)
{
    ResolveOptions options;
    options.platforms = request.platforms;
    options.keepAttestations = request.keepAttestations;
    QList<CopyItem> items;
    QSet<QString> known;
    for (const CopyItem &item : std::as_const(request.items)) {
        const QString key = item.source.toString() + QLatin1Char('\n') + item.target.toString();
        if (!known.contains(key)) {
            known.insert(key);
            items.append(item); // the same line twice in a list is one image
        }
    }
    request.items = items;
    const QList<ResolvedImage> resolved = co_await resolveImages(source, items, options, progress, stop);
    QList<SelectedImage> selected;
    selected.reserve(resolved.size());
    for (const ResolvedImage &image : resolved) {
        selected.append(selectImage(image, request));
    }
    TargetLook look(target, stop);
    co_await look.look(selected);
    look.facts.missing = co_await source.missing(look.wanted(), stop);
    look.facts.freeBytes = freeBytes;
    co_return makePlan(request, selected, look.facts);
}

} // namespace stowage::transfer

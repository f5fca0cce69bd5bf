// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "async/clock.h"
#include "support/await.h"
#include "support/imagegenerator.h"
#include "support/memoryend.h"
#include "transfer/engine.h"
#include "transfer/prepare.h"

#include <QTemporaryDir>

namespace stowage::test {

/// A source and a target in memory with generated images, and everything a run needs.
struct CopyRig
{
    explicit CopyRig(const GeneratedImages &images = generateImages(QStringLiteral("reg.test")))
        : generated(images)
    {
        fill(source);
    }

    /// Makes `end` hold all generated images.
    void fill(MemoryEnd &end) const
    {
        for (auto entry = generated.content.cbegin(); entry != generated.content.cend(); ++entry) {
            const Descriptor descriptor = generated.descriptors.value(entry.key());
            if (descriptor.isIndex() || descriptor.isManifest()) {
                end.manifests.insert(entry.key(), *entry);
            } else {
                end.blobs.insert(entry.key(), *entry);
            }
        }
        for (const auto &[reference, root] : generated.images) {
            end.addTag(reference, root);
            end.tags.insert(reference.withDigest(root.digest).toString(), root);
        }
    }

    static Reference ref(const char *text)
    {
        const Result<Reference> reference = Reference::parse(QString::fromLatin1(text));
        return reference ? *reference : Reference();
    }

    CopyRequest request(const QList<Reference> &images, const QStringList &platforms = {},
                        Policy policy = Policy::Strict) const
    {
        CopyRequest request;
        request.from = End{End::Kind::Registry, QStringLiteral("reg.test"), {}};
        request.to = End{End::Kind::Registry, QStringLiteral("hub.test"), {}};
        for (const Reference &image : images) {
            const Result<Reference> name =
                Reference::fromParts(u"hub.test", image.repository(), image.tag(), image.digest());
            request.items.append({image, *name});
        }
        for (const QString &platform : platforms) {
            request.platforms.append(*Platform::parse(platform));
        }
        request.policy = policy;
        return request;
    }

    Plan plan(const CopyRequest &request)
    {
        auto outcome = await(transfer::preparePlan(request, source, target, -1, {}, stop.get_token()));
        return outcome.value ? *outcome.value : Plan();
    }

    transfer::RunTools tools() { return {source, target, disk, clock, gate, spool.path() + QStringLiteral("/spool")}; }

    QCoro::Task<Report> start(const Plan &plan)
    {
        const transfer::RunObserver observer{[this](const TransferEvent &event) { events.append(event); },
                                             [this](const ImageResult &result) { ended.append(result); }};
        return transfer::runPlan(plan, tools(), 7, observer, stop.get_token());
    }

    Report run(const Plan &plan)
    {
        auto outcome = await(start(plan));
        return outcome.value ? *outcome.value : Report();
    }

    /// The states a node went through, without repeats: `waiting active done`.
    QStringList states(int image, int blob) const;

    const GeneratedImages generated;
    MemoryEnd source;
    MemoryEnd target;
    DiskPool disk;
    ManualClock clock;
    transfer::PauseGate gate;
    QTemporaryDir spool;
    std::stop_source stop;
    QList<TransferEvent> events;
    QList<ImageResult> ended;
};

inline QStringList CopyRig::states(int image, int blob) const
{
    static const char *const names[] = {"waiting", "checking", "active",  "finishing", "paused", "retrying",
                                        "done",    "skipped",  "mounted", "refused",   "failed", "cancelled"};
    QStringList result;
    for (const TransferEvent &event : events) {
        if (event.image == image && event.blob == blob) {
            const QString name = QString::fromLatin1(names[static_cast<int>(event.state)]);
            if (result.isEmpty() || result.constLast() != name) {
                result.append(name);
            }
        }
    }
    return result;
}

} // namespace stowage::test

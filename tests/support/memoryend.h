// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/ports.h"

#include <QMap>

namespace stowage {

/// An end in memory that can fail, lie and hang as told, and keeps a log of what it was asked. For ring 2.
class MemoryEnd : public ImageSource, public ImageTarget, public ImageLister
{
public:
    /// How one blob misbehaves when it is read.
    struct Fault
    {
        qint64 failAt = -1; ///< Throws `error` after that many bytes, `times` times.
        int times = 1;
        Error error;
        qint64 flipAt = -1; ///< Changes that byte, `times` times.
        bool hang = false;  ///< Never delivers; ends only by its stop token.
    };

    // What it holds.
    QHash<Digest, QByteArray> blobs;
    QHash<Digest, QByteArray> manifests;
    QMap<QString, Descriptor> tags; ///< By full reference, with tag or digest.

    // How it behaves.
    QHash<Digest, Fault> faults;
    QHash<Digest, Error> lost;           ///< missing() tells of these.
    QHash<QString, Error> resolveErrors; ///< By reference.
    QHash<Digest, Error> putErrors;      ///< putBlob throws this once.
    QHash<Digest, Error> manifestErrors; ///< putManifest and tag throw this once.
    Error beginError;
    bool beginFails = false;
    bool local = false;  ///< needsLocalBlobs.
    bool scoped = false; ///< One scope per repository, as a registry has.
    bool mounts = true;  ///< mountBlob works.
    bool whole = false;  ///< keepsImagesWhole.
    qsizetype pieceSize = 64 * 1024;

    /// `put sha256:…`, `mount …`, `manifest …`, `tag name`, `commit`, `begin`, `end`, `open sha256:… OFFSET`.
    QStringList log;
    int reading = 0; ///< Bodies alive now.
    int mostReading = 0;

    /// Adds an image's content as a source; returns its root.
    void addTag(const Reference &reference, const Descriptor &root) { tags.insert(reference.toString(), root); }

    // ImageSource
    QCoro::Task<Descriptor> resolve(Reference image, std::stop_token stop) override;
    QCoro::Task<QByteArray> manifest(Reference repository, Descriptor descriptor, std::stop_token stop) override;
    QCoro::Task<std::unique_ptr<BlobBody>> openBlob(Reference repository, Descriptor descriptor, qint64 offset,
                                                    std::stop_token stop) override;
    std::optional<LocalRange> locate(const Descriptor &descriptor) override;
    QCoro::Task<QHash<Digest, Error>> missing(QList<Descriptor> wanted, std::stop_token stop) override;

    // ImageTarget
    QCoro::Task<void> begin(std::stop_token stop) override;
    QCoro::Task<void> end() override;
    QString blobScope(const Reference &image) const override;
    bool needsLocalBlobs() const override { return local; }
    bool keepsImagesWhole() const override { return whole; }
    QCoro::Task<Presence> probe(Reference image, QList<Descriptor> wanted, std::stop_token stop) override;
    QCoro::Task<std::optional<Descriptor>> standing(Reference image, std::stop_token stop) override;
    QCoro::Task<qint64> putBlob(Reference image, Descriptor blob, BlobSource source, BlobProgress progress,
                                std::stop_token stop) override;
    QCoro::Task<bool> mountBlob(Reference image, Descriptor blob, Reference from, std::stop_token stop) override;
    QCoro::Task<void> commitBlobs(Reference image, QList<Descriptor> committed, std::stop_token stop) override;
    QCoro::Task<void> putManifest(Reference image, Descriptor descriptor, QByteArray bytes,
                                  std::stop_token stop) override;
    QCoro::Task<void> tag(Reference image, Descriptor root, QByteArray bytes, std::stop_token stop) override;

    // ImageLister
    QCoro::Task<Listing> list(std::stop_token stop) override;

private:
    QSet<QString> m_repositoryBlobs; ///< `scope digest`.
    QHash<QString, QByteArray> m_parts;
};

} // namespace stowage

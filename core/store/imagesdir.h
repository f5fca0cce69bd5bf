// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "async/clock.h"
#include "async/diskpool.h"
#include "copy/ports.h"
#include "copy/request.h"
#include "store/layout.h"
#include "store/reader.h"
#include "store/storelock.h"

#include <atomic>
#include <functional>
#include <mutex>

namespace stowage {
class PartFile;
}

namespace stowage::store {

/// KubeKey's images_dir as an end: source, target and list. Reads every layout, writes the one it was made for.
///
/// Lives in the engine thread; what blocks runs in the disk pool. As a source it takes no lock and writes nothing, so
/// stores on read-only media work. As a target it is the store's one writer between begin() and end(); a kill at any
/// instant leaves every tag at a whole image.
class ImagesDir : public ImageSource, public ImageTarget, public ImageLister
{
public:
    struct Options
    {
        TreeLayout layout = TreeLayout::Both;
        /// begin() waits while another program writes to the store; false: StoreLocked at once.
        bool waitForLock = true;
        /// Hears StoreLocked, which tells who holds the lock, once per holder, when begin() has to wait. May be empty.
        std::function<void(const Error &locked)> waiting = {};
    };

    /// A view of `path`; nothing is opened. `disk` and `clock` outlive this object.
    ImagesDir(QString path, DiskPool &disk, Clock &clock, Options options);
    ImagesDir(QString path, DiskPool &disk, Clock &clock)
        : ImagesDir(std::move(path), disk, clock, Options())
    {
    }
    ~ImagesDir() override;

    // Source. The errors of Reader.
    QCoro::Task<Descriptor> resolve(Reference image, std::stop_token stop) override;
    QCoro::Task<QByteArray> manifest(Reference repository, Descriptor descriptor, std::stop_token stop) override;
    /// StoreDamaged when the blob is missing.
    QCoro::Task<std::unique_ptr<BlobBody>> openBlob(Reference repository, Descriptor descriptor, qint64 offset,
                                                    std::stop_token stop) override;
    std::optional<LocalRange> locate(const Descriptor &descriptor) override;
    QCoro::Task<QHash<Digest, Error>> missing(QList<Descriptor> blobs, std::stop_token stop) override;

    // Target.
    /// Makes the store if there is none and takes its lock. StoreLocked names the holder; NotWritable.
    QCoro::Task<void> begin(std::stop_token stop) override;
    QCoro::Task<void> end() override;
    QString blobScope(const Reference &) const override { return {}; }
    bool needsLocalBlobs() const override { return false; }
    QCoro::Task<Presence> probe(Reference image, QList<Descriptor> blobs, std::stop_token stop) override;
    /// Nothing where the repository's layout index is broken: tag() makes it anew. NotReadable when it cannot be read.
    QCoro::Task<std::optional<Descriptor>> standing(Reference image, std::stop_token stop) override;
    /// The blob stays a proven part until commitBlobs(). Local sources are cloned where the file system can.
    QCoro::Task<qint64> putBlob(Reference image, Descriptor blob, BlobSource source, BlobProgress progress,
                                std::stop_token stop) override;
    QCoro::Task<bool> mountBlob(Reference image, Descriptor blob, Reference from, std::stop_token stop) override;
    QCoro::Task<void> commitBlobs(Reference image, QList<Descriptor> blobs, std::stop_token stop) override;
    QCoro::Task<void> putManifest(Reference image, Descriptor manifest, QByteArray bytes,
                                  std::stop_token stop) override;
    /// Writes what the layout needs for the tag and keeps the other files of the repository in step with it.
    QCoro::Task<void> tag(Reference image, Descriptor root, QByteArray bytes, std::stop_token stop) override;

    // List.
    QCoro::Task<Listing> list(std::stop_token stop) override;

private:
    // In pool threads; they throw Error.
    void prepare();
    void clearLeftovers();
    bool isThere(const Descriptor &blob) const;
    void commit(const QList<Descriptor> &blobs, const QSet<Digest> &proven);
    void writeManifest(const Reference &image, const Descriptor &manifest, const QByteArray &bytes);
    void writeTag(const Reference &image, const Descriptor &root, const QByteArray &bytes);
    void writeUntagged(const Reference &image, const Descriptor &root, const QByteArray &bytes);
    /// Brings a repository into the form that has an index and tag files for every tag.
    void adoptTags(const Reference &image, LayoutIndex &index);
    void finishMove();
    /// Keeps a copy of the broken index of a repository where no KubeKey looks, before a new one takes its place.
    void setAside(const Reference &image);
    void replace(const QString &path, const QByteArray &bytes);
    QString prepareReplacement(const QString &path, const QByteArray &bytes);
    std::optional<Descriptor> whatStands(const Reference &image) const;
    bool hasAllBelow(const Reference &image, const QByteArray &bytes, int depth) const;

    QCoro::Task<void> copyLocal(PartFile &part, LocalRange range, BlobProgress progress, std::stop_token stop);

    StorePaths m_paths;
    Reader m_reader;
    DiskPool &m_disk;
    Clock &m_clock;
    Options m_options;
    StoreLock m_lock;
    QSet<Digest> m_proven; ///< Parts of this run that are whole and right, not yet renamed. Engine thread.
    std::mutex m_naming;   ///< Held while files that several images share are changed (pool threads).
    std::atomic<int> m_temporaries{0};
};

} // namespace stowage::store

// SPDX-License-Identifier: Apache-2.0
// How fast one blob goes to and comes from a local docker-registry, and how much memory that takes:
//     bench_registry [MiB] [http|https]
#include "copy/partfile.h"
#include "registry/registryend.h"
#include "support/registryserver.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <cstdio>

using namespace stowage;

namespace {

struct Bench
{
    explicit Bench(bool tls)
        : server({.tls = tls})
    {
    }

    test::RegistryServer server;
    QTemporaryDir folder;
    SystemClock clock;
    http::SessionPool pool{clock};
    DiskPool disk;
    std::unique_ptr<RegistryEnd> end;
    Descriptor blob;
    LocalRange file;
};

qint64 peakKiB()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (status.open(QIODevice::ReadOnly)) {
        const QList<QByteArray> lines = status.readAll().split('\n');
        for (const QByteArray &line : lines) {
            if (line.startsWith("VmHWM:")) {
                return line.mid(6).trimmed().split(' ').constFirst().toLongLong();
            }
        }
    }
    return -1;
}

void report(const char *what, qint64 bytes, qint64 milliseconds)
{
    std::printf("%-24s %6.0f MB/s  %5lld ms  peak %lld MiB\n", what,
                static_cast<double>(bytes) / 1000.0 / static_cast<double>(std::max<qint64>(milliseconds, 1)),
                static_cast<long long>(milliseconds), static_cast<long long>(peakKiB() / 1024));
    std::fflush(stdout);
}

void writeBlob(Bench &bench, qint64 size)
{
    bench.file = {bench.folder.filePath(QStringLiteral("blob")), 0, size};
    QFile file(bench.file.path);
    if (!file.open(QIODevice::WriteOnly)) {
        qFatal("cannot write");
    }
    Hasher hasher;
    QByteArray piece(1024 * 1024, Qt::Uninitialized);
    quint64 state = 88172645463325252U;
    for (qint64 written = 0; written < size; written += piece.size()) {
        for (qsizetype i = 0; i + 8 <= piece.size(); i += 8) {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            memcpy(piece.data() + i, &state, 8);
        }
        hasher.add(piece);
        file.write(piece);
    }
    bench.blob.mediaType = QStringLiteral("application/octet-stream");
    bench.blob.digest = hasher.finish();
    bench.blob.size = size;
}

QCoro::Task<void> measure(Bench *bench)
{
    const Reference image = *Reference::fromParts(bench->server.host(), u"bench/blob", u"1");
    const BlobProgress quiet = [](BlobPhase, qint64) {};
    co_await bench->end->begin({});
    QElapsedTimer timer;
    timer.start();
    BlobSource local;
    local.local = bench->file;
    co_await bench->end->putBlob(image, bench->blob, local, quiet, {});
    report("push", bench->blob.size, timer.restart());

    for (int round = 0; round < 3; ++round) {
        timer.restart();
        auto opening = bench->end->openBlob(image, bench->blob, 0, {});
        const std::unique_ptr<BlobBody> body = co_await opening;
        qint64 total = 0;
        while (true) {
            const QByteArrayView piece = co_await body->read({});
            if (piece.isEmpty()) {
                break;
            }
            total += piece.size();
        }
        report("pull, thrown away", total, timer.elapsed());
    }
    for (int round = 0; round < 3; ++round) {
        const QString path = bench->folder.filePath(QStringLiteral("part%1").arg(round));
        const std::unique_ptr<PartFile> part = co_await PartFile::open(bench->disk, path, bench->blob, {});
        BlobSource source;
        source.open = [bench, image](qint64 offset, std::stop_token stop) {
            return bench->end->openBlob(image, bench->blob, offset, std::move(stop));
        };
        timer.restart();
        co_await part->fill(source, quiet, {});
        report("pull, hashed and written", bench->blob.size, timer.elapsed());
        QFile::remove(path);
    }
}

QCoro::Task<void> run(Bench *bench)
{
    try {
        co_await measure(bench);
    } catch (const Error &error) {
        std::fprintf(stderr, "%s\n", qPrintable(technicalLine(error)));
    }
    QCoreApplication::quit();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const qint64 size = arguments.value(1, QStringLiteral("1024")).toLongLong() * 1024 * 1024;
    const bool tls = arguments.value(2) == QLatin1String("https");
    Bench bench(tls);
    if (!bench.server.start()) {
        qFatal("%s", qPrintable(bench.server.errorText()));
    }
    RegistrySettings settings;
    settings.registry = bench.server.host();
    settings.plainHttp = !tls;
    settings.caFile = bench.server.caFile();
    End where;
    where.kind = End::Kind::Registry;
    where.location = settings.registry;
    bench.end = std::make_unique<RegistryEnd>(where, settings, bench.pool, nullptr, bench.clock, bench.disk);
    writeBlob(bench, size);
    report("(blob made)", 0, 0);
    std::printf("server at %s\n", qPrintable(bench.server.host()));
    std::fflush(stdout);
    run(&bench);
    return QCoreApplication::exec();
}

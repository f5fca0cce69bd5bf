// SPDX-License-Identifier: Apache-2.0
#include "ui/support/sampledata.h"

#include "oci/mediatype.h"

#include <array>

namespace stowage::sample {

namespace {

constexpr qint64 kibibyte = 1024;
constexpr qint64 mebibyte = 1024 * kibibyte;

struct Row
{
    const char *reference;
    qint64 size;
    std::array<const char *, 4> platforms;
};

const std::array<Row, 12> &rows()
{
    static const std::array<Row, 12> all{{
        {"docker.io/library/alpine:3.19", 7 * mebibyte, {"linux/amd64", "linux/arm64", "linux/arm/v7", nullptr}},
        {"docker.io/library/nginx:1.27.3", 187 * mebibyte, {"linux/amd64", "linux/arm64", nullptr, nullptr}},
        {"docker.io/library/postgres:16.6", 431 * mebibyte, {"linux/amd64", "linux/arm64", nullptr, nullptr}},
        {"docker.io/library/redis:7.4.1", 117 * mebibyte, {"linux/amd64", "linux/arm64", "linux/386", nullptr}},
        {"quay.io/coreos/etcd:v3.5.16", 59 * mebibyte, {"linux/amd64", "linux/arm64", "linux/ppc64le", "linux/s390x"}},
        {"quay.io/prometheus/prometheus:v2.55.1", 292 * mebibyte, {"linux/amd64", "linux/arm64", nullptr, nullptr}},
        {"registry.k8s.io/coredns/coredns:v1.11.3", 63 * mebibyte, {"linux/amd64", "linux/arm64", nullptr, nullptr}},
        {"registry.k8s.io/kube-apiserver:v1.31.3", 94 * mebibyte, {"linux/amd64", "linux/arm64", nullptr, nullptr}},
        {"registry.k8s.io/kube-controller-manager:v1.31.3",
         88 * mebibyte,
         {"linux/amd64", "linux/arm64", nullptr, nullptr}},
        {"registry.k8s.io/kube-proxy:v1.31.3", 91 * mebibyte, {"linux/amd64", "linux/arm64", nullptr, nullptr}},
        {"registry.k8s.io/kube-scheduler:v1.31.3", 67 * mebibyte, {"linux/amd64", "linux/arm64", nullptr, nullptr}},
        {"registry.k8s.io/pause:3.10", 736 * kibibyte, {"linux/amd64", nullptr, nullptr, nullptr}},
    }};
    return all;
}

QList<Platform> platformsOf(const Row &row)
{
    QList<Platform> platforms;
    for (const char *name : row.platforms) {
        if (name) {
            platforms << plat(name);
        }
    }
    return platforms;
}

Descriptor descriptor(const QByteArray &seed, const QString &mediaType, qint64 size)
{
    Descriptor made;
    made.mediaType = mediaType;
    made.digest = dig(seed.constData());
    made.size = size;
    return made;
}

QString indexType()
{
    return QStringLiteral("application/vnd.oci.image.index.v1+json");
}

QString manifestType()
{
    return QStringLiteral("application/vnd.oci.image.manifest.v1+json");
}

QString configType()
{
    return QStringLiteral("application/vnd.oci.image.config.v1+json");
}

QString layerType()
{
    return QStringLiteral("application/vnd.oci.image.layer.v1.tar+gzip");
}

PlannedBlob blob(const QByteArray &seed, const QString &type, qint64 size, PlannedBlob::Way way)
{
    PlannedBlob made;
    made.descriptor = descriptor(seed, type, size);
    made.way = way;
    return made;
}

void addTotals(Plan &plan)
{
    for (const PlannedBlob &one : std::as_const(plan.blobs)) {
        ++plan.totals.uniqueBlobs;
        if (one.way == PlannedBlob::Way::Move) {
            ++plan.totals.blobsToTransfer;
            plan.totals.bytesToTransfer += one.descriptor.size - one.partial;
        } else {
            ++plan.totals.blobsPresent;
            plan.totals.bytesPresent += one.descriptor.size;
        }
    }
    plan.totals.bytesNeeded = plan.totals.bytesToTransfer + 2 * mebibyte;
}

} // namespace

Listing listing()
{
    Listing made;
    for (const Row &row : rows()) {
        ListedImage image;
        image.reference = ref(row.reference);
        image.root = descriptor(QByteArray("root ") + row.reference, indexType(), 1610);
        image.platforms = platformsOf(row);
        image.size = row.size;
        made.images << image;
    }
    made.images[5].complete = false;
    made.problems << Problem{Problem::Kind::MissingBlob, dig("a lost layer").toString(),
                             QStringLiteral("named by quay.io/prometheus/prometheus:v2.55.1")};
    return made;
}

Result<ImageSummary> lookUp(const Reference &image)
{
    for (const Row &row : rows()) {
        if (ref(row.reference) == image) {
            ImageSummary found;
            found.reference = image;
            found.root = descriptor(QByteArray("root ") + row.reference, indexType(), 1610);
            found.platforms = platformsOf(row);
            found.size = row.size;
            found.account = image.registry() == QLatin1String("docker.io") ? QStringLiteral("release-bot") : QString();
            return found;
        }
    }
    Error error;
    error.side = Side::Source;
    error.operation = QStringLiteral("resolve");
    error.reference = image.toString();
    error.url = QStringLiteral("https://%1/v2/%2/manifests/%3").arg(image.registry(), image.repository(), image.tag());
    if (image.registry().startsWith(QLatin1String("hub."))) {
        error.kind = ErrorKind::LoginRequired;
        error.httpStatus = 401;
        error.registryCodes << QStringLiteral("UNAUTHORIZED");
        error.requestId = QStringLiteral("6d2f0c1e-91ab");
    } else {
        error.kind = ErrorKind::NotFound;
        error.httpStatus = 404;
        error.registryCodes << QStringLiteral("MANIFEST_UNKNOWN");
    }
    error.item = image.registry();
    return std::unexpected(error);
}

CopyRequest pullRequest()
{
    CopyRequest request;
    request.from = End::eachOwn();
    request.to = {End::Kind::Store, QStringLiteral("/media/stick/images"), {}};
    for (const Row &row : rows()) {
        request.items.append({ref(row.reference), ref(row.reference)});
    }
    request.platforms = {plat("linux/amd64"), plat("linux/arm64")};
    return request;
}

Plan plan(const CopyRequest &request, bool withRefusal)
{
    Plan made;
    made.request = request;
    made.blobs << blob("shared base amd64", layerType(), 29 * mebibyte, PlannedBlob::Way::Present)
               << blob("shared base arm64", layerType(), 28 * mebibyte, PlannedBlob::Way::Move);
    for (qsizetype i = 0; i < request.items.size(); ++i) {
        PlannedImage image;
        image.item = request.items.at(i);
        const QByteArray name = image.item.source.toString().toUtf8();
        image.sourceDigest = dig((QByteArray("root ") + name).constData());
        image.digest = image.sourceDigest;
        image.platforms = {plat("linux/amd64"), plat("linux/arm64")};
        image.blobs = {0, 1};
        const bool present = i == 3;
        for (const char *arch : {"amd64", "arm64"}) {
            image.blobs << int(made.blobs.size());
            made.blobs << blob(name + arch + "config", configType(), 7 * kibibyte,
                               present ? PlannedBlob::Way::Present : PlannedBlob::Way::Move);
            for (int layer = 0; layer < 3; ++layer) {
                image.blobs << int(made.blobs.size());
                made.blobs << blob(name + arch + char('0' + layer), layerType(), (3 + i * 7 + layer * 11) * mebibyte,
                                   present ? PlannedBlob::Way::Present : PlannedBlob::Way::Move);
            }
        }
        for (const int index : std::as_const(image.blobs)) {
            image.bytes += made.blobs.at(index).descriptor.size;
        }
        if (present) {
            image.action = ImageAction::Skip;
            image.standing = image.digest;
        } else if (i == 4) {
            image.action = ImageAction::Overwrite;
            image.standing = dig("older");
            made.warnings << PlanWarning{PlanWarning::Kind::TagMoves, image.item.target, {}, 0, 0,
                                         dig("older").shortText()};
            made.warnings << PlanWarning{PlanWarning::Kind::IndexRewritten, image.item.target, {}, 2, 4, {}};
        } else if (withRefusal && i == request.items.size() - 1) {
            image.action = ImageAction::Refuse;
            image.blobs.clear();
            image.bytes = 0;
            image.platforms = {plat("linux/amd64")};
            Error error;
            error.kind = ErrorKind::PlatformMissing;
            error.side = Side::Source;
            error.reference = image.item.source.toString();
            error.item = QStringLiteral("linux/arm64");
            image.refusal = error;
        }
        made.images << image;
    }
    addTotals(made);
    return made;
}

Plan bigPlan(int images, int blobs)
{
    Plan made;
    made.request.to = {End::Kind::Store, QStringLiteral("/data/images"), {}};
    for (int i = 0; i < images; ++i) {
        PlannedImage image;
        image.item.source = ref(qPrintable(QStringLiteral("docker.io/team/app%1:1.0").arg(i)));
        image.item.target = image.item.source;
        for (int b = 0; b < blobs; ++b) {
            image.blobs << int(made.blobs.size());
            made.blobs << blob("blob " + QByteArray::number(i) + ' ' + QByteArray::number(b), layerType(), mebibyte,
                               PlannedBlob::Way::Move);
        }
        image.bytes = blobs * mebibyte;
        made.request.items << image.item;
        made.images << image;
    }
    addTotals(made);
    return made;
}

ImageDetails details(const Reference &image)
{
    const QByteArray name = image.toString().toUtf8();
    ImageDetails made;
    made.reference = image;
    ManifestDetails root;
    root.descriptor = descriptor("root " + name, indexType(), 0);
    QByteArrayList entries;
    QList<ManifestDetails> children;
    for (const char *arch : {"amd64", "arm64"}) {
        ManifestDetails child;
        child.depth = 1;
        child.descriptor = descriptor(name + arch, manifestType(), 0);
        child.descriptor.platform = Platform(QStringLiteral("linux"), QString::fromLatin1(arch));
        child.descriptor.hasPlatform = true;
        child.config = R"({"architecture":")" + QByteArray(arch) +
                       R"(","os":"linux","config":{"Env":["PATH=/usr/local/bin:/usr/bin:/bin"],"Cmd":["/bin/sh"]},)"
                       R"("history":[{"created_by":"ADD rootfs.tar.gz /"},{"created_by":"CMD [\"/bin/sh\"]",)"
                       R"("empty_layer":true}]})";
        child.blobs << BlobDetails{descriptor(name + arch + "config", configType(), child.config.size()), true};
        QByteArrayList layers;
        for (int layer = 0; layer < 3; ++layer) {
            const Descriptor one =
                descriptor(name + arch + char('0' + layer), layerType(), (3 + layer * 11) * mebibyte);
            child.blobs << BlobDetails{one, true};
            layers << "    {\n      \"mediaType\": \"" + one.mediaType.toUtf8() + "\",\n      \"digest\": \"" +
                          one.digest.toString().toUtf8() + "\",\n      \"size\": " + QByteArray::number(one.size) +
                          "\n    }";
        }
        child.bytes = "{\n  \"schemaVersion\": 2,\n  \"mediaType\": \"" + manifestType().toUtf8() +
                      "\",\n  \"layers\": [\n" + layers.join(",\n") + "\n  ]\n}\n";
        child.descriptor.size = child.bytes.size();
        entries << "    {\n      \"mediaType\": \"" + manifestType().toUtf8() + "\",\n      \"digest\": \"" +
                       child.descriptor.digest.toString().toUtf8() +
                       "\",\n      \"size\": " + QByteArray::number(child.bytes.size()) +
                       ",\n      \"platform\": {\"architecture\": \"" + arch + "\", \"os\": \"linux\"}\n    }";
        children << child;
    }
    root.bytes = "{\n  \"schemaVersion\": 2,\n  \"mediaType\": \"" + indexType().toUtf8() +
                 "\",\n  \"manifests\": [\n" + entries.join(",\n") + "\n  ]\n}\n";
    root.descriptor.size = root.bytes.size();
    made.manifests << root << children;
    return made;
}

Comparison comparison()
{
    const Listing all = listing();
    Comparison made;
    made.onlyLeft = all.images.mid(0, 3);
    made.onlyRight = all.images.mid(3, 1);
    ListedImage older = all.images.at(4);
    older.root.digest = dig("older");
    made.different.append({all.images.at(4), older});
    for (const ListedImage &image : all.images.mid(5)) {
        made.same.append({image, image});
    }
    return made;
}

QList<RegistryEntry> registries()
{
    RegistryEntry hub;
    hub.settings.registry = QStringLiteral("docker.io");
    hub.scope = hub.settings.registry;
    hub.username = QStringLiteral("release-bot");
    hub.keeping = RegistryEntry::Keeping::Keychain;
    hub.lastTest = QDateTime(QDate(2025, 1, 20), QTime(9, 12));
    hub.lastTestOk = true;
    hub.lastTestText = QStringLiteral("The account was checked.");
    RegistryEntry harbor;
    harbor.settings.registry = QStringLiteral("hub.local:8443");
    harbor.settings.caFile = QStringLiteral("/etc/ssl/site-ca.pem");
    harbor.scope = QStringLiteral("hub.local:8443/team-a");
    harbor.username = QStringLiteral("robot$team-a+push");
    harbor.keeping = RegistryEntry::Keeping::Session;
    RegistryEntry plain;
    plain.settings.registry = QStringLiteral("127.0.0.1:5000");
    plain.settings.plainHttp = true;
    plain.scope = plain.settings.registry;
    return {hub, harbor, plain};
}

void fill(FakeService &service)
{
    service.onLookUp = [](const Reference &image) { return lookUp(image); };
    service.onList = [](const End &) { return Result<Listing>(listing()); };
    service.onDescribe = [](const End &, const Reference &image) { return Result<ImageDetails>(details(image)); };
    service.onPlan = [](const CopyRequest &request) { return Result<Plan>(plan(request, true)); };
    service.onCompare = [](const End &, const End &) { return Result<Comparison>(comparison()); };
    service.onRepositories = [](const QString &) {
        return Result<QStringList>(QStringList{QStringLiteral("team-a/app"), QStringLiteral("team-a/web")});
    };
    service.onTags = [](const QString &, const QString &) {
        return Result<QStringList>(
            QStringList{QStringLiteral("1.9"), QStringLiteral("1.10"), QStringLiteral("latest")});
    };
    service.entries = registries();
}

void runHalf(FakeService &service, const Plan &plan, JobId job, int eighths)
{
    QList<TransferEvent> events;
    qint64 done = 0;
    qint64 total = 0;
    for (int b = 0; b < plan.blobs.size(); ++b) {
        const PlannedBlob &one = plan.blobs.at(b);
        TransferEvent event;
        event.job = job;
        event.blob = b;
        event.total = one.descriptor.size;
        if (one.way == PlannedBlob::Way::Present) {
            event.state = TransferState::Skipped;
            event.done = event.total;
        } else if (b < 10) {
            event.state = TransferState::Done;
            event.done = event.total;
        } else if (b < 14) {
            event.state = TransferState::Active;
            event.done = event.total * eighths * (18 - b) / 64;
        }
        event.moved = event.state == TransferState::Skipped ? 0 : event.done;
        done += event.done;
        total += event.total;
        events << event;
    }
    for (int i = 0; i < plan.images.size(); ++i) {
        TransferEvent event;
        event.job = job;
        event.image = i;
        event.total = plan.images.at(i).bytes;
        if (plan.images.at(i).action == ImageAction::Skip) {
            event.state = TransferState::Skipped;
            event.done = event.total;
        } else if (plan.images.at(i).action == ImageAction::Refuse) {
            event.state = TransferState::Refused;
            event.error = plan.images.at(i).refusal;
        } else if (i == 0) {
            event.state = TransferState::Done;
            event.done = event.total;
        } else if (i == 1) {
            event.state = TransferState::Active;
            event.done = event.total * eighths / 12;
            event.moved = event.done;
        } else if (i == 6) {
            Error error;
            error.kind = ErrorKind::ConnectionLost;
            error.side = Side::Source;
            error.reference = plan.images.at(i).item.source.toString();
            error.item = plan.images.at(i).item.source.registry();
            error.operation = QStringLiteral("fetch blob");
            error.url = QStringLiteral("https://registry.k8s.io/v2/coredns/coredns/blobs/…");
            event.state = TransferState::Failed;
            event.error = error;
        }
        events << event;
    }
    TransferEvent whole;
    whole.job = job;
    whole.state = TransferState::Active;
    whole.done = done;
    whole.total = total;
    whole.moved = done;
    events << whole;
    service.sendEvents(events);
}

} // namespace stowage::sample

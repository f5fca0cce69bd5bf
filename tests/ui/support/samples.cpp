// SPDX-License-Identifier: Apache-2.0
#include "ui/support/samples.h"

#include "ui/support/fakeservice.h"

#include <QApplication>
#include <QPalette>
#include <QPixmap>

namespace stowage::samples {

namespace {

constexpr qint64 mebibyte = 1024 * 1024;

QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

Descriptor descriptor(const QString &type, const Digest &digest, qint64 size)
{
    Descriptor result;
    result.mediaType = type;
    result.digest = digest;
    result.size = size;
    return result;
}

QByteArray entry(const Descriptor &of)
{
    return json(QStringLiteral("{'mediaType':'%1','digest':'%2','size':%3}")
                    .arg(of.mediaType, of.digest.toString())
                    .arg(of.size)
                    .toUtf8());
}

ManifestDetails child(const char *platform)
{
    const QString layerType = QStringLiteral("application/vnd.oci.image.layer.v1.tar+gzip");
    ManifestDetails manifest;
    manifest.depth = 1;
    manifest.config =
        json("{'architecture':'amd64','os':'linux','created':'2026-05-30T10:11:12Z','author':'release team',"
             "'config':{'Entrypoint':['/docker-entrypoint.sh'],'Cmd':['nginx','-g','daemon off;'],"
             "'Env':['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin','NGINX_VERSION=1.27.5'],"
             "'ExposedPorts':{'80/tcp':{}},'WorkingDir':'/','Labels':{'maintainer':'NGINX team'}},"
             "'history':[{'created':'2026-05-01T00:00:00Z','created_by':'ADD rootfs.tar.xz / # buildkit'},"
             "{'created':'2026-05-30T10:00:00Z','created_by':'ENV NGINX_VERSION=1.27.5','empty_layer':true},"
             "{'created':'2026-05-30T10:11:12Z','created_by':'RUN /bin/sh -c set -x && apt-get install'}],"
             "'rootfs':{'type':'layers','diff_ids':[]}}");
    BlobDetails config;
    config.descriptor = descriptor(mediatype::ociConfig, Digest::ofBytes(manifest.config), manifest.config.size());
    BlobDetails base;
    base.descriptor = descriptor(layerType, dig("base"), 28 * mebibyte + 77);
    BlobDetails top;
    top.descriptor = descriptor(layerType, dig(platform), 41 * mebibyte + 5);
    top.present = qstrcmp(platform, "linux/amd64") == 0;
    manifest.blobs = {config, base, top};
    manifest.bytes = json("{'schemaVersion':2,'mediaType':'application/vnd.oci.image.manifest.v1+json','config':") +
                     entry(config.descriptor) + json(",'layers':[") + entry(base.descriptor) + "," +
                     entry(top.descriptor) + "]}";
    manifest.descriptor = descriptor(mediatype::ociManifest, Digest::ofBytes(manifest.bytes), manifest.bytes.size());
    manifest.descriptor.platform = plat(platform);
    manifest.descriptor.hasPlatform = true;
    return manifest;
}

} // namespace

End store(const char *path)
{
    return End{End::Kind::Store, QString::fromUtf8(path), {}};
}

ListedImage image(const char *reference, qint64 size, bool complete)
{
    ListedImage result;
    result.reference = ref(reference);
    result.root = descriptor(mediatype::ociIndex, dig(reference), 1200);
    result.platforms = {plat("linux/amd64"), plat("linux/arm64")};
    result.size = size;
    result.complete = complete;
    return result;
}

Listing release()
{
    Listing listing;
    listing.images = {
        image("docker.io/library/alpine:3.9", 3 * mebibyte),
        image("docker.io/library/alpine:3.19", 7 * mebibyte + 300000),
        image("docker.io/library/nginx:1.27.5", 69 * mebibyte),
        image("docker.io/library/redis:7.4", 41 * mebibyte, false),
        image("quay.io/prometheus/prometheus:v2.9.1", 98 * mebibyte),
        image("quay.io/prometheus/prometheus:v2.55.0", 112 * mebibyte),
    };
    listing.images[0].platforms = {plat("linux/amd64")};
    Problem problem;
    problem.kind = Problem::Kind::MissingBlob;
    problem.item = dig("missing").toString();
    problem.text = QStringLiteral("named by docker.io/library/redis:7.4");
    listing.problems = {problem};
    problem.kind = Problem::Kind::ForeignFile;
    problem.item = QStringLiteral("docker.io/notes.txt");
    problem.text = QStringLiteral("a plain file");
    listing.problems.prepend(problem);
    return listing;
}

Listing many(int count)
{
    Listing listing;
    listing.images.reserve(count);
    const ListedImage pattern = image("hub.local:5000/base:1");
    for (int i = 0; i < count; ++i) {
        ListedImage next = pattern;
        next.reference =
            ref(qPrintable(QStringLiteral("hub.local:5000/team%1/app%2:v1.%3").arg(i % 7).arg(i % 130).arg(i)));
        next.size += i;
        listing.images.append(next);
    }
    return listing;
}

ImageDetails details(const Reference &reference)
{
    ImageDetails result;
    result.reference = reference;
    ManifestDetails root;
    result.manifests = {root, child("linux/amd64"), child("linux/arm64"), child("unknown/unknown")};
    QByteArray entries;
    for (qsizetype i = 1; i < result.manifests.size(); ++i) {
        entries += (entries.isEmpty() ? QByteArray() : QByteArray(",")) + entry(result.manifests.at(i).descriptor);
    }
    root.bytes =
        json("{'schemaVersion':2,'mediaType':'application/vnd.oci.image.index.v1+json','manifests':[") + entries + "]}";
    root.descriptor = descriptor(mediatype::ociIndex, Digest::ofBytes(root.bytes), root.bytes.size());
    result.manifests[0] = root;
    return result;
}

void picture(QWidget &widget, const char *name)
{
    const QString folder = qEnvironmentVariable("STOWAGE_PICTURES");
    if (!folder.isEmpty()) {
        widget.grab().save(QStringLiteral("%1/%2.png").arg(folder, QString::fromLatin1(name)));
    }
}

void goDark()
{
    QPalette palette;
    palette.setColor(QPalette::Window, QColor(0x32, 0x32, 0x32));
    palette.setColor(QPalette::Base, QColor(0x26, 0x26, 0x26));
    palette.setColor(QPalette::AlternateBase, QColor(0x2c, 0x2c, 0x2c));
    palette.setColor(QPalette::Button, QColor(0x3a, 0x3a, 0x3a));
    palette.setColor(QPalette::Light, QColor(0x50, 0x50, 0x50));
    palette.setColor(QPalette::Dark, QColor(0x1c, 0x1c, 0x1c));
    palette.setColor(QPalette::Mid, QColor(0x28, 0x28, 0x28));
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}) {
        palette.setColor(role, QColor(0xee, 0xee, 0xee));
        palette.setColor(QPalette::Disabled, role, QColor(0x88, 0x88, 0x88));
    }
    palette.setColor(QPalette::ToolTipBase, QColor(0x3a, 0x3a, 0x3a));
    palette.setColor(QPalette::PlaceholderText, QColor(0x99, 0x99, 0x99));
    palette.setColor(QPalette::Highlight, QColor(0x2f, 0x65, 0xb0));
    palette.setColor(QPalette::HighlightedText, QColor(0xff, 0xff, 0xff));
    QApplication::setPalette(palette);
}

} // namespace stowage::samples

// SPDX-License-Identifier: Apache-2.0
// Writes images into a store without end, moving its tags all the time, to be killed at any instant.
// storewriter PATH both|tag|index
#include "store/imagesdir.h"
#include "support/copyimage.h"

#include <QCoreApplication>
#include <QTextStream>

#include <cstdio>

using namespace stowage;
using namespace stowage::store;
using namespace stowage::test;

namespace {

QCoro::Task<void> writeForEver(ImagesDir *store, GeneratedImages images)
{
    co_await store->begin({});
    QTextStream out(stdout);
    for (qsizetype round = 0;; ++round) {
        for (qsizetype i = 0; i < images.images.size(); ++i) {
            const Reference name = images.images.at(i).first;
            co_await putImage(store, images, name, images.images.at(i).second, {});
            // One tag that every image gets in turn, with other content each time.
            const Reference moving = Reference::parse(u"quay.io/acme/moving:latest").value();
            co_await putImage(store, images, moving, images.images.at(i).second, {});
            out << round << ' ' << name.toString() << '\n';
            out.flush();
        }
    }
}

QCoro::Task<void> report(QCoro::Task<void> writing)
{
    try {
        co_await writing;
    } catch (const Error &error) {
        std::fprintf(stderr, "%s\n", qPrintable(technicalLine(error)));
        QCoreApplication::exit(1);
    }
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QString layout = arguments.value(2);
    const TreeLayout form = layout == QLatin1String("tag")     ? TreeLayout::Tag
                            : layout == QLatin1String("index") ? TreeLayout::Index
                                                               : TreeLayout::Both;
    DiskPool disk;
    SystemClock clock;
    ImagesDir store(arguments.value(1), disk, clock, {.layout = form, .waitForLock = false});
    report(writeForEver(&store, generateImages(QStringLiteral("docker.io"))));
    return QCoreApplication::exec();
}

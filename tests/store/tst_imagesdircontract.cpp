// SPDX-License-Identifier: Apache-2.0
#include "copy/contract.h"
#include "store/imagesdir.h"

#include <QCoreApplication>
#include <QTest>

using namespace stowage;
using namespace stowage::store;
using namespace stowage::test;

namespace {

class StoreUnderTest : public ContractEnd
{
public:
    explicit StoreUnderTest(TreeLayout layout)
        : m_end(m_folder.filePath(QStringLiteral("images")), m_disk, m_clock, {.layout = layout})
    {
    }
    ImageSource &source() override { return m_end; }
    ImageTarget &target() override { return m_end; }
    ImageLister *lister() override { return &m_end; }

private:
    QTemporaryDir m_folder;
    DiskPool m_disk;
    ManualClock m_clock;
    ImagesDir m_end;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    ContractTest test({
        {.name = "both", .make = [] { return std::make_unique<StoreUnderTest>(TreeLayout::Both); }},
        {.name = "tag layout", .make = [] { return std::make_unique<StoreUnderTest>(TreeLayout::Tag); }},
        {.name = "layout index", .make = [] { return std::make_unique<StoreUnderTest>(TreeLayout::Index); }},
    });
    return QTest::qExec(&test, argc, argv);
}

// SPDX-License-Identifier: Apache-2.0
// The end that other tests stand on keeps the contract, in each of its guises.
#include "copy/contract.h"
#include "support/memoryend.h"

#include <QCoreApplication>
#include <QTest>

using namespace stowage;
using namespace stowage::test;

namespace {

class MemoryUnderTest : public ContractEnd
{
public:
    MemoryUnderTest(bool local, bool scoped)
    {
        m_end.local = local;
        m_end.scoped = scoped;
    }
    ImageSource &source() override { return m_end; }
    ImageTarget &target() override { return m_end; }
    ImageLister *lister() override { return &m_end; }

private:
    MemoryEnd m_end;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    ContractTest test({
        {.name = "memory, as a store", .make = [] { return std::make_unique<MemoryUnderTest>(false, false); }},
        {.name = "memory, as a registry", .make = [] { return std::make_unique<MemoryUnderTest>(true, true); }},
    });
    return QTest::qExec(&test, argc, argv);
}

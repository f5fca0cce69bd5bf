// SPDX-License-Identifier: Apache-2.0
#include "copy/contract.h"
#include "registryfixture.h"
#include "support/registryserver.h"

#include <QCoreApplication>

using namespace stowage;
using namespace stowage::test;

namespace {

/// A registry end on a server of its own, real or fake.
template <typename Server>
class RegistryContractEnd : public ContractEnd
{
public:
    RegistryContractEnd()
    {
        if constexpr (std::is_same_v<Server, RegistryServer>) {
            if (!m_server.start()) {
                qFatal("%s", qPrintable(m_server.errorText()));
            }
        }
        m_rig = std::make_unique<Rig>(m_server.host());
    }
    ImageSource &source() override { return m_rig->end(); }
    ImageTarget &target() override { return m_rig->end(); }
    ImageLister *lister() override { return &m_rig->end(); }
    QString registry() const override { return m_rig->settings.registry; }

private:
    Server m_server;
    std::unique_ptr<Rig> m_rig;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    ContractTest test({{.name = "docker-registry",
                        .make = [] { return std::make_unique<RegistryContractEnd<RegistryServer>>(); },
                        .resumes = false,
                        .takesOddImages = false},
                       {.name = "fake registry",
                        .make = [] { return std::make_unique<RegistryContractEnd<FakeRegistry>>(); },
                        .resumes = false,
                        .takesOddImages = false}});
    return QTest::qExec(&test, argc, argv);
}

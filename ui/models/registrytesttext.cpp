// SPDX-License-Identifier: Apache-2.0
#include "ui/models/registrytesttext.h"

#include "text/sentence.h"

namespace stowage {

QString RegistryTestText::sentence(const QString &registry, const RegistryTest &test)
{
    const QString name = Sentence::harmless(registry, 80);
    QString text;
    if (test.anonymous) {
        text = tr("%1 answers without an account.").arg(name);
    } else if (test.loginProven) {
        text = tr("%1 answers and accepts the account.").arg(name);
    } else {
        text = tr("%1 answers, but it gave no way to prove the account.").arg(name);
    }
    if (test.isHarbor) {
        const QString version = Sentence::harmless(test.harborVersion, 40);
        text += u' ' + (version.isEmpty() ? tr("It is a Harbor.") : tr("It is Harbor %1.").arg(version));
    }
    return text;
}

} // namespace stowage

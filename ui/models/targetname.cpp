// SPDX-License-Identifier: Apache-2.0
#include "ui/models/targetname.h"

namespace stowage {

QString registryOfTargetName(const QString &name)
{
    const QString first = name.trimmed().section(u'/', 0, 0);
    const bool isHost = first.contains(u'.') || first.contains(u':') || first == QLatin1String("localhost");
    return isHost && !first.contains(QLatin1String("{{")) ? first : QString();
}

QString targetNameIn(const QString &name, const QString &former, const QString &registry)
{
    const QString typed = name.trimmed();
    const QString wanted = registry.trimmed();
    if (typed.isEmpty() || wanted.isEmpty()) {
        return typed.isEmpty() ? wanted : typed;
    }
    const auto standsInFront = [&typed](const QString &part) {
        return !part.isEmpty() && (typed == part || typed.startsWith(part + u'/'));
    };
    const QString old = standsInFront(former) ? former : registryOfTargetName(typed);
    if (old.isEmpty()) {
        return wanted + u'/' + typed;
    }
    return wanted + typed.mid(old.size());
}

TargetNameForm targetNameForm(const QString &name)
{
    const QString typed = name.trimmed();
    if (typed.isEmpty()) {
        return TargetNameForm::Empty;
    }
    if (typed.contains(QLatin1String("{{"))) {
        return TargetNameForm::Template;
    }
    const qsizetype slash = typed.lastIndexOf(u'/');
    return slash >= 0 && typed.indexOf(u':', slash) > 0 ? TargetNameForm::Exact : TargetNameForm::Prefix;
}

} // namespace stowage

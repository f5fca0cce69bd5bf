// SPDX-License-Identifier: Apache-2.0
// Templates and the target names made of them: parsed and rendered, or refused with a place.
#include "tasks/pattern.h"
#include "tasks/targetname.h"

#include <cstddef>
#include <cstdint>

using namespace stowage;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    static const Reference source = Reference::parse(u"registry.k8s.io/team/pause:3.9").value();
    if (const Result<Template> parsed = Template::parse(text)) {
        const auto lookUp = [](const QString &path) -> std::optional<TemplateValue> {
            return path.size() % 2 == 0 ? std::optional<TemplateValue>(path) : imageVariable(path, source);
        };
        const Result<QString> rendered = parsed->render(lookUp);
        if (rendered && rendered->size() > 70'000) {
            __builtin_trap();
        }
    }
    for (const Result<TargetName> &target : {TargetName::parse(text), TargetName::literal(text)}) {
        if (!target) {
            continue;
        }
        const Result<Reference> name = target->render(source);
        if (name && Reference::parse(name->toString())->name() != name->name() &&
            name->registry() != QLatin1String("docker.io")) {
            __builtin_trap();
        }
    }
    if (const Result<Pattern> pattern = Pattern::compile(text)) {
        static_cast<void>(pattern->matches(source));
    }
    return 0;
}

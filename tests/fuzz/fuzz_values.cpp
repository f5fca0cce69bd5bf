// SPDX-License-Identifier: Apache-2.0
// Small values of one line: what parses must read back as the same.
#include "copy/end.h"
#include "oci/platform.h"
#include "oci/reference.h"
#include "text/sentence.h"

#include <cstddef>
#include <cstdint>

using namespace stowage;

namespace {

template <typename T>
void check(const QString &text)
{
    const Result<T> value = T::parse(text);
    if (!value) {
        static_cast<void>(Sentence::of(value.error()));
        return;
    }
    const Result<T> again = T::parse(value->toString());
    if (!again || again->toString() != value->toString()) {
        __builtin_trap();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    check<Reference>(text);
    check<Platform>(text);
    check<Digest>(text);
    check<End>(text);
    if (Sentence::harmless(text, 50).size() > 50) {
        __builtin_trap();
    }
    return 0;
}

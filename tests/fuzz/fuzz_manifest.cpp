// SPDX-License-Identifier: Apache-2.0
// Whatever parses must have true spans, and every selection of its entries must parse to exactly these entries.
#include "oci/manifest.h"

#include <cstddef>
#include <cstdint>

using namespace stowage;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    static_cast<void>(platformOfConfig(bytes));
    static_cast<void>(retargetDescriptor(bytes, Digest::ofBytes(bytes), qint64(size)));
    const Result<Manifest> manifest = Manifest::parse(bytes);
    if (!manifest || manifest->shape != Manifest::Shape::Index) {
        return 0;
    }
    if (manifest->spans.size() != manifest->manifests.size()) {
        __builtin_trap();
    }
    QList<qsizetype> kept;
    QList<Descriptor> expected;
    for (qsizetype i = 0; i < manifest->manifests.size(); ++i) {
        if ((size >> (i % 8)) & 1U) {
            kept.append(i);
            expected.append(manifest->manifests.at(i));
        }
    }
    const Result<Manifest> again = Manifest::parse(spliceIndex(bytes, *manifest, kept));
    if (!again || again->manifests != expected) {
        __builtin_trap();
    }
    return 0;
}

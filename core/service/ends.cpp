// SPDX-License-Identifier: Apache-2.0
#include "service/ends.h"

#include "registry/registryend.h"
#include "service/registryends.h"
#include "store/imagesdir.h"

namespace stowage {

namespace {

OpenEnd openStore(const End &end, const EndOptions &options, const EndTools &tools)
{
    store::ImagesDir::Options opened;
    opened.layout = options.layout;
    opened.waitForLock = options.waitForLock;
    opened.waiting = options.waiting;
    const auto directory = std::make_shared<store::ImagesDir>(end.location, tools.disk, tools.clock, opened);
    return {directory, directory.get(), directory.get(), directory.get()};
}

OpenEnd openRegistry(const End &end, const EndOptions &, const EndTools &tools)
{
    struct Both
    {
        explicit Both(RegistryEnds &ends)
            : source(ends)
        {
        }
        RemoteSource source;
        std::shared_ptr<RegistryEnd> end;
    };
    const auto both = std::make_shared<Both>(tools.registries);
    if (end.isEachOwn()) {
        return {both, &both->source, nullptr, nullptr};
    }
    both->end = tools.registries.below(end);
    return {both, &both->source, both->end.get(), both->end.get()};
}

struct EndRow
{
    End::Kind kind;
    OpenEnd (*open)(const End &, const EndOptions &, const EndTools &);
};

/// One line per kind of end.
constexpr EndRow endRows[] = {
    {End::Kind::Store, openStore},
    {End::Kind::Registry, openRegistry},
};

} // namespace

Result<OpenEnd> openEnd(const End &end, const EndOptions &options, const EndTools &tools)
{
    for (const EndRow &row : endRows) {
        if (row.kind == end.kind) {
            return row.open(end, options, tools);
        }
    }
    return fail(ErrorKind::Unsupported, end.toString(), QStringLiteral("this kind of end cannot be opened"));
}

} // namespace stowage

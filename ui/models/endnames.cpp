// SPDX-License-Identifier: Apache-2.0
#include "ui/models/endnames.h"

namespace stowage {

Result<Reference> nameAt(const Reference &image, const End &from, const End &to)
{
    if (to.kind != End::Kind::Registry) {
        return image;
    }
    QString repository = image.repository();
    if (from.kind == End::Kind::Registry && !from.prefix.isEmpty() && repository.startsWith(from.prefix + u'/')) {
        repository = repository.mid(from.prefix.size() + 1);
    }
    if (!to.prefix.isEmpty()) {
        repository = to.prefix + u'/' + repository;
    }
    return Reference::fromParts(to.location, repository, image.tag(), image.digest());
}

} // namespace stowage

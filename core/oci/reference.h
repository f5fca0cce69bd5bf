// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "oci/digest.h"

#include <QString>

namespace stowage {

/// The name of an image: registry, repository, tag and/or digest, normalised as KubeKey and Docker do
/// (D01-D06; `ubuntu` is `docker.io/library/ubuntu:latest`; index.docker.io and registry-1.docker.io are docker.io).
///
/// A value; all parts are checked, so they may be used in paths and URLs.
class Reference
{
public:
    Reference() = default;

    /// An image as a user writes it. A first part with `.` or `:` or `localhost` is a registry, else docker.io is
    /// meant. Without tag and digest the tag is `latest`. InvalidInput names the offending part.
    static Result<Reference> parse(QStringView text);
    /// From parts that came apart already (store folders, registry answers). The repository is taken literally (no
    /// `library/`). Tag and digest may both be empty: a repository alone.
    static Result<Reference> fromParts(QStringView registry, QStringView repository, QStringView tag = {},
                                       const Digest &digest = {});

    bool isNull() const { return m_registry.isEmpty(); }
    const QString &registry() const { return m_registry; }     ///< `docker.io`, `hub.local:5000`.
    const QString &repository() const { return m_repository; } ///< `library/alpine`.
    const QString &tag() const { return m_tag; }               ///< Empty when named by digest only.
    const Digest &digest() const { return m_digest; }          ///< Null when named by tag only.

    /// Canonical full name: `docker.io/library/alpine:3.19`, `…@sha256:…`, `…:tag@sha256:…`.
    QString toString() const;
    /// `registry/repository`, without tag and digest.
    QString name() const;
    /// The same repository with another tag (checked by the caller's parse) and no digest.
    Reference withTag(const QString &tag) const;
    /// The same repository named by digest only.
    Reference withDigest(const Digest &digest) const;

    static bool isValidTag(QStringView tag);
    static bool isValidRepository(QStringView repository);
    /// Host name, IPv4, [IPv6] or localhost with optional port; no scheme, path or user info.
    static bool isValidRegistry(QStringView registry);
    /// docker.io for its aliases, lower case otherwise (C03).
    static QString canonicalRegistry(QStringView registry);

    friend bool operator==(const Reference &, const Reference &) = default;
    friend size_t qHash(const Reference &r, size_t seed = 0)
    {
        return qHashMulti(seed, r.m_registry, r.m_repository, r.m_tag, r.m_digest);
    }

private:
    QString m_registry;
    QString m_repository;
    QString m_tag;
    Digest m_digest;
};

} // namespace stowage

// SPDX-License-Identifier: Apache-2.0
#include "tasks/skopeoreader.h"

#include <algorithm>

namespace stowage::skopeo {

namespace {

bool isRegistry(const DocumentNode::Entry &entry)
{
    return entry.value->isMap() &&
           (entry.value->has(QLatin1String("images")) || entry.value->has(QLatin1String("images-by-tag-regex")));
}

class Reader
{
public:
    explicit Reader(TaskScope &scope)
        : m_scope(scope)
    {
        m_job.kind = TaskJob::Kind::Pull;
        End registry;
        registry.kind = End::Kind::Registry;
        m_job.from = registry;
    }

    void read(const DocumentNode &root)
    {
        m_job.place = m_scope.place(root);
        for (const DocumentNode::Entry &entry : root.entries) {
            m_registry = entry.key;
            if (!Reference::isValidRegistry(m_registry) || !entry.value->isMap()) {
                m_scope.problem(
                    m_scope.place(entry.line, entry.column), entry.key,
                    fail(ErrorKind::InvalidInput, entry.key, QStringLiteral("a registry with images is expected"))
                        .error());
                continue;
            }
            registry(*entry.value);
        }
        if (!m_job.images.isEmpty()) {
            m_scope.set().jobs.append(m_job);
        }
    }

private:
    QString keyOf(const QString &key) const { return m_registry + u'.' + key; }

    void registry(const DocumentNode &map)
    {
        TaskAccount account;
        account.account.scope = Reference::canonicalRegistry(m_registry);
        account.place = m_scope.place(map);
        bool hasAccount = false;
        for (const DocumentNode::Entry &entry : map.entries) {
            const QString key = keyOf(entry.key);
            if (entry.key == QLatin1String("images")) {
                images(*entry.value, key);
            } else if (entry.key == QLatin1String("images-by-tag-regex")) {
                expressions(*entry.value, key);
            } else if (entry.key == QLatin1String("tls-verify")) {
                const std::optional<bool> verify = m_scope.flag(*entry.value, key);
                if (verify) {
                    account.skipVerification = !*verify;
                    hasAccount = true;
                }
            } else if (entry.key == QLatin1String("credentials")) {
                hasAccount = true;
                if (const DocumentNode *const name = entry.value->find(QLatin1String("username"))) {
                    account.account.username = name->text;
                }
                if (const DocumentNode *const secret = entry.value->find(QLatin1String("password"))) {
                    account.account.secret = secret->text;
                }
            } else {
                m_scope.problem(*entry.value, key, QStringLiteral("this key is not understood here"));
            }
        }
        if (hasAccount) {
            m_job.accounts.append(account);
        }
    }

    std::optional<TaskImage> imageOf(const DocumentNode::Entry &entry, const QString &key)
    {
        QString repository = entry.key;
        if (Reference::canonicalRegistry(m_registry) == QLatin1String("docker.io") && !repository.contains(u'/')) {
            repository.prepend(QLatin1String("library/"));
        }
        const Result<Reference> name = Reference::fromParts(m_registry, repository);
        if (!name) {
            m_scope.problem(m_scope.place(entry.line, entry.column), key, name.error());
            return std::nullopt;
        }
        TaskImage image;
        image.source = *name;
        image.place = m_scope.place(entry.line, entry.column);
        return image;
    }

    void images(const DocumentNode &map, const QString &key)
    {
        for (const DocumentNode::Entry &entry : map.entries) {
            std::optional<TaskImage> image = imageOf(entry, key + u'.' + entry.key);
            if (!image) {
                continue;
            }
            const QStringList tags = m_scope.strings(*entry.value, key + u'.' + entry.key);
            if (tags.isEmpty()) {
                image->tags = TaskImage::Tags::All;
                m_job.images.append(*image);
            }
            const Reference repository = image->source;
            for (const QString &tag : tags) {
                const Result<Digest> digest = Digest::parse(tag);
                if (!digest && !Reference::isValidTag(tag)) {
                    m_scope.problem(*entry.value, key + u'.' + entry.key, QStringLiteral("a tag or digest is expected"),
                                    tag);
                    continue;
                }
                image->source = digest ? repository.withDigest(*digest) : repository.withTag(tag);
                m_job.images.append(*image);
            }
        }
    }

    void expressions(const DocumentNode &map, const QString &key)
    {
        for (const DocumentNode::Entry &entry : map.entries) {
            std::optional<TaskImage> image = imageOf(entry, key + u'.' + entry.key);
            if (!image) {
                continue;
            }
            Result<Pattern> pattern = Pattern::compile(entry.value->text);
            if (!pattern) {
                m_scope.problem(m_scope.place(*entry.value), key + u'.' + entry.key, pattern.error());
                continue;
            }
            image->tags = TaskImage::Tags::Matching;
            image->tagPattern = std::move(*pattern);
            m_job.images.append(*image);
        }
    }

    TaskScope &m_scope;
    TaskJob m_job;
    QString m_registry;
};

} // namespace

bool isSync(const DocumentNode &root)
{
    return root.isMap() && !root.entries.isEmpty() && std::any_of(root.entries.begin(), root.entries.end(), isRegistry);
}

void readSync(const DocumentNode &root, TaskScope &scope)
{
    Reader(scope).read(root);
}

} // namespace stowage::skopeo

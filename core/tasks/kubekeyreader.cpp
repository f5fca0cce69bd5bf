// SPDX-License-Identifier: Apache-2.0
#include "tasks/kubekeyreader.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace stowage::kubekey {

namespace {

template <size_t N>
bool isOneOf(const QString &key, const std::array<const char *, N> &words)
{
    return std::any_of(words.begin(), words.end(), [&key](const char *word) { return key == QLatin1String(word); });
}

/// No effect on what is copied.
constexpr std::array harmless{"tags", "register", "retries", "delay", "run_once", "ignore_errors", "no_log", "become"};
/// What a play may hold besides its tasks.
constexpr std::array playKeys{"hosts",  "gather_facts", "tags",          "serial",
                              "become", "run_once",     "ignore_errors", "any_errors_fatal"};
constexpr std::array taskLists{"pre_tasks", "tasks", "post_tasks"};
/// A task that only tells where to find others.
constexpr std::array elsewhere{"roles", "import_playbook"};

bool isElsewhere(const QString &key)
{
    return isOneOf(key, elsewhere) || key.startsWith(QLatin1String("include")) ||
           key.startsWith(QLatin1String("import_"));
}

class Reader
{
public:
    explicit Reader(TaskScope &scope)
        : m_scope(scope)
    {
    }

    void list(const DocumentNode &node, const QStringList &refused)
    {
        for (const DocumentPointer &item : node.items) {
            if (!item->isMap()) {
                m_scope.problem(*item, {}, QStringLiteral("a task is expected here"));
            } else if (isPlay(*item)) {
                play(*item);
            } else {
                task(*item, refused);
            }
        }
    }

    static bool isPlay(const DocumentNode &map)
    {
        return map.has(QLatin1String("hosts")) || map.has(QLatin1String("import_playbook")) ||
               std::any_of(taskLists.begin(), taskLists.end(),
                           [&map](const char *key) { return map.has(QLatin1String(key)); });
    }

    void play(const DocumentNode &map)
    {
        const QMap<QString, QString> outside = m_scope.variables();
        if (const DocumentNode *const vars = map.find(QLatin1String("vars"))) {
            variables(*vars, QString());
        }
        for (const DocumentNode::Entry &entry : map.entries) {
            const FilePlace place = m_scope.place(entry.line, entry.column);
            if (isOneOf(entry.key, taskLists)) {
                if (entry.value->isList()) {
                    list(*entry.value, {});
                } else if (!entry.value->isNull()) {
                    m_scope.problem(*entry.value, entry.key, QStringLiteral("a list of tasks is expected"));
                }
            } else if (isElsewhere(entry.key)) {
                tasksElsewhere(*entry.value, entry.key, place);
            } else if (isOneOf(entry.key, playKeys)) {
                m_scope.ignore(place, entry.key);
            } else if (entry.key != QLatin1String("name") && entry.key != QLatin1String("vars")) {
                unknown(*entry.value, entry.key, place);
            }
        }
        m_scope.restoreVariables(outside);
    }

    void task(const DocumentNode &map, QStringList refused)
    {
        const QMap<QString, QString> outside = m_scope.variables();
        TaskJob job;
        job.place = m_scope.place(map);
        if (const DocumentNode *const name = map.find(QLatin1String("name"))) {
            job.name = name->text;
        }
        if (const DocumentNode *const vars = map.find(QLatin1String("vars"))) {
            variables(*vars, QString());
        }
        const QString module = moduleOf(map);
        for (const DocumentNode::Entry &entry : map.entries) {
            const FilePlace place = m_scope.place(entry.line, entry.column);
            if (entry.key == QLatin1String("name") || entry.key == QLatin1String("vars") || entry.key == module ||
                (module.isEmpty() && isImageKey(entry.key))) {
                continue;
            }
            if (isOneOf(entry.key, harmless)) {
                m_scope.ignore(place, entry.key);
            } else if (isElsewhere(entry.key)) {
                tasksElsewhere(*entry.value, entry.key, place);
            } else if (isImageTask(map) || map.has(QLatin1String("block"))) {
                refuse(entry.key, place, refused);
            }
        }
        job.refusedKeys = refused;
        if (const DocumentNode *const image = map.find(QLatin1String("image"))) {
            if (image->isMap()) {
                m_scope.set().jobs.append(readImageArguments(*image, job, m_scope));
            } else {
                m_scope.problem(*image, QStringLiteral("image"), QStringLiteral("a map is expected"));
            }
        } else if (const DocumentNode *const block = map.find(QLatin1String("block"))) {
            list(*block, refused);
        } else if (module.isEmpty() && isImageArguments(map)) {
            m_scope.set().jobs.append(readImageArguments(imageOnly(map), job, m_scope));
        } else if (!module.isEmpty()) {
            m_scope.ignore(job.place, QStringLiteral("task '%1' (%2)").arg(job.name, module));
        }
        m_scope.restoreVariables(outside);
    }

private:
    static bool isImageTask(const DocumentNode &map)
    {
        return map.has(QLatin1String("image")) || (moduleOf(map).isEmpty() && isImageArguments(map));
    }

    static bool isImageKey(const QString &key)
    {
        static constexpr std::array keys{"pull",    "push", "copy", "manifests", "platform", "policy",
                                         "pattern", "src",  "dest", "auths",     "autus",    "skip_tls_verify"};
        return isOneOf(key, keys);
    }

    /// The task's map without the keys that belong to the task itself.
    static DocumentNode imageOnly(const DocumentNode &map)
    {
        DocumentNode arguments = map;
        arguments.entries.clear();
        for (const DocumentNode::Entry &entry : map.entries) {
            if (isImageKey(entry.key)) {
                arguments.entries.append(entry);
            }
        }
        return arguments;
    }

    /// The module a task calls; empty when its arguments stand in the task itself (KubeKey's published push example).
    static QString moduleOf(const DocumentNode &map)
    {
        static constexpr std::array known{
            "image", "command",  "shell",        "template",      "debug",        "assert", "fetch",      "set_fact",
            "setup", "gen_cert", "add_hostvars", "http_get_file", "include_vars", "result", "prometheus", "helm"};
        for (const DocumentNode::Entry &entry : map.entries) {
            if (isOneOf(entry.key, known)) {
                return entry.key;
            }
        }
        // `copy` is also a module of its own: its arguments are src and dest, not from and to.
        if (const DocumentNode *const copy = map.find(QLatin1String("copy"))) {
            if (!copy->has(QLatin1String("from")) && !copy->has(QLatin1String("to"))) {
                return QStringLiteral("copy");
            }
        }
        return {};
    }

    void refuse(const QString &key, const FilePlace &place, QStringList &refused)
    {
        if (m_scope.isIgnored(key)) {
            m_scope.ignore(place, key);
        } else if (key != QLatin1String("block")) {
            refused.append(key);
        }
    }

    void tasksElsewhere(const DocumentNode &node, const QString &key, const FilePlace &place)
    {
        if (m_scope.isIgnored(key)) {
            m_scope.ignore(place, key);
        } else {
            m_scope.problem(
                node, key,
                QStringLiteral("tasks of other files are not read; give those files too, or ignore '%1'").arg(key));
            m_scope.set().problems.last().ignorable = key;
        }
    }

    void unknown(const DocumentNode &node, const QString &key, const FilePlace &place)
    {
        if (m_scope.isIgnored(key)) {
            m_scope.ignore(place, key);
        } else {
            m_scope.problem(node, key, QStringLiteral("this key is not understood here"));
        }
    }

    /// A list of plain words as the string that `toJson` makes of it.
    static std::optional<QString> jsonOf(const DocumentNode &list)
    {
        QJsonArray words;
        for (const DocumentPointer &item : list.items) {
            if (!item->isScalar() || item->text.contains(QLatin1String("{{"))) {
                return std::nullopt;
            }
            words.append(item->text);
        }
        return QString::fromUtf8(QJsonDocument(words).toJson(QJsonDocument::Compact));
    }

    /// `vars` are variables of the templates below them.
    void variables(const DocumentNode &node, const QString &path)
    {
        for (const DocumentNode::Entry &entry : node.entries) {
            const QString name = path + u'.' + entry.key;
            if (entry.value->isMap()) {
                variables(*entry.value, name);
            } else if (entry.value->isList()) {
                if (const std::optional<QString> words = jsonOf(*entry.value)) {
                    m_scope.addVariable(name, *words);
                }
            } else if (entry.value->isScalar() && !entry.value->text.contains(QLatin1String("{{"))) {
                m_scope.addVariable(name, entry.value->text);
            }
        }
    }

    TaskScope &m_scope;
};

} // namespace

bool isTasks(const DocumentNode &root)
{
    if (root.isMap()) {
        const DocumentNode *const image = root.find(QLatin1String("image"));
        // Manifests without a place to go are a task with a mistake.
        return (image && image->isMap() && (isImageArguments(*image) || image->has(QLatin1String("manifests")))) ||
               Reader::isPlay(root) || isImageArguments(root);
    }
    return root.isList() && std::any_of(root.items.begin(), root.items.end(), [](const DocumentPointer &item) {
               return item->isMap() &&
                      (Reader::isPlay(*item) || isImageArguments(*item) || item->has(QLatin1String("image")) ||
                       item->has(QLatin1String("block")) || item->has(QLatin1String("name")) ||
                       std::any_of(item->entries.begin(), item->entries.end(),
                                   [](const DocumentNode::Entry &entry) { return isElsewhere(entry.key); }));
           });
}

void readTasks(const DocumentPointer &root, TaskScope &scope)
{
    Reader reader(scope);
    const qsizetype problems = scope.set().problems.size();
    if (root->isList()) {
        reader.list(*root, {});
    } else if (Reader::isPlay(*root)) {
        reader.play(*root);
    } else {
        reader.task(*root, {});
    }
    if (scope.set().jobs.isEmpty() && scope.set().problems.size() == problems) {
        scope.problem(*root, {},
                      QStringLiteral("the file has tasks, but none that copies images (image: with pull, push, copy, "
                                     "or src and dest)"));
    }
}

} // namespace stowage::kubekey

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tasks/document.h"
#include "tasks/taskset.h"

namespace stowage {

/// What all readers of one file share: where problems, questions and ignored keys go, and how values are understood.
/// Internal to core/tasks.
class TaskScope
{
public:
    TaskScope(QString file, const TaskContext &context);

    TaskSet &set() { return m_set; }
    const TaskContext &context() const { return m_context; }
    /// Known template variables by path with leading dot.
    const QMap<QString, QString> &variables() const { return m_variables; }
    /// Sets a variable from the file itself; answers and `--var` win.
    void addVariable(const QString &path, const QString &value);
    /// Goes back to the variables known before a part of the file, where that part ends.
    void restoreVariables(const QMap<QString, QString> &variables) { m_variables = variables; }
    /// Whether `--ignore` names `key`, by itself or by its family (`with_*`, `include*`).
    bool isIgnored(const QString &key) const;

    FilePlace place(const DocumentNode &node) const { return {m_file, node.line, node.column}; }
    FilePlace place(int line, int column) const { return {m_file, line, column}; }
    const QString &file() const { return m_file; }

    /// `why` says what was expected; `item` is the offending word and never a secret.
    void problem(const DocumentNode &node, const QString &key, const QString &why, const QString &item = {});
    void problem(const FilePlace &place, const QString &key, const Error &error);
    void ignore(const FilePlace &place, const QString &what);
    void ask(const QString &variable, const DocumentNode &node, const QString &key);

    /// The string of `node` with templates evaluated. Nothing when it is not a string (a problem) or needs variables
    /// that are not known (questions). A `secret` is not repeated in problems. Null gives the empty string.
    std::optional<QString> text(const DocumentNode &node, const QString &key, bool secret = false);
    /// true or false, also as a word in quotes or a template.
    std::optional<bool> flag(const DocumentNode &node, const QString &key);
    /// A list of strings: as YAML, as a string holding JSON, or one bare string. Those elements that are no strings are
    /// problems.
    QStringList strings(const DocumentNode &node, const QString &key);
    /// `node` itself, or what a string holding JSON or a wholly templated string (`{{ .x | toJson }}`) stands for.
    DocumentPointer resolved(const DocumentPointer &node, const QString &key);
    QList<Platform> platforms(const DocumentPointer &node, const QString &key);
    std::optional<Reference> reference(const DocumentNode &node, const QString &text, const QString &key);

private:
    QString m_file;
    const TaskContext &m_context;
    QMap<QString, QString> m_answers;
    QMap<QString, QString> m_variables;
    TaskSet m_set;
};

} // namespace stowage

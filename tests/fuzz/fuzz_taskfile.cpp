// SPDX-License-Identifier: Apache-2.0
// Any file is read or refused; what is read without a question and can be saved is read back as the same copies.
#include "tasks/taskfile.h"
#include "tasks/taskwriter.h"

#include <cstddef>
#include <cstdint>

using namespace stowage;

namespace {

/// The copies of all jobs as text, in order.
QStringList copiesOf(const TaskSet &set)
{
    QStringList lines;
    for (const TaskJob &job : set.jobs) {
        if (const Result<QList<CopyItem>> items = job.items()) {
            for (const CopyItem &item : *items) {
                lines.append(taskKindName(job.kind) + item.source.toString() + u' ' + item.target.toString());
            }
        } else {
            lines.append(QStringLiteral("refused"));
        }
    }
    lines.sort();
    return lines;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    TaskContext context;
    context.defaultRegistry = QStringLiteral("hub.local");
    context.defaultNamespace = QStringLiteral("team");
    context.environment = [](const QString &name) { return name.size() % 2 == 0 ? std::optional(name) : std::nullopt; };
    context.ignoredKeys = {QStringLiteral("when")};
    const TaskSet set = readTaskFile(QStringLiteral("file"), bytes, context);
    for (const TaskProblem &problem : set.problems) {
        if (technicalLine(problem.toError()).isEmpty()) {
            __builtin_trap();
        }
    }
    if (!set.isRunnable()) {
        return 0;
    }
    const QStringList copies = copiesOf(set);
    static_cast<void>(writeImageSyncer(set));
    static_cast<void>(writeSkopeoSync(set));
    static_cast<void>(writeList(set));
    if (const Result<QString> text = writeKubeKey(set); text && !copies.contains(QStringLiteral("refused"))) {
        TaskContext again = context;
        again.variables = {{QStringLiteral("binary_dir"), QStringLiteral("/srv")}};
        const TaskSet back = readTaskFile(QStringLiteral("saved"), text->toUtf8(), again);
        if (!set.jobs.isEmpty() && !copies.isEmpty() && (!back.isRunnable() || copiesOf(back) != copies)) {
            qFatal("not read back as the same:\n%s\n%s\n-- became --\n%s", qPrintable(*text),
                   qPrintable(copies.join(u'\n')), qPrintable(copiesOf(back).join(u'\n')));
        }
    }
    return 0;
}

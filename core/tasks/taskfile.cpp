// SPDX-License-Identifier: Apache-2.0
#include "tasks/taskfile.h"

#include "tasks/dockerauthreader.h"
#include "tasks/imagesyncerreader.h"
#include "tasks/kubekeyreader.h"
#include "tasks/referencelist.h"
#include "tasks/skopeoreader.h"
#include "tasks/workloadreader.h"

#include <algorithm>

namespace stowage {

namespace {

constexpr qsizetype longestFile = 32 * 1024 * 1024;

/// The first lines that say something, enough to tell a list from YAML.
QString beginning(const QString &text)
{
    constexpr int enough = 50;
    qsizetype end = 0;
    for (int lines = 0; lines < enough && end >= 0 && end < text.size();) {
        const qsizetype next = text.indexOf(u'\n', end);
        const QString line = text.mid(end, next < 0 ? -1 : next - end).trimmed();
        lines += line.isEmpty() || line.startsWith(u'#') ? 0 : 1;
        end = next < 0 ? text.size() : next + 1;
    }
    return text.left(end);
}

/// Whether its first lines are lines of a list, without exception.
bool isList(const QString &text)
{
    const ImageList list = readReferenceList(beginning(text));
    return !list.entries.isEmpty() && list.problems.isEmpty();
}

void readList(const ImageList &list, TaskScope &scope)
{
    TaskJob job;
    job.kind = TaskJob::Kind::Pull;
    End registry;
    registry.kind = End::Kind::Registry;
    job.from = registry;
    job.place = scope.place(0, 0);
    job.images.reserve(list.entries.size());
    for (const ImageList::Entry &entry : list.entries) {
        TaskImage image;
        image.source = entry.reference;
        image.group = entry.group;
        image.place = scope.place(entry.line, 1);
        job.images.append(image);
    }
    for (const ImageList::Problem &problem : list.problems) {
        scope.problem(scope.place(problem.line, 1), {}, problem.error);
    }
    if (!job.images.isEmpty()) {
        scope.set().jobs.append(job);
    }
}

/// A YAML or JSON list of plain names.
bool isNames(const DocumentNode &root)
{
    return root.isList() && !root.items.isEmpty() &&
           std::all_of(root.items.begin(), root.items.end(),
                       [](const DocumentPointer &item) { return item->isScalar(); });
}

void readNames(const QList<const DocumentNode *> &lists, TaskScope &scope)
{
    TaskJob job;
    End registry;
    registry.kind = End::Kind::Registry;
    job.from = registry;
    job.place = scope.place(*lists.first());
    for (const DocumentNode *list : lists) {
        for (const DocumentPointer &item : list->items) {
            const std::optional<QString> text = scope.text(*item, {});
            const std::optional<Reference> reference = text ? scope.reference(*item, *text, {}) : std::nullopt;
            if (reference) {
                TaskImage image;
                image.source = *reference;
                image.place = scope.place(*item);
                job.images.append(image);
            }
        }
    }
    if (!job.images.isEmpty()) {
        scope.set().jobs.append(job);
    }
}

/// The lists of images in KubeKey's own documents: `image_manifests` of a configuration, `images` of an older manifest
/// (both with `apiVersion`), and the bare `manifests` or `image_manifests` of a file of variables.
QList<const DocumentNode *> kubekeyLists(const DocumentNode &root)
{
    QList<const DocumentNode *> lists;
    const DocumentNode *const version = root.isMap() ? root.find(QLatin1String("apiVersion")) : nullptr;
    if (!root.isMap() || (version && !version->text.startsWith(QLatin1String("kubekey.")))) {
        return lists;
    }
    const auto collect = [&lists, version](const auto &self, const DocumentNode &map, int depth) -> void {
        constexpr int deepest = 4; // theirs are below spec; a hostile file may share parts without end
        for (const DocumentNode::Entry &entry : map.entries) {
            const bool named = entry.key == QLatin1String("manifests") ||
                               entry.key == QLatin1String("image_manifests") ||
                               (version && entry.key == QLatin1String("images"));
            if (named && isNames(*entry.value)) {
                lists.append(entry.value.get());
            } else if (version && entry.value->isMap() && depth < deepest) {
                self(self, *entry.value, depth + 1);
            }
        }
    };
    collect(collect, root, 0);
    return lists;
}

void readKubekeyLists(const DocumentNode &root, const QList<const DocumentNode *> &lists, TaskScope &scope)
{
    const qsizetype before = scope.set().jobs.size();
    readNames(lists, scope);
    const DocumentNode *const kind = root.find(QLatin1String("kind"));
    if (kind && kind->isScalar()) {
        scope.ignore(scope.place(*kind), QStringLiteral("'%1' apart from its images").arg(kind->text));
    }
    const DocumentNode *const spec = root.find(QLatin1String("spec"));
    if (!spec || !spec->isMap() || scope.set().jobs.size() == before) {
        return;
    }
    for (const DocumentNode::Entry &entry : spec->entries) {
        if (entry.key == QLatin1String("arches")) {
            scope.set().jobs.last().platforms = scope.platforms(entry.value, QStringLiteral("spec.arches"));
        }
    }
}

/// One document of a file; false when it is nothing we know.
bool readDocument(const DocumentPointer &root, TaskScope &scope, WorkloadReader &workloads)
{
    const QList<const DocumentNode *> lists = kubekeyLists(*root);
    if (!lists.isEmpty() && !kubekey::isTasks(*root)) {
        readKubekeyLists(*root, lists, scope);
    } else if (WorkloadReader::isKubernetes(*root) || WorkloadReader::isCompose(*root)) {
        workloads.read(*root);
    } else if (kubekey::isTasks(*root)) {
        kubekey::readTasks(root, scope);
    } else if (dockerauth::isConfig(*root)) {
        dockerauth::readConfig(*root, scope);
    } else if (imagesyncer::isCombined(*root)) {
        imagesyncer::readCombined(*root, scope);
    } else if (skopeo::isSync(*root)) {
        skopeo::readSync(*root, scope);
    } else if (imagesyncer::isAccounts(*root)) {
        imagesyncer::readAccounts(*root, {}, scope);
    } else if (imagesyncer::isRules(*root)) {
        imagesyncer::readRules(*root, {}, {}, scope);
    } else if (isNames(*root)) {
        readNames({root.get()}, scope);
    } else if (WorkloadReader::hasImages(*root)) {
        workloads.read(*root);
    } else {
        return false;
    }
    return true;
}

void readTree(const QString &text, TaskScope &scope)
{
    const Documents parsed = readDocuments(text);
    WorkloadReader workloads(scope);
    bool any = false;
    for (const DocumentPointer &document : parsed.documents) {
        if (document->isNull()) {
            continue; // `---` before and after, comments of `helm template`
        }
        if (document->isScalar()) {
            continue; // a list with a mistake near its beginning, or prose
        }
        any = readDocument(document, scope, workloads) || any;
    }
    workloads.finish();
    if (!any) {
        const ImageList list = readReferenceList(text);
        const bool onlyWords =
            !parsed.fault && std::all_of(parsed.documents.begin(), parsed.documents.end(),
                                         [](const DocumentPointer &document) { return document->isScalar(); });
        if (list.entries.size() > list.problems.size() || (onlyWords && !list.problems.isEmpty())) {
            readList(list, scope);
            return;
        }
    }
    if (parsed.fault) {
        scope.problem(scope.place(parsed.fault->line, parsed.fault->column), {},
                      fail(ErrorKind::InvalidInput, {},
                           QStringLiteral("the file is not valid YAML or JSON: %1").arg(parsed.fault->why))
                          .error());
        return;
    }
    const TaskSet &set = scope.set();
    if (!any) {
        scope.problem(
            scope.place(0, 0), {},
            fail(ErrorKind::InvalidInput, {},
                 QStringLiteral("nothing in this file is understood: expected are KubeKey image tasks, "
                                "image-syncer rules, a list of images, Kubernetes or compose YAML, or accounts"))
                .error());
    } else if (set.jobs.isEmpty() && set.accounts.isEmpty() && set.problems.isEmpty() && set.questions.isEmpty() &&
               set.ignored.isEmpty()) {
        scope.problem(scope.place(0, 0), {},
                      fail(ErrorKind::InvalidInput, {}, QStringLiteral("the file names no image")).error());
    }
}

} // namespace

TaskSet readTaskFile(const QString &fileName, const QByteArray &bytes, const TaskContext &context)
{
    TaskScope scope(fileName, context);
    const auto refuse = [&scope](const QString &why) {
        scope.problem(scope.place(0, 0), {}, fail(ErrorKind::InvalidInput, {}, why).error());
    };
    if (bytes.size() > longestFile) {
        refuse(QStringLiteral("the file is larger than %1 MiB").arg(longestFile / 1024 / 1024));
        return scope.set();
    }
    const std::optional<QString> text = decodedText(bytes);
    if (!text) {
        refuse(QStringLiteral("the file is not text in UTF-8"));
    } else if (text->contains(QChar(u'\0'))) {
        refuse(QStringLiteral("the file is not text"));
    } else if (isList(*text)) {
        readList(readReferenceList(*text), scope);
    } else {
        readTree(*text, scope);
    }
    return scope.set();
}

} // namespace stowage

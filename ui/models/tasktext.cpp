// SPDX-License-Identifier: Apache-2.0
#include "ui/models/tasktext.h"

#include "service/wording.h"
#include "text/sentence.h"

#include <QDir>
#include <QFileInfo>

namespace stowage {

QString TaskText::kind(TaskJob::Kind kind)
{
    switch (kind) {
    case TaskJob::Kind::Pull: return tr("Pull");
    case TaskJob::Kind::Push: return tr("Push");
    case TaskJob::Kind::Copy: return tr("Copy");
    case TaskJob::Kind::Sync: break;
    }
    //: A copy from one registry to another.
    return tr("Sync");
}

QString TaskText::title(const TaskJob &job)
{
    if (!job.name.trimmed().isEmpty()) {
        //: What is done (Pull, Push, …) and the title that the file gives it.
        return tr("%1: %2").arg(kind(job.kind), Sentence::harmless(job.name, 120));
    }
    return kind(job.kind);
}

QString TaskText::route(const TaskJob &job)
{
    const auto say = [](const std::optional<End> &end, const QString &own, const QString &open) {
        if (!end) {
            return open;
        }
        if (end->kind == End::Kind::Registry && (end->location.isEmpty() || end->isEachOwn())) {
            return own;
        }
        return Sentence::harmless(end->kind == End::Kind::Store ? QDir::toNativeSeparators(end->location)
                                                                : end->toString());
    };
    //: Where images come from and go to.
    return tr("%1 → %2").arg(say(job.from, tr("each image's registry"), tr("the folder you choose")),
                             say(job.to, tr("the registry of each new name"), tr("the folder you choose")));
}

QString TaskText::about(const TaskJob &job)
{
    QStringList parts{route(job)};
    parts << (job.platforms.isEmpty() ? tr("Every platform") : Wording::platforms(job.platforms));
    if (!job.platforms.isEmpty()) {
        parts << (job.policy == Policy::Strict ? tr("an image that lacks a platform is refused")
                                               : tr("of an image that lacks a platform the others are taken"));
    }
    if (!job.pattern.isEmpty() && !job.wholeSource) {
        parts << tr("only names that match %1").arg(Sentence::harmless(job.pattern.text(), 120));
    }
    if (job.skipVerification) {
        parts << tr("certificates are not verified");
    }
    return parts.join(QStringLiteral(" · "));
}

QString TaskText::wholeSource(const TaskJob &job)
{
    if (job.pattern.isEmpty()) {
        return tr("Every image of the folder");
    }
    return tr("Every image whose name matches %1").arg(Sentence::harmless(job.pattern.text(), 200));
}

QString TaskText::image(const TaskImage &image)
{
    QString name = Sentence::harmless(image.source.toString());
    switch (image.tags) {
    case TaskImage::Tags::All: return tr("%1, all tags").arg(name);
    case TaskImage::Tags::Matching:
        return tr("%1, tags that match %2").arg(name, Sentence::harmless(image.tagPattern.text(), 120));
    case TaskImage::Tags::Named: break;
    }
    return name;
}

QString TaskText::target(const TaskImage &image)
{
    if (image.target.kind() == TargetName::Kind::Same) {
        return {};
    }
    if (image.tags != TaskImage::Tags::Named) {
        return rule(image.target);
    }
    const Result<Reference> name = image.target.render(image.source);
    return name ? Sentence::harmless(name->toString()) : Sentence::of(name.error());
}

QString TaskText::rule(const TargetName &name)
{
    switch (name.kind()) {
    case TargetName::Kind::Same: return tr("keeps its name");
    case TargetName::Kind::Repository: return tr("%1, tags stay").arg(Sentence::harmless(name.text()));
    case TargetName::Kind::Prefix: return tr("below %1").arg(Sentence::harmless(name.text()));
    case TargetName::Kind::Exact:
    case TargetName::Kind::Template: break;
    }
    return Sentence::harmless(name.text());
}

QString TaskText::place(const FilePlace &place)
{
    FilePlace short_ = place;
    short_.file = QFileInfo(place.file).fileName();
    return Sentence::harmless(short_.toString(), 120);
}

QString TaskText::account(const TaskAccount &account)
{
    //: An account: user name and where it counts.
    return tr("%1 at %2")
        .arg(Sentence::harmless(account.account.username, 80), Sentence::harmless(account.account.scope, 120));
}

QString TaskText::connection(const TaskAccount &account)
{
    QStringList parts;
    if (account.plainHttp.value_or(false)) {
        parts << tr("plain HTTP");
    } else if (account.mayUseHttp) {
        parts << tr("HTTP when HTTPS is not spoken");
    }
    if (account.skipVerification) {
        parts << (*account.skipVerification ? tr("certificate not verified") : tr("certificate verified"));
    }
    if (!account.caFile.isEmpty()) {
        parts << tr("CA file %1").arg(Sentence::harmless(account.caFile, 120));
    }
    if (!account.clientCertificate.isEmpty()) {
        parts << tr("client certificate %1").arg(Sentence::harmless(account.clientCertificate, 120));
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace stowage

// SPDX-License-Identifier: Apache-2.0
// The checks of the Push page: source, names, registry.
#include "service/copyitems.h"
#include "text/sentence.h"
#include "ui/models/pushpreviewmodel.h"
#include "ui/models/registrytesttext.h"
#include "ui/models/targetname.h"
#include "ui/pages/pushpage.h"
#include "ui/widgets/checklist.h"
#include "ui/widgets/errordetails.h"
#include "ui/widgets/platformpicker.h"
#include "ui/widgets/whendone.h"

#include <QComboBox>
#include <QLineEdit>

#include <algorithm>

namespace stowage {

QString PushPage::targetHost() const
{
    if (m_model->items().isEmpty()) {
        return registryOfTargetName(m_name->text());
    }
    const Result<End> end = targetEnd(m_model->items());
    return end ? end->location : QString();
}

RegistrySettings PushPage::settingsOf(const QString &host) const
{
    for (const RegistryEntry &entry : context().service().registries()) {
        if (entry.settings.registry == host) {
            return entry.settings;
        }
    }
    RegistrySettings settings;
    settings.registry = host;
    return settings;
}

ExportedJob PushPage::exportedJob() const
{
    ExportedJob job;
    const Result<TargetName> name = TargetName::parse(m_name->text().trimmed());
    const Result<Pattern> pattern = Pattern::compile(m_match->text());
    if (m_name->text().trimmed().isEmpty() || !name || !pattern || m_sourceState != SourceState::Ready) {
        return job;
    }
    TaskJob push;
    push.kind = TaskJob::Kind::Push;
    push.from = m_end;
    push.to = End{End::Kind::Registry, {}, {}}; // each name says its registry
    push.wholeSource = true;
    push.pattern = *pattern;
    push.target = *name;
    push.platforms = m_platforms->platforms();
    push.policy = Policy(m_policy->currentData().toInt());
    job.rule.jobs.append(push);
    push.wholeSource = false;
    push.pattern = {};
    push.target = {};
    for (const CopyItem &item : m_model->items()) {
        TaskImage image;
        image.source = item.source;
        image.target = TargetName::exact(item.target);
        push.images.append(image);
    }
    job.named.jobs.append(push);
    return job;
}

void PushPage::checkRegistry()
{
    const QString host = targetHost();
    if (host.isEmpty()) {
        return;
    }
    m_checkedHost = host;
    m_registryState = RegistryState::Asking;
    updateChecks();
    updateActions();
    const int number = ++m_test;
    whenDone(this, context().service().testRegistry(settingsOf(host), std::nullopt),
             [this, host, number](const Result<RegistryTest> &result) {
                 if (number != m_test) {
                     return;
                 }
                 m_registryState = result ? RegistryState::Good : RegistryState::Bad;
                 m_registrySentence = result ? RegistryTestText::sentence(host, *result) : Sentence::of(result.error());
                 if (result) {
                     m_error->clear();
                 } else {
                     m_error->setError(result.error());
                 }
                 updateChecks();
                 updateActions();
             });
}

void PushPage::updateChecks()
{
    using State = CheckList::State;
    const auto incomplete = std::count_if(m_listing.images.begin(), m_listing.images.end(),
                                          [](const ListedImage &image) { return !image.complete; });
    switch (m_sourceState) {
    case SourceState::None: m_checks->setCheck(SourceCheck, State::Waiting, tr("No source is chosen yet.")); break;
    case SourceState::Reading: m_checks->setCheck(SourceCheck, State::Waiting, tr("The source is being read…")); break;
    case SourceState::Failed: m_checks->setCheck(SourceCheck, State::Bad, tr("The source cannot be read.")); break;
    case SourceState::Ready:
        if (m_listing.images.isEmpty()) {
            m_checks->setCheck(SourceCheck, State::Bad, tr("The source holds no image."));
        } else if (incomplete > 0) {
            m_checks->setCheck(SourceCheck, State::Warning,
                               tr("%n image(s) of the source are incomplete.", nullptr, int(incomplete)));
        } else {
            m_checks->setCheck(SourceCheck, State::Good,
                               tr("The source holds %n complete image(s).", nullptr, int(m_listing.images.size())));
        }
        break;
    }

    const int count = m_model->rowCount();
    if (m_nameError) {
        m_checks->setCheck(NameCheck, State::Bad, Sentence::of(*m_nameError));
    } else if (count == 0) {
        const bool nothing = m_sourceState == SourceState::Ready && !m_name->text().trimmed().isEmpty();
        m_checks->setCheck(NameCheck, nothing ? State::Bad : State::Waiting,
                           nothing ? tr("Match selects no image.") : tr("No target name yet."));
    } else if (const Result<End> end = targetEnd(m_model->items()); !end) {
        m_checks->setCheck(NameCheck, State::Bad, Sentence::of(end.error()));
    } else {
        m_checks->setCheck(NameCheck, State::Good, tr("%n target name(s) are valid and distinct.", nullptr, count));
    }

    const QString host = targetHost();
    if (m_registryState != RegistryState::Unknown && host != m_checkedHost) {
        m_registryState = RegistryState::Unknown;
        ++m_test;
    }
    switch (m_registryState) {
    case RegistryState::Unknown:
        m_checks->setCheck(RegistryCheck, State::Waiting,
                           host.isEmpty() ? tr("No target registry yet.")
                                          : tr("%1 was not asked yet.").arg(Sentence::harmless(host, 80)));
        break;
    case RegistryState::Asking:
        m_checks->setCheck(RegistryCheck, State::Waiting, tr("%1 is being asked…").arg(Sentence::harmless(host, 80)));
        break;
    case RegistryState::Good: m_checks->setCheck(RegistryCheck, State::Good, m_registrySentence); break;
    case RegistryState::Bad: m_checks->setCheck(RegistryCheck, State::Bad, m_registrySentence); break;
    }
}

} // namespace stowage

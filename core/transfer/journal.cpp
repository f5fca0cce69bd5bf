// SPDX-License-Identifier: Apache-2.0
#include "transfer/journal.h"

#include "base/logging.h"
#include "transfer/requestjson.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>
#include <QUuid>

namespace stowage::transfer {

namespace {

QString pathOf(const QString &folder, const QString &id)
{
    return folder + QLatin1Char('/') + id + QStringLiteral(".job.json");
}

QString lockOf(const QString &folder, const QString &id)
{
    return folder + QLatin1Char('/') + id + QStringLiteral(".lock");
}

} // namespace

Journal::Journal(const QString &folder, const QString &id)
    : m_path(pathOf(folder, id))
    , m_lock(lockOf(folder, id))
{
    m_lock.setStaleLockTime(0); // a lock is stale only when its process is gone
    m_entry.id = id;
}

std::unique_ptr<Journal> Journal::begin(const QString &folder, const Plan &plan)
{
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    std::unique_ptr<Journal> journal(new Journal(folder, id));
    journal->m_entry.request = plan.request;
    journal->m_entry.bytes = plan.totals.bytesToTransfer;
    journal->m_entry.started = QDateTime::currentDateTimeUtc();
    if (!QDir().mkpath(folder) || !journal->m_lock.tryLock(0) || !journal->write()) {
        qCWarning(lcTransfer) << "no journal for this job: cannot write" << journal->m_path;
        return nullptr;
    }
    return journal;
}

Journal::~Journal() = default;

bool Journal::write()
{
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly)) {
        return false;
    }
    const QJsonObject json{
        {QStringLiteral("version"), 1},
        {QStringLiteral("request"), requestToJson(m_entry.request)},
        {QStringLiteral("done"), QJsonArray::fromStringList(m_entry.done)},
        {QStringLiteral("bytes"), m_entry.bytes},
        {QStringLiteral("started"), m_entry.started.toString(Qt::ISODate)},
    };
    file.write(QJsonDocument(json).toJson(QJsonDocument::Compact));
    return file.commit();
}

void Journal::imageEnded(const ImageResult &result)
{
    if (m_removed || (result.state != ImageState::Copied && result.state != ImageState::Skipped)) {
        return;
    }
    m_entry.done.append(result.item.target.toString());
    write();
}

void Journal::remove()
{
    m_removed = true;
    QFile::remove(m_path);
    m_lock.unlock();
}

QList<JournalEntry> Journal::interrupted(const QString &folder)
{
    QList<JournalEntry> entries;
    const QStringList names = QDir(folder).entryList({QStringLiteral("*.job.json")}, QDir::Files, QDir::Time);
    for (const QString &name : names) {
        JournalEntry entry;
        entry.id = name.chopped(9);
        QLockFile lock(lockOf(folder, entry.id));
        lock.setStaleLockTime(0);
        if (!lock.tryLock(0)) {
            continue; // its program is at work
        }
        QFile file(folder + QLatin1Char('/') + name);
        if (!file.open(QIODevice::ReadOnly)) {
            continue;
        }
        const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
        const Result<CopyRequest> request = requestFromJson(json.value(QStringLiteral("request")).toObject());
        if (!request) {
            qCWarning(lcTransfer) << "unreadable journal" << name << technicalLine(request.error());
            continue;
        }
        entry.request = *request;
        entry.bytes = static_cast<qint64>(json.value(QStringLiteral("bytes")).toDouble());
        entry.started = QDateTime::fromString(json.value(QStringLiteral("started")).toString(), Qt::ISODate);
        const QJsonArray done = json.value(QStringLiteral("done")).toArray();
        for (const auto &value : done) {
            entry.done.append(value.toString());
        }
        entries.append(entry);
    }
    return entries;
}

void Journal::discard(const QString &folder, const QString &id)
{
    QFile::remove(pathOf(folder, id));
    QFile::remove(lockOf(folder, id));
}

} // namespace stowage::transfer

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/request.h"
#include "service/service.h"
#include "ui/settings.h"

#include <QObject>

namespace stowage {

/// The pages in the order of the navigation list and of Ctrl+1 to Ctrl+6.
enum class PageId { Prepare, Browse, Compare, Push, Transfers, Registries };

/// What every page is given: the service, the settings, and ways to ask the window for things that concern other pages.
/// Pages never know each other. UI thread; owned by the main window, outlives the pages.
class UiContext : public QObject
{
    Q_OBJECT

public:
    UiContext(Service &service, QSettings &settings, QObject *parent = nullptr)
        : QObject(parent)
        , m_service(service)
        , m_settings(settings)
    {
    }

    Service &service() { return m_service; }
    UiSettings &settings() { return m_settings; }

    void showPage(PageId page) { Q_EMIT pageRequested(page); }
    /// Opens the Review sheet: plans the request, shows it, starts it when the user agrees.
    void review(const CopyRequest &request) { Q_EMIT reviewRequested(request); }
    /// Adds to the list of the Prepare page and shows it.
    void addToPrepare(const QList<Reference> &references) { Q_EMIT prepareRequested(references); }
    /// Opens a store on the Browse page (which listens to openStoreRequested) and shows it.
    void openStore(const QString &path) { Q_EMIT openStoreRequested(path); }
    /// Opens the preview of files of jobs, lists or accounts; asks which when `files` is empty.
    void importFiles(const QStringList &files = {}) { Q_EMIT importRequested(files); }
    /// A short word in the status bar that goes away by itself.
    void notify(const QString &sentence) { Q_EMIT notified(sentence); }

Q_SIGNALS:
    void pageRequested(stowage::PageId page);
    void reviewRequested(const stowage::CopyRequest &request);
    void prepareRequested(const QList<stowage::Reference> &references);
    void openStoreRequested(const QString &path);
    void importRequested(const QStringList &files);
    void notified(const QString &sentence);

private:
    Service &m_service;
    UiSettings m_settings;
};

} // namespace stowage

// SPDX-License-Identifier: Apache-2.0
// The menu bar of MainWindow: everything that the pages can do is here too, with its shortcut.
#include "text/sentence.h"
#include "ui/jobexport.h"
#include "ui/mainwindow.h"
#include "ui/pages/preparepage.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/viewsetup.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QStackedWidget>

namespace stowage {

void MainWindow::buildMenus()
{
    buildFileMenu();
    buildEditMenu();
    buildViewMenu();
    m_actionsMenu = menuBar()->addMenu(tr("&Actions"));
    buildHelpMenu();
    fillActionsMenu();
}

void MainWindow::buildFileMenu()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    QAction *open = file->addAction(icons::get(QStringLiteral("document-open")), tr("&Open store…"));
    open->setShortcut(QKeySequence::Open);
    connect(open, &QAction::triggered, this, &MainWindow::openStoreDialog);
    m_recentMenu = file->addMenu(tr("Open &recent"));
    connect(file, &QMenu::aboutToShow, this, [this] {
        m_recentMenu->clear();
        const QStringList stores = m_context.settings().recentStores();
        for (const QString &path : stores) {
            QString text = Sentence::harmless(QDir::toNativeSeparators(path), 80);
            QAction *recent = m_recentMenu->addAction(text.replace(QLatin1Char('&'), QStringLiteral("&&")));
            connect(recent, &QAction::triggered, this, [this, path] { openPath(path); });
        }
        m_recentMenu->setEnabled(!stores.isEmpty());
        m_recentMenu->addSeparator();
        connect(m_recentMenu->addAction(tr("&Clear list")), &QAction::triggered, this,
                [this] { m_context.settings().clearRecentStores(); });
    });
    QAction *import = file->addAction(icons::get(QStringLiteral("text-x-generic")), tr("&Import…"));
    import->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_I));
    connect(import, &QAction::triggered, this, &MainWindow::askForFiles);
    QAction *save = file->addAction(icons::get(QStringLiteral("document-save")), tr("&Save job…"));
    save->setShortcut(QKeySequence::Save);
    connect(save, &QAction::triggered, this, [this] { m_export->askToSave(exportedJob()); });
    QAction *write = file->addAction(icons::get(QStringLiteral("document-export")), tr("&Export…"));
    write->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E));
    connect(write, &QAction::triggered, this, [this] { m_export->ask(exportedJob()); });
    file->addSeparator();
    QAction *quit = file->addAction(icons::get(QStringLiteral("application-exit")), tr("&Quit"));
    quit->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q));
    quit->setMenuRole(QAction::QuitRole);
    connect(quit, &QAction::triggered, this, &QWidget::close);
}

void MainWindow::buildEditMenu()
{
    QMenu *edit = menuBar()->addMenu(tr("&Edit"));
    QAction *undo = m_prepare->undoStack()->createUndoAction(this, tr("&Undo"));
    undo->setIcon(icons::get(QStringLiteral("edit-undo")));
    undo->setShortcut(QKeySequence::Undo);
    QAction *redo = m_prepare->undoStack()->createRedoAction(this, tr("&Redo"));
    redo->setIcon(icons::get(QStringLiteral("edit-redo")));
    redo->setShortcut(QKeySequence::Redo);
    edit->addActions({undo, redo});
    edit->addSeparator();
    QAction *copy = edit->addAction(icons::get(QStringLiteral("edit-copy")), tr("&Copy"));
    copy->setShortcut(QKeySequence::Copy);
    connect(copy, &QAction::triggered, this, &MainWindow::copyFromFocus);
}

void MainWindow::buildViewMenu()
{
    QMenu *view = menuBar()->addMenu(tr("&View"));
    for (int i = 0; i < m_stack->count(); ++i) {
        const auto *shown = qobject_cast<Page *>(m_stack->widget(i));
        const int id = shown->property("pageId").toInt();
        QAction *go = view->addAction(shown->title());
        go->setShortcut(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + id)));
        connect(go, &QAction::triggered, this, [this, id] { showPage(PageId(id)); });
    }
    view->addSeparator();
    QAction *refresh = view->addAction(icons::get(QStringLiteral("view-refresh")), tr("&Refresh"));
    refresh->setShortcut(QKeySequence(Qt::Key_F5));
    connect(refresh, &QAction::triggered, this, [this] { page(currentPage())->refresh(); });
    m_filter = view->addAction(icons::get(QStringLiteral("edit-find")), tr("&Filter"));
    m_filter->setShortcut(QKeySequence::Find);
    connect(m_filter, &QAction::triggered, this, [this] {
        if (QWidget *field = page(currentPage())->filterField()) {
            field->setFocus(Qt::ShortcutFocusReason);
            if (auto *line = qobject_cast<QLineEdit *>(field)) {
                line->selectAll();
            }
        }
    });
}

void MainWindow::buildHelpMenu()
{
    QMenu *help = menuBar()->addMenu(tr("&Help"));
    QAction *about = help->addAction(icons::get(QStringLiteral("help-about")), tr("&About Stowage"));
    about->setMenuRole(QAction::AboutRole);
    connect(about, &QAction::triggered, this, &MainWindow::showAbout);
}

void MainWindow::fillActionsMenu()
{
    if (!m_actionsMenu || !m_stack->currentWidget()) {
        return;
    }
    m_actionsMenu->clear();
    Page *shown = page(currentPage());
    m_actionsMenu->addActions(shown->actions());
    m_filter->setEnabled(shown->filterField() != nullptr);
}

void MainWindow::copyFromFocus()
{
    QWidget *focus = QApplication::focusWidget();
    if (auto *view = qobject_cast<QAbstractItemView *>(focus)) {
        QApplication::clipboard()->setText(copyText(view));
    } else if (auto *line = qobject_cast<QLineEdit *>(focus)) {
        line->copy();
    } else if (auto *text = qobject_cast<QPlainTextEdit *>(focus)) {
        text->copy();
    } else if (auto *label = qobject_cast<QLabel *>(focus)) {
        QApplication::clipboard()->setText(label->selectedText());
    }
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("About Stowage"),
                                QStringLiteral("Stowage %1").arg(QCoreApplication::applicationVersion()),
                                QMessageBox::Close, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(
        tr("Carries container images across an air gap.\nFree software under the Apache License 2.0."));
    box->open();
}

} // namespace stowage

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/browsemodel.h"
#include "ui/widgets/page.h"

#include <QHash>
#include <QTimer>

class QLabel;
class QLineEdit;
class QTreeView;

namespace stowage {

class ImageDetailsPane;
class VerifyBar;

/// Look into local stores: what is there, what it is made of, whether it is whole.
class BrowsePage : public Page
{
    Q_OBJECT

public:
    explicit BrowsePage(UiContext &context, QWidget *parent = nullptr);

    void refresh() override;
    QWidget *filterField() const override;
    QWidget *firstFocus() const override;

    /// Opens a store and shows it; the same once more only goes there.
    void openStore(const QString &path);
    const BrowseModel &model() const { return *m_model; }

protected:
    void showEvent(QShowEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void buildActions();
    QWidget *buildHead();
    QWidget *buildTree();
    void openRemembered();
    QModelIndex addStore(const QString &path);
    void read(const End &store);
    void listed(const End &store, const Result<Listing> &listing);
    void describe(const End &store, const Reference &image);
    void closeStore();
    void rememberStores();
    void chooseStore();
    void copyTo();
    void verify();
    void verified(const End &store, const Result<Verification> &result);
    void filterChanged();
    void currentChanged();
    void showCurrent();
    void showProblems(const BrowseModel::Store &store);
    void updateActions();
    void updateSummary();
    QModelIndex current() const;
    QModelIndexList selected() const;
    /// Opened branches and the current row of a store, by name.
    struct Places
    {
        QList<QStringList> opened;
        QStringList current;
    };
    Places placesOf(const QModelIndex &store) const;
    void restore(const Places &places);

    BrowseModel *m_model = nullptr;
    QTreeView *m_tree = nullptr;
    QLineEdit *m_filter = nullptr;
    ImageDetailsPane *m_details = nullptr;
    VerifyBar *m_verifyBar = nullptr;
    QLabel *m_summary = nullptr;
    QAction *m_open = nullptr;
    QAction *m_close = nullptr;
    QAction *m_verify = nullptr;
    QAction *m_copy = nullptr;
    QTimer m_look;                     ///< A row must be current for a moment before its image is read.
    QHash<QString, int> m_reads;       ///< Per store: number of the read whose answer counts.
    QHash<QString, int> m_generations; ///< Per store: how often its rows were replaced.
    QHash<QString, Verification> m_verified;
    bool m_remembered = false; ///< Whether the stores of the last time were opened.
};

} // namespace stowage

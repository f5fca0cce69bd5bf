// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/listing.h"
#include "ui/models/celltable.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QTabWidget;
class QTableView;

namespace stowage {

class ErrorDetails;
class UiSettings;

/// The pane beside the Stores tree: Overview, Manifest, Config, History, Layers and Problems of what is selected there.
/// Shows values it is given; asks for nothing.
class ImageDetailsPane : public QWidget
{
    Q_OBJECT

public:
    explicit ImageDetailsPane(UiSettings &settings, QWidget *parent = nullptr);

    /// Nothing selected.
    void clear();
    /// A store, registry or repository: facts as finished rows, nothing else.
    void showFacts(const QList<CellTable::Row> &facts);
    /// An image that is not read yet, or could not be.
    void showListed(const ListedImage &image);
    /// One manifest of an image. `image` tells what the listing knows.
    void showManifest(const ListedImage &image, const ManifestDetails &manifest);
    /// The problems of the store, under one line that says where they come from.
    void showProblems(const QString &summary, const QList<Problem> &problems);
    void showError(const Error &error);
    void clearError();
    /// Brings the Problems to the front.
    void raiseProblems();

private:
    QTableView *addTable(CellTable *model, const QString &name, const QString &key, const QList<int> &widths);
    QPlainTextEdit *addText(const QString &name);
    void setText(QPlainTextEdit *edit, const QByteArray &json, const QString &otherwise);

    UiSettings &m_settings;
    ErrorDetails *m_error = nullptr;
    QTabWidget *m_tabs = nullptr;
    CellTable *m_overview = nullptr;
    CellTable *m_history = nullptr;
    CellTable *m_layers = nullptr;
    CellTable *m_problems = nullptr;
    QPlainTextEdit *m_manifest = nullptr;
    QPlainTextEdit *m_config = nullptr;
    QWidget *m_problemPage = nullptr;
    QLabel *m_problemSummary = nullptr;
    QList<Problem> m_shownProblems;
    Digest m_shown; ///< Manifest whose texts are in the editors.
};

} // namespace stowage

// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/imagedetailspane.h"

#include "text/sentence.h"
#include "ui/models/imagefacts.h"
#include "ui/models/prettyjson.h"
#include "ui/models/problemtext.h"
#include "ui/widgets/errordetails.h"
#include "ui/widgets/viewsetup.h"

#include <QFontDatabase>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace stowage {

ImageDetailsPane::ImageDetailsPane(UiSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_error = new ErrorDetails(this);
    layout->addWidget(m_error);
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(QStringLiteral("browse.details"));
    m_tabs->setAccessibleName(tr("Details"));
    m_tabs->setDocumentMode(true);
    layout->addWidget(m_tabs, 1);

    m_overview = new CellTable(ImageFacts::overviewHeaders(), this);
    m_history = new CellTable(ImageFacts::historyHeaders(), this);
    m_layers = new CellTable(ImageFacts::layerHeaders(), this);
    m_problems = new CellTable(ProblemText::headers(), this);

    m_tabs->addTab(addTable(m_overview, tr("Overview"), QStringLiteral("browse/overview"), {18, 40}), tr("Overview"));
    m_manifest = addText(tr("Manifest"));
    m_config = addText(tr("Config"));
    m_tabs->addTab(addTable(m_history, tr("History"), QStringLiteral("browse/history"), {7, 16, 12, 40}),
                   tr("History"));
    m_tabs->addTab(addTable(m_layers, tr("Layers"), QStringLiteral("browse/layers"), {7, 11, 17, 14, 20, 40}),
                   tr("Layers"));

    m_problemPage = new QWidget(m_tabs);
    auto *problems = new QVBoxLayout(m_problemPage);
    problems->setContentsMargins(0, fontMetrics().height() / 2, 0, 0);
    m_problemSummary = new QLabel(m_problemPage);
    m_problemSummary->setTextFormat(Qt::PlainText);
    m_problemSummary->setWordWrap(true);
    problems->addWidget(m_problemSummary);
    problems->addWidget(addTable(m_problems, tr("Problems"), QStringLiteral("browse/problems"), {15, 60, 30}), 1);
    m_tabs->addTab(m_problemPage, tr("Problems"));
    clear();
}

QTableView *ImageDetailsPane::addTable(CellTable *model, const QString &name, const QString &key,
                                       const QList<int> &widths)
{
    auto *table = new QTableView(m_tabs);
    table->setObjectName(QString(key).replace(u'/', u'.'));
    table->setModel(model);
    setColumnWidths(table->horizontalHeader(), widths);
    table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder); // as the image has it
    table->horizontalHeader()->setSortIndicatorClearable(true);
    setUpTable(table, name, key, m_settings);
    return table;
}

QPlainTextEdit *ImageDetailsPane::addText(const QString &name)
{
    auto *edit = new QPlainTextEdit(m_tabs);
    edit->setReadOnly(true);
    edit->setTabChangesFocus(true);
    edit->setLineWrapMode(QPlainTextEdit::NoWrap);
    edit->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    edit->setAccessibleName(name);
    edit->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    edit->setFrameShape(QFrame::NoFrame);
    m_tabs->addTab(edit, name);
    return edit;
}

void ImageDetailsPane::setText(QPlainTextEdit *edit, const QByteArray &json, const QString &otherwise)
{
    if (json.isEmpty()) {
        edit->setPlaceholderText(otherwise);
        edit->clear();
        return;
    }
    bool truncated = false;
    QString text = prettyJson(json, 512 * 1024, &truncated);
    if (truncated) {
        text += QLatin1String("\n\n") +
                tr("This is the beginning only. The whole has %1.").arg(Sentence::size(json.size()));
    }
    edit->setPlainText(text);
}

void ImageDetailsPane::clear()
{
    clearError();
    showFacts({});
    showProblems({}, {});
}

void ImageDetailsPane::showFacts(const QList<CellTable::Row> &facts)
{
    const QString hint = tr("Select an image on the left.");
    m_overview->setRows(facts);
    m_history->clear();
    m_layers->clear();
    m_shown = {};
    setText(m_manifest, {}, hint);
    setText(m_config, {}, hint);
}

void ImageDetailsPane::showListed(const ListedImage &image)
{
    showFacts(ImageFacts::overview(image));
    setText(m_manifest, {}, tr("Reading…"));
    setText(m_config, {}, tr("Reading…"));
}

void ImageDetailsPane::showManifest(const ListedImage &image, const ManifestDetails &manifest)
{
    m_overview->setRows(ImageFacts::overview(image) + ImageFacts::overview(manifest));
    m_history->setRows(ImageFacts::history(manifest));
    m_layers->setRows(ImageFacts::layers(manifest));
    if (m_shown == manifest.descriptor.digest && !m_shown.isNull()) {
        return; // the texts stay where the reader has scrolled them to
    }
    m_shown = manifest.descriptor.digest;
    setText(m_manifest, manifest.bytes, tr("The manifest is missing."));
    setText(m_config, manifest.config,
            manifest.blobs.isEmpty() ? tr("An index has no config. Select a platform below it.")
                                     : tr("The config is missing, too large, or not that of an image."));
}

void ImageDetailsPane::showProblems(const QString &summary, const QList<Problem> &problems)
{
    m_problemSummary->setText(summary);
    m_problemSummary->setVisible(!summary.isEmpty());
    const int tab = m_tabs->indexOf(m_problemPage);
    //: Tab title with the number of problems.
    m_tabs->setTabText(tab, problems.isEmpty() ? tr("Problems") : tr("Problems (%L1)").arg(problems.size()));
    if (m_shownProblems == problems) {
        return; // the rows stay as they are sorted and scrolled
    }
    m_shownProblems = problems;
    m_problems->setRows(ProblemText::rows(problems));
}

void ImageDetailsPane::showError(const Error &error)
{
    m_error->setError(error);
}

void ImageDetailsPane::clearError()
{
    m_error->clear();
}

void ImageDetailsPane::raiseProblems()
{
    m_tabs->setCurrentWidget(m_problemPage);
}

} // namespace stowage

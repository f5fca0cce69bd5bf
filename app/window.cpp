// SPDX-License-Identifier: Apache-2.0
#include "window.h"

#include "service/localservice.h"
#include "ui/mainwindow.h"
#include "ui/widgets/contraststyle.h"

#include <QApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QTranslator>

namespace stowage {

namespace {

/// English is the language of the sources; the locale of C means English.
void installTranslations(QApplication &application, const QString &language)
{
    const QLocale locale = language.isEmpty() ? QLocale() : QLocale(language);
    const struct
    {
        const char *name;
        QString folder;
    } catalogues[] = {{"stowage", QStringLiteral(":/i18n")},
                      {"qtbase", QLibraryInfo::path(QLibraryInfo::TranslationsPath)}};
    for (const auto &catalogue : catalogues) {
        auto *translator = new QTranslator(&application);
        const bool english = locale.language() == QLocale::C;
        if (translator->load(english ? QLocale(QLocale::English) : locale, QLatin1String(catalogue.name),
                             QStringLiteral("_"), catalogue.folder)) {
            QCoreApplication::installTranslator(translator);
        }
    }
    QLocale::setDefault(locale);
}

} // namespace

int runWindow(int argc, char **argv, const QString &path)
{
    QApplication application(argc, argv);
    ContrastStyle::install();
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Stowage"));
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.stowage.Stowage"));
    QSettings settings(QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) +
                           QStringLiteral("/window.ini"),
                       QSettings::IniFormat);
    installTranslations(application, settings.value(QStringLiteral("language")).toString());
    LocalService service(ServiceOptions::ofUser());
    MainWindow window(service, settings);
    window.show();
    if (!path.isEmpty()) {
        window.openPath(QDir::current().absoluteFilePath(path));
    }
    return QApplication::exec();
}

} // namespace stowage

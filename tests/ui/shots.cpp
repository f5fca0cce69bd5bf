// SPDX-License-Identifier: Apache-2.0
// Pictures of every page with sample data, in both languages, light and dark: `stowage_shots FOLDER`.
#include "service/taskrequests.h"
#include "ui/dialogs/importdialog.h"
#include "ui/dialogs/reviewsheet.h"
#include "ui/mainwindow.h"
#include "ui/support/sampledata.h"
#include "ui/support/uitest.h"
#include "ui/widgets/contraststyle.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QPalette>
#include <QPushButton>
#include <QStyleFactory>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>
#include <QTranslator>
#include <QTreeView>

using namespace stowage;

namespace {

QPalette darkPalette()
{
    QPalette dark(QColor(0x32, 0x32, 0x32));
    dark.setColor(QPalette::Base, QColor(0x24, 0x24, 0x24));
    dark.setColor(QPalette::AlternateBase, QColor(0x2b, 0x2b, 0x2b));
    dark.setColor(QPalette::Text, Qt::white);
    dark.setColor(QPalette::WindowText, Qt::white);
    dark.setColor(QPalette::ButtonText, Qt::white);
    for (const QPalette::ColorRole role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText}) {
        dark.setColor(QPalette::Disabled, role, QColor(0x80, 0x80, 0x80));
    }
    dark.setColor(QPalette::Highlight, QColor(0x2a, 0x6f, 0xc9));
    dark.setColor(QPalette::HighlightedText, Qt::white);
    dark.setColor(QPalette::ToolTipBase, QColor(0x45, 0x40, 0x30));
    dark.setColor(QPalette::ToolTipText, Qt::white);
    return dark;
}

const char *const manyReferences = "alpine:3.19\nnginx:1.27.3\npostgres:16.6\nredis:7.4.1\n"
                                   "quay.io/coreos/etcd:v3.5.16\nregistry.k8s.io/pause:3.10\n"
                                   "hub.local/team-a/app:2.4\ndocker.io/library/alpnie:3.19\n";

const char *const importedList = "##base\nalpine:3.19\nnginx:1.27.3\n##databases\npostgres:16.6\nredis:7.4.1\n"
                                 "##cluster\nquay.io/coreos/etcd:v3.5.16\nregistry.k8s.io/pause:3.10\n";
const char *const importedTasks = R"(- name: Fetch the release
  tags: [download]
  image:
    pull:
      manifests: [nginx:1.27.3, quay.io/coreos/etcd:v3.5.16]
      platform: linux/arm64
- name: Bring it inside
  when: registry_is_local
  image:
    src: local:///media/stick/images
    pattern: ^quay
    dest: oci://hub.local/mirror/{{ .module.image.reference.repository }}:{{ .module.image.reference.reference }}
- name: Broken
  image:
    pull: {images_dir: /srv, manifests: [redis:7], platform: nonsense}
)";
const char *const importedAccounts = "hub.local:\n  username: robot$team\n  password: x\n  insecure: true\n"
                                     "quay.io/coreos:\n  username: alice\n  password: y\n";
const char *const importedRules = "quay.io/coreos/etcd: hub.local/mirror/etcd\n"
                                  "docker.io/library/nginx:/^1\\.2/: hub.local/mirror/nginx\n";

/// One window in one look, all its pages into files that start with `prefix`.
class Photographer
{
public:
    Photographer(const QDir &folder, QString prefix, QSize size)
        : m_folder(folder)
        , m_prefix(std::move(prefix))
        , m_size(size)
    {
    }

    void takeAll()
    {
        TemporarySettings settings;
        FakeService service;
        {
            MainWindow window(service, settings.get()); // everything empty
            window.resize(m_size);
            window.show();
            for (const PageId page : pages) {
                window.showPage(page);
                take(&window, QStringLiteral("empty-%1").arg(nameOf(page)));
            }
        }
        sample::fill(service);
        InterruptedJob interrupted;
        interrupted.id = QStringLiteral("1");
        interrupted.request = sample::pullRequest();
        interrupted.imagesLeft = 37;
        interrupted.bytesLeft = 13'207'024'435;
        service.interrupted << interrupted;
        MainWindow window(service, settings.get());
        window.resize(m_size);
        window.show();
        fillPrepare(window);
        take(&window, QStringLiteral("prepare"));

        takeReview(window, service);
        takeImport(window, service);
        const Plan plan = sample::plan(sample::pullRequest(), true);
        const JobId job = service.start(plan);
        for (int eighths = 1; eighths <= 4; ++eighths) {
            sample::runHalf(service, plan, job, eighths);
            QTest::qWait(300); // so that there is a speed
        }
        window.showPage(PageId::Transfers);
        auto *tree = window.findChild<QTreeView *>(QStringLiteral("transfers.jobs"));
        tree->expand(tree->model()->index(1, 0, tree->model()->index(0, 0)));
        take(&window, QStringLiteral("transfers"));
        tree->setCurrentIndex(tree->model()->index(6, 0, tree->model()->index(0, 0)));
        take(&window, QStringLiteral("transfers-error"));
        window.openPath(QDir::tempPath());
        take(&window, QStringLiteral("browse"));
        window.showPage(PageId::Compare);
        choose(window, "compare.left", QStringLiteral("/media/stick/images"));
        choose(window, "compare.right", QStringLiteral("registry:hub.local:8443/team-a"));
        if (auto *compare = window.findChild<QWidget *>(QStringLiteral("page.compare"))) {
            QTest::keyClick(compare, Qt::Key_F5);
        }
        take(&window, nameOf(PageId::Compare));
        window.showPage(PageId::Push);
        choose(window, "push.source", QStringLiteral("/media/stick/images"));
        choose(window, "push.registry", QStringLiteral("hub.local:8443"));
        if (auto *name = window.findChild<QLineEdit *>(QStringLiteral("push.name"))) {
            name->setText(QStringLiteral("hub.local:8443/team-a"));
        }
        take(&window, nameOf(PageId::Push));
        window.showPage(PageId::Registries);
        take(&window, nameOf(PageId::Registries));
    }

private:
    static constexpr PageId pages[] = {PageId::Prepare, PageId::Browse,    PageId::Compare,
                                       PageId::Push,    PageId::Transfers, PageId::Registries};

    static QString nameOf(PageId page)
    {
        static const char *const names[] = {"prepare", "browse", "compare", "push", "transfers", "registries"};
        return QString::fromLatin1(names[int(page)]);
    }

    static void fillPrepare(MainWindow &window)
    {
        window.findChild<QLineEdit *>(QStringLiteral("prepare.destination"))
            ->setText(QStringLiteral("/media/stick/images"));
        auto *page = window.findChild<QWidget *>(QStringLiteral("page.prepare"));
        QMetaObject::invokeMethod(page->findChild<QLineEdit *>(QStringLiteral("prepare.reference")), "linesGiven",
                                  Q_ARG(QString, QString::fromLatin1(manyReferences)));
    }

    static void choose(MainWindow &window, const char *field, const QString &text)
    {
        if (auto *combo = window.findChild<QComboBox *>(QString::fromLatin1(field))) {
            combo->setCurrentText(text);
            QTest::keyClick(combo, Qt::Key_Return);
        }
    }

    void takeReview(MainWindow &window, FakeService &service)
    {
        CopyRequest request = sample::pullRequest();
        ReviewSheet *sheet = window.review(request);
        take(sheet, QStringLiteral("review"));
        sheet->close();
        service.hold = true;
        sheet = window.review(request);
        take(sheet, QStringLiteral("review-busy"));
        sheet->close();
        service.hold = false;
        service.release();
    }

    void takeImport(MainWindow &window, FakeService &service)
    {
        service.onReadTasks = [](const QStringList &files, const TaskContext &context) {
            return Result<TaskSet>(readTaskFiles(files, context));
        };
        const QTemporaryDir folder;
        const auto write = [&folder](const char *name, const char *content) {
            const QString path = folder.filePath(QString::fromLatin1(name));
            QFile file(path);
            (void)(file.open(QIODevice::WriteOnly) && file.write(content) > 0);
            return path;
        };
        const auto picture = [&](const QStringList &files, const char *name) {
            window.importFiles(files);
            auto *dialog = window.findChild<ImportDialog *>();
            QTest::qWait(100);
            take(dialog, QString::fromLatin1(name));
            delete dialog;
        };
        const QString tasks = write("tasks.yaml", importedTasks);
        picture({write("images.txt", importedList)}, "import-list");
        picture({tasks, write("auth.yaml", importedAccounts), write("rules.yaml", importedRules)}, "import-tasks");
        picture({write("notes.txt", "meeting: on Monday\n")}, "import-nothing");
    }

    void take(QWidget *widget, const QString &name)
    {
        QTest::qWait(50); // layouts and queued answers settle
        const QString file = m_folder.filePath(m_prefix + QLatin1Char('-') + name + QStringLiteral(".png"));
        if (!widget->grab().save(file)) {
            QTextStream(stderr) << "cannot write " << file << '\n';
        }
    }

    QDir m_folder;
    QString m_prefix;
    QSize m_size;
};

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    if (argc != 2) {
        QTextStream(stderr) << "usage: stowage_shots FOLDER\n";
        return 2;
    }
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    if (!folder.mkpath(QStringLiteral("."))) {
        QTextStream(stderr) << "cannot make " << folder.path() << '\n';
        return 1;
    }
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    ContrastStyle::install();
    const QPalette light = QApplication::palette();
    for (const char *language : {"en", "zh_CN"}) {
        const QString name = QString::fromLatin1(language);
        QLocale::setDefault(QLocale(name));
        QTranslator translator;
        if (translator.load(QStringLiteral(":/i18n/stowage_%1").arg(name))) {
            QApplication::installTranslator(&translator);
        }
        for (const bool dark : {false, true}) {
            QApplication::setPalette(dark ? darkPalette() : light);
            const QString look = name + (dark ? QStringLiteral("-dark") : QStringLiteral("-light"));
            Photographer(folder, look, QSize(1280, 800)).takeAll();
            if (!dark) {
                Photographer(folder, look + QStringLiteral("-small"), QSize(960, 600)).takeAll();
            }
        }
    }
    return 0;
}

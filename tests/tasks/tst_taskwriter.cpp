// SPDX-License-Identifier: Apache-2.0
// What is saved and read again is the same: over jobs made by a generator with fixed seeds, and by example.
#include "tasks/describe.h"
#include "tasks/taskfile.h"
#include "tasks/taskwriter.h"

#include <QTest>

#include <random>

using namespace stowage;

namespace {

const QString secret = QStringLiteral("hunter2");

/// Makes jobs that a format can say, always the same for one seed.
class Generator
{
public:
    explicit Generator(unsigned seed)
        : m_random(seed)
    {
    }

    int below(int limit) { return int(m_random() % unsigned(limit)); }
    bool chance() { return below(2) == 0; }

    QString pick(const QStringList &words) { return words.at(below(int(words.size()))); }

    Reference repository()
    {
        const QString registry =
            pick({QStringLiteral("docker.io"), QStringLiteral("quay.io"), QStringLiteral("hub.local:5000"),
                  QStringLiteral("[::1]:5000"), QStringLiteral("localhost")});
        const QString name = pick({QStringLiteral("team/app"), QStringLiteral("a/b/c"), QStringLiteral("library/nginx"),
                                   QStringLiteral("x__y/z-z.z")}) +
                             QString::number(m_serial++);
        return Reference::fromParts(registry, name).value();
    }

    Reference image()
    {
        const Reference repository = this->repository();
        if (below(4) == 0) {
            return repository.withDigest(Digest::ofBytes(QByteArray::number(below(1000))));
        }
        return repository.withTag(pick({QStringLiteral("1"), QStringLiteral("v1.2.3"), QStringLiteral("latest"),
                                        QStringLiteral("1.0_beta-2"), QStringLiteral("null"), QStringLiteral("007")}));
    }

    QList<Platform> platforms()
    {
        QList<Platform> all;
        for (const char *text : {"linux/amd64", "linux/arm/v7", "windows/amd64:10.0.17763.1", "linux/arm64"}) {
            if (below(3) == 0) {
                all.append(Platform::parse(QString::fromLatin1(text)).value());
            }
        }
        return all;
    }

    End store()
    {
        End end;
        end.location = pick({QStringLiteral("/srv/images"), QStringLiteral("/with space/ü:x"),
                             QStringLiteral("/quo\"te\\{{ brace }}")});
        return end;
    }

    static End registries()
    {
        End end;
        end.kind = End::Kind::Registry;
        return end;
    }

    QList<TaskAccount> accounts()
    {
        QList<TaskAccount> all;
        for (int i = below(3); i > 0; --i) {
            TaskAccount account;
            account.account.scope =
                pick({QStringLiteral("docker.io"), QStringLiteral("hub.local:5000/team"), QStringLiteral("quay.io")});
            account.account.username = pick({QStringLiteral("bob"), QStringLiteral("robot$acme+ci"),
                                             QStringLiteral("\"{{ x }}\\"), QStringLiteral("yes")});
            account.account.secret = secret;
            if (chance()) {
                account.skipVerification = chance();
            }
            if (chance()) {
                account.plainHttp = chance();
            }
            if (chance()) {
                account.caFile = QStringLiteral("/etc/c a.pem");
            }
            all.append(account);
        }
        return all;
    }

    TargetName dest()
    {
        const QString text = pick(
            {QStringLiteral(
                 "oci://hub.local/{{ .module.image.reference.repository }}:{{ .module.image.reference.reference }}"),
             QStringLiteral(
                 "oci://hub.local:5000/mirror/{{ .module.image.src.reference.registry | replace \":\" \"-\" }}/"
                 "{{ .module.image.reference.repository }}:{{ .module.image.reference.reference }}")});
        if (below(3) == 0) {
            const QMap<QString, QString> answers{
                {QStringLiteral(".hub.host"), QStringLiteral("hub.local")},
                {QStringLiteral(".team"), pick({QStringLiteral("a"), QStringLiteral("b")})}};
            return TargetName::literal(
                       QStringLiteral("oci://{{ .hub.host }}/{{ .team }}/x:{{ .module.image.reference.reference }}"),
                       answers)
                .value();
        }
        return TargetName::literal(text).value();
    }

    TaskJob kubeKeyJob()
    {
        TaskJob job;
        job.kind = TaskJob::Kind(below(4));
        job.name = pick({QString(), QStringLiteral("fetch all"), QStringLiteral("'quoted': \"title\" # no comment")});
        const bool fromStore = job.kind == TaskJob::Kind::Push || job.kind == TaskJob::Kind::Copy;
        const bool toStore = job.kind == TaskJob::Kind::Pull || job.kind == TaskJob::Kind::Copy;
        job.from = fromStore ? store() : registries();
        job.to = toStore ? store() : registries();
        job.platforms = platforms();
        job.policy = chance() ? Policy::Warn : Policy::Strict;
        job.skipVerification = chance();
        job.accounts = accounts();
        if (chance()) {
            job.pattern = Pattern::compile(pick({QStringLiteral("^quay\\.io/"), QStringLiteral("team|\"x\""),
                                                 QStringLiteral("a{2}")}))
                              .value();
        }
        const TargetName target = toStore ? TargetName() : dest();
        if (fromStore && chance()) {
            job.wholeSource = true;
            job.target = target;
            return job;
        }
        for (int i = 1 + below(4); i > 0; --i) {
            TaskImage one;
            one.source = image();
            one.target = target;
            job.images.append(one);
        }
        return job;
    }

    TaskJob syncJob()
    {
        TaskJob job;
        job.kind = TaskJob::Kind::Sync;
        job.from = registries();
        job.to = registries();
        for (int i = 1 + below(5); i > 0; --i) {
            TaskImage one;
            one.tags = TaskImage::Tags(below(3));
            one.source = one.tags == TaskImage::Tags::Named ? image() : repository();
            if (one.tags == TaskImage::Tags::Matching) {
                one.tagPattern =
                    Pattern::compile(pick({QStringLiteral("^v1\\."), QStringLiteral("a/b:c|\"d\"")})).value();
            }
            const Reference target = repository();
            one.target = one.tags == TaskImage::Tags::Named && !one.source.tag().isEmpty() && chance()
                             ? TargetName::exact(target.withTag(QStringLiteral("renamed")))
                             : TargetName::repository(target);
            job.images.append(one);
        }
        return job;
    }

    TaskJob pullJob(bool severalTags, bool groups)
    {
        TaskJob job;
        job.from = registries();
        QString group;
        for (int i = 1 + below(6); i > 0; --i) {
            TaskImage one;
            one.tags = severalTags ? TaskImage::Tags(below(3)) : TaskImage::Tags::Named;
            one.source = one.tags == TaskImage::Tags::Named ? image() : repository();
            if (one.tags == TaskImage::Tags::Matching) {
                one.tagPattern = Pattern::compile(QStringLiteral("^v[0-9]+$")).value();
            }
            if (groups && below(3) == 0) {
                group = pick({QStringLiteral("k8s-images"), QStringLiteral("extra images"), QString()});
            }
            one.group = group;
            job.images.append(one);
        }
        return job;
    }

private:
    std::mt19937 m_random;
    int m_serial = 0;
};

TaskSet setOf(const QList<TaskJob> &jobs)
{
    TaskSet set;
    set.jobs = jobs;
    return set;
}

/// Of skopeo's YAML the order by registry is not kept.
QStringList sortedImages(const TaskSet &set)
{
    QStringList lines;
    for (const TaskJob &job : set.jobs) {
        for (const TaskImage &image : job.images) {
            lines.append(image.source.toString() + u' ' + QString::number(int(image.tags)) + image.tagPattern.text());
        }
    }
    lines.sort();
    return lines;
}

} // namespace

class TestTaskWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kubeKeyRoundTrip();
    void imageSyncerRoundTrip();
    void skopeoRoundTrip();
    void listRoundTrip();
    void lockNamesDigests();
    void writesKubeKeyAsDocumented();
    void renamesInKubeKey();
    void writesRequests();
    void imageSyncerAccountsUseVariables();
    void refusesWhatAFormatCannotSay_data();
    void refusesWhatAFormatCannotSay();
};

void TestTaskWriter::kubeKeyRoundTrip()
{
    for (unsigned seed = 0; seed < 300; ++seed) {
        Generator generator(seed);
        TaskSet set;
        for (int i = 1 + generator.below(3); i > 0; --i) {
            set.jobs.append(generator.kubeKeyJob());
        }
        const Result<QString> text = writeKubeKey(set);
        QVERIFY2(text.has_value(), text ? "" : qPrintable(technicalLine(text.error())));
        QVERIFY(!text->contains(secret));
        const TaskSet again = readTaskFile(QStringLiteral("saved.yaml"), text->toUtf8());
        QVERIFY2(again.isRunnable(), qPrintable(*text + describe(again)));
        QVERIFY2(again.jobs == set.jobs, qPrintable(*text + describe(set) + describe(again)));
    }
}

void TestTaskWriter::imageSyncerRoundTrip()
{
    for (unsigned seed = 0; seed < 300; ++seed) {
        Generator generator(seed);
        TaskSet set = setOf({generator.syncJob()});
        const Result<ImageSyncerFiles> files = writeImageSyncer(set);
        QVERIFY2(files.has_value(), files ? "" : qPrintable(technicalLine(files.error())));
        const TaskSet again = readTaskFile(QStringLiteral("images.yaml"), files->images.toUtf8());
        QVERIFY2(again.isRunnable(), qPrintable(files->images + describe(again)));
        QVERIFY2(again.jobs == set.jobs, qPrintable(files->images + describe(set) + describe(again)));
    }
}

void TestTaskWriter::skopeoRoundTrip()
{
    for (unsigned seed = 0; seed < 300; ++seed) {
        const TaskSet set = setOf({Generator(seed).pullJob(true, false)});
        const Result<QString> text = writeSkopeoSync(set);
        QVERIFY2(text.has_value(), text ? "" : qPrintable(technicalLine(text.error())));
        const TaskSet again = readTaskFile(QStringLiteral("sync.yaml"), text->toUtf8());
        QVERIFY2(again.isRunnable(), qPrintable(*text + describe(again)));
        QCOMPARE(sortedImages(again), sortedImages(set));
    }
}

void TestTaskWriter::listRoundTrip()
{
    for (unsigned seed = 0; seed < 300; ++seed) {
        const TaskSet set = setOf({Generator(seed).pullJob(false, true)});
        const Result<QString> text = writeList(set);
        QVERIFY2(text.has_value(), text ? "" : qPrintable(technicalLine(text.error())));
        const TaskSet again = readTaskFile(QStringLiteral("list.txt"), text->toUtf8());
        QVERIFY2(again.isRunnable(), qPrintable(*text + describe(again)));
        QVERIFY2(again.jobs == set.jobs, qPrintable(*text + describe(set) + describe(again)));
    }
}

void TestTaskWriter::lockNamesDigests()
{
    const TaskSet set =
        readTaskFile(QStringLiteral("l"), "##g\nnginx:1\nquay.io/a/b@sha256:" + QByteArray(64, 'a') + "\n");
    const Reference nginx = Reference::parse(u"nginx:1").value();
    const Digest digest = Digest::ofBytes("x");
    const Result<QString> lock = writeLock(set, {{nginx, digest}});
    QCOMPARE(lock.value(), QString(QStringLiteral("##g\ndocker.io/library/nginx:1@") + digest.toString() +
                                   QStringLiteral("\nquay.io/a/b@sha256:") + QString(64, u'a') + u'\n'));
    const TaskSet again = readTaskFile(QStringLiteral("l"), lock->toUtf8());
    QCOMPARE(again.jobs.first().images.first().source.digest(), digest);
    QCOMPARE(again.jobs.first().images.first().source.tag(), QStringLiteral("1"));
    const Result<QString> unknown = writeLock(set, {});
    QVERIFY(!unknown.has_value());
    QCOMPARE(unknown.error().item, QStringLiteral("docker.io/library/nginx:1"));
}

void TestTaskWriter::writesKubeKeyAsDocumented()
{
    TaskJob job;
    job.name = QStringLiteral("to the hub");
    job.kind = TaskJob::Kind::Push;
    job.from = End{End::Kind::Store, QStringLiteral("/srv/images"), {}};
    job.to = Generator::registries();
    job.policy = Policy::Warn;
    job.platforms = {Platform::parse(u"linux/arm/v7").value()};
    TaskImage image;
    image.source = Reference::parse(u"nginx:1").value();
    image.target = TargetName::parse(QStringLiteral("registry:hub.local/team")).value();
    job.images = {image};
    TaskAccount account;
    account.account = {QStringLiteral("hub.local"), QStringLiteral("bob"), secret};
    account.skipVerification = true;
    job.accounts = {account};
    QCOMPARE(writeKubeKey(setOf({job})).value(), QStringLiteral(R"(- name: "to the hub"
  image:
    manifests:
      - "docker.io/library/nginx:1"
    platform:
      - "linux/arm/v7"
    policy: warn
    src: "local:///srv/images"
    dest: "oci://hub.local/team/{{ .module.image.reference.repository }}:{{ .module.image.reference.reference }}"
    # Passwords stay in the keychain; KubeKey itself needs a 'password' with each account.
    auths:
      - repo: "hub.local"
        registry: "hub.local"
        username: "bob"
        skip_tls_verify: true
        insecure: true
)"));
    QCOMPARE(writeKubeKey({}).value(), QStringLiteral("[]\n"));
}

void TestTaskWriter::renamesInKubeKey()
{
    TaskJob job;
    job.from = Generator::registries();
    job.to = End{End::Kind::Store, QStringLiteral("/srv/images"), {}};
    for (const char16_t *name : {u"mirror.local/hub/nginx:1", u"quay.io/a/b:1", u"mirror.local/hub/redis:7"}) {
        TaskImage image;
        image.source = Reference::parse(name).value();
        if (image.source.registry() == QLatin1String("mirror.local")) {
            image.target = TargetName::exact(
                Reference::parse(QString(image.source.repository())
                                     .replace(QStringLiteral("hub/"), QStringLiteral("docker.io/library/")) +
                                 u':' + image.source.tag())
                    .value());
        }
        job.images.append(image);
    }
    const TaskSet set = setOf({job});
    const TaskSet again = readTaskFile(QStringLiteral("t"), writeKubeKey(set)->toUtf8());
    QVERIFY2(again.isRunnable(), qPrintable(describe(again)));
    QCOMPARE(again.jobs.size(), 3);
    QList<CopyItem> items;
    for (const TaskJob &one : again.jobs) {
        items.append(one.items().value());
    }
    QCOMPARE(items, job.items().value());
}

void TestTaskWriter::writesRequests()
{
    CopyRequest request;
    request.from = End{End::Kind::Store, QStringLiteral("/srv/images"), {}};
    request.to = Generator::registries();
    for (const char16_t *name : {u"nginx:1", u"quay.io/a/b:2"}) {
        const Reference source = Reference::parse(name).value();
        request.items.append({source, TargetName::parse(QStringLiteral("hub.local/team"))->render(source).value()});
    }
    const TaskJob job = taskJobOf(request, QStringLiteral("push"));
    QCOMPARE(job.kind, TaskJob::Kind::Push);
    QCOMPARE(job.images.first().target.kind(), TargetName::Kind::Prefix);
    QCOMPARE(job.items().value(), request.items);
    QCOMPARE(readTaskFile(QStringLiteral("t"), writeKubeKey(setOf({job}))->toUtf8()).jobs.first().items().value(),
             request.items);
    request.items[1].target = Reference::parse(u"hub.local/else:1").value();
    const TaskJob mixed = taskJobOf(request);
    QCOMPARE(mixed.images.first().target.kind(), TargetName::Kind::Exact);
    QCOMPARE(mixed.items().value(), request.items);
    request.from = Generator::registries();
    request.to = End{End::Kind::Store, QStringLiteral("/srv"), {}};
    request.items = {{Reference::parse(u"nginx:1").value(), Reference::parse(u"nginx:1").value()}};
    QCOMPARE(taskJobOf(request).kind, TaskJob::Kind::Pull);
    QCOMPARE(taskJobOf(request).images.first().target, TargetName());
}

void TestTaskWriter::imageSyncerAccountsUseVariables()
{
    TaskSet set = setOf({Generator(1).syncJob()});
    TaskAccount account;
    account.account = {QStringLiteral("hub.local:5000/team"), QStringLiteral("robot$acme+ci"), secret};
    account.mayUseHttp = true;
    account.skipVerification = true;
    set.accounts = {account};
    const ImageSyncerFiles files = writeImageSyncer(set).value();
    QVERIFY(!files.auth.contains(secret));
    QVERIFY2(files.auth.contains(QStringLiteral("${STOWAGE_PASSWORD_HUB_LOCAL_5000_TEAM}")), qPrintable(files.auth));
    TaskContext context;
    context.environment = [](const QString &name) {
        return name == QLatin1String("STOWAGE_PASSWORD_HUB_LOCAL_5000_TEAM") ? std::optional(secret) : std::nullopt;
    };
    const TaskSet again = readTaskFile(QStringLiteral("auth.yaml"), files.auth.toUtf8(), context);
    QVERIFY2(again.isRunnable(), qPrintable(describe(again)));
    QCOMPARE(again.accounts, set.accounts);
    QCOMPARE(again.accounts.first().account.secret, secret);
    // Unset: said by name.
    QCOMPARE(readTaskFile(QStringLiteral("auth.yaml"), files.auth.toUtf8()).problems.size(), 1);
}

void TestTaskWriter::refusesWhatAFormatCannotSay_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("formats"); // that refuse: k, i, s, l
    QTest::newRow("all tags") << QByteArray("{\"quay.io/a/b\": \"hub.local/b\"}") << QStringLiteral("ksl");
    QTest::newRow("a pull") << QByteArray("nginx:1\n") << QStringLiteral("i");
    QTest::newRow("a whole folder") << QByteArray("image: {pattern: x, src: 'local:///a', dest: 'local:///b'}")
                                    << QStringLiteral("isl");
    QTest::newRow("tag and digest") << "nginx:1@sha256:" + QByteArray(64, 'a') + "\n" << QStringLiteral("is");
    QTest::newRow("renamed") << QByteArray("{\"quay.io/a/b:1\": \"hub.local/b:2\"}") << QStringLiteral("s");
}

void TestTaskWriter::refusesWhatAFormatCannotSay()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, formats);
    const TaskSet set = readTaskFile(QStringLiteral("f"), file);
    QVERIFY2(set.problems.isEmpty(), qPrintable(describe(set)));
    QString refused;
    refused += writeKubeKey(set) ? QString() : QStringLiteral("k");
    refused += writeImageSyncer(set) ? QString() : QStringLiteral("i");
    refused += writeSkopeoSync(set) ? QString() : QStringLiteral("s");
    refused += writeList(set) ? QString() : QStringLiteral("l");
    QCOMPARE(refused, formats);
}

QTEST_GUILESS_MAIN(TestTaskWriter)
#include "tst_taskwriter.moc"

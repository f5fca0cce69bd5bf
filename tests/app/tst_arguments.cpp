// SPDX-License-Identifier: Apache-2.0
#include "arguments.h"
#include "commandaccount.h"

#include <QTemporaryFile>
#include <QTest>

using namespace stowage;

Q_DECLARE_METATYPE(stowage::Arguments::Command)

class TestArguments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commands_data();
    void commands();
    void refusals_data();
    void refusals();
    void everyOptionOfAPull();
    void optionsOfARun();
    void settingsOfOneHostComeTogether();
    void whoseAccount_data();
    void whoseAccount();
    void accountFromTheEnvironment();
    void helpNamesEveryOption();
};

namespace {

QStringList words(const char *line)
{
    return QString::fromUtf8(line).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace

void TestArguments::commands_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<Arguments::Command>("command");
    const auto row = [](const char *line, Arguments::Command command) {
        QTest::newRow(*line ? line : "nothing") << QString::fromUtf8(line) << command;
    };
    row("", Arguments::Command::Window);
    row("/tmp", Arguments::Command::Window);
    row("--version", Arguments::Command::Version);
    row("--help", Arguments::Command::Help);
    row("pull --help", Arguments::Command::Help);
    row("pull alpine --to ./images", Arguments::Command::Pull);
    row("pull --file list.txt --to ./images", Arguments::Command::Pull);
    row("push --from ./images --to hub.local/team", Arguments::Command::Push);
    row("copy --from ./a --to registry:hub.local", Arguments::Command::Copy);
    row("copy --from=./a --to=./b alpine:3", Arguments::Command::Copy);
    row("run tasks.yaml", Arguments::Command::Run);
    row("run images.json auth.json --to ./a --from ./b --var x=y=z --ignore when,loop --plan", Arguments::Command::Run);
    row("run - --default-registry hub.local --default-namespace team --policy warn", Arguments::Command::Run);
    row("list ./images", Arguments::Command::List);
    row("compare ./a hub.local:5000/x", Arguments::Command::Compare);
    row("verify ./images --json", Arguments::Command::Verify);
    row("login hub.local --username bob --password-stdin", Arguments::Command::Login);
    row("logout hub.local/team", Arguments::Command::Logout);
}

void TestArguments::commands()
{
    QFETCH(QString, line);
    QFETCH(Arguments::Command, command);
    const Result<Arguments> arguments = Arguments::parse(line.split(QLatin1Char(' '), Qt::SkipEmptyParts));
    QVERIFY2(arguments.has_value(), arguments ? "" : qUtf8Printable(technicalLine(arguments.error())));
    QCOMPARE(arguments->command, command);
}

void TestArguments::refusals_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("item"); // what the error names
    const auto row = [](const char *line, const char *item) {
        QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(item);
    };
    row("pul alpine --to ./x", "pul");
    row("pull alpine --to ./x --frobnicate", "--frobnicate");
    row("pull alpine --to", "--to");
    row("pull alpine", "pull");
    row("pull --to ./x", "pull");
    row("pull alpine --file l --to ./x", "pull");
    row("pull alpine --to bare", "bare");
    row("pull alpine --to hub.local:5000", "pull");
    row("pull alpine --to ./x --platform linux", "linux");
    row("pull alpine --to ./x --policy maybe", "maybe");
    row("pull alpine --to ./x --layout three", "three");
    row("pull alpine --to ./x --jobs 0", "0");
    row("pull alpine --to ./x --jobs many", "many");
    row("pull alpine --to ./x --match x", "--match");
    row("pull alpine --to ./x --plain-http http://x", "http://x");
    row("pull alpine --to ./x --ca /no/such/file.pem", "/no/such/file.pem");
    row("pull alpine --to ./x --ca /dev/null", "/dev/null");
    row("pull alpine --to ./x --proxy http://bob:secret@", "--proxy");
    row("pull alpine --to ./x --mirror docker.io=http://h.x", "docker.io=http://h.x");
    row("pull alpine --to ./x --report /no/such/r.json", "/no/such/r.json");
    row("pull alpine --to ./x --report /", "/");
    row("pull foo:bad\ttag --to ./x", "foo:bad\ttag");
    row("pull alpine --to ./x --username bob", "--username");
    row("pull alpine --to ./x --quiet=yes", "--quiet=yes");
    row("push --from ./x", "push");
    row("push --from ./x --to h.x/y extra", "push");
    row("run", "run");
    row("run f --file l", "--file");
    row("run f --var x", "--var");
    row("run f --var =secret", "--var");
    row("run f --default-registry http://x", "http://x");
    row("run - --to registry:h.x --username u --password-stdin", "--password-stdin");
    row("push --from ./x --to h.x/y --var a=b", "--var");
    row("list", "list");
    row("compare ./a", "compare");
    row("login hub.local", "login");
    row("--plan", "--plan");
    row("--json", "--json");
}

void TestArguments::refusals()
{
    QFETCH(QString, line);
    QFETCH(QString, item);
    const Result<Arguments> arguments = Arguments::parse(line.split(QLatin1Char(' '), Qt::SkipEmptyParts));
    QVERIFY(!arguments.has_value());
    QCOMPARE(arguments.error().kind, ErrorKind::InvalidInput);
    QCOMPARE(arguments.error().item, item);
    QVERIFY(!arguments.error().technical.isEmpty());
}

void TestArguments::everyOptionOfAPull()
{
    const Result<Arguments> arguments =
        Arguments::parse(words("pull a:1 b:2 --to dir:/x --platform linux/amd64 --platform linux/arm64,linux/arm/v7 "
                               "--policy warn --layout tag --attestations --foreign --jobs 9 --plan --json --quiet "
                               "--no-wait --report r.json --proxy none"));
    QVERIFY(arguments.has_value());
    QCOMPARE(arguments->operands, QStringList({QStringLiteral("a:1"), QStringLiteral("b:2")}));
    QCOMPARE(arguments->to->location, QStringLiteral("/x"));
    QCOMPARE(arguments->platforms.size(), 3);
    QCOMPARE(arguments->policy, Policy::Warn);
    QCOMPARE(arguments->layout, TreeLayout::Tag);
    QVERIFY(arguments->keepAttestations && arguments->foreignLayers && arguments->planOnly && arguments->json);
    QVERIFY(arguments->quiet && !arguments->wait);
    QCOMPARE(arguments->jobs, 9);
    QCOMPARE(arguments->reportFile, QStringLiteral("r.json"));
    QCOMPARE(arguments->proxy, QStringLiteral("none"));
}

void TestArguments::optionsOfARun()
{
    const Result<Arguments> arguments = Arguments::parse(
        words("run a.yaml b.json --var .x=y=z --var list=[1] --ignore when,loop --ignore with_* --default-registry "
              "hub.local --default-namespace team --platform linux/amd64"));
    QVERIFY(arguments.has_value());
    QCOMPARE(arguments->operands, QStringList({QStringLiteral("a.yaml"), QStringLiteral("b.json")}));
    QCOMPARE(arguments->variables, (QMap<QString, QString>{{QStringLiteral("x"), QStringLiteral("y=z")},
                                                           {QStringLiteral("list"), QStringLiteral("[1]")}}));
    QCOMPARE(arguments->ignoredKeys,
             QStringList({QStringLiteral("when"), QStringLiteral("loop"), QStringLiteral("with_*")}));
    QCOMPARE(arguments->defaultRegistry, QStringLiteral("hub.local"));
    QCOMPARE(arguments->defaultNamespace, QStringLiteral("team"));
    QVERIFY(!arguments->policyGiven); // the files say
    QVERIFY(Arguments::parse(words("run a --policy strict"))->policyGiven);
}

void TestArguments::settingsOfOneHostComeTogether()
{
    QTemporaryFile ca;
    QVERIFY(ca.open());
    ca.write("-----BEGIN CERTIFICATE-----\n");
    ca.close();
    QStringList line = words("list hub.local --insecure hub.local --plain-http hub.local --insecure other.local "
                             "--mirror docker.io=hub.local/proxy --ca");
    line.append(QStringLiteral("hub.local=") + ca.fileName());
    const Result<Arguments> arguments = Arguments::parse(line);
    QVERIFY(arguments.has_value());
    QCOMPARE(arguments->registries.size(), 3);
    const RegistrySettings &hub = arguments->registries.at(0);
    QCOMPARE(hub.registry, QStringLiteral("hub.local"));
    QVERIFY(hub.plainHttp && hub.skipVerification);
    QCOMPARE(hub.caFile, ca.fileName());
    QVERIFY(arguments->caFile.isEmpty());
    QCOMPARE(arguments->registries.at(2).mirror, QStringLiteral("hub.local/proxy"));
    const Result<Arguments> all =
        Arguments::parse({QStringLiteral("list"), QStringLiteral("hub.local"), QStringLiteral("--ca"), ca.fileName()});
    QCOMPARE(all->caFile, ca.fileName());
}

void TestArguments::whoseAccount_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("registry");
    const auto row = [](const char *line, const char *registry) {
        QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(registry);
    };
    row("pull alpine --to ./x", "docker.io");
    row("pull quay.io/a quay.io/b --to ./x", "quay.io");
    row("pull quay.io/a alpine --to ./x", "");
    row("push --from ./x --to hub.local:5000/team", "hub.local:5000");
    row("push --from ./x --to registry:hub.local/{{.x}}", "hub.local");
    row("copy --from quay.io --to hub.local", "hub.local");
    row("copy --from quay.io --to ./x", "quay.io");
    row("run tasks.yaml", "");
    row("run list.txt --to registry:hub.local/team", "hub.local");
    row("list hub.local/team", "hub.local");
    row("compare ./x hub.local", "hub.local");
    row("login hub.local/team --username x --password-stdin", "hub.local");
}

void TestArguments::whoseAccount()
{
    QFETCH(QString, line);
    QFETCH(QString, registry);
    const Result<Arguments> arguments = Arguments::parse(line.split(QLatin1Char(' ')));
    QVERIFY(arguments.has_value());
    QCOMPARE(accountRegistry(*arguments), registry);
}

void TestArguments::accountFromTheEnvironment()
{
    const auto environment = [](const char *name) {
        return qstrcmp(name, "STOWAGE_USERNAME") == 0 ? QByteArray("bob") : QByteArray("s:e:c");
    };
    const Result<Arguments> arguments = Arguments::parse(words("push --from ./x --to hub.local/team"));
    const Result<std::optional<Account>> account = commandAccount(*arguments, environment);
    QVERIFY(account.has_value() && account->has_value());
    QCOMPARE((*account)->scope, QStringLiteral("hub.local"));
    QCOMPARE((*account)->username, QStringLiteral("bob"));
    QCOMPARE((*account)->secret, QStringLiteral("s:e:c"));
    const auto nothing = [](const char *) { return QByteArray(); };
    QVERIFY(!commandAccount(*arguments, nothing)->has_value());
}

void TestArguments::helpNamesEveryOption()
{
    const QString help = Arguments::help(QStringLiteral("pull"));
    for (const char *option : {"--to", "--file", "--platform", "--policy", "--plan", "--json", "--jobs", "--plain-http",
                               "--insecure", "--ca", "--password-stdin"}) {
        QVERIFY2(help.contains(QLatin1String(option)), option);
    }
    QVERIFY(!help.contains(QStringLiteral("--match")));
    QVERIFY(Arguments::help().contains(QStringLiteral("logout HOST")));
}

QTEST_GUILESS_MAIN(TestArguments)
#include "tst_arguments.moc"

// SPDX-License-Identifier: Apache-2.0
#include "tasks/targetname.h"

#include <QTest>

using namespace stowage;

namespace {

const QString digestText = QStringLiteral("sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");

} // namespace

class TestTargetName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void renders_data();
    void renders();
    void refuses_data();
    void refuses();
    void refusesToRender_data();
    void refusesToRender();
    void knowsTheNamesOfTaskFiles();
    void rendersKubeKeysPushRule_data();
    void rendersKubeKeysPushRule();
};

void TestTargetName::renders_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<TargetName::Kind>("kind");
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &target, TargetName::Kind kind, const QString &source,
                        const QString &expected) { QTest::newRow(name) << target << kind << source << expected; };
    using Kind = TargetName::Kind;
    row("prefix: registry", QStringLiteral("hub.local"), Kind::Prefix, QStringLiteral("alpine:3"),
        QStringLiteral("hub.local/library/alpine:3"));
    row("prefix: registry with port", QStringLiteral("127.0.0.1:5000"), Kind::Prefix, QStringLiteral("quay.io/a/b:1"),
        QStringLiteral("127.0.0.1:5000/a/b:1"));
    row("prefix: project", QStringLiteral("hub.local/team/"), Kind::Prefix, QStringLiteral("quay.io/a/b:1"),
        QStringLiteral("hub.local/team/a/b:1"));
    row("prefix: as an end", QStringLiteral("registry:hub.local:5000/team"), Kind::Prefix,
        QStringLiteral("quay.io/a/b:1"), QStringLiteral("hub.local:5000/team/a/b:1"));
    row("prefix: oci", QStringLiteral("oci://hub.local/team"), Kind::Prefix, QStringLiteral("quay.io/a/b:1"),
        QStringLiteral("hub.local/team/a/b:1"));
    row("prefix: untagged", QStringLiteral("hub.local"), Kind::Prefix, QStringLiteral("a/b@") + digestText,
        QStringLiteral("hub.local/a/b@") + digestText);
    row("D04 prefix: tag and digest", QStringLiteral("hub.local"), Kind::Prefix, QStringLiteral("a/b:1@") + digestText,
        QStringLiteral("hub.local/a/b:1"));
    row("exact", QStringLiteral("hub.local:5000/team/app:v2"), Kind::Exact, QStringLiteral("alpine:3"),
        QStringLiteral("hub.local:5000/team/app:v2"));
    row("exact by digest", QStringLiteral("hub.local/app@") + digestText, Kind::Exact, QStringLiteral("alpine:3"),
        QStringLiteral("hub.local/app@") + digestText);
    row("template",
        QStringLiteral("hub.local/{{ .module.image.reference.repository }}:{{ .module.image.reference.reference }}"),
        Kind::Template, QStringLiteral("alpine:3"), QStringLiteral("hub.local/library/alpine:3"));
    row("template, older spelling",
        QStringLiteral("oci://hub.local/mirror/{{.module.image.src.reference.registry}}/"
                       "{{.module.image.src.reference.repository}}:{{.module.image.src.reference.reference}}"),
        Kind::Template, QStringLiteral("alpine:3"), QStringLiteral("hub.local/mirror/docker.io/library/alpine:3"));
    row("template: untagged becomes @digest",
        QStringLiteral("hub.local/{{ .module.image.reference.repository }}:{{ .module.image.reference.reference }}"),
        Kind::Template, QStringLiteral("a/b@") + digestText, QStringLiteral("hub.local/a/b@") + digestText);
    row("template with the bare words", QStringLiteral("hub.local/{{registry}}/{{ repository }}:{{reference}}"),
        Kind::Template, QStringLiteral("quay.io/a/b:1"), QStringLiteral("hub.local/quay.io/a/b:1"));
    row("template with functions",
        QStringLiteral("hub.local/{{ .module.image.reference.repository | replace \"/\" \"-\" }}:{{ "
                       ".module.image.reference.reference "
                       "| trimPrefix \"v\" }}"),
        Kind::Template, QStringLiteral("quay.io/a/b:v1"), QStringLiteral("hub.local/a-b:1"));
    row("template with a fixed tag", QStringLiteral("hub.local/{{ .module.image.reference.repository }}:stable"),
        Kind::Template, QStringLiteral("quay.io/a/b:1"), QStringLiteral("hub.local/a/b:stable"));
}

void TestTargetName::renders()
{
    QFETCH(QString, target);
    QFETCH(TargetName::Kind, kind);
    QFETCH(QString, source);
    QFETCH(QString, expected);
    const Result<TargetName> name = TargetName::parse(target);
    QVERIFY2(name.has_value(), name ? "" : qPrintable(name.error().technical));
    QCOMPARE(name->kind(), kind);
    QCOMPARE(name->text(), target);
    const Result<Reference> rendered = name->render(Reference::parse(source).value());
    QVERIFY2(rendered.has_value(), rendered ? "" : qPrintable(rendered.error().technical));
    QCOMPARE(rendered->toString(), expected);
}

void TestTargetName::refuses_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *target, const char *says) {
        QTest::newRow(name) << QString::fromLatin1(target) << QString::fromLatin1(says);
    };
    row("empty", "", "empty");
    row("scheme alone", "oci://", "empty");
    row("not a registry", "team", "registry");
    row("not a registry, exact", "team/app:1", "registry");
    row("https", "https://hub.local/x", "leave out");
    row("upper-case prefix", "hub.local/Team", "prefix");
    row("bad tag", "hub.local/app:-1", "tag");
    row("user info", "bob:hunter2@hub.local", "password");
    row("not closed", "hub.local/{{ .module.image.reference.repository", "not closed");
    row("unknown variable", "hub.local/{{ .module.image.name }}:1", ".module.image.name");
}

void TestTargetName::refuses()
{
    QFETCH(QString, target);
    QFETCH(QString, says);
    const Result<TargetName> name = TargetName::parse(target);
    QVERIFY(!name.has_value());
    QCOMPARE(name.error().kind, ErrorKind::InvalidInput);
    QVERIFY2(name.error().technical.contains(says), qPrintable(name.error().technical));
    QVERIFY(!technicalLine(name.error()).contains(QStringLiteral("hunter2")));
}

void TestTargetName::refusesToRender_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("says");
    QTest::newRow("no tag") << QStringLiteral("hub.local/{{ .module.image.reference.repository }}")
                            << QStringLiteral("no tag");
    QTest::newRow("no registry") << QStringLiteral("{{ .module.image.reference.repository }}:1")
                                 << QStringLiteral("registry");
    QTest::newRow("D02 too long") << QString(QStringLiteral("hub.local/") + QString(240, u'a') +
                                             QStringLiteral("/{{ .module.image.reference.repository }}:1"))
                                  << QStringLiteral("255");
}

void TestTargetName::refusesToRender()
{
    QFETCH(QString, target);
    QFETCH(QString, says);
    const Result<Reference> rendered = TargetName::parse(target)->render(Reference::parse(u"library/alpine:3").value());
    QVERIFY(!rendered.has_value());
    QVERIFY2(rendered.error().technical.contains(says), qPrintable(rendered.error().technical));
}

void TestTargetName::knowsTheNamesOfTaskFiles()
{
    const Reference source = Reference::parse(u"quay.io/a/b:1").value();
    QCOMPARE(TargetName().render(source).value(), source);
    QCOMPARE(TargetName::repository(Reference::parse(u"hub.local/x").value()).render(source)->toString(),
             QStringLiteral("hub.local/x:1"));
    QCOMPARE(TargetName::exact(Reference::parse(u"hub.local/x:9").value()).render(source)->toString(),
             QStringLiteral("hub.local/x:9"));
    QCOMPARE(TargetName::literal(QStringLiteral("oci://hub.local/x:9"))->render(source)->toString(),
             QStringLiteral("hub.local/x:9"));
    // KubeKey's dest is no prefix: without a tag it says too little.
    QVERIFY(!TargetName::literal(QStringLiteral("oci://hub.local/team")).has_value());
    QVERIFY(!TargetName::literal(QStringLiteral("hub.local")).has_value());
    const QMap<QString, QString> variables{{QStringLiteral(".registry_host"), QStringLiteral("hub.local:5000")}};
    const QString withVariable = QStringLiteral("oci://{{ .registry_host }}/{{ repository }}:{{ reference }}");
    QCOMPARE(TargetName::literal(withVariable, variables)->render(source)->toString(),
             QStringLiteral("hub.local:5000/a/b:1"));
    QVERIFY(!TargetName::literal(withVariable).has_value());
}

void TestTargetName::rendersKubeKeysPushRule_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("expected");
    QTest::newRow("registry.k8s.io, one part")
        << QStringLiteral("registry.k8s.io/pause:3.9") << QStringLiteral("hub.local/kubernetes/pause:3.9");
    QTest::newRow("registry.k8s.io, two parts") << QStringLiteral("registry.k8s.io/coredns/coredns:v1.11.1")
                                                << QStringLiteral("hub.local/coredns/coredns:v1.11.1");
    QTest::newRow("other registry, one part")
        << QStringLiteral("quay.io/pause:3.9") << QStringLiteral("hub.local/pause:3.9");
    QTest::newRow("docker.io") << QStringLiteral("docker.io/calico/node:v3.28.2")
                               << QStringLiteral("hub.local/calico/node:v3.28.2");
}

void TestTargetName::rendersKubeKeysPushRule()
{
    QFETCH(QString, source);
    QFETCH(QString, expected);
    // The rule KubeKey ships, folded as YAML's ">-" folds it.
    const QString rule = QStringLiteral(
        "{{- if and (eq .module.image.reference.registry \"registry.k8s.io\") (.module.image.reference.repository | "
        "contains "
        "\"/\" | not) -}} oci://{{ .image_registry.auth.registry }}/kubernetes/{{ .module.image.reference.repository "
        "}}:"
        "{{ .module.image.src.reference.reference }} {{- else -}} oci://{{ .image_registry.auth.registry }}/"
        "{{ .module.image.reference.repository }}:{{ .module.image.reference.reference }} {{- end -}}");
    const QMap<QString, QString> variables{
        {QStringLiteral(".image_registry.auth.registry"), QStringLiteral("hub.local")}};
    const Result<TargetName> target = TargetName::literal(rule, variables);
    QVERIFY2(target.has_value(), target ? "" : qPrintable(target.error().technical));
    QCOMPARE(target->render(Reference::parse(source).value())->toString(), expected);
}

QTEST_GUILESS_MAIN(TestTargetName)
#include "tst_targetname.moc"

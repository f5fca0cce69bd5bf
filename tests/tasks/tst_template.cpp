// SPDX-License-Identifier: Apache-2.0
#include "tasks/template.h"

#include <QMap>
#include <QTest>

using namespace stowage;

namespace {

const QMap<QString, TemplateValue> values{
    {QStringLiteral(".a"), QStringLiteral("alpha")},
    {QStringLiteral(".b.c"), QStringLiteral("x/y/z")},
    {QStringLiteral(".empty"), QString()},
    {QStringLiteral(".yes"), true},
    {QStringLiteral(".no"), false},
    {QStringLiteral(".n"), qint64(7)},
    {QStringLiteral(".list"), QStringList{QStringLiteral("p"), QStringLiteral("q")}},
};

std::optional<TemplateValue> lookUp(const QString &path)
{
    const auto found = values.constFind(path);
    return found == values.constEnd() ? std::nullopt : std::optional(*found);
}

} // namespace

class TestTemplate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void renders_data();
    void renders();
    void refusesToParse_data();
    void refusesToParse();
    void refusesToRender_data();
    void refusesToRender();
    void namesItsVariables();
    void takesBareWords();
    void staysBounded();
};

void TestTemplate::renders_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *text, const char *expected) {
        QTest::newRow(text[0] == 0 ? "empty" : text) << QString::fromUtf8(text) << QString::fromUtf8(expected);
    };
    row("", "");
    row("plain } text {", "plain } text {");
    row("{{.a}}", "alpha");
    row("<{{ .a }}>", "<alpha>");
    row("{{.b.c}}", "x/y/z");
    row("{{$.a}}", "alpha");
    // Trimming.
    row("a {{- \"b\" -}} c", "abc");
    row("a {{- \"b\" }} c", "ab c");
    row("a\n\t {{- \"b\" -}} \r\n c", "abc");
    row("{{-3}}", "-3");
    row("{{- 3 }}", "3");
    // Comments.
    row("a{{/* no }} here */}}b", "ab");
    row("a {{- /* no */ -}} b", "ab");
    // Literals.
    row("{{\"q\\\"\\\\\\n\\t\\x41\\u00e9\"}}", "q\"\\\n\tA\xc3\xa9");
    row("{{`raw \\n \"x\"`}}", "raw \\n \"x\"");
    row("{{true}}{{false}}{{12}}{{1.5}}", "truefalse121.5");
    row("{{\"}}\"}}", "}}");
    // Functions, Sprig's order.
    row("{{eq .a \"alpha\"}}", "true");
    row("{{eq .a \"x\" \"alpha\"}}", "true");
    row("{{ne .a \"alpha\"}}", "false");
    row("{{and .yes .a}}", "alpha");
    row("{{and .no .a}}", "false");
    row("{{or .empty .a}}", "alpha");
    row("{{or .unknown .a}}", "alpha");
    row("{{and .no (first .list | lower | printf \"%d\")}}", "false"); // not evaluated
    row("{{not .empty}}", "true");
    row("{{not .unknown}}", "true");
    row("{{contains \"/\" .b.c}}", "true");
    row("{{.b.c | contains \"/\" | not}}", "false");
    row("{{hasPrefix \"al\" .a}} {{hasSuffix \"al\" .a}}", "true false");
    row("{{trimPrefix \"al\" .a}} {{trimSuffix \"ha\" .a}} {{trimPrefix \"zz\" .a}}", "pha alp alpha");
    row("{{trim \"  x \"}}", "x");
    row("{{replace \"/\" \"-\" .b.c}}", "x-y-z");
    row("{{.b.c | replace \"/\" \"-\" | upper | lower}}", "x-y-z");
    row("{{upper .a}}", "ALPHA");
    row("{{splitList \"/\" .b.c | first}} {{.b.c | splitList \"/\" | last}}", "x z");
    row("{{splitList \"/\" .b.c | join \"+\"}}", "x+y+z");
    row("{{splitList \"\" \"ab\" | join \"+\"}}", "a+b");
    row("{{default \"d\" .empty}} {{default \"d\" .a}} {{.unknown | default \"d\"}}", "d alpha d");
    row("{{printf \"%s-%d-%v-%q-%%\" .a .n .yes \"x\"}}", "alpha-7-true-\"x\"-%");
    row("{{.list}}", "[p q]");
    row("{{(eq 1 1)}}", "true");
    // Control.
    row("{{if .yes}}1{{else}}2{{end}}", "1");
    row("{{if .no}}1{{else}}2{{end}}", "2");
    row("{{if .no}}1{{end}}", "");
    row("{{if .unknown}}1{{end}}", "");
    row("{{if .no}}1{{else if .empty}}2{{else if .yes}}3{{else}}4{{end}}!", "3!");
    row("{{if and (eq .a \"alpha\") (not .no)}}{{if .yes}}in{{end}}{{end}}", "in");
    row("{{with .a}}[{{.}}]{{end}}", "[alpha]");
    row("{{with .empty}}x{{else}}none{{end}}", "none");
    row("{{with $x := .a}}{{$x}}{{.}}{{$.n}}{{end}}", "alphaalpha7");
    row("{{with .a}}{{with \"in\"}}{{.}}{{end}}{{.}}{{end}}", "inalpha");
    row("{{if $x := .a}}{{$x}}{{end}}", "alpha");
    // Variables.
    row("{{$x := .a}}{{$x}}{{$x | upper}}", "alphaALPHA");
    row("{{$x := \"1\"}}{{if true}}{{$x = \"2\"}}{{end}}{{$x}}", "2");
    row("{{$x := \"1\"}}{{if true}}{{$x := \"2\"}}{{$x}}{{end}}{{$x}}", "21");
}

void TestTemplate::renders()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const Result<Template> parsed = Template::parse(text);
    QVERIFY2(parsed.has_value(), parsed ? "" : qPrintable(parsed.error().technical));
    const Result<QString> rendered = parsed->render(lookUp);
    QVERIFY2(rendered.has_value(), rendered ? "" : qPrintable(rendered.error().technical));
    QCOMPARE(*rendered, expected);
}

void TestTemplate::refusesToParse_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *text, const char *says) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(says);
    };
    row("{{", "1:1: '{{' is not closed");
    row("ab{{ .a", "1:3: '{{' is not closed");
    row("a\nb {{ nothing }}", "2:6: the function 'nothing' is not known; there are eq, ne,");
    row("{{ .a | nothing }}", "1:9: the function 'nothing'");
    row("{{ . }}", ".module.image.reference.repository");
    row("{{ $ }}", ".module.image.reference.repository");
    row("{{ $x }}", "'$x' is not known");
    row("{{ $x = 1 }}", "'$x' is not known");
    row("{{ if true }}{{ $x := 1 }}{{ end }}{{ $x }}", "'$x' is not known");
    row("{{ if .a }}", "'if' has no 'end'");
    row("{{ with .a }}{{ else }}", "'else' has no 'end'");
    row("{{ end }}", "'end' without 'if'");
    row("{{ else }}", "'else' without 'if'");
    row("{{ if .a }}{{ else }}{{ else }}{{ end }}", "belongs 'end'");
    row("{{ range .a }}{{ end }}", "'range' is not supported");
    row("{{ define \"x\" }}{{ end }}", "'define' is not supported");
    row("{{ template \"x\" }}", "'template' is not supported");
    row("{{ with .a }}{{ .b }}{{ end }}", "inside 'with' write $.b");
    row("{{ .a .b }}", "only a function takes arguments");
    row("{{ .a | .b }}", "behind '|' belongs a function");
    row("{{ .a | }}", "a value is expected");
    row("{{ eq .a }}", "at least 2 arguments, not 1");
    row("{{ contains \"a\" }}", "'contains' takes 2 arguments, not 1");
    row("{{ upper lower .a }}", "put the call of 'lower' into brackets");
    row("{{ (eq 1 1 }}", "'(' is not closed");
    row("{{ \"abc }}", "the string is not closed");
    row("{{ `abc }}", "the string is not closed");
    row("{{ \"\\q\" }}", "'\\q' is not understood");
    row("{{ \"\\u12\" }}", "hexadecimal");
    row("{{ \"\\ud800\" }}", "hexadecimal");
    row("{{ 1x }}", "'1x' is not a number");
    row("{{ .a..b }}", "a variable is written");
    row("{{ (first .list).x }}", "cannot be taken");
    row("{{ .a, .b }}", "',' is not understood");
    row("{{ 'a' }}", "''' is not understood");
    row("{{/* x", "the comment is not closed");
    row("{{/* x */ .a }}", "behind a comment");
    row("{{}}", "a value is expected");
    row("{{ := 1 }}", "a value is expected");
    row("{{ $ := 1 }}", "needs a name");
}

void TestTemplate::refusesToParse()
{
    QFETCH(QString, text);
    QFETCH(QString, says);
    const Result<Template> parsed = Template::parse(text);
    QVERIFY(!parsed.has_value());
    QCOMPARE(parsed.error().kind, ErrorKind::InvalidInput);
    QVERIFY2(parsed.error().technical.contains(says), qPrintable(parsed.error().technical));
}

void TestTemplate::refusesToRender_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *text, const char *says) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(says);
    };
    row("x{{ .unknown }}", "1:5: the variable '.unknown' is not known");
    row("{{ .unknown | upper }}", "the variable '.unknown' is not known");
    row("{{ eq .unknown \"x\" }}", "the variable '.unknown' is not known");
    row("{{ upper .n }}", "'upper' wants a string as argument 1");
    row("{{ first .a }}", "'first' wants a list");
    row("{{ eq .a .n }}", "cannot be compared");
    row("{{ printf \"%d\" .a }}", "%d wants a whole number");
    row("{{ printf \"%s\" .n }}", "%s wants a string");
    row("{{ printf \"%x\" .n }}", "printf knows");
    row("{{ printf \"%s\" }}", "fewer arguments");
    row("{{ printf \"x\" .a }}", "more arguments");
    row("{{ splitList \"/\" .empty | join \"\" | splitList \"x\" | first | first }}", "wants a list");
    row("{{ first (splitList \"\" \"\") }}", "no value");
}

void TestTemplate::refusesToRender()
{
    QFETCH(QString, text);
    QFETCH(QString, says);
    const Result<Template> parsed = Template::parse(text);
    QVERIFY2(parsed.has_value(), parsed ? "" : qPrintable(parsed.error().technical));
    const Result<QString> rendered = parsed->render(lookUp);
    QVERIFY(!rendered.has_value());
    QVERIFY2(rendered.error().technical.contains(says), qPrintable(rendered.error().technical));
}

void TestTemplate::namesItsVariables()
{
    const Template parsed =
        Template::parse(
            QStringLiteral(
                "{{ if .z }}{{ $.b.c }}{{ else }}{{ .a | default .b.c }}{{ end }}{{ with .y }}{{ . }}{{ end }}"))
            .value();
    QCOMPARE(parsed.variables(),
             (QStringList{QStringLiteral(".a"), QStringLiteral(".b.c"), QStringLiteral(".y"), QStringLiteral(".z")}));
    QVERIFY(Template().variables().isEmpty());
    QCOMPARE(Template().render(lookUp).value(), QString());
}

void TestTemplate::takesBareWords()
{
    const Result<Template> parsed = Template::parse(QStringLiteral("{{ a | upper }}"), {QStringLiteral("a")});
    QVERIFY(parsed.has_value());
    QCOMPARE(parsed->variables(), QStringList{QStringLiteral(".a")});
    QCOMPARE(parsed->render(lookUp).value(), QStringLiteral("ALPHA"));
    QVERIFY(!Template::parse(QStringLiteral("{{ a }}")).has_value());
}

void TestTemplate::staysBounded()
{
    // Text that would double with each step, deep nesting and long chains: refused, not computed.
    QString doubling = QStringLiteral("{{ $x := \"aaaaaaaaaaaaaaaa\" }}");
    for (int i = 0; i < 40; ++i) {
        doubling += QStringLiteral("{{ $x = replace \"a\" \"aaaa\" $x }}");
    }
    QVERIFY(!Template::parse(doubling)->render(lookUp).has_value());
    QVERIFY(!Template::parse(QStringLiteral("{{") + QString(5000, u'(') + QStringLiteral("}}")).has_value());
    QVERIFY(!Template::parse(QStringLiteral("{{ if true }}").repeated(3000)).has_value());
    QVERIFY(!Template::parse(QStringLiteral("{{ if true }}") + QStringLiteral("{{ else if true }}").repeated(3000))
                 .has_value());
    QVERIFY(!Template::parse(QStringLiteral("{{ .a ") + QStringLiteral("| lower").repeated(3000) + QStringLiteral("}}"))
                 .has_value());
    QVERIFY(!Template::parse(QString(100'000, u'x')).has_value());
    QVERIFY(!Template::parse(QStringLiteral("{{ printf \"%s%s\" $.b.c \"") + QString(40'000, u'x') +
                             QStringLiteral("\" }}") + QString(40'000, u'x'))
                 .has_value());
}

QTEST_GUILESS_MAIN(TestTemplate)
#include "tst_template.moc"

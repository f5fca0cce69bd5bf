// SPDX-License-Identifier: Apache-2.0
// Runs a fuzz target over its corpus and over fixed mutations of it: always the same inputs, no clang needed.
#include <QDir>
#include <QTest>

#include <cstddef>
#include <cstdint>
#include <random>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

namespace {

void run(const QByteArray &input)
{
    // A copy of exact size, so that a sanitizer sees one byte too far.
    const std::vector<uint8_t> exact(input.begin(), input.end());
    LLVMFuzzerTestOneInput(exact.data(), exact.size());
}

QByteArray mutated(QByteArray input, const QByteArray &other, std::mt19937 &random)
{
    const auto below = [&random](qsizetype limit) { return qsizetype(random() % uint32_t(qMax<qsizetype>(limit, 1))); };
    for (qsizetype i = below(4); i >= 0; --i) {
        const qsizetype at = below(input.size() + 1);
        switch (random() % 5) {
        case 0: input.insert(at, char(random() % 256)); break;
        case 1: input.remove(at, below(8) + 1); break;
        case 2: input.insert(at, other.mid(below(other.size()), below(20) + 1)); break;
        case 3: input.insert(at, "{}[]\"\\:,%@/$|.-# \n\t\0"[random() % 20]); break;
        default: input.truncate(at); break;
        }
    }
    return input;
}

} // namespace

class RunCorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survives_data()
    {
        QTest::addColumn<QByteArray>("seed");
        const QDir corpus(QStringLiteral(STOWAGE_CORPUS));
        const QStringList names = corpus.entryList(QDir::Files, QDir::Name);
        QVERIFY2(!names.isEmpty(), "the corpus is missing");
        for (const QString &name : names) {
            if (name.endsWith(QLatin1String(".expect"))) {
                continue;
            }
            QFile file(corpus.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QTest::newRow(qPrintable(name)) << file.readAll();
        }
    }

    void survives()
    {
        QFETCH(QByteArray, seed);
        run(seed);
        std::mt19937 random(20240101);
        for (int i = 0; i < 300; ++i) {
            run(mutated(seed, seed, random));
        }
    }

    void survivesNothing() { run({}); }
};

QTEST_GUILESS_MAIN(RunCorpus)
#include "runcorpus.moc"

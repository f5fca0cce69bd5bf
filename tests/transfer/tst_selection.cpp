// SPDX-License-Identifier: Apache-2.0
#include "transfer/copyrig.h"
#include "transfer/selection.h"

#include <QTest>

using namespace stowage;
using namespace stowage::test;

/// The platform filter: a pure function of resolved image and request.
class TestSelection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingAskedIsUnchanged();
    void filters_data();
    void filters();
    void keptEntriesAreTheSourcesBytes();
    void attestationsOnlyWhenAsked();
    void foreignLayers();
    void twoSizesAreRefused();
};

namespace {

transfer::SelectedImage select(CopyRig &rig, const Reference &image, const QStringList &platforms, Policy policy,
                               bool attestations = false, bool foreign = false)
{
    CopyRequest request = rig.request({image}, platforms, policy);
    request.keepAttestations = attestations;
    request.foreignLayers = foreign;
    transfer::ResolveOptions options;
    options.platforms = request.platforms;
    options.keepAttestations = attestations;
    auto resolved = await(transfer::resolveImage(rig.source, request.items.at(0), options, rig.stop.get_token()));
    return transfer::selectImage(*resolved.value, request);
}

QString names(const QList<Platform> &platforms)
{
    QStringList result;
    for (const Platform &platform : platforms) {
        result.append(platform.toString());
    }
    return result.join(QLatin1Char(' '));
}

} // namespace

void TestSelection::nothingAskedIsUnchanged()
{
    CopyRig rig;
    for (const auto &[reference, root] : rig.generated.images) {
        const transfer::SelectedImage image = select(rig, reference, {}, Policy::Strict);
        QVERIFY2(!image.refusal, qUtf8Printable(reference.toString()));
        QCOMPARE(image.root.digest, root.digest);
        QCOMPARE(image.manifests.constLast().bytes, rig.generated.content.value(root.digest)); // D31
        QCOMPARE(image.blobs.size(), rig.generated.blobsOf(root).size());
    }
}

void TestSelection::filters_data()
{
    QTest::addColumn<QString>("image");
    QTest::addColumn<QStringList>("platforms");
    QTest::addColumn<int>("policy");
    QTest::addColumn<QString>("outcome"); // platforms kept, "refused", "skipped"
    QTest::addColumn<bool>("unchanged");
    const int strict = static_cast<int>(Policy::Strict);
    const int warn = static_cast<int>(Policy::Warn);
    const QStringList amd{QStringLiteral("linux/amd64")};
    const QStringList both{QStringLiteral("linux/amd64"), QStringLiteral("linux/arm64")};
    const QStringList riscv{QStringLiteral("linux/riscv64")};
    const auto row = [](const char *name, const char *image, const QStringList &platforms, int policy,
                        const char *outcome, bool unchanged) {
        QTest::newRow(name) << QStringLiteral("reg.test/") + QLatin1String(image) << platforms << policy
                            << QString::fromLatin1(outcome) << unchanged;
    };
    row("one of three", "acme/multi3:1.0", amd, strict, "linux/amd64", false);
    row("two of three", "acme/multi3:1.0", both, strict, "linux/amd64 linux/arm64", false);
    row("variant is part of the platform P03", "acme/multi3:1.0", {QStringLiteral("linux/arm")}, strict, "linux/arm/v7",
        false);
    row("no P04 fallback", "acme/multi3:1.0", {QStringLiteral("linux/arm/v6")}, strict, "refused", false);
    row("P05 arm64 is arm64/v8", "acme/multi:1.0", {QStringLiteral("linux/arm64/v8")}, strict, "linux/arm64", false);
    row("docker list", "acme/multi-docker:1.0", amd, strict, "linux/amd64", false);
    row("all of them", "acme/multi3:1.0",
        {QStringLiteral("linux/amd64"), QStringLiteral("linux/arm64"), QStringLiteral("linux/arm/v7")}, strict,
        "linux/amd64 linux/arm64 linux/arm/v7", true);
    row("missing one, strict", "acme/multi3:1.0", amd + riscv, strict, "refused", false);
    row("missing one, warn", "acme/multi3:1.0", amd + riscv, warn, "linux/amd64", false);
    row("missing all, strict", "acme/multi3:1.0", riscv, strict, "refused", false);
    row("missing all, warn", "acme/multi3:1.0", riscv, warn, "skipped", false);
    row("single of that platform", "library/single-oci:v1", amd, strict, "linux/amd64", true);
    row("single of another, strict", "library/single-arm64:v1", amd, strict, "refused", false);
    row("single of another, warn: never stored silently", "library/single-arm64:v1", amd, warn, "skipped", false);
    row("nested index", "acme/nested:1.0", amd, strict, "linux/amd64", false);
    row("platform from the config P09", "acme/noplat:1.0", {QStringLiteral("linux/arm64")}, strict, "linux/arm64",
        false);
    row("artifact belongs to every platform", "acme/artifact:1.0", amd, strict, "", true);
    row("windows without build", "acme/multi:1.0", {QStringLiteral("windows/amd64")}, strict, "windows/amd64", false);
}

void TestSelection::filters()
{
    QFETCH(QString, image);
    QFETCH(QStringList, platforms);
    QFETCH(int, policy);
    QFETCH(QString, outcome);
    QFETCH(bool, unchanged);
    CopyRig rig;
    const Reference reference = *Reference::parse(image);
    const transfer::SelectedImage selected = select(rig, reference, platforms, static_cast<Policy>(policy));
    if (outcome == QLatin1String("refused")) {
        QVERIFY(selected.refusal.has_value());
        QCOMPARE(selected.refusal->kind, ErrorKind::PlatformMissing);
        QVERIFY(!selected.refusal->item.isEmpty());
        QVERIFY(selected.blobs.isEmpty());
        return;
    }
    QVERIFY(!selected.refusal);
    QCOMPARE(selected.skipped, outcome == QLatin1String("skipped"));
    if (selected.skipped) {
        QVERIFY(!selected.warnings.isEmpty());
        return;
    }
    QCOMPARE(names(selected.platforms), outcome);
    QCOMPARE(selected.root.digest == rig.generated.root(reference).digest, unchanged);
    QCOMPARE(Digest::ofBytes(selected.manifests.constLast().bytes), selected.root.digest);
    // What stays is complete: every manifest named by a kept index is there before it.
    QSet<Digest> before;
    for (const PlannedManifest &manifest : selected.manifests) {
        const Result<Manifest> parsed = Manifest::parse(manifest.bytes);
        QVERIFY(parsed.has_value());
        for (const Descriptor &entry : parsed->manifests) {
            QVERIFY(before.contains(entry.digest));
        }
        before.insert(manifest.descriptor.digest);
    }
}

void TestSelection::keptEntriesAreTheSourcesBytes()
{
    CopyRig rig;
    const Reference reference = CopyRig::ref("reg.test/acme/multi3:1.0");
    const QByteArray source = rig.generated.content.value(rig.generated.root(reference).digest);
    const Manifest index = *Manifest::parse(source);
    const transfer::SelectedImage selected = select(rig, reference, {QStringLiteral("linux/arm64")}, Policy::Strict);
    const QByteArray entry = source.mid(index.spans.at(1).begin, index.spans.at(1).end - index.spans.at(1).begin);
    QVERIFY(selected.manifests.constLast().bytes.contains(entry));
    QCOMPARE(Manifest::parse(selected.manifests.constLast().bytes)->manifests.size(), 1);
}

void TestSelection::attestationsOnlyWhenAsked()
{
    CopyRig rig;
    const Reference reference = CopyRig::ref("reg.test/acme/attested:1.0");
    const QStringList amd{QStringLiteral("linux/amd64")};
    const transfer::SelectedImage without = select(rig, reference, amd, Policy::Strict);
    QCOMPARE(Manifest::parse(without.manifests.constLast().bytes)->manifests.size(), 1); // P08
    const transfer::SelectedImage with = select(rig, reference, amd, Policy::Strict, true);
    const Manifest kept = *Manifest::parse(with.manifests.constLast().bytes);
    QCOMPARE(kept.manifests.size(), 2);
    QVERIFY(kept.manifests.at(1).isAttestation());
    QCOMPARE(names(with.platforms), QStringLiteral("linux/amd64"));
}

void TestSelection::foreignLayers()
{
    CopyRig rig;
    const Reference reference = CopyRig::ref("reg.test/acme/foreign-docker:1.0");
    const transfer::SelectedImage left = select(rig, reference, {}, Policy::Strict);
    const auto hasForeign = [](const transfer::SelectedImage &image) {
        return std::any_of(image.blobs.begin(), image.blobs.end(),
                           [](const Descriptor &blob) { return blob.isForeign(); });
    };
    QVERIFY(!hasForeign(left)); // P11
    QVERIFY(std::any_of(left.warnings.begin(), left.warnings.end(), [](const PlanWarning &warning) {
        return warning.kind == PlanWarning::Kind::ForeignLayersLeft && warning.count == 1;
    }));
    QVERIFY(hasForeign(select(rig, reference, {}, Policy::Strict, false, true)));
}

void TestSelection::twoSizesAreRefused()
{
    // S04: one digest, two sizes, in two manifests of one index (each manifest alone is fine).
    CopyRig rig;
    const Reference reference = CopyRig::ref("reg.test/acme/multi3:1.0");
    const CopyRequest request = rig.request({reference});
    auto outcome = await(transfer::resolveImage(rig.source, request.items.at(0), {}, rig.stop.get_token()));
    transfer::ResolvedImage image = *outcome.value;
    const Manifest index = image.nodes.value(image.root.digest).manifest;
    transfer::ResolvedNode &child = image.nodes[index.manifests.at(1).digest];
    child.manifest.layers[0].size += 1;
    const transfer::SelectedImage selected = transfer::selectImage(image, request);
    QVERIFY(selected.refusal.has_value());
    QCOMPARE(selected.refusal->kind, ErrorKind::MalformedManifest);
}

QTEST_GUILESS_MAIN(TestSelection)
#include "tst_selection.moc"

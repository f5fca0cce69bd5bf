// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "copy/ports.h"
#include "support/imagegenerator.h"

#include <QObject>
#include <QTemporaryDir>

#include <functional>
#include <memory>
#include <vector>

namespace stowage::test {

/// One end under test: empty when it is made, and whatever it needs to live.
class ContractEnd
{
public:
    virtual ~ContractEnd() = default;
    virtual ImageSource &source() = 0;
    virtual ImageTarget &target() = 0;
    virtual ImageLister *lister() { return nullptr; }
    /// The registry of the references that this end takes.
    virtual QString registry() const { return QStringLiteral("hub.test:5000"); }
};

/// How to make an end, and what may be asked of it.
struct EndUnderTest
{
    QByteArray name;
    std::function<std::unique_ptr<ContractEnd>()> make;
    bool resumes = true;        ///< An interrupted putBlob goes on where it was.
    bool takesOddImages = true; ///< Those of generateOddImages().
};

/// What every ImageSource and ImageTarget has to do, one row per end. A new end joins with one main():
///
///     int main(int argc, char **argv)
///     {
///         QCoreApplication app(argc, argv);
///         ContractTest test({{.name = "store", .make = makeStore}});
///         return QTest::qExec(&test, argc, argv);
///     }
class ContractTest : public QObject
{
    Q_OBJECT

public:
    explicit ContractTest(std::vector<EndUnderTest> ends)
        : m_ends(std::move(ends))
    {
    }

private Q_SLOTS:
    void init();
    void cleanup();

    // Images as a whole.
    void takesEveryKindOfImage_data() { addRows(); }
    void takesEveryKindOfImage();
    void takesOddImages_data() { addRows(); }
    void takesOddImages();
    void takesUntaggedImages_data() { addRows(); }
    void takesUntaggedImages();
    void lists_data() { addRows(); }
    void lists();
    void movesTags_data() { addRows(); }
    void movesTags();
    void tagComesLast_data() { addRows(); }
    void tagComesLast();
    void knowsNothingYet_data() { addRows(); }
    void knowsNothingYet();
    void isMendedByWritingAgain_data() { addRows(); }
    void isMendedByWritingAgain();

    // Blobs.
    void putsSeveralAtOnce_data() { addRows(); }
    void putsSeveralAtOnce();
    void putsNoBytes_data() { addRows(); }
    void putsNoBytes();
    void readsFromAnyOffset_data() { addRows(); }
    void readsFromAnyOffset();
    void putsOnce_data() { addRows(); }
    void putsOnce();
    void refusesWrongBytes_data() { addRows(); }
    void refusesWrongBytes();
    void refusesWrongManifest_data() { addRows(); }
    void refusesWrongManifest();
    void cancelsInTheMiddle_data() { addRows(); }
    void cancelsInTheMiddle();
    void stopsBeforeItBegins_data() { addRows(); }
    void stopsBeforeItBegins();
    void mayMount_data() { addRows(); }
    void mayMount();
    void reportsProgress_data() { addRows(); }
    void reportsProgress();

private:
    void addRows();
    Reference name(const char *repository, const char *tag) const;
    /// A source of `bytes` in the form this target needs.
    BlobSource sourceOf(const QByteArray &bytes);
    /// Puts one generated image; QVERIFYs.
    void put(const GeneratedImages &images, const Reference &image, const Descriptor &root);
    /// Compares everything below `root` with what the end hands out; QVERIFYs.
    void compare(const GeneratedImages &images, const Reference &image, const Descriptor &root);
    QByteArray readBlob(const Reference &image, const Descriptor &blob, qint64 offset = 0);

    std::vector<EndUnderTest> m_ends;
    const EndUnderTest *m_traits = nullptr;
    std::unique_ptr<ContractEnd> m_end;
    std::unique_ptr<QTemporaryDir> m_folder; ///< For local sources.
    int m_files = 0;
};

} // namespace stowage::test

// SPDX-License-Identifier: Apache-2.0
#include "support/scriptedblob.h"

#include "async/cancelled.h"
#include "async/resumption.h"

#include <algorithm>

namespace stowage::test {

namespace {

class ScriptedBody : public BlobBody
{
public:
    ScriptedBody(std::shared_ptr<BlobScript> script, BlobScript::Opening opening, qint64 offset)
        : m_script(std::move(script))
        , m_opening(std::move(opening))
        , m_at(offset)
    {
        const QByteArray &bytes = m_opening.instead.isNull() ? m_script->content : m_opening.instead;
        m_end = m_opening.bytes < 0 ? bytes.size() : std::min<qint64>(offset + m_opening.bytes, bytes.size());
    }

    QCoro::Task<QByteArrayView> read(std::stop_token stop) override
    {
        throwIfStopped(stop);
        // A real stream always suspends somewhere.
        const auto turn = Resumption::make();
        turn->fire();
        co_await turn->wait();
        throwIfStopped(stop);
        if (m_at >= m_end) {
            if (m_opening.end == BlobScript::End::Fail) {
                Error error;
                error.kind = m_opening.failure;
                error.technical = QStringLiteral("as the script says");
                throw error;
            }
            if (m_opening.end == BlobScript::End::Hang) {
                const auto resumption = Resumption::make();
                {
                    const std::stop_callback onStop(stop, [resumption] { resumption->fire(); });
                    co_await resumption->wait();
                }
                throw Cancelled{};
            }
            co_return QByteArrayView();
        }
        const qint64 length = std::min(m_script->pieceSize, m_end - m_at);
        m_piece = (m_opening.instead.isNull() ? m_script->content : m_opening.instead).mid(m_at, length);
        m_at += length;
        co_return QByteArrayView(m_piece);
    }

private:
    std::shared_ptr<BlobScript> m_script;
    BlobScript::Opening m_opening;
    QByteArray m_piece;
    qint64 m_at = 0;
    qint64 m_end = 0;
};

QCoro::Task<std::unique_ptr<BlobBody>> openScripted(std::shared_ptr<BlobScript> script, qint64 offset,
                                                    std::stop_token stop)
{
    throwIfStopped(stop);
    const BlobScript::Opening opening = script->openings.value(script->offsets.size());
    script->offsets.append(offset);
    std::unique_ptr<BlobBody> body = std::make_unique<ScriptedBody>(script, opening, offset);
    co_return body;
}

} // namespace

BlobSource scriptedSource(const std::shared_ptr<BlobScript> &script)
{
    BlobSource source;
    source.open = [script](qint64 offset, std::stop_token stop) {
        return openScripted(script, offset, std::move(stop));
    };
    return source;
}

BlobSource plainSource(const QByteArray &bytes)
{
    const auto script = std::make_shared<BlobScript>();
    script->content = bytes;
    script->pieceSize = 64 * 1024;
    return scriptedSource(script);
}

} // namespace stowage::test

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayView>
#include <QCoro/QCoroTask>

#include <memory>
#include <stop_token>

namespace stowage::http {

template <typename T = void>
using Task = QCoro::Task<T>;

class Exchange;

/// The body of an answer as it arrives: bounded, pulled by its reader. Lives in the engine thread; one reader.
///
/// Destroying it before the end aborts the answer and closes its connection.
class Body
{
public:
    explicit Body(std::unique_ptr<Exchange> exchange);
    ~Body();
    Body(const Body &) = delete;
    Body &operator=(const Body &) = delete;

    /// What Content-Length promises; -1 when it does not say.
    qint64 promisedLength() const;
    /// The next bytes, at most 256 KiB, valid until the next call; empty at the proven end. Throws Cancelled, or Error:
    /// ConnectionLost when the body ended early or broke off (F01, F14), Timeout when nothing came or too little (F07).
    Task<QByteArrayView> read(std::stop_token stop);
    /// The whole body; throws TooLarge past `limit` bytes.
    Task<QByteArray> readAll(qint64 limit, std::stop_token stop);

private:
    std::unique_ptr<Exchange> m_exchange;
};

} // namespace stowage::http

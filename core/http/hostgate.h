// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "async/clock.h"
#include "async/semaphore.h"

namespace stowage::http {

/// How much one host is asked at once, and when it asked to be left alone. Engine thread.
///
/// Blobs and metadata have slots of their own, fewer together than the six sockets Qt opens to a host would need to
/// make a manifest wait behind a layer (A44).
class HostGate
{
public:
    enum class Lane { Metadata, Blob };

    explicit HostGate(Clock &clock)
        : m_clock(clock)
    {
    }

    /// Waits for a slot and for the end of a pause. Throws Cancelled.
    QCoro::Task<Semaphore::Permit> enter(Lane lane, std::stop_token stop);
    /// Waits for the end of a pause.
    QCoro::Task<void> ready(std::stop_token stop);
    /// Lets every request of this host wait that long (A40, A43); a longer pause under way stands.
    void pauseFor(std::chrono::milliseconds duration);
    /// Milliseconds left of the pause; 0 without one.
    std::chrono::milliseconds pauseLeft() const;

    static constexpr int blobSlots = 4;
    static constexpr int metadataSlots = 6;

private:
    Clock &m_clock;
    Semaphore m_blobs{blobSlots};
    Semaphore m_metadata{metadataSlots};
    std::chrono::milliseconds m_pausedUntil{0};
};

} // namespace stowage::http

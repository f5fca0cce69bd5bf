// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace stowage::test {

/// The running gnome-keyring's login keyring, whose password is "test" (tests/support/keyring.sh).
class LoginKeyring
{
public:
    /// As a screen locker does.
    bool lock();
    /// As a log-in does: without asking anybody.
    bool unlock();
};

} // namespace stowage::test

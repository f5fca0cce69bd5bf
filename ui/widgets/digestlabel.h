// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "oci/digest.h"

#include <QLabel>

namespace stowage {

/// A digest for people: short text, the whole in the tooltip, the whole on Ctrl+C and in the context menu.
class DigestLabel : public QLabel
{
    Q_OBJECT

public:
    explicit DigestLabel(QWidget *parent = nullptr);
    void setDigest(const Digest &digest);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void copy() const;
    Digest m_digest;
};

} // namespace stowage

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProxyStyle>

namespace stowage {

/// The desktop's style, with one repair: on dark palettes Fusion draws the outlines of empty check boxes, radio buttons
/// and line edits in a colour that nobody can see.
class ContrastStyle : public QProxyStyle
{
    Q_OBJECT

public:
    /// Wraps the style of the application. Call once, after the QApplication is made.
    static void install();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;

private:
    using QProxyStyle::QProxyStyle;
};

} // namespace stowage

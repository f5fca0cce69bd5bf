// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmap>
#include <QSvgRenderer>

namespace stowage::icons {

namespace {

QString pathOf(const QString &name)
{
    return QStringLiteral(":/stowage/icons/%1.svg").arg(name);
}

/// Red on the highlight colour would be hard to see: selected rows get plain signs.
QByteArray inOneColour(QByteArray svg, const QColor &colour)
{
    const QByteArray attribute = "stroke=\"#";
    const qsizetype at = svg.indexOf(attribute);
    return at < 0 ? svg : svg.replace(at + attribute.size() - 1, 7, colour.name(QColor::HexRgb).toLatin1());
}

/// Draws a bundled SVG whose `currentColor` is the palette's text colour at the moment of drawing, so that one icon
/// serves light and dark, selected and disabled.
class SymbolEngine : public QIconEngine
{
public:
    explicit SymbolEngine(QString name)
        : m_name(std::move(name))
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        QFile file(pathOf(m_name));
        if (!file.open(QIODevice::ReadOnly)) {
            return;
        }
        const QPalette palette = QGuiApplication::palette();
        QColor colour = palette.color(QPalette::Normal, QPalette::WindowText);
        if (mode == QIcon::Disabled) {
            colour = palette.color(QPalette::Disabled, QPalette::WindowText);
        } else if (mode == QIcon::Selected) {
            colour = palette.color(QPalette::Normal, QPalette::HighlightedText);
        }
        QByteArray svg = file.readAll().replace("currentColor", colour.name(QColor::HexRgb).toLatin1());
        QSvgRenderer renderer(mode == QIcon::Selected ? inOneColour(svg, colour) : svg);
        painter->setRenderHint(QPainter::Antialiasing);
        renderer.render(painter, QRectF(rect));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal) override
    {
        // `size` is in device pixels here (Qt 6.4: QIcon multiplies before it asks).
        const quint32 colour = QGuiApplication::palette().color(QPalette::WindowText).rgba();
        const QString key =
            QStringLiteral("%1/%2x%3/%4/%5").arg(m_name).arg(size.width()).arg(size.height()).arg(mode).arg(colour);
        static QHash<QString, QPixmap> cache; // UI thread only; a few dozen small pictures
        const auto known = cache.constFind(key);
        if (known != cache.constEnd()) {
            return *known;
        }
        QPixmap picture(size);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        painter.end();
        cache.insert(key, picture);
        return picture;
    }

    QIconEngine *clone() const override { return new SymbolEngine(m_name); }
    bool isNull() override { return !QFile::exists(pathOf(m_name)); }
    QString key() const override { return QStringLiteral("StowageSymbol"); }
    QString iconName() override { return m_name; }

private:
    QString m_name;
};

} // namespace

QIcon bundled(const QString &name)
{
    return QFile::exists(pathOf(name)) ? QIcon(new SymbolEngine(name)) : QIcon();
}

QIcon get(const QString &name)
{
    if (QIcon::hasThemeIcon(name)) {
        return QIcon::fromTheme(name);
    }
    return bundled(name);
}

} // namespace stowage::icons

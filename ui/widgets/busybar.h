// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QLabel;

namespace stowage {

/// Says that something without a known length is under way, with Cancel. Hidden while there is nothing. Keeps its
/// height so that nothing jumps.
class BusyBar : public QWidget
{
    Q_OBJECT

public:
    explicit BusyBar(QWidget *parent = nullptr);

    void start(const QString &sentence);
    void stop() { hide(); }

Q_SIGNALS:
    void cancelRequested();

private:
    QLabel *m_text = nullptr;
};

} // namespace stowage

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "service/types.h"

#include <QFrame>

class QLabel;

namespace stowage {

/// "A pull was interrupted: 37 images, 12.3 GB left. Resume / Discard", one job after the other. Hidden when there is
/// none.
class InterruptedBar : public QFrame
{
    Q_OBJECT

public:
    explicit InterruptedBar(QWidget *parent = nullptr);
    void setJobs(const QList<InterruptedJob> &jobs);
    /// The job has been started again or forgotten.
    void remove(const QString &id);

Q_SIGNALS:
    void resumeRequested(const stowage::InterruptedJob &job);
    void discardRequested(const stowage::InterruptedJob &job);

private:
    void showFirst();
    QList<InterruptedJob> m_jobs;
    QLabel *m_text = nullptr;
};

} // namespace stowage

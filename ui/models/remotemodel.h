// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace stowage {

/// What a registry holds: repositories, and below each its tags, asked for when it is opened. Natural order; filters by
/// repository name. UI thread; asks nothing itself.
class RemoteModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    using QAbstractItemModel::QAbstractItemModel;
    ~RemoteModel() override;

    /// Replaces everything. `registry` is the canonical host.
    void setRepositories(const QString &registry, const QStringList &repositories);
    void clear() { setRepositories({}, {}); }
    const QString &registry() const { return m_registry; }
    /// Adds a repository the catalogue did not name (not every registry has one). Returns its place.
    QModelIndex addRepository(const QString &repository);
    void setTags(const QString &repository, const Result<QStringList> &tags);
    /// Shows only repositories whose name holds every word of `text`, any case.
    void setFilter(const QString &text);

    /// Empty for an invalid index.
    QString repository(const QModelIndex &index) const;
    /// Empty unless the row is a tag.
    QString tag(const QModelIndex &index) const;
    /// `registry/repository` or `registry/repository:tag`.
    QString reference(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void tagsWanted(const QString &repository);

private:
    enum class Load { None, Wanted, Done, Failed };
    struct Repository
    {
        QString name;
        QStringList tags;
        QString problem; ///< Failed: the sentence that stands in the place of the tags.
        Load load = Load::None;
        int rows() const { return load == Load::Failed ? 1 : int(tags.size()); }
    };

    const Repository *repositoryOf(const QModelIndex &index) const;
    bool passes(const Repository &repository) const;
    void show();
    QModelIndex place(const Repository *repository) const;

    QString m_registry;
    std::vector<std::unique_ptr<Repository>> m_all; ///< Naturally ordered.
    std::vector<Repository *> m_shown;
    QStringList m_words;
};

} // namespace stowage

// The end of a clustering: passes in float64 over the rows as they came.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "joint.h"

namespace coterie {
namespace {

constexpr int64_t TOGETHER = 1024;  // sums of a group's cells: they stay in the first-level cache

struct Part {  // what one shard adds to a group of clusterings
    std::vector<double> rest, squares, mass;  // [k][stride], [k][stride], [k]: first all of even rows, then of odd ones

    void clear(int k, int stride) {
        rest.assign(2 * std::size_t(k) * std::size_t(stride), 0.0);
        squares.assign(rest.size(), 0.0);
        mass.assign(2 * std::size_t(k), 0.0);
    }
    void fold() {
        for (std::vector<double> *sums : {&rest, &squares, &mass}) {
            const std::size_t half = sums->size() / 2;
            for (std::size_t i = 0; i < half; ++i) (*sums)[i] += (*sums)[half + i];
            sums->resize(half);
        }
    }
    void add(const Part &other) {
        for (auto sums : {&Part::rest, &Part::squares, &Part::mass})
            for (std::size_t i = 0; i < (this->*sums).size(); ++i) (this->*sums)[i] += (other.*sums)[i];
    }
};

}  // namespace

void block_of(const Rows &rows, int64_t first, int count, double *block) {
    for (int lane = 0; lane < LANES; ++lane) {
        const double *row = rows.x + (first + std::min(lane, count - 1)) * rows.d;
        for (int f = 0; f < rows.d; ++f) block[f * LANES + lane] = row[f];
    }
}

namespace {

int padded(int d) { return (d + 7) / 8 * 8; }

// A worker's view of one block of rows: as columns, and as rows that may be read a little past their end.
class Block {
   public:
    explicit Block(const Rows &rows) : rows_(rows), columns_(int64_t(rows.d) * LANES), spare_(int64_t(rows.d) * LANES + 8) {}

    void open(int64_t block) {
        first = block * LANES;
        count = int(std::min<int64_t>(LANES, rows_.n - first));
        laid_ = false;
        x = rows_.x + first * rows_.d;
        weights = rows_.weights ? rows_.weights + first : nullptr;
        if (first + LANES + 8 <= rows_.n) return;
        std::fill(std::copy(x, x + count * rows_.d, spare_.get()), spare_.get() + spare_.size(), 0.0);
        x = spare_.get();
    }
    const double *columns() const {
        if (!laid_) block_of(rows_, first, count, columns_.get());
        laid_ = true;
        return columns_.get();
    }

    int64_t first = 0;
    int count = 0;
    const double *x = nullptr, *weights = nullptr;

   private:
    const Rows &rows_;
    AlignedArray<double> columns_, spare_;
    mutable bool laid_ = false;
};

// Labels of one block of rows; returns how many are other than before.
int64_t settle(const Block &block, int d, Clustering &final, double *away, int32_t *label) {
    double best[LANES];
    int64_t changed = 0;
    const bool known = final.known && final.known->moved < final.known->reach[block.first / LANES];
    if (!known) {
        kernels().exact(block.columns(), d, final.centers.data(), final.k, away);
        kernels().nearest(away, final.k, best, label, nullptr, nullptr);
    }
    if (known) final.labels.copy(block.first, block.count, label);
    for (int lane = 0; lane < block.count && !known; ++lane) {
        changed += final.labels[block.first + lane] != label[lane];
        final.labels.set(block.first + lane, label[lane]);
    }
    return changed;
}

// Clusterings whose rows are added up together. What is left of a row is taken beside its centre in the finest of them.
class Together {
   public:
    Together(const Group &group, const std::vector<Clustering *> &finals, int d)
        : group_(group), finals_(finals), d_(std::size_t(d)), stride_(std::size_t(padded(d))) {
        finest_ = std::size_t(std::max_element(finals.begin() + int64_t(group.first), finals.begin() + int64_t(group.last),
                                               [](const Clustering *a, const Clustering *b) { return a->k < b->k; }) -
                              finals.begin());
        centers_.assign(std::size_t(group.cells) * stride_, 0.0);
        for (int cell = 0; cell < group.cells; ++cell)
            std::copy_n(center(finest_, cell), d_, &centers_[std::size_t(cell) * stride_]);
    }

    // The labels of one block in all of them, and what is left of its rows.
    void add(const Block &block, double *away, Part &part, int64_t *changed) const {
        int32_t cell[LANES] = {}, label[LANES];
        for (std::size_t s = group_.first; s < group_.last; ++s) {
            changed[s] += settle(block, int(d_), *finals_[s], away, label);
            for (int lane = 0; lane < LANES; ++lane) cell[lane] += label[lane] * group_.times[s - group_.first];
        }
        kernels().remains({block.x, int(d_), int(stride_), block.count, block.weights, cell, centers_.data(), group_.cells},
                          part.rest.data(), part.squares.data(), part.mass.data());
    }

    // What is left beside the centres of one of them.
    Part of(std::size_t set, const Part &sums) const {
        if (group_.last - group_.first == 1) return sums;
        Part own;
        const std::size_t k = std::size_t(finals_[set]->k);
        own.rest.assign(k * stride_, 0.0);
        own.squares = own.rest;
        own.mass.assign(k, 0.0);
        for (int cell = 0; cell < group_.cells; ++cell) {
            const std::size_t to = std::size_t(group_.cluster(cell, set, int(k))), from = std::size_t(cell) * stride_;
            const double mass = sums.mass[std::size_t(cell)];
            for (std::size_t f = 0; f < d_; ++f) {
                const double apart = centers_[from + f] - center(set, cell)[f], rest = sums.rest[from + f];
                own.rest[to * stride_ + f] += rest + mass * apart;
                own.squares[to * stride_ + f] += sums.squares[from + f] + apart * (2 * rest + mass * apart);
            }
            own.mass[to] += mass;
        }
        return own;
    }

   private:
    const double *center(std::size_t set, int cell) const {
        return &finals_[set]->centers[std::size_t(group_.cluster(cell, set, finals_[set]->k)) * d_];
    }
    const Group &group_;
    const std::vector<Clustering *> &finals_;
    const std::size_t d_, stride_;
    std::size_t finest_;
    std::vector<double> centers_;  // [cell][stride]
};

// Give each empty cluster the row that costs most, never the last row of another; true where there was one.
bool fill_empty(const Rows &rows, Clustering &final) {
    std::vector<int64_t> size(std::size_t(final.k), 0);
    for (int64_t row = 0; row < rows.n; ++row)
        if (rows.weight(row) > 0) ++size[std::size_t(final.labels[row])];
    bool any = false;
    for (int empty = 0; empty < final.k; ++empty) {
        if (size[std::size_t(empty)]) continue;
        double most = -1.0;
        int64_t farthest = -1;
        for (int64_t row = 0; row < rows.n; ++row) {
            const std::size_t own = std::size_t(final.labels[row]);
            if (size[own] < 2 || !(rows.weight(row) > 0)) continue;
            double away = 0.0;
            for (int f = 0; f < rows.d; ++f) {
                const double gap = rows.x[row * rows.d + f] - final.centers[own * std::size_t(rows.d) + std::size_t(f)];
                away += gap * gap;
            }
            if (away * rows.weight(row) > most) {
                most = away * rows.weight(row);
                farthest = row;
            }
        }
        if (farthest < 0) break;
        --size[std::size_t(final.labels[farthest])];
        ++size[std::size_t(empty)];
        final.labels.set(farthest, empty);
        any = true;
    }
    return any;
}

// Means of the labels as they are, the slow way, after a cluster was filled.
void recount(const Rows &rows, Clustering &final) {
    const std::size_t d = std::size_t(rows.d);
    for (int twice = 0; twice < 2; ++twice) {
        std::vector<double> rest(final.centers.size(), 0.0), mass(std::size_t(final.k), 0.0);
        for (int64_t row = 0; row < rows.n; ++row) {
            const std::size_t own = std::size_t(final.labels[row]);
            mass[own] += rows.weight(row);
            for (std::size_t f = 0; f < d; ++f)
                rest[own * d + f] += rows.weight(row) * (rows.x[row * rows.d + int64_t(f)] - final.centers[own * d + f]);
        }
        for (int i = 0; i < final.k; ++i)
            for (std::size_t f = 0; f < d; ++f)
                final.centers[std::size_t(i) * d + f] += rest[std::size_t(i) * d + f] / mass[std::size_t(i)];
    }
}

// A clustering between passes.
struct Polishing {
    Clustering *clustering;
    int64_t changed = 0;       // labels in the last pass
    bool steady = false;       // none changed in it
    bool refined = false;      // the means were recomputed about themselves
};

void one_pass(const Rows &rows, const std::vector<Polishing *> &polishing, bool first_pass, bool only_pass, Pool &pool) {
    const Shards shards(rows.n);
    const std::size_t sets = polishing.size(), d = std::size_t(rows.d), stride = std::size_t(padded(rows.d));
    std::vector<int> counts;
    std::vector<Clustering *> active;
    for (const Polishing *one : polishing) {
        active.push_back(one->clustering);
        counts.push_back(one->clustering->k);
    }
    const int most = *std::max_element(counts.begin(), counts.end());
    // Where passes go on to a fixpoint each set has sums of its own, to the last digit as in the NumPy twin.
    const std::vector<Group> groups = grouped(counts, only_pass ? TOGETHER / int64_t(stride) : 1);
    std::vector<Together> together;
    for (const Group &group : groups) together.emplace_back(group, active, rows.d);
    std::vector<Part> sums(groups.size() * std::size_t(shards.count)), parts(sets);
    std::vector<int64_t> changed(sets * std::size_t(shards.count), 0);
    std::vector<Block> blocks;
    std::vector<AlignedArray<double>> away;
    for (int worker = 0; worker < pool.threads(); ++worker) {
        blocks.emplace_back(rows);
        away.emplace_back(int64_t(most) * LANES);
    }
    pool.run(shards.count, [&](int64_t shard, int worker) {
        Part *own = &sums[std::size_t(shard) * groups.size()];
        for (std::size_t g = 0; g < groups.size(); ++g) own[g].clear(groups[g].cells, int(stride));
        Block &block = blocks[std::size_t(worker)];
        double *distances = away[std::size_t(worker)].get();
        for (int64_t b = shards.first(shard); b < shards.last(shard); ++b) {
            block.open(b);
            for (std::size_t g = 0; g < groups.size(); ++g)
                together[g].add(block, distances, own[g], &changed[std::size_t(shard) * sets]);
        }
        for (std::size_t g = 0; g < groups.size(); ++g) own[g].fold();
    });
    pool.run(int64_t(groups.size()), [&](int64_t g, int) {
        Part sum = std::move(sums[std::size_t(g)]);
        for (int64_t shard = 1; shard < shards.count; ++shard)
            sum.add(sums[std::size_t(shard) * groups.size() + std::size_t(g)]);
        for (std::size_t s = groups[std::size_t(g)].first; s < groups[std::size_t(g)].last; ++s)
            parts[s] = together[std::size_t(g)].of(s, sum);
    });
    pool.run(int64_t(sets), [&](int64_t s, int) {
        Clustering &final = *active[std::size_t(s)];
        const Part &sum = parts[std::size_t(s)];
        Polishing &state = *polishing[std::size_t(s)];
        state.changed = 0;
        for (int64_t shard = 0; shard < shards.count; ++shard)
            state.changed += changed[std::size_t(shard) * sets + std::size_t(s)];
        final.inertia = 0.0;
        bool empty = false;
        for (std::size_t i = 0; i < std::size_t(final.k); ++i) {
            final.last.mass[i] = sum.mass[i];
            final.last.within[i] = std::accumulate(&sum.squares[i * stride], &sum.squares[i * stride] + d, 0.0);
            final.inertia += final.last.within[i];
            empty = empty || !(final.last.mass[i] > 0.0);
        }
        ++final.passes;
        final.last.filled = empty && fill_empty(rows, final);
        state.steady = !first_pass && state.changed == 0 && !final.last.filled;
        if (final.last.filled) {
            recount(rows, final);
            parts[std::size_t(s)].rest.clear();
        }
    });
    // The means that these labels ask for are kept aside until the caller wants another pass.
    for (std::size_t s = 0; s < sets; ++s) {
        Clustering &final = *active[s];
        Polishing &state = *polishing[s];
        const Part &part = parts[s];
        final.last.means = final.centers;
        if (part.rest.empty()) continue;
        bool moved = false;
        for (int i = 0; i < final.k; ++i) {
            const double mass = final.last.mass[std::size_t(i)];
            if (!(mass > 0.0)) continue;
            const double spread = std::sqrt(final.last.within[std::size_t(i)] / mass);
            for (int f = 0; f < rows.d; ++f) {
                const std::size_t at = std::size_t(i * rows.d + f);
                const double gap = part.rest[std::size_t(i) * stride + std::size_t(f)] / mass;
                final.last.means[at] += gap;
                moved = moved || std::fabs(gap) > 1e-10 * (spread + std::fabs(final.last.means[at]));
            }
        }
        // A mean that was taken about a far point lacks digits: once more, about itself.
        if (state.steady && moved && !state.refined) {
            state.refined = true;
            state.steady = false;
        }
    }
}

}  // namespace

void polish(const Rows &rows, std::vector<Clustering *> finals, int64_t most, Pool &pool, const Watch &watch) {
    std::vector<Polishing> all;
    for (Clustering *final : finals) {
        final->labels = final->known ? Labels(std::move(final->known->labels)) : Labels(rows.n, final->k);
        final->last.mass.assign(std::size_t(final->k), 0.0);
        final->last.within.assign(std::size_t(final->k), 0.0);
        all.push_back({final});
    }
    std::vector<Polishing *> active;
    for (Polishing &one : all) active.push_back(&one);
    watch({});
    for (int64_t pass = 0; pass < most && !active.empty(); ++pass) {
        if (pass > 0)
            for (Polishing *one : active) one->clustering->centers = one->clustering->last.means;
        one_pass(rows, active, pass == 0, most == 1, pool);
        PassStatistics done{rows.n, int64_t(active.size()), 0};
        for (Polishing *one : active) {
            one->clustering->known = nullptr;
            done.changed += one->changed;
        }
        watch(done);
        active.erase(std::remove_if(active.begin(), active.end(), [](const Polishing *one) { return one->steady; }),
                     active.end());
    }
}

}  // namespace coterie

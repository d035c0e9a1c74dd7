// The end of a clustering: passes in float64 over the rows as they came.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "points.h"

namespace coterie {
namespace {

struct Part {  // what one shard adds to one clustering
    std::vector<double> rest, squares, mass;  // [k][stride], [k][stride], [k]: first all of even rows, then of odd ones
    int64_t changed = 0;

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
        changed += other.changed;
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
    Room<double> columns_, spare_;
    mutable bool laid_ = false;
};

// One block of rows for one clustering: labels, and what is left of each row beside its centre.
void settle(const Block &block, int d, Final &final, const double *centers, double *away, Part &part) {
    double best[LANES];
    int32_t label[LANES];
    const bool known = final.known && final.known->moved < final.known->reach[block.first / LANES];
    if (!known) {
        kernels().exact(block.columns(), d, final.centers.data(), final.k, away);
        kernels().nearest(away, final.k, best, label, nullptr, nullptr);
    }
    if (known) final.labels.copy(block.first, block.count, label);
    for (int lane = 0; lane < block.count && !known; ++lane) {
        part.changed += final.labels[block.first + lane] != label[lane];
        final.labels.set(block.first + lane, label[lane]);
    }
    kernels().remains({block.x, d, padded(d), block.count, block.weights, label, centers, final.k}, part.rest.data(),
                      part.squares.data(), part.mass.data());
}

// Give each empty cluster the row that costs most, never the last row of another; true where there was one.
bool fill_empty(const Rows &rows, Final &final) {
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
void recount(const Rows &rows, Final &final) {
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

void one_pass(const Rows &rows, const std::vector<Final *> &active, bool first_pass, Pool &pool) {
    const Shards shards(rows.n);
    const std::size_t sets = active.size(), d = std::size_t(rows.d), stride = std::size_t(padded(rows.d));
    int most = 0;
    std::vector<std::vector<double>> centers;
    for (const Final *final : active) {
        most = std::max(most, final->k);
        centers.emplace_back(std::size_t(final->k) * stride, 0.0);
        for (std::size_t i = 0; i < std::size_t(final->k); ++i)
            std::copy_n(&final->centers[i * d], d, &centers.back()[i * stride]);
    }
    std::vector<Part> parts(sets * std::size_t(shards.count));
    std::vector<Block> blocks;
    std::vector<Room<double>> away;
    for (int worker = 0; worker < pool.threads(); ++worker) {
        blocks.emplace_back(rows);
        away.emplace_back(int64_t(most) * LANES);
    }
    pool.run(shards.count, [&](int64_t shard, int worker) {
        Part *own = &parts[std::size_t(shard) * sets];
        for (std::size_t s = 0; s < sets; ++s) own[s].clear(active[s]->k, int(stride));
        Block &block = blocks[std::size_t(worker)];
        double *distances = away[std::size_t(worker)].get();
        for (int64_t b = shards.first(shard); b < shards.last(shard); ++b) {
            block.open(b);
            for (std::size_t s = 0; s < sets; ++s)
                settle(block, rows.d, *active[s], centers[s].data(), distances, own[s]);
        }
        for (std::size_t s = 0; s < sets; ++s) own[s].fold();
    });
    pool.run(int64_t(sets), [&](int64_t s, int) {
        Final &final = *active[std::size_t(s)];
        Part sum = std::move(parts[std::size_t(s)]);
        for (int64_t shard = 1; shard < shards.count; ++shard) sum.add(parts[std::size_t(shard) * sets + std::size_t(s)]);
        final.inertia = 0.0;
        bool empty = false;
        for (std::size_t i = 0; i < std::size_t(final.k); ++i) {
            final.mass[i] = sum.mass[i];
            final.within[i] = std::accumulate(&sum.squares[i * stride], &sum.squares[i * stride] + d, 0.0);
            final.inertia += final.within[i];
            empty = empty || !(final.mass[i] > 0.0);
        }
        ++final.passes;
        final.filled = empty && fill_empty(rows, final);
        final.steady = !first_pass && sum.changed == 0 && !final.filled;
        parts[std::size_t(s)] = std::move(sum);
        if (final.filled) {
            recount(rows, final);
            parts[std::size_t(s)].rest.clear();
        }
    });
    // The means that these labels ask for are kept aside in `next` until the caller wants another pass.
    for (std::size_t s = 0; s < sets; ++s) {
        Final &final = *active[s];
        const Part &part = parts[s];
        final.next = final.centers;
        if (part.rest.empty()) continue;
        bool moved = false;
        for (int i = 0; i < final.k; ++i) {
            const double mass = final.mass[std::size_t(i)];
            if (!(mass > 0.0)) continue;
            const double spread = std::sqrt(final.within[std::size_t(i)] / mass);
            for (int f = 0; f < rows.d; ++f) {
                const std::size_t at = std::size_t(i * rows.d + f);
                const double gap = part.rest[std::size_t(i) * stride + std::size_t(f)] / mass;
                final.next[at] += gap;
                moved = moved || std::fabs(gap) > 1e-10 * (spread + std::fabs(final.next[at]));
            }
        }
        // A mean that was taken about a far point lacks digits: once more, about itself.
        if (final.steady && moved && !final.refined) {
            final.refined = true;
            final.steady = false;
        }
    }
}

}  // namespace

void polish(const Rows &rows, std::vector<Final *> finals, int64_t most, Pool &pool, const Tick &tick) {
    for (Final *final : finals) {
        final->labels = final->known ? Labels(std::move(final->known->labels)) : Labels(rows.n, final->k);
        final->mass.assign(std::size_t(final->k), 0.0);
        final->within.assign(std::size_t(final->k), 0.0);
        final->steady = final->refined = false;
    }
    std::vector<Final *> active = finals;
    for (int64_t pass = 0; pass < most && !active.empty(); ++pass) {
        tick();
        if (pass > 0)
            for (Final *final : active) final->centers = final->next;
        one_pass(rows, active, pass == 0, pool);
        for (Final *final : active) final->known = nullptr;
        active.erase(std::remove_if(active.begin(), active.end(), [](const Final *one) { return one->steady; }),
                     active.end());
    }
}

}  // namespace coterie

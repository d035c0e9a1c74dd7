// The end of a clustering: passes in float64 over the rows as they came.
#include <algorithm>
#include <cmath>

#include "points.h"

namespace coterie {
namespace {

struct Part {  // what one shard adds to one clustering
    std::vector<double> rest, mass, within;
    int64_t changed = 0;
};

}  // namespace

void block_of(const Rows &rows, int64_t first, int count, double *block) {
    for (int lane = 0; lane < LANES; ++lane) {
        const double *row = rows.x + (first + std::min(lane, count - 1)) * rows.d;
        for (int f = 0; f < rows.d; ++f) block[f * LANES + lane] = row[f];
    }
}

namespace {

// One block of rows for one clustering: labels, and for the weight of each row what is left of it beside its centre.
void settle(const Rows &rows, int64_t first, int count, Final &final, const double *away, Part &part) {
    double best[LANES];
    int32_t label[LANES];
    kernels().nearest(away, final.k, best, label, nullptr, nullptr);
    for (int lane = 0; lane < count; ++lane) {
        const int64_t row = first + lane;
        const double w = rows.weight(row);
        const int32_t own = label[lane];
        part.changed += final.labels[std::size_t(row)] != own;
        final.labels[std::size_t(row)] = own;
        part.mass[std::size_t(own)] += w;
        part.within[std::size_t(own)] += w * best[lane];
        double *rest = &part.rest[std::size_t(own) * std::size_t(rows.d)];
        const double *center = &final.centers[std::size_t(own) * std::size_t(rows.d)], *x = rows.x + row * rows.d;
        for (int f = 0; f < rows.d; ++f) rest[f] += w * (x[f] - center[f]);
    }
}

// Give each empty cluster the row that costs most, never the last row of another; true where there was one.
bool fill_empty(const Rows &rows, Final &final) {
    std::vector<int64_t> size(std::size_t(final.k), 0);
    for (int64_t row = 0; row < rows.n; ++row)
        if (rows.weight(row) > 0) ++size[std::size_t(final.labels[std::size_t(row)])];
    bool any = false;
    for (int empty = 0; empty < final.k; ++empty) {
        if (size[std::size_t(empty)]) continue;
        double most = -1.0;
        int64_t farthest = -1;
        for (int64_t row = 0; row < rows.n; ++row) {
            const std::size_t own = std::size_t(final.labels[std::size_t(row)]);
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
        --size[std::size_t(final.labels[std::size_t(farthest)])];
        ++size[std::size_t(empty)];
        final.labels[std::size_t(farthest)] = empty;
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
            const std::size_t own = std::size_t(final.labels[std::size_t(row)]);
            mass[own] += rows.weight(row);
            for (std::size_t f = 0; f < d; ++f)
                rest[own * d + f] += rows.weight(row) * (rows.x[row * rows.d + int64_t(f)] - final.centers[own * d + f]);
        }
        for (int i = 0; i < final.k; ++i)
            for (std::size_t f = 0; f < d; ++f)
                final.centers[std::size_t(i) * d + f] += rest[std::size_t(i) * d + f] / mass[std::size_t(i)];
    }
}

void one_pass(const Rows &rows, const std::vector<Final *> &active, Pool &pool) {
    const Shards shards(rows.n);
    const std::size_t sets = active.size();
    int most = 0;
    for (const Final *final : active) most = std::max(most, final->k);
    std::vector<Part> parts(sets * std::size_t(shards.count));
    std::vector<Room<double>> blocks, away;
    for (int worker = 0; worker < pool.threads(); ++worker) {
        blocks.emplace_back(int64_t(rows.d) * LANES);
        away.emplace_back(int64_t(most) * LANES);
    }
    pool.run(shards.count, [&](int64_t shard, int worker) {
        Part *own = &parts[std::size_t(shard) * sets];
        for (std::size_t s = 0; s < sets; ++s) {
            own[s].rest.assign(active[s]->centers.size(), 0.0);
            own[s].mass.assign(std::size_t(active[s]->k), 0.0);
            own[s].within.assign(std::size_t(active[s]->k), 0.0);
        }
        double *block = blocks[std::size_t(worker)].get(), *distances = away[std::size_t(worker)].get();
        for (int64_t b = shards.first(shard); b < shards.last(shard); ++b) {
            const int count = int(std::min<int64_t>(LANES, rows.n - b * LANES));
            block_of(rows, b * LANES, count, block);
            for (std::size_t s = 0; s < sets; ++s) {
                kernels().exact(block, rows.d, active[s]->centers.data(), active[s]->k, distances);
                settle(rows, b * LANES, count, *active[s], distances, own[s]);
            }
        }
    });
    pool.run(int64_t(sets), [&](int64_t s, int) {
        Final &final = *active[std::size_t(s)];
        Part sum = std::move(parts[std::size_t(s)]);
        for (int64_t shard = 1; shard < shards.count; ++shard) {
            const Part &part = parts[std::size_t(shard) * sets + std::size_t(s)];
            for (std::size_t i = 0; i < sum.rest.size(); ++i) sum.rest[i] += part.rest[i];
            for (std::size_t i = 0; i < sum.mass.size(); ++i) sum.mass[i] += part.mass[i];
            for (std::size_t i = 0; i < sum.within.size(); ++i) sum.within[i] += part.within[i];
            sum.changed += part.changed;
        }
        final.mass = sum.mass;
        final.within = sum.within;
        final.inertia = 0.0;
        for (double within : sum.within) final.inertia += within;
        ++final.passes;
        bool empty = false;
        for (double mass : sum.mass) empty = empty || !(mass > 0.0);
        const bool filled = empty && fill_empty(rows, final);
        final.steady = sum.changed == 0 && !filled;
        parts[std::size_t(s)] = std::move(sum);
        if (filled) {
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
            const double mass = part.mass[std::size_t(i)];
            if (!(mass > 0.0)) continue;
            const double spread = std::sqrt(part.within[std::size_t(i)] / mass);
            for (int f = 0; f < rows.d; ++f) {
                const std::size_t at = std::size_t(i * rows.d + f);
                const double gap = part.rest[at] / mass;
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
        final->labels.assign(std::size_t(rows.n), -1);
        final->steady = final->refined = false;
    }
    std::vector<Final *> active = finals;
    for (int64_t pass = 0; pass < most && !active.empty(); ++pass) {
        tick();
        if (pass > 0)
            for (Final *final : active) final->centers = final->next;
        one_pass(rows, active, pool);
        active.erase(std::remove_if(active.begin(), active.end(), [](const Final *one) { return one->steady; }),
                     active.end());
    }
}

}  // namespace coterie

#include "passing.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace coterie {

namespace {

constexpr int64_t SHARE = 16384;  // numbers of a task

// Adds one feature of a tile, [block][feature][lane], the last block filled up.
void add_feature(Measured &out, const double *tile, int d, int f, int64_t rows) {
    double least[LANES], greatest[LANES];
    int missing[LANES] = {};
    std::fill(least, least + LANES, out.least);
    std::fill(greatest, greatest + LANES, out.greatest);
    const int64_t blocks = (rows + LANES - 1) / LANES;
    for (int64_t block = 0; block < blocks; ++block) {
        const double *x = tile + (block * d + f) * LANES;
        const int end = int(std::min<int64_t>(LANES, rows - block * LANES));
        for (int lane = 0; lane < end; ++lane) {
            missing[lane] += x[lane] != x[lane];
            least[lane] = x[lane] < least[lane] ? x[lane] : least[lane];
            greatest[lane] = x[lane] > greatest[lane] ? x[lane] : greatest[lane];
        }
        for (int lane = 0; lane < end; ++lane) out.add(x[lane]);
    }
    out.known += rows;
    for (int lane = 0; lane < LANES; ++lane) {
        out.known -= missing[lane];
        out.least = std::min(out.least, least[lane]);
        out.greatest = std::max(out.greatest, greatest[lane]);
    }
}

// What every thread measured, together: sums are exact, so that it does not matter which thread saw what.
std::vector<Measured> together(std::vector<std::vector<Measured>> &found) {
    for (std::vector<Measured> &own : found)
        for (Measured &one : own) one.carry();
    for (std::size_t worker = 1; worker < found.size(); ++worker)
        for (std::size_t i = 0; i < found[worker].size(); ++i) found[0][i].join(found[worker][i]);
    return std::move(found[0]);
}

}  // namespace

std::vector<Measured> lay_out(const Rows &rows, float *blocks, Pool &pool) {
    const std::size_t d = std::size_t(rows.d);
    std::vector<std::vector<Measured>> found(std::size_t(pool.threads()), std::vector<Measured>(d));
    const Shards shards(rows.n);
    pool.run(shards.count, [&](int64_t shard, int worker) {
        AlignedArray<double> tile(int64_t(d) * TILE_ROWS);
        for (int64_t first = shards.first(shard); first < shards.last(shard); first += TILE) {
            const int64_t own = std::min<int64_t>(TILE_ROWS, rows.n - first * LANES);
            const int64_t size = (own + LANES - 1) / LANES * int64_t(d) * LANES;
            for (int64_t i = 0; i * LANES < own; ++i)
                block_of(rows, (first + i) * LANES, int(std::min<int64_t>(LANES, own - i * LANES)),
                         tile.get() + i * int64_t(d) * LANES);
            float *to = blocks + first * int64_t(d) * LANES;
            for (int64_t i = 0; i < size; ++i) to[i] = float(tile[i]);
            if (own % LANES)  // what is left of the last block is 0
                for (std::size_t f = 0; f < d; ++f)
                    for (int64_t lane = own % LANES; lane < LANES; ++lane) to[size - int64_t(d - f) * LANES + lane] = 0.0f;
            for (std::size_t f = 0; f < d; ++f) add_feature(found[std::size_t(worker)][f], tile.get(), rows.d, int(f), own);
        }
    });
    return together(found);
}

std::vector<Measured> by_label(const double *values, const int32_t *labels, int64_t n, int k, Pool &pool) {
    std::vector<std::vector<Measured>> found(std::size_t(pool.threads()), std::vector<Measured>(static_cast<std::size_t>(k)));
    pool.run((n + SHARE - 1) / SHARE, [&](int64_t share, int worker) {
        Measured *own = found[std::size_t(worker)].data();
        for (int64_t i = share * SHARE; i < std::min(n, (share + 1) * SHARE); ++i) {
            const int32_t label = labels ? labels[i] : 0;
            if (label < 0 || std::isnan(values[i])) continue;
            Measured &one = own[label];
            one.known += 1;
            one.least = values[i] < one.least ? values[i] : one.least;
            one.greatest = values[i] > one.greatest ? values[i] : one.greatest;
            one.add(values[i]);
        }
    });
    return together(found);
}

void stays(const Rows &rows, const int32_t *labels, const double *centers, const int32_t *partners, int k, int n_sets,
           int32_t *out, Pool &pool) {
    const Shards shards(rows.n);
    pool.run(shards.count, [&](int64_t shard, int) {
        AlignedArray<double> block(int64_t(rows.d) * LANES), away(int64_t(k) * LANES);
        double best[LANES];
        int32_t found[LANES];
        for (int64_t i = shards.first(shard); i < shards.last(shard); ++i) {
            const int count = int(std::min<int64_t>(LANES, rows.n - i * LANES));
            const int32_t *own = labels + i * LANES;
            int32_t times[LANES] = {};
            block_of(rows, i * LANES, count, block.get());
            for (int set = 0; set < n_sets; ++set) {
                kernels().exact(block.get(), rows.d, centers + int64_t(set) * k * rows.d, k, away.get());
                kernels().nearest(away.get(), k, best, found, nullptr, nullptr);
                for (int lane = 0; lane < count; ++lane) times[lane] += partners[set * k + own[lane]] == found[lane];
            }
            std::copy(times, times + count, out + i * LANES);
        }
    });
}

}  // namespace coterie

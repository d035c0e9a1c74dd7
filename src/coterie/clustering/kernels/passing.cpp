#include "passing.h"

#include <algorithm>
#include <cmath>

namespace coterie {

void Measured::join(const Measured &other) {
    if (other.known == 0) return;
    const double all = known + other.known, apart = other.mean - mean;
    mean = known == 0 ? other.mean : mean + apart * (other.known / all);
    squares = known == 0 ? other.squares : squares + other.squares + apart * apart * (known * (other.known / all));
    known = all;
    least = std::min(least, other.least);
    greatest = std::max(greatest, other.greatest);
}

namespace {

constexpr int64_t PART = 1024;    // numbers whose mean is taken before their squares
constexpr int64_t SHARE = 16384;  // numbers of a task, whatever the number of threads

// Measures of one feature of a tile: [block][feature][lane], the last block filled up.
Measured of_feature(const double *tile, int d, int f, int64_t rows) {
    Measured out;
    double sum[LANES] = {}, least[LANES], greatest[LANES];
    std::fill(least, least + LANES, out.least);
    std::fill(greatest, greatest + LANES, out.greatest);
    const auto lanes = [&](int64_t block) { return int(std::min<int64_t>(LANES, rows - block * LANES)); };
    const int64_t blocks = (rows + LANES - 1) / LANES;
    for (int64_t block = 0; block < blocks; ++block) {
        const double *x = tile + (block * d + f) * LANES;
        for (int lane = 0, end = lanes(block); lane < end; ++lane) {
            sum[lane] += x[lane];
            least[lane] = x[lane] < least[lane] ? x[lane] : least[lane];
            greatest[lane] = x[lane] > greatest[lane] ? x[lane] : greatest[lane];
        }
    }
    double total = 0.0, squares[LANES] = {};
    for (int lane = 0; lane < LANES; ++lane) {
        total += sum[lane];
        out.least = std::min(out.least, least[lane]);
        out.greatest = std::max(out.greatest, greatest[lane]);
    }
    out.known = double(rows);
    out.mean = total / out.known;
    for (int64_t block = 0; block < blocks; ++block) {
        const double *x = tile + (block * d + f) * LANES;
        for (int lane = 0, end = lanes(block); lane < end; ++lane) {
            const double apart = x[lane] - out.mean;
            squares[lane] += apart * apart;
        }
    }
    for (double own : squares) out.squares += own;
    return out;
}

}  // namespace

std::vector<Measured> lay_out(const Rows &rows, float *blocks, Pool &pool) {
    const std::size_t d = std::size_t(rows.d);
    const int64_t tiles = (rows.n + TILE_ROWS - 1) / TILE_ROWS;
    std::vector<Measured> found(std::size_t(tiles) * d);
    const Shards shards(rows.n);
    pool.run(shards.count, [&](int64_t shard, int) {
        Room<double> tile(int64_t(d) * TILE_ROWS);
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
                    for (int64_t lane = own % LANES; lane < LANES; ++lane)
                        to[size - int64_t(d - f) * LANES + lane] = 0.0f;
            for (std::size_t f = 0; f < d; ++f)
                found[std::size_t(first / TILE) * d + f] = of_feature(tile.get(), rows.d, int(f), own);
        }
    });
    std::vector<Measured> out(d);
    for (std::size_t i = 0; i < found.size(); ++i) out[i % d].join(found[i]);
    return out;
}

std::vector<Measured> by_label(const double *values, const int32_t *labels, int64_t n, int k, Pool &pool) {
    const int64_t shares = (n + SHARE - 1) / SHARE;
    std::vector<Measured> found(std::size_t(shares) * std::size_t(k));
    pool.run(shares, [&](int64_t share, int) {
        Measured *own = found.data() + share * k;
        std::vector<Measured> part(static_cast<std::size_t>(k));
        for (int64_t first = share * SHARE; first < std::min(n, (share + 1) * SHARE); first += PART) {
            const int64_t last = std::min({n, (share + 1) * SHARE, first + PART});
            std::fill(part.begin(), part.end(), Measured());
            for (int64_t i = first; i < last; ++i) {
                if (labels[i] < 0 || std::isnan(values[i])) continue;
                Measured &one = part[std::size_t(labels[i])];
                one.known += 1.0;
                one.mean += values[i];
                one.least = values[i] < one.least ? values[i] : one.least;
                one.greatest = values[i] > one.greatest ? values[i] : one.greatest;
            }
            for (Measured &one : part)
                if (one.known > 0) one.mean /= one.known;
            for (int64_t i = first; i < last; ++i) {
                if (labels[i] < 0 || std::isnan(values[i])) continue;
                Measured &one = part[std::size_t(labels[i])];
                one.squares += (values[i] - one.mean) * (values[i] - one.mean);
            }
            for (int group = 0; group < k; ++group) own[group].join(part[std::size_t(group)]);
        }
    });
    std::vector<Measured> out(static_cast<std::size_t>(k));
    for (int64_t share = 0; share < shares; ++share)
        for (int group = 0; group < k; ++group) out[std::size_t(group)].join(found[std::size_t(share * k + group)]);
    return out;
}

void stays(const Rows &rows, const int32_t *labels, const double *centers, const int32_t *partners, int k, int n_sets,
           int32_t *out, Pool &pool) {
    const Shards shards(rows.n);
    pool.run(shards.count, [&](int64_t shard, int) {
        Room<double> block(int64_t(rows.d) * LANES), away(int64_t(k) * LANES);
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

#include "points.h"

#include <algorithm>
#include <cmath>

namespace coterie {
namespace {

constexpr int64_t LAID = 1 << 20;  // so many whole numbers are kept from pass to pass: they stay in the second-level cache

}  // namespace

Shards::Shards(int64_t rows) : blocks((rows + LANES - 1) / LANES) {
    const int64_t tiles = (blocks + TILE - 1) / TILE;
    const int64_t per_tiles = std::max<int64_t>(4, (tiles + 255) / 256);
    per = per_tiles * TILE;
    count = std::max<int64_t>(1, (blocks + per - 1) / per);
}

Points::Points(const Rows &rows, const int64_t *chosen, int64_t count, std::vector<double> weights,
               const std::vector<double> &shift, double scale, Pool &pool, double units)
    : n(count), d(rows.d), stride((rows.d + 7) / 8 * 8), width((rows.d + 8) / 8 * 8), shift_(shift), scale_(scale) {
    const Shards shards(n);
    x_ = AlignedArray<float>(shards.blocks * LANES * d);
    if (!weights.empty() || rows.weights) {
        weights_ = AlignedArray<double>(shards.blocks * LANES, 0.0);
        for (int64_t i = 0; i < n; ++i)
            weights_[i] = weights.empty() ? rows.weight(chosen ? chosen[i] : i) : weights[std::size_t(i)];
    }
    unit = unit_of_weights();
    if (unit > 0 && shards.blocks * LANES * width <= LAID) whole_ = AlignedArray<int32_t>(shards.blocks * LANES * width);
    struct Part {
        double weight = 0.0;
        UnitSums sums;
    };
    std::vector<Part> parts(std::size_t(shards.count));
    pool.run(shards.count, [&](int64_t shard, int) {
        AlignedArray<int32_t> values(int64_t(d) * LANES);
        AlignedArray<float> desk(int64_t(d) * LANES);
        Part part;
        part.sums.fine = unit > 0 ? float(units) / unit : 0.0f;
        for (int64_t block = shards.first(shard); block < shards.last(shard); ++block) {
            const double *row[LANES];
            for (int lane = 0; lane < LANES; ++lane) {
                const int64_t i = std::min(block * LANES + lane, n - 1);
                row[lane] = rows.x + (chosen ? chosen[i] : i) * d;
            }
            float *to = x_.get() + block * d * LANES;
            kernels().gather(row, d, shift_.data(), scale_, desk.get(), to);
            for (int64_t lane = n - block * LANES; lane < LANES; ++lane)
                for (int f = 0; f < d; ++f) to[f * LANES + lane] = 0.0f;
            if (weights_.size())
                for (int lane = 0; lane < LANES; ++lane) part.weight += weights_[block * LANES + lane];
            if (!(unit > 0)) continue;
            kernels().in_units(view(), block, values.get(), &part.sums);
            if (whole_.size()) lay(block, values.get());
        }
        parts[std::size_t(shard)] = part;
    });
    int64_t near = 0;
    double sum = 0.0;
    weight = weights_.size() ? 0.0 : double(n);
    for (const Part &part : parts) {
        near += part.sums.near;
        sum += part.sums.squares;
        weight += part.weight;
    }
    if (unit > 0 && near <= n * d / 4) {
        total = sum / unit / unit;
        return;
    }
    unit = 0.0f;
    whole_ = AlignedArray<int32_t>();
    total = plain_total(pool);
}

// Whole numbers of a unit add up to the same sum in any order, and fast. They are used where weights are small whole
// numbers and the unit (no value is above 1) is fine enough for nearly all values: not where a few are far from all others.
float Points::unit_of_weights() const {
    double heaviest = 1.0;
    for (int64_t i = 0; i < weights_.size(); ++i) {
        if (weights_[i] != std::floor(weights_[i]) || weights_[i] > 64.0) return 0.0f;
        heaviest = std::max(heaviest, weights_[i]);
    }
    return float(std::ldexp(1.0, 21 - int(std::ceil(std::log2(heaviest)))));
}

double Points::plain_total(Pool &pool) const {
    const Shards shards(n);
    std::vector<double> totals(std::size_t(shards.count), 0.0);
    pool.run(shards.count, [&](int64_t shard, int) {
        double total = 0.0;
        for (int64_t block = shards.first(shard); block < shards.last(shard); ++block)
            for (int lane = 0; lane < LANES; ++lane) {
                const double w = weights_.size() ? weights_[block * LANES + lane] : 1.0;
                double square = 0.0;
                for (int f = 0; f < d; ++f) {
                    const double value = x_[(block * d + f) * LANES + lane];
                    square += value * value;
                }
                total += w * square;
            }
        totals[std::size_t(shard)] = total;
    });
    double sum = 0.0;
    for (double part : totals) sum += part;
    return sum;
}

void Points::lay(int64_t block, const int32_t *values) {
    int32_t *to = whole_.get() + block * LANES * width;
    for (int lane = 0; lane < LANES; ++lane, to += width) {
        for (int f = 0; f < d; ++f) to[f] = values[f * LANES + lane];
        to[d] = weights_.size() ? int32_t(weights_[block * LANES + lane]) : 1;
        std::fill(to + d + 1, to + width, 0);
    }
}

void Points::inside(double *center) const {
    for (int f = 0; f < d; ++f) center[f] = (center[f] - shift_[std::size_t(f)]) * scale_;
}

void Points::outside(double *center) const {
    for (int f = 0; f < d; ++f) center[f] = center[f] / scale_ + shift_[std::size_t(f)];
}

}  // namespace coterie

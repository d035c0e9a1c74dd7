#include "batch.h"

#include <algorithm>
#include <numeric>

namespace coterie {
namespace {

// A set of centres as the passes read it.
struct Packed {
    int k;
    Room<float> negated, halves;

    Packed(const Points &points, const double *centers, int k_) : k(k_), negated((k_ + 3) / 4 * 4 * points.d), halves((k_ + 3) / 4 * 4) {
        std::fill(negated.get(), negated.get() + negated.size(), 0.0f);
        std::fill(halves.get(), halves.get() + halves.size(), 0.0f);
        std::vector<double> center(std::size_t(points.d));
        for (int i = 0; i < k; ++i) {
            std::copy(centers + std::size_t(i) * points.d, centers + std::size_t(i + 1) * points.d, center.begin());
            points.inside(center.data());
            double square = 0.0;
            for (int f = 0; f < points.d; ++f) {
                const float value = float(center[std::size_t(f)]);
                negated[(int64_t(i / 4) * points.d + f) * 4 + i % 4] = -value;
                square += double(value) * double(value);
            }
            halves[i] = float(square / 2);
        }
    }
};

}  // namespace

Batch add_up(const Rows &rows, const double *centers, const std::vector<int> &counts, const std::vector<double> &shift,
             double scale, Pool &pool) {
    const Points points(rows, nullptr, rows.n, {}, shift, scale, pool);
    const Shards shards(rows.n);
    const int all = std::accumulate(counts.begin(), counts.end(), 0), most = *std::max_element(counts.begin(), counts.end());
    std::vector<Packed> sets;
    const double *from = centers;
    for (int k : counts) {
        sets.emplace_back(points, from, k);
        from += std::size_t(k) * std::size_t(points.d);
    }
    const std::size_t cells = std::size_t(all) * std::size_t(points.stride + 1);
    std::vector<double> parts(cells * std::size_t(shards.count), 0.0);
    std::vector<Room<double>> rowwise;
    for (int worker = 0; worker < pool.threads(); ++worker) rowwise.emplace_back(int64_t(TILE_ROWS) * points.stride);
    pool.run(shards.count, [&](int64_t shard, int worker) {
        double *own = &parts[std::size_t(shard) * cells], *mass = own + std::size_t(all) * std::size_t(points.stride);
        std::vector<PassSet> views;
        for (const Packed &set : sets) {
            views.push_back({set.k, set.negated.get(), set.halves.get(), nullptr, own, mass, 0});
            own += std::size_t(set.k) * std::size_t(points.stride);
            mass += set.k;
        }
        kernels().pass(points.view(), shards.first(shard), shards.last(shard), views.data(), int(views.size()), most > 255,
                       rowwise[std::size_t(worker)].get());
    });
    Batch batch;
    batch.sums.assign(std::size_t(all) * std::size_t(points.d), 0.0);
    batch.mass.assign(std::size_t(all), 0.0);
    batch.total = points.total;
    for (int64_t shard = 0; shard < shards.count; ++shard) {
        const double *part = &parts[std::size_t(shard) * cells];
        for (int i = 0; i < all; ++i) {
            for (int f = 0; f < points.d; ++f)
                batch.sums[std::size_t(i) * std::size_t(points.d) + std::size_t(f)] += part[std::size_t(i) * std::size_t(points.stride) + std::size_t(f)];
            batch.mass[std::size_t(i)] += part[std::size_t(all) * std::size_t(points.stride) + std::size_t(i)];
        }
    }
    return batch;
}

}  // namespace coterie

#include "batch.h"

#include <algorithm>
#include <numeric>

#include "joint.h"

namespace coterie {
namespace {

// A set of centres as the passes read it; the features' weights are in it, so that rows need none.
struct Packed {
    int k;
    AlignedArray<float> negated, halves;

    Packed(const double *centers, int k_, int d, const std::vector<double> &weights)
        : k(k_), negated(int64_t(k_ + 3) / 4 * 4 * d, 0.0f), halves(int64_t(k_ + 3) / 4 * 4, 0.0f) {
        for (int i = 0; i < k; ++i) {
            double square = 0.0;
            for (int f = 0; f < d; ++f) {
                const double value = centers[std::size_t(i) * std::size_t(d) + std::size_t(f)];
                negated[(int64_t(i / 4) * d + f) * 4 + i % 4] = float(-weights[std::size_t(f)] * value);
                square += weights[std::size_t(f)] * value * value;
            }
            halves[i] = float(square / 2);
        }
    }
};

}  // namespace

Batch add_up(const Blocks &data, const double *centers, const std::vector<int> &counts, const std::vector<double> &weights,
             Pool &pool) {
    const int all = std::accumulate(counts.begin(), counts.end(), 0), most = *std::max_element(counts.begin(), counts.end());
    const std::size_t d = std::size_t(data.d), stride = std::size_t(data.stride);
    std::vector<Packed> sets;
    for (int k : counts) {
        sets.emplace_back(centers, k, data.d, weights);
        centers += std::size_t(k) * d;
    }
    const Shards shards(data.rows);
    const std::size_t cells = std::size_t(all) * (stride + 1);
    std::vector<double> parts(cells * std::size_t(shards.count), 0.0);
    std::vector<AlignedArray<int32_t>> desks;
    const Joint joint(data.unit > 0 ? counts : std::vector<int>(), shards.per * LANES, data.stride);
    std::vector<AlignedArray<double>> rooms;
    for (int worker = 0; worker < pool.threads(); ++worker) {
        desks.emplace_back(int64_t(TILE_ROWS + COPIES * most) * data.width);
        rooms.emplace_back(joint.size());
    }
    pool.run(shards.count, [&](int64_t shard, int worker) {
        double *sums = &parts[std::size_t(shard) * cells], *mass = sums + std::size_t(all) * stride;
        std::vector<PassSet> views;
        for (const Packed &set : sets) {
            views.push_back({set.k, set.negated.get(), set.halves.get(), nullptr, true, sums, mass, 0});
            sums += std::size_t(set.k) * stride;
            mass += set.k;
        }
        joint.open(views, rooms[std::size_t(worker)].get());
        kernels().pass(data, shards.first(shard), shards.last(shard), views.data(), int(views.size()), most > 255,
                       desks[std::size_t(worker)].get());
        joint.close(views);
    });
    Batch batch;
    batch.sums.assign(std::size_t(all) * d, 0.0);
    batch.mass.assign(std::size_t(all), 0.0);
    for (int64_t shard = 0; shard < shards.count; ++shard) {
        const double *sums = &parts[std::size_t(shard) * cells], *mass = sums + std::size_t(all) * stride;
        for (std::size_t i = 0; i < std::size_t(all); ++i) {
            for (std::size_t f = 0; f < d; ++f) batch.sums[i * d + f] += sums[i * stride + f];
            batch.mass[i] += mass[i];
        }
    }
    return batch;
}

}  // namespace coterie

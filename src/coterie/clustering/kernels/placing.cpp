#include "placing.h"

#include <algorithm>
#include <cmath>

namespace coterie {
namespace {

// Calls work(block, away, first, count) for each block of rows, with room for the distances to `k` centres.
template <class Work>
void each_block(const Rows &rows, int k, Pool &pool, const Work &work) {
    const Shards shards(rows.n);
    pool.run(shards.count, [&](int64_t shard, int) {
        AlignedArray<double> block(int64_t(rows.d) * LANES), away(int64_t(k) * LANES);
        for (int64_t i = shards.first(shard); i < shards.last(shard); ++i) {
            const int count = int(std::min<int64_t>(LANES, rows.n - i * LANES));
            block_of(rows, i * LANES, count, block.get());
            work(block.get(), away.get(), i * LANES, count);
        }
    });
}

}  // namespace

Assigned assign(const Rows &rows, const double *centers, int k, Pool &pool) {
    const std::size_t n = std::size_t(rows.n);
    Assigned found{std::vector<int32_t>(n, 0), std::vector<int32_t>(n, -1), std::vector<double>(n, 0.0),
                   std::vector<double>(n, 0.0)};
    each_block(rows, k, pool, [&](const double *block, double *away, int64_t first, int count) {
        double best[LANES], next[LANES];
        int32_t label[LANES], second[LANES];
        kernels().exact(block, rows.d, centers, k, away);
        kernels().nearest(away, k, best, label, next, second);
        for (int lane = 0; lane < count; ++lane) {
            const std::size_t row = std::size_t(first + lane);
            found.label[row] = label[lane];
            found.away[row] = std::sqrt(best[lane]);
            found.second[row] = second[lane];
            found.next[row] = k > 1 ? std::sqrt(next[lane]) : std::nan("");
        }
    });
    return found;
}

Labels place(const Rows &rows, const double *centers, int k, int64_t sets, Pool &pool) {
    Labels labels(sets * rows.n, k);
    each_block(rows, k, pool, [&](const double *block, double *away, int64_t first, int count) {
        double best[LANES];
        int32_t label[LANES];
        for (int64_t set = 0; set < sets; ++set) {
            kernels().exact(block, rows.d, centers + set * k * rows.d, k, away);
            kernels().nearest(away, k, best, label, nullptr, nullptr);
            for (int lane = 0; lane < count; ++lane) labels.set(set * rows.n + first + lane, label[lane]);
        }
    });
    return labels;
}

}  // namespace coterie

#include "checking.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace coterie {
namespace {

// Values [first, end) in vectors; none is looked for by itself unless one is not finite.
Checked check_some(const double *x, int64_t first, int64_t end) {
    double mosts[LANES] = {}, nones[LANES] = {};
    const auto look = [&](int64_t i, int lane) {
        const double v = std::fabs(x[i]);
        mosts[lane] = v > mosts[lane] ? v : mosts[lane];
        nones[lane] += x[i] * 0.0;
    };
    int64_t next = first;
    for (; next + LANES <= end; next += LANES)
        for (int lane = 0; lane < LANES; ++lane) look(next + lane, lane);
    for (; next < end; ++next) look(next, 0);
    Checked found{-1, *std::max_element(mosts, mosts + LANES)};
    const double none = std::accumulate(nones, nones + LANES, 0.0);
    if (none != 0.0 || std::isnan(none))
        for (int64_t i = end; i-- > first;)
            if (!std::isfinite(x[i])) found.bad = i;
    return found;
}

}  // namespace

Checked check(const Rows &rows, Pool &pool) {
    const Shards shards(rows.n);
    std::vector<Checked> parts(std::size_t(shards.count));
    pool.run(shards.count, [&](int64_t shard, int) {
        const int64_t end = std::min(rows.n, shards.last(shard) * LANES) * rows.d;
        parts[std::size_t(shard)] = check_some(rows.x, shards.first(shard) * LANES * rows.d, end);
    });
    Checked found;
    for (const Checked &part : parts) {
        found.largest = std::max(found.largest, part.largest);
        if (found.bad < 0) found.bad = part.bad;
    }
    return found;
}

}  // namespace coterie

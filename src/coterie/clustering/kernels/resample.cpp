// Refits from scratch on rows drawn anew. Never from warm starts: those agree with each other whatever the data.
#include <algorithm>
#include <cmath>

#include "chance.h"
#include "sweep.h"

namespace coterie {
namespace {

int poisson(double rate, double uniform) {
    double mass = std::exp(-rate), below = mass;
    int times = 0;
    while (uniform >= below && times < 64) {
        mass *= rate / ++times;
        below += mass;
    }
    return times;
}

void label_all(const Rows &rows, const Start &start, int32_t *out) {
    Room<double> block(int64_t(rows.d) * LANES), away(int64_t(start.k) * LANES);
    double best[LANES];
    int32_t label[LANES];
    for (int64_t first = 0; first < rows.n; first += LANES) {
        const int count = int(std::min<int64_t>(LANES, rows.n - first));
        block_of(rows, first, count, block.get());
        kernels().exact(block.get(), rows.d, start.centers.data(), start.k, away.get());
        kernels().nearest(away.get(), start.k, best, label, nullptr, nullptr);
        std::copy(label, label + count, out + first);
    }
}

}  // namespace

void resample(const Rows &rows, int k, int n_resamples, int n_starts, uint64_t seed, int64_t sample, double largest,
              int32_t *out, Pool &pool, const Tick &tick) {
    const double rate = rows.n > 2 * sample ? double(sample) / double(rows.n) : 1.0;
    const double scale = std::ldexp(1.0, -std::ilogb(largest > 0 ? largest : 1.0) - 2);
    std::vector<double> shift(std::size_t(rows.d), 0.0);
    for (int64_t row = 0; row < rows.n; ++row)
        for (int f = 0; f < rows.d; ++f) shift[std::size_t(f)] += rows.x[row * rows.d + f] / double(rows.n);
    const int64_t step = pool.threads();
    for (int64_t start = 0; start < n_resamples; start += step) {
        tick();
        pool.run(std::min(step, n_resamples - start), [&](int64_t offset, int) {
            const int64_t number = start + offset;
            const Chance chance(seed, 100 + uint64_t(number));
            std::vector<int64_t> chosen;
            std::vector<double> times;
            for (int64_t row = 0; row < rows.n; ++row) {
                const double weight = rows.weight(row) * poisson(rate, chance.uniform(uint64_t(row)));
                if (!(weight > 0)) continue;
                chosen.push_back(row);
                times.push_back(weight);
            }
            if (chosen.empty()) {
                chosen.push_back(0);
                times.push_back(1.0);
            }
            Pool alone(1);
            const Tick quiet = [] {};
            const Points points(rows, chosen.data(), int64_t(chosen.size()), times, shift, scale, alone);
            const int trials = 2 + int(std::log(double(k)));
            std::vector<Start> starts;
            for (auto &sequence : seed_nested(points, k, n_starts, trials, mixed(seed + uint64_t(number)), alone, quiet)) {
                Start one;
                one.k = k;
                one.centers = std::move(sequence);
                starts.push_back(std::move(one));
            }
            std::vector<Start *> all;
            for (Start &one : starts) all.push_back(&one);
            converge(points, all, {1e-7, 300, 50}, alone, quiet);
            Start &best = **std::min_element(all.begin(), all.end(),
                                             [](const Start *a, const Start *b) { return a->inertia < b->inertia; });
            for (int i = 0; i < k; ++i) points.outside(&best.centers[std::size_t(i * rows.d)]);
            label_all(rows, best, out + number * rows.n);
        });
    }
}

}  // namespace coterie

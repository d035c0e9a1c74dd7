// Refits from scratch on rows drawn anew. Never from warm starts: those agree with each other whatever the data.
#include <algorithm>
#include <cmath>

#include "random.h"
#include "sweep.h"

namespace coterie {
namespace {

// When passes of a refit end. With a patience of 5 to 20 the agreement of refits changed by up to 0.06. `same`: starts that
// come so near to each other end alike, and most of them do; a third of the passes are spared, and answers are worse by 0.002
// % on average. No further than to the means: refits that overshoot agree more than plain ones do.
constexpr Stop REFIT = {.gain = 1e-7, .passes = 300, .patience = 50, .same = 1e-3, .further = false};

// Poisson numbers from uniform ones.
struct Poisson {
    double below[64];  // the chance of at most so many

    explicit Poisson(double rate) {
        double mass = std::exp(-rate), sum = mass;
        for (int times = 0; times < 64; sum += mass) {
            below[times] = sum;
            mass *= rate / ++times;
        }
    }
    int operator()(double uniform) const {
        int times = 0;
        for (int i = 0; i < 4; ++i) times += uniform >= below[i];  // counted without a jump that none can foresee
        while (times >= 4 && times < 64 && uniform >= below[times]) ++times;
        return times;
    }
};

// The rows of one refit and their weights; the first row where none is drawn.
void draw_anew(const Rows &rows, const Poisson &poisson, const Random &random, std::vector<int64_t> &chosen,
               std::vector<double> &times) {
    int64_t row[TILE_ROWS];
    double weight[TILE_ROWS];
    for (int64_t first = 0; first < rows.n; first += TILE_ROWS) {
        int drawn = 0;
        for (int64_t i = first; i < std::min(rows.n, first + TILE_ROWS); ++i) {
            row[drawn] = i;
            weight[drawn] = rows.weight(i) * poisson(random.uniform(uint64_t(i)));
            drawn += weight[drawn] > 0;
        }
        chosen.insert(chosen.end(), row, row + drawn);
        times.insert(times.end(), weight, weight + drawn);
    }
    if (!chosen.empty()) return;
    chosen.push_back(0);
    times.push_back(1.0);
}

void label_all(const Rows &rows, const Start &start, int32_t *out) {
    AlignedArray<double> block(int64_t(rows.d) * LANES), away(int64_t(start.k) * LANES);
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
              int32_t *out, Pool &pool, const Watch &watch) {
    const double rate = rows.n > 2 * sample ? double(sample) / double(rows.n) : 1.0;
    const Poisson poisson(rate);
    const double scale = std::ldexp(1.0, -std::ilogb(largest > 0 ? largest : 1.0) - 2);
    std::vector<double> shift(std::size_t(rows.d), 0.0);
    for (int64_t row = 0; row < rows.n; ++row)
        for (int f = 0; f < rows.d; ++f) shift[std::size_t(f)] += rows.x[row * rows.d + f] / double(rows.n);
    const int64_t step = pool.threads();
    for (int64_t start = 0; start < n_resamples; start += step) {
        watch({});
        pool.run(std::min(step, n_resamples - start), [&](int64_t offset, int) {
            const int64_t number = start + offset;
            std::vector<int64_t> chosen;
            std::vector<double> times;
            draw_anew(rows, poisson, Random(seed, 100 + uint64_t(number)), chosen, times);
            Pool alone(1);
            const Watch quiet = [](const PassStatistics &) {};
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
            converge(points, all, REFIT, alone, quiet);
            Start &best = **std::min_element(all.begin(), all.end(),
                                             [](const Start *a, const Start *b) { return a->inertia < b->inertia; });
            for (int i = 0; i < k; ++i) points.outside(&best.centers[std::size_t(i * rows.d)]);
            label_all(rows, best, out + number * rows.n);
        });
    }
}

}  // namespace coterie

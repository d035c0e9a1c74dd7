// Where starts come from: greedy k-means++ (Arthur & Vassilvitskii 2007), and the best of neighbouring K's.
#include <algorithm>
#include <cfloat>
#include <cmath>

#include "points.h"
#include "random.h"

namespace coterie {
namespace {

// Rows of `points` drawn in proportion to `nearest` (or to the weights where all are 0), tile by tile.
class Draw {
   public:
    Draw(const Points &points, const float *nearest, const std::vector<double> &tile_sums)
        : data_(points.view()), nearest_(nearest), tile_sums_(tile_sums) {
        for (double sum : tile_sums) total_ += sum;
    }

    int64_t row(double uniform) const {
        if (!(total_ > 0.0)) return by_weight(uniform);
        double left = uniform * total_;
        const int64_t tiles = int64_t(tile_sums_.size());
        int64_t tile = 0, last = 0;
        for (int64_t t = 0; t < tiles; ++t)
            if (tile_sums_[std::size_t(t)] > 0.0) last = t;
        for (; tile < last && left >= tile_sums_[std::size_t(tile)]; ++tile) left -= tile_sums_[std::size_t(tile)];
        const int64_t end = std::min(data_.rows, (tile + 1) * TILE_ROWS);
        int64_t found = tile * TILE_ROWS;
        for (int64_t i = found; i < end; ++i) {
            const double part = (data_.weights ? data_.weights[i] : 1.0) * double(nearest_[i]);
            if (!(part > 0.0)) continue;
            found = i;
            if (left < part) break;
            left -= part;
        }
        return found;
    }

   private:
    int64_t by_weight(double uniform) const {
        if (!data_.weights) return std::min(int64_t(uniform * double(data_.rows)), data_.rows - 1);
        double sum = 0.0;
        for (int64_t i = 0; i < data_.rows; ++i) sum += data_.weights[i];
        double left = uniform * sum;
        int64_t found = 0;
        for (int64_t i = 0; i < data_.rows; ++i) {
            if (!(data_.weights[i] > 0.0)) continue;
            found = i;
            if (left < data_.weights[i]) break;
            left -= data_.weights[i];
        }
        return found;
    }

    const Blocks data_;
    const float *nearest_;
    const std::vector<double> &tile_sums_;
    double total_ = 0.0;
};

void row_of(const Blocks &data, int64_t row, float *out) {
    const float *x = data.x + row / LANES * data.d * LANES + row % LANES;
    for (int f = 0; f < data.d; ++f) out[f] = x[f * LANES];
}

// Squared distances of all rows to what was chosen, and their sums a tile.
struct Reach {
    AlignedArray<float> nearest;
    std::vector<double> tile_sums;

    explicit Reach(const Points &points)
        : nearest((points.n + LANES - 1) / LANES * LANES), tile_sums(std::size_t((points.n + TILE_ROWS - 1) / TILE_ROWS)) {}
    void begin(int64_t n) {  // nothing is chosen: all rows are far, what fills the last block is not
        std::fill(nearest.get(), nearest.get() + n, FLT_MAX);
        std::fill(nearest.get() + n, nearest.get() + nearest.size(), 0.0f);
    }
    double total() const {
        double sum = 0.0;
        for (double part : tile_sums) sum += part;
        return sum;
    }
};

// A row of `points` that may become a centre, and what would be left.
struct Trial {
    std::vector<float> row;
    Reach reach;

    explicit Trial(const Points &points) : row(std::size_t(points.d)), reach(points) {}
    Candidate view() { return {row.data(), reach.nearest.get(), reach.tile_sums.data()}; }
};

std::vector<double> one_sequence(const Points &points, int k, int trials, const Random &random, uint64_t start) {
    const Blocks data = points.view();
    const int d = points.d;
    std::vector<double> chosen(std::size_t(k) * std::size_t(d));
    Reach reach(points);
    reach.begin(points.n);
    std::vector<Trial> tried;
    std::vector<Candidate> candidates;
    for (int trial = 0; trial < trials; ++trial) tried.emplace_back(points);
    const std::vector<double> none;
    for (int step = 0; step < k; ++step) {
        const Draw draw(points, reach.nearest.get(), step ? reach.tile_sums : none);
        candidates.clear();
        for (int trial = 0; trial < (step ? trials : 1); ++trial) {
            Trial &one = tried[std::size_t(trial)];
            row_of(data, draw.row(random.uniform(start, uint64_t(step), uint64_t(trial))), one.row.data());
            candidates.push_back(one.view());
        }
        kernels().approach(data, candidates.data(), int(candidates.size()), reach.nearest.get());
        const auto least = std::min_element(tried.begin(), tried.begin() + int64_t(candidates.size()),
                                            [](const Trial &a, const Trial &b) { return a.reach.total() < b.reach.total(); });
        std::swap(reach, least->reach);
        for (int f = 0; f < d; ++f) chosen[std::size_t(step * d + f)] = double(least->row[std::size_t(f)]);
    }
    return chosen;
}

}  // namespace

std::vector<std::vector<double>> seed_nested(const Points &points, int k, int n_starts, int trials, uint64_t seed, Pool &pool,
                                             const Watch &watch) {
    std::vector<std::vector<double>> sequences;
    sequences.resize(std::size_t(n_starts));
    const Random random(seed, 1);
    watch({});
    pool.run(n_starts, [&](int64_t start, int) {
        sequences[std::size_t(start)] = one_sequence(points, k, trials, random, uint64_t(start));
    });
    watch({});
    return sequences;
}

std::vector<Start> split(const Points &points, const Start &smaller, int n_new, uint64_t seed) {
    const int d = points.d;
    Reach reach(points);
    reach.begin(points.n);
    Trial next(points);
    for (int i = 0; i < smaller.k; ++i) {
        for (int f = 0; f < d; ++f) next.row[std::size_t(f)] = float(smaller.centers[std::size_t(i * d + f)]);
        const Candidate candidate = next.view();
        kernels().approach(points.view(), &candidate, 1, reach.nearest.get());
        std::swap(reach, next.reach);
    }
    std::vector<float> candidate(std::size_t(d), 0.0f);
    const Draw draw(points, reach.nearest.get(), reach.tile_sums);
    const Random random(seed, 2);
    std::vector<Start> found;
    for (int i = 0; i < n_new; ++i) {
        row_of(points.view(), draw.row(random.uniform(uint64_t(smaller.k), uint64_t(i))), candidate.data());
        Start start;
        start.k = smaller.k + 1;
        start.centers = smaller.centers;
        start.centers.insert(start.centers.end(), candidate.begin(), candidate.end());
        found.push_back(std::move(start));
    }
    return found;
}

std::vector<Start> merge(const Points &points, const Start &larger, int n_new) {
    const int d = points.d, k = larger.k;
    Pool alone(1);
    Start copy = larger;
    std::vector<double> mass(std::size_t(k), 0.0);
    {
        // Masses of the clusters: the sums of one pass from these centres.
        const Blocks data = points.view();
        std::vector<float> packed(std::size_t((k + 3) / 4 * 4 * d), 0.0f), halves(std::size_t((k + 3) / 4 * 4), 0.0f);
        for (int i = 0; i < k; ++i) {
            double square = 0.0;
            for (int f = 0; f < d; ++f) {
                const float value = float(larger.centers[std::size_t(i * d + f)]);
                packed[std::size_t((i / 4 * d + f) * 4 + i % 4)] = -value;
                square += double(value) * double(value);
            }
            halves[std::size_t(i)] = float(square / 2);
        }
        AlignedArray<double> sums(int64_t(k) * points.stride, 0.0);
        AlignedArray<int32_t> desk(points.desk(k));
        PassSet set{k, packed.data(), halves.data(), nullptr, true, sums.get(), mass.data(), 0};
        kernels().pass(data, 0, (points.n + LANES - 1) / LANES, &set, 1, k > 255, desk.get());
    }
    struct Pair {
        double cost;
        int a, b;
    };
    std::vector<Pair> pairs;
    for (int a = 0; a < k; ++a)
        for (int b = a + 1; b < k; ++b) {
            double apart = 0.0;
            for (int f = 0; f < d; ++f) {
                const double gap = larger.centers[std::size_t(a * d + f)] - larger.centers[std::size_t(b * d + f)];
                apart += gap * gap;
            }
            const double ma = mass[std::size_t(a)], mb = mass[std::size_t(b)];
            pairs.push_back({ma + mb > 0 ? apart * ma * mb / (ma + mb) : 0.0, a, b});
        }
    std::stable_sort(pairs.begin(), pairs.end(), [](const Pair &x, const Pair &y) { return x.cost < y.cost; });
    std::vector<Start> found;
    for (int i = 0; i < n_new && i < int(pairs.size()); ++i) {
        const Pair &pair = pairs[std::size_t(i)];
        const double ma = mass[std::size_t(pair.a)], mb = mass[std::size_t(pair.b)];
        Start start;
        start.k = k - 1;
        for (int c = 0; c < k; ++c) {
            if (c == pair.b) continue;
            for (int f = 0; f < d; ++f) {
                const double own = larger.centers[std::size_t(c * d + f)];
                const double other = larger.centers[std::size_t(pair.b * d + f)];
                start.centers.push_back(c == pair.a && ma + mb > 0 ? (ma * own + mb * other) / (ma + mb) : own);
            }
        }
        found.push_back(std::move(start));
    }
    return found;
}

}  // namespace coterie

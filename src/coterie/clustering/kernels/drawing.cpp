#include "drawing.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace coterie {
namespace {

constexpr int64_t FOR_THE_MEAN = 10'000;
constexpr int FARTHEST = 40;
constexpr double COARSE = 64;  // units are enough for what only leads to more rows
constexpr double NEAR = 4.0;  // mean squared distances to the mean, up to which all rows are drawn alike

double square(const Rows &rows, int64_t row, const std::vector<double> &mean) {
    double sum = 0.0;
    for (int f = 0; f < rows.d; ++f) {
        const double gap = rows.x[row * rows.d + f] - mean[std::size_t(f)];
        sum += gap * gap;
    }
    return sum;
}

// Rows at a random place in each of `size` equal stretches of the summed shares; a large share comes several times. `sums`
// are those of the shards, so that each can be walked through by itself.
template <class Share>
std::vector<int64_t> along(int64_t n, int64_t size, const std::vector<double> &sums, const Random &random, Pool &pool,
                           const Share &share) {
    const Shards shards(n);
    std::vector<double> before(1, 0.0);
    for (double sum : sums) before.push_back(before.back() + sum);
    const double total = before.back();
    const auto place = [&](int64_t i) { return (double(i) + random.uniform(uint64_t(i))) / double(size) * total; };
    std::vector<int64_t> drawn(static_cast<std::size_t>(size));
    pool.run(shards.count, [&](int64_t shard, int) {
        const double from = before[std::size_t(shard)], to = before[std::size_t(shard) + 1];
        int64_t row = shards.first(shard) * LANES, i = std::max<int64_t>(0, int64_t(from / total * double(size)) - 2);
        const int64_t last = std::min(n, shards.last(shard) * LANES) - 1;
        while (shard > 0 && i < size && place(i) < from) ++i;
        double passed = from + share(row);
        for (; i < size; ++i) {
            const double at = place(i);
            if (at >= to && shard + 1 < shards.count) break;
            while (passed <= at && row < last) passed += share(++row);
            drawn[std::size_t(i)] = row;
        }
    });
    return drawn;
}

}  // namespace

Drawing::Drawing(const Rows &rows, uint64_t seed, Pool &pool) : rows_(rows), mean_(std::size_t(rows.d), 0.0), far_(rows.n) {
    const Shards shards(rows.n);
    std::vector<double> weights(std::size_t(shards.count), 0.0);
    pool.run(shards.count, [&](int64_t shard, int) {
        const int64_t end = std::min(rows.n, shards.last(shard) * LANES);
        for (int64_t row = shards.first(shard) * LANES; row < end; ++row) weights[std::size_t(shard)] += rows.weight(row);
    });
    const auto even = along(rows.n, std::min(rows.n, FOR_THE_MEAN), weights, Random(seed, 3), pool,
                            [&](int64_t row) { return rows.weight(row); });
    for (int64_t row : even)
        for (int f = 0; f < rows.d; ++f) mean_[std::size_t(f)] += rows.x[row * rows.d + f];
    for (double &value : mean_) value /= double(even.size());
    double usual = 0.0;
    for (int64_t row : even) usual += square(rows, row, mean_) / double(even.size());
    std::vector<std::vector<double>> parts(std::size_t(shards.count));
    pool.run(shards.count, [&](int64_t shard, int) {
        std::vector<double> &masses = parts[std::size_t(shard)];
        masses.assign(FARTHEST + 1, 0.0);
        const double limit = 2 * usual * (NEAR / 2);
        const int64_t end = std::min(rows.n, shards.last(shard) * LANES);
        for (int64_t row = shards.first(shard) * LANES; row < end; ++row) {
            const double away = square(rows, row, mean_);
            const int power = away < limit || !(usual > 0) ? 0 : std::min(FARTHEST, std::ilogb(away / (NEAR / 2) / usual));
            far_[row] = uint8_t(power);
            masses[std::size_t(power)] += rows.weight(row);
        }
    });
    masses_.assign(FARTHEST + 1, 0.0);
    for (const auto &part : parts)
        for (std::size_t power = 0; power < masses_.size(); ++power) masses_[power] += part[power];
    by_shard_ = std::move(parts);
}

// The highest power is such that a row of it is two stretches long, and so comes once at least.
int Drawing::highest(int64_t size) const {
    const auto total = [&](int power) {
        double sum = 0.0;
        for (int at = 0; at <= FARTHEST; ++at) sum += masses_[std::size_t(at)] * std::ldexp(1.0, std::min(at, power));
        return sum;
    };
    int present = FARTHEST, power = 0;
    while (present > 0 && !(masses_[std::size_t(present)] > 0)) --present;
    const double usual = total(0) / double(rows_.n);
    while (power < present && std::ldexp(usual, power) * double(size) < 2 * total(power + 1)) ++power;
    return power;
}

// Rows count by how seldom they are drawn: their own weights have had their say.
Points Drawing::points(int64_t size, const Random &random, double scale, Pool &pool) const {
    const int most = highest(size);
    double times[FARTHEST + 1];  // how often a row of each power is drawn beside one of power 0
    for (int power = 0; power <= FARTHEST; ++power) times[power] = std::ldexp(1.0, std::min(power, most));
    std::vector<double> sums;
    for (const auto &masses : by_shard_) sums.push_back(std::inner_product(masses.begin(), masses.end(), times, 0.0));
    const auto drawn =
        along(rows_.n, size, sums, random, pool, [&](int64_t row) { return rows_.weight(row) * times[far_[row]]; });
    std::vector<double> weights;
    for (std::size_t i = 0; most > 0 && i < drawn.size(); ++i) weights.push_back(times[FARTHEST] / times[far_[drawn[i]]]);
    return Points({rows_.x, nullptr, rows_.n, rows_.d}, drawn.data(), size, weights, mean_, scale, pool, COARSE);
}

}  // namespace coterie

#include "drawing.h"

#include <algorithm>
#include <cmath>

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

// Rows at a random place in each of `size` equal stretches of the summed shares; a large share comes several times.
template <class Share>
std::vector<int64_t> along(const Rows &rows, int64_t size, double total, const Chance &chance, const Share &share) {
    std::vector<int64_t> drawn;
    int64_t row = 0;
    double passed = share(0);
    for (int64_t i = 0; i < size; ++i) {
        const double at = (double(i) + chance.uniform(uint64_t(i))) / double(size) * total;
        while (passed <= at && row + 1 < rows.n) passed += share(++row);
        drawn.push_back(row);
    }
    return drawn;
}

}  // namespace

Drawing::Drawing(const Rows &rows, uint64_t seed, Pool &pool) : rows_(rows), mean_(std::size_t(rows.d), 0.0), far_(rows.n) {
    double total = 0.0;
    for (int64_t row = 0; row < rows.n; ++row) total += rows.weight(row);
    const auto even = along(rows, std::min(rows.n, FOR_THE_MEAN), total, Chance(seed, 3), [&](int64_t row) { return rows.weight(row); });
    for (int64_t row : even)
        for (int f = 0; f < rows.d; ++f) mean_[std::size_t(f)] += rows.x[row * rows.d + f];
    for (double &value : mean_) value /= double(even.size());
    double usual = 0.0;
    for (int64_t row : even) usual += square(rows, row, mean_) / double(even.size());
    const Shards shards(rows.n);
    std::vector<std::vector<double>> parts(std::size_t(shards.count));
    pool.run(shards.count, [&](int64_t shard, int) {
        std::vector<double> &masses = parts[std::size_t(shard)];
        masses.assign(FARTHEST + 1, 0.0);
        const int64_t end = std::min(rows.n, shards.last(shard) * LANES);
        for (int64_t row = shards.first(shard) * LANES; row < end; ++row) {
            const double away = square(rows, row, mean_) / (NEAR / 2);
            const int power = away < 2 * usual || !(usual > 0) ? 0 : std::min(FARTHEST, std::ilogb(away / usual));
            far_[row] = uint8_t(power);
            masses[std::size_t(power)] += rows.weight(row);
        }
    });
    masses_.assign(FARTHEST + 1, 0.0);
    for (const auto &part : parts)
        for (std::size_t power = 0; power < masses_.size(); ++power) masses_[power] += part[power];
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
Points Drawing::points(int64_t size, const Chance &chance, double scale, Pool &pool) const {
    const int most = highest(size);
    double total = 0.0;
    for (int at = 0; at <= FARTHEST; ++at) total += masses_[std::size_t(at)] * std::ldexp(1.0, std::min(at, most));
    const auto power = [&](int64_t row) { return std::min(int(far_[row]), most); };
    const auto drawn = along(rows_, size, total, chance, [&](int64_t row) { return std::ldexp(rows_.weight(row), power(row)); });
    std::vector<double> weights;
    for (std::size_t i = 0; most > 0 && i < drawn.size(); ++i) weights.push_back(std::ldexp(1.0, most - power(drawn[i])));
    return Points({rows_.x, nullptr, rows_.n, rows_.d}, drawn.data(), size, weights, mean_, scale, pool, COARSE);
}

}  // namespace coterie

#include "distinct.h"

#include <algorithm>
#include <cmath>

#include "random.h"

namespace coterie {
namespace {

constexpr int64_t ALWAYS_ROWS = 262'144;

}  // namespace

bool repeats(const Rows &rows, int most, double nothing, uint64_t seed) {
    const int64_t size = std::max<int64_t>(4096, 4 * int64_t(most));
    if (rows.n <= ALWAYS_ROWS || size >= rows.n) return true;
    std::vector<double> some;
    const Random random(seed, 5);
    for (int64_t i = 0; i < size; ++i) {
        const int64_t row = int64_t((double(i) + random.uniform(uint64_t(i))) / double(size) * double(rows.n));
        if (rows.weight(row) > 0) some.insert(some.end(), rows.x + row * rows.d, rows.x + (row + 1) * rows.d);
    }
    const int64_t kept = int64_t(some.size()) / rows.d;
    return kept < size / 2 || int64_t(group(some.data(), kept, rows.d, nothing, seed).order.size()) < size / 2;
}

Distinct::Distinct(const Rows &table, double nothing, uint64_t seed)
    : groups_(group(table.x, table.n, table.d, nothing, seed)),
      weights_(groups_.order.size(), 0.0),
      times_(groups_.counts.begin(), groups_.counts.end()),
      n_(table.n),
      d_(table.d),
      weighted_(table.weights != nullptr) {
    for (int64_t row = 0; row < n_; ++row) weights_[std::size_t(groups_.inverse[std::size_t(row)])] += table.weight(row);
    x_.reserve(groups_.order.size() * std::size_t(d_));
    for (int64_t row : groups_.order)
        for (int f = 0; f < d_; ++f) {
            const double v = table.x[row * d_ + f];
            x_.push_back(std::fabs(v) < nothing ? 0.0 : v);
        }
}

Rows Distinct::rows() const {
    const int64_t m = int64_t(times_.size());
    return {x_.data(), !weighted_ && m == n_ ? nullptr : weights_.data(), m, d_};
}

Rows Distinct::weighed_by_times() const {
    const int64_t m = int64_t(times_.size());
    return {x_.data(), m < n_ ? times_.data() : nullptr, m, d_};
}

int64_t Distinct::with_weight() const {
    return std::count_if(weights_.begin(), weights_.end(), [](double weight) { return weight > 0; });
}

Labels Distinct::of_table(const Labels &labels, int k) const {
    Labels all(n_, k);
    for (int64_t row = 0; row < n_; ++row) all.set(row, labels[groups_.inverse[std::size_t(row)]]);
    return all;
}

}  // namespace coterie

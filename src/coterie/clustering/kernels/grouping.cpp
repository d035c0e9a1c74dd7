// Identical rows once.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "random.h"
#include "sweep.h"

namespace coterie {

namespace {

constexpr double STEPS = 0x1p24;

// A number for each of some rows that only their values decide, whatever the order of rows and of columns; values count by
// their place in the range of their column, so that other units, and rounding, move no row.
template <typename Value>
std::vector<uint64_t> contents(const std::vector<int64_t> &rows, int d, const Value &value, uint64_t seed) {
    std::vector<uint64_t> seen(rows.size(), 0), place(rows.size(), 0);
    for (int f = 0; f < d; ++f) {
        double low = INFINITY, high = -INFINITY;
        for (int64_t row : rows) {
            low = std::min(low, value(row, f));
            high = std::max(high, value(row, f));
        }
        const double span = high - low > 0 && std::isfinite(high - low) ? high - low : INFINITY;
        uint64_t column = 0;  // tells columns apart by what they hold
        for (std::size_t i = 0; i < rows.size(); ++i) {
            place[i] = mixed(uint64_t(std::isfinite(span) ? (value(rows[i], f) - low) / span * STEPS + 0.5 : 0.0) + 1);
            column += place[i];
        }
        for (std::size_t i = 0; i < rows.size(); ++i) seen[i] += mixed(place[i] ^ column);
    }
    for (uint64_t &each : seen) each = mixed(each ^ mixed(seed + 1));
    return seen;
}

}  // namespace

Groups group(const double *x, int64_t n, int d, double nothing, uint64_t seed) {
    std::vector<uint64_t> hash(std::size_t(n), 0);
    const auto value = [&](int64_t row, int f) {
        const double v = x[row * d + f];
        return std::fabs(v) < nothing ? 0.0 : v;
    };
    for (int64_t row = 0; row < n; ++row) {
        uint64_t h = seed;
        for (int f = 0; f < d; ++f) {
            const double v = value(row, f);
            uint64_t bits;
            static_assert(sizeof bits == sizeof v, "a double has 64 bits");
            __builtin_memcpy(&bits, &v, sizeof bits);
            h = mixed((h + 0x9E3779B97F4A7C15ULL) ^ bits);
        }
        hash[std::size_t(row)] = h;
    }
    const auto compare = [&](int64_t a, int64_t b) {  // rows of one hash nearly always are the same row
        for (int f = 0; f < d; ++f) {
            const double va = value(a, f), vb = value(b, f);
            if (va != vb) return va < vb ? -1 : 1;
        }
        return 0;
    };
    // A table of open addresses finds the group of each row; only the groups are sorted.
    Groups groups;
    groups.inverse.resize(std::size_t(n));
    std::vector<int64_t> first, counts;
    std::vector<int32_t> places(1024, -1);
    const auto place_of = [&](uint64_t h, int64_t row) {
        std::size_t at = std::size_t(h) & (places.size() - 1);
        for (; places[at] >= 0; at = (at + 1) & (places.size() - 1)) {
            const int64_t other = first[std::size_t(places[at])];
            if (hash[std::size_t(other)] == h && !compare(other, row)) break;
        }
        return at;
    };
    for (int64_t row = 0; row < n; ++row) {
        std::size_t at = place_of(hash[std::size_t(row)], row);
        if (places[at] < 0) {
            if (2 * first.size() >= places.size()) {
                std::vector<int32_t>(places.size() * 4, -1).swap(places);
                for (std::size_t g = 0; g < first.size(); ++g)
                    places[place_of(hash[std::size_t(first[g])], first[g])] = int32_t(g);
                at = place_of(hash[std::size_t(row)], row);
            }
            places[at] = int32_t(first.size());
            first.push_back(row);
            counts.push_back(0);
        }
        ++counts[std::size_t(places[at])];
        groups.inverse[std::size_t(row)] = places[at];
    }
    std::vector<int32_t> order(first.size(), 0), rank(first.size(), 0);
    std::iota(order.begin(), order.end(), 0);
    std::vector<uint64_t> content = contents(first, d, value, seed);
    const auto before = [&](int32_t a, int32_t b) {
        const uint64_t ca = content[std::size_t(a)], cb = content[std::size_t(b)];
        return ca != cb ? ca < cb : compare(first[std::size_t(a)], first[std::size_t(b)]) < 0;
    };
    std::sort(order.begin(), order.end(), before);
    // Rows that differ by less than a step of a far wider range are stirred, too: a sample takes the first of the order.
    bool alike = false;
    std::vector<uint64_t> stirred(content);
    for (std::size_t i = 1, run = 0; i < order.size(); ++i) {
        run = content[std::size_t(order[i])] == content[std::size_t(order[i - 1])] ? run + 1 : 0;
        if (!run) continue;
        alike = true;
        stirred[std::size_t(order[i])] = mixed(content[std::size_t(order[i])] + run * 0x9E3779B97F4A7C15ULL);
    }
    content.swap(stirred);
    if (alike) std::sort(order.begin(), order.end(), before);
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::size_t g = std::size_t(order[i]);
        groups.order.push_back(first[g]);
        groups.counts.push_back(counts[g]);
        rank[g] = int32_t(i);
    }
    for (int32_t &of_row : groups.inverse) of_row = rank[std::size_t(of_row)];
    return groups;
}

}  // namespace coterie

// Identical rows once.
#include <cmath>
#include <numeric>

#include "random.h"
#include "sweep.h"

namespace coterie {

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
    std::sort(order.begin(), order.end(), [&](int32_t a, int32_t b) {
        const int64_t ra = first[std::size_t(a)], rb = first[std::size_t(b)];
        const uint64_t ha = hash[std::size_t(ra)], hb = hash[std::size_t(rb)];
        return ha != hb ? ha < hb : compare(ra, rb) < 0;
    });
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

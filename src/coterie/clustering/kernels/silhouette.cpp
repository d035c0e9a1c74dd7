// How much nearer rows are to their own cluster than to the next.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <type_traits>

#include "sweep.h"

namespace coterie {

namespace {

// An order of rows in which those with the same labels in every set follow each other: their distances are then added
// up once, not once a set.
struct Together {
    std::vector<int64_t> order, end;
    std::vector<int32_t> of, cells;

    Together(const int32_t *labels, int64_t n, const std::vector<int64_t> &offset)
        : order(std::size_t(n)), of(std::size_t(n)) {
        std::iota(order.begin(), order.end(), 0);
        for (std::size_t s = 0; s < offset.size(); ++s) {
            const int32_t *own = labels + int64_t(s) * n;
            std::stable_sort(order.begin(), order.end(), [own](int64_t a, int64_t b) { return own[a] < own[b]; });
        }
        for (int64_t i = 0; i < n; ++i) {
            bool same = i > 0;
            for (std::size_t s = 0; s < offset.size() && same; ++s)
                same = labels[int64_t(s) * n + order[std::size_t(i)]] == labels[int64_t(s) * n + order[std::size_t(i - 1)]];
            if (same) {
                end.back() = i + 1;
            } else {
                end.push_back(i + 1);
                for (std::size_t s = 0; s < offset.size(); ++s)
                    cells.push_back(int32_t(offset[s] + labels[int64_t(s) * n + order[std::size_t(i)]]));
            }
            of[std::size_t(i)] = int32_t(end.size() - 1);
        }
    }
};

void add_up(const float *two, int d, const float *all, int64_t first, int64_t last, const Runs &runs, float *room,
            double *out) {
    kernels().pairs(two, d, all, first, last, runs, room, out);
}
void add_up(const double *two, int d, const double *all, int64_t first, int64_t last, const Runs &runs, double *room,
            double *out) {
    kernels().precise_pairs(two, d, all, first, last, runs, room, out);
}

// With distances held as N: float32 keeps six digits of a mean silhouette and takes half the time.
template <class N>
std::vector<Sums> in(const Rows &rows, const int32_t *labels, const std::vector<int> &counts,
                     const std::vector<int64_t> &about, Pool &pool, const Watch &watch) {
    const int64_t n = rows.n, sets = int64_t(counts.size());
    const int d = rows.d;
    std::vector<int64_t> offset;
    int64_t cells = 0;
    for (int k : counts) {
        offset.push_back(cells);
        cells += k;
    }
    std::vector<double> sizes(std::size_t(cells), 0.0), shift(std::size_t(d), 0.0);
    for (int64_t s = 0; s < sets; ++s)
        for (int64_t row = 0; row < n; ++row) sizes[std::size_t(offset[std::size_t(s)] + labels[s * n + row])] += 1.0;
    const Together together(labels, n, offset);
    if (std::is_same_v<N, float>)  // which has too few digits for what lies far from 0
        for (int64_t row = 0; row < n; ++row)
            for (int f = 0; f < d; ++f) shift[std::size_t(f)] += rows.x[row * d + f] / double(n);
    double largest = 0.0;
    for (int64_t row = 0; row < n; ++row)
        for (int f = 0; f < d; ++f) largest = std::max(largest, std::fabs(rows.x[row * d + f] - shift[std::size_t(f)]));
    // A power of two changes no silhouette, and float32 can then neither overflow nor vanish.
    const double scale = largest > 0 ? std::ldexp(1.0, -std::ilogb(largest) - 1) : 1.0;
    const auto small = [&](int64_t row, int f) { return N((rows.x[row * d + f] - shift[std::size_t(f)]) * scale); };
    AlignedArray<N> all(n * d);
    for (int64_t i = 0; i < n; ++i)
        for (int f = 0; f < d; ++f) all[i * d + f] = small(together.order[std::size_t(i)], f);
    const Runs runs{together.of.data(), together.end.data(), together.cells.data(), int(sets), int(cells)};
    constexpr int64_t PAIR = 2 * LANES, STRETCH = 256;
    const int64_t tasks = (int64_t(about.size()) + PAIR - 1) / PAIR;
    std::vector<std::vector<Sums>> parts;
    parts.resize(std::size_t(tasks), std::vector<Sums>(counts.size()));
    const int64_t step = std::max<int64_t>(1, 200'000'000 / std::max<int64_t>(1, n * PAIR)) * pool.threads();
    for (int64_t start = 0; start < tasks; start += step) {
        watch({});
        pool.run(std::min(step, tasks - start), [&](int64_t offset_task, int) {
            const int64_t task = start + offset_task;
            AlignedArray<N> two(int64_t(d) * PAIR), room(cells * PAIR);
            AlignedArray<double> sums(cells * PAIR, 0.0);
            const int64_t first = task * PAIR, count = std::min<int64_t>(PAIR, int64_t(about.size()) - first);
            for (int64_t lane = 0; lane < PAIR; ++lane) {
                const int64_t row = about[std::size_t(first + std::min(lane, count - 1))];
                for (int f = 0; f < d; ++f) two[(lane / LANES * d + f) * LANES + lane % LANES] = small(row, f);
            }
            for (int64_t j = 0; j < n; j += STRETCH)
                add_up(two.get(), d, all.get(), j, std::min(n, j + STRETCH), runs, room.get(), sums.get());
            for (int64_t s = 0; s < sets; ++s)
                for (int64_t lane = 0; lane < count; ++lane) {
                    const int64_t own = offset[std::size_t(s)] + labels[s * n + about[std::size_t(first + lane)]];
                    const double size = sizes[std::size_t(own)];
                    double outside = std::numeric_limits<double>::infinity(), value = 0.0;
                    for (int64_t c = offset[std::size_t(s)]; c < offset[std::size_t(s)] + counts[std::size_t(s)]; ++c)
                        if (c != own && sizes[std::size_t(c)] > 0)
                            outside = std::min(outside, sums[c * PAIR + lane] / sizes[std::size_t(c)]);
                    if (size > 1 && std::isfinite(outside)) {
                        const double inside = sums[own * PAIR + lane] / (size - 1);
                        const double larger = std::max(inside, outside);
                        value = larger > 0 ? (outside - inside) / larger : 0.0;
                    }
                    parts[std::size_t(task)][std::size_t(s)].sum += value;
                    parts[std::size_t(task)][std::size_t(s)].squares += value * value;
                }
        });
    }
    std::vector<Sums> found(counts.size());
    for (const auto &part : parts)
        for (std::size_t s = 0; s < found.size(); ++s) {
            found[s].sum += part[s].sum;
            found[s].squares += part[s].squares;
        }
    return found;
}

}  // namespace

std::vector<Sums> silhouettes(const Rows &rows, const int32_t *labels, const std::vector<int> &counts,
                              const std::vector<int64_t> &about, bool precise, Pool &pool, const Watch &watch) {
    return precise ? in<double>(rows, labels, counts, about, pool, watch)
                   : in<float>(rows, labels, counts, about, pool, watch);
}

}  // namespace coterie

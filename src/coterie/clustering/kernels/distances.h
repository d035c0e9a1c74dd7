// Distances of rows to all others by cluster, for vectors of any kind; compiled once for each instruction set.
#pragma once

#include "lanes.h"
#include "wide.h"

namespace coterie {
namespace {

// Distances of two blocks of rows to each of the others, added up by run; T are vectors of numbers N.
template <class T, T (*root)(T), class N>
inline void apart(const N *two, int d, const N *all_rows, int64_t first, int64_t last, const Runs &runs, N *room,
                  double *out) {
    constexpr int WIDTH_OF_T = int(sizeof(T) / sizeof(N)), VECTORS = 2 * LANES / WIDTH_OF_T;
    std::memset(room, 0, sizeof(N) * runs.n_cells * 2 * LANES);
    for (int64_t j = first; j < last;) {
        const int64_t run = runs.of[j], end = runs.end[run] < last ? runs.end[run] : last;
        T sum[VECTORS];
        for (int v = 0; v < VECTORS; ++v) sum[v] = all(N(0));
        for (; j < end; ++j) {
            const N *other = all_rows + j * d;
            T away[VECTORS];
            for (int v = 0; v < VECTORS; ++v) away[v] = all(N(0));
            for (int f = 0; f < d; ++f) {
                const T value = all(other[f]);
                for (int v = 0; v < VECTORS; ++v) {
                    const int block = v * WIDTH_OF_T / LANES, lane = v * WIDTH_OF_T % LANES;
                    const T gap = load(two + (int64_t(block) * d + f) * LANES + lane) - value;
                    away[v] += gap * gap;
                }
            }
            for (int v = 0; v < VECTORS; ++v) sum[v] += root(away[v]);
        }
        for (int s = 0; s < runs.n_sets; ++s) {
            N *to = room + int64_t(runs.cells[run * runs.n_sets + s]) * 2 * LANES;
            for (int v = 0; v < VECTORS; ++v) store(to + v * WIDTH_OF_T, load(to + v * WIDTH_OF_T) + sum[v]);
        }
    }
    for (int64_t i = 0; i < int64_t(runs.n_cells) * 2 * LANES; ++i) out[i] += double(room[i]);
}

}  // namespace
}  // namespace coterie

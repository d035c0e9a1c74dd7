// Passes over float32 blocks; compiled once for each instruction set (ISA names it).
#include <cfloat>
#include <cstring>

#include "kernels.h"

#if defined(__AVX512F__)
#define WIDTH 16
#elif defined(__AVX2__)
#define WIDTH 8
#else
#define WIDTH 4
#endif

#define JOIN2(a, b) a##b
#define JOIN(a, b) JOIN2(a, b)

namespace coterie {

void JOIN(exact_, ISA)(const double *block, int d, const double *centers, int k, double *out);
void JOIN(nearest_, ISA)(const double *away, int k, double *best, int32_t *label, double *next, int32_t *second);
void JOIN(silhouette_, ISA)(const double *away, int k, const double *within, const double *share, const int32_t *label,
                            double *out);

namespace {

typedef float V __attribute__((vector_size(WIDTH * 4)));
typedef int32_t I __attribute__((vector_size(WIDTH * 4)));

inline V load(const float *p) {
    V v;
    std::memcpy(&v, p, sizeof v);
    return v;
}
inline void store(float *p, V v) { std::memcpy(p, &v, sizeof v); }
inline void store(int32_t *p, I v) { std::memcpy(p, &v, sizeof v); }
inline V all(float x) { return V{} + x; }
inline I all(int32_t x) { return I{} + x; }

// Scores ½|c|² − x·c of two vectors of rows against R centres; the lower number keeps a tie.
template <int R>
inline void quad(const float *xa, const float *xb, int d, const float *c, const float *half, int first, V &best_a,
                 I &at_a, V &best_b, I &at_b) {
    V a[R], b[R];
    for (int r = 0; r < R; ++r) a[r] = b[r] = all(half[r]);
    for (int f = 0; f < d; ++f) {
        const V va = load(xa + f * LANES), vb = load(xb + f * LANES);
        for (int r = 0; r < R; ++r) {
            const V cr = all(c[f * 4 + r]);
            a[r] += va * cr;
            b[r] += vb * cr;
        }
    }
    for (int r = 0; r < R; ++r) {
        const I number = all(int32_t(first + r));
        const I nearer_a = a[r] < best_a, nearer_b = b[r] < best_b;
        best_a = nearer_a ? a[r] : best_a;
        at_a = nearer_a ? number : at_a;
        best_b = nearer_b ? b[r] : best_b;
        at_b = nearer_b ? number : at_b;
    }
}

// Labels of two vectors of rows.
inline void nearest_two(const float *xa, const float *xb, int d, const PassSet &set, int32_t *la, int32_t *lb) {
    V best_a = all(FLT_MAX), best_b = all(FLT_MAX);
    I at_a = all(int32_t(0)), at_b = all(int32_t(0));
    int k = 0;
    const float *c = set.packed;
    for (; k + 4 <= set.k; k += 4, c += 4 * d) quad<4>(xa, xb, d, c, set.halves + k, k, best_a, at_a, best_b, at_b);
    switch (set.k - k) {
        case 3: quad<3>(xa, xb, d, c, set.halves + k, k, best_a, at_a, best_b, at_b); break;
        case 2: quad<2>(xa, xb, d, c, set.halves + k, k, best_a, at_a, best_b, at_b); break;
        case 1: quad<1>(xa, xb, d, c, set.halves + k, k, best_a, at_a, best_b, at_b); break;
        default: break;
    }
    store(la, at_a);
    store(lb, at_b);
}

// Labels of the rows of one tile. An odd last block is scored with itself.
inline void nearest_tile(const float *x, int blocks, int d, const PassSet &set, int32_t *labels) {
    constexpr int PER_BLOCK = LANES / WIDTH;
    const int vectors = blocks * PER_BLOCK;
    for (int v = 0; v < vectors; v += 2) {
        const int u = v + 1 < vectors ? v + 1 : v;
        const float *xa = x + int64_t(v / PER_BLOCK) * d * LANES + (v % PER_BLOCK) * WIDTH;
        const float *xb = x + int64_t(u / PER_BLOCK) * d * LANES + (u % PER_BLOCK) * WIDTH;
        nearest_two(xa, xb, d, set, labels + v * WIDTH, labels + u * WIDTH);
    }
}

// Rows of a tile one after the other in float64, weighted: what sums are made of.
inline void lay_rows(const Blocks &data, const float *x, int64_t first_row, int rows, double *out) {
    const int d = data.d, stride = data.stride;
    for (int r = 0; r < rows; ++r) {
        const float *column = x + int64_t(r / LANES) * d * LANES + r % LANES;
        const double w = data.weights ? data.weights[first_row + r] : 1.0;
        double *to = out + int64_t(r) * stride;
        for (int f = 0; f < d; ++f) to[f] = w * column[f * LANES];
        for (int f = d; f < stride; ++f) to[f] = 0.0;
    }
}

typedef double D8 __attribute__((vector_size(64)));

inline void add_row(double *sum, const double *row, int stride) {
    for (int f = 0; f < stride; f += 8) {
        D8 a, b;
        std::memcpy(&a, sum + f, sizeof a);
        std::memcpy(&b, row + f, sizeof b);
        a += b;
        std::memcpy(sum + f, &a, sizeof a);
    }
}
inline void take_row(double *sum, const double *row, int stride) {
    for (int f = 0; f < stride; f += 8) {
        D8 a, b;
        std::memcpy(&a, sum + f, sizeof a);
        std::memcpy(&b, row + f, sizeof b);
        a -= b;
        std::memcpy(sum + f, &a, sizeof a);
    }
}

template <class L>
inline void move_row(const Blocks &data, int64_t row, const double *values, PassSet &set, L old, L now) {
    const int stride = data.stride;
    const double w = data.weights ? data.weights[row] : 1.0;
    add_row(set.sums + int64_t(now) * stride, values, stride);
    set.mass[now] += w;
    if (old != L(-1)) {
        take_row(set.sums + int64_t(old) * stride, values, stride);
        set.mass[old] -= w;
    }
    ++set.changed;
}

// Rows whose label changed, found several at a time: near the end of a run there are few.
template <class L>
struct Changes {
    const Blocks &data;
    const float *x;
    double *rowwise;
    bool laid = false;

    void lay(int64_t first_row, int rows) {
        if (!laid) lay_rows(data, x, first_row, rows, rowwise);
        laid = true;
    }

    void apply(int64_t first_row, int rows, PassSet &set, const L *found) {
        constexpr int STEP = int(8 / sizeof(L));
        L *labels = static_cast<L *>(set.labels);
        if (!labels) {
            lay(first_row, rows);
            for (int r = 0; r < rows; ++r)
                move_row<L>(data, first_row + r, rowwise + int64_t(r) * data.stride, set, L(-1), found[r]);
            return;
        }
        labels += first_row;
        int r = 0;
        for (; r + STEP <= rows; r += STEP) {
            uint64_t before, after;
            std::memcpy(&before, labels + r, 8);
            std::memcpy(&after, found + r, 8);
            if (before == after) continue;
            for (int i = r; i < r + STEP; ++i) change(first_row, rows, i, set, labels, found);
        }
        for (; r < rows; ++r) change(first_row, rows, r, set, labels, found);
    }

    void change(int64_t first_row, int rows, int i, PassSet &set, L *labels, const L *found) {
        if (labels[i] == found[i]) return;
        lay(first_row, rows);
        move_row<L>(data, first_row + i, rowwise + int64_t(i) * data.stride, set, labels[i], found[i]);
        labels[i] = found[i];
    }
};

template <class L>
void pass_as(const Blocks &data, int64_t first, int64_t last, PassSet *sets, int n_sets, double *rowwise) {
    int32_t found[TILE_ROWS];
    L narrow[TILE_ROWS];
    for (int64_t block = first; block < last; block += TILE) {
        const int blocks = int(last - block < TILE ? last - block : TILE);
        const int64_t row = block * LANES;
        const int rows = int(data.rows - row < blocks * LANES ? data.rows - row : blocks * LANES);
        const float *x = data.x + block * data.d * LANES;
        Changes<L> changes{data, x, rowwise};
        for (int s = 0; s < n_sets; ++s) {
            nearest_tile(x, blocks, data.d, sets[s], found);
            for (int r = 0; r < blocks * LANES; ++r) narrow[r] = L(found[r]);
            changes.apply(row, rows, sets[s], narrow);
        }
    }
}

void pass(const Blocks &data, int64_t first, int64_t last, PassSet *sets, int n_sets, bool wide, double *rowwise) {
    if (wide)
        pass_as<int32_t>(data, first, last, sets, n_sets, rowwise);
    else
        pass_as<uint8_t>(data, first, last, sets, n_sets, rowwise);
}

void approach(const Blocks &data, const float *candidate, const float *nearest, float *out, double *tile_sums) {
    const int d = data.d;
    const int64_t blocks = (data.rows + LANES - 1) / LANES;
    for (int64_t start = 0; start < blocks; start += TILE) {
        const int64_t end = start + TILE < blocks ? start + TILE : blocks;
        double sum = 0.0;
        V total = all(0.0f);
        for (int64_t b = start; b < end; ++b) {
            for (int part = 0; part < LANES; part += WIDTH) {
                const float *x = data.x + b * d * LANES + part;
                V away = all(0.0f);
                for (int f = 0; f < d; ++f) {
                    const V gap = load(x + f * LANES) - all(candidate[f]);
                    away += gap * gap;
                }
                const V known = load(nearest + b * LANES + part);
                away = away < known ? away : known;
                store(out + b * LANES + part, away);
                total += away;
            }
            if (data.weights)
                for (int lane = 0; lane < LANES; ++lane)
                    sum += data.weights[b * LANES + lane] * double(out[b * LANES + lane]);
        }
        if (!data.weights)
            for (int lane = 0; lane < WIDTH; ++lane) sum += double(total[lane]);
        tile_sums[start / TILE] = sum;
    }
}

inline V root(V v) {
    for (int lane = 0; lane < WIDTH; ++lane) v[lane] = __builtin_sqrtf(v[lane]);
    return v;
}

void pairs(const float *two, int d, const float *all_rows, int64_t first, int64_t last, const int32_t *cells, int n_sets,
           int n_cells, float *room, double *out) {
    constexpr int VECTORS = 2 * LANES / WIDTH;
    std::memset(room, 0, sizeof(float) * n_cells * 2 * LANES);
    for (int64_t j = first; j < last; ++j) {
        const float *other = all_rows + j * d;
        V away[VECTORS];
        for (int v = 0; v < VECTORS; ++v) away[v] = all(0.0f);
        for (int f = 0; f < d; ++f) {
            const V value = all(other[f]);
            for (int v = 0; v < VECTORS; ++v) {
                const int block = v * WIDTH / LANES, lane = v * WIDTH % LANES;
                const V gap = load(two + (int64_t(block) * d + f) * LANES + lane) - value;
                away[v] += gap * gap;
            }
        }
        for (int v = 0; v < VECTORS; ++v) away[v] = root(away[v]);
        const int32_t *cell = cells + j * n_sets;
        for (int s = 0; s < n_sets; ++s) {
            float *to = room + int64_t(cell[s]) * 2 * LANES;
            for (int v = 0; v < VECTORS; ++v) store(to + v * WIDTH, load(to + v * WIDTH) + away[v]);
        }
    }
    for (int64_t i = 0; i < int64_t(n_cells) * 2 * LANES; ++i) out[i] += double(room[i]);
}

}  // namespace

#define NAME2(x) #x
#define NAME(x) NAME2(x)
extern const Kernels JOIN(kernels_, ISA) = {NAME(ISA), pass, approach, pairs,
                                             JOIN(exact_, ISA), JOIN(nearest_, ISA), JOIN(silhouette_, ISA)};

}  // namespace coterie

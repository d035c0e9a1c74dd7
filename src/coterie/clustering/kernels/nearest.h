// The nearest centres of rows, and how far centres may move before another is.
#pragma once

#include <cfloat>

#include "lanes.h"

// GROUP: centres that are scored together, as many as the registers hold.
#if WIDTH == 16
#define GROUP 8
#else
#define GROUP 4
#endif

namespace coterie {
namespace {

// The best of the scores of a vector of rows so far, which centre it was, and the next best where NEXT asks for it.
struct Best {
    V score = all(FLT_MAX), next = all(FLT_MAX);
    I at = all(int32_t(0));

    template <bool NEXT>
    void meet(V other, I number) {
        const I nearer = other < score;
        if (NEXT) {
            const V loser = nearer ? score : other;
            next = loser < next ? loser : next;
        }
        score = nearer ? other : score;
        at = nearer ? number : at;
    }
};

// Scores ½|c|² − x·c of two vectors of rows against R centres; the lower number keeps a tie.
template <int R, bool NEXT>
inline void score(const float *xa, const float *xb, int d, const float *c, const float *half, int first, Best &best_a,
                  Best &best_b) {
    V a[R], b[R];
    for (int r = 0; r < R; ++r) a[r] = b[r] = all(half[r]);
    for (int f = 0; f < d; ++f) {
        const V va = load(xa + f * LANES), vb = load(xb + f * LANES);
        for (int r = 0; r < R; ++r) {
            const V cr = all(c[(r / 4 * d + f) * 4 + r % 4]);
            a[r] += va * cr;
            b[r] += vb * cr;
        }
    }
    for (int r = 0; r < R; ++r) {
        const I number = all(int32_t(first + r));
        best_a.meet<NEXT>(a[r], number);
        best_b.meet<NEXT>(b[r], number);
    }
}

// The nearest centres of two vectors of rows.
template <bool NEXT>
inline void nearest_two(const float *xa, const float *xb, int d, const PassSet &set, Best &a, Best &b) {
    int k = 0;
    const float *c = set.packed;
    for (; k + GROUP <= set.k; k += GROUP, c += GROUP * d) score<GROUP, NEXT>(xa, xb, d, c, set.halves + k, k, a, b);
    switch (set.k - k) {
#if GROUP == 8
        case 7: score<7, NEXT>(xa, xb, d, c, set.halves + k, k, a, b); break;
        case 6: score<6, NEXT>(xa, xb, d, c, set.halves + k, k, a, b); break;
        case 5: score<5, NEXT>(xa, xb, d, c, set.halves + k, k, a, b); break;
        case 4: score<4, NEXT>(xa, xb, d, c, set.halves + k, k, a, b); break;
#endif
        case 3: score<3, NEXT>(xa, xb, d, c, set.halves + k, k, a, b); break;
        case 2: score<2, NEXT>(xa, xb, d, c, set.halves + k, k, a, b); break;
        case 1: score<1, NEXT>(xa, xb, d, c, set.halves + k, k, a, b); break;
        default: break;
    }
}

// Labels of the rows of one tile. An odd last block is scored with itself.
inline void nearest_tile(const float *x, int blocks, int d, const PassSet &set, int32_t *labels) {
    constexpr int PER_BLOCK = LANES / WIDTH;
    const int vectors = blocks * PER_BLOCK;
    for (int v = 0; v < vectors; v += 2) {
        const int u = v + 1 < vectors ? v + 1 : v;
        const float *xa = x + int64_t(v / PER_BLOCK) * d * LANES + (v % PER_BLOCK) * WIDTH;
        const float *xb = x + int64_t(u / PER_BLOCK) * d * LANES + (u % PER_BLOCK) * WIDTH;
        Best a, b;
        nearest_two<false>(xa, xb, d, set, a, b);
        store(labels + v * WIDTH, a.at);
        store(labels + u * WIDTH, b.at);
    }
}

#if defined(__AVX512F__)
inline V one_by_root(V v) { return (V)_mm512_rsqrt14_ps((__m512)v); }
inline float least_of(const float *p) { return _mm512_reduce_min_ps(_mm512_loadu_ps(p)); }
#else
inline V one_by_root(V v) {
    for (int lane = 0; lane < WIDTH; ++lane) v[lane] = 1.0f / __builtin_sqrtf(v[lane]);
    return v;
}
inline float least_of(const float *p) {
    float least[4] = {p[0], p[1], p[2], p[3]};
    for (int i = 4; i < LANES; ++i) least[i % 4] = p[i] < least[i % 4] ? p[i] : least[i % 4];
    const float one = least[0] < least[1] ? least[0] : least[1], other = least[2] < least[3] ? least[2] : least[3];
    return one < other ? one : other;
}
#endif

// How far centres may come before another is nearer to a row, at least: what lies between the distances to the nearest and
// the next, from their squares and a bound of their sum. Rounding in the scores, and of rows and centres to float32, is
// taken off.
inline V gap_of(V square, int d, const Best &best, float longest) {
    const V far = all(1e30f), two = all(2.0f);
    const V next = best.next < far ? best.next : far;
    const V lost = all(float(d + 16) * 0x1p-21f) * (square + all(longest));
    const V sums = two * (two * square + two * (next + best.score) + lost) + all(FLT_MIN);
    return (all(1.0f - 0x1p-12f) * two * (next - best.score) - lost) * one_by_root(sums);
}

// The same for the blocks of a tile whose numbers are given, and how far each of them reaches.
inline void nearest_blocks(const float *x, const float *squares, const int *numbers, int count, int d, const PassSet &set,
                           int32_t *labels, float *reach) {
    constexpr int PER_BLOCK = LANES / WIDTH;
    float gaps[LANES * TILE];
    for (int v = 0; v < count * PER_BLOCK; v += 2) {
        const int u = v + 1 < count * PER_BLOCK ? v + 1 : v;
        const int at_v = numbers[v / PER_BLOCK] * LANES + v % PER_BLOCK * WIDTH,
                  at_u = numbers[u / PER_BLOCK] * LANES + u % PER_BLOCK * WIDTH;
        const float *xa = x + int64_t(at_v / LANES) * d * LANES + at_v % LANES;
        const float *xb = x + int64_t(at_u / LANES) * d * LANES + at_u % LANES;
        Best a, b;
        nearest_two<true>(xa, xb, d, set, a, b);
        store(labels + at_v, a.at);
        store(labels + at_u, b.at);
        store(gaps + v * WIDTH, gap_of(load(squares + at_v), d, a, set.longest));
        store(gaps + u * WIDTH, gap_of(load(squares + at_u), d, b, set.longest));
    }
    for (int i = 0; i < count; ++i) {
        reach[numbers[i]] = (set.moved + least_of(gaps + i * LANES)) - 0x1p-22f * set.moved;
    }
}

// Squared lengths of the rows of a block.
inline void square_block(const float *x, int d, float *out) {
    for (int part = 0; part < LANES; part += WIDTH) {
        V sum = all(0.0f);
        for (int f = 0; f < d; ++f) sum += load(x + f * LANES + part) * load(x + f * LANES + part);
        store(out + part, sum);
    }
}

}  // namespace
}  // namespace coterie

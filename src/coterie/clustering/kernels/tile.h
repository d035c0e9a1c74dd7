// What new labels change in sums.
#pragma once

#include "lanes.h"

namespace coterie {
namespace {

constexpr float HALF = 12582912.0f;  // 1.5 * 2^23: what is added to it is rounded to a whole number

// Whole numbers near v, for |v| of at most 2^22.
inline I rounded(V v) { return __builtin_convertvector(v + all(HALF) - all(HALF), I); }

typedef int32_t I8 __attribute__((vector_size(32)));
typedef double D8 __attribute__((vector_size(64)));

inline void widen(I8 whole, D8 &out) {
#if defined(__AVX512F__)
    out = (D8)_mm512_cvtepi32_pd((__m256i)whole);  // compilers make two halves of it
#else
    out = __builtin_convertvector(whole, D8);
#endif
}

template <class T, int SIGN>
inline void add_vector(int32_t *sum, const int32_t *row) {
    T a, b;
    std::memcpy(&a, sum, sizeof a);
    std::memcpy(&b, row, sizeof b);
    if (SIGN > 0)
        a += b;
    else
        a -= b;
    std::memcpy(sum, &a, sizeof a);
}

// Adds N x 8 whole numbers to a sum, or takes them away; N of 0 stands for `groups`, known at run time.
template <int N, int SIGN>
inline void add_row(int32_t *sum, const int32_t *row, int groups) {
    if (N == 2 && WIDTH == 16) return add_vector<I16, SIGN>(sum, row);
    for (int g = 0; g < (N ? N : groups); ++g) add_vector<I8, SIGN>(sum + g * 8, row + g * 8);
}

// Adds `stride` whole numbers to sums of float64, or takes them away. What stands there after the features is not read.
template <int SIGN>
inline void add_wide(double *sum, const int32_t *row, int stride) {
    for (int g = 0; g < stride; g += 8) {
        I8 part;
        D8 a;
        std::memcpy(&part, row + g, sizeof part);
        std::memcpy(&a, sum + g, sizeof a);
        D8 b;
        widen(part, b);
        if (SIGN > 0)
            a += b;
        else
            a -= b;
        std::memcpy(sum + g, &a, sizeof a);
    }
}

// What new labels change in the sums of a set: `row[i]` of a tile goes to cluster `to[i]`, and leaves `from[i]` unless
// `fresh`, where no row had a label.
struct Moves {
    int count = 0;
    bool fresh = false;
    int16_t row[TILE_ROWS];
    int32_t to[TILE_ROWS], from[TILE_ROWS];

    template <class L>
    void find(const L *labels, const L *now, int rows) {
        constexpr int STEP = int(8 / sizeof(L)), BITS = 8 * int(sizeof(L));
        count = 0;
        int r = 0;
#if defined(__AVX512BW__)
        if (sizeof(L) == 1)
            for (; r + 64 <= rows; r += 64) {
                const __m512i before = _mm512_loadu_si512(labels + r), after = _mm512_loadu_si512(now + r);
                for (uint64_t bits = _mm512_cmpneq_epi8_mask(before, after); bits; bits &= bits - 1)
                    row[count++] = int16_t(r + __builtin_ctzll(bits));
            }
#endif
        for (; r + STEP <= rows; r += STEP) {
            uint64_t before, after;
            std::memcpy(&before, labels + r, 8);
            std::memcpy(&after, now + r, 8);
            if (before == after) continue;
            for (int i = 0; i < STEP; ++i) {
                row[count] = int16_t(r + i);
                count += ((before ^ after) >> (i * BITS) & L(-1)) != 0;
            }
        }
        for (; r < rows; ++r)
            if (labels[r] != now[r]) row[count++] = int16_t(r);
        for (int i = 0; i < count; ++i) {
            to[i] = int32_t(now[row[i]]);
            from[i] = int32_t(labels[row[i]]);
        }
    }
    template <class L>
    void all_of(const L *now, int rows) {
        count = rows;
        for (int r = 0; r < rows; ++r) {
            row[r] = int16_t(r);
            to[r] = int32_t(now[r]);
        }
    }
};

// The rows of one tile. Sums of whole numbers are exact in any order: many moves are added up as 32-bit numbers first
// (256 rows of at most 2^21 fit), few go to the sums at once.
class Tile {
   public:
    Tile(const Blocks &data, int64_t block, int blocks, int32_t *desk)
        : data_(data),
          first_(block * LANES),
          x_(data.x + first_ * data.d),
          blocks_(blocks),
          whole_(data.whole ? data.whole + first_ * data.width : desk),
          desk_(desk),
          copies_(desk + TILE_ROWS * data.width),
          laid_(data.whole) {}

    void move(PassSet &set, const Moves &moves) {
        if (!(data_.unit > 0)) return plain(set, moves);
        lay();
        if (moves.count < 4 * set.k) return few(set, moves);
        switch (data_.width / 8) {
            case 1: return many<1>(set, moves);
            case 2: return many<2>(set, moves);
            case 3: return many<3>(set, moves);
            default: return many<0>(set, moves);
        }
    }

    // The same where no row had a label, for a set that is added up with others.
    template <class L>
    void move_all(PassSet &set, const L *now, int rows) {
        if (set.times == 1)
            for (int r = 0; r < rows; ++r) cell_[r] = int16_t(now[r]);
        else
            for (int r = 0; r < rows; ++r) cell_[r] = int16_t(cell_[r] + now[r] * set.times);
        if (!set.cells) return;
        lay();
        switch (data_.stride / 8) {
            case 1: return add_cells<1>(set, rows);
            case 2: return add_cells<2>(set, rows);
            default: return add_cells<0>(set, rows);
        }
    }

   private:
    template <int N>
    void add_cells(const PassSet &set, int rows) {
        const int stride = N ? 8 * N : data_.stride, d = data_.d, width = data_.width;
        const int32_t *row = whole_;
        double *const cells = set.cells, *const mass = set.cell_mass;
        for (int r = 0; r < rows; ++r, row += width) {
            const int64_t cell = cell_[r];
            add_wide<1>(cells + cell * stride, row, stride);
            mass[cell] += double(row[d]);
        }
    }

    // Sums of float64 where there is no unit.
    void plain(PassSet &set, const Moves &moves) {
        const int d = data_.d, stride = data_.stride;
        for (int i = 0; i < moves.count; ++i) {
            const int r = moves.row[i];
            const float *x = x_ + int64_t(r / LANES) * d * LANES + r % LANES;
            const double w = data_.weights ? data_.weights[first_ + r] : 1.0;
            double *to = set.sums + int64_t(moves.to[i]) * stride;
            for (int f = 0; f < d; ++f) to[f] += w * x[f * LANES];
            set.mass[moves.to[i]] += w;
            if (moves.fresh) continue;
            double *from = set.sums + int64_t(moves.from[i]) * stride;
            for (int f = 0; f < d; ++f) from[f] -= w * x[f * LANES];
            set.mass[moves.from[i]] -= w;
        }
    }

    void few(PassSet &set, const Moves &moves) {
        const int d = data_.d, stride = data_.stride;
        for (int i = 0; i < moves.count; ++i) {
            const int32_t *row = whole_ + moves.row[i] * data_.width;
            add_wide<1>(set.sums + int64_t(moves.to[i]) * stride, row, stride);
            set.mass[moves.to[i]] += double(row[d]);
            if (moves.fresh) continue;
            add_wide<-1>(set.sums + int64_t(moves.from[i]) * stride, row, stride);
            set.mass[moves.from[i]] -= double(row[d]);
        }
    }

    template <int N>
    void many(PassSet &set, const Moves &moves) {
        const int width = N ? N * 8 : data_.width, groups = width / 8;
        const int64_t all_sums = int64_t(set.k) * width;
        std::memset(copies_, 0, sizeof(int32_t) * std::size_t(COPIES * all_sums));
        int32_t *copy[COPIES];
        for (int i = 0; i < COPIES; ++i) copy[i] = copies_ + i * all_sums;
        if (moves.fresh) {  // every row, one after the other
            const int count = moves.count;
            int i = 0;
            for (; i + COPIES <= count; i += COPIES)
                for (int c = 0; c < COPIES; ++c)
                    add_row<N, 1>(copy[c] + moves.to[i + c] * width, whole_ + int64_t(i + c) * width, groups);
            for (; i < count; ++i) add_row<N, 1>(copy[0] + moves.to[i] * width, whole_ + int64_t(i) * width, groups);
        } else
            for (int i = 0; i < moves.count; ++i) {
                const int32_t *row = whole_ + moves.row[i] * width;
                add_row<N, 1>(copy[i % COPIES] + moves.to[i] * width, row, groups);
                add_row<N, -1>(copy[i % COPIES] + moves.from[i] * width, row, groups);
            }
        for (int c = 0; c < set.k; ++c) {
            int32_t *sum = copies_ + c * width;
            for (int i = 1; i < COPIES; ++i) add_row<N, 1>(sum, sum + i * all_sums, groups);
            add_wide<1>(set.sums + int64_t(c) * data_.stride, sum, data_.stride);
            set.mass[c] += double(sum[data_.d]);
        }
    }

    // Rows one after the other in whole numbers, each with its weight.
    void lay() {
        if (laid_) return;
        laid_ = true;
        const int d = data_.d, width = data_.width;
        int32_t lanes[4 * LANES] = {};  // what is left of it when features end is overwritten below
        for (int b = 0; b < blocks_; ++b) {
            int32_t *to = desk_ + b * LANES * width;
            const double *weights = data_.weights ? data_.weights + first_ + b * LANES : nullptr;
            float share[LANES];
            for (int r = 0; r < LANES; ++r) share[r] = weights ? float(weights[r]) * data_.unit : data_.unit;
            for (int f = 0; f < d; f += 4) {
                for (int i = f; i < f + 4 && i < d; ++i)
                    for (int part = 0; part < LANES; part += WIDTH)
                        store(lanes + (i - f) * LANES + part,
                              rounded(load(x_ + (b * d + i) * LANES + part) * load(share + part)));
                for (int r = 0; r < LANES; r += 4) turn(lanes + r, LANES, to + r * width + f, width);
            }
            for (int r = 0; r < LANES; ++r) to[r * width + d] = weights ? int32_t(weights[r]) : 1;
            for (int f = d + 1; f < width; ++f)
                for (int r = 0; r < LANES; ++r) to[r * width + f] = 0;
        }
    }

    const Blocks &data_;
    const int64_t first_;
    const float *x_;
    const int blocks_;
    const int32_t *whole_;
    int32_t *desk_, *copies_;
    bool laid_;
    int16_t cell_[TILE_ROWS];
};

}  // namespace
}  // namespace coterie

// Passes over float32 blocks; compiled once for each instruction set (ISA names it).
#include <cfloat>
#include <cstring>

#include "kernels.h"

// GROUP: centres that are scored together, as many as the registers hold.
#if defined(__AVX512F__)
#include <immintrin.h>
#define WIDTH 16
#define GROUP 8
#elif defined(__AVX2__)
#define WIDTH 8
#define GROUP 4
#else
#define WIDTH 4
#define GROUP 4
#endif

#define JOIN2(a, b) a##b
#define JOIN(a, b) JOIN2(a, b)

namespace coterie {

void JOIN(exact_, ISA)(const double *block, int d, const double *centers, int k, double *out);
void JOIN(nearest_, ISA)(const double *away, int k, double *best, int32_t *label, double *next, int32_t *second);
void JOIN(remains_, ISA)(const Labelled &rows, double *rest, double *squares, double *mass);
void JOIN(pairs_, ISA)(const float *two, int d, const float *all_rows, int64_t first, int64_t last, const Runs &runs,
                       float *room, double *out);
void JOIN(squared_, ISA)(const double *block, const double *lengths, int d, const Clusters &clusters, const int32_t *label,
                         const double *weights, double *sums);
void JOIN(silhouette_, ISA)(const double *away, int k, const double *within, const double *share, const int32_t *label,
                            double *out);

namespace {

typedef float V __attribute__((vector_size(WIDTH * 4)));
typedef int32_t I __attribute__((vector_size(WIDTH * 4)));
typedef int32_t I16 __attribute__((vector_size(64)));
typedef double D __attribute__((vector_size(LANES * 8)));

inline V load(const float *p) {
    V v;
    std::memcpy(&v, p, sizeof v);
    return v;
}
inline I load(const int32_t *p) {
    I v;
    std::memcpy(&v, p, sizeof v);
    return v;
}
inline void store(float *p, V v) { std::memcpy(p, &v, sizeof v); }
inline void store(int32_t *p, I v) { std::memcpy(p, &v, sizeof v); }
inline V all(float x) { return x - V{}; }  // adding 0 would not be left out: it changes -0
inline I all(int32_t x) { return x - I{}; }

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
        const int at_v = numbers[v / PER_BLOCK] * LANES + v % PER_BLOCK * WIDTH, at_u = numbers[u / PER_BLOCK] * LANES + u % PER_BLOCK * WIDTH;
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

constexpr float HALF = 12582912.0f;  // 1.5 * 2^23: what is added to it is rounded to a whole number

// Whole numbers near v, for |v| of at most 2^22.
inline I rounded(V v) { return __builtin_convertvector(v + all(HALF) - all(HALF), I); }

void gather(const double *const *row, int d, const double *shift, double scale, float *desk, float *out) {
    for (int lane = 0; lane < LANES; ++lane)
        for (int f = 0; f < d; ++f) desk[lane * d + f] = float((row[lane][f] - shift[f]) * scale);
    for (int f = 0; f < d; ++f)
        for (int lane = 0; lane < LANES; ++lane) out[f * LANES + lane] = desk[lane * d + f];
}

void in_units(const Blocks &data, int64_t block, int32_t *out, UnitSums *sums) {
    const float *x = data.x + block * data.d * LANES;
    float share[LANES];
    for (int lane = 0; lane < LANES; ++lane)
        share[lane] = data.weights ? float(data.weights[block * LANES + lane]) * data.unit : data.unit;
    D squares = {};
    I near[LANES / WIDTH] = {};
    const V fine = all(sums->fine), zero = all(0.0f);
    for (int f = 0; f < data.d; ++f) {
        int32_t *values = out + f * LANES;
        for (int part = 0; part < LANES; part += WIDTH) {
            const V v = load(x + f * LANES + part), size = v < zero ? -v : v;
            store(values + part, rounded(v * load(share + part)));
            near[part / WIDTH] -= (size > zero) & (size < fine);
        }
        I16 whole;
        std::memcpy(&whole, values, sizeof whole);
        const D wide = __builtin_convertvector(whole, D);
        squares += wide * wide;
    }
    for (int lane = 0; lane < LANES; ++lane) {
        const double w = data.weights ? data.weights[block * LANES + lane] : 1.0;
        sums->squares += w > 0 ? squares[lane] / w : 0.0;
        sums->near += near[lane / WIDTH][lane % WIDTH];
    }
}

typedef int32_t I8 __attribute__((vector_size(32)));
typedef double D8 __attribute__((vector_size(64)));

template <class T, int SIGN>
inline void add_vector(int32_t *sum, const int32_t *row) {
    T a, b;
    std::memcpy(&a, sum, sizeof a);
    std::memcpy(&b, row, sizeof b);
    if (SIGN > 0) a += b;
    else a -= b;
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
        const D8 b = __builtin_convertvector(part, D8);
        if (SIGN > 0) a += b;
        else a -= b;
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
        : data_(data), first_(block * LANES), x_(data.x + first_ * data.d), blocks_(blocks),
          whole_(data.whole ? data.whole + first_ * data.width : desk), desk_(desk),
          copies_(desk + TILE_ROWS * data.width), laid_(data.whole) {}

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

   private:
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
        if (moves.fresh)
            for (int i = 0; i < moves.count; ++i)
                add_row<N, 1>(copy[i % COPIES] + moves.to[i] * width, whole_ + moves.row[i] * width, groups);
        else
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
        int32_t lane[LANES];
        for (int b = 0; b < blocks_; ++b) {
            int32_t *to = desk_ + b * LANES * width;
            const double *weights = data_.weights ? data_.weights + first_ + b * LANES : nullptr;
            float share[LANES];
            for (int r = 0; r < LANES; ++r) share[r] = weights ? float(weights[r]) * data_.unit : data_.unit;
            for (int f = 0; f < d; ++f) {
                for (int part = 0; part < LANES; part += WIDTH)
                    store(lane + part, rounded(load(x_ + (b * d + f) * LANES + part) * load(share + part)));
                for (int r = 0; r < LANES; ++r) to[r * width + f] = lane[r];
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
};

// Asks for what the next tile will need: the processor does not foresee so many places at once.
inline void ask(const void *from, int64_t bytes) {
    for (int64_t at = 0; at < bytes; at += 64) __builtin_prefetch(static_cast<const char *>(from) + at);
}

typedef uint8_t B16 __attribute__((vector_size(16)));

inline void narrow(const int32_t *found, int from, int to, uint8_t *now) {
    for (int r = from; r < to; r += LANES) {
        I16 wide;
        std::memcpy(&wide, found + r, sizeof wide);
        const B16 bytes = __builtin_convertvector(wide, B16);
        std::memcpy(now + r, &bytes, sizeof bytes);
    }
}
inline void narrow(const int32_t *found, int from, int to, int32_t *now) {
    std::memcpy(now + from, found + from, sizeof(int32_t) * std::size_t(to - from));
}

// Labels of one tile's rows as one set of centres has them now, and how far its blocks reach; false where none can have
// changed.
template <class L>
bool labels_now(const Blocks &data, int64_t block, int blocks, const PassSet &set, float *squares, int &squared, L *now) {
    const float *x = data.x + block * LANES * data.d;
    int32_t found[TILE_ROWS];
    if (!set.reach) {
        nearest_tile(x, blocks, data.d, set, found);
        narrow(found, 0, blocks * LANES, now);
        return true;
    }
    float *reach = set.reach + block;
    int due[TILE], count = 0;
    for (int b = 0; b < blocks; ++b) {
        due[count] = b;
        count += !(set.moved < reach[b]);
    }
    if (!count) return false;
    for (int i = 0; i < count; ++i) {
        if (squared >> due[i] & 1) continue;
        square_block(x + int64_t(due[i]) * LANES * data.d, data.d, squares + due[i] * LANES);
        squared |= 1 << due[i];
    }
    nearest_blocks(x, squares, due, count, data.d, set, found, reach);
    if (count == blocks) {
        narrow(found, 0, blocks * LANES, now);
        return true;
    }
    const int64_t row = block * LANES, rows = data.rows - row < blocks * LANES ? data.rows - row : blocks * LANES;
    std::memcpy(now, static_cast<const L *>(set.labels) + row, sizeof(L) * std::size_t(rows));
    for (int i = 0; i < count; ++i) narrow(found, due[i] * LANES, (due[i] + 1) * LANES, now);
    return true;
}

template <class L>
void pass_as(const Blocks &data, int64_t first, int64_t last, PassSet *sets, int n_sets, int32_t *desk) {
    float squares[TILE_ROWS];
    L now[TILE_ROWS];
    Moves moves;
    bool used = true;
    for (int64_t block = first; block < last; block += TILE) {
        const int blocks = int(last - block < TILE ? last - block : TILE);
        const int64_t row = block * LANES;
        const int rows = int(data.rows - row < blocks * LANES ? data.rows - row : blocks * LANES);
        Tile tile(data, block, blocks, desk);
        const bool more = block + 2 * TILE <= last;
        if (more && used) ask(data.x + (row + TILE_ROWS) * data.d, int64_t(sizeof(float)) * TILE_ROWS * data.d);
        int squared = 0;  // a bit for each block whose rows' lengths are known
        used = false;
        for (int s = 0; s < n_sets; ++s) {
            L *labels = static_cast<L *>(sets[s].labels);
            if (more && sets[s].reach) ask(sets[s].reach + block + TILE, sizeof(float) * TILE);
            if (!labels_now(data, block, blocks, sets[s], squares, squared, now)) continue;
            used = !sets[s].reach || __builtin_popcount(unsigned(squared)) > TILE / 2;
            if (more && labels) ask(labels + row + TILE_ROWS, sizeof(L) * TILE_ROWS);
            moves.fresh = !labels || labels[row] == L(-1);
            if (moves.fresh)
                moves.all_of(now, rows);
            else
                moves.find(labels + row, now, rows);
            if (!moves.count) continue;
            if (labels) std::memcpy(labels + row, now, sizeof(L) * std::size_t(rows));
            tile.move(sets[s], moves);
            sets[s].changed += moves.count;
        }
    }
}

void pass(const Blocks &data, int64_t first, int64_t last, PassSet *sets, int n_sets, bool wide, int32_t *desk) {
    if (wide)
        pass_as<int32_t>(data, first, last, sets, n_sets, desk);
    else
        pass_as<uint8_t>(data, first, last, sets, n_sets, desk);
}

// N candidates at once, each as if it were alone.
template <int N>
void approach_all(const Blocks &data, const Candidate *candidates, const float *nearest) {
    const int d = data.d;
    const int64_t blocks = (data.rows + LANES - 1) / LANES;
    for (int64_t start = 0; start < blocks; start += TILE) {
        const int64_t end = start + TILE < blocks ? start + TILE : blocks;
        V total[N];
        D weighted[N] = {};
        for (int c = 0; c < N; ++c) total[c] = all(0.0f);
        for (int64_t b = start; b < end; ++b) {
            for (int part = 0; part < LANES; part += WIDTH) {
                const float *x = data.x + b * d * LANES + part;
                V away[N];
                for (int c = 0; c < N; ++c) away[c] = all(0.0f);
                for (int f = 0; f < d; ++f) {
                    const V value = load(x + f * LANES);
                    for (int c = 0; c < N; ++c) {
                        const V gap = value - all(candidates[c].row[f]);
                        away[c] += gap * gap;
                    }
                }
                const V known = load(nearest + b * LANES + part);
                for (int c = 0; c < N; ++c) {
                    away[c] = away[c] < known ? away[c] : known;
                    store(candidates[c].nearest + b * LANES + part, away[c]);
                    total[c] += away[c];
                }
            }
            if (!data.weights) continue;
            D weight;
            std::memcpy(&weight, data.weights + b * LANES, sizeof weight);
            for (int c = 0; c < N; ++c) {
                D away;
                for (int lane = 0; lane < LANES; ++lane) away[lane] = double(candidates[c].nearest[b * LANES + lane]);
                weighted[c] += weight * away;
            }
        }
        for (int c = 0; c < N; ++c) {
            double sum = 0.0;
            if (data.weights)
                for (int lane = 0; lane < LANES; ++lane) sum += weighted[c][lane];
            else
                for (int lane = 0; lane < WIDTH; ++lane) sum += double(total[c][lane]);
            candidates[c].tile_sums[start / TILE] = sum;
        }
    }
}

void approach(const Blocks &data, const Candidate *candidates, int count, const float *nearest) {
    for (; count >= 3; count -= 3, candidates += 3) approach_all<3>(data, candidates, nearest);
    if (count == 2) approach_all<2>(data, candidates, nearest);
    if (count == 1) approach_all<1>(data, candidates, nearest);
}

}  // namespace

#define NAME2(x) #x
#define NAME(x) NAME2(x)
extern const Kernels JOIN(kernels_, ISA) = {NAME(ISA), pass, gather, in_units, approach, JOIN(pairs_, ISA),
                                             JOIN(exact_, ISA), JOIN(nearest_, ISA), JOIN(remains_, ISA), JOIN(silhouette_, ISA),
                                             JOIN(squared_, ISA)};

}  // namespace coterie

// Passes over float32 blocks; compiled once for each instruction set (ISA names it).
#include "nearest.h"
#include "tile.h"

namespace coterie {

void JOIN(exact_, ISA)(const double *block, int d, const double *centers, int k, double *out);
void JOIN(nearest_, ISA)(const double *away, int k, double *best, int32_t *label, double *next, int32_t *second);
void JOIN(remains_, ISA)(const Labelled &rows, double *rest, double *squares, double *mass);
void JOIN(pairs_, ISA)(const float *two, int d, const float *all_rows, int64_t first, int64_t last, const Runs &runs,
                       float *room, double *out);
void JOIN(precise_pairs_, ISA)(const double *two, int d, const double *all_rows, int64_t first, int64_t last,
                               const Runs &runs, double *room, double *out);
void JOIN(squared_, ISA)(const double *block, const double *lengths, int d, const Clusters &clusters, const int32_t *label,
                         const double *weights, double *sums);
void JOIN(silhouette_, ISA)(const double *away, int k, const double *within, const double *share, const int32_t *label,
                            double *out);
void JOIN(log1p_, ISA)(double *x, int64_t n);
void JOIN(expm1_, ISA)(double *x, int64_t n);

namespace {

typedef double D __attribute__((vector_size(LANES * 8)));

void gather(const double *const *row, int d, const double *shift, double scale, float *desk, float *out) {
    for (int lane = 0; lane < LANES; ++lane)
        for (int f = 0; f < d; ++f) desk[lane * d + f] = float((row[lane][f] - shift[f]) * scale);
    int f = 0;
    for (; f + 4 <= d; f += 4)
        for (int lane = 0; lane < LANES; lane += 4) turn(desk + lane * d + f, d, out + f * LANES + lane, LANES);
    for (; f < d; ++f)
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

template <class L>
inline void narrow(const int32_t *__restrict found, int rows, L *__restrict now) {
    for (int r = 0; r < rows; ++r) now[r] = L(found[r]);
}

// A bit for each block of a tile in which labels can have changed.
inline unsigned due_in(const PassSet &set, int64_t block, int blocks) {
    const unsigned all_of = (1u << blocks) - 1;
    if (!set.reach) return all_of;
#if defined(__AVX512F__)
    return all_of & unsigned(_mm512_cmp_ps_mask(_mm512_set1_ps(set.moved), _mm512_loadu_ps(set.reach + block), _CMP_NLT_UQ));
#else
    unsigned due = 0;
    for (int b = 0; b < blocks; ++b) due |= unsigned(!(set.moved < set.reach[block + b])) << b;
    return due;
#endif
}

// Labels of one tile's rows as one set of centres has them now, and how far its blocks reach. `squared` has a bit for each
// block whose rows' lengths are known.
template <class L>
void labels_now(const Blocks &data, int64_t block, int blocks, const PassSet &set, unsigned due, float *squares,
                unsigned &squared, L *now) {
    const float *x = data.x + block * LANES * data.d;
    int32_t found[TILE_ROWS];
    if (!set.reach) {
        nearest_tile(x, blocks, data.d, set, found);
        return narrow(found, blocks * LANES, now);
    }
    int numbers[TILE], count = 0;
    for (unsigned rest = due; rest; rest &= rest - 1) numbers[count++] = __builtin_ctz(rest);
    for (unsigned rest = due & ~squared; rest; rest &= rest - 1) {
        const int b = __builtin_ctz(rest);
        square_block(x + int64_t(b) * LANES * data.d, data.d, squares + b * LANES);
    }
    squared |= due;
    nearest_blocks(x, squares, numbers, count, data.d, set, found, set.reach + block);
    if (count == blocks) return narrow(found, blocks * LANES, now);
    const int64_t row = block * LANES, rows = data.rows - row < blocks * LANES ? data.rows - row : blocks * LANES;
    std::memcpy(now, static_cast<const L *>(set.labels) + row, sizeof(L) * std::size_t(rows));
    for (int i = 0; i < count; ++i) narrow(found + numbers[i] * LANES, LANES, now + numbers[i] * LANES);
}

// Asks, one set after the other and a little at a time, for what the next tile will need: the processor does not foresee
// so many places at once.
class Foresight {
   public:
    Foresight(const Blocks &data, int64_t block, int64_t last, int n_sets)
        : data_(data), block_(block + TILE), some_(block + 2 * TILE <= last && !data.whole), share_(TILE / n_sets + 2) {}

    void look(const PassSet &set, int bytes) {
        if (!some_) return;
        const unsigned due = due_in(set, block_, TILE);
        const int64_t size = LANES * data_.d;
        for (int i = 0; i < share_ && (due & ~asked_); ++i) {
            const int b = __builtin_ctz(due & ~asked_);
            ask(data_.x + (block_ + b) * size, int64_t(sizeof(float)) * size);
            asked_ |= 1u << b;
        }
        if (due && set.labels) ask(static_cast<char *>(set.labels) + block_ * LANES * bytes, TILE_ROWS * bytes);
        if (set.reach) __builtin_prefetch(set.reach + block_ + TILE);
    }

   private:
    static void ask(const void *from, int64_t bytes) {
        for (int64_t at = 0; at < bytes; at += 64) __builtin_prefetch(static_cast<const char *>(from) + at);
    }

    const Blocks &data_;
    const int64_t block_;
    const bool some_;
    const int share_;
    unsigned asked_ = 0;
};

template <class L>
void pass_as(const Blocks &data, int64_t first, int64_t last, PassSet *sets, int n_sets, int32_t *desk) {
    float squares[TILE_ROWS];
    L now[TILE_ROWS];
    Moves moves;
    for (int64_t block = first; block < last; block += TILE) {
        const int blocks = int(last - block < TILE ? last - block : TILE);
        const int64_t row = block * LANES;
        const int rows = int(data.rows - row < blocks * LANES ? data.rows - row : blocks * LANES);
        Tile tile(data, block, blocks, desk);
        Foresight next(data, block, last, n_sets);
        unsigned squared = 0;
        for (int s = 0; s < n_sets; ++s) {
            next.look(sets[s], int(sizeof(L)));
            const unsigned due = due_in(sets[s], block, blocks);
            if (!due) continue;
            labels_now(data, block, blocks, sets[s], due, squares, squared, now);
            L *labels = static_cast<L *>(sets[s].labels);
            if (sets[s].times) {
                if (labels) std::memcpy(labels + row, now, sizeof(L) * std::size_t(rows));
                tile.move_all(sets[s], now, rows);
                sets[s].changed += rows;
                continue;
            }
            moves.fresh = sets[s].fresh;
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
extern const Kernels JOIN(kernels_, ISA) = {NAME(ISA),
                                            pass,
                                            gather,
                                            in_units,
                                            approach,
                                            JOIN(pairs_, ISA),
                                            JOIN(precise_pairs_, ISA),
                                            JOIN(exact_, ISA),
                                            JOIN(nearest_, ISA),
                                            JOIN(remains_, ISA),
                                            JOIN(silhouette_, ISA),
                                            JOIN(squared_, ISA),
                                            JOIN(log1p_, ISA),
                                            JOIN(expm1_, ISA)};

}  // namespace coterie

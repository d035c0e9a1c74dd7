// What is compiled once for each instruction set, and chosen when the module is loaded.
//
// Rows are held in blocks of 16: block b is [feature][16], so that one vector holds one feature of several rows.
// Only plain pointers cross this border: a template of the standard library that was compiled here for AVX-512 could
// otherwise be linked into the code that must run everywhere.
#pragma once

#include <cstdint>

// A name of its own for each instruction set.
#define JOIN2(a, b) a##b
#define JOIN(a, b) JOIN2(a, b)

namespace coterie {

constexpr int LANES = 16;       // rows in a block
constexpr int TILE = 16;        // blocks in a tile: 256 rows stay in the first-level cache
constexpr int TILE_ROWS = LANES * TILE;
constexpr int COPIES = 4;       // of the sums of a tile, so that one row need not wait for the next

// One set of centres in a pass. Labels are bytes or 32-bit numbers; null where they are not kept, unread where `fresh`.
struct PassSet {
    int k;
    const float *packed;  // [ceil(k / 4)][feature][4], negated
    const float *halves;  // [ceil(k / 4) * 4], half the squared lengths
    void *labels;         // of all rows
    bool fresh;           // no row has a label yet
    double *sums;         // [k][stride]: what this shard's changes add
    double *mass;         // [k]
    int64_t changed;      // rows whose label changed
    float *reach = nullptr;  // of each block: as long as `moved` is less, none of its labels can change; null where not known
    float moved = 0.0f;  // how far centres have come since the first pass, at most
    float longest = 0.0f;  // the largest squared length of a centre
    // Where sets are added up together (joint.h): what a label counts in the number of a cell, 1 for the first set of a
    // group; and of its last set, the sums and the weight of each cell.
    int times = 0;
    double *cells = nullptr, *cell_mass = nullptr;
};

// Rows in blocks. `weights` is null where every row weighs 1.
struct Blocks {
    const float *x;
    const double *weights;
    int64_t rows;
    int d;
    int stride;  // doubles in a row of sums: d rounded up to 8
    int width;  // whole numbers in a row and its weight: d + 1 rounded up to 8
    float unit;  // sums are of w * x * unit, rounded to whole numbers; 0 where they are of w * x as it is
    const int32_t *whole = nullptr;  // those numbers and the weight, [row][width]; null where each pass makes them
};

// What is counted while values are brought to whole units.
struct UnitSums {
    double squares = 0.0;  // of w * x in units, once divided by w
    int64_t near = 0;  // values that are not 0 but nearer to it than `fine`
    float fine = 0.0f;
};

// A row that may become a centre, and what would be left were it one.
struct Candidate {
    const float *row;
    float *nearest;  // of all rows, the squared distance
    double *tile_sums;
};

// Rows in such an order that those with the same cluster in every set stand together.
struct Runs {
    const int32_t *of;  // the run of each row
    const int64_t *end;  // the row after each run
    const int32_t *cells;  // [run][set]: the cluster, counted on from set to set
    int n_sets, n_cells;
};

// Up to 16 rows with a label each. Rows are d values long, and read `stride` wide; centres are [k][stride].
struct Labelled {
    const double *x;
    int d, stride, count;
    const double *weights;  // null where each weighs 1
    const int32_t *label;
    const double *centers;
    int k;
};

// Clusters as rows are compared with them: [k][d] means times -2; the squared length of each with the mean squared distance
// within it, which is infinite for none; and n / (n - 1), or 0.
struct Clusters {
    int k;
    const double *means, *beyond, *share;
};

struct Kernels {
    const char *name;
    // Nearest centres of the rows of blocks [first, last) for every set, and what changes in their sums.
    // `desk` is room for TILE_ROWS + COPIES * k rows of whole numbers.
    void (*pass)(const Blocks &, int64_t first, int64_t last, PassSet *, int n_sets, bool wide, int32_t *desk);
    // One block of 16 rows, shifted and scaled, [feature][LANES]; `desk` is room for as much.
    void (*gather)(const double *const *row, int d, const double *shift, double scale, float *desk, float *out);
    // The values of block `block` times their weight in whole units, [feature][LANES]; used where Blocks::unit is not 0.
    void (*in_units)(const Blocks &, int64_t block, int32_t *out, UnitSums *sums);
    // Squared distances to each candidate, no more than `nearest`, and their weighted sums a tile.
    void (*approach)(const Blocks &, const Candidate *candidates, int count, const float *nearest);
    // Mean-silhouette sums: distances of 32 rows (two blocks) to every row, added up by cluster for every set.
    void (*pairs)(const float *two_blocks, int d, const float *all, int64_t first, int64_t last, const Runs &runs,
                  float *room, double *out);
    // The same in float64, to the digits that float64 has.
    void (*precise_pairs)(const double *two_blocks, int d, const double *all, int64_t first, int64_t last, const Runs &runs,
                          double *room, double *out);
    // Squared distances in float64, plain differences, features in order: out[k][16] for one block [feature][16].
    void (*exact)(const double *block, int d, const double *centers, int k, double *out);
    // The nearest and the next nearest of those, the lower number first; `next` and `second` may be null.
    void (*nearest)(const double *away, int k, double *best, int32_t *label, double *next, int32_t *second);
    // Adds what is left of each row of one block beside its centre, its squares, and the weight of each row: for even rows
    // to the first half of the sums, for odd ones to the second.
    void (*remains)(const Labelled &, double *rest, double *squares, double *mass);
    // Silhouettes of one block: mean distances are away + within, an own cluster's times `share` (n / (n - 1)).
    void (*silhouette)(const double *away, int k, const double *within, const double *share, const int32_t *label,
                       double *out);
    // Adds weighted silhouettes of one block, from products with the means instead of differences: `lengths` are squared.
    void (*squared)(const double *block, const double *lengths, int d, const Clusters &, const int32_t *label,
                    const double *weights, double *sums);
    // log(1 + x) and exp(x) - 1 in place, the same to the last digit on every processor.
    void (*log1p)(double *x, int64_t n);
    void (*expm1)(double *x, int64_t n);
};

extern const Kernels kernels_base;
#if defined(COTERIE_X86)
extern const Kernels kernels_avx2;
extern const Kernels kernels_avx512;
#endif

const Kernels &kernels();  // the best for this processor, or what `choose` chose
bool choose(const char *name);  // false where this processor has no such instructions
const char *const *names(int *n);  // those that this processor can run

}  // namespace coterie

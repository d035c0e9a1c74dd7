// What is done to every batch of a table that passes by: rows laid out and measured, placed, and measured by group.
#pragma once

#include <cstdint>
#include <vector>

#include "points.h"
#include "totals.h"

namespace coterie {

// Rows in float32 blocks of 16, and each column's measures.
std::vector<Measured> lay_out(const Rows &rows, float *blocks, Pool &pool);

// Measures of numbers by label (null: all at 0); those that are missing (not a number) and those at a label below 0 are left
// out.
std::vector<Measured> by_label(const double *values, const int32_t *labels, int64_t n, int k, Pool &pool);

// How many of several sets of centres give each row the centre that stands for its label: `partners` is [set][label].
void stays(const Rows &rows, const int32_t *labels, const double *centers, const int32_t *partners, int k, int n_sets,
           int32_t *out, Pool &pool);

}  // namespace coterie

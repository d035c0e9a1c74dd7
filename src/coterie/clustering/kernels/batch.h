// One batch of a table that is read piece by piece.
#pragma once

#include <vector>

#include "points.h"

namespace coterie {

// What the rows nearest to each centre add up to.
struct Batch {
    std::vector<double> sums, mass;  // [centre][d], in units where there is one; [centre]
};

// `data` are rows in float32 blocks, with or without a unit. `centers` holds several sets of centres one under the
// other, in the space of the rows; `counts` how many each has; `weights` how much the square of each feature counts.
Batch add_up(const Blocks &data, const double *centers, const std::vector<int> &counts, const std::vector<double> &weights,
             Pool &pool);

}  // namespace coterie

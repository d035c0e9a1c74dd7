// One batch of a table that is read piece by piece.
#pragma once

#include <vector>

#include "points.h"

namespace coterie {

// Sums of the rows nearest to each centre, (x - shift) * scale, and of their squared lengths.
struct Batch {
    std::vector<double> sums, mass;  // [centre][d], [centre]
    double total = 0.0;
};

// `centers` holds several sets of centres, in the space of the rows, one under the other; `counts` how many each has.
Batch add_up(const Rows &rows, const double *centers, const std::vector<int> &counts, const std::vector<double> &shift,
             double scale, Pool &pool);

}  // namespace coterie

// The nearest centres of rows, to the last digit as in NumPy.
#pragma once

#include "points.h"

namespace coterie {

// Of each row the nearest centre, how far it is, the next nearest (-1 for none), and how far that is.
struct Assigned {
    std::vector<int32_t> label, second;
    std::vector<double> away, next;
};
Assigned assign(const Rows &rows, const double *centers, int k, Pool &pool);

// The nearest centre of every row in each of several sets of `k`: [set][row].
Labels place(const Rows &rows, const double *centers, int k, int64_t sets, Pool &pool);

}  // namespace coterie

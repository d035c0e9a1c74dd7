// Rows are looked through before anything is done with them.
#pragma once

#include "points.h"

namespace coterie {

struct Checked {
    int64_t bad = -1;      // the place of the first value that is not finite; -1 where all are
    double largest = 0.0;  // absolute value
};
Checked check(const Rows &rows, Pool &pool);

}  // namespace coterie

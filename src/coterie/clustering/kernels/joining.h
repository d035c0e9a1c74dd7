// Clusters taken together, several at once.
#pragma once

#include <vector>

#include "points.h"
#include "random.h"

namespace coterie {

// The clusters of a finer answer taken together to `k`, the `n_new` cheapest ways found: which of many groups belong together
// is decided on their means alone.
std::vector<Start> join(const Start &finer, int k, int n_new, int d, const Random &random);

}  // namespace coterie

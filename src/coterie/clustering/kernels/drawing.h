// Some rows in place of all.
#pragma once

#include <cstdint>
#include <vector>

#include "points.h"
#include "random.h"

namespace coterie {

// Rows far from the mean are drawn more often and weigh less for it (after the coresets of Bachem, Lucic and Krause
// 2018): the few rows on which the inertia of a heavy tail hangs would be missing among rows drawn evenly.
class Drawing {
   public:
    Drawing(const Rows &rows, uint64_t seed, Pool &pool);

    const std::vector<double> &mean() const { return mean_; }  // of rows drawn evenly
    Points points(int64_t size, const Random &random, double scale, Pool &pool) const;

   private:
    int highest(int64_t size) const;

    const Rows &rows_;
    std::vector<double> mean_;
    AlignedArray<uint8_t> far_;          // a row is drawn 2 to the power of this times as often
    std::vector<double> masses_;  // summed weights of the rows of each power
    std::vector<std::vector<double>> by_shard_;  // the same for each shard
};

}  // namespace coterie

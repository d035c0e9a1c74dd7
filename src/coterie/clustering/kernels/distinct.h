// A table's distinct rows.
#pragma once

#include "sweep.h"

namespace coterie {

// Return whether enough rows repeat to make finding the distinct ones worthwhile, estimated from rows spread over the table;
// always true for small tables. `most`: the largest K; values below `nothing` are 0.
bool repeats(const Rows &rows, int most, double nothing, uint64_t seed);

// Each row once, with the summed weights of its like.
class Distinct {
   public:
    Distinct(const Rows &table, double nothing, uint64_t seed);

    Rows rows() const;           // as the sweep takes them
    Rows weighed_by_times() const;  // as silhouettes do: by how many rows of the table each stands for
    const int64_t *times() const { return groups_.counts.data(); }
    int64_t with_weight() const;
    Labels of_table(const Labels &labels, int k) const;  // labels of the distinct rows for every row of the table

   private:
    Groups groups_;
    std::vector<double> x_, weights_, times_;
    int64_t n_;
    int d_;
    bool weighted_;
};

}  // namespace coterie

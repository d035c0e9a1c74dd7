// Rows added up by the clusters of several sets at once: each is added to a cell, which stands for one cluster in every set
// of a group, and cells are added up by cluster afterwards.
#pragma once

#include <vector>

#include "points.h"

namespace coterie {

// Sets [first, last), one after the other. A row's cell is the sum of its labels, each so many `times`.
struct Group {
    std::size_t first, last;
    int cells;
    std::vector<int> times;

    int cluster(int cell, std::size_t set, int k) const { return cell / times[set - first] % k; }
};

// Groups of at most `most` cells; a set that would be more is a group of its own. `counts`: clusters of each set.
std::vector<Group> grouped(const std::vector<int> &counts, int64_t most);

// The sums of a pass in which every row is new to every set. Sums of whole numbers are the same either way.
class Joint {
   public:
    // `rows`: of a shard.
    Joint(const std::vector<int> &counts, int64_t rows, int stride);

    int64_t size() const { return size_; }  // of the room for cells
    void open(std::vector<PassSet> &sets, double *room) const;
    void close(std::vector<PassSet> &sets) const;

   private:
    int stride_;
    int64_t size_ = 0;
    std::vector<Group> groups_;
};

}  // namespace coterie

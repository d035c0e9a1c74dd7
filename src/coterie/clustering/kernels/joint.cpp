#include "joint.h"

#include <algorithm>

namespace coterie {
namespace {

constexpr int64_t MOST = 512;  // cells of a group: more would not stay in the first-level cache
constexpr int64_t FILLED = 8;  // rows to a cell at least, so that adding up cells takes little

}  // namespace

std::vector<Group> grouped(const std::vector<int> &counts, int64_t most) {
    std::vector<Group> groups;
    for (std::size_t s = 0; s < counts.size(); ++s) {
        if (groups.empty() || int64_t(groups.back().cells) * counts[s] > most) groups.push_back({s, s, 1, {}});
        Group &group = groups.back();
        group.times.push_back(group.cells);
        group.cells *= counts[s];
        group.last = s + 1;
    }
    return groups;
}

Joint::Joint(const std::vector<int> &counts, int64_t rows, int stride) : stride_(stride) {
    for (const Group &group : grouped(counts, std::min(MOST, rows / FILLED))) {
        if (group.last - group.first < 2) continue;
        groups_.push_back(group);
        size_ += int64_t(group.cells) * (stride + 1);
    }
}

void Joint::open(std::vector<PassSet> &sets, double *room) const {
    std::fill(room, room + size_, 0.0);
    for (const Group &group : groups_) {
        for (std::size_t s = group.first; s < group.last; ++s) sets[s].times = group.times[s - group.first];
        PassSet &last = sets[group.last - 1];
        last.cells = room;
        last.cell_mass = room + int64_t(group.cells) * stride_;
        room = last.cell_mass + group.cells;
    }
}

void Joint::close(std::vector<PassSet> &sets) const {
    for (const Group &group : groups_) {
        const double *cell = sets[group.last - 1].cells, *mass = sets[group.last - 1].cell_mass;
        for (int i = 0; i < group.cells; ++i, cell += stride_) {
            if (!(mass[i] > 0.0)) continue;
            for (std::size_t s = group.first; s < group.last; ++s) {
                const int cluster = group.cluster(i, s, sets[s].k);
                double *sum = sets[s].sums + int64_t(cluster) * stride_;
                for (int f = 0; f < stride_; ++f) sum[f] += cell[f];
                sets[s].mass[cluster] += mass[i];
            }
        }
    }
}

}  // namespace coterie

// Lloyd's passes over many starts at once.
#include <algorithm>
#include <cfloat>
#include <cmath>
#include <map>
#include <utility>

#include "joint.h"

namespace coterie {
namespace {

// Centres go further than to the means, as long as that gains: a fifth of the passes are spared, and answers are as good
// (over-relaxation). Standing still is asked of the means themselves.
constexpr double BEYOND = 0.6;  // of the way to the means, so much further
constexpr double CLOSE = 1e-6;  // gains that are a smaller share of the inertia are near the end
constexpr double NOISE = 1e-12;  // of the inertia of one cluster: no inertia is known better

// The next float32 number; no number so small that processors are slow with it.
float above(double moved) { return std::nextafter(float(moved + 1e-30), FLT_MAX); }

// What a pass keeps of one start.
struct Moving {
    Start *start;
    AlignedArray<float> packed, halves;
    AlignedArray<uint8_t> labels;  // a byte a row, or four; the first pass finds them
    std::vector<double> sums, mass;
    std::vector<double> at;      // where centres are in the next pass
    std::vector<double> before;  // the means of the pass before
    AlignedArray<float> reach;     // of each block, where centres will hardly move
    double moved = 0.0;    // how far centres have come since it was laid out, at most
    float longest = 0.0f;  // squared length of a centre
    int64_t changed = 0;
    double gain = 0.0;
    bool plain = true;     // the next pass starts from the means themselves
    bool steady = false;
    bool worse = false;    // the last pass started too far: its gain tells nothing

    Moving(Start *start_, const Points &points, bool wide, bool keep)
        : start(start_),
          packed(int64_t(start_->k + 3) / 4 * 4 * points.d),
          halves(int64_t(start_->k + 3) / 4 * 4),
          sums(std::size_t(start_->k) * points.stride),
          mass(std::size_t(start_->k)),
          at(start_->centers) {
        if (keep) labels = AlignedArray<uint8_t>(points.n * (wide ? 4 : 1));
        pack(points.d);
    }

    // Blocks of rows none of whose labels can change are passed over (after Hamerly 2010).
    void measure(int64_t n) {
        reach = AlignedArray<float>((n + LANES - 1) / LANES, -1.0f);
        moved = 0.0;
    }

    std::shared_ptr<KnownLabels> known(const Points &points) {
        go(points, 0.0);
        return std::make_shared<KnownLabels>(KnownLabels{std::move(labels), std::move(reach), above(moved)});
    }

    void pack(int d) {
        longest = 0.0f;
        for (int i = 0; i < start->k; ++i) {
            double square = 0.0;
            for (int f = 0; f < d; ++f) {
                const float value = float(at[std::size_t(i) * d + f]);
                packed[(int64_t(i / 4) * d + f) * 4 + i % 4] = -value;
                square += double(value) * double(value);
            }
            halves[i] = float(square / 2);
            longest = std::max(longest, float(square));
        }
        for (int i = start->k; i < int(halves.size()); ++i) {
            halves[i] = 0.0f;
            for (int f = 0; f < d; ++f) packed[(int64_t(i / 4) * d + f) * 4 + i % 4] = 0.0f;
        }
    }

    // New means from the sums; an empty cluster keeps its centre.
    void update(const Points &points, const Stop &stop) {
        double explained = 0.0;
        const double unit = points.unit > 0 ? points.unit : 1.0;
        before = start->centers;
        for (int i = 0; i < start->k; ++i) {
            const double m = mass[std::size_t(i)];
            if (!weighs(i, points)) continue;
            const double *sum = &sums[std::size_t(i) * points.stride];
            double *center = &start->centers[std::size_t(i) * points.d];
            for (int f = 0; f < points.d; ++f) {
                center[f] = sum[f] / unit / m;
                explained += sum[f] / unit * center[f];
            }
        }
        ++start->passes;
        const double inertia = points.total - explained, known = std::max(inertia, 0.0), noise = NOISE * points.total;
        gain = start->inertia - inertia;
        worse = !plain && gain < -noise;
        steady = plain && (changed == 0 || gain <= stop.gain * known);
        plain = !stop.further || changed == 0 || !(gain > CLOSE * known + noise);
        if (worse) {  // once more, from the means before
            std::swap(start->centers, before);
        } else {
            start->inertia = inertia;
            start->mass = mass;
        }
        go(points, plain ? 0.0 : BEYOND);
    }

    bool weighs(int i, const Points &points) const { return mass[std::size_t(i)] > 1e-12 * points.weight; }

    // Centres go to the means, and `beyond` so many times as far again; those of empty clusters stay where they were means.
    void go(const Points &points, double beyond) {
        const std::size_t d = std::size_t(points.d);
        double farthest[2] = {};
        for (std::size_t i = 0; i < std::size_t(start->k); ++i) {
            const bool further = beyond > 0.0 && weighs(int(i), points);
            double away = 0.0;
            for (std::size_t f = i * d; f < (i + 1) * d; ++f) {
                const double mean = start->centers[f], to = further ? at[f] + (1.0 + beyond) * (mean - at[f]) : mean;
                away += (to - at[f]) * (to - at[f]);
                at[f] = to;
            }
            farthest[1] = std::max(farthest[1], std::min(farthest[0], away));
            farthest[0] = std::max(farthest[0], away);
        }
        moved += (std::sqrt(farthest[0]) + std::sqrt(farthest[1])) * (1 + 1e-9);
        pack(points.d);
    }
};

// Passes over shards, with room that is kept from one pass to the next.
class Passes {
   public:
    Passes(const Points &points, bool wide, bool keep, Pool &pool)
        : points_(points), shards_(points.n), wide_(wide), keep_(keep), pool_(pool) {
        desks_.resize(std::size_t(pool.threads()));
        rooms_.resize(std::size_t(pool.threads()));
    }

    void run(const std::vector<Moving *> &moving, const Stop &stop) {
        const int64_t sets = int64_t(moving.size());
        std::vector<int64_t> offset;
        std::vector<int> counts;
        int64_t cells = 0;
        int most = 0;
        for (const Moving *one : moving) {
            most = std::max(most, one->start->k);
            offset.push_back(cells);
            counts.push_back(one->start->k);
            cells += int64_t(one->start->k) * (points_.stride + 1);
        }
        const Joint joint(fresh_ && points_.unit > 0 ? counts : std::vector<int>(), shards_.per * LANES, points_.stride);
        const bool fresh = std::exchange(fresh_, !keep_);
        for (AlignedArray<double> &room : rooms_)
            if (room.size() < joint.size()) room = AlignedArray<double>(joint.size());
        if (change_.size() < cells * shards_.count) change_ = AlignedArray<double>(cells * shards_.count);
        changed_.assign(std::size_t(sets * shards_.count), 0);
        for (AlignedArray<int32_t> &desk : desks_)
            if (desk.size() < points_.desk(most)) desk = AlignedArray<int32_t>(points_.desk(most));
        pool_.run(shards_.count, [&](int64_t shard, int worker) {
            double *own = change_.get() + shard * cells;
            std::fill(own, own + cells, 0.0);
            std::vector<PassSet> views;
            views.reserve(moving.size());
            for (int64_t s = 0; s < sets; ++s) {
                const Moving &one = *moving[std::size_t(s)];
                double *sums = own + offset[std::size_t(s)];
                views.push_back({one.start->k, one.packed.get(), one.halves.get(), keep_ ? one.labels.get() : nullptr, fresh,
                                 sums, sums + int64_t(one.start->k) * points_.stride, 0,
                                 one.reach.size() ? one.reach.get() : nullptr, above(one.moved), one.longest});
            }
            joint.open(views, rooms_[std::size_t(worker)].get());
            kernels().pass(points_.view(), shards_.first(shard), shards_.last(shard), views.data(), int(sets), wide_,
                           desks_[std::size_t(worker)].get());
            joint.close(views);
            for (int64_t s = 0; s < sets; ++s) changed_[std::size_t(shard * sets + s)] = views[std::size_t(s)].changed;
        });
        pool_.run(sets, [&](int64_t s, int) {
            Moving &one = *moving[std::size_t(s)];
            one.changed = 0;
            if (!keep_) {
                std::fill(one.sums.begin(), one.sums.end(), 0.0);
                std::fill(one.mass.begin(), one.mass.end(), 0.0);
            }
            for (int64_t shard = 0; shard < shards_.count; ++shard) {
                const int64_t moved = changed_[std::size_t(shard * sets + s)];
                if (!moved) continue;
                one.changed += moved;
                const double *from = change_.get() + shard * cells + offset[std::size_t(s)];
                for (double &sum : one.sums) sum += *from++;
                for (double &mass : one.mass) mass += *from++;
            }
            one.update(points_, stop);
        });
    }

   private:
    const Points &points_;
    const Shards shards_;
    const bool wide_, keep_;
    Pool &pool_;
    AlignedArray<double> change_;
    std::vector<int64_t> changed_;
    std::vector<AlignedArray<int32_t>> desks_;
    std::vector<AlignedArray<double>> rooms_;
    bool fresh_ = true;  // no row has a label yet
};

// Whether two starts have come so near that they will end alike.
bool alike(const Start &one, const Start &other, int d, double same) {
    if (one.k != other.k || std::fabs(one.inertia - other.inertia) > same * one.inertia) return false;
    std::vector<bool> taken(std::size_t(one.k), false);
    double between = 0.0;
    for (int i = 0; i < one.k; ++i) {
        double nearest = std::numeric_limits<double>::infinity();
        int at = 0;
        for (int j = 0; j < one.k; ++j) {
            double away = 0.0;
            for (int f = 0; f < d; ++f) {
                const double gap = one.centers[std::size_t(i * d + f)] - other.centers[std::size_t(j * d + f)];
                away += gap * gap;
            }
            if (away < nearest) nearest = away, at = j;
        }
        between += one.mass[std::size_t(i)] * nearest;
        if (taken[std::size_t(at)] || between > same * one.inertia) return false;
        taken[std::size_t(at)] = true;
    }
    return true;
}

// Gives up each start that is behind one like it, under way or `standing` still.
void leave_one_of_each(std::vector<Moving *> &active, const std::vector<Moving *> &standing, int d, double same) {
    for (std::size_t i = active.size(); i-- > 0;) {
        const auto ahead = [&](const Moving *other) {
            return other->start->inertia <= active[i]->start->inertia && alike(*active[i]->start, *other->start, d, same);
        };
        const auto own = active.begin() + int64_t(i);
        if (std::any_of(active.begin(), own, ahead) || std::any_of(own + 1, active.end(), ahead) ||
            std::any_of(standing.begin(), standing.end(), ahead))
            active.erase(own);
    }
}

}  // namespace

void converge(const Points &points, std::vector<Start *> starts, Stop stop, Pool &pool, const Watch &watch,
              std::map<int, double> least) {
    bool wide = false;
    for (const Start *start : starts) wide = wide || start->k > 255;
    const bool keep = stop.passes > 1;
    std::vector<std::unique_ptr<Moving>> all(starts.size());
    pool.run(int64_t(starts.size()), [&](int64_t i, int) {
        all[std::size_t(i)] = std::make_unique<Moving>(starts[std::size_t(i)], points, wide, keep);
    });
    std::vector<Moving *> active, standing;
    for (auto &one : all) active.push_back(one.get());
    for (Moving *one : active)
        if (stop.carried) one->measure(points.n);
    Passes passes(points, wide, keep, pool);
    watch({});
    for (int64_t pass = 0; pass < stop.passes && !active.empty(); ++pass) {
        passes.run(active, stop);
        PassStatistics done{points.n, int64_t(active.size()), 0};
        for (const Moving *one : active) done.changed += one->changed;
        watch(done);
        for (const Moving *one : active) {
            const auto known = least.emplace(one->start->k, one->start->inertia).first;
            known->second = std::min(known->second, one->start->inertia);
        }
        active.erase(std::remove_if(active.begin(), active.end(),
                                    [&](Moving *one) {
                                        const double behind = one->start->inertia - least[one->start->k];
                                        if (one->steady) standing.push_back(one);
                                        return one->steady || (!one->worse && behind > stop.patience * one->gain);
                                    }),
                     active.end());
        if (stop.same >= 0.0) leave_one_of_each(active, standing, points.d, stop.same);
    }
    for (auto &one : all) one->start->known = stop.carried && !wide ? one->known(points) : nullptr;
}

}  // namespace coterie

#include "points.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>

namespace coterie {
namespace {

constexpr int64_t LAID = 1 << 20;  // so many whole numbers are kept from pass to pass: they stay in the second-level cache

}  // namespace

Shards::Shards(int64_t rows) : blocks((rows + LANES - 1) / LANES) {
    const int64_t tiles = (blocks + TILE - 1) / TILE;
    const int64_t per_tiles = std::max<int64_t>(4, (tiles + 255) / 256);
    per = per_tiles * TILE;
    count = std::max<int64_t>(1, (blocks + per - 1) / per);
}

Points::Points(const Rows &rows, const int64_t *chosen, int64_t count, std::vector<double> weights,
               const std::vector<double> &shift, double scale, Pool &pool, double units)
    : n(count), d(rows.d), stride((rows.d + 7) / 8 * 8), width((rows.d + 8) / 8 * 8), shift_(shift), scale_(scale) {
    const Shards shards(n);
    x_ = Room<float>(shards.blocks * LANES * d);
    const bool weighted = !weights.empty() || rows.weights;
    if (weighted) weights_ = Room<double>(shards.blocks * LANES);
    std::vector<double> totals(shards.count), sums(shards.count);
    pool.run(shards.count, [&](int64_t shard, int) {
        double total = 0.0, sum = 0.0;
        for (int64_t block = shards.first(shard); block < shards.last(shard); ++block) {
            float *to = x_.get() + block * d * LANES;
            for (int lane = 0; lane < LANES; ++lane) {
                const int64_t i = block * LANES + lane;
                if (i >= n) {
                    for (int f = 0; f < d; ++f) to[f * LANES + lane] = 0.0f;
                    if (weighted) weights_[i] = 0.0;
                    continue;
                }
                const int64_t row = chosen ? chosen[i] : i;
                const double w = weights.empty() ? rows.weight(row) : weights[std::size_t(i)];
                const double *from = rows.x + row * d;
                double square = 0.0;
                for (int f = 0; f < d; ++f) {
                    const float value = float((from[f] - shift_[std::size_t(f)]) * scale_);
                    to[f * LANES + lane] = value;
                    square += double(value) * double(value);
                }
                if (weighted) weights_[i] = w;
                total += w * square;
                sum += w;
            }
        }
        totals[std::size_t(shard)] = total;
        sums[std::size_t(shard)] = sum;
    });
    for (double part : totals) total += part;
    for (double part : sums) weight += part;
    choose_unit(units, pool);
}

// Whole numbers of a unit add up to the same sum in any order, and fast. They are used where weights are small whole
// numbers and the unit (no value is above 1) is fine enough for nearly all values: not where a few are far from all others.
void Points::choose_unit(double units, Pool &pool) {
    double heaviest = 1.0;
    for (int64_t i = 0; i < weights_.size(); ++i) {
        if (weights_[i] != std::floor(weights_[i]) || weights_[i] > 64.0) return;
        heaviest = std::max(heaviest, weights_[i]);
    }
    unit = float(std::ldexp(1.0, 21 - int(std::ceil(std::log2(heaviest)))));
    const Shards shards(n);
    if (shards.blocks * LANES * width <= LAID) whole_ = Room<int32_t>(shards.blocks * LANES * width);
    std::vector<double> totals(std::size_t(shards.count), 0.0);
    std::vector<int64_t> coarse(std::size_t(shards.count), 0);
    pool.run(shards.count, [&](int64_t shard, int) {
        Room<int32_t> values(int64_t(d) * LANES);
        const float fine = float(units) / unit;
        double total = 0.0;
        int64_t count = 0;
        for (int64_t block = shards.first(shard); block < shards.last(shard); ++block) {
            kernels().in_units(view(), block, values.get());
            if (whole_.size()) lay(block, values.get());
            const float *x = x_.get() + block * d * LANES;
            double squares[LANES] = {};
            int near[LANES] = {};
            for (int f = 0; f < d; ++f)
                for (int lane = 0; lane < LANES; ++lane) {
                    squares[lane] += double(values[f * LANES + lane]) * double(values[f * LANES + lane]);
                    near[lane] += x[f * LANES + lane] != 0.0f && std::fabs(x[f * LANES + lane]) < fine;
                }
            for (int lane = 0; lane < LANES; ++lane) {
                const double w = weights_.size() ? weights_[block * LANES + lane] : 1.0;
                total += w > 0 ? squares[lane] / w : 0.0;
                count += near[lane];
            }
        }
        totals[std::size_t(shard)] = total;
        coarse[std::size_t(shard)] = count;
    });
    int64_t near = 0;
    double sum = 0.0;
    for (int64_t part : coarse) near += part;
    for (double part : totals) sum += part;
    if (near > n * d / 4) {
        unit = 0.0f;
        whole_ = Room<int32_t>();
    } else {
        total = sum / unit / unit;
    }
}

void Points::lay(int64_t block, const int32_t *values) {
    int32_t *to = whole_.get() + block * LANES * width;
    for (int lane = 0; lane < LANES; ++lane, to += width) {
        for (int f = 0; f < d; ++f) to[f] = values[f * LANES + lane];
        to[d] = weights_.size() ? int32_t(weights_[block * LANES + lane]) : 1;
        std::fill(to + d + 1, to + width, 0);
    }
}

void Points::inside(double *center) const {
    for (int f = 0; f < d; ++f) center[f] = (center[f] - shift_[std::size_t(f)]) * scale_;
}

void Points::outside(double *center) const {
    for (int f = 0; f < d; ++f) center[f] = center[f] / scale_ + shift_[std::size_t(f)];
}

namespace {

// What a pass keeps of one start.
struct Moving {
    Start *start;
    Room<float> packed, halves;
    Room<uint8_t> labels;  // a byte a row, or four
    std::vector<double> sums, mass;
    int64_t changed = 0;
    double gain = 0.0;

    Moving(Start *start_, const Points &points, bool wide, bool keep)
        : start(start_),
          packed(int64_t(start_->k + 3) / 4 * 4 * points.d),
          halves(int64_t(start_->k + 3) / 4 * 4),
          sums(std::size_t(start_->k) * points.stride),
          mass(std::size_t(start_->k)) {
        if (keep) {
            labels = Room<uint8_t>(points.n * (wide ? 4 : 1));
            std::memset(labels.get(), 0xFF, std::size_t(labels.size()));
        }
        pack(points.d);
    }

    void pack(int d) {
        for (int i = 0; i < start->k; ++i) {
            double square = 0.0;
            for (int f = 0; f < d; ++f) {
                const float value = float(start->centers[std::size_t(i) * d + f]);
                packed[(int64_t(i / 4) * d + f) * 4 + i % 4] = -value;
                square += double(value) * double(value);
            }
            halves[i] = float(square / 2);
        }
        for (int i = start->k; i < int(halves.size()); ++i) {
            halves[i] = 0.0f;
            for (int f = 0; f < d; ++f) packed[(int64_t(i / 4) * d + f) * 4 + i % 4] = 0.0f;
        }
    }

    // New means from the sums; an empty cluster keeps its centre. Returns what the inertia fell by.
    double update(const Points &points) {
        double explained = 0.0;
        const double unit = points.unit > 0 ? points.unit : 1.0;
        for (int i = 0; i < start->k; ++i) {
            const double m = mass[std::size_t(i)];
            if (!(m > 1e-12 * points.weight)) continue;
            const double *sum = &sums[std::size_t(i) * points.stride];
            double *center = &start->centers[std::size_t(i) * points.d];
            for (int f = 0; f < points.d; ++f) {
                center[f] = sum[f] / unit / m;
                explained += sum[f] / unit * center[f];
            }
        }
        const double inertia = points.total - explained, gain = start->inertia - inertia;
        start->inertia = inertia;
        start->mass = mass;
        ++start->passes;
        pack(points.d);
        return gain;
    }
};

// Passes over shards, with room that is kept from one pass to the next.
class Passes {
   public:
    Passes(const Points &points, bool wide, bool keep, Pool &pool)
        : points_(points), shards_(points.n), wide_(wide), keep_(keep), pool_(pool) {
        desks_.resize(std::size_t(pool.threads()));
    }

    void run(const std::vector<Moving *> &moving) {
        const int64_t sets = int64_t(moving.size());
        std::vector<int64_t> offset;
        int64_t cells = 0;
        int most = 0;
        for (const Moving *one : moving) {
            most = std::max(most, one->start->k);
            offset.push_back(cells);
            cells += int64_t(one->start->k) * (points_.stride + 1);
        }
        if (change_.size() < cells * shards_.count) change_ = Room<double>(cells * shards_.count);
        changed_.assign(std::size_t(sets * shards_.count), 0);
        for (Room<int32_t> &desk : desks_)
            if (desk.size() < points_.desk(most)) desk = Room<int32_t>(points_.desk(most));
        pool_.run(shards_.count, [&](int64_t shard, int worker) {
            double *own = change_.get() + shard * cells;
            std::fill(own, own + cells, 0.0);
            std::vector<PassSet> views;
            views.reserve(moving.size());
            for (int64_t s = 0; s < sets; ++s) {
                const Moving &one = *moving[std::size_t(s)];
                double *sums = own + offset[std::size_t(s)];
                views.push_back({one.start->k, one.packed.get(), one.halves.get(), keep_ ? one.labels.get() : nullptr,
                                 sums, sums + int64_t(one.start->k) * points_.stride, 0});
            }
            kernels().pass(points_.view(), shards_.first(shard), shards_.last(shard), views.data(), int(sets), wide_,
                           desks_[std::size_t(worker)].get());
            for (int64_t s = 0; s < sets; ++s)
                changed_[std::size_t(shard * sets + s)] = views[std::size_t(s)].changed;
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
            one.gain = one.update(points_);
        });
    }

   private:
    const Points &points_;
    const Shards shards_;
    const bool wide_, keep_;
    Pool &pool_;
    Room<double> change_;
    std::vector<int64_t> changed_;
    std::vector<Room<int32_t>> desks_;
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

void converge(const Points &points, std::vector<Start *> starts, Stop stop, Pool &pool, const Tick &tick,
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
    Passes passes(points, wide, keep, pool);
    for (int64_t pass = 0; pass < stop.passes && !active.empty(); ++pass) {
        tick();
        passes.run(active);
        for (const Moving *one : active) {
            const auto known = least.emplace(one->start->k, one->start->inertia).first;
            known->second = std::min(known->second, one->start->inertia);
        }
        active.erase(std::remove_if(active.begin(), active.end(),
                                    [&](Moving *one) {
                                        const double behind = one->start->inertia - least[one->start->k];
                                        const bool steady = one->changed == 0 || one->gain <= stop.gain * one->start->inertia;
                                        if (steady) standing.push_back(one);
                                        return steady || behind > stop.patience * one->gain;
                                    }),
                     active.end());
        if (stop.same >= 0.0) leave_one_of_each(active, standing, points.d, stop.same);
    }
}

}  // namespace coterie

#include "joining.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace coterie {
namespace {

constexpr int64_t TRIES = 24, WORK = 8192;  // tries at most, and distances of all of them in one round

// The means of a finer answer in `k` clusters.
class Together {
   public:
    double worth = 0.0;  // what the clusters explain: more is better

    Together(const Start &finer, int k, int d)
        : finer_(&finer), d_(std::size_t(d)), own_(std::size_t(finer.k)), sums_(std::size_t(k) * d_), mass_(std::size_t(k)) {}

    // Begins with some means as the centres, and moves one mean at a time as long as that gains (Hartigan 1975).
    void settle(const std::vector<int> &order) {
        const std::size_t k = mass_.size();
        std::fill(sums_.begin(), sums_.end(), 0.0);
        std::fill(mass_.begin(), mass_.end(), 0.0);
        for (std::size_t i = 0; i < order.size(); ++i) {
            const std::size_t mean = std::size_t(order[i]);
            std::size_t nearest = i;
            if (i >= k) {
                double least = std::numeric_limits<double>::infinity();
                for (std::size_t c = 0; c < k; ++c) {
                    const double away = apart(mean, &finer_->centers[std::size_t(order[c]) * d_], 1.0);
                    if (away < least) least = away, nearest = c;
                }
            }
            add(mean, nearest, 1.0);
            own_[mean] = nearest;
        }
        bool moved = true;
        for (int pass = 0; moved && pass < 100; ++pass) {
            moved = false;
            for (std::size_t mean = 0; mean < own_.size(); ++mean) moved = move(mean) || moved;
        }
        worth = 0.0;
        for (std::size_t c = 0; c < k; ++c)
            worth += std::inner_product(&sums_[c * d_], &sums_[c * d_] + d_, &sums_[c * d_], 0.0) / mass_[c];
    }

    Start start() const {
        Start start;
        start.k = int(mass_.size());
        for (std::size_t i = 0; i < sums_.size(); ++i) start.centers.push_back(sums_[i] / mass_[i / d_]);
        return start;
    }

   private:
    double apart(std::size_t mean, const double *sum, double mass) const {
        double away = 0.0;
        for (std::size_t f = 0; f < d_; ++f) {
            const double gap = finer_->centers[mean * d_ + f] - sum[f] / mass;
            away += gap * gap;
        }
        return away;
    }
    void add(std::size_t mean, std::size_t cluster, double times) {
        const double mass = times * finer_->mass[mean];
        mass_[cluster] += mass;
        for (std::size_t f = 0; f < d_; ++f) sums_[cluster * d_ + f] += mass * finer_->centers[mean * d_ + f];
    }
    bool move(std::size_t mean) {
        const std::size_t from = own_[mean];
        const double mass = finer_->mass[mean], left = mass_[from] - mass;
        if (!(left > 1e-9 * mass_[from])) return false;
        double least = apart(mean, &sums_[from * d_], mass_[from]) * mass_[from] / left * (1 - 1e-9);
        std::size_t to = from;
        for (std::size_t c = 0; c < mass_.size(); ++c) {
            if (c == from) continue;
            const double cost = apart(mean, &sums_[c * d_], mass_[c]) * mass_[c] / (mass_[c] + mass);
            if (cost < least) least = cost, to = c;
        }
        if (to == from) return false;
        add(mean, from, -1.0);
        add(mean, to, 1.0);
        own_[mean] = to;
        return true;
    }

    const Start *finer_;
    std::size_t d_;
    std::vector<std::size_t> own_;
    std::vector<double> sums_, mass_;
};

}  // namespace

std::vector<Start> join(const Start &finer, int k, int n_new, int d, const Random &random) {
    const bool whole = std::all_of(finer.mass.begin(), finer.mass.end(), [](double mass) { return mass > 0.0; });
    const int64_t tries = n_new > 0 && whole && k < finer.k ? std::min(TRIES, WORK / (int64_t(finer.k) * k)) : 0;
    std::vector<Together> found;
    std::vector<int> order(std::size_t(finer.k), 0);
    for (int64_t once = 0; once < tries; ++once) {
        std::iota(order.begin(), order.end(), 0);
        for (std::size_t i = 0; i + 1 < order.size(); ++i)
            std::swap(order[i], order[i + std::size_t(random.bits(uint64_t(once), i) % (order.size() - i))]);
        found.emplace_back(finer, k, d).settle(order);
    }
    std::stable_sort(found.begin(), found.end(), [](const Together &a, const Together &b) { return a.worth > b.worth; });
    std::vector<Start> starts;
    double last = std::numeric_limits<double>::infinity();
    for (const Together &one : found) {
        if (int(starts.size()) == n_new) break;
        if (one.worth > last * (1 - 1e-9)) continue;
        last = one.worth;
        starts.push_back(one.start());
    }
    return starts;
}

}  // namespace coterie

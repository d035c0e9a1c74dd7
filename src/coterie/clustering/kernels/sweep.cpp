#include "sweep.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "drawing.h"
#include "joining.h"
#include "random.h"

namespace coterie {
namespace {

// Candidates of one K, best first, whose inertias are `apart` (relative): others are the same answer but for a few rows.
std::vector<Start> best(std::vector<Start> candidates, int most, double apart, double rounding) {
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Start &a, const Start &b) { return a.inertia < b.inertia; });
    std::vector<Start> kept;
    for (Start &candidate : candidates) {
        if (int(kept.size()) == most) break;
        if (kept.empty() || candidate.inertia - kept.back().inertia > apart * kept.back().inertia + rounding)
            kept.push_back(std::move(candidate));
    }
    return kept;
}

using ByK = std::vector<std::vector<Start>>;

std::vector<Start *> everyone(ByK &starts) {
    std::vector<Start *> all;
    for (auto &of_k : starts)
        for (Start &start : of_k) all.push_back(&start);
    return all;
}

// What is known of every K while starts are exchanged.
struct Leaders {
    std::vector<Start> best;
    std::vector<int> idle;  // rounds in which nothing better was found, for this K or its neighbours

    explicit Leaders(const ByK &starts) : idle(starts.size(), 0) {
        for (const auto &of_k : starts)
            best.push_back(*std::min_element(of_k.begin(), of_k.end(),
                                             [](const Start &a, const Start &b) { return a.inertia < b.inertia; }));
    }
    std::map<int, double> inertia() const {
        std::map<int, double> known;
        for (const Start &one : best) known[one.k] = one.inertia;
        return known;
    }
};

void append(std::vector<Start> &to, std::vector<Start> from) {
    for (Start &start : from) to.push_back(std::move(start));
}

// Centres of two answers, paired the nearest first, and of each pair one: what each of them got right can come together
// (Gribel & Vidal 2019, HG-means).
std::vector<Start> cross(const std::vector<Start> &family, int n_new, int d, const Random &random) {
    std::vector<Start> made;
    const uint64_t size = family.size();
    for (uint64_t child = 0; size > 1 && child < uint64_t(n_new); ++child) {
        const std::size_t first = std::size_t(random.bits(child, 0) % size);
        const std::size_t second = (first + 1 + std::size_t(random.bits(child, 1) % (size - 1))) % size;
        const Start &one = family[first], &other = family[second];
        std::vector<std::pair<double, int>> near;
        for (int i = 0; i < one.k * one.k; ++i) {
            double away = 0.0;
            for (int f = 0; f < d; ++f) {
                const double gap =
                    one.centers[std::size_t(i / one.k * d + f)] - other.centers[std::size_t(i % one.k * d + f)];
                away += gap * gap;
            }
            near.emplace_back(away, i);
        }
        std::sort(near.begin(), near.end());
        std::vector<bool> taken(2 * std::size_t(one.k), false);
        Start start;
        start.k = one.k;
        for (const auto &pair : near) {
            const std::size_t i = std::size_t(pair.second / one.k), j = std::size_t(pair.second % one.k);
            if (taken[i] || taken[std::size_t(one.k) + j]) continue;
            taken[i] = taken[std::size_t(one.k) + j] = true;
            const double *from =
                random.bits(child, 2, i) & 1 ? &one.centers[i * std::size_t(d)] : &other.centers[j * std::size_t(d)];
            start.centers.insert(start.centers.end(), from, from + d);
        }
        made.push_back(std::move(start));
    }
    return made;
}

// Starts made of the best so far of K - 1 with a centre more, of the best of K + 1 with two merged, and of the best of
// this K with a centre more, a few passes, and then two merged: a centre moves to where it saves more.
ByK exchange(const Points &points, const Plan &plan, const ByK &family, const Leaders &leaders, const Search &search,
             uint64_t round, Pool &pool, const Watch &watch) {
    const SweepParameters &parameters = plan.parameters;
    const int64_t n = int64_t(plan.counts.size());
    ByK found(plan.counts.size()), wider(plan.counts.size());
    const auto next_to = [&](int64_t i, int64_t j) {
        return j >= 0 && j < n && plan.counts[std::size_t(j)] - plan.counts[std::size_t(i)] == int(j - i);
    };
    pool.run(n, [&](int64_t i, int) {
        const std::size_t at = std::size_t(i);
        if (leaders.idle[at] >= search.idle) return;
        const uint64_t seed = mixed(plan.seed + round);
        if (next_to(i, i - 1)) append(found[at], split(points, leaders.best[at - 1], parameters.neighbours, seed));
        if (next_to(i, i + 1) && leaders.idle[at] == 0)
            append(found[at], merge(points, leaders.best[at + 1], parameters.neighbours));
        if (plan.counts[at] > 1 && i + 1 < n)
            append(found[at], join(leaders.best.back(), plan.counts[at], search.joins, points.d, Random(seed, 7)));
        if (plan.counts[at] > 1)
            append(found[at], cross(family[at], search.crosses, points.d, Random(seed, uint64_t(plan.counts[at]))));
        if (plan.counts[at] > 1) wider[at] = split(points, leaders.best[at], search.moves, mixed(seed));
    });
    converge(points, everyone(wider), parameters.widened, pool, watch);
    pool.run(n, [&](int64_t i, int) {
        for (const Start &one : wider[std::size_t(i)]) append(found[std::size_t(i)], merge(points, one, parameters.merged));
    });
    return found;
}

// Rounds of exchange until they find nothing better; what they found goes to `extra`.
ByK improve(const Points &points, const Plan &plan, const ByK &starts, const Search &search, Pool &pool, const Watch &watch) {
    const SweepParameters &parameters = plan.parameters;
    const double rounding = parameters.rounding * points.total;
    Leaders leaders(starts);
    ByK extra(starts.size()), family(starts);
    const auto trim = [&](std::vector<Start> &of_k) {
        of_k = best(std::move(of_k), parameters.survivors, parameters.same_start, rounding);
    };
    for (auto &of_k : family) trim(of_k);
    const int64_t n = int64_t(starts.size());
    for (int round = 0; round < search.rounds; ++round) {
        ByK fresh = exchange(points, plan, family, leaders, search, uint64_t(round), pool, watch);
        if (everyone(fresh).empty()) break;
        converge(points, everyone(fresh), parameters.exchanged, pool, watch, leaders.inertia());
        std::vector<bool> better(starts.size(), false);
        for (std::size_t i = 0; i < starts.size(); ++i) {
            for (const Start &start : fresh[i])
                if (start.inertia < leaders.best[i].inertia) {
                    better[i] = better[i] || leaders.best[i].inertia - start.inertia > search.gain * start.inertia + rounding;
                    leaders.best[i] = start;
                }
            append(family[i], fresh[i]);
            trim(family[i]);
            append(extra[i], std::move(fresh[i]));
            trim(extra[i]);
        }
        for (int64_t i = 0; i < n; ++i) {
            bool moved = false;
            for (int64_t j = std::max<int64_t>(0, i - 1); j < std::min(n, i + 2); ++j)
                moved = moved || better[std::size_t(j)];
            leaders.idle[std::size_t(i)] = moved ? 0 : leaders.idle[std::size_t(i)] + 1;
        }
    }
    return extra;
}

// All starts of all K's on the first level, with the neighbours' candidates; counts starts that reached the best.
ByK first_level(const Points &points, const Plan &plan, double same, const Search &search, std::vector<int64_t> &n_best,
                Pool &pool, const Watch &watch) {
    const SweepParameters &parameters = plan.parameters;
    const double rounding = parameters.rounding * points.total;
    const int most = plan.counts.back(), d = points.d;
    const int trials = 2 + int(std::log(double(most)));
    const auto sequences = seed_nested(points, most, plan.n_starts, trials, plan.seed, pool, watch);
    ByK starts(plan.counts.size());
    for (std::size_t i = 0; i < starts.size(); ++i)
        for (const auto &sequence : sequences) {
            Start start;
            start.k = plan.counts[i];
            start.centers.assign(sequence.begin(), sequence.begin() + int64_t(start.k) * d);
            starts[i].push_back(std::move(start));
        }
    converge(points, everyone(starts), parameters.starts, pool, watch);
    ByK extra = improve(points, plan, starts, search, pool, watch);
    for (std::size_t i = 0; i < starts.size(); ++i) {
        double least = std::numeric_limits<double>::infinity();
        for (const ByK *side : {&starts, &extra})
            for (const Start &start : (*side)[i]) least = std::min(least, start.inertia);
        n_best.push_back(std::count_if(starts[i].begin(), starts[i].end(), [&](const Start &start) {
            return start.inertia - least <= parameters.same_answer * std::max(least, 0.0) + rounding;
        }));
        for (Start &start : extra[i]) starts[i].push_back(std::move(start));
        starts[i] = best(std::move(starts[i]), parameters.survivors, same, rounding);
    }
    return starts;
}

// The final order of clusters: size, then centre.
template <class Size>
std::vector<int> final_order(const std::vector<double> &centers, const std::vector<Size> &size) {
    const int k = int(size.size()), d = int(centers.size()) / k;
    std::vector<int> order(std::size_t(k), 0);
    std::iota(order.begin(), order.end(), 0);
    const double *c = centers.data();
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        if (size[std::size_t(a)] != size[std::size_t(b)]) return size[std::size_t(a)] > size[std::size_t(b)];
        return std::lexicographical_compare(c + a * d, c + (a + 1) * d, c + b * d, c + (b + 1) * d);
    });
    return order;
}

std::vector<double> ordered(const std::vector<double> &centers, const std::vector<int> &order) {
    const std::size_t d = centers.size() / order.size();
    std::vector<double> out;
    for (int i : order) out.insert(out.end(), centers.data() + std::size_t(i) * d, centers.data() + std::size_t(i + 1) * d);
    return out;
}

void carry(const Points &from, const Points &to, ByK &starts) {
    for (Start *start : everyone(starts)) {
        // They will seldom have to be put in order at the end.
        if (!start->mass.empty()) start->centers = ordered(start->centers, final_order(start->centers, start->mass));
        for (int i = 0; i < start->k; ++i) {
            from.outside(&start->centers[std::size_t(i * from.d)]);
            to.inside(&start->centers[std::size_t(i * from.d)]);
        }
        start->inertia = std::numeric_limits<double>::infinity();
        start->known = nullptr;
    }
}

void keep_finalists(ByK &starts, const Points &points, const SweepParameters &parameters) {
    for (auto &of_k : starts)
        of_k = best(std::move(of_k), parameters.finalists, parameters.same_start, parameters.rounding * points.total);
}

// Rows of the levels between the first and all.
std::vector<int64_t> sizes_between(const SweepParameters &parameters, int64_t n) {
    std::vector<int64_t> sizes;
    if (n <= parameters.large) return sizes;
    for (int64_t size = 2 * parameters.sample; size <= n / parameters.growth; size *= parameters.growth)
        sizes.push_back(size);
    return sizes;
}

// Rows of each cluster.
std::vector<int64_t> sizes_of(const Rows &rows, const int64_t *times, const Clustering &final) {
    if (!rows.weights && !times && !final.last.filled) return {final.last.mass.begin(), final.last.mass.end()};
    std::vector<int64_t> size(std::size_t(final.k), 0);
    for (int64_t row = 0; row < rows.n; ++row) size[std::size_t(final.labels[row])] += times ? times[row] : 1;
    return size;
}

// Centres in the final order of the clusters, and with them labels that are known. False where they were in it.
template <class Size>
bool reorder(Clustering &final, const std::vector<Size> &size, Pool &pool) {
    const std::vector<int> order = final_order(final.centers, size);
    if (std::is_sorted(order.begin(), order.end())) return false;
    final.centers = ordered(final.centers, order);
    if (!final.known) return true;
    uint8_t rank[256];
    for (std::size_t i = 0; i < order.size(); ++i) rank[order[i]] = uint8_t(i);
    const AlignedArray<uint8_t> &labels = final.known->labels;
    const int64_t share = int64_t(1) << 16;
    pool.run((labels.size() + share - 1) / share, [&](int64_t part, int) {
        for (int64_t row = part * share; row < std::min(labels.size(), (part + 1) * share); ++row)
            labels[row] = rank[labels[row]];
    });
    return true;
}

// Polish, and again in the final order of the clusters, as a tie goes to the lower number.
void settle(const Rows &rows, const int64_t *times, std::vector<Clustering> &finals, const SweepParameters &parameters,
            Pool &pool, const Watch &watch) {
    const int64_t most = rows.n <= parameters.exact ? parameters.float64_passes : 1;
    std::vector<Clustering *> active;
    for (Clustering &final : finals) active.push_back(&final);
    for (int round = 0; round < parameters.reordered && !active.empty(); ++round) {
        polish(rows, active, most, pool, watch);
        active.erase(std::remove_if(active.begin(), active.end(),
                                    [&](Clustering *final) { return !reorder(*final, sizes_of(rows, times, *final), pool); }),
                     active.end());
    }
    polish(rows, active, 1, pool, watch);  // digits that never settle changed the order to the end: labels are the centres'
}

}  // namespace

std::vector<Found> sweep(const Rows &rows, const int64_t *times, const Plan &plan, double largest, Pool &pool,
                         const Report &report) {
    const SweepParameters &parameters = plan.parameters;
    const auto watching = [&](const char *what) {
        return Watch([&report, what](const PassStatistics &pass) { report(0, what, pass); });
    };
    const double scale = std::ldexp(1.0, -std::ilogb(largest > 0 ? largest : 1.0) - 2);
    const bool sampled = rows.n > parameters.unsampled;
    const Drawing drawing(rows, plan.seed, pool);
    const std::vector<double> &shift = drawing.mean();
    Points level = sampled ? drawing.points(std::min(parameters.sample, rows.n / 2), Random(plan.seed, 4), scale, pool)
                           : Points(rows, nullptr, rows.n, {}, shift, scale, pool);
    std::vector<Found> found(plan.counts.size());
    std::vector<int64_t> n_best;
    const Search &search = !plan.thorough ? parameters.hasty : sampled ? parameters.on_sample : parameters.thorough;
    const double same = sampled ? parameters.same_on_sample : parameters.same_start;
    ByK starts = first_level(level, plan, same, search, n_best, pool, watching("trying every start"));
    uint64_t stream = 5;
    for (const int64_t size : sizes_between(parameters, rows.n)) {
        Points next = drawing.points(size, Random(plan.seed, stream++), scale, pool);
        carry(level, next, starts);
        converge(next, everyone(starts), parameters.level, pool, watching("carrying on the best starts"));
        for (auto &of_k : starts) {
            of_k = best(std::move(of_k), parameters.finalists, parameters.same_on_sample, parameters.rounding * next.total);
            // What is further behind than chance puts it on so many rows would stay behind on all.
            const double close = of_k.front().inertia * (1 + 1 / std::sqrt(double(size)));
            while (of_k.back().inertia > close) of_k.pop_back();
        }
        level = std::move(next);
    }
    if (sampled) {
        Points next(rows, nullptr, rows.n, {}, shift, scale, pool);
        carry(level, next, starts);
        const bool exact = rows.n <= parameters.exact, large = rows.n > parameters.large;
        const Stop &stop = exact ? parameters.fixpoint : large ? parameters.last_of_large : parameters.last_level;
        converge(next, everyone(starts), stop, pool, watching("all rows"));
        if (exact) {
            keep_finalists(starts, next, parameters);
            const Search &search_on_all = plan.thorough ? parameters.on_all : parameters.hasty;
            ByK extra = improve(next, plan, starts, search_on_all, pool, watching("all rows: exchanging centres"));
            for (std::size_t i = 0; i < starts.size(); ++i) append(starts[i], std::move(extra[i]));
        }
        level = std::move(next);
    }
    keep_finalists(starts, level, parameters);
    std::vector<Clustering> finals;
    std::vector<std::size_t> of;
    for (std::size_t i = 0; i < starts.size(); ++i)
        for (Start &start : starts[i]) {
            // What is clearly worse than the best need not be polished.
            if (start.inertia > starts[i].front().inertia * (1 + parameters.polished) + parameters.blurred * level.total)
                continue;
            Clustering final;
            final.k = start.k;
            final.centers = std::move(start.centers);
            final.known = std::move(start.known);
            if (!start.mass.empty()) reorder(final, start.mass, pool);
            final.passes = start.passes;
            for (int c = 0; c < final.k; ++c) level.outside(&final.centers[std::size_t(c * rows.d)]);
            finals.push_back(std::move(final));
            of.push_back(i);
        }
    level = Points(rows, nullptr, 0, {}, shift, scale, pool);  // frees the blocks
    settle(rows, times, finals, parameters, pool, watching("polishing"));
    for (std::size_t j = 0; j < finals.size(); ++j) {
        Found &best_of_k = found[of[j]];
        if (best_of_k.final.k && best_of_k.final.inertia <= finals[j].inertia) continue;
        best_of_k.final = std::move(finals[j]);
        best_of_k.n_best = n_best[of[j]];
    }
    for (Found &one : found) one.sizes = sizes_of(rows, times, one.final);
    return found;
}

}  // namespace coterie

// Silhouettes with squared distances, from what is known of each cluster: linear in the rows.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "sweep.h"

namespace coterie {

Moments moments(const Clustering &final) {
    const std::size_t k = std::size_t(final.k), d = final.centers.size() / k;
    Moments found{final.k, final.last.means, final.last.mass, std::vector<double>(k, 0.0)};
    for (std::size_t i = 0; i < k; ++i) {
        double shifted = 0.0;
        for (std::size_t f = i * d; f < (i + 1) * d; ++f)
            shifted += (final.last.means[f] - final.centers[f]) * (final.last.means[f] - final.centers[f]);
        found.within[i] = final.last.mass[i] > 0 ? std::max(0.0, final.last.within[i] / final.last.mass[i] - shifted) : 0.0;
    }
    return found;
}

Moments moments(const Rows &rows, const Labels &labels, int k, Pool &pool) {
    const Shards shards(rows.n);
    const std::size_t d = std::size_t(rows.d), cells = std::size_t(k) * d;
    Moments found{k, std::vector<double>(cells, 0.0), std::vector<double>(std::size_t(k), 0.0),
                  std::vector<double>(std::size_t(k), 0.0)};
    // Twice: the means about the first row, then about themselves, so that a common offset costs no digits.
    for (int f = 0; f < k; ++f) std::copy(rows.x, rows.x + d, found.means.begin() + int64_t(std::size_t(f) * d));
    for (int round = 0; round < 2; ++round) {
        std::vector<std::vector<double>> parts(std::size_t(shards.count));
        pool.run(shards.count, [&](int64_t shard, int) {
            std::vector<double> &own = parts[std::size_t(shard)];
            own.assign(cells + 2 * std::size_t(k), 0.0);
            const int64_t end = std::min(rows.n, shards.last(shard) * LANES);
            for (int64_t row = shards.first(shard) * LANES; row < end; ++row) {
                const std::size_t label = std::size_t(labels[row]);
                const double w = rows.weight(row), *x = rows.x + row * rows.d, *mean = &found.means[label * d];
                double *rest = &own[label * d], away = 0.0;
                for (std::size_t f = 0; f < d; ++f) {
                    const double gap = x[f] - mean[f];
                    rest[f] += w * gap;
                    away += gap * gap;
                }
                own[cells + label] += w;
                own[cells + std::size_t(k) + label] += w * away;
            }
        });
        std::vector<double> sum(cells + 2 * std::size_t(k), 0.0);
        for (const auto &part : parts)
            for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += part[i];
        for (std::size_t i = 0; i < std::size_t(k); ++i) {
            const double size = sum[cells + i];
            found.sizes[i] = size;
            double shifted = 0.0;
            for (std::size_t f = 0; f < d && size > 0; ++f) {
                const double gap = sum[i * d + f] / size;
                found.means[i * d + f] += gap;
                shifted += gap * gap;
            }
            found.within[i] = size > 0 ? std::max(0.0, sum[cells + std::size_t(k) + i] / size - shifted) : 0.0;
        }
    }
    return found;
}

namespace {

constexpr double DIGITS = 3000;  // products may be so many times what lies within clusters: 1e-10 of a silhouette at most

// What a row is compared with: mean squared distances of clusters to themselves, and n / (n - 1).
struct Spread {
    std::vector<double> within, share, means, beyond;
    bool any = false;   // at least two clusters have rows
    bool near = false;  // clusters lie near enough to each other for products in place of differences

    Spread(const Moments &about, const std::vector<double> &middle) : within(about.within), share(about.within.size(), 0.0) {
        const std::size_t d = middle.size();
        double least = std::numeric_limits<double>::infinity(), longest = 0.0;
        int used = 0;
        for (std::size_t i = 0; i < share.size(); ++i) {
            used += about.sizes[i] > 0;
            share[i] = about.sizes[i] > 1 ? about.sizes[i] / (about.sizes[i] - 1) : 0.0;
            if (!(about.sizes[i] > 0)) within[i] = std::numeric_limits<double>::infinity();
            if (about.sizes[i] > 1) least = std::min(least, within[i]);
            double length = 0.0;
            for (std::size_t f = 0; f < d; ++f) {
                const double gap = about.sizes[i] > 0 ? about.means[i * d + f] - middle[f] : 0.0;
                means.push_back(-2 * gap);
                length += gap * gap;
            }
            longest = std::max(longest, length);
            beyond.push_back(length + within[i]);
        }
        any = used > 1;
        near = longest * double(d + 4) <= DIGITS * least;
    }
    Clusters view() const { return {int(share.size()), means.data(), beyond.data(), share.data()}; }
};

// One block of rows, as it is and about the middle of the table.
struct Placed {
    AlignedArray<double> block, shifted, away;
    double lengths[LANES], weights[LANES];
    int count = 0;

    Placed(int d, int most) : block(int64_t(d) * LANES), shifted(int64_t(d) * LANES), away(int64_t(most) * LANES) {}

    void open(const Rows &rows, int64_t first, const std::vector<double> &middle) {
        count = int(std::min<int64_t>(LANES, rows.n - first));
        block_of(rows, first, count, block.get());
        for (int lane = 0; lane < LANES; ++lane) weights[lane] = lane < count ? rows.weight(first + lane) : 0.0;
        std::fill(lengths, lengths + LANES, 0.0);
        for (int f = 0; f < rows.d; ++f)
            for (int lane = 0; lane < LANES; ++lane) {
                const double gap = block[f * LANES + lane] - middle[std::size_t(f)];
                shifted[f * LANES + lane] = gap;
                lengths[lane] += gap * gap;
            }
    }
    void add(int d, const Spread &spread, const Moments &about, const int32_t *label, double *sums) const {
        if (spread.near) return kernels().squared(shifted.get(), lengths, d, spread.view(), label, weights, sums);
        double value[LANES];
        kernels().exact(block.get(), d, about.means.data(), about.k, away.get());
        kernels().silhouette(away.get(), about.k, spread.within.data(), spread.share.data(), label, value);
        for (int lane = 0; lane < count; ++lane) sums[lane] += weights[lane] * value[lane];
    }
};

}  // namespace

std::vector<double> squared_silhouettes(const Rows &rows, const std::vector<const Labels *> &labels,
                                        const std::vector<Moments> &about, Pool &pool) {
    std::vector<double> middle(std::size_t(rows.d), 0.0);  // of the table, where the first clusters are known
    double sizes = 0.0;
    for (double size : about[0].sizes) sizes += size;
    for (std::size_t i = 0; i < about[0].sizes.size(); ++i)
        for (std::size_t f = 0; f < middle.size() && about[0].sizes[i] > 0; ++f)
            middle[f] += about[0].means[i * middle.size() + f] * (about[0].sizes[i] / sizes);
    std::vector<Spread> spreads;
    int most = 0;
    for (const Moments &one : about) {
        spreads.emplace_back(one, middle);
        most = std::max(most, one.k);
    }
    const Shards shards(rows.n);
    const std::size_t sets = about.size(), cells = (sets + 1) * LANES;
    std::vector<double> parts(std::size_t(shards.count) * cells, 0.0);
    pool.run(shards.count, [&](int64_t shard, int) {
        Placed placed(rows.d, most);
        int32_t own[LANES];
        double *sums = &parts[std::size_t(shard) * cells];
        for (int64_t b = shards.first(shard); b < shards.last(shard); ++b) {
            placed.open(rows, b * LANES, middle);
            for (int lane = 0; lane < LANES; ++lane) sums[sets * LANES + std::size_t(lane)] += placed.weights[lane];
            for (std::size_t s = 0; s < sets; ++s) {
                if (!spreads[s].any) continue;
                labels[s]->copy(b * LANES, placed.count, own);
                placed.add(rows.d, spreads[s], about[s], own, sums + s * LANES);
            }
        }
    });
    std::vector<double> all(cells, 0.0), means;
    for (std::size_t i = 0; i < parts.size(); ++i) all[i % cells] += parts[i];
    const auto sum = [&](std::size_t s) { return std::accumulate(&all[s * LANES], &all[s * LANES] + LANES, 0.0); };
    for (std::size_t s = 0; s < sets; ++s)
        means.push_back(spreads[s].any ? sum(s) / sum(sets) : std::numeric_limits<double>::quiet_NaN());
    return means;
}

}  // namespace coterie

// Every K at once: the control of the levels.
#pragma once

#include <functional>
#include <vector>

#include "parameters.h"

namespace coterie {

// Called between passes with how many K's are finished, what is being done, and what the last pass did; may throw to stop.
using Report = std::function<void(int done, const char *what, const PassStatistics &)>;

struct Plan {
    std::vector<int> counts;  // the K's, increasing
    int n_starts;
    uint64_t seed;
    bool thorough = true;  // exchange centres until nothing better turns up; otherwise one round
    SweepParameters parameters = {};
};

struct Found {
    Clustering final;
    std::vector<int64_t> sizes;
    int64_t n_best = 0;
};

// Rows are finite, the largest value between 1e-60 and 1e60, and at least max(counts) of them with weight are distinct.
// `times` is how many rows of the table each stands for (null: one): it orders the clusters.
std::vector<Found> sweep(const Rows &rows, const int64_t *times, const Plan &plan, double largest, Pool &pool,
                         const Report &report);

// A table as it came: identical rows are found and counted first, where there are many. Nothing is found where fewer distinct
// rows have weight than the largest K, and `distinct` says how many do.
struct Swept {
    int64_t distinct = 0;
    std::vector<Found> found;
    std::vector<double> silhouettes;  // with squared distances, of each
};
Swept sweep_table(const Rows &table, const Plan &plan, double largest, Pool &pool, const Report &report);

// Identical rows once. `order` holds the first of each, ordered by what it holds; `inverse` the group of each row.
struct Groups {
    std::vector<int64_t> order, counts;
    std::vector<int32_t> inverse;
};
Groups group(const double *x, int64_t n, int d, double nothing, uint64_t seed);

// What the squared distances of rows to whole clusters need: where a row i stands for `times[i]` rows (null: one).
struct Moments {
    int k;
    std::vector<double> means, sizes, within;  // `within`: mean squared distance to the mean
};
Moments moments(const Clustering &final);  // what its last pass took; not where it was filled
Moments moments(const Rows &rows, const Labels &labels, int k, Pool &pool);

// Mean silhouettes with squared distances (METHODS: exact and linear) of several clusterings of the same rows; the rows'
// weights are how often each counts.
std::vector<double> squared_silhouettes(const Rows &rows, const std::vector<const Labels *> &labels,
                                        const std::vector<Moments> &about, Pool &pool);

// Mean silhouettes with plain distances, for every set of labels from one set of distances, as sum and sum of squares
// over the rows asked about. `labels` is n_sets x n; an own row is left out of its own cluster. `precise`: in float64.
struct Sums {
    double sum = 0.0, squares = 0.0;
};
std::vector<Sums> silhouettes(const Rows &rows, const int32_t *labels, const std::vector<int> &counts,
                              const std::vector<int64_t> &about, bool precise, Pool &pool, const Watch &watch);

// Labels of all rows for each of several refits from scratch on rows drawn anew (Poisson weights of mean 1, or a
// sample of `sample` rows where there are more than twice as many). Written to out[n_resamples][n].
void resample(const Rows &rows, int k, int n_resamples, int n_starts, uint64_t seed, int64_t sample, double largest,
              int32_t *out, Pool &pool, const Watch &watch);

}  // namespace coterie

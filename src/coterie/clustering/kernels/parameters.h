// What a sweep is run with, and why. Panel and figures are those of docs/performance.md; where no figure stands beside a
// number, it was chosen by trying on the panel and what its neighbours would give is not recorded.
#pragma once

#include "points.h"

namespace coterie {

// How long centres are exchanged: one added, two merged, good answers crossed.
struct Search {
    int rounds;   // at most
    int idle;     // rounds without a gain after which a K is left alone
    int moves;    // places tried for a centre in a round
    int crosses;  // of two answers each
    int joins;    // of the clusters of the largest K
    double gain;  // relative: less is none
};

struct SweepParameters {
    // Levels, in rows.
    // Up to so many there is no sample: all starts on all of them take no longer than on a sample and then again on all.
    int64_t unsampled = 16'384;
    // On so many every start converges. On 10,000 the 60,000-row mixture came out as good as 100 starts in 85.5 % of cells,
    // on 20,000 in 90.9 %; 30,000 took 0.1 CPU seconds more, for some cells better and some worse.
    int64_t sample = 20'000;
    // Beyond, there are levels between the sample and all: survivors then have less far to go on all rows.
    int64_t large = 400'000;
    // Of the rows from one level to the next. By fives carrying survivors on took 0.15 CPU seconds, in two steps 0.4.
    int64_t growth = 5;
    // Up to so many the end is a fixpoint in float64; beyond, one pass in float64 over all rows.
    int64_t exact = 131'072;

    // Who goes on.
    int survivors = 16;            // of each K after the first level, and while centres are exchanged
    int finalists = 3;             // of each K after any other
    double same_answer = 1e-6;  // relative: inertias this near are one answer, when those that reached the best are counted
    double same_start = 1e-9;  // relative: of starts this near only one goes on
    double same_on_sample = 1e-4;  // the same on a sample, where chance puts more than this between inertias
    double rounding = 1e-12;  // of the inertia of one cluster: no inertia is known better
    // What is clearly worse than the best, relatively and in the inertia of one cluster, need not be polished.
    double polished = 1e-5, blurred = 1e-9;

    // When passes end. Where all rows are seen and no pass in float64 need change anything, at 1e-10 of the inertia;
    // otherwise where the next level goes on anyhow. A start is given up that is behind the best by `patience` of its gains:
    // early in its way by many, and where it came of an exchange or was carried on, and so begins near its end, by fewer.
    Stop starts = {.gain = 1e-10, .passes = 1000, .patience = 50};
    Stop exchanged = {.gain = 1e-10, .passes = 1000, .patience = 20};
    Stop widened = {.gain = 0.0, .passes = 3};  // a centre more finds its place before two are merged
    Stop level = {.gain = 5e-7, .passes = 100, .patience = 10, .same = 1e-4, .carried = true};
    Stop fixpoint = {.gain = 1e-10, .passes = 1000, .patience = 50, .carried = true};
    Stop last_level = {.gain = 1e-7, .passes = 100, .patience = 50, .carried = true};
    Stop last_of_large = {.gain = 1e-7, .passes = 100, .patience = 10, .same = 1e-5, .carried = true};
    int64_t float64_passes = 1000;
    int reordered = 10;  // times at most that a tie may move with the order of the clusters

    // Exchanges of centres. Crossing on all rows left a third fewer answers short of the best known at the same CPU time; on
    // the sample it took 0.02 CPU seconds more for no clear gain.
    Search thorough = {.rounds = 24, .idle = 4, .moves = 2, .crosses = 16, .joins = 0, .gain = 1e-9};
    Search on_sample = {.rounds = 5, .idle = 1, .moves = 3, .crosses = 0, .joins = 4, .gain = 1e-4};  // a start for more rows
    Search on_all = {.rounds = 6, .idle = 1, .moves = 3, .crosses = 4, .joins = 2, .gain = 1e-5};
    Search hasty = {.rounds = 1, .idle = 1, .moves = 1, .crosses = 0, .joins = 0, .gain = 1e-4};  // for many refits
    int merged = 2;  // pairs merged for each place tried
    int neighbours = 4;  // candidates from the best of K - 1, and from the best of K + 1
};

}  // namespace coterie

// A sweep of a table, whose rows may repeat.
#include <optional>

#include "distinct.h"

namespace coterie {
namespace {

constexpr double VANISHES = 1e-130;  // relative to the largest value: squares of less would be 0

// Mean silhouettes of what was found, by how many rows of the table each row stands for.
std::vector<double> silhouettes_of(const Rows &rows, const std::vector<Found> &found, bool weighted, Pool &pool) {
    std::vector<const Labels *> labels;
    std::vector<Moments> about;
    for (const Found &one : found) {
        labels.push_back(&one.final.labels);
        const bool anew = weighted || one.final.last.filled;
        about.push_back(anew ? moments(rows, one.final.labels, one.final.k, pool) : moments(one.final));
    }
    return squared_silhouettes(rows, labels, about, pool);
}

}  // namespace

Swept sweep_table(const Rows &table, const Plan &plan, double largest, Pool &pool, const Report &report) {
    const double nothing = largest * VANISHES;
    std::optional<Distinct> distinct;
    if (repeats(table, plan.counts.back(), nothing, plan.seed)) distinct.emplace(table, nothing, plan.seed);
    Swept swept;
    if (distinct && (swept.distinct = distinct->with_weight()) < plan.counts.back()) return swept;
    swept.found =
        sweep(distinct ? distinct->rows() : table, distinct ? distinct->times() : nullptr, plan, largest, pool, report);
    report(int(swept.found.size()), "measuring silhouettes", {});
    const Rows by_times = distinct ? distinct->weighed_by_times() : Rows{table.x, nullptr, table.n, table.d};
    swept.silhouettes = silhouettes_of(by_times, swept.found, table.weights != nullptr, pool);
    if (distinct)
        pool.run(int64_t(swept.found.size()), [&](int64_t i, int) {
            Clustering &own = swept.found[std::size_t(i)].final;
            own.labels = distinct->of_table(own.labels, own.k);
        });
    return swept;
}

}  // namespace coterie

// The Python side: arrays in, arrays out. What is checked at the door of clustering is not checked again.
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <chrono>
#include <cmath>
#include <numeric>
#include <optional>
#include <string>

#include "batch.h"
#include "chance.h"
#include "passing.h"
#include "sweep.h"

namespace nb = nanobind;
using namespace nb::literals;

namespace coterie {
namespace {

using Matrix = nb::ndarray<const double, nb::ndim<2>, nb::c_contig, nb::device::cpu>;
using Vector = nb::ndarray<const double, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using LabelVector = nb::ndarray<const int32_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using LabelSets = nb::ndarray<const int32_t, nb::ndim<2>, nb::c_contig, nb::device::cpu>;
using Numbers = nb::ndarray<const int64_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;

template <class T>
nb::ndarray<nb::numpy, T> array(std::vector<T> values, std::vector<size_t> shape) {
    auto *kept = new std::vector<T>(std::move(values));
    nb::capsule owner(kept, [](void *p) noexcept { delete static_cast<std::vector<T> *>(p); });
    return nb::ndarray<nb::numpy, T>(kept->data(), shape.size(), shape.data(), owner);
}

template <class T>
nb::object array_of(Labels labels, std::vector<size_t> shape) {
    auto *kept = new Labels(std::move(labels));
    nb::capsule owner(kept, [](void *p) noexcept { delete static_cast<Labels *>(p); });
    return nb::cast(nb::ndarray<nb::numpy, T>(kept->as<T>(), shape.size(), shape.data(), owner));
}

// Labels as they are kept: of 8, 16 or 32 bits.
nb::object compact(Labels labels, std::vector<size_t> shape = {}) {
    if (shape.empty()) shape = {size_t(labels.size())};
    if (labels.bytes() == 1) return array_of<uint8_t>(std::move(labels), shape);
    if (labels.bytes() == 2) return array_of<uint16_t>(std::move(labels), shape);
    return array_of<int32_t>(std::move(labels), shape);
}

Rows view(const Matrix &x, const std::optional<Vector> &weights) {
    return {x.data(), weights ? weights->data() : nullptr, int64_t(x.shape(0)), int(x.shape(1))};
}

// Between passes, now and then: lets Ctrl-C through and tells how far it is.
class Listener {
   public:
    explicit Listener(nb::object report) : report_(std::move(report)) {}

    void operator()(int done, const char *what) {
        const auto now = std::chrono::steady_clock::now();
        if (now - last_ < std::chrono::milliseconds(50)) return;
        last_ = now;
        nb::gil_scoped_acquire hold;
        if (PyErr_CheckSignals()) throw nb::python_error();
        if (!report_.is_none()) report_(done, what);
    }

    // Within a long pass: Ctrl-C alone.
    void signals() {
        const auto now = std::chrono::steady_clock::now();
        if (now - looked_ < std::chrono::milliseconds(100)) return;
        looked_ = now;
        nb::gil_scoped_acquire hold;
        if (PyErr_CheckSignals()) throw nb::python_error();
    }

   private:
    nb::object report_;
    std::chrono::steady_clock::time_point last_{}, looked_{};
};

// The first value that is not finite (row, column; -1 where all are), and the largest absolute value.
nb::tuple check(Matrix x, int n_threads) {
    const Rows rows = view(x, std::nullopt);
    const Shards shards(rows.n);
    std::vector<double> largest(std::size_t(shards.count), 0.0);
    std::vector<int64_t> bad(std::size_t(shards.count), -1);
    {
        nb::gil_scoped_release free;
        Pool pool(n_threads);
        pool.run(shards.count, [&](int64_t shard, int) {
            const int64_t first = shards.first(shard) * LANES * rows.d;
            const int64_t end = std::min(rows.n, shards.last(shard) * LANES) * rows.d;
            double mosts[LANES] = {}, nones[LANES] = {};
            const auto look = [&](int64_t i, int lane) {
                const double v = std::fabs(rows.x[i]);
                mosts[lane] = v > mosts[lane] ? v : mosts[lane];
                nones[lane] += rows.x[i] * 0.0;
            };
            int64_t next = first;
            for (; next + LANES <= end; next += LANES)
                for (int lane = 0; lane < LANES; ++lane) look(next + lane, lane);
            for (; next < end; ++next) look(next, 0);
            const double most = *std::max_element(mosts, mosts + LANES), none = std::accumulate(nones, nones + LANES, 0.0);
            if (none != 0.0 || std::isnan(none))
                for (int64_t i = end; i-- > first;)
                    if (!std::isfinite(rows.x[i])) bad[std::size_t(shard)] = i;
            largest[std::size_t(shard)] = most;
        });
    }
    double most = 0.0;
    for (double value : largest) most = std::max(most, value);
    for (int64_t i : bad)
        if (i >= 0) return nb::make_tuple(i / rows.d, i % rows.d, most);
    return nb::make_tuple(-1, -1, most);
}

constexpr int64_t ALWAYS_GROUPED = 262'144;

// Whether so many rows repeat that grouping them is worth it: seen on rows spread over the table.
bool repeats(const Rows &rows, int most, double nothing, uint64_t seed) {
    const int64_t size = std::max<int64_t>(4096, 4 * int64_t(most));
    if (size >= rows.n) return true;
    std::vector<double> some;
    const Chance chance(seed, 5);
    for (int64_t i = 0; i < size; ++i) {
        const int64_t row = int64_t((double(i) + chance.uniform(uint64_t(i))) / double(size) * double(rows.n));
        if (rows.weight(row) > 0) some.insert(some.end(), rows.x + row * rows.d, rows.x + (row + 1) * rows.d);
    }
    const int64_t kept = int64_t(some.size()) / rows.d;
    return kept < size / 2 || int64_t(group(some.data(), kept, rows.d, nothing, seed).order.size()) < size / 2;
}

struct Grouped {
    std::vector<double> x, weights, times;
    Groups groups;
};

nb::object run_sweep(Matrix x, std::optional<Vector> weights, std::vector<int> counts, int n_starts, uint64_t seed,
                     double largest, int n_threads, nb::object report, bool thorough) {
    Rows rows = view(x, weights);
    const int64_t n = rows.n;
    const double nothing = largest * 1e-130;
    Listener listen(std::move(report));
    Plan plan;
    plan.counts = counts;
    plan.n_starts = n_starts;
    plan.seed = seed;
    plan.thorough = thorough;
    Grouped grouped;
    bool is_grouped = false;
    int64_t distinct = 0;
    std::vector<Found> found;
    std::vector<double> silhouettes;
    {
        nb::gil_scoped_release free;
        Pool pool(n_threads);
        pool.watch([&] { listen.signals(); });
        if (n <= ALWAYS_GROUPED || repeats(rows, counts.back(), nothing, seed)) {
            is_grouped = true;
            grouped.groups = group(rows.x, n, rows.d, nothing, seed);
            const std::size_t m = grouped.groups.order.size();
            grouped.weights.assign(m, 0.0);
            for (int64_t row = 0; row < n; ++row)
                grouped.weights[std::size_t(grouped.groups.inverse[std::size_t(row)])] += rows.weight(row);
            grouped.x.reserve(m * std::size_t(rows.d));
            for (int64_t row : grouped.groups.order)
                for (int f = 0; f < rows.d; ++f) {
                    const double v = rows.x[row * rows.d + f];
                    grouped.x.push_back(std::fabs(v) < nothing ? 0.0 : v);
                }
            grouped.times.assign(grouped.groups.counts.begin(), grouped.groups.counts.end());
            const bool plain = !rows.weights && int64_t(m) == n;
            rows = {grouped.x.data(), plain ? nullptr : grouped.weights.data(), int64_t(m), rows.d};
            for (double weight : grouped.weights) distinct += weight > 0;
        }
        if (!is_grouped || distinct >= counts.back()) {
            const int64_t *times = is_grouped ? grouped.groups.counts.data() : nullptr;
            found = sweep(rows, times, plan, largest, pool, [&](int done, const char *what) { listen(done, what); });
            Rows by_times = rows;
            by_times.weights = is_grouped && int64_t(grouped.times.size()) < n ? grouped.times.data() : nullptr;
            listen(int(found.size()), "measuring silhouettes");
            std::vector<const Labels *> labels;
            std::vector<Moments> about;
            for (const Found &one : found) {
                labels.push_back(&one.final.labels);
                about.push_back(weights || one.final.filled ? moments(by_times, one.final.labels, one.final.k, pool)
                                                            : moments(one.final));
            }
            silhouettes = squared_silhouettes(by_times, labels, about, pool);
            if (is_grouped)
                pool.run(int64_t(found.size()), [&](int64_t i, int) {
                    Labels &own = found[std::size_t(i)].final.labels, all(n, found[std::size_t(i)].final.k);
                    for (int64_t row = 0; row < n; ++row) all.set(row, own[grouped.groups.inverse[std::size_t(row)]]);
                    own = std::move(all);
                });
        }
    }
    if (found.empty()) return nb::int_(distinct);
    nb::list out;
    for (std::size_t i = 0; i < found.size(); ++i) {
        Found &one = found[i];
        const std::size_t k = std::size_t(one.final.k), d = std::size_t(rows.d);
        out.append(nb::make_tuple(array(std::move(one.final.centers), {k, d}), compact(std::move(one.final.labels)),
                                  array(std::move(one.sizes), {k}), one.final.inertia, silhouettes[i], one.final.passes,
                                  one.n_best));
    }
    return out;
}

nb::tuple run_polish(Matrix x, std::optional<Vector> weights, Matrix centers, int64_t most, int n_threads) {
    const Rows rows = view(x, weights);
    Final final;
    final.k = int(centers.shape(0));
    final.centers.assign(centers.data(), centers.data() + centers.size());
    Listener listen{nb::none()};
    {
        nb::gil_scoped_release free;
        Pool pool(n_threads);
        pool.watch([&] { listen.signals(); });
        polish(rows, {&final}, most, pool, [&] { listen(0, "polishing"); });
    }
    return nb::make_tuple(array(std::move(final.centers), {centers.shape(0), centers.shape(1)}),
                          compact(std::move(final.labels)), final.inertia, final.passes);
}

nb::tuple run_assign(Matrix x, Matrix centers, int n_threads) {
    const Rows rows = view(x, std::nullopt);
    const int k = int(centers.shape(0));
    const std::size_t n = std::size_t(rows.n);
    std::vector<int32_t> label(n, 0), second(n, -1);
    std::vector<double> best(n, 0.0), next(n, 0.0);
    {
        nb::gil_scoped_release free;
        Pool pool(n_threads);
        const Shards shards(rows.n);
        pool.run(shards.count, [&](int64_t shard, int) {
            Room<double> block(int64_t(rows.d) * LANES), away(int64_t(k) * LANES);
            double b[LANES], s[LANES];
            int32_t l[LANES], m[LANES];
            for (int64_t i = shards.first(shard); i < shards.last(shard); ++i) {
                const int count = int(std::min<int64_t>(LANES, rows.n - i * LANES));
                block_of(rows, i * LANES, count, block.get());
                kernels().exact(block.get(), rows.d, centers.data(), k, away.get());
                kernels().nearest(away.get(), k, b, l, s, m);
                for (int lane = 0; lane < count; ++lane) {
                    const std::size_t row = std::size_t(i * LANES + lane);
                    label[row] = l[lane];
                    best[row] = std::sqrt(b[lane]);
                    second[row] = m[lane];
                    next[row] = k > 1 ? std::sqrt(s[lane]) : std::nan("");
                }
            }
        });
    }
    return nb::make_tuple(array(std::move(label), {n}), array(std::move(best), {n}), array(std::move(second), {n}),
                          array(std::move(next), {n}));
}

// The nearest of each `k` centres in turn: labels by set and row.
nb::object run_place(Matrix x, Matrix centers, int k, int n_threads) {
    const Rows rows = view(x, std::nullopt);
    const int64_t sets = int64_t(centers.shape(0)) / k;
    Labels labels(sets * rows.n, k);
    {
        nb::gil_scoped_release free;
        Pool pool(n_threads);
        const Shards shards(rows.n);
        pool.run(shards.count, [&](int64_t shard, int) {
            Room<double> block(int64_t(rows.d) * LANES), away(int64_t(k) * LANES);
            double best[LANES];
            int32_t label[LANES];
            for (int64_t i = shards.first(shard); i < shards.last(shard); ++i) {
                const int count = int(std::min<int64_t>(LANES, rows.n - i * LANES));
                block_of(rows, i * LANES, count, block.get());
                for (int64_t s = 0; s < sets; ++s) {
                    kernels().exact(block.get(), rows.d, centers.data() + s * k * rows.d, k, away.get());
                    kernels().nearest(away.get(), k, best, label, nullptr, nullptr);
                    for (int lane = 0; lane < count; ++lane) labels.set(s * rows.n + i * LANES + lane, label[lane]);
                }
            }
        });
    }
    return compact(std::move(labels), {size_t(sets), size_t(rows.n)});
}

double run_squared(Matrix x, LabelVector given, int k, int n_threads) {
    const Rows rows = view(x, std::nullopt);
    nb::gil_scoped_release free;
    Pool pool(n_threads);
    Labels labels(rows.n, k);
    for (int64_t row = 0; row < rows.n; ++row) labels.set(row, given.data()[row]);
    return squared_silhouettes(rows, {&labels}, {moments(rows, labels, k, pool)}, pool)[0];
}

nb::tuple run_silhouettes(Matrix x, LabelSets labels, std::vector<int> counts, Numbers about, bool precise, int n_threads,
                          nb::object report) {
    const Rows rows = view(x, std::nullopt);
    const std::vector<int64_t> asked(about.data(), about.data() + about.size());
    Listener listen(std::move(report));
    std::vector<Sums> found;
    {
        nb::gil_scoped_release free;
        Pool pool(n_threads);
        pool.watch([&] { listen.signals(); });
        found = silhouettes(rows, labels.data(), counts, asked, precise, pool, [&] { listen(0, "measuring silhouettes"); });
    }
    std::vector<double> sum, squares;
    for (const Sums &one : found) {
        sum.push_back(one.sum);
        squares.push_back(one.squares);
    }
    const std::size_t sets = found.size();
    return nb::make_tuple(array(std::move(sum), {sets}), array(std::move(squares), {sets}));
}

nb::object run_resample(Matrix x, std::optional<Vector> weights, int k, int n_resamples, int n_starts, uint64_t seed,
                        int64_t sample, double largest, int n_threads, nb::object report) {
    const Rows rows = view(x, weights);
    std::vector<int32_t> labels(std::size_t(n_resamples) * std::size_t(rows.n), 0);
    Listener listen(std::move(report));
    {
        nb::gil_scoped_release free;
        Pool pool(n_threads);
        pool.watch([&] { listen.signals(); });
        resample(rows, k, n_resamples, n_starts, seed, sample, largest, labels.data(), pool,
                 [&] { listen(0, "refitting on rows drawn anew"); });
    }
    return nb::cast(array(std::move(labels), {std::size_t(n_resamples), std::size_t(rows.n)}));
}

using FloatBlocks = nb::ndarray<const float, nb::ndim<3>, nb::c_contig, nb::device::cpu>;

nb::tuple run_add_up(FloatBlocks blocks, Matrix centers, std::vector<int> counts, int64_t rows, Vector weights, double unit,
                     int n_threads) {
    const int d = int(blocks.shape(1));
    const Blocks data{blocks.data(), nullptr, rows, d, (d + 7) / 8 * 8, (d + 8) / 8 * 8, float(unit)};
    const std::vector<double> scale(weights.data(), weights.data() + weights.size());
    Batch batch;
    {
        nb::gil_scoped_release free;
        Pool pool(n_threads);
        batch = add_up(data, centers.data(), counts, scale, pool);
    }
    const std::size_t k = centers.shape(0);
    return nb::make_tuple(array(std::move(batch.sums), {k, std::size_t(d)}), array(std::move(batch.mass), {k}));
}

template <int N>
void append(const Digits<N> &from, std::vector<uint64_t> &to) {
    for (Wide digit : from.digit) to.push_back(uint64_t(digit));
}

// [column][what]: how many, the least, the greatest; and the digits of the sums of numbers and of squares, [column][digit].
nb::tuple measures(const std::vector<Measured> &found) {
    std::vector<double> ends;
    std::vector<uint64_t> sums, squares;
    for (const Measured &one : found) {
        ends.insert(ends.end(), {double(one.known), one.least, one.greatest});
        append(one.sum, sums);
        append(one.squares, squares);
    }
    const std::size_t n = found.size();
    return nb::make_tuple(array(std::move(ends), {n, 3}), array(std::move(sums), {n, std::size_t(SUM_DIGITS)}),
                          array(std::move(squares), {n, std::size_t(SQUARES_DIGITS)}));
}

nb::tuple run_lay_out(Matrix x, int n_threads) {
    const Rows rows = view(x, std::nullopt);
    const std::size_t count = std::size_t((rows.n + LANES - 1) / LANES);
    std::vector<float> blocks(count * std::size_t(rows.d) * LANES);
    std::vector<Measured> found;
    {
        nb::gil_scoped_release free;
        Pool pool(n_threads);
        found = lay_out(rows, blocks.data(), pool);
    }
    return nb::make_tuple(array(std::move(blocks), {count, std::size_t(rows.d), LANES}), measures(found));
}

nb::tuple run_by_label(Vector values, std::optional<LabelVector> labels, int k, int n_threads) {
    std::vector<Measured> found;
    {
        nb::gil_scoped_release free;
        Pool pool(n_threads);
        found = by_label(values.data(), labels ? labels->data() : nullptr, int64_t(values.size()), k, pool);
    }
    return measures(found);
}

nb::object run_stays(Matrix x, LabelVector labels, Matrix centers, LabelSets partners, int n_threads) {
    const Rows rows = view(x, std::nullopt);
    std::vector<int32_t> out(std::size_t(rows.n), 0);
    {
        nb::gil_scoped_release free;
        Pool pool(n_threads);
        stays(rows, labels.data(), centers.data(), partners.data(), int(partners.shape(1)), int(partners.shape(0)),
              out.data(), pool);
    }
    return nb::cast(array(std::move(out), {std::size_t(rows.n)}));
}

std::vector<std::string> instruction_sets() {
    int n = 0;
    const char *const *found = names(&n);
    return std::vector<std::string>(found, found + n);
}

}  // namespace
}  // namespace coterie

NB_MODULE(_kernels, m) {
    using namespace coterie;
    m.doc() = "The clustering engine in C++; coterie.clustering.twin is the same in NumPy.";
    m.def("check", &check, "X"_a, "n_threads"_a);
    m.def("sweep", &run_sweep, "X"_a, "weights"_a.none(), "counts"_a, "n_starts"_a, "seed"_a, "largest"_a, "n_threads"_a,
          "report"_a.none(), "thorough"_a = true);
    m.def("polish", &run_polish, "X"_a, "weights"_a.none(), "centers"_a, "most"_a, "n_threads"_a);
    m.def("add_up", &run_add_up, "blocks"_a, "centers"_a, "counts"_a, "rows"_a, "weights"_a, "unit"_a, "n_threads"_a);
    m.def("assign", &run_assign, "X"_a, "centers"_a, "n_threads"_a);
    m.def("place", &run_place, "X"_a, "centers"_a, "n_clusters"_a, "n_threads"_a);
    m.def("lay_out", &run_lay_out, "X"_a, "n_threads"_a);
    m.def("by_label", &run_by_label, "values"_a, "labels"_a.none(), "n_clusters"_a, "n_threads"_a);
    m.def("stays", &run_stays, "X"_a, "labels"_a, "centers"_a, "partners"_a, "n_threads"_a);
    m.def("squared_silhouette", &run_squared, "X"_a, "labels"_a, "n_clusters"_a, "n_threads"_a);
    m.def("silhouettes", &run_silhouettes, "X"_a, "labels"_a, "counts"_a, "about"_a, "precise"_a, "n_threads"_a,
          "report"_a.none());
    m.def("resample", &run_resample, "X"_a, "weights"_a.none(), "n_clusters"_a, "n_resamples"_a, "n_starts"_a, "seed"_a,
          "sample"_a, "largest"_a, "n_threads"_a, "report"_a.none());
    m.def("instruction_sets", &instruction_sets);
    m.def("instruction_set", [] { return std::string(kernels().name); });
    m.def("choose", [](const std::string &name) { return choose(name.c_str()); }, "name"_a);
}

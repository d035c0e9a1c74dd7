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
#include "checking.h"
#include "passing.h"
#include "placing.h"
#include "sweep.h"

namespace nb = nanobind;
using namespace nb::literals;

namespace coterie {
namespace {

using Matrix = nb::ndarray<const double, nb::ndim<2>, nb::c_contig, nb::device::cpu>;
using Vector = nb::ndarray<const double, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using LabelVector = nb::ndarray<const int32_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using LabelSets = nb::ndarray<const int32_t, nb::ndim<2>, nb::c_contig, nb::device::cpu>;
using Room = nb::ndarray<double, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
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

struct Passed {
    const char *what;
    PassStatistics pass;
};

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
nb::tuple run_check(Matrix x, int n_threads) {
    const Rows rows = view(x, std::nullopt);
    Checked found;
    {
        nb::gil_scoped_release free;
        Pool pool(n_threads);
        found = check(rows, pool);
    }
    if (found.bad < 0) return nb::make_tuple(-1, -1, found.largest);
    return nb::make_tuple(found.bad / rows.d, found.bad % rows.d, found.largest);
}

nb::object run_sweep(Matrix x, std::optional<Vector> weights, std::vector<int> counts, int n_starts, uint64_t seed,
                     double largest, int n_threads, nb::object report, bool thorough, nb::object passes) {
    const Rows rows = view(x, weights);
    Listener listen(std::move(report));
    Plan plan;
    plan.counts = counts;
    plan.n_starts = n_starts;
    plan.seed = seed;
    plan.thorough = thorough;
    std::vector<Passed> passed;
    Swept swept;
    {
        nb::gil_scoped_release free;
        Pool pool(n_threads);
        pool.watch([&] { listen.signals(); });
        swept = sweep_table(rows, plan, largest, pool, [&](int done, const char *what, const PassStatistics &pass) {
            if (!passes.is_none() && pass.rows) passed.push_back({what, pass});
            listen(done, what);
        });
    }
    for (const Passed &one : passed)
        passes.attr("append")(nb::make_tuple(one.what, one.pass.rows, one.pass.clusterings, one.pass.changed));
    std::vector<Found> &found = swept.found;
    if (found.empty()) return nb::int_(swept.distinct);
    nb::list out;
    for (std::size_t i = 0; i < found.size(); ++i) {
        Found &one = found[i];
        const std::size_t k = std::size_t(one.final.k), d = std::size_t(rows.d);
        out.append(nb::make_tuple(array(std::move(one.final.centers), {k, d}), compact(std::move(one.final.labels)),
                                  array(std::move(one.sizes), {k}), one.final.inertia, swept.silhouettes[i], one.final.passes,
                                  one.n_best));
    }
    return out;
}

nb::tuple run_polish(Matrix x, std::optional<Vector> weights, Matrix centers, int64_t most, int n_threads) {
    const Rows rows = view(x, weights);
    Clustering final;
    final.k = int(centers.shape(0));
    final.centers.assign(centers.data(), centers.data() + centers.size());
    Listener listen{nb::none()};
    {
        nb::gil_scoped_release free;
        Pool pool(n_threads);
        pool.watch([&] { listen.signals(); });
        polish(rows, {&final}, most, pool, [&](const PassStatistics &) { listen(0, "polishing"); });
    }
    return nb::make_tuple(array(std::move(final.centers), {centers.shape(0), centers.shape(1)}),
                          compact(std::move(final.labels)), final.inertia, final.passes);
}

nb::tuple run_assign(Matrix x, Matrix centers, int n_threads) {
    const Rows rows = view(x, std::nullopt);
    const std::size_t n = std::size_t(rows.n);
    Assigned found;
    {
        nb::gil_scoped_release free;
        Pool pool(n_threads);
        found = assign(rows, centers.data(), int(centers.shape(0)), pool);
    }
    return nb::make_tuple(array(std::move(found.label), {n}), array(std::move(found.away), {n}),
                          array(std::move(found.second), {n}), array(std::move(found.next), {n}));
}

// The nearest of each `k` centres in turn: labels by set and row.
nb::object run_place(Matrix x, Matrix centers, int k, int n_threads) {
    const Rows rows = view(x, std::nullopt);
    const int64_t sets = int64_t(centers.shape(0)) / k;
    Labels labels;
    {
        nb::gil_scoped_release free;
        Pool pool(n_threads);
        labels = place(rows, centers.data(), k, sets, pool);
    }
    return compact(std::move(labels), {size_t(sets), size_t(rows.n)});
}

double run_squared(Matrix x, LabelVector given, int k, int n_threads) {
    const Rows rows = view(x, std::nullopt);
    nb::gil_scoped_release free;
    Pool pool(n_threads);
    const Labels labels(given.data(), rows.n, k);
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
        found = silhouettes(rows, labels.data(), counts, asked, precise, pool,
                            [&](const PassStatistics &) { listen(0, "measuring silhouettes"); });
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
                 [&](const PassStatistics &) { listen(0, "refitting on rows drawn anew"); });
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

// A few numbers are done before another thread could begin.
void in_place(Room x, void (*of)(double *, int64_t)) {
    if (x.size() < 1000) return of(x.data(), int64_t(x.size()));
    nb::gil_scoped_release free;
    of(x.data(), int64_t(x.size()));
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
    m.def("check", &run_check, "X"_a, "n_threads"_a);
    m.def("sweep", &run_sweep, "X"_a, "weights"_a.none(), "counts"_a, "n_starts"_a, "seed"_a, "largest"_a, "n_threads"_a,
          "report"_a.none(), "thorough"_a = true, "passes"_a = nb::none());
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
    m.def("log1p", [](Room x) { in_place(x, kernels().log1p); }, "x"_a);
    m.def("expm1", [](Room x) { in_place(x, kernels().expm1); }, "x"_a);
    m.def("instruction_sets", &instruction_sets);
    m.def("instruction_set", [] { return std::string(kernels().name); });
    m.def("choose", [](const std::string &name) { return choose(name.c_str()); }, "name"_a);
}

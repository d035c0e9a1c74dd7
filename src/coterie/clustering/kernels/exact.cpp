// Squared distances in float64, to the last digit those of the NumPy twin: plain differences, squares added in the
// order of the features, and no fused operations (this file is compiled with -ffp-contract=off).
#include "distances.h"

namespace coterie {
namespace {

template <int R>
inline void few(const double *x, int d, const double *centers, double *out) {
    D a[R], b[R];
    for (int r = 0; r < R; ++r) a[r] = b[r] = all(0.0);
    for (int f = 0; f < d; ++f) {
        const D xa = load(x + f * LANES), xb = load(x + f * LANES + WIDE);
        for (int r = 0; r < R; ++r) {
            const D c = all(centers[r * d + f]);
            const D ga = xa - c, gb = xb - c;
            a[r] += ga * ga;
            b[r] += gb * gb;
        }
    }
    for (int r = 0; r < R; ++r) {
        std::memcpy(out + r * LANES, &a[r], sizeof(D));
        std::memcpy(out + r * LANES + WIDE, &b[r], sizeof(D));
    }
}

}  // namespace

void JOIN(exact_, ISA)(const double *block, int d, const double *centers, int k, double *out) {
    for (int part = 0; part < LANES; part += 2 * WIDE) {
        int i = 0;
        for (; i + 4 <= k; i += 4) few<4>(block + part, d, centers + int64_t(i) * d, out + i * LANES + part);
        for (; i < k; ++i) few<1>(block + part, d, centers + int64_t(i) * d, out + i * LANES + part);
    }
}

namespace {

inline void store(int32_t *p, L labels) {
    const L32 narrow = __builtin_convertvector(labels, L32);
    std::memcpy(p, &narrow, sizeof narrow);
}
// One vector of lanes of `nearest`.
inline void first_of(const double *away, int k, double *best, int32_t *label) {
    D b = load(away);
    L l = whole(0);
    for (int i = 1; i < k; ++i) {
        const D a = load(away + i * LANES);
        const L nearer = a < b;
        l = nearer ? whole(i) : l;
        b = nearer ? a : b;
    }
    std::memcpy(best, &b, sizeof b);
    store(label, l);
}

inline void first_two_of(const double *away, int k, double *best, int32_t *label, double *next, int32_t *second) {
    D b = load(away), n = all(__builtin_inf());
    L l = whole(0), s = whole(-1);
    for (int i = 1; i < k; ++i) {
        const D a = load(away + i * LANES);
        const L nearer = a < b, between = a < n;
        n = nearer ? b : between ? a : n;
        s = nearer ? l : between ? whole(i) : s;
        b = nearer ? a : b;
        l = nearer ? whole(i) : l;
    }
    std::memcpy(best, &b, sizeof b);
    store(label, l);
    std::memcpy(next, &n, sizeof n);
    store(second, s);
}

}  // namespace

void JOIN(nearest_, ISA)(const double *away, int k, double *best, int32_t *label, double *next, int32_t *second) {
    for (int part = 0; part < LANES; part += WIDE) {
        if (next)
            first_two_of(away + part, k, best + part, label + part, next + part, second + part);
        else
            first_of(away + part, k, best + part, label + part);
    }
}

typedef double D8 __attribute__((vector_size(64)));

namespace {

// N x 8 values a row; N of 0 stands for a number known at run time. Compiled apart for rows that weigh 1.
template <int N, bool WEIGHTED>
inline void remains_of(const Labelled &rows, double *rest, double *squares, double *mass) {
    const int stride = N ? 8 * N : rows.stride;
    const int64_t half = int64_t(rows.k) * stride;
    const double *x = rows.x;
    for (int lane = 0; lane < rows.count; ++lane, x += rows.d) {
        const double w = WEIGHTED ? rows.weights[lane] : 1.0;
        const int64_t at = int64_t(rows.label[lane]) * stride, side = lane % 2 ? half : 0;
        for (int f = 0; f < stride; f += 8) {
            D8 value, middle, sum, square;
            std::memcpy(&value, x + f, sizeof value);
            std::memcpy(&middle, rows.centers + at + f, sizeof middle);
            std::memcpy(&sum, rest + side + at + f, sizeof sum);
            std::memcpy(&square, squares + side + at + f, sizeof square);
            const D8 gap = value - middle;  // what stands there after the features is not read
            sum += WEIGHTED ? w * gap : gap;
            square += WEIGHTED ? w * (gap * gap) : gap * gap;
            std::memcpy(rest + side + at + f, &sum, sizeof sum);
            std::memcpy(squares + side + at + f, &square, sizeof square);
        }
        mass[(lane % 2 ? rows.k : 0) + rows.label[lane]] += w;
    }
}

template <bool WEIGHTED>
inline void remains_by(const Labelled &rows, double *rest, double *squares, double *mass) {
    switch (rows.stride) {
        case 8: return remains_of<1, WEIGHTED>(rows, rest, squares, mass);
        case 16: return remains_of<2, WEIGHTED>(rows, rest, squares, mass);
        default: return remains_of<0, WEIGHTED>(rows, rest, squares, mass);
    }
}

}  // namespace

void JOIN(remains_, ISA)(const Labelled &rows, double *rest, double *squares, double *mass) {
    if (rows.weights) return remains_by<true>(rows, rest, squares, mass);
    remains_by<false>(rows, rest, squares, mass);
}

void JOIN(silhouette_, ISA)(const double *away, int k, const double *within, const double *share, const int32_t *label,
                            double *out) {
    double inside[LANES], outside[LANES];
    for (int part = 0; part < LANES; part += WIDE) {
        const L own = wide(label + part);
        D in = all(0.0), next = all(__builtin_inf());
        for (int i = 0; i < k; ++i) {
            const D mean = load(away + i * LANES + part) + all(within[i]);
            const L here = own == whole(i);
            in = here ? mean : in;
            const D other = here ? next : mean;
            next = other < next ? other : next;
        }
        std::memcpy(inside + part, &in, sizeof in);
        std::memcpy(outside + part, &next, sizeof next);
    }
    for (int lane = 0; lane < LANES; ++lane) {
        const double own = inside[lane] * share[label[lane]];
        const double larger = own > outside[lane] ? own : outside[lane];
        out[lane] = share[label[lane]] > 0.0 && larger > 0.0 ? (outside[lane] - own) / larger : 0.0;
    }
}

namespace {

// A root is rounded as IEEE 754 says: with nothing fused, distances are the same on every processor.
inline D root(D v) {
    for (int lane = 0; lane < WIDE; ++lane) v[lane] = __builtin_sqrt(v[lane]);
    return v;
}

}  // namespace

void JOIN(precise_pairs_, ISA)(const double *two, int d, const double *all_rows, int64_t first, int64_t last,
                               const Runs &runs, double *room, double *out) {
    apart<D, root>(two, d, all_rows, first, last, runs, room, out);
}

}  // namespace coterie

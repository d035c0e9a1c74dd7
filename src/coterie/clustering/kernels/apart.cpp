// How far rows lie from clusters, for silhouettes; compiled once for each instruction set (ISA names it).
#include "distances.h"

namespace coterie {
namespace {

#if defined(__AVX512F__)
// An estimate of 14 bits and one step of Newton's, exact to the last bit or the one before: a third of the time.
inline V root(V v) {
    const __m512 x = (__m512)v;
    const __mmask16 some = _mm512_cmp_ps_mask(x, _mm512_set1_ps(1e-36f), _CMP_GT_OQ);
    const __m512 y = _mm512_maskz_rsqrt14_ps(some, x), s = _mm512_mul_ps(x, y);
    return (V)_mm512_fmadd_ps(_mm512_fnmadd_ps(s, s, x), _mm512_mul_ps(_mm512_set1_ps(0.5f), y), s);
}
#else
inline V root(V v) {
    for (int lane = 0; lane < WIDTH; ++lane) v[lane] = __builtin_sqrtf(v[lane]);
    return v;
}
#endif

}  // namespace

void JOIN(pairs_, ISA)(const float *two, int d, const float *all_rows, int64_t first, int64_t last, const Runs &runs,
                       float *room, double *out) {
    apart<V, root>(two, d, all_rows, first, last, runs, room, out);
}

namespace {

// Mean squared distances of a vector of rows to their own cluster and to the next.
struct Beside {
    L own;
    D inside = all(0.0), next = all(__builtin_inf()), share = all(0.0);

    void meet(D away, int cluster, double of_own) {
        const L here = own == whole(cluster);
        inside = here ? away : inside;
        share = here ? all(of_own) : share;
        const D other = here ? next : away;
        next = other < next ? other : next;
    }
    D silhouette() const {
        const D zero = all(0.0), within = inside * share, larger = within > next ? within : next;
        const D value = (next - within) / larger;
        return (share > zero) & (larger > zero) ? value : zero;
    }
};

template <int R>
inline void beside(const double *x, const double *lengths, int d, const Clusters &clusters, int first, Beside &one,
                   Beside &other) {
    D a[R], b[R];
    for (int r = 0; r < R; ++r) {
        a[r] = load(lengths) + all(clusters.beyond[first + r]);
        b[r] = load(lengths + WIDE) + all(clusters.beyond[first + r]);
    }
    const double *means = clusters.means + int64_t(first) * d;
    for (int f = 0; f < d; ++f) {
        const D xa = load(x + f * LANES), xb = load(x + f * LANES + WIDE);
        for (int r = 0; r < R; ++r) {
            const D mean = all(means[r * d + f]);
            a[r] += xa * mean;
            b[r] += xb * mean;
        }
    }
    for (int r = 0; r < R; ++r) {
        one.meet(a[r], first + r, clusters.share[first + r]);
        other.meet(b[r], first + r, clusters.share[first + r]);
    }
}

}  // namespace

void JOIN(squared_, ISA)(const double *block, const double *lengths, int d, const Clusters &clusters, const int32_t *label,
                         const double *weights, double *sums) {
    for (int part = 0; part < LANES; part += 2 * WIDE) {
        Beside a{wide(label + part)}, b{wide(label + part + WIDE)};
        int i = 0;
        for (; i + 4 <= clusters.k; i += 4) beside<4>(block + part, lengths + part, d, clusters, i, a, b);
        for (; i < clusters.k; ++i) beside<1>(block + part, lengths + part, d, clusters, i, a, b);
        const D one = load(sums + part) + load(weights + part) * a.silhouette();
        const D other = load(sums + part + WIDE) + load(weights + part + WIDE) * b.silhouette();
        std::memcpy(sums + part, &one, sizeof one);
        std::memcpy(sums + part + WIDE, &other, sizeof other);
    }
}

}  // namespace coterie

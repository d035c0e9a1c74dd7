// log(1 + x) and exp(x) - 1 in place, to the last digit those of the NumPy twin and the same on every processor: sums and
// products in one written order, nothing fused (-ffp-contract=off), no library. NumPy's own end in another last digit by what
// a processor can. Reductions and coefficients are those of FDLIBM (s_log1p.c, s_expm1.c); both are right to one unit in
// the last place. What is told apart by cases there is worked out side by side here, and chosen by lane.
#include "wide.h"

namespace coterie {
namespace {

typedef uint64_t U __attribute__((vector_size(WIDE * 8)));

constexpr double LN2_HIGH = 6.93147180369123816490e-01, LN2_LOW = 1.90821492927058770002e-10;  // the first has 33 bits
constexpr double INVERSE_LN2 = 1.44269504088896338700;
constexpr double TINY = 0x1p-54;  // x itself is the answer below
constexpr uint64_t ONE = 0x3ff0000000000000, ROOT_HALF = 0x3fe6a09e00000000, FRACTION = 0x000fffffffffffff;
constexpr uint64_t TO_52 = 0x4330000000000000;  // 2^52, whose last bits count
constexpr double ROUNDING = 0x1.8p52;  // added and taken away, it leaves a whole number; its last bits hold that number

inline U bits(D x) {
    U out;
    std::memcpy(&out, &x, sizeof out);
    return out;
}
inline D number(U x) {
    D out;
    std::memcpy(&out, &x, sizeof out);
    return out;
}
inline U same(uint64_t x) { return x - U{}; }
// 2^k of a whole number
inline D power_of_two(D k) { return number((bits(k + all(ROUNDING)) - bits(all(ROUNDING)) + same(1023)) << same(52)); }
inline D size_of(D x) { return number(bits(x) & same(0x7fffffffffffffff)); }

// 1 + x = 2^k m with m from sqrt(1/2) to sqrt(2); what 1 + x lost by rounding comes back as c.
inline D log1p_of(D x) {
    const D one = all(1.0), u = one + x;
    const U shifted = bits(u) + same(ONE - ROOT_HALF);
    const D k = number((shifted >> same(52)) | same(TO_52)) - all(0x1p52 + 1023.0);
    const D m = number((shifted & same(FRACTION)) + same(ROOT_HALF));
    const L near = k == all(0.0);
    const D f = near ? x : m - one;
    const D lost = (k > all(1.0) ? one - (u - x) : x - (u - one)) / u;
    const D c = near ? all(0.0) : lost;
    const D half = all(0.5) * f * f, s = f / (all(2.0) + f), z = s * s, w = z * z;
    const D even =
        w * (all(3.999999999940941908e-01) + w * (all(2.222219843214978396e-01) + w * all(1.531383769920937332e-01)));
    const D odd =
        z * (all(6.666666666666735130e-01) +
             w * (all(2.857142874366239149e-01) + w * (all(1.818357216161805012e-01) + w * all(1.479819860511658591e-01))));
    D out = s * (half + (odd + even)) + (k * all(LN2_LOW) + c) - half + f + k * all(LN2_HIGH);
    out = size_of(x) < all(TINY) ? x : out;
    out = x == all(-1.0) ? all(-__builtin_inf()) : out;
    out = x < all(-1.0) ? all(__builtin_nan("")) : out;
    return x == all(__builtin_inf()) ? x : out;
}

// x = k ln 2 + r; what r lost by rounding comes back as c, and exp(r) - 1 is r - e.
inline D expm1_of(D x) {
    const D most = x > all(710.0) ? all(710.0) : x, y = most < all(-60.0) ? all(-60.0) : most;
    const D k = (y * all(INVERSE_LN2) + all(ROUNDING)) - all(ROUNDING);
    const D high = y - k * all(LN2_HIGH), low = k * all(LN2_LOW), r = high - low, c = (high - r) - low;
    const D half = all(0.5) * r, z = r * half;
    const D p = all(1.0) + z * (all(-3.33333333333331316428e-02) +
                                z * (all(1.58730158725481460165e-03) +
                                     z * (all(-7.93650757867487942473e-05) +
                                          z * (all(4.00821782732936239552e-06) + z * all(-2.01099218183624371326e-07)))));
    const D t = all(3.0) - p * half, ratio = z * ((p - t) / (all(6.0) - r * t));
    const D e = (r * (ratio - c) - c) - z;
    const D last = power_of_two(-(k > all(60.0) ? all(60.0) : k));  // the 1 that is taken off, beside 2^k
    const L cancels = (k == all(1.0)) & (r < all(-0.25)), is_large = k > all(19.0);
    const D small = cancels ? (all(0.5) + r) - e : (all(1.0) - last) + (r - e);
    const D sum = is_large ? (r - (e + last)) + all(1.0) : small;
    const D out = (sum + sum) * power_of_two(k - all(1.0));  // 2^1024 is no number
    return size_of(x) < all(TINY) ? x : out;
}

template <D (*of)(D)>
inline void each(double *x, int64_t n) {
    int64_t i = 0;
    for (; i + WIDE <= n; i += WIDE) store(x + i, of(load(x + i)));
    if (i == n) return;
    double rest[WIDE] = {};
    std::memcpy(rest, x + i, sizeof(double) * std::size_t(n - i));
    store(rest, of(load(rest)));
    std::memcpy(x + i, rest, sizeof(double) * std::size_t(n - i));
}

}  // namespace

void JOIN(log1p_, ISA)(double *x, int64_t n) { each<log1p_of>(x, n); }
void JOIN(expm1_, ISA)(double *x, int64_t n) { each<expm1_of>(x, n); }

}  // namespace coterie

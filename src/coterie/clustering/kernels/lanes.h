// Vectors as wide as this instruction set has them; what includes this is compiled once for each (ISA names it).
#pragma once

#include <cstring>

#include "kernels.h"

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#if defined(__AVX512F__)
#define WIDTH 16
#elif defined(__AVX2__)
#define WIDTH 8
#else
#define WIDTH 4
#endif

namespace coterie {
namespace {

typedef float V __attribute__((vector_size(WIDTH * 4)));
typedef int32_t I __attribute__((vector_size(WIDTH * 4)));
typedef int32_t I16 __attribute__((vector_size(64)));

inline V load(const float *p) {
    V v;
    std::memcpy(&v, p, sizeof v);
    return v;
}
inline I load(const int32_t *p) {
    I v;
    std::memcpy(&v, p, sizeof v);
    return v;
}
inline void store(float *p, V v) { std::memcpy(p, &v, sizeof v); }
inline void store(int32_t *p, I v) { std::memcpy(p, &v, sizeof v); }
// Four rows of four values become four columns.
inline void turn(const void *from, int64_t from_step, void *to, int64_t to_step) {
    const char *a = static_cast<const char *>(from);
    char *b = static_cast<char *>(to);
    from_step *= 4;
    to_step *= 4;
#if defined(__SSE2__)
    __m128i row[4];
    for (int i = 0; i < 4; ++i) row[i] = _mm_loadu_si128(reinterpret_cast<const __m128i *>(a + i * from_step));
    const __m128i low = _mm_unpacklo_epi32(row[0], row[1]), high = _mm_unpackhi_epi32(row[0], row[1]);
    const __m128i next_low = _mm_unpacklo_epi32(row[2], row[3]), next_high = _mm_unpackhi_epi32(row[2], row[3]);
    const __m128i column[4] = {_mm_unpacklo_epi64(low, next_low), _mm_unpackhi_epi64(low, next_low),
                               _mm_unpacklo_epi64(high, next_high), _mm_unpackhi_epi64(high, next_high)};
    for (int i = 0; i < 4; ++i) _mm_storeu_si128(reinterpret_cast<__m128i *>(b + i * to_step), column[i]);
#else
    for (int i = 0; i < 4; ++i)
        for (int j = 0; j < 4; ++j) std::memcpy(b + j * to_step + 4 * i, a + i * from_step + 4 * j, 4);
#endif
}
inline V all(float x) { return x - V{}; }  // adding 0 would not be left out: it changes -0
inline I all(int32_t x) { return x - I{}; }

}  // namespace
}  // namespace coterie

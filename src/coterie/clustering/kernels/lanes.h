// Vectors as wide as this instruction set has them; what includes this is compiled once for each (ISA names it).
#pragma once

#include <cstring>

#include "kernels.h"

#if defined(__AVX512F__)
#include <immintrin.h>
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
inline V all(float x) { return x - V{}; }  // adding 0 would not be left out: it changes -0
inline I all(int32_t x) { return x - I{}; }

}  // namespace
}  // namespace coterie

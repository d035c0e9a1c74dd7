// float64 vectors as wide as this instruction set has them.
#pragma once

#include <cstring>

#include "kernels.h"

#if defined(__AVX512F__)
#define WIDE 8
#elif defined(__AVX2__)
#define WIDE 4
#else
#define WIDE 2
#endif

namespace coterie {
namespace {

typedef double D __attribute__((vector_size(WIDE * 8)));
typedef int64_t L __attribute__((vector_size(WIDE * 8)));
typedef int32_t L32 __attribute__((vector_size(WIDE * 4)));

inline D load(const double *p) {
    D v;
    std::memcpy(&v, p, sizeof v);
    return v;
}
inline void store(double *p, D v) { std::memcpy(p, &v, sizeof v); }
inline D all(double x) { return x - D{}; }  // adding 0 would not be left out: it changes -0
inline L whole(int64_t x) { return x - L{}; }
inline L wide(const int32_t *p) {
    L32 narrow;
    std::memcpy(&narrow, p, sizeof narrow);
    return __builtin_convertvector(narrow, L);
}

}  // namespace
}  // namespace coterie

// Which instructions this processor has.
#include <cstring>

#include "kernels.h"

namespace coterie {
namespace {

struct Known {
    const Kernels *list[3];
    const char *name[3];
    int n;
};

void add(Known &known, const Kernels &one) {
    known.list[known.n] = &one;
    known.name[known.n++] = one.name;
}

Known find() {
    Known known{};
    add(known, kernels_base);
#if defined(COTERIE_X86)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) add(known, kernels_avx2);
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("fma"))
        add(known, kernels_avx512);
#endif
    return known;
}

const Known &known() {
    static const Known found = find();
    return found;
}

const Kernels *chosen = nullptr;

}  // namespace

const Kernels &kernels() { return chosen ? *chosen : *known().list[known().n - 1]; }

bool choose(const char *name) {
    for (int i = 0; i < known().n; ++i)
        if (!std::strcmp(known().name[i], name)) {
            chosen = known().list[i];
            return true;
        }
    return false;
}

const char *const *names(int *n) {
    *n = known().n;
    return known().name;
}

}  // namespace coterie

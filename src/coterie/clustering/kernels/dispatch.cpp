// Which instructions this processor has.
#include <cstring>

#include "kernels.h"

#if defined(COTERIE_X86)
#include <cpuid.h>
#endif

namespace coterie {
namespace {

#if defined(COTERIE_X86)
// Asked of the processor itself: not every compiler's library fills in __builtin_cpu_supports.
struct Processor {
    bool avx2 = false, avx512 = false;

    Processor() {
        unsigned a, b, c, d;
        if (!__get_cpuid(1, &a, &b, &c, &d)) return;
        const bool saves = c & (1u << 27), fma = c & (1u << 12);
        if (!saves || !fma) return;
        unsigned low, high;
        __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));  // what the system saves of the registers
        if ((low & 0x06) != 0x06 || !__get_cpuid_count(7, 0, &a, &b, &c, &d)) return;
        avx2 = b & (1u << 5);
        const unsigned needed = (1u << 16) | (1u << 17) | (1u << 30) | (1u << 31);  // F, DQ, BW, VL
        avx512 = avx2 && (low & 0xE6) == 0xE6 && (b & needed) == needed;
    }
};
#endif

struct KnownLabels {
    const Kernels *list[3];
    const char *name[3];
    int n;
};

void add(KnownLabels &known, const Kernels &one) {
    known.list[known.n] = &one;
    known.name[known.n++] = one.name;
}

KnownLabels find() {
    KnownLabels known{};
    add(known, kernels_base);
#if defined(COTERIE_X86)
    const Processor processor;
    if (processor.avx2) add(known, kernels_avx2);
    if (processor.avx512) add(known, kernels_avx512);
#endif
    return known;
}

const KnownLabels &known() {
    static const KnownLabels found = find();
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

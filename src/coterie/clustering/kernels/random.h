// Random numbers by position: the draw for (seed, stream, start, step, trial) does not depend on what was drawn before.
#pragma once

#include <cstdint>

namespace coterie {

// The finaliser of SplitMix64 (Steele, Lea & Flood 2014).
inline uint64_t mixed(uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

struct Random {
    uint64_t key;

    Random(uint64_t seed, uint64_t stream) : key(mixed(mixed(seed + 0x9E3779B97F4A7C15ULL) ^ (stream + 1))) {}

    uint64_t bits(uint64_t a, uint64_t b = 0, uint64_t c = 0) const {
        return mixed(mixed(mixed(key + (a + 1) * 0x9E3779B97F4A7C15ULL) + (b + 1) * 0xD1B54A32D192ED03ULL) +
                     (c + 1) * 0x8CB92BA72F3D8DD7ULL);
    }

    // In [0, 1).
    double uniform(uint64_t a, uint64_t b = 0, uint64_t c = 0) const { return double(bits(a, b, c) >> 11) * 0x1p-53; }
};

}  // namespace coterie

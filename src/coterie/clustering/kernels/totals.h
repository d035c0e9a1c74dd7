// Sums of numbers and of their squares without rounding: whole numbers in fixed point, so that no order changes a bit.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <limits>

namespace coterie {

typedef __int128 Wide;
typedef unsigned __int128 UWide;

// A whole number of N digits of 64 bits, the lowest first. A digit has as many bits again for what it still has to carry.
template <int N>
struct Digits {
    std::array<Wide, N> digit{};

    // Afterwards every digit but the highest, which has the sign, is from 0 to 2^64 - 1.
    void carry() {
        for (int i = 0; i + 1 < N; ++i) {
            digit[std::size_t(i) + 1] += digit[std::size_t(i)] >> 64;
            digit[std::size_t(i)] = Wide(uint64_t(digit[std::size_t(i)]));
        }
    }
    void join(const Digits &other) {  // both carried
        for (std::size_t i = 0; i < N; ++i) digit[i] += other.digit[i];
        carry();
    }
};

// Finite float64 are whole numbers of 2^-1074, below 2^2098 of them; their squares of 2^-2148, below 2^4196. What is left
// of the digits holds the sign and 2^60 summands and more.
constexpr int SUM_DIGITS = 34, SQUARES_DIGITS = 67;

// How many numbers there are, the least, the greatest, and their exact sums.
struct Measured {
    int64_t known = 0;
    double least = std::numeric_limits<double>::infinity(), greatest = -std::numeric_limits<double>::infinity();
    Digits<SUM_DIGITS> sum;          // of 2^-1074
    Digits<SQUARES_DIGITS> squares;  // of 2^-2148

    // Adds a finite number to the sums alone: of others they are anything, and `least` or `greatest` say so.
    void add(double value) {
        uint64_t bits;
        std::memcpy(&bits, &value, sizeof bits);
        const uint64_t raw = (bits >> 52) & 0x7ff;
        const uint64_t whole = (bits & ((uint64_t(1) << 52) - 1)) | (raw ? uint64_t(1) << 52 : 0);
        const unsigned power = unsigned(raw ? raw - 1 : 0);
        const Wide placed = Wide(UWide(whole) << (power & 63));  // below 2^116
        sum.digit[power >> 6] += bits >> 63 ? -placed : placed;
        const UWide square = UWide(whole) * whole;  // below 2^106
        const unsigned at = power * 2 >> 6, by = power * 2 & 63;
        squares.digit[at] += Wide(uint64_t(square << by));
        squares.digit[at + 1] += Wide(by ? square >> (64 - by) : square >> 64);
        if (++pending_ == ROOM) carry();
    }
    void carry() {
        sum.carry();
        squares.carry();
        pending_ = 0;
    }
    void join(const Measured &other) {  // both carried
        known += other.known;
        least = other.least < least ? other.least : least;
        greatest = other.greatest > greatest ? other.greatest : greatest;
        sum.join(other.sum);
        squares.join(other.squares);
    }

   private:
    static constexpr int ROOM = 1024;  // numbers that digits have room for until they are carried
    int pending_ = 0;
};

}  // namespace coterie

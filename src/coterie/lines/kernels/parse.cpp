// Plain numbers in lines: digits, a minus before, a decimal point inside, no zero in front. They are read to the last
// bit as a correctly rounded reader does: a number of up to 53 bits over an exact power of ten is one exact division.
#include <atomic>
#include <charconv>
#include <cmath>
#include <cstring>

#include "lines.h"

namespace coterie {
namespace {

constexpr int64_t PIECE = 1 << 20;
constexpr double TENS[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                           1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

inline bool is_digit(char c) { return static_cast<unsigned char>(c - '0') < 10; }

// Reads the digits at `p` into `value`; leaves `p` behind them. Beyond 19 digits `value` is not that number.
inline const char *digits(const char *p, uint64_t &value) {
    for (; is_digit(*p); ++p) value = value * 10 + uint64_t(*p - '0');
    return p;
}

// Digits of a whole part: none in front of others is a zero.
inline const char *whole_part(const char *p, uint64_t &value) {
    const char *end = digits(p, value);
    return end == p || (*p == '0' && end - p > 1) ? nullptr : end;
}

// Both read a cell and return where it ends, null where it is not plain.
inline const char *read_whole(const char *p, int64_t &out) {
    const bool below = *p == '-';
    uint64_t value = 0;
    const char *end = whole_part(p + below, value);
    if (!end || end - p - below > 18 || (below && value == 0)) return nullptr;
    out = below ? -int64_t(value) : int64_t(value);
    return end;
}

inline const char *read_number(const char *start, double &out) {
    const bool below = *start == '-';
    const char *p = start + below;
    uint64_t value = 0;
    const char *end = whole_part(p, value);
    if (!end) return nullptr;
    int64_t count = end - p, decimals = 0;
    if (*end == '.') {
        const char *first = end + 1;
        end = digits(first, value);
        decimals = end - first;
        if (decimals == 0) return nullptr;
        count += decimals;
    } else if (below && value == 0) {
        return nullptr;
    }
    if (count <= 19 && value <= (uint64_t(1) << 53) && decimals <= 22) {
        out = double(value) / TENS[decimals];
        out = below ? -out : out;
        return end;
    }
#if defined(__cpp_lib_to_chars)
    return std::from_chars(start, end, out).ptr == end && std::isfinite(out) ? end : nullptr;
#else
    return nullptr;
#endif
}

struct Piece {
    const char *first, *last;
    int64_t row, rows;
    std::vector<int64_t> empty;
};

std::vector<Piece> pieces_of(const char *text, int64_t size, std::size_t columns) {
    std::vector<Piece> out;
    for (const char *p = text, *end = text + size; p < end;) {
        const char *last = p + PIECE < end ? p + PIECE : end;
        if (last < end) {
            const void *mark = std::memchr(last, '\n', std::size_t(end - last));
            last = mark ? static_cast<const char *>(mark) + 1 : end;
        }
        out.push_back({p, last, 0, 0, std::vector<int64_t>(columns, 0)});
        p = last;
    }
    return out;
}

int64_t count_lines(const Piece &piece) {
    int64_t found = 0;
    for (const char *p = piece.first; p < piece.last; ++p) found += *p == '\n';
    return found + (piece.last[-1] != '\n');
}

bool read_piece(Piece &piece, char delimiter, const std::vector<Kind> &kinds, Parsed &out) {
    const char *p = piece.first;
    const std::size_t width = kinds.size();
    for (int64_t row = piece.row; row < piece.row + piece.rows; ++row) {
        for (std::size_t column = 0; column < width; ++column) {
            const char mark = column + 1 < width ? delimiter : '\n';
            int64_t *to = &out.columns[column][std::size_t(row)];
            double number = std::nan("");
            if (*p == mark || p == piece.last) {
                ++piece.empty[column];
                *to = NONE;
            } else if (kinds[column] == Kind::whole) {
                p = read_whole(p, *to);
            } else {
                p = read_number(p, number);
            }
            if (kinds[column] == Kind::number) std::memcpy(to, &number, sizeof number);
            if (!p || p > piece.last) return false;
            if (p == piece.last) return column + 1 == width && row + 1 == piece.row + piece.rows;
            if (*p++ != mark) return false;
        }
    }
    return p == piece.last;
}

}  // namespace

bool parse(const char *text, int64_t size, char delimiter, const std::vector<Kind> &kinds, Pool &pool, Parsed &out) {
    std::vector<Piece> pieces = pieces_of(text, size, kinds.size());
    pool.run(int64_t(pieces.size()), [&](int64_t i, int) {
        pieces[std::size_t(i)].rows = count_lines(pieces[std::size_t(i)]);
    });
    int64_t rows = 0;
    for (Piece &piece : pieces) {
        piece.row = rows;
        rows += piece.rows;
    }
    out.columns.assign(kinds.size(), {});
    for (auto &column : out.columns) column.resize(std::size_t(rows));
    std::atomic<bool> plain{true};
    pool.run(int64_t(pieces.size()), [&](int64_t i, int) {
        if (plain && !read_piece(pieces[std::size_t(i)], delimiter, kinds, out)) plain = false;
    });
    out.empty.assign(kinds.size(), 0);
    for (const Piece &piece : pieces)
        for (std::size_t column = 0; column < kinds.size(); ++column) out.empty[column] += piece.empty[column];
    return plain;
}

}  // namespace coterie

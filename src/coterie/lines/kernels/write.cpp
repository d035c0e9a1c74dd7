// Lines as Polars writes them with six decimals, in a fraction of the time.
#include <atomic>
#include <cmath>
#include <cstdio>
#include <cstring>

#include "lines.h"

namespace coterie {
namespace {

constexpr int64_t ROWS = 4096;  // of a piece
constexpr int64_t LONGEST = 400;  // bytes of a cell that is no long text
constexpr double MILLION = 1e6;

const char *pairs() {
    static const std::string all = [] {
        std::string out;
        for (int i = 0; i < 100; ++i) out += {char('0' + i / 10), char('0' + i % 10)};
        return out;
    }();
    return all.data();
}

inline char *put_whole(char *to, uint64_t value) {
    char digits[20], *p = digits + 20;
    for (; value >= 100; value /= 100) std::memcpy(p -= 2, pairs() + 2 * (value % 100), 2);
    if (value >= 10) std::memcpy(p -= 2, pairs() + 2 * value, 2);
    else *--p = char('0' + value);
    std::memcpy(to, p, std::size_t(digits + 20 - p));
    return to + (digits + 20 - p);
}

inline char *put_signed(char *to, int64_t value) {
    if (value < 0) *to++ = '-';
    return put_whole(to, value < 0 ? uint64_t(0) - uint64_t(value) : uint64_t(value));
}

// Six decimals, rounded as the exact number says, halves to the even digit. `to` has room for any number so written.
inline char *put_number(char *to, double value) {
    if (std::isnan(value)) return static_cast<char *>(std::memcpy(to, "NaN", 3)) + 3;
    const double size = std::fabs(value);
    if (!(size < 1e9))
        return std::isinf(value) ? to + std::snprintf(to, 8, "%s", value > 0 ? "inf" : "-inf")
                                 : to + std::snprintf(to, 400, "%.6f", value);
    if (std::signbit(value)) *to++ = '-';
    const double scaled = size * MILLION, error = std::fma(size, MILLION, -scaled);
    uint64_t units = uint64_t(scaled);
    const double rest = scaled - double(units);
    if (rest > 0.5 || (rest == 0.5 && (error > 0 || (error == 0 && units % 2)))) ++units;
    to = put_whole(to, units / 1000000);
    const uint64_t decimals = units % 1000000;
    *to++ = '.';
    std::memcpy(to, pairs() + 2 * (decimals / 10000), 2);
    std::memcpy(to + 2, pairs() + 2 * (decimals / 100 % 100), 2);
    std::memcpy(to + 4, pairs() + 2 * (decimals % 100), 2);
    return to + 6;
}

struct Text {
    const char *at;
    int64_t size;
};

// A column of a part, whatever it holds.
class Column {
   public:
    Column(const ArrowArray &array, Type type, int64_t offset)
        : array_(array), type_(type), first_(offset + array.offset),
          valid_(array.null_count == 0 ? nullptr : static_cast<const uint8_t *>(array.buffers[0])) {}

    Type type() const { return type_; }
    bool is_text() const { return type_ >= Type::view; }
    bool known(int64_t row) const { return !valid_ || bit(valid_, row + first_); }
    bool flag(int64_t row) const { return bit(at<uint8_t>(1), row + first_); }
    template <class T>
    T value(int64_t row) const {
        return at<T>(1)[row + first_];
    }

    Text text(int64_t row) const {
        const int64_t i = row + first_;
        if (type_ == Type::text) return {at<char>(2) + at<int32_t>(1)[i], at<int32_t>(1)[i + 1] - at<int32_t>(1)[i]};
        if (type_ == Type::long_text)
            return {at<char>(2) + at<int64_t>(1)[i], at<int64_t>(1)[i + 1] - at<int64_t>(1)[i]};
        int32_t view[4];
        const char *own = at<char>(1) + 16 * i;
        std::memcpy(view, own, sizeof view);
        return view[0] <= 12 ? Text{own + 4, view[0]} : Text{at<char>(2 + view[2]) + view[3], view[0]};
    }

   private:
    template <class T>
    const T *at(int64_t buffer) const {
        return static_cast<const T *>(array_.buffers[buffer]);
    }
    static bool bit(const uint8_t *bits, int64_t i) { return bits[i / 8] >> (i % 8) & 1; }

    const ArrowArray &array_;
    Type type_;
    int64_t first_;
    const uint8_t *valid_;
};

// What a spreadsheet might run, or take for the start of a cell; what only looks like it is found by whoever guards.
bool may_run(Text text) {
    if (text.size == 0) return false;
    if (std::memchr("=+-@'\xEF", text.at[0], 6)) return true;
    for (int64_t i = 0; i < text.size; ++i)
        if (text.at[i] == ';' || text.at[i] == '|' || (text.at[i] >= '\t' && text.at[i] <= '\r')) return true;
    return false;
}

bool needs_quotes(Text text) {
    for (int64_t i = 0; i < text.size; ++i)
        if (text.at[i] == ',' || text.at[i] == '"' || text.at[i] == '\n' || text.at[i] == '\r') return true;
    return text.size == 0;
}

char *put_text(char *to, Text text) {
    if (!needs_quotes(text)) return static_cast<char *>(std::memcpy(to, text.at, std::size_t(text.size))) + text.size;
    *to++ = '"';
    for (int64_t i = 0; i < text.size; ++i) {
        if (text.at[i] == '"') *to++ = '"';
        *to++ = text.at[i];
    }
    *to++ = '"';
    return to;
}

char *put_plain(char *to, const Column &column, int64_t row) {
    switch (column.type()) {
        case Type::flag:
            return column.flag(row) ? static_cast<char *>(std::memcpy(to, "true", 4)) + 4
                                    : static_cast<char *>(std::memcpy(to, "false", 5)) + 5;
        case Type::small: return put_signed(to, column.value<int32_t>(row));
        case Type::large: return put_signed(to, column.value<int64_t>(row));
        case Type::unsigned_large: return put_whole(to, column.value<uint64_t>(row));
        default: return put_number(to, column.value<double>(row));
    }
}

// A buffer that grows by whole pieces, so that a cell is written without asking for room byte by byte.
class Buffer {
   public:
    explicit Buffer(std::size_t size) : text_(size, '\0') {}
    char *room(char *at, std::size_t more) {
        const std::size_t used = std::size_t(at - text_.data());
        if (used + more > text_.size()) text_.resize(2 * (used + more));
        return text_.data() + used;
    }
    char *start() { return text_.data(); }
    std::string end(char *at) {
        text_.resize(std::size_t(at - text_.data()));
        return std::move(text_);
    }

   private:
    std::string text_;
};

bool write_piece(const std::vector<Column> &columns, int64_t first, int64_t last, bool careful, std::string &out) {
    Buffer buffer(std::size_t(last - first) * columns.size() * 12 + LONGEST * columns.size());
    char *to = buffer.start();
    for (int64_t row = first; row < last; ++row) {
        to = buffer.room(to, LONGEST * columns.size());
        for (const Column &column : columns) {
            if (column.known(row) && column.is_text()) {
                const Text text = column.text(row);
                if (careful && may_run(text)) return false;
                if (text.size > LONGEST / 4) to = buffer.room(to, 2 * std::size_t(text.size) + LONGEST * columns.size());
                to = put_text(to, text);
            } else if (column.known(row)) {
                to = put_plain(to, column, row);
            }
            *to++ = ',';
        }
        to[-1] = '\n';
    }
    out = buffer.end(to);
    return true;
}

}  // namespace

bool type_of(const char *format, Type &out) {
    static const struct {
        const char *format;
        Type type;
    } known[] = {{"b", Type::flag},   {"i", Type::small}, {"l", Type::large}, {"L", Type::unsigned_large},
                 {"g", Type::number}, {"vu", Type::view}, {"u", Type::text},  {"U", Type::long_text}};
    for (const auto &one : known)
        if (std::strcmp(one.format, format) == 0) {
            out = one.type;
            return true;
        }
    return false;
}

bool write(const ArrowArray &part, const std::vector<Type> &types, bool careful, Pool &pool,
           std::vector<std::string> &out) {
    std::vector<Column> columns;
    for (std::size_t i = 0; i < types.size(); ++i) columns.emplace_back(*part.children[i], types[i], part.offset);
    const int64_t count = (part.length + ROWS - 1) / ROWS;
    const std::size_t before = out.size();
    out.resize(before + std::size_t(count));
    std::atomic<bool> plain{true};
    pool.run(count, [&](int64_t i, int) {
        const int64_t last = (i + 1) * ROWS < part.length ? (i + 1) * ROWS : part.length;
        if (plain && !write_piece(columns, i * ROWS, last, careful, out[before + std::size_t(i)])) plain = false;
    });
    return plain;
}

}  // namespace coterie

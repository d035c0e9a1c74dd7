// Lines of text to columns of numbers, and columns to lines. What is not plain is refused: Polars then does the work.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "../../clustering/kernels/pool.h"
#include "arrow.h"

namespace coterie {

enum class Kind { whole, number };

constexpr int64_t NONE = INT64_MIN;  // an empty cell of whole numbers; of others it is not a number

// Columns of a block of lines. Each holds eight bytes a line.
struct Parsed {
    std::vector<std::vector<int64_t>> columns;
    std::vector<int64_t> empty;  // cells, by column
};

// False where a cell is not plain, or a line has not as many cells as there are kinds. `text` ends in a byte that is 0.
bool parse(const char *text, int64_t size, char delimiter, const std::vector<Kind> &kinds, Pool &pool, Parsed &out);

// What a cell is written from.
enum class Type { flag, small, large, unsigned_large, number, view, text, long_text };

bool type_of(const char *format, Type &out);  // false for a type that is not written here

// Lines of a part of a frame, in pieces in their order. Fields are quoted where they need it, numbers have six decimals.
// False where `careful` and a text holds what a spreadsheet might run.
bool write(const ArrowArray &part, const std::vector<Type> &types, bool careful, Pool &pool,
           std::vector<std::string> &out);

}  // namespace coterie

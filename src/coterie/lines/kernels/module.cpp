// The Python side of lines: bytes and frames in, arrays and pieces of text out; None where Polars has to do the work.
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "lines.h"

namespace nb = nanobind;
using namespace nb::literals;

namespace coterie {
namespace {

nb::object run_parse(nb::bytes block, const std::string &delimiter, const std::vector<bool> &whole, int n_threads) {
    std::vector<Kind> kinds;
    for (bool one : whole) kinds.push_back(one ? Kind::whole : Kind::number);
    Parsed found;
    bool plain = false;
    const char *text = block.c_str();
    const int64_t size = int64_t(block.size());
    {
        nb::gil_scoped_release free;
        Pool pool(n_threads);
        plain = !kinds.empty() && parse(text, size, delimiter[0], kinds, pool, found);
    }
    if (!plain) return nb::none();
    nb::list columns;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        auto *kept = new std::vector<int64_t>(std::move(found.columns[i]));
        nb::capsule owner(kept, [](void *p) noexcept { delete static_cast<std::vector<int64_t> *>(p); });
        if (kinds[i] == Kind::whole)
            columns.append(nb::cast(nb::ndarray<nb::numpy, int64_t>(kept->data(), {kept->size()}, owner)));
        else
            columns.append(nb::cast(nb::ndarray<nb::numpy, double>(kept->data(), {kept->size()}, owner)));
    }
    return nb::make_tuple(columns, nb::cast(found.empty));
}

// Lets go of what Arrow lent, however this ends.
struct Lent {
    ArrowSchema schema{};
    std::vector<ArrowArray> parts;
    ~Lent() {
        for (ArrowArray &part : parts)
            if (part.release) part.release(&part);
        if (schema.release) schema.release(&schema);
    }
};

bool borrow(ArrowArrayStream &stream, Lent &lent, std::vector<Type> &types) {
    if (stream.get_schema(&stream, &lent.schema)) return false;
    types.resize(std::size_t(lent.schema.n_children));
    for (std::size_t i = 0; i < types.size(); ++i)
        if (!type_of(lent.schema.children[i]->format, types[i])) return false;
    for (;;) {
        ArrowArray part{};
        if (stream.get_next(&stream, &part)) return false;
        if (!part.release) return true;
        lent.parts.push_back(part);
    }
}

nb::object run_write(nb::capsule frame, bool careful, int n_threads) {
    auto *stream = static_cast<ArrowArrayStream *>(PyCapsule_GetPointer(frame.ptr(), "arrow_array_stream"));
    if (!stream) throw nb::python_error();
    Lent lent;
    std::vector<Type> types;
    if (!borrow(*stream, lent, types)) return nb::none();
    std::vector<std::string> pieces;
    bool plain = true;
    {
        nb::gil_scoped_release free;
        Pool pool(n_threads);
        for (const ArrowArray &part : lent.parts) plain = plain && write(part, types, careful, pool, pieces);
    }
    if (!plain) return nb::none();
    nb::list out;
    for (std::string &piece : pieces) {
        auto *kept = new std::string(std::move(piece));
        nb::capsule owner(kept, [](void *p) noexcept { delete static_cast<std::string *>(p); });
        out.append(nb::cast(nb::ndarray<nb::numpy, const uint8_t>(reinterpret_cast<const uint8_t *>(kept->data()), {kept->size()}, owner)));
    }
    return out;
}

}  // namespace
}  // namespace coterie

NB_MODULE(_lines, m) {
    using namespace coterie;
    m.doc() = "Lines of text to columns of numbers, and columns to lines.";
    m.def("parse", &run_parse, "block"_a, "delimiter"_a, "whole"_a, "n_threads"_a);
    m.def("write", &run_write, "frame"_a, "careful"_a, "n_threads"_a);
}

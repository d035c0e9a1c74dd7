// Rows as the passes read them, and clusterings of them under way.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <new>
#include <vector>

#include "kernels.h"
#include "pool.h"

namespace coterie {

// An array whose start is aligned to a vector, left as it is found.
template <class T>
class AlignedArray {
   public:
    AlignedArray() = default;
    explicit AlignedArray(int64_t n) : size_(n) {
        const std::size_t bytes = (sizeof(T) * std::size_t(n > 0 ? n : 1) + 63) / 64 * 64;
        data_.reset(static_cast<T *>(std::aligned_alloc(64, bytes)));
        if (!data_) throw std::bad_alloc();
    }
    AlignedArray(int64_t n, T value) : AlignedArray(n) {
        for (int64_t i = 0; i < n; ++i) data_.get()[i] = value;
    }
    T *get() const { return data_.get(); }
    T &operator[](int64_t i) const { return data_.get()[i]; }
    int64_t size() const { return size_; }

   private:
    struct Free {
        void operator()(T *p) const { std::free(p); }
    };
    std::unique_ptr<T, Free> data_;
    int64_t size_ = 0;
};

// Labels in as few bytes as the number of clusters needs.
class Labels {
   public:
    Labels() = default;
    Labels(int64_t n, int k) : n_(n), bytes_(k <= 256 ? 1 : k <= 65'536 ? 2 : 4), data_(n * bytes_) {}
    Labels(const int32_t *given, int64_t n, int k) : Labels(n, k) {
        for (int64_t i = 0; i < n; ++i) set(i, given[i]);
    }
    explicit Labels(AlignedArray<uint8_t> known) : n_(known.size()), data_(std::move(known)) {}

    int32_t operator[](int64_t i) const {
        if (bytes_ == 1) return data_[i];
        return bytes_ == 2 ? as<uint16_t>()[i] : as<int32_t>()[i];
    }
    void set(int64_t i, int32_t label) {
        if (bytes_ == 1)
            data_[i] = uint8_t(label);
        else if (bytes_ == 2)
            as<uint16_t>()[i] = uint16_t(label);
        else
            as<int32_t>()[i] = label;
    }
    // 16 of them; the last one fills what is left.
    void copy(int64_t first, int count, int32_t *out) const {
        if (bytes_ == 1 && count == LANES) {
            for (int i = 0; i < LANES; ++i) out[i] = data_[first + i];
            return;
        }
        for (int i = 0; i < LANES; ++i) out[i] = (*this)[first + (i < count ? i : count - 1)];
    }
    int64_t size() const { return n_; }
    int bytes() const { return bytes_; }
    template <class T>
    T *as() const {
        return reinterpret_cast<T *>(data_.get());
    }

   private:
    int64_t n_ = 0;
    int bytes_ = 1;
    AlignedArray<uint8_t> data_;
};

// Rows of the caller: n x d float64, row after row. `weights` is null where each weighs 1.
struct Rows {
    const double *x;
    const double *weights;
    int64_t n;
    int d;
    double weight(int64_t row) const { return weights ? weights[row] : 1.0; }
};

// Rows are cut into shards of whole tiles by their number alone, so that sums are added in one order.
struct Shards {
    int64_t blocks, per, count;
    explicit Shards(int64_t rows);
    int64_t first(int64_t shard) const { return shard * per; }
    int64_t last(int64_t shard) const { return first(shard) + per < blocks ? first(shard) + per : blocks; }
};

// Rows (some or all of the caller's), centred, scaled by a power of two, in float32 blocks.
class Points {
   public:
    // `chosen` are the rows to take (null: all); `weights` theirs (empty: those of the caller). Values are
    // worth adding up in whole numbers where most are `units` at least.
    Points(const Rows &rows, const int64_t *chosen, int64_t n, std::vector<double> weights, const std::vector<double> &shift,
           double scale, Pool &pool, double units = 2048);

    Blocks view() const {
        return {x_.get(), weights_.size() ? weights_.get() : nullptr, n, d, stride, width,
                unit,     whole_.size() ? whole_.get() : nullptr};
    }
    int64_t desk(int k) const { return int64_t(TILE_ROWS + COPIES * k) * width; }  // room for a pass, in whole numbers
    void inside(double *center) const;   // the caller's space to this one
    void outside(double *center) const;  // and back

    int64_t n;
    int d, stride, width;
    float unit = 0.0f;
    double total = 0.0;   // weighted sum of squared lengths
    double weight = 0.0;  // sum of weights

   private:
    float unit_of_weights() const;
    void lay(int64_t block, const int32_t *values);
    double plain_total(Pool &pool) const;

    AlignedArray<float> x_;
    AlignedArray<double> weights_;
    AlignedArray<int32_t> whole_;
    std::vector<double> shift_;
    double scale_;
};

// Labels of a pass, and for which blocks of rows they are still sure, rounding and all: as far as reach is more than moved.
struct KnownLabels {
    AlignedArray<uint8_t> labels;
    AlignedArray<float> reach;
    float moved = 0.0f;
};

// One clustering under way, in the space of its points.
struct Start {
    int k = 0;
    std::vector<double> centers;  // k x d
    double inertia = std::numeric_limits<double>::infinity();
    int64_t passes = 0;
    std::vector<double> mass;  // weight of each cluster in the last pass
    std::shared_ptr<KnownLabels> known = nullptr;
};

// Rows [first, first + count) as one block [feature][16]; the last row fills what is left.
void block_of(const Rows &rows, int64_t first, int count, double *block);

// What one pass did: how many rows it went over, for how many clusterings, and how many labels it changed.
struct PassStatistics {
    int64_t rows = 0, clusterings = 0, changed = 0;
};

// Called between passes with what the last one did, and between other steps with nothing; may throw to stop.
using Watch = std::function<void(const PassStatistics &)>;

struct Stop {
    double gain;  // stop when a pass gains no more than this share of the inertia
    int64_t passes;  // or after so many
    // A start is given up when it is behind the best of its K by more than so many of its gains.
    double patience = std::numeric_limits<double>::infinity();
    // Or when it comes so near to another of its K that only this share of the inertia lies between their centres.
    double same = -1.0;
    bool carried = false;  // centres come from other rows of the table and will hardly move
    bool further = true;   // centres may go further than to the means
};

// Lloyd's passes over all starts at once until each stands still; `least` is the best inertia known of each K.
void converge(const Points &points, std::vector<Start *> starts, Stop stop, Pool &pool, const Watch &watch,
              std::map<int, double> least = {});

// `n_starts` nested sequences of greedy k-means++: any prefix seeds a smaller K.
std::vector<std::vector<double>> seed_nested(const Points &points, int k, int n_starts, int trials, uint64_t seed, Pool &pool,
                                             const Watch &watch);

// Candidates from the neighbours: these centres and one row more; these with two merged.
std::vector<Start> split(const Points &points, const Start &smaller, int n_new, uint64_t seed);
std::vector<Start> merge(const Points &points, const Start &larger, int n_new);

// What a pass in float64 took of one clustering.
struct Taken {
    std::vector<double> means;   // that the labels ask for
    std::vector<double> mass;    // weight of each cluster
    std::vector<double> within;  // weighted squared distances to the centre, of each cluster
    bool filled = false;         // an empty cluster was given a row afterwards
};

// One clustering in the caller's space and in float64.
struct Clustering {
    int k = 0;
    std::vector<double> centers;
    Labels labels;  // of every row
    double inertia = 0.0;
    int64_t passes = 0;
    Taken last;                                    // by the last pass
    std::shared_ptr<KnownLabels> known = nullptr;  // what the first pass need not find again
};

// Passes in float64 over all rows; `most` passes at most, each followed by new means unless labels stood still.
// The labels are those of the centres. An empty cluster takes the row that costs most.
void polish(const Rows &rows, std::vector<Clustering *> finals, int64_t most, Pool &pool, const Watch &watch);

}  // namespace coterie

// Threads that wait without spinning. Tasks are handed out by number: which thread does one never matters to a result.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace coterie {

class Pool {
   public:
    explicit Pool(int threads) {
        threads_.reserve(std::size_t(threads > 1 ? threads - 1 : 0));
        for (int worker = 1; worker < threads; ++worker) try {
                threads_.emplace_back([this, worker] { serve(worker); });
            } catch (const std::system_error &) {
                break;  // the system has no more: fewer do
            }
    }

    ~Pool() {
        {
            std::lock_guard<std::mutex> hold(lock_);
            ending_ = true;
        }
        wake_.notify_all();
        for (auto &thread : threads_) thread.join();
    }

    Pool(const Pool &) = delete;
    Pool &operator=(const Pool &) = delete;

    int threads() const { return int(threads_.size()) + 1; }

    // Called by the calling thread after each of its tasks; may throw to stop.
    void watch(std::function<void()> watcher) { watcher_ = std::move(watcher); }

    // Calls work(task, worker) for each task; the calling thread is worker 0. Throws what a task threw.
    void run(int64_t tasks, const std::function<void(int64_t, int)> &work) {
        if (threads_.empty() || tasks <= 1) {
            for (int64_t task = 0; task < tasks; ++task) {
                work(task, 0);
                if (watcher_) watcher_();
            }
            return;
        }
        {
            std::lock_guard<std::mutex> hold(lock_);
            work_ = &work;
            tasks_ = tasks;
            next_ = 0;
            busy_ = int(threads_.size());
            ++round_;
        }
        wake_.notify_all();
        take(0);
        std::unique_lock<std::mutex> hold(lock_);
        done_.wait(hold, [this] { return busy_ == 0; });
        work_ = nullptr;
        if (failure_) {
            auto failure = failure_;
            failure_ = nullptr;
            std::rethrow_exception(failure);
        }
    }

   private:
    void take(int worker) {
        try {
            for (int64_t task; (task = next_.fetch_add(1)) < tasks_;) {
                (*work_)(task, worker);
                if (worker == 0 && watcher_) watcher_();
            }
        } catch (...) {
            std::lock_guard<std::mutex> hold(lock_);
            if (!failure_) failure_ = std::current_exception();
            next_ = tasks_;
        }
    }

    void serve(int worker) {
        uint64_t seen = 0;
        std::unique_lock<std::mutex> hold(lock_);
        for (;;) {
            wake_.wait(hold, [&] { return ending_ || round_ != seen; });
            if (ending_) return;
            seen = round_;
            hold.unlock();
            take(worker);
            hold.lock();
            if (--busy_ == 0) done_.notify_one();
        }
    }

    std::vector<std::thread> threads_;
    std::mutex lock_;
    std::condition_variable wake_, done_;
    const std::function<void(int64_t, int)> *work_ = nullptr;
    std::function<void()> watcher_;
    std::atomic<int64_t> next_{0};
    int64_t tasks_ = 0;
    int busy_ = 0;
    uint64_t round_ = 0;
    bool ending_ = false;
    std::exception_ptr failure_;
};

}  // namespace coterie

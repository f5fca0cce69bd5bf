// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "async/resumption.h"

#include <QCoro/QCoroTask>
#include <QThreadPool>

#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace stowage {

/// A few threads for what blocks: re-hashing a part, fsync, local copies, verifying. `co_await disk.run(function)`.
///
/// The function runs in a pool thread, its result or exception comes back in the awaiting thread. It cannot be
/// interrupted from outside: long functions take a std::stop_token themselves. Wait for all runs before destroying.
///
/// Give `run` a named function object: GCC 12 destroys the captures of a lambda written inside a co_await expression
/// twice.
///
/// A lambda that captures anything but pointers and numbers must be a named local that is moved in: GCC 12 destroys the
/// captures of one written inside the co_await expression twice.
class DiskPool
{
public:
    explicit DiskPool(int threads = 2) { m_pool.setMaxThreadCount(threads); }

    template <typename Function>
    QCoro::Task<std::invoke_result_t<Function>> run(Function function)
    {
        using Value = std::invoke_result_t<Function>;
        struct Work
        {
            explicit Work(Function &&f)
                : function(std::move(f))
            {
            }
            Function function;
            std::exception_ptr failure;
            std::conditional_t<std::is_void_v<Value>, std::monostate, std::optional<Value>> value;
        };
        const auto work = std::make_shared<Work>(std::move(function));
        const auto resumption = Resumption::make();
        m_pool.start([work, resumption] {
            try {
                if constexpr (std::is_void_v<Value>) {
                    work->function();
                } else {
                    work->value.emplace(work->function());
                }
            } catch (...) {
                work->failure = std::current_exception();
            }
            resumption->fire();
        });
        co_await resumption->wait();
        if (work->failure) {
            std::rethrow_exception(work->failure);
        }
        if constexpr (!std::is_void_v<Value>) {
            co_return std::move(*work->value);
        }
    }

private:
    QThreadPool m_pool;
};

} // namespace stowage

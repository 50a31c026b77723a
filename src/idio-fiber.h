/* idio-fiber.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

/* libdex gives a fiber 64 KB of stack. A list that changes within one makes GTK build widgets on it, which takes more.
 * The pages are the kernel's until they are used. */
#define IDIO_FIBER_STACK_BYTES (1024 * 1024)

/**
 * idio_fiber_spawn:
 * @func: what to run
 * @data: (transfer full): data for @func
 * @destroy: (nullable): frees @data
 *
 * Runs @func as a fiber in the main thread.
 *
 * Returns: (transfer full): a future of what @func returns
 */
#define idio_fiber_spawn(func, data, destroy) \
  dex_scheduler_spawn (NULL, IDIO_FIBER_STACK_BYTES, (func), (data), (destroy))

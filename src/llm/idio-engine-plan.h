/* idio-engine-plan.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "llm/idio-gguf.h"
#include "llm/idio-machine.h"

G_BEGIN_DECLS

/* Both drafts are written at once, each in a slot of its own with a context of its own. */
#define IDIO_ENGINE_N_SLOTS 2

/**
 * IdioEnginePlan:
 * @n_threads: how many threads compute
 * @n_slot_tokens: how long a prompt and its answer may be together, in tokens
 * @n_batch_tokens: how many tokens of a prompt are read before the engine looks whether anybody still waits
 * @cache_mib: how much memory may keep prompts that were read before, in MiB
 *
 * How the engine runs a model on a computer.
 */
typedef struct
{
  guint n_threads;
  guint n_slot_tokens;
  guint n_batch_tokens;
  guint cache_mib;
} IdioEnginePlan;

void     idio_engine_plan_make        (IdioEnginePlan     *self,
                                       const IdioGguf     *model,
                                       const IdioMachine  *machine,
                                       guint64             gpu_memory);
gboolean idio_engine_plan_check_fits  (const IdioGguf     *model,
                                       const IdioMachine  *machine,
                                       guint64             gpu_memory,
                                       GError            **error);
guint64  idio_engine_plan_sum_devices (const char         *list);

G_END_DECLS

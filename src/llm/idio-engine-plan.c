/* idio-engine-plan.c: how the engine runs a model on this computer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "llm/idio-engine-plan.h"
#include "llm/idio-provider-error.h"

#define MIB (1024 * 1024)

/* Five samples, the request and the answer have at most 4,096 tokens, and so has a study. A text that is
 * rewritten may be longer; fewer samples go into less. */
#define LONG_SLOT_TOKENS  8192
#define SLOT_TOKENS       4096
#define SHORT_SLOT_TOKENS 2048

/* The server ends a prompt that nobody waits for at the end of a batch. This part of the second that Stop has is for
 * one batch; another draft may be in it too. */
#define BATCH_SECONDS 0.4

/* How many bytes of weights one thread works through in a second, with many tokens at a time. Measured with a model of
 * 1.1 GB in Q4_K on a core with AVX2, of which other programs had about half: 25e9. */
#define BYTES_A_SECOND 40e9

/* The same model read 11, 18, 19, 22 and 25 tokens a second in batches of 8, 16, 32, 64 and 128; one of 98 MB no more
 * with 256 than with 64. */
#define MIN_BATCH_TOKENS 16
#define MAX_BATCH_TOKENS 64

/* A graphics card is quicker, and wants more at a time. */
#define GPU_BATCH_TOKENS 256

#define MIN_CACHE_MIB 128
#define MAX_CACHE_MIB 1024

/* The part of the available memory that prompts may be kept in */
#define CACHE_SHARE 0.125

/* By how much a model may exceed the memory that is available. Its weights are mapped: the system drops what it needs
 * elsewhere, and reads it again. */
#define TIGHT_SHARE 1.1

static guint
choose_slot_tokens (const IdioGguf    *model,
                    const IdioMachine *machine)
{
  static const struct { guint n_tokens, share; } choices[] = { { LONG_SLOT_TOKENS, 2 }, { SLOT_TOKENS, 1 } };
  guint n_tokens = SHORT_SLOT_TOKENS;

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (idio_gguf_measure_memory (model, choices[i].n_tokens * IDIO_ENGINE_N_SLOTS) <=
        machine->available / choices[i].share)
      {
        n_tokens = choices[i].n_tokens;
        break;
      }

  /* Beyond what it was trained on a model babbles. */
  return model->context > 0 ? MIN (n_tokens, model->context) : n_tokens;
}

/* A power of two, as the server's memory is cut for them. */
static guint
choose_batch_tokens (const IdioGguf *model,
                     guint           n_threads,
                     guint64         gpu_memory)
{
  double n_tokens = BATCH_SECONDS * BYTES_A_SECOND * n_threads / (double) MAX (model->size, 1);
  guint n_batch = MIN_BATCH_TOKENS;

  if (gpu_memory >= model->memory)
    return GPU_BATCH_TOKENS;

  while (n_batch * 2 <= MIN (n_tokens, MAX_BATCH_TOKENS))
    n_batch *= 2;

  return n_batch;
}

/**
 * idio_engine_plan_make:
 * @self: (out caller-allocates): the plan
 * @model: the model to run
 * @machine: what there is to run it on
 * @gpu_memory: how much memory is free on devices that compute, in bytes; 0 if there are none
 *
 * One core is left to the window. The context has room for what the prompts of the program need, twice as much if the
 * model then takes at most half of the available memory, and half as much if it does not fit. A batch takes about
 * 0.4 s: 0.4 s × 40 GB/s × threads ÷ size of the weights, as a power of two from 16 to 64; 256 where the model fits onto
 * a graphics card. The prompts of both slots can be kept, in at most an eighth of the available memory.
 */
void
idio_engine_plan_make (IdioEnginePlan    *self,
                       const IdioGguf    *model,
                       const IdioMachine *machine,
                       guint64            gpu_memory)
{
  double slots_mib, share_mib;

  g_return_if_fail (self != NULL);
  g_return_if_fail (model != NULL);
  g_return_if_fail (machine != NULL);

  self->n_threads = MAX (machine->n_cores, 2) - 1;
  self->n_slot_tokens = choose_slot_tokens (model, machine);
  self->n_batch_tokens = choose_batch_tokens (model, self->n_threads, gpu_memory);

  slots_mib = (double) model->token_bytes * self->n_slot_tokens * IDIO_ENGINE_N_SLOTS / MIB;
  share_mib = (double) machine->available * CACHE_SHARE / MIB;
  self->cache_mib = (guint) CLAMP (MIN (MAX (slots_mib, MAX_CACHE_MIB / 2), share_mib), MIN_CACHE_MIB, MAX_CACHE_MIB);
}

/**
 * idio_engine_plan_check_fits:
 * @model: the model to run
 * @machine: what there is to run it on
 * @gpu_memory: how much memory is free on devices that compute, in bytes
 * @error: (out): a location for an error in %IDIO_PROVIDER_ERROR
 *
 * Where memory is merely tight the model runs, slowly.
 *
 * Returns: whether the model can run with what other programs leave of the memory now
 */
gboolean
idio_engine_plan_check_fits (const IdioGguf     *model,
                             const IdioMachine  *machine,
                             guint64             gpu_memory,
                             GError            **error)
{
  double there = (double) machine->available + (double) machine->swap + (double) gpu_memory;
  g_autofree char *needed = NULL, *available = NULL;

  g_return_val_if_fail (model != NULL, FALSE);
  g_return_val_if_fail (machine != NULL, FALSE);

  if (!idio_gguf_check_fits (model, MAX (machine->memory, gpu_memory), error))
    return FALSE;

  if ((double) model->memory <= there * TIGHT_SHARE)
    return TRUE;

  needed = g_format_size (model->memory);
  available = g_format_size (machine->available);
  g_set_error (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE,
               /* Translators: both are sizes, such as “5.1 GB” */
               _("This model needs about %s of memory, and only %s are free. Close other programs, or choose a smaller "
                 "model."), needed, available);

  return FALSE;
}

/**
 * idio_engine_plan_sum_devices:
 * @list: what `llama-server --list-devices` prints
 *
 * A line of it is “  Vulkan0: AMD Radeon RX 7600 (RADV NAVI33) (8176 MiB, 7900 MiB free)”.
 *
 * Returns: how much memory is free on all devices together, in bytes
 */
guint64
idio_engine_plan_sum_devices (const char *list)
{
  g_auto(GStrv) lines = g_strsplit (list, "\n", -1);
  guint64 n_mib = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *end = g_strrstr (lines[i], " MiB free)");
      const char *start = end;

      while (start != NULL && start > lines[i] && g_ascii_isdigit (start[-1]))
        start--;

      if (start != NULL && start < end)
        n_mib += MIN (g_ascii_strtoull (start, NULL, 10), G_MAXUINT32);
    }

  return n_mib * MIB;
}

/* test-engine-plan.c: what a computer has, and how a model is run on it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-test.h"
#include "llm/idio-engine-plan.h"
#include "llm/idio-machine.h"
#include "llm/idio-provider-error.h"

#define GIB (G_GUINT64_CONSTANT (1024) * 1024 * 1024)
#define MIB (G_GUINT64_CONSTANT (1024) * 1024)

/* A computer of 8 GB, of which 5 are available */
#define MEMINFO "MemTotal:        8388608 kB\nMemFree:          500000 kB\nMemAvailable:    5242880 kB\n" \
                "SwapTotal:       4194304 kB\nSwapFree:        1048576 kB\n"

/* The models of today: a small one, 1.5 billion parameters, 8 billion */
static const IdioGguf small = { .size = 98362432, .token_bytes = 23040, .context = 8192, .memory = 554 * MIB };
static const IdioGguf middle = { .size = 1117320768, .token_bytes = 28672, .context = 32768, .memory = 1546 * MIB };
static const IdioGguf large = { .size = 4920000000, .token_bytes = 131072, .context = 131072, .memory = 5972 * MIB };

static char *
make_root (const char *allowed,
           const char *meminfo)
{
  char *root = idio_test_make_dir ();
  g_autofree char *status = g_strdup_printf ("Name:\ttest\nCpus_allowed:\tff\nCpus_allowed_list:\t%s\n", allowed);

  idio_test_write (root, "proc/self/status", status);
  idio_test_write (root, "proc/meminfo", meminfo);

  return root;
}

/* Processors @i and @i + 4 are threads of one core. */
static void
add_siblings (const char *root)
{
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *path = g_strdup_printf ("sys/devices/system/cpu/cpu%u/topology/thread_siblings_list", i);
      g_autofree char *list = g_strdup_printf ("%u,%u\n", i % 4, i % 4 + 4);

      idio_test_write (root, path, list);
    }
}

static void
test_cores (void)
{
  static const struct { const char *allowed; guint n_cores; } cases[] = {
    { "0-7", 4 }, { "0-3", 4 }, { "0,4", 1 }, { "1,2,5", 2 }, { "3", 1 }, { "0-1,6-7", 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *root = make_root (cases[i].allowed, MEMINFO);
      IdioMachine machine;

      add_siblings (root);
      idio_machine_read (&machine, root);
      g_assert_cmpuint (machine.n_cores, ==, cases[i].n_cores);
    }
}

/* Where the kernel does not tell which threads share a core, each counts. */
static void
test_unknown_cores (void)
{
  static const char * const lists[] = { "", "x", "-", "0-", "7-3", "99999999999999999999", "0-99999999999999999999" };
  g_autofree char *root = make_root ("0-2", "MemTotal: nothing\nMemAvailable:\n");
  g_autofree char *empty = idio_test_make_dir ();
  IdioMachine machine;

  idio_machine_read (&machine, root);
  g_assert_cmpuint (machine.n_cores, ==, 3);
  g_assert_cmpuint (machine.memory, >, GIB);
  g_assert_cmpuint (machine.available, ==, machine.memory);

  idio_machine_read (&machine, empty);
  g_assert_cmpuint (machine.n_cores, ==, g_get_num_processors ());

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *odd = make_root (lists[i], MEMINFO);

      idio_machine_read (&machine, odd);
      g_assert_cmpuint (machine.n_cores, >=, 1);
      g_assert_cmpuint (machine.n_cores, <=, 4096);
    }
}

static void
test_memory (void)
{
  g_autofree char *root = make_root ("0-3", MEMINFO);
  IdioMachine machine;

  idio_machine_read (&machine, root);
  g_assert_cmpuint (machine.memory, ==, 8 * GIB);
  g_assert_cmpuint (machine.available, ==, 5 * GIB);
  g_assert_cmpuint (machine.swap, ==, GIB);
}

/* The limits of a container, and of the groups above it */
static void
test_container (void)
{
  g_autofree char *root = make_root ("0-7", MEMINFO);
  IdioMachine machine;

  idio_test_write (root, "proc/self/cgroup", "0::/box/inner\n");
  idio_test_write (root, "sys/fs/cgroup/box/inner/memory.max", "max\n");
  idio_test_write (root, "sys/fs/cgroup/box/inner/cpu.max", "max 100000\n");
  idio_machine_read (&machine, root);
  g_assert_cmpuint (machine.memory, ==, 8 * GIB);
  g_assert_cmpuint (machine.n_cores, ==, 8);

  /* 2 GiB, of which 1 GiB is used; a quarter of that holds files. */
  idio_test_write (root, "sys/fs/cgroup/box/memory.max", "2147483648\n");
  idio_test_write (root, "sys/fs/cgroup/box/memory.current", "1073741824\n");
  idio_test_write (root, "sys/fs/cgroup/box/memory.stat", "anon 1\nactive_file 134217728\ninactive_file 134217728\n");
  idio_test_write (root, "sys/fs/cgroup/box/cpu.max", "350000 100000\n");
  idio_machine_read (&machine, root);
  g_assert_cmpuint (machine.memory, ==, 2 * GIB);
  g_assert_cmpuint (machine.available, ==, GIB + GIB / 4);
  g_assert_cmpuint (machine.n_cores, ==, 3);

  /* Half of a processor is one, and more used than allowed is nothing left. */
  idio_test_write (root, "sys/fs/cgroup/cpu.max", "50000 100000\n");
  idio_test_write (root, "sys/fs/cgroup/memory.max", "1000000\n");
  idio_test_write (root, "sys/fs/cgroup/memory.current", "9000000\n");
  idio_machine_read (&machine, root);
  g_assert_cmpuint (machine.n_cores, ==, 1);
  g_assert_cmpuint (machine.available, ==, 0);
}

/* A container sees itself as the root. */
static void
test_namespace (void)
{
  g_autofree char *root = make_root ("0-7", MEMINFO);
  IdioMachine machine;

  idio_test_write (root, "proc/self/cgroup", "1:name=systemd:/old\n0::/\n");
  idio_test_write (root, "sys/fs/cgroup/memory.max", "3221225472");
  idio_test_write (root, "sys/fs/cgroup/cpu.max", "200000 0\n");
  idio_machine_read (&machine, root);
  g_assert_cmpuint (machine.memory, ==, 3 * GIB);
  g_assert_cmpuint (machine.available, ==, 3 * GIB);
  g_assert_cmpuint (machine.n_cores, ==, 8);
}

/* What is true of any computer is true of this one. */
static void
test_this_machine (void)
{
  IdioMachine machine;

  idio_machine_read (&machine, "/");
  g_assert_cmpuint (machine.n_cores, >=, 1);
  g_assert_cmpuint (machine.n_cores, <=, g_get_num_processors ());
  g_assert_cmpuint (machine.available, >, 0);
  g_assert_cmpuint (machine.available, <=, machine.memory);
}

static IdioEnginePlan
plan (const IdioGguf *model,
      guint           n_cores,
      guint64         available,
      guint64         gpu_memory)
{
  IdioMachine machine = { .n_cores = n_cores, .memory = 2 * available, .available = available };
  IdioEnginePlan made;

  idio_engine_plan_make (&made, model, &machine, gpu_memory);

  return made;
}

static void
test_threads (void)
{
  g_assert_cmpuint (plan (&middle, 1, 8 * GIB, 0).n_threads, ==, 1);
  g_assert_cmpuint (plan (&middle, 2, 8 * GIB, 0).n_threads, ==, 1);
  g_assert_cmpuint (plan (&middle, 8, 8 * GIB, 0).n_threads, ==, 7);
}

/* Smaller for larger models and fewer threads; as large as it gets where the whole model is on a graphics card */
static void
test_batch (void)
{
  g_assert_cmpuint (plan (&small, 2, 8 * GIB, 0).n_batch_tokens, ==, 64);
  g_assert_cmpuint (plan (&middle, 2, 8 * GIB, 0).n_batch_tokens, ==, 16);
  g_assert_cmpuint (plan (&middle, 8, 8 * GIB, 0).n_batch_tokens, ==, 64);
  g_assert_cmpuint (plan (&large, 2, 8 * GIB, 0).n_batch_tokens, ==, 16);
  g_assert_cmpuint (plan (&large, 17, 32 * GIB, 0).n_batch_tokens, ==, 32);
  g_assert_cmpuint (plan (&large, 8, 8 * GIB, 8 * GIB).n_batch_tokens, ==, 256);
  g_assert_cmpuint (plan (&large, 8, 8 * GIB, 2 * GIB).n_batch_tokens, ==, plan (&large, 8, 8 * GIB, 0).n_batch_tokens);
}

static void
test_context (void)
{
  IdioGguf short_one = small, unknown = small;

  g_assert_cmpuint (plan (&middle, 4, 16 * GIB, 0).n_slot_tokens, ==, 8192);
  g_assert_cmpuint (plan (&middle, 4, 2 * GIB, 0).n_slot_tokens, ==, 4096);
  g_assert_cmpuint (plan (&middle, 4, GIB, 0).n_slot_tokens, ==, 2048);
  g_assert_cmpuint (plan (&large, 4, 32 * GIB, 0).n_slot_tokens, ==, 8192);
  g_assert_cmpuint (plan (&large, 4, 7 * GIB, 0).n_slot_tokens, ==, 4096);

  /* Never more than the model was trained on */
  short_one.context = 1024;
  g_assert_cmpuint (plan (&short_one, 4, 16 * GIB, 0).n_slot_tokens, ==, 1024);
  unknown.context = 0;
  g_assert_cmpuint (plan (&unknown, 4, 16 * GIB, 0).n_slot_tokens, ==, 8192);
}

/* Both prompts of a pair of drafts are kept, if there is memory for them. */
static void
test_cache (void)
{
  g_assert_cmpuint (plan (&middle, 4, 16 * GIB, 0).cache_mib, ==, 512);
  g_assert_cmpuint (plan (&large, 4, 7 * GIB, 0).cache_mib, ==, 896);
  g_assert_cmpuint (plan (&large, 4, 64 * GIB, 0).cache_mib, ==, 1024);
  g_assert_cmpuint (plan (&middle, 4, GIB / 2, 0).cache_mib, ==, 128);
}

static void
check_fits (const IdioGguf *model,
            guint64         memory,
            guint64         available,
            guint64         swap,
            guint64         gpu_memory,
            const char     *sentence)
{
  IdioMachine machine = { .n_cores = 2, .memory = memory, .available = available, .swap = swap };
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (idio_engine_plan_check_fits (model, &machine, gpu_memory, &error), ==, sentence == NULL);

  if (sentence != NULL)
    {
      g_assert_error (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE);
      g_assert_cmpstr (error->message, ==, sentence);
    }
}

static void
test_fits (void)
{
  static const char too_full[] = "This model needs about 6.3\u00a0GB of memory, and only 2.1\u00a0GB are free. Close other programs, "
                                 "or choose a smaller model.";

  check_fits (&large, 16 * GIB, 10 * GIB, 0, 0, NULL);

  /* Tight is not too little: the weights are mapped, and others’ memory can be swapped out. */
  check_fits (&large, 16 * GIB, 5500 * MIB, 0, 0, NULL);
  check_fits (&large, 16 * GIB, 2 * GIB, 4 * GIB, 0, NULL);
  check_fits (&large, 16 * GIB, 2 * GIB, GIB, 0, too_full);
  check_fits (&large, 16 * GIB, 2 * GIB, 0, 8 * GIB, NULL);
  check_fits (&large, 4 * GIB, 4 * GIB, 8 * GIB, 0, "This model needs about 6.3\u00a0GB of memory, and this computer has 4.3\u00a0GB. "
                                                    "Choose a smaller one.");
}

static void
test_devices (void)
{
  static const struct { const char *list; guint64 n_bytes; } cases[] = {
    { "", 0 },
    { "Available devices:\n  (none)\n", 0 },
    { "Available devices:\n  Vulkan0: AMD Radeon RX 7600 (RADV NAVI33) (8176 MiB, 7900 MiB free)\n", 7900 * MIB },
    { "  Vulkan0: A (8176 MiB, 100 MiB free)\r\n  Vulkan1: B (4096 MiB, 23 MiB free)\n", 123 * MIB },
    { " MiB free)\n( MiB free)\nx MiB free)\n", 0 },
    { "7 MiB free)", 7 * MIB },
    { "99999999999999999999999 MiB free)", G_MAXUINT32 * MIB },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (idio_engine_plan_sum_devices (cases[i].list), ==, cases[i].n_bytes);
}

static void
add_tests (void)
{
  g_test_add_func ("/engine-plan/cores", test_cores);
  g_test_add_func ("/engine-plan/unknown-cores", test_unknown_cores);
  g_test_add_func ("/engine-plan/memory", test_memory);
  g_test_add_func ("/engine-plan/container", test_container);
  g_test_add_func ("/engine-plan/namespace", test_namespace);
  g_test_add_func ("/engine-plan/this-machine", test_this_machine);
  g_test_add_func ("/engine-plan/threads", test_threads);
  g_test_add_func ("/engine-plan/batch", test_batch);
  g_test_add_func ("/engine-plan/context", test_context);
  g_test_add_func ("/engine-plan/cache", test_cache);
  g_test_add_func ("/engine-plan/fits", test_fits);
  g_test_add_func ("/engine-plan/devices", test_devices);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}

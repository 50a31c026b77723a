/* test-thread.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>

#include <gio/gio.h>

#include "idio-fiber.h"
#include "idio-test.h"
#include "idio-thread.h"

/* What a thread works on, and what became of it */
typedef struct
{
  guint    number;
  gulong   msec;         /* how long it works */
  gint    *n_running;
  guint   *n_freed;
  GThread *main_thread;
} Task;

static Task *
task_new (guint   number,
          gulong  msec,
          gint   *n_running,
          guint  *n_freed)
{
  Task *task = g_new0 (Task, 1);

  task->number = number;
  task->msec = msec;
  task->n_running = n_running;
  task->n_freed = n_freed;
  task->main_thread = g_thread_self ();
  g_atomic_int_inc (n_running);

  return task;
}

static void
task_free (gpointer data)
{
  Task *task = data;

  g_assert_true (g_thread_self () == task->main_thread);
  ++*task->n_freed;
  g_free (task);
}

static DexFuture *
work_thread (gpointer data)
{
  Task *task = data;

  g_assert_true (g_thread_self () != task->main_thread);
  g_usleep (task->msec * 1000);
  g_atomic_int_add (task->n_running, -1);

  if (task->number % 5 == 4)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_FAILED, "%u", task->number);

  return dex_future_new_for_uint (task->number);
}

static void
wait_for (guint *n_freed,
          guint  n)
{
  for (guint i = 0; i < 10000 && *n_freed < n; i++)
    dex_await (dex_timeout_new_msec (1), NULL);

  g_assert_cmpuint (*n_freed, ==, n);
}

static void
test_result (void)
{
  gint n_running = 0;
  guint n_freed = 0;

  for (guint i = 0; i < 10; i++)
    {
      g_autoptr(GError) error = NULL;
      guint number = dex_await_uint (idio_thread_spawn ("[test]", work_thread, task_new (i, 0, &n_running, &n_freed),
                                                        task_free),
                                     &error);

      if (i % 5 == 4)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
      else
        g_assert_cmpuint (number, ==, i);
    }

  wait_for (&n_freed, 10);
  g_assert_cmpint (n_running, ==, 0);
}

/* Futures are dropped before, while and after their threads work, which is nothing to those. */
static void
test_dropped (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (3);
  gint n_running = 0;
  guint n_freed = 0;

  for (guint i = 0; i < 200; i++)
    {
      DexFuture *future = idio_thread_spawn ("[test]", work_thread,
                                             task_new (i, (gulong) g_rand_int_range (rand, 0, 10), &n_running, &n_freed),
                                             task_free);

      if (i % 2 == 1)
        g_usleep ((gulong) g_rand_int_range (rand, 0, 3000));

      dex_unref (future);
    }

  wait_for (&n_freed, 200);
  g_assert_cmpint (n_running, ==, 0);
}

/* Who waits with a limit goes on when it is over. */
static void
test_raced (void)
{
  gint n_running = 0;
  guint n_freed = 0;

  g_assert_false (dex_await (dex_future_first (idio_thread_spawn ("[test]", work_thread,
                                                                  task_new (1, 300, &n_running, &n_freed), task_free),
                                               dex_timeout_new_msec (5), NULL),
                             NULL));
  g_assert_cmpuint (n_freed, ==, 0);
  wait_for (&n_freed, 1);
  g_assert_cmpint (n_running, ==, 0);
}

static void
test_kept (void)
{
  gint n_running = 0;
  guint n_freed = 0;
  g_autofree Task *task = task_new (7, 0, &n_running, &n_freed);

  g_assert_cmpuint (dex_await_uint (idio_thread_spawn ("[test]", work_thread, task, NULL), NULL), ==, 7);
  g_assert_cmpuint (n_freed, ==, 0);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/thread/result", test_result);
  idio_test_add_fiber ("/thread/dropped", test_dropped);
  idio_test_add_fiber ("/thread/raced", test_raced);
  idio_test_add_fiber ("/thread/kept", test_kept);
}

/* A thread that nobody waits for may look up a word list when main() has returned: this runs after all other destructors. */
__attribute__ ((destructor (101))) static void
look_up_at_the_end (void)
{
  g_autoptr(GBytes) bytes = g_resources_lookup_data (RESOURCE_PATH "/words/en/hedges.txt", G_RESOURCE_LOOKUP_FLAGS_NONE,
                                                     NULL);

  if (bytes == NULL)
    abort ();
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}

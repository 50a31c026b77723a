/* loop.c
 *
 * A turn is what lies between two polls: all callbacks that were due, and a frame if one was. Others may use this
 * computer, so that the time in which their programs had the processor is told apart. What is left has two parts that
 * users do not have: under Xvfb the processor draws the frames, and GDK waits for the display to answer. The program's own
 * is what it worked outside of frames; what a widget does once a frame counts with the frame.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "idio-fiber.h"
#include "idio-test.h"
#include "loop.h"

/* What a frame must not take */
#define LONG_MSEC 8

static struct
{
  Loop      *loop;        /* that is recorded, if any */
  GtkWidget *window;
  GPollFunc  poll;
  double     wall_start;  /* of this turn */
  double     waited_start;
  double     work_start;
  double     frame_start;
  double     frame;       /* what was done for one within this turn */
  double     last_frame;
  double     interval;    /* of frames */
  double     begin;
  gulong     before_paint;
  gulong     after_paint;
  guint      tick;
  int        schedstat;   /* where the kernel tells how long this thread waited for a processor */
} state;

static double
read_clock (void)
{
  return 1e-3 * (double) g_get_monotonic_time ();
}

/* How long this thread had a processor. */
static double
read_work (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return 1e3 * (double) now.tv_sec + 1e-6 * (double) now.tv_nsec;
}

/* How long this thread could have run, but had no processor. */
static double
read_waited (void)
{
  char line[128] = "";
  unsigned long long waited = 0;

  if (pread (state.schedstat, line, sizeof line - 1, 0) <= 0 || sscanf (line, "%*u %llu", &waited) != 1)
    g_error ("The kernel does not tell how long threads wait");

  return 1e-6 * (double) waited;
}

static void
start_turn (void)
{
  state.wall_start = read_clock ();
  state.waited_start = read_waited ();
  state.work_start = read_work ();
  state.frame = 0;
}

static void
end_turn (void)
{
  double work = read_work () - state.work_start;
  double own = MAX (0, work - state.frame);
  double wall = read_clock () - state.wall_start;
  double held = MAX (0, wall - (read_waited () - state.waited_start));

  state.loop->work += work;
  g_array_append_val (state.loop->walls, wall);
  g_array_append_val (state.loop->held, held);
  g_array_append_val (state.loop->own, own);
}

static gint
timed_poll (GPollFD *fds,
            guint    n_fds,
            gint     timeout)
{
  gint result;

  if (state.loop != NULL && state.wall_start > 0)
    end_turn ();

  result = state.poll (fds, n_fds, timeout);

  if (state.loop != NULL)
    start_turn ();

  return result;
}

static gboolean
before_paint_hook (GSignalInvocationHint *hint,
                   guint                  n_values,
                   const GValue          *values,
                   gpointer               user_data)
{
  state.frame_start = read_work ();

  return TRUE;
}

static void
after_paint_cb (void)
{
  state.frame += read_work () - state.frame_start;
}

/* Asks for a frame each time the display could show one. */
static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  double now = read_clock (), gap = now - state.last_frame;

  state.loop->frames_shown++;
  state.loop->frames_late += gap > 1.5 * state.interval;
  state.loop->longest_frame = MAX (state.loop->longest_frame, gap);
  state.last_frame = now;

  return G_SOURCE_CONTINUE;
}

static DexFuture *
measure_fiber (gpointer data)
{
  void (*measure) (const char *data_dir) = data;
  g_autofree char *data_dir = g_dir_make_tmp ("idiolect-bench-XXXXXX", NULL);

  measure (data_dir);
  idio_test_remove_tree (data_dir);

  return dex_future_new_true ();
}

/**
 * loop_run:
 * @measure: what to run, as a fiber, with an empty folder
 *
 * Runs @measure on a display, with settings of its own.
 */
void
loop_run (void (*measure) (const char *data_dir))
{
  g_autoptr(DexFuture) future = NULL;

  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_unsetenv ("IDIOLECT_MODEL");
  dex_init ();
  adw_init ();
  future = idio_fiber_spawn (measure_fiber, measure, NULL);

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
}

Loop *
loop_new (void)
{
  Loop *self = g_new0 (Loop, 1);

  self->walls = g_array_new (FALSE, FALSE, sizeof (double));
  self->held = g_array_new (FALSE, FALSE, sizeof (double));
  self->own = g_array_new (FALSE, FALSE, sizeof (double));

  return self;
}

void
loop_free (Loop *self)
{
  g_array_unref (self->walls);
  g_array_unref (self->held);
  g_array_unref (self->own);
  g_free (self);
}

/**
 * loop_begin:
 * @self: takes up what is measured, besides what it has
 * @window: a window on screen
 *
 * Measures the main loop from now on. Of loops only one can be measured at a time.
 */
void
loop_begin (Loop      *self,
            GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gint64 interval = 0;

  if (state.poll == NULL)
    {
      state.poll = g_main_context_get_poll_func (NULL);
      g_main_context_set_poll_func (NULL, timed_poll);
      state.schedstat = open ("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
    }

  gdk_frame_clock_get_refresh_info (clock, 0, &interval, NULL);
  state.interval = interval > 0 ? 1e-3 * (double) interval : 1000. / 60;
  /* A hook comes before the handlers of GDK, which ask the display for the size of the screen, and wait. */
  state.before_paint = g_signal_add_emission_hook (g_signal_lookup ("before-paint", GDK_TYPE_FRAME_CLOCK), 0,
                                                   before_paint_hook, NULL, NULL);
  state.after_paint = g_signal_connect_after (clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);
  state.tick = gtk_widget_add_tick_callback (window, tick_cb, NULL, NULL);
  state.begin = state.last_frame = read_clock ();
  state.window = window;
  state.wall_start = 0;
  state.loop = self;
}

void
loop_end (Loop *self)
{
  double duration = read_clock () - state.begin;

  g_signal_remove_emission_hook (g_signal_lookup ("before-paint", GDK_TYPE_FRAME_CLOCK), state.before_paint);
  g_signal_handler_disconnect (gtk_widget_get_frame_clock (state.window), state.after_paint);
  gtk_widget_remove_tick_callback (state.window, state.tick);
  self->duration += duration;
  self->frames_due += duration / state.interval;
  state.loop = NULL;
}

static gint
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
get_quantile (GArray *times,
              double  share)
{
  g_array_sort (times, compare_doubles);

  return times->len > 0 ? g_array_index (times, double, (guint) (share * (times->len - 1))) : 0;
}

static double
get_sum (GArray *times)
{
  double sum = 0;

  for (guint i = 0; i < times->len; i++)
    sum += g_array_index (times, double, i);

  return sum;
}

static guint
count_long (GArray *times)
{
  guint n = 0;

  for (guint i = 0; i < times->len; i++)
    n += g_array_index (times, double, i) > LONG_MSEC;

  return n;
}

void
loop_print_head (void)
{
  g_print ("%-30s %7s | %-22s | %-22s | %-26s | %-11s | %s\n", "", "", "turn, ms", "without others, ms", "own work, ms",
           "load", "frames");
  g_print ("%-30s %7s | %6s %7s %7s | %6s %7s %7s | %6s %7s %7s %3s | %5s %5s | %s\n", "", "turns", "median", "99 %",
           "longest", "median", "99 %", "longest", "median", "99 %", "longest", "> 8", "own", "all",
           "shown, late, longest gap");
}

/**
 * loop_print:
 * @self: what was measured
 * @name: what of
 *
 * Prints a line under loop_print_head(). The load is the part of the time in which the program's own callbacks, and all with
 * the frames, had the processor.
 */
void
loop_print (Loop       *self,
            const char *name)
{
  g_print ("%-30s %7u | %6.2f %7.2f %7.2f | %6.2f %7.2f %7.2f | %6.2f %7.2f %7.2f %3u | %4.1f%% %4.1f%% | %.0f%% %u %.0f ms\n",
           name, self->walls->len, get_quantile (self->walls, 0.5), get_quantile (self->walls, 0.99),
           get_quantile (self->walls, 1), get_quantile (self->held, 0.5), get_quantile (self->held, 0.99),
           get_quantile (self->held, 1), get_quantile (self->own, 0.5), get_quantile (self->own, 0.99),
           get_quantile (self->own, 1), count_long (self->own), 100 * get_sum (self->own) / self->duration,
           100 * self->work / self->duration, 100 * self->frames_shown / self->frames_due, self->frames_late,
           self->longest_frame);
}

/**
 * loop_watch:
 * @window: a window
 * @name: what is done
 * @act: does it
 * @msec: how long to look at what follows, in milliseconds
 *
 * Measures and prints that.
 */
void
loop_watch (IdioWindow *window,
            const char *name,
            void      (*act) (IdioWindow *window),
            guint       msec)
{
  Loop *self = loop_new ();

  loop_begin (self, GTK_WIDGET (window));
  act (window);
  dex_await (dex_timeout_new_msec ((gint) msec), NULL);
  loop_end (self);
  loop_print (self, name);
  loop_free (self);
}

static double
divide (double a,
        double b)
{
  return b > 0 ? a / b : 0;
}

/**
 * loop_print_ratio:
 * @self: what was measured
 * @other: what it is compared with
 * @name: what it is
 */
void
loop_print_ratio (Loop       *self,
                  Loop       *other,
                  const char *name)
{
  g_print ("%s: turns at 99 %% × %.2f, own at 99 %% × %.2f, own longest × %.2f, load × %.2f, frames shown × %.3f\n",
           name, divide (get_quantile (self->walls, 0.99), get_quantile (other->walls, 0.99)),
           divide (get_quantile (self->own, 0.99), get_quantile (other->own, 0.99)),
           divide (get_quantile (self->own, 1), get_quantile (other->own, 1)),
           divide (self->work / self->duration, other->work / other->duration),
           divide (self->frames_shown / self->frames_due, other->frames_shown / other->frames_due));
}

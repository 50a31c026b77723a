/* loop.h: how long each turn of the main loop takes, and how many frames are shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/idio-window.h"

typedef struct
{
  GArray *walls;          /* how long the window was away from its events, each turn, in milliseconds */
  GArray *held;           /* the same without the time in which other programs had the processor */
  GArray *own;            /* how long it worked for the program's own callbacks */
  double  work;           /* how long in all turns together, for these and for frames */
  double  duration;       /* from loop_begin() to loop_end(), in milliseconds */
  double  frames_due;     /* by the rate of the display */
  guint   frames_shown;
  guint   frames_late;    /* shown more than half a frame late */
  double  longest_frame;  /* from one frame to the next */
} Loop;

void   loop_run         (void      (*measure) (const char *data_dir));
Loop  *loop_new         (void);
void   loop_free        (Loop       *self);
void   loop_begin       (Loop       *self,
                         GtkWidget  *window);
void   loop_end         (Loop       *self);
void   loop_print_head  (void);
void   loop_print       (Loop       *self,
                         const char *name);
void   loop_watch       (IdioWindow *window,
                         const char *name,
                         void      (*act) (IdioWindow *window),
                         guint       msec);
void   loop_print_ratio (Loop       *self,
                         Loop       *other,
                         const char *name);

/* idio-leak-marks.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "corpus/idio-corpus.h"

G_BEGIN_DECLS

#define IDIO_TYPE_LEAK_MARKS (idio_leak_marks_get_type ())
G_DECLARE_FINAL_TYPE (IdioLeakMarks, idio_leak_marks, IDIO, LEAK_MARKS, GObject)

IdioLeakMarks *idio_leak_marks_new        (GtkTextView   *view);
void           idio_leak_marks_set_corpus (IdioLeakMarks *self,
                                           IdioCorpus    *corpus);
void           idio_leak_marks_show       (IdioLeakMarks *self,
                                           GPtrArray     *leaks);
char          *idio_leak_marks_describe   (IdioLeakMarks *self);

G_END_DECLS

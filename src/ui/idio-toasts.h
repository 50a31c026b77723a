/* idio-toasts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <libdex.h>

G_BEGIN_DECLS

#define IDIO_TYPE_TOASTS (idio_toasts_get_type ())
G_DECLARE_FINAL_TYPE (IdioToasts, idio_toasts, IDIO, TOASTS, GObject)

/**
 * IdioUndoFunc:
 * @data: what was done
 *
 * Takes back what the user did.
 *
 * Returns: (transfer full): a future that resolves when that is done
 */
typedef DexFuture *(*IdioUndoFunc) (gpointer data);

IdioToasts *idio_toasts_new        (AdwApplicationWindow *window,
                                    AdwToastOverlay      *overlay,
                                    AdwViewStack         *views);
void        idio_toasts_undo_last  (IdioToasts           *self);
void        idio_toasts_undo_one   (IdioToasts           *self,
                                    guint                 id);
void        idio_toasts_clear      (IdioToasts           *self);
void        idio_toasts_close      (IdioToasts           *self);

void        idio_toasts_say        (gpointer              widget,
                                    const char           *title);
void        idio_toasts_offer_undo (gpointer              widget,
                                    const char           *title,
                                    IdioUndoFunc          func,
                                    gpointer              data,
                                    GDestroyNotify        destroy);

G_END_DECLS

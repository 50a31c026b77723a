/* idio-odt-styles.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioOdtStyles:
 *
 * The styles of an OpenDocument text, as far as they matter to its text: hidden text, and how list items begin.
 */
typedef struct _IdioOdtStyles IdioOdtStyles;

typedef enum
{
  IDIO_ODT_LIST_BULLET,
  IDIO_ODT_LIST_NUMBER,
  IDIO_ODT_LIST_NONE,
} IdioOdtListKind;

IdioOdtStyles   *idio_odt_styles_new       (void);
void             idio_odt_styles_free      (IdioOdtStyles *self);
void             idio_odt_styles_read      (IdioOdtStyles *self,
                                            GBytes        *bytes);
gboolean         idio_odt_styles_is_hidden (IdioOdtStyles *self,
                                            const char    *family,
                                            const char    *name);
IdioOdtListKind  idio_odt_styles_get_list  (IdioOdtStyles *self,
                                            const char    *name,
                                            guint          level,
                                            gint64        *start);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioOdtStyles, idio_odt_styles_free)

G_END_DECLS

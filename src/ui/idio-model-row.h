/* idio-model-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * IdioModelRowState:
 * @IDIO_MODEL_ROW_ELSEWHERE: the model has to be downloaded
 * @IDIO_MODEL_ROW_STOPPED: some of it was downloaded
 * @IDIO_MODEL_ROW_DOWNLOADING: it is being downloaded
 * @IDIO_MODEL_ROW_HERE: it is on this computer
 */
typedef enum
{
  IDIO_MODEL_ROW_ELSEWHERE,
  IDIO_MODEL_ROW_STOPPED,
  IDIO_MODEL_ROW_DOWNLOADING,
  IDIO_MODEL_ROW_HERE,
} IdioModelRowState;

#define IDIO_TYPE_MODEL_ROW (idio_model_row_get_type ())
G_DECLARE_FINAL_TYPE (IdioModelRow, idio_model_row, IDIO, MODEL_ROW, AdwPreferencesRow)

GtkWidget *idio_model_row_new             (const char        *name,
                                           const char        *good_for,
                                           const char        *details);
void       idio_model_row_set_group       (IdioModelRow      *self,
                                           IdioModelRow      *other);
void       idio_model_row_set_recommended (IdioModelRow      *self,
                                           gboolean           recommended);
void       idio_model_row_set_deletable   (IdioModelRow      *self,
                                           gboolean           deletable);
void       idio_model_row_set_state       (IdioModelRow      *self,
                                           IdioModelRowState  state,
                                           gboolean           used);
void       idio_model_row_set_progress    (IdioModelRow      *self,
                                           double             fraction,
                                           const char        *progress);
void       idio_model_row_set_problem     (IdioModelRow      *self,
                                           const char        *problem);

G_END_DECLS

/* idio-model-entry.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "llm/idio-model-file.h"

G_BEGIN_DECLS

/**
 * IdioThinking:
 * @IDIO_THINKING_NONE: answers at once
 * @IDIO_THINKING_SWITCH: may think first, which its chat template can switch off
 * @IDIO_THINKING_ALWAYS: always thinks first
 *
 * What a model's chat template does before the answer.
 */
typedef enum
{
  IDIO_THINKING_NONE,
  IDIO_THINKING_SWITCH,
  IDIO_THINKING_ALWAYS,
} IdioThinking;

#define IDIO_TYPE_MODEL_ENTRY (idio_model_entry_get_type ())
G_DECLARE_FINAL_TYPE (IdioModelEntry, idio_model_entry, IDIO, MODEL_ENTRY, GObject)

IdioModelEntry      *idio_model_entry_new_from_json   (JsonObject      *object,
                                                       GError         **error);
const char          *idio_model_entry_get_id          (IdioModelEntry  *self);
const char          *idio_model_entry_get_name        (IdioModelEntry  *self);
const char          *idio_model_entry_get_good_for    (IdioModelEntry  *self);
const char * const  *idio_model_entry_get_languages   (IdioModelEntry  *self);
guint64              idio_model_entry_get_bytes       (IdioModelEntry  *self);
guint64              idio_model_entry_get_memory      (IdioModelEntry  *self);
const char          *idio_model_entry_get_license     (IdioModelEntry  *self);
const char          *idio_model_entry_get_license_url (IdioModelEntry  *self);
IdioThinking         idio_model_entry_get_thinking    (IdioModelEntry  *self);
const char          *idio_model_entry_get_capability  (IdioModelEntry  *self);
guint                idio_model_entry_get_n_files     (IdioModelEntry  *self);
const IdioModelFile *idio_model_entry_get_file        (IdioModelEntry  *self,
                                                       guint            position);
char                *idio_model_entry_dup_host        (IdioModelEntry  *self);
char                *idio_model_entry_dup_path        (IdioModelEntry  *self);
gboolean             idio_model_entry_is_on_disk      (IdioModelEntry  *self);
gboolean             idio_model_entry_shares_file     (IdioModelEntry  *self,
                                                       IdioModelEntry  *other);

G_END_DECLS

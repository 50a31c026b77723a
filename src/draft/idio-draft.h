/* idio-draft.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "draft/idio-leak.h"

G_BEGIN_DECLS

/**
 * IdioDraftKind:
 * @IDIO_DRAFT_KIND_GENERIC: what anyone would get
 * @IDIO_DRAFT_KIND_PERSONAL: in the user's voice
 */
typedef enum
{
  IDIO_DRAFT_KIND_GENERIC,
  IDIO_DRAFT_KIND_PERSONAL,
} IdioDraftKind;

/**
 * IdioDraftState:
 * @IDIO_DRAFT_STATE_WAITING: nothing is written yet
 * @IDIO_DRAFT_STATE_WRITING: words come in
 * @IDIO_DRAFT_STATE_FINISHED: it is whole
 * @IDIO_DRAFT_STATE_STOPPED: the user stopped it
 * @IDIO_DRAFT_STATE_FAILED: something went wrong
 */
typedef enum
{
  IDIO_DRAFT_STATE_WAITING,
  IDIO_DRAFT_STATE_WRITING,
  IDIO_DRAFT_STATE_FINISHED,
  IDIO_DRAFT_STATE_STOPPED,
  IDIO_DRAFT_STATE_FAILED,
} IdioDraftState;

/**
 * IdioDraftForm:
 * @IDIO_DRAFT_FORM_BRIEF: the model got the brief alone
 * @IDIO_DRAFT_FORM_TURNS: the model got the user's closest texts as past turns
 * @IDIO_DRAFT_FORM_CARDS: the model got the cards, the attributes and the closest texts
 */
typedef enum
{
  IDIO_DRAFT_FORM_BRIEF,
  IDIO_DRAFT_FORM_TURNS,
  IDIO_DRAFT_FORM_CARDS,
} IdioDraftForm;

#define IDIO_TYPE_DRAFT (idio_draft_get_type ())
G_DECLARE_FINAL_TYPE (IdioDraft, idio_draft, IDIO, DRAFT, GObject)

IdioDraft      *idio_draft_new          (IdioDraftKind   kind);
IdioDraftKind   idio_draft_get_kind     (IdioDraft      *self);
IdioDraftState  idio_draft_get_state    (IdioDraft      *self);
IdioDraftForm   idio_draft_get_form     (IdioDraft      *self);
const char     *idio_draft_get_text     (IdioDraft      *self);
const char     *idio_draft_get_written  (IdioDraft      *self);
gint64          idio_draft_get_version  (IdioDraft      *self);
const char     *idio_draft_get_model    (IdioDraft      *self);
double          idio_draft_get_progress (IdioDraft      *self);
gboolean        idio_draft_can_go_on    (IdioDraft      *self);
GPtrArray      *idio_draft_get_leaks    (IdioDraft      *self);
const GError   *idio_draft_get_error    (IdioDraft      *self);
void            idio_draft_append       (IdioDraft      *self,
                                         const char     *text);
void            idio_draft_set_start    (IdioDraft      *self,
                                         const char     *text);
void            idio_draft_clear        (IdioDraft      *self);
void            idio_draft_set_text     (IdioDraft      *self,
                                         const char     *text);
void            idio_draft_set_written  (IdioDraft      *self,
                                         const char     *written);
void            idio_draft_set_version  (IdioDraft      *self,
                                         gint64          version);
void            idio_draft_set_form     (IdioDraft      *self,
                                         IdioDraftForm   form,
                                         const char     *model);
guint           idio_draft_get_wait     (IdioDraft      *self);
void            idio_draft_set_wait     (IdioDraft      *self,
                                         guint           seconds);
void            idio_draft_set_progress (IdioDraft      *self,
                                         double          progress);
void            idio_draft_set_cut_off  (IdioDraft      *self,
                                         gboolean        cut_off);
void            idio_draft_set_leaks    (IdioDraft      *self,
                                         GPtrArray      *leaks);
void            idio_draft_set_state    (IdioDraft      *self,
                                         IdioDraftState  state,
                                         const GError   *error);

G_END_DECLS

/* idio-voice.c: all cards and the user's attributes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>

#include "corpus/idio-job.h"
#include "corpus/idio-nick.h"
#include "idio-enums.h"
#include "idio-fiber.h"
#include "voice/idio-card-edits.h"
#include "voice/idio-card-store.h"
#include "voice/idio-voice.h"

struct _IdioVoice
{
  GObject     parent_instance;
  IdioStore  *store;
  GPtrArray  *cards;
  GHashTable *attributes;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (IdioVoice, idio_voice, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  SIGNAL_ATTRIBUTES_CHANGED,
  SIGNAL_DECIDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A change, from the call to its end */
typedef struct
{
  IdioJob         parent;
  IdioStoreFunc   func;
  GPtrArray      *proposals;
  char           *basis;
  IdioCardFields *fields;
  gint64          id;
  gint64          edit;
  char           *claim;
  char           *instruction;
  IdioAxis        axis;
  IdioCardState   state;
  IdioStrength    strength;
  IdioAudience    audience;
  gboolean        set_axis;
  gboolean        set_state;
  gboolean        set_strength;
  gboolean        set_audience;
  char           *name;
  char           *value;
} Action;

static void
action_clear (gpointer data)
{
  Action *action = data;

  g_clear_pointer (&action->proposals, g_ptr_array_unref);
  g_clear_pointer (&action->basis, g_free);
  g_clear_pointer (&action->fields, idio_card_fields_free);
  g_clear_pointer (&action->claim, g_free);
  g_clear_pointer (&action->instruction, g_free);
  g_clear_pointer (&action->name, g_free);
  g_clear_pointer (&action->value, g_free);
}

static Action *
action_new (IdioVoice     *self,
            IdioStoreFunc  func)
{
  Action *action = idio_job_new (Action, self, action_clear);

  g_assert (IDIO_IS_VOICE (self));

  action->func = func;

  return action;
}

/**
 * idio_proposal_new:
 *
 * Returns: (transfer full): a proposal to be filled
 */
IdioProposal *
idio_proposal_new (void)
{
  IdioProposal *proposal = g_new0 (IdioProposal, 1);

  proposal->fields.strength = IDIO_STRENGTH_HINT;
  proposal->quotes = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_quote_free);

  return proposal;
}

void
idio_proposal_free (IdioProposal *proposal)
{
  idio_card_fields_clear (&proposal->fields);
  g_clear_pointer (&proposal->quotes, g_ptr_array_unref);
  g_free (proposal);
}

static DexFuture *
load_job (sqlite3  *db,
          gpointer  data)
{
  GError *error = NULL;
  GPtrArray *cards = idio_card_store_load (db, &error);

  return cards != NULL ? dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, cards) : dex_future_new_for_error (error);
}

/* After any change all cards are read again, so that what is shown is what was saved. */
static DexFuture *
load_or_fail (sqlite3  *db,
              gboolean  done,
              GError   *error)
{
  return done ? load_job (db, NULL) : dex_future_new_for_error (error);
}

static DexFuture *
purge_job (sqlite3  *db,
           gpointer  data)
{
  GError *error = NULL;

  return idio_card_store_purge (db, &error) ? dex_future_new_true () : dex_future_new_for_error (error);
}

static DexFuture *
load_attributes_job (sqlite3  *db,
                     gpointer  data)
{
  g_autoptr(GHashTable) attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GError *error = NULL;
  g_autoptr(sqlite3_stmt) statement = idio_sql_prepare (db, &error, "SELECT name, value FROM attribute"
                                                                     " WHERE name NOT LIKE 'unwritten-%'", NULL);

  while (statement != NULL && idio_sql_step (statement, &error))
    g_hash_table_replace (attributes, idio_sql_dup_some_text (statement, 0), idio_sql_dup_some_text (statement, 1));

  if (error != NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (G_TYPE_HASH_TABLE, g_steal_pointer (&attributes));
}

static DexFuture *
set_attribute_job (sqlite3  *db,
                   gpointer  data)
{
  Action *action = data;
  GError *error = NULL;
  gboolean done;

  if (*action->value != '\0')
    done = idio_sql_run (db, &error, "INSERT OR REPLACE INTO attribute (name, value) VALUES (?, ?)",
                         "ss", action->name, action->value);
  else
    done = idio_sql_run (db, &error, "DELETE FROM attribute WHERE name = ?", "s", action->name);

  return done ? dex_future_new_true () : dex_future_new_for_error (error);
}

static gint64
find_by_habit (sqlite3     *db,
               const char  *habit,
               GError     **error)
{
  g_autoptr(sqlite3_stmt) statement = idio_sql_prepare (db, error, "SELECT id FROM card WHERE habit = ?", "s", habit);

  return statement != NULL && idio_sql_step (statement, error) ? sqlite3_column_int64 (statement, 0) : 0;
}

/* A count replaces the words of an older count, but never those of a person, nor what a person said about it. */
static gboolean
update_measured (sqlite3             *db,
                 gint64               id,
                 const IdioProposal  *proposal,
                 GError             **error)
{
  g_autoptr(IdioCardFields) fields = idio_card_store_get (db, id, error);

  if (fields == NULL)
    return FALSE;

  /* A card without figures, as of an older version, is told from the first that there are. */
  if (fields->edited || fields->state == IDIO_CARD_STATE_REJECTED)
    return fields->english_claim != NULL ||
           idio_sql_run (db, error, "UPDATE card SET figures = ? WHERE id = ?", "si", proposal->fields.figures, id);

  g_set_str (&fields->figures, proposal->fields.figures);
  g_set_str (&fields->claim, proposal->fields.claim);
  g_set_str (&fields->instruction, proposal->fields.instruction);
  g_set_str (&fields->rate, proposal->fields.rate);

  return idio_card_store_update (db, id, fields, error) &&
         idio_card_store_set_quotes (db, id, proposal->quotes, error);
}

/* Habits that are gone take their cards with them, unless someone kept those or their texts were never here. */
static gboolean
drop_unmeasured (sqlite3    *db,
                 GPtrArray  *proposals,
                 GError    **error)
{
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, error, "SELECT id, habit FROM card WHERE source = 'measured' AND state = 'proposed'"
                                 " AND quoteless = 0", NULL);
  g_autoptr(GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;

  while (idio_sql_step (statement, &local_error))
    {
      const char *habit = (const char *) sqlite3_column_text (statement, 1);
      gint64 id = sqlite3_column_int64 (statement, 0);
      gboolean found = FALSE;

      for (guint i = 0; i < proposals->len && !found; i++)
        found = g_strcmp0 (((IdioProposal *) g_ptr_array_index (proposals, i))->fields.habit, habit) == 0;

      if (!found)
        g_array_append_val (gone, id);
    }

  for (guint i = 0; i < gone->len && local_error == NULL; i++)
    idio_sql_run (db, &local_error, "DELETE FROM card WHERE id = ?", "i", g_array_index (gone, gint64, i));

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  return TRUE;
}

static DexFuture *
set_measured_job (sqlite3  *db,
                  gpointer  data)
{
  Action *action = data;
  GError *error = NULL;
  gboolean done = drop_unmeasured (db, action->proposals, &error);

  for (guint i = 0; i < action->proposals->len && done; i++)
    {
      const IdioProposal *proposal = g_ptr_array_index (action->proposals, i);
      gint64 id = find_by_habit (db, proposal->fields.habit, &error);

      if (id > 0)
        done = update_measured (db, id, proposal, &error);
      else
        done = error == NULL && idio_card_store_insert (db, &proposal->fields, proposal->quotes, &error) > 0;
    }

  done = done && idio_card_store_set_basis (db, action->basis, &error);

  return load_or_fail (db, done, error);
}

static DexFuture *
load_basis_job (sqlite3  *db,
                gpointer  data)
{
  GError *error = NULL;
  char *basis = idio_card_store_dup_basis (db, &error);

  return basis != NULL ? dex_future_new_take_string (basis) : dex_future_new_for_error (error);
}

static DexFuture *
propose_job (sqlite3  *db,
             gpointer  data)
{
  Action *action = data;
  const IdioProposal *proposal = g_ptr_array_index (action->proposals, 0);
  GError *error = NULL;
  gboolean done = idio_card_store_insert (db, &proposal->fields, proposal->quotes, &error) > 0;

  return load_or_fail (db, done, error);
}

static DexFuture *
add_job (sqlite3  *db,
         gpointer  data)
{
  Action *action = data;
  g_autoptr(GPtrArray) no_quotes = g_ptr_array_new ();
  GError *error = NULL;
  gint64 id = idio_card_store_insert (db, action->fields, no_quotes, &error);

  if (id > 0)
    action->edit = idio_card_edits_note (db, id, NULL, action->fields, &error);

  return load_or_fail (db, action->edit > 0, error);
}

/* What was counted or found would be proposed again. */
static DexFuture *
delete_job (sqlite3  *db,
            gpointer  data)
{
  Action *action = data;
  GError *error = NULL;
  gboolean done = idio_card_edits_delete (db, action->id, &error);

  return load_or_fail (db, done, error);
}

static DexFuture *
bring_back_job (sqlite3  *db,
                gpointer  data)
{
  Action *action = data;
  GError *error = NULL;
  gboolean done = idio_card_edits_bring_back (db, action->id, &error);

  return load_or_fail (db, done, error);
}

/* Whatever a person does to a card makes it theirs, except that they may also take that back. */
static void
apply_change (Action         *action,
              IdioCardFields *fields)
{
  fields->edited = fields->edited || action->claim != NULL || action->instruction != NULL;

  /* How often that is so was counted of other words. */
  if (action->claim != NULL && g_set_str (&fields->claim, action->claim))
    g_set_str (&fields->rate, "");

  /* Drafts must not follow what the card no longer says. */
  if (action->instruction != NULL || action->claim != NULL)
    g_set_str (&fields->instruction, action->instruction != NULL ? action->instruction : action->claim);

  if (action->set_axis)
    fields->axis = action->axis;

  if (action->set_strength)
    fields->strength = action->strength;

  if (action->set_audience)
    fields->audience = action->audience;

  if (action->set_state)
    fields->state = action->state;
  else if (fields->state == IDIO_CARD_STATE_PROPOSED)
    fields->state = IDIO_CARD_STATE_KEPT;
}

static DexFuture *
change_job (sqlite3  *db,
            gpointer  data)
{
  Action *action = data;
  GError *error = NULL;
  g_autoptr(IdioCardFields) before = idio_card_store_get (db, action->id, &error);
  g_autoptr(IdioCardFields) after = NULL;

  if (before == NULL)
    return dex_future_new_for_error (error);

  after = idio_card_fields_copy (before);
  apply_change (action, after);

  if (idio_card_store_update (db, action->id, after, &error))
    action->edit = idio_card_edits_note (db, action->id, before, after, &error);

  return load_or_fail (db, action->edit > 0, error);
}

static DexFuture *
undo_job (sqlite3  *db,
          gpointer  data)
{
  Action *action = data;
  GError *error = NULL;
  gboolean done = idio_card_edits_undo (db, action->edit, &error);

  return load_or_fail (db, done, error);
}

/* Cards are in the order of their numbers. */
static int
compare_card (gconstpointer id,
              gconstpointer card)
{
  gint64 wanted = *(const gint64 *) id, other = idio_hypothesis_get_id (*(IdioHypothesis * const *) card);

  return (wanted > other) - (wanted < other);
}

static gboolean
same_quotes (GPtrArray *a,
             GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      const IdioQuote *x = g_ptr_array_index (a, i), *y = g_ptr_array_index (b, i);

      if (x->document != y->document || x->start != y->start || g_strcmp0 (x->text, y->text) != 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
same_fields (const IdioCardFields *a,
             const IdioCardFields *b)
{
  return a->axis == b->axis && a->source == b->source && a->edited == b->edited && a->state == b->state &&
         a->strength == b->strength && a->audience == b->audience && g_strcmp0 (a->claim, b->claim) == 0 &&
         g_strcmp0 (a->instruction, b->instruction) == 0 && g_strcmp0 (a->rate, b->rate) == 0 &&
         g_strcmp0 (a->english_claim, b->english_claim) == 0 && g_strcmp0 (a->english_rate, b->english_rate) == 0;
}

static gboolean
was_decided (IdioHypothesis *before,
             IdioHypothesis *after)
{
  const IdioCardFields *a = idio_hypothesis_get_fields (before), *b = idio_hypothesis_get_fields (after);

  return a->axis != b->axis || a->state != b->state;
}

/* Takes over what a card says now. Returns whether the user has decided something about it. */
static gboolean
refresh_card (IdioHypothesis *known,
              IdioHypothesis *fresh)
{
  gboolean decided = was_decided (known, fresh);

  if (!same_quotes (idio_hypothesis_get_quotes (known), idio_hypothesis_get_quotes (fresh)))
    idio_hypothesis_set_quotes (known, idio_hypothesis_get_quotes (fresh));

  if (!same_fields (idio_hypothesis_get_fields (known), idio_hypothesis_get_fields (fresh)))
    idio_hypothesis_set_fields (known, idio_hypothesis_get_fields (fresh));

  return decided;
}

/* Tells of everything between the first and the last change as one change: who listens looks at the whole list again
 * each time. */
static void
notify_items (IdioVoice *self,
              GPtrArray *before)
{
  GPtrArray *after = self->cards;
  guint start = 0, n_before = before->len, n_after = after->len;

  g_assert (IDIO_IS_VOICE (self));

  while (start < MIN (n_before, n_after) && g_ptr_array_index (before, start) == g_ptr_array_index (after, start))
    start++;

  while (MIN (n_before, n_after) > start &&
         g_ptr_array_index (before, n_before - 1) == g_ptr_array_index (after, n_after - 1))
    {
      n_before--;
      n_after--;
    }

  if (n_before > start || n_after > start)
    g_list_model_items_changed (G_LIST_MODEL (self), start, n_before - start, n_after - start);
}

/* Makes the list what was read from the database. A card that was there is the same object. */
static void
merge (IdioVoice *self,
       GPtrArray *fresh)
{
  g_autoptr(GPtrArray) before = g_steal_pointer (&self->cards);
  GPtrArray *after = g_ptr_array_new_full (fresh->len, g_object_unref);
  gboolean decided = FALSE;

  g_assert (IDIO_IS_VOICE (self));

  for (guint i = 0, j = 0; i < fresh->len; i++)
    {
      IdioHypothesis *card = g_ptr_array_index (fresh, i);
      IdioHypothesis *known = NULL;

      while (j < before->len &&
             idio_hypothesis_get_id (g_ptr_array_index (before, j)) < idio_hypothesis_get_id (card))
        j++;

      if (j < before->len && idio_hypothesis_get_id (g_ptr_array_index (before, j)) == idio_hypothesis_get_id (card))
        known = g_ptr_array_index (before, j);

      g_ptr_array_add (after, g_object_ref (known != NULL ? known : card));
    }

  self->cards = after;

  for (guint i = 0; i < after->len; i++)
    if (g_ptr_array_index (after, i) != g_ptr_array_index (fresh, i))
      decided = refresh_card (g_ptr_array_index (after, i), g_ptr_array_index (fresh, i)) || decided;

  notify_items (self, before);

  if (decided)
    g_signal_emit (self, signals[SIGNAL_DECIDED], 0);
}

static DexFuture *
action_fiber (gpointer data)
{
  Action *action = data;
  IdioVoice *self = action->parent.self;
  DexFuture *(*run) (gpointer, IdioStore *, IdioStoreFunc) = action->func == load_job ? idio_job_read : idio_job_write;
  g_autoptr(GPtrArray) cards = NULL;
  GError *error = NULL;

  if (!(cards = dex_await_boxed (run (action, self->store, action->func), &error)))
    return dex_future_new_for_error (error);

  merge (self, cards);

  return dex_future_new_for_int64 (action->edit);
}

static DexFuture *
run_action (Action *action)
{
  return idio_job_spawn (action, action_fiber);
}

static DexFuture *
load_fiber (gpointer data)
{
  IdioVoice *self = data;
  g_autoptr(GHashTable) attributes = NULL;
  GError *error = NULL;

  if (!dex_await (idio_store_tidy (self->store, purge_job, NULL, NULL), &error) ||
      !dex_await (idio_voice_refresh (self), &error) ||
      !(attributes = dex_await_boxed (idio_store_read (self->store, load_attributes_job, NULL, NULL), &error)))
    return dex_future_new_for_error (error);

  g_hash_table_unref (self->attributes);
  self->attributes = g_steal_pointer (&attributes);
  g_signal_emit (self, signals[SIGNAL_ATTRIBUTES_CHANGED], 0);

  return dex_future_new_true ();
}

static DexFuture *
set_attribute_fiber (gpointer data)
{
  Action *action = data;
  IdioVoice *self = action->parent.self;
  GError *error = NULL;

  if (!dex_await (idio_job_write (action, self->store, set_attribute_job), &error))
    return dex_future_new_for_error (error);

  if (*action->value != '\0')
    g_hash_table_replace (self->attributes, g_strdup (action->name), g_strdup (action->value));
  else
    g_hash_table_remove (self->attributes, action->name);

  g_signal_emit (self, signals[SIGNAL_ATTRIBUTES_CHANGED], 0);

  return dex_future_new_true ();
}

static GType
idio_voice_get_item_type (GListModel *model)
{
  return IDIO_TYPE_HYPOTHESIS;
}

static guint
idio_voice_get_n_items (GListModel *model)
{
  return IDIO_VOICE (model)->cards->len;
}

static gpointer
idio_voice_get_item (GListModel *model,
                     guint       position)
{
  IdioVoice *self = IDIO_VOICE (model);

  return position < self->cards->len ? g_object_ref (g_ptr_array_index (self->cards, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = idio_voice_get_item_type;
  iface->get_n_items = idio_voice_get_n_items;
  iface->get_item = idio_voice_get_item;
}

static void
idio_voice_finalize (GObject *object)
{
  IdioVoice *self = IDIO_VOICE (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->cards, g_ptr_array_unref);
  g_clear_pointer (&self->attributes, g_hash_table_unref);

  G_OBJECT_CLASS (idio_voice_parent_class)->finalize (object);
}

static void
idio_voice_class_init (IdioVoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = idio_voice_finalize;

  /**
   * IdioVoice::attributes-changed:
   * @self: a voice
   */
  signals[SIGNAL_ATTRIBUTES_CHANGED] =
    g_signal_new ("attributes-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  /**
   * IdioVoice::decided:
   * @self: a voice
   *
   * The user has said something about a card: it may belong elsewhere now.
   */
  signals[SIGNAL_DECIDED] =
    g_signal_new ("decided", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
idio_voice_init (IdioVoice *self)
{
  self->cards = g_ptr_array_new_with_free_func (g_object_unref);
  self->attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * idio_voice_new:
 * @store: where the cards are kept
 *
 * The list is empty until idio_voice_load(). It changes only after a change was saved.
 *
 * Returns: (transfer full): a voice, a #GListModel of #IdioHypothesis
 */
IdioVoice *
idio_voice_new (IdioStore *store)
{
  IdioVoice *self;

  g_return_val_if_fail (IDIO_IS_STORE (store), NULL);

  self = g_object_new (IDIO_TYPE_VOICE, NULL);
  self->store = g_object_ref (store);

  return self;
}

/**
 * idio_voice_find:
 * @self: a voice
 * @id: the number of a card
 *
 * Returns: (transfer none) (nullable): the card with that number
 */
IdioHypothesis *
idio_voice_find (IdioVoice *self,
                 gint64     id)
{
  IdioHypothesis **found;

  g_return_val_if_fail (IDIO_IS_VOICE (self), NULL);

  found = self->cards->len > 0
            ? bsearch (&id, self->cards->pdata, self->cards->len, sizeof (gpointer), compare_card) : NULL;

  return found != NULL ? *found : NULL;
}

/**
 * idio_voice_find_same:
 * @self: a voice
 * @claim: what a card would say, valid UTF-8
 * @audience: whom it would hold for
 *
 * Returns: (transfer none) (nullable): a card that is the same by idio_hypothesis_is_same()
 */
IdioHypothesis *
idio_voice_find_same (IdioVoice    *self,
                      const char   *claim,
                      IdioAudience  audience)
{
  g_return_val_if_fail (IDIO_IS_VOICE (self), NULL);
  g_return_val_if_fail (claim != NULL, NULL);

  for (guint i = 0; i < self->cards->len; i++)
    if (idio_hypothesis_is_same (g_ptr_array_index (self->cards, i), claim, audience))
      return g_ptr_array_index (self->cards, i);

  return NULL;
}

/**
 * idio_voice_load:
 * @self: a voice
 *
 * Returns: (transfer full): a future that resolves when the cards and attributes are there
 */
DexFuture *
idio_voice_load (IdioVoice *self)
{
  g_return_val_if_fail (IDIO_IS_VOICE (self), NULL);

  return idio_fiber_spawn (load_fiber, g_object_ref (self), g_object_unref);
}

/**
 * idio_voice_refresh:
 * @self: a voice
 *
 * For after documents were removed or brought back, which takes quotes and with them cards along.
 *
 * Returns: (transfer full): a future that resolves when the cards are up to date
 */
DexFuture *
idio_voice_refresh (IdioVoice *self)
{
  g_return_val_if_fail (IDIO_IS_VOICE (self), NULL);

  return run_action (action_new (self, load_job));
}

/**
 * idio_voice_set_measured:
 * @self: a voice
 * @proposals: (element-type IdioProposal): all that was counted, each with its habit
 * @basis: what it was counted in, in short
 *
 * Replaces the measured cards. What the user edited or rejected stays as it is; what they kept gets its new figures.
 *
 * Returns: (transfer full): a future that resolves when that is saved
 */
DexFuture *
idio_voice_set_measured (IdioVoice  *self,
                         GPtrArray  *proposals,
                         const char *basis)
{
  Action *action;

  g_return_val_if_fail (IDIO_IS_VOICE (self), NULL);
  g_return_val_if_fail (proposals != NULL && basis != NULL, NULL);

  action = action_new (self, set_measured_job);
  action->proposals = g_ptr_array_ref (proposals);
  action->basis = g_strdup (basis);

  return run_action (action);
}

/**
 * idio_voice_load_basis:
 * @self: a voice
 *
 * Returns: (transfer full): a future of a string: what the measured cards were counted in, as given to
 *   idio_voice_set_measured(); "" if they may not be what was counted then
 */
DexFuture *
idio_voice_load_basis (IdioVoice *self)
{
  g_return_val_if_fail (IDIO_IS_VOICE (self), NULL);

  return idio_store_read (self->store, load_basis_job, NULL, NULL);
}

/**
 * idio_voice_propose:
 * @self: a voice
 * @proposal: (transfer full): a card that a model found, checked
 *
 * Returns: (transfer full): a future that resolves when the card is saved
 */
DexFuture *
idio_voice_propose (IdioVoice    *self,
                    IdioProposal *proposal)
{
  Action *action;

  g_return_val_if_fail (IDIO_IS_VOICE (self), NULL);
  g_return_val_if_fail (proposal != NULL, NULL);

  action = action_new (self, propose_job);
  action->proposals = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_proposal_free);
  g_ptr_array_add (action->proposals, proposal);

  return run_action (action);
}

/**
 * idio_voice_add:
 * @self: a voice
 * @axis: on which axis the claim is
 * @claim: a claim of the user about themselves
 * @instruction: (nullable): the same as an instruction; %NULL to use @claim
 * @audience: whom it holds for
 *
 * Returns: (transfer full): a future of a #gint64, the edit, for idio_voice_undo()
 */
DexFuture *
idio_voice_add (IdioVoice    *self,
                IdioAxis      axis,
                const char   *claim,
                const char   *instruction,
                IdioAudience  audience)
{
  Action *action;

  g_return_val_if_fail (IDIO_IS_VOICE (self), NULL);
  g_return_val_if_fail (claim != NULL, NULL);

  action = action_new (self, add_job);
  action->fields = g_new0 (IdioCardFields, 1);
  action->fields->axis = axis;
  action->fields->claim = g_strdup (claim);
  action->fields->instruction = g_strdup (instruction != NULL ? instruction : claim);
  action->fields->rate = g_strdup ("");
  action->fields->source = IDIO_SOURCE_YOURS;
  action->fields->state = IDIO_CARD_STATE_KEPT;
  action->fields->strength = IDIO_STRENGTH_STRONG;
  action->fields->audience = audience;

  return run_action (action);
}

/**
 * idio_voice_delete:
 * @self: a voice
 * @id: the number of a card of the user's own
 *
 * Returns: (transfer full): a future that resolves when it is gone, for idio_voice_bring_back()
 */
DexFuture *
idio_voice_delete (IdioVoice *self,
                   gint64     id)
{
  Action *action;

  g_return_val_if_fail (IDIO_IS_VOICE (self), NULL);

  action = action_new (self, delete_job);
  action->id = id;

  return run_action (action);
}

/**
 * idio_voice_bring_back:
 * @self: a voice
 * @id: the number of a card that idio_voice_delete() deleted in this process
 *
 * Returns: (transfer full): a future that resolves when it is where it was, with its edits
 */
DexFuture *
idio_voice_bring_back (IdioVoice *self,
                       gint64     id)
{
  Action *action;

  g_return_val_if_fail (IDIO_IS_VOICE (self), NULL);

  action = action_new (self, bring_back_job);
  action->id = id;

  return run_action (action);
}

/**
 * idio_voice_change:
 * @self: a voice
 * @id: the number of a card
 * @change: what the user changes
 *
 * A card that was only proposed becomes a kept one, unless @change says otherwise. With a new claim alone, the claim is
 * the new instruction, too.
 *
 * Returns: (transfer full): a future of a #gint64, the edit, for idio_voice_undo()
 */
DexFuture *
idio_voice_change (IdioVoice            *self,
                   gint64                id,
                   const IdioCardChange *change)
{
  Action *action;

  g_return_val_if_fail (IDIO_IS_VOICE (self), NULL);
  g_return_val_if_fail (change != NULL, NULL);

  action = action_new (self, change_job);
  action->id = id;
  action->claim = g_strdup (change->claim);
  action->instruction = g_strdup (change->instruction);

  if ((action->set_axis = change->axis != NULL))
    action->axis = *change->axis;

  if ((action->set_state = change->state != NULL))
    action->state = *change->state;

  if ((action->set_strength = change->strength != NULL))
    action->strength = *change->strength;

  if ((action->set_audience = change->audience != NULL))
    action->audience = *change->audience;

  return run_action (action);
}

/**
 * idio_voice_undo:
 * @self: a voice
 * @edit: what idio_voice_add() or idio_voice_change() gave
 *
 * Returns: (transfer full): a future that resolves when the card is as it was before
 */
DexFuture *
idio_voice_undo (IdioVoice *self,
                 gint64     edit)
{
  Action *action;

  g_return_val_if_fail (IDIO_IS_VOICE (self), NULL);

  action = action_new (self, undo_job);
  action->edit = edit;

  return run_action (action);
}

/**
 * idio_voice_get_attribute:
 * @self: a voice
 * @name: the name of an attribute, such as %IDIO_ATTRIBUTE_NAME
 *
 * Returns: (transfer none): its value, "" if the user has not given any
 */
const char *
idio_voice_get_attribute (IdioVoice  *self,
                          const char *name)
{
  const char *value;

  g_return_val_if_fail (IDIO_IS_VOICE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  value = g_hash_table_lookup (self->attributes, name);

  return value != NULL ? value : "";
}

/**
 * idio_voice_set_attribute:
 * @self: a voice
 * @name: the name of an attribute
 * @value: its value; "" takes it away
 *
 * Returns: (transfer full): a future that resolves when that is saved
 */
DexFuture *
idio_voice_set_attribute (IdioVoice  *self,
                          const char *name,
                          const char *value)
{
  Action *action;

  g_return_val_if_fail (IDIO_IS_VOICE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);

  action = action_new (self, set_attribute_job);
  action->name = g_strdup (name);
  action->value = g_strstrip (g_strdup (value));

  return idio_job_spawn (action, set_attribute_fiber);
}

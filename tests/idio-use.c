/* idio-use.c: a database with something in everything, and all that can be done with it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "idio-test.h"
#include "idio-use.h"
#include "idio-workspace.h"

static void
fill (IdioWorkspace *workspace)
{
  IdioVoice *voice = idio_workspace_get_voice (workspace);
  IdioHistory *history = idio_workspace_get_history (workspace);
  g_autoptr(GArray) ids = idio_test_await_boxed (idio_import_example (idio_workspace_get_corpus (workspace)));
  g_autoptr(GArray) background_texts = NULL;
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GPtrArray) leaks = idio_leaks_from_json ("[{\"kind\":\"name\",\"text\":\"Ana\",\"document\":1}]");
  g_autoptr(IdioBrief) brief = idio_brief_new (IDIO_BRIEF_KIND_WRITE, "Thanks", IDIO_AUDIENCE_GENERAL,
                                               IDIO_LENGTH_USUAL, 0);
  g_autoptr(IdioHistoryEntry) entry = NULL;
  g_autoptr(IdioDraft) draft = idio_draft_new (IDIO_DRAFT_KIND_PERSONAL);
  gint64 card;

  idio_test_await (idio_workspace_count_habits (workspace));
  card = idio_hypothesis_get_id (g_list_model_get_item (G_LIST_MODEL (voice), 0));
  g_object_unref (idio_voice_find (voice, card));
  idio_test_await (idio_voice_change (voice, card, &(IdioCardChange) { .claim = "I do" }));
  idio_test_await (idio_voice_add (voice, IDIO_AXIS_STYLE, "I rhyme", "Rhyme", IDIO_AUDIENCE_GENERAL));
  idio_test_await (idio_voice_set_attribute (voice, "name", "Ann"));

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *body = g_strdup_printf ("Somebody else wrote this text, which is number %u of theirs.", i);

      g_ptr_array_add (texts, idio_text_new (0, "T", body, 12, IDIO_AUDIENCE_GENERAL));
    }

  background_texts = idio_test_await_boxed (idio_background_texts_add (idio_workspace_get_background_texts (workspace), texts, NULL, NULL));
  entry = idio_test_await_object (idio_history_add (history, brief));
  idio_draft_set_text (draft, "Dear Ana, thanks");
  idio_draft_set_written (draft, "Dear Ana, thanks");
  idio_draft_set_leaks (draft, leaks);
  idio_draft_set_state (draft, IDIO_DRAFT_STATE_FINISHED, NULL);
  idio_test_await (idio_history_save_draft (history, idio_history_entry_get_id (entry), draft));
}

/**
 * idio_use_get_whole:
 *
 * For a test made with idio_test_add_fiber().
 *
 * Returns: (transfer none): the path of a closed database with something in every table
 */
const char *
idio_use_get_whole (void)
{
  static char *whole;
  g_autofree char *dir = NULL;

  if (whole != NULL)
    return whole;

  dir = idio_test_make_dir ();

  {
    g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (dir));

    fill (workspace);
  }

  idio_test_wait_closed (dir);
  whole = g_build_filename (dir, "idiolect.db", NULL);

  return whole;
}

/**
 * idio_use_copy_file:
 * @from: the path of a file
 * @to: the path of its copy
 */
void
idio_use_copy_file (const char *from,
                    const char *to)
{
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &data, &length, NULL));
  g_assert_true (g_file_set_contents (to, data, (gssize) length, NULL));
}

/**
 * idio_use_make_copy:
 *
 * Returns: (transfer full): the path of a copy of idio_use_get_whole(), in a folder of its own
 */
char *
idio_use_make_copy (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  char *path = g_build_filename (dir, "idiolect.db", NULL);

  idio_use_copy_file (idio_use_get_whole (), path);

  return path;
}

/**
 * idio_use_try:
 * @future: (transfer full): a future
 *
 * Returns: whether it worked. If it did not, that was one of our errors, with a sentence.
 */
gboolean
idio_use_try (DexFuture *future)
{
  g_autoptr(GError) error = NULL;

  if (dex_await (future, &error))
    return TRUE;

  if (error->domain != IDIO_STORE_ERROR || !g_str_has_suffix (error->message, "."))
    g_error ("Not a sentence of ours: %s", error->message);

  return FALSE;
}

static void
use_item (GObject *item)
{
  guint n_properties;
  g_autofree GParamSpec **properties = g_object_class_list_properties (G_OBJECT_GET_CLASS (item), &n_properties);

  for (guint i = 0; i < n_properties; i++)
    {
      g_auto(GValue) value = G_VALUE_INIT;

      if (!(properties[i]->flags & G_PARAM_READABLE))
        continue;

      g_object_get_property (item, properties[i]->name, &value);
      g_assert_false (g_param_value_validate (properties[i], &value) && G_VALUE_HOLDS_ENUM (&value));

      if (G_VALUE_HOLDS_STRING (&value) && g_value_get_string (&value) != NULL)
        g_assert_true (g_utf8_validate (g_value_get_string (&value), -1, NULL));
    }
}

static void
use_corpus (IdioCorpus *corpus)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (corpus)); i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (corpus), i);
      gint64 id = idio_document_get_id (document);

      g_assert_nonnull (idio_document_get_title (document));
      g_assert_nonnull (idio_document_get_excerpt (document));
      g_date_time_unref (g_date_time_new_from_unix_utc (idio_document_get_added (document)));
      use_item (G_OBJECT (document));
      idio_use_try (idio_corpus_load_body (corpus, id));
      g_array_append_val (ids, id);
    }

  idio_use_try (idio_corpus_load_some (corpus, ids, G_MAXINT, G_MAXSIZE));
  idio_use_try (idio_corpus_search (corpus, "thanks for the ta"));
  idio_use_try (idio_corpus_find_closest (corpus, "thanks for the table", IDIO_AUDIENCE_FRIENDS, 5, NULL));
  g_ptr_array_add (texts, idio_text_new (0, "New", "Something new", 2, IDIO_AUDIENCE_GENERAL));
  idio_use_try (idio_corpus_add (corpus, texts, NULL));

  if (ids->len > 0)
    {
      idio_use_try (idio_corpus_rename (corpus, g_array_index (ids, gint64, 0), "Other"));
      idio_use_try (idio_corpus_set_audience (corpus, g_array_index (ids, gint64, 0), IDIO_AUDIENCE_FAMILY));
      idio_use_try (idio_corpus_remove (corpus, ids));
      idio_use_try (idio_corpus_restore (corpus, ids));
    }
}

static void
use_voice (IdioVoice *voice)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (voice)); i++)
    {
      g_autoptr(IdioHypothesis) card = g_list_model_get_item (G_LIST_MODEL (voice), i);
      g_autoptr(IdioCardFields) fields = idio_card_fields_copy (idio_hypothesis_get_fields (card));
      GPtrArray *quotes = idio_hypothesis_get_quotes (card);

      g_assert_nonnull (fields->claim);
      g_assert_nonnull (fields->instruction);
      g_assert_nonnull (fields->rate);
      g_assert_nonnull (fields->proposed);
      use_item (G_OBJECT (card));

      for (guint j = 0; j < quotes->len; j++)
        {
          const IdioQuote *quote = g_ptr_array_index (quotes, j);

          g_assert_cmpuint (quote->start, <, G_MAXINT);
          g_assert_cmpuint (quote->length, <, G_MAXINT);
          g_assert_true (g_utf8_validate (quote->text, -1, NULL));
        }
    }

  for (gint64 edit = 1; edit <= 3; edit++)
    idio_use_try (idio_voice_undo (voice, edit));

  idio_use_try (idio_voice_add (voice, IDIO_AXIS_STYLE, "I sing", NULL, IDIO_AUDIENCE_GENERAL));
  idio_use_try (idio_voice_set_attribute (voice, "name", "Bea"));

  if (g_list_model_get_n_items (G_LIST_MODEL (voice)) > 0)
    {
      g_autoptr(IdioHypothesis) card = g_list_model_get_item (G_LIST_MODEL (voice), 0);

      idio_use_try (idio_voice_change (voice, idio_hypothesis_get_id (card), &(IdioCardChange) { .claim = "I change" }));
    }
}

static void
use_history (IdioHistory *history)
{
  g_autoptr(IdioBrief) brief = idio_brief_new (IDIO_BRIEF_KIND_REWRITE, "Text", IDIO_AUDIENCE_GENERAL,
                                               IDIO_LENGTH_USUAL, 0);
  guint n_entries = g_list_model_get_n_items (G_LIST_MODEL (history));

  for (guint i = 0; i < n_entries; i++)
    {
      g_autoptr(IdioHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (history), i);

      g_assert_nonnull (idio_history_entry_get_brief (entry)->request);

      for (IdioDraftKind kind = 0; kind <= IDIO_DRAFT_KIND_PERSONAL; kind++)
        {
          IdioDraft *draft = idio_history_entry_get_draft (entry, kind);

          if (draft == NULL)
            continue;

          g_assert_cmpint (idio_draft_get_state (draft), >=, IDIO_DRAFT_STATE_FINISHED);
          g_assert_nonnull (idio_draft_get_text (draft));
          g_assert_nonnull (idio_draft_get_written (draft));
          use_item (G_OBJECT (draft));
          idio_use_try (idio_history_save_draft (history, idio_history_entry_get_id (entry), draft));
        }
    }

  idio_use_try (idio_history_add (history, brief));

  if (n_entries > 0)
    {
      g_autoptr(IdioHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (history), n_entries - 1);

      idio_use_try (idio_history_remove (history, idio_history_entry_get_id (entry)));
    }
}

/**
 * idio_use_all:
 * @path: the path of a database, of whatever is in the file
 *
 * Opens it, and does all that can be done. It may refuse at any point, in a sentence.
 *
 * Returns: whether it opened
 */
gboolean
idio_use_all (const char *path)
{
  g_autofree char *dir = g_path_get_dirname (path);
  g_autoptr(IdioWorkspace) workspace = NULL;
  g_autoptr(GError) error = NULL;

  if (!(workspace = dex_await_object (idio_workspace_open (dir), &error)))
    {
      g_assert_cmpint (error->domain, ==, IDIO_STORE_ERROR);
      g_assert_true (g_str_has_suffix (error->message, "."));
      return FALSE;
    }

  use_corpus (idio_workspace_get_corpus (workspace));
  idio_use_try (idio_workspace_count_habits (workspace));
  use_voice (idio_workspace_get_voice (workspace));
  use_history (idio_workspace_get_history (workspace));
  idio_use_try (idio_background_texts_load_background (idio_workspace_get_background_texts (workspace)));
  idio_use_try (idio_background_texts_forget (idio_workspace_get_background_texts (workspace)));
  idio_use_try (idio_workspace_count_habits (workspace));
  idio_use_try (idio_workspace_erase (workspace));

  return TRUE;
}

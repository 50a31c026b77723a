/* idio-import.c: files and folders become documents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n.h>

#include "corpus/idio-nick.h"
#include "idio-enums.h"
#include "idio-fiber.h"
#include "import/idio-decode.h"
#include "import/idio-folder-walk.h"
#include "import/idio-import.h"
#include "import/idio-importer.h"
#include "import/idio-own-words.h"

/* What was read is saved, and the progress shown, after this many files, bytes or microseconds. */
#define CHUNK_FILES 128
#define CHUNK_BYTES (2 * 1000 * 1000)
#define CHUNK_USEC  (100 * 1000)

/* Characters of a pasted text that become its title */
#define TITLE_CHARS 40

struct _IdioImport
{
  GObject         parent_instance;
  GObject        *target;
  IdioImportFunc  add;
  GCancellable   *cancellable;
  GListStore     *not_added;
  guint           n_found;
  guint           n_done;
  guint           counts[IDIO_IMPORT_OUTCOME_LEFT_OUT + 1];
  IdioAudience    audience;
  gboolean        of_others;
  gboolean        running;
};

G_DEFINE_FINAL_TYPE (IdioImport, idio_import, G_TYPE_OBJECT)

enum
{
  PROP_RUNNING = 1,
  PROP_N_FOUND,
  PROP_N_DONE,
};

static GParamSpec *properties[PROP_N_DONE + 1];

/* A file that was found, and what reading it gave: texts, or a reason why there are none. */
typedef struct
{
  GFile     *file;
  char      *name;
  char      *reason;
  GPtrArray *texts;
} Finding;

static Finding *
finding_new (GFile      *file,
             const char *reason)
{
  Finding *finding = g_new0 (Finding, 1);
  g_autofree char *name = g_file_get_basename (file);

  finding->file = g_object_ref (file);
  finding->name = name != NULL ? g_filename_display_name (name) : g_file_get_parse_name (file);
  finding->reason = g_strdup (reason);

  return finding;
}

static void
finding_free (Finding *finding)
{
  g_clear_object (&finding->file);
  g_clear_pointer (&finding->name, g_free);
  g_clear_pointer (&finding->reason, g_free);
  g_clear_pointer (&finding->texts, g_ptr_array_unref);
  g_free (finding);
}

/* What the threads that look for files and read them work on. */
typedef struct
{
  GPtrArray    *starts;
  GPtrArray    *findings;
  GCancellable *cancellable;
  guint         from;
} Search;

static Search *
search_new (GPtrArray    *starts,
            GPtrArray    *findings,
            guint         from,
            GCancellable *cancellable)
{
  Search *search = g_new0 (Search, 1);

  search->starts = starts != NULL ? g_ptr_array_ref (starts) : NULL;
  search->findings = g_ptr_array_ref (findings);
  search->from = from;
  search->cancellable = g_object_ref (cancellable);

  return search;
}

static void
search_free (Search *search)
{
  g_clear_pointer (&search->starts, g_ptr_array_unref);
  g_clear_pointer (&search->findings, g_ptr_array_unref);
  g_clear_object (&search->cancellable);
  g_free (search);
}

static void
add_finding (GFile        *file,
             const GError *error,
             gpointer      data)
{
  Search *search = data;

  g_ptr_array_add (search->findings, finding_new (file, error != NULL ? error->message : NULL));
}

static DexFuture *
find_thread (gpointer data)
{
  Search *search = data;

  for (guint i = 0; i < search->starts->len; i++)
    idio_folder_walk (g_ptr_array_index (search->starts, i), search->cancellable, add_finding, search);

  return dex_future_new_true ();
}

static GBytes *
load_file (GFile         *file,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(GFileInfo) info = NULL;
  GBytes *bytes;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, cancellable, NULL);

  if (info != NULL && g_file_info_get_size (info) > IDIO_IMPORT_MAX_BYTES)
    {
      g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_TOO_LARGE, _("The file is larger than 20 MB."));
      return NULL;
    }

  if (info == NULL || !(bytes = g_file_load_bytes (file, cancellable, NULL, NULL)))
    {
      g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_UNREADABLE, _("The file can’t be opened."));
      return NULL;
    }

  return bytes;
}

static gsize
read_finding (Finding      *finding,
              GCancellable *cancellable)
{
  g_autofree char *base = g_file_get_basename (finding->file);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  if (finding->reason != NULL)
    return 0;

  if ((bytes = load_file (finding->file, cancellable, &error)))
    finding->texts = idio_importer_read (base, bytes, &error);

  if (error != NULL)
    finding->reason = g_strdup (error->message);

  return bytes != NULL ? g_bytes_get_size (bytes) : 0;
}

/* Reads the next chunk and resolves to where the one after it begins. */
static DexFuture *
read_thread (gpointer data)
{
  Search *search = data;
  gint64 end = g_get_monotonic_time () + CHUNK_USEC;
  gsize n_bytes = 0;
  guint i;

  for (i = search->from; i < search->findings->len; i++)
    {
      if (i > search->from && (i - search->from >= CHUNK_FILES || n_bytes >= CHUNK_BYTES ||
                               g_get_monotonic_time () >= end || g_cancellable_is_cancelled (search->cancellable)))
        break;

      n_bytes += read_finding (g_ptr_array_index (search->findings, i), search->cancellable);
    }

  return dex_future_new_for_uint (i);
}

static void
count_outcome (IdioImport        *self,
               const char        *name,
               IdioImportOutcome  outcome,
               const char        *reason,
               gint64             document)
{
  self->counts[outcome]++;

  if (outcome != IDIO_IMPORT_OUTCOME_ADDED)
    {
      g_autoptr(IdioImportItem) item = idio_import_item_new (name, outcome, reason, document);

      g_list_store_append (self->not_added, item);
    }
}

static void
count_text (IdioImport *self,
            const char *name,
            gint64      id)
{
  if (id > 0)
    count_outcome (self, name, IDIO_IMPORT_OUTCOME_ADDED, NULL, id);
  else if (id == 0)
    count_outcome (self, name, IDIO_IMPORT_OUTCOME_ALREADY_HERE, _("The same text is here already."), 0);
  else
    count_outcome (self, name, IDIO_IMPORT_OUTCOME_LEFT_OUT, _("It is one of your own texts."), 0);
}

/* Saves what was read of the findings from @from to @to, in one transaction. */
static gboolean
save_chunk (IdioImport  *self,
            GPtrArray   *findings,
            guint        from,
            guint        to,
            GError     **error)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  g_autoptr(GArray) ids = NULL;

  for (guint i = from; i < to; i++)
    {
      Finding *finding = g_ptr_array_index (findings, i);

      if (finding->texts == NULL)
        {
          count_outcome (self, finding->name, IDIO_IMPORT_OUTCOME_LEFT_OUT, finding->reason, 0);
          continue;
        }

      for (guint j = 0; j < finding->texts->len; j++)
        {
          IdioText *text = g_ptr_array_index (finding->texts, j);

          text->audience = self->audience;
          g_ptr_array_add (names, finding->name);
        }

      g_ptr_array_extend_and_steal (texts, g_steal_pointer (&finding->texts));
    }

  if (texts->len > 0 && !(ids = dex_await_boxed (self->add (self->target, texts), error)))
    return FALSE;

  for (guint i = 0; i < texts->len; i++)
    count_text (self, g_ptr_array_index (names, i), g_array_index (ids, gint64, i));

  return TRUE;
}

static void
set_progress (IdioImport *self,
              guint       n_done,
              guint       n_found)
{
  self->n_done = n_done;
  self->n_found = n_found;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_FOUND]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_DONE]);
}

static void
set_running (IdioImport *self,
             gboolean    running)
{
  self->running = running;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

typedef struct
{
  IdioImport *self;
  GPtrArray  *starts;
} Run;

static void
run_free (Run *run)
{
  g_clear_object (&run->self);
  g_clear_pointer (&run->starts, g_ptr_array_unref);
  g_free (run);
}

static gboolean
import_all (IdioImport  *self,
            GPtrArray   *starts,
            GError     **error)
{
  g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) finding_free);
  guint from = 0;

  if (!dex_await (dex_thread_spawn ("[idiolect-find]", find_thread,
                                    search_new (starts, findings, 0, self->cancellable),
                                    (GDestroyNotify) search_free),
                  error))
    return FALSE;

  set_progress (self, 0, findings->len);

  while (from < findings->len && !g_cancellable_is_cancelled (self->cancellable))
    {
      guint to = dex_await_uint (dex_thread_spawn ("[idiolect-read]", read_thread,
                                                   search_new (NULL, findings, from, self->cancellable),
                                                   (GDestroyNotify) search_free),
                                 NULL);

      if (!save_chunk (self, findings, from, to, error))
        return FALSE;

      from = to;
      set_progress (self, from, findings->len);
    }

  return TRUE;
}

static DexFuture *
run_fiber (gpointer data)
{
  Run *run = data;
  GError *error = NULL;
  gboolean done;

  set_running (run->self, TRUE);
  done = import_all (run->self, run->starts, &error);
  set_running (run->self, FALSE);

  return done ? dex_future_new_true () : dex_future_new_for_error (error);
}

static void
idio_import_finalize (GObject *object)
{
  IdioImport *self = IDIO_IMPORT (object);

  g_clear_object (&self->target);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->not_added);

  G_OBJECT_CLASS (idio_import_parent_class)->finalize (object);
}

static void
idio_import_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  IdioImport *self = IDIO_IMPORT (object);

  switch (prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, self->running);
      break;

    case PROP_N_FOUND:
      g_value_set_uint (value, self->n_found);
      break;

    case PROP_N_DONE:
      g_value_set_uint (value, self->n_done);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_import_class_init (IdioImportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = idio_import_finalize;
  object_class->get_property = idio_import_get_property;

  properties[PROP_RUNNING] =
    g_param_spec_boolean ("running", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_FOUND] =
    g_param_spec_uint ("n-found", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_DONE] =
    g_param_spec_uint ("n-done", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
idio_import_init (IdioImport *self)
{
  self->cancellable = g_cancellable_new ();
  self->not_added = g_list_store_new (IDIO_TYPE_IMPORT_ITEM);
}

static DexFuture *
add_to_corpus (GObject   *target,
               GPtrArray *texts)
{
  return idio_corpus_add (IDIO_CORPUS (target), texts);
}

/**
 * idio_import_new:
 * @corpus: where the documents go
 * @audience: whom they were written for
 *
 * Returns: (transfer full): an import that can be run once
 */
IdioImport *
idio_import_new (IdioCorpus   *corpus,
                 IdioAudience  audience)
{
  IdioImport *self;

  g_return_val_if_fail (IDIO_IS_CORPUS (corpus), NULL);

  self = g_object_new (IDIO_TYPE_IMPORT, NULL);
  self->target = g_object_ref (G_OBJECT (corpus));
  self->add = add_to_corpus;
  self->audience = audience;

  return self;
}

/**
 * idio_import_new_of_others:
 * @target: where texts by others go
 * @add: takes them there
 *
 * Returns: (transfer full): an import of texts that the user did not write, which become no documents
 */
IdioImport *
idio_import_new_of_others (GObject        *target,
                           IdioImportFunc  add)
{
  IdioImport *self;

  g_return_val_if_fail (G_IS_OBJECT (target), NULL);
  g_return_val_if_fail (add != NULL, NULL);

  self = g_object_new (IDIO_TYPE_IMPORT, NULL);
  self->target = g_object_ref (target);
  self->add = add;
  self->of_others = TRUE;

  return self;
}

/**
 * idio_import_run:
 * @self: an import
 * @files: (element-type GFile): files and folders, which are walked
 *
 * What can't be imported is not an error but listed, with the reason. Each chunk of documents is saved as soon as it
 * was read, in one transaction, so that a stop or a crash keeps what the list shows.
 *
 * Returns: (transfer full): a future that resolves at the end or after idio_import_stop(), and is rejected if the
 *   documents can't be saved
 */
DexFuture *
idio_import_run (IdioImport *self,
                 GListModel *files)
{
  Run *run;

  g_return_val_if_fail (IDIO_IS_IMPORT (self), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (files), NULL);

  run = g_new0 (Run, 1);
  run->self = g_object_ref (self);
  run->starts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    g_ptr_array_add (run->starts, g_list_model_get_item (files, i));

  return idio_fiber_spawn (run_fiber, run, (GDestroyNotify) run_free);
}

/**
 * idio_import_stop:
 * @self: an import
 *
 * Ends it soon. What was saved stays.
 */
void
idio_import_stop (IdioImport *self)
{
  g_return_if_fail (IDIO_IS_IMPORT (self));

  g_cancellable_cancel (self->cancellable);
}

/**
 * idio_import_get_of_others:
 * @self: an import
 *
 * Returns: whether the texts are not the user's own
 */
gboolean
idio_import_get_of_others (IdioImport *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT (self), FALSE);

  return self->of_others;
}

gboolean
idio_import_get_running (IdioImport *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT (self), FALSE);

  return self->running;
}

/**
 * idio_import_get_n_found:
 * @self: an import
 *
 * Returns: how many files there are, 0 while they are looked for
 */
guint
idio_import_get_n_found (IdioImport *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT (self), 0);

  return self->n_found;
}

/**
 * idio_import_get_n_done:
 * @self: an import
 *
 * Returns: how many of the files were read and, where possible, saved
 */
guint
idio_import_get_n_done (IdioImport *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT (self), 0);

  return self->n_done;
}

/**
 * idio_import_count:
 * @self: an import
 * @outcome: an outcome
 *
 * Returns: how many texts or files had that outcome so far
 */
guint
idio_import_count (IdioImport        *self,
                   IdioImportOutcome  outcome)
{
  g_return_val_if_fail (IDIO_IS_IMPORT (self), 0);

  return self->counts[outcome];
}

/**
 * idio_import_get_not_added:
 * @self: an import
 *
 * Returns: (transfer none): a list of #IdioImportItem: what did not become a document, with the reason
 */
GListModel *
idio_import_get_not_added (IdioImport *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT (self), NULL);

  return G_LIST_MODEL (self->not_added);
}

/**
 * idio_import_paste:
 * @corpus: where the document goes
 * @text: a text, such as from the clipboard
 * @audience: whom it was written for
 *
 * Returns: (transfer full): a future of a #GArray as of idio_corpus_add(), or of an error in %IDIO_IMPORT_ERROR
 */
DexFuture *
idio_import_paste (IdioCorpus   *corpus,
                   const char   *text,
                   IdioAudience  audience)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GPtrArray) texts = NULL;
  g_autofree char *title = NULL;
  GError *error = NULL;

  g_return_val_if_fail (IDIO_IS_CORPUS (corpus), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  bytes = g_bytes_new (text, strlen (text));

  if (!(texts = idio_text_importer.read ("", bytes, &error)))
    return dex_future_new_for_error (error);

  for (guint i = 0; i < texts->len; i++)
    {
      IdioText *pasted = g_ptr_array_index (texts, i);

      pasted->audience = audience;

      if (*pasted->title == '\0')
        {
          g_free (pasted->title);
          pasted->title = idio_text_dup_excerpt (pasted->body, TITLE_CHARS);
        }
    }

  return idio_corpus_add (corpus, texts);
}

/* The example's files begin with a line "Audience: " and then read as a mail does. */
static IdioText *
load_example (const char *name)
{
  static const char head[] = "Audience: ";
  g_autofree char *path = g_strconcat (RESOURCE_PATH "/example/", name, NULL);
  g_autoptr(GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  const char *data = g_bytes_get_data (bytes, NULL);
  const char *line_end = memchr (data, '\n', g_bytes_get_size (bytes));
  g_autofree char *nick = NULL;
  g_autoptr(GBytes) mail = NULL;
  g_autoptr(GPtrArray) texts = NULL;
  IdioText *text;

  g_assert (g_str_has_prefix (data, head) && line_end != NULL);

  nick = g_strndup (data + strlen (head), (gsize) (line_end - data) - strlen (head));
  mail = g_bytes_new_from_bytes (bytes, (gsize) (line_end + 1 - data),
                                 g_bytes_get_size (bytes) - (gsize) (line_end + 1 - data));
  texts = idio_text_importer.read (name, mail, NULL);

  g_assert (texts != NULL);

  text = g_ptr_array_steal_index (texts, 0);
  text->example = TRUE;

  if (!idio_nick_to_value (IDIO_TYPE_AUDIENCE, nick, &text->audience))
    g_assert_not_reached ();

  return text;
}

static int
compare_names (const void *a,
               const void *b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/**
 * idio_import_example:
 * @corpus: where the documents go
 *
 * Adds the texts of the made-up writer that come with Idiolect.
 *
 * Returns: (transfer full): a future of a #GArray as of idio_corpus_add()
 */
DexFuture *
idio_import_example (IdioCorpus *corpus)
{
  g_auto(GStrv) names = NULL;
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);

  g_return_val_if_fail (IDIO_IS_CORPUS (corpus), NULL);

  names = g_resources_enumerate_children (RESOURCE_PATH "/example", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (names != NULL);
  qsort (names, g_strv_length (names), sizeof (char *), compare_names);

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (texts, load_example (names[i]));

  return idio_corpus_add (corpus, texts);
}

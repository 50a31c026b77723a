/* idio-document-export.c: documents as files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "idio-thread.h"
#include "ui/idio-document-export.h"
#include "ui/idio-toasts.h"
#include "ui/idio-ui.h"

/* Maximum length of the name of a file, in bytes, without what makes it unique */
#define MAX_NAME_BYTES 120

/* How many names are tried before that is given up */
#define MAX_TRIES 10000

typedef struct
{
  IdioCorpus *corpus;
  GtkWidget  *widget;  /* in whose window to tell of it, or NULL */
  GArray     *ids;
  GFile      *folder;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_clear_object (&export->corpus);
  g_clear_object (&export->widget);
  g_clear_pointer (&export->ids, g_array_unref);
  g_clear_object (&export->folder);
  g_free (export);
}

/* What file systems, and people, take for a name, also on other computers. */
static char *
make_name (const char *title)
{
  GString *name = g_string_new (NULL);

  for (const char *p = title; *p != '\0' && name->len < MAX_NAME_BYTES; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 128 && strchr ("/\\:*?\"<>|", (int) c) != NULL)
        g_string_append_c (name, '-');
      else if (g_unichar_isprint (c))
        g_string_append_unichar (name, c);
    }

  g_strstrip (name->str);
  name->len = strlen (name->str);

  /* A name that begins with a dot is not shown by file managers. */
  if (name->len == 0 || *name->str == '.')
    g_string_prepend (name, _("Text"));

  return g_string_free_and_steal (name);
}

/* A file that is not there yet: nothing is overwritten. */
static GFileOutputStream *
create_file (GFile       *folder,
             const char  *title,
             GError     **error)
{
  g_autofree char *name = make_name (title);
  GFileOutputStream *stream = NULL;
  GError *local_error = NULL;

  for (guint i = 1; stream == NULL && i <= MAX_TRIES; i++)
    {
      g_autofree char *tried = i == 1 ? g_strdup_printf ("%s.txt", name) : g_strdup_printf ("%s (%u).txt", name, i);
      g_autoptr(GFile) file = g_file_get_child (folder, tried);

      g_clear_error (&local_error);
      stream = g_file_create (file, G_FILE_CREATE_NONE, NULL, &local_error);

      if (!g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_EXISTS))
        break;
    }

  if (local_error != NULL)
    g_propagate_error (error, local_error);

  return stream;
}

/* What the thread gets */
typedef struct
{
  GFile    *folder;
  IdioText *text;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  g_clear_object (&writing->folder);
  g_clear_pointer (&writing->text, idio_text_free);
  g_free (writing);
}

static DexFuture *
write_thread (gpointer data)
{
  Writing *writing = data;
  GError *error = NULL;
  g_autoptr(GFileOutputStream) stream = create_file (writing->folder, writing->text->title, &error);
  g_autofree char *contents = g_strconcat (writing->text->body, "\n", NULL);

  if (stream == NULL ||
      !g_output_stream_write_all (G_OUTPUT_STREAM (stream), contents, strlen (contents), NULL, NULL, &error) ||
      !g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

static DexFuture *
write_text (GFile          *folder,
            const IdioText *text)
{
  Writing *writing = g_new0 (Writing, 1);

  writing->folder = g_object_ref (folder);
  writing->text = idio_text_copy (text);

  return idio_thread_spawn ("[idiolect-export]", write_thread, writing, writing_free);
}

static DexFuture *
export_fiber (gpointer data)
{
  Export *export = data;
  GError *error = NULL;
  guint n_written = 0;

  for (guint i = 0; i < export->ids->len; i++)
    {
      g_autoptr(IdioText) text = dex_await_boxed (idio_corpus_load_text (export->corpus,
                                                                         g_array_index (export->ids, gint64, i)), &error);

      /* What was removed meanwhile is not exported. */
      if (text == NULL && g_error_matches (error, IDIO_STORE_ERROR, IDIO_STORE_ERROR_GONE))
        {
          g_clear_error (&error);
          continue;
        }

      if (text == NULL || !dex_await (write_text (export->folder, text), &error))
        return dex_future_new_for_error (error);

      n_written++;
    }

  return dex_future_new_for_uint (n_written);
}

static DexFuture *
tell_fiber (gpointer data)
{
  Export *export = data;
  GError *error = NULL;
  guint n_written = dex_await_uint (idio_document_export (export->corpus, export->ids, export->folder), &error);
  g_autofree char *told = NULL;

  if (error != NULL)
    return dex_future_new_for_error (error);

  told = g_strdup_printf (ngettext ("%'u text exported", "%'u texts exported", n_written), n_written);
  idio_toasts_say (export->widget, told);

  return dex_future_new_true ();
}

static void
chosen_cb (GObject      *dialog,
           GAsyncResult *result,
           gpointer      user_data)
{
  Export *export = user_data;
  g_autoptr(GtkWidget) widget = g_object_ref (export->widget);
  g_autoptr(GError) error = NULL;

  if ((export->folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (dialog), result, &error)))
    {
      idio_ui_run (widget, idio_fiber_spawn (tell_fiber, export, export_free));
      return;
    }

  export_free (export);
  idio_ui_report (widget, error);
}

static Export *
export_new (IdioCorpus *corpus,
            GArray     *ids)
{
  Export *export = g_new0 (Export, 1);

  export->corpus = g_object_ref (corpus);
  export->ids = g_array_ref (ids);

  return export;
}

/**
 * idio_document_export_choose:
 * @workspace: where the documents are
 * @widget: a widget in the window where to ask
 * @ids: (element-type gint64): the numbers of documents
 *
 * Lets the user choose a folder, and exports the documents there.
 */
void
idio_document_export_choose (IdioWorkspace *workspace,
                             GtkWidget     *widget,
                             GArray        *ids)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  Export *export;

  g_return_if_fail (IDIO_IS_WORKSPACE (workspace));
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (ids != NULL);

  export = export_new (idio_workspace_get_corpus (workspace), ids);
  export->widget = g_object_ref (widget);
  gtk_file_dialog_set_title (dialog, _("Export Texts to a Folder"));
  gtk_file_dialog_set_accept_label (dialog, _("_Export"));
  gtk_file_dialog_select_folder (dialog, idio_ui_get_window (widget), NULL, chosen_cb, export);
}

/**
 * idio_document_export:
 * @corpus: where the documents are
 * @ids: (element-type gint64): the numbers of documents
 * @folder: where to write them
 *
 * Writes each to a text file of its own, named after its title. Files that are there are not touched.
 *
 * Returns: (transfer full): a future of a #guint, how many were written
 */
DexFuture *
idio_document_export (IdioCorpus *corpus,
                      GArray     *ids,
                      GFile      *folder)
{
  Export *export;

  g_return_val_if_fail (IDIO_IS_CORPUS (corpus), NULL);
  g_return_val_if_fail (ids != NULL, NULL);
  g_return_val_if_fail (G_IS_FILE (folder), NULL);

  export = export_new (corpus, ids);
  export->folder = g_object_ref (folder);

  return idio_fiber_spawn (export_fiber, export, export_free);
}

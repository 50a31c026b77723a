/* idio-entry-text.c: what a file holds becomes a text of the user's
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "corpus/idio-nick.h"
#include "formats/idio-source.h"
#include "idio-enums.h"
#include "import/idio-entry-text.h"
#include "import/idio-mail-head.h"
#include "import/idio-own-words.h"
#include "text/idio-words.h"

/* How many bytes are counted between two looks at the cancellable */
#define BYTES_PER_CHECK (256 * 1024)

/* So many places are told apart; what was left out at others is one. */
#define MAX_PARTS 500

/* Longest title, in characters, and that of one taken from the text */
#define MAX_TITLE_CHARS     200
#define MAX_BEGINNING_CHARS 40

static guint
count_words (const char   *text,
             GCancellable *cancellable)
{
  gsize length = strlen (text), position = 0, start;
  guint n_words = 0;

  do
    {
      start = position;
      n_words += idio_count_some_words (text, length, &position, BYTES_PER_CHECK);
    }
  while (position > start && !g_cancellable_is_cancelled (cancellable));

  return n_words;
}

/* A title of nothing but blanks, such as no-break spaces, can't be seen. */
static char *
choose_title (const char *subject,
              const char *entry_title,
              const char *file_name,
              const char *body)
{
  g_autofree char *name = idio_source_title_from_name (file_name);
  const char *titles[] = { subject, entry_title, name };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autofree char *title = titles[i] != NULL ? idio_text_dup_excerpt (titles[i], MAX_TITLE_CHARS) : NULL;

      if (title != NULL && *title != '\0')
        return g_steal_pointer (&title);
    }

  return idio_text_dup_excerpt (body, MAX_BEGINNING_CHARS);
}

static gboolean
refuse (IdioImportError   code,
        const char       *reason,
        GError          **error)
{
  g_set_error_literal (error, IDIO_IMPORT_ERROR, (gint) code, reason);

  return FALSE;
}

/* What can be told before the text is looked at. */
static gboolean
check_entry (const IdioEntry  *entry,
             GError          **error)
{
  if ((entry->flags & IDIO_ENTRY_LOCKED) != 0)
    return refuse (IDIO_IMPORT_ERROR_LOCKED, _("It is encrypted."), error);

  if ((entry->flags & IDIO_ENTRY_JUNK) != 0)
    return refuse (IDIO_IMPORT_ERROR_OTHERS, _("It was in the trash, or marked as spam."), error);

  if ((entry->flags & IDIO_ENTRY_AUTOMATIC) != 0)
    return refuse (IDIO_IMPORT_ERROR_ONLY_QUOTED, _("A program wrote it."), error);

  if (entry->text == NULL || strlen (entry->text) > IDIO_TEXT_MAX_BYTES)
    return refuse (IDIO_IMPORT_ERROR_TOO_LARGE, _("The text is larger than 20 MB."), error);

  return TRUE;
}

static gboolean
check_words (const IdioEntry  *entry,
             guint             n_words,
             guint             min_words,
             GError          **error)
{
  if (n_words == 0)
    return refuse (IDIO_IMPORT_ERROR_EMPTY, _("There are no words in it."), error);

  if (entry->medium != IDIO_MEDIUM_TEXT && n_words < min_words)
    return refuse (IDIO_IMPORT_ERROR_SHORT, _("It has fewer than ten words of your own."), error);

  return TRUE;
}

/* The subject, where the text begins with the head of a mail */
static char *
dup_subject (const IdioEntry *entry)
{
  IdioMailHead head;

  if ((entry->flags & IDIO_ENTRY_PLAIN) == 0 ||
      !idio_mail_head_find_first (entry->text, entry->text + strlen (entry->text), &head))
    return NULL;

  return idio_mail_head_dup_subject (&head);
}

/* What is not the user's, or may not be: where it is or was in what is kept */
static void
add_part (GPtrArray      *others,
          GString        *rest,
          const IdioPart *part,
          const char     *text,
          gsize           start,
          gsize           end)
{
  const char *kind = idio_nick_from_value (IDIO_TYPE_PART_KIND, (gint) part->kind);
  gsize length = part->end - part->start;
  g_autofree char *left_out = NULL;

  if (idio_part_is_kept (part))
    {
      if (part->kind != IDIO_PART_OWN && end > start && others->len < MAX_PARTS)
        g_ptr_array_add (others, idio_text_part_new (start, end - start, kind, ""));

      return;
    }

  if (others->len >= MAX_PARTS)
    {
      g_string_append_len (rest, text + part->start, (gssize) length);
      return;
    }

  left_out = g_strndup (text + part->start, length);

  if (left_out[strspn (left_out, " \t\n")] != '\0')
    g_ptr_array_add (others, idio_text_part_new (start, 0, kind, left_out));
}

/* What is kept, without the white space at both ends */
static char *
take_own (const IdioEntry *entry,
          GPtrArray       *others,
          GCancellable    *cancellable)
{
  g_autoptr(GArray) parts = idio_own_words_divide (entry->text, entry->medium == IDIO_MEDIUM_MAIL, cancellable);
  g_autofree gsize *starts = g_new (gsize, parts->len + 1);
  g_autofree char *own = idio_own_words_join (entry->text, parts, starts);
  g_autoptr(GString) rest = g_string_new (NULL);
  gsize n_before = strspn (own, " \t\n"), n_own;

  starts[parts->len] = strlen (own);
  g_strstrip (own);
  n_own = strlen (own);

  for (guint i = 0; i < parts->len; i++)
    add_part (others, rest, &g_array_index (parts, IdioPart, i), entry->text,
              MIN (starts[i] - MIN (starts[i], n_before), n_own),
              MIN (starts[i + 1] - MIN (starts[i + 1], n_before), n_own));

  if (rest->len > 0)
    g_ptr_array_add (others, idio_text_part_new (n_own, 0, idio_nick_from_value (IDIO_TYPE_PART_KIND, IDIO_PART_QUOTE),
                                                 rest->str));

  return g_steal_pointer (&own);
}

static gboolean
has_words_of_others (GPtrArray *parts)
{
  const char *head = idio_nick_from_value (IDIO_TYPE_PART_KIND, IDIO_PART_HEAD);

  for (guint i = 0; i < parts->len; i++)
    if (!g_str_equal (((IdioTextPart *) g_ptr_array_index (parts, i))->kind, head))
      return TRUE;

  return FALSE;
}

/**
 * idio_entry_to_text:
 * @entry: what a file holds, by the user
 * @file_name: the name of the file, without folders
 * @min_words: what has fewer words of the user is left out, if it is a mail, a message, a post or a note
 * @cancellable: (nullable): ends it early
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Takes the user's own words out of what a file holds, if there are enough.
 *
 * Returns: (transfer full) (nullable): the text, which is not in the corpus yet
 */
IdioText *
idio_entry_to_text (const IdioEntry  *entry,
                    const char       *file_name,
                    guint             min_words,
                    GCancellable     *cancellable,
                    GError          **error)
{
  gboolean mixed = entry->medium == IDIO_MEDIUM_MAIL || (entry->flags & IDIO_ENTRY_PLAIN) != 0;
  g_autoptr(GPtrArray) others = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_part_free);
  g_autofree char *own = NULL, *title = NULL, *subject = NULL;
  guint n_words;
  IdioText *text;

  if (!check_entry (entry, error))
    return NULL;

  own = mixed ? take_own (entry, others, cancellable) : g_strstrip (g_strdup (entry->text));
  n_words = count_words (own, cancellable);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  if (*own == '\0' && has_words_of_others (others))
    {
      refuse (IDIO_IMPORT_ERROR_ONLY_QUOTED, _("It has only quoted or forwarded text."), error);
      return NULL;
    }

  if (!check_words (entry, n_words, min_words, error))
    return NULL;

  subject = dup_subject (entry);
  title = choose_title (subject, entry->title, file_name, own);
  text = idio_text_new (0, title, own, n_words, IDIO_AUDIENCE_GENERAL);
  text->written = entry->time;
  text->editor = g_strdup (entry->editor);
  text->parts = g_steal_pointer (&others);

  return text;
}

/* idio-entry-text.c: what a file holds becomes a text of the user's
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "formats/idio-source.h"
#include "import/idio-entry-text.h"
#include "import/idio-own-words.h"
#include "text/idio-words.h"

/* How many bytes are counted between two looks at the cancellable */
#define BYTES_PER_CHECK (256 * 1024)

/* Longest title, in characters, and that of one taken from the text */
#define MAX_TITLE_CHARS     200
#define MAX_BEGINNING_CHARS 40

/* A line such as "Subject: Lunch" at the top of the text. */
static gboolean
is_header (const char *line,
           gsize       length)
{
  static const char * const names[] = { "subject:", "from:", "to:", "cc:", "bcc:", "date:", "sent:", NULL };

  for (guint i = 0; names[i] != NULL; i++)
    if (length >= strlen (names[i]) && g_ascii_strncasecmp (line, names[i], strlen (names[i])) == 0)
      return TRUE;

  return FALSE;
}

/* Steps over the head of a mail, if the text begins with one, and takes the title from its subject. "To:" alone may
 * be how a letter begins. */
static const char *
skip_head (const char  *text,
           char       **title)
{
  gboolean is_mail = FALSE;
  const char *p = text;

  while (TRUE)
    {
      gsize length = strcspn (p, "\n");

      if (!is_header (p, length))
        return is_mail ? p : text;

      if (g_ascii_strncasecmp (p, "from:", strlen ("from:")) == 0)
        is_mail = TRUE;

      if (g_ascii_strncasecmp (p, "subject:", strlen ("subject:")) == 0)
        {
          g_autofree char *subject = g_strstrip (g_strndup (p + strlen ("subject:"), length - strlen ("subject:")));

          is_mail = TRUE;

          if (*subject != '\0')
            g_set_str (title, subject);
        }

      p += length;

      if (*p == '\n')
        p++;
    }
}

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

/* "2025-03_invoice.txt" is called "2025-03 invoice" */
static char *
title_from_name (const char *file_name)
{
  g_autofree char *title = g_filename_display_name (file_name);
  char *dot = strrchr (title, '.');

  if (dot != NULL && dot != title)
    *dot = '\0';

  return g_strdelimit (g_steal_pointer (&title), "_", ' ');
}

/* A title of nothing but blanks, such as no-break spaces, can't be seen. */
static char *
choose_title (const char *own_title,
              const char *entry_title,
              const char *file_name,
              const char *body)
{
  g_autofree char *name = title_from_name (file_name);
  const char *titles[] = { own_title, entry_title, name };

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

  if ((entry->flags & IDIO_ENTRY_AUTOMATIC) != 0)
    return refuse (IDIO_IMPORT_ERROR_ONLY_QUOTED, _("A program wrote it."), error);

  if (entry->text == NULL || strlen (entry->text) > IDIO_TEXT_MAX_BYTES)
    return refuse (IDIO_IMPORT_ERROR_TOO_LARGE, _("The text is larger than 20 MB."), error);

  return TRUE;
}

static gboolean
check_words (const IdioEntry  *entry,
             guint             n_words,
             GError          **error)
{
  if (n_words == 0)
    return refuse (IDIO_IMPORT_ERROR_EMPTY, _("There are no words in it."), error);

  if (entry->medium != IDIO_MEDIUM_TEXT && n_words < IDIO_MIN_WORDS)
    return refuse (IDIO_IMPORT_ERROR_SHORT, _("It has fewer than ten words of your own."), error);

  return TRUE;
}

/**
 * idio_entry_to_text:
 * @entry: what a file holds, by the user
 * @file_name: the name of the file, without folders
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
                    GCancellable     *cancellable,
                    GError          **error)
{
  gboolean mixed = entry->medium == IDIO_MEDIUM_MAIL || (entry->flags & IDIO_ENTRY_PLAIN) != 0;
  g_autofree char *own = NULL, *title = NULL, *own_title = NULL;
  const char *body;
  guint n_words;

  if (!check_entry (entry, error))
    return NULL;

  body = (entry->flags & IDIO_ENTRY_PLAIN) != 0 ? skip_head (entry->text, &own_title) : entry->text;
  own = mixed ? idio_own_words (body, cancellable) : g_strdup (body);
  g_strstrip (own);
  n_words = count_words (own, cancellable);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  if (*own == '\0' && mixed && body[strspn (body, " \t\n")] != '\0')
    {
      refuse (IDIO_IMPORT_ERROR_ONLY_QUOTED, _("It has only quoted or forwarded text."), error);
      return NULL;
    }

  if (!check_words (entry, n_words, error))
    return NULL;

  title = choose_title (own_title, entry->title, file_name, own);

  return idio_text_new (0, title, own, n_words, IDIO_AUDIENCE_GENERAL);
}

/* idio-text-importer.c: plain text, which may be a mail saved as one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "formats/idio-decode.h"
#include "import/idio-importer.h"
#include "import/idio-own-words.h"

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

static GPtrArray *
read_text (const char    *title,
           GBytes        *bytes,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autofree char *text = idio_decode (bytes, cancellable, error);
  g_autofree char *own_title = g_strdup (title);
  g_autofree char *own = NULL;
  const char *body;

  if (text == NULL)
    return NULL;

  body = skip_head (text, &own_title);
  own = idio_own_words (body, cancellable);

  if (*own == '\0' && body[strspn (body, " \t\n")] != '\0' && !g_cancellable_is_cancelled (cancellable))
    {
      g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_ONLY_QUOTED,
                           _("It has only quoted or forwarded text."));
      return NULL;
    }

  return idio_importer_finish (own_title, g_steal_pointer (&own), cancellable, error);
}

static const char * const content_types[] = { "text/plain", NULL };
static const char * const patterns[] = { "*.txt", "*.text", NULL };

const IdioImporter idio_text_importer = { content_types, patterns, read_text };

/* idio-text-importer.c: plain text, which may be a mail saved as one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "import/idio-decode.h"
#include "import/idio-importer.h"
#include "import/idio-mail-head.h"
#include "import/idio-own-words.h"

/* The subject, where the text begins with the head of a mail */
static char *
dup_subject (const char *text)
{
  IdioMailHead head;

  return idio_mail_head_find_first (text, text + strlen (text), &head) ? idio_mail_head_dup_subject (&head) : NULL;
}

static gboolean
has_words_of_others (const GArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    if (!idio_part_is_kept (&g_array_index (parts, IdioPart, i)) &&
        g_array_index (parts, IdioPart, i).kind != IDIO_PART_HEAD)
      return TRUE;

  return FALSE;
}

static GPtrArray *
read_text (const char    *title,
           GBytes        *bytes,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autofree char *text = idio_decode (bytes, cancellable, error);
  g_autofree char *subject = NULL;
  g_autofree char *own = NULL;
  g_autoptr(GArray) parts = NULL;

  if (text == NULL)
    return NULL;

  subject = dup_subject (text);
  parts = idio_own_words_divide (text, FALSE, cancellable);
  own = idio_own_words_join (text, parts);

  if (*own == '\0' && has_words_of_others (parts) && !g_cancellable_is_cancelled (cancellable))
    {
      g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_ONLY_QUOTED,
                           _("It has only quoted or forwarded text."));
      return NULL;
    }

  return idio_importer_finish (subject != NULL ? subject : title, g_steal_pointer (&own), cancellable, error);
}

static const char * const content_types[] = { "text/plain", NULL };
static const char * const patterns[] = { "*.txt", "*.text", NULL };

const IdioImporter idio_text_importer = { content_types, patterns, read_text };

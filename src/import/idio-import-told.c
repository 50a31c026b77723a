/* idio-import-told.c: what became of each thing that someone wanted to import
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "formats/idio-decode.h"
#include "import/idio-authors.h"
#include "import/idio-import-private.h"
#include "import/idio-second-look.h"

static void
tell_added (IdioImport *self,
            const char *name,
            const char *reason,
            gint64      id,
            gboolean    is_doubtful)
{
  g_autoptr(IdioImportItem) item = idio_import_item_new (name, IDIO_IMPORT_OUTCOME_ADDED, reason, id);

  g_assert (IDIO_IS_IMPORT (self));

  idio_import_item_set_is_doubtful (item, is_doubtful);
  g_list_store_append (self->not_added, item);
}

/* What somebody else wrote, as its file says, is a document all the same: files are often wrong. It is told. */
static void
tell_author (IdioImport     *self,
             const char     *name,
             const IdioText *text,
             gint64          id)
{
  const char * const *user = (const char * const *) self->user;
  g_autofree char *authors = NULL, *reason = NULL;

  g_assert (IDIO_IS_IMPORT (self));

  if (user == NULL ||
      (!self->with_notes && !idio_authors_are_others (text->author, text->editor, user)) ||
      !(authors = idio_authors_describe (text->author, text->editor, user)))
    return;

  /* Translators: %s is a line that begins with an upper-case letter, such as "By Ann Lee, last changed by Tom Fox" */
  reason = g_strdup_printf (_("Added, but the file says: “%s”"), authors);
  tell_added (self, name, reason, id, TRUE);
}

/* Where many texts are added, nobody opens each to see how it was read. */
static void
tell_charset (IdioImport     *self,
              const char     *name,
              const IdioText *text,
              gint64          id)
{
  g_autofree char *reason = NULL;

  g_assert (IDIO_IS_IMPORT (self));

  if (text->charset == NULL || g_str_equal (text->charset, IDIO_CHARSET_WESTERN))
    return;

  /* Translators: the name of a character set, such as “Central European (Windows-1250)” */
  reason = g_strdup_printf (_("Added, and read as %s, which is a guess."), idio_decode_describe (text->charset));
  tell_added (self, name, reason, id, FALSE);
}

/* Why nothing was made of a text. What is at hand can be added where that is told. */
static const char *
tell_refused (IdioImport *self,
              gint64      id,
              gboolean    is_at_hand)
{
  g_assert (IDIO_IS_IMPORT (self));

  if (id == 0)
    return _("The same text is here already.");

  if (self->of_others)
    /* Translators: it is a file, a mail or a text */
    return _("It is one of your own texts.");

  return is_at_hand ? _("You said that it is not yours.") : _("You said that it is not yours. To add it anyway, paste it.");
}

/* Whose the texts by others in a file are needs not be known before they are taken, so that they have no names yet. */
static char *
name_text (IdioImport     *self,
           const char     *name,
           const IdioText *text)
{
  gboolean is_one_of_many = self->of_others && g_strcmp0 (text->medium, "text") != 0;

  g_assert (IDIO_IS_IMPORT (self));

  /* Translators: the name of a file, and the title of one of the texts in it */
  return is_one_of_many ? g_strdup_printf (C_("text in a file", "%s: %s"), name, text->title) : g_strdup (name);
}

/**
 * idio_import_count_text:
 * @self: an import
 * @name: the name of a text, as shown to people
 * @text: the text
 * @id: what became of it, as of an #IdioImportFunc
 */
void
idio_import_count_text (IdioImport     *self,
                        const char     *name,
                        const IdioText *text,
                        gint64          id)
{
  g_autoptr(IdioImportItem) item = NULL;
  g_autofree char *full_name = name_text (self, name, text);
  gboolean keeps;

  g_return_if_fail (IDIO_IS_IMPORT (self));

  if (id > 0)
    {
      self->counts[IDIO_IMPORT_OUTCOME_ADDED]++;
      g_hash_table_add (self->added, g_memdup2 (&id, sizeof id));
      tell_author (self, name, text, id);
      tell_charset (self, name, text, id);
      return;
    }

  keeps = id < 0 && !self->of_others && strlen (text->body) <= IDIO_SECOND_LOOK_MAX_BYTES;
  item = idio_import_item_new (full_name, id == 0 ? IDIO_IMPORT_OUTCOME_ALREADY_HERE : IDIO_IMPORT_OUTCOME_LEFT_OUT,
                               tell_refused (self, id, keeps), 0);

  if (keeps)
    idio_import_item_take_text (item, idio_text_copy (text));

  idio_import_count_item (self, item);
}

/**
 * idio_import_count_item:
 * @self: an import
 * @item: what did not become a document, or has gone again
 */
void
idio_import_count_item (IdioImport     *self,
                        IdioImportItem *item)
{
  gint64 document = idio_import_item_get_document (item);

  g_return_if_fail (IDIO_IS_IMPORT (self));

  /* What was there before is none of what was imported. */
  if (document != 0 && g_hash_table_remove (self->added, &document))
    self->counts[IDIO_IMPORT_OUTCOME_ADDED]--;
  else if (document != 0)
    idio_import_item_set_n_texts (item, 0);

  self->counts[idio_import_item_get_outcome (item)] += idio_import_item_get_n_texts (item);
  g_list_store_append (self->not_added, item);
}

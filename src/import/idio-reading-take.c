/* idio-reading-take.c: what becomes of each text that is read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "import/idio-entry-text.h"
#include "import/idio-reading-private.h"
#include "import/idio-second-look.h"
#include "import/idio-skipped-files.h"
#include "import/idio-survey-others.h"

/* Of a file of many texts, each is told by its title. */
static char *
name_entry (IdioReading     *self,
            const IdioEntry *entry)
{
  const IdioFinding *finding = idio_reading_get_finding (self);

  g_assert (IDIO_IS_READING (self));

  /* Translators: the name of a file, and the title of one of the texts in it */
  return entry->title != NULL && finding->by_many ? g_strdup_printf (C_("text in a file", "%s: %s"), finding->name,
                                                                      entry->title)
                                                  : g_strdup (finding->name);
}

static void
take_text_by_other (IdioReading     *self,
                    IdioBatch       *batch,
                    const IdioEntry *entry,
                    GHashTable      *others,
                    char            *account)
{
  g_autofree char *writer = account;
  IdioOther *other = others != NULL ? g_hash_table_lookup (others, writer) : NULL;
  g_autoptr(IdioText) text = NULL;

  g_assert (IDIO_IS_READING (self));

  self->n_by_others++;

  if (other == NULL || other->n_left == 0 || entry->time < other->start ||
      (entry->flags & IDIO_ENTRY_BULK) != 0 || !(text = idio_entry_to_sure_text (entry, self->cancellable)))
    return;

  other->n_left--;
  self->n_compared++;
  g_ptr_array_add (batch->others, g_steal_pointer (&text));
  g_ptr_array_add (batch->writers, g_steal_pointer (&writer));
}

/* Returns whether it can be a document. */
static gboolean
take_text (IdioReading     *self,
           IdioBatch       *batch,
           const IdioEntry *entry)
{
  IdioFinding *finding = idio_reading_get_finding (self);
  g_autoptr(GError) error = NULL;
  g_autofree char *name = name_entry (self, entry);
  IdioText *text;

  g_assert (IDIO_IS_READING (self));

  text = idio_entry_to_text (entry, finding->name, self->by_anyone ? 1 : IDIO_MIN_WORDS,
                             (const char * const *) self->user, self->cancellable, &error);

  if (text != NULL)
    {
      if ((entry->flags & IDIO_ENTRY_CUT) != 0)
        idio_batch_leave_out (batch, name, _("Only its beginning was taken, because it is very long."), 1);

      /* A file that is one text without a date of its own, and none of several in an archive */
      if (entry->medium == IDIO_MEDIUM_TEXT && text->written == 0 && entry->place == NULL && self->n_entries == 1)
        text->written = finding->modified;

      if (text->charset != NULL)
        text->source = g_file_get_uri (finding->file);

      g_ptr_array_add (batch->texts, text);
      g_ptr_array_add (batch->names, g_steal_pointer (&name));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      IdioImportItem *item = idio_batch_leave_out (batch, name, error->message, 1);

      if (!self->by_anyone)
        idio_second_look_keep_text (item, entry, finding->name, (const char * const *) self->user,
                                    &self->n_kept_bytes, self->cancellable);
    }

  return text != NULL;
}

/* One of which it must be known who wrote it, once it is */
static void
take_text_by_anyone (IdioReading     *self,
                     IdioBatch       *batch,
                     const IdioEntry *entry)
{
  const IdioFinding *finding = idio_reading_get_finding (self);
  const IdioContainer *container = entry->medium == IDIO_MEDIUM_MAIL ? finding->mails : finding->chats;
  IdioAnswer *answer = container != NULL ? container->answer : NULL;
  g_autofree char *account = idio_entry_dup_account (entry);

  g_assert (IDIO_IS_READING (self));

  /* That it is left out as nobody was chosen was told already. */
  if (answer == NULL)
    return;

  if (!g_hash_table_contains (answer->accounts, account))
    take_text_by_other (self, batch, entry, answer->others, g_steal_pointer (&account));
  else if (entry->time < answer->start || answer->n_wanted == 0)
    self->n_too_old++;
  else
    {
      /* Those that are left out do not count as some of the latest. */
      if (idio_entry_flags_allow (entry->flags))
        idio_progress_add_text (self->progress, entry->medium == IDIO_MEDIUM_MAIL);

      if (take_text (self, batch, entry))
        answer->n_wanted--;
    }
}

/* Counts a text of which it must be known who wrote it. */
static void
take_head (IdioReading     *self,
           const IdioEntry *entry)
{
  IdioSurvey **survey = entry->medium == IDIO_MEDIUM_MAIL ? &self->mails : &self->chats;

  g_assert (IDIO_IS_READING (self));

  if (*survey == NULL)
    *survey = idio_survey_new ();

  idio_reading_get_finding (self)->by_many = TRUE;
  idio_progress_add_text (self->progress, entry->medium == IDIO_MEDIUM_MAIL);
  idio_survey_add (*survey, entry);
}

/* Adds a text of the file that is read to what is told of it, if it is to be taken. */
void
idio_reading_take (IdioReading     *self,
                   IdioBatch       *batch,
                   const IdioEntry *entry)
{
  g_assert (IDIO_IS_READING (self));

  self->n_entries++;
  self->n_read += (entry->flags & IDIO_ENTRY_SKIPPED) == 0;

  if ((entry->flags & IDIO_ENTRY_SKIPPED) != 0)
    {
      /* It is told the first time. */
      if (!self->again)
        idio_skipped_files_add (self->n_skipped, batch, idio_reading_get_finding (self)->name, entry);
    }
  else if (!self->again && (entry->flags & IDIO_ENTRY_HEAD) != 0)
    take_head (self, entry);
  else if (!self->again)
    take_text (self, batch, entry);
  else if (idio_entry_needs_author (entry))
    take_text_by_anyone (self, batch, entry);
}

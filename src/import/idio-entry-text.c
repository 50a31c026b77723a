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
#include "import/idio-authors.h"
#include "import/idio-entry-parts.h"
#include "import/idio-entry-text.h"
#include "import/idio-mail-divider.h"
#include "import/idio-mail-head.h"
#include "import/idio-mail-words.h"
#include "import/idio-own-words.h"
#include "text/idio-lexicon.h"
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
choose_title (const char      *subject,
              const IdioEntry *entry,
              const char      *file_name,
              const char      *body)
{
  /* The name of a mail's file is that of all mails in it, or a number. */
  g_autofree char *name = entry->medium != IDIO_MEDIUM_MAIL ? idio_source_title_from_name (file_name) : NULL;
  const char *titles[] = { subject, entry->title, name };

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

/* What the writer of a text is called: the user, or who wrote the mail */
static GStrv
list_writers (const IdioEntry    *entry,
              const char * const *user)
{
  g_autoptr(GStrvBuilder) writers = g_strv_builder_new ();

  if (user != NULL)
    g_strv_builder_addv (writers, (const char **) user);

  if (entry->author != NULL)
    g_strv_builder_add (writers, entry->author);

  if (entry->account != NULL)
    g_strv_builder_add (writers, entry->account);

  return g_strv_builder_end (writers);
}

/* Whether somebody else sent the mail for its author. Of an address alone that is told only where it is one of the same
 * organization: people have several, and send with one for another. */
static gboolean
is_sent_for (const IdioEntry    *entry,
             const char * const *writers)
{
  const char *sender = entry->medium == IDIO_MEDIUM_MAIL ? entry->editor : NULL;
  const char *at = sender != NULL ? strrchr (sender, '@') : NULL;

  if (sender == NULL || idio_authors_are_user (sender, writers) ||
      idio_mail_words_match (IDIO_MAIL_WORDS_ROBOT, sender, sender + strlen (sender), NULL, NULL))
    return FALSE;

  if (at == NULL)
    return TRUE;

  return entry->account != NULL && g_str_has_suffix (entry->account, at) &&
         !(entry->author != NULL && idio_authors_are_user (entry->author, (const char * const[]) { sender, NULL }));
}

static void
doubt_all (GArray       *parts,
           IdioPartKind  kind)
{
  for (guint i = 0; i < parts->len; i++)
    {
      IdioPart *part = &g_array_index (parts, IdioPart, i);

      if (part->kind == IDIO_PART_OWN)
        {
          part->kind = kind;
          part->sure = FALSE;
        }
    }
}

static gboolean
has_mail_of_others (GArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      IdioPartKind kind = g_array_index (parts, IdioPart, i).kind;

      if (kind == IDIO_PART_ATTRIBUTION || kind == IDIO_PART_QUOTE || kind == IDIO_PART_FORWARDED)
        return TRUE;
    }

  return FALSE;
}

/* "Fwd: A joke": what is below need not be marked as somebody else's. */
static gboolean
is_passed_on (const IdioEntry *entry)
{
  return (entry->flags & IDIO_ENTRY_FORWARDED) != 0 ||
         (entry->title != NULL && idio_mail_subject_is_forwarded (entry->title));
}

/* What the head of a mail says about whose words all of it is. The user may have written it all the same. */
static void
doubt_by_head (const IdioEntry    *entry,
               GArray             *parts,
               const char * const *writers)
{
  if (is_sent_for (entry, writers))
    doubt_all (parts, IDIO_PART_ASSISTANT);
  else if (entry->medium != IDIO_MEDIUM_MAIL)
    return;
  else if (entry->title != NULL && idio_mail_subject_is_automatic (entry->title))
    doubt_all (parts, IDIO_PART_AUTOMATIC);
  else if (is_passed_on (entry) && !has_mail_of_others (parts))
    doubt_all (parts, IDIO_PART_FORWARDED);
}

/* Plain texts may be mails that were saved or copied as text, and mails have words of others in them. */
static gboolean
is_mixed (const IdioEntry *entry)
{
  return entry->medium == IDIO_MEDIUM_MAIL || (entry->flags & IDIO_ENTRY_PLAIN) != 0;
}

/* What is kept, without the white space at both ends */
static char *
take_own (const IdioEntry    *entry,
          GPtrArray          *others,
          const char * const *user,
          GCancellable       *cancellable)
{
  g_auto(GStrv) writers = list_writers (entry, user);
  g_autoptr(GArray) parts = is_mixed (entry) ? idio_own_words_divide (entry->text, entry->medium == IDIO_MEDIUM_MAIL,
                                                                      (const char * const *) writers, cancellable)
                                             : idio_entry_parts_read (entry, user);
  g_autofree gsize *starts = g_new (gsize, parts->len + 1);
  g_autofree char *own = idio_own_words_join (entry->text, parts, starts);
  g_autoptr(GString) rest = g_string_new (NULL);
  gsize n_before = strspn (own, " \t\n"), n_own;

  doubt_by_head (entry, parts, (const char * const *) writers);

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
has_part (GPtrArray    *parts,
          IdioPartKind  kind)
{
  const char *nick = idio_nick_from_value (IDIO_TYPE_PART_KIND, (gint) kind);

  for (guint i = 0; i < parts->len; i++)
    if (g_str_equal (((IdioTextPart *) g_ptr_array_index (parts, i))->kind, nick))
      return TRUE;

  return FALSE;
}

/* Why a text with nothing in it but these parts is none, or NULL if it had nothing in it */
static const char *
explain_nothing_own (GPtrArray *parts)
{
  if (has_part (parts, IDIO_PART_QUOTE) || has_part (parts, IDIO_PART_FORWARDED) ||
      has_part (parts, IDIO_PART_ATTRIBUTION))
    /* Translators: it is a file, a mail or a text */
    return _("It has only quoted or forwarded text.");

  if (has_part (parts, IDIO_PART_SIGNATURE) || has_part (parts, IDIO_PART_FOOTER))
    /* Translators: it is a file, a mail or a text */
    return _("It has only a signature.");

  for (guint i = 0; i < parts->len; i++)
    {
      const char *kind = ((IdioTextPart *) g_ptr_array_index (parts, i))->kind;

      if (!g_str_equal (kind, idio_nick_from_value (IDIO_TYPE_PART_KIND, IDIO_PART_HEAD)) &&
          !g_str_equal (kind, idio_nick_from_value (IDIO_TYPE_PART_KIND, IDIO_PART_NO_PROSE)))
        return _("There are no words of your own in it.");
    }

  return NULL;
}

/* A plain text with words of others in it is a mail that was saved or copied as one. */
static const char *
get_medium (const IdioEntry *entry,
            gboolean         has_others)
{
  static const char * const mediums[] = {
    [IDIO_MEDIUM_TEXT] = "text",
    [IDIO_MEDIUM_MAIL] = "mail",
    [IDIO_MEDIUM_CHAT] = "chat",
    [IDIO_MEDIUM_POST] = "post",
    [IDIO_MEDIUM_NOTE] = "note",
    [IDIO_MEDIUM_PROMPT] = "prompt",
  };

  return mediums[entry->medium == IDIO_MEDIUM_TEXT && has_others ? IDIO_MEDIUM_MAIL : entry->medium];
}

/* Whether a mail address is one of a company or the like, where people write to colleagues and customers */
static gboolean
is_of_organization (const char *address)
{
  const IdioLexicon *private = IDIO_LEXICON ("other/private-mailboxes.txt");
  const char *at = address != NULL ? strrchr (address, '@') : NULL;
  const char *domain = at != NULL ? at + 1 : "";
  gsize length = strcspn (domain, ".");

  return domain[length] == '.' && !idio_lexicon_has_word (private, domain, length) &&
         !idio_lexicon_has_word (private, domain, strlen (domain));
}

/* Whom a text was probably written for, by what it was written in. The user may know better. */
static IdioAudience
propose_audience (const IdioEntry *entry)
{
  switch (entry->medium)
    {
    case IDIO_MEDIUM_MAIL:
      return is_of_organization (entry->account) ? IDIO_AUDIENCE_WORK_MAIL : IDIO_AUDIENCE_GENERAL;

    case IDIO_MEDIUM_CHAT:
      return IDIO_AUDIENCE_FRIENDS;

    case IDIO_MEDIUM_POST:
      return IDIO_AUDIENCE_PUBLIC;

    case IDIO_MEDIUM_PROMPT:
      return IDIO_AUDIENCE_ASSISTANT;

    case IDIO_MEDIUM_TEXT:
    case IDIO_MEDIUM_NOTE:
    default:
      return IDIO_AUDIENCE_GENERAL;
    }
}

/**
 * idio_entry_to_text:
 * @entry: what a file holds, by the user
 * @file_name: the name of the file, without folders
 * @min_words: what has fewer words of the user is left out, if it is a mail, a message, a post or a note
 * @user: (nullable) (array zero-terminated=1): what the user is called, as far as that is known
 * @cancellable: (nullable): ends it early
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Takes the user's own words out of what a file holds, if there are enough.
 *
 * Returns: (transfer full) (nullable): the text, which is not in the corpus yet
 */
IdioText *
idio_entry_to_text (const IdioEntry     *entry,
                    const char          *file_name,
                    guint                min_words,
                    const char * const  *user,
                    GCancellable        *cancellable,
                    GError             **error)
{
  g_autoptr(GPtrArray) others = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_part_free);
  g_autofree char *own = NULL, *title = NULL, *subject = NULL;
  const char *reason;
  guint n_words;
  IdioText *text;

  if (!check_entry (entry, error))
    return NULL;

  own = take_own (entry, others, user, cancellable);
  n_words = count_words (own, cancellable);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  if (*own == '\0' && (reason = explain_nothing_own (others)))
    {
      refuse (IDIO_IMPORT_ERROR_ONLY_QUOTED, reason, error);
      return NULL;
    }

  if (!check_words (entry, n_words, min_words, error))
    return NULL;

  subject = dup_subject (entry);
  title = choose_title (subject, entry, file_name, own);
  text = idio_text_new (0, title, own, n_words, propose_audience (entry));
  text->written = entry->time;
  text->charset = g_strdup (entry->charset);
  text->medium = g_strdup (get_medium (entry, is_mixed (entry) && others->len > 0));

  /* Of mails and chats only the user's are taken, and posts and notes have no other author. */
  if (entry->medium == IDIO_MEDIUM_TEXT)
    {
      text->author = g_strdup (entry->author);
      text->editor = g_strcmp0 (entry->editor, entry->author) != 0 ? g_strdup (entry->editor) : NULL;
    }

  text->parts = g_steal_pointer (&others);

  return text;
}

/**
 * idio_entry_to_sure_text:
 * @entry: what a file holds, by somebody
 * @cancellable: (nullable): ends it early
 *
 * Takes the words out of what a file holds that are certainly its writer's, where nobody can look at what may not be:
 * what is quoted of the user must not count as somebody else's.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL if there are not enough such words
 */
IdioText *
idio_entry_to_sure_text (const IdioEntry *entry,
                         GCancellable    *cancellable)
{
  g_autoptr(IdioText) text = NULL;
  g_autoptr(GString) sure = NULL;
  gsize start = 0;

  if (is_passed_on (entry) || !(text = idio_entry_to_text (entry, "", IDIO_MIN_WORDS, NULL, cancellable, NULL)))
    return NULL;

  sure = g_string_new (NULL);

  for (guint i = 0; i < text->parts->len; i++)
    {
      const IdioTextPart *part = g_ptr_array_index (text->parts, i);

      if (part->length > 0)
        {
          g_string_append_len (sure, text->body + start, (gssize) (part->start - start));
          start = part->start + part->length;
        }
    }

  g_string_append (sure, text->body + start);
  g_set_str (&text->body, g_strstrip (sure->str));
  text->n_words = count_words (text->body, cancellable);

  return text->n_words >= IDIO_MIN_WORDS ? g_steal_pointer (&text) : NULL;
}

/* idio-authors.c: who wrote an office document, as its file tells, and whether that is the user
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n.h>

#include "corpus/idio-text.h"
#include "formats/idio-entry.h"
#include "import/idio-authors.h"
#include "text/idio-lexicon.h"

/* Longest name that is told, in characters */
#define MAX_NAME_CHARS 80

/* A shorter word, such as an initial or “de”, does not tell two people apart. */
#define MIN_NAME_CHARS 3

/* The words of a name, without case and accents, in any order: "Lind, Jörg" has "lind" and "jorg". */
static GStrv
split_name (const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_autofree char *decomposed = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  g_autoptr(GString) word = g_string_new (NULL);

  for (const char *p = decomposed; p != NULL; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalpha (c))
        g_string_append_unichar (word, c);
      else if (!g_unichar_ismark (c) && word->len > 0)
        {
          g_strv_builder_add (words, word->str);
          g_string_truncate (word, 0);
        }

      if (c == '\0')
        break;
    }

  return g_strv_builder_end (words);
}

/* Whether all of the words that tell people apart are among the others, and there is one */
static gboolean
is_part (const char * const *words,
         const char * const *others)
{
  gboolean any = FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (g_utf8_strlen (words[i], -1) < MIN_NAME_CHARS)
        continue;

      if (!g_strv_contains (others, words[i]))
        return FALSE;

      any = TRUE;
    }

  return any;
}

/* "jonaslind", "jlind" and "jonasl" are how Jonas Lind may be called in a mail address. */
static gboolean
is_short_for (const char         *address,
              const char * const *name)
{
  guint n_words = g_strv_length ((char **) name);
  g_autofree char *first = NULL, *joined = NULL, *initial_last = NULL, *first_initial = NULL;

  if (n_words < 2)
    return FALSE;

  first = g_utf8_substring (name[0], 0, 1);
  joined = g_strjoinv ("", (char **) name);
  initial_last = g_strconcat (first, name[n_words - 1], NULL);
  g_free (first);
  first = g_utf8_substring (name[n_words - 1], 0, 1);
  first_initial = g_strconcat (name[0], first, NULL);

  return g_str_equal (address, joined) || g_str_equal (address, initial_last) || g_str_equal (address, first_initial);
}

/* Whether a name of an author may be what the user is called elsewhere: in a mail address, or by the computer */
static gboolean
is_called (const char *name,
           const char *user)
{
  const char *at = strchr (user, '@');
  g_autofree char *local = at != NULL ? g_strndup (user, (gsize) (at - user)) : NULL;
  g_auto(GStrv) words = split_name (name);
  g_auto(GStrv) others = split_name (local != NULL ? local : user);

  if (strchr (name, '@') != NULL)
    return g_ascii_strcasecmp (name, user) == 0;

  if (is_part ((const char * const *) others, (const char * const *) words) ||
      is_part ((const char * const *) words, (const char * const *) others))
    return TRUE;

  return local != NULL && others[0] != NULL && others[1] == NULL &&
         is_short_for (others[0], (const char * const *) words);
}

static gboolean
is_user (const char         *name,
         const char * const *user)
{
  for (guint i = 0; user[i] != NULL; i++)
    if (is_called (name, user[i]))
      return TRUE;

  return FALSE;
}

/* Whether it is a name, and not what a program writes where it knows none */
static gboolean
is_name (const char *name)
{
  g_autofree char *lower = name != NULL ? g_utf8_strdown (name, -1) : NULL;

  return lower != NULL && *g_strstrip (lower) != '\0' &&
         !idio_lexicon_contains (IDIO_LEXICON ("other/no-authors.txt"), lower);
}

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/**
 * idio_authors_fold_name:
 * @name: a name
 *
 * Returns: (transfer full): the same for "Lind, Jonas" and "jonas lind", to be compared. It has a space if it has more
 *   than one word, and only then can be hoped to be one person's
 */
char *
idio_authors_fold_name (const char *name)
{
  g_auto(GStrv) words = split_name (name);
  g_autofree char *folded = g_utf8_casefold (name, -1);

  qsort (words, g_strv_length (words), sizeof *words, compare_words);

  return words[0] != NULL ? g_strjoinv (" ", words) : g_strdup (g_strstrip (folded));
}

/**
 * idio_authors_read_user:
 * @said: what a person says that they are called: a mail address, a name, or both as mails have them,
 *   "Jonas Lind <jonas@example.org>"
 *
 * Returns: (transfer full): the address, folded to be compared, and the name, as far as there are any
 */
GStrv
idio_authors_read_user (const char *said)
{
  g_autoptr(GStrvBuilder) user = g_strv_builder_new ();
  g_autofree char *name = g_strstrip (g_strdup (said));
  char *start = strrchr (name, '<'), *end = strrchr (name, '>');

  if (start != NULL && end != NULL && end > start && end[1] == '\0' && strchr (start, '@') != NULL)
    {
      *start = *end = '\0';
      g_strv_builder_take (user, idio_entry_fold_account (start + 1));
      g_strstrip (g_strdelimit (name, "\"", ' '));
    }

  if (strchr (name, '@') != NULL)
    g_strv_builder_take (user, idio_entry_fold_account (name));
  else if (*name != '\0')
    g_strv_builder_add (user, name);

  return g_strv_builder_end (user);
}

/**
 * idio_authors_list_user:
 * @accounts: (array zero-terminated=1): mail addresses and names in chats that are the user's
 * @real_name: the user's name as the computer knows it, such as from g_get_real_name()
 *
 * Returns: (transfer full): what the user is called; nothing if that is not known
 */
GStrv
idio_authors_list_user (const char * const *accounts,
                        const char         *real_name)
{
  g_autoptr(GStrvBuilder) user = g_strv_builder_new ();

  g_strv_builder_addv (user, (const char **) accounts);

  if (is_name (real_name))
    g_strv_builder_add (user, real_name);

  return g_strv_builder_end (user);
}

/**
 * idio_authors_are_user:
 * @name: what somebody is called
 * @user: (array zero-terminated=1): what the user is called, of idio_authors_list_user()
 *
 * Returns: whether that may be the user
 */
gboolean
idio_authors_are_user (const char         *name,
                       const char * const *user)
{
  return is_name (name) && is_user (name, user);
}

/**
 * idio_authors_are_others:
 * @author: (nullable): who wrote a document first
 * @editor: (nullable): who changed it last
 * @user: (array zero-terminated=1): what the user is called, of idio_authors_list_user()
 *
 * Returns: whether the author is clearly somebody else than the user, and so is who changed it
 */
gboolean
idio_authors_are_others (const char         *author,
                         const char         *editor,
                         const char * const *user)
{
  return user[0] != NULL && is_name (author) && !is_user (author, user) &&
         !(is_name (editor) && is_user (editor, user));
}

/**
 * idio_authors_have:
 * @author: (nullable): who wrote a document first
 * @editor: (nullable): who changed it last
 * @inserter: who inserted something in it while changes were tracked
 * @alone: whether nobody else did
 * @user: (nullable) (array zero-terminated=1): what the user is called, of idio_authors_list_user()
 *
 * Returns: whether what was inserted is by the user, or, where no name is theirs, by who wrote the document: who changed
 *   it last, if that is not told
 */
gboolean
idio_authors_have (const char         *author,
                   const char         *editor,
                   const char         *inserter,
                   gboolean            alone,
                   const char * const *user)
{
  if (!is_name (inserter))
    return alone;

  if (user != NULL && is_user (inserter, user))
    return TRUE;

  if (user != NULL && ((is_name (author) && is_user (author, user)) || (is_name (editor) && is_user (editor, user))))
    return FALSE;

  if (is_name (author) && is_called (inserter, author))
    return TRUE;

  return is_name (editor) && is_called (inserter, editor) && !is_name (author);
}

/**
 * idio_authors_describe:
 * @author: (nullable): who wrote a document first
 * @editor: (nullable): who changed it last
 * @user: (array zero-terminated=1): what the user is called, of idio_authors_list_user()
 *
 * Returns: (transfer full) (nullable): a line that says who they are, where there is anybody besides the user
 */
char *
idio_authors_describe (const char         *author,
                       const char         *editor,
                       const char * const *user)
{
  gboolean has_author = is_name (author);
  gboolean has_editor = is_name (editor) && !(has_author && is_called (editor, author));
  g_autofree char *first = has_author ? idio_text_dup_excerpt (author, MAX_NAME_CHARS) : NULL;
  g_autofree char *last = has_editor ? idio_text_dup_excerpt (editor, MAX_NAME_CHARS) : NULL;

  if (has_author && has_editor && !(is_user (author, user) && is_user (editor, user)))
    /* Translators: a line that says who wrote a document, and who changed it last */
    return g_strdup_printf (_("By %s, last changed by %s"), first, last);

  if (has_author && !has_editor && user[0] != NULL && !is_user (author, user))
    /* Translators: a line that says who wrote a document */
    return g_strdup_printf (_("By %s"), first);

  if (has_editor && !has_author && user[0] != NULL && !is_user (editor, user))
    /* Translators: a line that says who was the last to change a document, of whose author nothing is known */
    return g_strdup_printf (_("Last changed by %s"), last);

  return NULL;
}

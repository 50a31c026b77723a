/* idio-survey-others.c: which texts by others the user is compared with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "import/idio-authors.h"
#include "import/idio-mail-words.h"
#include "import/idio-survey-others.h"
#include "import/idio-survey-private.h"

/* As many texts as are kept of others (voice/idio-background-store.h), and of one of them (meter/idio-background.h) */
#define MAX_TEXTS      2000
#define MAX_TEXTS_EACH 50

/* With more writers there would be less of each, and it tells more of a writer than one text more. */
#define MAX_WRITERS 100

/* Fewest texts of a writer: who wrote one is most often a stranger, or a program. */
#define MIN_TEXTS_EACH 2

/* "noreply@example.org". Names in chats are no addresses. */
static gboolean
is_robot (const char *account)
{
  const char *at = strrchr (account, '@');

  return at != NULL && idio_mail_words_match (IDIO_MAIL_WORDS_ROBOT, account, at, NULL, NULL);
}

/* Whoever may be the user, by another address, is no other: neither who has the same name, nor whose mails are among
 * those that were sent. */
static gboolean
is_other (IdioSurveyAuthor *author,
          GHashTable       *own_names)
{
  const char *account = idio_survey_author_get_account (author);
  guint n_texts = idio_survey_author_get_n_texts (author);
  g_autofree char *name = idio_authors_fold_name (idio_survey_author_get_name (author));

  return !idio_survey_author_get_chosen (author) && *account != '\0' && n_texts >= MIN_TEXTS_EACH &&
         idio_survey_author_get_n_own (author) == 0 && 2 * idio_survey_author_get_n_bulk (author) < n_texts &&
         !is_robot (account) && !g_hash_table_contains (own_names, name);
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return (first < second) - (first > second);
}

/* The newest texts */
static IdioOther *
other_new (IdioSurveyAuthor *author,
           guint             n_texts)
{
  GArray *all = idio_survey_author_get_times (author);
  g_autoptr(GArray) times = g_array_sized_new (FALSE, FALSE, sizeof (gint64), all->len);
  IdioOther *other = g_new0 (IdioOther, 1);

  g_array_append_vals (times, all->data, all->len);
  g_array_sort (times, compare_times);
  other->start = times->len > n_texts ? g_array_index (times, gint64, n_texts - 1) : G_MININT64;
  other->n_left = n_texts;

  return other;
}

/**
 * idio_survey_find_others:
 * @survey: a survey that is finished, in which the user was chosen
 *
 * Finds the people who wrote most, and are neither the user nor a program.
 *
 * Returns: (transfer full) (element-type utf8 IdioOther): what to take of them, by account
 */
GHashTable *
idio_survey_find_others (IdioSurvey *survey)
{
  GListModel *authors = idio_survey_get_authors (survey);
  g_autoptr(GHashTable) own_names = idio_survey_list_own_names (survey);
  g_autoptr(GPtrArray) chosen = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTable *others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < g_list_model_get_n_items (authors) && chosen->len < MAX_WRITERS; i++)
    {
      g_autoptr(IdioSurveyAuthor) author = g_list_model_get_item (authors, i);

      if (is_other (author, own_names))
        g_ptr_array_add (chosen, g_steal_pointer (&author));
    }

  for (guint i = 0; i < chosen->len; i++)
    {
      IdioSurveyAuthor *author = g_ptr_array_index (chosen, i);

      g_hash_table_insert (others, g_strdup (idio_survey_author_get_account (author)),
                           other_new (author, MIN (MAX_TEXTS_EACH, MAX_TEXTS / chosen->len)));
    }

  return others;
}

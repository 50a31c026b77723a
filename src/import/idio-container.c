/* idio-container.c: what belongs to one person, such as a mailbox
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "import/idio-container.h"
#include "import/idio-survey-others.h"

static void
answer_clear (gpointer data)
{
  IdioAnswer *answer = data;

  g_clear_pointer (&answer->accounts, g_hash_table_unref);
  g_clear_pointer (&answer->others, g_hash_table_unref);
}

static void
answer_unref (IdioAnswer *answer)
{
  g_atomic_rc_box_release_full (answer, answer_clear);
}

static IdioAnswer *
answer_new (IdioSurvey *survey)
{
  IdioAnswer *answer = g_atomic_rc_box_new0 (IdioAnswer);
  g_auto(GStrv) accounts = idio_survey_dup_accounts (survey);
  guint limit = idio_survey_get_limit (survey);

  answer->accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; accounts[i] != NULL; i++)
    g_hash_table_add (answer->accounts, g_strdup (accounts[i]));

  if (idio_survey_get_with_others (survey))
    answer->others = idio_survey_find_others (survey);

  answer->start = idio_survey_find_start (survey);
  answer->n_wanted = limit > 0 ? limit : G_MAXUINT;

  return answer;
}

static void
container_free (gpointer data)
{
  IdioContainer *container = data;

  g_clear_object (&container->folder);
  g_clear_object (&container->survey);
  g_clear_pointer (&container->answer, answer_unref);
  g_free (container);
}

/**
 * idio_containers_new:
 *
 * Returns: (transfer full) (element-type IdioContainer): a list with nothing in it yet, which owns what is added
 */
GPtrArray *
idio_containers_new (void)
{
  return g_ptr_array_new_with_free_func (container_free);
}

/**
 * idio_containers_add:
 * @self: (element-type IdioContainer): a list
 * @folder: (nullable): the folder, if a file is one mail
 * @survey: who wrote the texts in the file
 *
 * Adds texts of a file. Those of files that are one mail each belong together if these lie in one folder.
 *
 * Returns: (transfer none): what they are in
 */
IdioContainer *
idio_containers_add (GPtrArray  *self,
                     GFile      *folder,
                     IdioSurvey *survey)
{
  IdioContainer *container;

  g_return_val_if_fail (IDIO_IS_SURVEY (survey), NULL);

  /* It is most often the folder of the file before. */
  for (guint i = self->len; folder != NULL && i > 0; i--)
    {
      container = g_ptr_array_index (self, i - 1);

      if (container->folder != NULL && g_file_equal (container->folder, folder))
        {
          idio_survey_merge (container->survey, survey);
          return container;
        }
    }

  container = g_new0 (IdioContainer, 1);
  container->survey = g_object_ref (survey);
  g_set_object (&container->folder, folder);
  g_ptr_array_add (self, container);

  return container;
}

static IdioSurvey *
merge (GPtrArray *containers)
{
  IdioSurvey *survey;

  if (containers->len == 1)
    return g_object_ref (((IdioContainer *) g_ptr_array_index (containers, 0))->survey);

  survey = idio_survey_new ();

  for (guint i = 0; i < containers->len; i++)
    idio_survey_merge (survey, ((IdioContainer *) g_ptr_array_index (containers, i))->survey);

  return survey;
}

/* Moves those in which the user is known by what is in them alone. Lists and newsletters go along with these: of their
 * writers nobody can be expected to say who of them they are not. */
static GPtrArray *
take_known (GPtrArray          *pending,
            const char * const *accounts,
            gboolean            for_these)
{
  g_autoptr(GPtrArray) known = g_ptr_array_new ();
  g_autoptr(GPtrArray) unknown = g_ptr_array_new ();
  gboolean any = FALSE;

  for (guint i = 0; i < pending->len; i++)
    {
      IdioContainer *container = g_ptr_array_index (pending, i);

      idio_survey_finish (container->survey, accounts, for_these);
      any = any || idio_survey_is_known (container->survey);
    }

  for (guint i = 0; i < pending->len; i++)
    {
      IdioContainer *container = g_ptr_array_index (pending, i);
      gboolean goes = idio_survey_is_known (container->survey) || (any && idio_survey_is_bulk (container->survey));

      g_ptr_array_add (goes ? known : unknown, container);
    }

  g_ptr_array_set_size (pending, 0);
  g_ptr_array_extend_and_steal (pending, g_steal_pointer (&unknown));

  return g_steal_pointer (&known);
}

/* Moves those with mails from or to the user, whose address may be known only by a folder of sent mails. */
static void
take_concerned (GPtrArray          *pending,
                const char * const *accounts,
                GPtrArray          *known)
{
  g_autoptr(GPtrArray) left = g_ptr_array_new ();
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) addresses = NULL;

  /* A name may be that of somebody else. */
  for (guint i = 0; accounts[i] != NULL; i++)
    if (strchr (accounts[i], '@') != NULL)
      g_strv_builder_add (builder, accounts[i]);

  addresses = g_strv_builder_end (builder);

  for (guint i = 0; i < pending->len; i++)
    {
      IdioContainer *container = g_ptr_array_index (pending, i);
      gboolean goes = idio_survey_concerns (container->survey, (const char * const *) addresses);

      g_ptr_array_add (goes ? known : left, container);
    }

  g_ptr_array_set_size (pending, 0);
  g_ptr_array_extend_and_steal (pending, g_steal_pointer (&left));
}

/**
 * idio_containers_pick:
 * @pending: (element-type IdioContainer): those of which it is not known yet what to take, which is not empty
 * @accounts: (nullable) (array zero-terminated=1): accounts that are known to be the user's
 * @for_these: as of idio_survey_finish()
 * @survey: (out) (transfer full): who wrote what is in those that were taken, finished
 *
 * Takes those off the list that can be asked about in one question: all in which the user is known, or else all others.
 *
 * Returns: (transfer container) (element-type IdioContainer): these
 */
GPtrArray *
idio_containers_pick (GPtrArray           *pending,
                      const char * const  *accounts,
                      gboolean             for_these,
                      IdioSurvey         **survey)
{
  g_autoptr(GPtrArray) known = NULL;
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) chosen = NULL;

  g_return_val_if_fail (pending->len > 0, NULL);

  known = take_known (pending, accounts, for_these);

  if (known->len == 0)
    {
      g_ptr_array_extend (known, pending, NULL, NULL);
      g_ptr_array_set_size (pending, 0);
      *survey = merge (known);
      idio_survey_finish (*survey, accounts, for_these);
      idio_survey_propose_by_name (*survey, accounts);

      return g_steal_pointer (&known);
    }

  /* A name that is one person's in each of two chats may be that of two in both. */
  for (guint i = 0; i < known->len; i++)
    {
      IdioSurvey *one = ((IdioContainer *) g_ptr_array_index (known, i))->survey;
      g_auto(GStrv) own = idio_survey_is_known (one) ? idio_survey_dup_accounts (one) : NULL;

      if (own != NULL)
        g_strv_builder_addv (builder, (const char **) own);
    }

  chosen = g_strv_builder_end (builder);
  take_concerned (pending, (const char * const *) chosen, known);
  *survey = merge (known);
  idio_survey_finish_known (*survey, (const char * const *) chosen);
  idio_survey_propose_by_name (*survey, accounts);

  return g_steal_pointer (&known);
}

/**
 * idio_containers_answer:
 * @asked: (element-type IdioContainer): those that were asked about
 * @survey: the answer
 * @pending: (element-type IdioContainer): where those go to which it is none, as nobody who was chosen is in them
 */
void
idio_containers_answer (GPtrArray  *asked,
                        IdioSurvey *survey,
                        GPtrArray  *pending)
{
  g_auto(GStrv) accounts = idio_survey_dup_accounts (survey);
  IdioAnswer *answer = answer_new (survey);

  for (guint i = 0; i < asked->len; i++)
    {
      IdioContainer *container = g_ptr_array_index (asked, i);

      if (idio_survey_is_known (survey) || idio_survey_is_bulk (container->survey) ||
          idio_survey_concerns (container->survey, (const char * const *) accounts))
        container->answer = g_atomic_rc_box_acquire (answer);
      else
        g_ptr_array_add (pending, container);
    }

  answer_unref (answer);
}

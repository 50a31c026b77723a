/* idio-measured-cards.c: cards from counting
 *
 * Claims are for people, and translated. Instructions are for models, and in English as all of the prompts are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "corpus/idio-nick.h"
#include "idio-enums.h"
#include "idio-fiber.h"
#include "measure/idio-habits.h"
#include "voice/idio-measured-cards.h"

/* More quotes than this nobody reads. */
#define MAX_QUOTES 40

/* Medians of sentence length, in words, up to which sentences are called short, and of middle length */
#define SHORT_SENTENCE  10
#define MIDDLE_SENTENCE 18

/* The words of a greeting or sign-off as they stand in the first text that has them. */
static char *
dup_detail (const IdioHabit *habit,
            GPtrArray       *texts,
            GPtrArray       *readings)
{
  const IdioSpot *spot = &g_array_index (habit->spots, IdioSpot, 0);
  const IdioText *text = g_ptr_array_index (texts, spot->text);
  const IdioReading *reading = g_ptr_array_index (readings, spot->text);

  return g_strndup (text->body + idio_reading_get (reading, spot->sentence)->start, strlen (habit->detail));
}

static void
word_greeting (const IdioHabit *habit,
               const char      *detail,
               IdioCardFields  *fields)
{
  if (*detail == '\0')
    {
      fields->claim = g_strdup (_("You open with the name alone, without a greeting."));
      fields->instruction = g_strdup ("Open with the reader's name alone, without a greeting");
    }
  else if (habit->named)
    {
      fields->claim = g_strdup_printf (_("You open with “%s” and the name."), detail);
      fields->instruction = g_strdup_printf ("Open with \"%s\" and the reader's name", detail);
    }
  else
    {
      fields->claim = g_strdup_printf (_("You open with “%s”."), detail);
      fields->instruction = g_strdup_printf ("Open with \"%s\"", detail);
    }
}

static void
word_closing (const IdioHabit *habit,
              const char      *detail,
              IdioCardFields  *fields)
{
  if (*detail == '\0')
    {
      fields->claim = g_strdup (_("You sign with your name alone."));
      fields->instruction = g_strdup ("End with the writer's name alone");
    }
  else if (habit->named)
    {
      fields->claim = g_strdup_printf (_("You sign off with “%s” and your name."), detail);
      fields->instruction = g_strdup_printf ("End with \"%s\" and the writer's name", detail);
    }
  else
    {
      fields->claim = g_strdup_printf (_("You sign off with “%s”."), detail);
      fields->instruction = g_strdup_printf ("End with \"%s\"", detail);
    }
}

static void
word_sentence_length (const IdioHabit *habit,
                      IdioCardFields  *fields)
{
  if (habit->median <= SHORT_SENTENCE)
    fields->claim = g_strdup_printf (_("You write short sentences, mostly %u to %u words."), habit->low, habit->high);
  else if (habit->median <= MIDDLE_SENTENCE)
    fields->claim = g_strdup_printf (_("You write sentences of middle length, mostly %u to %u words."),
                                     habit->low, habit->high);
  else
    fields->claim = g_strdup_printf (_("You write long sentences, mostly %u to %u words."), habit->low, habit->high);

  fields->rate = g_strdup_printf (ngettext ("The one in the middle has %u word", "The one in the middle has %u words",
                                            habit->median), habit->median);
  fields->instruction = g_strdup_printf ("Keep most sentences between %u and %u words (median %u)",
                                         habit->low, habit->high, habit->median);
}

/* Habits whose words are always the same. */
static const struct
{
  IdioHabitKind  kind;
  IdioAxis       axis;
  const char    *claim;
  const char    *instruction;
} wordings[] = {
  { IDIO_HABIT_GREETING, IDIO_AXIS_COMMUNICATION, NULL, NULL },
  { IDIO_HABIT_NO_GREETING, IDIO_AXIS_COMMUNICATION, N_("You start without a greeting."), "Start without a greeting" },
  { IDIO_HABIT_CLOSING, IDIO_AXIS_COMMUNICATION, NULL, NULL },
  { IDIO_HABIT_NO_CLOSING, IDIO_AXIS_COMMUNICATION, N_("You end without a sign-off."), "End without a sign-off or name" },
  { IDIO_HABIT_SENTENCE_LENGTH, IDIO_AXIS_STYLE, NULL, NULL },
  { IDIO_HABIT_CONTRACTIONS, IDIO_AXIS_STYLE, N_("You use contractions."), "Use contractions" },
  { IDIO_HABIT_NO_CONTRACTIONS, IDIO_AXIS_STYLE, N_("You write words out, without contractions."),
    "Write words out, without contractions" },
  { IDIO_HABIT_EXCLAMATIONS, IDIO_AXIS_STYLE, N_("You use exclamation marks."), "Use exclamation marks" },
  { IDIO_HABIT_NO_EXCLAMATIONS, IDIO_AXIS_STYLE, N_("You hardly ever use exclamation marks."),
    "Use no exclamation marks" },
  { IDIO_HABIT_QUESTIONS, IDIO_AXIS_COMMUNICATION, N_("You ask questions."), "Ask the reader questions" },
  { IDIO_HABIT_ENDS_WITH_QUESTION, IDIO_AXIS_COMMUNICATION, N_("You end with a question."),
    "End with a question before the sign-off" },
  { IDIO_HABIT_DASHES, IDIO_AXIS_STYLE, N_("You set thoughts off with dashes."), "Set thoughts off with dashes" },
  { IDIO_HABIT_PARENTHESES, IDIO_AXIS_STYLE, N_("You put asides in parentheses."), "Put asides in parentheses" },
  { IDIO_HABIT_ELLIPSES, IDIO_AXIS_STYLE, N_("You let sentences trail off with an ellipsis."),
    "Let sentences trail off with an ellipsis" },
};

static char *
word_rate (const IdioHabit *habit)
{
  g_autofree char *in_texts = g_strdup_printf (ngettext ("In %u of %u text", "In %u of %u texts", habit->n_texts),
                                               habit->n_with, habit->n_texts);

  switch (habit->kind)
    {
    case IDIO_HABIT_CONTRACTIONS:
      return g_strdup_printf (_("%s, %.1f in 100 words"), in_texts, habit->rate);

    case IDIO_HABIT_EXCLAMATIONS:
    case IDIO_HABIT_QUESTIONS:
    case IDIO_HABIT_DASHES:
    case IDIO_HABIT_PARENTHESES:
    case IDIO_HABIT_ELLIPSES:
      return g_strdup_printf (_("%s, in %.0f of 100 sentences"), in_texts, habit->rate);

    case IDIO_HABIT_NO_CONTRACTIONS:
    case IDIO_HABIT_NO_EXCLAMATIONS:
      return g_strdup_printf (ngettext ("None in %u of %u text", "None in %u of %u texts", habit->n_texts),
                              habit->n_with, habit->n_texts);

    case IDIO_HABIT_GREETING:
    case IDIO_HABIT_NO_GREETING:
    case IDIO_HABIT_CLOSING:
    case IDIO_HABIT_NO_CLOSING:
    case IDIO_HABIT_SENTENCE_LENGTH:
    case IDIO_HABIT_ENDS_WITH_QUESTION:
    default:
      return g_steal_pointer (&in_texts);
    }
}

/* An instruction without its rate is overdone by every model. */
static char *
add_rate (const char      *instruction,
          const IdioHabit *habit)
{
  switch (habit->kind)
    {
    case IDIO_HABIT_CONTRACTIONS:
      return g_strdup_printf ("%s (about %.0f in 100 words)", instruction, ceil (habit->rate));

    case IDIO_HABIT_EXCLAMATIONS:
    case IDIO_HABIT_QUESTIONS:
    case IDIO_HABIT_DASHES:
    case IDIO_HABIT_PARENTHESES:
    case IDIO_HABIT_ELLIPSES:
      return g_strdup_printf ("%s (in about %.0f of 100 sentences)", instruction, habit->rate);

    case IDIO_HABIT_NO_CONTRACTIONS:
    case IDIO_HABIT_NO_EXCLAMATIONS:
      return g_strdup_printf ("%s (%u of %u texts have none)", instruction, habit->n_with, habit->n_texts);

    case IDIO_HABIT_GREETING:
    case IDIO_HABIT_NO_GREETING:
    case IDIO_HABIT_CLOSING:
    case IDIO_HABIT_NO_CLOSING:
    case IDIO_HABIT_SENTENCE_LENGTH:
    case IDIO_HABIT_ENDS_WITH_QUESTION:
    default:
      return g_strdup_printf ("%s (in %u of %u texts)", instruction, habit->n_with, habit->n_texts);
    }
}

static void
word_habit (const IdioHabit *habit,
            GPtrArray       *texts,
            GPtrArray       *readings,
            IdioCardFields  *fields)
{
  g_autofree char *detail = habit->detail != NULL ? dup_detail (habit, texts, readings) : NULL;

  g_assert (wordings[habit->kind].kind == habit->kind);

  fields->source = IDIO_SOURCE_MEASURED;
  fields->axis = wordings[habit->kind].axis;
  fields->habit = g_strdup (idio_nick_from_value (IDIO_TYPE_HABIT_KIND, (gint) habit->kind));

  if (habit->kind == IDIO_HABIT_SENTENCE_LENGTH)
    {
      word_sentence_length (habit, fields);
      return;
    }

  if (habit->kind == IDIO_HABIT_GREETING)
    word_greeting (habit, detail, fields);
  else if (habit->kind == IDIO_HABIT_CLOSING)
    word_closing (habit, detail, fields);
  else
    {
      fields->claim = g_strdup (_(wordings[habit->kind].claim));
      fields->instruction = g_strdup (wordings[habit->kind].instruction);
    }

  g_free (g_steal_pointer (&detail));
  detail = add_rate (fields->instruction, habit);
  g_set_str (&fields->instruction, detail);
  fields->rate = word_rate (habit);
}

static IdioProposal *
propose (const IdioHabit *habit,
         GPtrArray       *texts,
         GPtrArray       *readings)
{
  IdioProposal *proposal = idio_proposal_new ();

  word_habit (habit, texts, readings, &proposal->fields);

  for (guint i = 0; i < habit->spots->len && i < MAX_QUOTES; i++)
    {
      const IdioSpot *spot = &g_array_index (habit->spots, IdioSpot, i);
      const IdioText *text = g_ptr_array_index (texts, spot->text);
      const IdioSentence *sentence = idio_reading_get ((IdioReading *) g_ptr_array_index (readings, spot->text),
                                                       spot->sentence);

      g_ptr_array_add (proposal->quotes, idio_quote_new (text->id, sentence->start, sentence->length, NULL));
    }

  return proposal;
}

/**
 * idio_measured_cards_find:
 * @texts: (element-type IdioText): a writer's texts
 *
 * May be called from any thread.
 *
 * Returns: (transfer full) (element-type IdioProposal): a card for each habit that the texts show
 */
GPtrArray *
idio_measured_cards_find (GPtrArray *texts)
{
  g_autoptr(GPtrArray) readings = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_reading_free);
  g_autoptr(GPtrArray) habits = NULL;
  GPtrArray *proposals = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_proposal_free);

  for (guint i = 0; i < texts->len; i++)
    g_ptr_array_add (readings, idio_reading_new (((IdioText *) g_ptr_array_index (texts, i))->body));

  habits = idio_habits_find (readings);

  for (guint i = 0; i < habits->len; i++)
    {
      const IdioHabit *habit = g_ptr_array_index (habits, i);

      /* What only one text shows is no habit. */
      if (habit->spots->len > 1)
        g_ptr_array_add (proposals, propose (habit, texts, readings));
    }

  return proposals;
}

static DexFuture *
find_thread (gpointer data)
{
  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, idio_measured_cards_find (data));
}

typedef struct
{
  IdioVoice  *voice;
  IdioCorpus *corpus;
} Update;

static void
update_free (Update *update)
{
  g_clear_object (&update->voice);
  g_clear_object (&update->corpus);
  g_free (update);
}

static DexFuture *
update_fiber (gpointer data)
{
  Update *update = data;
  g_autoptr(GPtrArray) texts = NULL;
  g_autoptr(GPtrArray) proposals = NULL;
  GError *error = NULL;

  if (!(texts = dex_await_boxed (idio_corpus_load_texts (update->corpus), &error)) ||
      !(proposals = dex_await_boxed (dex_thread_spawn ("[idiolect-count]", find_thread, g_ptr_array_ref (texts),
                                                       (GDestroyNotify) g_ptr_array_unref),
                                     &error)) ||
      !dex_await (idio_voice_set_measured (update->voice, proposals), &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

/**
 * idio_measured_cards_update:
 * @voice: a voice
 * @corpus: the documents
 *
 * Counts again and replaces the measured cards of @voice.
 *
 * Returns: (transfer full): a future that resolves when the new cards are saved
 */
DexFuture *
idio_measured_cards_update (IdioVoice  *voice,
                            IdioCorpus *corpus)
{
  Update *update;

  g_return_val_if_fail (IDIO_IS_VOICE (voice), NULL);
  g_return_val_if_fail (IDIO_IS_CORPUS (corpus), NULL);

  update = g_new0 (Update, 1);
  update->voice = g_object_ref (voice);
  update->corpus = g_object_ref (corpus);

  return idio_fiber_spawn (update_fiber, update, (GDestroyNotify) update_free);
}

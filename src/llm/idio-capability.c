/* idio-capability.c: questions that tell what a model can be trusted with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <gio/gio.h>

#include "idio-enums.h"
#include "idio-fiber.h"
#include "llm/idio-capability.h"
#include "llm/idio-json.h"
#include "llm/idio-note-habits.h"
#include "llm/idio-prompt.h"

/* How much has to be right, and how likely that is by luck. With p the chance that a single answer is right, binomial:
 *
 * Notes: 8 of 4 habits each, 27 of 32 needed. Passed by a model with p = .75: .153; with .9: .906; with .95: .995. What
 * writes without having read the list opens and ends like that hardly ever, and has p = .2 in all: under 1e-12.
 * Qwen2.5-Coder 1.5B, whose drafts from cards read like anyone's, kept 24. Were the habits of a note kept or missed
 * together, it would be 7 of 8: .367 with p = .75, .943 with .95.
 *
 * Points: 8 of 10 needed. Passed with p = .5: .055; with .9: .930; with .95: .988. A coin for each of eight sentences is
 * right with at most one slip with p = .035: under 1e-9. All sentences, or always the first one, is right once at most.
 *
 * Studies: 2 of 3 needed. Passed with p = .5: .5; with .9: .972. It is asked last, of models that point well. */
#define NEEDED_HABITS  27
#define HABITS_A_NOTE   4
#define NEEDED_POINTS   8
#define NEEDED_STUDIES  2

/* By how many of the eight sentences an answer may differ from the right one. Readers differ by as much. */
#define MAX_SLIPS 1

/* Of the cards of a study only the first ones count, so that nobody succeeds by naming everything. */
#define MAX_CARDS 3
#define MIN_CARD_SENTENCES 2

/* How long the answers may become, in bytes. What a model thinks before it answers comes on top, and only models that
 * think come near the limit in tokens. */
#define NOTE_BYTES  1200
#define POINT_BYTES  400
#define STUDY_BYTES 6000
#define MAX_TOKENS  3000

/* Notes are written as drafts are. Where only one answer is right, chance is kept out. */
#define NOTE_TEMPERATURE   0.3
#define ANSWER_TEMPERATURE 0.1

/* From one check of a model to the next only the model may differ. */
#define FIRST_SEED 1

typedef struct
{
  IdioProvider       *provider;
  JsonObject         *questions;
  IdioCapabilityFunc  func;
  gpointer            user_data;
  GDestroyNotify      destroy;
  guint               n_asked;
} Check;

static void
check_free (Check *check)
{
  if (check->destroy != NULL)
    check->destroy (check->user_data);

  g_clear_object (&check->provider);
  g_clear_pointer (&check->questions, json_object_unref);
  g_free (check);
}

static JsonObject *
load_questions (void)
{
  g_autoptr(GBytes) bytes = g_resources_lookup_data (RESOURCE_PATH "/capability.json", G_RESOURCE_LOOKUP_FLAGS_NONE,
                                                     NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return idio_json_find_object (text);
}

static void
report (Check *check)
{
  static const char * const lists[] = { "notes", "points", "studies" };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    n += json_array_get_length (idio_json_get_array (check->questions, lists[i]));

  if (check->func != NULL)
    check->func ((double) check->n_asked / n, check->user_data);
}

/* The length of an answer is limited here: a limit in tokens would hold for thoughts as well. */
typedef struct
{
  DexPromise *exceeded;
  gsize       max_bytes;
} Limit;

static void
limit_free (gpointer  data,
            GClosure *closure)
{
  Limit *limit = data;

  dex_clear (&limit->exceeded);
  g_free (limit);
}

static void
added_cb (IdioCompletion *completion,
          const char     *text,
          Limit          *limit)
{
  if (idio_completion_get_length (completion) <= limit->max_bytes ||
      !dex_future_is_pending (DEX_FUTURE (limit->exceeded)))
    return;

  idio_completion_set_end (completion, IDIO_COMPLETION_END_LENGTH);
  dex_promise_reject (limit->exceeded, idio_provider_error_new (IDIO_PROVIDER_ERROR_BAD_ANSWER, NULL));
}

/* Connects before the request is made, which may end at once. */
static DexFuture *
limit_length (IdioCompletion *completion,
              gsize           max_bytes)
{
  Limit *limit = g_new0 (Limit, 1);

  limit->exceeded = dex_promise_new ();
  limit->max_bytes = max_bytes;
  g_signal_connect_data (completion, "added", G_CALLBACK (added_cb), limit, limit_free, 0);

  return dex_ref (DEX_FUTURE (limit->exceeded));
}

/* Whether an answer came to its end and was no good. Other errors say nothing about the model. */
static gboolean
is_wrong_answer (IdioCompletion *completion,
                 const GError   *error)
{
  return g_error_matches (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_BAD_ANSWER) &&
         idio_completion_get_end (completion) != IDIO_COMPLETION_END_NONE;
}

/* Asks for JSON. Returns %NULL without an error for an answer that can't be understood. */
static JsonObject *
ask (Check            *check,
     IdioChatRequest  *request,
     gsize             max_bytes,
     GError          **error)
{
  g_autoptr(IdioCompletion) completion = idio_completion_new ();
  g_autoptr(DexFuture) exceeded = limit_length (completion, max_bytes);
  g_autoptr(GError) local_error = NULL;
  JsonObject *answer;

  request->temperature = ANSWER_TEMPERATURE;
  request->seed = FIRST_SEED;
  request->max_tokens = MAX_TOKENS;
  request->purpose = "check";
  answer = dex_await_boxed (dex_future_first (idio_provider_ask (check->provider, request, completion),
                                              g_steal_pointer (&exceeded), NULL),
                            &local_error);

  if (answer == NULL && !is_wrong_answer (completion, local_error))
    g_propagate_error (error, g_steal_pointer (&local_error));

  return answer;
}

static guint
judge_note (Check       *check,
            JsonObject  *question,
            guint        number,
            GError     **error)
{
  JsonArray *habits = idio_json_get_array (question, "habits");
  g_autofree char *list = idio_note_habits_format (habits);
  g_autoptr(IdioChatRequest) request = idio_prompt_new ("capability-note", "habits", list,
                                                        "request", idio_json_get_string (question, "request"), NULL);
  g_autoptr(IdioCompletion) completion = idio_completion_new ();
  g_autoptr(DexFuture) exceeded = limit_length (completion, NOTE_BYTES);
  g_autoptr(GError) local_error = NULL;

  request->temperature = NOTE_TEMPERATURE;
  request->seed = FIRST_SEED + number;
  request->max_tokens = MAX_TOKENS;
  request->purpose = "check";

  if (!dex_await (dex_future_first (idio_provider_chat (check->provider, request, completion),
                                    g_steal_pointer (&exceeded), NULL),
                  &local_error) &&
      !is_wrong_answer (completion, local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return 0;
    }

  return idio_note_habits_count (habits, idio_completion_get_text (completion));
}

static guint64
get_bits (JsonArray *numbers)
{
  guint64 bits = 0;

  for (guint i = 0; numbers != NULL && i < json_array_get_length (numbers); i++)
    {
      JsonNode *node = json_array_get_element (numbers, i);
      gint64 number = json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : -1;

      /* A number of no sentence is a slip, however large. */
      bits |= G_GUINT64_CONSTANT (1) << (number >= 1 && number < 63 ? number : 63);
    }

  return bits;
}

static guint
count_bits (guint64 bits)
{
  return (guint) __builtin_popcountll (bits);
}

static void
append_sentences (GString   *list,
                  JsonArray *sentences,
                  guint     *number)
{
  for (guint i = 0; i < json_array_get_length (sentences); i++)
    {
      g_autofree char *quoted = idio_prompt_quote (json_array_get_string_element (sentences, i));

      g_string_append_printf (list, "[%u] %s\n", ++*number, quoted);
    }
}

static guint
judge_point (Check       *check,
             JsonObject  *question,
             guint        number,
             GError     **error)
{
  g_autoptr(GString) list = g_string_new (NULL);
  g_autoptr(IdioChatRequest) request = NULL;
  g_autoptr(JsonObject) answer = NULL;
  JsonArray *numbers;
  guint n_sentences = 0;

  append_sentences (list, idio_json_get_array (question, "sentences"), &n_sentences);
  request = idio_prompt_new ("capability-point", "sentences", g_strchomp (list->str),
                             "habit", idio_json_get_string (question, "habit"), NULL);
  answer = ask (check, request, POINT_BYTES, error);
  numbers = idio_json_get_array (answer, "sentences");

  return numbers != NULL &&
         count_bits (get_bits (numbers) ^ get_bits (idio_json_get_array (question, "answer"))) <= MAX_SLIPS;
}

static gboolean
has_text (JsonObject *card,
          const char *member)
{
  const char *text = idio_json_get_string (card, member);

  return text != NULL && *text != '\0';
}

static gboolean
mentions (const char *claim,
          JsonArray  *words)
{
  g_autofree char *folded = g_utf8_strdown (claim, -1);

  for (guint i = 0; i < json_array_get_length (words); i++)
    if (strstr (folded, json_array_get_string_element (words, i)) != NULL)
      return TRUE;

  return FALSE;
}

/* Whether a card is about a habit that was put into the texts, and points at sentences more than half of which show it. */
static gboolean
shows (JsonObject *card,
       JsonObject *habit)
{
  guint64 shown = get_bits (idio_json_get_array (card, "sentences"));
  guint n_right = count_bits (shown & get_bits (idio_json_get_array (habit, "sentences")));

  return has_text (card, "axis") && has_text (card, "claim") && has_text (card, "rate") &&
         has_text (card, "instruction") && n_right >= MIN_CARD_SENTENCES && 2 * n_right > count_bits (shown) &&
         mentions (idio_json_get_string (card, "claim"), idio_json_get_array (habit, "words"));
}

static IdioChatRequest *
make_study (JsonObject *question)
{
  JsonArray *texts = idio_json_get_array (question, "texts");
  g_autofree char *n_texts = g_strdup_printf ("%u", json_array_get_length (texts));
  g_autofree char *n_cards = g_strdup_printf ("%d", MAX_CARDS);
  g_autofree char *known = g_strconcat ("- ", idio_json_get_string (question, "known"), NULL);
  g_autoptr(GString) passages = g_string_new (NULL);
  guint n_sentences = 0;

  for (guint i = 0; i < json_array_get_length (texts); i++)
    {
      g_string_append_printf (passages, "%sText %u\n", i > 0 ? "\n" : "", i + 1);
      append_sentences (passages, json_array_get_array_element (texts, i), &n_sentences);
    }

  return idio_prompt_new ("study", "n_texts", n_texts, "passages", passages->str, "known", known,
                          "n_cards", n_cards, NULL);
}

static guint
judge_study (Check       *check,
             JsonObject  *question,
             guint        number,
             GError     **error)
{
  g_autoptr(IdioChatRequest) request = make_study (question);
  g_autoptr(JsonObject) answer = ask (check, request, STUDY_BYTES, error);
  JsonArray *cards = idio_json_get_array (answer, "cards");
  JsonArray *planted = idio_json_get_array (question, "planted");

  for (guint i = 0; cards != NULL && i < MIN (json_array_get_length (cards), MAX_CARDS); i++)
    {
      JsonNode *card = json_array_get_element (cards, i);

      for (guint j = 0; JSON_NODE_HOLDS_OBJECT (card) && j < json_array_get_length (planted); j++)
        if (shows (json_node_get_object (card), json_array_get_object_element (planted, j)))
          return 1;
    }

  return 0;
}

/* Returns the points that the answer to a question earns, or sets @error. */
typedef guint (*JudgeFunc) (Check       *check,
                            JsonObject  *question,
                            guint        number,
                            GError     **error);

/* Asks the questions of a list until it is clear whether enough of the answers are right. */
static gboolean
passes (Check       *check,
        const char  *list,
        JudgeFunc    judge,
        guint        max_points,
        guint        needed,
        GError     **error)
{
  JsonArray *questions = idio_json_get_array (check->questions, list);
  guint n_questions = json_array_get_length (questions);
  guint last = check->n_asked + n_questions;
  guint points = 0;

  for (guint i = 0; i < n_questions && points < needed; i++)
    {
      g_autoptr(GError) local_error = NULL;

      points += judge (check, json_array_get_object_element (questions, i), i, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }

      check->n_asked++;
      report (check);

      if (points + (n_questions - i - 1) * max_points < needed)
        return FALSE;
    }

  check->n_asked = last;
  report (check);

  return points >= needed;
}

static DexFuture *
check_fiber (gpointer data)
{
  Check *check = data;
  IdioCapability capability = IDIO_CAPABILITY_DRAFTS;
  GError *error = NULL;

  if (passes (check, "notes", judge_note, HABITS_A_NOTE, NEEDED_HABITS, &error))
    capability = IDIO_CAPABILITY_FOLLOWS;

  if (capability == IDIO_CAPABILITY_FOLLOWS &&
      passes (check, "points", judge_point, 1, NEEDED_POINTS, &error) &&
      passes (check, "studies", judge_study, 1, NEEDED_STUDIES, &error))
    capability = IDIO_CAPABILITY_STUDIES;

  if (error != NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_enum (IDIO_TYPE_CAPABILITY, capability);
}

/**
 * idio_capability_check:
 * @provider: a provider
 * @func: (nullable): called after each question
 * @user_data: data for @func
 * @destroy: (nullable): frees @user_data
 *
 * Asks the model for what the app will ask it for: notes that keep a short list of habits, the sentences that show a
 * habit in made-up texts, and cards about made-up writers. It ends as soon as the level is clear, which for small models
 * is after a few notes. To stop it, let the future lose a race. None of the user's texts are used.
 *
 * Returns: (transfer full): a future of an #IdioCapability, or of an error in %IDIO_PROVIDER_ERROR
 */
DexFuture *
idio_capability_check (IdioProvider       *provider,
                       IdioCapabilityFunc  func,
                       gpointer            user_data,
                       GDestroyNotify      destroy)
{
  Check *check;

  g_return_val_if_fail (IDIO_IS_PROVIDER (provider), NULL);

  check = g_new0 (Check, 1);
  check->provider = g_object_ref (provider);
  check->questions = load_questions ();
  check->func = func;
  check->user_data = user_data;
  check->destroy = destroy;

  return idio_fiber_spawn (check_fiber, check, (GDestroyNotify) check_free);
}

static const char * const names[] = {
  [IDIO_CAPABILITY_DRAFTS] = "drafts",
  [IDIO_CAPABILITY_FOLLOWS] = "follows",
  [IDIO_CAPABILITY_STUDIES] = "studies",
};

/**
 * idio_capability_format:
 * @self: a level that was found
 *
 * Returns: (transfer full): the level and the version of the check that found it, for settings
 */
char *
idio_capability_format (IdioCapability self)
{
  g_return_val_if_fail (self > IDIO_CAPABILITY_UNKNOWN && self < G_N_ELEMENTS (names), NULL);

  return g_strdup_printf ("%s %d", names[self], IDIO_CAPABILITY_VERSION);
}

/**
 * idio_capability_parse:
 * @text: a result in settings, or anything
 *
 * Returns: the level, or %IDIO_CAPABILITY_UNKNOWN if another version of the check found it
 */
IdioCapability
idio_capability_parse (const char *text)
{
  g_return_val_if_fail (text != NULL, IDIO_CAPABILITY_UNKNOWN);

  for (guint i = IDIO_CAPABILITY_DRAFTS; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *known = idio_capability_format ((IdioCapability) i);

      if (g_str_equal (text, known))
        return (IdioCapability) i;
    }

  return IDIO_CAPABILITY_UNKNOWN;
}

/* idio-draft-prompt.c: from a brief to a request
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "draft/idio-brief-person.h"
#include "draft/idio-draft-prompt.h"
#include "features/idio-analysis.h"
#include "llm/idio-json.h"
#include "llm/idio-prompt.h"
#include "text/idio-words.h"

/* A sample that goes on longer is cut after a sentence: what follows sounds the same. Five of them, the request and
 * the answer have to fit into 4,096 tokens. */
#define MAX_SAMPLE_WORDS 220

/* The request that is imagined for a past text has so many of its sentences, none shorter than this. */
#define N_IMAGINED         2
#define MIN_IMAGINED_WORDS 5

/* More instructions than this a model does not keep in mind. */
#define MAX_INSTRUCTIONS 16

/* Words of English are 1.3 to 1.5 tokens. The rest is for a draft that comes out longer than it was asked to. */
#define TOKENS_A_WORD 2
#define SPARE_TOKENS  80

#define TEMPERATURE 0.3

/* What to write, in the words of a prompt. The name of an own audience is data. */
static char *
describe_audience (IdioAudiences *audiences,
                   IdioAudience   audience)
{
  static const char * const built_in[IDIO_N_BUILT_IN_AUDIENCES] = {
    [IDIO_AUDIENCE_GENERAL] = "a message",
    [IDIO_AUDIENCE_WORK_MAIL] = "an email",
    [IDIO_AUDIENCE_FRIENDS] = "a message to a friend",
    [IDIO_AUDIENCE_FAMILY] = "a message to family",
    [IDIO_AUDIENCE_PUBLIC] = "a post for the public",
    [IDIO_AUDIENCE_ASSISTANT] = "a request to an AI assistant",
  };
  IdioAudience known = idio_audiences_resolve (audiences, audience);
  g_autofree char *name = NULL;

  if (known < IDIO_N_BUILT_IN_AUDIENCES)
    return g_strdup (built_in[known]);

  name = idio_prompt_quote (idio_audiences_get_name (audiences, known));

  return g_strdup_printf ("a message (written for: %s)", name);
}

/* Several spaces within a sentence are left from lines that were joined; a model would copy them. After a sentence they
 * are how some people type, and at the beginning of a line they indent. */
static char *
join_spaces (const char *text)
{
  GString *joined = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; )
    {
      gsize n = strspn (p, " ");
      gboolean within = joined->len > 0 && strchr (".!?:\n", joined->str[joined->len - 1]) == NULL;

      g_string_append_len (joined, p, (gssize) (within ? MIN (n, 1) : n));
      p += n;
      n = strcspn (p, " ");
      g_string_append_len (joined, p, (gssize) n);
      p += n;
    }

  return g_string_free_and_steal (joined);
}

/* The beginning of a text, up to the end of a sentence. */
static char *
shorten (const char *text)
{
  g_autoptr(IdioAnalysis) analysis = idio_analysis_new (text);
  guint n_words = 0;
  gsize end = 0;

  for (guint i = 0; i < analysis->sentences->len; i++)
    {
      const IdioSentence *sentence = idio_analysis_get (analysis, i);

      n_words += sentence->n_words;

      if (n_words > MAX_SAMPLE_WORDS && end > 0)
        return g_strndup (text, end);

      end = sentence->start + sentence->length;
    }

  return g_strdup (text);
}

static char *
format_words (guint n_words)
{
  return g_strdup_printf ("%u", n_words);
}

/* A request that could have led to a text: its title and what it says after its first sentence, which tends to be
 * a courtesy. Tried against the title alone on the model that comes with development: 66 words instead of 103, one
 * draft in 20 cut off instead of four, and more of the brief in it. */
static char *
imagine_request (const char *title,
                 const char *body)
{
  g_autoptr(IdioAnalysis) analysis = idio_analysis_new (body);
  GString *request = g_string_new (title);
  guint n_sentences = 0;

  g_string_append_c (request, '.');

  for (guint i = 0; i < analysis->sentences->len && n_sentences <= N_IMAGINED; i++)
    {
      const IdioSentence *sentence = idio_analysis_get (analysis, i);
      g_autofree char *text = g_strndup (body + sentence->start, sentence->length);

      if (sentence->cues & (IDIO_CUE_GREETING | IDIO_CUE_CLOSING) || sentence->n_words < MIN_IMAGINED_WORDS)
        continue;

      if (n_sentences++ > 0)
        g_string_append_printf (request, " %s", g_strdelimit (text, "\n", ' '));
    }

  return g_string_free_and_steal (request);
}

/* What a model sees of a text, and of the request that it might have answered. */
static void
make_turn (const IdioText  *sample,
           char           **text,
           char           **request)
{
  g_autofree char *body = join_spaces (sample->body);
  g_autofree char *beginning = shorten (body);
  g_autofree char *imagined = imagine_request (sample->title, body);

  *text = idio_prompt_clean (beginning);
  *request = idio_prompt_clean (imagined);
}

static char *
quote_sample (const IdioText *sample)
{
  g_autofree char *body = join_spaces (sample->body);
  g_autofree char *beginning = shorten (body);

  return idio_prompt_quote (beginning);
}

/* The closest text comes last, next to what is asked. */
static void
append_turns (IdioChatRequest *request,
              IdioAudiences   *audiences,
              GPtrArray       *samples)
{
  for (guint i = samples->len; i > 0; i--)
    {
      const IdioText *sample = g_ptr_array_index (samples, i - 1);
      g_autofree char *what = describe_audience (audiences, sample->audience);
      g_autofree char *text = NULL, *imagined = NULL, *words = NULL;

      make_turn (sample, &text, &imagined);
      words = format_words (idio_count_words (text));
      idio_prompt_append (request, "draft-turn", "what", what, "words", words, "request", imagined,
                          "text", text, NULL);
    }
}

static char *
format_samples (GPtrArray *samples)
{
  GString *formatted = g_string_new (NULL);

  for (guint i = 0; i < samples->len; i++)
    {
      g_autofree char *quoted = quote_sample (g_ptr_array_index (samples, i));

      g_string_append_printf (formatted, "%s%s", i > 0 ? "\n" : "", quoted);
    }

  return g_string_free_and_steal (formatted);
}

/* The instructions of the cards that hold for an audience, at one strength. */
static void
append_instructions (GString      *list,
                     GPtrArray    *cards,
                     IdioAudience  audience,
                     IdioStrength  strength,
                     const char   *mark)
{
  guint n = 0;

  for (guint i = 0; i < cards->len && n < MAX_INSTRUCTIONS; i++)
    {
      IdioHypothesis *card = g_ptr_array_index (cards, i);
      const IdioCardFields *fields = idio_hypothesis_get_fields (card);
      g_autofree char *clean = NULL;

      if (!idio_hypothesis_is_used (card, audience) || fields->strength != strength)
        continue;

      clean = idio_prompt_clean (fields->instruction);
      g_string_append_printf (list, "%s- %s%s", list->len > 0 ? "\n" : "", mark, g_strdelimit (clean, "\n", ' '));
      n++;
    }
}

static char *
format_habits (GPtrArray    *cards,
               IdioAudience  audience)
{
  GString *list = g_string_new (NULL);

  append_instructions (list, cards, audience, IDIO_STRENGTH_STRONG, "(always) ");
  append_instructions (list, cards, audience, IDIO_STRENGTH_HINT, "");

  if (list->len == 0)
    g_string_append (list, "- (none is known yet: go by their texts)");

  return g_string_free_and_steal (list);
}

static char *
dup_attribute (IdioVoice  *voice,
               const char *name)
{
  g_autofree char *clean = idio_prompt_clean (idio_voice_get_attribute (voice, name));

  return g_strdelimit (g_steal_pointer (&clean), "\n", ' ');
}

/* The user's own request is not data but what is asked for; a text to be rewritten is data. */
static char *
format_request (const IdioBrief *brief)
{
  return brief->kind == IDIO_BRIEF_KIND_REWRITE ? idio_prompt_quote (brief->request) : idio_prompt_clean (brief->request);
}

static IdioChatRequest *
new_cards_request (const IdioBrief *brief,
                   IdioAudiences   *audiences,
                   IdioVoice       *voice,
                   GPtrArray       *cards,
                   GPtrArray       *samples,
                   const char      *words,
                   const char      *text)
{
  g_autofree char *name = dup_attribute (voice, IDIO_ATTRIBUTE_NAME);
  g_autofree char *role = dup_attribute (voice, IDIO_ATTRIBUTE_ROLE);
  g_autofree char *languages = dup_attribute (voice, IDIO_ATTRIBUTE_LANGUAGES);
  g_autofree char *about = dup_attribute (voice, IDIO_ATTRIBUTE_ABOUT);
  g_autofree char *what = describe_audience (audiences, brief->audience);
  g_autofree char *habits = format_habits (cards, brief->audience);
  g_autofree char *formatted = format_samples (samples);

  return idio_prompt_new (brief->kind == IDIO_BRIEF_KIND_REWRITE ? "rewrite-cards" : "draft-cards",
                          "name", name, "role", role, "languages", languages, "about", about,
                          "habits", habits, "samples", formatted,
                          "what", what, "words", words, "request", text, NULL);
}

/**
 * idio_draft_prompt_new:
 * @form: what the model gets
 * @brief: what is to be written, with its number of words
 * @audiences: whom texts can be for
 * @voice: what the user told about themselves
 * @cards: (element-type IdioHypothesis): the cards that may be told
 * @samples: (element-type IdioText): the user's texts that are closest to the brief
 *
 * Returns: (transfer full): a request for one draft
 */
IdioChatRequest *
idio_draft_prompt_new (IdioDraftForm    form,
                       const IdioBrief *brief,
                       IdioAudiences   *audiences,
                       IdioVoice       *voice,
                       GPtrArray       *cards,
                       GPtrArray       *samples)
{
  g_autofree char *what = describe_audience (audiences, brief->audience);
  gboolean rewrite = brief->kind == IDIO_BRIEF_KIND_REWRITE;
  g_autofree char *words = format_words (brief->n_words);
  g_autofree char *text = format_request (brief);
  g_autofree char *own = rewrite ? g_strdup (text) : idio_brief_person_to_first (text);
  IdioChatRequest *request;

  switch (form)
    {
    case IDIO_DRAFT_FORM_TURNS:
      request = idio_chat_request_new ();
      append_turns (request, audiences, samples);
      idio_prompt_append (request, rewrite ? "rewrite-turns" : "draft-turns", "what", what, "words", words,
                          "request", own, NULL);
      break;

    case IDIO_DRAFT_FORM_CARDS:
      request = new_cards_request (brief, audiences, voice, cards, samples, words, text);
      break;

    case IDIO_DRAFT_FORM_BRIEF:
    default:
      request = idio_prompt_new (rewrite ? "rewrite-generic" : "draft-generic", "what", what, "words", words,
                                 "request", text, NULL);
      break;
    }

  request->temperature = TEMPERATURE;
  request->max_tokens = brief->n_words * TOKENS_A_WORD + SPARE_TOKENS;

  return request;
}

/**
 * idio_draft_prompt_go_on:
 * @request: the request for a draft
 * @text: what was written of it
 *
 * Makes @request one for the rest of the draft.
 */
void
idio_draft_prompt_go_on (IdioChatRequest *request,
                         const char      *text)
{
  g_autofree char *clean = idio_prompt_clean (text);

  idio_prompt_append (request, "draft-go-on", "text", clean, NULL);
}

/**
 * idio_draft_prompt_describe_voice:
 * @voice: what the user told about themselves
 * @cards: (element-type IdioHypothesis): the cards that may be told
 * @audiences: whom texts can be for
 * @audience: whom these are for
 *
 * Returns: (transfer full): what a model is told first if it gets cards: it holds for any text
 */
char *
idio_draft_prompt_describe_voice (IdioVoice     *voice,
                                  GPtrArray     *cards,
                                  IdioAudiences *audiences,
                                  IdioAudience   audience)
{
  g_autoptr(GPtrArray) no_samples = g_ptr_array_new ();
  g_autoptr(IdioChatRequest) request = NULL;
  const IdioBrief any = { .kind = IDIO_BRIEF_KIND_WRITE, .audience = audience };

  g_return_val_if_fail (IDIO_IS_VOICE (voice), NULL);
  g_return_val_if_fail (cards != NULL, NULL);

  request = new_cards_request (&any, audiences, voice, cards, no_samples, "", "");

  return g_strdup (((IdioChatMessage *) g_ptr_array_index (request->messages, 0))->content);
}

/**
 * idio_draft_prompt_add_passages:
 * @outgoing: a request for one draft
 * @samples: (element-type IdioText): what it was made with
 *
 * Tells @outgoing what in it is from which text, in whichever form that was put.
 */
void
idio_draft_prompt_add_passages (IdioOutgoing *outgoing,
                                GPtrArray    *samples)
{
  for (guint i = 0; i < samples->len; i++)
    {
      const IdioText *sample = g_ptr_array_index (samples, i);
      g_autofree char *quoted = quote_sample (sample);
      g_autofree char *text = NULL, *imagined = NULL;

      make_turn (sample, &text, &imagined);

      /* A message has no spaces around it. */
      idio_outgoing_add_passage (outgoing, sample->id, quoted);
      idio_outgoing_add_passage (outgoing, sample->id, g_strstrip (text));
      idio_outgoing_add_passage (outgoing, sample->id, g_strstrip (imagined));
    }
}

/**
 * idio_draft_prompt_given:
 * @brief: what is to be written
 * @voice: the user's voice
 * @cards: (element-type IdioHypothesis): the user's cards
 *
 * Returns: (transfer full): all words that may stand in a draft because the user gave them: those of the brief, of the
 *   attributes, and of the cards that they kept
 */
char *
idio_draft_prompt_given (const IdioBrief *brief,
                         IdioVoice       *voice,
                         GPtrArray       *cards)
{
  g_autoptr(GString) given = g_string_new (NULL);

  g_return_val_if_fail (brief != NULL, NULL);
  g_return_val_if_fail (IDIO_IS_VOICE (voice), NULL);
  g_return_val_if_fail (cards != NULL, NULL);

  g_string_append_printf (given, "%s\n\n%s\n\n%s\n\n%s\n\n%s", brief->request,
                          idio_voice_get_attribute (voice, IDIO_ATTRIBUTE_NAME),
                          idio_voice_get_attribute (voice, IDIO_ATTRIBUTE_ROLE),
                          idio_voice_get_attribute (voice, IDIO_ATTRIBUTE_LANGUAGES),
                          idio_voice_get_attribute (voice, IDIO_ATTRIBUTE_ABOUT));

  for (guint i = 0; i < cards->len; i++)
    {
      IdioHypothesis *card = g_ptr_array_index (cards, i);
      const IdioCardFields *fields = idio_hypothesis_get_fields (card);

      if (fields->state == IDIO_CARD_STATE_KEPT && idio_hypothesis_is_used (card, brief->audience))
        g_string_append_printf (given, "\n\n%s", fields->instruction);
    }

  return g_string_free_and_steal (g_steal_pointer (&given));
}

/* idio-voice-export.c: the voice, to be used or read elsewhere
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "draft/idio-draft-prompt.h"
#include "draft/idio-voice-export.h"
#include "draft/idio-voice-json.h"
#include "idio-fiber.h"
#include "llm/idio-prompt-text.h"
#include "voice/idio-disclosure.h"

/* Enough to see what a card means */
#define MAX_QUOTES      3
#define MAX_QUOTE_CHARS 400

/* The name of a skill has only small letters, digits, and hyphens; the description says when to use it. What a model is
 * told follows. Source: https://agentskills.io/specification */
#define SKILL_HEAD "---\n"                                                                                          \
                   "name: my-writing-voice\n"                                                                       \
                   "description: Writes in the voice of this user. Use it for every mail, message, post or other"   \
                   " text that is to be written, answered or rewritten for them.\n"                                 \
                   "---\n\n"

typedef struct
{
  IdioVoice        *voice;
  IdioCorpus       *corpus;
  IdioExportFormat  format;
  IdioAudience      audience;
} Export;

static void
export_free (Export *export)
{
  g_clear_object (&export->voice);
  g_clear_object (&export->corpus);
  g_free (export);
}

/* Nobody sees what is invisible, and a line of a card is no line of Markdown. */
static char *
clean_line (const char *text)
{
  g_autofree char *clean = idio_prompt_clean (text);

  return g_strdelimit (g_steal_pointer (&clean), "\n\t", ' ');
}

static void
append_card (GString        *text,
             IdioAudiences  *audiences,
             IdioHypothesis *card)
{
  const IdioCardFields *fields = idio_hypothesis_get_fields (card);
  GPtrArray *quotes = idio_hypothesis_get_quotes (card);
  g_autofree char *claim = clean_line (fields->claim), *rate = clean_line (fields->rate);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_string_append_printf (text, "\n- **%s**%s%s", claim, *rate != '\0' ? " " : "", rate);

  if (fields->audience != IDIO_AUDIENCE_GENERAL)
    {
      g_autofree char *audience = clean_line (idio_audiences_get_name (audiences, fields->audience));

      g_string_append_printf (text, " · %s", audience);
    }

  g_string_append_c (text, '\n');

  for (guint i = 0; i < quotes->len && g_hash_table_size (seen) < MAX_QUOTES; i++)
    {
      g_autofree char *quote = idio_text_dup_excerpt (((IdioQuote *) g_ptr_array_index (quotes, i))->text,
                                                      MAX_QUOTE_CHARS);
      char *line = clean_line (quote);

      if (g_hash_table_add (seen, line))
        g_string_append_printf (text, "  > %s\n", line);
    }
}

static char *
make_markdown (IdioAudiences *audiences,
               IdioVoice     *voice)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "# %s\n", _("How You Write"));

  for (gint axis = IDIO_AXIS_COMMUNICATION; axis <= IDIO_AXIS_STYLE; axis++)
    {
      gboolean has_heading = FALSE;

      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (voice)); i++)
        {
          g_autoptr(IdioHypothesis) card = g_list_model_get_item (G_LIST_MODEL (voice), i);
          const IdioCardFields *fields = idio_hypothesis_get_fields (card);

          if ((gint) fields->axis != axis || fields->state == IDIO_CARD_STATE_REJECTED)
            continue;

          if (!has_heading)
            g_string_append_printf (text, "\n## %s\n", idio_axis_get_label ((IdioAxis) axis));

          has_heading = TRUE;
          append_card (text, audiences, card);
        }
    }

  return g_string_free_and_steal (text);
}

static char *
make_json (IdioAudiences *audiences,
           IdioVoice     *voice)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *json = NULL;

  idio_voice_json_add_voice (builder, audiences, voice);
  root = json_builder_get_root (builder);
  json = json_to_string (root, TRUE);

  return g_strconcat (json, "\n", NULL);
}

/* What goes to models has nothing in it of documents that never leave this computer: nobody knows where these run. */
static DexFuture *
export_fiber (gpointer data)
{
  Export *export = data;
  IdioAudiences *audiences = idio_corpus_get_audiences (export->corpus);
  g_autoptr(GArray) withheld = NULL;
  g_autoptr(GPtrArray) cards = NULL;
  g_autofree char *prompt = NULL;
  const char *head;
  GError *error = NULL;

  if (export->format == IDIO_EXPORT_FORMAT_MARKDOWN)
    return dex_future_new_take_string (make_markdown (audiences, export->voice));

  if (export->format == IDIO_EXPORT_FORMAT_JSON)
    return dex_future_new_take_string (make_json (audiences, export->voice));

  if (!(withheld = dex_await_boxed (idio_corpus_list_private (export->corpus), &error)) ||
      !(cards = dex_await_boxed (idio_disclosure_load_cards (export->corpus, withheld), &error)))
    return dex_future_new_for_error (error);

  prompt = idio_draft_prompt_describe_voice (export->voice, cards, audiences, export->audience);
  head = export->format == IDIO_EXPORT_FORMAT_SKILL ? SKILL_HEAD : "";

  return dex_future_new_take_string (g_strconcat (head, prompt, "\n", NULL));
}

/**
 * idio_voice_export:
 * @voice: a voice
 * @corpus: the documents that it is of
 * @format: what to write it as
 * @audience: whom texts are for; Markdown and JSON have the cards for all of them
 *
 * Returns: (transfer full): a future of a string
 */
DexFuture *
idio_voice_export (IdioVoice        *voice,
                   IdioCorpus       *corpus,
                   IdioExportFormat  format,
                   IdioAudience      audience)
{
  Export *export;

  g_return_val_if_fail (IDIO_IS_VOICE (voice), NULL);
  g_return_val_if_fail (IDIO_IS_CORPUS (corpus), NULL);

  export = g_new0 (Export, 1);
  export->voice = g_object_ref (voice);
  export->corpus = g_object_ref (corpus);
  export->format = format;
  export->audience = audience;

  return idio_fiber_spawn (export_fiber, export, (GDestroyNotify) export_free);
}

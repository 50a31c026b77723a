/* fuzz-cards.c: what a model answers when it is asked for cards
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "llm/idio-json.h"
#include "voice/idio-card-answer.h"
#include "voice/idio-card-check.h"

static const char prompt[] = "Read the passages and say what is typical of how this person writes.";

static GPtrArray *
make_numbered (void)
{
  GPtrArray *numbered = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_quote_free);

  for (guint i = 0; i < 8; i++)
    g_ptr_array_add (numbered, idio_quote_new (i / 2 + 1, 10 * i, 5, "Thanks a lot!"));

  return numbered;
}

static void
check_string (const char *text)
{
  g_assert (text == NULL || g_utf8_validate (text, -1, NULL));
}

static void
check_card (JsonObject *answer)
{
  g_autoptr(GPtrArray) numbered = make_numbered ();
  g_autoptr(IdioProposal) proposal = idio_card_answer_read (answer, numbered, "model");
  g_autoptr(GPtrArray) known = g_ptr_array_new_with_free_func (g_object_unref);
  const IdioCardFields *fields = &proposal->fields;
  IdioCardFlaw flaw = idio_card_check (proposal, prompt);

  check_string (fields->claim);
  check_string (fields->instruction);
  check_string (fields->rate);

  /* Each sentence is one that the model was shown, and counts once. */
  g_assert (proposal->quotes->len <= numbered->len);

  if (flaw == IDIO_CARD_FLAW_NONE)
    {
      IdioCardFields copy = *fields;

      g_assert (fields->claim != NULL && fields->instruction != NULL && fields->rate != NULL);
      g_assert (g_utf8_strlen (fields->claim, -1) <= 200 && strpbrk (fields->claim, "\n\r\t") == NULL);
      g_assert (proposal->quotes->len >= 2);

      /* The same again is known. */
      copy.proposed = copy.claim;
      g_ptr_array_add (known, idio_hypothesis_new (1, &copy, proposal->quotes));
      g_assert (idio_card_is_known (proposal, known, 0, known->len));
    }
}

static void
item_cb (JsonObject *item,
         gpointer    user_data)
{
  g_autoptr(JsonNode) node = json_node_init_object (json_node_alloc (), item);
  g_autofree char *json = json_to_string (node, FALSE);

  g_string_append_printf (user_data, "%s\n", json);
  check_card (item);
}

/* @longest: the longest piece that is pushed at once */
static char *
scan (const char *text,
      gsize       longest)
{
  GString *items = g_string_new (NULL);
  g_autoptr(IdioJsonScanner) scanner = idio_json_scanner_new (item_cb, items);

  for (const char *p = text; *p != '\0'; p += strnlen (p, longest))
    {
      g_autofree char *piece = g_strndup (p, longest);

      idio_json_scanner_push (scanner, piece);
    }

  return g_string_free_and_steal (items);
}

int
fuzz_run (const guint8 *data,
          size_t        size)
{
  g_autofree char *text = fuzz_dup_text (data, size);
  g_autofree char *whole = scan (text, strlen (text));
  g_autofree char *pieces = scan (text, 7);
  g_autoptr(JsonObject) object = idio_json_find_object (text);

  g_assert (g_str_equal (whole, pieces));

  if (object != NULL)
    check_card (object);

  return 0;
}

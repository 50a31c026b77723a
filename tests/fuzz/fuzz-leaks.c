/* fuzz-leaks.c: what came into a draft from old texts; the draft, what was given, and the texts, separated by form feeds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "draft/idio-facts.h"
#include "draft/idio-leak.h"
#include "fuzz.h"

#define MAX_PARTS 10

static void
check_leak (const IdioLeak *leak,
            const char     *draft,
            guint           n_samples)
{
  g_assert (*leak->text != '\0' && g_utf8_validate (leak->text, -1, NULL) && strstr (draft, leak->text) != NULL);
  g_assert (leak->document >= 1 && leak->document <= n_samples);
}

/* What was saved is what is read. */
static void
check_json (GPtrArray *leaks)
{
  g_autofree char *json = idio_leaks_to_json (leaks);
  g_autoptr(GPtrArray) read = idio_leaks_from_json (json);

  g_assert (read->len == leaks->len);

  for (guint i = 0; i < leaks->len; i++)
    {
      const IdioLeak *a = g_ptr_array_index (leaks, i), *b = g_ptr_array_index (read, i);

      g_assert (a->kind == b->kind && a->document == b->document && g_str_equal (a->text, b->text));
    }
}

int
fuzz_run (const guint8 *data,
          size_t        size)
{
  g_autofree char *text = fuzz_dup_text (data, size);
  g_autoptr(GPtrArray) parts = fuzz_split (text, MAX_PARTS);
  g_autoptr(GPtrArray) samples = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GPtrArray) leaks = NULL;
  g_autoptr(GPtrArray) any = idio_leaks_from_json (text);
  g_auto(GStrv) facts = NULL;
  const char *draft = g_ptr_array_index (parts, 0), *given;

  for (guint i = 2; i < parts->len; i++)
    g_ptr_array_add (samples, idio_text_new (i - 1, "Title", g_ptr_array_index (parts, i), 0, IDIO_AUDIENCE_GENERAL));

  given = parts->len > 1 ? g_ptr_array_index (parts, 1) : "";
  leaks = idio_leaks_find (draft, given, samples);

  for (guint i = 0; i < leaks->len; i++)
    check_leak (g_ptr_array_index (leaks, i), draft, samples->len);

  check_json (leaks);
  facts = idio_facts_describe (given, draft);

  for (guint i = 0; facts[i] != NULL; i++)
    g_assert (g_utf8_validate (facts[i], -1, NULL));

  check_json (any);

  return 0;
}

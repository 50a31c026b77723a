/* test-entry.c: entries on their way from one process to another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-entry.h"

static IdioEntry *
make_entry (const char *string)
{
  IdioEntry *entry = idio_entry_new (IDIO_MEDIUM_CHAT, g_strdup (string));

  entry->flags = IDIO_ENTRY_OWN | IDIO_ENTRY_JUNK;
  entry->time = -1747034073;
  entry->title = g_strdup ("Grüße, Привет");
  entry->account = g_strdup ("");
  entry->place = g_strdup (string);

  return entry;
}

/* With what was inserted in it, and what is marked */
static IdioEntry *
make_marked (const char *string)
{
  IdioEntry *entry = make_entry (string);
  IdioInsertion *insertion = g_new0 (IdioInsertion, 1);

  insertion->start = strlen (string) - 5;
  insertion->length = 2;
  insertion->author = g_strdup ("Ann");
  entry->insertions = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_insertion_free);
  g_ptr_array_add (entry->insertions, insertion);
  idio_entry_add_mark (entry, 1, 4, IDIO_MARK_NO_PROSE, TRUE);
  idio_entry_add_mark (entry, 4, strlen (string), IDIO_MARK_QUOTE, FALSE);

  return entry;
}

static void
assert_in_text (const IdioEntry *entry)
{
  for (guint i = 0; entry->insertions != NULL && i < entry->insertions->len; i++)
    {
      const IdioInsertion *insertion = g_ptr_array_index (entry->insertions, i);

      g_assert_cmpuint (insertion->start + insertion->length, <=, strlen (entry->text));
      g_assert_true (g_utf8_validate (entry->text + insertion->start, (gssize) insertion->length, NULL));
    }

  for (guint i = 0; entry->marks != NULL && i < entry->marks->len; i++)
    {
      const IdioMark *mark = &g_array_index (entry->marks, IdioMark, i);

      g_assert_cmpuint (mark->start, <, mark->end);
      g_assert_cmpuint (mark->end, <=, strlen (entry->text));
      g_assert_true (g_utf8_validate (entry->text + mark->start, mark->end - mark->start, NULL));
    }
}

static void
assert_valid (const char *string)
{
  g_assert_true (string == NULL || g_utf8_validate (string, -1, NULL));
}

static void
test_round (void)
{
  static const char * const strings[] = { NULL, "", "a", "One text.\n", "\360\237\231\202" };

  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      g_autoptr(IdioEntry) entry = make_entry (strings[i]);
      g_autoptr(GBytes) bytes = idio_entry_to_bytes (entry);
      g_autoptr(IdioEntry) copy = idio_entry_from_bytes (bytes);

      g_assert_cmpint (copy->medium, ==, entry->medium);
      g_assert_cmpint (copy->flags, ==, entry->flags);
      g_assert_cmpint (copy->time, ==, entry->time);
      g_assert_cmpstr (copy->title, ==, entry->title);
      g_assert_cmpstr (copy->text, ==, strings[i]);
      g_assert_null (copy->author);
      g_assert_cmpstr (copy->account, ==, "");
      g_assert_null (copy->recipients);
      g_assert_null (copy->editor);
      g_assert_cmpstr (copy->place, ==, strings[i]);
      g_assert_null (copy->charset);
    }
}

/* Who sends it may be made to send anything: what is no entry is refused, and what is one is text. */
static void
test_damaged (void)
{
  g_autoptr(IdioEntry) entry = make_marked ("One text – or two.");
  g_autoptr(GBytes) bytes = idio_entry_to_bytes (entry);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_autofree guint8 *longer = g_malloc0 (length + 1);
  g_autoptr(GBytes) more = NULL;

  for (gsize i = 0; i < length; i++)
    {
      g_autoptr(GBytes) some = g_bytes_new (data, i);

      g_assert_null (idio_entry_from_bytes (some));
    }

  memcpy (longer, data, length);
  more = g_bytes_new (longer, length + 1);
  g_assert_null (idio_entry_from_bytes (more));

  for (gsize i = 0; i < length * 256; i++)
    {
      g_autofree guint8 *changed = g_memdup2 (data, length);
      g_autoptr(GBytes) damaged = NULL;
      g_autoptr(IdioEntry) result = NULL;

      changed[i / 256] = (guint8) (i % 256);
      damaged = g_bytes_new (changed, length);

      if (!(result = idio_entry_from_bytes (damaged)))
        continue;

      g_assert_cmpint (result->medium, <=, IDIO_MEDIUM_PROMPT);
      assert_valid (result->title);
      assert_valid (result->text);
      assert_valid (result->account);
      assert_valid (result->place);
      assert_in_text (result);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/entry/round", test_round);
  g_test_add_func ("/entry/damaged", test_damaged);

  return g_test_run ();
}

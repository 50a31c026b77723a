/* test-joiner.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "formats/idio-joiner.h"
#include "formats/idio-word-count.h"

typedef struct
{
  GPtrArray *entries;
  guint      n_signs;
  guint      stop_after;
} Taken;

static gboolean
take (IdioEntry *entry,
      gpointer   data)
{
  Taken *taken = data;

  if (entry == NULL)
    taken->n_signs++;
  else
    g_ptr_array_add (taken->entries, entry);

  return taken->entries->len != taken->stop_after;
}

static IdioEntry *
make (IdioMedium  medium,
      const char *author,
      const char *title,
      const char *text)
{
  IdioEntry *entry = idio_entry_new (medium, g_strdup (text));

  entry->author = g_strdup (author);
  entry->title = g_strdup (title);

  return entry;
}

static gboolean
add (IdioJoiner *joiner,
     IdioEntry  *entry,
     const char *iso)
{
  g_autoptr(GTimeZone) local = g_time_zone_new_local ();
  g_autoptr(GDateTime) time = iso != NULL ? g_date_time_new_from_iso8601 (iso, local) : NULL;

  return idio_joiner_add (joiner, entry, time);
}

static const IdioEntry *
get (const Taken *taken,
     guint        i)
{
  g_assert_cmpuint (taken->entries->len, >, i);

  return taken->entries->pdata[i];
}

static void
test_days (void)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_entry_free);
  Taken taken = { .entries = entries };
  g_autoptr(IdioJoiner) joiner = idio_joiner_new (take, &taken);

  add (joiner, make (IDIO_MEDIUM_CHAT, "A", NULL, "late"), "2025-05-12T10:00:00");
  add (joiner, make (IDIO_MEDIUM_CHAT, "A", NULL, "\r\nearly\r\n"), "2025-05-12T09:00:00");
  add (joiner, make (IDIO_MEDIUM_CHAT, "B", NULL, "other"), "2025-05-12T09:30:00");
  add (joiner, make (IDIO_MEDIUM_CHAT, "A", NULL, "  "), "2025-05-12T11:00:00");
  add (joiner, make (IDIO_MEDIUM_CHAT, "A", NULL, NULL), "2025-05-12T11:00:00");
  add (joiner, make (IDIO_MEDIUM_CHAT, "A", NULL, "https://example.org/x"), "2025-05-12T11:00:00");
  /* It is the 13th in the zone that is given, whatever the local one is. */
  add (joiner, make (IDIO_MEDIUM_CHAT, "A", NULL, "next"), "2025-05-13T00:30:00+14:00");
  add (joiner, make (IDIO_MEDIUM_CHAT, "A", NULL, "too"), "2025-05-13T23:30:00-12:00");
  g_assert_true (idio_joiner_finish (joiner));

  g_assert_cmpuint (entries->len, ==, 3);
  g_assert_cmpstr (get (&taken, 0)->text, ==, "early\nlate");
  g_assert_null (get (&taken, 0)->title);
  g_assert_cmpstr (get (&taken, 1)->text, ==, "other");
  g_assert_cmpstr (get (&taken, 2)->text, ==, "next\ntoo");
  g_assert_null (get (&taken, 2)->title);
}

/* In a conversation without a name, what each wrote is named after the others. Accounts are no names. */
static void
test_people (void)
{
  static const struct { const char *people, *expected; } cases[] = {
    { "Jonas Priya", "Priya|Jonas|" },
    { "Jonas Priya Omar", "Priya, Omar|Jonas, Omar|Jonas, Priya|" },
    { "Jonas", "Chat|" },
    { "Jonas #7", "Chat|Jonas|" },
    { "A B C D E", "B, C, D, E|A, C, D, E|A, B, D, E|A, B, C, E|A, B, C, D|" },
    { "A B C D E F G", "B, C, D, E|A, C, D, E|A, B, D, E|A, B, C, E|A, B, C, D|A, B, C, D, …|A, B, C, D, …|" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_entry_free);
      g_auto(GStrv) people = g_strsplit (cases[i].people, " ", -1);
      g_autoptr(GString) names = g_string_new (NULL);
      Taken taken = { .entries = entries };
      g_autoptr(IdioJoiner) joiner = idio_joiner_new (take, &taken);

      for (guint j = 0; people[j] != NULL; j++)
        {
          IdioEntry *message = make (IDIO_MEDIUM_CHAT, people[j], NULL, "Hello");

          if (*people[j] == '#')
            message->account = g_strdup (people[j]);

          add (joiner, message, NULL);
          add (joiner, make (IDIO_MEDIUM_CHAT, people[0], NULL, "Again"), NULL);
        }

      idio_joiner_finish (joiner);

      for (guint j = 0; j < entries->len; j++)
        g_string_append_printf (names, "%s|", get (&taken, j)->recipients != NULL ? get (&taken, j)->recipients : "Chat");

      g_assert_cmpstr (names->str, ==, cases[i].expected);
    }
}

static void
test_months (void)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_entry_free);
  g_autoptr(GString) long_text = g_string_new (NULL);
  Taken taken = { .entries = entries };
  g_autoptr(IdioJoiner) joiner = idio_joiner_new (take, &taken);

  for (guint i = 0; i < 100; i++)
    g_string_append (long_text, "word ");

  add (joiner, make (IDIO_MEDIUM_NOTE, NULL, "Shopping", "seeds"), "2025-05-12T10:00:00");
  add (joiner, make (IDIO_MEDIUM_NOTE, NULL, "Essay", long_text->str), "2025-05-13T10:00:00");
  add (joiner, make (IDIO_MEDIUM_NOTE, NULL, "Call", "Call home"), "2025-05-14T10:00:00");
  add (joiner, make (IDIO_MEDIUM_NOTE, NULL, NULL, "spade"), "2025-05-01T10:00:00");
  add (joiner, make (IDIO_MEDIUM_NOTE, NULL, "Alone", "in June"), "2025-06-01T10:00:00");
  add (joiner, make (IDIO_MEDIUM_POST, NULL, NULL, "a post"), "2025-06-01T10:00:00");
  idio_joiner_finish (joiner);

  g_assert_cmpuint (entries->len, ==, 4);
  g_assert_cmpstr (get (&taken, 0)->title, ==, "Essay");
  g_assert_cmpstr (get (&taken, 1)->title, ==, "Notes, May 2025");
  g_assert_cmpstr (get (&taken, 1)->text, ==, "spade\n\nShopping\nseeds\n\nCall home");
  g_assert_cmpstr (get (&taken, 2)->title, ==, "Alone");
  g_assert_cmpstr (get (&taken, 2)->text, ==, "in June");
  g_assert_cmpstr (get (&taken, 3)->title, ==, "Posts, June 2025");
}

/* Other texts go through, with their own time; notes do not. */
static void
test_take (void)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_entry_free);
  Taken taken = { .entries = entries };
  g_autoptr(IdioJoiner) joiner = idio_joiner_new (take, &taken);
  IdioEntry *note = make (IDIO_MEDIUM_NOTE, NULL, NULL, "note");
  IdioEntry *chat = make (IDIO_MEDIUM_CHAT, NULL, NULL, "chat");
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  note->time = 1747034040;
  chat->time = 1747034040;
  chat->place = g_strdup ("general");
  chat->author = g_strdup ("U1");
  chat->account = g_strdup ("U1");
  g_hash_table_insert (names, (char *) "U1", (char *) "Jonas");
  idio_joiner_set_names (joiner, names);
  idio_joiner_take (note, joiner);
  idio_joiner_take (make (IDIO_MEDIUM_MAIL, NULL, "Mail", "mail"), joiner);
  idio_joiner_take (make (IDIO_MEDIUM_CHAT, NULL, "Chat", "chat"), joiner);
  idio_joiner_take (chat, joiner);
  idio_joiner_take (NULL, joiner);

  g_assert_cmpuint (entries->len, ==, 3);
  g_assert_cmpstr (get (&taken, 1)->title, ==, "Chat");
  g_assert_cmpstr (get (&taken, 2)->title, ==, "general, May 12, 2025");
  g_assert_cmpstr (get (&taken, 2)->author, ==, "Jonas");
  g_assert_cmpstr (get (&taken, 2)->account, ==, "U1");
  g_assert_cmpuint (taken.n_signs, ==, 1);
  idio_joiner_finish (joiner);
  g_assert_cmpstr (get (&taken, 3)->text, ==, "note");
  g_assert_cmpint (get (&taken, 3)->time, ==, 1747034040);
}

/* What is held does not grow with the file, and the day at hand is not torn. */
static void
test_memory (void)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_entry_free);
  Taken taken = { .entries = entries };
  g_autoptr(IdioJoiner) joiner = idio_joiner_new (take, &taken);
  g_autofree char *text = g_strnfill (1000, 'x');
  gsize n_bytes = 0;

  for (guint day = 1; day <= 20; day++)
    for (guint i = 0; i < 1000; i++)
      {
        g_autofree char *iso = g_strdup_printf ("2025-05-%02uT%02u:%02u:00", day, i / 60, i % 60);

        add (joiner, make (IDIO_MEDIUM_CHAT, "A", NULL, text), iso);
      }

  for (guint i = 0; i < entries->len; i++)
    n_bytes += strlen (get (&taken, i)->text);

  g_assert_cmpuint (20 * 1000 * 1000 - n_bytes, <, 8 * 1024 * 1024);
  g_assert_cmpuint (taken.n_signs, >=, 4);
  idio_joiner_finish (joiner);
  g_assert_cmpuint (entries->len, ==, 20);
}

static void
test_stop (void)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_entry_free);
  Taken taken = { .entries = entries, .stop_after = 1 };
  g_autoptr(IdioJoiner) joiner = idio_joiner_new (take, &taken);

  add (joiner, make (IDIO_MEDIUM_CHAT, "A", NULL, "a"), "2025-05-12T10:00:00");
  add (joiner, make (IDIO_MEDIUM_CHAT, "B", NULL, "b"), "2025-05-12T10:00:00");
  g_assert_false (idio_joiner_finish (joiner));
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_false (add (joiner, make (IDIO_MEDIUM_CHAT, "A", NULL, "c"), "2025-05-12T10:00:00"));
  g_assert_false (idio_joiner_take (make (IDIO_MEDIUM_MAIL, NULL, NULL, "d"), joiner));
  g_assert_cmpuint (entries->len, ==, 1);
}

static void
test_words (void)
{
  static const struct { const char *text; guint n; } texts[] = {
    { "", 0 }, { "one", 1 }, { " one,two three — 4! ", 3 }, { "don’t", 1 }, { "我昨天去了北京", 3 }, { "今日は晴れ、good day", 4 },
    { "สวัสดีครับ", 5 }, { "안녕 하세요", 2 }, { "-- ?", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (idio_estimate_words (texts[i].text) != texts[i].n)
      g_test_fail_printf ("%s: %u", texts[i].text, idio_estimate_words (texts[i].text));
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/joiner/days", test_days);
  g_test_add_func ("/formats/joiner/people", test_people);
  g_test_add_func ("/formats/joiner/months", test_months);
  g_test_add_func ("/formats/joiner/take", test_take);
  g_test_add_func ("/formats/joiner/memory", test_memory);
  g_test_add_func ("/formats/joiner/stop", test_stop);
  g_test_add_func ("/formats/joiner/words", test_words);

  return g_test_run ();
}

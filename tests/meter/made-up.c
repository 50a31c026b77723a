/* made-up.c: texts by made-up writers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "made-up.h"

#define PLACES 6
#define CHOICES 6

/* What may stand at each place of a sentence. Writers differ in how often they choose what, not in what it is about. */
static const char * const choices[PLACES][CHOICES] = {
  { "", "But ", "So, ", "I think ", "In fact, ", "However, " },
  { "we ", "you ", "they ", "it seems we ", "I'm sure they ", "I " },
  { "can't ", "will ", "should really ", "would not ", "have to ", "might just " },
  { " because of ", ", which is about ", " with ", " (and ", " - not ", " and also " },
  { ", though ", "; ", ", and then ", " while ", ", so ", " if " },
  { ".", "!", "...", ". ", "?", ", I guess." },
};

/* One of a writer's two favorites in most cases, and else any. */
static const char *
choose (GRand *rand,
        guint  writer,
        guint  place)
{
  guint favorite = (writer * 7 + place * 5 + writer / 6 * (place + 1)) % CHOICES;
  double chance = g_rand_double (rand);

  if (chance < 0.4)
    return choices[place][favorite];

  if (chance < 0.65)
    return choices[place][(favorite + 1 + writer % 3) % CHOICES];

  return choices[place][g_rand_int_range (rand, 0, CHOICES)];
}

/* A word that hardly any other text has, so that no run of words is in two texts by chance. */
static void
add_word (GString *text,
          GRand   *rand)
{
  for (guint n = (guint) g_rand_int_range (rand, 2, 4); n > 0; n--)
    {
      g_string_append_c (text, "bdfgklmnprtvz"[g_rand_int_range (rand, 0, 13)]);
      g_string_append_c (text, "aeiou"[g_rand_int_range (rand, 0, 5)]);
    }
}

static void
add_clause (GString *text,
            GRand   *rand,
            guint    writer)
{
  const char *link = choose (rand, writer, 3);

  g_string_append (text, choose (rand, writer, 1));
  g_string_append (text, choose (rand, writer, 2));
  add_word (text, rand);
  g_string_append (text, " the ");
  add_word (text, rand);
  g_string_append_printf (text, "%sthe ", link);
  add_word (text, rand);
  g_string_append (text, strchr (link, '(') != NULL ? ")" : "");
}

/* Text number @number of a writer, which has at least @n_words words and is always the same. */
char *
made_up_text (guint writer,
              guint number,
              guint n_words)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (writer * 10007 + number);
  GString *text = g_string_new (NULL);

  for (guint n = 0; n < n_words;)
    {
      guint begin = (guint) text->len;

      g_string_append (text, choose (rand, writer, 0));
      add_clause (text, rand, writer);

      if (g_rand_double (rand) < 0.2 + writer % 4 * 0.2)
        {
          g_string_append (text, choose (rand, writer, 4));
          add_clause (text, rand, writer);
        }

      g_string_append (text, choose (rand, writer, 5));
      g_string_append_c (text, ' ');

      for (const char *p = text->str + begin; *p != '\0'; p++)
        n += *p == ' ' && p[1] != ' ' && p[1] != '-';
    }

  return g_string_free_and_steal (text);
}

/* Of 10 texts by each. */
IdioBackground *
made_up_background (guint first_writer,
                    guint n_writers)
{
  g_autoptr(IdioBackgroundBuilder) builder = idio_background_builder_new ("made up", FALSE);

  for (guint i = first_writer; i < first_writer + n_writers; i++)
    for (guint j = 0; j < 10; j++)
      {
        g_autofree char *name = g_strdup_printf ("%u", i);
        g_autofree char *text = made_up_text (i, 1000 + j, 150);

        idio_background_builder_add (builder, name, text);
      }

  return idio_background_builder_finish (builder, NULL);
}

static char *
repeat (const char *what,
        gsize       n_bytes)
{
  GString *text = g_string_sized_new (n_bytes + 1);

  while (text->len + strlen (what) <= n_bytes)
    g_string_append (text, what);

  return g_string_free_and_steal (text);
}

/* Texts that nobody writes, but somebody may give: valid UTF-8 all of them. */
GPtrArray *
made_up_oddities (void)
{
  static const char * const units[] = {
    "a", "A", "0", ".", "!", "'", "\n", " ", "-", "(", ").", "é", "e\xcc\x81", "\xcc\x81", "語", "。", "😀", "😀 ", "1 ",
    "a. ", "a\n", "a'", "A.B ", "\xef\xbf\xbd", "\x01", "\xe2\x80\xa8", "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb",
  };
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GRand) rand = g_rand_new_with_seed (3);

  g_ptr_array_add (texts, g_strdup (""));

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_ptr_array_add (texts, g_strdup (units[i]));
      g_ptr_array_add (texts, repeat (units[i], 100000));
    }

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);

      for (guint j = 0; j < 2000; j++)
        g_string_append_unichar (text, (gunichar) g_rand_int_range (rand, 1, i % 2 == 0 ? 0xd7ff : 0x250));

      g_ptr_array_add (texts, g_string_free_and_steal (g_steal_pointer (&text)));
    }

  return texts;
}

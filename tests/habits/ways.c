/* ways.c: texts of which is known how often they do what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "habits/ways.h"

/* What can be decorated: clauses about nothing, without words that stand in lists. */
static const char * const clauses[] = {
  "parts for the boat came by truck and fit the hull",
  "the hull needs more coats of blue paint for the launch",
  "sailors looked at the engine and at the rope on deck",
  "that harbor stays closed for the storm and for the tide out at sea",
  "Tom carried the box from the shed to the far end of the pier",
  "every mast leans to the left with the wind out of the north",
  "Ann painted the door of the shed green and the window white",
  "maps on the wall show the islands and the light on the point",
  "Bob left the ladder beside the fence behind the house",
  "bread from the corner shop was gone before lunch",
  "each river rose by the height of a hand after the rain",
  "keys to the boat hang on the nail beside the stove",
};

const Ways ways_plain = {
  .named_greeting = 36, .closing = 48, .varied = 1, .thanks_first = 2, .thanks_last = 10, .question_last = 3,
  .question = 1, .exclamation = 1, .parenthesis = 6, .dash = 3, .ellipsis = 1, .quote = 3, .semicolon = 1,
  .open_end = 5, .please = 2, .command = 1, .soft = 1, .first_person = 18, .conjunction = 2,
  .discourse = 2, .hedge = 7, .booster = 5, .informal = 7, .shorthand = 4, .plural = 14, .short_sentence = 9,
  .long_sentence = 20, .contracted = 3, .full = 8, .digit = 6, .number_word = 1, .serial = 2, .series = 7,
  .american = 3, .paragraph = 40,
};

static gboolean
happens (GRand *rand,
         guint  percent)
{
  return (guint) g_rand_int_range (rand, 0, 100) < percent;
}

#define PICK(rand, ...)                                                    \
  ({                                                                       \
    static const char * const __choices[] = { __VA_ARGS__ };               \
    __choices[g_rand_int_range ((rand), 0, G_N_ELEMENTS (__choices))];     \
  })

static const char *
pick_clause (GRand *rand)
{
  return clauses[g_rand_int_range (rand, 0, G_N_ELEMENTS (clauses))];
}

/* What begins a sentence; "" if nothing does. */
static const char *
pick_start (const Ways  *ways,
            GRand       *rand,
            const char **end)
{
  if (happens (rand, ways->question))
    {
      *end = "?";
      return "Did anyone see that ";
    }

  if (happens (rand, ways->soft))
    {
      *end = "?";
      return "Could you tell Eve that ";
    }

  if (happens (rand, ways->please))
    return "Please tell Eve that ";

  if (happens (rand, ways->command))
    return "Tell Eve that ";

  if (happens (rand, ways->sorry))
    return "Sorry that ";

  if (happens (rand, ways->first_person))
    return happens (rand, ways->small_i) ? "i heard that " : "I heard that ";

  if (happens (rand, ways->conjunction))
    return PICK (rand, "And ", "But ");

  if (happens (rand, ways->discourse))
    return PICK (rand, "However, ", "Meanwhile, ");

  return "";
}

static void
append_middle (GString    *sentence,
               const Ways *ways,
               GRand      *rand)
{
  const struct { guint percent; const char *words; } middles[] = {
    { ways->parenthesis, " (the blue one) on deck" },
    { ways->dash, " - the old one of them all at the far pier" },
    { ways->quote, " by the \"long\" road" },
    { ways->semicolon, "; the tide was out" },
    { ways->ampersand, " with salt & oil" },
    { ways->hedge, PICK (rand, ", perhaps", ", probably") },
    { ways->booster, PICK (rand, ", certainly", ", obviously") },
    { ways->informal, PICK (rand, " for the guys", " with the kids") },
    { ways->shorthand, PICK (rand, ", btw", ", fyi") },
    { ways->plural, " near us" },
    { ways->capitals, " with ALL of it" },
    { ways->contracted, ", and it's dry" },
    { ways->full, ", and it is dry" },
    { ways->digit, " in 3 days" },
    { ways->number_word, " in three days" },
    { ways->british, " in that colour" },
    { ways->american, " in that color" },
    { ways->serial, " with nails, ropes, and paint" },
    { ways->series, " with nails, ropes and paint" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (middles); i++)
    if (happens (rand, middles[i].percent))
      g_string_append (sentence, middles[i].words);
}

static void
append_sentence (GString    *text,
                 const Ways *ways,
                 GRand      *rand)
{
  g_autoptr(GString) sentence = g_string_new (NULL);
  const char *end = happens (rand, ways->exclamation) ? "!" : ".";

  if (happens (rand, ways->run))
    end = "!!!";
  else if (happens (rand, ways->ellipsis))
    end = "...";

  if (happens (rand, ways->short_sentence))
    g_string_append (sentence, PICK (rand, "The rain was back", "Eve knew", "The dog slept"));
  else
    {
      g_string_append (sentence, pick_start (ways, rand, &end));
      g_string_append (sentence, pick_clause (rand));
      append_middle (sentence, ways, rand);

      if (happens (rand, ways->long_sentence))
        g_string_append_printf (sentence, " and %s, and %s", pick_clause (rand), pick_clause (rand));
    }

  if (happens (rand, ways->open_end))
    end = "";

  sentence->str[0] = happens (rand, ways->small_start) ? g_ascii_tolower (sentence->str[0]) :
                     sentence->str[0] == 'i' && sentence->str[1] == ' ' ? 'i' : g_ascii_toupper (sentence->str[0]);

  g_string_append_printf (text, "%s%s%s%s%s%s", happens (rand, ways->item) ? "\n- " : "", sentence->str, end,
                          happens (rand, ways->emoji) ? " 🙂" : "", happens (rand, ways->emoticon) ? " :-)" : "",
                          happens (rand, ways->paragraph) || *end == '\0' ? "\n\n" :
                          happens (rand, ways->double_space) ? "  " : " ");
}

char *
ways_write_text (const Ways *ways,
                 GRand      *rand)
{
  GString *text = g_string_new (NULL);
  const char *name = PICK (rand, "Ann", "Bob", "Eve", "Tom");

  if (happens (rand, ways->named_greeting))
    g_string_append_printf (text, "%s%s,\n\n",
                            ways->varied ? PICK (rand, "", "", "", "Hello ", "Hi ", "Dear ") : "Hi ", name);
  else if (happens (rand, ways->greeting))
    g_string_append_printf (text, "%s: ", name);

  if (happens (rand, ways->thanks_first))
    g_string_append (text, "Thanks for bringing all of the tools back to the shed. ");

  for (guint n = (guint) g_rand_int_range (rand, 6, 10); n > 0; n--)
    append_sentence (text, ways, rand);

  if (happens (rand, ways->thanks_last))
    g_string_append (text, "Thanks for all the help with the boat and the shed.");
  else if (happens (rand, ways->question_last))
    g_string_append (text, "Where is the other boat that was here?");

  if (happens (rand, ways->closing))
    g_string_append_printf (text, "\n\n%s", !ways->varied ? "Cheers,\nLee" :
                            PICK (rand, "Cheers", "Best", "Regards", "Lee", "Take care"));
  else if (happens (rand, ways->named_closing))
    g_string_append (text, "\n\nLee");

  return g_string_free_and_steal (text);
}

void
writer_init_from_ways (Writer     *writer,
                       const Ways *ways,
                       guint       n_texts,
                       guint32     seed)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);

  writer_init (writer);

  for (guint i = 0; i < n_texts; i++)
    writer_take (writer, ways_write_text (ways, rand));

  writer->habits = idio_habits_find (writer->features);
}

/* idio-card-figures.c: what a counted card is told from
 *
 * A card outlives the session in which it was counted, and its user may choose another language. So the figures are
 * kept, and the card is put in words each time it is loaded.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "llm/idio-json.h"
#include "voice/idio-card-figures.h"

/* The numbers that claims and rates are made of */
static const struct
{
  const char *name;
  gsize       offset;
} numbers[] = {
  { "with", G_STRUCT_OFFSET (IdioHabit, n_with) },
  { "texts", G_STRUCT_OFFSET (IdioHabit, n_texts) },
  { "least-words", G_STRUCT_OFFSET (IdioHabit, least_words) },
  { "low", G_STRUCT_OFFSET (IdioHabit, low) },
  { "median", G_STRUCT_OFFSET (IdioHabit, median) },
  { "high", G_STRUCT_OFFSET (IdioHabit, high) },
  { "others", G_STRUCT_OFFSET (IdioHabit, n_others) },
  { "same", G_STRUCT_OFFSET (IdioHabit, n_same) },
};

/* Things that are so or not */
static const struct
{
  const char *name;
  gsize       offset;
} flags[] = {
  { "named", G_STRUCT_OFFSET (IdioHabit, named) },
  { "uneven", G_STRUCT_OFFSET (IdioHabit, is_uneven) },
  { "is-low", G_STRUCT_OFFSET (IdioHabit, is_low) },
};

/**
 * idio_card_figures_new:
 * @habit: a habit
 * @words: (array zero-terminated=1): the writer's own words that its claim names
 *
 * Returns: (transfer full): all that its claim and rate are made of, as JSON
 */
char *
idio_card_figures_new (const IdioHabit    *habit,
                       const char * const *words)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_autoptr(JsonNode) node = NULL;
  JsonArray *named = json_array_new ();
  char mark[] = { habit->mark, '\0' };

  for (guint i = 0; words[i] != NULL; i++)
    json_array_add_string_element (named, words[i]);

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    json_object_set_int_member (object, numbers[i].name, G_STRUCT_MEMBER (guint, habit, numbers[i].offset));

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    json_object_set_boolean_member (object, flags[i].name, G_STRUCT_MEMBER (gboolean, habit, flags[i].offset));

  json_object_set_double_member (object, "rate", habit->rate);
  json_object_set_string_member (object, "detail", habit->detail != NULL ? habit->detail : "");
  json_object_set_string_member (object, "mark", mark);
  json_object_set_string_member (object, "genre", idio_genre_get_nick (habit->genre));
  json_object_set_array_member (object, "words", named);
  node = json_node_init_object (json_node_alloc (), object);

  return json_to_string (node, FALSE);
}

static GStrv
read_words (JsonObject *object)
{
  JsonArray *array = idio_json_get_array (object, "words");
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (json_node_get_value_type (json_array_get_element (array, i)) == G_TYPE_STRING)
      g_strv_builder_add (words, json_array_get_string_element (array, i));

  return g_strv_builder_end (words);
}

/* Whatever a database has there, the habit is one that can be put in words. */
static void
read_habit (IdioHabit  *habit,
            JsonObject *object)
{
  const char *detail = idio_json_get_string (object, "detail"), *mark = idio_json_get_string (object, "mark");

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    G_STRUCT_MEMBER (guint, habit, numbers[i].offset) =
      (guint) CLAMP (idio_json_get_int (object, numbers[i].name, 0), 0, G_MAXINT);

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    G_STRUCT_MEMBER (gboolean, habit, flags[i].offset) =
      json_object_get_boolean_member_with_default (object, flags[i].name, FALSE);

  habit->rate = CLAMP (json_object_get_double_member_with_default (object, "rate", 0), 0, 1000);
  habit->detail = g_strdup (detail != NULL ? detail : "");
  habit->mark = mark != NULL && g_ascii_ispunct (*mark) ? *mark : '\0';
  habit->n_with = MIN (habit->n_with, habit->n_texts);
  habit->n_same = MIN (habit->n_same, habit->n_others);
  habit->genre = g_strcmp0 (idio_json_get_string (object, "genre"), idio_genre_get_nick (IDIO_GENRE_MAIL)) == 0 ?
                 IDIO_GENRE_MAIL : IDIO_GENRE_POST;
}

/**
 * idio_card_figures_say:
 * @fields: (inout): a card
 *
 * Puts a counted card in words from its figures: in the language of the session, but for a claim that is the user's own,
 * and in English for models.
 *
 * Returns: whether that could be done; %FALSE if it has no figures that this version can read
 */
gboolean
idio_card_figures_say (IdioCardFields *fields)
{
  const IdioHabitRule *rule = fields->habit != NULL ? idio_habits_find_rule (fields->habit) : NULL;
  g_autoptr(JsonObject) object = fields->figures != NULL ? idio_json_find_object (fields->figures) : NULL;
  g_autoptr(IdioHabit) habit = NULL;
  g_auto(GStrv) strings = NULL;
  const char * const *words;

  if (rule == NULL || object == NULL)
    return FALSE;

  habit = idio_habit_new (rule);
  read_habit (habit, object);
  strings = read_words (object);
  words = (const char * const *) strings;

  if (g_strv_length (strings) < idio_habit_get_n_words (habit))
    return FALSE;

  if (!fields->edited)
    {
      g_free (fields->claim);
      fields->claim = idio_habit_dup_claim (habit, words, IDIO_HABIT_READER_USER);
    }

  /* The user said something else, of which there are no figures. */
  if (!fields->edited || *fields->rate != '\0')
    {
      g_free (fields->rate);
      fields->rate = idio_habit_dup_rate (habit, IDIO_HABIT_READER_USER);
    }

  g_free (fields->english_claim);
  g_free (fields->english_rate);
  fields->english_claim = idio_habit_dup_claim (habit, words, IDIO_HABIT_READER_MODEL);
  fields->english_rate = idio_habit_dup_rate (habit, IDIO_HABIT_READER_MODEL);

  return TRUE;
}

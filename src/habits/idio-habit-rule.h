/* idio-habit-rule.h: what a family of habits is made of; for the families and what counts for them only
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "habits/idio-habits.h"

G_BEGIN_DECLS

/**
 * IdioHabitGroup:
 *
 * Habits of which only the most telling one is reported, because they say the same or contradict each other. A habit
 * may belong to several groups.
 */
typedef enum
{
  IDIO_HABIT_GROUP_NONE         = 0,
  IDIO_HABIT_GROUP_OPENING      = 1 << 0,
  IDIO_HABIT_GROUP_ENDING       = 1 << 1,
  IDIO_HABIT_GROUP_THANKS       = 1 << 2,
  IDIO_HABIT_GROUP_LAST_THANKS  = 1 << 3,
  IDIO_HABIT_GROUP_REQUESTS     = 1 << 4,
  IDIO_HABIT_GROUP_QUESTIONS    = 1 << 5,
  IDIO_HABIT_GROUP_LENGTH       = 1 << 6,
  IDIO_HABIT_GROUP_EXCLAMATIONS = 1 << 7,
  IDIO_HABIT_GROUP_FACES        = 1 << 8,
  IDIO_HABIT_GROUP_CASE         = 1 << 9,
  IDIO_HABIT_GROUP_CHAT         = 1 << 10,
  IDIO_HABIT_GROUP_NAME         = 1 << 11,
  IDIO_HABIT_GROUP_ASIDES       = 1 << 12,
  IDIO_HABIT_GROUP_FIRST_PERSON = 1 << 13,
  IDIO_HABIT_GROUP_DISCOURSE    = 1 << 14,
} IdioHabitGroup;

/**
 * IdioHabitVisibility:
 * @IDIO_HABIT_VISIBILITY_CLOSE: a reader notices it on looking closely
 * @IDIO_HABIT_VISIBILITY_READING: on reading
 * @IDIO_HABIT_VISIBILITY_GLANCE: at once
 *
 * A weight of the score.
 */
typedef enum
{
  IDIO_HABIT_VISIBILITY_CLOSE = 1,
  IDIO_HABIT_VISIBILITY_READING,
  IDIO_HABIT_VISIBILITY_GLANCE,
} IdioHabitVisibility;

/**
 * IdioHabitRate:
 * @IDIO_HABIT_RATE_TEXTS: in 4 of 5 texts
 * @IDIO_HABIT_RATE_SENTENCES: and about 1 sentence in 8
 * @IDIO_HABIT_RATE_WORDS: and 1.2 times in 100 words
 * @IDIO_HABIT_RATE_PLACES: in 4 of the 5 texts where it could be
 * @IDIO_HABIT_RATE_NEVER: not found in any of 5 texts
 * @IDIO_HABIT_RATE_REQUESTS: the same, of texts that ask for something
 * @IDIO_HABIT_RATE_LENGTHS: half of the sentences have 8 to 15 words
 *
 * How the frequency of a habit is told.
 */
typedef enum
{
  IDIO_HABIT_RATE_TEXTS,
  IDIO_HABIT_RATE_SENTENCES,
  IDIO_HABIT_RATE_WORDS,
  IDIO_HABIT_RATE_PLACES,
  IDIO_HABIT_RATE_NEVER,
  IDIO_HABIT_RATE_REQUESTS,
  IDIO_HABIT_RATE_LENGTHS,
} IdioHabitRate;

/**
 * IdioHabitTexts:
 * @features: (element-type IdioFeatures): the features of a writer's texts, in the order of documents
 * @genre: what kind of texts most of them are
 * @references: (array fixed-size=2): other writers of texts of each kind; %NULL where none are known
 *
 * What habits are looked for in.
 */
typedef struct
{
  GPtrArray           *features;
  IdioGenre            genre;
  const IdioReference *references[IDIO_N_GENRES];
} IdioHabitTexts;

/**
 * IdioHabitUsual:
 * @of_genre: as in #IdioReferenceRate; 0 where it is not known
 *
 * How usual a habit is in texts of each kind.
 */
typedef struct
{
  double of_genre[IDIO_N_GENRES];
} IdioHabitUsual;

/**
 * IdioHabitMethod:
 * @find: (nullable): counts the habit in features, and scores it
 * @find_in_samples: (nullable): the same in texts
 * @shows: whether a sentence of a text in which the habit holds shows it: exactly what was counted
 * @get_n_words: (nullable): the number of the writer's own words that the claim names; without, %IDIO_HABIT_N_WORDS if
 *   the rule has a word list, else none
 * @count_words: (nullable): counts those in a sentence; without, the words of the rule's list
 * @put: (nullable): puts the habit in words, where those of the rule are not enough
 * @is_absence: whether the habit is not to do something
 * @min_steadiness: minimum steadiness if only some of the words are named, see idio_habit_is_enough()
 *
 * How a habit is counted, shown and told.
 */
typedef struct
{
  void     (*find)            (IdioHabit             *habit,
                               const IdioHabitTexts  *texts);
  void     (*find_in_samples) (IdioHabit             *habit,
                               const IdioHabitSample *samples,
                               guint                  n_samples);
  gboolean (*shows)           (const IdioHabit       *habit,
                               const IdioAnalysis    *analysis,
                               const char            *text,
                               guint                  sentence);
  guint    (*get_n_words)     (const IdioHabit       *habit);
  void     (*count_words)     (const IdioHabit       *habit,
                               const IdioAnalysis    *analysis,
                               const char            *text,
                               guint                  sentence,
                               GHashTable            *counts);
  void     (*put)             (const IdioHabit       *habit,
                               const char * const    *words,
                               char                 **claim,
                               char                 **instruction);
  gboolean   is_absence;
  double     min_steadiness;
} IdioHabitMethod;

/**
 * IdioHabitRule:
 * @nick: its name in databases, in references, and in tests; never changes
 * @axis: what the claim is about
 * @groups: the habits it excludes, as #IdioHabitGroup
 * @visibility: how soon a reader notices
 * @method: how it is counted and shown
 * @measure: the measure
 * @cues: sentences with one of these show it; if it is an absence, these are what is absent
 * @categories: sentences with words of one of these lists show it
 * @list: (nullable): the file name of the word list of which the claim names words
 * @languages: the languages it can be told in, as in #IdioMeasure; 0 for those of the measure
 * @occasion: it can hold only in texts with one of these
 * @instead: sentences with one of these show an absence best
 * @least: minimum rate that a reader notices
 * @refines: (nullable): the nick of a habit that this one replaces if it covers enough of it
 * @rate: how its frequency is told
 * @claim: the claim, for people, to be translated with gettext(); "%s" is one of the writer's own words
 * @instruction: the instruction for models, in English, without the rate
 *
 * A habit: when it is claimed, what shows it, and what it is told as.
 */
struct _IdioHabitRule
{
  const char            *nick;
  IdioAxis               axis;
  guint                  groups;
  IdioHabitVisibility    visibility;
  const IdioHabitMethod *method;
  IdioMeasureId          measure;
  IdioCues               cues;
  guint                  categories;
  const char            *list;
  guint                  languages;
  IdioCues               occasion;
  IdioCues               instead;
  double                 least;
  const char            *refines;
  IdioHabitRate          rate;
  const char            *claim;
  const char            *instruction;
};

/* The parts of a row. */
#define HABIT(nick_, axis_, visibility_, groups_)                                            \
  .nick = (nick_), .axis = IDIO_AXIS_##axis_, .visibility = IDIO_HABIT_VISIBILITY_##visibility_,  \
  .groups = IDIO_HABIT_GROUP_##groups_
#define COUNT(method_, measure_) .method = &(method_), .measure = IDIO_MEASURE_##measure_
#define CUE(cue_)                .cues = IDIO_CUE_##cue_
#define WORDS(category_)         .categories = IDIO_CATEGORY_BIT (IDIO_CATEGORY_##category_)
#define SAY(rate_, claim_, instruction_) \
  .rate = IDIO_HABIT_RATE_##rate_, .claim = (claim_), .instruction = (instruction_)

/**
 * IdioHabitFamily:
 * @rules: (array length=n_rules): habits that are alike
 * @n_rules: how many
 */
typedef struct
{
  const IdioHabitRule *rules;
  guint                n_rules;
} IdioHabitFamily;

extern const IdioHabitFamily idio_habit_openings;
extern const IdioHabitFamily idio_habit_closings;
extern const IdioHabitFamily idio_habit_manners;
extern const IdioHabitFamily idio_habit_lengths;
extern const IdioHabitFamily idio_habit_words;
extern const IdioHabitFamily idio_habit_punctuation;
extern const IdioHabitFamily idio_habit_turns;
extern const IdioHabitFamily idio_habit_typing;
extern const IdioHabitFamily idio_habit_favorites;

/* idio-habit-methods.c: texts with a cue; texts that do it at all; that do it most of the times, or never, where they
 * could; more of the measure than others; a high or low rank among other writers; texts without it. */
extern const IdioHabitMethod idio_habit_cue;
extern const IdioHabitMethod idio_habit_texts;
extern const IdioHabitMethod idio_habit_mostly;
extern const IdioHabitMethod idio_habit_none;
extern const IdioHabitMethod idio_habit_more;
extern const IdioHabitMethod idio_habit_ranked;
extern const IdioHabitMethod idio_habit_ranked_low;
extern const IdioHabitMethod idio_habit_never;

/* Cap of the surprisal, in bits. */
#define IDIO_HABIT_MAX_UNUSUAL 3.0

/* Standard normal deviate of a one-sided interval of 95 %. */
#define IDIO_HABIT_Z 1.645

/* Minimum steadiness of what is done more than by others. */
#define IDIO_HABIT_MIN_MORE_STEADY 0.15

/* Minimum steadiness of ways to open and close, of second ways, and of the absence of any. */
#define IDIO_HABIT_MIN_FORM_STEADY   0.28
#define IDIO_HABIT_MIN_OTHER_STEADY  0.13
#define IDIO_HABIT_MIN_MOSTLY_STEADY 0.38
#define IDIO_HABIT_MIN_NAME_STEADY   0.17
#define IDIO_HABIT_MIN_FORM_UNUSUAL  0.25

/* Minimum share of the whole that the words named by a claim make up. */
#define IDIO_HABIT_NAMED_SHARE 0.4

void                      idio_habit_count_text     (IdioHabit                *self,
                                                     gint64                    document,
                                                     gboolean                  holds);
void                      idio_habit_clear_counts   (IdioHabit                *self);
gboolean                  idio_habit_is_shown       (const IdioHabit          *self,
                                                     const IdioHabitSample    *sample);
double                    idio_habit_get_lower_end  (guint                     n_with,
                                                     guint                     n_texts);
double                    idio_habit_get_steadiness (const IdioHabit          *self);
double                    idio_habit_get_surprisal  (double                    found,
                                                     double                    usual,
                                                     double                    least);
double                    idio_habit_get_value      (const IdioHabit          *self);
void                      idio_habit_set_score      (IdioHabit                *self,
                                                     double                    surprisal);
void                      idio_habit_score_texts    (IdioHabit                *self,
                                                     const IdioHabitTexts     *texts,
                                                     double                    min_steady,
                                                     double                    min_unusual);
IdioHabitUsual            idio_habit_find_usual     (const IdioHabitRule      *rule,
                                                     const IdioHabitTexts     *texts);
double                    idio_habit_get_usual      (const IdioHabitUsual     *usual,
                                                     const IdioHabitTexts     *texts,
                                                     const IdioFeatures       *text);
void                      idio_habit_score_alone    (IdioHabit                *self);
const IdioReferenceRange *idio_habit_get_others     (const IdioHabitRule      *rule,
                                                     const IdioHabitTexts     *texts);
gboolean                  idio_habit_is_beyond      (double                    value,
                                                     const IdioReferenceRange *others,
                                                     gboolean                  low);
double                    idio_habit_rank           (IdioHabit                *self,
                                                     const IdioHabitTexts     *texts,
                                                     gboolean                  low);
void                      idio_habit_score_form     (IdioHabit                *self,
                                                     const IdioHabitTexts     *texts,
                                                     double                    min_steady);
void                      idio_habit_score_samples  (IdioHabit                *self,
                                                     double                    min_unusual);
gboolean                  idio_habit_can_take       (const IdioHabitRule      *rule,
                                                     const IdioFeatures       *text);
gboolean                  idio_habit_shows_cues     (const IdioHabit          *habit,
                                                     const IdioAnalysis       *analysis,
                                                     const char               *text,
                                                     guint                     sentence);
void                      idio_habit_texts_init     (IdioHabitTexts           *texts,
                                                     GPtrArray                *features);
const IdioFeatures       *idio_habit_texts_get      (const IdioHabitTexts     *texts,
                                                     guint                     i);
const IdioReference      *idio_habit_texts_find_one (const IdioHabitTexts     *texts);
void                      idio_habit_count_word     (GHashTable               *counts,
                                                     char                     *word);
void                      idio_habit_write_i        (char                     *words);
void                      idio_habit_find_texts     (IdioHabit                *habit,
                                                     const IdioHabitTexts     *texts);
void                      idio_habit_find_more      (IdioHabit                *habit,
                                                     const IdioHabitTexts     *texts);
gboolean                  idio_habit_shows_in_prose (const IdioHabit          *habit,
                                                     const IdioAnalysis       *analysis,
                                                     const char               *text,
                                                     guint                     sentence);
char                     *idio_habit_fill           (const char               *form,
                                                     const char * const       *words);

G_END_DECLS

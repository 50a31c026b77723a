/* idio-analysis.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "text/idio-vocabulary.h"

G_BEGIN_DECLS

/**
 * IdioCues:
 * @IDIO_CUE_CONTRACTION: has a contraction, such as "don't"
 * @IDIO_CUE_EXCLAMATION: has an exclamation mark
 * @IDIO_CUE_QUESTION: ends as a question
 * @IDIO_CUE_DASH: has a dash between thoughts
 * @IDIO_CUE_PARENTHESIS: has an aside in parentheses
 * @IDIO_CUE_ELLIPSIS: has an ellipsis
 * @IDIO_CUE_GREETING: is the greeting at the beginning of the text, and no more
 * @IDIO_CUE_CLOSING: belongs to the sign-off at the end of the text
 * @IDIO_CUE_PROSE: is a sentence proper: no greeting, sign-off, title or item of a list, and not a word on its own
 *   without a mark behind it
 * @IDIO_CUE_LIST_ITEM: is an item of a list, or begins one
 * @IDIO_CUE_PARAGRAPH: begins a paragraph, or another line of its own; where blank lines part paragraphs, a line in
 *   one is none
 * @IDIO_CUE_EXCLAMATION_RUN: has two exclamation marks in a row or more
 * @IDIO_CUE_SEMICOLON: has a semicolon
 * @IDIO_CUE_QUOTE: has a word or a few in double quotes; what others said in them is no sign of the writer
 * @IDIO_CUE_OPEN_END: ends without a full stop or the like
 * @IDIO_CUE_EMOJI: has an emoji, or is followed by one
 * @IDIO_CUE_EMOTICON: has a face made of marks, or is followed by one
 * @IDIO_CUE_ADDRESS: has an address of the web or of mail
 * @IDIO_CUE_LOWER_CASE_START: begins with a small letter
 * @IDIO_CUE_THANKS: thanks
 * @IDIO_CUE_APOLOGY: apologizes
 * @IDIO_CUE_PLEASE: says please
 * @IDIO_CUE_DIRECT_REQUEST: tells someone to do something, without a "please"
 * @IDIO_CUE_SOFT_REQUEST: asks for something, as in "could you"
 * @IDIO_CUE_PASSIVE: has the pattern of a passive
 * @IDIO_CUE_DISCOURSE: has a word that ties it to the one before
 * @IDIO_CUE_OPENS_WITH_CONJUNCTION: begins with a word such as "and"
 * @IDIO_CUE_OPENS_WITH_FIRST_PERSON: begins with "I", "we" or the like
 * @IDIO_CUE_OPENS_WITH_DISCOURSE: begins with a word that ties it to the one before
 * @IDIO_CUE_OPENS_ALIKE: begins with the same word as the sentence before
 * @IDIO_CUE_AMPERSAND: has an "&" for "and"
 * @IDIO_CUE_SHORT: a sentence proper of at most five words
 * @IDIO_CUE_LONG: a sentence proper of more than 25 words
 * @IDIO_CUE_ASKED_REQUEST: a sentence proper that asks for something as a question
 * @IDIO_CUE_SINGLE_PARAGRAPH: the only sentence proper of a paragraph
 * @IDIO_CUE_SMALL_NUMBER: has a number of one or two digits
 * @IDIO_CUE_LOWER_CASE_I: has "i" for "I"
 * @IDIO_CUE_STRESSED_WORD: has a word stressed by capitals
 * @IDIO_CUE_BARE_CONTRACTION: has a contraction without its apostrophe
 * @IDIO_CUE_SERIAL_COMMA: has a series with a comma before its "and"
 * @IDIO_CUE_NO_SERIAL_COMMA: has a series without one
 * @IDIO_CUE_DOUBLE_HYPHEN: has a dash written as two hyphens
 * @IDIO_CUE_DOUBLE_SPACE: follows another sentence after more than one space
 * @IDIO_CUE_COLON: has a colon that is not part of a time of day
 * @IDIO_CUE_LAST_ASIDE: ends with an aside in parentheses
 * @IDIO_CUE_WHOLE_ASIDE: is an aside in parentheses as a whole
 * @IDIO_CUE_AFTERTHOUGHT: ends with a few words after a dash
 * @IDIO_CUE_ANNOUNCEMENT: ends with a colon, as before a list
 * @IDIO_CUE_POSTSCRIPT: begins with "P.S."
 * @IDIO_CUE_FULL_DATE: has a date with the day of the week
 * @IDIO_CUE_LETTERED: has two points or more with a letter or number in parentheses
 * @IDIO_CUE_ACRONYM: explains an acronym in parentheses
 * @IDIO_CUE_ATTRIBUTION: ends with who said it, after a comma
 * @IDIO_CUE_INSERTED_PLEASE: says please after a comma
 * @IDIO_CUE_SHALL: has "I shall" or "we shall"
 * @IDIO_CUE_MANY_COMMAS: has three commas or more
 * @IDIO_CUE_SAYS_THAT: has "that" after a verb of saying or thinking
 * @IDIO_CUE_QUESTION_RUN: has several question marks in a row, or question and exclamation marks
 * @IDIO_CUE_TWO_DOTS: has two dots in a row, as a pause or at the end
 * @IDIO_CUE_DROPPED_SUBJECT: begins with a verb that lacks its subject, as in "Will call you"
 * @IDIO_CUE_BARE_ITS: has "its" where "it's" is meant
 * @IDIO_CUE_APOSTROPHE_ITS: has "it's" where "its" is meant
 * @IDIO_CUE_LAST_LINK: is the last sentence before the sign-off, of several, and has an address of the web
 * @IDIO_CUE_ONLY: is a sentence proper and all of the text but for greeting and sign-off
 *
 * What was counted in a sentence, as bits. Sentences are quoted as evidence by these and nothing else, so that what is
 * shown is what was counted. Thanks, manners and openings are claimed only of languages with word lists; the passive,
 * contractions and series of English.
 */
typedef guint64 IdioCues;

#define IDIO_CUE_CONTRACTION             (G_GUINT64_CONSTANT (1) << 0)
#define IDIO_CUE_EXCLAMATION             (G_GUINT64_CONSTANT (1) << 1)
#define IDIO_CUE_QUESTION                (G_GUINT64_CONSTANT (1) << 2)
#define IDIO_CUE_DASH                    (G_GUINT64_CONSTANT (1) << 3)
#define IDIO_CUE_PARENTHESIS             (G_GUINT64_CONSTANT (1) << 4)
#define IDIO_CUE_ELLIPSIS                (G_GUINT64_CONSTANT (1) << 5)
#define IDIO_CUE_GREETING                (G_GUINT64_CONSTANT (1) << 6)
#define IDIO_CUE_CLOSING                 (G_GUINT64_CONSTANT (1) << 7)
#define IDIO_CUE_PROSE                   (G_GUINT64_CONSTANT (1) << 8)
#define IDIO_CUE_LIST_ITEM               (G_GUINT64_CONSTANT (1) << 9)
#define IDIO_CUE_PARAGRAPH               (G_GUINT64_CONSTANT (1) << 10)
#define IDIO_CUE_EXCLAMATION_RUN         (G_GUINT64_CONSTANT (1) << 11)
#define IDIO_CUE_SEMICOLON               (G_GUINT64_CONSTANT (1) << 12)
#define IDIO_CUE_QUOTE                   (G_GUINT64_CONSTANT (1) << 13)
#define IDIO_CUE_OPEN_END                (G_GUINT64_CONSTANT (1) << 14)
#define IDIO_CUE_EMOJI                   (G_GUINT64_CONSTANT (1) << 15)
#define IDIO_CUE_EMOTICON                (G_GUINT64_CONSTANT (1) << 16)
#define IDIO_CUE_ADDRESS                 (G_GUINT64_CONSTANT (1) << 17)
#define IDIO_CUE_LOWER_CASE_START        (G_GUINT64_CONSTANT (1) << 18)
#define IDIO_CUE_THANKS                  (G_GUINT64_CONSTANT (1) << 19)
#define IDIO_CUE_APOLOGY                 (G_GUINT64_CONSTANT (1) << 20)
#define IDIO_CUE_PLEASE                  (G_GUINT64_CONSTANT (1) << 21)
#define IDIO_CUE_DIRECT_REQUEST          (G_GUINT64_CONSTANT (1) << 22)
#define IDIO_CUE_SOFT_REQUEST            (G_GUINT64_CONSTANT (1) << 23)
#define IDIO_CUE_PASSIVE                 (G_GUINT64_CONSTANT (1) << 24)
#define IDIO_CUE_DISCOURSE               (G_GUINT64_CONSTANT (1) << 25)
#define IDIO_CUE_OPENS_WITH_CONJUNCTION  (G_GUINT64_CONSTANT (1) << 26)
#define IDIO_CUE_OPENS_WITH_FIRST_PERSON (G_GUINT64_CONSTANT (1) << 27)
#define IDIO_CUE_OPENS_WITH_DISCOURSE    (G_GUINT64_CONSTANT (1) << 28)
#define IDIO_CUE_OPENS_ALIKE             (G_GUINT64_CONSTANT (1) << 29)
#define IDIO_CUE_AMPERSAND               (G_GUINT64_CONSTANT (1) << 30)
#define IDIO_CUE_SHORT                   (G_GUINT64_CONSTANT (1) << 31)
#define IDIO_CUE_LONG                    (G_GUINT64_CONSTANT (1) << 32)
#define IDIO_CUE_ASKED_REQUEST           (G_GUINT64_CONSTANT (1) << 33)
#define IDIO_CUE_SINGLE_PARAGRAPH        (G_GUINT64_CONSTANT (1) << 34)
#define IDIO_CUE_SMALL_NUMBER            (G_GUINT64_CONSTANT (1) << 35)
#define IDIO_CUE_LOWER_CASE_I            (G_GUINT64_CONSTANT (1) << 36)
#define IDIO_CUE_STRESSED_WORD           (G_GUINT64_CONSTANT (1) << 37)
#define IDIO_CUE_BARE_CONTRACTION        (G_GUINT64_CONSTANT (1) << 38)
#define IDIO_CUE_SERIAL_COMMA            (G_GUINT64_CONSTANT (1) << 39)
#define IDIO_CUE_NO_SERIAL_COMMA         (G_GUINT64_CONSTANT (1) << 40)
#define IDIO_CUE_DOUBLE_HYPHEN           (G_GUINT64_CONSTANT (1) << 41)
#define IDIO_CUE_DOUBLE_SPACE            (G_GUINT64_CONSTANT (1) << 42)
#define IDIO_CUE_COLON                   (G_GUINT64_CONSTANT (1) << 43)
#define IDIO_CUE_LAST_ASIDE              (G_GUINT64_CONSTANT (1) << 44)
#define IDIO_CUE_WHOLE_ASIDE             (G_GUINT64_CONSTANT (1) << 45)
#define IDIO_CUE_AFTERTHOUGHT            (G_GUINT64_CONSTANT (1) << 46)
#define IDIO_CUE_ANNOUNCEMENT            (G_GUINT64_CONSTANT (1) << 47)
#define IDIO_CUE_POSTSCRIPT              (G_GUINT64_CONSTANT (1) << 48)
#define IDIO_CUE_FULL_DATE               (G_GUINT64_CONSTANT (1) << 49)
#define IDIO_CUE_LETTERED                (G_GUINT64_CONSTANT (1) << 50)
#define IDIO_CUE_ACRONYM                 (G_GUINT64_CONSTANT (1) << 51)
#define IDIO_CUE_ATTRIBUTION             (G_GUINT64_CONSTANT (1) << 52)
#define IDIO_CUE_INSERTED_PLEASE         (G_GUINT64_CONSTANT (1) << 53)
#define IDIO_CUE_SHALL                   (G_GUINT64_CONSTANT (1) << 54)
#define IDIO_CUE_SAYS_THAT               (G_GUINT64_CONSTANT (1) << 55)
#define IDIO_CUE_MANY_COMMAS             (G_GUINT64_CONSTANT (1) << 56)
#define IDIO_CUE_QUESTION_RUN            (G_GUINT64_CONSTANT (1) << 57)
#define IDIO_CUE_TWO_DOTS                (G_GUINT64_CONSTANT (1) << 58)
#define IDIO_CUE_DROPPED_SUBJECT         (G_GUINT64_CONSTANT (1) << 59)
#define IDIO_CUE_BARE_ITS                (G_GUINT64_CONSTANT (1) << 60)
#define IDIO_CUE_APOSTROPHE_ITS          (G_GUINT64_CONSTANT (1) << 61)
#define IDIO_CUE_LAST_LINK               (G_GUINT64_CONSTANT (1) << 62)
#define IDIO_CUE_ONLY                    (G_GUINT64_CONSTANT (1) << 63)

#define IDIO_N_CUES 64

/**
 * IdioCount:
 *
 * What is counted in a text; what is behind %IDIO_COUNT_CATEGORY are the words of each #IdioCategory, and behind
 * %IDIO_COUNT_CUE the sentences proper with each #IdioCues, by the number of its bit.
 */
typedef enum
{
  IDIO_COUNT_NONE,
  IDIO_COUNT_WORDS,
  IDIO_COUNT_LETTER_WORDS,     /* words that are neither numbers nor addresses */
  IDIO_COUNT_LETTERS,          /* the letters of those */
  IDIO_COUNT_LONG_WORDS,       /* those of more than six letters */
  IDIO_COUNT_NUMBERS,          /* numbers in digits */
  IDIO_COUNT_SMALL_NUMBERS,    /* numbers of one or two digits, or as words */
  IDIO_COUNT_SENTENCES,        /* but for greetings and sign-offs */
  IDIO_COUNT_LIST_ITEMS,       /* of those */
  IDIO_COUNT_PROSE,            /* sentences proper */
  IDIO_COUNT_PROSE_WORDS,      /* the words of those */
  IDIO_COUNT_REQUESTS,         /* those that ask for something */
  IDIO_COUNT_PARAGRAPHS,       /* with a sentence proper */
  IDIO_COUNT_SINGLE_PARAGRAPHS, /* with only one */
  IDIO_COUNT_COMMAS,
  IDIO_COUNT_UNSPACED_COMMAS,  /* followed by a word without a space */
  IDIO_COUNT_SERIES,           /* "a, b and c" */
  IDIO_COUNT_SERIAL_COMMAS,    /* "a, b, and c" */
  IDIO_COUNT_SEMICOLONS,
  IDIO_COUNT_COLONS,
  IDIO_COUNT_DASHES,
  IDIO_COUNT_SPACED_DASHES,
  IDIO_COUNT_DOUBLE_HYPHENS,   /* dashes written as "--" */
  IDIO_COUNT_HYPHENS,          /* between words */
  IDIO_COUNT_AMPERSANDS,
  IDIO_COUNT_SPACEABLE_MARKS,  /* "!", "?", ":" and ";" */
  IDIO_COUNT_SPACED_MARKS,     /* with a space before them */
  IDIO_COUNT_SENTENCE_GAPS,    /* between sentences on a line */
  IDIO_COUNT_DOUBLE_SPACES,    /* of more than one space */
  IDIO_COUNT_STRESSED_WORDS,
  IDIO_COUNT_ACRONYMS,
  IDIO_COUNT_NAMES,
  IDIO_COUNT_I,                /* "I", alone or contracted */
  IDIO_COUNT_SMALL_I,
  IDIO_COUNT_LENGTHENED_WORDS,
  IDIO_COUNT_CONTRACTIONS,
  IDIO_COUNT_BARE_CONTRACTIONS, /* those without an apostrophe */
  IDIO_COUNT_CONTRACTIBLES,    /* contractions, and what could be one */
  IDIO_COUNT_ADVERBS,
  IDIO_COUNT_NOMINALIZATIONS,
  IDIO_COUNT_SPELLINGS,        /* words that are spelled in two ways */
  IDIO_COUNT_CATEGORY,
  IDIO_COUNT_CUE = IDIO_COUNT_CATEGORY + IDIO_N_CATEGORIES,
} IdioCount;

#define IDIO_N_COUNTS (IDIO_COUNT_CUE + IDIO_N_CUES)

/**
 * IdioSentence:
 * @cues: what was counted in it
 * @start: where it begins in the text, in bytes
 * @length: its length in bytes, without white space at its ends
 * @n_words: how many words it has
 * @categories: the lists in which it has words, as bits 1 << #IdioCategory
 * @is_title: whether it has several words with capitals, and none without but function words
 */
typedef struct
{
  IdioCues cues;
  guint32  start;
  guint32  length;
  guint    n_words : 31;
  guint    is_title : 1; /* a text may have millions of sentences */
  guint32  categories;
} IdioSentence;

/**
 * IdioAnalysis:
 * @sentences: (element-type IdioSentence): the sentences in order; a line of its own, such as a greeting, a
 *   heading or an item of a list, is one too
 * @n_words: the words of all sentences
 * @greeting: (nullable): the words the text greets with in lower case, "" if it opens with a name alone, %NULL if
 *   it does not greet
 * @greeting_length: the length of the greeting in the text, in bytes. In lower case, which depends on the locale, it may
 *   have another: Turkish has "hı" for "HI"
 * @greeting_named: whether a name follows the greeting
 * @greeting_mark: the mark behind the greeting, one of ",", ":", "!" and "-" for any dash; `\0` if there is none
 * @closing: (nullable): the words the text signs off with in lower case, "" if it ends with a name alone, %NULL
 *   if it does not sign off
 * @closing_length: the length of the sign-off in the text, in bytes
 * @closing_named: whether a name or initials follow
 * @name_start: where that name begins in the text, with dashes before it if there are any
 * @name_length: its length in bytes
 * @n_before_end: how many sentences come before the sign-off and the thanks at the end
 * @has_blank_lines: whether blank lines part its paragraphs
 * @n_lines: how many sentences begin on a new line of the text, folded or not
 * @language: the language of the text
 * @counts: how often each #IdioCount was seen
 * @variety: what idio_lexical_diversity_get_mattr() says of its words
 * @repetition: what idio_lexical_diversity_get_repetition() says of its words
 *
 * What one pass over a text found.
 */
typedef struct
{
  GArray       *sentences;
  guint         n_words;
  char         *greeting;
  gsize         greeting_length;
  gboolean      greeting_named;
  char          greeting_mark;
  char         *closing;
  gsize         closing_length;
  gboolean      closing_named;
  gsize         name_start;
  gsize         name_length;
  guint         n_before_end;
  gboolean      has_blank_lines;
  guint         n_lines;
  IdioLanguage  language;
  guint         counts[IDIO_N_COUNTS];
  double        variety;
  double        repetition;
} IdioAnalysis;

/* Nobody has written more. The rest is not read, so that a text of nothing but lines does not fill the memory. */
#define IDIO_READING_MAX_SENTENCES (1 << 20)

IdioAnalysis *idio_analysis_new  (const char   *text);
void          idio_analysis_free (IdioAnalysis *self);

#define idio_analysis_get(self, i) (&g_array_index ((self)->sentences, IdioSentence, (i)))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioAnalysis, idio_analysis_free)

G_END_DECLS

/* idio-measures.c: numbers about a text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "features/idio-measure-formulas.h"
#include "features/idio-measures.h"

#define ANY     0xffffffffu
#define ENGLISH (1u << IDIO_LANGUAGE_ENGLISH)
#define LISTED \
  (ENGLISH | 1u << IDIO_LANGUAGE_GERMAN | 1u << IDIO_LANGUAGE_FRENCH | 1u << IDIO_LANGUAGE_SPANISH)

/* German writes all nouns with a capital. */
#define NAMING (LISTED & ~(1u << IDIO_LANGUAGE_GERMAN))

#define CATEGORY(category) (IDIO_COUNT_CATEGORY + IDIO_CATEGORY_##category)

/* A rate of what most texts have means something from 30 words on; what is rarer, or has to be sorted, needs more. A
 * rate is 100 × the first count / the second. "Sentence" is a sentence proper, see %IDIO_CUE_PROSE. */
#define FEW  30
#define SOME 50
#define MANY 100

#define WORDS(count)       .unit = IDIO_UNIT_PER_100_WORDS, .top = (count), .bottom = IDIO_COUNT_WORDS
#define PERCENT(count, of) .unit = IDIO_UNIT_PERCENT, .top = (count), .bottom = (of)
#define SENTENCES(count)   .unit = IDIO_UNIT_PER_100_SENTENCES, .top = (count), .bottom = IDIO_COUNT_PROSE
#define WITH(cue)         SENTENCES (IDIO_COUNT_CUE + __builtin_ctzll (IDIO_CUE_##cue))

/* clang-format off */
const IdioMeasure idio_measures[IDIO_N_MEASURES] = {
  /**** Length ****/

  /* Words; numbers and addresses are words. A text of one word has a length. */
  [IDIO_MEASURE_LENGTH] = {
    /* Translators: this and the following are names of measures, taken in the texts of the user */
    .nick = "length", .name = N_("Length"),
    .min_words = 1, .languages = ANY, .unit = IDIO_UNIT_WORDS, .take = idio_measure_length,
  },

  /* The median of the words of sentences. */
  [IDIO_MEASURE_SENTENCE_LENGTH] = {
    .nick = "sentence-length", .name = N_("Sentence length"),
    .min_words = FEW, .languages = ANY, .unit = IDIO_UNIT_WORDS, .take = idio_measure_sentence_length,
  },

  /* The upper quartile of them less the lower one, of four sentences or more. */
  [IDIO_MEASURE_SENTENCE_SPREAD] = {
    .nick = "sentence-spread", .name = N_("Spread of sentence lengths"),
    .min_words = SOME, .languages = ANY, .unit = IDIO_UNIT_WORDS, .take = idio_measure_sentence_spread,
  },

  /* Sentences of at most five words. */
  [IDIO_MEASURE_SHORT_SENTENCES] = {
    .nick = "short-sentences", .name = N_("Short sentences"),
    .min_words = SOME, .languages = ANY, WITH (SHORT),
  },

  /* Sentences of more than 25 words. */
  [IDIO_MEASURE_LONG_SENTENCES] = {
    .nick = "long-sentences", .name = N_("Long sentences"),
    .min_words = SOME, .languages = ANY, WITH (LONG),
  },

  /* The median of the words of paragraphs. */
  [IDIO_MEASURE_PARAGRAPH_LENGTH] = {
    .nick = "paragraph-length", .name = N_("Paragraph length"),
    .min_words = SOME, .languages = ANY, .unit = IDIO_UNIT_WORDS, .take = idio_measure_paragraph_length,
  },

  /* Sentences / paragraphs. */
  [IDIO_MEASURE_PARAGRAPH_SENTENCES] = {
    .nick = "paragraph-sentences", .name = N_("Sentences in a paragraph"),
    .min_words = SOME, .languages = ANY, .unit = IDIO_UNIT_SENTENCES,
    .top = IDIO_COUNT_PROSE, .bottom = IDIO_COUNT_PARAGRAPHS,
  },

  /* Paragraphs with one sentence / paragraphs. None are counted where lines may have been broken by a program: where
   * there is no blank line, and hardly a line with two sentences. */
  [IDIO_MEASURE_SINGLE_PARAGRAPHS] = {
    .nick = "single-paragraphs", .name = N_("Paragraphs of one sentence"),
    .min_words = SOME, .languages = ANY, .unit = IDIO_UNIT_PER_100_PARAGRAPHS,
    .top = IDIO_COUNT_SINGLE_PARAGRAPHS, .bottom = IDIO_COUNT_PARAGRAPHS,
  },

  /* Items of lists / sentences and other lines but greetings and sign-offs. */
  [IDIO_MEASURE_LIST_ITEMS] = {
    .nick = "list-items", .name = N_("List items"),
    .min_words = FEW, .languages = ANY, .unit = IDIO_UNIT_PER_100_SENTENCES,
    .top = IDIO_COUNT_LIST_ITEMS, .bottom = IDIO_COUNT_SENTENCES,
  },

  /* Letters / words that are neither numbers nor addresses. */
  [IDIO_MEASURE_WORD_LENGTH] = {
    .nick = "word-length", .name = N_("Word length"),
    .min_words = FEW, .languages = ANY, .unit = IDIO_UNIT_LETTERS,
    .top = IDIO_COUNT_LETTERS, .bottom = IDIO_COUNT_LETTER_WORDS,
  },

  /* Words of more than six letters (Björnsson 1968, Läsbarhet). */
  [IDIO_MEASURE_LONG_WORDS] = {
    .nick = "long-words", .name = N_("Long words"),
    .min_words = FEW, .languages = ANY, .unit = IDIO_UNIT_PER_100_WORDS,
    .top = IDIO_COUNT_LONG_WORDS, .bottom = IDIO_COUNT_LETTER_WORDS,
  },

  /**** Words in general ****/

  /* MATTR in windows of 50 words (Covington and McFall 2010), see idio_lexical_diversity_get_mattr(). */
  [IDIO_MEASURE_VARIETY] = {
    .nick = "variety", .name = N_("Variety of words"),
    .min_words = SOME, .languages = ANY, .unit = IDIO_UNIT_POINTS, .take = idio_measure_mattr,
  },

  /* Yule's K (Yule 1944), see idio_lexical_diversity_get_repetition(). */
  [IDIO_MEASURE_REPETITION] = {
    .nick = "repetition", .name = N_("Repetition of words"),
    .min_words = MANY, .languages = ANY, .unit = IDIO_UNIT_POINTS, .take = idio_measure_repetition,
  },

  /* LIX: words a sentence + long words of 100 (Björnsson 1968, Läsbarhet); made for many languages. */
  [IDIO_MEASURE_LIX] = {
    .nick = "lix", .name = N_("Reading difficulty"),
    .min_words = MANY, .languages = ANY, .unit = IDIO_UNIT_POINTS, .take = idio_measure_lix,
  },

  /* 0.0588 letters of 100 words − 0.296 sentences of 100 words − 15.8 (Coleman and Liau 1975, A Computer
   * Readability Formula Designed for Machine Scoring), which was fitted to samples of 100 words. */
  [IDIO_MEASURE_GRADE] = {
    /* Translators: measured in English texts only; examples stay in English */
    .nick = "grade", .name = N_("School grade to read it"),
    .min_words = MANY, .languages = ENGLISH, .unit = IDIO_UNIT_POINTS, .take = idio_measure_grade,
  },

  /* Words in the list grammar. */
  [IDIO_MEASURE_FUNCTION_WORDS] = {
    .nick = "function-words", .name = N_("Function words"),
    .min_words = FEW, .languages = LISTED, WORDS (CATEGORY (FUNCTION_WORD)),
  },

  /* Words of five letters or more in -ly, but for those in the list no-adverbs. */
  [IDIO_MEASURE_ADVERBS] = {
    /* Translators: measured in English texts only; examples stay in English */
    .nick = "adverbs", .name = N_("Adverbs in -ly"),
    .min_words = SOME, .languages = ENGLISH, WORDS (IDIO_COUNT_ADVERBS),
  },

  /* Words in -tion, -ment, -ness, -ity and their plurals (Biber 1988, Variation across Speech and Writing). */
  [IDIO_MEASURE_NOMINALIZATIONS] = {
    /* Translators: measured in English texts only; examples stay in English */
    .nick = "nominalizations", .name = N_("Nouns made of verbs and adjectives"),
    .min_words = SOME, .languages = ENGLISH, WORDS (IDIO_COUNT_NOMINALIZATIONS),
  },

  /**** How texts open and end. 1 or 0 ****/

  /* Opens with a greeting (list greetings) or a name on its own. */
  [IDIO_MEASURE_GREETING] = {
    .nick = "greeting", .name = N_("Greeting"),
    .min_words = 1, .languages = LISTED, .unit = IDIO_UNIT_TEXTS, .take = idio_measure_greeting,
  },

  /* and with a name. */
  [IDIO_MEASURE_GREETING_NAMED] = {
    .nick = "greeting-named", .name = N_("Greeting by name"),
    .min_words = 1, .languages = LISTED, .unit = IDIO_UNIT_TEXTS, .take = idio_measure_greeting_named,
  },

  /* Ends with a sign-off (list sign-offs) or a name on its own. */
  [IDIO_MEASURE_CLOSING] = {
    .nick = "closing", .name = N_("Sign-off"),
    .min_words = 1, .languages = LISTED, .unit = IDIO_UNIT_TEXTS, .take = idio_measure_closing,
  },

  /* and with a name. */
  [IDIO_MEASURE_CLOSING_NAMED] = {
    .nick = "closing-named", .name = N_("Sign-off with a name"),
    .min_words = 1, .languages = LISTED, .unit = IDIO_UNIT_TEXTS, .take = idio_measure_closing_named,
  },

  /* The first sentence behind the greeting thanks (list thanks). */
  [IDIO_MEASURE_OPENS_WITH_THANKS] = {
    .nick = "opens-with-thanks", .name = N_("Opening with thanks"),
    .min_words = 1, .languages = LISTED, .unit = IDIO_UNIT_TEXTS, .take = idio_measure_opens_with_thanks,
  },

  /* The last sentence, or the sign-off, thanks. */
  [IDIO_MEASURE_ENDS_WITH_THANKS] = {
    .nick = "ends-with-thanks", .name = N_("Ending with thanks"),
    .min_words = 1, .languages = LISTED, .unit = IDIO_UNIT_TEXTS, .take = idio_measure_ends_with_thanks,
  },

  /* The last sentence before the sign-off is a question. */
  [IDIO_MEASURE_ENDS_WITH_QUESTION] = {
    .nick = "ends-with-question", .name = N_("Ending with a question"),
    .min_words = 1, .languages = ANY, .unit = IDIO_UNIT_TEXTS, .take = idio_measure_ends_with_question,
  },

  /**** Marks ****/

  /* "," (not in numbers). */
  [IDIO_MEASURE_COMMAS] = {
    .nick = "commas", .name = N_("Commas"),
    .min_words = FEW, .languages = ANY, WORDS (IDIO_COUNT_COMMAS),
  },

  /* "a, b, and c" of all "a, b, and c" and "a, b and c", see idio_series_count(). */
  [IDIO_MEASURE_SERIAL_COMMAS] = {
    /* Translators: measured in English texts only; examples stay in English */
    .nick = "serial-commas", .name = N_("Comma before “and” in a series"),
    .min_words = FEW, .languages = ENGLISH, PERCENT (IDIO_COUNT_SERIAL_COMMAS, IDIO_COUNT_SERIES),
  },

  /* ";". */
  [IDIO_MEASURE_SEMICOLONS] = {
    .nick = "semicolons", .name = N_("Semicolons"),
    .min_words = SOME, .languages = ANY, WORDS (IDIO_COUNT_SEMICOLONS),
  },

  /* ":" (not in times of day, addresses and faces). */
  [IDIO_MEASURE_COLONS] = {
    .nick = "colons", .name = N_("Colons"),
    .min_words = SOME, .languages = ANY, WORDS (IDIO_COUNT_COLONS),
  },

  /* "—", "--", and "–" or "-" between blanks. */
  [IDIO_MEASURE_DASHES] = {
    .nick = "dashes", .name = N_("Dashes"),
    .min_words = SOME, .languages = ANY, WORDS (IDIO_COUNT_DASHES),
  },

  /* of those. */
  [IDIO_MEASURE_SPACED_DASHES] = {
    .nick = "spaced-dashes", .name = N_("Dashes between spaces"),
    .min_words = FEW, .languages = ANY, PERCENT (IDIO_COUNT_SPACED_DASHES, IDIO_COUNT_DASHES),
  },

  /* "--" of those. */
  [IDIO_MEASURE_DOUBLE_HYPHENS] = {
    .nick = "double-hyphens", .name = N_("Dashes written as two hyphens"),
    .min_words = FEW, .languages = ANY, PERCENT (IDIO_COUNT_DOUBLE_HYPHENS, IDIO_COUNT_DASHES),
  },

  /* Sentences with "(" and a word behind it. */
  [IDIO_MEASURE_PARENTHESES] = {
    .nick = "parentheses", .name = N_("Sentences with parentheses"),
    .min_words = SOME, .languages = ANY, WITH (PARENTHESIS),
  },

  /* Sentences with a few words in double quotes of any form; not those with what somebody said. */
  [IDIO_MEASURE_QUOTES] = {
    .nick = "quotes", .name = N_("Sentences with quotation marks"),
    .min_words = SOME, .languages = ANY, WITH (QUOTE),
  },

  /* Sentences with "!". */
  [IDIO_MEASURE_EXCLAMATIONS] = {
    .nick = "exclamations", .name = N_("Sentences with exclamation marks"),
    .min_words = FEW, .languages = ANY, WITH (EXCLAMATION),
  },

  /* Sentences with "!!" or more. */
  [IDIO_MEASURE_EXCLAMATION_RUNS] = {
    .nick = "exclamation-runs", .name = N_("Several exclamation marks in a row"),
    .min_words = SOME, .languages = ANY, WITH (EXCLAMATION_RUN),
  },

  /* Sentences that end with "?", also inside quotes and as "?!". */
  [IDIO_MEASURE_QUESTIONS] = {
    .nick = "questions", .name = N_("Questions"),
    .min_words = FEW, .languages = ANY, WITH (QUESTION),
  },

  /* Sentences with "…" or "...". */
  [IDIO_MEASURE_ELLIPSES] = {
    .nick = "ellipses", .name = N_("Sentences with an ellipsis"),
    .min_words = SOME, .languages = ANY, WITH (ELLIPSIS),
  },

  /* Sentences that end without a full stop or the like; headings too. */
  [IDIO_MEASURE_OPEN_ENDS] = {
    .nick = "open-ends", .name = N_("Sentences without a mark at the end"),
    .min_words = SOME, .languages = ANY, WITH (OPEN_END),
  },

  /* "&" between blanks. */
  [IDIO_MEASURE_AMPERSANDS] = {
    .nick = "ampersands", .name = N_("“&”"),
    .min_words = SOME, .languages = ANY, WORDS (IDIO_COUNT_AMPERSANDS),
  },

  /* "-" between two words. */
  [IDIO_MEASURE_HYPHENS] = {
    .nick = "hyphens", .name = N_("Hyphenated words"),
    .min_words = SOME, .languages = ANY, WORDS (IDIO_COUNT_HYPHENS),
  },

  /* Sentences with or before an emoji. */
  [IDIO_MEASURE_EMOJI] = {
    .nick = "emoji", .name = N_("Sentences with emoji"),
    .min_words = FEW, .languages = ANY, WITH (EMOJI),
  },

  /* Sentences with or before a face. */
  [IDIO_MEASURE_EMOTICONS] = {
    .nick = "emoticons", .name = N_("Sentences with faces such as “:-)”"),
    .min_words = FEW, .languages = ANY, WITH (EMOTICON),
  },

  /* Sentences with an address of the web or of mail. */
  [IDIO_MEASURE_ADDRESSES] = {
    .nick = "addresses", .name = N_("Sentences with addresses"),
    .min_words = FEW, .languages = ANY, WITH (ADDRESS),
  },

  /**** Capitals and letters ****/

  /* Words of three letters or more all in capitals that stand in any list but shorthand, and whole sentences in
   * capitals. */
  [IDIO_MEASURE_STRESSED_WORDS] = {
    .nick = "stressed-words", .name = N_("WORDS in capitals"),
    .min_words = SOME, .languages = LISTED, WORDS (IDIO_COUNT_STRESSED_WORDS),
  },

  /* Other words all in capitals. */
  [IDIO_MEASURE_ACRONYMS] = {
    .nick = "acronyms", .name = N_("Acronyms"),
    .min_words = SOME, .languages = LISTED, WORDS (IDIO_COUNT_ACRONYMS),
  },

  /* Words with a capital behind another word of the sentence, but for days and months. */
  [IDIO_MEASURE_NAMES] = {
    .nick = "names", .name = N_("Names"),
    .min_words = SOME, .languages = NAMING, WORDS (IDIO_COUNT_NAMES),
  },

  /* Sentences whose first word begins with a small letter. */
  [IDIO_MEASURE_LOWER_CASE_STARTS] = {
    .nick = "lower-case-starts", .name = N_("Sentences that begin with a small letter"),
    .min_words = FEW, .languages = ANY, WITH (LOWER_CASE_START),
  },

  /* "i" of all "I" and "i", alone or contracted. */
  [IDIO_MEASURE_LOWER_CASE_I] = {
    /* Translators: measured in English texts only; examples stay in English */
    .nick = "lower-case-i", .name = N_("“i” for “I”"),
    .min_words = FEW, .languages = ENGLISH, PERCENT (IDIO_COUNT_SMALL_I, IDIO_COUNT_I),
  },

  /* Words with a letter three times in a row or more. */
  [IDIO_MEASURE_LENGTHENED_WORDS] = {
    .nick = "lengthened-words", .name = N_("Lengthened words, as “sooo”"),
    .min_words = SOME, .languages = ANY, WORDS (IDIO_COUNT_LENGTHENED_WORDS),
  },

  /**** Stance and manners, by lists. Hedges and boosters after Hyland (2005, Metadiscourse) ****/

  /* Words in 're, 've, 'll, 'm, 'd and n't, and those in the list contractions. */
  [IDIO_MEASURE_CONTRACTIONS] = {
    /* Translators: measured in English texts only; examples stay in English */
    .nick = "contractions", .name = N_("Contractions"),
    .min_words = FEW, .languages = ENGLISH, WORDS (IDIO_COUNT_CONTRACTIONS),
  },

  /* Contractions / contractions and phrases of the list full-forms. */
  [IDIO_MEASURE_CONTRACTED] = {
    /* Translators: measured in English texts only; examples stay in English */
    .nick = "contracted", .name = N_("Contractions where there could be one"),
    .min_words = FEW, .languages = ENGLISH, PERCENT (IDIO_COUNT_CONTRACTIONS, IDIO_COUNT_CONTRACTIBLES),
  },

  /* Contractions without an apostrophe / contractions. */
  [IDIO_MEASURE_BARE_CONTRACTIONS] = {
    /* Translators: measured in English texts only; examples stay in English */
    .nick = "bare-contractions", .name = N_("Contractions without the apostrophe"),
    .min_words = FEW, .languages = ENGLISH, PERCENT (IDIO_COUNT_BARE_CONTRACTIONS, IDIO_COUNT_CONTRACTIONS),
  },

  /* List hedges. */
  [IDIO_MEASURE_HEDGES] = {
    /* Translators: measured in English, French, German and Spanish texts; the example may be in your language */
    .nick = "hedges", .name = N_("Hedges, as “perhaps”"),
    .min_words = SOME, .languages = LISTED, WORDS (CATEGORY (HEDGE)),
  },

  /* List boosters. */
  [IDIO_MEASURE_BOOSTERS] = {
    /* Translators: measured in English, French, German and Spanish texts; the example may be in your language */
    .nick = "boosters", .name = N_("Boosters, as “definitely”"),
    .min_words = SOME, .languages = LISTED, WORDS (CATEGORY (BOOSTER)),
  },

  /* Sentences with a word of the list thanks. A line of thanks at the end is the sign-off. */
  [IDIO_MEASURE_THANKS] = {
    .nick = "thanks", .name = N_("Thanks before the sign-off"),
    .min_words = FEW, .languages = LISTED, WITH (THANKS),
  },

  /* Sentences with a word of the list apologies. */
  [IDIO_MEASURE_APOLOGIES] = {
    .nick = "apologies", .name = N_("Sentences that apologize"),
    .min_words = FEW, .languages = LISTED, WITH (APOLOGY),
  },

  /* Sentences with a word of the list please. */
  [IDIO_MEASURE_PLEASE] = {
    /* Translators: measured in English, French, German and Spanish texts; the example may be in your language */
    .nick = "please", .name = N_("Sentences with “please”"),
    .min_words = FEW, .languages = LISTED, WITH (PLEASE),
  },

  /* Sentences, no questions, that begin with a word of imperatives that is no noun there, perhaps behind a name, and
   * are neither soft nor have a word of please. */
  [IDIO_MEASURE_DIRECT_REQUESTS] = {
    .nick = "direct-requests", .name = N_("Direct requests"),
    .min_words = SOME, .languages = LISTED, WITH (DIRECT_REQUEST),
  },

  /* Sentences with a phrase of the list soft-requests. */
  [IDIO_MEASURE_SOFT_REQUESTS] = {
    /* Translators: measured in English, French, German and Spanish texts; the example may be in your language */
    .nick = "soft-requests", .name = N_("Softened requests, such as “could you”"),
    .min_words = SOME, .languages = LISTED, WITH (SOFT_REQUEST),
  },

  /* Questions among those two and those with please. */
  [IDIO_MEASURE_ASKED_REQUESTS] = {
    .nick = "asked-requests", .name = N_("Requests asked as a question"),
    .min_words = FEW, .languages = LISTED, PERCENT (IDIO_COUNT_CUE + __builtin_ctzll (IDIO_CUE_ASKED_REQUEST), IDIO_COUNT_REQUESTS),
  },

  /* List first-person. */
  [IDIO_MEASURE_FIRST_PERSON] = {
    /* Translators: measured in English, French, German and Spanish texts; the example may be in your language */
    .nick = "first-person", .name = N_("“I” and the like"),
    .min_words = FEW, .languages = LISTED, WORDS (CATEGORY (FIRST_PERSON)),
  },

  /* List first-plural. */
  [IDIO_MEASURE_FIRST_PLURAL] = {
    /* Translators: measured in English, French, German and Spanish texts; the example may be in your language */
    .nick = "first-plural", .name = N_("“We” and the like"),
    .min_words = FEW, .languages = LISTED, WORDS (CATEGORY (FIRST_PLURAL)),
  },

  /* List second-person. */
  [IDIO_MEASURE_SECOND_PERSON] = {
    /* Translators: measured in English, French, German and Spanish texts; the example may be in your language */
    .nick = "second-person", .name = N_("“You” and the like"),
    .min_words = FEW, .languages = LISTED, WORDS (CATEGORY (SECOND_PERSON)),
  },

  /* Sentences with a form of the list be, perhaps adverbs, and a word in -ed or of the list participles. */
  [IDIO_MEASURE_PASSIVES] = {
    /* Translators: measured in English texts only; examples stay in English */
    .nick = "passives", .name = N_("Passive sentences"),
    .min_words = SOME, .languages = ENGLISH, WITH (PASSIVE),
  },

  /* List negations. */
  [IDIO_MEASURE_NEGATIONS] = {
    .nick = "negations", .name = N_("Negations"),
    .min_words = SOME, .languages = LISTED, WORDS (CATEGORY (NEGATION)),
  },

  /* List modals. */
  [IDIO_MEASURE_MODALS] = {
    /* Translators: measured in English, French, German and Spanish texts; the example may be in your language */
    .nick = "modals", .name = N_("Modal verbs, as “should”"),
    .min_words = SOME, .languages = LISTED, WORDS (CATEGORY (MODAL)),
  },

  /* List informal. */
  [IDIO_MEASURE_INFORMAL_WORDS] = {
    .nick = "informal-words", .name = N_("Informal words"),
    .min_words = SOME, .languages = LISTED, WORDS (CATEGORY (INFORMAL)),
  },

  /* List shorthand. */
  [IDIO_MEASURE_SHORTHAND] = {
    /* Translators: measured in English, French, German and Spanish texts; the example may be in your language */
    .nick = "shorthand", .name = N_("Shorthand, as “FYI”"),
    .min_words = SOME, .languages = LISTED, WORDS (CATEGORY (SHORTHAND)),
  },

  /**** Connections ****/

  /* Sentences with a word of the list discourse. */
  [IDIO_MEASURE_DISCOURSE_MARKERS] = {
    /* Translators: measured in English, French, German and Spanish texts; the example may be in your language */
    .nick = "discourse-markers", .name = N_("Sentences with words such as “however”"),
    .min_words = SOME, .languages = LISTED, WITH (DISCOURSE),
  },

  /* List subordinators. */
  [IDIO_MEASURE_SUBORDINATORS] = {
    /* Translators: measured in English, French, German and Spanish texts; the example may be in your language */
    .nick = "subordinators", .name = N_("Words such as “because”"),
    .min_words = SOME, .languages = LISTED, WORDS (CATEGORY (SUBORDINATOR)),
  },

  /* Sentences whose first word is in the list conjunctions. */
  [IDIO_MEASURE_OPENS_WITH_CONJUNCTION] = {
    /* Translators: measured in English, French, German and Spanish texts; the example may be in your language */
    .nick = "opens-with-conjunction", .name = N_("Sentences that begin with “and” and the like"),
    .min_words = SOME, .languages = LISTED, WITH (OPENS_WITH_CONJUNCTION),
  },

  /* in the lists first-person and first-plural. */
  [IDIO_MEASURE_OPENS_WITH_FIRST_PERSON] = {
    /* Translators: measured in English, French, German and Spanish texts; the example may be in your language */
    .nick = "opens-with-first-person", .name = N_("Sentences that begin with “I” or “we”"),
    .min_words = SOME, .languages = LISTED, WITH (OPENS_WITH_FIRST_PERSON),
  },

  /* in the list discourse. */
  [IDIO_MEASURE_OPENS_WITH_DISCOURSE] = {
    /* Translators: measured in English, French, German and Spanish texts; the example may be in your language */
    .nick = "opens-with-discourse", .name = N_("Sentences that begin with words such as “however”"),
    .min_words = SOME, .languages = LISTED, WITH (OPENS_WITH_DISCOURSE),
  },

  /* Sentences whose first word is that of the sentence before. */
  [IDIO_MEASURE_OPENS_ALIKE] = {
    .nick = "opens-alike", .name = N_("Sentences that begin like the one before"),
    .min_words = SOME, .languages = ANY, WITH (OPENS_ALIKE),
  },

  /**** Numbers, time, spelling, spacing ****/

  /* Words that begin with a digit. */
  [IDIO_MEASURE_NUMBERS] = {
    .nick = "numbers", .name = N_("Numbers in digits"),
    .min_words = SOME, .languages = ANY, WORDS (IDIO_COUNT_NUMBERS),
  },

  /* Words in the list numbers of those and of numbers of one or two digits. */
  [IDIO_MEASURE_SPELLED_NUMBERS] = {
    .nick = "spelled-numbers", .name = N_("Small numbers as words"),
    .min_words = SOME, .languages = LISTED, PERCENT (CATEGORY (NUMBER), IDIO_COUNT_SMALL_NUMBERS),
  },

  /* List time. */
  [IDIO_MEASURE_TIME_WORDS] = {
    .nick = "time-words", .name = N_("Words of time"),
    .min_words = SOME, .languages = LISTED, WORDS (CATEGORY (TIME)),
  },

  /* List typos. */
  [IDIO_MEASURE_TYPOS] = {
    /* Translators: measured in English texts only; examples stay in English */
    .nick = "typos", .name = N_("Common misspellings"),
    .min_words = SOME, .languages = ENGLISH, WORDS (CATEGORY (TYPO)),
  },

  /* Words in the list british of those and of the list american. */
  [IDIO_MEASURE_BRITISH_SPELLING] = {
    /* Translators: measured in English texts only; examples stay in English */
    .nick = "british-spelling", .name = N_("British spelling"),
    .min_words = FEW, .languages = ENGLISH, PERCENT (CATEGORY (BRITISH), IDIO_COUNT_SPELLINGS),
  },

  /* Of gaps between sentences on a line, those of two blanks or more. */
  [IDIO_MEASURE_DOUBLE_SPACES] = {
    .nick = "double-spaces", .name = N_("Two spaces between sentences"),
    .min_words = FEW, .languages = ANY, PERCENT (IDIO_COUNT_DOUBLE_SPACES, IDIO_COUNT_SENTENCE_GAPS),
  },

  /* Of these marks, those with a space before them. */
  [IDIO_MEASURE_SPACED_MARKS] = {
    .nick = "spaced-marks", .name = N_("Space before “!”, “?”, “:” and “;”"),
    .min_words = FEW, .languages = ANY, PERCENT (IDIO_COUNT_SPACED_MARKS, IDIO_COUNT_SPACEABLE_MARKS),
  },

  /* Of commas, those followed by a word without a space. */
  [IDIO_MEASURE_UNSPACED_COMMAS] = {
    .nick = "unspaced-commas", .name = N_("No space after a comma"),
    .min_words = FEW, .languages = ANY, PERCENT (IDIO_COUNT_UNSPACED_COMMAS, IDIO_COUNT_COMMAS),
  },
};
/* clang-format on */

/* Counts are to be multiplied by this to be in the unit. */
static double
get_scale (IdioUnit unit)
{
  switch (unit)
    {
    case IDIO_UNIT_PER_100_WORDS:
    case IDIO_UNIT_PER_100_SENTENCES:
    case IDIO_UNIT_PER_100_PARAGRAPHS:
    case IDIO_UNIT_PERCENT:
      return 100;

    case IDIO_UNIT_WORDS:
    case IDIO_UNIT_LETTERS:
    case IDIO_UNIT_SENTENCES:
    case IDIO_UNIT_TEXTS:
    case IDIO_UNIT_POINTS:
    default:
      return 1;
    }
}

/**
 * idio_measures_compute:
 * @analysis: an analysis of a text
 * @values: (out caller-allocates) (array fixed-size=IDIO_N_MEASURES): the value of each of %idio_measures, in its unit;
 *   NAN where it means nothing, because the text is too short, in a language without the word lists, or has no place
 *   where it could be
 *
 * Takes all measures of a text.
 */
void
idio_measures_compute (const IdioAnalysis *analysis,
                       double              values[IDIO_N_MEASURES])
{
  for (guint i = 0; i < IDIO_N_MEASURES; i++)
    {
      const IdioMeasure *measure = &idio_measures[i];

      if (analysis->n_words < measure->min_words || !(measure->languages & (1u << analysis->language)))
        values[i] = NAN;
      else if (measure->take != NULL)
        values[i] = measure->take (analysis);
      else if (analysis->counts[measure->bottom] == 0)
        values[i] = NAN;
      else
        values[i] = get_scale (measure->unit) * analysis->counts[measure->top] / analysis->counts[measure->bottom];

      /* "Thanks!" is no sentence, but has what sentences have. */
      if (measure->unit == IDIO_UNIT_PER_100_SENTENCES && values[i] > 100)
        values[i] = 100;
    }
}

/**
 * idio_measures_find:
 * @nick: the nick of a measure
 *
 * Returns: its place in %idio_measures, or -1 if there is none
 */
int
idio_measures_find (const char *nick)
{
  for (int i = 0; i < IDIO_N_MEASURES; i++)
    if (strcmp (idio_measures[i].nick, nick) == 0)
      return i;

  return -1;
}

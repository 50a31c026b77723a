/* idio-chat-line.c: the beginning of a message in an exported chat, as programs write it in all languages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-begins.h"
#include "formats/idio-chat-line.h"
#include "formats/idio-local-time.h"
#include "formats/idio-solar-date.h"

/* Maximum length of date and time, in characters */
#define MAX_HEAD_CHARS 64

/* Maximum number of letters in date and time, for words such as "à", "klo", "AM", "पूर्वाह्न" */
#define MAX_LETTERS 24

#define MAX_NUMBERS 6

/* Maximum length of a name, in bytes: WhatsApp allows 25 characters for one's own, address books more */
#define MAX_AUTHOR_BYTES 300

typedef struct
{
  int      numbers[MAX_NUMBERS];
  gunichar between[MAX_NUMBERS];
  guint    n_numbers;
  guint    n_digits;
  guint    n_letters;
  gunichar last;
  gboolean is_afternoon;
  gboolean is_american;
  gboolean is_korean;
  gboolean begins_with_words;
  gboolean has_other_digits;
} Head;

/* Marks of direction, which programs put around numbers and names */
static gboolean
is_mark (gunichar c)
{
  return c == 0x200e || c == 0x200f || c == 0x61c || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
         c == 0xfeff;
}

static gboolean
is_mark_or_space (gunichar c)
{
  return is_mark (c) || g_unichar_isspace (c);
}

static const char *
skip_marks (const char *p,
            const char *end)
{
  while (p < end && is_mark_or_space (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  return p;
}

static gboolean
see_digit (Head *head,
           int   digit)
{
  if (head->n_digits == 0)
    {
      if (head->n_numbers == MAX_NUMBERS)
        return FALSE;

      head->between[head->n_numbers] = head->last;
      head->numbers[head->n_numbers++] = 0;
      head->last = 0;
    }

  head->numbers[head->n_numbers - 1] = head->numbers[head->n_numbers - 1] * 10 + digit;

  return ++head->n_digits <= 4;
}

/* Words for the afternoon begin so: "PM", "p. m.", "م", "μ.μ.", "ب.ظ", "अपराह्न"; or have this in them: "下午", "午後",
 * "오후" */
static gboolean
see_letter (Head     *head,
            gunichar  c)
{
  static const gunichar begins[] = { 'p', 'P', 0x645, 0x3bc, 0x628, 0x905 };

  head->n_letters++;
  head->last = c;
  head->is_korean |= c == 0xb144 || c == 0xc624;
  head->is_afternoon |= c == 0x4e0b || c == 0x5f8c || c == 0xd6c4;

  for (guint i = 0; i < G_N_ELEMENTS (begins) && head->n_letters == 1; i++)
    head->is_afternoon |= c == begins[i];

  if (head->n_letters == 1)
    head->is_american = c == 'A' || c == 'P';

  return head->n_letters <= MAX_LETTERS;
}

static gboolean
see_char (Head     *head,
          gunichar  c)
{
  int digit = g_unichar_digit_value (c);

  head->has_other_digits |= digit >= 0 && c > 0x7f;

  if (digit >= 0)
    return see_digit (head, digit);

  if (head->n_numbers == 0 && !head->begins_with_words)
    return FALSE;

  head->n_digits = 0;

  if (g_unichar_isalpha (c) || g_unichar_ismark (c))
    return see_letter (head, c);

  if (g_unichar_isspace (c))
    {
      if (head->last == 0)
        head->last = ' ';

      return TRUE;
    }

  head->last = c;

  return strchr (".,/:-", c < 0x80 ? (int) c : 'x') != NULL || c == 0x60c || c == 0x3001;
}

/* Where the name begins if the head ends at @p: "]", " - ", or ": " after seconds as on old iPhones; in Korean ", ", or
 * ": " before what the program tells. */
static const char *
find_head_end (const Head *head,
               gboolean    has_brackets,
               const char *p,
               const char *end)
{
  if (has_brackets)
    return *p == ']' ? p + 1 : NULL;

  if (head->n_numbers < 5)
    return NULL;

  if (end - p > 2 && p[0] == ' ' && p[1] == '-' && p[2] == ' ')
    return p + 3;

  if (end - p > 4 && idio_begins (p, " – "))
    return p + strlen (" – ");

  if (head->n_numbers == 6 && end - p > 1 && p[0] == ':' && p[1] == ' ')
    return p + 2;

  return head->is_korean && end - p > 1 && (p[0] == ',' || p[0] == ':') && p[1] == ' ' ? p + 2 : NULL;
}

static const char *
read_head (Head       *head,
           gboolean    has_brackets,
           const char *start,
           const char *end)
{
  const char *p = start;

  for (guint n_chars = 0; p < end && n_chars < MAX_HEAD_CHARS; n_chars++, p = g_utf8_next_char (p))
    {
      const char *head_end = find_head_end (head, has_brackets, p, end);
      gunichar c = g_utf8_get_char (p);

      if (head_end != NULL)
        return head_end;

      if (!is_mark (c) && !see_char (head, c))
        return NULL;
    }

  return NULL;
}

/* Which two or three of the numbers are the time: those with ":" between them, or else the last. */
static gboolean
find_time (const Head   *head,
           IdioChatLine *parsed)
{
  guint time = 3, n_time = head->n_numbers - 3;
  const int *numbers;

  if (head->n_numbers < 5)
    return FALSE;

  /* In Vietnamese the time comes first. */
  if (head->between[1] == ':')
    time = 0;

  if (time == 3 && head->between[4] != ':' && head->between[4] != '.' && head->between[4] != 'h')
    return FALSE;

  numbers = head->numbers + time;
  parsed->hour = numbers[0];
  parsed->minute = numbers[1];
  parsed->second = n_time == 3 ? numbers[2] : 0;
  parsed->has_seconds = n_time == 3;
  parsed->has_date = TRUE;

  for (guint i = 0; i < 3; i++)
    parsed->date[i] = head->numbers[time == 0 ? n_time + i : i];

  return parsed->hour < 25 && parsed->minute < 60 && parsed->second < 60;
}

static gboolean
is_even (const char *text,
         gsize       length,
         char        c)
{
  guint n = 0;

  for (gsize i = 0; i < length; i++)
    n += text[i] == c;

  return n % 2 == 0;
}

static const char *
find_colon (const char *start,
            const char *end)
{
  for (const char *p = start; p < end && (p = memchr (p, ':', (gsize) (end - p))) != NULL; p++)
    if (p + 1 == end || p[1] == ' ' || is_mark (g_utf8_get_char (p + 1)))
      return p;

  return NULL;
}

/* A program's own sentence may have a colon in a name in it: 'Priya changed the subject to "Trip: Goa"'. */
static gboolean
is_quoting (const char *text,
            gsize       length)
{
  static const char * const opening[] = { "“", "„", "«", "「" };

  for (guint i = 0; i < G_N_ELEMENTS (opening); i++)
    if (g_strstr_len (text, (gssize) length, opening[i]) != NULL)
      return TRUE;

  return !is_even (text, length, '"');
}

/**
 * idio_chat_line_set_author:
 * @self: a line
 * @start: where in it the name begins, or a space or a mark of direction before it
 * @end: where it ends, or a space or mark after it
 *
 * Returns: whether there can be a name
 */
gboolean
idio_chat_line_set_author (IdioChatLine *self,
                           const char   *start,
                           const char   *end)
{
  start = skip_marks (start, end);

  while (end > start && is_mark_or_space (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  if (end <= start || end - start > MAX_AUTHOR_BYTES)
    return FALSE;

  self->author = start;
  self->author_length = (gsize) (end - start);

  return TRUE;
}

/* Divides what follows the head into name and message. */
static void
find_author (IdioChatLine *parsed,
             const char   *rest,
             const char   *end)
{
  const char *start = skip_marks (rest, end);
  const char *colon;

  /* On iOS, a name that is not in the address book */
  if (start < end && *start == '~')
    start = skip_marks (start + 1, end);

  colon = find_colon (start, end);

  if (colon == NULL || is_quoting (start, (gsize) (colon - start)) ||
      !idio_chat_line_set_author (parsed, start, colon))
    return;

  parsed->text = colon + 1 < end && colon[1] == ' ' ? colon + 2 : colon + 1;
}

/* From numbers to a date and a time */
static gboolean
finish_head (const Head   *head,
             IdioChatLine *parsed)
{
  *parsed = (IdioChatLine) { .is_american = head->is_american && !head->has_other_digits };

  if (head->n_numbers <= 3 && head->n_numbers >= 2 && head->between[1] == ':')
    {
      parsed->hour = head->numbers[0];
      parsed->minute = head->numbers[1];
      parsed->second = head->n_numbers == 3 ? head->numbers[2] : 0;
      parsed->has_seconds = head->n_numbers == 3;
    }
  else if (!find_time (head, parsed) || (!idio_chat_line_can_have (parsed, IDIO_DATE_ORDER_DMY) &&
                                         !idio_chat_line_can_have (parsed, IDIO_DATE_ORDER_MDY) &&
                                         !idio_chat_line_can_have (parsed, IDIO_DATE_ORDER_YMD)))
    return FALSE;

  if (head->is_afternoon && parsed->hour < 12)
    parsed->hour += 12;

  return parsed->hour < 25 && parsed->minute < 60 && parsed->second < 60;
}

/**
 * idio_chat_line_parse_time:
 * @start: the beginning of a date and a time, or of a time, in valid UTF-8
 * @end: its end
 * @has_brackets: whether there are brackets around it, in which it may begin with a word: “오전 9:10”
 * @parsed: (out): what is in it, without name and text
 *
 * Returns: whether there is nothing but a time, with or without a date
 */
gboolean
idio_chat_line_parse_time (const char   *start,
                           const char   *end,
                           gboolean      has_brackets,
                           IdioChatLine *parsed)
{
  Head head = { .begins_with_words = has_brackets };
  guint n_chars = 0;

  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (++n_chars > MAX_HEAD_CHARS || (!is_mark (c) && !see_char (&head, c)))
        return FALSE;
    }

  if (!finish_head (&head, parsed))
    return FALSE;

  parsed->has_brackets = has_brackets;

  return TRUE;
}

/**
 * idio_chat_line_parse:
 * @line: valid UTF-8
 * @length: its length, in bytes, without the end of the line
 * @parsed: (out): what is in it; points into @line
 *
 * Returns: whether a message begins in this line
 */
gboolean
idio_chat_line_parse (const char   *line,
                      gsize         length,
                      IdioChatLine *parsed)
{
  const char *end = line + length, *p = skip_marks (line, end);
  Head head = { 0 };
  gboolean has_brackets = p < end && *p == '[';

  if (has_brackets)
    p++;

  if (p >= end || !(p = read_head (&head, has_brackets, p, end)) || !finish_head (&head, parsed) || !parsed->has_date)
    return FALSE;

  parsed->text = p;
  parsed->has_brackets = has_brackets;
  find_author (parsed, p, end);

  return TRUE;
}

static void
get_date (const IdioChatLine *self,
          IdioDateOrder       order,
          int                *year,
          int                *month,
          int                *day)
{
  const int *date = self->date;

  *year = date[order == IDIO_DATE_ORDER_YMD ? 0 : 2];
  *month = date[order == IDIO_DATE_ORDER_MDY ? 0 : 1];
  *day = date[order == IDIO_DATE_ORDER_DMY ? 0 : order == IDIO_DATE_ORDER_MDY ? 1 : 2];

  if (*year < 100)
    *year += 2000;

  /* Thai phones count from the Buddha. */
  if (*year > 2500)
    *year -= 543;
  else
    idio_solar_date_convert (year, month, day);
}

/**
 * idio_chat_line_can_have:
 * @self: a line
 * @order: an order
 *
 * Returns: whether its numbers are a date in that order
 */
gboolean
idio_chat_line_can_have (const IdioChatLine *self,
                         IdioDateOrder       order)
{
  int year, month, day;

  get_date (self, order, &year, &month, &day);

  return day >= 1 && day <= 31 && month >= 1 && month <= 12 && year >= 1300 && year < 2200;
}

/**
 * idio_chat_line_get_day:
 * @self: a line
 * @order: the order of its date
 *
 * Returns: a number that grows with the date
 */
int
idio_chat_line_get_day (const IdioChatLine *self,
                        IdioDateOrder       order)
{
  int year, month, day;

  get_date (self, order, &year, &month, &day);

  return (year * 12 + month - 1) * 31 + day - 1;
}

/**
 * idio_chat_line_dup_time:
 * @self: a line
 * @order: the order of its date
 *
 * Returns: (transfer full) (nullable): when it was written, in the local zone, which the file does not tell
 */
GDateTime *
idio_chat_line_dup_time (const IdioChatLine *self,
                         IdioDateOrder       order)
{
  int year, month, day;

  get_date (self, order, &year, &month, &day);

  return g_date_time_new (idio_local_time_get_zone (), year, month, day, MIN (self->hour, 23), self->minute,
                          self->second);
}

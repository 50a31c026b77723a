/* idio-prompt-text.c: texts of people, as they may stand in a prompt
 *
 * A server puts a prompt between tokens that steer the model, such as "<|im_end|>" for the end of a turn, and most
 * servers, llama-server among them, take what looks like one in a text for the token itself. Each model has its own, so
 * that they are told by their form, and taken apart with a space. Of a model on this computer they are known besides.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <unicode/uchar.h>

#include "llm/idio-json.h"
#include "llm/idio-prompt-text.h"

/* "<|start_header_id|>" and "<｜tool▁calls▁begin｜>" are long ones. */
#define MAX_NAME_CHARS 64

/* A character by which an emoji is shown in color, or is not. */
static gboolean
is_emoji_style (gunichar c)
{
  return c == 0xfe0e || c == 0xfe0f;
}

static gboolean
is_line_end (gunichar c)
{
  return c == '\n' || c == '\v' || c == '\f' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static gboolean
is_invisible (gunichar c)
{
  return (g_unichar_iscntrl (c) && c != '\t') || g_unichar_type (c) == G_UNICODE_FORMAT ||
         (u_hasBinaryProperty ((UChar32) c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) && !is_emoji_style (c));
}

/**
 * idio_prompt_strip:
 * @text: a text, valid UTF-8
 *
 * Leaves out what a person reading the text would not see but a model would.
 *
 * Returns: (transfer full): what can be seen of the text
 */
char *
idio_prompt_strip (const char *text)
{
  GString *visible = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_line_end (c) && !(c == '\r' && p[1] == '\n'))
        g_string_append_c (visible, '\n');
      else if (!is_invisible (c))
        g_string_append_unichar (visible, c);
    }

  return g_string_free_and_steal (visible);
}

static gboolean
is_one_of (gunichar    c,
           const char *characters)
{
  return c != '\0' && g_utf8_strchr (characters, -1, c) != NULL;
}

static gboolean
is_bar (gunichar c)
{
  return is_one_of (c, "|¦‖ǀ∣❘｜￨");
}

/* What a name in brackets consists of, and what it has of each. */
typedef struct
{
  const char *start;
  const char *end;
  guint       n_chars;
  guint       n_lower;
  guint       n_upper;
  guint       n_digits;
  guint       n_marks;    /* that join words in names, and not in prose */
  gboolean    upper_later;
} Name;

static Name
scan_name (const char *start)
{
  Name name = { .start = start };
  const char *p = start;

  for (; name.n_chars < MAX_NAME_CHARS; p = g_utf8_next_char (p), name.n_chars++)
    {
      gunichar c = g_utf8_get_char (p);

      if (g_ascii_isupper ((gchar) MIN (c, 0x7f)))
        {
          name.n_upper++;
          name.upper_later |= name.n_chars > 0;
        }
      else if (g_ascii_islower ((gchar) MIN (c, 0x7f)))
        name.n_lower++;
      else if (g_ascii_isdigit ((gchar) MIN (c, 0x7f)))
        name.n_digits++;
      else if (c == '_' || c == 0x2581 || is_bar (c))
        name.n_marks++;
      else if (c != '-' && c != ':')
        break;
    }

  name.end = p;

  return name;
}

/* What people write about pages, and quote from them. <s> and <img> are tokens too. */
static gboolean
is_html (const Name *name)
{
  static const char * const elements[] = {
    "a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "del", "div", "dl", "dt", "em", "body", "h1", "h2", "h3",
    "h4", "h5", "h6", "head", "hr", "html", "i", "ins", "kbd", "li", "ol", "p", "pre", "q", "small", "span", "strong",
    "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "u", "ul", "title", NULL,
  };
  g_autofree char *lower = g_ascii_strdown (name->start, name->end - name->start);

  return g_strv_contains (elements, lower);
}

static gboolean
is_angle_token (const char *after)
{
  Name name = scan_name (*after == '/' ? after + 1 : after);

  return name.n_lower + name.n_upper + name.n_digits > 0 && is_one_of (g_utf8_get_char (name.end), ">＞﹥") &&
         !is_html (&name);
}

/* "[Priya]", "[1]" and "[sic]" are prose; "[INST]", "[gMASK]", "[control_8]" and "[unused1]" are not. */
static gboolean
is_square_token (const char *after)
{
  Name name = scan_name (*after == '/' ? after + 1 : after);
  guint n_letters = name.n_lower + name.n_upper;

  return n_letters > 0 && is_one_of (g_utf8_get_char (name.end), "]］") &&
         (name.upper_later || name.n_marks > 0 || name.n_digits > 0);
}

/* As in ">>QUESTION<<" */
static gboolean
is_arrow_token (const char *after)
{
  Name name;

  if (*after != '>')
    return FALSE;

  name = scan_name (after + 1);

  return name.n_upper > 0 && name.n_lower == 0 && g_str_has_prefix (name.end, "<<");
}

/* Whether the text has to be taken apart after @c, with @after behind it. */
static gboolean
begins_token (gunichar    c,
              const char *after)
{
  if ((c == '<' || (c > 0x7f && is_one_of (c, "＜﹤‹«〈⟨《❮❰"))) && is_bar (g_utf8_get_char (after)))
    return TRUE;

  if (is_bar (c) && is_one_of (g_utf8_get_char (after), ">＞﹥›»〉⟩》❯❱"))
    return TRUE;

  switch (c)
    {
    case '<':
    case 0xff1c:
    case 0xfe64:
      return is_angle_token (after);

    case '[':
    case 0xff3b:
      return is_bar (g_utf8_get_char (after)) || is_square_token (after);

    case '>':
      return is_arrow_token (after);

    /* As in "]~b]" and "[e~[" */
    case ']':
      return *after == '~';

    case '~':
      return *after == '[';

    default:
      return FALSE;
    }
}

/**
 * idio_prompt_clean:
 * @text: a text that is data, valid UTF-8
 *
 * Leaves out what idio_prompt_strip() does, and takes apart what looks like a token that steers a model, such as
 * `<|im_end|>`, `</think>` or `[INST]`.
 *
 * Returns: (transfer full): the text as it may be shown to a model
 */
char *
idio_prompt_clean (const char *text)
{
  /* First, as an invisible character could stand between. */
  g_autofree char *visible = idio_prompt_strip (text);
  GString *clean = g_string_sized_new (strlen (visible));

  for (const char *p = visible; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (clean, c);

      if (begins_token (c, g_utf8_next_char (p)))
        g_string_append_c (clean, ' ');
    }

  return g_string_free_and_steal (clean);
}

/**
 * idio_prompt_quote:
 * @text: a text that is data, valid UTF-8
 *
 * Returns: (transfer full): the text as idio_prompt_clean() makes it, as a JSON string: whatever it says, it can't
 *   be taken for a part of the prompt
 */
char *
idio_prompt_quote (const char *text)
{
  g_autofree char *clean = idio_prompt_clean (text);

  return idio_json_quote (clean);
}

static gboolean
begins_with_any (const char         *text,
                 const char * const *tokens)
{
  for (guint i = 0; tokens[i] != NULL; i++)
    if (*text == *tokens[i] && g_str_has_prefix (text, tokens[i]))
      return TRUE;

  return FALSE;
}

/**
 * idio_prompt_break_tokens:
 * @text: a message, valid UTF-8
 * @tokens: (array zero-terminated=1): the tokens that steer the model, each of two characters or more
 *
 * For a model whose tokens are known: what of them is in a text is taken apart, whatever they look like.
 *
 * Returns: (transfer full): @text, without any of @tokens in it
 */
char *
idio_prompt_break_tokens (const char         *text,
                          const char * const *tokens)
{
  GString *broken = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_string_append_len (broken, p, g_utf8_next_char (p) - p);

      if (begins_with_any (p, tokens))
        g_string_append_c (broken, ' ');
    }

  return g_string_free_and_steal (broken);
}

/**
 * idio_prompt_count_words:
 * @text: a text
 *
 * Counts what is between spaces, which is about what a person takes for words, and needs no room above this one.
 *
 * Returns: how many words it has
 */
guint
idio_prompt_count_words (const char *text)
{
  gboolean within = FALSE;
  guint n_words = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean space = g_unichar_isspace (g_utf8_get_char (p));

      n_words += !space && !within;
      within = !space;
    }

  return n_words;
}

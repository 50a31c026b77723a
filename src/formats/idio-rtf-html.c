/* idio-rtf-html.c: HTML and plain text that Outlook wrapped in RTF, [MS-OXRTFEX]
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-rtf-charset.h"
#include "formats/idio-rtf-html.h"
#include "formats/idio-rtf-token.h"

#define MAX_GROUPS 1000

/* How far from the beginning RTF says that it wraps something ([MS-OXRTFEX] 2.1.3.1.1: within ten words) */
#define MARK_BYTES 512

typedef struct
{
  /* Whether it is for readers of RTF only */
  gboolean is_hidden;

  /* A destination that is not for anybody, such as the table of fonts */
  gboolean is_skipped;
  gboolean is_fonts;
  int      font;
  int      n_fallback;
} Group;

typedef struct
{
  GArray     *groups;
  GHashTable *code_pages;
  GString    *pending;
  GString    *out;
  guint       code_page;
  guint       n_too_deep;
  int         n_skipped;
  gunichar    high;
  gboolean    is_html;
  gboolean    is_ignorable;
} Reader;

static Group *
get_group (Reader *self)
{
  return &g_array_index (self->groups, Group, self->groups->len - 1);
}

static guint
get_code_page (Reader *self)
{
  guint code_page = GPOINTER_TO_UINT (g_hash_table_lookup (self->code_pages, GINT_TO_POINTER (get_group (self)->font)));

  return code_page != 0 ? code_page : self->code_page;
}

static void
flush (Reader *self)
{
  g_autofree char *text = NULL;

  if (self->pending->len == 0)
    return;

  text = idio_rtf_charset_convert (self->pending->str, self->pending->len, get_code_page (self));
  g_string_append (self->out, text);
  g_string_truncate (self->pending, 0);
}

static gboolean
is_shown (Reader *self)
{
  return !get_group (self)->is_hidden && !get_group (self)->is_skipped;
}

static void
append_character (Reader   *self,
                  gunichar  c)
{
  if (c >= 0xd800 && c < 0xdc00)
    {
      self->high = c;
      return;
    }

  if (c >= 0xdc00 && c < 0xe000 && self->high != 0)
    c = 0x10000 + ((self->high - 0xd800) << 10) + (c - 0xdc00);

  self->high = 0;

  if (c != 0 && g_unichar_validate (c) && is_shown (self))
    g_string_append_unichar (self->out, c);
}

/* [MS-OXRTFEX] 2.1.3.1.4: words that stand for text. Returns NULL for others. */
static const char *
get_text (Reader     *self,
          const char *word)
{
  static const struct { const char *word, *text, *html; } texts[] = {
    { "par", "\n", "\n" }, { "line", "\n", "\n" }, { "tab", "\t", "\t" }, { "lquote", "‘", "&lsquo;" },
    { "rquote", "’", "&rsquo;" }, { "ldblquote", "“", "&ldquo;" }, { "rdblquote", "”", "&rdquo;" },
    { "bullet", "•", "&bull;" }, { "endash", "–", "&ndash;" }, { "emdash", "—", "&mdash;" },
    { "~", "\302\240", "&nbsp;" }, { "_", "\302\255", "&shy;" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (word, texts[i].word))
      return self->is_html ? texts[i].html : texts[i].text;

  return NULL;
}

/* Words that begin a destination. What is in "\*\htmltag" is HTML; all others are for readers of RTF. */
static gboolean
begins_destination (Reader     *self,
                    const char *word)
{
  static const char * const destinations[] = {
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer", "generator", "listtable",
    "listoverridetable", "pntext", "fldinst",
  };
  Group *group = get_group (self);

  if (g_str_equal (word, "htmltag"))
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (destinations); i++)
    if (g_str_equal (word, destinations[i]))
      {
        group->is_skipped = TRUE;
        group->is_fonts = i == 0;
        return TRUE;
      }

  if (self->is_ignorable)
    group->is_skipped = TRUE;

  return self->is_ignorable;
}

static void
take_font (Reader             *self,
           const IdioRtfToken *token)
{
  Group *group = get_group (self);

  if (g_str_equal (token->word, "f"))
    group->font = token->number;
  else if (group->is_fonts && g_str_equal (token->word, "fcharset"))
    g_hash_table_insert (self->code_pages, GINT_TO_POINTER (group->font),
                         GUINT_TO_POINTER (idio_rtf_charset_get_code_page (token->number)));
}

static void
read_word (Reader             *self,
           const IdioRtfToken *token)
{
  const char *text = get_text (self, token->word);

  self->n_skipped = 0;

  if (g_str_equal (token->word, "*"))
    {
      self->is_ignorable = TRUE;
      return;
    }

  take_font (self, token);

  if (begins_destination (self, token->word))
    ;
  else if (g_str_equal (token->word, "htmlrtf"))
    get_group (self)->is_hidden = !token->has_number || token->number != 0;
  else if (g_str_equal (token->word, "ansicpg") && token->number > 0)
    self->code_page = (guint) token->number;
  else if (g_str_equal (token->word, "uc"))
    get_group (self)->n_fallback = CLAMP (token->number, 0, 100);
  else if (g_str_equal (token->word, "u"))
    {
      append_character (self, (gunichar) (token->number & 0xffff));
      self->n_skipped = get_group (self)->n_fallback;
    }
  else if (text != NULL && is_shown (self))
    g_string_append (self->out, text);

  self->is_ignorable = FALSE;
}

static void
read_group (Reader   *self,
            gboolean  opens)
{
  self->n_skipped = 0;
  self->is_ignorable = FALSE;

  if (opens && self->groups->len < MAX_GROUPS)
    {
      Group group = *get_group (self);

      g_array_append_val (self->groups, group);
    }
  else if (opens)
    self->n_too_deep++;
  else if (self->n_too_deep > 0)
    self->n_too_deep--;
  else if (self->groups->len > 1)
    g_array_set_size (self->groups, self->groups->len - 1);
}

static void
read_byte (Reader *self,
           guchar  byte)
{
  if (self->n_skipped > 0)
    self->n_skipped--;
  else if (is_shown (self))
    g_string_append_c (self->pending, (char) byte);
}

static const char *
read_token (Reader     *self,
            const char *data,
            const char *end)
{
  IdioRtfToken token;

  data = idio_rtf_token_read (data, end, &token);

  if (token.type == IDIO_RTF_TOKEN_BYTE || token.type == IDIO_RTF_TOKEN_ESCAPED)
    {
      read_byte (self, token.byte);
      return data;
    }

  flush (self);

  if (token.type == IDIO_RTF_TOKEN_WORD)
    read_word (self, &token);
  else if (token.type != IDIO_RTF_TOKEN_END)
    read_group (self, token.type == IDIO_RTF_TOKEN_OPEN);

  return data;
}

/**
 * idio_rtf_html_unwrap:
 * @rtf: (array length=length): RTF
 * @length: its length
 * @is_html: (out): whether HTML was in it, and not plain text
 *
 * Returns: (transfer full) (nullable): the HTML or plain text, if that was wrapped in the RTF
 */
char *
idio_rtf_html_unwrap (const char *rtf,
                      gsize       length,
                      gboolean   *is_html)
{
  g_autoptr(GArray) groups = g_array_new (FALSE, TRUE, sizeof (Group));
  g_autoptr(GHashTable) code_pages = g_hash_table_new (NULL, NULL);
  g_autoptr(GString) pending = g_string_new (NULL);
  Group group = { .n_fallback = 1 };
  Reader self = { .groups = groups, .code_pages = code_pages, .pending = pending, .code_page = 1252 };
  const char *end = rtf + length;

  *is_html = g_strstr_len (rtf, (gssize) MIN (length, MARK_BYTES), "\\fromhtml") != NULL;

  if (!*is_html && g_strstr_len (rtf, (gssize) MIN (length, MARK_BYTES), "\\fromtext") == NULL)
    return NULL;

  self.is_html = *is_html;
  self.out = g_string_sized_new (length);
  g_array_append_val (groups, group);

  while (rtf < end)
    rtf = read_token (&self, rtf, end);

  flush (&self);

  return g_string_free_and_steal (self.out);
}

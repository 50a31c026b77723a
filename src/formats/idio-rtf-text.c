/* idio-rtf-text.c: the text in an RTF file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-decode.h"
#include "formats/idio-office-field.h"
#include "formats/idio-rtf-charset.h"
#include "formats/idio-rtf-flow.h"
#include "formats/idio-rtf-text.h"
#include "formats/idio-rtf-token.h"
#include "formats/idio-rtf-word.h"
#include "formats/idio-symbol.h"

/* How deep groups in groups are told apart */
#define MAX_GROUPS 1000

/* How many bytes are converted at once, and how much of what is not prose is kept */
#define MAX_PENDING_BYTES 65536
#define MAX_OTHER_BYTES 1000

/* Paragraphs of the levels before this are headings. */
#define N_OUTLINE_LEVELS 9

typedef enum
{
  DESTINATION_TEXT,
  DESTINATION_SKIPPED,
  DESTINATION_FONTS,
  DESTINATION_INFO,
  DESTINATION_TIME,
  DESTINATION_OTHER,    /* text that goes elsewhere: self->other */
  DESTINATION_SHAPE,    /* a drawing, which may have a text box in it */
} Destination;

typedef struct
{
  guint    code_page;
  GString *name;
} Font;

typedef struct
{
  Destination destination;
  int         font;
  int         rtl_font;
  int         n_fallback;
  int         outline;
  gboolean    is_rtl;
  gboolean    hidden;
  gboolean    deleted;
  gboolean    in_table;
  gboolean    is_outside_end;   /* with this group a footnote or a text box ends */
} Group;

typedef struct
{
  IdioRtfFlow *flow;
  GHashTable  *words;
  GHashTable  *fonts;
  GArray      *groups;
  GString     *pending;      /* bytes that were not converted yet */
  GString     *code;         /* the code of the field that was begun last */
  GString     *title;
  GString     *author;
  GString     *editor;
  GString     *other;        /* where text goes that is not for the flow: one of these, or the mark of an item */
  Font        *font;         /* the one that is being described */
  guint        code_page;
  int          default_font;
  int          time[5];
  gunichar     high;         /* the first half of a character of which the second has to follow */
  int          n_skipped;    /* bytes that stand for a character that is not in the code page */
  guint        n_too_deep;
  gboolean     ignorable;
} Reader;

static void
font_free (Font *self)
{
  g_string_free (self->name, TRUE);
  g_free (self);
}

static Group *
get_group (Reader *self)
{
  return &g_array_index (self->groups, Group, self->groups->len - 1);
}

static const Font *
get_font (Reader *self)
{
  const Group *group = get_group (self);
  int number = group->is_rtl ? group->rtl_font : group->font;

  return g_hash_table_lookup (self->fonts, GINT_TO_POINTER (number));
}

static void
append (Reader     *self,
        const char *text,
        gssize      length)
{
  const Group *group = get_group (self);

  if (group->destination == DESTINATION_OTHER && self->other->len < MAX_OTHER_BYTES)
    g_string_append_len (self->other, text, length);

  if (group->destination == DESTINATION_FONTS && self->font != NULL && self->font->name->len < MAX_OTHER_BYTES)
    g_string_append_len (self->font->name, text, length);

  if (group->destination == DESTINATION_TEXT && !group->hidden && !group->deleted)
    idio_rtf_flow_append (self->flow, text, length);
}

/* A bullet is mostly a symbol that is nothing to be read. */
static void
append_symbol (Reader     *self,
               const char *font,
               guint       code)
{
  const char *symbol = idio_symbol_get (font, code);

  append (self, *symbol == '\0' && get_group (self)->destination == DESTINATION_OTHER ? "•" : symbol, -1);
}

static void
flush (Reader *self)
{
  const Font *font = get_font (self);
  guint code_page = font != NULL && font->code_page != 0 ? font->code_page : self->code_page;
  g_autofree char *text = NULL;

  if (self->pending->len == 0)
    return;

  if (font != NULL && idio_symbol_is_font (font->name->str) && get_group (self)->destination != DESTINATION_FONTS)
    for (gsize i = 0; i < self->pending->len; i++)
      append_symbol (self, font->name->str, (guchar) self->pending->str[i]);
  else if (g_str_is_ascii (self->pending->str) && strlen (self->pending->str) == self->pending->len)
    append (self, self->pending->str, (gssize) self->pending->len);
  else
    {
      text = idio_rtf_charset_convert (self->pending->str, self->pending->len, code_page);
      append (self, text, -1);
    }

  g_string_truncate (self->pending, 0);
}

static void
append_character (Reader   *self,
                  gunichar  c)
{
  const Font *font = get_font (self);
  gboolean is_symbol = font != NULL && idio_symbol_is_font (font->name->str);
  char text[6];

  if (c >= 0xd800 && c < 0xdc00)
    {
      self->high = c;
      return;
    }

  if (c >= 0xdc00 && c < 0xe000 && self->high != 0)
    c = 0x10000 + ((self->high - 0xd800) << 10) + (c - 0xdc00);

  self->high = 0;

  if (is_symbol && (c < 0x100 || (c >= 0xf000 && c <= 0xf0ff)))
    append_symbol (self, font->name->str, c);
  else if (c != 0 && g_unichar_validate (c))
    append (self, text, g_unichar_to_utf8 (c, text));
}

static void
end_paragraph (Reader *self)
{
  const Group *group = get_group (self);

  if (group->destination == DESTINATION_TEXT)
    idio_rtf_flow_end_paragraph (self->flow, group->in_table, group->outline < N_OUTLINE_LEVELS);
}

/* Cells end within tables only, also where a program does not say that it is one. */
static void
end_cell (Reader *self)
{
  Group *group = get_group (self);

  if (group->destination != DESTINATION_TEXT)
    return;

  group->in_table = TRUE;
  end_paragraph (self);
  idio_rtf_flow_end_cell (self->flow);
}

static void
end_row (Reader *self)
{
  if (get_group (self)->destination == DESTINATION_TEXT)
    idio_rtf_flow_end_row (self->flow);
}

static void
enter (Reader *self)
{
  Group *group = get_group (self);

  /* Only with groups that are too deep to be told apart */
  if (group->is_outside_end)
    return;

  group->destination = DESTINATION_TEXT;
  group->is_outside_end = TRUE;
  group->in_table = FALSE;
  idio_rtf_flow_enter (self->flow);
}

static void
open_group (Reader *self)
{
  Group group = *get_group (self);

  if (self->groups->len >= MAX_GROUPS)
    {
      self->n_too_deep++;
      return;
    }

  group.is_outside_end = FALSE;
  g_array_append_val (self->groups, group);
}

static void
close_group (Reader *self)
{
  if (self->n_too_deep > 0)
    {
      self->n_too_deep--;
      return;
    }

  if (get_group (self)->is_outside_end)
    {
      end_paragraph (self);
      idio_rtf_flow_leave (self->flow);
      get_group (self)->is_outside_end = FALSE;
    }

  /* The last group is that around all others, for files that close more than they opened. */
  if (self->groups->len > 1)
    g_array_set_size (self->groups, self->groups->len - 1);
}

static void
describe_font (Reader *self,
               int     number)
{
  self->font = g_new0 (Font, 1);
  self->font->name = g_string_new (NULL);
  g_hash_table_replace (self->fonts, GINT_TO_POINTER (number), self->font);
}

static void
collect (Reader  *self,
         GString *other)
{
  self->other = other;
  g_string_truncate (other, 0);
  get_group (self)->destination = DESTINATION_OTHER;
}

static void
take_time (Reader             *self,
           const IdioRtfToken *token)
{
  static const char * const parts[] = { "yr", "mo", "dy", "hr", "min", NULL };

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_str_equal (token->word, parts[i]))
      self->time[i] = token->number;
}

static void
begin_result (Reader *self)
{
  g_autofree char *text = idio_office_field_dup_text (self->code->str);

  if (idio_office_field_is_generated (self->code->str))
    get_group (self)->destination = DESTINATION_SKIPPED;
  else if (text != NULL)
    append (self, text, -1);
}

/* Words that say where the text of their group goes. Returns whether it was one that makes a difference here. */
static gboolean
change_destination (Reader             *self,
                    IdioRtfAction       action,
                    const IdioRtfToken *token)
{
  Group *group = get_group (self);
  Destination destination = group->destination;

  if (action == IDIO_RTF_SKIP)
    group->destination = DESTINATION_SKIPPED;
  else if (action == IDIO_RTF_FONTS)
    group->destination = DESTINATION_FONTS;
  else if (action == IDIO_RTF_INFO)
    group->destination = DESTINATION_INFO;
  else if (destination == DESTINATION_INFO && action == IDIO_RTF_TITLE)
    collect (self, self->title);
  else if (destination == DESTINATION_INFO && action == IDIO_RTF_AUTHOR)
    collect (self, self->author);
  else if (destination == DESTINATION_INFO && action == IDIO_RTF_EDITOR)
    collect (self, self->editor);
  else if (destination == DESTINATION_INFO && action == IDIO_RTF_TIME)
    group->destination = DESTINATION_TIME;
  else if (destination == DESTINATION_TIME && action == IDIO_RTF_TIME_PART)
    take_time (self, token);
  else if (destination == DESTINATION_TEXT && action == IDIO_RTF_SHAPE)
    group->destination = DESTINATION_SHAPE;
  else if (destination == DESTINATION_SHAPE && action == IDIO_RTF_BOX)
    enter (self);
  else if (destination == DESTINATION_TEXT && action == IDIO_RTF_NOTE)
    enter (self);
  else if (destination == DESTINATION_TEXT && action == IDIO_RTF_MARK)
    collect (self, idio_rtf_flow_get_mark (self->flow));
  else if (destination == DESTINATION_TEXT && action == IDIO_RTF_FIELD)
    g_string_truncate (self->code, 0);
  else if (destination == DESTINATION_TEXT && action == IDIO_RTF_CODE)
    collect (self, self->code);
  else if (destination == DESTINATION_TEXT && action == IDIO_RTF_RESULT)
    begin_result (self);
  else
    return FALSE;

  return TRUE;
}

static void
set_font (Reader *self,
          int     number)
{
  if (get_group (self)->destination == DESTINATION_FONTS)
    describe_font (self, number);
  else
    get_group (self)->font = number;
}

static void
set_code_page (Reader *self,
               int     number)
{
  if (get_group (self)->destination == DESTINATION_FONTS && self->font != NULL)
    self->font->code_page = (guint) MAX (number, 0);
  else if (number > 0)
    self->code_page = (guint) number;
}

static void
reset_characters (Reader *self)
{
  Group *group = get_group (self);

  group->font = group->rtl_font = self->default_font;
  group->is_rtl = group->hidden = group->deleted = FALSE;
}

static void
apply (Reader             *self,
       const IdioRtfWord         *word,
       const IdioRtfToken *token)
{
  Group *group = get_group (self);
  gboolean on = !token->has_number || token->number != 0;

  switch (word->action)
    {
    case IDIO_RTF_PARAGRAPH:
      end_paragraph (self);
      break;
    case IDIO_RTF_PARAGRAPH_DEFAULTS:
      group->in_table = FALSE;
      group->outline = N_OUTLINE_LEVELS;
      break;
    case IDIO_RTF_CELL:
      end_cell (self);
      break;
    case IDIO_RTF_ROW:
      end_row (self);
      break;
    case IDIO_RTF_IN_TABLE:
      group->in_table = on;
      break;
    case IDIO_RTF_OUTLINE:
      group->outline = token->number;
      break;
    case IDIO_RTF_PLAIN:
      reset_characters (self);
      break;
    case IDIO_RTF_HIDDEN:
      group->hidden = on;
      break;
    case IDIO_RTF_DELETED:
      group->deleted = on;
      break;
    case IDIO_RTF_FONT:
      set_font (self, token->number);
      break;
    case IDIO_RTF_RTL_FONT:
      group->rtl_font = token->number;
      break;
    case IDIO_RTF_LTR:
    case IDIO_RTF_RTL:
      group->is_rtl = word->action == IDIO_RTF_RTL;
      break;
    case IDIO_RTF_FONT_CHARSET:
      set_code_page (self, (int) idio_rtf_charset_get_code_page (token->number));
      break;
    case IDIO_RTF_CODE_PAGE:
      set_code_page (self, token->number);
      break;
    case IDIO_RTF_DEFAULT_FONT:
      self->default_font = group->font = group->rtl_font = token->number;
      break;
    case IDIO_RTF_MAC:
      self->code_page = 10000;
      break;
    case IDIO_RTF_PC:
      self->code_page = g_str_equal (word->word, "pc") ? 437 : 850;
      break;
    case IDIO_RTF_N_FALLBACK:
      group->n_fallback = CLAMP (token->number, 0, 100);
      break;
    case IDIO_RTF_UNICODE:
      append_character (self, (gunichar) CLAMP (token->number < 0 ? token->number + 0x10000 : token->number, 0, G_MAXINT));
      self->n_skipped = group->n_fallback;
      break;
    case IDIO_RTF_TEXT:
      append (self, word->text, -1);
      break;
    default:
      break;
    }
}

static void
read_word (Reader             *self,
           const IdioRtfToken *token)
{
  const IdioRtfWord *word = g_hash_table_lookup (self->words, token->word);
  gboolean ignorable = self->ignorable;

  self->n_skipped = 0;
  self->ignorable = g_str_equal (token->word, "*");

  if (self->ignorable || get_group (self)->destination == DESTINATION_SKIPPED)
    return;

  if (word != NULL && change_destination (self, word->action, token))
    return;

  if (ignorable)
    get_group (self)->destination = DESTINATION_SKIPPED;
  else if (word != NULL)
    apply (self, word, token);
}

static void
read_byte (Reader *self,
           guchar  byte)
{
  if (self->n_skipped > 0)
    {
      self->n_skipped--;
      return;
    }

  /* Descriptions of fonts end with ";". */
  if (get_group (self)->destination == DESTINATION_FONTS && byte == ';')
    {
      flush (self);
      self->font = NULL;
      return;
    }

  if (get_group (self)->destination != DESTINATION_SKIPPED)
    g_string_append_c (self->pending, (char) byte);

  if (self->pending->len >= MAX_PENDING_BYTES)
    flush (self);
}

/* Plain letters, which most of a file is. Returns where they end. */
static const char *
read_letters (Reader     *self,
              const char *data,
              const char *end)
{
  const char *p = data;

  if (self->n_skipped > 0 || get_group (self)->destination == DESTINATION_FONTS)
    return data;

  while (p < end && p - data < MAX_PENDING_BYTES && *p >= ' ' && *p < 0x7f && *p != '\\' && *p != '{' && *p != '}')
    p++;

  if (get_group (self)->destination != DESTINATION_SKIPPED)
    g_string_append_len (self->pending, data, p - data);

  if (self->pending->len >= MAX_PENDING_BYTES)
    flush (self);

  return p;
}

static const char *
read_token (Reader     *self,
            const char *data,
            const char *end)
{
  IdioRtfToken token;
  const Font *font;
  guint code_page;

  data = idio_rtf_token_read (read_letters (self, data, end), end, &token);

  if (token.type == IDIO_RTF_TOKEN_BYTE || token.type == IDIO_RTF_TOKEN_ESCAPED)
    {
      font = get_font (self);
      code_page = font != NULL && font->code_page != 0 ? font->code_page : self->code_page;
      read_byte (self, token.byte);

      /* The second byte of a character may look like "\". */
      if (token.type == IDIO_RTF_TOKEN_BYTE && token.byte >= 0x81 && data < end && strchr ("\\{}", *data) != NULL &&
          *data != '\0' && idio_rtf_charset_is_double_byte (code_page))
        read_byte (self, (guchar) *data++);

      return data;
    }

  flush (self);

  switch (token.type)
    {
    case IDIO_RTF_TOKEN_OPEN:
      self->n_skipped = 0;
      open_group (self);
      break;
    case IDIO_RTF_TOKEN_CLOSE:
      self->n_skipped = 0;
      close_group (self);
      break;
    case IDIO_RTF_TOKEN_WORD:
      read_word (self, &token);
      break;
    case IDIO_RTF_TOKEN_END:
    case IDIO_RTF_TOKEN_BYTE:
    case IDIO_RTF_TOKEN_ESCAPED:
    default:
      break;
    }

  return data;
}

static char *
finish_property (GString *property)
{
  idio_decode_tidy (property->str, NULL);
  g_strstrip (g_strdelimit (property->str, "\n\t", ' '));

  return *property->str != '\0' ? g_strdup (property->str) : NULL;
}

static void
finish (Reader    *self,
        IdioEntry *entry)
{
  const int *time = self->time;
  g_autoptr(GDateTime) changed = g_date_time_new_utc (time[0], time[1], time[2], time[3], time[4], 0);

  idio_rtf_flow_finish (self->flow);
  entry->title = finish_property (self->title);
  entry->author = finish_property (self->author);
  entry->editor = finish_property (self->editor);
  entry->time = changed != NULL ? MAX (g_date_time_to_unix (changed), 0) : 0;
}

/**
 * idio_rtf_text_read:
 * @data: (array length=length): an RTF file
 * @length: its length
 * @prose: where the text goes
 * @entry: what gets the title, the author, the last editor and the time
 *
 * Reads what a reader of the document sees, of whatever is well-formed in it.
 */
void
idio_rtf_text_read (const char *data,
                    gsize       length,
                    IdioProse  *prose,
                    IdioEntry  *entry)
{
  g_autoptr(IdioRtfFlow) flow = idio_rtf_flow_new (prose);
  g_autoptr(GHashTable) table = idio_rtf_word_list ();
  g_autoptr(GHashTable) fonts = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) font_free);
  g_autoptr(GArray) groups = g_array_new (FALSE, TRUE, sizeof (Group));
  g_autoptr(GString) pending = g_string_new (NULL), code = g_string_new (NULL);
  g_autoptr(GString) title = g_string_new (NULL), author = g_string_new (NULL), editor = g_string_new (NULL);
  Group group = { .n_fallback = 1, .outline = N_OUTLINE_LEVELS };
  const char *end = data + length, *start = length > 0 ? memchr (data, '{', length) : NULL;
  Reader self = {
    .flow = flow, .words = table, .fonts = fonts, .groups = groups, .pending = pending, .code = code, .title = title,
    .author = author, .editor = editor, .other = code, .code_page = 1252,
  };

  g_array_append_val (groups, group);

  for (const char *p = start != NULL ? start : end; p < end && !idio_prose_is_too_large (prose);)
    p = read_token (&self, p, end);

  flush (&self);
  finish (&self, entry);
}

/* idio-rtf-text.c: the text in an RTF file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-decode.h"
#include "formats/idio-office-field.h"
#include "formats/idio-rtf-charset.h"
#include "formats/idio-rtf-text.h"
#include "formats/idio-rtf-token.h"
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

typedef enum
{
  ACTION_SKIP = 1,
  ACTION_FONTS,
  ACTION_INFO,
  ACTION_TITLE,
  ACTION_AUTHOR,
  ACTION_EDITOR,
  ACTION_TIME,
  ACTION_TIME_PART,
  ACTION_SHAPE,
  ACTION_BOX,
  ACTION_NOTE,
  ACTION_MARK,
  ACTION_FIELD,
  ACTION_CODE,
  ACTION_RESULT,
  ACTION_PARAGRAPH,
  ACTION_PARAGRAPH_DEFAULTS,
  ACTION_CELL,
  ACTION_ROW,
  ACTION_IN_TABLE,
  ACTION_OUTLINE,
  ACTION_PLAIN,
  ACTION_HIDDEN,
  ACTION_DELETED,
  ACTION_FONT,
  ACTION_RTL_FONT,
  ACTION_LTR,
  ACTION_RTL,
  ACTION_FONT_CHARSET,
  ACTION_CODE_PAGE,
  ACTION_DEFAULT_FONT,
  ACTION_MAC,
  ACTION_PC,
  ACTION_N_FALLBACK,
  ACTION_UNICODE,
  ACTION_TEXT,
} Action;

typedef struct
{
  const char *word;
  Action      action;
  const char *text;
} Word;

/* Rich Text Format Specification 1.9.1. Destinations that begin with "\*" and are not here are skipped, so that what is
 * skipped here are those that do not. */
static const Word words[] = {
  { "annotation", ACTION_SKIP }, { "atnauthor", ACTION_SKIP }, { "atnid", ACTION_SKIP }, { "atnref", ACTION_SKIP },
  { "colortbl", ACTION_SKIP }, { "filetbl", ACTION_SKIP }, { "footer", ACTION_SKIP }, { "footerf", ACTION_SKIP },
  { "footerl", ACTION_SKIP }, { "footerr", ACTION_SKIP }, { "header", ACTION_SKIP }, { "headerf", ACTION_SKIP },
  { "headerl", ACTION_SKIP }, { "headerr", ACTION_SKIP }, { "aftnsep", ACTION_SKIP }, { "aftnsepc", ACTION_SKIP },
  { "ftncn", ACTION_SKIP }, { "ftnsep", ACTION_SKIP }, { "ftnsepc", ACTION_SKIP }, { "nonesttables", ACTION_SKIP },
  { "nonshppict", ACTION_SKIP }, { "objclass", ACTION_SKIP }, { "objdata", ACTION_SKIP }, { "object", ACTION_SKIP },
  { "pict", ACTION_SKIP }, { "private", ACTION_SKIP }, { "revtbl", ACTION_SKIP }, { "rxe", ACTION_SKIP },
  { "shprslt", ACTION_SKIP }, { "stylesheet", ACTION_SKIP }, { "tc", ACTION_SKIP }, { "tcn", ACTION_SKIP },
  { "txe", ACTION_SKIP }, { "xe", ACTION_SKIP }, { "fname", ACTION_SKIP }, { "falt", ACTION_SKIP },
  { "listtable", ACTION_SKIP }, { "listoverridetable", ACTION_SKIP }, { "rsidtbl", ACTION_SKIP },
  { "generator", ACTION_SKIP }, { "themedata", ACTION_SKIP }, { "datastore", ACTION_SKIP },

  { "fonttbl", ACTION_FONTS }, { "info", ACTION_INFO }, { "title", ACTION_TITLE }, { "author", ACTION_AUTHOR },
  { "operator", ACTION_EDITOR }, { "revtim", ACTION_TIME }, { "yr", ACTION_TIME_PART }, { "mo", ACTION_TIME_PART },
  { "dy", ACTION_TIME_PART }, { "hr", ACTION_TIME_PART }, { "min", ACTION_TIME_PART },

  { "shpinst", ACTION_SHAPE }, { "do", ACTION_SHAPE }, { "shptxt", ACTION_BOX }, { "dptxbxtext", ACTION_BOX },
  { "footnote", ACTION_NOTE }, { "listtext", ACTION_MARK }, { "pntext", ACTION_MARK }, { "field", ACTION_FIELD },
  { "fldinst", ACTION_CODE }, { "fldrslt", ACTION_RESULT },

  { "par", ACTION_PARAGRAPH }, { "\n", ACTION_PARAGRAPH }, { "sect", ACTION_PARAGRAPH },
  { "nestcell", ACTION_PARAGRAPH }, { "pard", ACTION_PARAGRAPH_DEFAULTS }, { "cell", ACTION_CELL },
  { "row", ACTION_ROW }, { "intbl", ACTION_IN_TABLE }, { "outlinelevel", ACTION_OUTLINE },

  { "plain", ACTION_PLAIN }, { "v", ACTION_HIDDEN }, { "deleted", ACTION_DELETED }, { "mvf", ACTION_DELETED },
  { "f", ACTION_FONT }, { "af", ACTION_RTL_FONT }, { "ltrch", ACTION_LTR }, { "rtlch", ACTION_RTL },
  { "fcharset", ACTION_FONT_CHARSET }, { "ansicpg", ACTION_CODE_PAGE }, { "cpg", ACTION_CODE_PAGE },
  { "deff", ACTION_DEFAULT_FONT }, { "mac", ACTION_MAC }, { "pc", ACTION_PC }, { "pca", ACTION_PC },
  { "uc", ACTION_N_FALLBACK }, { "u", ACTION_UNICODE },

  { "line", ACTION_TEXT, "\n" }, { "page", ACTION_TEXT, "\n" }, { "column", ACTION_TEXT, "\n" },
  { "tab", ACTION_TEXT, "\t" }, { "\t", ACTION_TEXT, "\t" }, { "~", ACTION_TEXT, "\xc2\xa0" },
  { "_", ACTION_TEXT, "-" }, { "emdash", ACTION_TEXT, "—" }, { "endash", ACTION_TEXT, "–" },
  { "emspace", ACTION_TEXT, " " }, { "enspace", ACTION_TEXT, " " }, { "qmspace", ACTION_TEXT, " " },
  { "bullet", ACTION_TEXT, "•" }, { "lquote", ACTION_TEXT, "‘" }, { "rquote", ACTION_TEXT, "’" },
  { "ldblquote", ACTION_TEXT, "“" }, { "rdblquote", ACTION_TEXT, "”" }, { "zwj", ACTION_TEXT, "\xe2\x80\x8d" },
  { "zwnj", ACTION_TEXT, "\xe2\x80\x8c" }, { "ltrmark", ACTION_TEXT, "\xe2\x80\x8e" },
  { "rtlmark", ACTION_TEXT, "\xe2\x80\x8f" },
};

typedef struct
{
  guint    code_page;
  GString *name;
} Font;

/* Where the text before a footnote or a text box stopped */
typedef struct
{
  gboolean  open;
  char     *mark;
} Outside;

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
  IdioProse  *prose;
  IdioEntry  *entry;
  GHashTable *words;
  GHashTable *fonts;
  GArray     *groups;
  GArray     *outsides;
  GString    *pending;      /* bytes that were not converted yet */
  GString    *code;         /* the code of the field that was begun last */
  GString    *mark;         /* what a program put before an item of a list */
  GString    *title;
  GString    *author;
  GString    *editor;
  GString    *other;        /* one of these */
  Font       *font;         /* the one that is being described */
  guint       code_page;
  int         default_font;
  int         time[5];
  gunichar    high;         /* the first half of a character of which the second has to follow */
  int         n_skipped;    /* bytes that stand for a character that is not in the code page */
  guint       n_too_deep;
  gboolean    ignorable;
  gboolean    open;
  gboolean    in_row;
} Reader;

static void
font_free (Font *self)
{
  g_string_free (self->name, TRUE);
  g_free (self);
}

static void
outside_clear (Outside *self)
{
  g_clear_pointer (&self->mark, g_free);
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

  if (group->destination != DESTINATION_TEXT || group->hidden || group->deleted)
    return;

  if (!self->open)
    idio_prose_begin_paragraph (self->prose);

  self->open = TRUE;
  idio_prose_append (self->prose, text, length);
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
      append (self, idio_symbol_get (font->name->str, (guchar) self->pending->str[i]), -1);
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
    append (self, idio_symbol_get (font->name->str, c), -1);
  else if (c != 0 && g_unichar_validate (c) && (c < 0xf000 || c > 0xf0ff))
    append (self, text, g_unichar_to_utf8 (c, text));
}

/* What a program put before the item: a number, or a letter with a mark after it, or a bullet, which may be the letter
 * "o". Of "2.3." the last number is taken. */
static char *
make_mark (Reader *self)
{
  const char *text = self->mark->str, *digits = NULL;

  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p) && (p == text || !g_ascii_isdigit (p[-1])))
      digits = p;

  if (digits != NULL)
    return g_strdup_printf ("%u. ", (guint) MIN (g_ascii_strtoull (digits, NULL, 10), G_MAXINT));

  text += strspn (text, "( \t");

  if (g_ascii_isalpha (*text) && (text[1] == '.' || text[1] == ')'))
    return g_strdup_printf ("%d. ", g_ascii_tolower (*text) - 'a' + 1);

  return g_strdup ("- ");
}

static void
end_paragraph (Reader *self)
{
  g_autofree char *mark = NULL;
  const Group *group = get_group (self);

  if (group->destination != DESTINATION_TEXT)
    return;

  if (self->outsides->len == 0 && group->in_table != self->in_row)
    {
      self->in_row = group->in_table;

      if (self->in_row)
        idio_prose_begin_row (self->prose);
      else
        idio_prose_end_row (self->prose);
    }

  if (self->mark->len > 0 && group->outline >= N_OUTLINE_LEVELS)
    mark = make_mark (self);

  if (self->open)
    idio_prose_end_paragraph (self->prose, mark);

  self->open = FALSE;
  g_string_truncate (self->mark, 0);
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

  if (self->outsides->len == 0)
    idio_prose_end_cell (self->prose);
}

static void
end_row (Reader *self)
{
  if (get_group (self)->destination != DESTINATION_TEXT || self->outsides->len > 0 || !self->in_row)
    return;

  self->in_row = FALSE;
  idio_prose_end_row (self->prose);
}

/* A footnote or a text box, which has paragraphs of its own within one that goes on after it */
static void
enter (Reader *self)
{
  Group *group = get_group (self);
  Outside outside = { .open = self->open, .mark = g_strdup (self->mark->str) };

  g_array_append_val (self->outsides, outside);
  group->destination = DESTINATION_TEXT;
  group->is_outside_end = TRUE;
  group->in_table = FALSE;
  self->open = FALSE;
  g_string_truncate (self->mark, 0);
}

static void
leave (Reader *self)
{
  Outside *outside = &g_array_index (self->outsides, Outside, self->outsides->len - 1);

  end_paragraph (self);
  self->open = outside->open;
  g_string_assign (self->mark, outside->mark);
  g_array_set_size (self->outsides, self->outsides->len - 1);
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
    leave (self);

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

/* Words that say where the text of their group goes. Returns whether it was one that makes a difference here. */
static gboolean
change_destination (Reader             *self,
                    Action              action,
                    const IdioRtfToken *token)
{
  Group *group = get_group (self);
  Destination destination = group->destination;

  if (action == ACTION_SKIP)
    group->destination = DESTINATION_SKIPPED;
  else if (action == ACTION_FONTS)
    group->destination = DESTINATION_FONTS;
  else if (action == ACTION_INFO)
    group->destination = DESTINATION_INFO;
  else if (destination == DESTINATION_INFO && action == ACTION_TITLE)
    collect (self, self->title);
  else if (destination == DESTINATION_INFO && action == ACTION_AUTHOR)
    collect (self, self->author);
  else if (destination == DESTINATION_INFO && action == ACTION_EDITOR)
    collect (self, self->editor);
  else if (destination == DESTINATION_INFO && action == ACTION_TIME)
    group->destination = DESTINATION_TIME;
  else if (destination == DESTINATION_TIME && action == ACTION_TIME_PART)
    take_time (self, token);
  else if (destination == DESTINATION_TEXT && action == ACTION_SHAPE)
    group->destination = DESTINATION_SHAPE;
  else if (destination == DESTINATION_SHAPE && action == ACTION_BOX)
    enter (self);
  else if (destination == DESTINATION_TEXT && action == ACTION_NOTE)
    enter (self);
  else if (destination == DESTINATION_TEXT && action == ACTION_MARK)
    collect (self, self->mark);
  else if (destination == DESTINATION_TEXT && action == ACTION_FIELD)
    g_string_truncate (self->code, 0);
  else if (destination == DESTINATION_TEXT && action == ACTION_CODE)
    collect (self, self->code);
  else if (destination == DESTINATION_TEXT && action == ACTION_RESULT)
    group->destination = idio_office_field_is_generated (self->code->str) ? DESTINATION_SKIPPED : DESTINATION_TEXT;
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
       const Word         *word,
       const IdioRtfToken *token)
{
  Group *group = get_group (self);
  gboolean on = !token->has_number || token->number != 0;

  switch (word->action)
    {
    case ACTION_PARAGRAPH:
      end_paragraph (self);
      break;
    case ACTION_PARAGRAPH_DEFAULTS:
      group->in_table = FALSE;
      group->outline = N_OUTLINE_LEVELS;
      break;
    case ACTION_CELL:
      end_cell (self);
      break;
    case ACTION_ROW:
      end_row (self);
      break;
    case ACTION_IN_TABLE:
      group->in_table = on;
      break;
    case ACTION_OUTLINE:
      group->outline = token->number;
      break;
    case ACTION_PLAIN:
      reset_characters (self);
      break;
    case ACTION_HIDDEN:
      group->hidden = on;
      break;
    case ACTION_DELETED:
      group->deleted = on;
      break;
    case ACTION_FONT:
      set_font (self, token->number);
      break;
    case ACTION_RTL_FONT:
      group->rtl_font = token->number;
      break;
    case ACTION_LTR:
    case ACTION_RTL:
      group->is_rtl = word->action == ACTION_RTL;
      break;
    case ACTION_FONT_CHARSET:
      set_code_page (self, (int) idio_rtf_charset_get_code_page (token->number));
      break;
    case ACTION_CODE_PAGE:
      set_code_page (self, token->number);
      break;
    case ACTION_DEFAULT_FONT:
      self->default_font = group->font = group->rtl_font = token->number;
      break;
    case ACTION_MAC:
      self->code_page = 10000;
      break;
    case ACTION_PC:
      self->code_page = g_str_equal (word->word, "pc") ? 437 : 850;
      break;
    case ACTION_N_FALLBACK:
      group->n_fallback = CLAMP (token->number, 0, 100);
      break;
    case ACTION_UNICODE:
      append_character (self, (gunichar) (token->number & 0xffff));
      self->n_skipped = group->n_fallback;
      break;
    case ACTION_TEXT:
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
  const Word *word = g_hash_table_lookup (self->words, token->word);
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

static const char *
read_token (Reader     *self,
            const char *data,
            const char *end)
{
  IdioRtfToken token;
  const Font *font;
  guint code_page;

  data = idio_rtf_token_read (data, end, &token);

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
finish (Reader *self)
{
  const int *time = self->time;
  g_autoptr(GDateTime) changed = g_date_time_new_utc (time[0], time[1], time[2], time[3], time[4], 0);

  while (self->outsides->len > 0)
    leave (self);

  if (self->open)
    idio_prose_end_paragraph (self->prose, NULL);

  self->entry->title = finish_property (self->title);
  self->entry->author = finish_property (self->author);
  self->entry->editor = finish_property (self->editor);
  self->entry->time = changed != NULL ? MAX (g_date_time_to_unix (changed), 0) : 0;
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
  g_autoptr(GHashTable) table = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) fonts = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) font_free);
  g_autoptr(GArray) groups = g_array_new (FALSE, TRUE, sizeof (Group));
  g_autoptr(GArray) outsides = g_array_new (FALSE, TRUE, sizeof (Outside));
  g_autoptr(GString) pending = g_string_new (NULL), code = g_string_new (NULL), mark = g_string_new (NULL);
  g_autoptr(GString) title = g_string_new (NULL), author = g_string_new (NULL), editor = g_string_new (NULL);
  Group group = { .n_fallback = 1, .outline = N_OUTLINE_LEVELS };
  const char *end = data + length;
  Reader self = {
    .prose = prose, .entry = entry, .words = table, .fonts = fonts, .groups = groups, .outsides = outsides,
    .pending = pending, .code = code, .mark = mark, .title = title, .author = author, .editor = editor, .other = code,
    .code_page = 1252,
  };

  g_array_set_clear_func (outsides, (GDestroyNotify) outside_clear);
  g_array_append_val (groups, group);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_hash_table_insert (table, (gpointer) words[i].word, (gpointer) &words[i]);

  while (data < end && !idio_prose_is_too_large (prose))
    data = read_token (&self, data, end);

  flush (&self);
  finish (&self);
}

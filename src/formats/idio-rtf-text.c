/* idio-rtf-text.c: the text in an RTF file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-office-field.h"
#include "formats/idio-rtf-charset.h"
#include "formats/idio-rtf-flow.h"
#include "formats/idio-rtf-fonts.h"
#include "formats/idio-rtf-groups.h"
#include "formats/idio-rtf-info.h"
#include "formats/idio-rtf-text.h"
#include "formats/idio-rtf-token.h"
#include "formats/idio-rtf-word.h"

/* How many bytes are converted at once, and how much of what is not prose is kept */
#define MAX_PENDING_BYTES 65536
#define MAX_OTHER_BYTES 1000

/* The longest mark of an item, such as "Article VIII." */
#define MAX_MARK_BYTES 100

/* A number that no font has */
#define NO_FONT (-1)

typedef struct
{
  IdioRtfFlow   *flow;
  IdioProse     *prose;
  GHashTable    *words;
  IdioRtfFonts  *fonts;
  IdioRtfInfo   *info;
  IdioRtfGroups *groups;
  GString       *pending;       /* bytes that were not converted yet */
  GString       *code;          /* the code of the field that was begun last */
  GString       *other;         /* where text goes that is not for the flow: that code, the title… */
  int            default_font;
  gunichar       high;          /* the first half of a character of which the second has to follow */
  int            n_skipped;     /* bytes that stand for a character that is not in the code page */
  gboolean       ignorable;
} Reader;

static IdioRtfGroup *
get_group (Reader *self)
{
  return idio_rtf_groups_get (self->groups);
}

static int
get_font (Reader *self)
{
  const IdioRtfGroup *group = get_group (self);

  /* Names of fonts are in none of them. */
  if (group->destination == IDIO_RTF_DESTINATION_FONTS)
    return NO_FONT;

  return group->is_rtl ? group->rtl_font : group->font;
}

static void append (Reader     *self,
                    const char *text,
                    gssize      length);

static gboolean
is_in_mark (Reader *self)
{
  return get_group (self)->destination == IDIO_RTF_DESTINATION_OTHER &&
         self->other == idio_rtf_flow_get_mark (self->flow);
}

/* AbiWord does not end the group of a mark, so that the item, and all that follows, is in it: after a tab. */
static void
leave_mark (Reader *self)
{
  GString *mark = idio_rtf_flow_get_mark (self->flow);
  const char *tab = strrchr (mark->str, '\t');
  gsize length = tab != NULL ? (gsize) (tab + 1 - mark->str) : 0;
  g_autofree char *text = g_strdup (mark->str + length);

  g_string_truncate (mark, length);
  get_group (self)->destination = IDIO_RTF_DESTINATION_TEXT;

  if (*text != '\0')
    append (self, text, -1);
}

static void
append_to_flow (Reader     *self,
                const char *text,
                gssize      length)
{
  const IdioRtfGroup *group = get_group (self);

  if (group->inserted)
    {
      g_autofree char *inserter = idio_rtf_info_dup_inserter (self->info, group->inserter);

      idio_prose_begin_insertion (self->prose, inserter);
    }

  idio_rtf_flow_append (self->flow, text, length);

  if (group->inserted)
    idio_prose_end_insertion (self->prose);
}

static void
append (Reader     *self,
        const char *text,
        gssize      length)
{
  const IdioRtfGroup *group = get_group (self);

  if (group->destination == IDIO_RTF_DESTINATION_OTHER && (self->other->len < MAX_OTHER_BYTES || is_in_mark (self)))
    g_string_append_len (self->other, text, length);

  if (group->destination == IDIO_RTF_DESTINATION_FONTS)
    idio_rtf_fonts_append_name (self->fonts, text, length);

  if (group->destination == IDIO_RTF_DESTINATION_TEXT && !group->hidden && !group->deleted)
    append_to_flow (self, text, length);

  if (is_in_mark (self) && self->other->len > MAX_MARK_BYTES)
    leave_mark (self);
}

/* A bullet is mostly a symbol that is nothing to be read. */
static const char *
get_nothing (Reader *self)
{
  return get_group (self)->destination == IDIO_RTF_DESTINATION_OTHER ? "•" : "";
}

static void
flush (Reader *self)
{
  g_autofree char *text = NULL;

  if (self->pending->len == 0)
    return;

  text = idio_rtf_fonts_decode (self->fonts, get_font (self), self->pending->str, self->pending->len,
                                get_nothing (self));
  append (self, text, -1);
  g_string_truncate (self->pending, 0);
}

static void
append_character (Reader   *self,
                  gunichar  c)
{
  g_autofree char *text = NULL;

  if (c >= 0xd800 && c < 0xdc00)
    {
      self->high = c;
      return;
    }

  if (c >= 0xdc00 && c < 0xe000 && self->high != 0)
    c = 0x10000 + ((self->high - 0xd800) << 10) + (c - 0xdc00);

  self->high = 0;
  text = idio_rtf_fonts_decode_character (self->fonts, get_font (self), c, get_nothing (self));
  append (self, text, -1);
}

static void
end_paragraph (Reader *self)
{
  const IdioRtfGroup *group = get_group (self);

  if (group->destination == IDIO_RTF_DESTINATION_TEXT)
    idio_rtf_flow_end_paragraph (self->flow, group->in_table, group->outline < IDIO_RTF_N_OUTLINE_LEVELS);
}

/* Cells end within tables only, also where a program does not say that it is one. */
static void
end_cell (Reader *self)
{
  IdioRtfGroup *group = get_group (self);

  if (group->destination != IDIO_RTF_DESTINATION_TEXT)
    return;

  group->in_table = TRUE;
  end_paragraph (self);
  idio_rtf_flow_end_cell (self->flow);
}

static void
end_row (Reader *self)
{
  if (get_group (self)->destination == IDIO_RTF_DESTINATION_TEXT)
    idio_rtf_flow_end_row (self->flow);
}

static void
enter (Reader *self)
{
  IdioRtfGroup *group = get_group (self);

  /* Only with groups that are too deep to be told apart */
  if (group->is_outside_end)
    return;

  group->destination = IDIO_RTF_DESTINATION_TEXT;
  group->is_outside_end = TRUE;
  group->in_table = FALSE;
  idio_rtf_flow_enter (self->flow);
}

static void
close_group (Reader *self)
{
  if (idio_rtf_groups_is_outside_end (self->groups))
    {
      end_paragraph (self);
      idio_rtf_flow_leave (self->flow);
    }

  idio_rtf_groups_close (self->groups);

  if (get_group (self)->destination != IDIO_RTF_DESTINATION_FONTS)
    idio_rtf_fonts_end (self->fonts);
}

static void
collect (Reader  *self,
         GString *other)
{
  self->other = other;
  g_string_truncate (other, 0);
  get_group (self)->destination = IDIO_RTF_DESTINATION_OTHER;
}

static void
begin_result (Reader *self)
{
  g_autofree char *text = idio_office_field_dup_text (self->code->str);

  if (idio_office_field_is_generated (self->code->str))
    get_group (self)->destination = IDIO_RTF_DESTINATION_SKIPPED;
  else if (text != NULL)
    append (self, text, -1);
}

/* Words that say where the text of their group goes. Returns whether it was one that makes a difference here. */
static gboolean
change_destination (Reader             *self,
                    IdioRtfAction       action,
                    const IdioRtfToken *token)
{
  IdioRtfGroup *group = get_group (self);
  IdioRtfDestination destination = group->destination;

  if (action == IDIO_RTF_SKIP)
    group->destination = IDIO_RTF_DESTINATION_SKIPPED;
  else if (action == IDIO_RTF_FONTS)
    group->destination = IDIO_RTF_DESTINATION_FONTS;
  else if (action == IDIO_RTF_INFO)
    group->destination = IDIO_RTF_DESTINATION_INFO;
  else if (action == IDIO_RTF_INSERTERS)
    collect (self, self->info->inserters);
  else if (destination == IDIO_RTF_DESTINATION_INFO && action == IDIO_RTF_TITLE)
    collect (self, self->info->title);
  else if (destination == IDIO_RTF_DESTINATION_INFO && action == IDIO_RTF_AUTHOR)
    collect (self, self->info->author);
  else if (destination == IDIO_RTF_DESTINATION_INFO && action == IDIO_RTF_EDITOR)
    collect (self, self->info->editor);
  else if (destination == IDIO_RTF_DESTINATION_INFO && action == IDIO_RTF_TIME)
    group->destination = IDIO_RTF_DESTINATION_TIME;
  else if (destination == IDIO_RTF_DESTINATION_TIME && action == IDIO_RTF_TIME_PART)
    idio_rtf_info_set_time (self->info, token->word, token->number);
  else if (destination == IDIO_RTF_DESTINATION_TEXT && action == IDIO_RTF_SHAPE)
    group->destination = IDIO_RTF_DESTINATION_SHAPE;
  else if (destination == IDIO_RTF_DESTINATION_SHAPE && action == IDIO_RTF_BOX)
    enter (self);
  else if (destination == IDIO_RTF_DESTINATION_TEXT && action == IDIO_RTF_NOTE)
    enter (self);
  else if (destination == IDIO_RTF_DESTINATION_TEXT && action == IDIO_RTF_MARK)
    collect (self, idio_rtf_flow_get_mark (self->flow));
  else if (destination == IDIO_RTF_DESTINATION_TEXT && action == IDIO_RTF_FIELD)
    g_string_truncate (self->code, 0);
  else if (destination == IDIO_RTF_DESTINATION_TEXT && action == IDIO_RTF_CODE)
    collect (self, self->code);
  else if (destination == IDIO_RTF_DESTINATION_TEXT && action == IDIO_RTF_RESULT)
    begin_result (self);
  else
    return FALSE;

  return TRUE;
}

static void
set_font (Reader *self,
          int     number)
{
  if (get_group (self)->destination == IDIO_RTF_DESTINATION_FONTS)
    idio_rtf_fonts_begin (self->fonts, number);
  else
    get_group (self)->font = number;
}

static void
reset_characters (Reader *self)
{
  IdioRtfGroup *group = get_group (self);

  group->font = group->rtl_font = self->default_font;
  group->is_rtl = group->hidden = group->deleted = group->inserted = FALSE;
}

static void
apply_to_fonts (Reader             *self,
                const IdioRtfWord  *word,
                const IdioRtfToken *token)
{
  IdioRtfGroup *group = get_group (self);

  switch (word->action)
    {
    case IDIO_RTF_FONT_CHARSET:
      idio_rtf_fonts_set_code_page (self->fonts, idio_rtf_charset_get_code_page (token->number));
      break;
    case IDIO_RTF_CODE_PAGE:
      idio_rtf_fonts_set_code_page (self->fonts, (guint) MAX (token->number, 0));
      break;
    case IDIO_RTF_DEFAULT_FONT:
      self->default_font = group->font = group->rtl_font = token->number;
      break;
    case IDIO_RTF_MAC:
      idio_rtf_fonts_set_code_page (self->fonts, 10000);
      break;
    case IDIO_RTF_PC:
      idio_rtf_fonts_set_code_page (self->fonts, g_str_equal (word->word, "pc") ? 437 : 850);
      break;
    default:
      break;
    }
}

static void
apply_to_characters (Reader             *self,
                     const IdioRtfWord  *word,
                     const IdioRtfToken *token)
{
  IdioRtfGroup *group = get_group (self);
  gboolean on = !token->has_number || token->number != 0;

  switch (word->action)
    {
    case IDIO_RTF_PLAIN:
      reset_characters (self);
      break;
    case IDIO_RTF_HIDDEN:
      group->hidden = on;
      break;
    case IDIO_RTF_DELETED:
      group->deleted = on;
      break;
    case IDIO_RTF_INSERTED:
      group->inserted = on;
      break;
    case IDIO_RTF_INSERTER:
      group->inserter = token->number;
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
    case IDIO_RTF_N_FALLBACK:
      group->n_fallback = CLAMP (token->number, 0, 100);
      break;
    case IDIO_RTF_UNICODE:
      append_character (self, (gunichar) MAX (token->number < 0 ? token->number + 0x10000 : token->number, 0));
      self->n_skipped = group->n_fallback;
      break;
    case IDIO_RTF_TEXT:
      append (self, word->text, -1);
      break;
    default:
      apply_to_fonts (self, word, token);
      break;
    }
}

static void
apply (Reader             *self,
       const IdioRtfWord  *word,
       const IdioRtfToken *token)
{
  IdioRtfGroup *group = get_group (self);
  gboolean on = !token->has_number || token->number != 0;

  switch (word->action)
    {
    case IDIO_RTF_PARAGRAPH:
      if (!group->hidden && !group->deleted)
        end_paragraph (self);
      break;
    case IDIO_RTF_PARAGRAPH_DEFAULTS:
      group->in_table = FALSE;
      group->outline = IDIO_RTF_N_OUTLINE_LEVELS;
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
    default:
      apply_to_characters (self, word, token);
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

  if (self->ignorable || get_group (self)->destination == IDIO_RTF_DESTINATION_SKIPPED)
    return;

  if (word != NULL && change_destination (self, word->action, token))
    return;

  /* A mark has no end of a paragraph in it. */
  if (word != NULL && is_in_mark (self) &&
      (word->action == IDIO_RTF_PARAGRAPH || word->action == IDIO_RTF_CELL || word->action == IDIO_RTF_ROW))
    leave_mark (self);

  if (ignorable)
    get_group (self)->destination = IDIO_RTF_DESTINATION_SKIPPED;
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
  if (get_group (self)->destination == IDIO_RTF_DESTINATION_FONTS && byte == ';')
    {
      flush (self);
      idio_rtf_fonts_end (self->fonts);
      return;
    }

  if (get_group (self)->destination != IDIO_RTF_DESTINATION_SKIPPED)
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

  if (self->n_skipped > 0 || get_group (self)->destination == IDIO_RTF_DESTINATION_FONTS)
    return data;

  while (p < end && p - data < MAX_PENDING_BYTES && *p >= ' ' && *p < 0x7f && *p != '\\' && *p != '{' && *p != '}')
    p++;

  if (get_group (self)->destination != IDIO_RTF_DESTINATION_SKIPPED)
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
  guint code_page;

  data = idio_rtf_token_read (read_letters (self, data, end), end, &token);

  if (token.type == IDIO_RTF_TOKEN_BYTE || token.type == IDIO_RTF_TOKEN_ESCAPED)
    {
      code_page = idio_rtf_fonts_get_code_page (self->fonts, get_font (self));
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
      idio_rtf_groups_open (self->groups);
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
  g_autoptr(IdioRtfFonts) fonts = idio_rtf_fonts_new ();
  g_autoptr(IdioRtfInfo) info = idio_rtf_info_new ();
  g_autoptr(IdioRtfGroups) groups = idio_rtf_groups_new ();
  g_autoptr(GString) pending = g_string_new (NULL), code = g_string_new (NULL);
  const char *end = data + length, *start = length > 0 ? memchr (data, '{', length) : NULL;
  Reader self = {
    .flow = flow, .prose = prose, .words = table, .fonts = fonts, .info = info, .groups = groups, .pending = pending,
    .code = code, .other = code,
  };

  for (const char *p = start != NULL ? start : end; p < end && !idio_prose_is_too_large (prose);)
    p = read_token (&self, p, end);

  flush (&self);

  if (is_in_mark (&self))
    leave_mark (&self);

  idio_rtf_flow_finish (flow);
  idio_rtf_info_tell (info, entry);
}

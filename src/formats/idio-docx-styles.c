/* idio-docx-styles.c: the styles and lists of a Word document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-docx-styles.h"
#include "formats/idio-prose.h"
#include "formats/idio-xml.h"

/* ECMA-376-1, 17.9.3: a list has at most nine levels */
#define N_LEVELS 9

/* How far styles that are based on others are followed: they may be so in a circle. */
#define MAX_BASES 20

typedef enum
{
  KIND_NUMBER,
  KIND_BULLET,
  KIND_NONE,
} Kind;

typedef struct
{
  char     *base;
  gint64    list;
  gint64    level;
  gboolean  hidden;
  gboolean  shown;
  gboolean  heading;
  gboolean  quote;
} Style;

typedef struct
{
  Kind    kind;
  gint64  start;
  char   *style;    /* paragraphs of this style are on this level */
} Level;

/* w:abstractNum: how a list looks */
typedef struct
{
  Level   levels[N_LEVELS];
  gint64  counts[N_LEVELS];
  char   *link;     /* the style whose list it really is */
} Look;

/* w:num: a list. It goes on where another that looks the same stopped, except on levels with a start of their own. */
typedef struct
{
  char     *look;
  gint64    starts[N_LEVELS];
  gboolean  used[N_LEVELS];
} List;

struct _IdioDocxStyles
{
  GHashTable *styles;
  GHashTable *looks;
  GHashTable *lists;
};

static void
style_free (Style *self)
{
  g_clear_pointer (&self->base, g_free);
  g_free (self);
}

static void
look_free (Look *self)
{
  for (guint i = 0; i < N_LEVELS; i++)
    g_clear_pointer (&self->levels[i].style, g_free);

  g_clear_pointer (&self->link, g_free);
  g_free (self);
}

static void
list_free (List *self)
{
  g_clear_pointer (&self->look, g_free);
  g_free (self);
}

/**
 * idio_docx_is_on:
 * @reader: a reader at a property that is there or not
 *
 * Returns: whether it does not say that it is off
 */
gboolean
idio_docx_is_on (xmlTextReader *reader)
{
  g_autofree char *value = idio_xml_dup_attribute (reader, "val");

  return value == NULL || !(g_str_equal (value, "0") || g_str_equal (value, "false") || g_str_equal (value, "off"));
}

/* What Word and LibreOffice call the styles of quotes in a file, in all languages */
static gboolean
is_quote_name (xmlTextReader *reader)
{
  static const char * const names[] = { "Quote", "Intense Quote", "Quotations", "Block Quotation", "Block Quote" };
  g_autofree char *name = idio_xml_dup_attribute (reader, "val");

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      return TRUE;

  return FALSE;
}

static void
read_style_element (Style         *style,
                    xmlTextReader *reader,
                    const char    *name)
{
  if (g_str_equal (name, "basedOn"))
    {
      g_free (style->base);
      style->base = idio_xml_dup_attribute (reader, "val");
    }
  else if (g_str_equal (name, "name"))
    style->quote = is_quote_name (reader);
  else if (g_str_equal (name, "numId"))
    style->list = idio_xml_get_number (reader, "val", IDIO_DOCX_NO_LIST);
  else if (g_str_equal (name, "ilvl"))
    style->level = idio_xml_get_number (reader, "val", 0);
  else if (g_str_equal (name, "outlineLvl"))
    style->heading = idio_xml_get_number (reader, "val", N_LEVELS) < N_LEVELS;
  else if (g_str_equal (name, "vanish"))
    {
      style->hidden = idio_docx_is_on (reader);
      style->shown = !style->hidden;
    }
}

static void
read_styles (IdioDocxStyles *self,
             GBytes         *bytes)
{
  g_autoptr(xmlTextReader) reader = idio_xml_reader_new (bytes);
  Style *style = NULL;
  gboolean skip = FALSE;

  while (reader != NULL && idio_xml_next (reader, &skip, NULL))
    {
      const char *name = idio_xml_get_name (reader);

      if (!idio_xml_begins (reader))
        continue;

      if (g_str_equal (name, "style"))
        {
          char *id = idio_xml_dup_attribute (reader, "styleId");

          style = g_new0 (Style, 1);
          style->list = style->level = IDIO_DOCX_UNSET;
          g_hash_table_replace (self->styles, id != NULL ? id : g_strdup (""), style);
        }
      else if (g_str_equal (name, "tblStylePr") || g_str_equal (name, "pPrChange") || g_str_equal (name, "rPrChange"))
        skip = TRUE;
      else if (style != NULL)
        read_style_element (style, reader, name);
    }
}

static Kind
parse_kind (xmlTextReader *reader)
{
  g_autofree char *format = idio_xml_dup_attribute (reader, "val");

  if (g_strcmp0 (format, "bullet") == 0)
    return KIND_BULLET;

  return g_strcmp0 (format, "none") == 0 ? KIND_NONE : KIND_NUMBER;
}

static void
read_look_element (Look          *look,
                   Level         *level,
                   xmlTextReader *reader,
                   const char    *name)
{
  if (g_str_equal (name, "numStyleLink"))
    {
      g_free (look->link);
      look->link = idio_xml_dup_attribute (reader, "val");
    }
  else if (level == NULL)
    return;
  else if (g_str_equal (name, "start"))
    level->start = idio_xml_get_number (reader, "val", 1);
  else if (g_str_equal (name, "numFmt"))
    level->kind = parse_kind (reader);
  else if (g_str_equal (name, "pStyle"))
    {
      g_free (level->style);
      level->style = idio_xml_dup_attribute (reader, "val");
    }
  else if (g_str_equal (name, "lvlText"))
    {
      g_autofree char *text = idio_xml_dup_attribute (reader, "val");

      /* A bullet that is not seen is for paragraphs of an item after its first. */
      if (text != NULL && !idio_prose_is_seen (text))
        level->kind = KIND_NONE;
    }
}

static gint64
read_level (xmlTextReader *reader)
{
  return CLAMP (idio_xml_get_number (reader, "ilvl", 0), 0, N_LEVELS - 1);
}

static void
read_numbering (IdioDocxStyles *self,
                GBytes         *bytes)
{
  g_autoptr(xmlTextReader) reader = idio_xml_reader_new (bytes);
  Look *look = NULL;
  List *list = NULL;
  gint64 level = IDIO_DOCX_UNSET;
  gboolean skip = FALSE;

  while (reader != NULL && idio_xml_next (reader, &skip, NULL))
    {
      const char *name = idio_xml_get_name (reader);

      if (!idio_xml_begins (reader))
        continue;

      if (g_str_equal (name, "abstractNum"))
        {
          char *id = idio_xml_dup_attribute (reader, "abstractNumId");

          look = g_new0 (Look, 1);
          level = IDIO_DOCX_UNSET;
          list = NULL;
          g_hash_table_replace (self->looks, id != NULL ? id : g_strdup (""), look);
        }
      else if (g_str_equal (name, "num"))
        {
          gint64 id = idio_xml_get_number (reader, "numId", IDIO_DOCX_NO_LIST);

          list = g_new0 (List, 1);
          look = NULL;
          memset (list->starts, 0xff, sizeof list->starts);
          g_hash_table_replace (self->lists, g_memdup2 (&id, sizeof id), list);
        }
      else if (g_str_equal (name, "lvl") || g_str_equal (name, "lvlOverride"))
        level = read_level (reader);
      else if (look != NULL)
        read_look_element (look, level >= 0 ? &look->levels[level] : NULL, reader, name);
      else if (list != NULL && g_str_equal (name, "abstractNumId"))
        {
          g_free (list->look);
          list->look = idio_xml_dup_attribute (reader, "val");
        }
      else if (list != NULL && level >= 0 && g_str_equal (name, "startOverride"))
        list->starts[level] = MAX (idio_xml_get_number (reader, "val", 1), 0);
    }
}

/**
 * idio_docx_styles_new:
 * @styles: (nullable): the part with the styles
 * @numbering: (nullable): the part with the lists
 *
 * Returns: (transfer full): what they say
 */
IdioDocxStyles *
idio_docx_styles_new (GBytes *styles,
                      GBytes *numbering)
{
  IdioDocxStyles *self = g_new0 (IdioDocxStyles, 1);

  self->styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) style_free);
  self->looks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) look_free);
  self->lists = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) list_free);

  if (styles != NULL)
    read_styles (self, styles);

  if (numbering != NULL)
    read_numbering (self, numbering);

  return self;
}

void
idio_docx_styles_free (IdioDocxStyles *self)
{
  g_clear_pointer (&self->styles, g_hash_table_unref);
  g_clear_pointer (&self->looks, g_hash_table_unref);
  g_clear_pointer (&self->lists, g_hash_table_unref);
  g_free (self);
}

static const Style *
get_style (IdioDocxStyles *self,
           const char     *id)
{
  return id != NULL ? g_hash_table_lookup (self->styles, id) : NULL;
}

/**
 * idio_docx_styles_is_hidden:
 * @self: styles
 * @style: (nullable): the name of a style
 *
 * Returns: whether text in that style is hidden
 */
gboolean
idio_docx_styles_is_hidden (IdioDocxStyles *self,
                            const char     *style)
{
  const Style *current = get_style (self, style);

  for (guint i = 0; current != NULL && i < MAX_BASES; i++)
    {
      if (current->hidden || current->shown)
        return current->hidden;

      current = get_style (self, current->base);
    }

  return FALSE;
}

/**
 * idio_docx_styles_is_quote:
 * @self: styles
 * @style: (nullable): the name of a style
 *
 * Returns: whether it is one of quotes, or based on one
 */
gboolean
idio_docx_styles_is_quote (IdioDocxStyles *self,
                           const char     *style)
{
  const Style *current = get_style (self, style);

  for (guint i = 0; current != NULL && i < MAX_BASES; i++)
    {
      if (current->quote)
        return TRUE;

      current = get_style (self, current->base);
    }

  return FALSE;
}

static Look *
find_look (IdioDocxStyles *self,
           gint64          id,
           List          **list)
{
  Look *look = NULL;

  for (guint i = 0; i < MAX_BASES; i++)
    {
      const Style *style;

      *list = g_hash_table_lookup (self->lists, &id);
      look = *list != NULL && (*list)->look != NULL ? g_hash_table_lookup (self->looks, (*list)->look) : NULL;
      style = look != NULL ? get_style (self, look->link) : NULL;

      if (style == NULL || style->list <= IDIO_DOCX_NO_LIST || style->list == id)
        break;

      id = style->list;
    }

  return look;
}

static char *
count_item (Look   *look,
            List   *list,
            gint64  level)
{
  gint64 *count = &look->counts[level];

  if (!list->used[level] && list->starts[level] >= 0)
    *count = 0;

  list->used[level] = TRUE;

  if (*count == 0)
    *count = MAX (list->starts[level] >= 0 ? list->starts[level] : look->levels[level].start, 0);
  else if (*count < G_MAXINT)
    ++*count;

  for (guint i = (guint) level + 1; i < N_LEVELS; i++)
    look->counts[i] = 0;

  return g_strdup_printf ("%" G_GINT64_FORMAT ". ", *count);
}

static gint64
find_level (const Look *look,
            const char *style)
{
  for (guint i = 0; style != NULL && i < N_LEVELS; i++)
    if (g_strcmp0 (look->levels[i].style, style) == 0)
      return i;

  return 0;
}

/**
 * idio_docx_styles_dup_mark:
 * @self: styles
 * @style: (nullable): the style of a paragraph
 * @list: the list that the paragraph says it is in, %IDIO_DOCX_NO_LIST, or %IDIO_DOCX_UNSET
 * @level: the level that it says it is on, or %IDIO_DOCX_UNSET
 *
 * Counts the items. Headings have no mark, though they may be numbered.
 *
 * Returns: (transfer full) (nullable): what the paragraph begins with if it is an item of a list: "- " or its number
 */
char *
idio_docx_styles_dup_mark (IdioDocxStyles *self,
                           const char     *style,
                           gint64          list,
                           gint64          level)
{
  const Style *current = get_style (self, style);
  List *numbers;
  Look *look;

  for (guint i = 0; current != NULL && i < MAX_BASES; i++)
    {
      if (current->heading)
        return NULL;

      list = list == IDIO_DOCX_UNSET ? current->list : list;
      level = level == IDIO_DOCX_UNSET ? current->level : level;
      current = get_style (self, current->base);
    }

  look = list > IDIO_DOCX_NO_LIST ? find_look (self, list, &numbers) : NULL;

  if (look == NULL)
    return NULL;

  level = level == IDIO_DOCX_UNSET ? find_level (look, style) : CLAMP (level, 0, N_LEVELS - 1);

  switch (look->levels[level].kind)
    {
    case KIND_BULLET:
      return g_strdup ("- ");
    case KIND_NUMBER:
      return count_item (look, numbers, level);
    case KIND_NONE:
    default:
      return NULL;
    }
}

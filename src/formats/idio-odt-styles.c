/* idio-odt-styles.c: the styles of an OpenDocument text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/idio-odt-styles.h"
#include "formats/idio-prose.h"
#include "formats/idio-xml.h"

/* OpenDocument 1.3, part 3, 19.880: levels are 1 to 10 in what programs write */
#define N_LEVELS 10

/* How far styles that are based on others are followed: they may be so in a circle. */
#define MAX_PARENTS 20

typedef struct
{
  char     *parent;
  gboolean  hidden;
  gboolean  shown;
} Style;

typedef struct
{
  gboolean        known[N_LEVELS];
  IdioOdtListKind kinds[N_LEVELS];
  gint64          starts[N_LEVELS];
} ListStyle;

struct _IdioOdtStyles
{
  GHashTable *styles;   /* by family and name */
  GHashTable *lists;
};

static void
style_free (Style *self)
{
  g_clear_pointer (&self->parent, g_free);
  g_free (self);
}

IdioOdtStyles *
idio_odt_styles_new (void)
{
  IdioOdtStyles *self = g_new0 (IdioOdtStyles, 1);

  self->styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) style_free);
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

void
idio_odt_styles_free (IdioOdtStyles *self)
{
  g_clear_pointer (&self->styles, g_hash_table_unref);
  g_clear_pointer (&self->lists, g_hash_table_unref);
  g_free (self);
}

static char *
make_key (const char *family,
          const char *name)
{
  return g_strconcat (family != NULL ? family : "", "/", name != NULL ? name : "", NULL);
}

static Style *
add_style (IdioOdtStyles *self,
           xmlTextReader *reader)
{
  g_autofree char *family = idio_xml_dup_attribute (reader, "family"), *name = idio_xml_dup_attribute (reader, "name");
  g_autofree char *parent = idio_xml_dup_attribute (reader, "parent-style-name");
  Style *style = g_new0 (Style, 1);

  style->parent = parent != NULL ? make_key (family, parent) : NULL;
  g_hash_table_replace (self->styles, make_key (family, name), style);

  return style;
}

static ListStyle *
add_list (IdioOdtStyles *self,
          xmlTextReader *reader)
{
  char *name = idio_xml_dup_attribute (reader, "name");
  ListStyle *list = g_new0 (ListStyle, 1);

  g_hash_table_replace (self->lists, name != NULL ? name : g_strdup (""), list);

  return list;
}

static void
read_level (ListStyle     *list,
            xmlTextReader *reader)
{
  gint64 level = CLAMP (idio_xml_get_number (reader, "level", 1), 1, N_LEVELS) - 1;
  g_autofree char *format = idio_xml_dup_attribute (reader, "num-format");
  g_autofree char *bullet = idio_xml_dup_attribute (reader, "bullet-char");

  list->known[level] = TRUE;
  list->starts[level] = MAX (idio_xml_get_number (reader, "start-value", 1), 0);

  /* A bullet that is not seen is for paragraphs of an item after its first. */
  if (g_str_equal (idio_xml_get_name (reader), "list-level-style-number"))
    list->kinds[level] = format != NULL && *format != '\0' ? IDIO_ODT_LIST_NUMBER : IDIO_ODT_LIST_NONE;
  else
    list->kinds[level] = bullet == NULL || idio_prose_is_seen (bullet) ? IDIO_ODT_LIST_BULLET : IDIO_ODT_LIST_NONE;
}

static void
read_display (Style         *style,
              xmlTextReader *reader)
{
  g_autofree char *display = idio_xml_dup_attribute (reader, "display");

  if (display == NULL)
    return;

  style->hidden = g_str_equal (display, "none");
  style->shown = !style->hidden;
}

/**
 * idio_odt_styles_read:
 * @self: styles
 * @bytes: an XML document with styles in it (OpenDocument 1.3, part 3, 16), of which the rest is not looked at
 */
void
idio_odt_styles_read (IdioOdtStyles *self,
                      GBytes        *bytes)
{
  g_autoptr(xmlTextReader) reader = idio_xml_reader_new (bytes);
  Style *style = NULL;
  ListStyle *list = NULL;
  gboolean skip = FALSE;

  while (reader != NULL && idio_xml_next (reader, &skip, NULL))
    {
      const char *name = idio_xml_get_name (reader);

      if (!idio_xml_begins (reader))
        continue;

      if (g_str_equal (name, "body"))
        break;

      if (g_str_equal (name, "style"))
        style = add_style (self, reader);
      else if (g_str_equal (name, "list-style"))
        list = add_list (self, reader);
      else if (g_str_has_prefix (name, "list-level-style-") && list != NULL)
        read_level (list, reader);
      else if (style != NULL && (g_str_equal (name, "text-properties") || g_str_equal (name, "properties")))
        read_display (style, reader);
    }
}

/**
 * idio_odt_styles_is_hidden:
 * @self: styles
 * @family: "text" or "paragraph"
 * @name: (nullable): the name of a style
 *
 * Returns: whether text in that style is hidden
 */
gboolean
idio_odt_styles_is_hidden (IdioOdtStyles *self,
                           const char    *family,
                           const char    *name)
{
  g_autofree char *key = make_key (family, name);
  const Style *style = g_hash_table_lookup (self->styles, key);

  for (guint i = 0; style != NULL && i < MAX_PARENTS; i++)
    {
      if (style->hidden || style->shown)
        return style->hidden;

      style = style->parent != NULL ? g_hash_table_lookup (self->styles, style->parent) : NULL;
    }

  return FALSE;
}

/**
 * idio_odt_styles_get_list:
 * @self: styles
 * @name: (nullable): the name of a style of lists
 * @level: how many lists the list is in
 * @start: (out): the number of its first item
 *
 * Returns: how its items begin
 */
IdioOdtListKind
idio_odt_styles_get_list (IdioOdtStyles *self,
                          const char    *name,
                          guint          level,
                          gint64        *start)
{
  const ListStyle *list = name != NULL ? g_hash_table_lookup (self->lists, name) : NULL;

  /* Levels that were not described look as the one before. */
  for (int i = (int) MIN (level, N_LEVELS - 1); list != NULL && i >= 0; i--)
    if (list->known[i])
      {
        *start = list->starts[i];
        return list->kinds[i];
      }

  *start = 1;

  return IDIO_ODT_LIST_BULLET;
}

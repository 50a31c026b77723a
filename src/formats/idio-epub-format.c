/* idio-epub-format.c: electronic books
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <libxml/parser.h>

#include "formats/idio-archive.h"
#include "formats/idio-format.h"
#include "formats/idio-html.h"

/* EPUB 3.3 and Open Publication Structure 2.0: META-INF/container.xml names the package, whose spine lists the chapters
 * in order, by identifiers of its manifest. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, xmlFreeDoc)

typedef struct
{
  GHashTable *members;
  GHashTable *items;
  GHashTable *skipped;
  GHashTable *encrypted;
  char       *folder;
  GPtrArray  *chapters;
  GString    *authors;
  char       *title;
} Book;

/* Fonts may be obfuscated with these in a book that is not locked. */
static const char * const font_algorithms[] = {
  "http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC", NULL,
};

/* Types of parts that are about the book, not in it */
static const char * const skipped_types[] = {
  "colophon", "copyright-page", "cover", "halftitlepage", "imprint", "index", "landmarks", "loi", "lot", "title-page",
  "titlepage", "toc", NULL,
};

typedef void (*ElementFunc) (Book *book, xmlNode *element);

static void
book_free (Book *book)
{
  g_clear_pointer (&book->members, g_hash_table_unref);
  g_clear_pointer (&book->items, g_hash_table_unref);
  g_clear_pointer (&book->skipped, g_hash_table_unref);
  g_clear_pointer (&book->encrypted, g_hash_table_unref);
  g_clear_pointer (&book->chapters, g_ptr_array_unref);
  g_clear_pointer (&book->folder, g_free);
  g_clear_pointer (&book->title, g_free);
  g_string_free (book->authors, TRUE);
  g_free (book);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Book, book_free)

static Book *
book_new (GHashTable *members)
{
  Book *book = g_new0 (Book, 1);

  book->members = g_hash_table_ref (members);
  book->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  book->skipped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  book->encrypted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  book->chapters = g_ptr_array_new_with_free_func (g_free);
  book->authors = g_string_new (NULL);

  return book;
}

static gboolean
is_element (const xmlNode *node,
            const char    *name)
{
  return node->type == XML_ELEMENT_NODE && g_str_equal (node->name, name);
}

static char *
get_attribute (xmlNode    *element,
               const char *name)
{
  return (char *) xmlGetProp (element, (const xmlChar *) name);
}

/* Calls a function for each element of a file, in order. Returns: whether it could be read */
static gboolean
walk_xml (Book        *book,
          const char  *path,
          ElementFunc  func)
{
  GBytes *bytes = path != NULL ? g_hash_table_lookup (book->members, path) : NULL;
  g_autoptr(xmlDoc) document = NULL;
  xmlNode *root, *node;

  if (bytes == NULL || g_bytes_get_size (bytes) > IDIO_TEXT_MAX_BYTES)
    return FALSE;

  document = xmlReadMemory (g_bytes_get_data (bytes, NULL), (int) g_bytes_get_size (bytes), NULL, NULL,
                            XML_PARSE_NONET | XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  root = node = document != NULL ? xmlDocGetRootElement (document) : NULL;

  while (node != NULL)
    {
      if (node->type == XML_ELEMENT_NODE)
        {
          func (book, node);

          if (node->children != NULL)
            {
              node = node->children;
              continue;
            }
        }

      while (node != root && node->next == NULL)
        node = node->parent;

      node = node != root ? node->next : NULL;
    }

  return root != NULL;
}

/* Returns: (transfer full) (nullable): the name in the archive of what a file in a folder refers to */
static char *
resolve (const char *folder,
         const char *reference)
{
  g_autofree char *path = g_strndup (reference, strcspn (reference, "#"));
  g_autofree char *unescaped = g_uri_unescape_string (path, "/");
  g_auto(GStrv) names = NULL;
  g_autoptr(GPtrArray) kept = g_ptr_array_new ();
  g_autofree char *joined = g_build_filename ("/", folder, unescaped != NULL ? unescaped : path, NULL);

  names = g_strsplit (joined, "/", -1);

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], "..") && kept->len > 0)
      g_ptr_array_set_size (kept, (int) kept->len - 1);
    else if (*names[i] != '\0' && !g_str_equal (names[i], ".") && !g_str_equal (names[i], ".."))
      g_ptr_array_add (kept, names[i]);

  g_ptr_array_add (kept, NULL);

  return g_strjoinv ("/", (char **) kept->pdata);
}

static void
see_container (Book    *book,
               xmlNode *element)
{
  g_autofree char *path = NULL;

  if (!is_element (element, "rootfile") || book->folder != NULL || !(path = get_attribute (element, "full-path")))
    return;

  /* Until the package was read this is its name. */
  book->folder = g_uri_unescape_string (path, NULL);

  if (book->folder == NULL)
    book->folder = g_steal_pointer (&path);
}

static gboolean
has_type_in (const char         *types,
             const char * const *names)
{
  g_auto(GStrv) parts = types != NULL ? g_strsplit_set (types, " \t\r\n", -1) : NULL;

  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    if (g_strv_contains (names, parts[i]))
      return TRUE;

  return FALSE;
}

static void
see_item (Book    *book,
          xmlNode *item)
{
  static const char * const nav[] = { "nav", NULL };
  g_autofree char *id = get_attribute (item, "id"), *href = get_attribute (item, "href");
  g_autofree char *type = get_attribute (item, "media-type"), *properties = get_attribute (item, "properties");

  if (id == NULL || href == NULL || has_type_in (properties, nav))
    return;

  if (type != NULL && strstr (type, "html") == NULL && strstr (type, "dtbook") == NULL)
    return;

  g_hash_table_replace (book->items, g_steal_pointer (&id), resolve (book->folder, href));
}

static void
see_package (Book    *book,
             xmlNode *element)
{
  g_autofree char *content = NULL;

  if (is_element (element, "item"))
    {
      see_item (book, element);
    }
  else if (is_element (element, "itemref"))
    {
      g_autofree char *id = get_attribute (element, "idref"), *linear = get_attribute (element, "linear");

      if (id != NULL && g_strcmp0 (linear, "no") != 0)
        g_ptr_array_add (book->chapters, g_steal_pointer (&id));
    }
  else if (is_element (element, "reference"))
    {
      g_autofree char *type = get_attribute (element, "type"), *href = get_attribute (element, "href");

      if (href != NULL && has_type_in (type, skipped_types))
        g_hash_table_add (book->skipped, resolve (book->folder, href));
    }
  else if (is_element (element, "title") || is_element (element, "creator"))
    {
      content = (char *) xmlNodeGetContent (element);

      /* LibreOffice writes the latter if there is none. */
      if (content == NULL || *g_strstrip (content) == '\0' || g_str_equal (content, "Unknown Title") ||
          g_str_equal (content, "Unknown Author"))
        return;

      if (is_element (element, "creator"))
        g_string_append_printf (book->authors, "%s%s", book->authors->len > 0 ? ", " : "", content);
      else if (book->title == NULL)
        book->title = g_steal_pointer (&content);
    }
}

/* Takes note of what is encrypted with more than the obfuscation of fonts. */
static void
see_encryption (Book    *book,
                xmlNode *element)
{
  g_autofree char *uri = NULL, *algorithm = NULL;

  if (!is_element (element, "CipherReference") || !(uri = get_attribute (element, "URI")))
    return;

  for (xmlNode *data = element->parent; data != NULL && algorithm == NULL; data = data->parent)
    for (xmlNode *node = data->children; node != NULL && algorithm == NULL; node = node->next)
      if (is_element (node, "EncryptionMethod"))
        algorithm = get_attribute (node, "Algorithm");

  if (algorithm == NULL || !g_strv_contains (font_algorithms, algorithm))
    g_hash_table_add (book->encrypted, resolve ("", uri));
}

/* Whether the body of a chapter, or the first part in it, says that it is the cover or the like */
static gboolean
is_about_book (GBytes *chapter)
{
  gsize size;
  const char *data = g_bytes_get_data (chapter, &size);
  const char *body = g_strstr_len (data, (gssize) MIN (size, IDIO_SOURCE_HEAD_BYTES), "<body");
  g_autofree char *start = body != NULL ? g_strndup (body, MIN (size - (gsize) (body - data), 600)) : NULL;
  char *type = start != NULL ? strstr (start, "epub:type=\"") : NULL;
  gboolean about = FALSE;

  for (guint i = 0; i < 2 && type != NULL && !about; i++)
    {
      g_autofree char *types = NULL;

      type += strlen ("epub:type=\"");
      types = g_strndup (type, strcspn (type, "\""));
      about = has_type_in (types, skipped_types);
      type = strstr (type, "epub:type=\"");
    }

  return about;
}

static gboolean
append_chapters (Book          *book,
                 GString       *text,
                 IdioTakeFunc   take,
                 gpointer       data)
{
  for (guint i = 0; i < book->chapters->len && text->len <= IDIO_TEXT_MAX_BYTES; i++)
    {
      const char *path = g_hash_table_lookup (book->items, book->chapters->pdata[i]);
      GBytes *bytes = path != NULL ? g_hash_table_lookup (book->members, path) : NULL;
      g_autofree char *chapter = NULL;
      const char *html;
      gsize size;

      if (!take (NULL, data))
        return FALSE;

      if (bytes == NULL || g_hash_table_contains (book->skipped, path) || is_about_book (bytes))
        continue;

      html = g_bytes_get_data (bytes, &size);
      chapter = idio_html_to_text (html, size, NULL, IDIO_HTML_FRAGMENT, NULL);

      if (*chapter != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "", chapter);

      /* Listed twice, it is read once. */
      g_hash_table_add (book->skipped, g_strdup (path));
    }

  return TRUE;
}

static gboolean
is_locked (Book *book)
{
  gboolean locked = FALSE;

  walk_xml (book, "META-INF/encryption.xml", see_encryption);

  for (guint i = 0; i < book->chapters->len; i++)
    {
      const char *path = g_hash_table_lookup (book->items, book->chapters->pdata[i]);

      locked = locked || (path != NULL && g_hash_table_contains (book->encrypted, path));
    }

  return locked;
}

static gboolean
read_package (Book *book)
{
  g_autofree char *package = NULL;
  GHashTableIter iter;
  gpointer path;

  walk_xml (book, "META-INF/container.xml", see_container);
  package = g_steal_pointer (&book->folder);
  g_hash_table_iter_init (&iter, book->members);

  while (package == NULL && g_hash_table_iter_next (&iter, &path, NULL))
    if (g_str_has_suffix (path, ".opf"))
      package = g_strdup (path);

  if (package == NULL)
    return FALSE;

  book->folder = strchr (package, '/') != NULL ? g_path_get_dirname (package) : g_strdup ("");

  return walk_xml (book, package, see_package) && book->chapters->len > 0;
}

static gboolean
refuse (GError          **error,
        IdioImportError   code)
{
  idio_import_error_set (error, code);

  return FALSE;
}

static gboolean
epub_read (IdioSource    *source,
           IdioTakeFunc   take,
           gpointer       data,
           GError       **error)
{
  static const char * const wanted[] = {
    "meta-inf/*.xml", "*.opf", "*.xhtml", "*.html", "*.htm", "*.xht", "*.xml", NULL,
  };
  g_autoptr(GHashTable) members = idio_archive_load (source, wanted, error);
  g_autoptr(Book) book = members != NULL ? book_new (members) : NULL;
  g_autoptr(GString) text = g_string_new (NULL);
  IdioEntry *entry;

  if (book == NULL)
    return FALSE;

  if (!read_package (book))
    return refuse (error, IDIO_IMPORT_ERROR_DAMAGED);

  if (is_locked (book))
    return refuse (error, IDIO_IMPORT_ERROR_LOCKED);

  if (!append_chapters (book, text, take, data))
    return TRUE;

  if (text->len == 0 || text->len > IDIO_TEXT_MAX_BYTES)
    return refuse (error, text->len == 0 ? IDIO_IMPORT_ERROR_EMPTY : IDIO_IMPORT_ERROR_TOO_LARGE);

  entry = idio_entry_new (IDIO_MEDIUM_TEXT, g_string_free_and_steal (g_steal_pointer (&text)));
  entry->title = book->title != NULL ? g_steal_pointer (&book->title) : idio_source_dup_title (source);
  entry->author = book->authors->len > 0 ? g_strdup (book->authors->str) : NULL;
  take (entry, data);

  return TRUE;
}

static gboolean
epub_matches (IdioSource *source)
{
  return idio_archive_is_zip (source) &&
         (idio_archive_has_member (source, "meta-inf/container.xml") || idio_source_has_suffix (source, ".epub"));
}

const IdioFormat idio_epub_format = { "EPUB", epub_matches, epub_read };

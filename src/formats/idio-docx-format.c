/* idio-docx-format.c: Word documents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "formats/idio-archive.h"
#include "formats/idio-docx-body.h"
#include "formats/idio-format.h"
#include "formats/idio-office-properties.h"
#include "formats/idio-xml.h"

/* The most parts of other formats in one document */
#define MAX_CHUNKS 100

/* A relationship of a part to another (ECMA-376-2, 6.5). Their types differ between transitional and strict documents
 * in all but the end. */
typedef struct
{
  char *id;
  char *type;
  char *target;
} Relation;

typedef struct
{
  IdioSource *source;
  GHashTable *parts;
  char       *main;
  GPtrArray  *relations;
  guint       n_chunks;
} Document;

static void
relation_free (Relation *self)
{
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->type, g_free);
  g_clear_pointer (&self->target, g_free);
  g_free (self);
}

static void
document_clear (Document *self)
{
  g_clear_pointer (&self->parts, g_hash_table_unref);
  g_clear_pointer (&self->relations, g_ptr_array_unref);
  g_clear_pointer (&self->main, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Document, document_clear)

static gboolean
matches (IdioSource *source)
{
  return idio_archive_has_member (source, "[content_types].xml") || idio_archive_has_member (source, "_rels/.rels") ||
         idio_archive_has_member (source, "word/*.xml") ||
         (idio_archive_is_zip (source) &&
          (idio_source_has_suffix (source, ".docx") || idio_source_has_suffix (source, ".dotx") ||
           idio_source_has_suffix (source, ".docm") || idio_source_has_suffix (source, ".dotm")));
}

/* The name of a part in the archive, as a part in the folder (nullable) calls it. */
static char *
resolve (const char *folder,
         const char *target)
{
  g_autofree char *path = g_canonicalize_filename (target, folder != NULL ? folder : "/");

  return g_strdup (path + 1);
}

static GPtrArray *
read_relations (Document   *self,
                const char *part)
{
  GPtrArray *relations = g_ptr_array_new_with_free_func ((GDestroyNotify) relation_free);
  g_autofree char *directory = g_path_get_dirname (part), *name = g_path_get_basename (part);
  g_autofree char *folder = g_canonicalize_filename (directory, "/");
  g_autofree char *path = g_strdup_printf ("%s/_rels/%s.rels", folder, *part != '\0' ? name : "");
  GBytes *bytes = g_hash_table_lookup (self->parts, path + strspn (path, "/"));
  g_autoptr(xmlTextReader) reader = bytes != NULL ? idio_xml_reader_new (bytes) : NULL;
  gboolean skip = FALSE;

  while (reader != NULL && idio_xml_next (reader, &skip, NULL))
    {
      g_autofree char *target = NULL;
      Relation *relation;

      if (!idio_xml_begins (reader) || !g_str_equal (idio_xml_get_name (reader), "Relationship") ||
          idio_xml_has_attribute (reader, "TargetMode", "External") ||
          !(target = idio_xml_dup_attribute (reader, "Target")))
        continue;

      relation = g_new0 (Relation, 1);
      relation->id = idio_xml_dup_attribute (reader, "Id");
      relation->type = idio_xml_dup_attribute (reader, "Type");
      relation->target = resolve (folder, target);
      g_ptr_array_add (relations, relation);
    }

  return relations;
}

/* A part by the end of the type of its relationship, or else by the name that it mostly has. */
static GBytes *
find_part (Document   *self,
           const char *type,
           const char *name)
{
  g_autofree char *folder = g_path_get_dirname (self->main), *path = g_build_filename (folder, name, NULL);

  for (guint i = 0; i < self->relations->len; i++)
    {
      const Relation *relation = g_ptr_array_index (self->relations, i);
      GBytes *bytes = g_hash_table_lookup (self->parts, relation->target);

      if (bytes != NULL && relation->type != NULL && g_str_has_suffix (relation->type, type))
        return bytes;
    }

  return g_hash_table_lookup (self->parts, path);
}

static char *
find_main (Document *self)
{
  g_autoptr(GPtrArray) relations = read_relations (self, "");

  for (guint i = 0; i < relations->len; i++)
    {
      const Relation *relation = g_ptr_array_index (relations, i);

      if (relation->type != NULL && g_str_has_suffix (relation->type, "/officeDocument") &&
          g_hash_table_contains (self->parts, relation->target))
        return g_strdup (relation->target);
    }

  return g_hash_table_contains (self->parts, "word/document.xml") ? g_strdup ("word/document.xml") : NULL;
}

static gboolean
take_chunk (IdioEntry *entry,
            gpointer   data)
{
  GString *text = data;

  if (entry != NULL && entry->text != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "", entry->text);

  if (entry != NULL)
    idio_entry_free (entry);

  return text->len <= IDIO_TEXT_MAX_BYTES;
}

/* ECMA-376-1, 17.17.2.1: a part that any program put in, such as a web page, and that Word converts when it saves. */
static char *
get_chunk (const char *id,
           gpointer    data)
{
  Document *self = data;
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->relations->len && self->n_chunks < MAX_CHUNKS; i++)
    {
      const Relation *relation = g_ptr_array_index (self->relations, i);
      g_autofree char *pattern = g_ascii_strdown (relation->target, -1);
      g_autofree char *name = g_path_get_basename (relation->target);
      const char * const patterns[] = { pattern, NULL };
      g_autoptr(GHashTable) parts = NULL;
      g_autoptr(IdioSource) chunk = NULL;
      GBytes *bytes;

      if (g_strcmp0 (relation->id, id) != 0 || !(parts = idio_archive_load (self->source, patterns, NULL)) ||
          !(bytes = g_hash_table_lookup (parts, relation->target)))
        continue;

      self->n_chunks++;
      chunk = idio_source_new_bytes (name, bytes, idio_source_get_depth (self->source) + 1);
      idio_formats_read (chunk, take_chunk, text, NULL);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static gboolean
read_text (Document   *self,
           IdioEntry  *entry,
           GError    **error)
{
  g_autoptr(IdioDocxStyles) styles = NULL;
  g_autoptr(IdioProse) prose = idio_prose_new ();
  GBytes *notes[] = {
    find_part (self, "/footnotes", "footnotes.xml"),
    find_part (self, "/endnotes", "endnotes.xml"),
  };

  styles = idio_docx_styles_new (find_part (self, "/styles", "styles.xml"),
                                 find_part (self, "/numbering", "numbering.xml"));

  if (!idio_docx_body_read (g_hash_table_lookup (self->parts, self->main), styles, prose, get_chunk, self))
    {
      idio_import_error_set (error, IDIO_IMPORT_ERROR_DAMAGED);
      return FALSE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    if (notes[i] != NULL)
      idio_docx_body_read (notes[i], styles, prose, NULL, NULL);

  return idio_prose_finish_entry (prose, entry, error);
}

/* Workbooks and presentations are packed in the same way. */
static gboolean
check_kind (Document  *self,
            GError   **error)
{
  if (self->main != NULL && (g_str_has_prefix (self->main, "xl/") || g_str_has_prefix (self->main, "ppt/")))
    g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_UNSUPPORTED,
                         _("Idiolect can’t read spreadsheets and presentations."));
  else if (self->main == NULL)
    idio_import_error_set (error, idio_source_has_suffix (self->source, ".docx") ? IDIO_IMPORT_ERROR_DAMAGED
                                                                                 : IDIO_IMPORT_ERROR_UNSUPPORTED);
  else
    return TRUE;

  return FALSE;
}

static gboolean
read_docx (IdioSource    *source,
           IdioTakeFunc   take,
           gpointer       data,
           GError       **error)
{
  const char * const wanted[] = { "*.xml", "*.rels", NULL };
  g_auto(Document) self = { .source = source };
  g_autoptr(IdioEntry) entry = NULL;
  GBytes *properties;

  if (!(self.parts = idio_archive_load (source, wanted, error)))
    return FALSE;

  self.main = find_main (&self);

  if (!check_kind (&self, error))
    return FALSE;

  self.relations = read_relations (&self, self.main);
  entry = idio_entry_new (IDIO_MEDIUM_TEXT, NULL);
  entry->title = idio_source_dup_title (source);

  if (!read_text (&self, entry, error))
    return FALSE;

  if ((properties = g_hash_table_lookup (self.parts, "docProps/core.xml")))
    idio_office_properties_read (properties, entry);

  take (g_steal_pointer (&entry), data);

  return TRUE;
}

const IdioFormat idio_docx_format = { "Word document", matches, read_docx };

/* idio-odt-changes.c: the tracked changes of an OpenDocument text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/idio-odt-changes.h"

struct _IdioOdtChanges
{
  GHashTable *inserters;  /* who made each insertion, by its number */
  GHashTable *open;       /* the numbers of insertions that were begun */
  char       *id;
  gboolean    in_list;
  gboolean    in_insertion;
  gboolean    in_creator;
};

/**
 * idio_odt_changes_new:
 *
 * Returns: (transfer full): with no changes yet
 */
IdioOdtChanges *
idio_odt_changes_new (void)
{
  IdioOdtChanges *self = g_new0 (IdioOdtChanges, 1);

  self->inserters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

void
idio_odt_changes_free (IdioOdtChanges *self)
{
  g_hash_table_unref (self->inserters);
  g_hash_table_unref (self->open);
  g_free (self->id);
  g_free (self);
}

static void
begin_element (IdioOdtChanges *self,
               xmlTextReader  *reader,
               const char     *name,
               gboolean       *skip)
{
  if (g_str_equal (name, "changed-region"))
    {
      g_free (self->id);

      /* The attribute has this name in two namespaces, of which the older one is that of the text. */
      self->id = idio_xml_dup_attribute (reader, "id");
    }
  else if (g_str_equal (name, "insertion"))
    {
      self->in_insertion = TRUE;

      if (self->id != NULL)
        g_hash_table_replace (self->inserters, g_strdup (self->id), g_strdup (""));
    }
  else if (g_str_equal (name, "creator"))
    self->in_creator = self->in_insertion;
  else if (!g_str_equal (name, "change-info") && !g_str_equal (name, "tracked-changes"))
    *skip = TRUE;
}

/**
 * idio_odt_changes_read:
 * @self: changes
 * @reader: what reads the document
 * @skip: (inout): whether the element and all in it is to be left out
 *
 * Reads a node of the list of changes. What was deleted is in there as well, and is no text.
 *
 * Returns: whether it is one
 */
gboolean
idio_odt_changes_read (IdioOdtChanges *self,
                       xmlTextReader  *reader,
                       gboolean       *skip)
{
  const char *name = idio_xml_get_name (reader), *text = idio_xml_get_text (reader);

  if (text != NULL)
    {
      if (self->in_creator && self->id != NULL)
        g_hash_table_replace (self->inserters, g_strdup (self->id), g_strdup (text));

      return self->in_list;
    }

  if (idio_xml_begins (reader) && g_str_equal (name, "tracked-changes"))
    self->in_list = TRUE;

  if (!self->in_list)
    return FALSE;

  if (idio_xml_begins (reader))
    begin_element (self, reader, name, skip);

  if (idio_xml_ends (reader) && !*skip)
    {
      self->in_creator = FALSE;
      self->in_insertion = self->in_insertion && !g_str_equal (name, "insertion");
      self->in_list = !g_str_equal (name, "tracked-changes");
    }

  return TRUE;
}

/**
 * idio_odt_changes_step:
 * @self: changes
 * @reader: what is at a mark in the text where a change starts or ends
 * @prose: where the text goes
 */
void
idio_odt_changes_step (IdioOdtChanges *self,
                       xmlTextReader  *reader,
                       IdioProse      *prose)
{
  g_autofree char *id = idio_xml_dup_attribute (reader, "change-id");
  const char *inserter = id != NULL ? g_hash_table_lookup (self->inserters, id) : NULL;

  if (inserter == NULL)
    return;

  if (g_str_equal (idio_xml_get_name (reader), "change-end"))
    {
      if (g_hash_table_remove (self->open, id))
        idio_prose_end_insertion (prose);
    }
  else if (g_hash_table_add (self->open, g_steal_pointer (&id)))
    idio_prose_begin_insertion (prose, inserter);
}

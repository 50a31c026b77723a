/* idio-xml.c: reading XML from anywhere, piece by piece
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <limits.h>
#include <string.h>

#include "formats/idio-xml.h"

/**
 * idio_xml_reader_new:
 * @bytes: an XML document, which has to outlive the reader
 *
 * Entities are not replaced, and nothing but @bytes is read. libxml2's limits on depth and lengths hold.
 *
 * Returns: (transfer full) (nullable): a reader before the first node
 */
xmlTextReader *
idio_xml_reader_new (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (length == 0 || length > INT_MAX)
    return NULL;

  return xmlReaderForMemory (data, (int) length, NULL, NULL,
                             XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT);
}

/**
 * idio_xml_next:
 * @reader: a reader
 * @skip: (inout): whether to step over what is inside of the element that begins here; %FALSE afterwards
 * @well_formed: (out) (optional): where it ends, whether that is the end of the document and no error
 *
 * Returns: whether there is another node
 */
gboolean
idio_xml_next (xmlTextReader *reader,
               gboolean      *skip,
               gboolean      *well_formed)
{
  int status = *skip ? xmlTextReaderNext (reader) : xmlTextReaderRead (reader);

  *skip = FALSE;

  if (well_formed != NULL)
    *well_formed = status == 0;

  return status == 1;
}

gboolean
idio_xml_begins (xmlTextReader *reader)
{
  return xmlTextReaderNodeType (reader) == XML_READER_TYPE_ELEMENT;
}

/**
 * idio_xml_ends:
 * @reader: a reader
 *
 * Returns: whether an element ends here: one that is not empty, or begins and ends at once
 */
gboolean
idio_xml_ends (xmlTextReader *reader)
{
  return xmlTextReaderNodeType (reader) == XML_READER_TYPE_END_ELEMENT ||
         (idio_xml_begins (reader) && xmlTextReaderIsEmptyElement (reader) == 1);
}

/**
 * idio_xml_get_name:
 * @reader: a reader at an element
 *
 * Returns: its name without a prefix
 */
const char *
idio_xml_get_name (xmlTextReader *reader)
{
  const char *name = (const char *) xmlTextReaderConstLocalName (reader);

  return name != NULL ? name : "";
}

const char *
idio_xml_get_namespace (xmlTextReader *reader)
{
  const char *uri = (const char *) xmlTextReaderConstNamespaceUri (reader);

  return uri != NULL ? uri : "";
}

/**
 * idio_xml_get_text:
 * @reader: a reader
 *
 * Returns: (nullable): the text that is here, if it is not something else
 */
const char *
idio_xml_get_text (xmlTextReader *reader)
{
  switch (xmlTextReaderNodeType (reader))
    {
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_WHITESPACE:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
      return (const char *) xmlTextReaderConstValue (reader);
    default:
      return NULL;
    }
}

/**
 * idio_xml_dup_attribute:
 * @reader: a reader at an element
 * @name: a name without a prefix
 *
 * Returns: (transfer full) (nullable): the value of the attribute with that name, in whatever namespace
 */
char *
idio_xml_dup_attribute (xmlTextReader *reader,
                        const char    *name)
{
  char *value = NULL;

  for (int more = xmlTextReaderMoveToFirstAttribute (reader); more == 1 && value == NULL;
       more = xmlTextReaderMoveToNextAttribute (reader))
    if (g_str_equal (idio_xml_get_name (reader), name))
      value = g_strdup ((const char *) xmlTextReaderConstValue (reader));

  xmlTextReaderMoveToElement (reader);

  return value;
}

gboolean
idio_xml_has_attribute (xmlTextReader *reader,
                        const char    *name,
                        const char    *value)
{
  g_autofree char *actual = idio_xml_dup_attribute (reader, name);

  return actual != NULL && g_str_equal (actual, value);
}

/**
 * idio_xml_get_number:
 * @reader: a reader at an element
 * @name: the name of an attribute, without a prefix
 * @fallback: what it is if it is not there
 *
 * Returns: what the attribute begins with as a number
 */
gint64
idio_xml_get_number (xmlTextReader *reader,
                     const char    *name,
                     gint64         fallback)
{
  g_autofree char *value = idio_xml_dup_attribute (reader, name);

  return value != NULL ? g_ascii_strtoll (value, NULL, 10) : fallback;
}

/* idio-xml.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <libxml/xmlreader.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlTextReader, xmlFreeTextReader)

xmlTextReader *idio_xml_reader_new    (GBytes        *bytes);
gboolean       idio_xml_next          (xmlTextReader *reader,
                                       gboolean      *skip,
                                       gboolean      *well_formed);
gboolean       idio_xml_begins        (xmlTextReader *reader);
gboolean       idio_xml_ends          (xmlTextReader *reader);
const char    *idio_xml_get_name      (xmlTextReader *reader);
const char    *idio_xml_get_namespace (xmlTextReader *reader);
const char    *idio_xml_get_text      (xmlTextReader *reader);
char          *idio_xml_dup_attribute (xmlTextReader *reader,
                                       const char    *name);
gboolean       idio_xml_has_attribute (xmlTextReader *reader,
                                       const char    *name,
                                       const char    *value);
gint64         idio_xml_get_number    (xmlTextReader *reader,
                                       const char    *name,
                                       gint64         fallback);

G_END_DECLS

/* test-ole.c: files of Microsoft Office that are refused
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <gsf/gsf.h>

#include "format-test.h"

#define OLD_WORD "This is an old Word document. Save it as .docx and add that."
#define SHEETS   "Idiolect can’t read spreadsheets and presentations."
#define LOCKED   "This file is locked with a password. Save it without one, then add it again."
#define UNKNOWN  "Idiolect can’t read this kind of file."

/* The streams that [MS-DOC], [MS-XLS], [MS-PPT] and [MS-OFFCRYPTO] name, in a container that libgsf writes */
static const struct
{
  const char *name;
  const char *streams[3];
  guint8      flags;
  const char *message;
} files[] = {
  { "a.doc", { "WordDocument", "1Table" }, 0x12, OLD_WORD },
  { "a.doc", { "WordDocument", "Workbook" }, 0x12, OLD_WORD },
  { "a.doc", { "WordDocument", "1Table" }, 0x13, LOCKED },
  { "a.xls", { "Workbook", "WordDocument" }, 0, SHEETS },
  { "a", { "Workbook" }, 0, SHEETS },
  { "a.doc", { "Book" }, 0, SHEETS },
  { "a.doc", { "PowerPoint Document", "Current User" }, 0, SHEETS },
  { "a.docx", { "EncryptionInfo", "EncryptedPackage" }, 0, LOCKED },
  { "a.doc", { "VisioDocument" }, 0, UNKNOWN },
  { "a", { NULL }, 0, UNKNOWN },
};

static GBytes *
make_container (const char * const *streams,
                guint8              flags)
{
  GsfOutput *memory = gsf_output_memory_new ();
  GsfOutfile *container = gsf_outfile_msole_new (memory);
  guint8 content[5000] = { 0xec, 0xa5 };
  GBytes *bytes;

  content[11] = flags;

  for (guint i = 0; streams[i] != NULL; i++)
    {
      GsfOutput *stream = gsf_outfile_new_child (container, streams[i], FALSE);

      gsf_output_write (stream, sizeof content, content);
      gsf_output_close (stream);
      g_object_unref (stream);
    }

  gsf_output_close (GSF_OUTPUT (container));
  bytes = g_bytes_new (gsf_output_memory_get_bytes (GSF_OUTPUT_MEMORY (memory)), (gsize) gsf_output_size (memory));
  g_object_unref (container);
  g_object_unref (memory);

  return bytes;
}

static void
test_files (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GBytes) bytes = make_container (files[i].streams, files[i].flags);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) entries = NULL;

      entries = idio_test_read_format (files[i].name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
      g_assert_cmpuint (entries->len, ==, 0);
      g_assert_nonnull (error);
      g_assert_cmpstr (error->message, ==, files[i].message);
    }
}

static void
test_damaged (void)
{
  g_autoptr(GBytes) bytes = make_container (files[0].streams, 0);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = idio_test_read_format ("a.doc", g_bytes_get_data (bytes, NULL), 20, &error);

  g_assert_error (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_DAMAGED);
  g_assert_cmpuint (entries->len, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gsf_init ();
  g_test_add_func ("/ole/files", test_files);
  g_test_add_func ("/ole/damaged", test_damaged);

  return g_test_run ();
}

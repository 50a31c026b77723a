/* zip-test.c: archives made in tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <archive_entry.h>

#include "zip-test.h"

static la_ssize_t
write_cb (struct archive *archive,
          void           *data,
          const void     *buffer,
          size_t          length)
{
  g_byte_array_append (data, buffer, (guint) length);

  return (la_ssize_t) length;
}

GBytes *
idio_test_make_archive (const IdioTestMember *members,
                        IdioTestSetUp         set_format,
                        IdioTestSetUp         add_filter,
                        const char           *options,
                        const char           *password)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  struct archive *archive = archive_write_new ();

  g_assert_cmpint (set_format (archive), ==, ARCHIVE_OK);

  if (add_filter != NULL)
    g_assert_cmpint (add_filter (archive), ==, ARCHIVE_OK);

  if (options != NULL)
    g_assert_cmpint (archive_write_set_options (archive, options), ==, ARCHIVE_OK);

  if (password != NULL)
    g_assert_cmpint (archive_write_set_passphrase (archive, password), ==, ARCHIVE_OK);

  archive_write_set_bytes_in_last_block (archive, 1);
  g_assert_cmpint (archive_write_open (archive, bytes, NULL, write_cb, NULL), ==, ARCHIVE_OK);

  for (const IdioTestMember *member = members; member->name != NULL; member++)
    {
      gsize length = member->length > 0 ? member->length : strlen (member->content);
      struct archive_entry *entry = archive_entry_new ();

      archive_entry_copy_pathname (entry, member->name);
      archive_entry_set_size (entry, (la_int64_t) length);
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_perm (entry, 0644);
      g_assert_cmpint (archive_write_header (archive, entry), >=, ARCHIVE_WARN);
      g_assert_cmpint (archive_write_data (archive, member->content, length), ==, (la_ssize_t) length);
      archive_entry_free (entry);
    }

  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

GBytes *
idio_test_make_zip (const IdioTestMember *members)
{
  return idio_test_make_archive (members, archive_write_set_format_zip, NULL, NULL, NULL);
}

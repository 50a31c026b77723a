/* gmime-only.c: GMime parses a mailbox and decodes the texts in it, and nothing else is done
 *
 *   gmime-only MAILBOX
 *
 * What tests/bench/import compares with.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "formats/idio-gmime.h"

typedef struct
{
  gsize n_parts;
  gsize n_bytes;
} Count;

static void
count_text (GMimeObject *parent G_GNUC_UNUSED,
            GMimeObject *part,
            gpointer     data)
{
  g_autofree char *text = NULL;
  Count *count = data;

  if (!GMIME_IS_TEXT_PART (part) || !(text = g_mime_text_part_get_text (GMIME_TEXT_PART (part))))
    return;

  count->n_parts++;
  count->n_bytes += strlen (text);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GMimeStream) stream = NULL;
  g_autoptr(GMimeParser) parser = NULL;
  g_autoptr(GError) error = NULL;
  Count count = { 0 };
  gsize n_mails = 0;

  g_mime_init ();

  if (argc != 2 || !(stream = g_mime_stream_fs_open (argv[1], O_RDONLY, 0, &error)))
    {
      g_printerr ("%s\n", error != NULL ? error->message : "usage: gmime-only MAILBOX");
      return EXIT_FAILURE;
    }

  parser = g_mime_parser_new_with_stream (stream);
  g_mime_parser_set_format (parser, GMIME_FORMAT_MBOX);

  while (!g_mime_parser_eos (parser))
    {
      g_autoptr(GMimeMessage) message = g_mime_parser_construct_message (parser, NULL);

      if (message == NULL)
        continue;

      n_mails++;
      g_mime_message_foreach (message, count_text, &count);
    }

  g_print ("%zu mails, %zu texts of %zu bytes\n", n_mails, count.n_parts, count.n_bytes);

  return EXIT_SUCCESS;
}

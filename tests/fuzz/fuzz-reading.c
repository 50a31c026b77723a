/* fuzz-tokens.c: any bytes are read, and what comes out lies within them
 *
 *   fuzz-tokens [FILE …]
 *
 * With IDIO_LIBFUZZER defined it is a target for libFuzzer, which brings a main() of its own. Without, it reads FILES, or
 * for some seconds texts of its own: bytes at random, and changes to a text that has something of everything.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "measure/idio-measures.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr(IdioTokens) tokens = idio_tokens_new ((const char *) data, size);
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr(IdioReading) reading = idio_reading_new (text);
  double values[IDIO_N_MEASURES];
  gsize end = 0;

  for (guint i = 0; i < tokens->n_items; i++)
    {
      const IdioToken *token = &tokens->items[i];

      if (token->start < end || (size_t) token->start + token->length > size)
        g_error ("Token %u is out of place", i);

      end = token->start + token->length;
    }

  end = 0;

  for (guint i = 0; i < reading->sentences->len; i++)
    {
      const IdioSentence *sentence = idio_reading_get (reading, i);

      if (sentence->start < end || sentence->start + sentence->length > strlen (text))
        g_error ("Sentence %u is out of place", i);

      end = sentence->start + sentence->length;
    }

  idio_measures_take (reading, values);

  return 0;
}

#ifndef IDIO_LIBFUZZER

static const char seed[] =
  "Dear Ann,\r\n\r\nI’ve READ it (twice!!) — e.g. on p. 3.5, at 10:30; “why?” https://a.org/b?c=d a.b+c@d.org…\n- one\n"
  "- two\n1. cafe\u0301 naïve 中文。 שלום 🎉👩‍💻 5️⃣ :-) ;) <3 sooo U.S. Dr. No. 5 is it? Could you please send it?! mot\u202f?\n\n"
  "Danke, merci, gracias.\n\nBest,\nTom";

static void
change (GByteArray *bytes)
{
  guint n_changes = (guint) g_random_int_range (1, 12);

  for (guint i = 0; i < n_changes && bytes->len > 0; i++)
    {
      guint place = (guint) g_random_int_range (0, (gint32) bytes->len);
      guint length = (guint) g_random_int_range (1, (gint32) MIN (bytes->len - place, 24) + 1);
      guint8 copy[24];

      switch (g_random_int_range (0, 4))
        {
        case 0:
          bytes->data[place] = (guint8) g_random_int_range (0, 256);
          break;
        case 1:
          g_byte_array_remove_range (bytes, place, length);
          break;
        case 2:
          memcpy (copy, bytes->data + place, length);
          g_byte_array_append (bytes, copy, length);
          break;
        default:
          bytes->data[place] = (guint8) " .,'@:\n-!\xe2\x80\xcc"[g_random_int_range (0, 12)];
          break;
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  gint64 stop = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;
  guint n = 0;

  for (int i = 1; i < argc; i++)
    {
      g_autofree char *text = NULL;
      gsize size;

      if (!g_file_get_contents (argv[i], &text, &size, NULL))
        g_error ("%s can't be read", argv[i]);

      LLVMFuzzerTestOneInput ((const guint8 *) text, size);
    }

  for (; argc == 1 && n < 20000 && g_get_monotonic_time () < stop; n++)
    {
      g_autoptr(GByteArray) bytes = g_byte_array_new ();

      g_byte_array_append (bytes, (const guint8 *) seed, sizeof seed - 1);

      if (n % 8 == 0)
        for (guint i = 0; i < bytes->len; i++)
          bytes->data[i] = (guint8) g_random_int_range (0, 256);
      else
        change (bytes);

      LLVMFuzzerTestOneInput (bytes->data, bytes->len);
    }

  g_print ("1..1\nok 1 /fuzz/tokens # %u texts\n", n);

  return 0;
}

#endif

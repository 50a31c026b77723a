/* fuzz-dialect.c: what a service answers in a dialect, which the build chooses, and an answer as it streams
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "llm/idio-answer-filter.h"
#include "llm/idio-anthropic-provider.h"
#include "llm/idio-ollama-provider.h"
#include "llm/idio-provider-error.h"

static void
read_stream (const guint8 *data,
             size_t        size)
{
  static IdioProvider *provider;
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(IdioCompletion) completion = idio_completion_new ();
  g_autoptr(GError) error = NULL;
  gboolean whole;

  if (provider == NULL)
    provider = DIALECT ("https://service.example", "model", "key");

  whole = idio_service_read_stream (IDIO_SERVICE (provider), bytes, completion, &error);
  g_assert (whole == (error == NULL));
  g_assert (!whole || idio_completion_get_end (completion) != IDIO_COMPLETION_END_NONE);
  g_assert (whole || (error->domain == IDIO_PROVIDER_ERROR && *error->message != '\0'));
  g_assert (g_utf8_validate (idio_completion_get_text (completion), -1, NULL));
}

/* The same answer, however it is split */
static char *
filter (const char *text,
        gboolean    prose,
        gsize       longest)
{
  g_autoptr(IdioAnswerFilter) self = idio_answer_filter_new (prose);

  for (gsize at = 0; text[at] != '\0'; at += strnlen (text + at, longest))
    {
      g_autofree char *piece = g_strndup (text + at, longest);

      idio_answer_filter_push (self, piece);
    }

  idio_answer_filter_end (self);

  return g_strdup (idio_answer_filter_get_text (self));
}

int
fuzz_run (const guint8 *data,
          size_t        size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);

  read_stream (data, size);

  for (guint prose = 0; prose < 2; prose++)
    {
      g_autofree char *bytes = filter (text, prose, 1);
      g_autofree char *pieces = filter (text, prose, 5);

      g_assert (g_str_equal (bytes, pieces));
    }

  return 0;
}

/* fuzz-gguf.c: the head of a file that may be a model
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"
#include "llm/idio-gguf.h"
#include "llm/idio-provider-error.h"

int
fuzz_run (const guint8 *data,
          size_t        size)
{
  static int fd = -1;
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) fits_error = NULL;
  g_autoptr(IdioGguf) model = NULL;

  if (fd < 0)
    fd = memfd_create ("model.gguf", 0);

  if (ftruncate (fd, 0) < 0 || pwrite (fd, data, size, 0) != (gssize) size)
    g_error ("The input could not be put in a file");

  path = g_strdup_printf ("/proc/self/fd/%d", fd);

  if (!(model = idio_gguf_read (path, &error)))
    {
      g_assert (error != NULL && error->domain == IDIO_PROVIDER_ERROR && *error->message != '\0');
      return 0;
    }

  g_assert (error == NULL && model->size == size);

  /* No file can make it look as if a model took less memory than its own size. */
  g_assert (model->memory > size);
  g_assert (idio_gguf_check_fits (model, G_MAXUINT64, NULL));
  g_assert (!idio_gguf_check_fits (model, size, &fits_error) && fits_error != NULL);

  return 0;
}

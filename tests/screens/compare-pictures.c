/* compare-pictures.c: whether a page looks as it did, and if not, both side by side
 *
 *   compare-pictures BEFORE AFTER RESULT     RESULT is written if the pictures differ
 *
 * Ends with 1 if they differ.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdlib.h>
#include <string.h>

#include <gdk/gdk.h>

#define PIXEL_SIZE 4

/* Between the two, in pixels */
#define GAP 16

/* Of a channel; less than this nobody sees. */
#define MIN_DIFFERENCE 24

/* Pixels that may differ: a number that is rounded otherwise */
#define MAX_PIXELS 60

typedef struct
{
  GBytes *bytes;
  gsize   stride;
  int     width;
  int     height;
} Picture;

static void
picture_load (Picture    *picture,
              const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = gdk_texture_new_from_filename (path, &error);
  g_autoptr(GdkTextureDownloader) downloader = NULL;

  if (texture == NULL)
    g_error ("%s: %s", path, error->message);

  downloader = gdk_texture_downloader_new (texture);
  gdk_texture_downloader_set_format (downloader, GDK_MEMORY_R8G8B8A8);
  picture->bytes = gdk_texture_downloader_download_bytes (downloader, &picture->stride);
  picture->width = gdk_texture_get_width (texture);
  picture->height = gdk_texture_get_height (texture);
}

static const guint8 *
picture_get_row (const Picture *picture,
                 int            y)
{
  return (const guint8 *) g_bytes_get_data (picture->bytes, NULL) + (gsize) y * picture->stride;
}

static gboolean
differ (const Picture *before,
        const Picture *after)
{
  guint n_pixels = 0;

  if (before->width != after->width || before->height != after->height)
    return TRUE;

  for (int y = 0; y < before->height; y++)
    for (int x = 0; x < before->width; x++)
      {
        const guint8 *a = picture_get_row (before, y) + PIXEL_SIZE * x;
        const guint8 *b = picture_get_row (after, y) + PIXEL_SIZE * x;

        for (int i = 0; i < PIXEL_SIZE; i++)
          if (abs (a[i] - b[i]) > MIN_DIFFERENCE)
            {
              n_pixels++;
              break;
            }
      }

  return n_pixels > MAX_PIXELS;
}

static void
save_both (const Picture *before,
           const Picture *after,
           const char    *path)
{
  int width = before->width + GAP + after->width, height = MAX (before->height, after->height);
  gsize stride = (gsize) width * PIXEL_SIZE;
  guint8 *pixels = g_malloc0 (stride * (gsize) height);
  g_autoptr(GBytes) bytes = g_bytes_new_take (pixels, stride * (gsize) height);
  g_autoptr(GdkTexture) texture = NULL;

  for (int y = 0; y < before->height; y++)
    memcpy (pixels + (gsize) y * stride, picture_get_row (before, y), (gsize) before->width * PIXEL_SIZE);

  for (int y = 0; y < after->height; y++)
    memcpy (pixels + (gsize) y * stride + (gsize) (before->width + GAP) * PIXEL_SIZE, picture_get_row (after, y),
            (gsize) after->width * PIXEL_SIZE);

  texture = gdk_memory_texture_new (width, height, GDK_MEMORY_R8G8B8A8, bytes, stride);

  if (!gdk_texture_save_to_png (texture, path))
    g_error ("Could not write %s", path);
}

int
main (int   argc,
      char *argv[])
{
  Picture before, after;
  gboolean different;

  if (argc != 4)
    g_error ("usage: compare-pictures BEFORE AFTER RESULT");

  picture_load (&before, argv[1]);
  picture_load (&after, argv[2]);
  different = differ (&before, &after);

  if (different)
    save_both (&before, &after, argv[3]);

  g_bytes_unref (before.bytes);
  g_bytes_unref (after.bytes);

  return different ? 1 : 0;
}

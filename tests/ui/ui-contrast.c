/* ui-contrast.c: how well text stands out from what is behind it, measured in a picture
 *
 * Colors and opacities of styles are mixed by GTK when it draws, so that only a picture has what a person sees.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "ui-contrast.h"
#include "ui-test.h"

/* In a picture this much larger even thin strokes have pixels in their full color. */
#define SCALE 2

#define PIXEL_SIZE 4

struct _UiPicture
{
  GtkWidget *window;
  GBytes    *pixels;
  gsize      stride;
  int        width;
  int        height;
};

/* Nothing while the window waits for its next frame, as it does again and again: when a style or an icon has been loaded,
 * and for as long as something moves. */
static GskRenderNode *
draw (GtkWidget *window)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, SCALE * gtk_widget_get_width (window),
                          SCALE * gtk_widget_get_height (window));

  return gtk_snapshot_free_to_node (snapshot);
}

/**
 * ui_picture_take:
 * @window: a window on screen
 *
 * Waits until it has drawn all there is to draw. Within a test made with idio_test_add_fiber().
 *
 * Returns: (transfer full): what it shows
 */
UiPicture *
ui_picture_take (GtkWidget *window)
{
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GdkTextureDownloader) downloader = NULL;
  UiPicture *self = g_new0 (UiPicture, 1);

  ui_test_wait_for ((node = draw (window)) != NULL);
  self->window = window;
  self->width = SCALE * gtk_widget_get_width (window);
  self->height = SCALE * gtk_widget_get_height (window);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) self->width, (float) self->height));
  downloader = gdk_texture_downloader_new (texture);
  gdk_texture_downloader_set_format (downloader, GDK_MEMORY_R8G8B8A8);
  self->pixels = gdk_texture_downloader_download_bytes (downloader, &self->stride);

  return self;
}

void
ui_picture_free (UiPicture *self)
{
  g_bytes_unref (self->pixels);
  g_free (self);
}

static double
linearize (guint8 value)
{
  double share = value / 255.;

  return share <= 0.04045 ? share / 12.92 : pow ((share + 0.055) / 1.055, 2.4);
}

/* https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
static double
get_luminance (const guint8 *pixel)
{
  return 0.2126 * linearize (pixel[0]) + 0.7152 * linearize (pixel[1]) + 0.0722 * linearize (pixel[2]);
}

/* https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
static double
compare (double a,
         double b)
{
  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

/* Whether all of a widget can be seen, and not only what of it is not scrolled away */
static gboolean
is_in_view (const UiPicture *self,
            GtkWidget       *widget)
{
  graphene_rect_t bounds, view;

  for (GtkWidget *outer = widget; outer != NULL; outer = gtk_widget_get_parent (outer))
    if (!gtk_widget_compute_bounds (widget, outer, &bounds) ||
        !graphene_rect_contains_rect (&GRAPHENE_RECT_INIT (-1, -1, (float) gtk_widget_get_width (outer) + 2,
                                                           (float) gtk_widget_get_height (outer) + 2), &bounds))
      return FALSE;

  return gtk_widget_compute_bounds (widget, self->window, &view) && view.size.width >= 1 && view.size.height >= 1;
}

/**
 * ui_picture_measure_contrast:
 * @self: a picture
 * @widget: a label, which was in the window
 *
 * Returns: the contrast between the color that is most common there and the one that differs most from it, from 1 to
 *   21; 0 if not all of @widget is in the picture
 */
double
ui_picture_measure_contrast (const UiPicture *self,
                             GtkWidget       *widget)
{
  g_autoptr(GHashTable) counts = g_hash_table_new (NULL, NULL);
  const guint8 *pixels = g_bytes_get_data (self->pixels, NULL);
  graphene_rect_t bounds;
  guint most = 0;
  double ground = 0, contrast = 1;
  GHashTableIter iter;
  gpointer key;

  if (!is_in_view (self, widget) || !gtk_widget_compute_bounds (widget, self->window, &bounds))
    return 0;

  graphene_rect_scale (&bounds, SCALE, SCALE, &bounds);

  for (int y = (int) ceilf (bounds.origin.y); y < MIN ((int) (bounds.origin.y + bounds.size.height), self->height); y++)
    for (int x = (int) ceilf (bounds.origin.x); x < MIN ((int) (bounds.origin.x + bounds.size.width), self->width); x++)
      {
        const guint8 *pixel = pixels + (gsize) y * self->stride + (gsize) x * PIXEL_SIZE;
        gpointer color = GUINT_TO_POINTER ((guint) pixel[0] << 16 | (guint) pixel[1] << 8 | pixel[2]);
        guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, color)) + 1;

        g_hash_table_insert (counts, color, GUINT_TO_POINTER (count));

        if (count > most)
          {
            most = count;
            ground = get_luminance (pixel);
          }
      }

  g_hash_table_iter_init (&iter, counts);

  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint color = GPOINTER_TO_UINT (key);

      const guint8 pixel[] = { (guint8) (color >> 16), (guint8) (color >> 8), (guint8) color };

      contrast = MAX (contrast, compare (ground, get_luminance (pixel)));
    }

  return contrast;
}

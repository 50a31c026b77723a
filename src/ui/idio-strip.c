/* idio-strip.c: a range as a band on a line, and values as marks on it
 *
 * What it shows is for the eye alone: whoever puts one on a page says the same in words beside it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include <adwaita.h>

#include "ui/idio-strip.h"

#define HEIGHT         24
#define NATURAL_WIDTH 200

/* In application pixels */
#define LINE_WIDTH    2
#define BAND_HEIGHT  12
#define TICK_HEIGHT  20
#define MARK_RADIUS   6
#define RING_WIDTH    2.5f

/* Of what is filled, in high contrast */
#define OUTLINE_WIDTH 1

/* So much of the range is left free at both ends, that no mark stands at the edge. */
#define MARGIN_SHARE 0.08

struct _IdioStrip
{
  GtkWidget parent_instance;
  double    low;
  double    high;
  double    median;
  double    start;
  double    end;
  double    marks[IDIO_N_STRIP_MARKS];
  char     *labels[IDIO_N_STRIP_MARKS];
};

G_DEFINE_FINAL_TYPE (IdioStrip, idio_strip, GTK_TYPE_WIDGET)

/* Where on the line all that is to be shown lies, from @start to @end. */
static gboolean
find_range (IdioStrip *self,
            double    *start,
            double    *end)
{
  double values[IDIO_N_STRIP_MARKS + 4] = { self->low, self->high, self->start, self->end };

  g_assert (IDIO_IS_STRIP (self));

  *start = INFINITY;
  *end = -INFINITY;

  for (guint i = 0; i < IDIO_N_STRIP_MARKS; i++)
    values[i + 4] = self->marks[i];

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (!isnan (values[i]))
      {
        *start = MIN (*start, values[i]);
        *end = MAX (*end, values[i]);
      }

  if (*start > *end)
    return FALSE;

  /* A range of one value is a band in the middle. */
  if (*end - *start < 1e-9)
    {
      *start -= 1;
      *end += 1;
    }

  return TRUE;
}

static float
get_x (IdioStrip *self,
       double     value,
       double     start,
       double     end)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double share = MARGIN_SHARE + (1 - 2 * MARGIN_SHARE) * (value - start) / (end - start);

  g_assert (IDIO_IS_STRIP (self));

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    share = 1 - share;

  return (float) (share * width);
}

static void
append_rounded (GtkSnapshot   *snapshot,
                const GdkRGBA *color,
                float          x,
                float          y,
                float          width,
                float          height)
{
  GskRoundedRect rounded;
  graphene_rect_t rect = GRAPHENE_RECT_INIT (x, y, width, height);

  gsk_rounded_rect_init_from_rect (&rounded, &rect, MIN (width, height) / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, color, &rect);
  gtk_snapshot_pop (snapshot);
}

static void
append_outline (GtkSnapshot           *snapshot,
                const GdkRGBA         *color,
                const graphene_rect_t *rect,
                float                  width)
{
  const float widths[4] = { width, width, width, width };
  const GdkRGBA colors[4] = { *color, *color, *color, *color };
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, rect, MIN (rect->size.width, rect->size.height) / 2);
  gtk_snapshot_append_border (snapshot, &rounded, widths, colors);
}

static AdwStyleManager *
get_style_manager (IdioStrip *self)
{
  g_assert (IDIO_IS_STRIP (self));

  return adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
}

static int
get_label_height (IdioStrip *self)
{
  g_autoptr(PangoLayout) layout = NULL;
  gboolean has_labels = FALSE;
  int height;

  g_assert (IDIO_IS_STRIP (self));

  for (guint i = 0; i < IDIO_N_STRIP_MARKS; i++)
    has_labels |= self->labels[i] != NULL;

  if (!has_labels)
    return 0;

  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "X");
  pango_layout_get_pixel_size (layout, NULL, &height);

  return height;
}

/* That of the dot is below the line and the others above it, so that none is over another. */
static void
append_label (IdioStrip     *self,
              GtkSnapshot   *snapshot,
              const GdkRGBA *color,
              IdioStripMark  mark,
              float          x)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->labels[mark]);
  float room = (float) gtk_widget_get_width (GTK_WIDGET (self));
  int width, height;

  g_assert (IDIO_IS_STRIP (self));

  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (CLAMP (x - (float) width / 2, 0, MAX (room - (float) width, 0)),
                                                          mark == IDIO_STRIP_MARK_DOT
                                                            ? (float) (gtk_widget_get_height (GTK_WIDGET (self)) - height)
                                                            : 0));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
append_marks (IdioStrip     *self,
              GtkSnapshot   *snapshot,
              const GdkRGBA *color,
              const GdkRGBA *accent,
              double         start,
              double         end)
{
  float middle = gtk_widget_get_height (GTK_WIDGET (self)) / 2.f;
  gboolean outlined = adw_style_manager_get_high_contrast (get_style_manager (self));

  g_assert (IDIO_IS_STRIP (self));

  for (guint i = 0; i < IDIO_N_STRIP_MARKS; i++)
    {
      graphene_rect_t round;
      float x;

      if (isnan (self->marks[i]))
        continue;

      x = get_x (self, self->marks[i], start, end);
      round = GRAPHENE_RECT_INIT (x - MARK_RADIUS, middle - MARK_RADIUS, 2 * MARK_RADIUS, 2 * MARK_RADIUS);

      if (self->labels[i] != NULL)
        append_label (self, snapshot, color, (IdioStripMark) i, x);

      if (i == IDIO_STRIP_MARK_TICK)
        append_rounded (snapshot, color, x - LINE_WIDTH / 2.f, middle - TICK_HEIGHT / 2.f, LINE_WIDTH, TICK_HEIGHT);
      else if (i == IDIO_STRIP_MARK_RING)
        append_outline (snapshot, color, &round, RING_WIDTH);
      else
        append_rounded (snapshot, accent, round.origin.x, round.origin.y, 2 * MARK_RADIUS, 2 * MARK_RADIUS);

      if (outlined && i == IDIO_STRIP_MARK_DOT)
        append_outline (snapshot, color, &round, OUTLINE_WIDTH);
    }
}

static void
idio_strip_snapshot (GtkWidget   *widget,
                     GtkSnapshot *snapshot)
{
  IdioStrip *self = IDIO_STRIP (widget);
  g_autoptr(GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (get_style_manager (self));
  gboolean outlined = adw_style_manager_get_high_contrast (get_style_manager (self));
  float width = gtk_widget_get_width (widget), middle = gtk_widget_get_height (widget) / 2.f;
  GdkRGBA color, faint, band;
  double start, end;

  gtk_widget_get_color (widget, &color);
  faint = band = color;
  faint.alpha *= outlined ? 1 : 0.15f;
  band = *accent;
  band.alpha = 0.3f;

  append_rounded (snapshot, &faint, 0, middle - LINE_WIDTH / 2.f, width, LINE_WIDTH);

  if (!find_range (self, &start, &end))
    return;

  if (!isnan (self->low) && !isnan (self->high))
    {
      float from = get_x (self, self->low, start, end), to = get_x (self, self->high, start, end);

      graphene_rect_t rect = GRAPHENE_RECT_INIT (MIN (from, to) - BAND_HEIGHT / 2.f, middle - BAND_HEIGHT / 2.f,
                                                 fabsf (to - from) + BAND_HEIGHT, BAND_HEIGHT);

      append_rounded (snapshot, &band, rect.origin.x, rect.origin.y, rect.size.width, rect.size.height);

      if (outlined)
        append_outline (snapshot, &color, &rect, OUTLINE_WIDTH);
    }

  if (!isnan (self->median))
    append_rounded (snapshot, accent, get_x (self, self->median, start, end) - LINE_WIDTH / 2.f,
                    middle - BAND_HEIGHT / 2.f, LINE_WIDTH, BAND_HEIGHT);

  append_marks (self, snapshot, &color, accent, start, end);
}

static void
idio_strip_measure (GtkWidget      *widget,
                    GtkOrientation  orientation,
                    int             for_size,
                    int            *minimum,
                    int            *natural,
                    int            *minimum_baseline,
                    int            *natural_baseline)
{
  int height = HEIGHT + 2 * get_label_height (IDIO_STRIP (widget));

  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? height : 4 * MARK_RADIUS;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? height : NATURAL_WIDTH;
}

static void
idio_strip_finalize (GObject *object)
{
  for (guint i = 0; i < IDIO_N_STRIP_MARKS; i++)
    g_clear_pointer (&IDIO_STRIP (object)->labels[i], g_free);

  G_OBJECT_CLASS (idio_strip_parent_class)->finalize (object);
}

static void
idio_strip_class_init (IdioStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = idio_strip_finalize;
  widget_class->snapshot = idio_strip_snapshot;
  widget_class->measure = idio_strip_measure;

  gtk_widget_class_set_css_name (widget_class, "strip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
idio_strip_init (IdioStrip *self)
{
  self->low = self->high = self->median = self->start = self->end = NAN;

  for (guint i = 0; i < IDIO_N_STRIP_MARKS; i++)
    self->marks[i] = NAN;

  g_signal_connect_object (get_style_manager (self), "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

/**
 * idio_strip_set_band:
 * @self: a strip
 * @low: where the range begins
 * @high: where it ends
 * @median: its middle, or NAN to leave it out
 *
 * Shows the user's own range. What is NAN is not shown.
 */
void
idio_strip_set_band (IdioStrip *self,
                     double     low,
                     double     high,
                     double     median)
{
  g_return_if_fail (IDIO_IS_STRIP (self));

  self->low = low;
  self->high = high;
  self->median = median;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * idio_strip_set_limits:
 * @self: a strip
 * @start: a value that the line reaches, or NAN
 * @end: another
 *
 * Lets the line go beyond what stands on it.
 */
void
idio_strip_set_limits (IdioStrip *self,
                       double     start,
                       double     end)
{
  g_return_if_fail (IDIO_IS_STRIP (self));

  self->start = start;
  self->end = end;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * idio_strip_set_mark:
 * @self: a strip
 * @mark: which mark
 * @value: where it stands, or NAN to take it away
 */
void
idio_strip_set_mark (IdioStrip     *self,
                     IdioStripMark  mark,
                     double         value)
{
  g_return_if_fail (IDIO_IS_STRIP (self));

  self->marks[mark] = value;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * idio_strip_set_label:
 * @self: a strip
 * @mark: which mark
 * @label: (nullable): what stands beside it, in a word
 */
void
idio_strip_set_label (IdioStrip     *self,
                      IdioStripMark  mark,
                      const char    *label)
{
  g_return_if_fail (IDIO_IS_STRIP (self));

  if (g_set_str (&self->labels[mark], label))
    gtk_widget_queue_resize (GTK_WIDGET (self));
}

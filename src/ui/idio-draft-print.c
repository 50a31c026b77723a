/* idio-draft-print.c: a draft on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/idio-draft-print.h"
#include "ui/idio-ui.h"

/* As letters are: a serif-free font in this size, and this space after a paragraph, in points */
#define FONT      "Sans 11"
#define PARAGRAPH 6.0

/* Margins in millimeters, within which printers print */
#define MARGIN 20.0

/* Lays out that many paragraphs before the window gets its turn */
#define PARAGRAPHS_A_TURN 50

/* A line of a paragraph, and where it is on its page, in points */
typedef struct
{
  PangoLayout *layout;
  int          line;
  guint        page;
  double       baseline;
} Line;

typedef struct
{
  char     **paragraphs;
  guint      n_laid_out;
  GArray    *lines;
  guint      page;       /* where the next line goes */
  double     y;
} Printing;

static void
line_clear (gpointer data)
{
  g_object_unref (((Line *) data)->layout);
}

static void
printing_free (Printing *printing)
{
  g_strfreev (printing->paragraphs);
  g_array_unref (printing->lines);
  g_free (printing);
}

static void
place_line (Printing        *printing,
            PangoLayout     *layout,
            PangoLayoutIter *iter,
            int              number,
            double           page_height)
{
  Line line = { g_object_ref (layout), number, 0, 0 };
  PangoRectangle rect;
  double height, ascent;

  pango_layout_iter_get_line_extents (iter, NULL, &rect);
  height = (double) rect.height / PANGO_SCALE;
  ascent = (double) (pango_layout_iter_get_baseline (iter) - rect.y) / PANGO_SCALE;

  if (printing->y > 0 && printing->y + height > page_height)
    {
      printing->page++;
      printing->y = 0;
    }

  line.page = printing->page;
  line.baseline = printing->y + ascent;
  printing->y += height;
  g_array_append_val (printing->lines, line);
}

static void
lay_out (Printing        *printing,
         GtkPrintContext *context,
         const char      *paragraph)
{
  g_autoptr(PangoLayout) layout = gtk_print_context_create_pango_layout (context);
  g_autoptr(PangoFontDescription) font = pango_font_description_from_string (FONT);
  PangoLayoutIter *iter;
  int number = 0;

  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (gtk_print_context_get_width (context) * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, paragraph, -1);
  iter = pango_layout_get_iter (layout);

  do
    place_line (printing, layout, iter, number++, gtk_print_context_get_height (context));
  while (pango_layout_iter_next_line (iter));

  pango_layout_iter_free (iter);
  printing->y += PARAGRAPH;
}

static gboolean
paginate_cb (GtkPrintOperation *operation,
             GtkPrintContext   *context,
             Printing          *printing)
{
  for (guint i = 0; i < PARAGRAPHS_A_TURN && printing->paragraphs[printing->n_laid_out] != NULL; i++)
    lay_out (printing, context, printing->paragraphs[printing->n_laid_out++]);

  if (printing->paragraphs[printing->n_laid_out] != NULL)
    return FALSE;

  gtk_print_operation_set_n_pages (operation, (int) printing->page + 1);

  return TRUE;
}

/* It may be printed again, after a preview on other paper. */
static void
begin_print_cb (GtkPrintOperation *operation,
                GtkPrintContext   *context,
                Printing          *printing)
{
  g_array_set_size (printing->lines, 0);
  printing->n_laid_out = 0;
  printing->page = 0;
  printing->y = 0;
}

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page,
              Printing          *printing)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width = gtk_print_context_get_width (context);

  for (guint i = 0; i < printing->lines->len; i++)
    {
      const Line *line = &g_array_index (printing->lines, Line, i);
      PangoLayoutLine *layout_line;
      PangoRectangle rect;

      if (line->page != (guint) page)
        continue;

      layout_line = pango_layout_get_line_readonly (line->layout, line->line);
      pango_layout_line_get_extents (layout_line, NULL, &rect);

      /* Lines that are written from right to left begin there. */
      cairo_move_to (cr,
                     layout_line->resolved_dir == PANGO_DIRECTION_RTL ? width - (double) rect.width / PANGO_SCALE : 0,
                     line->baseline);
      pango_cairo_show_layout_line (cr, layout_line);
    }
}

static void
done_cb (GtkPrintOperation       *operation,
         GtkPrintOperationResult  result,
         GtkWidget               *widget)
{
  g_autoptr(GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;

  gtk_print_operation_get_error (operation, &error);
  idio_ui_report (widget, error);
}

/* The paper is the one that is usual where the user is, until they choose another. */
static GtkPageSetup *
make_page_setup (void)
{
  GtkPageSetup *setup = gtk_page_setup_new ();

  gtk_page_setup_set_top_margin (setup, MARGIN, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (setup, MARGIN, GTK_UNIT_MM);
  gtk_page_setup_set_left_margin (setup, MARGIN, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (setup, MARGIN, GTK_UNIT_MM);

  return setup;
}

/**
 * idio_draft_print_new:
 * @text: a draft
 * @title: what it is called among the jobs of the printer
 *
 * Returns: (transfer full): what prints it
 */
GtkPrintOperation *
idio_draft_print_new (const char *text,
                      const char *title)
{
  GtkPrintOperation *operation;
  g_autoptr(GtkPageSetup) setup = make_page_setup ();
  Printing *printing;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (title != NULL, NULL);

  operation = gtk_print_operation_new ();
  printing = g_new0 (Printing, 1);
  printing->paragraphs = g_strsplit (text, "\n", -1);
  printing->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_array_set_clear_func (printing->lines, line_clear);
  g_object_set_data_full (G_OBJECT (operation), "printing", printing, (GDestroyNotify) printing_free);

  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, title);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), printing);
  g_signal_connect (operation, "paginate", G_CALLBACK (paginate_cb), printing);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), printing);

  return operation;
}

/**
 * idio_draft_print:
 * @widget: a widget in the window where to ask
 * @text: a draft
 * @title: what it is called among the jobs of the printer
 *
 * Lets the user choose a printer and paper, and prints the draft.
 */
void
idio_draft_print (GtkWidget  *widget,
                  const char *text,
                  const char *title)
{
  g_autoptr(GtkPrintOperation) operation = NULL;
  g_autoptr(GError) error = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  operation = idio_draft_print_new (text, title);
  g_signal_connect_object (operation, "done", G_CALLBACK (done_cb), widget, 0);

  /* If it fails at once, that is told with “done”, too. */
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, idio_ui_get_window (widget),
                           &error);
}

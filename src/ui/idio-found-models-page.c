/* idio-found-models-page.c: models that the user has already
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "llm/idio-found-models.h"
#include "ui/idio-found-models-page.h"
#include "ui/idio-ui-text.h"

struct _IdioFoundModelsPage
{
  AdwNavigationPage  parent_instance;

  GtkListBox        *models_list;
};

G_DEFINE_FINAL_TYPE (IdioFoundModelsPage, idio_found_models_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  SIGNAL_USE,
  SIGNAL_CHOOSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define PATH_KEY "idio-path"

static void
use_cb (GtkWidget           *row,
        IdioFoundModelsPage *self)
{
  g_signal_emit (self, signals[SIGNAL_USE], 0, g_object_get_data (G_OBJECT (row), PATH_KEY));
}

static void
add_model (IdioFoundModelsPage  *self,
           const IdioFoundModel *model)
{
  g_autofree char *size = g_format_size (model->bytes);
  /* Translators: the size of a model, and the name of the program it was found with */
  g_autofree char *subtitle = g_strdup_printf (C_("model", "%s · %s"), size, model->source);
  GtkWidget *row = idio_ui_make_row (model->name, subtitle);

  g_assert (IDIO_IS_FOUND_MODELS_PAGE (self));

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), PATH_KEY, g_strdup (model->path), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (use_cb), self, 0);
  gtk_list_box_append (self->models_list, row);
}

static DexFuture *
find_fiber (gpointer data)
{
  IdioFoundModelsPage *self = data;
  g_autoptr(GPtrArray) models = dex_await_boxed (idio_found_models_list (), NULL);

  gtk_list_box_remove_all (self->models_list);

  for (guint i = 0; models != NULL && i < models->len; i++)
    add_model (self, g_ptr_array_index (models, i));

  if (models == NULL || models->len == 0)
    gtk_list_box_append (self->models_list, idio_ui_make_row (_("None found"), NULL));

  return dex_future_new_true ();
}

static void
choose_cb (IdioFoundModelsPage *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOOSE], 0);
}

static void
idio_found_models_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), IDIO_TYPE_FOUND_MODELS_PAGE);

  G_OBJECT_CLASS (idio_found_models_page_parent_class)->dispose (object);
}

static void
idio_found_models_page_class_init (IdioFoundModelsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_found_models_page_dispose;

  /**
   * IdioFoundModelsPage::use:
   * @self: a page
   * @path: (type filename): the model that the user chose
   */
  signals[SIGNAL_USE] =
    g_signal_new ("use", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);

  /**
   * IdioFoundModelsPage::choose:
   * @self: a page
   *
   * The user wants to choose a file that was not found.
   */
  signals[SIGNAL_CHOOSE] =
    g_signal_new ("choose", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-found-models-page.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioFoundModelsPage, models_list);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
}

static void
idio_found_models_page_init (IdioFoundModelsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_append (self->models_list, idio_ui_make_row (_("Looking for models…"), NULL));
}

/**
 * idio_found_models_page_new:
 *
 * Looks for models of other programs: the user asked for it.
 *
 * Returns: (transfer floating): a page that fills when they are found
 */
AdwNavigationPage *
idio_found_models_page_new (void)
{
  IdioFoundModelsPage *self = g_object_new (IDIO_TYPE_FOUND_MODELS_PAGE, NULL);

  dex_future_disown (idio_fiber_spawn (find_fiber, g_object_ref (self), g_object_unref));

  return ADW_NAVIGATION_PAGE (self);
}

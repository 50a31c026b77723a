/* idio-found-models-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define IDIO_TYPE_FOUND_MODELS_PAGE (idio_found_models_page_get_type ())
G_DECLARE_FINAL_TYPE (IdioFoundModelsPage, idio_found_models_page, IDIO, FOUND_MODELS_PAGE, AdwNavigationPage)

AdwNavigationPage *idio_found_models_page_new (void);

G_END_DECLS

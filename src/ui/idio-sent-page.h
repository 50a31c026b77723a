/* idio-sent-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "corpus/idio-sent-log.h"

G_BEGIN_DECLS

#define IDIO_TYPE_SENT_PAGE (idio_sent_page_get_type ())
G_DECLARE_FINAL_TYPE (IdioSentPage, idio_sent_page, IDIO, SENT_PAGE, AdwNavigationPage)

AdwNavigationPage *idio_sent_page_new (IdioSentLog *log);

G_END_DECLS

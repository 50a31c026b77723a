/* idio-audience.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "corpus/idio-audience.h"

/**
 * idio_audience_get_label:
 * @audience: an audience
 *
 * Returns: (transfer none): the audience's name as people read it
 */
const char *
idio_audience_get_label (IdioAudience audience)
{
  switch (audience)
    {
    case IDIO_AUDIENCE_GENERAL:
      return C_("audience", "General");

    case IDIO_AUDIENCE_WORK_MAIL:
      return C_("audience", "Work Mail");

    case IDIO_AUDIENCE_FRIENDS:
      return C_("audience", "Friends");

    case IDIO_AUDIENCE_FAMILY:
      return C_("audience", "Family");

    case IDIO_AUDIENCE_PUBLIC:
      return C_("audience", "Public");

    case IDIO_AUDIENCE_ASSISTANT:
      return C_("audience", "AI Assistant");

    default:
      g_return_val_if_reached ("");
    }
}

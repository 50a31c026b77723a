/* idio-local-services.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

#define IDIO_TYPE_LOCAL_SERVICE (idio_local_service_get_type ())

/**
 * IdioLocalService:
 * @preset: the id of an #IdioServicePreset: "ollama", "lm-studio", "llama-server" or "other"
 * @address: where it answers
 *
 * A server of models that runs on this computer.
 */
typedef struct
{
  char *preset;
  char *address;
} IdioLocalService;

GType             idio_local_service_get_type (void) G_GNUC_CONST;
IdioLocalService *idio_local_service_copy     (const IdioLocalService *self);
void              idio_local_service_free     (IdioLocalService       *self);
DexFuture        *idio_local_services_find    (const guint16          *ports,
                                               guint                   n_ports) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioLocalService, idio_local_service_free)

G_END_DECLS

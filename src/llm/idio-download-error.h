/* idio-download-error.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define IDIO_DOWNLOAD_ERROR (idio_download_error_quark ())

/**
 * IdioDownloadError:
 * @IDIO_DOWNLOAD_ERROR_CATALOG: something in a catalogue can't be used
 * @IDIO_DOWNLOAD_ERROR_BUSY: the same file is being downloaded already, here or by another program
 * @IDIO_DOWNLOAD_ERROR_NO_SPACE: there is too little space on the disk
 * @IDIO_DOWNLOAD_ERROR_DISK: the disk can't be written to or read from
 * @IDIO_DOWNLOAD_ERROR_OFFLINE: no server could be reached, or they fell silent
 * @IDIO_DOWNLOAD_ERROR_GONE: the model is no longer where it was
 * @IDIO_DOWNLOAD_ERROR_PORTAL: a page was sent in place of the model, such as one to log in to a network
 * @IDIO_DOWNLOAD_ERROR_WRONG: what was sent is not the model of the catalogue
 *
 * What can go wrong with a download. The messages are sentences for people.
 */
typedef enum
{
  IDIO_DOWNLOAD_ERROR_CATALOG,
  IDIO_DOWNLOAD_ERROR_BUSY,
  IDIO_DOWNLOAD_ERROR_NO_SPACE,
  IDIO_DOWNLOAD_ERROR_DISK,
  IDIO_DOWNLOAD_ERROR_OFFLINE,
  IDIO_DOWNLOAD_ERROR_GONE,
  IDIO_DOWNLOAD_ERROR_PORTAL,
  IDIO_DOWNLOAD_ERROR_WRONG,
} IdioDownloadError;

GQuark idio_download_error_quark (void);

G_END_DECLS

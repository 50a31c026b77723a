/* idio-download-state.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioDownloadState:
 * @IDIO_DOWNLOAD_STATE_IDLE: not started
 * @IDIO_DOWNLOAD_STATE_CHECKING: what is on the disk already is read
 * @IDIO_DOWNLOAD_STATE_RUNNING: bytes come in
 * @IDIO_DOWNLOAD_STATE_WAITING: the connection broke off, and is tried again in a while
 * @IDIO_DOWNLOAD_STATE_FINISHED: the model is there
 * @IDIO_DOWNLOAD_STATE_STOPPED: stopped; what came is kept
 * @IDIO_DOWNLOAD_STATE_FAILED: it did not work
 *
 * How far a download is.
 */
typedef enum
{
  IDIO_DOWNLOAD_STATE_IDLE,
  IDIO_DOWNLOAD_STATE_CHECKING,
  IDIO_DOWNLOAD_STATE_RUNNING,
  IDIO_DOWNLOAD_STATE_WAITING,
  IDIO_DOWNLOAD_STATE_FINISHED,
  IDIO_DOWNLOAD_STATE_STOPPED,
  IDIO_DOWNLOAD_STATE_FAILED,
} IdioDownloadState;

guint  idio_download_state_guess_minutes (guint64            n_bytes);
char  *idio_download_state_describe      (IdioDownloadState  state,
                                          guint64            n_done,
                                          guint64            n_total,
                                          guint              seconds_left);

G_END_DECLS

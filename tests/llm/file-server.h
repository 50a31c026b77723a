/* file-server.h: a server of files that does as it is told, also what no server should
 *
 * It runs in threads of its own and writes its answers byte by byte, as SoupServer would not let a test lie about
 * lengths or break off at any place.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ServedFile:
 * @path: where it is, with a slash
 * @data: its bytes
 * @length: how many there are
 * @tag: (nullable): its ETag, with quotes
 * @date: (nullable): its Last-Modified
 * @type: (nullable): its Content-Type
 * @location: (nullable): where to redirect to
 * @status: an HTTP status, or 0 to send the file
 * @retry_after: (nullable): a header of that name
 * @no_ranges: whether ranges are not known
 * @no_conditions: whether If-Range is not looked at
 * @chunked: whether the length is not said
 * @claimed: the length that is said in place of the right one, or 0
 * @n_drops: how many more answers break off
 * @drop_after: after how many bytes of the body; -1 is before the head
 * @n_stalls: how many more answers stop there without an end
 * @chunk_bytes: how many bytes to send at once, or 0
 * @pause_usec: how long to wait after that
 */
typedef struct
{
  const char *path;
  const char *data;
  gsize       length;
  const char *tag;
  const char *date;
  const char *type;
  const char *location;
  guint       status;
  const char *retry_after;
  gboolean    no_ranges;
  gboolean    no_conditions;
  gboolean    chunked;
  gsize       claimed;
  guint       n_drops;
  gssize      drop_after;
  guint       n_stalls;
  gsize       chunk_bytes;
  gulong      pause_usec;
} ServedFile;

typedef struct
{
  GSocketService  *service;
  GTlsCertificate *certificate;  /* set by the test, to be asked with https:// */
  GMutex           lock;
  char            *url;          /* without a slash at the end */
  ServedFile      *files;
  guint            n_files;
  GPtrArray       *requests;     /* the heads that came in */
  guint64          n_sent;       /* bytes of bodies */
  GPtrArray       *sockets;      /* those of the answers being written */
  gboolean         closed;
  GCond            is_finished;
  gboolean         finished;     /* no thread is left */
} FileServer;

FileServer *file_server_new            (ServedFile *files,
                                        guint       n_files);
void        file_server_free           (FileServer *self);
guint       file_server_count_requests (FileServer *self);
char       *file_server_dup_header     (FileServer *self,
                                        guint       request,
                                        const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FileServer, file_server_free)

G_END_DECLS

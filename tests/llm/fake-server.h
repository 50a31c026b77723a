/* fake-server.h: a model service that does as it is told
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * FakeAnswer:
 * @status: the HTTP status
 * @chunks: the parts of the body, sent one by one
 * @delay_msec: how long to wait before each part
 * @header: (nullable): the name of a header to send
 * @value: (nullable): its value
 * @cut: whether to close the connection in the middle of the body
 * @reset: whether to close it without any answer
 * @endless: whether to send the last part again and again
 * @open: whether to keep the connection open after the last part
 * @repeat: how often to send the first part in all; 0 is once
 * @gzip: whether to compress the first part, and send nothing else
 */
typedef struct
{
  guint               status;
  const char         *chunks[8];
  guint               delay_msec;
  const char         *header;
  const char         *value;
  gboolean            cut;
  gboolean            reset;
  gboolean            endless;
  gboolean            open;
  guint               repeat;
  gboolean            gzip;
} FakeAnswer;

typedef struct
{
  SoupServer *server;
  char       *url;             /* to give to a provider */
  GPtrArray  *requests;        /* the bodies that came in, in order */
  GPtrArray  *authorizations;  /* with each the header of that name, or "" */
  GPtrArray  *paths;           /* with each the path that was asked for */
  GPtrArray  *keys;            /* with each the header "x-api-key", or "" */
  const FakeAnswer *answers;   /* for the next requests, in order; the last one is repeated */
  guint       n_answers;
  gsize       n_sent;          /* bytes of bodies */
  guint       n_disconnected;  /* requests whose client went away before the end */
  GPtrArray  *exchanges;       /* those that are not over */
} FakeServer;

FakeServer *fake_server_new     (const FakeAnswer *answers,
                                 guint             n_answers);
FakeServer *fake_server_new_tls (const FakeAnswer *answers,
                                 guint             n_answers,
                                 GTlsCertificate  *certificate,
                                 const char       *host);
void        fake_server_free    (FakeServer       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakeServer, fake_server_free)

G_END_DECLS

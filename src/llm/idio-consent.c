/* idio-consent.c: what the user agreed to be sent, and to whom
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "llm/idio-consent.h"

struct _IdioConsent
{
  GObject     parent_instance;
  GSettings  *settings;
  GHashTable *consented;    /* hosts agreed to for something that is done now, and for how many such things */
  GHashTable *contacted;    /* hosts that may be asked, in this session, what has none of the user's texts */
  GHashTable *unencrypted;  /* hosts to which keys may go unencrypted in this session */
};

G_DEFINE_FINAL_TYPE (IdioConsent, idio_consent, G_TYPE_OBJECT)

static void
idio_consent_finalize (GObject *object)
{
  IdioConsent *self = IDIO_CONSENT (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->consented, g_hash_table_unref);
  g_clear_pointer (&self->contacted, g_hash_table_unref);
  g_clear_pointer (&self->unencrypted, g_hash_table_unref);

  G_OBJECT_CLASS (idio_consent_parent_class)->finalize (object);
}

static void
idio_consent_class_init (IdioConsentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = idio_consent_finalize;
}

static void
idio_consent_init (IdioConsent *self)
{
  self->consented = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->contacted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->unencrypted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * idio_consent_new:
 * @settings: where lasting consent is remembered
 *
 * Returns: (transfer full): what the user agreed to in earlier sessions
 */
IdioConsent *
idio_consent_new (GSettings *settings)
{
  IdioConsent *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (IDIO_TYPE_CONSENT, NULL);
  self->settings = g_object_ref (settings);

  return self;
}

static gboolean
is_remembered (IdioConsent *self,
               const char  *key,
               const char  *host)
{
  g_auto(GStrv) hosts = g_settings_get_strv (self->settings, key);

  g_assert (IDIO_IS_CONSENT (self));

  return g_strv_contains ((const char * const *) hosts, host);
}

/**
 * idio_consent_lasts:
 * @self: a consent
 * @host: a host
 *
 * Returns: whether the user agreed that texts go to @host without being asked
 */
gboolean
idio_consent_lasts (IdioConsent *self,
                    const char  *host)
{
  g_return_val_if_fail (IDIO_IS_CONSENT (self), FALSE);
  g_return_val_if_fail (host != NULL, FALSE);

  return is_remembered (self, "agreed-hosts", host);
}

/**
 * idio_consent_has:
 * @self: a consent
 * @host: a host
 *
 * Returns: whether the user agreed that texts go to @host
 */
gboolean
idio_consent_has (IdioConsent *self,
                  const char  *host)
{
  g_return_val_if_fail (IDIO_IS_CONSENT (self), FALSE);
  g_return_val_if_fail (host != NULL, FALSE);

  return idio_consent_lasts (self, host) || g_hash_table_contains (self->consented, host);
}

/* Remembers the hosts under @key without @host, and with it if @agreed. */
static void
set_consent (IdioConsent *self,
             const char  *key,
             const char  *host,
             gboolean     agreed)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) before = g_settings_get_strv (self->settings, key);
  g_auto(GStrv) after = NULL;

  g_assert (IDIO_IS_CONSENT (self));

  for (guint i = 0; before[i] != NULL; i++)
    if (!g_str_equal (before[i], host))
      g_strv_builder_add (builder, before[i]);

  if (agreed)
    g_strv_builder_add (builder, host);

  after = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, key, (const char * const *) after);
}

/**
 * idio_consent_give:
 * @self: a consent
 * @host: a host
 *
 * The user agreed that texts go to @host, now and later.
 */
void
idio_consent_give (IdioConsent *self,
                   const char  *host)
{
  g_return_if_fail (IDIO_IS_CONSENT (self));
  g_return_if_fail (host != NULL);

  set_consent (self, "agreed-hosts", host, TRUE);
}

/**
 * idio_consent_give_once:
 * @self: a consent
 * @host: a host
 *
 * The user agreed that something goes to @host, or named it in a command. That holds until idio_consent_end_once() was
 * called as often, or for the session.
 */
void
idio_consent_give_once (IdioConsent *self,
                        const char  *host)
{
  g_return_if_fail (IDIO_IS_CONSENT (self));
  g_return_if_fail (host != NULL);

  g_hash_table_insert (self->consented, g_strdup (host),
                       GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (self->consented, host)) + 1));
}

/**
 * idio_consent_end_once:
 * @self: a consent
 * @host: a host
 *
 * What the user agreed to with idio_consent_give_once() was sent.
 */
void
idio_consent_end_once (IdioConsent *self,
                       const char  *host)
{
  guint n;

  g_return_if_fail (IDIO_IS_CONSENT (self));
  g_return_if_fail (host != NULL);

  n = GPOINTER_TO_UINT (g_hash_table_lookup (self->consented, host));

  if (n > 1)
    g_hash_table_insert (self->consented, g_strdup (host), GUINT_TO_POINTER (n - 1));
  else
    g_hash_table_remove (self->consented, host);
}

/**
 * idio_consent_contact:
 * @self: a consent
 * @host: a host
 *
 * The user agreed that @host is asked, in this session, for its models and what they are fit for. No texts go there.
 */
void
idio_consent_contact (IdioConsent *self,
                      const char  *host)
{
  g_return_if_fail (IDIO_IS_CONSENT (self));
  g_return_if_fail (host != NULL);

  g_hash_table_add (self->contacted, g_strdup (host));
}

/**
 * idio_consent_may_contact:
 * @self: a consent
 * @host: a host
 *
 * Returns: whether @host may be asked what has none of the user's texts
 */
gboolean
idio_consent_may_contact (IdioConsent *self,
                          const char  *host)
{
  g_return_val_if_fail (IDIO_IS_CONSENT (self), FALSE);
  g_return_val_if_fail (host != NULL, FALSE);

  return g_hash_table_contains (self->contacted, host) || idio_consent_has (self, host);
}

/**
 * idio_consent_allow_unencrypted:
 * @self: a consent
 * @host: a host
 * @remember: whether that holds for later sessions too
 *
 * The user agreed that the API key goes to @host unencrypted.
 */
void
idio_consent_allow_unencrypted (IdioConsent *self,
                                const char  *host,
                                gboolean     remember)
{
  g_return_if_fail (IDIO_IS_CONSENT (self));
  g_return_if_fail (host != NULL);

  g_hash_table_add (self->unencrypted, g_strdup (host));

  if (remember)
    set_consent (self, "unencrypted-hosts", host, TRUE);
}

/**
 * idio_consent_allows_unencrypted:
 * @self: a consent
 * @host: a host
 *
 * Returns: whether the user agreed that the API key goes to @host unencrypted
 */
gboolean
idio_consent_allows_unencrypted (IdioConsent *self,
                                 const char  *host)
{
  g_return_val_if_fail (IDIO_IS_CONSENT (self), FALSE);
  g_return_val_if_fail (host != NULL, FALSE);

  return g_hash_table_contains (self->unencrypted, host) || is_remembered (self, "unencrypted-hosts", host);
}

/**
 * idio_consent_withdraw:
 * @self: a consent
 * @host: a host
 *
 * The user takes back what they agreed to: nothing more is sent to @host.
 */
void
idio_consent_withdraw (IdioConsent *self,
                       const char  *host)
{
  g_return_if_fail (IDIO_IS_CONSENT (self));
  g_return_if_fail (host != NULL);

  set_consent (self, "agreed-hosts", host, FALSE);
  set_consent (self, "unencrypted-hosts", host, FALSE);
  g_hash_table_remove (self->consented, host);
  g_hash_table_remove (self->contacted, host);
  g_hash_table_remove (self->unencrypted, host);
}

/**
 * idio_consent_withdraw_all:
 * @self: a consent
 *
 * The user takes back all that they agreed to.
 */
void
idio_consent_withdraw_all (IdioConsent *self)
{
  g_return_if_fail (IDIO_IS_CONSENT (self));

  g_settings_reset (self->settings, "agreed-hosts");
  g_settings_reset (self->settings, "unencrypted-hosts");
  g_hash_table_remove_all (self->consented);
  g_hash_table_remove_all (self->contacted);
  g_hash_table_remove_all (self->unencrypted);
}

/* idio-provider-error.c: what can go wrong with a model, in plain sentences
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>
#include <libdex.h>

#include "llm/idio-provider-error.h"

typedef struct
{
  char  *details;
  guint  retry_after;
  guint  excess_tokens;
} IdioProviderErrorPrivate;

static void
idio_provider_error_private_init (IdioProviderErrorPrivate *priv)
{
  priv->details = NULL;
  priv->retry_after = 0;
  priv->excess_tokens = 0;
}

static void
idio_provider_error_private_copy (const IdioProviderErrorPrivate *src,
                                  IdioProviderErrorPrivate       *dest)
{
  dest->details = g_strdup (src->details);
  dest->retry_after = src->retry_after;
  dest->excess_tokens = src->excess_tokens;
}

static void
idio_provider_error_private_clear (IdioProviderErrorPrivate *priv)
{
  g_clear_pointer (&priv->details, g_free);
}

/* GLib aligns what it puts before an error, which clang can't know. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wcast-align"
G_DEFINE_EXTENDED_ERROR (IdioProviderError, idio_provider_error)
#pragma GCC diagnostic pop

/* A token has some four bytes of text, and an English word nearly six with the space after it. */
#define WORDS_A_TOKEN 0.75

/**
 * idio_provider_error_get_advice:
 * @error: an error in %IDIO_PROVIDER_ERROR
 *
 * Returns: the one thing to do about it
 */
IdioAdvice
idio_provider_error_get_advice (const GError *error)
{
  g_return_val_if_fail (error != NULL, IDIO_ADVICE_TRY_AGAIN);

  if (error->domain != IDIO_PROVIDER_ERROR)
    return IDIO_ADVICE_TRY_AGAIN;

  switch ((IdioProviderError) error->code)
    {
    case IDIO_PROVIDER_ERROR_NO_MODEL:
    case IDIO_PROVIDER_ERROR_BAD_KEY:
    case IDIO_PROVIDER_ERROR_NO_CREDIT:
    case IDIO_PROVIDER_ERROR_MODEL_MISSING:
    case IDIO_PROVIDER_ERROR_ENGINE:
    case IDIO_PROVIDER_ERROR_UNSUPPORTED:
    case IDIO_PROVIDER_ERROR_UNFIT:
    case IDIO_PROVIDER_ERROR_UNENCRYPTED:
      return IDIO_ADVICE_PREFERENCES;

    case IDIO_PROVIDER_ERROR_TOO_LONG:
      return IDIO_ADVICE_SHORTEN;

    case IDIO_PROVIDER_ERROR_NO_CONSENT:
      return IDIO_ADVICE_CONSENT;

    case IDIO_PROVIDER_ERROR_RATE_LIMITED:
    case IDIO_PROVIDER_ERROR_OVERLOADED:
    case IDIO_PROVIDER_ERROR_REFUSED:
    case IDIO_PROVIDER_ERROR_OFFLINE:
    case IDIO_PROVIDER_ERROR_BAD_ANSWER:
    case IDIO_PROVIDER_ERROR_WITHHELD:
    default:
      return IDIO_ADVICE_TRY_AGAIN;
    }
}

/**
 * idio_provider_error_is_temporary:
 * @error: an error
 *
 * Returns: whether the same request may well succeed in a moment
 */
gboolean
idio_provider_error_is_temporary (const GError *error)
{
  return g_error_matches (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_RATE_LIMITED) ||
         g_error_matches (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_OVERLOADED);
}

/* @who is a host or, but for consent, a phrase with a capital letter: it begins each sentence that it is in. */
static char *
describe (IdioProviderError  code,
          const char        *who)
{
  switch (code)
    {
    case IDIO_PROVIDER_ERROR_NO_MODEL:
      return g_strdup (_("No model is chosen yet."));

    case IDIO_PROVIDER_ERROR_NO_CONSENT:
      return g_strdup_printf (_("Nothing is sent to %s before you agree."), who);

    case IDIO_PROVIDER_ERROR_BAD_KEY:
      /* Translators: %s is a host, or “The model server on this computer” */
      return g_strdup_printf (_("%s did not accept the API key."), who);

    case IDIO_PROVIDER_ERROR_NO_CREDIT:
      /* Translators: %s is a host, or “The model server on this computer” */
      return g_strdup_printf (_("%s says that your account has no credit left."), who);

    case IDIO_PROVIDER_ERROR_RATE_LIMITED:
      /* Translators: %s is a host, or “The model server on this computer” */
      return g_strdup_printf (_("%s asks to wait before the next request."), who);

    case IDIO_PROVIDER_ERROR_OVERLOADED:
      /* Translators: %s is a host, or “The model server on this computer” */
      return g_strdup_printf (_("%s can’t answer right now."), who);

    case IDIO_PROVIDER_ERROR_MODEL_MISSING:
      /* Translators: %s is a host, or “The model server on this computer” */
      return g_strdup_printf (_("%s does not have this model."), who);

    case IDIO_PROVIDER_ERROR_TOO_LONG:
      return g_strdup (_("This is too long for the model."));

    case IDIO_PROVIDER_ERROR_REFUSED:
      /* Translators: %s is a host, or “The model server on this computer” */
      return g_strdup_printf (_("%s declined to write this."), who);

    case IDIO_PROVIDER_ERROR_OFFLINE:
      /* Translators: %s is a host, or “The model server on this computer” */
      return g_strdup_printf (_("%s can’t be reached."), who);

    case IDIO_PROVIDER_ERROR_ENGINE:
      return g_strdup (_("The model on this computer stopped working."));

    case IDIO_PROVIDER_ERROR_BAD_ANSWER:
      return g_strdup (_("The model’s answer broke off or makes no sense."));

    case IDIO_PROVIDER_ERROR_UNSUPPORTED:
      /* Translators: %s is a host, or “The model server on this computer” */
      return g_strdup_printf (_("%s did not understand the request."), who);

    case IDIO_PROVIDER_ERROR_UNFIT:
      return g_strdup (_("This model can write drafts, but it is too small to study how you write."));

    case IDIO_PROVIDER_ERROR_UNENCRYPTED:
      /* Translators: %s is a host, or “The model server on this computer” */
      return g_strdup_printf (_("%s would get the API key unencrypted, which others in the same network can read."), who);

    case IDIO_PROVIDER_ERROR_WITHHELD:
      return g_strdup (_("A text in the request was marked to never leave this computer, so it was not sent."));

    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

/* What is said about keys, credit and addresses is about a server that somebody runs beside this program. */
static const char *
name_host (IdioProviderError  code,
           const char        *host)
{
  if (host != NULL)
    return host;

  switch ((int) code)
    {
    case IDIO_PROVIDER_ERROR_BAD_KEY:
    case IDIO_PROVIDER_ERROR_NO_CREDIT:
    case IDIO_PROVIDER_ERROR_MODEL_MISSING:
    case IDIO_PROVIDER_ERROR_UNSUPPORTED:
      return _("The model server on this computer");

    default:
      return _("The model on this computer");
    }
}

/**
 * idio_provider_error_new:
 * @code: what went wrong
 * @host: (nullable): where the request went, or %NULL for this computer
 *
 * Returns: (transfer full): an error in %IDIO_PROVIDER_ERROR with the sentence for it
 */
GError *
idio_provider_error_new (IdioProviderError  code,
                         const char        *host)
{
  g_autofree char *message = describe (code, name_host (code, host));

  return g_error_new_literal (IDIO_PROVIDER_ERROR, (gint) code, message);
}

/**
 * idio_provider_error_new_for_address:
 * @host: (nullable): where the request went, or %NULL for this computer
 *
 * Returns: (transfer full): an %IDIO_PROVIDER_ERROR_MODEL_MISSING for a host that has nothing at the address
 */
GError *
idio_provider_error_new_for_address (const char *host)
{
  return g_error_new (IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_MODEL_MISSING,
                      _("%s has no models at this address. Check the address."),
                      name_host (IDIO_PROVIDER_ERROR_MODEL_MISSING, host));
}

/**
 * idio_provider_error_new_for_page:
 * @host: (nullable): where the request went, or %NULL for this computer
 *
 * Returns: (transfer full): an %IDIO_PROVIDER_ERROR_OFFLINE for a web page in place of an answer
 */
GError *
idio_provider_error_new_for_page (const char *host)
{
  return g_error_new (IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_OFFLINE,
                      _("%s answered with a web page. Check the address, or log in to the network."),
                      name_host (IDIO_PROVIDER_ERROR_UNSUPPORTED, host));
}

/**
 * idio_provider_error_new_for_redirect:
 * @host: (nullable): where the request went, or %NULL for this computer
 *
 * Returns: (transfer full): an %IDIO_PROVIDER_ERROR_UNSUPPORTED for an answer that points to another place
 */
GError *
idio_provider_error_new_for_redirect (const char *host)
{
  return g_error_new (IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_UNSUPPORTED,
                      _("%s wants the request to go elsewhere, which was not done. Check the address."),
                      name_host (IDIO_PROVIDER_ERROR_UNSUPPORTED, host));
}

/**
 * idio_provider_error_new_for_thought:
 * @host: (nullable): where the request went, or %NULL for this computer
 * @cut: whether the model had no room for more
 *
 * Returns: (transfer full): an %IDIO_PROVIDER_ERROR_BAD_ANSWER for a model that thought and wrote nothing
 */
GError *
idio_provider_error_new_for_thought (const char *host,
                                     gboolean    cut)
{
  return g_error_new_literal (IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_BAD_ANSWER,
                              cut ? _("The model used all its room for thinking. Choose one that thinks less.")
                                  : _("The model thought about it, but wrote nothing. Try again."));
}

/**
 * idio_provider_error_new_for_nothing:
 * @tool: whether the model wanted to use a tool in place of writing
 *
 * Returns: (transfer full): an %IDIO_PROVIDER_ERROR_BAD_ANSWER for an answer that is whole and empty
 */
GError *
idio_provider_error_new_for_nothing (gboolean tool)
{
  return g_error_new_literal (IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_BAD_ANSWER,
                              tool ? _("The model wanted to use a tool and wrote nothing. Choose another model.")
                                   : _("The model wrote nothing. Try again."));
}

/**
 * idio_provider_error_set_details:
 * @error: an error in %IDIO_PROVIDER_ERROR
 * @details: (nullable): what the service said, without the key
 */
void
idio_provider_error_set_details (GError     *error,
                                 const char *details)
{
  IdioProviderErrorPrivate *priv;

  g_return_if_fail (error != NULL && error->domain == IDIO_PROVIDER_ERROR);

  priv = idio_provider_error_get_private (error);
  g_set_str (&priv->details, details);
}

/**
 * idio_provider_error_set_retry_after:
 * @error: an error in %IDIO_PROVIDER_ERROR
 * @seconds: how long the service asks to wait; 0 if it does not say
 */
void
idio_provider_error_set_retry_after (GError *error,
                                     guint   seconds)
{
  g_return_if_fail (error != NULL && error->domain == IDIO_PROVIDER_ERROR);

  idio_provider_error_get_private (error)->retry_after = seconds;
}

/**
 * idio_provider_error_set_excess_tokens:
 * @error: an %IDIO_PROVIDER_ERROR_TOO_LONG
 * @n_tokens: how many tokens the request has too many; 0 if that is not known
 *
 * The sentence says how much that is in words.
 */
void
idio_provider_error_set_excess_tokens (GError *error,
                                       guint   n_tokens)
{
  guint n_words = MAX (1, (guint) (n_tokens * WORDS_A_TOKEN));

  g_return_if_fail (error != NULL && error->domain == IDIO_PROVIDER_ERROR);

  if (n_tokens == 0)
    return;

  idio_provider_error_get_private (error)->excess_tokens = n_tokens;
  g_free (error->message);
  error->message = g_strdup_printf (ngettext ("This is too long for the model, by about %'u word.",
                                              "This is too long for the model, by about %'u words.", n_words), n_words);
}

/**
 * idio_provider_error_get_details:
 * @error: an error
 *
 * Returns: (transfer none) (nullable): what the service said, in its own words and without the key
 */
const char *
idio_provider_error_get_details (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  return error->domain == IDIO_PROVIDER_ERROR ? idio_provider_error_get_private (error)->details : NULL;
}

/**
 * idio_provider_error_get_retry_after:
 * @error: an error
 *
 * Returns: how long the service asks to wait before the next request, in seconds; 0 if it does not say
 */
guint
idio_provider_error_get_retry_after (const GError *error)
{
  g_return_val_if_fail (error != NULL, 0);

  return error->domain == IDIO_PROVIDER_ERROR ? idio_provider_error_get_private (error)->retry_after : 0;
}

/**
 * idio_provider_error_get_excess_tokens:
 * @error: an error
 *
 * Returns: how many tokens the request has too many for the model; 0 if that is not known
 */
guint
idio_provider_error_get_excess_tokens (const GError *error)
{
  g_return_val_if_fail (error != NULL, 0);

  return error->domain == IDIO_PROVIDER_ERROR ? idio_provider_error_get_private (error)->excess_tokens : 0;
}

/**
 * idio_provider_error_for_io:
 * @error: an error of the network or of a stream
 * @host: (nullable): where the request went, or %NULL for this computer
 *
 * Returns: (transfer full): an error in %IDIO_PROVIDER_ERROR; a cancellation, or what is in that domain already,
 *   stays as it is
 */
GError *
idio_provider_error_for_io (const GError *error,
                            const char   *host)
{
  if (error->domain == IDIO_PROVIDER_ERROR || error->domain == DEX_ERROR ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE))
    return idio_provider_error_new (IDIO_PROVIDER_ERROR_BAD_ANSWER, host);

  return idio_provider_error_new (IDIO_PROVIDER_ERROR_OFFLINE, host);
}

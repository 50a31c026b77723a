/* fuzz-prompt.c: what a text says stays data in a prompt
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "llm/idio-json.h"
#include "llm/idio-prompt.h"

/* Control tokens of models people have, from their tokenizers. */
static const char * const control_tokens[] = {
  "<|im_start|>", "<|im_end|>", "<|endoftext|>", "<|eot_id|>", "<|start_header_id|>", "<|user|>", "<|", "|>",
  "<s>", "</s>", "<unk>", "<pad>", "<bos>", "<eos>", "<start_of_turn>", "<end_of_turn>", "<start_of_image>",
  "<file_sep>", "<repo_name>", "<reponame>", "<filename>", "<gh_stars>", "<issue_start>", "<jupyter_start>",
  "<empty_output>", "<commit_before>", "<think>", "</think>", "<tool_call>", "</tool_call>", "<tool_response>",
  "<function_call>", "<fim_prefix>", "<unused42>", "<0x0A>",
  "<｜User｜>", "<｜Assistant｜>", "<｜begin▁of▁sentence｜>", "‹｜User｜›", "<｜", "｜>",
  "[INST]", "[/INST]", "[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]", "[TOOL_CALLS]", "[AVAILABLE_TOOLS]", "[TOOL_RESULTS]",
  "[IMG]", "[PREFIX]", "[gMASK]", "[MASK]", "<<SYS>>", "<</SYS>>", NULL,
};

static void
check_clean (const char *clean)
{
  g_assert (g_utf8_validate (clean, -1, NULL));

  for (const char *p = clean; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_assert (c == '\n' || c == '\t' || !g_unichar_iscntrl (c));
      g_assert (!(c >= 0x202a && c <= 0x202e) && !(c >= 0x2066 && c <= 0x2069) && !(c >= 0xe0000 && c <= 0xe007f));
    }

  for (guint i = 0; control_tokens[i] != NULL; i++)
    if (strstr (clean, control_tokens[i]) != NULL)
      g_error ("“%s” is left", control_tokens[i]);
}

int
fuzz_run (const guint8 *data,
          size_t        size)
{
  g_autofree char *text = fuzz_dup_text (data, size);
  g_autofree char *clean = idio_prompt_clean (text);
  g_autofree char *twice = idio_prompt_clean (clean);
  g_autofree char *quoted = idio_prompt_quote (text);
  g_autoptr(JsonNode) node = idio_json_parse (quoted);

  check_clean (clean);
  g_assert (g_str_equal (clean, twice));

  /* A string on one line, which says what the clean text says. */
  g_assert (strchr (quoted, '\n') == NULL);
  g_assert (node != NULL && json_node_get_value_type (node) == G_TYPE_STRING);
  g_assert (g_str_equal (json_node_get_string (node), clean));

  return 0;
}

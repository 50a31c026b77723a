/* idio-help-topics.c: the texts of the help
 *
 * What stands in quotation marks is the name of something on screen; tests/static/test-texts.py compares them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "habits/idio-habits.h"
#include "import/idio-entry-text.h"
#include "ui/idio-help-topics.h"

/* The texts tell these numbers. */
G_STATIC_ASSERT (IDIO_HABITS_MIN_TEXTS == 5 && IDIO_HABITS_MIN_WORDS == 300 && IDIO_MIN_WORDS == 10);

static const IdioHelpTopic topics[] = {
  { "texts", N_("Your First Texts"), N_("What to add, and how"), "documents-symbolic", {
    { N_("What to Add"),
      N_("Mails, notes, letters, posts: anything in your own words. Five texts with 300 words in all are "
         "enough to begin with, and twenty or more are better. Mailboxes, office documents, PDFs, web pages, "
         "plain text, and exports of chats, notes and social networks can be read.") },
    { N_("How to Add It"),
      N_("In Documents, the button “Add Your Writing” offers “Add Files…”, “Add a Folder…” and “Paste as a "
         "Text”. Files and folders can also be dropped on the window. Your files stay as they are: Idiolect "
         "keeps a copy of the text.") },
    { N_("Mails and Chats"),
      N_("Only what you wrote is added. If it is not clear who you are, Idiolect asks “Who Are You?”, and "
         "remembers the answer in Preferences, under Documents. Quoted replies are left out.") },
    { N_("What Was Added"),
      N_("After you added texts, “Details” tells what was left out and why, and “Add Anyway” adds it all the "
         "same. The menu of an open text has “Words of Others…” for places that are not yours, “Edit Text…”, "
         "and “I Didn’t Write This”.") },
    { N_("Different Audiences"),
      N_("If you write differently to different people, choose above each text whom it was written for. "
         "“Select Texts” lets you choose it for several texts at once.") },
    { N_("Removing Texts"),
      N_("A text that you remove counts for nothing any more. “Removed Texts…” in the menu “Sort” shows all "
         "that were removed, to restore or erase them.") },
    { N_("Backing Up"),
      N_("“Back Up…” in Preferences, under Documents, saves your texts, cards and drafts as one file. If you turn off "
         "“Include Texts and Drafts”, cards are saved without quotes, and those that show something of texts that "
         "never leave this computer are left out. API keys are never in a backup.") },
    { N_("Restoring a Backup"),
      N_("“Restore…” first tells what is in a backup. “Merge” adds what is missing and keeps what is here. “Replace "
         "Everything” deletes what is here. “Bring Back What Was Replaced…” takes that back; it is there for a week, "
         "or until you erase something.") },
  } },
  { "cards", N_("Cards"), N_("What Idiolect learned, and how to correct it"), "voice-symbolic", {
    { N_("What a Card Says"),
      N_("Each card in Voice is one habit of yours, with sentences from your texts that show it. Most are "
         "counted, without a language model. “Details” tells how often it was found, and where.") },
    { N_("Reviewing Cards"),
      N_("New cards are used lightly until you review them. “Keep” a card that is true. “Reject” one that is not: "
         "drafts ignore it, and “Bring Back” in its menu takes that back. “Edit” in the menu changes the words of a "
         "card. What you decide is never changed by Idiolect.") },
    { N_("How Strongly Drafts Follow"),
      N_("With “Always”, drafts always follow a card; with “Sometimes”, where it comes naturally; with “Off”, they do "
         "not. With “Audience” in its menu, it counts only for what you write to some people. Changing a new card "
         "keeps it.") },
    { N_("Audiences of Your Own"),
      N_("“New Audience…”, at the end of each list of audiences, makes one of your own, such as for your clients. You "
         "rename and delete it in Preferences, under Documents. What was for it becomes “General”.") },
    { N_("Finding More"),
      N_("“Look Deeper…” lets a language model read passages of your texts and look for habits that can’t be "
         "counted. It can be used once you chose a model that is good enough for it.") },
    { N_("What You Know Yourself"),
      N_("“Add a Card of Your Own…” is for a habit that was not found; “Delete” in the menu of such a card deletes it. "
         "“About You” is for your name and what you do: drafts use only what you write there.") },
    { N_("Numbers"),
      N_("“Statistics About Your Writing” shows in numbers how you write, such as how long your sentences "
         "are.") },
    { N_("Using Your Voice Elsewhere"),
      N_("“Export Your Voice” saves your cards or copies them: “Markdown” is for people, “System Prompt” for another "
         "language model, “Skill for AI Agents” is a SKILL.md file, and “JSON” is for programs. Markdown and JSON have "
         "quotes, also from texts that never leave this computer.") },
  } },
  { "writing", N_("Writing and Rewriting"), N_("Drafts in your voice, and how to judge them"), "write-symbolic", {
    { N_("A New Text"),
      N_("In Write, choose “New Text” and say what should be written, whom it is to, and what they should "
         "know. Choose the audience and the length, then “Write”. “Stop” ends it at any time, and what is "
         "written so far stays.") },
    { N_("Rewriting"),
      N_("Choose “Rewrite”, and paste a text that should sound more like you. Or copy a text in another app, and "
         "choose “Rewrite Clipboard” in the menu of Idiolect’s icon. Compare the result with the text: a language "
         "model can change what it says, too.") },
    { N_("Two Drafts"),
      N_("“In Your Voice” follows your cards and texts. “Generic” is what anyone would get, to compare. You "
         "can edit and copy both. “Try Again” in the menu of a draft writes another version, and keeps this "
         "one.") },
    { N_("Which One Is More Like You"),
      N_("Below the drafts a sentence says which is closer to how you write. This is counted, without a "
         "language model, and is only about style. “Details” names what is more like you, and what is less.") },
    { N_("Before You Use a Draft"),
      N_("A warning names each name, number or phrase that is from the texts the model was shown, and not from your "
         "request. Another names what is in your request and not in the draft, and what you have to fill in. "
         "Language models also invent things. Read a draft before you use it.") },
    { N_("Using a Draft"),
      N_("The menu of a draft has “Find…” to search in it, “Save As” for a file, “Print…”, and “Send by Mail”, which "
         "opens a new mail with it in your mail program.") },
    { N_("Learning From Your Changes"),
      N_("If you changed words of a draft, “Make It My Text” in its menu adds it to your texts. Idiolect never learns "
         "from a draft that you did not change.") },
    { N_("What Was Written Before"),
      N_("“Earlier Drafts…” has what you asked for before, with its drafts.") },
  } },
  { "models", N_("Models"), N_("What writes the drafts, and where"), "model-symbolic", {
    { N_("What a Model Is For"),
      N_("Drafts are written by a language model, on this computer or at a service. Counting your habits and "
         "comparing drafts needs none. You choose it in Preferences, under Model.") },
    { N_("On This Computer"),
      N_("A model is downloaded once and then works without the internet. The one that suits your computer "
         "best is marked “Recommended”. A download that you stop keeps what it has, and “Go On” continues it.") },
    { N_("Small and Large Models"),
      N_("A small model writes quickly and often nonsense, and takes your voice only from your texts. A "
         "large one writes better drafts, follows your cards and can study how you write, but needs more "
         "memory and time. “Check” finds out what a model can do.") },
    { N_("A Model You Have"),
      N_("“Use a Model I Already Have…” finds those of LM Studio, Ollama and Hugging Face, and opens model "
         "files.") },
    { N_("A Service"),
      N_("Choose “A Service”, then one of the list, or “Another Server” and its address, and enter your API key if it "
         "needs one. “Test” tells whether it works. Services can cost money.") },
  } },
  { "privacy", N_("Privacy"), N_("What stays on this computer, and what does not"), "privacy-symbolic", {
    { N_("On This Computer"),
      N_("Your texts, cards and drafts are kept on this computer. With a model on this computer, nothing "
         "that you write leaves it.") },
    { N_("With a Service"),
      N_("Before anything is sent, “Send This?” shows all of it, and lets you leave out texts. You are asked "
         "each time, unless you choose “Send and Don’t Ask Again for This Service”. “What Is Sent…” shows it "
         "then.") },
    { N_("Texts That Stay Here"),
      N_("“Never Leaves This Computer” in the menu of an open text keeps it out of all that is sent, and so "
         "it does with cards that only this text shows or that a model found in it.") },
    { N_("What Was Sent"),
      N_("In Preferences, under Privacy, “Where Texts May Be Sent” lists services for which you are not "
         "asked each time, and lets you take that back. “What Was Sent” lists each request: when, where and "
         "how much.") },
    { N_("Keys"),
      N_("An API key is kept in your keyring and nowhere else. Without a keyring it is forgotten when you "
         "close Idiolect.") },
    { N_("Deleting"),
      N_("Removed texts are kept until you erase them. “Delete Everything…” in Preferences, under Privacy, "
         "deletes all texts, cards, drafts and keys. Your own files stay where they are.") },
  } },
  { "trouble", N_("When Something Goes Wrong"), N_("What you can do about it"), "dialog-question-symbolic", {
    { N_("A Text Was Not Added"),
      N_("“Details” tells why for each. Texts of fewer than ten words are left out, and so is what others "
         "wrote. If mails of yours are missing, add your address in Preferences, under Documents.") },
    { N_("Characters Are Wrong"),
      N_("“Wrong Characters…” in the menu of the open text lets you choose how the file is read. It is there "
         "for files that do not say it themselves.") },
    { N_("There Are No Cards"),
      N_("At least five texts with 300 words in all are needed. Longer texts and more of each kind show more.") },
    { N_("Drafts Are Nonsense"),
      N_("The model is too small. In Preferences, under Model, choose a larger one, or a service.") },
    { N_("There Is No Draft"),
      N_("The sentence in its place says why, and the button below does what helps. “Details” shows what the "
         "model or the service said. A service may be out of reach, refuse the key, or want money: “Test” in "
         "Preferences tells.") },
    { N_("Writing Is Slow"),
      N_("A model on this computer is loaded before the first draft, which takes a while. Close other "
         "programs if memory is short, or choose a smaller model.") },
    { N_("Your Texts Can’t Be Opened"),
      N_("The page says why. “Try Again” opens them anew, and “Show the File” shows where they are kept. "
         "Nothing in that file is changed as long as it can’t be opened.") },
  } },
};

/**
 * idio_help_topics_get:
 * @n_topics: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_topics): the pages of the help, in the order in which they are read
 */
const IdioHelpTopic *
idio_help_topics_get (guint *n_topics)
{
  g_return_val_if_fail (n_topics != NULL, NULL);

  *n_topics = G_N_ELEMENTS (topics);

  return topics;
}

"""The measures of a reading, as far as they can be had with NLTK's tokenizers and plain Python.

    reading-peer.py FOLDER WORDS

FOLDER has texts, WORDS the word lists of a language. Prints the speed over at most a megabyte of the texts, by processor
time.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import collections
import pathlib
import re
import statistics
import sys
import time

from nltk.tokenize import PunktSentenceTokenizer, TreebankWordTokenizer
from nltk.util import ngrams

MAX_BYTES = 1_000_000
CONTRACTION = re.compile(r"(n['’]t|['’](re|ve|ll|m|d))$", re.I)
NOMINALIZATION = re.compile(r"..(tion|ment|ness|ity|tions|ments|nesses|ities)$", re.I)
EMOJI = re.compile(r"[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u2600-\u27bf]")
EMOTICON = re.compile(r"(?:^|\s)[:;=][-'o^]?[)(DPp|/\\*O3\]]+(?:\s|$)")
ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\S+")
SERIES = re.compile(r"(\w+), (?:\w+ ){0,2}\w+(,?) (?:and|or)\b")
LENGTHENED = re.compile(r"([a-z])\1\1", re.I)
ITEM = re.compile(r"^([-*+•]|\d+[.)]\s)")


def load_lists(folder):
    """Words by category, and phrases by their number of words."""
    words, phrases = collections.defaultdict(set), collections.defaultdict(dict)
    for path in sorted(pathlib.Path(folder).glob("*.txt")):
        for line in path.read_text().splitlines():
            if not line or line.startswith("#"):
                continue
            parts = tuple(line.split())
            if len(parts) == 1:
                words[parts[0]].add(path.stem)
            else:
                phrases[len(parts)].setdefault(parts, set()).add(path.stem)
    return words, phrases


def mattr(words, window=50):
    """The moving-average type-token ratio, with the window's counts kept up."""
    if len(words) < window:
        return None
    counts = collections.Counter(words[:window])
    total = len(counts)
    for i in range(window, len(words)):
        counts[words[i]] += 1
        counts[words[i - window]] -= 1
        if counts[words[i - window]] == 0:
            del counts[words[i - window]]
        total += len(counts)
    return total / window / (len(words) - window + 1)


def measure(text, lists, split_sentences, split_words):
    words_of, phrases_of = lists
    found = collections.Counter()
    lengths, paragraph_lengths, all_words = [], [], []
    last_opener = None

    for paragraph in text.split("\n"):
        if not paragraph.strip():
            continue
        found["items"] += bool(ITEM.match(paragraph))
        paragraph_length = 0
        for sentence in split_sentences(paragraph):
            tokens = split_words(sentence)
            words = [t for t in tokens if any(c.isalnum() for c in t)]
            if not words:
                continue
            lower = [w.lower().replace("’", "'") for w in words]
            lengths.append(len(words))
            paragraph_length += len(words)
            all_words += lower
            categories = set()

            for word, folded in zip(words, lower):
                for category in words_of.get(folded, ()):
                    found[category] += 1
                    categories.add(category)
                found["letters"] += len(word)
                found["long"] += len(word) > 6
                found["numbers"] += word[0].isdigit()
                found["capitals"] += len(word) > 1 and word.isupper()
                found["names"] += word[0].isupper() and word is not words[0]
                found["contractions"] += bool(CONTRACTION.search(word))
                found["adverbs"] += len(word) > 4 and folded.endswith("ly")
                found["nominalizations"] += bool(NOMINALIZATION.search(word))
                found["lengthened"] += bool(LENGTHENED.search(word))
                found["small i"] += word == "i"
            for n, phrases in phrases_of.items():
                for gram in ngrams(lower, n):
                    for category in phrases.get(gram, ()):
                        found[category] += 1
                        categories.add(category)

            for mark in ",;:!?—–-()\"“”…&":
                found[mark] += sentence.count(mark)
            for category in categories:
                found["sentences with", category] += 1
            end = sentence.rstrip("\"')]”!")
            found["questions"] += end.endswith("?")
            found["open ends"] += not end.endswith((".", "?", "!", "…", ":", ";")) and not sentence.endswith("!")
            found["emoji"] += bool(EMOJI.search(sentence))
            found["emoticons"] += bool(EMOTICON.search(sentence))
            found["addresses"] += bool(ADDRESS.search(sentence))
            found["ellipses"] += "..." in sentence or "…" in sentence
            found["runs"] += "!!" in sentence
            found["alike"] += lower[0] == last_opener
            found["lower starts"] += words[0][0].islower()
            for category in words_of.get(lower[0], ()):
                found["opens with", category] += 1
            for match in SERIES.finditer(sentence):
                found["series"] += 1
                found["serial"] += bool(match[2])
            passive = False
            for word in lower:
                if "be" in words_of.get(word, ()):
                    passive = True
                elif passive and (word.endswith("ed") or "participles" in words_of.get(word, ())):
                    found["passives"] += 1
                    break
                elif not word.endswith("ly"):
                    passive = False
            last_opener = lower[0]
        paragraph_lengths.append(paragraph_length)

    found["double spaces"] = len(re.findall(r"[.!?]  +\w", text))
    found["spaced marks"] = len(re.findall(r"\s[!?;:]", text))
    found["unspaced commas"] = len(re.findall(r",[A-Za-z]", text))
    n = len(all_words)
    types = collections.Counter(all_words)
    results = {k: 100 * v / max(1, n) for k, v in found.items()}
    results["variety"] = mattr(all_words)
    results["repetition"] = 1e4 * (sum(c * c for c in types.values()) - n) / max(1, n * n)
    if lengths:
        results["median"] = statistics.median(lengths)
        results["paragraph"] = statistics.median(paragraph_lengths)
        results["lix"] = n / len(lengths) + 100 * found["long"] / n
        results["grade"] = 5.88 * found["letters"] / n - 29.6 * len(lengths) / n - 15.8
    if len(lengths) > 3:
        results["spread"] = statistics.quantiles(lengths)[2] - statistics.quantiles(lengths)[0]
    return results


def main():
    texts, size = [], 0
    for path in sorted(p for p in pathlib.Path(sys.argv[1]).rglob("*") if p.is_file()):
        data = path.read_bytes()
        texts.append(data.decode(errors="replace"))
        size += len(data)
        if size > MAX_BYTES:
            break
    lists = load_lists(sys.argv[2])
    split_sentences = PunktSentenceTokenizer().tokenize
    split_words = TreebankWordTokenizer().tokenize
    rates, n_results = [], 0
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            n_results = max(n_results, len(measure(text, lists, split_sentences, split_words)))
        rates.append(size / 1e6 / (time.process_time() - start))
    print(f"NLTK {statistics.median(rates):.3f} MB/s (median of 3, best {max(rates):.3f}; {len(texts)} texts)")


main()

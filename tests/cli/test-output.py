#!/usr/bin/env python3
"""What is printed does no harm to a terminal, whoever made it up, and is all there where it goes to a program."""
import json
import os
import pty
import select
import sqlite3
import subprocess
import time
import unicodedata
import unittest

from cli import DONE, FAILED, USAGE, Case, Home
from service import END, Service, event
import tap

# One of each kind that a terminal obeys, that turns text around it, or that hides what is there.
HARM = ('\x1b[2J', '\x1b]0;owned\x07', '\x1bP1$r\x1b\\', '\x9b31m', '\x9d0;owned\x9c', '\x7f', '\b\b', '\r', '\v', '\f', '\x0e', '\u202e', '\u202d', '\u202a', '\u2066', '\u2067', '\u2068', '\u2069', '\u202c', '\u200b', '\u2060',
        '\ufeff', '\u2028', '\u2029', '\u206a', '\ufff9', '\U000e0041', '\x1b')
HOSTILE = 'a' + 'b'.join(HARM) + 'z'
LINE = 'Fine\nnot fine\t' + HOSTILE

# Letters of every length, and signs that are joined by what has no width of its own.
FRIENDLY = 'Grüße, naïve “Straße” — שלום عربى می‌خواهم हिन्दी 日本語 👨‍👩‍👧 🏳️‍🌈 e\u0301'


def list_harm(text, is_draft=False):
    """What of a text should not have been printed as it is."""
    def is_harmful(c):
        if c == '\n' or (c == '\t' and is_draft):
            return False
        return unicodedata.category(c) in ('Cc', 'Cs', 'Zl', 'Zp') or \
            (unicodedata.category(c) == 'Cf' and c not in '\u00ad\u061c\u200c\u200d\u200e\u200f' and
             not (is_draft and c in '\u200b\u2060\ufeff\U000e0041'))
    return sorted({f'U+{ord(c):04X}' for c in text if is_harmful(c)})


class OutputCase(Case):
    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.remove)

    def change(self, sql, *values):
        with sqlite3.connect(self.home.data / 'idiolect.db') as database:
            database.execute(sql, values)

    def check(self, *words, status=None, lines=None, **options):
        """Runs a command, and checks that what it printed does no harm and has as many lines as it should."""
        done = self.home.run(*words, **options)
        said = done.stdout + done.stderr
        self.assertEqual([], list_harm(said), ascii(said))
        if status is not None:
            self.assertEqual(status, done.returncode, said)
        if lines is not None:
            self.assertEqual(lines, len(said.splitlines()), said)
        return said

    def on_terminal(self, *words, environment={}):
        """What a command prints on a terminal, as bytes."""
        main, terminal = pty.openpty()
        child = subprocess.Popen(self.home.command(*words), env=self.home.environment | environment,
                                 stdin=subprocess.DEVNULL, stdout=terminal, stderr=terminal)
        os.close(terminal)
        output, end = b'', time.monotonic() + 60
        while time.monotonic() < end:
            try:
                if select.select([main], [], [], 0.1)[0]:
                    output += os.read(main, 65536)
            except OSError:
                break
        os.close(main)
        child.wait(10)
        # The terminal's own line ends, and that progress goes back to the begin of its line and clears it
        return output.replace(b'\r\n', b'\n').replace(b'\x1b[K', b'').replace(b'\r', b'')


class Names(OutputCase):
    def test_files(self):
        """A file can be called anything."""
        name = LINE.replace('/', '')
        path = self.home.write('some/' + name + '.txt', b'\0\0\0')
        said = self.check('import', path.parent, status=FAILED, lines=3)
        self.assertIn('Fine\\nnot fine', said)
        self.check('import', path.parent / ('no' + name), status=FAILED, lines=3)
        self.check('measure', path, status=FAILED, lines=1)
        self.check('measure', 'no' + name, status=FAILED, lines=1)
        self.check('meter', 'no' + name, path, status=FAILED, lines=1)
        self.check('rewrite', 'no' + name, status=FAILED, lines=1)
        # Bytes that are no text at all
        for raw in (b'\xff\xfe\x9b2J', b'caf\xe9 \x9b'):
            self.check('measure', raw, status=FAILED, lines=1)
            self.check('import', raw, status=FAILED, lines=3)

    def test_words_of_the_command(self):
        for words in (
            [LINE], ['--' + LINE], ['documents', LINE], ['documents', '--' + LINE], ['--data-dir', LINE, LINE],
            ['cards', LINE], ['cards', 'keep', LINE], ['cards', 'keep', '1', LINE], ['cards', 'strength', '1', LINE],
            ['cards', 'add', 'x', '--axis', LINE], ['draft', '--audience', LINE, 'x'], ['draft', '--words', LINE, 'x'],
            ['draft', '--only', LINE, 'x'], ['export', '--format', LINE], ['draft', '--seed', LINE, 'x'],
        ):
            with self.subTest(words=words):
                self.check(*words, status=USAGE, lines=2)
        self.check('--base-url', LINE, '--model', LINE, 'draft', 'x', status=FAILED, lines=1)
        self.check('--model', '/nowhere/' + LINE, 'draft', 'x', status=FAILED, lines=1)
        self.check('--data-dir', self.home.write(LINE.replace('/', ''), 'a file'), 'documents', status=FAILED, lines=1)

    def test_titles(self):
        self.do('import', self.home.write('a.txt', f'Subject: {FRIENDLY}\n\nHi Ana,\n\nhow are you, and how are all the others over there?\n'))
        self.assertIn(FRIENDLY, self.do('documents'))
        self.change('UPDATE document SET title = ?', LINE)
        self.assertIn('Fine\\nnot fine', self.check('documents', lines=1))
        raw = self.do('documents', '--json')
        self.assertEqual([], list_harm(raw))
        self.assertEqual(LINE, json.loads(raw)[0]['title'])

    def test_cards(self):
        self.check('cards', 'add', LINE, '--instruction', LINE, status=DONE, lines=1)
        self.change('UPDATE card SET rate = ?, model = ?', LINE, LINE)
        self.check('cards', lines=1)
        self.check('cards', 'keep', '1', lines=1)
        self.check('cards', 'edit', '1', '--claim', LINE + '!', lines=1)
        self.check('export', '--format', 'md')
        raw = self.do('export')
        self.assertEqual([], list_harm(raw))
        # What the model is told follows what the card says.
        self.assertEqual(LINE + '!', json.loads(raw)['cards'][0]['instruction'])

    def test_quotes(self):
        words = 'Hi Ana,\n\n' + ' '.join(f'I saw {HOSTILE} again, number {n}.' for n in range(40)) + '\n\nCheers,\nSam\n'
        for number in range(8):
            self.home.write(f'many/{number}.txt', f'{words} {number}')
        self.check('import', self.home.path / 'many', status=DONE)
        self.check('cards')
        self.check('export', '--format', 'md')
        self.assertEqual([], list_harm(self.do('export')))
        self.assertEqual([], list_harm(self.do('documents', '--json')))


class Drafts(OutputCase):
    @classmethod
    def setUpClass(cls):
        cls.service = Service()
        cls.addClassCleanup(cls.service.close)

    def words(self, *options):
        return ('--base-url', self.service.url, '--model', 'a\x1b[2J\u202emodel', 'draft', '--only', 'generic', *options,
                'A note')

    def test_draft(self):
        self.service.say('One\n\n\tTwo ', HOSTILE, ' ', FRIENDLY, '\nEnd.')
        for said in (self.home.run(*self.words()).stdout, self.on_terminal(*self.words()).decode()):
            self.assertEqual([], list_harm(said, is_draft=True), ascii(said))
            for part in ('One\n', '\tTwo', '\\x1B[2J', '\\u202E', 'Straße', '👨‍👩‍👧', 'می‌خواهم', 'End.'):
                self.assertIn(part, said)
        raw = self.home.run(*self.words('--json')).stdout
        self.assertEqual([], list_harm(raw))
        self.assertIn(HOSTILE, json.loads(raw)['generic']['text'])

    def test_split(self):
        """What is harmless in each of two pieces is harmless in both together."""
        self.service.say('Begin ', '\x1b', '[', '2J', '\x1b', ']0;owned', '\x07', '\x9b', '31m', ' end.\n')
        said = self.on_terminal(*self.words()).decode()
        self.assertEqual([], list_harm(said, is_draft=True), ascii(said))
        self.assertIn('\\x1B[2J', said)
        # A letter that comes in two parts, over the wire
        whole = event('Straße 👩 é\n')
        self.service.say_bytes(*(whole[n:n + 1] for n in range(len(whole))), END)
        self.assertIn('Straße 👩 é', self.on_terminal(*self.words()).decode())

    def test_long_line(self):
        """A line without a space is shown, and in no time that grows with the square of its length."""
        self.service.say(*['x' * 500] * 20, '\n', 'y\n' * 2000)
        said = self.on_terminal(*self.words()).decode()
        self.assertEqual((10000, 2000), (said.count('x'), said.count('│ y\n')))

    def test_errors(self):
        for status in (400, 401, 403, 404, 429, 500):
            for body in (json.dumps({'error': {'message': LINE, 'type': LINE, 'code': LINE}}).encode(), LINE.encode(),
                         b'{"error":"\x1b[2J\xff'):
                with self.subTest(status=status, body=body):
                    self.service.fail(status, body)
                    self.check(*self.words(), status=FAILED, lines=1)


class Whole(OutputCase):
    """What is written is what there is, or it is said that it is not."""

    def test_locale(self):
        """A program gets every letter in any locale. A terminal gets none that it can't show."""
        self.do('import', self.home.write('a.txt', f'Subject: {FRIENDLY}\n\nHi Ana,\n\nhow are you, and how are all the others over there?\n'))
        for locale in ('C', 'POSIX', 'en_US.UTF-8', 'C.UTF-8', 'nonsense'):
            environment = {'LC_ALL': locale}
            self.assertEqual(FRIENDLY, json.loads(self.home.run('documents', '--json', environment=environment).stdout)[0]['title'])
            self.assertIn(FRIENDLY, self.home.run('documents', environment=environment).stdout)
        for words in (['documents'], ['documents', '--json'], ['nonsense'], ['measure', 'naïve\u009b2J']):
            said = self.on_terminal(*words, environment={'LC_ALL': 'C'})
            self.assertTrue(said.isascii() and said, said)
        self.assertIn('Grüße'.encode(), self.on_terminal('documents', environment={'LC_ALL': 'C.UTF-8'}))

    def test_full_disk(self):
        self.do('import', '--example')
        for words in (['documents'], ['documents', '--json'], ['export'], ['export', '--format', 'md'], ['cards'],
                      ['--version'], ['measure']):
            with self.subTest(words=words), open('/dev/full', 'wb') as full:
                done = subprocess.run(self.home.command(*words), env=self.home.environment, stdout=full,
                                      stderr=subprocess.PIPE, encoding='utf-8', timeout=60)
                self.assertEqual(FAILED, done.returncode)
                self.assertRegex(done.stderr, r'^idiolect-cli: .*No space left on device\n$')

    def test_one_door(self):
        """Nothing is printed but by the functions that make it harmless."""
        for path in sorted((tap.SOURCE / 'src' / 'cli').glob('*.c')):
            if path.name != 'idio-terminal.c':
                self.assertNotRegex(path.read_text(), r'\b(?:g_print|g_printerr|printf|fprintf|puts|fputs|putchar|fwrite|dprintf) \(',
                                    path.name)


if __name__ == '__main__':
    tap.main()

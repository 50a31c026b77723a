#!/usr/bin/env python3
"""Asked to end, at any moment and in any way, a command keeps and tells what it has, and is gone within a second."""
import fcntl
import json
import os
import pty
import random
import re
import select
import signal
import sqlite3
import subprocess
import termios
import time
import unittest

from cli import DONE, FAILED, Case, Home
from service import Service
import tap

# A second is what is promised. A machine that does other things gets more.
PROMISED = 1
PATIENCE = 20

CLAIM = 'You make fun of yourself in asides'
CARD = json.dumps({'axis': 'personality', 'claim': CLAIM, 'rate': 'in 5 of 8 texts',
                   'instruction': 'Mock yourself in an aside, in 5 of 8 texts', 'sentences': [3, 16, 29]})


def wait_for(condition, what):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if result := condition():
            return result
        time.sleep(0.01)
    raise AssertionError(f'waited in vain for {what}')


def ignore_hangup():
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


class SignalCase(Case):
    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.remove)
        self.service = Service()
        self.addCleanup(self.service.close)

    def start(self, *words, **options):
        child = self.home.start(*words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
        self.addCleanup(child.wait)
        self.addCleanup(child.kill)
        self.addCleanup(child.stdout.close)
        self.addCleanup(child.stderr.close)
        return child

    def start_draft(self, *options, **more):
        return self.start('--base-url', self.service.url, '--model', 'a-model', 'draft', *options, 'A note', **more)

    def query(self, sql):
        with sqlite3.connect(self.home.data / 'idiolect.db') as database:
            return database.execute(sql).fetchall()

    def list_saved(self):
        return self.query('SELECT kind, body, state FROM draft ORDER BY id')

    def end(self, child, *numbers):
        """Sends signals; returns what the program printed until it ended by one of them."""
        start = time.monotonic()
        for number in numbers:
            child.send_signal(number)
        output, errors = child.communicate(timeout=PATIENCE)
        seconds = time.monotonic() - start
        self.assertIn(-child.returncode, numbers, errors)
        print(f'# gone after {seconds:.2f} s')
        self.assertLess(seconds, 5 * PROMISED)
        return output.decode(), errors.decode()


class Drafts(SignalCase):
    def test_kept(self):
        """Each signal, at some moment; and again while the program is at its end."""
        self.service.go_on()
        for numbers in ([signal.SIGTERM], [signal.SIGHUP], [signal.SIGINT], [signal.SIGTERM] * 2, [signal.SIGHUP] * 3,
                        [signal.SIGHUP, signal.SIGTERM], [signal.SIGINT, signal.SIGTERM]):
            with self.subTest(numbers=numbers):
                self.service.asked.clear()
                self.service.left.clear()
                child = self.start_draft('--only', 'generic')
                self.assertTrue(self.service.asked.wait(PATIENCE))
                time.sleep(0.3 + random.random() / 2)
                output, errors = self.end(child, *numbers)
                self.assertEqual('', errors)
                kind, body, state = self.list_saved()[-1]
                self.assertEqual(('generic', 'stopped'), (kind, state))
                self.assertTrue(body.startswith('word1 word2'), body)
                self.assertEqual(f'Generic\n\n{body}\n\n', output)
                self.assertTrue(self.service.left.wait(PATIENCE), 'the service is not listened to any more')
        self.assertEqual(7, len(self.list_saved()))

    def test_both(self):
        self.do('import', '--example')
        self.service.go_on()
        child = self.start_draft('--json')
        self.assertTrue(self.service.asked.wait(PATIENCE))
        time.sleep(1)
        output, _ = self.end(child, signal.SIGTERM)
        told = json.loads(output)
        for kind, body, state in self.list_saved():
            self.assertEqual((body, state), (told[kind]['text'], 'stopped'))
        self.assertEqual(2, len(self.list_saved()))

    def test_before_the_first_word(self):
        """Nothing was written: nothing is told, and nothing saved."""
        self.service.begin()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            self.service.asked.clear()
            child = self.start_draft()
            self.assertTrue(self.service.asked.wait(PATIENCE))
            self.assertEqual(('', ''), self.end(child, number))
        self.assertEqual([], self.list_saved())

    def test_impatient(self):
        """A second Ctrl+C waits for nothing."""
        self.service.go_on()
        child = self.start_draft('--only', 'generic')
        self.assertTrue(self.service.asked.wait(PATIENCE))
        time.sleep(0.3)
        self.end(child, signal.SIGINT, signal.SIGINT)

    def test_hangup_is_ignored(self):
        """As with nohup."""
        self.service.say('One ', 'two ', 'three.', pause=0.3)
        child = self.start_draft('--only', 'generic', preexec_fn=ignore_hangup)
        self.assertTrue(self.service.asked.wait(PATIENCE))
        child.send_signal(signal.SIGHUP)
        output, _ = child.communicate(timeout=PATIENCE)
        self.assertEqual((DONE, b'Generic\n\nOne two three.\n\n'), (child.returncode, output))

    def test_nobody_reads(self):
        """As with "| head -1": what is not printed is saved."""
        self.service.say('One.\n' * 3000)
        child = self.start_draft('--only', 'generic')
        child.stdout.close()
        self.assertEqual(-signal.SIGPIPE, child.wait(PATIENCE))
        self.assertEqual([('generic', 'finished')], [(kind, state) for kind, _, state in self.list_saved()])

    def start_on_terminal(self, *words):
        """Starts a command as a shell does: with a terminal, whose Ctrl+C and end are the command's too."""
        main, terminal = pty.openpty()
        child = subprocess.Popen(self.home.command(*words), env=self.home.environment, stdin=terminal, stdout=terminal,
                                 stderr=terminal, start_new_session=True,
                                 preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        os.close(terminal)
        self.addCleanup(child.wait)
        self.addCleanup(child.kill)
        return child, main

    def read_until(self, main, pattern):
        output, end = b'', time.monotonic() + PATIENCE
        while not re.search(pattern, output):
            self.assertLess(time.monotonic(), end, output)
            if select.select([main], [], [], 0.1)[0]:
                output += os.read(main, 65536)
        return output

    def test_terminal(self):
        """Ctrl+C of a terminal, and a terminal that is closed."""
        self.service.go_on()
        for number in (signal.SIGINT, signal.SIGHUP):
            child, main = self.start_on_terminal('--base-url', self.service.url, '--model', 'a-model', 'draft', '--only',
                                                 'generic', 'A note')
            self.read_until(main, rb'word40 ')
            if number == signal.SIGINT:
                os.write(main, b'\x03')
                self.read_until(main, rb'\^C')
            else:
                os.close(main)
            self.assertEqual(-number, child.wait(PATIENCE))
            self.assertEqual('stopped', self.list_saved()[-1][2])
            self.assertIn('word40 ', self.list_saved()[-1][1])


class Imports(SignalCase):
    def setUp(self):
        super().setUp()
        for number in range(3000):
            self.home.write(f'many/{number}.txt', f'This is text {number}. I wrote it, and so it is mine. ' * 20)

    def test_stopped(self):
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            with self.subTest(number=number):
                self.home.run('documents')
                before = self.query('SELECT count(*) FROM document')[0][0]
                child = self.start('import', self.home.path / 'many')
                wait_for(lambda: self.query('SELECT count(*) FROM document')[0][0] > before or child.poll() is not None,
                         'a text')
                output, errors = self.end(child, number)
                self.assertEqual('', errors)
                added, here, left_out = map(int, re.match(r'(\d+) added, (\d+) already here, (\d+) left out\n', output).groups())
                not_read = int(re.search(r'\n(\d+) files were not read\.\n$', output)[1])
                self.assertEqual(3000, added + here + left_out + not_read)
                self.assertEqual(before + added, self.query('SELECT count(*) FROM document')[0][0])

    def test_broken_off(self):
        """What was added before something went wrong is told, and so is what went wrong."""
        self.home.run('documents')
        # There is room for more than one chunk. Triggers do not run while documents are added.
        self.query('CREATE UNIQUE INDEX full ON document (iif (id > 1500, 1, NULL))')
        for words in ([], ['--json']):
            before = self.query('SELECT count(*) FROM document')[0][0]
            done = self.home.run('import', self.home.path / 'many', *words)
            self.assertEqual(FAILED, done.returncode)
            self.assertRegex(done.stderr, r'^idiolect-cli: .+\n$')
            saved = self.query('SELECT count(*) FROM document')[0][0]
            self.assertGreater(saved, 0)
            if words:
                told = json.loads(done.stdout)
                # Chunks end elsewhere this time: texts of the one that broke are not told.
                self.assertEqual(saved - before, told['added'])
                self.assertLessEqual(told['already-here'], before)
                self.assertEqual(3000 - told['added'] - told['already-here'], told['not-read'])
            else:
                self.assertTrue(done.stdout.startswith(f'{saved} added, 0 already here, 0 left out\n'), done.stdout)


class Others(SignalCase):
    def test_study(self):
        """Cards that were found before the signal stay, and are printed."""
        self.do('import', '--example')
        self.service.begin('{"cards": [' + CARD + ', ')
        for number in (signal.SIGTERM, signal.SIGINT):
            self.query("DELETE FROM card WHERE source = 'found'")
            child = self.start('--base-url', self.service.url, '--model', 'a-model', 'infer')
            wait_for(lambda: self.query(f"SELECT count(*) FROM card WHERE claim = '{CLAIM}'")[0][0] or child.poll(), 'a card')
            self.assertTrue(self.service.asked.wait(PATIENCE))
            output, _ = self.end(child, number)
            self.assertIn(CLAIM, output)

    def test_check(self):
        """What a model is good for is found out again and again; a check that is stopped says nothing."""
        model = ('--base-url', self.service.url, '--model', 'a-model')
        self.service.say('Hello.')
        for _ in range(2):
            self.assertEqual({'model': 'a-model', 'capability': 'studies'}, self.do_json(*model, 'check'))
        self.service.say('Hello.', pause=PATIENCE)
        child = self.start(*model, 'check')
        wait_for(lambda: self.service.checked.is_set() or child.poll() is not None, 'a question')
        self.assertEqual('', self.end(child, signal.SIGINT)[0])

    def test_waiting_for_a_file(self):
        """Standard input that nobody writes to"""
        for words in (['measure', '-'], ['rewrite', '-'], ['meter', '-', '-']):
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                reader, writer = os.pipe()
                child = subprocess.Popen(self.home.command('--model', os.environ.get('IDIOLECT_MODEL', ''), *words),
                                         env=self.home.environment, stdin=reader, stdout=subprocess.PIPE,
                                         stderr=subprocess.PIPE)
                os.close(reader)
                time.sleep(0.5)
                with self.subTest(words=words, number=number):
                    self.assertIsNone(child.poll())
                    self.assertEqual(('', ''), self.end(child, number))
                os.close(writer)
                child.kill()

    def test_counting(self):
        """The texts are there already."""
        self.home.write('many/long.txt', 'I say that this goes on, and on, and then it goes on again. ' * 40000)
        child = self.start('import', self.home.path / 'many')
        self.assertEqual(b'1 added, 0 already here, 0 left out\n', child.stdout.readline())
        if child.poll() is None:
            self.end(child, signal.SIGINT)
        self.assertEqual(1, len(self.do('documents').splitlines()))


if __name__ == '__main__':
    tap.main()

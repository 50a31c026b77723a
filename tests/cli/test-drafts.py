#!/usr/bin/env python3
"""Drafts on the command line, by the real engine with a real model: on this computer and as a service; and Ctrl+C."""
import json
import os
import pathlib
import pty
import re
import select
import signal
import socket
import sqlite3
import subprocess
import time
import unittest
import urllib.request

from cli import DONE, FAILED, USAGE, Case
import tap

BRIEF = 'Thank Omar for repairing the drill.'
MODEL = os.environ.get('IDIOLECT_MODEL', '')


def find_engines(pid):
    """The engines that a process started and that are still there, known by the folder of their socket."""
    found = []
    for path in pathlib.Path('/proc').glob('[0-9]*/cmdline'):
        try:
            if f'/idiolect-{pid}-'.encode() in path.read_bytes():
                found.append(path.parent.name)
        except OSError:
            pass
    return found


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


class DraftCase(Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        assert pathlib.Path(MODEL).is_file(), 'IDIOLECT_MODEL is the path of a model'
        cls.home.run('import', '--example')

    def list_saved(self):
        """What the database has of drafts: of each its kind, text and state."""
        with sqlite3.connect(self.home.data / 'idiolect.db') as database:
            return database.execute('SELECT kind, body, state FROM draft ORDER BY id').fetchall()


class Drafts(DraftCase):
    def test_both(self):
        both = self.do_json('draft', '--words', '40', BRIEF)
        self.assertEqual(40, both['words'])
        for kind in ('generic', 'personal'):
            draft = both[kind]
            self.assertTrue(draft['text'].strip(), both)
            self.assertEqual('finished', draft['state'])
            self.assertEqual(pathlib.Path(MODEL).stem, draft['model'])
            self.assertIsInstance(draft['leaks'], list)
            self.assertIsInstance(draft['missing'], list)
            self.assertIsInstance(draft['blanks'], list)
            self.assertIn((kind, draft['text'], 'finished'), self.list_saved())
        self.assertNotEqual(both['generic']['text'], both['personal']['text'])

    def test_seed(self):
        """The same seed writes the same. Of one draft: two at once share the engine's batches as time falls."""
        first, second = (self.do_json('draft', '--seed', '4', '--words', '20', '--only', 'personal', BRIEF)
                         for _ in range(2))
        self.assertEqual({'words', 'personal'}, set(first))
        self.assertEqual(first['personal']['text'], second['personal']['text'])

    def test_text(self):
        """Without --json and a terminal, each draft stands under its name, and only that: what may be wrong with it is
        told apart."""
        done = self.home.run('draft', '--only', 'generic', '--words', '20', *BRIEF.split())
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertRegex(done.stdout, r'^Generic\n\n\w')
        self.assertNotIn('Yours\n', done.stdout)
        for line in done.stderr.splitlines():
            self.assertRegex(line, r'^(In your request, but not in this draft|To be filled in): .+\.$')

    def test_rewrite(self):
        text = 'Dear Omar, it is with great pleasure that I confirm receipt of the drill, which functions again.'
        path = self.home.write('mail.txt', text)
        told = self.do_json('rewrite', '--words', '30', path)
        self.assertTrue(told['generic']['text'].strip() and told['personal']['text'].strip(), told)
        told = self.do_json('rewrite', '--only', 'generic', '--words', '30', '-', input=text)
        self.assertTrue(told['generic']['text'].strip(), told)

    def test_rewrite_of_no_text(self):
        picture = self.home.write('picture.txt', b'\x89PNG\r\n\x1a\n\0' + bytes(range(256)))
        for path in (self.home.path, picture):
            self.fail_with(FAILED, 'rewrite', path)
        self.assertEqual('nowhere.txt: There is no such file or folder.', self.fail_with(FAILED, 'rewrite', 'nowhere.txt'))
        self.fail_with(USAGE, 'rewrite', self.home.write('empty.txt', ''))


class Models(DraftCase):
    def test_no_model(self):
        """Nothing was chosen: that is one sentence, not a search for an engine."""
        self.assertIn('model', self.fail_with(FAILED, 'draft', BRIEF, environment={'IDIOLECT_MODEL': ''}))

    def test_bad_files(self):
        whole = pathlib.Path(MODEL).read_bytes()
        for name, content, told in (
            ('words.gguf', b'This is no model, whatever its name says. ' * 50, 'is not a model'),
            ('empty.gguf', b'', 'is not a model|incomplete'),
            ('head.gguf', whole[:2000], 'incomplete'),
            ('half.gguf', whole[:len(whole) // 2], 'incomplete'),
        ):
            with self.subTest(name=name):
                path = self.home.write(name, content)
                self.assertRegex(self.fail_with(FAILED, '--model', path, 'draft', BRIEF), told)
                path.unlink()
        self.assertIn('moved or removed',
                      self.fail_with(FAILED, '--model', self.home.path / 'nowhere.gguf', 'draft', BRIEF))

    def test_no_engine(self):
        told = self.fail_with(FAILED, 'draft', BRIEF, environment={'IDIOLECT_ENGINE': '/nowhere/llama-server'})
        self.assertIn('can’t be run', told)

    def test_nobody_listens(self):
        started = time.monotonic()
        told = self.fail_with(FAILED, '--base-url', f'http://127.0.0.1:{free_port()}/v1', '--model', 'any', 'draft', BRIEF)
        self.assertIn('reached', told)
        self.assertLess(time.monotonic() - started, 20)

    def test_no_address(self):
        self.fail_with(FAILED, '--base-url', 'no address at all', '--model', 'any', 'draft', BRIEF)

    def test_too_small_to_study(self):
        """A model that can't study says so; the counted cards are there all the same."""
        done = self.home.run('infer', '--json')
        self.assertEqual(DONE, done.returncode, done.stderr)
        self.assertIn('too small', done.stderr)
        self.assertGreaterEqual(len(json.loads(done.stdout)), 5)


class Service(DraftCase):
    """The same engine, as if it were somebody's service: with an address, a key, and a name for the model."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        port = free_port()
        cls.url = f'http://127.0.0.1:{port}/v1'
        cls.server = subprocess.Popen(
            ['llama-server', '--model', MODEL, '--host', '127.0.0.1', '--port', str(port), '--api-key', 'sesame',
             '--alias', 'small', '--ctx-size', '4096', '--parallel', '2', '--threads', '1', '--offline', '--no-ui'],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        cls.addClassCleanup(cls.server.wait)
        cls.addClassCleanup(cls.server.kill)
        for _ in range(600):
            try:
                urllib.request.urlopen(f'http://127.0.0.1:{port}/health', timeout=5).close()
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError('the server did not start')

    def draft(self, *words, key):
        return ['--base-url', self.url, '--model', 'small', 'draft', '--only', 'generic', '--words', '20', *words, BRIEF], {
            'environment': {'IDIOLECT_API_KEY': key}}

    def test_right_key(self):
        words, options = self.draft(key='sesame')
        told = self.do_json(*words, **options)
        self.assertTrue(told['generic']['text'].strip(), told)
        self.assertEqual('small', told['generic']['model'])

    def test_wrong_key(self):
        words, options = self.draft(key='open-please')
        told = self.fail_with(FAILED, *words, **options)
        self.assertIn('key', told)
        self.assertNotIn('open-please', told)


class Stop(DraftCase):
    """Ctrl+C, at every stage: within a second, with what was written."""

    def interrupt(self, *words, when):
        """Runs a command on a terminal and interrupts it when its output has that; returns status, seconds, output."""
        main, terminal = pty.openpty()
        child = self.home.start(*words, stdin=subprocess.DEVNULL, stdout=terminal, stderr=subprocess.STDOUT)
        os.close(terminal)
        output, interrupted = b'', None
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            ready, _, _ = select.select([main], [], [], 0.02)
            try:
                output += os.read(main, 65536) if ready else b''
            except OSError:
                break
            if interrupted is None and when(output, child.pid):
                child.send_signal(signal.SIGINT)
                interrupted = time.monotonic()
        status = child.wait(10)
        seconds = time.monotonic() - (interrupted or 0)
        os.close(main)
        self.assertIsNotNone(interrupted, output)
        while find_engines(child.pid) and time.monotonic() - interrupted < 1:
            time.sleep(0.02)
        self.assertEqual([], find_engines(child.pid), 'the engine ends with the program')
        return status, seconds, output.decode()

    def test_while_writing(self):
        status, seconds, output = self.interrupt('draft', '--words', '2000', 'Write a long story about a ship.',
                                                 when=lambda output, pid: output.count('│'.encode()) >= 3)
        self.assertEqual(-signal.SIGINT, status, output)
        self.assertLess(seconds, 1)
        # All that was written is on the terminal and in the history.
        saved = self.list_saved()
        self.assertIn('stopped', [state for _, _, state in saved], saved)
        seen = re.sub(r'\s+', ' ', re.sub(r'(?m)^(?:Generic|Yours) *│', '', output))
        for _, body, state in saved:
            if state == 'stopped':
                self.assertIn(body.split()[-1], seen)

    def test_while_the_engine_starts(self):
        status, seconds, output = self.interrupt('draft', '--words', '2000', 'Write a long story about a ship.',
                                                 when=lambda output, pid: find_engines(pid))
        self.assertEqual((-signal.SIGINT, ''), (status, output))
        self.assertLess(seconds, 1)

    def test_while_importing(self):
        for number in range(3000):
            self.home.write(f'many/{number}.txt', f'This is text {number}. I wrote it, and so it is mine. ' * 20)
        before = len(self.do('documents').splitlines())
        status, seconds, output = self.interrupt('import', self.home.path / 'many',
                                                 when=lambda output, pid: re.search(rb'Reading [1-9]\d* of', output))
        self.assertEqual(-signal.SIGINT, status, output)
        self.assertLess(seconds, 1)
        # What is told to be added is there.
        added = int(re.search(r'(\d+) added', output)[1])
        self.assertLess(added, 3000)
        self.assertEqual(before + added, len(self.do('documents').splitlines()))


if __name__ == '__main__':
    tap.main()

"""Runs idiolect-cli as a user would, in a home of its own."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import tap

PROGRAM = tap.BUILD / 'src' / 'cli' / 'idiolect-cli'

DONE, FAILED, USAGE = 0, 1, 2


class Home:
    """A home with nothing in it, whose texts, settings and sockets are nobody else's."""

    def __init__(self):
        # Short, as a socket's path has at most 107 bytes.
        self.path = pathlib.Path(tempfile.mkdtemp(prefix='idio-', dir='/tmp'))
        self.data = self.path / 'data'
        (self.path / 'run').mkdir(mode=0o700)
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith('DBUS_')} | {
            'HOME': str(self.path), 'XDG_RUNTIME_DIR': str(self.path / 'run'),
            'XDG_DATA_HOME': str(self.path / 'share'), 'XDG_CONFIG_HOME': str(self.path / 'config'),
            'XDG_CACHE_HOME': str(self.path / 'cache'), 'XDG_STATE_HOME': str(self.path / 'state'),
            'GSETTINGS_BACKEND': 'memory', 'LC_ALL': 'C.UTF-8', 'G_DEBUG': 'fatal-criticals',
        }
        self.environment.pop('IDIOLECT_API_KEY', None)

    def remove(self):
        shutil.rmtree(self.path)

    def command(self, *words):
        return [PROGRAM, '--data-dir', self.data, *words]

    def write(self, name, text):
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def start(self, *words, **options):
        return subprocess.Popen(self.command(*words), env=self.environment, **options)

    def run(self, *words, environment={}, **options):
        return subprocess.run(self.command(*words), env=self.environment | environment, timeout=120,
                              stdin=None if 'input' in options else subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding='utf-8',
                              errors='backslashreplace', **options)


class Case(unittest.TestCase):
    """Tests that share one home."""

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.remove)

    def do(self, *words, **options):
        """Runs a command that must go well, and returns what it printed."""
        done = self.home.run(*words, **options)
        self.assertEqual((DONE, ''), (done.returncode, done.stderr))
        return done.stdout

    def do_json(self, *words, **options):
        return json.loads(self.do(*words, '--json', **options))

    def fail_with(self, status, *words, **options):
        """Runs a command that must fail in plain words, and returns them."""
        done = self.home.run(*words, **options)
        self.assertEqual((status, ''), (done.returncode, done.stdout), done.stderr)
        lines = done.stderr.splitlines()
        self.assertRegex(lines[0], r'^idiolect-cli: ')
        self.assertEqual(['See “idiolect-cli --help”.'] if status == USAGE else [], lines[1:])
        return lines[0].removeprefix('idiolect-cli: ')

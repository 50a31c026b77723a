#!/usr/bin/env python3
"""The manual page of idiolect-cli tells every command and option that there is, and no other."""
import re
import subprocess
import unittest

import tap

PAGE = tap.SOURCE / 'data' / 'man' / 'idiolect-cli.1'


def help_of(*command):
    return subprocess.run([tap.BUILD / 'src' / 'cli' / 'idiolect-cli', *command, '--help'], check=True, text=True,
                          stdout=subprocess.PIPE).stdout


def list_options(text):
    return set(re.findall(r'^  (?:-\w, )?--([\w-]+)', text, re.MULTILINE)) - {'help'}


def list_commands():
    return re.findall(r'^  ([a-z-]+) ', help_of().split('Commands:')[1], re.MULTILINE)


class Manual(unittest.TestCase):
    def setUp(self):
        self.page = PAGE.read_text()

    def test_page_is_well_formed(self):
        done = subprocess.run(['man', '--warnings', '-E', 'UTF-8', '-Tutf8', '-l', PAGE], check=True, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.assertEqual('', done.stderr)
        self.assertIn('NAME', done.stdout)

    def test_commands(self):
        there = set(list_commands())
        self.assertIn('import', there)
        # What can be done with cards and audiences stands in the usage of that command, between bars.
        for name in 'cards', 'audiences':
            words = re.search(r'\[([a-z|]+) …\]', help_of(name))[1].split('|')
            there |= {f'{name} {word}' for word in words}
        there |= {f'documents {word}' for word in re.findall(r'\[([a-z]+) NUMBER', help_of('documents'))}
        told = {name.replace('\\', '')
                for name in re.findall(r'^\.It Ic ([a-z\\-]+(?: [a-z]+)?)(?= Ar|$)', self.page, re.MULTILINE)}
        self.assertEqual(sorted(there), sorted(told))

    def test_options(self):
        there = list_options(help_of()) | set().union(*(list_options(help_of(name)) for name in list_commands()))
        self.assertIn('data-dir', there)
        told = {name.replace('\\', '') for name in re.findall(r'^\.It Fl \\-([\w\\-]+)', self.page, re.MULTILINE)}
        self.assertEqual(sorted(there), sorted(told))

    def test_help_names_the_command(self):
        for name in list_commands():
            self.assertIn(f'idiolect-cli {name} [', help_of(name))

    def test_variables(self):
        there = {name for path in (tap.SOURCE / 'src').rglob('*.c')
                 for name in re.findall(r'getenv \("(IDIOLECT_\w+)"\)', path.read_text())}
        told = set(re.findall(r'^\.It Ev (IDIOLECT_\w+)', self.page, re.MULTILINE))
        self.assertEqual(sorted(there), sorted(told))

    def test_version(self):
        version = re.search(r"^  version: '(.+)',$", (tap.SOURCE / 'meson.build').read_text(), re.MULTILINE)[1]
        self.assertIn(f'.Os Idiolect {version}\n', self.page)


if __name__ == '__main__':
    tap.main()

#!/usr/bin/env python3
"""The files around the code are valid, and say the same as the code."""
import json
import pathlib
import re
import struct
import subprocess
import unittest
import xml.etree.ElementTree as ElementTree

import tap

ID = 'io.github.idiolect.Idiolect'


def list_tracked():
    listed = subprocess.run(['git', '-c', 'safe.directory=*', '-C', tap.SOURCE, 'ls-files', '-z'], check=True,
                            text=True, stdout=subprocess.PIPE).stdout
    return [name for name in listed.split('\0') if name and (tap.SOURCE / name).is_file()]


def read(name):
    return (tap.SOURCE / name).read_text()


class Files(unittest.TestCase):
    def check(self, *command):
        """Runs a checker, which has to find nothing; returns what it said."""
        done = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.assertEqual(0, done.returncode, done.stdout)
        return done.stdout

    def test_desktop_file(self):
        output = self.check('desktop-file-validate', tap.BUILD / 'data' / f'{ID}.desktop')
        self.assertEqual('', output)

    def test_metainfo(self):
        output = self.check('appstreamcli', 'validate', '--no-net', '--pedantic', tap.BUILD / 'data' / f'{ID}.metainfo.xml')
        found = set(re.findall(r'^[A-Z]: [^ ]+ ([a-z-]+)', output, re.MULTILINE))
        # GNOME's names are written this way.
        self.assertEqual({'cid-contains-uppercase-letter'}, found, output)

    def test_metainfo_is_as_software_centers_want_it(self):
        """Flathub's rules that appstreamcli does not know."""
        root = ElementTree.fromstring(read(f'data/{ID}.metainfo.xml.in'))
        summary = root.findtext('summary')
        self.assertTrue(10 <= len(summary) <= 35, summary)
        self.assertFalse(summary.endswith('.') or re.match(r'(An?|The) ', summary), summary)
        self.assertLess(len(root.findtext('name')), 20)
        self.assertIsNotNone(root.find('branding/color[@scheme_preference="light"]'))
        self.assertIsNotNone(root.find('branding/color[@scheme_preference="dark"]'))
        self.assertEqual(5, len(root.findall('screenshots/screenshot')))
        for screenshot in root.findall('screenshots/screenshot'):
            self.assertFalse(screenshot.findtext('caption').endswith('.'), screenshot.findtext('caption'))
            image = screenshot.find('image')
            path = tap.SOURCE / 'data' / 'screenshots' / image.text.rpartition('/')[2]
            # The head of a PNG file has its width and height.
            size = struct.unpack('>II', path.read_bytes()[16:24])
            self.assertEqual((int(image.get('width')), int(image.get('height'))), size, path.name)

    def test_baselines(self):
        """What others do was counted in texts that are named, with a license, by the rules that there are."""
        heads = json.loads(read('build-aux/sources.json'))
        files = {f'{head["genre"]}-{head["language"]}.json': head for head in heads}
        tables = {path.name for path in (tap.SOURCE / 'data/baselines').glob('*-*.json')}
        built_in = set(re.findall(r'baselines/([a-z]+-[a-z]+\.json)<', read('data/library.gresource.xml')))
        nicks = {nick for path in (tap.SOURCE / 'src/habits').glob('*.c')
                 for nick in re.findall(r'HABIT \("([a-z-]+)"', path.read_text())}
        self.assertEqual(set(files), tables)
        self.assertEqual(set(files), built_in)
        for name, head in files.items():
            table = json.loads(read(f'data/baselines/{name}'))
            self.assertEqual(head, {key: table[key] for key in head})
            self.assertGreaterEqual(table['n-writers'], 8, name)
            self.assertTrue(head['sources'], name)
            for source in head['sources']:
                self.assertTrue(all(source[key] for key in ('texts', 'from', 'license')), source)
                self.assertNotRegex(' '.join(source.values()), r'(?i)enron|reuters|non-?commercial|BY-NC')
            self.assertLessEqual(set(table['habits']), nicks, name)
            for nick, habit in table['habits'].items():
                self.assertEqual(len(habit['writers']), habit['n-writers'], nick)
                self.assertTrue(8 <= habit['n-writers'] <= table['n-writers'], nick)
        # No rate is written by hand, and none is left from texts that may not be counted.
        for path in [*(tap.SOURCE / 'src/features').glob('*.c'), *(tap.SOURCE / 'src/habits').glob('*.c')]:
            self.assertNotRegex(path.read_text(), r'(?i)\{ "[a-z-]+", *[0-9.]+, *[0-9.]+ \}|news agency|enron|reuters')

    def test_version(self):
        """The build, the newest release and its pictures tell the same version."""
        version = re.search(r"^  version: '(.+)',$", read('meson.build'), re.MULTILINE)[1]
        root = ElementTree.fromstring(read(f'data/{ID}.metainfo.xml.in'))
        self.assertEqual(version, root.find('releases/release').get('version'))
        for image in root.iter('image'):
            self.assertIn(f'/v{version}/', image.text)

    def test_schema(self):
        output = self.check('glib-compile-schemas', '--strict', '--dry-run', tap.SOURCE / 'data')
        self.assertEqual('', output)

    def test_resources(self):
        """What the library reads at run time is built in, and nothing is that is not there."""
        listed = [file.text for file in ElementTree.fromstring(read('data/library.gresource.xml')).iter('file')]
        data = tap.SOURCE / 'data'
        there = [path.relative_to(data).as_posix() for room in ('baselines', 'example', 'prompts', 'store', 'words')
                 for path in (data / room).rglob('*') if path.is_file() and path.name != 'README.md']
        there += [path.name for path in data.glob('*.json')]
        self.assertEqual(sorted(there), sorted(listed))

    def test_ui_resources(self):
        """Each Blueprint file is compiled, and each compiled one is built in."""
        there = sorted(path.stem for path in (tap.SOURCE / 'src' / 'ui').glob('*.blp'))
        self.assertEqual(there, sorted(re.findall(r"'([\w-]+)\.blp'", read('src/ui/meson.build'))))
        self.assertEqual(there, sorted(re.findall(r'>([\w-]+)\.ui<', read('src/ui/ui.gresource.xml'))))

    def test_icons(self):
        """Each icon that is named is in GNOME's theme or built in, and each that is built in is named."""
        theme = {path.stem for path in pathlib.Path('/usr/share/icons/Adwaita').rglob('*.svg')}
        self.assertIn('edit-copy-symbolic', theme)
        built_in = {pathlib.Path(file.get('alias', file.text)).stem
                    for file in ElementTree.fromstring(read('src/ui/ui.gresource.xml')).iter('file')
                    if file.text.endswith('.svg')}
        named = {name for path in (tap.SOURCE / 'src').rglob('*') if path.suffix in ('.blp', '.c')
                 for name in re.findall(r'\bicon-name"?[:,] "([^"]+)"|"([\w.-]+-symbolic)"|icon_name \([^"()]*"([^"]+)"',
                                        path.read_text()) for name in name if name}
        self.assertEqual(set(), named - theme - built_in)
        self.assertEqual(set(), built_in - named - {ID, f'{ID}-symbolic'})

    def test_blueprints_are_formatted(self):
        self.check('blueprint-compiler', 'format', '--no-diff', *(tap.SOURCE / 'src' / 'ui').glob('*.blp'))

    def test_dev_words(self):
        """./dev tells its words, does each, and does no other; and what is written about it is true."""
        usage = self.check(tap.SOURCE / 'dev')
        told = set(re.findall(r'^  ([a-z]+) ', usage, re.MULTILINE))
        script = read('dev')
        accepted = re.search(r'^  ([a-z|]+)\)\n', script[script.rindex('case ${1-} in'):], re.MULTILINE)[1]
        inside = script[script.index('\ninside ()'):script.rindex('case ${1-} in')]
        done = re.findall(r'^    ([a-z]+)\) ', inside, re.MULTILINE)
        self.assertEqual(sorted(told), sorted([*accepted.split('|'), 'clean']))
        self.assertEqual(sorted(done), sorted(accepted.split('|')))
        for name in list_tracked():
            if name.endswith('.md') and '/' not in name:
                named = re.findall(r'(?<![\w/])\./dev ([a-z]+)', read(name))
                self.assertEqual([], sorted(set(named) - told), name)

    def test_named_files_are_there(self):
        """What README and HACKING send their reader to exists; what has a capital letter stands for a name to come."""
        there = [path.relative_to(tap.SOURCE).as_posix() for room in ('data', 'flatpak', 'po', 'src', 'tests')
                 for path in (tap.SOURCE / room).rglob('*')]
        wrong = []
        for document in ('README.md', 'HACKING.md'):
            for named in re.findall(r'`([a-z][a-z\d/._-]*(?:\.(?:blp|build|c|h|md|py|sql|xml)|/))`', read(document)):
                if not any(f'/{path}/'.endswith(f'/{named.rstrip("/")}/') or f'/{path}'.startswith(f'/{named}')
                           for path in there):
                    wrong.append(f'{document}: {named}')
        self.assertEqual([], wrong)

    def test_no_machine_is_named(self):
        """No file in Git names a folder of somebody's machine, this one's included."""
        places = {str(pathlib.Path.home()), str(tap.SOURCE), str(tap.SOURCE.parent)}
        places = ['/roo[t]'] + [re.escape(place) for place in places if place.count('/') > 1]
        form = re.compile(rf'(?<![\w}}/-])(?:/home/\w|/Users/\w|/media/\w|(?:{"|".join(places)})(?![\w-]))')
        wrong = []
        for name in list_tracked():
            text = (tap.SOURCE / name).read_bytes().decode('utf-8', 'replace')
            wrong += [f'{name}: {found[0]}' for found in form.finditer(text)]
        self.assertEqual([], wrong)

    def test_sources_are_signed(self):
        """Each C file begins with its name, and with the licence."""
        wrong = [name for name in list_tracked() if name.endswith(('.c', '.h'))
                 and not re.match(rf'/\* {re.escape(pathlib.Path(name).name)}\b.*?\n \*\n'
                                  r' \* SPDX-License-Identifier: GPL-3\.0-or-later\n', read(name), re.DOTALL)]
        self.assertEqual([], wrong)


if __name__ == '__main__':
    tap.main()

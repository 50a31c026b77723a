#!/usr/bin/env python3
"""What `meson install` puts where, and that it works there."""
import os
import pathlib
import pty
import re
import select
import subprocess
import tempfile
import time
import unittest
import xml.etree.ElementTree as ElementTree

import tap

ID = 'io.github.idiolect.Idiolect'
FILES = [
    'bin/idiolect', 'bin/idiolect-cli', 'libexec/idiolect-reader',
    f'share/applications/{ID}.desktop',
    'share/bash-completion/completions/idiolect-cli',
    f'share/dbus-1/services/{ID}.service',
    'share/fish/vendor_completions.d/idiolect-cli.fish',
    f'share/glib-2.0/schemas/{ID}.gschema.xml',
    f'share/icons/hicolor/scalable/apps/{ID}.svg',
    f'share/icons/hicolor/symbolic/apps/{ID}-symbolic.svg',
    'share/man/man1/idiolect-cli.1',
    f'share/metainfo/{ID}.metainfo.xml',
    'share/zsh/site-functions/_idiolect-cli',
]


def run(*command, **options):
    return subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE, **options).stdout


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        options = run('meson', 'introspect', '--buildoptions', tap.BUILD)
        cls.prefix = re.search(r'"name": "prefix", "value": "([^"]+)"', options)[1]
        run('meson', 'install', '-C', tap.BUILD, '--no-rebuild', '--destdir', cls.folder.name)
        cls.root = pathlib.Path(cls.folder.name) / cls.prefix.lstrip('/')
        cls.environment = os.environ | {'PATH': f'{cls.root}/bin:{os.environ["PATH"]}'}

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_files(self):
        there = {path.relative_to(self.root).as_posix() for path in self.root.rglob('*') if path.is_file()}
        # Translations come and go, and each desktop keeps caches of its own.
        there = {name for name in there if not name.startswith('share/locale/') and not name.endswith(('.cache', '.compiled'))}
        self.assertEqual(FILES, sorted(there))
        outside = [path for path in pathlib.Path(self.folder.name).rglob('*') if path.is_file() and self.root not in path.parents]
        self.assertEqual([], outside)

    def test_programs_name_no_build_folder(self):
        for name in FILES[:3]:
            self.assertFalse(str(tap.BUILD).encode() in (self.root / name).read_bytes(), name)

    def test_bus_starts_what_is_installed(self):
        """Desktops start the app over the bus by its name, as the desktop file promises."""
        service = (self.root / f'share/dbus-1/services/{ID}.service').read_text()
        self.assertEqual(f'[D-BUS Service]\nName={ID}\nExec={self.prefix}/bin/idiolect --gapplication-service\n', service)
        self.assertIn('DBusActivatable=true\n', (self.root / f'share/applications/{ID}.desktop').read_text())

    def test_actions_are_options(self):
        """Each action of the icon’s menu is an option of the program and an action of the application."""
        desktop = (self.root / f'share/applications/{ID}.desktop').read_text()
        names = re.search('^Actions=(.+);$', desktop, re.MULTILINE)[1].split(';')
        source = (tap.SOURCE / 'src/ui/idio-application.c').read_text()
        for name in names:
            self.assertIn(f'[Desktop Action {name}]', desktop)
            self.assertRegex(desktop, rf'(?m)^Exec=idiolect --{name}$')
            self.assertIn(f'{{ "{name}", 0, G_OPTION_FLAG_NONE', source)
            self.assertRegex(source, rf'{{ "{name}", \w+_action }}')

    def test_icons(self):
        """Drawn, and not only described: each icon is an image of the size that it tells."""
        for folder, size in (('scalable', '128'), ('symbolic', '16')):
            path, = (self.root / f'share/icons/hicolor/{folder}/apps').iterdir()
            root = ElementTree.parse(path).getroot()
            self.assertEqual((size, size), (root.get('width'), root.get('height')))

    def test_bash(self):
        for words, wanted in (('ca', 'cards'), ('--da', '--data-dir='), ('cards ke', 'keep'), ('draft --see', '--seed='),
                              ('--data-dir x imp', 'import')):
            words = ['idiolect-cli', *words.split(' ')]
            script = (f'source {self.root}/share/bash-completion/completions/idiolect-cli\ncompopt () {{ :; }}\n'
                      f'COMP_WORDS=({" ".join(words)}); COMP_CWORD={len(words) - 1}; _idiolect_cli; echo "${{COMPREPLY[@]}}"')
            self.assertEqual(wanted, run('bash', '-c', script, env=self.environment).strip())

    def test_fish(self):
        for words, wanted in (('idiolect-cli ca', 'cards'), ('idiolect-cli --da', '--data-dir='), ('idiolect-cli cards ke', 'keep')):
            with tempfile.TemporaryDirectory() as home:
                script = f'source {self.root}/share/fish/vendor_completions.d/idiolect-cli.fish; complete -C "{words}"'
                output = run('fish', '--no-config', '-c', script, env=self.environment | {'HOME': home})
            self.assertEqual([wanted], [line.split('\t')[0] for line in output.splitlines()], words)

    def test_zsh(self):
        """In a terminal, because zsh completes nowhere else"""
        for words, wanted in (('idiolect-cli meas', 'measure'), ('idiolect-cli --unen', '--unencrypted'),
                              ('idiolect-cli cards rej', 'reject')):
            self.assertIn(wanted, self.type_in_zsh(words, wanted))

    def type_in_zsh(self, words, wanted):
        child, terminal = pty.fork()
        if child == 0:
            os.execvpe('zsh', ['zsh', '-f', '-i'], self.environment | {'TERM': 'dumb', 'PS1': '> ', 'HOME': self.folder.name})
        # What is typed is shown too, and must not be taken for an answer.
        setup = f"fpath=({self.root}/share/zsh/site-functions $fpath); autoload -Uz compinit; compinit -u -D; echo re''ady\n"
        os.write(terminal, setup.encode())
        try:
            self.read_until(terminal, 'ready')
            os.write(terminal, f'{words}\t'.encode())
            return self.read_until(terminal, wanted)
        finally:
            os.kill(child, 9)
            os.waitpid(child, 0)
            os.close(terminal)

    def read_until(self, terminal, words):
        output = ''
        end = time.monotonic() + 30
        while words not in output and time.monotonic() < end:
            if select.select([terminal], [], [], 1)[0]:
                output += os.read(terminal, 65536).decode(errors='replace').replace('\a', '')
        return output


if __name__ == '__main__':
    tap.main()

#!/usr/bin/env python3
"""The Flatpak as people get it: installed from a signed repository and a bundle, and used inside its sandbox.

  flatpak.py CHECKOUT BUILT MODEL

BUILT is where build-aux/flatpak built it. The home folder and what is on the bus are of this test alone; see
with-display.
"""
import base64
import http.server
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time

from gi.repository import Gio, GioUnix

from sandbox import (ID, MODEL_BYTES, SHELL, SandboxedApp, Shell, SlowModel, Web, activate, find_window, flatpak,
                     in_sandbox, is_running, must, time_first_frame, wait_for_end)
from screen import (SPACE, Atspi, act, choose_other_service, click, enable_accessibility, find, find_all, is_alive,
                    press, run_steps, set_text, shows, start_keyring, tab_to, wait_for)
from window import KEY, serve

ESCAPE, F1 = 0xff1b, 0xffbe

# Without a model; people complain of nothing more than of the size of such apps.
MAX_BUNDLE_MB = 60
MAX_INSTALLED_MB = 150

# How long what goes on without a window is watched
QUIET_SECONDS = 5

# How often the start is timed, inside the sandbox and outside
N_STARTS = 5

BRIEF = 'Thank Omar for repairing the drill. Ask whether he can look at the hedge trimmer before Saturday.'
SECRET = 'Words that nobody gave to the sandbox.'


def set_up_portals(home):
    """GNOME's choice of portals: that for keys, and the part that GNOME Shell has in them, make a difference here."""
    path = home / '.config' / 'xdg-desktop-portal' / 'portals.conf'
    path.parent.mkdir(parents=True)
    path.write_text('[preferred]\ndefault=gtk\norg.freedesktop.impl.portal.Secret=gnome-keyring\n'
                    'org.freedesktop.impl.portal.Background=shell\n')
    path = home / '.local' / 'share' / 'xdg-desktop-portal' / 'portals' / 'shell.portal'
    path.parent.mkdir(parents=True)
    path.write_text(f'[portal]\nDBusName={SHELL}\nInterfaces=org.freedesktop.impl.portal.Background\n')


def make_key(folder):
    """A secret key in a file, for this test only."""
    folder.mkdir(mode=0o700)
    gpg = ['gpg', '--homedir', folder, '--batch', '--quiet', '--passphrase', '']
    subprocess.run([*gpg, '--quick-generate-key', 'A test of Idiolect', 'ed25519', 'sign', '1d'], check=True,
                   stderr=subprocess.DEVNULL)
    path = folder / 'secret'
    path.write_bytes(subprocess.run([*gpg, '--export-secret-keys'], check=True, stdout=subprocess.PIPE).stdout)
    subprocess.run(['gpgconf', '--homedir', folder, '--kill', 'all'], check=True)
    return path


class Job:
    def __init__(self, checkout, built, model):
        self.home = pathlib.Path(os.environ['HOME'])
        self.checkout = checkout
        self.built = built
        self.data = self.home / '.var' / 'app' / ID
        self.model = self.data / 'data' / 'model.gguf'
        self.their_model = model
        self.repository = self.home / 'repository'
        self.web = Web(self.repository)
        self.app = None

    def make(self, what, key, *words):
        program = self.checkout / 'build-aux' / 'flatpak'
        subprocess.run([program, self.checkout, os.environ['IDIOLECT_CACHE'], what, key, *words], check=True,
                       env=os.environ | {'IDIOLECT_BUILT': '1'})

    def start(self, *files):
        self.app = SandboxedApp(self.home, self.model, *files)

    def publish(self):
        """The two commands, with a key that is thrown away"""
        set_up_portals(self.home)
        self.key = make_key(self.home / 'key')
        self.bundle = self.home / 'idiolect.flatpak'
        self.make('repository', self.key, self.repository, self.web.address)
        self.make('bundle', self.key, self.bundle)
        # What a run before left, if it was interrupted
        flatpak('uninstall', '--noninteractive', ID)
        for remote in ('idiolect', 'others'):
            flatpak('remote-delete', '--force', remote)

    def install_from_repository(self):
        must('install', '--noninteractive', self.repository / 'idiolect.flatpakref')
        assert f'{ID}' in must('list', '--app', '--columns=application')
        self.files = pathlib.Path(must('info', '--show-location', ID).strip()) / 'files'
        # The bus learns of what it can start now.
        Gio.bus_get_sync(Gio.BusType.SESSION).call_sync('org.freedesktop.DBus', '/', 'org.freedesktop.DBus',
                                                        'ReloadConfig', None, None, 0, -1, None)

    def refuse_other_key(self):
        """Nothing is installed with a key other than the one it was signed with. All else is as in the next step."""
        folder = self.home / 'other-key'
        make_key(folder)
        public = subprocess.run(['gpg', '--homedir', folder, '--batch', '--export'], check=True,
                                stdout=subprocess.PIPE).stdout
        ref = (self.repository / 'idiolect.flatpakref').read_text()
        text = re.sub('(?m)^GPGKey=.*', f'GPGKey={base64.b64encode(public).decode()}', ref)
        assert text != ref
        false = self.home / 'false.flatpakref'
        false.write_text(text.replace('SuggestRemoteName=idiolect', 'SuggestRemoteName=others'))
        status, output = flatpak('install', '--noninteractive', false)
        assert status != 0 and ID not in must('list', '--app', '--columns=application'), output
        print(f'# refused: {output.strip().splitlines()[-1]}')
        flatpak('remote-delete', '--force', 'others')

    def sizes(self):
        files = [path for path in self.files.rglob('*') if path.is_file() and not path.is_symlink()]
        installed = sum({path.stat().st_ino: path.stat().st_size for path in files}.values()) / 1e6
        bundle = self.bundle.stat().st_size / 1e6
        print(f'# bundle: {bundle:.1f} MB, installed: {installed:.1f} MB, the ten largest files:')
        for path in sorted(files, key=lambda path: -path.stat().st_size)[:10]:
            print(f'#   {path.stat().st_size / 1e6:6.1f} MB  /app/{path.relative_to(self.files)}')
        assert bundle <= MAX_BUNDLE_MB, f'the bundle has {bundle:.1f} MB'
        assert installed <= MAX_INSTALLED_MB, f'{installed:.1f} MB are installed'
        useless = [path for path in files
                   if path.suffix in ('.a', '.h', '.la', '.pc', '.gir') or '/share/man/' in str(path)]
        assert not useless, f'of no use to people: {useless}'

    def desktop_shows_it(self):
        """What menus, software centers and file managers have of it once it is installed"""
        exports = pathlib.Path(os.environ['FLATPAK_USER_DIR']) / 'exports' / 'share'
        self.entry = GioUnix.DesktopAppInfo.new_from_filename(str(exports / 'applications' / f'{ID}.desktop'))
        assert self.entry.list_actions() == ['write', 'rewrite-clipboard', 'add-documents'], self.entry.list_actions()
        for name in (f'scalable/apps/{ID}.svg', f'symbolic/apps/{ID}-symbolic.svg'):
            assert (exports / 'icons' / 'hicolor' / name).is_file(), name
        metainfo = self.files / 'share' / 'metainfo' / f'{ID}.metainfo.xml'
        subprocess.run(['appstreamcli', 'validate', '--no-net', '--pedantic', metainfo], check=True,
                       stdout=subprocess.DEVNULL)
        must('update', '--appstream', 'idiolect')
        assert ID in must('search', '--columns=application', 'idiolect'), 'a software center does not find it'

    def import_what_is_given(self):
        """Files come through the portal, are parsed in a sandbox within the sandbox, and become texts."""
        self.model.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self.their_model, self.model)
        given = self.home / 'given'
        given.mkdir()
        for path in (self.checkout / 'data' / 'example').glob('*.txt'):
            # Without the head that tells for whom it is
            (given / path.name).write_text(path.read_text().partition('\n\n')[2])
        shutil.copyfile(self.checkout / 'tests' / 'formats' / 'files' / 'letter.pdf', given / 'letter.pdf')
        (given / 'marked.md').write_text('# A note\n\nHi Ann,\n\nthis is *marked* text for you.\n\nCheers,\nNell\n')
        files = sorted(given.iterdir())
        self.start(*files)
        print(f'# window after {time.monotonic() - self.app.began:.2f} s')
        wait_for(lambda: shows(self.app.root, f'{len(files)} added'), 'the texts')

    def open_with(self):
        """As file managers do, for “Open With” and for what is dropped on the icon: over the bus, running or not"""
        for name, text in (('late', 'Hi Ann,\n\nthe gate is painted now, at last.\n\nCheers,\nNell\n'),
                           ('later', 'Hi Tom,\n\nthe boat is for sale, sadly enough.\n\nCheers,\nNell\n')):
            path = self.home / f'{name}.txt'
            path.write_text(text)
            self.entry.launch_uris([path.as_uri()], None)
            root = wait_for(find_window, 'the window')
            wait_for(lambda: find_all(root, 'list item', name), f'the text “{name}”')
        activate('quit')
        wait_for_end()

    def background(self):
        """A download goes on without a window where the desktop allows that, and stops and is kept where not."""
        server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), SlowModel)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        part = {'urls': [f'http://127.0.0.1:{server.server_port}/slow.gguf'], 'bytes': MODEL_BYTES, 'sha256': '0' * 64}
        models = {'models': [{'id': 'slow', 'name': 'Slow', 'memory': 1000, 'license': 'MIT', 'file': 'slow.gguf',
                              'parts': [part]}]}
        catalog = self.data / 'config' / 'idiolect' / 'models.json'
        catalog.parent.mkdir(exist_ok=True)
        catalog.write_text(json.dumps(models))

        for answer in ('yes', 'no'):
            must('permission-set', 'background', 'background', ID, answer)
            self.start()
            dialog = self.app.open_preferences()
            wait_for(lambda: shows(dialog, 'Slow'), 'the model')
            button = 'Download' if answer == 'yes' else 'Go On'
            act(find_all(dialog, 'button', button)[-1])
            if answer == 'yes':
                wait_for(lambda: shows(self.app.root, 'will be downloaded from 127.0.0.1'), 'the question')
                act(find_all(self.app.root, 'button', button)[-1])
            find(dialog, 'button', 'Stop')
            self.close_dialog()
            act(find(self.app.root, 'frame', 'Idiolect'), 'window.close')
            if answer == 'yes':
                wait_for(lambda: not find_window(), 'the window to go')
                time.sleep(QUIET_SECONDS)
                assert is_running(), 'the download ended with the window'
                activate('stop-downloads')
            wait_for_end()
            assert list((self.data / 'data').rglob('slow.gguf*')), 'what was downloaded is gone'
        catalog.unlink()
        # The portal ends what may not run in the background as soon as it takes it for that.
        must('permission-set', 'background', 'background', ID, 'yes')

    def help(self):
        press(F1)
        wait_for(lambda: find_all(self.app.root, 'dialog', 'Help'), 'the help')
        press(ESCAPE)
        wait_for(lambda: not find_all(self.app.root, 'dialog'), 'the end of the help')

    def read_mail(self):
        """The same on the command line, with the libraries that came along"""
        mail = self.home / 'mail.eml'
        mail.write_text('From: Nell <nell@example.org>\nTo: Ann <ann@example.org>\nSubject: The shelf\n'
                        'Date: Mon, 02 Nov 2026 10:00:00 +0000\nMIME-Version: 1.0\n'
                        'Content-Type: text/plain; charset=utf-8\n\nHi Ann,\n\nthe shelf is up.\n\nCheers,\nNell\n')
        status, output = flatpak('run', '--file-forwarding', '--command=idiolect-cli', ID, 'read', '@@', mail, '@@')
        assert status == 0 and 'the shelf is up.' in output, output

    def cards(self):
        self.app.show('Voice')
        wait_for(lambda: find_all(self.app.root, 'list item', 'You open with “Hi” and the name.'), 'a card')

    def drafts(self):
        """The engine is the one that came along, and computes in the sandbox."""
        self.app.show('Write')
        self.app.write(BRIEF)
        wait_for(lambda: all(self.app.drafts()), 'the first words of both drafts')
        self.engine = self.app.engine()
        assert self.engine, 'the engine is not the one of the Flatpak'
        wait_for(self.app.is_idle, 'the end of both drafts')
        self.written = self.app.drafts()
        assert all(len(draft) > 20 for draft in self.written), self.written

    def close_dialog(self):
        """What closes the window closes a dialog in it first."""
        act(find(self.app.root, 'frame', 'Idiolect'), 'window.close')
        wait_for(lambda: not find_all(self.app.root, 'dialog'), 'the end of the preferences')

    def key_is_kept(self):
        """Once stored, it is there after a restart, in a file that cannot be read without the keyring."""
        self.url, self.asked = serve()
        self.enter(KEY)
        self.app.quit()
        wait_for(lambda: not is_alive(self.engine), 'the end of the engine')
        kept = [path for path in self.data.rglob('*.keyring')]
        assert kept, 'no key was kept in the sandbox’s own folder'
        found = self.find_words([KEY.encode()])
        assert not found, f'the key is in {found}'

    def enter(self, key):
        dialog = self.app.open_preferences()
        tab_to(dialog, 'list item', 'A Service')
        press(SPACE)
        choose_other_service(dialog)
        set_text(tab_to(dialog, 'text', 'Address'), self.url)
        if key:
            set_text(tab_to(dialog, 'password text', 'API Key'), key)
        else:
            wait_for(lambda: shows(dialog, 'A Key Is Stored'), 'the key that is stored')
        tab_to(dialog, 'button', 'Test')
        press(SPACE)
        wait_for(lambda: shows(dialog, 'It works: there is 1 model'), 'the answer of the service')
        assert set(self.asked) == {f'Bearer {KEY}'}, self.asked
        self.asked.clear()
        self.close_dialog()

    def everything_is_there(self):
        self.start()
        self.app.show('Documents')
        wait_for(lambda: find_all(self.app.root, 'list item', 'brother-laptop'), 'the texts')
        self.app.show('Voice')
        wait_for(lambda: find_all(self.app.root, 'list item', 'You open with “Hi” and the name.'), 'the cards')
        self.app.show('Write')
        wait_for(lambda: self.app.drafts() == self.written, 'the drafts')

    def key_is_there(self):
        """The service is still chosen, and answers to the key."""
        self.enter('')
        self.app.quit()

    def restart(self):
        self.everything_is_there()
        self.key_is_there()

    def update(self):
        """A newer version comes as a difference, and finds what the one before had."""
        before = must('info', '--show-commit', ID)
        new = self.home / 'new'
        shutil.copytree(self.built / 'app', new, symlinks=True)
        (new / 'files' / 'share' / 'idiolect-next').write_text('The next version\n')
        subprocess.run(['flatpak', 'build-export', '--update-appstream', self.built / 'exported', new, 'stable'],
                       check=True, stdout=subprocess.DEVNULL)
        self.make('repository', self.key, self.repository, self.web.address)
        self.web.fetched.clear()
        must('update', '--noninteractive', ID)
        assert must('info', '--show-commit', ID) != before, 'nothing was updated'
        # A delta from one version to another has both in its name; others are of a whole version.
        deltas = [path for path in self.web.fetched if re.search('/deltas/[^/]+/[^/]+-[^/]+/', path)]
        assert deltas, f'no difference was fetched, but {list(self.web.fetched)}'
        n_bytes = sum(self.web.fetched.values())
        print(f'# the update: {n_bytes / 1e6:.2f} MB')
        assert n_bytes < self.bundle.stat().st_size / 10, f'{n_bytes} bytes were fetched'
        assert in_sandbox('cat', '/app/share/idiolect-next') == (0, 'The next version\n')
        self.everything_is_there()
        self.key_is_there()

    def sandbox(self):
        """What was not given is not there; what is outside can't be written to."""
        secret = self.home / 'secret.txt'
        secret.write_text(SECRET)
        for path in (secret, f'/run/host{secret}', self.checkout / 'README.md'):
            status, output = in_sandbox('cat', path)
            assert status != 0 and SECRET not in output, f'{path} can be read'
        status, output = in_sandbox('sh', '-c', f'touch {self.home}/planted && cat {self.home}/planted')
        assert not (self.home / 'planted').exists(), 'a file was made outside'
        # The same door, with what is given: so the search above could have found something.
        status, output = flatpak('run', '--file-forwarding', '--command=cat', ID, '@@', secret, '@@')
        assert (status, output) == (0, SECRET), output
        status, output = in_sandbox('gdbus', 'call', '--session', '-d', 'org.freedesktop.secrets', '-o',
                                    '/org/freedesktop/secrets', '-m', 'org.freedesktop.DBus.Peer.Ping')
        assert status != 0, 'the keyring of the session can be talked to'

    def actions(self):
        """The menu of the icon starts the app over the bus, and reaches it when it runs."""
        activate('write')
        root = wait_for(find_window, 'the window')
        wait_for(lambda: find_all(root, 'text', 'Request'), 'the view to write in')
        click(root, 'Voice', 'page tab')
        must('run', ID, '--write')
        wait_for(lambda: find_all(root, 'text', 'Request'), 'the view to write in')
        must('run', ID, '--add-documents')
        wait_for(self.find_chooser, 'the dialog of the portal that chooses files')
        press(ESCAPE)
        wait_for(lambda: not self.find_chooser(), 'the end of the dialog')
        act(find(root, 'frame', 'Idiolect'), 'window.close')
        wait_for_end()

    def find_chooser(self):
        desktop = Atspi.get_desktop(0)
        others = [desktop.get_child_at_index(i) for i in range(desktop.get_child_count())]
        return [root for root in others if root and 'portal' in root.get_name() and root.get_child_count()]

    def startup(self):
        """The same program with the same texts, in the sandbox and on the same libraries outside"""
        outside = os.environ | {
            'GDK_DEBUG': 'frames', 'GSETTINGS_BACKEND': 'keyfile', 'LD_LIBRARY_PATH': self.files / 'lib',
            'GSETTINGS_SCHEMA_DIR': self.files / 'share' / 'glib-2.0' / 'schemas',
            'XDG_DATA_HOME': self.data / 'data', 'XDG_CONFIG_HOME': self.data / 'config'}
        times = {'inside': [], 'outside': []}
        # The first start fills caches.
        for _ in range(N_STARTS + 1):
            times['inside'].append(time_first_frame(['flatpak', 'run', '--env=GDK_DEBUG=frames', ID], os.environ))
            times['outside'].append(time_first_frame([self.files / 'bin' / 'idiolect'], outside))
        inside, outside = (statistics.median(values[1:]) for values in times.values())
        print(f'# first frame after {inside:.2f} s in the sandbox, {outside:.2f} s outside: {inside / outside:.2f}')

    def bundle_alone(self):
        """One file, without the repository"""
        must('uninstall', '--noninteractive', ID)
        must('remote-delete', '--force', 'idiolect')
        must('install', '--noninteractive', '--bundle', self.bundle)
        self.everything_is_there()

    def delete_everything(self):
        """No text, draft or key is left in any file, and no file of the app: only what libraries keep."""
        words = [KEY.encode(), BRIEF.encode(), b'hedge trimmer', b'brother-laptop', b'gate is painted']
        assert self.find_words(words), 'the search finds what is there'
        dialog = self.app.open_preferences()
        click(dialog, 'Privacy', 'page tab')
        tab_to(dialog, 'button', 'Delete Everything…')
        press(SPACE)
        click(self.app.root, 'Delete')
        wait_for(lambda: not find_all(self.app.root, 'dialog'), 'the end of the preferences')
        self.app.show('Documents')
        wait_for(lambda: shows(self.app.root, 'Write in Your Own Voice'), 'the welcome')
        self.app.quit()
        found = self.find_words(words)
        assert not found, f'something is left in {found}'
        left = [str(path.relative_to(self.data)) for path in self.data.rglob('*') if path.is_file() and path != self.model]
        print(f'# left by libraries, without a word of the user: {", ".join(left)}')
        # A file as it was before would have the key.
        assert not [path for path in left if 'idiolect' in path or path.endswith('~')], left

    def find_words(self, words):
        files = [path for path in self.data.rglob('*') if path.is_file() and path != self.model]
        return [path for path in files if any(word in path.read_bytes() for word in words)]

    def uninstall(self):
        """While it runs, and with all that it kept"""
        self.start()
        must('uninstall', '--noninteractive', '--delete-data', ID)
        assert ID not in must('list', '--app', '--columns=application')
        self.app.quit()
        wait_for_end()
        assert not self.data.exists(), 'the data are still there'


def main():
    # The portals are part of what is tested, and nothing of a build tree is.
    for name in ('GDK_DEBUG', 'GSETTINGS_SCHEMA_DIR', 'IDIOLECT_ENGINE', 'IDIOLECT_MODEL', 'IDIOLECT_READER'):
        os.environ.pop(name, None)
    job = Job(*map(pathlib.Path, sys.argv[1:]))
    start_keyring()
    enable_accessibility()
    Shell().start()
    run_steps(job, (job.publish, job.refuse_other_key, job.install_from_repository, job.sizes, job.desktop_shows_it,
                    job.open_with, job.read_mail, job.import_what_is_given, job.cards, job.drafts, job.help,
                    job.key_is_kept, job.restart, job.sandbox, job.actions, job.startup, job.update, job.bundle_alone,
                    job.delete_everything, job.background, job.uninstall))


if __name__ == '__main__':
    main()

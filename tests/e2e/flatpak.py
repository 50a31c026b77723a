#!/usr/bin/env python3
"""The Flatpak as people get it: installed from a signed repository and a bundle, and used inside its sandbox.

  flatpak.py CHECKOUT BUILT MODEL

BUILT is where build-aux/flatpak built it. What is in the home folder and on the bus is this test's own; see with-display.
"""
import base64
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

from gi.repository import Gio, GLib

from screen import (App, Atspi, PATIENCE, SPACE, act, choose_other_service, click, enable_accessibility, find, find_all,
                    get_text, is_alive, press, run_steps, set_text, shows, start_keyring, tab_to, wait_for)
from window import KEY, serve

ID = 'io.github.idiolect.Idiolect'

ESCAPE = 0xff1b

# Without a model; people complain of nothing more than of the size of such apps.
MAX_BUNDLE_MB = 60
MAX_INSTALLED_MB = 150

BRIEF = 'Thank Omar for repairing the drill. Ask whether he can look at the hedge trimmer before Saturday.'
SECRET = 'Words that nobody gave to the sandbox.'


def flatpak(*words, **options):
    done = subprocess.run(['flatpak', '--user', *words] if words[0] != 'run' else ['flatpak', *words], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=PATIENCE * 5, **options)
    return done.returncode, done.stdout


def must(*words):
    status, output = flatpak(*words)
    assert status == 0, f'flatpak {" ".join(map(str, words))} failed:\n{output}'
    return output


def in_sandbox(*command):
    """What a program in the sandbox of the app says."""
    return flatpak('run', f'--command={command[0]}', ID, *command[1:])


def set_up_portals(home):
    """GNOME's choice of portals, of which only the one for keys makes a difference here."""
    path = home / '.config' / 'xdg-desktop-portal' / 'portals.conf'
    path.parent.mkdir(parents=True)
    path.write_text('[preferred]\ndefault=gtk\norg.freedesktop.impl.portal.Secret=gnome-keyring\n')


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


def find_window():
    """The app as a screen reader finds it, whichever process it is in."""
    desktop = Atspi.get_desktop(0)
    for i in range(desktop.get_child_count()):
        root = desktop.get_child_at_index(i)
        if root and root.get_child_count() and find_all(root, 'frame', 'Idiolect'):
            root.set_cache_mask(Atspi.Cache.ROLE | Atspi.Cache.INTERFACES)
            return root
    return None


def is_running():
    reply = Gio.bus_get_sync(Gio.BusType.SESSION).call_sync('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'NameHasOwner',
                                                            GLib.Variant('(s)', (ID,)), None, 0, -1, None)
    return reply.unpack()[0]


class SandboxedApp(App):
    """The app inside its sandbox, with files as a file manager gives them to it."""

    def __init__(self, home, model, *files):
        self.began = time.monotonic()
        super().__init__('flatpak', home, 'run', '--file-forwarding', f'--env=IDIOLECT_MODEL={model}', ID, '@@', *files, '@@')

    def find_root(self):
        assert self.process.poll() is None, f'the program ended:\n{self.log_path.read_text(errors="replace")[-4000:]}'
        return find_window()

    def engine(self):
        for path in pathlib.Path('/proc').glob('[0-9]*/cmdline'):
            try:
                if path.read_bytes().startswith(b'/app/bin/llama-server\0') and b'--list-devices' not in path.read_bytes():
                    return int(path.parent.name)
            except OSError:
                continue
        return None


class Job:
    def __init__(self, checkout, built, model):
        self.home = pathlib.Path(os.environ['HOME'])
        self.checkout = checkout
        self.built = built
        self.data = self.home / '.var' / 'app' / ID
        self.model = self.data / 'data' / 'model.gguf'
        self.their_model = model
        self.repository = self.home / 'repository'
        self.app = None

    def make(self, what, key, *words):
        subprocess.run([self.checkout / 'build-aux' / 'flatpak', self.checkout, os.environ['IDIOLECT_CACHE'], what, key, *words],
                       check=True, env=os.environ | {'IDIOLECT_BUILT': '1'})

    def start(self, *files):
        self.app = SandboxedApp(self.home, self.model, *files)

    def publish(self):
        """The two commands, with a key that is thrown away"""
        set_up_portals(self.home)
        self.key = make_key(self.home / 'key')
        self.bundle = self.home / 'idiolect.flatpak'
        self.make('repository', self.key, self.repository, self.repository.as_uri())
        self.make('bundle', self.key, self.bundle)
        # What a run before left, if it was interrupted
        flatpak('uninstall', '--noninteractive', ID)
        for remote in ('idiolect', 'others'):
            flatpak('remote-delete', '--force', remote)

    def install_from_repository(self):
        must('install', '--noninteractive', self.repository / 'idiolect.flatpakref')
        assert f'{ID}' in must('list', '--app', '--columns=application')

    def refuse_other_key(self):
        """With a key that is not the one that it was signed with, nothing is installed; all else is as in the next step."""
        folder = self.home / 'other-key'
        make_key(folder)
        public = subprocess.run(['gpg', '--homedir', folder, '--batch', '--export'], check=True, stdout=subprocess.PIPE).stdout
        ref = (self.repository / 'idiolect.flatpakref').read_text()
        text = re.sub('(?m)^GPGKey=.*', f'GPGKey={base64.b64encode(public).decode()}', ref)
        assert text != ref
        (self.home / 'false.flatpakref').write_text(text.replace('SuggestRemoteName=idiolect', 'SuggestRemoteName=others'))
        status, output = flatpak('install', '--noninteractive', self.home / 'false.flatpakref')
        assert status != 0 and ID not in must('list', '--app', '--columns=application'), output
        print(f'# refused: {output.strip().splitlines()[-1]}')
        flatpak('remote-delete', '--force', 'others')

    def sizes(self):
        location = pathlib.Path(must('info', '--show-location', ID).strip()) / 'files'
        files = [path for path in location.rglob('*') if path.is_file() and not path.is_symlink()]
        installed = sum({path.stat().st_ino: path.stat().st_size for path in files}.values()) / 1e6
        bundle = self.bundle.stat().st_size / 1e6
        print(f'# bundle: {bundle:.1f} MB, installed: {installed:.1f} MB, the ten largest files:')
        for path in sorted(files, key=lambda path: -path.stat().st_size)[:10]:
            print(f'#   {path.stat().st_size / 1e6:6.1f} MB  /app/{path.relative_to(location)}')
        assert bundle <= MAX_BUNDLE_MB, f'the bundle has {bundle:.1f} MB'
        assert installed <= MAX_INSTALLED_MB, f'{installed:.1f} MB are installed'
        useless = [path for path in files if path.suffix in ('.a', '.h', '.la', '.pc', '.gir') or '/share/man/' in str(path)]
        assert not useless, f'of no use to people: {useless}'

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
        (given / 'marked.md').write_text('# A note\n\nHi Ann,\n\nthis is *marked* text for you to read.\n\nCheers,\nNell\n')
        files = sorted(given.iterdir())
        self.start(*files)
        print(f'# window after {time.monotonic() - self.app.began:.2f} s')
        wait_for(lambda: shows(self.app.root, f'{len(files)} added'), 'the texts')

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

    def key_is_kept(self):
        """Once stored, it is there after a restart, in a file that cannot be read without the keyring."""
        self.url, self.asked = serve()
        self.enter(KEY)
        self.app.quit()
        wait_for(lambda: not is_alive(self.engine), 'the end of the engine')
        kept = [path for path in self.data.rglob('*.keyring')]
        assert kept, 'no key was kept in the sandbox’s own folder'
        found = [path for path in self.data.rglob('*') if path.is_file() and path != self.model and KEY.encode() in path.read_bytes()]
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
        # What closes the window closes a dialog in it first.
        act(find(self.app.root, 'frame', 'Idiolect'), 'window.close')
        wait_for(lambda: not find_all(self.app.root, 'dialog'), 'the end of the preferences')

    def everything_is_there(self):
        self.start()
        wait_for(lambda: find_all(self.app.root, 'list item', 'brother-laptop'), 'the texts')
        self.app.show('Voice')
        wait_for(lambda: find_all(self.app.root, 'list item', 'You open with “Hi” and the name.'), 'the cards')
        self.app.show('Write')
        wait_for(lambda: self.app.drafts() == self.written, 'the drafts')

    def restart(self):
        self.everything_is_there()
        self.enter('')
        self.app.quit()

    def update(self):
        """A newer version comes as a difference, and finds what the one before had."""
        before = must('info', '--show-commit', ID)
        new = self.home / 'new'
        shutil.copytree(self.built / 'app', new, symlinks=True)
        (new / 'files' / 'share' / 'idiolect-next').write_text('The next version\n')
        subprocess.run(['flatpak', 'build-export', '--update-appstream', self.built / 'exported', new, 'stable'], check=True,
                       stdout=subprocess.DEVNULL)
        self.make('repository', self.key, self.repository, self.repository.as_uri())
        assert any((self.repository / 'repo' / 'deltas').rglob('superblock')), 'there is no delta'
        must('update', '--noninteractive', ID)
        assert must('info', '--show-commit', ID) != before, 'nothing was updated'
        assert in_sandbox('cat', '/app/share/idiolect-next') == (0, 'The next version\n')
        self.everything_is_there()
        self.app.quit()

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
        status, output = in_sandbox('sh', '-c', 'gdbus call --session -d org.freedesktop.secrets -o /org/freedesktop/secrets '
                                    '-m org.freedesktop.DBus.Peer.Ping')
        assert status != 0, 'the keyring of the session can be talked to'

    def actions(self):
        """The menu of the icon starts the app over the bus, and reaches it when it runs."""
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        bus.call_sync('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'ReloadConfig', None, None, 0, -1, None)
        path = '/' + ID.replace('.', '/')
        bus.call_sync(ID, path, 'org.freedesktop.Application', 'ActivateAction', GLib.Variant('(sava{sv})', ('write', [], {})),
                      None, 0, PATIENCE * 1000, None)
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
        wait_for(lambda: not is_running(), 'the end of the app')

    def find_chooser(self):
        desktop = Atspi.get_desktop(0)
        others = [desktop.get_child_at_index(i) for i in range(desktop.get_child_count())]
        return [root for root in others if root and 'portal' in root.get_name() and root.get_child_count()]

    def bundle_alone(self):
        """One file, without the repository"""
        must('uninstall', '--noninteractive', ID)
        must('remote-delete', '--force', 'idiolect')
        must('install', '--noninteractive', '--bundle', self.bundle)
        self.everything_is_there()
        self.app.quit()
        must('uninstall', '--noninteractive', ID)


def main():
    # The portals are part of what is tested, and nothing of a build tree is.
    for name in ('GDK_DEBUG', 'GSETTINGS_SCHEMA_DIR', 'IDIOLECT_ENGINE', 'IDIOLECT_MODEL', 'IDIOLECT_READER'):
        os.environ.pop(name, None)
    job = Job(*map(pathlib.Path, sys.argv[1:]))
    start_keyring()
    enable_accessibility()
    run_steps(job, (job.publish, job.refuse_other_key, job.install_from_repository, job.sizes, job.import_what_is_given, job.read_mail, job.cards,
                    job.drafts, job.key_is_kept, job.restart, job.sandbox, job.actions, job.update, job.bundle_alone))


if __name__ == '__main__':
    main()

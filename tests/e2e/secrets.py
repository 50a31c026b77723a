#!/usr/bin/env python3
"""Plants texts and keys through the command line, and looks for them everywhere else afterwards.

  secrets.py PROGRAM ERASE

The keyring is a real one, the engine too, and two services on this computer write down what they get. The system is told to
use a proxy, which must get nothing. What is planted is looked for in all that was printed with all debugging on, in every
file that is there afterwards, and in the arguments and environments of all processes that were started meanwhile; and, once
everything was deleted, in the database and in the keyring.
"""
import functools
import http.server
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

from gi.repository import Gio, GLib

# Found nowhere but where it belongs. Each is put together here, so that this file does not have it either.
KEYS = {name: 'sk-' + name * 3 + '-canary-key' for name in ('alpha', 'beta', 'gamma', 'delta')}
TEXTS = {name: 'canary' + name * 2 + 'text' for name in ('document', 'brief', 'rewrite', 'claim', 'instruction', 'search')}

# Keys come with what was around them where they were copied.
AROUND = (('', ''), ('  ', ' \n'), ('"', '"\r\n'), ('\ufeff', '\n\n'), ('\t', '\t'))

# By which the program finds its keys in the keyring
SCHEMA = {'xdg:schema': 'io.github.idiolect.Idiolect.ApiKey'}

DRAFT = {'choices': [{'delta': {'content': 'Hello there.'}, 'finish_reason': 'stop'}]}


class Service(http.server.BaseHTTPRequestHandler):
    """Writes what a model would, or complains with all that it got, keys and texts."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length'])).decode()
        self.server.requests.append((self.headers.get('Authorization', ''), body))
        if self.server.complains:
            self.answer(self.server.complains, json.dumps({'error': {'message': f'{self.headers} {body}'}}))
        else:
            self.answer(200, f'data: {json.dumps(DRAFT)}\n\ndata: [DONE]\n\n')

    def answer(self, status, body):
        self.send_response(status)
        self.send_header('Content-Length', str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *args):
        pass


def start_service(complains=None):
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Service)
    server.requests, server.complains = [], complains
    server.url = f'http://127.0.0.1:{server.server_port}/v1'
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class Proxy:
    """Counts who comes."""

    def __init__(self):
        self.n_connections = 0
        self.socket = socket.create_server(('127.0.0.1', 0))
        self.url = f'http://127.0.0.1:{self.socket.getsockname()[1]}'
        threading.Thread(target=self.count, daemon=True).start()

    def count(self):
        while True:
            connection, _ = self.socket.accept()
            self.n_connections += 1
            connection.close()


class Watcher(threading.Thread):
    """Reads the arguments and the environment of every process below this one, as long as it runs.

    What it has seen is a set of pairs of both for each process, of one moment: the two change when it becomes another
    program.
    """

    def __init__(self):
        super().__init__(daemon=True)
        self.seen = {}
        self.stopped = False

    def run(self):
        while not self.stopped:
            parents = {}
            for path in pathlib.Path('/proc').glob('[0-9]*'):
                try:
                    pid = int(path.name)
                    parents[pid] = int((path / 'stat').read_text().rsplit(')', 1)[1].split()[1])
                except (OSError, ValueError):
                    continue
            for pid in parents:
                if self.is_below(pid, parents):
                    process = pathlib.Path(f'/proc/{pid}')
                    try:
                        before, environment = (process / 'cmdline').read_bytes(), (process / 'environ').read_bytes()
                        if before == (process / 'cmdline').read_bytes():
                            self.seen.setdefault(pid, set()).add((before, environment))
                    except OSError:
                        continue
            time.sleep(0.02)

    def stop(self):
        self.stopped = True
        self.join()

    @staticmethod
    def is_below(pid, parents):
        while pid in parents and pid != os.getpid():
            pid = parents[pid]
        return pid == os.getpid()


class Campaign:
    def __init__(self, program, erase):
        self.program = program
        self.erase_program = erase
        self.home = pathlib.Path(os.environ['HOME'])
        self.proxy = Proxy()
        self.n_runs = 0
        self.printed = []
        self.given = set()  # processes that were given a key on purpose: those that this script starts

    def run(self, *words, key=None, status=0, model=(), **environment):
        """Runs a command with all debugging on; returns what it printed to stdout."""
        settings = os.environ | environment | {'G_MESSAGES_DEBUG': 'all'}
        settings |= {name: self.proxy.url for name in ('http_proxy', 'https_proxy', 'all_proxy', 'HTTP_PROXY', 'ALL_PROXY')}
        if key is not None:
            settings['IDIOLECT_API_KEY'] = key
        process = subprocess.Popen([self.program, *model, *words], env=settings, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.given.add(process.pid)
        out, err = process.communicate(timeout=120)
        self.n_runs += 1
        self.printed.append((words, out, err))
        assert process.returncode == status, (words, process.returncode, out, err)
        return out.decode()

    def draft(self, service, **options):
        return self.run('draft', '--only', 'personal', '--words', '20', f'Tell Ann about {TEXTS["brief"]}.',
                        model=('--base-url', service.url, '--model', 'm'), **options)

    def find(self, words, data):
        return [word for word in words if word.encode() in data or word.encode('utf-16-le') in data]

    #### What is planted ####

    def plant(self):
        mine = self.home / 'mine'
        mine.mkdir()
        (mine / 'mail.txt').write_text(f'Hi Ann,\n\nI brought the {TEXTS["document"]} back on Monday. It was as you said.\n\n'
                                       'Thank you for it, and see you on Friday.\n\nSam\n')
        (mine / 'other.txt').write_text(f'Dear Omar,\n\nplease send me the {TEXTS["rewrite"]} again.\n\nKind regards,\nIngrid\n')
        self.run('import', str(mine / 'mail.txt'))
        self.run('documents', '--search', TEXTS['search'])
        self.run('cards', 'add', '--axis', 'style', '--instruction', f'Mention {TEXTS["instruction"]}.',
                 f'You mention {TEXTS["claim"]}.')

    def use_services(self):
        """Each key, with whatever is around it, reaches its own service as it is, from the environment and the keyring."""
        first, second = start_service(), start_service()
        for before, after in AROUND:
            self.draft(first, key=before + KEYS['alpha'] + after)
            store_in_keyring(second.url, before + KEYS['beta'] + after)
            self.draft(second)
        assert {key for key, _ in first.requests} == {f'Bearer {KEYS["alpha"]}'}, first.requests
        assert {key for key, _ in second.requests} == {f'Bearer {KEYS["beta"]}'}, second.requests
        for service in (first, second):
            assert sum(TEXTS['brief'] in body for _, body in service.requests) == len(AROUND)
        self.run('rewrite', '--only', 'generic', str(self.home / 'mine' / 'other.txt'),
                 model=('--base-url', first.url, '--model', 'm'), key=KEYS['alpha'])
        self.n_keys = len(first.requests) + len(second.requests)

    def use_bad_keys(self):
        """A key that can't be one is refused, not shortened, and not shown."""
        service = start_service()
        for bad in (f'{KEYS["gamma"]}\nX-Other: {KEYS["delta"]}', f'{KEYS["gamma"]}\u200b{KEYS["delta"]}',
                    f'{KEYS["gamma"]}é'):
            self.draft(service, key=bad, status=1)
            store_in_keyring(service.url, bad)
            self.draft(service, status=1)
        assert not service.requests, service.requests

    def complain(self):
        """Services that repeat what they were sent when they complain."""
        for status in (400, 401, 403, 500):
            self.draft(start_service(status), key=KEYS['alpha'], status=1)

    def use_engine(self):
        """The engine is a program of somebody else's, and needs no key."""
        self.run('draft', '--only', 'generic', '--words', '10', f'Tell Ann about {TEXTS["brief"]}.', key=KEYS['alpha'])

    #### Where it is looked for ####

    def erase(self):
        """Deletes everything, after which neither files nor keys are left, of whatever service."""
        folder = self.home / 'share' / 'idiolect'
        before = b''.join(path.read_bytes() for path in folder.iterdir())
        assert len(self.find(TEXTS.values(), before)) > 3 and count_in_keyring() > 1
        subprocess.run([self.erase_program, folder], check=True, timeout=120)
        assert not folder.exists(), list(folder.iterdir())
        assert count_in_keyring() == 0, count_in_keyring()

    def search_output(self):
        """Keys are not printed, and texts not logged."""
        for words, out, err in self.printed:
            # Debugging goes to stdout too, between what was asked for.
            log = b'\n'.join(line for line in out.splitlines() if b'-DEBUG' in line or b'-INFO' in line)
            found = self.find(KEYS.values(), out + err) + self.find(TEXTS.values(), log + err)
            assert not found, (words, found, err)
        return sum(len(out) + len(err) for _, out, err in self.printed)

    def search_files(self):
        """Keys are in no file. Texts are in the database, and where the user has them."""
        own = (self.home / 'share' / 'idiolect', self.home / 'mine')
        n_files = 0
        for path in self.home.rglob('*'):
            if not path.is_file():
                continue
            n_files += 1
            data = path.read_bytes()
            found = self.find(KEYS.values(), data)
            if not any(path.is_relative_to(folder) for folder in own):
                found += self.find(TEXTS.values(), data)
            assert not found, (path, found)
        return n_files

    def search_proxy(self):
        assert self.proxy.n_connections == 0, self.proxy.n_connections

    def search_processes(self, watcher):
        """No key is in arguments, or in the environment of what the program started; no text in either."""
        engines = 0
        own = {arguments for pid in self.given for arguments, _ in watcher.seen.get(pid, ())}
        for pid, seen in watcher.seen.items():
            for arguments, environment in seen:
                engines += b'--parallel' in arguments
                # A process with the arguments of its parent is that parent, forked: it is no other program yet. The leak
                # sanitizer works in one.
                if pid in self.given or arguments in own:
                    found = self.find(KEYS.values(), arguments)
                else:
                    found = self.find([*KEYS.values(), *TEXTS.values()], arguments + b'\0' + environment)
                assert not found, (pid, found)
        assert engines, 'the engine was never seen'
        return len(watcher.seen)


@functools.cache
def get_bus():
    return Gio.bus_get_sync(Gio.BusType.SESSION)


def call_keyring(path, interface, method, arguments):
    return get_bus().call_sync('org.freedesktop.secrets', path, f'org.freedesktop.Secret.{interface}', method, arguments,
                               None, 0, -1, None).unpack()


def store_in_keyring(service, key):
    """As an older version, or another program, stores it: as it comes."""
    _, session = call_keyring('/org/freedesktop/secrets', 'Service', 'OpenSession',
                              GLib.Variant('(sv)', ('plain', GLib.Variant('s', ''))))
    properties = {
        'org.freedesktop.Secret.Item.Label': GLib.Variant('s', f'API key for {service}'),
        'org.freedesktop.Secret.Item.Attributes': GLib.Variant('a{ss}', SCHEMA | {'service': service}),
    }
    call_keyring('/org/freedesktop/secrets/aliases/default', 'Collection', 'CreateItem',
                 GLib.Variant('(a{sv}(oayays)b)', (properties, (session, b'', key.encode(), 'text/plain'), True)))


def count_in_keyring():
    unlocked, locked = call_keyring('/org/freedesktop/secrets', 'Service', 'SearchItems',
                                    GLib.Variant('(a{ss})', (SCHEMA,)))
    return len(unlocked) + len(locked)


def check_search(campaign):
    """The search finds what is there, in a file and in what was printed."""
    planted = campaign.home / 'planted'
    planted.write_text(f'x{KEYS["alpha"]}y')
    for search, clean_up in ((campaign.search_files, planted.unlink), (campaign.search_output, campaign.printed.clear)):
        campaign.printed.append((['planted'], b'', TEXTS['brief'].encode()))
        try:
            search()
        except AssertionError:
            clean_up()
        else:
            raise AssertionError('the search finds nothing')


def run_campaign(program, erase):
    campaign, watcher = Campaign(program, erase), Watcher()
    figures = {}
    steps = (campaign.plant, campaign.use_services, campaign.use_bad_keys, campaign.complain, campaign.use_engine,
             watcher.stop, campaign.search_output, campaign.search_files, lambda: campaign.search_processes(watcher),
             campaign.search_proxy, campaign.erase)
    names = ('plant', 'use_services', 'use_bad_keys', 'complain', 'use_engine', 'stop', 'search_output', 'search_files',
             'search_processes', 'search_proxy', 'erase')
    print(f'TAP version 14\n1..{len(steps)}', flush=True)
    check_search(campaign)
    watcher.start()
    for number, (name, step) in enumerate(zip(names, steps), 1):
        try:
            figures[name] = step()
        except Exception:
            print(f'not ok {number} - {name}', flush=True)
            raise
        print(f'ok {number} - {name}', flush=True)
    print(f'# secrets: {len(KEYS)} keys and {len(TEXTS)} texts in {campaign.n_runs} runs; {campaign.n_keys} requests with the '
          f'right key; searched {figures["search_output"]} bytes of output, {figures["search_files"]} files, '
          f'{figures["search_processes"]} processes, the proxy, and database and keyring after all was deleted; found 0')


def main():
    programs = [pathlib.Path(path).resolve() for path in sys.argv[1:3]]
    if 'IDIOLECT_TEST_SECRETS' in os.environ:
        subprocess.run(['gnome-keyring-daemon', '--daemonize', '--unlock', '--components=secrets'], input=b'password',
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        run_campaign(*programs)
        return
    home = pathlib.Path(tempfile.mkdtemp(prefix='idio-', dir='/tmp'))
    (home / 'run').mkdir(mode=0o700)
    (home / 'tmp').mkdir(mode=0o700)
    settings = {name: value for name, value in os.environ.items() if not name.startswith('DBUS_') and 'DISPLAY' not in name}
    settings |= {'IDIOLECT_TEST_SECRETS': '1', 'HOME': home, 'XDG_DATA_HOME': home / 'share', 'XDG_CONFIG_HOME': home / 'config',
                 'XDG_CACHE_HOME': home / 'cache', 'XDG_STATE_HOME': home / 'state', 'XDG_RUNTIME_DIR': home / 'run',
                 'TMPDIR': home / 'tmp', 'GSETTINGS_BACKEND': 'keyfile'}
    settings.pop('IDIOLECT_API_KEY', None)
    try:
        sys.exit(subprocess.run(['dbus-run-session', '--', sys.executable, __file__, *programs], env=settings).returncode)
    finally:
        shutil.rmtree(home)


if __name__ == '__main__':
    main()

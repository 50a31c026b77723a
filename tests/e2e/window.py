#!/usr/bin/env python3
"""The whole job in a window, as a screen reader sees it, with the real engine and a real model.

  window.py PROGRAM

Every step follows on the one before, so that the first that fails ends the test. What is waited for is waited for
as long as it may take on a busy machine; what has to be fast is timed.
"""
import http.server
import json
import os
import pathlib
import subprocess
import sys
import threading
import time

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib

PATIENCE = 120

# Stop has to take less than a second, to which a button that is activated and not clicked adds a quarter, and the
# way here the rest.
STOP_SECONDS = 2

# A killed window takes its engine with it.
KILL_SECONDS = 1

# What X calls the keys
TAB, SPACE = 0xff09, 0x20

BRIEF = 'Thank Omar for repairing the drill. Ask whether he can look at the hedge trimmer before Saturday.'
SECOND_BRIEF = 'Tell Ingrid in a long letter everything that happened at the library of things this year.'
CLAIM = 'You greet people by their first name.'
KEY = 'sk-0123456789-entered-in-a-test'


#### What is on screen ####

def wait_for(condition, what):
    """Returns what the condition returns, as soon as that is something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if result := condition():
                return result
        except GLib.Error:
            pass  # What was looked at went away meanwhile.
        time.sleep(0.1)
    raise AssertionError(f'waited in vain for {what}')


def walk(node):
    """All that is on screen below a node, but for the parts of which a control is made."""
    for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        if child and child.get_state_set().contains(Atspi.StateType.SHOWING):
            yield child
            if child.get_role_name() not in ('label', 'radio button', 'page tab', 'text'):
                yield from walk(child)


def find_all(root, role, name=None):
    return [node for node in walk(root) if node.get_role_name() == role and name in (None, node.get_name())]


def find(root, role, name=None, position=0):
    return wait_for(lambda: find_all(root, role, name)[position:position + 1], f'{role} “{name}”')[0]


def shows(root, words):
    return any(words in node.get_name() for node in walk(root))


def list_actions(node):
    return [node.get_action_name(i) for i in range(node.get_n_actions())]


def act(node, action='click'):
    names = list_actions(node)
    if len(names) > 1:
        # Actions have numbers, which change when others come and go. That has to have come to rest.
        time.sleep(0.1)
        names = wait_for(lambda: (again := list_actions(node)) == list_actions(node) and again, 'actions')
    assert node.get_state_set().contains(Atspi.StateType.SENSITIVE), f'“{node.get_name()}” is not sensitive'
    assert node.do_action(names.index(action)), f'“{action}” of “{node.get_name()}” did nothing'


def click(root, name, role='button'):
    act(find(root, role, name))


def get_text(node):
    return Atspi.Text.get_text(node, 0, -1)


def set_text(node, text):
    assert Atspi.EditableText.set_text_contents(node, text), f'nothing can be written into “{node.get_name()}”'


def press(key):
    assert Atspi.generate_keyboard_event(key, None, Atspi.KeySynthType.SYM)


def tab_to(root, role, name):
    """Moves the focus with the Tab key."""
    def is_there():
        return any(node.get_state_set().contains(Atspi.StateType.FOCUSED) for node in find_all(root, role, name))

    def step():
        press(TAB)
        time.sleep(0.1)
        return is_there()

    wait_for(lambda: is_there() or step(), f'{role} “{name}” to get the focus')
    return find(root, role, name)


#### The program ####

class App:
    """The program, started anew on the same folders."""

    def __init__(self, program, home):
        self.log_path = home / 'log'
        # GTK leaks the lists of actions that are read here. Leaks are looked for in the tests of widgets.
        environment = os.environ | {
            'ASAN_OPTIONS': os.environ.get('ASAN_OPTIONS', '') + ':detect_leaks=0',
            'G_MESSAGES_DEBUG': 'all',
            'GSETTINGS_BACKEND': 'keyfile',
        }
        with open(self.log_path, 'ab') as log:
            self.process = subprocess.Popen([program], env=environment, stdout=log, stderr=log)
        self.root = wait_for(self.find_root, 'the program')
        wait_for(lambda: find_all(self.root, 'page tab', 'Write'), 'the window')

    def find_root(self):
        assert self.process.poll() is None, 'the program ended'
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            root = desktop.get_child_at_index(i)
            if root and root.get_process_id() == self.process.pid and root.get_child_count():
                # What can change must not be remembered here.
                root.set_cache_mask(Atspi.Cache.ROLE | Atspi.Cache.INTERFACES)
                return root
        return None

    def show(self, view):
        click(self.root, view, 'page tab')

        if view == 'Write':
            self.page = find(self.root, 'panel', 'Write')
            self.request, *self.panes = (find(self.root, 'text', name) for name in ('Request', 'Anyone', 'You'))

    def write(self, brief):
        set_text(self.request, brief)
        click(self.root, 'Write')

    def drafts(self):
        return [get_text(pane) for pane in self.panes]

    def is_idle(self):
        return bool(find_all(self.page, 'button', 'Write'))

    def engine(self):
        """The process of the model server that the program started."""
        for path in pathlib.Path('/proc').glob('[0-9]*/stat'):
            try:
                fields = path.read_text().rpartition(')')[2].split()
                command = path.with_name('cmdline').read_bytes()
            except OSError:
                continue
            if int(fields[1]) == self.process.pid and b'llama-server' in command:
                return int(path.parent.name)
        return None

    def quit(self):
        act(find(self.root, 'frame', 'Idiolect'), 'window.close')
        status = self.process.wait(PATIENCE)
        assert status == 0, f'the program ended with {status}:\n{self.log_path.read_text(errors="replace")[-8000:]}'


def is_alive(pid):
    """Whether a process is there, and not only waiting for someone to take note of its end."""
    try:
        return pathlib.Path(f'/proc/{pid}/stat').read_text().rpartition(')')[2].split()[0] != 'Z'
    except OSError:
        return False


#### A service that wants a key ####

class Service(http.server.BaseHTTPRequestHandler):
    keys = []

    def do_GET(self):
        self.keys.append(self.headers.get('Authorization'))
        body = json.dumps({'data': [{'id': 'a-model'}]}).encode()
        self.send_response(200)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.keys.append(self.headers.get('Authorization'))
        self.send_error(500)

    def log_message(self, *_):
        pass


def find_key(home, pid):
    """All places outside the encrypted keyring where the key can be read."""
    def has_key(path):
        try:
            return KEY.encode() in path.read_bytes()
        except OSError:
            return False  # A folder, a socket, or a file that was there a moment ago

    paths = [*home.rglob('*'), *(pathlib.Path(f'/proc/{pid}/{name}') for name in ('cmdline', 'environ'))]
    return [str(path) for path in paths if has_key(path)]


#### The steps ####

class Job:
    def __init__(self, program):
        self.program = program
        self.home = pathlib.Path(os.environ['HOME'])
        self.app = None

    def restart(self):
        self.app = App(self.program, self.home)

    def first_run(self):
        self.restart()
        wait_for(lambda: shows(self.app.root, 'Write With Your Own Voice'), 'the welcome')
        click(self.app.root, 'Try an Example')
        wait_for(lambda: find_all(self.app.root, 'list item', 'Invoice 118'), 'the texts of the example')
        wait_for(lambda: find_all(self.app.root, 'button', 'Remove Example'), 'the banner')

    def edit_card(self):
        self.app.show('Voice')
        card = find(self.app.root, 'list item', 'You open with “Hi” and the name.')
        act(card, 'card.edit')
        set_text(find(card, 'text', 'What the card says'), CLAIM)
        click(card, 'Save')
        wait_for(lambda: shows(find(self.app.root, 'list item', CLAIM), 'edited by you'), 'the edited card')

    def reject_card(self):
        card = find(self.app.root, 'list item', 'You end with a question.')
        click(card, 'Reject')
        wait_for(lambda: find_all(self.app.root, 'heading', 'Rejected'), 'the rejected cards')
        card = find(self.app.root, 'list item', 'You end with a question.')
        wait_for(lambda: not find_all(card, 'button', 'Reject'), 'the card to be rejected')

    def write_two_drafts(self):
        self.app.show('Write')
        self.app.write(BRIEF)
        wait_for(lambda: all(self.app.drafts()), 'the first words of both drafts')
        wait_for(self.app.is_idle, 'the end of both drafts')
        self.first_drafts = self.app.drafts()
        assert all(len(draft) > 20 for draft in self.first_drafts), self.first_drafts
        assert self.first_drafts[0] != self.first_drafts[1]

    def stop(self):
        self.app.write(SECOND_BRIEF)
        wait_for(lambda: self.app.drafts() != self.first_drafts and all(self.app.drafts()), 'other words in both drafts')
        stop = find(self.app.root, 'button', 'Stop')
        start = time.monotonic()
        act(stop)
        wait_for(self.app.is_idle, 'the end after Stop')
        seconds = time.monotonic() - start
        print(f'# stopped within {seconds:.2f} s')
        assert seconds < STOP_SECONDS, f'it took {seconds:.1f} s to stop'
        self.drafts = self.app.drafts()
        assert all(self.drafts), self.drafts
        time.sleep(0.5)
        assert self.app.drafts() == self.drafts, 'a draft went on after Stop'

    def copy(self):
        copies = find_all(self.app.root, 'button', 'Copy')
        request = self.app.request
        set_text(request, 'Pasted: ')
        for button, draft in zip(copies, self.drafts, strict=True):
            act(button)
            # A button that is activated and not clicked takes a moment.
            wait_for(lambda: get_text(request).endswith(draft) or act(request, 'clipboard.paste'), 'what was copied')

    def names(self):
        """Whoever can't see the window knows all controls by name."""
        roles = {'button', 'toggle button', 'radio button', 'check box', 'combo box', 'entry', 'text', 'page tab', 'list item'}
        for view, sign in (('Documents', 'Invoice 118'), ('Voice', CLAIM), ('Write', 'Request')):
            self.app.show(view)
            wait_for(lambda: shows(self.app.root, sign), f'the view {view}')
            controls = wait_for(lambda: [(node.get_role_name(), node.get_name()) for node in walk(self.app.root)
                                         if node.get_role_name() in roles], 'controls')
            nameless = [role for role, name in controls if not name]
            assert not nameless, f'without a name in {view}: {nameless}'

    def restart_and_find_all(self):
        engine = self.app.engine()
        assert engine, 'there is no engine'
        self.app.quit()
        wait_for(lambda: not is_alive(engine), 'the end of the engine')

        self.restart()
        wait_for(lambda: find_all(self.app.root, 'list item', 'Invoice 118'), 'the texts of the example')
        self.app.show('Voice')
        card = find(self.app.root, 'list item', CLAIM)
        assert shows(card, 'edited by you')
        find(self.app.root, 'heading', 'Rejected')
        assert not find_all(find(self.app.root, 'list item', 'You end with a question.'), 'button', 'Reject')
        assert not find_all(self.app.root, 'list item', 'You open with “Hi” and the name.')

        self.app.show('Write')
        wait_for(lambda: self.app.drafts() == self.drafts, 'the last drafts')
        assert get_text(self.app.request) == SECOND_BRIEF
        click(self.app.root, 'Earlier Drafts', 'toggle button')
        wait_for(lambda: find_all(self.app.root, 'list item', BRIEF[:60]) or shows(self.app.root, BRIEF[:60]), 'the history')
        click(self.app.root, 'Earlier Drafts', 'toggle button')

    def kill(self):
        self.app.write(SECOND_BRIEF)
        engine = wait_for(self.app.engine, 'the engine')
        wait_for(lambda: all(self.app.drafts()) and not self.app.is_idle(), 'the engine at work')
        self.app.process.kill()
        end = time.monotonic() + KILL_SECONDS
        while is_alive(engine) and time.monotonic() < end:
            time.sleep(0.01)
        assert not is_alive(engine), 'the engine lives on'
        self.app.process.wait()

    def open_preferences(self):
        click(self.app.root, 'Main Menu', 'toggle button')
        # GTK gives the items of menus no names.
        act(find(find(self.app.root, 'menu'), 'menu item'))
        dialog = find(self.app.root, 'dialog')
        find(dialog, 'radio button', 'A Service')
        return dialog

    def key_is_nowhere(self):
        """What is entered into the window is sent to the service, kept for the next time, and written down nowhere."""
        server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Service)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f'http://127.0.0.1:{server.server_port}/v1'

        (self.home / 'planted').write_text(f'x{KEY}y')
        assert find_key(self.home, os.getpid()) == [str(self.home / 'planted')], 'the search finds what is there'
        (self.home / 'planted').unlink()

        # As it is pasted, with what was around it
        for typed in (f'  {KEY} ', ''):
            self.restart()
            dialog = self.open_preferences()
            tab_to(dialog, 'list item', 'A Service')
            press(SPACE)
            set_text(tab_to(dialog, 'text', 'Address'), url)
            set_text(tab_to(dialog, 'password text', 'API Key'), typed)
            tab_to(dialog, 'button', 'Test')
            press(SPACE)
            wait_for(lambda: shows(dialog, 'It works: there is 1 model'), 'the answer of the service')
            assert Service.keys and set(Service.keys) == {f'Bearer {KEY}'}, Service.keys
            Service.keys.clear()
            found = find_key(self.home, self.app.process.pid)
            assert not found, f'the key is in {found}'
            self.app.process.terminate()
            self.app.process.wait(PATIENCE)
            found = find_key(self.home, os.getpid())
            assert not found, f'the key is in {found}'


def start_keyring():
    """A keyring that opens without a question, in the home folder of this test."""
    subprocess.run(['gnome-keyring-daemon', '--daemonize', '--unlock', '--components=secrets'], input=b'password',
                   check=True, stdout=subprocess.DEVNULL)


def enable_accessibility():
    Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
        'org.a11y.Bus', '/org/a11y/bus', 'org.freedesktop.DBus.Properties', 'Set',
        GLib.Variant('(ssv)', ('org.a11y.Status', 'IsEnabled', GLib.Variant('b', True))), None, 0, -1, None)


def main():
    job = Job(sys.argv[1])
    steps = (job.first_run, job.edit_card, job.reject_card, job.write_two_drafts, job.stop, job.copy, job.names,
             job.restart_and_find_all, job.kill, job.key_is_nowhere)
    start_keyring()
    enable_accessibility()
    print(f'TAP version 14\n1..{len(steps)}', flush=True)
    try:
        for number, step in enumerate(steps, 1):
            start = time.monotonic()
            try:
                step()
            except Exception:
                print(f'not ok {number} - {step.__name__}', flush=True)
                raise
            print(f'ok {number} - {step.__name__}\n# in {time.monotonic() - start:.1f} s', flush=True)
    finally:
        if job.app and job.app.process.poll() is None:
            job.app.process.kill()
            job.app.process.wait()


if __name__ == '__main__':
    main()

"""What the tests of the program share: the program, started as a user does, and what a screen reader sees of it."""
import os
import pathlib
import re
import subprocess
import sys
import time

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib

PATIENCE = 120

# What a library says of a mistake in the program, as GLib writes it
WARNING = re.compile(r'^.*\b(?:WARNING|CRITICAL|ERROR) \*\*: .*$', re.MULTILINE)

# Sometimes GDK warns of its own frames under Xvfb, and GTK of a part of a widget of its own that only it lays out.
NO_WARNING = re.compile(r'gdk_frame_timings_submitted|Trying to snapshot GtkGizmo \S+ without a current allocation')

# What X calls the keys
TAB, BACK_TAB, SPACE, RETURN, END = 0xff09, 0xfe20, 0x20, 0xff0d, 0xff57


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


def is_focused(node):
    return node.get_state_set().contains(Atspi.StateType.FOCUSED)


def list_actions(node):
    """An empty list where some come or go meanwhile"""
    try:
        return [node.get_action_name(i) for i in range(node.get_n_actions())]
    except GLib.Error:
        return []


def act(node, action='click'):
    names = list_actions(node)
    if len(names) != 1:
        # Actions have numbers, which change when others come and go. That has to have come to rest.
        time.sleep(0.1)
        names = wait_for(lambda: (again := list_actions(node)) == list_actions(node) and action in again and again,
                         f'action “{action}”')
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


def tab_to(root, role, name, key=TAB):
    """Moves the focus with the Tab key, or that and Shift."""
    def is_there():
        return any(is_focused(node) for node in find_all(root, role, name))

    def step():
        press(key)
        time.sleep(0.25)
        return is_there()

    wait_for(lambda: is_there() or step(), f'{role} “{name}” to get the focus')
    return find(root, role, name)


def choose_other_service(dialog):
    """The last in the list of services is the one whose address is typed."""
    def is_there():
        return find_all(dialog, 'text', 'Address')

    def step():
        # A list that opens takes keys when it is there, for which there is no sign.
        tab_to(dialog, 'combo box', 'Service')
        for key in (SPACE, END, RETURN):
            press(key)
            time.sleep(0.5)
        return is_there()

    wait_for(lambda: is_there() or step(), 'the address')


#### The program ####

class App:
    """The program, started anew on the same folders, and its window."""

    def __init__(self, program, home, *words, is_open=True):
        self.log_path = home / 'log'
        # GTK leaks the lists of actions that are read here. Leaks are looked for in the tests of widgets.
        environment = os.environ | {
            'ASAN_OPTIONS': os.environ.get('ASAN_OPTIONS', '') + ':detect_leaks=0',
            'G_DEBUG': 'fatal-criticals',
            'G_MESSAGES_DEBUG': 'all',
            'GSETTINGS_BACKEND': 'keyfile',
        }
        with open(self.log_path, 'ab') as log:
            self.process = subprocess.Popen([program, *words], env=environment, stdout=log, stderr=log)
        self.environment = environment
        self.root = wait_for(self.find_root, 'the program')
        if is_open:
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
        # A button that is activated takes a moment to do it, and would undo what comes before.
        wait_for(lambda: any(list(walk(panel)) for panel in find_all(self.root, 'panel', view)), f'the view “{view}”')

        if view == 'Write':
            self.page = find(self.root, 'panel', 'Write')
            self.request, *self.panes = (find(self.root, 'text', name) for name in ('Request', 'Generic', 'In Your Voice'))

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

    def open_preferences(self):
        click(self.root, 'Main Menu', 'toggle button')
        # GTK gives the items of menus no names.
        act(find(find(self.root, 'menu'), 'menu item'))
        dialog = find(self.root, 'dialog')
        find(dialog, 'radio button', 'A Service')
        return dialog

    def warnings(self):
        """What the libraries warned of."""
        return [line for line in WARNING.findall(self.log_path.read_text(errors='replace')) if not NO_WARNING.search(line)]

    def describe(self):
        """What is on screen and the end of the log, for whoever has to find out why a test failed."""
        try:
            nodes = [f'{node.get_role_name()} “{node.get_name()}”' for node in walk(self.root)]
        except GLib.Error as error:
            nodes = [str(error)]
        return '\n'.join(['On screen:', *nodes, 'Log:', self.log_path.read_text(errors='replace')[-4000:]])

    def quit(self):
        act(find(self.root, 'frame', 'Idiolect'), 'window.close')
        self.wait()

    def wait(self):
        """Waits for the program to end as it should."""
        status = self.process.wait(PATIENCE)
        assert status == 0, f'the program ended with {status}:\n{self.log_path.read_text(errors="replace")[-8000:]}'


def is_alive(pid):
    """Whether a process is there, and not only waiting for someone to take note of its end."""
    try:
        return pathlib.Path(f'/proc/{pid}/stat').read_text().rpartition(')')[2].split()[0] != 'Z'
    except OSError:
        return False


def start_keyring():
    """A keyring that opens without a question, in the home folder of this test."""
    subprocess.run(['gnome-keyring-daemon', '--daemonize', '--unlock', '--components=secrets'], input=b'password',
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def enable_accessibility():
    Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
        'org.a11y.Bus', '/org/a11y/bus', 'org.freedesktop.DBus.Properties', 'Set',
        GLib.Variant('(ssv)', ('org.a11y.Status', 'IsEnabled', GLib.Variant('b', True))), None, 0, -1, None)


def run_steps(job, steps):
    """Runs the steps of a job, each a test. The first that fails ends it."""
    print(f'TAP version 14\n1..{len(steps)}', flush=True)
    try:
        for number, step in enumerate(steps, 1):
            start = time.monotonic()
            try:
                step()
                warnings = job.app.warnings() if job.app else []
                assert not warnings, 'in the log: ' + '\n'.join(warnings)
            except Exception:
                print(f'not ok {number} - {step.__name__}', flush=True)
                if job.app:
                    print(job.app.describe(), file=sys.stderr, flush=True)
                raise
            print(f'ok {number} - {step.__name__}\n# in {time.monotonic() - start:.1f} s', flush=True)
    finally:
        if job.app and job.app.process.poll() is None:
            job.app.process.kill()
            job.app.process.wait()

"""The Flatpak's sandbox, what runs in it, and what of the desktop it talks to, for the test of it."""
import http.server
import os
import pathlib
import subprocess
import threading
import time

from gi.repository import Gio, GLib

from screen import PATIENCE, App, Atspi, find_all, is_alive, list_actions, wait_for

ID = 'io.github.idiolect.Idiolect'

# The part of the desktop's shell in the portals
SHELL = 'org.freedesktop.impl.portal.desktop.shell'

MODEL_BYTES = 100_000_000


def flatpak(*words, **options):
    where = [] if words[0] in ('run', 'permission-set') else ['--user']
    done = subprocess.run(['flatpak', *where, *words], text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          timeout=PATIENCE * 5, **options)
    return done.returncode, done.stdout


def must(*words):
    status, output = flatpak(*words)
    assert status == 0, f'flatpak {" ".join(map(str, words))} failed:\n{output}'
    return output


def in_sandbox(*command):
    """What a program in the sandbox of the app says."""
    return flatpak('run', f'--command={command[0]}', ID, *command[1:])


def find_window():
    """The app as a screen reader finds it, whichever process it is in, but for one that has ended and is listed still"""
    desktop = Atspi.get_desktop(0)
    for i in range(desktop.get_child_count()):
        root = desktop.get_child_at_index(i)
        if root and root.get_child_count() and any(map(list_actions, find_all(root, 'frame', 'Idiolect'))):
            root.set_cache_mask(Atspi.Cache.ROLE | Atspi.Cache.INTERFACES)
            return root
    return None


def list_processes():
    """All that run in the sandbox of the app, with their command lines"""
    found = {}
    for path in pathlib.Path('/proc').glob('[0-9]*'):
        try:
            info = (path / 'root' / '.flatpak-info').read_text()
            # One that is built has this name too.
            if f'\nname={ID}\n' in info and '\nbuild=true\n' not in info and is_alive(path.name):
                found[int(path.name)] = (path / 'cmdline').read_bytes().split(b'\0')
        except OSError:
            continue
    return found


def activate(action):
    """What the menu of the icon does, and a notification"""
    Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
        ID, '/' + ID.replace('.', '/'), 'org.freedesktop.Application', 'ActivateAction',
        GLib.Variant('(sava{sv})', (action, [], {})), None, 0, PATIENCE * 1000, None)


def wait_for_end():
    wait_for(lambda: not is_running() and not list_processes(), 'the end of the app')


def is_running():
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    return bus.call_sync('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'NameHasOwner',
                         GLib.Variant('(s)', (ID,)), None, 0, -1, None).unpack()[0]


def time_first_frame(command, environment):
    start = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    for line in process.stderr:
        if b'frame_end=' in line:
            break
    seconds = time.monotonic() - start
    threading.Thread(target=process.stderr.read, daemon=True).start()
    activate('quit')
    assert process.wait(PATIENCE) == 0
    return seconds


class SandboxedApp(App):
    """The app inside its sandbox, with files as a file manager gives them to it."""

    def __init__(self, home, model, *files):
        self.began = time.monotonic()
        super().__init__('flatpak', home, 'run', '--file-forwarding', f'--env=IDIOLECT_MODEL={model}', ID,
                         '@@', *files, '@@')

    def find_root(self):
        assert self.process.poll() is None, f'the program ended:\n{self.log_path.read_text(errors="replace")[-4000:]}'
        return find_window()

    def engine(self):
        return next((pid for pid, words in list_processes().items()
                     if words[0] == b'/app/bin/llama-server' and b'--list-devices' not in words), None)


class Shell(threading.Thread):
    """What GNOME Shell does for the portal that asks whether a program may run without a window"""

    XML = """<node><interface name="org.freedesktop.impl.portal.Background">
      <method name="GetAppState"><arg type="a{sv}" direction="out"/></method>
      <method name="NotifyBackground"><arg type="o" direction="in"/><arg type="s" direction="in"/>
        <arg type="s" direction="in"/><arg type="u" direction="out"/><arg type="a{sv}" direction="out"/></method>
      <method name="EnableAutostart"><arg type="s" direction="in"/><arg type="b" direction="in"/>
        <arg type="as" direction="in"/><arg type="u" direction="in"/><arg type="b" direction="out"/></method>
      </interface></node>"""
    ANSWERS = {'GetAppState': GLib.Variant('(a{sv})', ({},)), 'NotifyBackground': GLib.Variant('(ua{sv})', (0, {})),
               'EnableAutostart': GLib.Variant('(b)', (False,))}

    def __init__(self):
        super().__init__(daemon=True)

    def run(self):
        # What screen readers are told is dispatched in the main context, which is not for two threads.
        context = GLib.MainContext.new()
        context.push_thread_default()
        flags = Gio.DBusConnectionFlags
        bus = Gio.DBusConnection.new_for_address_sync(os.environ['DBUS_SESSION_BUS_ADDRESS'],
                                                      flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None)
        bus.register_object('/org/freedesktop/portal/desktop', Gio.DBusNodeInfo.new_for_xml(self.XML).interfaces[0],
                            lambda *call: call[-1].return_value(self.ANSWERS[call[4]]), None, None)
        Gio.bus_own_name_on_connection(bus, SHELL, Gio.BusNameOwnerFlags.NONE, None, None)
        GLib.MainLoop.new(context, False).run()


class Web:
    """A web server with the files of a folder, which knows what was fetched."""

    def __init__(self, folder):
        fetched = self.fetched = {}

        class Handler(http.server.SimpleHTTPRequestHandler):
            def __init__(self, *words):
                super().__init__(*words, directory=folder)

            def send_response(self, code, message=None):
                self.code = code
                super().send_response(code, message)

            def send_header(self, name, value):
                if self.code == 200 and name == 'Content-Length':
                    fetched[self.path] = int(value)
                super().send_header(name, value)

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.address = f'http://127.0.0.1:{server.server_port}'


class SlowModel(http.server.BaseHTTPRequestHandler):
    """A model whose download takes longer than any test"""

    def do_GET(self):
        self.send_response(200)
        self.send_header('Content-Length', str(MODEL_BYTES))
        self.end_headers()
        try:
            while True:
                self.wfile.write(bytes(1024))
                time.sleep(0.1)
        except OSError:
            pass  # Nobody listens any more.

    def log_message(self, *_):
        pass



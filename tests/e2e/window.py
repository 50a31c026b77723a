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
import shutil
import sys
import threading
import time

from screen import (PATIENCE, SPACE, App, Atspi, act, choose_other_service, click, enable_accessibility, find, find_all,
                    get_text, is_alive, is_focused, press, run_steps, set_text, shows, start_keyring, tab_to, wait_for,
                    walk)

# Stop has to take less than a second, to which a button that is activated and not clicked adds a quarter, and the
# way here the rest.
STOP_SECONDS = 2

# A killed window takes its engine with it.
KILL_SECONDS = 1

BRIEF = 'Thank Omar for repairing the drill. Ask whether he can look at the hedge trimmer before Saturday.'
SECOND_BRIEF = 'Tell Ingrid in a long letter everything that happened at the library of things this year.'
CLAIM = 'You greet people by their first name.'
KEY = 'sk-0123456789-entered-in-a-test'


#### A service that wants a key ####

class Service(http.server.BaseHTTPRequestHandler):
    keys = []

    def do_GET(self):
        self.answer({'data': [{'id': 'a-model'}]})

    def do_POST(self):
        self.rfile.read(int(self.headers['Content-Length']))
        self.answer({'choices': [{'message': {'content': 'yes'}, 'finish_reason': 'stop'}]})

    def answer(self, what):
        self.keys.append(self.headers.get('Authorization'))
        body = json.dumps(what).encode()
        self.send_response(200)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def serve():
    """Returns the address of the service, and the keys that it was given."""
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f'http://127.0.0.1:{server.server_port}/v1', Service.keys


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
        wait_for(lambda: shows(self.app.root, 'Write in Your Own Voice'), 'the welcome')
        click(self.app.root, 'Try an Example')
        wait_for(lambda: find_all(self.app.root, 'list item', 'Invoice 118'), 'the texts of the example')
        wait_for(lambda: find_all(self.app.root, 'button', 'Remove Example'), 'the banner')

    def edit_card(self):
        self.app.show('Voice')
        card = find(self.app.root, 'list item', 'You open with “Hi” and the name.')
        act(card, 'card.edit')
        set_text(find(card, 'text', 'What the card says'), CLAIM)
        click(card, 'Save')
        self.assert_edited()

    def assert_edited(self):
        card = find(self.app.root, 'list item', CLAIM)
        click(card, 'Details', 'toggle button')
        wait_for(lambda: shows(card, 'edited by you'), 'the edited card')

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
        # That in the user's voice comes first.
        for button, draft in zip(copies, reversed(self.drafts), strict=True):
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
        # Whoever has texts comes to write.
        wait_for(lambda: is_focused(find(self.app.root, 'text', 'Request')), 'the focus in the request')
        self.app.show('Documents')
        wait_for(lambda: find_all(self.app.root, 'list item', 'Invoice 118'), 'the texts of the example')
        self.app.show('Voice')
        self.assert_edited()
        find(self.app.root, 'heading', 'Rejected')
        assert not find_all(find(self.app.root, 'list item', 'You end with a question.'), 'button', 'Reject')
        assert not find_all(self.app.root, 'list item', 'You open with “Hi” and the name.')

        self.app.show('Write')
        wait_for(lambda: self.app.drafts() == self.drafts, 'the last drafts')
        # What was typed last, and no draft was written for
        wait_for(lambda: get_text(self.app.request).startswith('Pasted: '), 'the request that was typed')
        click(self.app.root, 'Earlier Drafts…')
        dialog = find(self.app.root, 'dialog')
        wait_for(lambda: shows(dialog, BRIEF[:60]), 'the history')
        click(dialog, 'Close')
        wait_for(lambda: not find_all(self.app.root, 'dialog'), 'the end of the history')

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
        return self.app.open_preferences()

    def key_is_nowhere(self):
        """What is entered into the window is sent to the service, kept for the next time, and written down nowhere."""
        url, _ = serve()

        (self.home / 'planted').write_text(f'x{KEY}y')
        assert find_key(self.home, os.getpid()) == [str(self.home / 'planted')], 'the search finds what is there'
        (self.home / 'planted').unlink()

        # As it is pasted, with what was around it
        for typed in (f'  {KEY} ', ''):
            self.restart()
            dialog = self.open_preferences()
            tab_to(dialog, 'list item', 'A Service')
            press(SPACE)
            choose_other_service(dialog)
            set_text(tab_to(dialog, 'text', 'Address'), url)
            if typed:
                set_text(tab_to(dialog, 'password text', 'API Key'), typed)
            else:
                wait_for(lambda: shows(dialog, 'A Key Is Stored'), 'the key that is stored')
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

    def settings_are_gone(self):
        """Who deletes the settings while the window is open, or may not change them, can still use it."""
        self.restart()
        self.app.show('Write')
        frame = find(self.app.root, 'frame', 'Idiolect')
        wait_for(lambda: (self.home / '.config' / 'glib-2.0').exists(), 'the settings')
        shutil.rmtree(self.home / '.config' / 'glib-2.0')
        # The service that keeps settings takes a moment to see it.
        time.sleep(2)
        for node in (frame, self.app.request, *self.app.panes):
            assert node.get_state_set().contains(Atspi.StateType.SENSITIVE), node.get_name()
        self.app.quit()


def main():
    job = Job(sys.argv[1])
    steps = (job.first_run, job.edit_card, job.reject_card, job.write_two_drafts, job.stop, job.copy, job.names,
             job.restart_and_find_all, job.kill, job.key_is_nowhere, job.settings_are_gone)
    start_keyring()
    enable_accessibility()
    run_steps(job, steps)


if __name__ == '__main__':
    main()

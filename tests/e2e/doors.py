#!/usr/bin/env python3
"""How the program is entered and left: with files, twice, and by signals; with a real engine and model.

  doors.py PROGRAM
"""
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import time

from screen import (App, PATIENCE, enable_accessibility, find_all, get_text, is_alive, run_steps, shows, start_keyring,
                    wait_for)

# Nobody waits for a window that is closed; this is how long it may still be there.
END_SECONDS = 4

# So often what can only be interrupted with luck is tried.
TRIES = 5

N_FILES = 500

BRIEF = 'Tell Ingrid in a long letter everything that happened at the library of things this year.'


class Job:
    def __init__(self, program):
        self.program = program
        self.home = pathlib.Path(os.environ['HOME'])
        self.database = self.home / '.local' / 'share' / 'idiolect' / 'idiolect.db'
        self.texts = self.home / 'texts'
        self.texts.mkdir()
        self.app = None

    def start(self, *words, **options):
        self.app = App(self.program, self.home, *words, **options)

    def write(self, name):
        path = self.texts / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'Hi Ann,\n\nthese are the words of {name}, and all of them are mine.\n\nCheers,\nNell\n')
        return path

    def query(self, sql):
        connection = sqlite3.connect(self.database)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def has(self, title):
        return find_all(self.app.root, 'list item', title)

    def open_with(self):
        """Open with Idiolect, which does not run"""
        self.start(self.write('first'), self.write('second'))
        wait_for(lambda: self.has('first') and self.has('second'), 'the texts')
        wait_for(lambda: shows(self.app.root, '2 added'), 'what became of them')

    def open_again(self):
        """… and which does: a second program gives its files to the first, and ends."""
        for name in ('third', 'fourth'):
            subprocess.run([self.program, self.write(name)], env=self.app.environment, check=True, timeout=PATIENCE)
        wait_for(lambda: self.has('third') and self.has('fourth'), 'the texts')
        subprocess.run([self.program, self.texts / 'nothing'], env=self.app.environment, check=True, timeout=PATIENCE)
        wait_for(lambda: shows(self.app.root, '1 left out'), 'what was not there')
        self.app.quit()

    def again(self, word):
        subprocess.run([self.program, word], env=self.app.environment, check=True, timeout=PATIENCE)

    def menu_of_icon(self):
        """What it offers is done by the program that it starts, and by one that runs already."""
        self.start('--write')
        wait_for(lambda: find_all(self.app.root, 'text', 'Request'), 'the view to write in')
        self.app.show('Voice')
        self.again('--write')
        wait_for(lambda: find_all(self.app.root, 'text', 'Request'), 'the view to write in, again')
        before = self.windows()
        self.again('--add-documents')
        wait_for(lambda: self.windows() > before, 'the dialog that chooses files')
        self.app.process.terminate()
        self.app.wait()
        self.start('--add-documents')
        wait_for(lambda: self.windows() > before, 'the dialog at the start')
        self.app.process.terminate()
        self.app.wait()

    def activate(self, action, *parameters):
        """As another app does over D-Bus"""
        name = 'io.github.idiolect.Idiolect'
        subprocess.run(['gdbus', 'call', '--session', '--dest', name, '--object-path', f'/{name.replace(".", "/")}',
                        '--method', 'org.gtk.Actions.Activate', action, f'[{", ".join(parameters)}]', '{}'],
                       env=self.app.environment, check=True, timeout=PATIENCE, stdout=subprocess.DEVNULL)

    def requests(self, text):
        found = find_all(self.app.root, 'text', 'Request')
        return found and get_text(found[0]) == text

    def from_another_app(self):
        """A text of another app is what should be rewritten, whether or not the program runs, and nothing gets lost."""
        self.start('--rewrite=Dear <b>Sir</b>,')
        wait_for(lambda: self.requests('Dear <b>Sir</b>,'), 'the text of the command line')
        self.activate('rewrite', '<"Hello “Ann”\\n{{name}}">')
        wait_for(lambda: self.requests('Hello “Ann”\n{{name}}'), 'the text of another app')
        wait_for(lambda: find_all(self.app.root, 'button', 'Undo'), 'the way back')[0].do_action(0)
        wait_for(lambda: self.requests('Dear <b>Sir</b>,'), 'the text before')
        self.activate('rewrite', '<"  ">')
        wait_for(lambda: shows(self.app.root, 'There is no text to rewrite'), 'that it is empty')
        self.activate('rewrite-clipboard')
        self.again('--rewrite-clipboard')
        assert self.requests('Dear <b>Sir</b>,')
        self.app.quit()

    def windows(self):
        return self.app.root.get_child_count()

    def open_many(self):
        """Many files, and a folder of as many"""
        files = [self.write(f'a{number}') for number in range(N_FILES)]
        for number in range(N_FILES):
            self.write(f'folder/b{number}')
        self.start(*files, self.texts / 'folder')
        wait_for(lambda: shows(self.app.root, f'{2 * N_FILES:,} added'), 'the texts')
        self.app.quit()
        assert self.query('SELECT count(*) FROM document') == [(4 + 2 * N_FILES,)]

    def open_nothing(self):
        """A database that can't be opened: the files are not forgotten."""
        kept = self.database.with_name('kept')
        self.database.rename(kept)
        for name in ('idiolect.db-wal', 'idiolect.db-shm'):
            self.database.with_name(name).unlink(missing_ok=True)
        self.database.write_bytes(b'This is no database. ' * 100)
        self.start(self.write('fifth'), is_open=False)
        wait_for(lambda: shows(self.app.root, '1 file was not added'), 'the failure')
        kept.rename(self.database)
        wait_for(lambda: find_all(self.app.root, 'button', 'Try Again'), 'the button')[0].do_action(0)
        wait_for(lambda: shows(self.app.root, '1 added'), 'the text')
        self.app.quit()
        assert self.query("SELECT count(*) FROM document WHERE title LIKE 'fifth'") == [(1,)]

    def end(self, number):
        start = time.monotonic()
        self.app.process.send_signal(number)
        self.app.wait()
        seconds = time.monotonic() - start
        print(f'# gone after {seconds:.2f} s')
        assert seconds < END_SECONDS, f'it took {seconds:.1f} s to end'

    def signal_while_idle(self):
        """At any moment, from the very first, with and without a dialog"""
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            self.start(is_open=False)
            self.end(number)
            self.start()
            self.end(number)
        self.start()
        self.app.open_preferences()
        self.end(signal.SIGTERM)

    def signal_while_writing(self):
        """What is written so far is kept, and the engine ends with the program."""
        for number in (signal.SIGTERM, signal.SIGHUP):
            assert any(self.interrupt_writing(number, attempt) for attempt in range(TRIES)), 'all drafts were finished'

    def interrupt_writing(self, number, attempt):
        """Returns whether a draft was interrupted: a small model may have written both to their end by then."""
        request = f'{BRIEF} {int(number)}-{attempt}'
        self.start()
        self.app.show('Write')
        self.app.write(request)
        # Until it is at work, the last drafts are still shown.
        wait_for(lambda: not self.app.is_idle(), 'the beginning')
        wait_for(lambda: all(self.app.drafts()), 'both drafts')
        time.sleep(random.random())
        shown = self.app.drafts()
        engine = self.app.engine()
        assert engine, 'there is no engine'
        self.end(number)
        wait_for(lambda: not is_alive(engine), 'the end of the engine')
        saved = self.query('SELECT draft.body, draft.state FROM draft JOIN brief ON brief.id = draft.brief '
                           f"WHERE request LIKE '%{request}' ORDER BY draft.kind = 'personal'")
        assert len(saved) == 2, saved
        for (body, state), seen in zip(saved, shown, strict=True):
            assert state in ('stopped', 'finished'), saved
            assert body.startswith(seen.rstrip()), (body, seen)
        return 'stopped' in [state for _, state in saved]

    def signal_while_importing(self):
        for number in range(4000):
            self.write(f'more/c{number}')
        before = self.query('SELECT count(*) FROM document')[0][0]
        self.start(self.texts / 'more', is_open=False)
        wait_for(lambda: self.query('SELECT count(*) FROM document')[0][0] > before, 'a text')
        self.end(signal.SIGTERM)
        self.start(self.texts / 'more')
        wait_for(lambda: shows(self.app.root, 'already here'), 'the rest')
        self.app.quit()
        assert self.query('SELECT count(*) FROM document') == [(before + 4000,)]


def main():
    job = Job(sys.argv[1])
    start_keyring()
    enable_accessibility()
    run_steps(job, (job.open_with, job.open_again, job.menu_of_icon, job.from_another_app,
                    job.open_many, job.open_nothing, job.signal_while_idle,
                    job.signal_while_writing, job.signal_while_importing))


if __name__ == '__main__':
    main()

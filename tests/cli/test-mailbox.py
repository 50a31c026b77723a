#!/usr/bin/env python3
"""An import of a mailbox that is stopped, killed or overtaken by new mails keeps what it has, and goes on the next time."""
import contextlib
import os
import pathlib
import signal
import sqlite3
import subprocess
import threading
import time

from cli import DONE, Case, Home
import tap

N_MAILS = 3000
N_OWN = N_MAILS // 3
PATIENCE = 60

ROWS = """SELECT title, body, words, written, (SELECT group_concat(kind || start || ',' || length || text)
          FROM (SELECT * FROM part WHERE document = document.id ORDER BY number)) FROM document ORDER BY hash"""


def make_mail(number):
    writer = 'jonas' if number % 3 == 0 else 'priya'
    return (f'From {writer}@example.org Mon May 12 09:14:33 2025\nFrom: {writer}@example.org\n'
            f'Date: Mon, 12 May 2025 {number // 60 % 24:02}:{number % 60:02}:33 +0200\n'
            f'Subject: Number {number}\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n'
            f'Liebe Ann,\n\nthe boat number {number} leaves at nine and I shall wait for you at the pier.\n>From there '
            f'we go on.\n\nCheers, Jonas\n\n> Number {number - 1}\n> was late.\n\n')


class MailboxCase(Case):
    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.remove)
        self.box = self.home.write('Archive.mbox', ''.join(map(make_mail, range(N_MAILS))))

    def read_rows(self):
        if not (self.home.data / 'idiolect.db').exists():
            return []
        with contextlib.closing(sqlite3.connect(self.home.data / 'idiolect.db', timeout=PATIENCE)) as database:
            try:
                return database.execute(ROWS).fetchall()
            except sqlite3.OperationalError:
                return []

    def start_import(self):
        process = self.home.start('import', '--me', 'jonas@example.org', self.box, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        self.addCleanup(process.stdout.close)
        return process

    def start_until(self, n_rows):
        """An import that has saved so many texts, and is in the middle."""
        process = self.start_import()
        end = time.monotonic() + PATIENCE
        while process.poll() is None and len(self.read_rows()) < n_rows:
            self.assertLess(time.monotonic(), end, 'nothing was saved')
        return process

    def import_all(self):
        return self.do_json('import', '--me', 'jonas@example.org', self.box)

    def get_expected(self):
        """What is there after an import of the same box that nothing disturbed"""
        mine, self.home = self.home, Home()
        self.addCleanup(self.home.remove)
        told = self.import_all()
        self.assertEqual(N_OWN, told['added'])
        rows = self.read_rows()
        self.home = mine
        return rows

    def check_some(self, expected):
        rows = self.read_rows()
        self.assertLessEqual(set(rows), set(expected))
        with contextlib.closing(sqlite3.connect(self.home.data / 'idiolect.db')) as database:
            self.assertEqual([('ok',)], database.execute('PRAGMA integrity_check').fetchall())
        return len(rows)

    def check_rest(self, n_here, expected):
        told = self.import_all()
        self.assertEqual((N_OWN - n_here, n_here), (told['added'], told['already-here']))
        self.assertEqual(expected, self.read_rows())
        self.assertEqual(0, self.import_all()['added'])

    def test_killed(self):
        expected = self.get_expected()
        n_here = 0
        for _ in range(3):
            process = self.start_until(n_here + 1)
            process.kill()
            process.wait()
            n_found = self.check_some(expected)
            self.assertGreaterEqual(n_found, n_here)
            n_here = n_found
        self.check_rest(n_here, expected)

    def test_stopped(self):
        expected = self.get_expected()
        for number in (signal.SIGINT, signal.SIGTERM):
            process = self.start_until(len(self.read_rows()) + 1)
            process.send_signal(number)
            process.wait(PATIENCE)
        self.check_rest(self.check_some(expected), expected)

    def test_reader_killed(self):
        """The process that reads is gone in the middle: that is told, and what it read stays."""
        expected = self.get_expected()
        process = self.start_until(1)
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            for child in pathlib.Path(f'/proc/{process.pid}/task/').glob('*/children'):
                for reader in child.read_text().split():
                    os.kill(int(reader), signal.SIGKILL)
        output = process.communicate(timeout=PATIENCE)[0].decode()
        self.assertEqual(DONE, process.returncode, output)
        n_here = self.check_some(expected)
        self.assertRegex(output, rf'^{n_here} added')
        self.check_rest(n_here, expected)

    def test_growing(self):
        """Mails come while the box is read. Those that were there are in, and the next time the others are."""
        expected = self.get_expected()
        mails = list(map(make_mail, range(N_MAILS)))
        self.box.write_text(''.join(mails[:N_MAILS // 2]))
        process = self.start_import()

        def grow():
            # Each in one piece, as programs do that lock the box
            with open(self.box, 'ab', buffering=0) as box:
                for mail in mails[N_MAILS // 2:]:
                    box.write(mail.encode())
                    time.sleep(0.001)

        thread = threading.Thread(target=grow)
        thread.start()
        output = process.communicate(timeout=PATIENCE)[0].decode()
        thread.join()
        self.assertEqual(DONE, process.returncode, output)
        n_here = self.check_some(expected)
        self.assertGreaterEqual(n_here, N_OWN // 2)
        self.check_rest(n_here, expected)


if __name__ == '__main__':
    tap.main()

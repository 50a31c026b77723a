#!/usr/bin/env python3
"""Kills the program at any moment, and looks for what it said was saved.

  kill.py [--tap] [--seed SEED] [--only NUMBER] [KILLS]

Programs import, edit, remove, erase, draft and bring old databases to a new form, alone or two at once. They are ended
by SIGKILL, some after SIGSTOP, some by SIGTERM. After each, what was promised is there, nothing is half done, what was
erased is in no file, and the program starts again. Kills are grouped in series, each on one database; the seed and the
number of a series choose all that is done in it. Prints what failed, and one line of figures.
"""
import argparse
import collections
import itertools
import os
import pathlib
import random
import resource
import secrets
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.append(str(pathlib.Path(__file__).parent.parent / 'cli'))

import cli  # noqa: E402
import service  # noqa: E402
import tap  # noqa: E402
from promises import NEWEST, Promises, look_into  # noqa: E402

WORKER = tap.BUILD / 'tests' / 'kill-worker'

# The sanitizers make programs slower.
SLOWER = 4 if b'__asan_init' in WORKER.read_bytes() else 1

# How long a program lives, from its start or from its first promise, in seconds
MAX_LIFE = 0.12 * SLOWER

# Longer than anything takes, on a machine that does other things
PATIENCE = 120

KILLS_PER_SERIES = 8

WAYS = {'SIGKILL': 6, 'SIGSTOP': 2, 'SIGTERM': 2}


class Fault(Exception):
    pass


class Program:
    """One that runs, and writes to a file, which takes all that it says before it ends."""

    def __init__(self, series, command):
        self.series, self.output = series, tempfile.TemporaryFile()
        series.programs.append(self)
        self.process = subprocess.Popen(command, env=series.home.environment, stdin=subprocess.DEVNULL,
                                        stdout=self.output, stderr=subprocess.STDOUT)

    def read(self):
        # The position in the file is the program's, which is writing.
        descriptor = self.output.fileno()
        return os.pread(descriptor, os.fstat(descriptor).st_size, 0).decode(errors='replace')

    def wait_for(self, count):
        """Until it has promised so much."""
        end = time.monotonic() + PATIENCE
        while self.read().count('done\t') < count and self.process.poll() is None:
            if time.monotonic() > end:
                raise Fault(f'it did not promise anything for {PATIENCE} s')
            time.sleep(0.002)

    def close(self):
        self.process.kill()
        self.process.wait()
        self.output.close()

    def end(self):
        """Ends it by one of the ways. Returns its status, which is not below 0 if it had ended by itself."""
        way = self.series.random.choices(list(WAYS), WAYS.values())[0]
        if way == 'SIGSTOP':
            self.process.send_signal(signal.SIGSTOP)
            time.sleep(self.series.random.random() * 0.05)
        self.process.send_signal(signal.SIGTERM if way == 'SIGTERM' else signal.SIGKILL)
        try:
            status = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Fault(f'{way} did not end it') from None
        if status < 0 and -status not in (signal.SIGKILL, signal.SIGTERM):
            raise Fault(f'it ended by {signal.Signals(-status).name}: {self.read()[-2000:]}')
        self.series.ways[way] += 1
        return status


class Series:
    """Some kills over one database."""

    def __init__(self, seed, number):
        self.random = random.Random(f'{seed}/{number}')
        self.home = cli.Home()
        self.promises = Promises(self.home.data)
        self.ways = collections.Counter()
        self.programs = []
        self.name = self.random.choice(list(SERIES)) if number >= len(SERIES) else list(SERIES)[number]

    def start_worker(self, work, name='a'):
        return Program(self, [WORKER, self.home.data, work, str(self.random.getrandbits(31)), name])

    def start_command(self, *words):
        return Program(self, self.home.command(*words))

    def wait_some(self):
        time.sleep(self.random.random() * MAX_LIFE)

    def believe(self, program):
        output = program.read()
        if faults := self.promises.take(output):
            raise Fault(f'{"; ".join(faults)}')

    def check(self):
        """After the kill, and after the start that comes next."""
        if faults := self.promises.check_after_kill():
            raise Fault('after the kill: ' + '; '.join(faults[:5]))
        done = subprocess.run([WORKER, self.home.data, 'open', '0', 'x'], env=self.home.environment, timeout=PATIENCE,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding='utf-8')
        if done.returncode:
            raise Fault(f'it does not start again: {done.stdout[-2000:]}')
        if faults := self.promises.check_after_start():
            raise Fault('after the next start: ' + '; '.join(faults[:5]))

    #### What is done ####

    def work(self, work):
        worker = self.start_worker(work)
        if self.random.random() < 0.5:
            worker.wait_for(2)
        self.wait_some()
        worker.end()
        self.believe(worker)

    def work_two(self):
        """Whoever is left goes on, and then is killed too."""
        works = self.random.choice([('edit', 'edit'), ('edit', 'import'), ('import', 'import'), ('edit', 'remove'),
                                    ('remove', 'remove')])
        first, second = (self.start_worker(work, name) for work, name in zip(works, 'ab'))
        if self.random.random() < 0.7:
            first.wait_for(2)
        self.wait_some()
        first.end()
        self.believe(first)
        second.wait_for(second.read().count('done\t') + 3)
        self.wait_some()
        second.end()
        self.believe(second)

    def import_files(self):
        """What is told at the end is there, be that an early one."""
        number = self.random.getrandbits(40)
        for i in range(150):
            self.home.write(f'files-{number}/{i}.txt', f'Text 0 of 1 of {self.make_word()}, which ends so.')
        before = self.count('document')
        program = self.start_command('import', self.home.path / f'files-{number}')
        time.sleep(self.random.random() * MAX_LIFE * 2)
        program.end()
        told = program.read().split(' added')[0]
        if told.isdigit() and self.count('document') != before + int(told):
            raise Fault(f'{told} texts were told to be added, and {self.count("document") - before} were')
        shutil.rmtree(self.home.path / f'files-{number}')

    def use_cards(self):
        """The command has promised what it did if it says that it is done."""
        kind, key, value, words = self.choose_card_command()
        program = self.start_command('cards', *words)
        time.sleep(self.random.random() * MAX_LIFE)
        ended = program.end() == 0
        self.promises.take_value(ended, f'{kind}:{key}', value)

    def choose_card_command(self):
        word = self.make_word()
        cards = self.query("SELECT id FROM card WHERE source = 'yours'")
        if len(cards) < 2 or self.random.random() < 0.3:
            return 'claim', word, word, ['add', word]
        card = str(self.random.choice(cards)[0])
        self.promises.values.setdefault(f'card:{card}', set(self.query('SELECT claim FROM card WHERE id = ?', card)[0]))
        self.promises.values.setdefault(f'state:{card}', set(self.query('SELECT state FROM card WHERE id = ?', card)[0]))
        return self.random.choice([
            ('state', card, 'kept', ['keep', card]),
            ('state', card, 'rejected', ['reject', card]),
        ])

    def draft(self):
        """A draft that is stopped is kept as it was printed."""
        model = service.Service()
        try:
            if self.random.random() < 0.3:
                model.say(*(f'word{i} ' for i in range(20)))
            else:
                model.go_on(0.002)
            before = self.query('SELECT id, body, state FROM draft ORDER BY id')
            program = self.start_command('--base-url', model.url, '--model', 'a-model', 'draft', '--only', 'generic',
                                         'A note')
            if self.random.random() < 0.6:
                model.asked.wait(PATIENCE)
            self.wait_some()
            program.end()
        finally:
            model.close()
        after = self.query('SELECT id, body, state FROM draft ORDER BY id')
        printed = program.read()
        if after[:len(before)] != before:
            raise Fault('earlier drafts have changed')
        if printed and [f'Generic\n\n{body}\n\n' for _, body, _ in after[len(before):]] != [printed]:
            raise Fault(f'what was printed is not what was kept: {printed!r}, {after[len(before):]}')

    def migrate(self):
        """An old database is of one form or the other, and has all that was in it."""
        shutil.rmtree(self.home.data, ignore_errors=True)
        self.promises = Promises(self.home.data)
        make_old(self, self.random.randrange(1, NEWEST))
        # Whoever is late finds it done, or waits.
        workers = [self.start_worker('open', name) for name in self.random.choice(['a', 'a', 'ab'])]
        if self.random.random() < 0.1:
            workers[0].wait_for(1)
        self.wait_some()
        for worker in workers:
            worker.end()
            self.believe(worker)

    #### Helpers ####

    def make_word(self):
        return 'k' + ''.join(self.random.choices('abcdefghijklmnopqrstuvwxyz', k=13))

    def query(self, sql, *values):
        with look_into(self.home.data) as database:
            has_tables = database.execute('PRAGMA user_version').fetchone()[0] > 0
            return database.execute(sql, values).fetchall() if has_tables else []

    def count(self, table):
        rows = self.query(f'SELECT count(*) FROM {table}')
        return rows[0][0] if rows else 0


def make_old(series, version):
    """A database as an older version left it, with a removed text among the others."""
    series.home.data.mkdir(mode=0o700)
    database = sqlite3.connect(series.home.data / 'idiolect.db')
    for number in range(1, version + 1):
        database.executescript((tap.SOURCE / 'data' / 'store' / f'{number}.sql').read_text())
    promises = series.promises
    for i in range(1, series.random.choice([3, 60, 400])):
        word = series.make_word()
        removed = 1 if i % 10 == 2 else None
        database.execute("""INSERT INTO document (id, title, body, hash, words, added, removed)
                            VALUES (?, ?, ?, ?, 9, 1, ?)""",
                         (i, word, f'Text 0 of 1 of {word}, which ends so.', word, removed))
        promises.take_value(True, f'document:{i}', '' if removed else word)
        promises.words[f'document:{i}'].add(word)
    for i in range(1, 20):
        word = series.make_word()
        database.execute("""INSERT INTO card (id, axis, claim, instruction, source, state, proposed, added)
                            VALUES (?, 'style', ?, ?, 'yours', 'kept', ?, 1)""", (i, word, word, word))
        database.execute("INSERT INTO evidence VALUES (?, 1, ?, 3)", (i, i))
        database.execute("INSERT INTO edit (card, before, after, made) VALUES (?, '{}', '{}', 1)", (i,))
        database.execute("INSERT INTO brief VALUES (?, 'write', ?, 'general', 'usual', 0, 1)", (i, word))
        database.execute("""INSERT INTO draft (brief, kind, body, written, state, form, model, made)
                            VALUES (?, 'personal', ?, ?, 'finished', 'brief', 'm', 1)""", (i, word, word))
        for kind in ('card', 'brief', 'draft'):
            promises.take_value(True, f'{kind}:{i}', word)
    database.execute("INSERT INTO attribute VALUES ('role', 'cook')")
    promises.take_value(True, 'role:0', 'cook')
    database.executescript(f'PRAGMA application_id = {0x4964696f}; PRAGMA user_version = {version}')
    database.commit()
    database.execute('PRAGMA journal_mode = WAL')
    database.close()


SERIES = {
    'edit': lambda series: series.work('edit'),
    'import': lambda series: series.work('import'),
    'remove': lambda series: series.work('remove'),
    'erase': lambda series: series.work('erase'),
    'two at once': Series.work_two,
    'migrate': Series.migrate,
    'idiolect-cli import': Series.import_files,
    'idiolect-cli cards': Series.use_cards,
    'idiolect-cli draft': Series.draft,
}


def run_series(seed, number, n_kills):
    """Returns the series and what went wrong in it, if anything."""
    series = Series(seed, number)
    try:
        while series.ways.total() < n_kills:
            SERIES[series.name](series)
            series.check()
    except (Fault, sqlite3.DatabaseError) as fault:
        return series, ' '.join(str(fault).split())
    finally:
        for program in series.programs:
            program.close()
    shutil.rmtree(series.home.path)
    return series, None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--tap', action='store_true')
    parser.add_argument('--seed', default=None)
    parser.add_argument('--only', type=int, metavar='NUMBER')
    parser.add_argument('kills', nargs='?', type=int, default=200)
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    seed = options.seed or secrets.token_hex(4)
    # Even a short run has some of each.
    each = min(KILLS_PER_SERIES, max(2, options.kills // len(SERIES)))
    prefix = '# ' if options.tap else ''
    ways, kinds, n_kept, n_erased, n_failed = collections.Counter(), collections.Counter(), 0, 0, 0
    began = time.monotonic()
    for number in itertools.count() if options.only is None else [options.only]:
        if ways.total() >= options.kills:
            break
        series, fault = run_series(seed, number, each)
        if fault:
            n_failed += 1
            print(f'{prefix}series {number}, {series.name}: {fault}\n{prefix}  its files are in {series.home.path}; again '
                  f'with ./dev kill --seed {seed} --only {number} {options.kills}', flush=True)
        ways += series.ways
        kinds[series.name] += series.ways.total()
        n_kept += series.promises.n_kept
        n_erased += series.promises.n_erased
    told = ', '.join(f'{count} {name}' for name, count in kinds.items())
    if options.tap:
        print(f'1..1\n{"not ok" if n_failed else "ok"} 1 /kill')
    print(f'{prefix}{ways.total()} kills ({told}; {ways["SIGSTOP"]} after SIGSTOP, {ways["SIGTERM"]} SIGTERM) in '
          f'{time.monotonic() - began:.0f} s, {n_failed} series failed; {n_kept} times a promise was found kept, '
          f'{n_erased} times an erased word was found nowhere; seed {seed}')
    return 1 if n_failed else 0


if __name__ == '__main__':
    sys.exit(main())

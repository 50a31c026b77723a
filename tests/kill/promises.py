"""What a program said that it saved, and whether it is there."""
import contextlib
import re
import shutil
import sqlite3
import tempfile

import tap

NEWEST = len(list((tap.SOURCE / 'data' / 'store').glob('*.sql')))

# The history keeps so many briefs; for older ones nothing is promised.
MAX_BRIEFS = 100

BODY = re.compile(r'Text \d+ of (\d+) of ([a-z]+), which ends so\.\n?')

# Any so many bytes of an erased word in a row are too many.
RUN_BYTES = 8

# What each kind of promise is about. A value is the first column, or nothing if there is no row; what has been removed
# and can still be brought back is gone. Where there is a second column it was changed together with the first.
QUERIES = {
    'document': 'SELECT title FROM document WHERE id = ? AND removed IS NULL',
    'audience': 'SELECT audience FROM document WHERE id = ?',
    'card': 'SELECT claim, instruction FROM card WHERE id = ?',
    'state': 'SELECT state FROM card WHERE id = ?',
    'claim': 'SELECT claim FROM card WHERE claim = ?',
    'brief': 'SELECT request FROM brief WHERE id = ?',
    'draft': "SELECT body, written FROM draft WHERE brief = ? AND kind = 'personal' ORDER BY id DESC LIMIT 1",
    'role': "SELECT value FROM attribute WHERE name = 'role' AND ? IS NOT NULL",
    'about': "SELECT value FROM attribute WHERE name = 'about' AND ? IS NOT NULL",
    'open': None,
}


def has_run(data, word):
    word = word.encode()
    return any(word[i:i + RUN_BYTES] in data for i in range(len(word) - RUN_BYTES + 1))


@contextlib.contextmanager
def look_into(folder):
    """A connection to a copy of the database, so that the next to touch it as it was left is the program itself."""
    with tempfile.TemporaryDirectory() as copy:
        for name in ('idiolect.db', 'idiolect.db-wal', 'idiolect.db-journal'):
            if (folder / name).exists():
                shutil.copy(folder / name, copy)
        with contextlib.closing(sqlite3.connect(f'{copy}/idiolect.db', isolation_level=None)) as database:
            yield database


class Promises:
    """What was said about one database."""

    def __init__(self, folder):
        self.folder = folder
        # What may be there for each key: what was promised last, and what was begun after that.
        self.values = {}
        # All words that were ever in what a key is about
        self.words = {}
        # What must be in no file: from now on, or from the next start on
        self.erased, self.going = set(), set()
        self.erasing = False
        self.n_kept = self.n_erased = 0

    def take(self, output):
        """Believes what a program said. The last line may be half a line. Returns what went wrong in its own words."""
        faults = []
        for line in output.split('\n')[:-1]:
            word, key, value = line.split('\t') if line.count('\t') == 2 else ('fault', line, '')
            if word == 'fault':
                faults.append(f'it said “{key}”')
            elif key == 'all:0':
                self.take_erase(word == 'done')
            elif value == 'group':
                self.words.setdefault(key, set()).add(key.split(':')[0])
            else:
                self.take_value(word == 'done', key, value)
        return faults

    def take_value(self, done, key, value):
        if done:
            self.values[key] = {value}
        else:
            # A text is for everybody until it is for somebody.
            self.values.setdefault(key, {'general' if key.startswith('audience') else ''}).add(value)
        self.words.setdefault(key, set()).update(re.findall(r'\b[a-z]{14}\b', value))

    def take_erase(self, done):
        if done:
            self.forget_all()
        else:
            self.erasing = True

    def forget_all(self):
        self.erased.update(*self.words.values())
        self.values, self.words, self.erasing = {}, {}, False

    def check_after_kill(self):
        """All that is wrong with the database as the program left it."""
        return self.check_database() + self.search(self.erased, 'although everything was erased')

    def check_after_start(self):
        """What is wrong after the next start, at which the words of what was removed go."""
        return self.check_database() + self.search(self.erased | self.going, 'though it was removed')

    def search(self, words, why):
        faults = []
        for path in sorted(self.folder.glob('idiolect.db*')):
            data = path.read_bytes().lower()
            faults += [f'“{word}” is in {path.name}, {why}' for word in words if has_run(data, word)]
        self.n_erased += len(words)
        return faults

    def check_database(self):
        with look_into(self.folder) as database:
            version = database.execute('PRAGMA user_version').fetchone()[0]
            if version == 0:
                return [f'{key} is lost: there is nothing' for key, values in self.values.items() if '' not in values]
            return self.check_whole(database, version) + self.check_values(database)

    def check_whole(self, database, version):
        faults = [row[0] for row in database.execute('PRAGMA integrity_check') if row[0] != 'ok']
        faults += [f'a row of {row[0]} hangs on nothing' for row in database.execute('PRAGMA foreign_key_check')]
        try:
            database.execute('BEGIN')
            database.execute("INSERT INTO document_search (document_search, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            faults.append(f'the index is not that of the documents: {error}')
        finally:
            database.execute('ROLLBACK')
        if 'open:0' in self.values and version != NEWEST:
            faults.append(f'it is of version {version} after a start')
        # Whoever adds several texts at once adds all or none.
        groups = {}
        for (body,) in database.execute('SELECT body FROM document'):
            if match := BODY.fullmatch(body):
                groups.setdefault(match[2], []).append(int(match[1]))
            else:
                faults.append(f'a text is not whole: {body[:60]!r}')
        faults += [f'{len(parts)} of {parts[0]} texts of {name} are there' for name, parts in groups.items()
                   if len(parts) != parts[0]]
        return faults

    def is_empty(self, database):
        return not any(database.execute(f'SELECT count(*) FROM {table}').fetchone()[0]
                       for table in ('document', 'card', 'brief', 'attribute'))

    def check_values(self, database):
        if self.erasing and self.is_empty(database):
            # It was about to say so.
            words = set().union(*self.words.values())
            self.forget_all()
            self.erased -= words
            self.going |= words
        self.erasing = False
        oldest = database.execute('SELECT max(id) FROM brief').fetchone()[0] or 0
        faults = []
        for key, allowed in self.values.items():
            kind, name = key.split(':')
            if QUERIES[kind] is None or kind in ('brief', 'draft') and int(name) <= oldest - MAX_BRIEFS:
                continue
            row = database.execute(QUERIES[kind], (name,)).fetchone()
            actual = row[0] if row else ''
            if actual not in allowed and not self.went_along(key):
                faults.append(f'{key} is {actual[:40]!r} and not {sorted(value[:40] for value in allowed)}')
            elif row and len(row) > 1 and row[0] != row[1]:
                faults.append(f'{key} is half changed: {row[0][:40]!r}, {row[1][:40]!r}')
            elif actual == '' and kind in ('document', 'brief', 'draft'):
                self.going |= self.words[key]
            self.n_kept += 1
            allowed.clear()
            allowed.add(actual)
        return faults

    def went_along(self, key):
        """A draft goes with its brief."""
        kind, name = key.split(':')
        brief = self.values.get(f'brief:{name}')
        return kind == 'draft' and brief is not None and '' in brief

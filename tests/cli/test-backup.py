#!/usr/bin/env python3
"""Backups on the command line: out, in, twice, and what is no backup."""
import os
import random
import resource
import sqlite3

from cli import DONE, FAILED, USAGE, Case, Home
import tap


class Backup(Case):
    def setUp(self):
        self.other = Home()
        self.addCleanup(self.other.remove)
        self.file = self.home.path / f'{self.id()}.idiolect'
        self.addCleanup(lambda: self.file.unlink(missing_ok=True))

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.home.run('import', '--example')

    def there(self, *words):
        done = self.other.run(*words)
        self.assertEqual((DONE, ''), (done.returncode, done.stderr))
        return done.stdout

    def test_round_trip(self):
        self.assertIn('18 texts', self.do('backup', self.file))
        self.assertEqual(0o600, self.file.stat().st_mode & 0o777)
        self.assertIn('18 texts', self.there('restore', self.file, '--dry-run'))
        self.assertEqual('', self.there('documents'))
        self.assertIn('Added: 18 texts', self.there('restore', self.file))
        self.assertEqual(sorted(line.split('  ')[-1] for line in self.do('documents').splitlines()),
                         sorted(line.split('  ')[-1] for line in self.there('documents').splitlines()))
        self.assertIn('Added: 0 texts, 0 cards', self.there('restore', self.file))
        self.assertEqual(18, self.do_json('restore', self.file, '--dry-run')['here']['documents'])

    def test_replace(self):
        self.do('backup', self.file)
        text = self.other.write('mine.txt', 'These are the words that only this one has.')
        self.there('import', text)
        self.there('restore', self.file, '--replace')
        self.assertNotIn('mine', self.there('documents'))
        replaced = self.other.data / 'idiolect.db-replaced'
        self.assertEqual(0o600, replaced.stat().st_mode & 0o777)
        self.assertIn('Added: 1 text,', self.there('restore', replaced))
        self.assertIn('mine', self.there('documents'))

    def test_without_documents(self):
        self.do('cards', 'add', 'Says hello to everyone')
        self.assertIn('0 texts, 1 card\n', self.do('backup', self.file, '--without-documents'))
        self.assertNotIn(b'Nell', self.file.read_bytes())
        self.assertIn('no quotes', self.there('restore', self.file))
        self.assertIn('Says hello to everyone', self.there('cards'))
        self.assertEqual('', self.there('documents'))

    def test_killed(self):
        """A backup that ends in the middle leaves nothing under its name."""
        words = random.Random(1)
        text = self.other.write('long.txt', ' '.join(f'{words.getrandbits(40):x}' for _ in range(60000)))
        self.there('import', text)
        limit = 256 * 1024
        ended = self.other.start('backup', self.file,
                                 preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
        self.assertNotEqual(DONE, ended.wait(60))
        self.assertFalse(self.file.exists())
        self.there('backup', self.file)
        self.assertGreater(self.file.stat().st_size, limit)

    def test_not_counted(self):
        """What was restored is said even if its habits can't be counted then."""
        self.do('backup', self.file)
        self.there('cards')
        with sqlite3.connect(self.other.data / 'idiolect.db') as database:
            database.execute("CREATE TRIGGER fails BEFORE INSERT ON measured BEGIN SELECT raise (ABORT, 'No'); END")
        database.close()
        done = self.other.run('restore', self.file)
        self.assertEqual(FAILED, done.returncode)
        self.assertIn('Added: 18 texts', done.stdout)
        self.assertRegex(done.stderr, '^idiolect-cli: .+\n$')
        self.assertEqual(18, len(self.there('documents').splitlines()))

    def test_refused(self):
        self.do('backup', self.file)
        before = self.file.read_bytes()
        self.assertIn('there already', self.fail_with(FAILED, 'backup', self.file))
        self.assertEqual(before, self.file.read_bytes())
        self.fail_with(FAILED, 'backup', self.home.path / 'none' / 'b.idiolect')
        self.fail_with(FAILED, 'restore', self.home.path / 'none.idiolect')
        self.fail_with(USAGE, 'backup')
        self.fail_with(USAGE, 'restore')
        self.fail_with(USAGE, 'restore', self.file, self.file)
        self.assertIn('not a backup', self.fail_with(FAILED, 'restore', self.home.write('text', 'Hello, world')))
        self.assertIn('not a backup', self.fail_with(FAILED, 'restore', self.home.path))
        self.assertIn('damaged', self.fail_with(FAILED, 'restore', self.home.write('half', before[:len(before) // 2])))
        os.mkfifo(self.home.path / 'pipe')
        self.assertIn('not a backup', self.fail_with(FAILED, 'restore', self.home.path / 'pipe'))


if __name__ == '__main__':
    tap.main()

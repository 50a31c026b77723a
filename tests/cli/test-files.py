#!/usr/bin/env python3
"""Files as they come, on the command line: any bytes, any kind, any size, any name; and Ctrl+C while they are read."""
import json
import os
import resource
import signal
import subprocess
import time

from cli import DONE, FAILED, USAGE, PROGRAM, Case, Home
import tap

# What the program may take for a file that it has to refuse, in KB
MAX_KB = 120 * 1000

# For what is to be done at once, on a machine with other things to do
MAX_SECONDS = 30

MAX_BYTES = 20 * 1000 * 1000


class FileCase(Case):
    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.remove)

    def make_odd_files(self):
        """Returns what no text can be read from, with the reason for each."""
        odd = self.home.path / 'odd'
        odd.mkdir()
        os.mkfifo(odd / 'fifo.txt')
        (odd / 'zero.txt').symlink_to('/dev/zero')
        (odd / 'nowhere.txt').symlink_to('/does/not/exist')
        (odd / 'circle.txt').symlink_to('circle.txt')
        (odd / 'nul.txt').write_bytes(bytes(1000))
        for name, size in ('large.txt', MAX_BYTES + 1), ('sparse.txt', 20 * 1000 * 1000 * 1000):
            with open(odd / name, 'wb') as file:
                file.truncate(size)
        return odd, {
            'fifo.txt': 'Idiolect can’t read this kind of file.', 'zero.txt': 'Idiolect can’t read this kind of file.',
            'nowhere.txt': 'There is no such file or folder.', 'circle.txt': 'The link leads nowhere.',
            'nul.txt': 'This is not a text.', 'large.txt': 'The file is larger than 20 MB.',
            'sparse.txt': 'The file is larger than 20 MB.',
        }


class Odd(FileCase):
    def test_import(self):
        odd, reasons = self.make_odd_files()
        (odd / 'folder.txt').mkdir()
        (odd / '.hidden').symlink_to('fifo.txt')
        self.home.write('odd/good.txt', 'One good text, which has as many words as it takes to be one.')
        told = self.do_json('import', odd)
        self.assertEqual((1, None), (told['added'], told['failure']))
        # In a folder, what a link to nothing is about can be told by the link alone.
        self.assertEqual(reasons | {'nowhere.txt': 'The link leads nowhere.'},
                         {item['name']: item['reason'] for item in told['not-added']})

    def test_read(self):
        odd, reasons = self.make_odd_files()
        for name, reason in reasons.items():
            for words in ['measure', odd / name], ['rewrite', odd / name], ['meter', odd / name, odd / name]:
                with self.subTest(words=words):
                    self.assertEqual(f'{odd / name}: {reason}', self.fail_with(FAILED, *words))
        self.assertEqual(f'{odd}: It is a folder, not a file.', self.fail_with(FAILED, 'measure', odd))

    def test_endless_input(self):
        """No more is read than a text can have, wherever it comes from."""
        used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        with open('/dev/zero', 'rb') as zero:
            done = subprocess.run(self.home.command('measure', '-'), env=self.home.environment, stdin=zero, capture_output=True,
                                  encoding='utf-8', timeout=120)
        self.assertEqual((FAILED, 'idiolect-cli: -: The file is larger than 20 MB.\n'), (done.returncode, done.stderr))
        yes = subprocess.Popen(['yes'], stdout=subprocess.PIPE)
        self.addCleanup(yes.wait)
        self.addCleanup(yes.kill)
        self.addCleanup(yes.stdout.close)
        done = subprocess.run(self.home.command('rewrite', '/dev/stdin'), env=self.home.environment, stdin=yes.stdout,
                              capture_output=True, encoding='utf-8', timeout=120)
        self.assertEqual((FAILED, 'idiolect-cli: /dev/stdin: The file is larger than 20 MB.\n'), (done.returncode, done.stderr))
        if not os.environ.get('ASAN_OPTIONS'):
            self.assertLess(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, max(used, MAX_KB))

    def test_pipes(self):
        """What a shell opens for a command is read."""
        text = 'One good text, of a few words. And another sentence of it.\n'
        expected = self.do('measure', self.home.write('a.txt', text))
        for name in '-', '/dev/stdin', '/dev/fd/0':
            self.assertEqual(expected, self.do('measure', name, input=text))
        shell = f'"{PROGRAM}" --data-dir "{self.home.data}" measure <(cat "{self.home.path / "a.txt"}")'
        done = subprocess.run(['bash', '-c', shell], env=self.home.environment, capture_output=True, encoding='utf-8')
        self.assertEqual((DONE, expected, ''), (done.returncode, done.stdout, done.stderr))

    def test_without_input(self):
        """A descriptor that is closed is not that of the next file which is opened."""
        for words in ['measure', '-'], ['measure', '/dev/fd/99']:
            done = subprocess.run(['bash', '-c', '"$@" <&-', 'bash', *self.home.command(*words)],
                                  env=self.home.environment, capture_output=True, encoding='utf-8', timeout=60)
            self.assertEqual((FAILED, ''), (done.returncode, done.stdout))
            self.assertEqual(1, len(done.stderr.splitlines()), done.stderr)


class Names(FileCase):
    def test_like_an_address(self):
        for name in 'Re: Lunch.txt', 'a:b.txt', 'file:c.txt', '-.txt', 'x\ny.txt':
            self.home.write(name, f'The text of {name!r}, which has as many words as it takes to be one.')
            told = json.loads(self.do('import', '--json', '--', name, cwd=self.home.path))
            self.assertEqual((1, []), (told['added'], told['not-added']), name)
            self.do('measure', '--', name, cwd=self.home.path)

    def test_address(self):
        path = self.home.write('a b.txt', 'The text, which has as many words as it takes to be one.')
        self.assertEqual(1, self.do_json('import', path.as_uri())['added'])

    def test_empty(self):
        """As of a variable that is not set: not the folder where the user is."""
        self.home.write('a.txt', 'The text, which has as many words as it takes to be one.')
        for words in ['import', ''], ['import', 'a.txt', ''], ['measure', ''], ['rewrite', ''], ['meter', '', 'a.txt']:
            with self.subTest(words=words):
                self.fail_with(USAGE, *words, cwd=self.home.path)
        self.assertEqual([], self.do_json('documents'))


class Failures(FileCase):
    def test_no_space(self):
        """Whatever stops an import, what was added until then is told, and is there."""
        for i in range(600):
            self.home.write(f'texts/{i:03}.txt', f'Text number {i}. ' + 'Some words that take place. ' * 700)
        self.do('documents')

        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (6 * 1000 * 1000, 6 * 1000 * 1000))
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

        child = subprocess.run(self.home.command('import', '--json', self.home.path / 'texts'), env=self.home.environment,
                               preexec_fn=limit, restore_signals=False, capture_output=True, encoding='utf-8', timeout=120)
        self.assertEqual(FAILED, child.returncode, child.stderr)
        told = json.loads(child.stdout)
        self.assertGreater(told['added'], 0)
        self.assertLess(told['added'], 600)
        self.assertTrue(told['failure'])
        self.assertIn(told['failure'], child.stderr)
        self.assertEqual(told['added'], len(self.do_json('documents')))


class Interrupted(FileCase):
    def interrupt(self, *words, **options):
        """Presses Ctrl+C once the command is at work, and returns what was printed."""
        database = self.home.data / 'idiolect.db'
        database.unlink(missing_ok=True)
        child = self.home.start(*words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
        self.addCleanup(child.kill)
        start = time.monotonic()
        while not database.exists() and time.monotonic() < start + MAX_SECONDS:
            time.sleep(0.05)
        time.sleep(1)
        self.assertIsNone(child.poll(), 'It did not wait for anything')
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=MAX_SECONDS)
        self.assertEqual(-signal.SIGINT, child.returncode, err)
        return out.decode(), err.decode()

    def test_standard_input(self):
        """Nothing comes from there. Without the thread this waits for ever."""
        read, write = os.pipe()
        self.addCleanup(os.close, read)
        self.addCleanup(os.close, write)
        self.assertEqual(('', ''), self.interrupt('measure', '-', stdin=read))
        self.assertEqual(('', ''), self.interrupt('rewrite', '-', stdin=read))

    def test_import(self):
        """Many files, of a kind that takes long: what was added is told."""
        texts = self.home.path / 'texts'
        texts.mkdir()
        first = self.home.write('texts/0.md', 'a\n' * (MAX_BYTES // 2))
        for i in range(1, 400):
            os.link(first, texts / f'{i}.md')
        out, _ = self.interrupt('import', '--others', texts)
        self.assertRegex(out, r'^\d+ counted as texts by others, \d+ already here, 0 left out\n\d+ files? w(as|ere) not read\.\n$')


if __name__ == '__main__':
    tap.main()

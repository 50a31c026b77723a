"""What the campaign gives to idiolect-cli, in groups. Each case makes what it needs in a home of its own."""
import dataclasses
import os
import pathlib
import random
import socket
import sqlite3
import stat
import struct
import subprocess
import threading
import typing

import answers

DONE, FAILED, USAGE = 0, 1, 2

MAIL = 'Hi Ana,\n\nthanks a lot for the plan! Shall we have soup on Friday, or is that too early?\n\nCheers,\nSam\n'

# What a terminal obeys, and what hides or turns around what follows
COMMANDS = {
    'color': '\x1b[31mred', 'title': '\x1b]0;owned\x07', 'clear': '\x1b[2J\x1b[H', 'c1': '\x9b31mred',
    'osc-c1': '\x9d0;owned\x9c',
    'bell': '\x07', 'backspace': 'good\b\b\b\bevil', 'return': 'good\revil', 'override': 'a\u202etxt.exe',
    'isolate': 'a\u2067b\u2069',
    'delete': 'a\x7fb', 'link': '\x1b]8;;http://evil.example\x1b\\here\x1b]8;;\x1b\\',
}


@dataclasses.dataclass
class Case:
    group: str
    name: str
    prepare: typing.Callable             # makes files in a home; returns the words of the command
    check: typing.Callable = None        # looks at the home and at how it ended; returns what is wrong
    statuses: tuple = (DONE, FAILED)
    seconds: float = 30
    slow: bool = False                   # left out of a sample


def read_bodies(home):
    with sqlite3.connect(home.data / 'idiolect.db') as database:
        return [body for body, in database.execute('SELECT body FROM document ORDER BY id')]


def with_model(home, command):
    """The command, and for one that drafts a service that answers it."""
    if command != 'rewrite':
        return [command]
    return ['--base-url', answers.start(home, [answers.answer('Hi Ann.')]).url, '--model', 'm', command, '--only',
            'generic']


def import_file(name, contents, *options):
    def prepare(home):
        data = contents() if callable(contents) else contents
        return ['import', *options, home.write(name, data)]
    return prepare


#### Encodings and line ends ####

BODIES = {
    'english': 'Hi Ana,\nthanks for the plan!\n\nCheers,\nSam', 'emoji': 'Hi Ana,\nthanks 😀 👩‍💻\nSam',
    'german': 'Hallo Jörg,\nviele Grüße aus München\nÄnne', 'french': 'Bonjour Zoé,\nl’été à la plage, ça va ?\nLéa',
    'japanese': '田中さん、\nお世話になっております。\n山田', 'arabic': 'مرحبا آنا،\nشكرا على الخطة\nسام',
    'russian': 'Привет, Аня,\nспасибо за план!\nСаша', 'composed': 'Cafe\u0301 de\u0301ja\u0300 vu\nno\u0302tre ami',
}
LINE_ENDS = {'lf': '\n', 'crlf': '\r\n', 'cr': '\r'}
ENCODINGS = {
    'utf-8': lambda text: text.encode(), 'utf-8-mark': lambda text: text.encode('utf-8-sig'),
    'utf-16le': lambda text: b'\xff\xfe' + text.encode('utf-16-le'),
    'utf-16be': lambda text: b'\xfe\xff' + text.encode('utf-16-be'),
    'windows-1252': lambda text: text.encode('cp1252'), 'cut': lambda text: text.encode()[:-1] + b'\xff',
}


def list_encodings():
    for language, body in BODIES.items():
        for end, mark in LINE_ENDS.items():
            for encoding, encode in ENCODINGS.items():
                try:
                    data = encode(body.replace('\n', mark))
                except UnicodeEncodeError:
                    continue

                def check(home, done, body=body, encoding=encoding):
                    if encoding != 'cut' and read_bodies(home) != [body]:
                        return f'{body!r} became {read_bodies(home)!r}'
                    return None

                for ending in ('txt', 'md') if language in ('emoji', 'german') else ('txt',):
                    # In Markdown, lines of a paragraph stay lines.
                    yield Case('encodings', f'{language}-{end}-{encoding}.{ending}', import_file(f'a.{ending}', data),
                               check)
    for name, data in {
        'utf-16-without-mark': MAIL.encode('utf-16-le'), 'utf-32': MAIL.encode('utf-32'), 'nuls': b'a\0b\0c',
        'one-nul': b'hello\0',
        'mark-only': b'\xff\xfe', 'half-pair': b'\xff\xfe\x3d\xd8', 'odd-bytes': b'\xff\xfea\0b',
        'picture': b'\x89PNG\r\n\x1a\n\0\0',
        'elf': b'\x7fELF\2\1\1', 'blank': b' \n\t\n', 'surrogate': b'Hi \xed\xa0\x80 there',
        'overlong': b'Hi \xc0\xaf there',
        'beyond': b'Hi \xf4\x90\x80\x80 there', 'noncharacter': 'Hi \ufffe\uffff there'.encode(),
        'controls': bytes(range(1, 32)) + b' text',
    }.items():
        yield Case('encodings', name, import_file('a.txt', data))


#### Large and strange texts ####

def repeat(piece, size):
    data = piece.encode() if isinstance(piece, str) else piece
    return lambda: data * (size // len(data))


SHAPES = {
    'blank-lines': '\n', 'spaces': ' ', 'word': 'a', 'words': 'soup ', 'and': 'soup and ', 'commas': 'a, b and c, ',
    'numbers': '12.5, ',
    'items': '- one\n', 'numbered': '1. one\n', 'headers': 'From: a\n', 'quotes': '> a\n',
    'announced': 'Ann wrote:\n\n', 'dashes': '--\n',
    'marks': '!', 'dots': '.', 'ellipses': '… ', 'abbreviations': 'Dr. ', 'initials': 'J. ', 'brackets': '(',
    'open': '[', 'close': ']',
    'links': '[a](b)', 'pictures': '![', 'stars': '*', 'strong': '**a *b ', 'underscores': '_a ', 'ticks': '`a``',
    'tags': '<a ',
    'comments': '<!-- ', 'entities': '&a', 'fences': '```\n', 'nested-quotes': '>', 'nested-lists': ' - a\n',
    'tabs': '\t', 'rules': '---\n',
    'references': '[a]: b\n', 'table': '|a', 'backslashes': '\\', 'addresses': 'http://a.b/', 'mails': 'a@b.c ',
    'emoji': '😀', 'joined': '👩‍',
    'accents': 'e\u0301\u0323', 'french': 'été à la fenêtre ', 'chinese': '中文。', 'thai': 'ภาษาไทย',
    'invisible': '\u200b', 'returns': '\r',
    'greetings': 'Hi Ann,\n\n', 'double-quotes': '"a" ', 'feeds': '\f', 'high': b'\xff', 'thanks': 'Thanks! ',
    'same': 'I suppose so. ',
}


def give_file(home, command, data):
    return [*with_model(home, command), *[home.write('a.txt', data)] * (2 if command == 'meter' else 1)]


def nest(depth):
    return lambda: ''.join(' ' * (2 * i) + '- a\n' for i in range(depth)).encode()


def list_shapes():
    for name, piece in SHAPES.items():
        for ending in ('txt', 'md'):
            yield Case('shapes', f'{name}.{ending}', import_file(f'a.{ending}', repeat(piece, 400_000)), seconds=20)
        yield Case('shapes', f'{name}-measured', lambda home, piece=piece: ['measure', home.write('a.txt',
                   repeat(piece, 200_000)())],
                   seconds=20)
    yield Case('shapes', 'deep-list.md', import_file('a.md', nest(1500)))
    for name in ('words', 'open', 'blank-lines', 'french', 'nested-quotes', 'items'):
        for ending in ('txt', 'md'):
            yield Case('shapes', f'{name}-19-MB.{ending}', import_file(f'a.{ending}', repeat(SHAPES[name], 19_000_000)),
                       seconds=180, slow=True)
    for words in ('measure', 'meter', 'rewrite'):
        for size in (19_000_000, 21_000_000, 60_000_000):
            yield Case('shapes', f'{words}-{size // 1_000_000}-MB',
                       lambda home, words=words, size=size: give_file(home, words, repeat('soup ', size)()),
                       seconds=180, slow=True)


#### Files that are none ####

def link_folders(home):
    folders = [home.path / 'in' / f'folder-{i}' for i in range(9)]
    for folder in folders:
        folder.mkdir(parents=True)
    for folder in folders:
        for other in folders:
            (folder / f'to-{other.name}').symlink_to(other)
    home.write('in/folder-0/a.txt', MAIL)
    return ['import', home.path / 'in']


def bind(path):
    socket.socket(socket.AF_UNIX).bind(str(path))


def many_files(home):
    for i in range(2000):
        home.write(f'in/{i}.txt', f'{MAIL}{i}')
    return ['import', home.path / 'in']


def become_fifo(home):
    """A file of a folder is replaced by a pipe while it is imported."""
    many_files(home)

    def replace():
        for i in range(1999, 0, -1):
            path = home.path / 'in' / f'{i}.txt'
            try:
                path.unlink()
                os.mkfifo(path)
            except OSError:
                return
    thread = threading.Thread(target=replace)
    thread.start()
    home.closers.append(thread.join)
    return ['import', home.path / 'in']


def in_folder(make):
    def prepare(home):
        home.write('in/good.txt', MAIL)
        make(home.path / 'in')
        return ['import', home.path / 'in']
    return prepare


def check_good(home, done):
    return None if MAIL.strip() in read_bodies(home) else 'the good file beside it was not added'


THINGS = {
    'zero': lambda folder: (folder / 'a.txt').symlink_to('/dev/zero'),
    'random': lambda folder: (folder / 'a.txt').symlink_to('/dev/urandom'),
    'null': lambda folder: (folder / 'a.txt').symlink_to('/dev/null'),
    'pipe': lambda folder: os.mkfifo(folder / 'a.txt'),
    'socket': lambda folder: bind(folder / 'a.txt'),
    'dangling': lambda folder: (folder / 'a.txt').symlink_to('nowhere'),
    'itself': lambda folder: (folder / 'a.txt').symlink_to('a.txt'),
    'up': lambda folder: (folder / 'up').symlink_to('..'),
    'folder.txt': lambda folder: (folder / 'a.txt').mkdir(),
    'memory': lambda folder: (folder / 'a.txt').symlink_to('/proc/self/mem'),
    'empty': lambda folder: (folder / 'a.txt').touch(),
    'large': lambda folder: (folder / 'a.txt').write_bytes(b'a ' * 10_500_000),
    'deep': lambda folder: folder.joinpath(*['d'] * 300).mkdir(parents=True), 'sparse': lambda folder: os.truncate(
        os.open(folder / 'a.txt', os.O_CREAT | os.O_WRONLY), 1 << 40),
}


def list_files():
    for name, make in THINGS.items():
        yield Case('files', f'in a folder: {name}', in_folder(make), check_good)
        if name not in ('up', 'deep', 'folder.txt'):
            for command in ('import', 'measure', 'rewrite'):
                def prepare(home, make=make, command=command):
                    make(home.path)
                    return [*with_model(home, command), home.path / 'a.txt']
                yield Case('files', f'{command} {name}', prepare, statuses=(DONE, FAILED, USAGE))
    yield Case('files', 'nine folders linked to each other', link_folders, lambda home,
               done: None if len(read_bodies(home)) == 1 else
               'the text in them was not added once')
    yield Case('files', 'a folder of 2,000', many_files, lambda home,
               done: None if len(read_bodies(home)) == 2000 else 'some are missing',
               seconds=60, slow=True)
    yield Case('files', 'files that become pipes', become_fifo, seconds=60, slow=True)
    for name in (b'new\nline.txt', b'\xff\xfe.txt', b'-rf.txt', b' .txt', b'.txt', b'a' * 251 + b'.txt', b'CON.TXT',
            b'a.txt.', b'a b\t.txt', b'%s%n.txt',
                 b'file:a.txt', '\u202etxt.exe'.encode(), 'é\u0301.txt'.encode(), b'noending', b'a.pdf', b'a.MD',
                 b'..a.txt', b'\x1b[31m.txt'):
        def prepare(home, name=name):
            folder = os.fsencode(home.path) + b'/in'
            os.mkdir(folder)
            with open(folder + b'/' + name, 'w') as file:
                file.write(MAIL)
            return ['import', folder]
        yield Case('files', f'name {name[:20]!r}', prepare)
    for words in (['import', '/nowhere/a.txt'], ['import', ''], ['import', 'http://127.0.0.1:1/a.txt'], ['import',
            'sftp://nowhere.invalid/a'],
                  ['import', '-'], ['measure', ''], ['measure', '/'], ['measure', '/proc/self/environ'], ['rewrite',
                  '/dev/full'],
                  ['import', '/dev/stdin'], ['import', 'a' * 5000]):
        yield Case('files', ' '.join(words)[:40], lambda home, words=words: words, statuses=(DONE, FAILED, USAGE))


#### What is printed ####

def list_terminal():
    for name, command in COMMANDS.items():
        text = f'Subject: {command} x\nFrom: a\n\nHi {command},\n\nthanks {command}!\n'

        def import_first(home, text=text, words=()):
            home.run('import', home.write('a.txt', text))
            return list(words)

        for words in (['documents'], ['documents', '--json'], ['export'], ['cards']):
            yield Case('terminal', f'{name} in a title, {" ".join(words)}',
                       lambda home, f=import_first, words=words: f(home, words=words))
        yield Case('terminal', f'{name} in the name of a file', lambda home, command=command:
                   ['import', home.write(command.replace('/', '') + '.txt', b'\0')])
        for words in ([command], ['documents', '--audience', command], ['cards', 'keep', command], ['cards', command],
                      ['export', '--format', command], [f'--{command}'], ['--model', command, 'draft', 'x'],
                      ['--base-url', command, '--model', 'm', 'draft', 'x'], ['measure', command]):
            yield Case('terminal', f'{name} in {" ".join(words[:-1]) or "a word"}', lambda home, words=words: words,
                       statuses=(DONE, FAILED, USAGE))

        def add_card(home, command=command):
            home.run('cards', 'add', '--axis', 'style', '--instruction', f'Write {command}', f'You write {command}')
            return ['cards']
        yield Case('terminal', f'{name} in a card', add_card)


#### Databases ####

def good_database(home):
    home.run('import', home.write('a.txt', MAIL))
    return home.data / 'idiolect.db'


def change_database(change):
    def prepare(home, words=('documents',)):
        change(home, good_database(home))
        return list(words)
    return prepare


def run_sql(*statements):
    def change(home, path):
        with sqlite3.connect(path) as database:
            for statement in statements:
                database.execute(statement)
    return change


def flip(seed):
    def change(home, path):
        chance = random.Random(seed)
        data = bytearray(path.read_bytes())
        for _ in range(20):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
    return change


def replace_by(make):
    def change(home, path):
        path.unlink()
        make(path)
    return change


def check_private(home, done):
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in [home.data, *home.data.iterdir()]}
    loose = {name: oct(mode) for name, mode in modes.items() if mode & 0o077}
    return f'others may read {loose}' if loose else None


def open_folder(home):
    home.data.mkdir(mode=0o755)
    home.data.chmod(0o755)
    return ['import', home.write('a.txt', MAIL)]


def loose_database(home):
    good_database(home).chmod(0o644)
    home.data.chmod(0o755)
    return ['documents']


def start_together(home):
    """Six first starts at once. All have to work."""
    files = [home.write(f'{i}.txt', f'{MAIL}{i}') for i in range(6)]
    others = [home.start('import', file, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for file in files[1:]]
    home.others = others
    return ['import', files[0]]


def check_together(home, done):
    errors = [other.communicate()[1].decode() for other in home.others]
    if any(other.returncode for other in home.others):
        return f'another one failed: {errors}'
    return None if len(read_bodies(home)) == 6 else 'not all texts were added'


def list_databases():
    for version in (-3, -1, 0, 1, 2, 3, 99, 2147483647, -2147483648):
        yield Case('databases', f'version {version}', change_database(run_sql(f'PRAGMA user_version = {version}')))
    yield Case('databases', 'of another program', change_database(run_sql('PRAGMA application_id = 1')))
    for i in range(20):
        yield Case('databases', f'damaged, {i}', change_database(flip(i)))
    for share in (0, 10, 100, 512, 4096, 40000):
        yield Case('databases', f'cut at {share}', change_database(lambda home, path, share=share: os.truncate(path,
                   share)))
    for name, make in {'folder': pathlib.Path.mkdir, 'text': lambda path: path.write_text('no database' * 1000),
            'empty': pathlib.Path.touch,
                       'pipe': os.mkfifo, 'zero': lambda path: path.symlink_to('/dev/zero'),
                       'dangling': lambda path: path.symlink_to('nowhere'),
                       'loop': lambda path: path.symlink_to(path.name)}.items():
        yield Case('databases', f'a {name}', change_database(replace_by(make)))
    for statement in ("UPDATE document SET body = CAST (x'ff00fe' AS TEXT)", "UPDATE document SET body = ''",
            "UPDATE document SET audience = 'x'",
                      'UPDATE document SET words = -1, added = 9223372036854775807', 'DROP TABLE document_search',
                      'DROP TABLE card',
                      'DROP TRIGGER document_added', "UPDATE document SET title = char (27) || '[31m'",
                      'DELETE FROM document_search_data',
                      "INSERT INTO brief VALUES (1, 'x', 'y', 'z', 'l', -5, -5)", "UPDATE document SET hash = 'same'",
                      "UPDATE features SET measures = x'00', lengths = x'ff'",
                      'UPDATE features SET language = 99, cues = -1'):
        for words in (['documents'], ['export'], ['cards']):
            yield Case('databases', f'{statement}, {words[0]}',
                       lambda home, statement=statement, words=words: change_database(run_sql(statement))(home, words))
    for name in ('idiolect.db-wal', 'idiolect.db-shm', 'idiolect.db-journal'):
        yield Case('databases', f'noise in {name}', change_database(
            lambda home, path, name=name: (path.parent / name).write_bytes(random.Random(1).randbytes(50_000))))
    yield Case('databases', 'nobody else may read a new one', open_folder, check_private)
    yield Case('databases', 'nobody else may read an old one', loose_database, check_private)
    for i in range(5):
        yield Case('databases', f'six first starts at once, {i}', start_together, check_together, statuses=(DONE,))


#### Words, environment, models ####

def with_environment(words, **environment):
    def prepare(home):
        for name, value in environment.items():
            home.environment[name] = value(home) if callable(value) else value
            if home.environment[name] is None:
                del home.environment[name]
        return words(home) if callable(words) else words
    return prepare


def list_words():
    for words in (['draft'], ['draft', ''], ['draft', '--words', '-5', 'x'], ['draft', '--words', '999999999999', 'x'],
            ['draft', '--words', 'x', 'y'],
                  ['draft', '--seed', '-9223372036854775809', 'x'], ['draft', '--only', 'x', 'y'], ['cards', 'keep',
                  '9' * 30], ['cards', 'keep', '-1'],
                  ['cards', 'keep'], ['cards', 'edit', '1'], ['cards', 'add', ''], ['cards', 'add', 'x' * 100_000],
                  ['documents', '--search', '"' * 1000],
                  ['documents', '--search', 'a ' * 5000], ['documents', '--search', '\x01'], ['documents', 'x'],
                  ['export', '--format', 'x'], ['x'],
                  ['--x'], ['--'], ['-'], [''], ['import'], ['meter', 'a'], ['meter', 'a', 'b', 'c'], ['--base-url',
                  'x', 'draft', 'y'],
                  ['--base-url', 'http://a b/', '--model', 'm', 'draft', 'y'], ['--base-url', 'https://[::1',
                  '--model', 'm', 'draft', 'y'],
                  ['--base-url', 'http://example.com/v1', '--model', 'm', 'draft', 'y'], ['--base-url',
                  'http://127。0。0。1.evil.example/', '--model', 'm', 'draft', 'y'],
                  ['--base-url', 'http://127.0.0.1:1/v1', '--model', 'm', 'draft', 'y'], ['--model', '', 'draft', 'x'],
                  ['--version'], ['--help'],
                  ['draft', b'\xff\xfe'], ['documents', '--search', b'\xff'], [b'\xff'], ['--model', b'\xff', 'draft',
                  'x']):
        yield Case('words', ' '.join(str(word) for word in words)[:50], lambda home, words=words: words,
                   statuses=(DONE, FAILED, USAGE))
    yield Case('words', 'nothing', lambda home: [], statuses=(USAGE,), check=None)


def make_script(text):
    def make(home):
        path = home.write('engine', text)
        path.chmod(0o755)
        return str(path)
    return make


def make_gguf(home):
    """A model that is one by its head, and has nothing else."""
    def text(value):
        return struct.pack('<Q', len(value)) + value
    pairs = text(b'general.architecture') + struct.pack('<I', 8) + text(b'llama')
    return str(home.write('m.gguf', b'GGUF' + struct.pack('<IQQ', 3, 0, 1) + pairs + b'\0' * 100))


def draft_with_model(home):
    return ['--model', make_gguf(home), 'draft', '--only', 'generic', 'Write to Ann']


def list_environments():
    for name, engine in {
        'empty': '', 'nowhere': '/nowhere/engine', 'a folder': '/tmp', 'no program': '/etc/passwd',
        'false': '/bin/false', 'true': '/bin/true',
        'broken': make_script('no program\n'),
        'chatty': make_script('#!/bin/sh\nhead -c 100000 /dev/urandom >&2\nexit 3\n'),
        'stopped': make_script('#!/bin/sh\nkill -STOP $$\n'), 'crashed': make_script('#!/bin/sh\nkill -SEGV $$\n'),
    }.items():
        yield Case('environment', f'engine {name}', with_environment(draft_with_model, IDIOLECT_ENGINE=engine),
                   statuses=(FAILED,),
                   seconds=60 if name != 'stopped' else 400, slow=name == 'stopped')
    yield Case('environment', 'engine never ready', with_environment(draft_with_model,
               IDIOLECT_ENGINE=make_script('#!/bin/sh\nsleep 1000\n')),
               statuses=(FAILED,), seconds=400, slow=True)
    for name, model in {'Latin-1': b'/tmp/Gr\xfc\xdfe.gguf', 'nowhere': '/nowhere.gguf', 'empty': '',
            'a folder': '/tmp', 'zero': '/dev/zero', 'null': '/dev/null'}.items():
        yield Case('environment', f'model {name}', with_environment(['draft', 'x'], IDIOLECT_MODEL=model),
                   statuses=(FAILED,))
    long_folder = '/tmp/' + 'x' * 150
    for name, folder in {'long': long_folder, 'nowhere': '/nowhere', 'empty': '', 'unset': None, 'relative': 'x',
            'a file': '/etc/passwd'}.items():
        yield Case('environment', f'runtime folder {name}', with_environment(draft_with_model, XDG_RUNTIME_DIR=folder,
                   IDIOLECT_ENGINE='/bin/false'),
                   statuses=(FAILED,))
    for name, changes in {'no home': {'HOME': None}, 'Turkish': {'LC_ALL': 'tr_TR.UTF-8'}, 'C': {'LC_ALL': 'C'},
            'no locale': {'LC_ALL': 'xx_YY.ZZ'},
                          'Latin-1 home': {'HOME': b'/tmp/\xff'}, 'debug': {'G_MESSAGES_DEBUG': 'x'},
                          'no folders': {'XDG_DATA_HOME': '', 'XDG_CONFIG_HOME': ''},
                          'temporary nowhere': {'TMPDIR': '/nowhere'}, 'path': {'PATH': ''}}.items():
        yield Case('environment', name, with_environment(lambda home: ['import', home.write('a.txt', MAIL)],
                   **changes), statuses=(DONE,))


def list_models():
    good = {'empty': b'', 'text': b'no model', 'magic': b'GGUF', 'version-1': b'GGUF' + struct.pack('<IQQ', 1, 0, 0),
            'endless-pairs': b'GGUF' + struct.pack('<IQQ', 3, 0, 2**64 - 1),
            'endless-tensors': b'GGUF' + struct.pack('<IQQ', 3, 2**64 - 1, 0),
            'long-key': b'GGUF' + struct.pack('<IQQQ', 3, 0, 1, 2**63), 'big-endian': b'GGUF' + struct.pack('>IQQ', 3,
            0, 0),
            'nothing': b'GGUF' + struct.pack('<IQQ', 3, 0, 0), 'zeros': b'\0' * 1000,
            'noise': random.Random(1).randbytes(10_000),
            'array': b'GGUF' + struct.pack('<IQQQ', 3, 0, 1, 1) + b'a' + struct.pack('<IIQ', 9, 9, 2**40)}
    for name, data in good.items():
        yield Case('models', name, lambda home, data=data: ['--model', home.write('m.gguf', data), 'draft', 'x'],
                   statuses=(FAILED,))
    yield Case('models', 'a pipe', lambda home: (os.mkfifo(home.path / 'm.gguf'), ['--model', home.path / 'm.gguf',
               'draft', 'x'])[1],
               statuses=(FAILED,))


def list_cases():
    # Made here, so that a case has no word of its own about where it is from.
    return [*list_encodings(), *list_shapes(), *list_files(), *list_terminal(), *list_databases(), *list_words(),
            *list_environments(),
            *list_models(), *answers.list_cases(Case)]


#!/usr/bin/env python3
"""Who the user is in each of several files, and how much of theirs is taken; what is told of that, and counted."""
import itertools
import json
import shutil
import sqlite3
import unittest
import zipfile

from cli import DONE, USAGE, Case, Home
import tap

ME, OLD, NAME = 'mara@example.org', 'mara@old.example', 'Mara Holt'
WORDS = 'went down to the river with the dog and came back late in the rain'
ASKED = ': Mails and messages were left out, as '


def mails(who, number, to='tom@example.net', year=2025, head='', name=None):
    sender = f'{name} <{who}>' if name else who
    return [f'From {who} Mon May 12 10:00:00 {year}\nFrom: {sender}\nTo: {to}\n{head}Subject: {who} {i}\n'
            f'Date: 12 May {year} 10:{i:02}:00 +0000\n\nThis is number {i} by {who.replace("@", " of ")}, who {WORDS}.\n\n'
            for i in range(number)]


def chat(*names, number=4):
    lines = (f'12/{5 + i}/2025, 09:{i:02} - {name}: In this one {name} says that number {i} {WORDS}\n'
             for i, name in itertools.product(range(number), names))
    return ''.join(lines)


def telegram(*names, number=4):
    messages = [{'type': 'message', 'date': f'2025-06-{i + 1:02}T09:11:00', 'from': name, 'from_id': f'user{j}',
                 'text': f'On day {i} of this month {name} {WORDS}'} for j, name in enumerate(names) for i in range(number)]
    return json.dumps({'name': names[-1], 'id': 1, 'messages': messages})


class Whose(Case):
    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.remove)
        self.n_boxes = 0

    def box(self, *parts, name=None):
        self.n_boxes += 1
        return self.home.write(name or f'{self.n_boxes}.mbox', ''.join(itertools.chain(*parts)))

    def add(self, *words):
        """Imports, and returns what was told: on the first channel, as JSON, and the files that were asked about."""
        done = self.home.run('import', *words, '--json')
        self.assertEqual(DONE, done.returncode, done.stderr)
        return json.loads(done.stdout), [line.split(': ')[0] for line in done.stderr.splitlines() if ASKED in line]

    def query(self, sql):
        with sqlite3.connect(self.home.data / 'idiolect.db') as db:
            return [row[0] for row in db.execute(sql)]

    def test_boxes_of_two_addresses(self):
        """The box of an older address is asked about, whatever comes first, and nothing in it is by others."""
        new = self.box(mails(ME, 20, name=NAME), mails('tom@example.net', 30, ME, name='Tom'))
        old = self.box(mails(OLD, 20, name='M. Holt'), mails('tom@example.net', 30, OLD, name='Tom'))
        for files in ((new, old), (old, new)):
            told, asked = self.add('--me', ME, *files)
            self.assertEqual(([old.name], 80), (asked, told['left-out']), told)
            self.assertIn({'name': new.name, 'outcome': 'left-out',
                           'reason': '30 texts by others, counted to compare yours with'}, told['not-added'])
            self.assertEqual([], [item for item in told['not-added'] if item['name'] == old.name and 'others' in item['reason']])
        self.assertEqual([20], self.query('SELECT count(*) FROM document'))
        told, asked = self.add('--me', OLD, '--me', ME, old, new)
        self.assertEqual(([], 20, 20), (asked, told['added'], told['already-here']), told)
        told, asked = self.add(old, new)
        self.assertEqual(([], 0, 40, 60), (asked, told['added'], told['already-here'], told['left-out']), told)

    def test_mails_and_chat(self):
        """Of mails the address tells who somebody is, which says nothing of a chat; the mails are added all the same."""
        box = self.box(mails(ME, 12, name=NAME), mails('tom@example.net', 12, ME, name='Tom'))
        talk = self.home.write('talk.txt', chat('Mara', 'Tom'))
        for first in (('--me', ME), ()):
            told, asked = self.add(*first, talk, box)
            self.assertEqual((['talk.txt'], 12), (asked, told['added'] + told['already-here']), told)
        told, asked = self.add('--me', 'Mara', '--me', ME, talk, box)
        self.assertEqual(([], True, 12), (asked, told['added'] > 0, told['already-here']), told)
        self.assertEqual([], self.query("SELECT title FROM document WHERE body LIKE '%Tom says%'"))
        self.assertNotEqual([], self.query("SELECT title FROM document WHERE body LIKE '%Mara says%'"))

    def test_chats(self):
        """A name that is the user's in one chat need not be there in another, where they have a longer one."""
        short, long = self.home.write('short.txt', chat('Mara', 'Tom')), self.home.write('long.json', telegram(NAME, 'Tom'))
        other = self.home.write('other.json', telegram('Mara', 'Mara Berg'))
        for order in ((short, long), (long, short)):
            told, asked = self.add('--me', 'Mara', *order)
            self.assertEqual(['long.json'], asked, told)
        self.assertEqual([], self.query("SELECT title FROM document WHERE body LIKE '%Holt%'"))
        # What is one person's name in each of two chats is theirs in both.
        told, asked = self.add('--me', 'Mara', short, other)
        self.assertEqual(([], True), (asked, told['added'] > 0), told)
        self.assertEqual([], self.query("SELECT title FROM document WHERE body LIKE '%Berg%' OR body LIKE '%Tom says%'"))

    def test_one_archive(self):
        """A box and a chat in one archive are two, too."""
        path = self.home.path / 'all.zip'
        with zipfile.ZipFile(path, 'w') as archive:
            archive.writestr('box.mbox', ''.join(mails(ME, 5) + mails('tom@example.net', 6, ME)))
            archive.writestr('WhatsApp Chat with Tom.txt', chat('Mara', 'Tom'))
        told, asked = self.add('--me', ME, path)
        self.assertEqual((['all.zip'], 5), (asked, told['added']), told)
        self.assertEqual(5, self.add('--me', ME, '--me', 'Mara', path)[0]['already-here'])
        self.assertNotEqual([], self.query("SELECT title FROM document WHERE body LIKE '%Mara says%'"))

    def test_folders(self):
        """Mails in one folder are one box; a list that one reads asks nobody."""
        for i, mail in enumerate(mails(ME, 6) + mails('tom@example.net', 9, f'Mara <{ME.upper()}>, x@example.org')):
            self.home.write(f'box/{"cur" if i % 2 else "new"}/{i}:2,S', mail.split('\n', 1)[1])
        self.home.write('box/tmp/x', '')
        for i, mail in enumerate(mails('tom@example.net', 5, 'list@example.org', head='List-Id: <list.example.org>\n')):
            self.home.write(f'box/.List/cur/{i}', mail.split('\n', 1)[1].replace('number', 'list number'))
        for i, mail in enumerate(mails(OLD, 5, name='M. Holt')):
            self.home.write(f'letters/{i}.eml', mail.split('\n', 1)[1])
        told, asked = self.add('--me', ME, self.home.path / 'box', self.home.path / 'letters')
        self.assertEqual((['0.eml and 4 more'], 6, 9 + 5 + 5), (asked, told['added'], told['left-out']), told)

    def test_sent(self):
        """Who a folder of sent mails tells to be the user is known where their mails came in, in whatever order."""
        sent = self.box(mails(ME, 6), name='mail/Sent')
        self.box(mails('tom@example.net', 9, f'{NAME} <{ME}>'), mails('ula@example.net', 8, ME), name='mail/Inbox')
        told, asked = self.add(self.home.path / 'mail')
        self.assertEqual(([], 6, 17), (asked, told['added'], told['left-out']), told)
        self.assertIn(ME, self.query('SELECT account FROM account'))
        self.assertEqual(6, self.add('--me', ME, sent)[0]['already-here'])

    def test_only_others(self):
        """Who says who they are is believed where they only got mails, and that is remembered."""
        box = self.box(mails('tom@example.net', 15, f'{NAME} <{ME}>', name='Tom'), mails('ula@example.net', 15, ME))
        told, asked = self.add(box)
        self.assertEqual(([box.name], 0, 30, 0), (asked, told['added'], told['left-out'], told['others']), told)
        for me in (('--me', ME), ()):
            told, asked = self.add(*me, box)
            self.assertEqual(([], 0, 30), (asked, told['added'], told['left-out']), told)
            self.assertEqual(['30 texts by others, counted to compare yours with'],
                             [item['reason'] for item in told['not-added']])
        self.assertEqual([ME], self.query('SELECT account FROM account'))
        self.assertGreater(told['others'], 0)
        self.assertEqual(['1.mbox'], self.add('--me', 'nobody@example.org', box)[1])

    def test_strangers(self):
        """A single sender may be anybody, and is not taken for the user without a word, whoever is known already."""
        came = 'Received: from x by y; Mon, 12 May 2025 10:00:00 +0000\n'
        files = {
            'came.eml': mails('tom@example.net', 1, f'{NAME} <{ME}>', head=came),
            'bare.eml': mails('tom@example.net', 1, f'{NAME} <{ME}>'),
            'two/box.mbox': mails('tom@example.net', 2, ME), 'talk.txt': [chat('Tom')],
            'list.eml': mails('ula@example.net', 1, 'list@example.org'),
            'list.mbox': mails('ula@example.net', 3, 'list@example.org', head=came),
            'header.eml': mails('tom@example.net', 1, 'list@example.org', head=f'{came}X-KMail-Transport: smtp\n'),
        }
        for name, parts in files.items():
            text = ''.join(parts)
            path = self.home.write(name, text.split('\n', 1)[1] if name.endswith('.eml') else text)
            told, asked = self.add(path)
            self.assertEqual(([path.name], 0, []), (asked, told['added'], told['me']), name)
        self.assertEqual([], self.query('SELECT account FROM account'))
        self.assertEqual(2, self.add('--me', ME, self.box(mails(ME, 2)))[0]['added'])
        for name in ('list.eml', 'list.mbox', 'header.eml'):
            self.assertEqual(([name], 0), (lambda told, asked: (asked, told['added']))(*self.add(self.home.path / name)))
        # Who wrote to the user is not asked about.
        self.assertEqual(([], 0), (lambda told, asked: (asked, told['added']))(*self.add(self.home.path / 'came.eml')))
        self.assertEqual([ME], self.query('SELECT account FROM account'))

    def test_taken(self):
        """Whom it took is told; who has the user's name, too, where the file says so, or else is told, and is no other."""
        sent, inbox = 'X-Gmail-Labels: Sent\n', 'X-Gmail-Labels: Inbox\n'
        work, home = 'm.holt@work.example', 'mara@home.example'
        box = self.box(mails(ME, 5, name=NAME, head=sent), mails(work, 4, name='"Holt, Mara"', head=sent)[3:],
                       mails(work, 3, name='"Holt, Mara"', head=inbox),
                       mails(home, 3, name='MARA HOLT', head=inbox), mails('tom@example.net', 5, ME, name='Tom', head=inbox))
        done = self.home.run('import', box)
        self.assertEqual((DONE, f'{box.name}: 3 mails by MARA HOLT <{home}> were left out. If that is you, too, say '
                          f'--me={home}.\n'), (done.returncode, done.stderr))
        self.assertRegex(done.stdout, rf'\A9 added, (?s:.*)\nTaken as you: {NAME} <{ME}>, Holt, Mara <{work}>\n\Z')
        told, asked = self.add(box)
        self.assertEqual(([], [ME, work], 9), (asked, told['me'], told['already-here']))
        told, asked = self.add('--me', home, box)
        self.assertEqual(([], [home], 3), (asked, told['me'], told['added']))
        self.assertEqual([ME, work, home], self.add(box)[0]['me'])

    def test_another_owner(self):
        """Whose folder of sent mails it is matters only as long as nobody else is known."""
        self.add('--me', ME, self.box(mails(ME, 2, name=NAME)))
        theirs = self.box(mails('tom@example.net', 5, name='Tom Berg'), name='theirs/Sent')
        mine = self.box(mails(OLD, 5, name='"Holt, Mara"'), name='mine/Sent')
        told, asked = self.add(theirs)
        self.assertEqual((['Sent'], 0), (asked, told['added']))
        told, asked = self.add(mine)
        self.assertEqual(([], [OLD], 5), (asked, told['me'], told['added']))

    def test_absent(self):
        """An address that wrote nothing is told, and nobody is guessed instead."""
        sent = self.box(mails(ME, 4, name=NAME, head='X-Gmail-Labels: Sent\n'), mails('tom@example.net', 3, ME, name='Tom'))
        done = self.home.run('import', '--me', 'nobody@example.org', sent)
        self.assertEqual(f'{sent.name}: Mails and messages were left out, as none of them is by nobody@example.org. Say with '
                         f'--me which of these is you.\n     4  {NAME}  {ME}\n     3  Tom  tom@example.net\n', done.stderr)
        self.assertEqual([], self.query('SELECT account FROM account'))
        done = self.home.run('import', '--me', 'nobody@example.org', '--me', ME, sent)
        self.assertEqual('nobody@example.org wrote none of these.\n', done.stderr)
        self.assertRegex(done.stdout, '^4 added')

    def test_name_and_address(self):
        """As mails have them"""
        box, talk = self.box(mails(ME, 3), mails('tom@example.net', 3)), self.home.write('talk.txt', chat(NAME, 'Tom'))
        for said in (f'{NAME} <{ME}>', f' "{NAME}"  <{ME.upper()}> ', f'{NAME} <mara+news@example.org>'):
            shutil.rmtree(self.home.data, ignore_errors=True)
            told, asked = self.add('--me', said, box, talk)
            self.assertEqual(([], [NAME, ME]), (asked, sorted(told['me'])), said)
        self.assertEqual([ME], self.add('--me', f'<{ME}>', box)[0]['me'])

    def test_tags(self):
        """What is after "+" in an address says what it is for, also where it got mails."""
        told, asked = self.add('--me', 'mara+shop@example.org', self.box(mails('tom@example.net', 30, 'Mara+News@Example.org')))
        self.assertEqual(([], 0), (asked, told['added']))
        self.assertEqual([ME], self.query('SELECT account FROM account'))

    def test_latest_of_those_that_can_be_added(self):
        """What is in the trash is none of the latest."""
        box = self.box(mails(ME, 5, year=2020), mails(ME, 4, year=2023, head='X-Gmail-Labels: Trash\n'),
                       mails(ME, 2, year=2022), mails(ME, 2, year=2024, head='Auto-Submitted: auto-replied\n'))
        self.assertEqual(3, self.add('--me', ME, '--latest', '3', box)[0]['added'])

    def test_sums(self):
        """What is left out as nobody is known is counted."""
        box = self.box(mails('tom@example.net', 7), mails('ula@example.net', 7))
        done = self.home.run('import', box)
        self.assertEqual(f'0 added, 0 already here, 14 left out\n  {box.name}: 14 mails were not added, because you did '
                         'not choose who you are.\n', done.stdout)

    def test_few(self):
        """How much is wanted holds for few texts, too."""
        for number, kind in itertools.product((4, 20, 21), ('mbox', 'json', 'folder')):
            mine = mails(ME, number, year=2019)[:number // 2] + mails(ME, number, year=2022)[number // 2:]
            if kind == 'mbox':
                path = self.box(mine)
            elif kind == 'json':
                path = self.home.write('tg.json', telegram('Mara', number=number))
            else:
                path = self.home.path / f'sent{number}'
                for i, mail in enumerate(mine):
                    self.home.write(f'sent{number}/{i}.eml', mail.split('\n', 1)[1])
            for options, n_added in ((('--latest', '3'), 3), (('--since', '2021'), number if kind == 'json' else number - number // 2),
                                     (('--since', '2099'), 0)):
                shutil.rmtree(self.home.data, ignore_errors=True)
                told, asked = self.add('--me', ME, '--me', 'Mara', *options, path)
                self.assertEqual(([], n_added, number - n_added), (asked, told['added'], told['left-out']), (kind, options))

    def test_no_numbers(self):
        """What is no limit does not let in all."""
        box = self.box(mails(ME, 3))
        for option in ('--latest=0', '--latest=-5', '--since=0', '--since=-1', '--since=20', '--since=20222'):
            self.assertIn(option.split('=')[0], self.fail_with(USAGE, 'import', '--me', ME, option, box))
        self.fail_with(USAGE, 'import', '--latest=many', box)

    def test_locked_archive(self):
        """Each file in an archive is counted once."""
        path = self.home.path / 'photos.zip'
        with zipfile.ZipFile(path, 'w') as archive:
            for i in range(8):
                archive.writestr(f'{i}.png', b'\x89PNG\r\n\x1a\n' + bytes(20))
        done = self.home.run('import', '--json', path)
        self.assertEqual((1, 8), (done.returncode, json.loads(done.stdout)['left-out']))

    def test_notes(self):
        """The character set that a text was read in is told where it is a guess."""
        text = 'Вчера мы долго шли вдоль реки, а потом пили чай и говорили о том, что будет дальше. ' * 4
        told = self.do('import', self.home.write('a.txt', text.encode('koi8-r')), self.home.write('b.txt', text[:90]))
        self.assertRegex(told, r'\A2 added, 0 already here, 0 left out\n  a\.txt: Added, and read as .*KOI8.*guess\.\n\Z')

    def test_editor(self):
        """Who else worked on a document is told, whoever wrote it first."""
        w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        for name, author, editor, expected in (
                ('one', NAME, 'Tom B', f'Added, but the file says: “By {NAME}, last changed by Tom B”'),
                ('two', 'Tom B', NAME, f'Added, but the file says: “By Tom B, last changed by {NAME}”'),
                ('three', NAME, NAME, None), ('four', NAME, '', None),
                ('five', 'Tom B', '', 'Added, but the file says: “By Tom B”')):
            path = self.home.path / f'{name}.docx'
            with zipfile.ZipFile(path, 'w') as archive:
                archive.writestr('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
                archive.writestr('word/document.xml', f'<w:document {w}><w:body><w:p><w:r><w:t>In {name} somebody {WORDS}.'
                                 '</w:t></w:r></w:p></w:body></w:document>')
                archive.writestr('docProps/core.xml', '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/'
                                 '2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>'
                                 f'{author}</dc:creator><cp:lastModifiedBy>{editor}</cp:lastModifiedBy></cp:coreProperties>')
            # Who the user is is known from a box.
            told, _ = self.add('--me', ME, '--me', NAME, self.box(mails(ME, 1)), path)
            self.assertEqual([expected] if expected else [],
                             [item['reason'] for item in told['not-added'] if item['name'] == path.name], told)


if __name__ == '__main__':
    tap.main()

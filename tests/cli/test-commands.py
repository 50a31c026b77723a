#!/usr/bin/env python3
"""The commands that need no model: texts in, cards changed, a voice out; and what is not understood."""
import json
import random
import sqlite3
import time
import unittest

from cli import DONE, FAILED, USAGE, Case, Home
import tap


class Documents(Case):
    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.remove)

    def test_example(self):
        self.assertEqual('18 added, 0 already here, 0 left out\n', self.do('import', '--example'))
        self.assertEqual(18, len(self.do('documents').splitlines()))
        document = self.do_json('documents')[0]
        self.assertEqual({'id', 'title', 'words', 'audience', 'written', 'added', 'excerpt', 'private'}, set(document))
        self.assertEqual('Your old laptop', document['title'])
        self.assertIsNone(document['written'])
        self.assertEqual('family', document['audience'])

    def test_folder(self):
        self.home.write('mine/lunch.txt', 'Subject: Lunch\n\nHi Ana,\n\nShall we have soup on Friday, all three of us?\n\nCheers,\nSam\n')
        self.home.write('mine/again.txt', 'Subject: Lunch\n\nHi Ana,\n\nShall we have soup on Friday, all three of us?\n\nCheers,\nSam\n')
        self.home.write('mine/deeper/note.md', '# A Note\n\nI *really* like the new lamp that hangs over the table.\n')
        self.home.write('mine/quoted.txt', '> Only what somebody else wrote.\n> Nothing more.\n')
        self.home.write('mine/empty.txt', '')
        self.home.write('mine/picture.txt', b'\x89PNG\r\n\x1a\n\0\0\0\rIHDR' + bytes(range(256)))
        told = self.do_json('import', self.home.path / 'mine')
        self.assertEqual((2, 1), (told['added'], told['already-here']), told)
        self.assertEqual(3, told['left-out'], told)
        reasons = {item['name']: item['reason'] for item in told['not-added']}
        for name in ('quoted.txt', 'empty.txt', 'picture.txt'):
            self.assertTrue(any(key.endswith(name) and reason for key, reason in reasons.items()), reasons)
        self.assertEqual({'Lunch', 'A Note'}, {document['title'] for document in self.do_json('documents')})

        # A second time nothing is new, and the reasons are said in the text as well.
        told = self.do('import', self.home.path / 'mine')
        self.assertTrue(told.startswith('0 added, 3 already here, 3 left out\n'), told)
        self.assertEqual(4, len(told.splitlines()), told)

    def test_audience(self):
        path = self.home.write('mail.txt', 'Hello Ana,\n\nthe plan is ready, and I will send it on Monday.\n')
        self.do('import', '--audience', 'work-mail', path)
        self.assertEqual(['work-mail'], [document['audience'] for document in self.do_json('documents')])
        self.assertIn('nobody', self.fail_with(USAGE, 'import', '--audience', 'nobody', path))

    def test_own_audiences(self):
        path = self.home.write('mail.txt', 'Hello Ana,\n\n' + 'The plan is ready, and I will send it on Monday. ' * 20)
        self.do('audiences', 'add', 'My Clients')
        self.do('audiences', '--', 'add', '-Fans & <b>Co</b>')
        listed = self.do_json('audiences')
        self.assertEqual(6 + 2, len(listed))
        self.assertEqual({'nick': 'general', 'name': 'General', 'own': False, 'documents': 0}, listed[0])
        self.assertEqual(['-Fans & <b>Co</b>', 'My Clients'], [audience['name'] for audience in listed if audience['own']])

        self.do('import', '--audience', 'my clients', path)
        document, = self.do_json('documents')
        self.assertEqual(('own-1', 'My Clients'), (document['audience'], document['audience-name']))
        self.assertIn('My Clients', self.do('documents'))
        for search in ([], ['--search', 'plan']):
            self.assertEqual([document], self.do_json('documents', '--audience', 'MY CLIENTS', *search))
            self.assertEqual([], self.do_json('documents', '--audience', 'general', *search))
        self.fail_with(USAGE, 'documents', '--audience', 'own-77')
        self.assertIn('     1  own-1      My Clients\n', self.do('audiences'))
        self.assertGreater(self.do_json('measure', '--audience', 'My Clients')['sentence-length']['n'], 0)
        self.assertEqual({}, self.do_json('measure', '--audience', 'own-2'))

        self.do('cards', 'add', 'I never write “utilize”.', '--audience', 'own-1')
        self.assertEqual('My Clients', self.do_json('cards')[-1]['audience-name'])
        self.assertIn('· My Clients\n', self.do('export', '--format', 'md'))
        self.assertIn('utilize', self.do('export', '--format', 'skill', '--audience', 'MY CLIENTS'))
        self.assertNotIn('utilize', self.do('export', '--format', 'skill', '--audience', 'friends'))

        self.do('audiences', 'rename', 'My Clients', 'Customers')
        self.assertEqual('Customers', self.do_json('documents')[0]['audience-name'])
        self.do('audiences', 'remove', 'customers')
        self.assertEqual('general', self.do_json('documents')[0]['audience'])
        self.assertEqual('general', self.do_json('cards')[-1]['audience'])

    def test_refused_audiences(self):
        self.do('audiences', 'add', 'Café')
        for name in 'cafe\u0301', 'CAFÉ', 'Friends', 'work-mail', 'own-3', '', ' \t', '\u202e', 'x' * 61:
            self.assertTrue(self.fail_with(FAILED, 'audiences', 'add', name))
        self.assertIn('Friends', self.fail_with(FAILED, 'audiences', 'remove', 'Friends'))
        self.assertIn('nobody', self.fail_with(FAILED, 'audiences', 'rename', 'nobody', 'Somebody'))
        self.assertIn('Family', self.fail_with(FAILED, 'audiences', 'rename', 'café', 'Family'))
        for words in (['add'], ['add', 'a', 'b'], ['rename'], ['rename', 'café'], ['remove'], ['remove', 'café', 'x'], ['x']):
            self.fail_with(USAGE, 'audiences', *words)
        self.assertIn('Café', self.fail_with(USAGE, 'draft', '--audience', 'nobody', 'A note'))
        self.assertEqual(7, len(self.do_json('audiences')))

    def test_me(self):
        """Who one is in chats is said by name, and asked for by name."""
        words = 'and then we walked along the harbour until the lamps were lit'
        messages = [{'type': 'message', 'date': '2025-05-12T09:11:00', 'from': name, 'from_id': account,
                     'text': f'{name} said hello {words}'} for name, account in (('Jonas Lind', 'user2'), ('Zoë', 'user1'))]
        path = self.home.write('result.json', json.dumps({'name': 'Zoë', 'id': 1, 'messages': messages}))
        asked = self.home.run('import', path)
        self.assertIn('     1  Jonas Lind  user2\n', asked.stderr)
        self.assertIn('     1  Zoë  user1\n', asked.stderr)
        self.assertEqual([], self.do_json('documents'))
        self.assertEqual('1 added', self.do('import', '--me=jonas lind', path).split(',')[0])
        self.assertIn('Jonas Lind said', self.do_json('documents')[0]['excerpt'])

    def test_others(self):
        """Texts by others are counted, compared with, and nowhere in the database."""
        self.home.write('theirs/one.txt', 'Hello Ana,\n\nthe quetzalcoatlus has landed, and nobody minds.\n')
        self.home.write('theirs/two.txt', 'Dear all,\n\nplease bring your own coffee to the meeting on Monday.\n')
        own = self.home.write('own.txt', 'Hi Ana,\n\nthe soup was good, and so was all that came after it!\n')
        self.do('import', own)
        self.home.write('theirs/mine.txt', own.read_bytes())
        self.assertEqual('2 counted as texts by others, 0 already here, 1 left out\n'
                         '  mine.txt: It is one of your own texts.\n', self.do('import', '--others', self.home.path / 'theirs'))
        told = self.do_json('import', '--others', self.home.path / 'theirs')
        self.assertEqual((0, 2, 1, 2), (told['added'], told['already-here'], told['left-out'], told['others']))
        self.assertEqual(1, len(self.do_json('documents')))
        self.assertEqual([], self.do_json('documents', '--search', 'quetzalcoatlus'))
        for path in self.home.data.iterdir():
            self.assertNotIn(b'quetzal', path.read_bytes().lower())
        self.fail_with(USAGE, 'import', '--others', '--example')
        self.fail_with(USAGE, 'import', '--others')

    def test_mailbox(self):
        """Of a mailbox the user's mails are added, as many as wanted; what others wrote is counted, or not."""
        words = 'boat harbour never quiet then we sailed of course with ropes but it rained and a the was'.split()

        def mail(who, number, year):
            body = ' '.join(random.Random(number).choices(words, k=50))
            return (f'From x@example.org Mon May 12 09:14:00 2025\nFrom: {who}@example.org\nSubject: S{number}\n'
                    f'Date: 12 May {year} 10:00:{number % 60:02} +0000\n\n{body}.\n\n')

        names = ['ann', 'ben', 'eve', 'ole', 'noreply']
        box = ''.join(mail('me', i, 2020 + i % 4) for i in range(30))
        box += ''.join(mail(name, 100 + 10 * i + j, 2024) for i, name in enumerate(names) for j in range(3))
        path = self.home.write('Archive.mbox', box)

        def add(*options):
            told = self.do_json('import', '--me', 'me@example.org', *options, path)
            return told['added'], told['already-here'], told['others']

        self.assertEqual((3, 0, 0), add('--no-others', '--latest', '3'))
        self.assertEqual((4, 3, 0), add('--no-others', '--since', '2023'))
        self.assertEqual((23, 7, 12), add())
        self.assertEqual((0, 30, 12), add())
        for file in self.home.data.iterdir():
            self.assertNotIn(b'ole@example.org', file.read_bytes().lower())
        self.fail_with(USAGE, 'import', '--others', '--no-others', path)

    def test_private(self):
        """A text is kept from services, and what would be sent can be read before."""
        self.do('import', '--example')
        number = self.do_json('documents', '--search', 'drill')[0]['id']
        self.assertTrue(self.do_json('documents', 'private', str(number), 'on')['private'])
        self.assertEqual([number], [document['id'] for document in self.do_json('documents') if document['private']])
        self.assertIn('never leaves', self.do('documents', '--search', 'drill').splitlines()[0])

        def show(*options):
            return self.home.run('--base-url', 'https://api.example.com/v1', '--model', 'm', 'draft', '--show-request',
                                 *options, 'Ask when the drill is repaired', environment={'IDIOLECT_API_KEY': 'key'})

        body = self.do_json('documents')
        title = next(document['title'] for document in body if document['id'] == number)
        kept = show('--json')
        self.assertEqual((DONE, ''), (kept.returncode, kept.stderr))
        requests = json.loads(kept.stdout)
        self.assertEqual(2, len(requests))
        self.assertEqual(['user'], [message['role'] for message in requests[0]])
        self.assertIn('Ask when the drill is repaired', requests[0][0]['content'])
        excerpt = next(document['excerpt'] for document in body if document['id'] == number)[10:40]
        self.assertNotIn(excerpt, kept.stdout)

        self.do('documents', 'private', str(number), 'off')
        self.assertIn(excerpt, show().stdout.replace('\\n', ' '), title)
        self.assertEqual(1, len(json.loads(show('--json', '--only', 'generic').stdout)))

        # Nothing was sent for that, and so nothing is listed.
        self.assertEqual('', self.do('sent'))
        self.assertEqual([], self.do_json('sent'))
        for words in (['private'], ['private', 'x', 'on'], ['private', str(number)], ['private', str(number), 'maybe']):
            self.fail_with(USAGE, 'documents', *words)
        self.fail_with(USAGE, 'documents', 'private', str(number), 'on', 'off')
        self.fail_with(FAILED, 'documents', 'private', '4711', 'on')

    def test_search(self):
        self.do('import', '--example')
        found = self.do_json('documents', '--search', 'drill')
        self.assertIn('Repair of the big drill', [document['title'] for document in found])
        self.assertLess(len(found), 18)
        self.assertEqual([], self.do_json('documents', '--search', 'xylophone'))
        # What the index would read as a command is only words.
        for words in ('"', 'drill AND', '*', 'NEAR(', 'a:b', '-', ''):
            self.do_json('documents', '--search', words)

    def test_what_is_not_there(self):
        """That is told, and fails; what is there is added, whatever comes first."""
        nowhere = self.home.path / 'nowhere'
        here = self.home.write('here.txt', 'One text that is here, and has as many words as it takes.')
        done = self.home.run('import', nowhere)
        self.assertEqual((FAILED, '0 added, 0 already here, 1 left out\n  nowhere: There is no such file or folder.\n',
                          'idiolect-cli: 1 file or folder was not found.\n'), (done.returncode, done.stdout, done.stderr))
        done = self.home.run('import', nowhere, here, self.home.path / 'here.txt' / 'below')
        self.assertEqual((FAILED, '1 added, 0 already here, 2 left out'), (done.returncode, done.stdout.splitlines()[0]))
        self.assertEqual('idiolect-cli: 2 files or folders were not found.\n', done.stderr)
        self.assertEqual(1, len(self.do_json('documents')))

    def test_nothing_to_be_read(self):
        """That none of what was named could be read fails; that something was read and left out does not."""
        broken = self.home.write('broken.pdf', '%PDF-1.4\nnothing')
        short = self.home.write('short.eml', 'From: me@example.org\nSubject: Boats\n\nOk, fine.\n')
        done = self.home.run('import', broken, broken)
        self.assertEqual((FAILED, 'idiolect-cli: None of the files could be read.\n'), (done.returncode, done.stderr))
        self.assertEqual('0 added, 0 already here, 1 left out\n  short.eml: Boats: It has fewer than ten words of your own.\n'
                         'Taken as you: me@example.org\n', self.do('import', '--me', 'me@example.org', short))
        self.assertEqual('0 added, 0 already here, 2 left out',
                         self.do('import', '--me', 'me@example.org', broken, short).splitlines()[0])

    def test_others_by_title(self):
        """Which mails of a box are one's own is told by their titles."""
        mails = [f'From x@example.org Mon May 12 09:14:00 2025\nFrom: me@example.org\nSubject: Boats {number}\n\n'
                 f'These are more than ten words about boat {number}, and all of them are mine.\n\n' for number in range(2)]
        box = self.home.write('Sent.mbox', ''.join(mails))
        self.do('import', '--me', 'me@example.org', box)
        self.assertEqual('0 counted as texts by others, 0 already here, 2 left out\n'
                         '  Sent.mbox: Boats 0: It is one of your own texts.\n'
                         '  Sent.mbox: Boats 1: It is one of your own texts.\n', self.do('import', '--others', box))

    def test_automatic(self):
        """Not all programs say in the head that nobody wrote an answer."""
        def told(subject):
            mail = self.home.write('a.eml', f'From: me@example.org\nSubject: {subject}\n\n'
                                            'I am out of the office until Monday and will answer your mail after that.\n')
            return self.do('import', '--me', 'me@example.org', mail)
        for subject in ('Automatic reply: Boats', 'Out of Office: Boats', 'Automatische Antwort: Boote', 'Réponse automatique : Bateaux',
                        'Respuesta automática: Barcos', 'Resposta automática: Barcos', 'Risposta automatica: Barche',
                        'Automatisch antwoord: Boten', 'Autosvar: Båtar', 'Automatyczna odpowiedź: Łodzie', 'Автоматический ответ: Лодки',
                        'Αυτόματη απάντηση: Βάρκες', 'Otomatik yanıt: Tekneler', '自動返信: 船', '自动回复：船', '자동 회신: 배'):
            with self.subTest(subject=subject):
                self.assertIn(': A program wrote it.\n', told(subject))
        self.assertTrue(told('Out of office next week').startswith('1 added, 0 already here, 0 left out\n'))

    def test_dates(self):
        """The day on which a mail was written is listed; of what does not tell, that on which it was added."""
        mail = ('From: Jonas <jonas@example.org>\nSubject: Old\nDate: Mon, 12 May 2014 12:14:33 +0000\n\n'
                'These are more than ten words which somebody wrote a long time ago.\n')
        self.do('import', '--me', 'jonas@example.org', self.home.write('old.eml', mail))
        self.assertEqual('2014-05-12T12:14:33Z', self.do_json('documents')[0]['written'])
        self.assertRegex(self.do('documents'), r'^ +1  2014-05-12 +13  work-mail  Old\n$')
        self.home.data.rename(self.home.path / 'before')
        self.do('import', self.home.write('new.txt', 'One new text that has as many words as it takes to be one.'))
        added = self.do_json('documents')[0]['added']
        self.assertIn(self.do('documents').split()[1], (added[:10], time.strftime('%F')))

    def test_maildir(self):
        """What others wrote is told as a sum of each folder, as it is of a mailbox."""
        def mail(who, number):
            return (f'From: {who}@example.org\nTo: me@example.org\nSubject: S{number}\nDate: 12 May 2025 10:{number:02}:00 +0000\n\n'
                    f'These are the words of mail number {number}, which are more than ten in all.\n')

        for number in range(12):
            who = 'me' if number % 4 == 0 else f'other{number % 2}'
            self.home.write(f'box/Mail/{("cur", "new")[number % 3 == 0]}/{number}:2,S', mail(who, number))
        self.home.write('box/Mail/tmp/x', '')
        self.home.write('box/Mail/.Old/cur/20:2,S', mail('other0', 20))
        self.home.write('box/Mail/.Old/cur/21:2,S', mail('other0', 21))
        self.home.write('box/Letters/one.eml', mail('other1', 30))
        told = self.do_json('import', '--me', 'me@example.org', '--no-others', self.home.path / 'box')
        self.assertEqual((3, 12), (told['added'], told['left-out']))
        self.assertEqual({'Mail': '9 texts by others', '.Old': '2 texts by others', 'one.eml': '1 text by somebody else'},
                         {item['name']: item['reason'] for item in told['not-added']})

    def test_broken_database(self):
        self.home.data.mkdir()
        database = self.home.data / 'idiolect.db'
        database.write_bytes(b'This is no database, however long it is. ' * 200)
        before = database.read_bytes()
        for words in (['documents'], ['cards'], ['import', '--example'], ['export']):
            self.fail_with(FAILED, *words)
        self.assertEqual(before, database.read_bytes())

    def test_newer_database(self):
        self.do('import', '--example')
        with sqlite3.connect(self.home.data / 'idiolect.db') as database:
            database.execute('PRAGMA user_version = 999')
        self.assertRegex(self.fail_with(FAILED, 'documents'), r'newer')

    def test_data_folder_is_a_file(self):
        self.home.data.write_text('a file')
        self.fail_with(FAILED, 'documents')


GENERIC = """Dear Omar,

I hope this message finds you well. I am writing to express my sincere gratitude for your diligent work in repairing
the drill, which has been of tremendous assistance to our organization. Furthermore, I would like to inquire whether you
would be available to examine the hedge trimmer prior to Saturday.

Best regards,
Nell
"""
PERSONAL = """Hi Omar,

Thanks for mending the drill so fast. It's back on its hook and I've already lent it out twice.

One more thing. The hedge trimmer growls now (so do I, before 8). I've looked at the plug and that's not it. It's due out
on Saturday. Could you have a look before then?

Cheers,
Nell
"""


class Measures(Case):
    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.remove)
        self.generic = self.home.write('generic.txt', GENERIC)
        self.personal = self.home.write('personal.txt', PERSONAL)

    def test_file(self):
        measures = self.do_json('measure', self.home.write('note.txt', 'Ann came home at noon with the new lamp! Tom went out to '
                                                              'the garden again. Who wants to stay for tea? We will keep a '
                                                              'cup for you in the kitchen, as ever.'))
        self.assertGreaterEqual(len(measures), 60)
        self.assertEqual(34, measures['length'])
        self.assertAlmostEqual(25, measures['exclamations'])
        # What means nothing in so short a text is no number.
        self.assertIsNone(measures['hedges'])
        self.assertIn('Sentence length', self.do('measure', self.personal))
        self.fail_with(FAILED, 'measure', self.home.path / 'nothing.txt')

    def test_fingerprint(self):
        self.assertEqual({}, self.do_json('measure'))
        self.do('import', '--example')
        own = self.do_json('measure')
        self.assertEqual(18, own['sentence-length']['n'])
        self.assertLess(own['sentence-length']['low'], own['sentence-length']['high'])
        self.assertLess(self.do_json('measure', '--audience', 'friends')['sentence-length']['n'], 18)

    def test_meter(self):
        self.assertEqual('few-documents', self.do_json('meter', self.generic, self.personal)['meter']['reason'])
        self.do('import', '--example')
        meter = self.do_json('meter', self.generic, self.personal)['meter']
        self.assertEqual('closer', meter['verdict'])
        self.assertEqual(5, len(meter['differences']))
        self.assertEqual('further', self.do_json('meter', self.personal, self.generic)['meter']['verdict'])
        self.assertIn('closer to how you write', self.do('meter', self.generic, self.personal))
        self.assertEqual(0, meter['others'])
        theirs = [self.home.write(f'{n}.txt', f'{GENERIC} {"So " * n}long.') for n in range(12)]
        self.do('import', '--others', *theirs)
        compared = self.do_json('meter', self.generic, self.personal)['meter']
        self.assertEqual(12, compared['others'])
        self.assertNotAlmostEqual(meter['personal']['style'], compared['personal']['style'], 4)
        self.assertIn('61 bloggers, 100 invented mail writers, and 12 texts by others', self.do('meter', self.generic, self.personal))
        self.fail_with(USAGE, 'meter', self.generic)
        self.fail_with(USAGE, 'meter', self.generic, self.personal, self.generic)
        self.fail_with(FAILED, 'meter', self.generic, self.home.path / 'nothing.txt')


class Cards(Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.home.run('import', '--example')

    def find(self, number):
        """The card of that number, as the next start of the program knows it."""
        return next(card for card in self.do_json('cards') if card['id'] == number)

    def test_list(self):
        cards = self.do_json('cards')
        self.assertGreaterEqual(len(cards), 5)
        texts = self.do_json('documents')
        for card in cards:
            self.assertTrue(card['claim'] and card['instruction'], card)
            self.assertIn(card['axis'], ('communication', 'personality', 'style'))
            for quote in card['quotes']:
                self.assertIn(quote['document'], [text['id'] for text in texts])
        self.assertIn(cards[0]['claim'], self.do('cards'))

    def test_keep_and_reject(self):
        self.assertEqual('kept', self.do_json('cards', 'keep', '1')['state'])
        self.assertEqual('kept', self.find(1)['state'])
        self.assertEqual('rejected', self.do_json('cards', 'reject', '2')['state'])
        self.assertEqual('rejected', self.find(2)['state'])

    def test_edit(self):
        claim = 'You write “hi” — und zwar öfter.'
        card = self.do_json('cards', 'edit', '3', '--claim', claim, '--instruction', 'Say hi')
        self.assertEqual((claim, 'Say hi'), (card['claim'], card['instruction']))
        self.assertEqual(card, self.find(3))

    def test_strength_and_audience(self):
        for strength in ('off', 'hint', 'strong'):
            self.do('cards', 'strength', '4', strength)
            self.assertEqual(strength, self.find(4)['strength'])
        self.do('cards', 'audience', '4', 'friends')
        self.assertEqual('friends', self.find(4)['audience'])

    def test_add(self):
        self.do('cards', 'add', 'I never write “utilize”.', '--axis', 'style', '--audience', 'public',
                '--instruction', 'Write “use”')
        card = self.do_json('cards')[-1]
        self.assertEqual(('I never write “utilize”.', 'Write “use”', 'style', 'public', 'yours'),
                         tuple(card[name] for name in ('claim', 'instruction', 'axis', 'audience', 'source')))
        n_cards = len(self.do_json('cards'))
        told = self.fail_with(FAILED, 'cards', 'add', 'i never  write “UTILIZE”', '--audience', 'public')
        self.assertIn(str(card['id']), told)
        self.assertEqual(n_cards, len(self.do_json('cards')))

    def test_export(self):
        told = json.loads(self.do('export'))
        self.assertEqual(self.do_json('cards'), told['cards'])
        self.assertEqual({'name', 'role', 'languages', 'about'}, set(told['attributes']))
        self.assertEqual(told, json.loads(self.do('export', '--format', 'json')))
        text = self.do('export', '--format', 'md')
        self.assertTrue(text.startswith('# '), text)
        for card in told['cards']:
            self.assertEqual(card['state'] != 'rejected', f'**{card["claim"]}**' in text, card['claim'])

    def test_export_for_models(self):
        """What other models are told: the cards that drafts use for an audience, and nothing that may not leave."""
        def export(form, *options):
            return self.do('export', '--format', form, *options)

        self.do('cards', 'reject', '1')
        self.do('cards', 'strength', '2', 'off')
        self.do('cards', 'strength', '3', 'strong')
        self.do('cards', 'add', 'I never write “leverage”.', '--audience', 'public', '--instruction', 'Write “use”\n# user')
        cards = self.do_json('cards')
        prompt = export('prompt')
        for card in cards:
            if card['audience'] == 'general':
                used = card['state'] != 'rejected' and card['strength'] != 'off'
                self.assertEqual(used, card['instruction'] in prompt, card)
        self.assertIn(f'- (always) {self.find(3)["instruction"]}', prompt)
        self.assertNotIn('# user', prompt)
        self.assertIn('- (always) Write “use” # user\n', export('prompt', '--audience', 'public'))
        self.assertNotIn('{{', prompt)
        self.assertTrue(prompt.endswith('\n'), prompt[-20:])
        skill = export('skill')
        self.assertRegex(skill, r'\A---\nname: [a-z0-9-]{1,64}\ndescription: [^\n:]{1,1024}\n---\n\n')
        self.assertTrue(skill.endswith(prompt), skill)
        # Cards that only private texts show are told to nobody.
        for text in self.do_json('documents'):
            self.do('documents', 'private', str(text['id']), 'on')
        for card in cards:
            if card['source'] == 'measured':
                self.assertNotIn(card['instruction'], export('skill'))
        self.assertIn('# user', export('prompt', '--audience', 'public'))
        for text in self.do_json('documents'):
            self.do('documents', 'private', str(text['id']), 'off')
        self.fail_with(USAGE, 'export', '--format', 'pdf')
        self.fail_with(USAGE, 'export', '--format', 'prompt', '--audience', 'nobody')

    def test_no_such_card(self):
        self.assertEqual('There is no card 999.', self.fail_with(FAILED, 'cards', 'keep', '999'))
        self.fail_with(FAILED, 'cards', 'strength', '999', 'off')


class Usage(Case):
    def test_misuse(self):
        for words in (
            ['frobnicate'], ['documents', '--frobnicate'], ['--frobnicate', 'documents'], ['documents', 'more'],
            ['infer', 'more'], ['check', 'more'], ['export', 'more'], ['export', '--format', 'xml'], ['import'], ['draft'], ['draft', ' '],
            ['draft', '--words', '2001', 'A note'], ['draft', '--words', '-1', 'A note'],
            ['draft', '--words', 'many', 'A note'], ['draft', '--only', 'both', 'A note'],
            ['draft', '--seed', 'x', 'A note'], ['draft', '--audience', 'nobody', 'A note'],
            ['rewrite'], ['rewrite', 'a', 'b'],
            ['cards', 'bless', '1'], ['cards', 'keep'], ['cards', 'keep', 'x'], ['cards', 'keep', '0'],
            ['cards', 'keep', '-1'], ['cards', 'keep', '99999999999999999999'], ['cards', 'keep', '1', '2'],
            ['cards', 'edit', '1'], ['cards', 'strength', '1'], ['cards', 'strength', '1', 'huge'],
            ['cards', 'strength'], ['cards', 'audience', '1', 'nobody'], ['cards', 'audience', '1'],
            ['cards', 'add'], ['cards', 'add', ''], ['cards', 'add', 'x', 'y'], ['cards', 'add', 'x', '--axis', 'z'],
            ['--base-url', 'http://127.0.0.1:9/v1', 'draft', 'A note'],
        ):
            with self.subTest(words=words):
                self.fail_with(USAGE, *words)

    def test_help(self):
        for words in ([], ['import'], ['documents'], ['infer'], ['check'], ['cards'], ['draft'], ['rewrite'], ['measure'], ['meter'], ['export']):
            self.assertIn('Usage:', self.do(*words, '--help'))
        self.assertRegex(self.do('--version'), r'^idiolect \d+\.\d+\n$')
        nothing = self.home.run()
        self.assertEqual((USAGE, ''), (nothing.returncode, nothing.stdout))
        self.assertIn('Usage:', nothing.stderr)
        # To ask for help opens nothing.
        self.assertFalse(self.home.data.exists())

    def test_not_utf_8(self):
        """A file may have any name; what is a text has to be one, or nothing could read it back."""
        for words in (['cards', 'add', b'\xff'], ['draft', b'\xff'], ['documents', '--search', b'\xff'],
                      ['cards', 'keep', b'\xff'], [b'\xff']):
            with self.subTest(words=words):
                self.fail_with(USAGE, *words)
        name = bytes(self.home.path) + b'/caf\xe9.txt'
        with open(name, 'w') as file:
            file.write('One small coffee, and a long talk about it and all else.\n')
        self.assertEqual('1 added, 0 already here, 0 left out\n', self.do('import', name))
        self.assertEqual(1, len(self.do_json('documents')))


if __name__ == '__main__':
    tap.main()

#!/usr/bin/env python3
"""What people read can be translated, and is set as GNOME sets it."""
import gettext
import json
import pathlib
import re
import subprocess
import tempfile
import unittest

import tap

MARKED = re.compile(r'(?<!\w)(?:_|N_|C_|NC_|ngettext|g_dngettext|g_dpgettext2) ?\(')
LITERAL = r'"(?:[^"\\]|\\.)*"'

# Functions of which an argument is shown, and which one it is, from 0. None is all of them.
SHOWS = [
    (r'adw_toast_new(?:_format)?', None),
    (r'gtk_label_new(?:_with_mnemonic)?', None),
    (r'gtk_button_new_with_(?:label|mnemonic)', None),
    (r'(?:gtk|adw)_\w+_set_(?:title|subtitle|description|label|text|markup|tooltip_text|tooltip_markup|'
     r'placeholder_text|button_label|heading|body|accept_label|initial_name)', slice(1, None)),
    (r'adw_alert_dialog_new', None),
    (r'adw_alert_dialog_add_response', slice(2, None)),
    (r'gtk_accessible_announce', slice(1, 2)),
    (r'g_set_error(?:_literal)?', slice(3, None)),
    (r'g_error_new(?:_literal)?', slice(2, None)),
    (r'idio_cli_(?:fail|misuse)', None),
    (r'idio_terminal_(?:print_\w+|progress)', None),
    (r'g_print(?:err)?', None),
]

# Errors of these kinds are for who reads the log or the code, not for the screen.
INTERNAL_ERROR = re.compile(r'\bG_(?:IO|FILE)_ERROR\b')

BLUEPRINT_SHOWS = (r'(?:title|subtitle|description|label|text|tooltip-text|tooltip-markup|placeholder-text|'
                   r'button-label|heading|body|comments|accept-label)')


def read(name):
    return (tap.SOURCE / name).read_text()


def list_potfiles():
    return [line for line in read('po/POTFILES.in').splitlines() if line and not line.startswith('#')]


def list_files(*endings):
    found = [path.relative_to(tap.SOURCE).as_posix() for room in ('data', 'src')
             for path in (tap.SOURCE / room).rglob('*') if path.name.endswith(endings)]
    return sorted(found)


def strip_comments(text):
    """Without comments, and with as many lines."""
    return re.sub(rf'({LITERAL})|/\*.*?\*/|//[^\n]*',
                  lambda found: found[1] or '\n' * found[0].count('\n'), text, flags=re.DOTALL)


def has_words(literal):
    """Whether a literal has anything to translate: more than formats, escapes, marks, and the program's name."""
    literal = re.sub(r'" ?G_\w+_FORMAT ?"', 'd', literal)
    rest = re.sub(r"%[-+ #0']*[\d.*]*(?:hh?|ll?|z)?[a-zA-Z]|\\[a-z0-9]+(?:\[\w)?|idiolect(?:-cli)?", ' ', literal)
    return re.search(r'[^\W\d_]{2}', rest) is not None


def split_arguments(text, start):
    """The arguments of a call, from behind its opening parenthesis."""
    arguments, depth, begin = [], 0, start
    for found in re.compile(rf'{LITERAL}|[(){{}}\[\],]').finditer(text, start):
        mark = found[0]
        if mark in '([{':
            depth += 1
        elif mark in ')]}':
            depth -= 1
        if depth < 0 or (mark == ',' and depth == 0):
            arguments.append(text[begin:found.start()].strip())
            begin = found.end()
        if depth < 0:
            return arguments
    return arguments


def list_plain(text, start, which):
    """The literals of a call's arguments that nobody can translate."""
    for argument in split_arguments(text, start)[which or slice(None)]:
        if argument.startswith('"') and has_words(argument):
            yield argument


def line_of(text, position):
    return text.count('\n', 0, position) + 1


def find_untranslatable_c(name):
    text = strip_comments(read(name))
    for function, which in SHOWS:
        for found in re.finditer(rf'\b{function} \(', text):
            if 'error' in function and INTERNAL_ERROR.search(text, found.end(), text.find(';', found.end())):
                continue
            for literal in list_plain(text, found.end(), which):
                yield f'{name}:{line_of(text, found.start())}: {literal}'
    for form in (rf'"{BLUEPRINT_SHOWS}",\s*({LITERAL})', rf'G_OPTION_ARG_\w+,[^,"]*,\s*({LITERAL})'):
        for found in re.finditer(form, text):
            if has_words(found[1]):
                yield f'{name}:{line_of(text, found.start())}: {found[1]}'


def find_untranslatable_blueprint(name):
    text = strip_comments(read(name))
    for found in re.finditer(rf'(?<![\w-]){BLUEPRINT_SHOWS}: *({LITERAL})|({LITERAL})', text):
        literal = found[1] or found[2]
        before = text[:found.start()].rstrip()
        # Words with a space between them are shown, wherever they stand; but for breakpoints.
        if found[2] and (' ' not in literal or before.endswith(('_(', ',', 'condition ('))):
            continue
        if has_words(literal):
            yield f'{name}:{line_of(text, found.start())}: {literal}'


def extract(folder):
    """Runs xgettext over what is listed; returns the template's path and what it complained about."""
    template = pathlib.Path(folder) / 'idiolect.pot'
    done = subprocess.run(['xgettext', '--from-code=UTF-8', '--add-comments', '--package-name=idiolect',
                           '--keyword=_', '--keyword=N_', '--keyword=C_:1c,2', '--keyword=NC_:1c,2',
                           '--directory', tap.SOURCE, '--files-from', tap.SOURCE / 'po' / 'POTFILES.in',
                           '--output', template],
                          check=True, text=True, stderr=subprocess.PIPE)
    # Blueprint is read as C, where _() looks the same. The addresses are examples of what to type.
    expected = re.compile(r"extension 'blp' is unknown; will try C|Message contains an embedded URL")
    return template, [line for line in done.stderr.splitlines() if not expected.search(line)]


def list_messages(template):
    """The place and text of each message of a template, singulars and plurals."""
    for block in template.read_text().split('\n\n')[1:]:
        place = re.search(r'^#: (\S+)', block, re.MULTILINE)
        for found in re.finditer(r'^msgid(?:_plural)? ((?:".*"\n?)+)', block, re.MULTILINE):
            text = ''.join(line.strip()[1:-1] for line in found[1].splitlines())
            yield place[1], text.replace('\\"', '"').replace('\\n', '\n').replace('\\\\', '\\')


def make_catalog(template, language, folder):
    """A catalog with nothing but what gettext knows of a language"""
    made = pathlib.Path(folder) / f'{language}.made.po'
    subprocess.run(['msginit', '--no-translator', '--no-wrap', f'--locale={language}.UTF-8', '--input', template,
                    '--output', made], check=True, stderr=subprocess.DEVNULL)
    return made


def merge_catalog(catalog, template, folder):
    """The catalog with all texts of the app as it is now, and what is known of their formats"""
    merged = pathlib.Path(folder) / f'merged-{catalog.name}'
    subprocess.run(['msgmerge', '--quiet', '--no-fuzzy-matching', '--output-file', merged, catalog, template],
                   check=True)
    return merged


def check_catalog(catalog):
    """What is wrong with formats, plural forms and mnemonics; nothing if that is empty"""
    checked = subprocess.run(['msgfmt', '--check-format', '--check-domain', '--check-accelerators=_',
                              '--output-file=/dev/null', catalog], text=True, stderr=subprocess.PIPE)
    return checked.stderr or ('' if checked.returncode == 0 else f'msgfmt ended with {checked.returncode}')


def list_missing(catalog):
    """The messages without a translation, or with one that nobody has looked at"""
    missing = []
    for choice in (['--untranslated'], ['--only-fuzzy']):
        found = subprocess.run(['msgattrib', '--no-obsolete', '--no-wrap', *choice, catalog], check=True, text=True,
                               stdout=subprocess.PIPE).stdout
        missing += re.findall(r'^msgid "(.+)"$', found, re.MULTILINE)
    return missing


def count_forms(catalog):
    """Which form each number from 0 to 199 takes"""
    formula = re.search(r'Plural-Forms: nplurals=(\d+); plural=([^;]+);', catalog.read_text())
    form = gettext.c2py(formula[2])
    return formula[1], [int(form(number)) for number in range(200)]


class Texts(unittest.TestCase):
    def test_potfiles_are_complete(self):
        """Every file with a text to translate is listed, and nothing else."""
        translatable = [name for name in list_files('.c', '.h', '.blp') if MARKED.search(strip_comments(read(name)))]
        translatable += list_files('.desktop.in', '.metainfo.xml.in', '.gschema.xml')
        listed = list_potfiles()
        self.assertEqual([], sorted(set(translatable) - set(listed)), 'not listed in po/POTFILES.in')
        self.assertEqual([], sorted(set(listed) - set(translatable)), 'listed without a text to translate')
        self.assertEqual(sorted(set(listed)), listed, 'in order, each once')

    def test_c_is_translatable(self):
        self.assertEqual([], [text for name in list_files('.c') for text in find_untranslatable_c(name)])

    def test_blueprints_are_translatable(self):
        self.assertEqual([], [text for name in list_files('.blp') for text in find_untranslatable_blueprint(name)])

    def test_markup(self):
        """What takes its text for markup unless told otherwise is made in one place, which tells it."""
        makers = re.compile(r'\b(?:adw_toast_new|adw_(?:action|expander|switch|combo)_row_new|'
                            r'gtk_label_set_(?:markup|use_markup)|gtk_widget_set_tooltip_markup|gtk_tooltip_set_markup)')
        found = {name for name in list_files('.c') if makers.search(strip_comments(read(name)))}
        self.assertEqual({'src/ui/idio-ui-text.c'}, found)

    def test_messages_are_whole(self):
        """No message begins or ends with a space: it would be a fragment to put together."""
        with tempfile.TemporaryDirectory() as folder:
            wrong = [f'{place}: “{text}”' for place, text in list_messages(extract(folder)[0]) if text != text.strip()]
        self.assertEqual([], wrong)

    def test_typography(self):
        with tempfile.TemporaryDirectory() as folder:
            messages = list(list_messages(extract(folder)[0]))
        self.assertGreater(len(messages), 100)
        wrong = []
        for place, text in messages:
            # A quote within a format groups digits.
            shown = re.sub(r"%[-+#0']*[\d.*]*[a-zA-Z]", '1', text)
            for form, what in ((r'["\']', 'a straight quote'), (r'\.\.', '… is one character'),
                               (r'--(?![a-z])', '– or — is one character'), (r'\S  +\S', 'two spaces'),
                               (r' [,;:!?](?!\S)', 'a space before a mark'), (r'\d ?x ?\d', '× is a character')):
                if re.search(form, shown):
                    wrong.append(f'{place}: {what}: “{text}”')
        self.assertEqual([], wrong)

    def test_models(self):
        """The sentences of data/models.json stand in the code too, where translators' tools find them."""
        told = {model['good_for'] for model in json.loads(read('data/models.json'))['models']}
        self.assertEqual(told, set(re.findall(r'N_\("(.*)"\)', read('src/llm/idio-model-catalog.c'))))

    def test_help_names_what_is_there(self):
        """What the help has in quotation marks is what controls are called, as a person reads it."""
        def strip(text):
            return text.replace('_', '').rstrip('…')

        with tempfile.TemporaryDirectory() as folder:
            messages = list(list_messages(extract(folder)[0]))
        there = {strip(found) for name in list_files('.blp', '.c') if 'help-topics' not in name
                 for found in re.findall(rf'(?:_|C_) ?\((?:"[^"]*", )?"([^"]*)"\)', read(name))}
        there |= {found for name in list_files('.desktop.in')
                  for found in re.findall(r'^Name=(.*)$', read(name), re.MULTILINE)}
        named = [(place, name) for place, text in messages if 'help-topics' in place
                 for name in re.findall(r'“([^”]*)”', text)]
        self.assertGreater(len(named), 30)
        self.assertEqual([], [name for _, name in named if strip(name) not in there])

    def test_help_tells_what_can_be_done(self):
        """What menus of drafts and cards offer, and what backups are for, is in the help."""
        labels = re.compile(r'(?<!sub)(?:label|title): C?_\("([^"]*)"\);(?!\s+action: "draft\.save-as")')
        menus = {'src/ui/idio-draft-pane.blp': 'menu draft_menu', 'src/ui/idio-card.blp': 'menu card_menu',
                 'src/ui/idio-backup-group.blp': 'documents_row'}
        offered = {found for name, start in menus.items()
                   for found in labels.findall(read(name)[read(name).index(start):])}
        self.assertGreater(len(offered), 12)
        told = read('src/ui/idio-help-topics.c').replace('"\n         "', '')
        self.assertEqual([], sorted(found for found in offered if f'“{found.replace("_", "")}”' not in told))

    def list_catalogs(self):
        languages = [line for line in read('po/LINGUAS').split('\n') if line and not line.startswith('#')]
        self.assertEqual(sorted(path.stem for path in (tap.SOURCE / 'po').glob('*.po')), sorted(languages))
        return {language: tap.SOURCE / 'po' / f'{language}.po' for language in languages}

    def test_catalogs(self):
        """Texts can be taken out and put back: those of each language, and of one made here."""
        with tempfile.TemporaryDirectory() as folder:
            template, complaints = extract(folder)
            self.assertEqual([], complaints)
            made = make_catalog(template, 'de', folder)
            for catalog in [made, *self.list_catalogs().values()]:
                with self.subTest(catalog.name):
                    self.assertEqual('', check_catalog(merge_catalog(catalog, template, folder)))

    def test_catalogs_are_complete(self):
        """A language that is listed has all texts of the app as it is now, in as many forms as its numbers need."""
        with tempfile.TemporaryDirectory() as folder:
            template, _ = extract(folder)
            for language, catalog in self.list_catalogs().items():
                with self.subTest(language):
                    self.assertEqual([], list_missing(merge_catalog(catalog, template, folder)))
                    self.assertEqual([], list_missing(catalog))
                    made = make_catalog(template, language, folder)
                    self.assertEqual(count_forms(made), count_forms(catalog))

    def test_incomplete_catalog_is_found(self):
        """The checks of catalogs find what is wrong with them."""
        head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: %s;\\n"\n\n'
        german, polish = 'nplurals=2; plural=(n != 1)', 'nplurals=2; plural=(n == 1)'
        with tempfile.TemporaryDirectory() as folder:
            catalog = pathlib.Path(folder) / 'wrong.po'
            for entry, missing in (('msgid "One"\nmsgstr ""\n', ['One']),
                                   ('#, fuzzy\nmsgid "Two"\nmsgstr "Zwei"\n', ['Two']),
                                   ('msgid "Three"\nmsgstr "Drei"\n', [])):
                catalog.write_text(head % german + entry)
                self.assertEqual(missing, list_missing(catalog))
            for entry, complaint in (('#, c-format\nmsgid "%s words"\nmsgstr "%d Wörter"\n', 'format'),
                                     ('msgid "_Copy"\nmsgstr "Kopieren"\n', 'mark')):
                catalog.write_text(head % german + entry)
                self.assertIn(complaint, check_catalog(catalog))
            forms = count_forms(catalog)
            catalog.write_text(head % polish)
            self.assertNotEqual(forms, count_forms(catalog))


if __name__ == '__main__':
    tap.main()

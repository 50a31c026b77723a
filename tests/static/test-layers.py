#!/usr/bin/env python3
"""Holds the rooms of src/ apart: HACKING.md draws the arrows, this file keeps them."""
import re
import subprocess
import unittest

import tap

# Rooms that count: plain C on plain text, with no objects, no files, no waiting.
COUNTING = {'text', 'features', 'habits', 'meter'}

# What each room may include besides itself. 'workspace' is src/idio-workspace*, which opens all of them.
ROOMS = {
    'text': set(),
    'features': {'text'},
    'habits': {'features', 'text'},
    'meter': {'features', 'text'},
    'corpus': set(),
    'formats': set(),
    'llm': set(),
    'import': {'corpus', 'formats', *COUNTING},
    'voice': {'corpus', 'llm', *COUNTING},
    'draft': {'corpus', 'llm', 'voice', *COUNTING},
    'workspace': {'corpus', 'llm', 'voice', 'draft', 'formats', 'import', *COUNTING},
    'cli': {'corpus', 'llm', 'voice', 'draft', 'formats', 'import', 'workspace', *COUNTING},
    'ui': {'corpus', 'llm', 'voice', 'draft', 'formats', 'import', 'workspace', *COUNTING},
    'main': {'ui'},
}

# Made by the build, or a few lines that know no room
FOR_ALL = {'config.h', 'idio-enums.h', 'idio-fiber.h', 'idio-compose.c', 'idio-compose.h', 'idio-resources.c',
           'idio-save.c', 'idio-save.h', 'idio-thread.c', 'idio-thread.h', 'data/library-resources.h'}

NOT_IN_COUNTING = r'gio/|glib-object|libdex|json-glib|libsoup|sqlite3|libsecret|idio-fiber|idio-thread|idio-enums'
MAY_STILL = {
    # The lists and tables are in the GResource, which is read where it lies in memory; the API for that is GIO's.
    ('meter/idio-background.c', 'gio/gio.h'),
    ('text/idio-lexicon.c', 'gio/gio.h'),
    ('features/idio-reference.c', 'gio/gio.h'),
    ('features/idio-references.c', 'gio/gio.h'),
    ('text/idio-vocabulary.c', 'gio/gio.h'),
    # The reference is JSON, so that people can read it.
    ('features/idio-reference.c', 'json-glib/json-glib.h'),
}


def list_sources():
    return sorted(path for path in (tap.SOURCE / 'src').rglob('*') if path.suffix in ('.c', '.h'))


def name_of(path):
    return path.relative_to(tap.SOURCE / 'src').as_posix()


def room_of(name):
    if '/' in name:
        return name.split('/')[0]
    return {'main': 'main', 'idio-workspace': 'workspace',
            'idio-workspace-restore': 'workspace'}.get(name.split('.')[0], name)


def list_includes(form):
    for path in list_sources():
        for included in re.findall(form, path.read_text(), re.MULTILINE):
            yield name_of(path), included


def find_circle(arrows):
    """The names along a way that ends where it began, or None; arrows: a dictionary from a name to a set of names."""
    done = set()

    def walk(name, way):
        if name in way:
            return way[way.index(name):]
        if name in done:
            return None
        found = next(filter(None, (walk(below, [*way, name]) for below in sorted(arrows.get(name, ())))), None)
        done.add(name)
        return found

    return next(filter(None, (walk(name, []) for name in sorted(arrows))), None)


def list_undefined():
    """The object file and name of each symbol that the library takes from others."""
    listed = subprocess.run(['nm', '-A', '-u', tap.BUILD / 'src' / 'libidiolect-core.a'], check=True, text=True,
                            stdout=subprocess.PIPE).stdout
    for line in listed.splitlines():
        place, symbol = line.rsplit(maxsplit=1)
        yield re.search(r'([^/:]+\.o):', place)[1], symbol


class Layers(unittest.TestCase):
    # What a table that can't be read is told with, and what the one in JSON is read with
    MAY_NEED = {
        'meter_idio-background.c.o': 'g_io_error_quark',
        'features_idio-reference.c.o': r'g_io_error_quark|g_object_unref|json_\w+',
    }

    def test_arrows(self):
        """Each room includes only rooms below it."""
        wrong = [f'{name} includes {included}' for name, included in list_includes(r'^#include "([^"]+)"')
                 if included not in FOR_ALL and room_of(included) != room_of(name)
                 and room_of(included) not in ROOMS.get(room_of(name), ())]
        self.assertEqual([], wrong)

    def test_rooms(self):
        """Each source is in a room that this file knows."""
        strangers = [name_of(path) for path in list_sources()
                     if room_of(name_of(path)) not in ROOMS and path.name not in FOR_ALL]
        self.assertEqual([], strangers)

    def test_no_circle(self):
        """No widget knows one that shows it: what it asks of the window are actions, and toasts. Private halves are one."""
        arrows = {}
        for name, included in list_includes(r'^#include "([^"]+)"'):
            above, below = (re.sub(r'(-private)?\.[ch]$', '', path) for path in (name, included))
            if room_of(name) == room_of(included) == 'ui' and above != below:
                arrows.setdefault(above, set()).add(below)
        self.assertIsNone(find_circle(arrows))
        self.assertEqual(['b', 'c'], find_circle({'a': {'b'}, 'b': {'c'}, 'c': {'b'}}))

    def test_toolkit_includes(self):
        """Only the window knows GTK."""
        wrong = [f'{name} includes {included}' for name, included in list_includes(r'^#include <([^>]+)>')
                 if re.match(r'gtk/|gdk/|adwaita|gsk/|pango', included) and room_of(name) not in ('ui', 'main')]
        self.assertEqual([], wrong)

    def test_toolkit_symbols(self):
        """What the compiler made of the library has no GTK in it either."""
        symbols = list(list_undefined())
        self.assertIn('g_free', {symbol for _, symbol in symbols})
        wrong = [f'{place} needs {symbol}' for place, symbol in symbols
                 if re.match(r'(gtk|gdk|gsk|adw|pango)_', symbol)]
        self.assertEqual([], wrong)

    def test_counting_includes(self):
        """Neither what counts nor what it includes from outside its rooms brings in objects, files or waiting."""
        includes = list(list_includes(r'^#include [<"]([^>"]+)[>"]'))
        reached = {included for name, included in includes if room_of(name) in COUNTING}
        wrong = [f'{name} includes {included}' for name, included in includes
                 if (room_of(name) in COUNTING or name in reached) and re.match(NOT_IN_COUNTING, included)
                 and (name, included) not in MAY_STILL]
        self.assertEqual([], wrong)

    def test_counting_symbols(self):
        """What counts has no objects and opens nothing, whatever they include."""
        symbols = [(place, symbol) for place, symbol in list_undefined() if place.split('_')[0] in COUNTING]
        self.assertTrue(symbols)
        wrong = [f'{place} needs {symbol}' for place, symbol in symbols
                 if re.match(r'(g_object|g_type|g_signal|g_file|g_io|g_task|dex|sqlite3|soup|json)_|'
                             r'(fopen|open|read|write|socket)(64)?$', symbol)
                 and not re.fullmatch(self.MAY_NEED.get(place, ''), symbol)]
        self.assertEqual([], wrong)

    def test_no_exception_left(self):
        """An exception nobody uses any more goes."""
        used = set(list_includes(r'^#include [<"]([^>"]+)[>"]'))
        self.assertEqual(set(), MAY_STILL - used)


if __name__ == '__main__':
    tap.main()

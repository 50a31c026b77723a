#!/usr/bin/env python3
"""The window without a pointer and without eyes: with the keys alone, and as a screen reader gets it.

  everyone.py PROGRAM

What holds of widgets on their own (the size of targets, contrast, the order of the focus) is in
tests/ui/test-accessible.c.
"""
import os
import pathlib
import sys
import time

from screen import (BACK_TAB, PATIENCE, RETURN, TAB, App, Atspi, GLib, click, enable_accessibility, find, find_all,
                    press, run_steps, start_keyring, tab_to, wait_for, walk)

ESCAPE, F1, COMMA, QUESTION = 0xff1b, 0xffbe, ord(','), ord('?')
CONTROL_KEYCODE = 37

# More than any place has
MAX_STOPS = 120

# Without an event for so long, a key has moved nothing.
QUIET_SECONDS = 2

CONTROLS = ('button', 'toggle button', 'radio button', 'check box', 'combo box', 'entry', 'text', 'password text',
            'switch', 'page tab', 'list item', 'slider', 'spin button', 'link')

BRIEF = 'Thank Omar for repairing the drill. Ask whether he can look at the hedge trimmer before Saturday.'


class Events:
    """What the program tells a screen reader."""

    def __init__(self):
        self.focused = None
        self.announced = []
        self.listener = Atspi.EventListener.new(self.take)
        for kind in ('object:state-changed:focused', 'object:announcement'):
            assert self.listener.register(kind), kind

    def take(self, event):
        if event.type.startswith('object:announcement'):
            self.announced.append(event.any_data)
        elif event.detail1:
            self.focused = event.source

    def wait(self, condition, seconds):
        """Takes events until something is so; returns whether it became so."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                return False
            GLib.MainContext.default().iteration(False) or time.sleep(0.01)
        return True

    def next_focus(self, key):
        """Where a key moves the focus to, or None"""
        self.focused = None
        press(key)
        self.wait(lambda: self.focused is not None, QUIET_SECONDS)
        return self.focused


def describe(node):
    return f'{node.get_role_name()} “{node.get_name()}”'


def describe_all(nodes):
    return ', '.join(describe(node) for node in nodes)


def press_with_control(key):
    Atspi.generate_keyboard_event(CONTROL_KEYCODE, None, Atspi.KeySynthType.PRESS)
    try:
        press(key)
    finally:
        Atspi.generate_keyboard_event(CONTROL_KEYCODE, None, Atspi.KeySynthType.RELEASE)


def has_state(node, state):
    return node.get_state_set().contains(state)


def find_focus(root):
    return next((node for node in walk(root) if has_state(node, Atspi.StateType.FOCUSED)), None)


class Job:
    def __init__(self, program):
        self.program = program
        self.home = pathlib.Path(os.environ['HOME'])
        self.app = None
        self.events = None

    def first_run(self):
        self.app = App(self.program, self.home)
        self.events = Events()
        click(self.app.root, 'Try an Example')
        wait_for(lambda: find_all(self.app.root, 'list item', 'Invoice 118'), 'the texts of the example')

    def go_around(self, place, has_names=True):
        """All stops of the Tab key, until it comes back to one of them; each has a name."""
        stops = []
        while len(stops) < MAX_STOPS:
            node = self.events.next_focus(TAB)
            assert node is not None, f'{place}: the focus goes nowhere after {describe_all(stops)}'
            if node in stops:
                # All are on the way around: nothing holds the focus.
                assert node == stops[0] or len(stops) > 1, f'{place}: {describe(node)} holds the focus'
                return stops
            stops.append(node)
            assert node.get_name() or not has_names, f'{place}: the last has no name: {describe_all(stops)}'
        raise AssertionError(f'{place}: the focus does not come around')

    def check_names(self, root, place):
        """What can be pressed, chosen or typed in has a name, also where the Tab key does not come to it."""
        for node in walk(root):
            if node.get_role_name() in CONTROLS:
                assert node.get_name(), f'{place}: a {node.get_role_name()} has no name'

    def views_by_keys(self):
        for number, view in enumerate(('Documents', 'Voice', 'Write'), 1):
            press_with_control(ord(str(number)))
            tab = find(self.app.root, 'page tab', view)
            wait_for(lambda: has_state(tab, Atspi.StateType.SELECTED), f'the view {view}')
            stops = self.go_around(view)
            print(f'# {view}: ' + describe_all(stops))
            self.check_names(self.app.root, view)
            # And back
            assert self.events.next_focus(BACK_TAB) in stops

    def check_dialog(self, name, has_names=True):
        """It says its name, has the focus, lets it go around, and gives it back when it closes."""
        dialog = find(self.app.root, 'dialog', name)
        wait_for(lambda: find_focus(dialog), f'the focus in “{name}”')
        stops = self.go_around(name, has_names)
        print(f'# {name}: ' + describe_all(stops))
        if has_names:
            self.check_names(dialog, name)
        press(ESCAPE)
        wait_for(lambda: not find_all(self.app.root, 'dialog', name), f'the end of “{name}”')
        wait_for(lambda: find_focus(self.app.root), f'the focus after “{name}”')

    def dialogs_by_keys(self):
        press_with_control(COMMA)
        self.check_dialog('Preferences')
        # libadwaita gives the rows of this one no names.
        press_with_control(QUESTION)
        self.check_dialog('Keyboard Shortcuts', has_names=False)
        press(F1)
        find(self.app.root, 'dialog', 'Help')
        self.check_dialog('Help')

    def help_follows(self):
        """F1 opens the page about the view; its text is read as soon as it has the focus."""
        for number, title in ((1, 'Your First Texts'), (2, 'Cards'), (3, 'Writing and Rewriting')):
            # At once, while the view still fades in
            press_with_control(ord(str(number)))
            press(F1)
            dialog = find(self.app.root, 'dialog', 'Help')
            node = wait_for(lambda: find_focus(dialog), 'the focus in the help')
            assert node.get_name() == title, describe(node)
            described = [relation.get_target(i).get_name() for relation in node.get_relation_set()
                         if relation.get_relation_type() == Atspi.RelationType.DESCRIBED_BY
                         for i in range(relation.get_n_targets())]
            assert len(described) >= 8, described
            press(ESCAPE)
            wait_for(lambda: not find_all(self.app.root, 'dialog'), 'the end of the help')

    def keys_in_dialogs(self):
        """F1 opens the page about a dialog, above it, and Esc leads back there. Ctrl+W closes what is on top."""
        self.app.show('Voice')
        for open_dialog, name, title in (
                (lambda: press_with_control(COMMA), 'Preferences', 'Models'),
                (lambda: (tab_to(self.app.root, 'button', 'Add a Card of Your Own…', BACK_TAB), press(RETURN)),
                 'Add a Card', 'Cards')):
            open_dialog()
            dialog = find(self.app.root, 'dialog', name)
            wait_for(lambda: find_focus(dialog), f'the focus in “{name}”')
            press(F1)
            help_dialog = find(self.app.root, 'dialog', 'Help')
            wait_for(lambda: find_focus(help_dialog) and find_focus(help_dialog).get_name() == title, f'“{title}”')
            press(ESCAPE)
            wait_for(lambda: not find_all(self.app.root, 'dialog', 'Help'), 'the end of the help')
            wait_for(lambda: find_focus(dialog), f'the focus back in “{name}”')
            press_with_control(ord('w'))
            wait_for(lambda: not find_all(self.app.root, 'dialog'), f'the end of “{name}”')

    def drafts_are_announced(self):
        """By the sentence, while they are written"""
        self.app.show('Write')
        self.events.announced.clear()
        self.app.write(BRIEF)
        assert self.events.wait(lambda: self.events.announced, PATIENCE), 'nothing was announced'
        assert self.events.wait(lambda: self.app.is_idle(), PATIENCE), 'the end'
        self.events.wait(lambda: False, QUIET_SECONDS)
        announced = [str(text).strip() for text in self.events.announced]
        print(f'# announced: {announced}')
        # A greeting and a signature are lines of their own, and the last sentence ends where the draft does.
        whole = [text for text in announced if text.rstrip('”"’\')*').endswith(('.', '?', '!', '…', ':', ','))]
        assert len(announced) - len(whole) <= 4, announced
        words = sum(len(text.split()) for text in announced)
        assert words > 3 * len(announced), announced


def main():
    job = Job(sys.argv[1])
    start_keyring()
    enable_accessibility()
    run_steps(job, (job.first_run, job.views_by_keys, job.dialogs_by_keys, job.help_follows, job.keys_in_dialogs,
                    job.drafts_are_announced))


if __name__ == '__main__':
    main()

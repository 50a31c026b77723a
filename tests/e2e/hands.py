#!/usr/bin/env python3
"""What a real mouse and real keys do in the window, where they once did something else than a person expects."""
import os
import pathlib
import sys
import time

from screen import (BACK_TAB, END, RETURN, SPACE, TAB, App, Atspi, act, choose_other_service, click,
                    enable_accessibility, find, find_all, get_text, is_focused, list_actions, press, run_steps, set_text,
                    shows, start_keyring, tab_to, wait_for, walk)

ESCAPE, DELETE, F1, F2, F10, MENU = 0xff1b, 0xffff, 0xffbe, 0xffbf, 0xffc7, 0xff67
CONTROL_KEYCODE, SHIFT_KEYCODE = 37, 50

# For so long nothing must happen where nothing is to happen.
QUIET_SECONDS = 0.5


def is_selected(node):
    return node.get_state_set().contains(Atspi.StateType.SELECTED)


def hold(keycode, act):
    """Does something while a key is down."""
    Atspi.generate_keyboard_event(keycode, None, Atspi.KeySynthType.PRESS)
    try:
        act()
    finally:
        Atspi.generate_keyboard_event(keycode, None, Atspi.KeySynthType.RELEASE)


def press_with_control(key):
    hold(CONTROL_KEYCODE, lambda: press(key))


def type_keys(words):
    for letter in words:
        press(ord(letter))


def find_middle(node):
    """Where it stays: what was done before may still move it."""
    before = None
    while True:
        place = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
        middle = place.x + place.width // 2, place.y + place.height // 2
        if middle == before:
            return middle
        before = middle
        time.sleep(0.1)


def move_to(node):
    """Moves the pointer into the middle. The window is at the origin of the screen."""
    x, y = find_middle(node)
    assert Atspi.generate_mouse_event(x, y, 'abs')
    return x, y


def click_with_pointer(node, button='b1c'):
    x, y = move_to(node)
    assert Atspi.generate_mouse_event(x, y, button)


def activate_row(root, role, name, key=TAB):
    """Rows of lists take the focus, and have no action."""
    tab_to(root, role, name, key)
    press(RETURN)


class Job:
    def __init__(self, program):
        self.program = program
        self.home = pathlib.Path(os.environ['HOME'])
        self.app = None

    def opened(self):
        """The text that is open."""
        return get_text(find(self.app.root, 'text', 'Text'))

    def act_on_page(self, action):
        """Does what a menu of the open text offers."""
        owner = wait_for(lambda: [node for node in walk(self.app.root) if action in list_actions(node)],
                         f'what can do “{action}”')
        act(owner[0], action)

    def rows(self):
        documents = find(self.app.root, 'list', 'Documents')
        return [row for row in find_all(documents, 'list item') if row.get_name()]

    def first_run(self):
        self.app = App(self.program, self.home)
        click(self.app.root, 'Try an Example')
        wait_for(lambda: find_all(self.app.root, 'list item', 'Invoice 118'), 'the texts of the example')

    def pointer_passes_over_list(self):
        """Only a click opens a text."""
        before = self.opened()
        for row in self.rows()[:6]:
            move_to(row)
            time.sleep(QUIET_SECONDS / 2)
            assert self.opened() == before, f'a text was opened as the pointer was over “{row.get_name()}”'
        row = find(self.app.root, 'list item', 'Invoice 118')
        click_with_pointer(row)
        wait_for(lambda: self.opened() != before, 'the text that was clicked')
        assert 'invoice' in self.opened().lower(), self.opened()

    def tab_leaves_list(self):
        row = find(self.app.root, 'list item', 'Invoice 118')
        wait_for(lambda: is_focused(row), 'the focus in the list')
        press(TAB)
        wait_for(lambda: not any(is_focused(row) for row in self.rows()), 'the focus to leave the list')

    def rename_by_keys(self):
        """What is typed goes into the entry, and nowhere else."""
        row = find(self.app.root, 'list item', 'Invoice 118')
        click_with_pointer(row)
        self.act_on_page('document.rename')
        entry = find(find(self.app.root, 'alert'), 'text', 'Title')
        wait_for(lambda: is_focused(entry), 'the focus in the entry')
        # The help opens above what is asked, and leads back to it.
        press(F1)
        find(self.app.root, 'dialog', 'Help')
        press(ESCAPE)
        wait_for(lambda: is_focused(entry), 'the focus back in the entry')
        type_keys('Bill 118')
        press(RETURN)
        wait_for(lambda: find_all(self.app.root, 'list item', 'Bill 118'), 'the new title')
        assert not find_all(self.app.root, 'list item', 'Invoice 118')

    def several_by_pointer(self):
        """Ctrl adds one, Shift all up to one, and a click alone leaves that one."""
        rows = self.rows()
        click_with_pointer(rows[0])
        wait_for(lambda: is_selected(rows[0]), 'the first row to be selected')
        # What is opened by it may move things.
        time.sleep(QUIET_SECONDS)
        hold(CONTROL_KEYCODE, lambda: click_with_pointer(rows[2]))
        find(self.app.root, 'label', '2 selected')
        hold(SHIFT_KEYCODE, lambda: click_with_pointer(rows[4]))
        find(self.app.root, 'label', '3 selected')
        press_with_control(ord('a'))
        find(self.app.root, 'label', '18 selected')
        click_with_pointer(rows[1])
        wait_for(lambda: not find_all(self.app.root, 'label', '18 selected'), 'a single one')

    def menu_by_pointer_and_keys(self):
        """The menu is for the row under the pointer, or with the focus."""
        row = find(self.app.root, 'list item', 'Bill 118')
        click_with_pointer(self.rows()[3])
        click_with_pointer(row, 'b3c')
        find(self.app.root, 'menu')
        press(ESCAPE)
        wait_for(lambda: not find_all(self.app.root, 'menu'), 'the end of the menu')
        wait_for(lambda: is_selected(row), 'the row to be selected')
        for open_menu in (lambda: press(MENU), lambda: hold(SHIFT_KEYCODE, lambda: press(F10))):
            wait_for(lambda: is_focused(row), 'the focus in the list')
            open_menu()
            find(self.app.root, 'menu')
            press(ESCAPE)
            wait_for(lambda: not find_all(self.app.root, 'menu'), 'the end of the menu')

    def select_mode_by_pointer(self):
        """In it, a click adds a row, or takes it away."""
        click(self.app.root, 'Select Texts', 'toggle button')
        rows = self.rows()
        click_with_pointer(rows[4])
        find(self.app.root, 'label', '2 selected')
        click_with_pointer(rows[5])
        find(self.app.root, 'label', '3 selected')
        click_with_pointer(rows[4])
        find(self.app.root, 'label', '2 selected')
        press(ESCAPE)
        wait_for(lambda: not find_all(self.app.root, 'label', '2 selected'), 'the end of that')

    def keys_of_list(self):
        row = find(self.app.root, 'list item', 'Bill 118')
        click_with_pointer(row)
        wait_for(lambda: is_focused(row), 'the focus in the list')
        press(F2)
        find(find(self.app.root, 'alert'), 'text', 'Title')
        press(ESCAPE)
        wait_for(lambda: not find_all(self.app.root, 'alert'), 'the end of the question')
        wait_for(lambda: is_focused(row), 'the focus in the list')
        press(DELETE)
        wait_for(lambda: not find_all(self.app.root, 'list item', 'Bill 118'), 'the text to go')
        wait_for(lambda: any(is_focused(row) for row in self.rows()), 'the focus on another')
        press_with_control(ord('z'))
        wait_for(lambda: find_all(self.app.root, 'list item', 'Bill 118'), 'the text to come back')
        click_with_pointer(find(self.app.root, 'list item', 'Bill 118'))

    def paste_on_open_text(self):
        """A text that has the focus takes nothing in, so what is pasted becomes a text."""
        text = find(self.app.root, 'text', 'Text')
        click_with_pointer(text)
        wait_for(lambda: is_focused(text), 'the focus in the text')
        press_with_control(ord('a'))
        press_with_control(ord('c'))
        time.sleep(QUIET_SECONDS)
        press_with_control(ord('v'))
        wait_for(lambda: shows(self.app.root, 'The same text is here already'), 'what was pasted')

    def removed_text_comes_anew(self):
        """What is added again after it was removed has the title that it would have had at first."""
        self.app.show('Documents')
        self.act_on_page('document.remove')
        wait_for(lambda: not find_all(self.app.root, 'list item', 'Bill 118'), 'the text to go')
        press_with_control(ord('v'))
        wait_for(lambda: shows(self.app.root, 'Text added'), 'the text to come back')
        assert not find_all(self.app.root, 'list item', 'Bill 118')

    def instruction_follows_claim(self):
        card = find(self.app.root, 'list item', 'You hum a tune')
        act(card, 'card.edit')
        set_text(find(card, 'text', 'What the card says'), 'You sing a song')
        wait_for(lambda: get_text(find(card, 'text', 'Instruction')) == 'You sing a song', 'the instruction')
        set_text(find(card, 'text', 'Instruction'), 'Sing.')
        set_text(find(card, 'text', 'What the card says'), 'You sing two songs')
        click(card, 'Save')
        card = find(self.app.root, 'list item', 'You sing two songs')
        act(card, 'card.edit')
        assert get_text(find(card, 'text', 'Instruction')) == 'Sing.'
        click(card, 'Cancel')

    def add_card_by_keys(self):
        self.app.show('Voice')
        activate_row(self.app.root, 'button', 'Add a Card of Your Own…', BACK_TAB)
        dialog = find(self.app.root, 'dialog')
        entry = find(dialog, 'text', 'Habit')
        wait_for(lambda: is_focused(entry), 'the focus in the entry')
        type_keys('You hum a tune')
        press(RETURN)
        wait_for(lambda: find_all(self.app.root, 'list item', 'You hum a tune'), 'the card')

    def own_audience_by_keys(self):
        """The last of the list makes a new one; Escape makes none, and Enter adds and chooses it."""
        def ask():
            # What of a list takes the focus is the button in it, which has the name of what is chosen.
            tab_to(self.app.root, 'toggle button', 'Work Mail')
            # A list that opens takes keys when it is there, for which there is no sign.
            for key in (SPACE, END, RETURN):
                press(key)
                time.sleep(QUIET_SECONDS)
            entry = find(find(self.app.root, 'alert'), 'text', 'Name')
            wait_for(lambda: is_focused(entry), 'the focus in the entry')

        row = find(self.app.root, 'list item', 'Invoice 118')
        click_with_pointer(row)
        ask()
        press(ESCAPE)
        wait_for(lambda: not find_all(self.app.root, 'alert'), 'the question to close')
        assert not shows(self.app.root, 'Clients')
        ask()
        type_keys('Clients')
        press(RETURN)
        wait_for(lambda: not find_all(self.app.root, 'alert'), 'the question to close')
        find(self.app.root, 'combo box', 'Clients')

    def escape_closes_dialogs(self):
        for name in ('About You', 'Statistics About Your Writing'):
            activate_row(self.app.root, 'list item', name)
            find(self.app.root, 'dialog')
            time.sleep(QUIET_SECONDS)
            press(ESCAPE)
            wait_for(lambda: not find_all(self.app.root, 'dialog'), f'the end of “{name}”')

    def control_return_writes(self):
        self.app.show('Write')
        click_with_pointer(self.app.request)
        wait_for(lambda: is_focused(self.app.request), 'the focus in the request')
        type_keys('Thank Ann')
        press_with_control(RETURN)
        wait_for(lambda: any(self.app.drafts()) or find_all(self.app.root, 'button', 'Stop'), 'the drafts')
        assert get_text(self.app.request) == 'Thank Ann', get_text(self.app.request)
        press(ESCAPE)
        wait_for(self.app.is_idle, 'the end')

    def sort_shows_order(self):
        """The menu tells which order the texts are in."""
        self.app.show('Documents')
        for chosen in (2, 0):
            for check in (False, True):
                click(self.app.root, 'Sort', 'toggle button')
                # The last shows the texts that were removed.
                *items, _ = wait_for(lambda: find_all(find(self.app.root, 'menu'), 'menu item'), 'the orders')
                assert len(items) == 4, items
                if check:
                    checked = [item.get_state_set().contains(Atspi.StateType.CHECKED) for item in items]
                    assert checked == [number == chosen for number in range(4)], checked
                    press(ESCAPE)
                else:
                    act(items[chosen])
                wait_for(lambda: not find_all(self.app.root, 'menu'), 'the menu to close')

    def request_is_typed_at_once(self):
        """Whoever has texts comes to write: what is typed goes into the request."""
        self.app.quit()
        self.app = App(self.program, self.home)
        request = find(self.app.root, 'text', 'Request')
        wait_for(lambda: is_focused(request), 'the focus in the request')
        press_with_control(ord('a'))
        type_keys('Dear Ann')
        wait_for(lambda: get_text(request) == 'Dear Ann', 'what was typed')

    def generic_is_put_away(self):
        """One click hides it, and one brings it back, by mouse and by keys."""
        click_with_pointer(find(self.app.root, 'button', 'Hide the Generic Draft'))
        wait_for(lambda: not find_all(self.app.root, 'text', 'Generic'), 'the generic draft to go')
        wait_for(lambda: is_focused(find(self.app.root, 'button', 'Show the Generic Draft')), 'the focus')
        press(SPACE)
        wait_for(lambda: find_all(self.app.root, 'text', 'Generic'), 'the generic draft to come back')

    def history_by_keys(self):
        """The dialog has the focus in its search, and closes with Escape."""
        self.app.show('Write')
        self.app.write('Thank Ann')
        wait_for(lambda: any(self.app.drafts()), 'a draft')
        press(ESCAPE)
        wait_for(self.app.is_idle, 'the end')
        click(self.app.root, 'Earlier Drafts…')
        dialog = find(self.app.root, 'dialog')
        wait_for(lambda: any(is_focused(node) for node in walk(dialog)), 'the focus in the dialog')
        type_keys('nowhere')
        wait_for(lambda: shows(dialog, 'No Results'), 'an empty result')
        press(ESCAPE)
        wait_for(lambda: not find_all(self.app.root, 'dialog'), 'the end of the dialog')

    def word_is_no_address(self):
        """Nobody is asked whether texts may go to what is no host."""
        dialog = self.app.open_preferences()
        tab_to(dialog, 'list item', 'A Service')
        press(SPACE)
        choose_other_service(dialog)
        set_text(tab_to(dialog, 'text', 'Address'), 'foo')
        tab_to(dialog, 'button', 'Test')
        press(SPACE)
        wait_for(lambda: shows(dialog, 'This is not the address of a service'), 'what is wrong with it')
        assert not find_all(self.app.root, 'alert')


def main():
    job = Job(sys.argv[1])
    start_keyring()
    enable_accessibility()
    run_steps(job, (job.first_run, job.pointer_passes_over_list, job.tab_leaves_list, job.own_audience_by_keys,
                    job.rename_by_keys, job.several_by_pointer, job.menu_by_pointer_and_keys, job.select_mode_by_pointer,
                    job.keys_of_list, job.paste_on_open_text, job.add_card_by_keys, job.instruction_follows_claim,
                    job.escape_closes_dialogs, job.control_return_writes, job.removed_text_comes_anew,
                    job.sort_shows_order, job.request_is_typed_at_once, job.generic_is_put_away, job.history_by_keys,
                    job.word_is_no_address))


if __name__ == '__main__':
    main()

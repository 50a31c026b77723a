#!/usr/bin/env python3
"""The programs are built so that a fault in C is hard to use. Only for trees as built for users."""
import subprocess
import unittest

import tap

PROGRAMS = [tap.BUILD / 'src' / 'cli' / 'idiolect-cli', tap.BUILD / 'src' / 'ui' / 'idiolect']


def readelf(option, program):
    return subprocess.run(['readelf', '--wide', option, program], check=True, text=True, stdout=subprocess.PIPE).stdout


class Hardening(unittest.TestCase):
    def check_all(self, option, *wanted):
        for program in PROGRAMS:
            with self.subTest(program.name):
                output = readelf(option, program)
                for words in wanted:
                    self.assertRegex(output, words)

    def test_position_independent(self):
        self.check_all('--file-header', r'Type: +DYN \(Position-Independent Executable')

    def test_tables_are_read_only(self):
        """What points to functions of libraries is filled in at the start and can't be written to afterwards."""
        self.check_all('--program-headers', r'\bGNU_RELRO\b')
        self.check_all('--dynamic', r'\bBIND_NOW\b')

    def test_stack(self):
        """Nothing on the stack is run, and a function that overwrote its own return address ends the program."""
        self.check_all('--program-headers', r'GNU_STACK .* RW +0x')
        self.check_all('--dyn-syms', r'\b__stack_chk_fail@')

    def test_fortified(self):
        """The C library's functions know how large their targets are."""
        self.check_all('--dyn-syms', r'\b__memcpy_chk@')

    def test_no_writable_code(self):
        for program in PROGRAMS:
            self.assertNotIn('TEXTREL', readelf('--dynamic', program))


if __name__ == '__main__':
    tap.main()

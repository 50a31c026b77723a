#!/usr/bin/env python3
"""A static analyzer finds nothing in the code. `./dev check` runs another one as well, which takes minutes."""
import subprocess
import unittest

import tap


class Analyzers(unittest.TestCase):
    def test_cppcheck(self):
        done = subprocess.run([tap.SOURCE / 'build-aux' / 'check', '--quick', tap.SOURCE], text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.assertEqual((0, 'cppcheck found 0\n'), (done.returncode, done.stdout))


if __name__ == '__main__':
    tap.main()

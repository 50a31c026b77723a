#!/usr/bin/env python3
"""The Flatpak opens no further than it must, what goes into it is pinned, and nothing that Idiolect needs is missing."""
import json
import re
import unittest

import tap

ID = 'io.github.idiolect.Idiolect'

# Network for services and nothing else; files come through the portal, keys are kept with the secret portal.
PERMISSIONS = {'--share=ipc', '--share=network', '--socket=wayland', '--socket=fallback-x11', '--device=dri'}

# What org.gnome.Platform has, as pkg-config calls it.
RUNTIME = {'gio-2.0', 'gio-unix-2.0', 'glib-2.0', 'gtk4', 'gtksourceview-5', 'icu-i18n', 'icu-uc', 'json-glib-1.0', 'libadwaita-1',
           'libarchive', 'libdex-1', 'libsecret-1', 'libsoup-3.0', 'libxml-2.0', 'sqlite3'}

# What the modules of the manifest supply.
MODULES = {'cmark': {'libcmark'}, 'gmime': {'gmime-3.0'}, 'libseccomp': {'libseccomp'}, 'libspelling': {'libspelling-1'},
           'poppler': {'poppler-glib'}}


def read_build_files():
    """All of the build but the tests, which the Flatpak is built without."""
    return {path: path.read_text() for path in [tap.SOURCE / 'meson.build', *tap.SOURCE.glob('src/**/meson.build'),
                                                 tap.SOURCE / 'data/meson.build', tap.SOURCE / 'po/meson.build']}


def find_unpinned(manifest):
    pins = {'archive': ('sha256', '[0-9a-f]{64}'), 'file': ('sha256', '[0-9a-f]{64}'), 'git': ('commit', '[0-9a-f]{40}')}
    for module in manifest['modules']:
        for source in module['sources']:
            if source == {'type': 'dir', 'path': '..', 'skip': source.get('skip')}:
                continue  # Idiolect itself
            key, form = pins.get(source['type'], ('', ''))
            if not key or not re.fullmatch(form, source.get(key, '')) or not source['url'].startswith('https://'):
                yield f'{module["name"]}: {source}'


def find_unsupplied(manifest, needed):
    names = {module['name'] for module in manifest['modules']}
    supplied = RUNTIME.union(*(packages for name, packages in MODULES.items() if name in names))
    return sorted(needed - supplied)


class Flatpak(unittest.TestCase):
    def setUp(self):
        self.manifest = json.loads((tap.SOURCE / f'flatpak/{ID}.json').read_text())
        self.modules = {module['name']: module for module in self.manifest['modules']}

    def test_permissions(self):
        self.assertEqual(ID, self.manifest['id'])
        self.assertEqual(sorted(PERMISSIONS), sorted(self.manifest['finish-args']))

    def test_sources_are_pinned(self):
        self.assertEqual([], list(find_unpinned(self.manifest)))

    def test_nothing_is_fetched_while_building(self):
        text = json.dumps(self.manifest)
        for way in ('build-args', '"sdk-extensions"', '"base"'):
            self.assertNotIn(way, text)

    def test_dependencies_are_supplied(self):
        needed = {name for text in read_build_files().values() for name in re.findall(r"dependency\('([^']+)'", text)}
        self.assertGreater(len(needed), 10)
        self.assertEqual([], find_unsupplied(self.manifest, needed))
        self.assertIn('-Dtests=false', self.modules['idiolect']['config-opts'])

    def test_no_module_is_idle(self):
        """What nothing needs any more is not shipped."""
        build = ''.join(read_build_files().values())
        for name, packages in MODULES.items():
            self.assertTrue(any(f"dependency('{package}'" in build for package in packages), name)
        self.assertEqual(set(self.modules) - set(MODULES),
                         {'idiolect', 'llama.cpp', 'poppler-data', 'shaderc', 'spirv-headers'})

    def test_engine(self):
        """One engine for all processors and graphics cards, where Idiolect looks for it."""
        options = self.modules['llama.cpp']['config-opts']
        for option in ('-DGGML_NATIVE=OFF', '-DGGML_BACKEND_DL=ON', '-DGGML_CPU_ALL_VARIANTS=ON', '-DGGML_VULKAN=ON'):
            self.assertIn(option, options)
        self.assertIn('-Dengine=/app/bin/llama-server', self.modules['idiolect']['config-opts'])

    def test_licenses(self):
        """What is shipped comes with its license; what only builds it is not shipped."""
        for name, module in self.modules.items():
            if module.get('cleanup') != ['*']:
                self.assertIn(f'/share/licenses/$FLATPAK_ID/{name}/', ' '.join(module['post-install']), name)

    def test_the_checks_can_fail(self):
        self.assertEqual(['webkitgtk-6.0'], find_unsupplied(self.manifest, {'webkitgtk-6.0', 'gtk4', 'poppler-glib'}))
        self.manifest['modules'] = [module for module in self.manifest['modules'] if module['name'] != 'poppler']
        self.assertEqual(['poppler-glib'], find_unsupplied(self.manifest, {'poppler-glib'}))
        for source in ({'type': 'archive', 'url': 'https://example.org/a.tar.gz'},
                       {'type': 'git', 'url': 'https://example.org/a.git', 'tag': 'v1'},
                       {'type': 'archive', 'url': 'http://example.org/a.tar.gz', 'sha256': '0' * 64},
                       {'type': 'extra-data', 'url': 'https://example.org/a', 'sha256': '0' * 64}):
            self.manifest['modules'] = [{'name': 'a', 'sources': [source]}]
            self.assertEqual(1, len(list(find_unpinned(self.manifest))), source)


if __name__ == '__main__':
    tap.main()

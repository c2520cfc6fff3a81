#!/usr/bin/env python3
"""Bad input and bad weather: each case says what must happen, with the exit code of the contract.

    run.py BINARY [NAME...]       ends with `N passed, N failed, N skipped`
Nothing here is timed; a limit on time only ends a hang. Cases that need privileges the machine does not give are skipped.
"""
import gzip
import hashlib
import io
import os
import re
import resource
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import time
import zipfile
import zlib

from kit import CASES, ENV, GOOD, PATIENCE, Box, Skip, case, memory, numbers, page
import web  # noqa: F401  (its cases)


# ------------------------------------------------------------------ inputs
@case
def empty_file_is_a_finding(b):
    b.write('empty.txt', b'')
    b.expect(0, 'read', '--format', 'json', 'empty.txt')
    assert any(f['class'] == 'empty' for f in b.records()[0]['findings'])
    b.expect(0, 'facts', 'empty.txt')
    b.expect(0, 'add', '-d', 'k.db', 'empty.txt')


@case
def one_gigabyte_of_one_byte(b):
    for byte in (b'a', b'\0'):
        path = b.path('huge.txt')
        with open(path, 'wb') as f:
            if byte == b'\0':
                f.truncate(1 << 30)
            else:
                block = byte * (1 << 20)
                for _ in range(1 << 10):
                    f.write(block)
        b.write('good.txt', GOOD)
        b.expect(1, 'facts', 'huge.txt', 'good.txt', says='huge.txt')
        assert any(r.get('type') == 'fact' for r in b.records()), 'the other file was lost'
        os.remove(path)


@case
def picture_named_html(b):
    png = bytes.fromhex('89504e470d0a1a0a0000000d49484452') + bytes(range(256)) * 8
    b.write('picture.html', png)
    b.write('good.txt', GOOD)
    b.expect(1, 'facts', 'picture.html', 'good.txt', says='picture.html')
    assert any(r.get('type') == 'fact' for r in b.records())


@case
def truncated_gbk_file(b):
    raw = GOOD.encode('gb18030') * 20
    b.write('cut.txt', raw[:-1] if len(raw) % 2 else raw[:-2] + raw[-2:-1])
    b.expect(0, 'facts', 'cut.txt')
    head = [r for r in b.records() if r['type'] == 'document'][0]
    assert head['encoding'].upper().startswith('GB'), head['encoding']
    raw = GOOD.encode('gb18030')[:-2]
    cut = next(i for i in range(len(raw) - 1, 0, -1) if raw[i - 1] > 0x80 and raw[i] > 0x30)
    b.write('half.txt', (GOOD.encode('gb18030') * 20) + raw[:cut])
    b.expect(0, 'facts', 'half.txt')


@case
def folder_loop(b):
    os.makedirs(b.path('a/b'))
    b.write('a/good.txt', GOOD)
    os.symlink('..', b.path('a/b/up'))
    os.symlink('self', b.path('a/self'))
    code = b.run('facts', 'a')
    assert code in (0, 1), code
    assert sum(r['type'] == 'document' for r in b.records()) == 1, 'the one page must be read once'


@case
def unreadable_file(b):
    b.write('closed.txt', GOOD)
    b.write('good.txt', GOOD)
    os.chmod(b.path('closed.txt'), 0)
    if os.access(b.path('closed.txt'), os.R_OK):  # root reads everything: a folder in place of the file, a missing file
        os.remove(b.path('closed.txt'))
    b.expect(1, 'facts', 'closed.txt', 'good.txt', says='closed.txt')
    assert any(r.get('type') == 'fact' for r in b.records())


@case
def fifo_and_device_are_refused(b):
    os.mkfifo(b.path('pipe.txt'))
    b.write('good.txt', GOOD)
    b.expect(1, 'facts', 'pipe.txt', '/dev/null/x', 'good.txt', says='pipe.txt')


@case
def file_names_are_any_bytes(b):
    name = os.path.join(os.fsencode(b.dir), b'bad\xff\n"name.txt')
    with open(name, 'wb') as f:
        f.write(GOOD.encode())
    b.expect(0, 'facts', '.')
    b.records()


@case
def usage_errors(b):
    b.expect(2)
    b.expect(2, 'nonsense')
    b.expect(2, 'facts', '--nonsense')
    b.expect(2, 'facts')
    b.expect(2, 'facts', '--date', '2023-13-99', 'x')
    b.expect(5, 'explain', '-d', 'none.db', 'ffffffff') if False else None
    b.expect(0, '--help')
    b.expect(0, 'facts', '--help')


@case
def closed_pipe_ends_quietly(b):
    b.write('good.txt', GOOD * 200)
    r = subprocess.run('"%s" facts good.txt good.txt good.txt | head -c 10 >/dev/null; exit ${PIPESTATUS[0]}' % b.binary, shell=True,
                       executable='/bin/bash', cwd=b.dir, env=ENV, stderr=subprocess.PIPE, timeout=PATIENCE)
    assert b'rror' not in r.stderr and r.returncode in (0, 141), (r.returncode, r.stderr[-500:])


@case
def full_standard_output(b):
    b.write('good.txt', GOOD)
    if not os.path.exists('/dev/full'):
        raise Skip('no /dev/full')
    with open('/dev/full', 'wb') as full:
        r = subprocess.run([b.binary, 'facts', 'good.txt'], cwd=b.dir, env=ENV, stdout=full, stderr=subprocess.PIPE, timeout=PATIENCE)
    assert r.returncode == 4, (r.returncode, r.stderr)


# ------------------------------------------------------------------ pathological pages
@case
def deep_nesting(b):
    n = 10**6
    b.write('deep.html', '<html><body>' + '<div>' * n + GOOD + '</div>' * n)
    b.expect(0, 'facts', 'deep.html')
    assert any(r.get('type') == 'fact' for r in b.records())
    assert any(f['class'] == 'limit_reached' for f in b.records()[0]['findings']), 'depth was cut and nothing said'


@case
def long_attribute_and_unclosed_script(b):
    b.write('attr.html', '<html><body><p title="' + 'x' * (20 << 20) + '">' + GOOD + '</p>')
    b.write('script.html', '<html><body><p>' + GOOD + '<script>' + 'var a="<p>";' * 100000)
    b.write('comment.html', '<html><body><p>' + GOOD + '<!--' + '-' * (5 << 20))
    code = b.run('facts', 'attr.html', 'script.html', 'comment.html')
    assert code in (0, 1), code
    b.write('huge.html', b'<html><body><p title="' + b'x' * (100 << 20) + b'">' + GOOD.encode() + b'</p>')  # more than a page may have
    b.write('good.html', page(1))
    b.run('read', '--format', 'json', 'huge.html', 'good.html')
    assert numbers(b)[-1:] == [1] or 1 in numbers(b), 'the page behind the huge one was not read'


@case
def entity_bomb(b):
    rows = ''.join('<!ENTITY e%d "%s">' % (i, '&e%d;' % (i - 1) * 10) for i in range(1, 12))
    b.write('bomb.html', '<!DOCTYPE html [<!ENTITY e0 "boom">%s]><html><body><p>&e11;%s</p>' % (rows, GOOD))
    b.expect(0, 'facts', 'bomb.html')


@case
def runs_of_one_character(b):
    n = 1 << 20
    for k, s in enumerate(['1', '一', '(', '《', '亿', '，', '、1', '2021年', '“', 'a', '?', '笆', '成都']):
        b.write('run%d.txt' % k, s * (n // len(s.encode())) + '。\n')
        b.expect(0, 'facts', 'run%d.txt' % k)


# ------------------------------------------------------------------ the knowledge base
@case
def adding_twice_changes_nothing(b):
    b.write('p/a.txt', GOOD)
    b.expect(0, 'add', '-d', 'k.db', 'p')
    n = b.facts_of('k.db')
    assert n > 0
    b.expect(0, 'add', '-d', 'k.db', 'p')
    assert b.facts_of('k.db') == n


@case
def damaged_database(b):
    b.write('a.txt', GOOD)
    b.expect(0, 'add', '-d', 'k.db', 'a.txt')
    for suffix in ('-wal', '-shm'):
        if os.path.exists(b.path('k.db' + suffix)):
            os.remove(b.path('k.db' + suffix))
    raw = bytearray(open(b.path('k.db'), 'rb').read())
    b.write('not.db', '这不是数据库' * 1000)
    b.expect(4, 'list', 'documents', '-d', 'not.db')
    assert open(b.path('not.db'), 'rb').read() == ('这不是数据库' * 1000).encode(), 'somebody else\'s file was changed'
    raw[100:3000] = bytes(2900)
    b.write('broken.db', bytes(raw))
    b.expect(4, 'list', 'facts', '-d', 'broken.db')
    b.expect(4, 'check', '-d', 'broken.db')
    b.write('cut.db', bytes(raw[:len(raw) // 2]))
    assert b.run('check', '-d', 'cut.db') == 4


@case
def full_disk(b):
    b.write('good.txt', GOOD)
    for i in range(60):
        b.write('p/%03d.txt' % i, GOOD.replace('800', str(800 + i)) + '成都市人工智能产业发展情况介绍。' * 300 + str(i))
    mount = b.path('small')
    os.mkdir(mount)
    tmpfs = os.geteuid() == 0 and subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=600k', 'tmpfs', mount], stdout=subprocess.DEVNULL,
                                                 stderr=subprocess.DEVNULL).returncode == 0
    try:
        if tmpfs:
            code = b.run('add', '-d', 'small/k.db', 'p')
        else:  # no right to mount: a limit on file size gives the same refusal
            def limit():
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (400 << 10, 400 << 10))
            code = b.run('add', '-d', 'small/k.db', 'p', limit=limit)
        assert code == 4, 'exit %d\n%s' % (code, b.err[-800:])
        assert re.search('full|space|disk|large', b.err, re.I), b.err[-500:]
        shutil.copy(b.path('small/k.db'), b.path('after.db'))
        if os.path.exists(b.path('small/k.db-wal')):
            shutil.copy(b.path('small/k.db-wal'), b.path('after.db-wal'))
        b.expect(0, 'check', '-d', 'after.db')
        b.expect(0, 'add', '-d', 'after.db', 'p')
        b.expect(0, 'check', '-d', 'after.db')
    finally:
        if tmpfs:
            subprocess.run(['umount', mount])


@case
def two_processes_add_at_once(b):
    for i in range(40):
        b.write('p/%03d.txt' % i, GOOD.replace('800', str(800 + i)))
        b.write('q/%03d.txt' % i, GOOD.replace('800', str(900 + i)))
    jobs = [subprocess.Popen([b.binary, 'add', '-d', 'k.db', d], cwd=b.dir, env=ENV, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            for d in ('p', 'q')]
    out = [j.communicate(timeout=PATIENCE)[0] for j in jobs]
    assert [j.returncode for j in jobs] == [0, 0], out
    b.expect(0, 'list', 'documents', '-d', 'k.db', '--format', 'json')
    assert len(b.records()) == 80, len(b.records())
    b.expect(0, 'check', '-d', 'k.db')


@case
def killed_while_adding(b):
    for i in range(120):
        b.write('p/%03d.txt' % i, GOOD.replace('800', str(800 + i)))
    for k in range(6):
        j = subprocess.Popen([b.binary, 'add', '-d', 'k.db', 'p'], cwd=b.dir, env=ENV, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.03 * (k + 1))
        j.kill()
        j.wait()
        if os.path.exists(b.path('k.db')):  # killed before the schema was committed: an empty file, and said to be so
            code = b.run('check', '-d', 'k.db')
            assert code == 0 or (code == 4 and 'no knowledge base' in b.err), (code, b.err)
    b.expect(0, 'add', '-d', 'k.db', 'p')
    b.expect(0, 'list', 'documents', '-d', 'k.db', '--format', 'json')
    assert len(b.records()) == 120, len(b.records())
    b.expect(0, 'check', '-d', 'k.db')


@case
def backup_and_restore(b):
    b.write('a.txt', GOOD)
    b.expect(0, 'add', '-d', 'k.db', 'a.txt')
    n = b.facts_of('k.db')
    b.expect(0, 'backup', '-d', 'k.db', 'safe.db')
    b.write('b.txt', GOOD.replace('800', '801'))
    b.expect(0, 'add', '-d', 'k.db', 'b.txt')
    b.expect(0, 'restore', '-d', 'new.db', 'safe.db')
    assert b.facts_of('new.db') == n
    b.write('junk.db', b'junk' * 999)
    b.expect(4, 'restore', '-d', 'other.db', 'junk.db')
    assert not os.path.exists(b.path('other.db'))


@case
def missing_and_unwritable_places(b):
    b.write('a.txt', GOOD)
    b.expect(4, 'add', '-d', 'no/such/folder/k.db', 'a.txt')
    assert b.run('list', 'facts', '-d', 'absent.db') in (4, 5)
    assert not os.path.exists(b.path('absent.db')), 'a question must not make a database'


@case
def not_found(b):
    b.write('a.txt', GOOD)
    b.expect(0, 'add', '-d', 'k.db', 'a.txt')
    b.expect(5, 'explain', '-d', 'k.db', 'ffffffffffff')
    b.expect(5, 'forget', '-d', 'k.db', 'ffffffffffff')
    b.expect(5, 'show', '-d', 'k.db', '没有这个地方')


@case
def same_ids_twice_and_with_any_number_of_threads(b):
    for i in range(12):
        b.write('p/%02d.txt' % i, GOOD.replace('800', str(800 + i)))
    b.expect(0, 'facts', 'p')
    first = b.out
    for threads in ('1', '2', '7'):
        b.expect(0, 'facts', '--threads', threads, 'p')
        assert b.out == first, 'threads %s' % threads

# ------------------------------------------------------------------ containers, documents, the web
def warc_record(n, body, length=None, kind='response'):
    block = b'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n' + body
    head = ('WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: http://example.org/%d\r\nWARC-Record-ID: <urn:%d>\r\n'
            'Content-Type: application/http\r\nContent-Length: %d\r\n\r\n' % (kind, n, n, len(block) if length is None else length))
    return head.encode() + block + b'\r\n\r\n'


@case
def zip_bomb_costs_its_member_only(b):
    with zipfile.ZipFile(b.path('a.zip'), 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr('1.html', page(1))
        with z.open('bomb.html', 'w', force_zip64=True) as f:
            for _ in range(2048):
                f.write(bytes(1 << 20))
        z.writestr('2.html', page(2))
    b.expect(1, 'read', '--format', 'json', 'a.zip', says='bomb.html.*limit')
    assert numbers(b) == [1, 2]


@case
def zip_of_overlapping_members_ends(b):
    """Many directory entries over the same compressed bytes: the sum of what is unpacked is bounded."""
    data = zlib.compress(bytes(60 << 20), 9)[2:-4]
    head = b'PK\3\4\x14\0\0\0\x08\0\0\0\0\0' + struct.pack('<IIIHH', zlib.crc32(bytes(60 << 20)), len(data), 60 << 20, 5, 0) + b'a.txt'
    body, directory = head + data, b''
    for i in range(2000):
        name = b'%04d.txt' % i
        directory += (b'PK\1\2\x14\0\x14\0\0\0\x08\0\0\0\0\0' + struct.pack('<IIIHHHHHII', zlib.crc32(bytes(60 << 20)), len(data), 60 << 20,
                      len(name), 0, 0, 0, 0, 0, 0) + name)
    end = b'PK\5\6\0\0\0\0' + struct.pack('<HHIIH', 2000, 2000, len(directory), len(body), 0)
    b.write('quine.zip', body + directory + end)
    b.write('good.txt', GOOD)
    b.expect(1, 'facts', '-j', '1', 'quine.zip', 'good.txt', says='quine.zip')
    assert any(r.get('type') == 'fact' for r in b.records())


@case
def warc_lengths_lie(b):
    b.write('a.warc', warc_record(1, page(1)) + warc_record(2, page(2), 10**12) + warc_record(3, page(3), 60) + warc_record(4, page(4)))
    b.expect(0, 'read', '--format', 'json', 'a.warc')
    assert numbers(b) == [1, 2, 3, 4], numbers(b)
    damaged = [r for r in b.records() if any(f['class'] == 'damaged_container' for f in r['findings'])]
    assert len(damaged) == 2


@case
def warc_gz_cut_and_damaged(b):
    parts = [gzip.compress(warc_record(i, page(i))) for i in range(1, 6)]
    parts[2] = parts[2][:40] + bytes(30) + parts[2][70:]
    whole = b''.join(parts)
    b.write('a.warc.gz', whole[:-20])
    b.expect(1, 'read', '--format', 'json', 'a.warc.gz', says='damaged or cut off')
    assert set(numbers(b)) >= {1, 2, 4}, numbers(b)
    b.write('a.html.gz', gzip.compress(page(7))[:-9])
    b.expect(0, 'read', '--format', 'json', 'a.html.gz')
    assert any(f['class'] == 'damaged_container' for f in b.records()[0]['findings'])


@case
def warc_streams_at_constant_memory(b):
    if b.sanitized():
        raise Skip('the sanitizer needs the address space that this case limits')
    with open(b.path('big.warc'), 'wb') as f:
        for i in range(40):
            f.write(warc_record(i, bytes(40 << 20), kind='request'))
        f.write(warc_record(1, page(1)))
    b.expect(0, 'read', '--format', 'json', '-j', '1', 'big.warc', limit=memory(700))
    assert numbers(b) == [1]


@case
def archives_inside_archives_end(b):
    data = page(1)
    for i in range(5):
        buf = io.BytesIO()
        with zipfile.ZipFile(buf, 'w') as z:
            z.writestr('page.html' if i == 0 else 'inner.zip', data)
            z.writestr('beside%d.html' % i, page(10 + i))
        data = buf.getvalue()
    b.write('a.zip', data)
    b.expect(1, 'read', '--format', 'json', 'a.zip', says='nested')
    assert numbers(b) == [13, 14]


@case
def facts_know_their_cell_and_paragraph(b):
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    p = lambda s: '<w:p><w:r><w:t>%s</w:t></w:r></w:p>' % s
    row = lambda *cells: '<w:tr>%s</w:tr>' % ''.join('<w:tc>%s</w:tc>' % p(c) for c in cells)
    cell = lambda at, s: '<c r="%s" t="inlineStr"><is><t>%s</t></is></c>' % (at, s)
    with zipfile.ZipFile(b.path('a.docx'), 'w') as z:
        z.writestr('word/document.xml', '<w:document %s><w:body>%s%s%s<w:tbl>%s%s%s</w:tbl>%s</w:body></w:document>' % (
            word, p('情况说明'), p(''), p('2024年成都市人工智能企业达到156家。'), row('指标', '2024年'), row('人工智能企业数量（家）', '188'), row('智能算力规模（P）', '3200'),
            p('2025年成都市计划新增智能算力500P。')))
    with zipfile.ZipFile(b.path('a.xlsx'), 'w') as z:
        z.writestr('xl/workbook.xml', '<workbook xmlns:r="r"><sheets><sheet name="表一" r:id="a"/></sheets></workbook>')
        z.writestr('xl/_rels/workbook.xml.rels', '<Relationships><Relationship Id="a" Target="w.xml"/></Relationships>')
        z.writestr('xl/w.xml', '<worksheet><sheetData><row r="7">%s</row><row r="9">%s</row></sheetData></worksheet>' % (
            cell('C7', '2024年成都市人工智能企业达到156家。'), cell('B9', '2024年成都市智能算力规模达到3200P。')))
    want = {'a.docx': [{'paragraph': 2}, {'table': 1, 'row': 2}, {'table': 1, 'row': 3}, {'paragraph': 3}], 'a.xlsx': [{'sheet': '表一', 'cells': 'C7'}, {'sheet': '表一', 'cells': 'B9'}]}
    for name, places in want.items():
        b.expect(0, 'facts', name)
        assert [r.get('where') for r in b.records() if r['type'] == 'fact'] == places, b.out
        b.expect(0, 'add', '-d', 'k.db', name)
    b.write('plain.txt', GOOD)
    b.expect(0, 'facts', 'plain.txt')
    assert not any('where' in r for r in b.records()), 'a text is its own file'
    for again in range(2):
        b.expect(0, 'list', 'facts', '-d', 'k.db', '--format', 'json')
        got, docs = [], set()
        for fact in b.records():
            b.expect(0, 'explain', '-d', 'k.db', '--format', 'json', fact['id'])
            got.append(b.records()[0]['where'])
            docs.add(b.records()[0]['doc'])
        assert sorted(map(str, got)) == sorted(map(str, want['a.docx'] + want['a.xlsx'])), got
        b.expect(0, 'reread', '-d', 'k.db', *docs)
    b.expect(0, 'explain', '-d', 'k.db', fact['id'])
    assert 'place in the file' in b.out or '原文件中的位置' in b.out, b.out


@case
def file_is_archived_beside_its_text(b):
    buf = io.BytesIO()
    body = ''.join('<w:p><w:r><w:t>%s</w:t></w:r></w:p>' % line for line in GOOD.split('\n') if line)
    with zipfile.ZipFile(buf, 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr('[Content_Types].xml', '<Types/>')
        z.writestr('word/document.xml', '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body>'
                   '</w:document>' % body)
    b.write('a.docx', buf.getvalue())
    b.expect(0, 'add', '-d', 'k.db', 'a.docx')
    b.expect(0, 'list', 'documents', '-d', 'k.db', '--format', 'json')
    doc = b.records()[0]
    sha = hashlib.sha256(buf.getvalue()).hexdigest()
    assert (doc['extracted'], doc['container']) == ('docx', sha) and doc['doc'] != sha, doc
    facts = b.facts_of('k.db')
    b.expect(0, 'check', '-d', 'k.db', says='2 originals')
    b.expect(0, 'reread', '-d', 'k.db', doc['doc'])
    assert b.facts_of('k.db') == facts
    b.expect(0, 'check', '-d', 'k.db', says='2 originals')
    db = sqlite3.connect(b.path('k.db'))
    db.execute("UPDATE originals SET data = (SELECT data FROM originals WHERE sha256 <> ?1), bytes = (SELECT bytes FROM originals WHERE "
               "sha256 <> ?1) WHERE sha256 = ?1", (sha,))
    db.commit()
    db.close()
    b.expect(4, 'check', '-d', 'k.db')
    assert 'extracted from is damaged' in (b.out if isinstance(b.out, str) else b.out.decode()) + b.err
    b.expect(0, 'forget', '-d', 'k.db', doc['doc'])
    b.expect(0, 'check', '-d', 'k.db', says='0 originals')


@case
def encrypted_members_are_named(b):
    buf = io.BytesIO()
    with zipfile.ZipFile(buf, 'w') as z:
        z.writestr('secret.html', page(1))
        z.writestr('open.html', page(2))
    raw = bytearray(buf.getvalue())
    raw[6] |= 1
    raw[raw.index(b'PK\1\2') + 8] |= 1
    b.write('a.zip', bytes(raw))
    b.expect(1, 'read', '--format', 'json', 'a.zip', says='secret.html.*encrypted')
    assert numbers(b) == [2]


@case
def hostile_spreadsheet(b):
    ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="r"'
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">%s]>' % ''.join('<!ENTITY a%d "%s">' % (i, '&a%s;' % (i - 1 if i else '') * 10) for i in range(9))

    def book(name, head, sheet):
        with zipfile.ZipFile(b.path(name), 'w', zipfile.ZIP_DEFLATED) as z:
            z.writestr('[Content_Types].xml', '<Types/>')
            z.writestr('xl/workbook.xml', head + '<workbook %s><sheets><sheet name="s" sheetId="1" r:id="a"/></sheets></workbook>' % ns)
            z.writestr('xl/_rels/workbook.xml.rels', '<Relationships><Relationship Id="a" Target="worksheets/s.xml"/></Relationships>')
            z.writestr('xl/worksheets/s.xml', sheet)
    book('bomb.xlsx', bomb, '<worksheet/>')
    b.expect(1, 'read', 'bomb.xlsx', says='document type')
    rows = ''.join('<row r="%d"><c r="XFD%d"><v>%d</v></c></row>' % (i, i, i) for i in range(1, 200001))
    book('wide.xlsx', '', '<worksheet %s><sheetData>%s</sheetData></worksheet>' % (ns, rows))
    assert b.run('repair', 'wide.xlsx') == 0 and len(b.out) < 50 << 20
    book('deep.xlsx', '', '<worksheet %s>' % ns + '<a>' * 10**6)
    assert b.run('read', 'deep.xlsx') in (0, 1)
    big = '<worksheet %s><sheetData>' % ns + ' ' * (600 << 20)
    book('big.xlsx', '', big)
    b.expect(1, 'read', 'big.xlsx', says='more than|damaged')


@case
def pdf_that_hangs(b):
    b.write('bin/pdftotext', '#!/bin/sh\nsleep 1000 &\nexec sleep 1000\n')
    b.write('flood/pdftotext', '#!/bin/sh\nexec yes\n')
    b.write('fail/pdftotext', '#!/bin/sh\nexit 1\n')
    b.write('a.pdf', b'%PDF-1.4\n')
    b.write('good.txt', GOOD)
    saved = ENV['PATH']
    try:
        for folder, says in (('bin', 'seconds'), ('flood', 'MB'), ('fail', 'damaged')):
            os.chmod(b.path(folder + '/pdftotext'), 0o755)
            # short only for the one that must not be waited for: on a loaded machine the others need their time
            ENV['PATH'], ENV['CEDU_CHILD_SECONDS'] = b.path(folder) + ':' + saved, '2' if folder == 'bin' else '300'
            b.expect(1, 'facts', 'a.pdf', 'good.txt', says=says, timeout=900)  # before the thousand seconds it would sleep
            assert any(r.get('type') == 'fact' for r in b.records())
        ENV['PATH'] = b.path('nothing-here')
        b.expect(1, 'facts', 'a.pdf', says='apt install poppler-utils')
    finally:
        ENV['PATH'] = saved
        del ENV['CEDU_CHILD_SECONDS']


@case
def recognised_pictures(b):
    b.write('bin/tesseract', '#!/bin/sh\nprintf "level\\tpage\\tb\\tp\\tl\\tw\\tx\\ty\\tw\\th\\tconf\\ttext\\n"\n'
            'for w in 2023年， 成都市 人工智能 企业数量 达 800 家。; do printf "5\\t1\\t1\\t1\\t1\\t1\\t0\\t0\\t0\\t0\\t90\\t$w\\n"; done\n')
    os.chmod(b.path('bin/tesseract'), 0o755)
    b.write('scan.png', bytes.fromhex('89504e470d0a1a0a0000000d49484452') + bytes(64))
    saved = ENV['PATH']
    try:
        ENV['PATH'] = b.path('bin') + ':' + saved
        b.expect(0, 'read', '--format', 'json', 'scan.png')
        assert any(f['class'] == 'recognised_text' and '0.90' in f['note'] for f in b.records()[0]['findings']), b.out
        b.expect(0, 'repair', 'scan.png')
        assert '2023年，成都市人工智能企业数量达 800 家。' in b.out, b.out
        ENV['PATH'] = b.path('nothing-here')
        b.expect(1, 'read', 'scan.png', says='tesseract-ocr-chi-sim')
    finally:
        ENV['PATH'] = saved


def main():
    binary, only = os.path.abspath(sys.argv[1]), sys.argv[2:]
    passed = failed = skipped = 0
    for f in CASES:
        if only and f.__name__ not in only:
            continue
        b = Box(binary)
        try:
            f(b)
            passed += 1
        except Skip as s:
            skipped += 1
            print('skipped %s: %s' % (f.__name__, s))
        except (AssertionError, subprocess.TimeoutExpired, ValueError, KeyError, IndexError, OSError, sqlite3.Error) as e:
            failed += 1
            print('FAILED %s: %s' % (f.__name__, e))
        finally:
            shutil.rmtree(b.dir, ignore_errors=True)
    print('%d passed, %d failed, %d skipped' % (passed, failed, skipped))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())

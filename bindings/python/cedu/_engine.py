"""The engine: packs loaded once, one C worker a thread, JSON of CONTRACT in between. Thread-safe."""
from __future__ import annotations

import json
import os
import pathlib
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any, BinaryIO, Iterable, Iterator, List, Optional, Tuple, Union

from ._native import ffi, lib
from ._types import Document, Facts, Page, document

Source = Union[bytes, bytearray, memoryview, str, os.PathLike]


class Error(Exception):
    """What went wrong, in Chinese (`zh`) and English (`en`); `status` is the library's."""

    def __init__(self, error):
        self.status = int(error.status)
        self.zh = ffi.string(error.zh).decode('utf-8', 'replace')
        self.en = ffi.string(error.en).decode('utf-8', 'replace')
        super().__init__('%s / %s' % (self.zh, self.en))


def _checked(status: int, error) -> None:
    if status != lib.CEDU_OK:
        raise Error(error)


def _pack_folders() -> List[str]:
    """The packs that came with the wheel: core first, the others by name."""
    root = pathlib.Path(__file__).parent / 'packs'
    root = root if root.is_dir() else pathlib.Path('/usr/share/cedu/packs')  # Debian's cedu-packs
    found = sorted(p for p in root.glob('*') if (p / 'PACK').is_file()) if root.is_dir() else []
    return [str(p) for p in sorted(found, key=lambda p: (p.name != 'core', p.name))]


class Engine:
    """Packs, ready for any number of threads. `packs`: folders; None = $CEDU_PACKS, else those of this package."""

    def __init__(self, packs: Optional[Iterable[Union[str, os.PathLike]]] = None):
        folders = [os.fspath(p) for p in packs] if packs is not None else [] if os.environ.get('CEDU_PACKS') else _pack_folders()
        keep = [ffi.new('char[]', os.fsencode(f)) for f in folders]
        array = ffi.new('char *[]', keep + [ffi.NULL]) if folders else ffi.NULL
        options = ffi.new('cedu_engine_options *', {'packs': ffi.cast('const char *const *', array)})
        handle, error = ffi.new('cedu_engine **'), ffi.new('cedu_error *')
        _checked(lib.cedu_engine_new(options, handle, error), error)
        self._engine = ffi.gc(handle[0], lib.cedu_engine_free)
        self._local = threading.local()

    @property
    def fingerprint(self) -> str:
        """Hash of the packs and the engine: equal fingerprints read equal pages equally."""
        return ffi.string(lib.cedu_engine_fingerprint(self._engine)).decode()

    def _worker(self):
        if not hasattr(self._local, 'worker'):
            handle, error = ffi.new('cedu_worker **'), ffi.new('cedu_error *')
            _checked(lib.cedu_worker_new(self._engine, handle, error), error)
            engine = self._engine  # lives as long as its workers
            self._local.worker = ffi.gc(handle[0], lambda w, _keep=engine: lib.cedu_worker_free(w))
        return self._local.worker

    def _page(self, payload: bytes, name: str, stage: int, date: Optional[str], script: str):
        bytes_, name_, date_ = ffi.from_buffer(payload), ffi.new('char[]', os.fsencode(name)), ffi.new('char[]', date.encode()) if date else ffi.NULL
        given = ffi.new('cedu_input *', {'bytes': ffi.cast('const unsigned char *', bytes_), 'n': len(payload), 'name': name_})
        options = ffi.new('cedu_read_options *', {'stage': stage, 'date': date_, 'keep_script': script == 'keep'})
        page, error = ffi.new('cedu_page **'), ffi.new('cedu_error *')
        _checked(lib.cedu_worker_read(self._worker(), given, options, page, error), error)
        return ffi.gc(page[0], lib.cedu_page_free)

    def read(self, source: Source, *, date: Optional[str] = None, script: str = 'hans', name: Optional[str] = None) -> Document:
        """The article of one page. `source`: bytes or a path. `date` (YYYY-MM-DD) counts only where the page gives none; `script`
        'keep' leaves traditional characters. Raises Error, OSError."""
        payload, label = _load(source, name)
        return document(json.loads(bytes(_json(self._page(payload, label, lib.CEDU_STAGE_REPAIR, date, script), lib.cedu_page_json_read))))

    def facts(self, source: Union[Source, Iterable[Source]], *, date: Optional[str] = None, threads: Optional[int] = None) -> Facts:
        """The facts of bytes, a file, a folder (recursively), or several of those. A page that cannot be read is in `.errors`."""
        sources = list(_sources(source))
        with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
            results = list(pool.map(lambda s: self._page_facts(s, date), sources))
        return Facts(pages=[page for _, page, _ in results if page], errors={label: why for label, _, why in results if why})

    def assess(self, draft: Source, base: Union[str, os.PathLike], *, region: Optional[str] = None, name: Optional[str] = None) -> list:
        """A draft plan (bytes or a file: DOCX, PDF, HTML, text) against the knowledge base at `base`: the records of
        `cedu assess --format json` as dictionaries: the document, the points, the summary."""
        payload, label = _load(draft, name)
        bytes_, name_ = ffi.from_buffer(payload), ffi.new('char[]', os.fsencode(label))
        given = ffi.new('cedu_input *', {'bytes': ffi.cast('const unsigned char *', bytes_), 'n': len(payload), 'name': name_})
        place = ffi.new('char[]', region.encode()) if region else ffi.NULL
        db = ffi.new('char[]', os.fsencode(os.fspath(base)))
        return self._records(lib.cedu_worker_json_assess, db, given, place)

    def _records(self, call: Any, *given: Any) -> list:
        """Lines of JSON that a call of cedu.h on this thread's worker gives, the lock released meanwhile."""
        text, n, error = ffi.new('char **'), ffi.new('size_t *'), ffi.new('cedu_error *')
        try:
            _checked(call(self._worker(), *given, text, n, error), error)
            return [json.loads(line) for line in ffi.buffer(text[0], n[0])[:].split(b'\n') if line] if n[0] else []
        finally:
            lib.cedu_json_free(text[0])

    def _page_facts(self, source: Source, date: Optional[str]) -> Tuple[str, Optional[Page], str]:
        label = '-' if isinstance(source, (bytes, bytearray, memoryview)) else os.fspath(source)
        try:
            payload, label = _load(source, None)
            page = self._page(payload, label, lib.CEDU_STAGE_FACTS, date, 'hans')
            return label, Page(_json(page, lib.cedu_page_json_details), lib.cedu_py_columns(page)), ''
        except (Error, OSError) as e:
            return label, None, str(e) or type(e).__name__


def _json(page, write) -> Any:
    """The text that a writer of JSON makes, as a buffer that owns it."""
    text, n, error = ffi.new('char **'), ffi.new('size_t *'), ffi.new('cedu_error *')
    _checked(write(page, text, n, error), error)
    return ffi.buffer(ffi.gc(text[0], lib.cedu_json_free, size=n[0]), n[0])


def _load(source: Source, name: Optional[str]) -> Tuple[bytes, str]:
    if isinstance(source, (bytes, bytearray, memoryview)):
        return bytes(source), name or '-'
    path = str(os.fspath(source))
    with open_file(path) as f:
        return f.read(), name or path


def open_file(path: str) -> BinaryIO:
    """Binary, for reading; apart so that cedu.open may be called open."""
    import io
    return io.open(path, 'rb')


def _sources(source: Union[Source, Iterable[Source]]) -> Iterator[Source]:
    if isinstance(source, (bytes, bytearray, memoryview)):
        yield source
    elif isinstance(source, (str, os.PathLike)):
        path = pathlib.Path(source)
        if path.is_dir():
            yield from sorted(str(p) for p in path.rglob('*') if p.is_file() and not p.name.startswith('.'))
        else:
            yield os.fspath(source)
    else:
        for one in source:
            yield from _sources(one)


_default: Optional[Engine] = None
_lock = threading.Lock()


def _engine() -> Engine:
    global _default
    with _lock:
        if _default is None:
            _default = Engine()
    return _default


def read(source: Source, *, date: Optional[str] = None, script: str = 'hans', name: Optional[str] = None) -> Document:
    """Engine.read() of an engine with the usual packs."""
    return _engine().read(source, date=date, script=script, name=name)


def facts(source: Union[Source, Iterable[Source]], *, date: Optional[str] = None, threads: Optional[int] = None) -> Facts:
    """Engine.facts() of an engine with the usual packs."""
    return _engine().facts(source, date=date, threads=threads)


def repair(text: str) -> str:
    """The text with its damage undone, simplified, line for line. Needs no packs."""
    raw = text.encode('utf-8')
    buffer = ffi.from_buffer(raw)
    handle, error = ffi.new('cedu_repair **'), ffi.new('cedu_error *')
    _checked(lib.cedu_repair_text({'p': ffi.cast('const char *', buffer), 'n': len(raw)}, 0, handle, error), error)
    try:
        clean = lib.cedu_repair_clean(handle[0])
        return bytes(ffi.buffer(clean.p, clean.n)).decode('utf-8') if clean.n else ''
    finally:
        lib.cedu_repair_free(handle[0])


def version() -> str:
    """Of the C library."""
    return ffi.string(lib.cedu_version()).decode()

/* frame.c - cedu._columns: columns (columns.h) as Python sees them: a list of their texts, and the Arrow C stream that Polars, pyarrow,
 * DuckDB and others read without a copy (https://arrow.apache.org/docs/format/CDataInterface). A module beside cedu._native because cffi
 * makes no Python objects. It is handed addresses by _types.py, which keeps what they point to alive during the call; a stream has a
 * share of its own. Texts leave as string views (vu): equal cells point at the same bytes. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "columns.h"

/* ------------------------------------------------------------------ the Arrow C interface, as its specification declares it */
struct ArrowSchema {
    const char *format, *name, *metadata;
    int64_t flags, n_children;
    struct ArrowSchema **children, *dictionary;
    void (*release)(struct ArrowSchema *);
    void *private_data;
};
struct ArrowArray {
    int64_t length, null_count, offset, n_buffers, n_children;
    const void **buffers;
    struct ArrowArray **children, *dictionary;
    void (*release)(struct ArrowArray *);
    void *private_data;
};
struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *);
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *);
    const char *(*get_last_error)(struct ArrowArrayStream *);
    void (*release)(struct ArrowArrayStream *);
    void *private_data;
};
#define NULLABLE 2 /* ARROW_FLAG_NULLABLE */

enum type { text, number, flag, whole };
static const struct {
    const char *name;
    enum type type;
} fields[] = {
#define CEDU__X(name, type) {#name, type},
    CEDU_COLUMNS(CEDU__X)
#undef CEDU__X
};
static const char *const formats[] = {[text] = "vu", [number] = "g", [flag] = "b", [whole] = "l"};

/* ------------------------------------------------------------------ schema */
static void schema_gone(struct ArrowSchema *s) {
    for (int64_t i = 0; i < s->n_children; i++) {
        if (s->children[i] && s->children[i]->release) s->children[i]->release(s->children[i]);
        free(s->children[i]);
    }
    free(s->children);
    s->release = NULL;
}

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out) {
    (void)stream;
    *out = (struct ArrowSchema){.format = "+s", .name = "", .release = schema_gone, .n_children = CEDU_COLUMN_COUNT};
    out->children = calloc(CEDU_COLUMN_COUNT, sizeof *out->children);
    bool ok = out->children != NULL;
    if (!ok) out->n_children = 0;
    for (size_t i = 0; i < CEDU_COLUMN_COUNT && ok; i++) {
        struct ArrowSchema *s = out->children[i] = malloc(sizeof *s);
        if (s)
            *s = (struct ArrowSchema){
                .format = formats[fields[i].type], .name = fields[i].name, .flags = NULLABLE, .release = schema_gone};
        ok = s != NULL;
    }
    if (!ok) schema_gone(out);
    return ok ? 0 : ENOMEM;
}

/* ------------------------------------------------------------------ arrays */
/* Views count bytes in 31 bits: the texts are given as pieces that begin every PIECE bytes and overlap, so that each lies within one. */
#define PIECE ((uint64_t)1 << 30)

typedef struct view {
    int32_t n;
    union {
        char inlined[12];
        struct {
            char prefix[4];
            int32_t piece, at;
        };
    };
} view;

typedef struct column {
    cedu_columns *share;
    const void **buffers;
    uint8_t *valid;
    void *made; /* views, bits: what is not the columns' own */
    int64_t *lengths;
} column;

static void array_gone(struct ArrowArray *a) {
    column *c = a->private_data;
    for (int64_t i = 0; i < a->n_children; i++) {
        if (a->children[i] && a->children[i]->release) a->children[i]->release(a->children[i]);
        free(a->children[i]);
    }
    free(a->children);
    if (c) {
        free(c->buffers), free(c->valid), free(c->made), free(c->lengths);
        if (c->share) c->share->drop(c->share);
        free(c);
    }
    a->release = NULL;
}

static void set_bit(uint8_t *bits, size_t i) { bits[i / 8] |= (uint8_t)(1u << i % 8); }

static bool views(const cedu_columns *c, const uint32_t *cells, struct ArrowArray *a, column *x) {
    uint64_t total = c->at[c->texts];
    size_t pieces = (size_t)(total / PIECE) + 1;
    view *v = x->made = calloc(c->rows + 1, sizeof *v);
    x->lengths = calloc(pieces, sizeof *x->lengths);
    x->buffers = calloc(pieces + 3, sizeof *x->buffers);
    if (!v || !x->lengths || !x->buffers) return false;
    for (size_t i = 0; i < c->rows; i++) {
        uint64_t at = c->at[cells[i]], n = c->at[cells[i] + 1] - at;
        if (n >= PIECE) return false;
        v[i].n = (int32_t)n;
        if (n <= sizeof v[i].inlined) {
            memcpy(v[i].inlined, c->bytes + at, n);
        } else {
            memcpy(v[i].prefix, c->bytes + at, 4);
            v[i].piece = (int32_t)(at / PIECE), v[i].at = (int32_t)(at % PIECE);
        }
        if (cells[i]) set_bit(x->valid, i);
        else a->null_count++;
    }
    x->buffers[1] = v;
    for (size_t k = 0; k < pieces; k++) {
        uint64_t left = total - k * PIECE;
        x->buffers[k + 2] = c->bytes + k * PIECE;
        x->lengths[k] = (int64_t)(left < 2 * PIECE ? left : 2 * PIECE - 1);
    }
    x->buffers[pieces + 2] = x->lengths;
    a->n_buffers = (int64_t)pieces + 3;
    return true;
}

static bool fill(cedu_columns *c, size_t which, struct ArrowArray *a) {
    column *x = calloc(1, sizeof *x);
    *a = (struct ArrowArray){.length = (int64_t)c->rows, .n_buffers = 2, .release = array_gone, .private_data = x};
    if (!x) return false;
    atomic_fetch_add(&c->users, 1);
    x->share = c;
    if (!(x->valid = calloc(c->rows / 8 + 8, 1))) return false;
    if (fields[which].type == text) {
        if (!views(c, c->column[which], a, x)) return false;
    } else if (!(x->buffers = calloc(2, sizeof *x->buffers))) return false;
    a->buffers = x->buffers;
    x->buffers[0] = a->null_count || fields[which].type == number ? x->valid : NULL;
    if (fields[which].type == text) return true;
    x->buffers[1] = c->column[which];
    const double *d = c->column[which];
    const uint8_t *f = c->column[which];
    if (fields[which].type == flag && !(x->buffers[1] = x->made = calloc(c->rows / 8 + 8, 1))) return false;
    for (size_t i = 0; i < c->rows; i++) {
        if (fields[which].type == flag && f[i]) set_bit(x->made, i);
        if (fields[which].type == number && d[i] == d[i]) set_bit(x->valid, i);
        else if (fields[which].type == number) a->null_count++;
    }
    return true;
}

/* One batch, then the end. */
static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *out) {
    static const void *no_buffer[1] = {NULL};
    cedu_columns *c = stream->private_data;
    stream->private_data = NULL;
    *out = (struct ArrowArray){0};
    if (!c) return 0;
    *out = (struct ArrowArray){.length = (int64_t)c->rows, .n_buffers = 1, .buffers = no_buffer, .release = array_gone};
    out->children = calloc(CEDU_COLUMN_COUNT, sizeof *out->children);
    bool ok = out->children != NULL;
    if (ok) out->n_children = CEDU_COLUMN_COUNT;
    for (size_t i = 0; i < CEDU_COLUMN_COUNT && ok; i++)
        ok = (out->children[i] = calloc(1, sizeof *out->children[i])) && fill(c, i, out->children[i]);
    if (!ok) array_gone(out);
    c->drop(c);
    return ok ? 0 : ENOMEM;
}

static const char *get_last_error(struct ArrowArrayStream *stream) { return (void)stream, "out of memory"; }

static void stream_gone(struct ArrowArrayStream *stream) {
    cedu_columns *c = stream->private_data;
    if (c) c->drop(c);
    stream->private_data = NULL;
    stream->release = NULL;
}

static void capsule_gone(PyObject *capsule) {
    struct ArrowArrayStream *s = PyCapsule_GetPointer(capsule, "arrow_array_stream");
    if (s && s->release) s->release(s);
    free(s);
}

/* ------------------------------------------------------------------ the module */
static cedu_columns *of(PyObject *address) { return PyLong_AsVoidPtr(address); }

static PyObject *py_stream(PyObject *module, PyObject *address) {
    (void)module;
    cedu_columns *c = of(address);
    if (!c) return NULL;
    struct ArrowArrayStream *s = malloc(sizeof *s);
    if (!s) return PyErr_NoMemory();
    *s = (struct ArrowArrayStream){get_schema, get_next, get_last_error, stream_gone, c};
    atomic_fetch_add(&c->users, 1);
    PyObject *capsule = PyCapsule_New(s, "arrow_array_stream", capsule_gone);
    if (!capsule) stream_gone(s), free(s);
    return capsule;
}

static PyObject *py_texts(PyObject *module, PyObject *address) {
    (void)module;
    cedu_columns *c = of(address);
    PyObject *list = c ? PyList_New((Py_ssize_t)c->texts) : NULL;
    if (!list) return NULL;
    Py_INCREF(Py_None);
    PyList_SET_ITEM(list, 0, Py_None);
    for (size_t i = 1; i < c->texts; i++) {
        PyObject *s = PyUnicode_DecodeUTF8(c->bytes + c->at[i], (Py_ssize_t)(c->at[i + 1] - c->at[i]), "replace");
        if (!s) {
            Py_DECREF(list);
            return NULL;
        }
        PyList_SET_ITEM(list, (Py_ssize_t)i, s);
    }
    return list;
}

static PyMethodDef methods[] = {
    {"texts", py_texts, METH_O, "The texts of columns at an address; the first is None."},
    {"stream", py_stream, METH_O, "Columns at an address as a capsule with an Arrow C stream."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "cedu._columns", "See frame.c.", -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__columns(void) {
    static const char *const types[] = {[text] = "text", [number] = "number", [flag] = "flag", [whole] = "whole"};
    PyObject *m = PyModule_Create(&definition), *all = m ? PyTuple_New(CEDU_COLUMN_COUNT) : NULL;
    for (Py_ssize_t i = 0; all && i < CEDU_COLUMN_COUNT; i++) {
        PyObject *one = Py_BuildValue("(ss)", fields[i].name, types[fields[i].type]);
        if (!one) Py_CLEAR(all);
        else PyTuple_SET_ITEM(all, i, one);
    }
    if (!all || PyModule_AddObject(m, "FIELDS", all) < 0) { /* takes `all` when it succeeds */
        Py_XDECREF(all);
        Py_XDECREF(m);
        return NULL;
    }
    return m;
}

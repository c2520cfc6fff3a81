/* load.c - reads pack folders: PACK and *.tsv, in the order given and files by name, into rows.
 *
 * Everything that can be wrong with one row or file alone is refused here, with file, line and column and with what to
 * write instead; what needs the whole (does the parent exist?) is refused by image.c.
 *
 * Invariants: every string of a row is valid UTF-8 without control characters and lies in the arena (mostly in the file's
 * own bytes); (class, id) stands once in the rows; forms are non-empty, at most CEDU_MAX_FORM characters, and differ
 * after folding within a row.
 */
#include <dirent.h>
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "pack/build.h"
#include "pack/pattern.h"

static const char *const class_names[] = {
#define CEDU__X(name, what) #name,
    CEDU_PACK_CLASSES(CEDU__X)
#undef CEDU__X
};

static const struct {
    const char *name;
    char type;
} attrs[] = {
#define S                   'S'
#define N                   'N'
#define CEDU__X(name, type) {#name, type},
    CEDU_PACK_ATTRS(CEDU__X)
#undef CEDU__X
#undef S
#undef N
};

const char *cedu__class_name(cedu_class cls) { return cls < CEDU_CLASS_COUNT ? class_names[cls] : "?"; }
const char *cedu__attr_name(cedu_attr a) { return a < CEDU_ATTR_COUNT ? attrs[a].name : "?"; }

/* What a column of a lexicon is: an attribute (0…), or one of the columns that every class has. */
enum { COL_ID = -1, COL_NAME = -2, COL_FORMS = -3, COL_EXAMPLE = -4, COL_UNKNOWN = -5 };
static const char *const fixed_columns[] = {"id", "name", "forms", "example"}; /* -1, -2, … */
enum { MAX_COLUMNS = 64 };

typedef struct loader {
    cedu_arena *arena;
    cedu_pack_rows *out;
    cedu_error *err;
    uint32_t *index, index_cap; /* hash of (class, id) -> row + 1; 0 = empty. A power of two */
    cedu_strs packs;            /* names of the packs read so far */
    locale_t c_locale;
    cedu_buf digests;
    bool hash_only; /* read the files for the fingerprint, and nothing else */
    uint32_t pack;
    cedu_str dir;
} loader;

typedef struct lexicon { /* where we are in a file */
    uint32_t file, line;
    cedu_str name;
    int cls;     /* -1 before #lexicon */
    size_t cols; /* 0 before the line of column names */
    int kind[MAX_COLUMNS];
} lexicon;

/* ------------------------------------------------------------------ messages */
int cedu__pack_shown(cedu_str s, size_t max) {
    size_t n = s.n;
    if (n > max)
        for (n = max; n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80;) n--;
    return (int)n;
}
#define SHOW(s) cedu__pack_shown((s), 40), (s).p

static void join(char *out, size_t n, const char *place, const char *fmt) {
    size_t k = 0;
    for (const char *p = place; *p && k + 2 < n; p++) { /* a % in a file name is no conversion */
        if (*p == '%') out[k++] = '%';
        out[k++] = *p;
    }
    snprintf(out + k, n - k, "%s", fmt);
}

cedu_status cedu__pack_bad(cedu_error *err, cedu_str file, uint32_t line, uint32_t col, const char *zh, const char *en, ...) {
    char place[160], fz[512], fe[512];
    int n = snprintf(place, sizeof place, "%.*s", cedu__pack_shown(file, 100), file.p ? file.p : "");
    if (line) n += snprintf(place + n, sizeof place - (size_t)n, ":%u", line);
    if (line && col) n += snprintf(place + n, sizeof place - (size_t)n, ":%u", col);
    snprintf(place + n, sizeof place - (size_t)n, ": ");
    join(fz, sizeof fz, place, zh);
    join(fe, sizeof fe, place, en);
    va_list ap;
    va_start(ap, en);
    cedu__failv(err, CEDU_PACK, fz, fe, ap);
    va_end(ap);
    return CEDU_PACK;
}

/* Names for "known: …", separated by blanks. */
static const char *known_classes =
#define CEDU__X(name, what) #name " "
    CEDU_PACK_CLASSES(CEDU__X)
#undef CEDU__X
        "";
static const char *known_columns = "id name forms example "
#define CEDU__X(name, type) #name " "
    CEDU_PACK_ATTRS(CEDU__X)
#undef CEDU__X
    ;

/* Column of the byte at p in its line, from 1, in characters. */
static uint32_t column(cedu_str line, const char *p) {
    return (uint32_t)cedu__u8_count((cedu_str){line.p, (size_t)(p - line.p)}) + 1;
}

/* ------------------------------------------------------------------ files */
/* Adds the file to the fingerprint and makes a text of its bytes: valid UTF-8, no BOM. */
static cedu_status take_text(loader *l, cedu_str name, cedu_str bytes, cedu_str *out) {
    char hex[65];
    cedu__hash_hex(bytes.p, bytes.n, hex);
    cedu__buf_str(&l->digests, name);
    cedu__buf_f(&l->digests, "\t%s\n", hex);
    size_t valid = l->hash_only ? bytes.n : cedu__u8_valid(bytes.p, bytes.n);
    if (valid < bytes.n) {
        uint32_t line = 1;
        size_t start = 0;
        for (size_t i = 0; i < valid; i++)
            if (bytes.p[i] == '\n') line++, start = i + 1;
        return cedu__pack_bad(l->err, name, line, (uint32_t)cedu__u8_count(cedu__sub(bytes, start, valid)) + 1,
                              "不是有效的 UTF-8(字节 0x%02X)；请把文件另存为 UTF-8",
                              "not UTF-8 (byte 0x%02X); save the file as UTF-8", (unsigned char)bytes.p[valid]);
    }
    *out = cedu__starts(bytes, CEDU_STR("\xEF\xBB\xBF")) ? cedu__sub(bytes, 3, bytes.n) : bytes;
    return CEDU_OK;
}

static cedu_status read_file(loader *l, const char *path, cedu_str name, cedu_str *out) {
    FILE *f = fopen(path, "rb");
    struct stat st;
    if (!f || fstat(fileno(f), &st) != 0 || !S_ISREG(st.st_mode)) {
        const char *why = f ? "not a file" : strerror(errno);
        if (f) fclose(f);
        return cedu__pack_bad(l->err, name, 0, 0, "打不开(%s)", "cannot be opened (%s)", why);
    }
    if (st.st_size > CEDU_MAX_PACK_FILE) {
        fclose(f);
        return cedu__pack_bad(l->err, name, 0, 0, "文件超过 %u MB；请拆分", "larger than %u MB; split it",
                              CEDU_MAX_PACK_FILE >> 20);
    }
    char *p = cedu__arena_alloc(l->arena, (size_t)st.st_size + 1);
    if (!p) {
        fclose(f);
        return cedu__fail_nomem(l->err);
    }
    size_t n = fread(p, 1, (size_t)st.st_size, f);
    bool failed = ferror(f) != 0;
    fclose(f);
    if (failed) return cedu__pack_bad(l->err, name, 0, 0, "读取失败(%s)", "reading failed (%s)", strerror(errno));
    return take_text(l, name, (cedu_str){p, n}, out);
}

/* Next line without its end (\n or \r\n); false after the last. */
static bool next_line(cedu_str text, size_t *at, cedu_str *line) {
    if (*at >= text.n) return false;
    const char *nl = memchr(text.p + *at, '\n', text.n - *at);
    size_t end = nl ? (size_t)(nl - text.p) : text.n;
    *line = cedu__sub(text, *at, end);
    *at = end + 1;
    if (line->n && line->p[line->n - 1] == '\r') line->n--;
    return true;
}

/* Lines that nothing can be made of, in any file of a pack. */
static cedu_status check_line(loader *l, cedu_str file, uint32_t no, cedu_str line) {
    if (line.n > CEDU_MAX_PACK_LINE)
        return cedu__pack_bad(l->err, file, no, 0, "这一行超过 %u 字节；请拆成几行", "longer than %u bytes; split the row",
                              CEDU_MAX_PACK_LINE);
    for (size_t i = 0; i < line.n; i++) {
        unsigned char c = (unsigned char)line.p[i];
        if ((c < 0x20 && c != '\t') || c == 0x7F)
            return cedu__pack_bad(l->err, file, no, column(line, line.p + i), "控制字符 0x%02X；请删去",
                                  "control character 0x%02X; remove it", c);
    }
    return CEDU_OK;
}

/* ------------------------------------------------------------------ cells */
static bool next_cell(cedu_str line, size_t *at, cedu_str *cell) {
    if (*at > line.n) return false;
    const char *tab = *at < line.n ? memchr(line.p + *at, '\t', line.n - *at) : NULL;
    size_t end = tab ? (size_t)(tab - line.p) : line.n;
    *cell = cedu__trim(cedu__sub(line, *at, end));
    *at = end + 1;
    return true;
}

bool cedu__pack_item(cedu_str list, size_t *at, cedu_str *item) {
    if (!list.p || *at > list.n || (list.n == 0)) return false;
    size_t i = *at;
    while (i < list.n && list.p[i] != '|') i += list.p[i] == '\\' && i + 1 < list.n ? 2 : 1;
    *item = cedu__trim(cedu__sub(list, *at, i));
    *at = i + 1;
    return true;
}

/* Removes backslashes before `|`, `~`, `!` and `\`. */
static cedu_str unescape(cedu_arena *a, cedu_str s) {
    if (!s.n || !memchr(s.p, '\\', s.n)) return s;
    char *p = cedu__arena_dup(a, s.p, s.n);
    size_t n = 0;
    if (!p) return s;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\\' && i + 1 < s.n && strchr("|~!\\", s.p[i + 1])) i++;
        p[n++] = s.p[i];
    }
    return (cedu_str){p, n};
}

/* Adds a form unless the row has it already (folded); a strong one beats a weak one. */
static cedu_status add_form(loader *l, const lexicon *x, cedu_pack_row *row, cedu_pack_form *forms, cedu_str s, bool weak,
                            uint32_t col) {
    if (cedu__u8_count(s) > CEDU_MAX_FORM)
        return cedu__pack_bad(l->err, x->name, x->line, col, "“%.*s…”超过 %d 个字；请缩短",
                              "'%.*s…' is longer than %d characters; shorten it", SHOW(s), CEDU_MAX_FORM);
    for (uint32_t i = 0; i < row->form_n; i++)
        if (cedu__pack_fold_eq(forms[i].s, s)) {
            forms[i].weak = forms[i].weak && weak;
            row->doubled += col != 0; /* the name given again among the forms is harmless too, but say so */
            return CEDU_OK;
        }
    forms[row->form_n++] = (cedu_pack_form){s, weak};
    return CEDU_OK;
}

static cedu_status read_forms(loader *l, const lexicon *x, cedu_pack_row *row, cedu_str list, uint32_t col) {
    size_t max = 2;
    for (size_t i = 0; i < list.n; i++) max += list.p[i] == '|';
    if (max > CEDU_MAX_ROW_FORMS)
        return cedu__pack_bad(l->err, x->name, x->line, col, "写法超过 %d 个；请分成几行",
                              "more than %d forms; make several rows", CEDU_MAX_ROW_FORMS);
    cedu_pack_form *forms = CEDU_NEW_N(l->arena, cedu_pack_form, max);
    if (!forms) return cedu__fail_nomem(l->err);
    row->forms = forms;
    bool no_name = list.n && list.p[0] == '!';
    if (no_name) list = cedu__sub(list, 1, list.n);
    else if (add_form(l, x, row, forms, row->name, row->weak, 0) != CEDU_OK) return CEDU_PACK;
    cedu_str item;
    for (size_t at = 0; cedu__pack_item(list, &at, &item);) {
        uint32_t here = col ? col + (uint32_t)cedu__u8_count((cedu_str){list.p, (size_t)(item.p - list.p)}) + no_name : 0;
        bool weak = item.n > 1 && item.p[0] == '~';
        if (weak) item = cedu__trim(cedu__sub(item, 1, item.n));
        item = unescape(l->arena, item);
        if (!item.n) continue; /* `a||b` and a `|` at the end */
        if (add_form(l, x, row, forms, item, weak || row->weak, here) != CEDU_OK) return CEDU_PACK;
    }
    if (!row->form_n)
        return cedu__pack_bad(l->err, x->name, x->line, col, "“%.*s”没有任何写法；请在 ! 之后写出",
                              "'%.*s' has no form at all; write some after the !", SHOW(row->name));
    return CEDU_OK;
}

static cedu_status read_number(loader *l, const lexicon *x, cedu_str s, uint32_t col, double *out) {
    char text[64], *end;
    bool ok = s.n < sizeof text && s.n > 0 && strspn(s.p, "0123456789+-.eE") >= s.n;
    if (ok) {
        memcpy(text, s.p, s.n);
        text[s.n] = 0;
        *out = strtod_l(text, &end, l->c_locale);
        ok = *end == 0 && *out - *out == 0; /* the whole cell, and finite */
    }
    if (!ok)
        return cedu__pack_bad(l->err, x->name, x->line, col, "“%.*s”不是数；请写成 10000 或 1e8",
                              "'%.*s' is no number; write 10000 or 1e8", SHOW(s));
    return CEDU_OK;
}

/* ------------------------------------------------------------------ rows */
static uint64_t id_hash(cedu_class cls, cedu_str id) { return cedu__hash(id) * 31 + (uint64_t)cls * 0x9E3779B97F4A7C15u; }

static bool index_grow(loader *l) {
    uint32_t cap = l->index_cap ? l->index_cap * 2 : 4096;
    uint32_t *index = CEDU_NEW_N(l->arena, uint32_t, cap);
    if (!index) return false;
    for (size_t r = 0; r < l->out->rows.n; r++) {
        uint64_t h = id_hash(l->out->rows.p[r].cls, l->out->rows.p[r].id);
        while (index[h & (cap - 1)]) h++;
        index[h & (cap - 1)] = (uint32_t)r + 1;
    }
    l->index = index, l->index_cap = cap;
    return true;
}

/* Puts the row into the list, in the place of an earlier pack's row with the same id. */
static cedu_status keep_row(loader *l, const lexicon *x, const cedu_pack_row *row, uint32_t col) {
    if ((l->out->rows.n + 1) * 2 > l->index_cap && !index_grow(l)) return cedu__fail_nomem(l->err);
    uint64_t h = id_hash(row->cls, row->id);
    for (uint32_t r; (r = l->index[h & (l->index_cap - 1)]) != 0; h++) {
        cedu_pack_row *old = &l->out->rows.p[r - 1];
        if (old->cls != row->cls || !cedu__eq(old->id, row->id)) continue;
        if (old->pack != row->pack) {
            *old = *row;
            return CEDU_OK;
        }
        cedu_str at = l->out->files.p[old->file];
        return cedu__pack_bad(l->err, x->name, x->line, col, "id“%.*s”在 %.*s 第 %u 行已有；请另取 id，或合并两行",
                              "id '%.*s' is already in %.*s, line %u; give another id or merge the rows", SHOW(row->id),
                              SHOW(at), old->line);
    }
    if (l->out->rows.n >= CEDU_MAX_ENTRIES)
        return cedu__pack_bad(l->err, x->name, x->line, 0, "词条超过 %u 个", "more than %u entries", CEDU_MAX_ENTRIES);
    if (!CEDU_PUSH(l->arena, &l->out->rows, *row)) return cedu__fail_nomem(l->err);
    l->index[h & (l->index_cap - 1)] = (uint32_t)l->out->rows.n;
    return CEDU_OK;
}

/* A pattern's forms are the words of its anchor. */
static cedu_status read_pattern(loader *l, const lexicon *x, const cedu_pack_row *row, cedu_str *forms) {
    for (uint32_t k = 0; k < row->cell_n; k++) {
        const cedu_pack_cell *c = &row->cells[k];
        if (c->attr != CEDU_ATTR_pattern) continue;
        cedu_pattern p;
        cedu_pattern_fault f;
        if (!cedu__pattern_parse(c->s, &p, &f))
            return cedu__pack_bad(l->err, x->name, x->line, c->col + (uint32_t)cedu__u8_count(cedu__sub(c->s, 0, f.at)),
                                  "%s%.0s", "%.0s%s", f.zh, f.en);
        cedu_str w = p.e[p.anchor].word;
        *forms = cedu__arena_strf(l->arena, "!%.*s", (int)w.n, w.p);
        return forms->p ? CEDU_OK : cedu__fail_nomem(l->err);
    }
    return cedu__pack_bad(l->err, x->name, x->line, 1, "缺 pattern(句式)", "the pattern is missing");
}

static cedu_status read_row(loader *l, lexicon *x, cedu_str line) {
    cedu_pack_row row = {.cls = (cedu_class)x->cls, .pack = l->pack, .file = x->file, .line = x->line, .factor = 1};
    cedu_str cell, forms = {0}, group = {0};
    uint32_t forms_col = 0, id_col = 1, name_col = 1;
    cedu_pack_cell cells[MAX_COLUMNS];
    size_t at = 0;
    for (size_t k = 0; next_cell(line, &at, &cell); k++) {
        uint32_t col = column(line, cell.p);
        if (k >= x->cols) {
            if (!cell.n) continue;
            return cedu__pack_bad(l->err, x->name, x->line, col, "“%.*s”处多出一列(表头只有 %zu 列)；请核对制表符",
                                  "'%.*s' is in no column (the header has %zu); check the tabs", SHOW(cell), x->cols);
        }
        if (!cell.n) continue;
        switch (x->kind[k]) {
        case COL_ID: row.id = cell, id_col = col; break;
        case COL_NAME: row.name = cell, name_col = col; break;
        case COL_FORMS: forms = cell, forms_col = col; break;
        case COL_EXAMPLE: row.example = cell; break;
        default: cells[row.cell_n++] = (cedu_pack_cell){(cedu_attr)x->kind[k], col, cell};
        }
    }
    if (!row.name.n) return cedu__pack_bad(l->err, x->name, x->line, 1, "缺 name(规范名称)", "the name (canonical) is missing");
    for (uint32_t k = 0; k < row.cell_n; k++) {
        double number = 0;
        const cedu_pack_cell *c = &cells[k];
        if (attrs[c->attr].type == 'N' && read_number(l, x, c->s, c->col, &number) != CEDU_OK) return CEDU_PACK;
        if (c->attr == CEDU_ATTR_factor || c->attr == CEDU_ATTR_confidence) row.factor = number;
        if (c->attr == CEDU_ATTR_weak) row.weak = number != 0;
        if (c->attr == CEDU_ATTR_group) group = c->s;
    }
    if (!row.id.n) {
        bool grouped = group.n && (row.cls == CEDU_CLASS_cue || row.cls == CEDU_CLASS_page);
        row.id =
            grouped ? cedu__arena_strf(l->arena, "%.*s:%.*s", (int)group.n, group.p, (int)row.name.n, row.name.p) : row.name;
        id_col = name_col;
    }
    row.cells = cedu__arena_dup(l->arena, cells, row.cell_n * sizeof *cells);
    if (!row.cells || l->arena->failed) return cedu__fail_nomem(l->err);
    if (row.cls == CEDU_CLASS_pattern && read_pattern(l, x, &row, &forms) != CEDU_OK)
        return l->err ? l->err->status : CEDU_PACK;
    cedu_status s = read_forms(l, x, &row, forms, forms_col ? forms_col : name_col);
    return s != CEDU_OK ? s : keep_row(l, x, &row, id_col);
}

static int column_kind(cedu_str s) {
    for (size_t i = 0; i < CEDU_COUNT(fixed_columns); i++)
        if (cedu__eqz(s, fixed_columns[i])) return -(int)i - 1;
    for (size_t i = 0; i < CEDU_COUNT(attrs); i++)
        if (cedu__eqz(s, attrs[i].name)) return (int)i;
    return COL_UNKNOWN;
}

static cedu_status read_header(loader *l, lexicon *x, cedu_str line) {
    cedu_str cell;
    bool name = false;
    for (size_t at = 0; next_cell(line, &at, &cell);) {
        uint32_t col = column(line, cell.p);
        int kind = column_kind(cell);
        if (kind == COL_UNKNOWN)
            return cedu__pack_bad(l->err, x->name, x->line, col, "未知的列“%.*s”；可用: %s", "unknown column '%.*s'; known: %s",
                                  SHOW(cell), known_columns);
        for (size_t k = 0; k < x->cols; k++)
            if (x->kind[k] == kind)
                return cedu__pack_bad(l->err, x->name, x->line, col, "列“%.*s”出现两次；请删去一列",
                                      "column '%.*s' stands twice; remove one", SHOW(cell));
        name = name || kind == COL_NAME;
        x->kind[x->cols++] = kind; /* never more than there are kinds */
    }
    if (!name)
        return cedu__pack_bad(l->err, x->name, x->line, 1, "表头没有 name 列；第一行应为列名",
                              "no column 'name'; the first line names the columns");
    return CEDU_OK;
}
_Static_assert(CEDU_ATTR_COUNT + CEDU_COUNT(fixed_columns) <= MAX_COLUMNS, "MAX_COLUMNS holds every column once");

static cedu_status read_lexicon_line(loader *l, lexicon *x, cedu_str line) {
    cedu_str cls = cedu__trim(cedu__sub(line, line.n < 8 ? line.n : 8, line.n));
    x->cols = 0;
    for (int c = 0; c < CEDU_CLASS_COUNT; c++)
        if (cedu__eqz(cls, class_names[c])) return x->cls = c, CEDU_OK;
    return cedu__pack_bad(l->err, x->name, x->line, 10, "未知的类“%.*s”；可用: %s", "unknown class '%.*s'; known: %s",
                          SHOW(cls), known_classes);
}

static cedu_status read_lexicon(loader *l, cedu_str name, cedu_str text) {
    cedu_str line;
    cedu_status s;
    lexicon x = {.file = (uint32_t)l->out->files.n, .name = name, .cls = -1};
    if (!CEDU_PUSH(l->arena, &l->out->files, name)) return cedu__fail_nomem(l->err);
    for (size_t at = 0; next_line(text, &at, &line);) {
        x.line++;
        if ((s = check_line(l, name, x.line, line)) != CEDU_OK) return s;
        if (!cedu__trim(line).n) continue;
        if (cedu__starts(line, CEDU_STR("#lexicon"))) s = read_lexicon_line(l, &x, line);
        else if (line.p[0] == '#') continue;
        else if (x.cls < 0)
            s = cedu__pack_bad(l->err, name, x.line, 1, "缺“#lexicon<制表符>类”一行；它应在列名之前",
                               "the line '#lexicon<TAB>CLASS' is missing; it stands before the column names");
        else s = x.cols ? read_row(l, &x, line) : read_header(l, &x, line);
        if (s != CEDU_OK) return s;
    }
    if (x.cls >= 0 && x.cols) return CEDU_OK;
    return cedu__pack_bad(
        l->err, name, x.line ? x.line : 1, 0, x.cls < 0 ? "缺“#lexicon<制表符>类”一行" : "#lexicon 之后缺列名一行",
        x.cls < 0 ? "the line '#lexicon<TAB>CLASS' is missing" : "the line of column names after #lexicon is missing");
}

/* ------------------------------------------------------------------ packs */
static bool known_pack(const loader *l, cedu_str name) {
    for (size_t i = 0; i < l->packs.n; i++)
        if (cedu__eq(l->packs.p[i], name)) return true;
    return false;
}

/* The file PACK. `dir` is the folder's base name, which stands before file names in messages. */
static cedu_status read_manifest(loader *l, const char *path, cedu_str shown_name) {
    static const char *const keys[] = {"name", "version", "title", "licence", "requires"};
    cedu_str text, line, got[CEDU_COUNT(keys)] = {0};
    cedu_status s = read_file(l, path, shown_name, &text);
    if (s != CEDU_OK) return s;
    uint32_t no = 0;
    for (size_t at = 0; next_line(text, &at, &line);) {
        no++;
        if ((s = check_line(l, shown_name, no, line)) != CEDU_OK) return s;
        if (!cedu__trim(line).n || line.p[0] == '#') continue;
        cedu_str key, value = {0};
        size_t i = 0, k = 0;
        next_cell(line, &i, &key);
        if (i <= line.n) value = cedu__trim(cedu__sub(line, i, line.n));
        while (k < CEDU_COUNT(keys) && !cedu__eqz(key, keys[k])) k++;
        if (k == CEDU_COUNT(keys))
            return cedu__pack_bad(
                l->err, shown_name, no, 1, "未知的键“%.*s”；可用: name version title licence requires(键与值之间是制表符)",
                "unknown key '%.*s'; known: name version title licence requires (a tab before the value)", SHOW(key));
        got[k] = value;
    }
    for (size_t k = 0; k < 2; k++)
        if (!got[k].n)
            return cedu__pack_bad(l->err, shown_name, 0, 0, "缺“%s”一行；请写“%s<制表符>值”",
                                  "'%s' is missing; write '%s<TAB>value'", keys[k], keys[k]);
    cedu_str need;
    for (size_t at = 0; cedu__pack_item(got[4], &at, &need);)
        if (need.n && !known_pack(l, need))
            return cedu__pack_bad(l->err, shown_name, 0, 0, "需要先加载知识包“%.*s”", "needs the pack '%.*s' before it",
                                  SHOW(need));
    ((cedu_str *)l->packs.p)[l->packs.n++] = got[0];
    return CEDU_OK;
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static cedu_status load_pack(loader *l, const char *dir) {
    size_t n = strlen(dir);
    while (n > 1 && dir[n - 1] == '/') n--;
    size_t base = n;
    while (base > 0 && dir[base - 1] != '/') base--;
    cedu_str label = {dir + base, n - base};
    DIR *d = opendir(dir);
    if (!d)
        return cedu__fail(l->err, CEDU_PACK, "知识包文件夹打不开: %s(%s)", "the pack folder cannot be opened: %s (%s)", dir,
                          strerror(errno));
    CEDU_VEC(char *) names = {0};
    for (struct dirent *e; (e = readdir(d));) {
        cedu_str name = cedu__str(e->d_name);
        if (e->d_name[0] == '.' || !cedu__ends(name, CEDU_STR(".tsv"))) continue;
        char *copy = cedu__arena_dup(l->arena, name.p, name.n);
        if (!copy || !CEDU_PUSH(l->arena, &names, copy)) break;
    }
    closedir(d);
    cedu_str path = cedu__arena_strf(l->arena, "%s/PACK", dir);
    cedu_str shown_name = cedu__arena_strf(l->arena, "%.*s/PACK", (int)label.n, label.p);
    if (l->arena->failed) return cedu__fail_nomem(l->err);
    if (names.n) qsort(names.p, names.n, sizeof *names.p, by_name);
    cedu_str text;
    cedu_status s = l->hash_only ? read_file(l, path.p, shown_name, &text) : read_manifest(l, path.p, shown_name);
    for (size_t i = 0; i < names.n && s == CEDU_OK; i++) {
        path = cedu__arena_strf(l->arena, "%s/%s", dir, names.p[i]);
        shown_name = cedu__arena_strf(l->arena, "%.*s/%s", (int)label.n, label.p, names.p[i]);
        if (l->arena->failed) return cedu__fail_nomem(l->err);
        s = read_file(l, path.p, shown_name, &text);
        if (s == CEDU_OK && !l->hash_only) s = read_lexicon(l, shown_name, text);
    }
    l->pack++;
    return s;
}

static cedu_status start(loader *l, size_t packs) {
    *l->out = (cedu_pack_rows){0};
    l->c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    l->packs.p = CEDU_NEW_N(l->arena, cedu_str, packs + 1);
    return l->c_locale && l->packs.p ? CEDU_OK : cedu__fail_nomem(l->err);
}

static cedu_status finish(loader *l, cedu_status s) {
    if (s == CEDU_OK && (l->arena->failed || l->digests.failed)) s = cedu__fail_nomem(l->err);
    if (s == CEDU_OK) cedu__hash_hex(l->digests.p ? l->digests.p : "", l->digests.n, l->out->fingerprint);
    cedu__buf_release(&l->digests);
    if (l->c_locale) freelocale(l->c_locale);
    return s;
}

cedu_status cedu__pack_load(cedu_arena *a, const char *const *dirs, size_t n, cedu_pack_rows *out, cedu_error *err) {
    loader l = {.arena = a, .out = out, .err = err};
    cedu_status s = start(&l, n);
    for (size_t i = 0; i < n && s == CEDU_OK; i++) s = load_pack(&l, dirs[i]);
    return finish(&l, s);
}

cedu_status cedu__pack_fingerprint(const char *const *dirs, size_t n, char out[65], cedu_error *err) {
    cedu_arena a;
    cedu_pack_rows rows;
    cedu__arena_init(&a, CEDU_MAX_SCRATCH);
    loader l = {.arena = &a, .out = &rows, .err = err, .hash_only = true};
    cedu_status s = start(&l, n);
    for (size_t i = 0; i < n && s == CEDU_OK; i++) s = load_pack(&l, dirs[i]);
    s = finish(&l, s);
    if (s == CEDU_OK) memcpy(out, rows.fingerprint, sizeof rows.fingerprint);
    cedu__arena_release(&a);
    return s;
}

cedu_status cedu__pack_load_bytes(cedu_arena *a, cedu_str name, cedu_str bytes, cedu_pack_rows *out, cedu_error *err) {
    loader l = {.arena = a, .out = out, .err = err};
    cedu_str copy = {cedu__arena_dup(a, bytes.p, bytes.n), bytes.n}, text;
    cedu_status s = start(&l, 0);
    if (s == CEDU_OK && !copy.p) s = cedu__fail_nomem(err);
    if (s == CEDU_OK) s = take_text(&l, name, copy, &text);
    if (s == CEDU_OK) s = read_lexicon(&l, name, text);
    return finish(&l, s);
}

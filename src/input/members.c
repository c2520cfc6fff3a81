/* members.c - the iterator: looks at the first bytes of a stream, puts the right readers on a stack, hands out one payload after
 * another and counts.
 *
 * What decides is the content (magic numbers); the name's ending decides only where the content has no mark (.csv, .jsonl, old
 * tar). Compression is a layer, not a level: page.html.gz is one member named page.html. Invariants: at most CEDU_MAX_NESTING
 * readers; memory is that of one member and the buffers of the layers. To extend: a row of `kinds`.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/trace.h"
#include "input/fetch.h"
#include "input/internal.h"
#include "input/reader.h"

#define MAX_LAYERS 3 /* compression in compression */
#define LOOK       1024

struct cedu_members {
    const cedu_input_options *opt;
    cedu_reader *stack[CEDU_MAX_NESTING];
    size_t depth;
    bool plain, over;
    cedu_stream *single; /* one payload that is no container */
    char *single_name;
    cedu_member ready; /* a fetched page */
    bool has_ready;
    cedu_member_counts counts;
};

/* ------------------------------------------------------------------ helpers of all readers */
void cedu__count_skip(cedu_member_counts *c, const char *fmt, ...) {
    char why[sizeof c->reasons[0].why];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(why, sizeof why, fmt, ap);
    va_end(ap);
    for (char *p = why; *p; p++)
        if ((unsigned char)*p < 0x20 || (unsigned char)*p > 0x7E) *p = '?';
    c->records++, c->skipped++;
    size_t i = 0;
    while (i < c->reason_count && strcmp(c->reasons[i].why, why) != 0) i++;
    if (i == CEDU_SKIP_REASONS - 1 && i == c->reason_count) memcpy(why, "other", 6);
    if (i == CEDU_SKIP_REASONS) i = CEDU_SKIP_REASONS - 1;
    if (i == c->reason_count) memcpy(c->reasons[c->reason_count++].why, why, sizeof why);
    c->reasons[i].n++;
}

void cedu__member_note(cedu_member *m, cedu_finding_class cls, const char *fmt, ...) {
    if (m->note[0]) return; /* the first one tells most */
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(m->note, sizeof m->note, fmt, ap);
    va_end(ap);
    m->finding = cls;
}

char *cedu__copy(const char *p, size_t n) {
    char *z = cedu__malloc(n + 1);
    if (!z) return NULL;
    if (n) memcpy(z, p, n);
    z[n] = '\0';
    return z;
}

char *cedu__label(const char *p, size_t n) {
    if (n > 1000) n = 1000;
    cedu_buf b = {.max = 4096};
    char utf8[4096], *in = (char *)p, *out = utf8;
    size_t in_left = n, out_left = sizeof utf8;
    if (cedu__u8_valid(p, n) < n) {
        iconv_t cd = iconv_open("UTF-8", "GB18030");
        if (cd != (iconv_t)-1) {
            if (iconv(cd, &in, &in_left, &out, &out_left) != (size_t)-1) p = utf8, n = (size_t)(out - utf8);
            iconv_close(cd);
        }
    }
    for (size_t i = 0; i < n;) {
        size_t ok = cedu__u8_valid(p + i, n - i);
        for (size_t k = i; k < i + ok; k++) cedu__buf_char(&b, (unsigned char)p[k] < 0x20 ? '?' : p[k]);
        i += ok;
        if (i < n) cedu__buf_cp(&b, 0xFFFD), i++;
    }
    cedu__buf_char(&b, '\0');
    if (!b.failed) return b.p;
    cedu__buf_release(&b);
    return NULL;
}

bool cedu__has_ending(const char *name, const char *endings) {
    if (!name) return false;
    size_t n = strlen(name);
    for (const char *e = endings; *e;) {
        size_t k = strcspn(e, " ");
        if (n > k && strncasecmp(name + n - k, e, k) == 0) return true;
        e += k + (e[k] == ' ');
    }
    return false;
}

static size_t le(const unsigned char *p, int bytes) {
    size_t v = 0;
    for (int i = bytes - 1; i >= 0; i--) v = v << 8 | p[i];
    return v;
}

/* Only the zip's own directory counts: a zip that holds office documents, uncompressed, has their directories in its bytes. */
bool cedu__office_kind(const unsigned char *p, size_t n, const char *name) {
    if (n < 26 || memcmp(p, "PK\3\4", 4) != 0) return false;
    if (cedu__has_ending(name, ".docx .docm .xlsx .xlsm .pptx .odt .ods .ofd")) return true;
    static const char *const parts[] = {"word/document.xml", "xl/workbook.xml", "OFD.xml"};
    size_t low = n > 64u << 10 ? n - (64u << 10) : 0, end = n - 22;
    while (end > low && memcmp(p + end, "PK\5\6", 4) != 0) end--;
    if (end == low) return false;
    size_t size = le(p + end + 12, 4);
    if (size > end - low) return false; /* office documents have small directories */
    for (size_t at = end - size; at + 46 <= end && memcmp(p + at, "PK\1\2", 4) == 0;) {
        size_t len = le(p + at + 28, 2);
        if (at + 46 + len > end) return false;
        for (size_t i = 0; i < CEDU_COUNT(parts); i++)
            if (len == strlen(parts[i]) && memcmp(p + at + 46, parts[i], len) == 0) return true;
        at += 46 + len + le(p + at + 30, 2) + le(p + at + 32, 2);
    }
    return false;
}

/* ------------------------------------------------------------------ what a stream holds */
typedef enum stream_kind {
    KIND_PAGE,
    KIND_GZIP,
    KIND_PACKED,
    KIND_ZIP,
    KIND_ARCHIVE,
    KIND_TAR,
    KIND_FEED,
    KIND_MIME,
    KIND_WARC,
    KIND_JSONL,
    KIND_JSON,
    KIND_CSV
} stream_kind;

static const struct {
    uint16_t at, n;
    const char *magic;
    stream_kind kind;
} kinds[] = {
    {0, 4, "PK\3\4", KIND_ZIP},
    {0, 4, "PK\5\6", KIND_ZIP},
    {0, 3, "\x1F\x8B\x08", KIND_GZIP},
    {0, 10, "BZh91AY&SY", KIND_PACKED},
    {0, 6,
     "\xFD"
     "7zXZ",
     KIND_PACKED},
    {0, 4, "\x28\xB5\x2F\xFD", KIND_PACKED},
    {0, 4, "\x04\x22\x4D\x18", KIND_PACKED},
    {0, 3, "\x1F\x9D\x90", KIND_PACKED},
    {257, 5, "ustar", KIND_TAR},
    {0, 6, "WARC/1", KIND_WARC},
    {0, 6, "WARC/0", KIND_WARC},
    {0, 6, "7z\xBC\xAF\x27\x1C", KIND_ARCHIVE},
    {0, 6, "Rar!\x1A\x07", KIND_ARCHIVE},
};

/* { or [ in front, so that a text that was called .json stays a text. */
static bool json_start(const unsigned char *p, size_t n) {
    size_t i = n >= 3 && !memcmp(p, "\xEF\xBB\xBF", 3) ? 3 : 0;
    while (i < n && memchr(" \t\r\n", p[i], 4)) i++;
    return i < n && (p[i] == '{' || p[i] == '[');
}

static stream_kind look_at(const unsigned char *p, size_t n, const char *name, const cedu_input_options *opt) {
    for (size_t i = 0; i < CEDU_COUNT(kinds); i++)
        if (n >= (size_t)kinds[i].at + kinds[i].n && memcmp(p + kinds[i].at, kinds[i].magic, kinds[i].n) == 0)
            return kinds[i].kind;
    if (n > 4 && memcmp(p, "BZh", 3) == 0 && cedu__has_ending(name, ".bz2 .tbz2 .tbz")) return KIND_PACKED;
    if (cedu__has_ending(name, ".jsonl .ndjson")) return KIND_JSONL;
    if (cedu__has_ending(name, ".json") && (opt->fields || json_start(p, n))) return KIND_JSON;
    if (opt->column && cedu__has_ending(name, ".csv .tsv")) return KIND_CSV;
    if (n >= 512 && cedu__has_ending(name, ".tar")) return KIND_TAR;
    if (cedu__is_feed(p, n)) return KIND_FEED;
    if (cedu__is_mime(p, n, name)) return KIND_MIME;
    return KIND_PAGE;
}

static stream_kind look(cedu_stream *s, const char *name, const cedu_input_options *opt) {
    size_t n = cedu__stream_want(s, LOOK);
    return look_at(cedu__stream_at(s), n, name, opt);
}

/* "a/page.html.gz" -> "page.html"; "x.tgz" -> "x.tar". Owned by the caller. */
static char *inner_name(const char *name, bool top) {
    static const char *const endings[][2] = {{".tgz", ".tar"},  {".txz", ".tar"}, {".tbz2", ".tar"}, {".tbz", ".tar"},
                                             {".tzst", ".tar"}, {".gz", ""},      {".xz", ""},       {".bz2", ""},
                                             {".zst", ""},      {".lz4", ""},     {".lzma", ""},     {".Z", ""}};
    const char *slash = name && top ? strrchr(name, '/') : NULL;
    if (slash) name = slash + 1;
    if (!name || !strcmp(name, "-")) name = "";
    size_t n = strlen(name);
    const char *tail = "";
    for (size_t i = 0; i < CEDU_COUNT(endings); i++)
        if (cedu__has_ending(name, endings[i][0])) {
            n -= strlen(endings[i][0]);
            tail = endings[i][1];
            break;
        }
    char *z = cedu__malloc(n + strlen(tail) + 1);
    if (!z) return NULL;
    memcpy(z, name, n);
    memcpy(z + n, tail, strlen(tail) + 1);
    return z;
}

/* ------------------------------------------------------------------ descending */
static void pop(cedu_members *ms) {
    cedu_reader *r = ms->stack[--ms->depth];
    r->close(r);
    cedu__stream_close(r->in);
    free(r->label);
    free(r);
}

/* Puts a reader on the stack; takes the stream. */
static cedu_status push(cedu_members *ms, cedu_stream *s, bool (*open)(cedu_reader *), const char *label, cedu_error *err) {
    cedu_reader *r = cedu__malloc(sizeof *r);
    if (r) {
        *r = (cedu_reader){.in = s, .opt = ms->opt, .counts = &ms->counts};
        if (label) r->label = cedu__copy(label, strlen(label));
        if ((!label || r->label) && open(r)) {
            ms->stack[ms->depth++] = r;
            return CEDU_OK;
        }
        free(r->label);
        free(r);
    }
    cedu__stream_close(s);
    return cedu__fail_nomem(err);
}

typedef enum descent { WENT_DOWN, IS_PAYLOAD, IS_BAD } descent;

/* Unpacks layers, then descends into a container. *s (owned) becomes NULL when it was taken over; *name may be replaced. label:
 * prefix for the members of a container found here. */
static descent descend(cedu_members *ms, cedu_stream **s, char **name, bool top, cedu_error *err) {
    for (int layers = 0;; layers++) {
        stream_kind kind = look(*s, *name, ms->opt);
        if (kind == KIND_PAGE) return IS_PAYLOAD;
        if (kind == KIND_GZIP || kind == KIND_PACKED) {
            if (layers == MAX_LAYERS) {
                (void)cedu__fail(err, CEDU_TOO_LARGE, "压缩嵌套超过 %d 层，没有读取",
                                 "compressed more than %d times over: not read", MAX_LAYERS);
                return IS_BAD;
            }
            char *inner = inner_name(*name, top);
            if (!inner) return (void)cedu__fail_nomem(err), IS_BAD;
            free(*name);
            *name = inner;
            *s = kind == KIND_GZIP ? cedu__stream_gunzip(*s, false) : cedu__stream_unpack(*s);
            if (!*s) return (void)cedu__fail_nomem(err), IS_BAD;
            if (kind == KIND_GZIP) { /* only WARC files are read gzip member by gzip member */
                size_t n = cedu__stream_want(*s, 6);
                if (n < 6 || memcmp(cedu__stream_at(*s), "WARC/", 5) != 0) cedu__gunzip_join(*s);
            }
            continue;
        }
        if (kind == KIND_ZIP && !top) { /* an office document, or a zip: both need all bytes, the directory is at the end */
            cedu_buf b = {0};
            cedu_bytes bytes;
            if (cedu__stream_slurp(*s, CEDU_MAX_MEMBER, &b, err) != CEDU_OK) return cedu__buf_release(&b), IS_BAD;
            if (!cedu__buf_bytes(&b, &bytes)) return cedu__buf_release(&b), (void)cedu__fail_nomem(err), IS_BAD;
            cedu__stream_close(*s);
            bool office = cedu__office_kind(bytes.p, bytes.n, *name);
            *s = cedu__stream_owned(bytes);
            if (!*s) return (void)cedu__fail_nomem(err), IS_BAD;
            if (office) return IS_PAYLOAD;
        }
        if (ms->depth == CEDU_MAX_NESTING) {
            (void)cedu__fail(err, CEDU_TOO_LARGE, "压缩包嵌套超过 %d 层，没有读取；请先解压里层",
                             "containers nested more than %d deep: not read; unpack the inner one", CEDU_MAX_NESTING);
            return IS_BAD;
        }
        static bool (*const open[])(cedu_reader *) = {
            [KIND_ZIP] = cedu__archive_open, [KIND_ARCHIVE] = cedu__archive_open, [KIND_TAR] = cedu__archive_open,
            [KIND_WARC] = cedu__warc_open,   [KIND_JSONL] = cedu__jsonl_open,     [KIND_JSON] = cedu__json_file_open,
            [KIND_CSV] = cedu__csv_open,     [KIND_FEED] = cedu__feed_open,       [KIND_MIME] = cedu__mime_open};
        cedu_stream *taken = *s;
        *s = NULL;
        return push(ms, taken, open[kind], top ? NULL : *name, err) == CEDU_OK ? WENT_DOWN : IS_BAD;
    }
}

/* ------------------------------------------------------------------ opening */
static cedu_status begin(cedu_members *ms, cedu_stream *s, const char *path, bool has_path, cedu_error *err) {
    if (!s) return cedu__fail_nomem(err);
    char *name = cedu__copy(path ? path : "", path ? strlen(path) : 0);
    if (!name) return cedu__stream_close(s), cedu__fail_nomem(err);
    cedu_stream *first = s;
    descent d = descend(ms, &s, &name, true, err);
    if (d == IS_PAYLOAD && s == first && has_path) {
        ms->plain = true;
        cedu__stream_close(s);
        s = NULL;
    } else if (d == IS_PAYLOAD) {
        ms->single = s;
        if (s != first && name[0]) ms->single_name = name, name = NULL;
        s = NULL;
    }
    free(name);
    cedu__stream_close(s);
    return d == IS_BAD ? err->status : CEDU_OK;
}

/* Whether a file is one payload: one small read decides for pages, and for zip files whether they are an office document. */
static bool one_payload(int fd, const char *path, const cedu_input_options *opt) {
    unsigned char buf[(64u << 10) + 4];
    struct stat st;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size == 0) return true;
    ssize_t k = pread(fd, buf, LOOK, 0);
    if (k <= 0) return true;
    stream_kind kind = look_at(buf, (size_t)k, path, opt);
    if (kind != KIND_ZIP) return kind == KIND_PAGE;
    off_t from = st.st_size > 64 << 10 ? st.st_size - (64 << 10) : 0;
    k = pread(fd, buf + 4, 64u << 10, from); /* the directory is at the end */
    return k > 0 && cedu__office_kind(buf, (size_t)k + 4, path);
}

static cedu_members *members_new(const cedu_input_options *opt) {
    static const cedu_input_options none = {0};
    cedu_members *ms = cedu__malloc(sizeof *ms);
    if (ms) *ms = (cedu_members){.opt = opt ? opt : &none};
    return ms;
}

cedu_status cedu__input_open(const char *path, const cedu_input_options *opt, cedu_members **out, cedu_error *err) {
    cedu_error own = {0};
    cedu_members *ms = *out = members_new(opt);
    cedu_status st = CEDU_OK;
    if (!ms) return cedu__fail_nomem(err);
    if (cedu__input_is_url(path)) {
        st = cedu__fetch_page(path, ms->opt, &ms->ready, &own);
        ms->has_ready = st == CEDU_OK;
        if (st == CEDU_OK && ms->ready.bytes.n > 4) { /* what was fetched may be a container */
            cedu_stream *s = cedu__stream_memory(ms->ready.bytes.p, ms->ready.bytes.n);
            if (!s) st = cedu__fail_nomem(&own);
            else {
                stream_kind kind = look(s, path, ms->opt);
                bool office = cedu__office_kind(ms->ready.bytes.p, ms->ready.bytes.n, path);
                cedu__stream_close(s);
                if (kind != KIND_PAGE && !office) {
                    cedu_bytes taken = ms->ready.bytes;
                    ms->ready.bytes = (cedu_bytes){0};
                    ms->has_ready = false;
                    st = begin(ms, cedu__stream_owned(taken), path, false, &own);
                }
            }
        }
    } else if (!strcmp(path, "-")) {
        st = begin(ms, cedu__stream_fd(STDIN_FILENO, false), path, false, &own);
    } else {
        struct stat sb;
        int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
        /* What cannot be opened or is no file: cedu__input_read() knows the words for it. */
        if (fd < 0 || one_payload(fd, path, ms->opt) || fstat(fd, &sb) != 0) {
            if (fd >= 0) close(fd);
            ms->plain = true;
            return CEDU_OK;
        }
        cedu_stream *s = cedu__stream_fd(fd, true);
        if (s) s->size = (uint64_t)sb.st_size;
        st = begin(ms, s, path, true, &own);
    }
    CEDU_TRACE(input, "%s: %s", path, st != CEDU_OK ? cedu_status_name(st) : ms->plain ? "one payload" : "opened");
    if (st == CEDU_OK) return CEDU_OK;
    cedu__input_members_free(ms);
    *out = NULL;
    if (err) *err = own;
    return st;
}

cedu_status cedu__input_open_bytes(const void *p, size_t n, const char *name, const cedu_input_options *opt, cedu_members **out,
                                   cedu_error *err) {
    cedu_error own = {0};
    cedu_members *ms = *out = members_new(opt);
    if (!ms) return cedu__fail_nomem(err);
    if (n && look_at(p, n < LOOK ? n : LOOK, name, ms->opt) == KIND_ZIP && cedu__office_kind(p, n, name)) {
        ms->single = cedu__stream_memory(p, n); /* an office document is one payload, here as in a file */
        if (ms->single) return CEDU_OK;
    }
    cedu_status st = begin(ms, cedu__stream_memory(p, n), name, false, &own);
    if (st == CEDU_OK) return CEDU_OK;
    cedu__input_members_free(ms);
    *out = NULL;
    if (err) *err = own;
    return st;
}

/* ------------------------------------------------------------------ members */
static bool finish(cedu_members *ms, cedu_member *m) {
    ms->counts.records++;
    if (m->status == CEDU_OK) ms->counts.read++, ms->counts.bytes += m->bytes.n;
    else {
        cedu__input_bytes_release(&m->bytes);
        m->err.status = m->status;
        ms->counts.failed++;
    }
    return true;
}

/* A whole stream as a payload. What came before damage is kept and marked. */
static void read_whole(cedu_stream *s, size_t max, cedu_member *m) {
    cedu_buf b = {0};
    cedu_status st = cedu__stream_slurp(s, max, &b, &m->err);
    if (st == CEDU_BAD_INPUT && b.n > 0) {
        cedu__member_note(m, CEDU_FINDING_damaged_container, "%s", m->err.en);
        st = CEDU_OK;
    }
    if (st == CEDU_OK && !cedu__buf_bytes(&b, &m->bytes)) st = cedu__fail_nomem(&m->err);
    cedu__buf_release(&b);
    m->status = st;
}

static void prefix_name(const cedu_reader *r, cedu_member *m) {
    if (!r->label || !m->name) return;
    size_t a = strlen(r->label), b = strlen(m->name);
    char *z = cedu__malloc(a + b + 2);
    if (!z) {
        m->status = cedu__fail_nomem(&m->err);
        return;
    }
    memcpy(z, r->label, a);
    z[a] = '!';
    memcpy(z + a + 1, m->name, b + 1);
    free(m->name);
    m->name = z;
}

bool cedu__input_plain(const cedu_members *ms) { return ms->plain; }
const cedu_member_counts *cedu__input_counts(const cedu_members *ms) { return &ms->counts; }

bool cedu__input_member(cedu_members *ms, cedu_member *m) {
    *m = (cedu_member){0};
    if (ms->has_ready) {
        *m = ms->ready;
        ms->ready = (cedu_member){0};
        ms->has_ready = false;
        return finish(ms, m);
    }
    if (ms->single) {
        m->name = ms->single_name;
        ms->single_name = NULL;
        read_whole(ms->single, CEDU_MAX_PAYLOAD, m);
        cedu__stream_close(ms->single);
        ms->single = NULL;
        return finish(ms, m);
    }
    while (ms->depth > 0) {
        cedu_reader *r = ms->stack[ms->depth - 1];
        cedu_stream *entry = NULL;
        *m = (cedu_member){0};
        if (r->over || !r->next(r, m, &entry)) {
            pop(ms);
            continue;
        }
        prefix_name(r, m);
        if (!entry) return finish(ms, m);
        if (m->status == CEDU_OK) {
            descent d = descend(ms, &entry, &m->name, false, &m->err);
            if (d == WENT_DOWN) {
                cedu__input_member_release(m);
                continue;
            }
            if (d == IS_BAD) m->status = m->err.status;
            else read_whole(entry, CEDU_MAX_MEMBER, m);
        }
        cedu__stream_close(entry);
        return finish(ms, m);
    }
    return false;
}

void cedu__input_member_release(cedu_member *m) {
    cedu__input_bytes_release(&m->bytes);
    cedu__input_bytes_release(&m->original);
    free(m->name);
    free(m->url);
    free(m->date);
    free(m->fetched);
    free(m->title);
    free(m->charset);
    cedu__buf_release(&m->places);
    *m = (cedu_member){0};
}

void cedu__input_members_free(cedu_members *ms) {
    if (!ms) return;
    while (ms->depth > 0) pop(ms);
    cedu__stream_close(ms->single);
    free(ms->single_name);
    cedu__input_member_release(&ms->ready);
    free(ms);
}

cedu_input cedu__input_page(const char *path, const cedu_member *m) {
    return (cedu_input){.bytes = m->bytes.p,
                        .n = m->bytes.n,
                        .name = path,
                        .member = m->name,
                        .hint = m->extracted ? "UTF-8" : m->charset,
                        .url = m->url,
                        .date = m->date,
                        .title = m->title,
                        .places = m->places.n ? m->places.p : NULL,
                        .places_n = m->places.n,
                        .note = m->note[0] ? m->note : NULL,
                        .note_class = m->finding};
}

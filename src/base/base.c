/* base.c - memory, strings, errors, UTF-8. See base.h. */
#include "base/base.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

/* ------------------------------------------------------------------ statuses */
static const struct {
    const char *name, *zh, *en;
    int exit, http;
} statuses[] = {
#define CEDU__X(name, exit, http, zh, en) {#name, zh, en, exit, http},
    CEDU_STATUSES(CEDU__X)
#undef CEDU__X
};

static size_t status_index(cedu_status s) { return (size_t)s < CEDU_COUNT(statuses) ? (size_t)s : (size_t)CEDU_INTERNAL; }
const char *cedu_status_name(cedu_status s) { return statuses[status_index(s)].name; }
int cedu_status_exit(cedu_status s) { return statuses[status_index(s)].exit; }
int cedu_status_http(cedu_status s) { return statuses[status_index(s)].http; }
const char *cedu_status_message(cedu_status s, bool english) {
    return english ? statuses[status_index(s)].en : statuses[status_index(s)].zh;
}
const char *cedu_version(void) { return CEDU_VERSION; }

/* Formats into a fixed field; a sentence that is too long is cut at a character boundary. */
__attribute__((format(printf, 3, 0))) static void format_cut(char *out, size_t n, const char *fmt, va_list ap) {
    int k = vsnprintf(out, n, fmt, ap);
    if (k < 0) out[0] = '\0';
    else if ((size_t)k >= n) out[cedu__u8_valid(out, n - 1)] = '\0';
}

cedu_status cedu__failv(cedu_error *err, cedu_status s, const char *zh, const char *en, va_list ap) {
    if (!err) return s;
    va_list again;
    va_copy(again, ap);
    err->status = s;
    format_cut(err->zh, sizeof err->zh, zh, ap);
    format_cut(err->en, sizeof err->en, en, again);
    va_end(again);
    return s;
}

cedu_status cedu__fail(cedu_error *err, cedu_status s, const char *zh, const char *en, ...) {
    va_list ap;
    va_start(ap, en);
    cedu__failv(err, s, zh, en, ap);
    va_end(ap);
    return s;
}

cedu_status cedu__fail_nomem(cedu_error *err) {
    return cedu__fail(err, CEDU_NOMEM, "内存不足或达到上限", "out of memory, or a memory limit was reached");
}

/* ------------------------------------------------------------------ heap */
_Atomic long cedu__alloc_fail_after = 0;

static bool refused(void) {
    if (cedu__alloc_fail_after <= 0) return false;
    return --cedu__alloc_fail_after == 0;
}
void *cedu__malloc(size_t n) { return refused() ? NULL : malloc(n ? n : 1); }
void *cedu__realloc(void *p, size_t n) { return refused() ? NULL : realloc(p, n ? n : 1); }

/* ------------------------------------------------------------------ arena */
struct cedu_arena_block {
    struct cedu_arena_block *next;
    size_t size, used; /* of data[] */
    _Alignas(16) unsigned char data[];
};

#define FIRST_BLOCK ((size_t)64 << 10)

void cedu__arena_init(cedu_arena *a, size_t cap) { *a = (cedu_arena){.cap = cap}; }

static void free_blocks(struct cedu_arena_block *b) {
    while (b) {
        struct cedu_arena_block *next = b->next;
        free(b);
        b = next;
    }
}

void cedu__arena_reset(cedu_arena *a) {
    struct cedu_arena_block *keep = a->head; /* blocks double: the head is the largest */
    if (keep) {
        free_blocks(keep->next);
        keep->next = NULL;
        keep->used = 0;
    }
    a->used = keep ? keep->size : 0;
    a->failed = false;
}

void cedu__arena_release(cedu_arena *a) {
    free_blocks(a->head);
    *a = (cedu_arena){.cap = a->cap};
}

struct cedu_arena_block *cedu__arena_detach(cedu_arena *a) {
    cedu__arena_reset(a);
    struct cedu_arena_block *b = a->head;
    *a = (cedu_arena){.cap = a->cap};
    return b;
}

void cedu__arena_attach(cedu_arena *a, struct cedu_arena_block *b) {
    a->head = b;
    a->used = b ? b->size : 0;
}

void cedu__arena_block_free(struct cedu_arena_block *b) { free(b); }
size_t cedu__arena_block_size(const struct cedu_arena_block *b) { return b->size; }

static struct cedu_arena_block *add_block(cedu_arena *a, size_t n) {
    size_t size = a->head ? a->head->size * 2 : FIRST_BLOCK;
    if (size > ((size_t)64 << 20)) size = (size_t)64 << 20;
    if (size < n) size = n;
    if (size > a->cap - a->used) size = n; /* near the cap: just what is needed */
    if (n > a->cap - a->used) return NULL;
    struct cedu_arena_block *b = cedu__malloc(sizeof *b + size);
    if (!b) return NULL;
    *b = (struct cedu_arena_block){.next = a->head, .size = size};
    a->head = b;
    a->used += size;
    return b;
}

static size_t rounded(size_t n) { return n ? (n + 15) & ~(size_t)15 : 16; }

void *cedu__arena_raw(cedu_arena *a, size_t n) {
    if (a->failed || n > a->cap) return a->failed = true, NULL;
    n = rounded(n);
    struct cedu_arena_block *b = a->head;
    if ((!b || b->size - b->used < n) && !(b = add_block(a, n))) return a->failed = true, NULL;
    void *p = b->data + b->used;
    b->used += n;
    return p;
}

void *cedu__arena_alloc(cedu_arena *a, size_t n) {
    void *p = cedu__arena_raw(a, n);
    return p ? memset(p, 0, rounded(n)) : NULL;
}

void *cedu__arena_dup(cedu_arena *a, const void *p, size_t n) {
    char *q = cedu__arena_alloc(a, n + 1);
    if (q && n) memcpy(q, p, n);
    return q;
}

cedu_str cedu__arena_str(cedu_arena *a, cedu_str s) {
    if (!s.p) return s;
    char *q = cedu__arena_dup(a, s.p, s.n);
    return q ? (cedu_str){q, s.n} : (cedu_str){0};
}

cedu_str cedu__arena_strf(cedu_arena *a, const char *fmt, ...) {
    va_list ap, again;
    char small[256]; /* most are short: formatted once */
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(small, sizeof small, fmt, ap);
    va_end(ap);
    char *q = n < 0 ? NULL : cedu__arena_alloc(a, (size_t)n + 1);
    if (q && (size_t)n < sizeof small) memcpy(q, small, (size_t)n);
    else if (q) vsnprintf(q, (size_t)n + 1, fmt, again);
    va_end(again);
    return q ? (cedu_str){q, (size_t)n} : (cedu_str){0};
}

bool cedu__vec_grow(cedu_arena *a, void **p, size_t n, size_t *cap, size_t size) {
    size_t more = *cap ? *cap * 2 : 16;
    struct cedu_arena_block *b = a->head;
    if (*cap && b && !a->failed &&
        (unsigned char *)*p + rounded(*cap * size) == b->data + b->used) { /* the last that was taken: it grows */
        size_t extra = rounded(more * size) - rounded(*cap * size);
        if (b->size - b->used >= extra) {
            b->used += extra;
            *cap = more;
            return true;
        }
    }
    void *q = cedu__arena_raw(a, more * size);
    if (!q) return false;
    if (n) memcpy(q, *p, n * size);
    *p = q;
    *cap = more;
    return true;
}

bool cedu__vec_room(cedu_arena *a, void **p, size_t *cap, size_t size, size_t want) {
    if (*cap || !want) return true;
    *p = cedu__arena_raw(a, want * size);
    if (*p) *cap = want;
    return *p != NULL;
}

/* ------------------------------------------------------------------ strings */
ptrdiff_t cedu__find(cedu_str s, cedu_str t, size_t from) {
    if (from > s.n) return -1;
    if (t.n == 0) return (ptrdiff_t)from;
    if (s.n - from < t.n) return -1;
    const char *hit = memmem(s.p + from, s.n - from, t.p, t.n);
    return hit ? hit - s.p : -1;
}

static bool is_blank(uint32_t c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v' || c == 0x3000 || c == 0xA0 || c == 0xFEFF;
}

cedu_str cedu__trim(cedu_str s) {
    size_t len;
    while (s.n && is_blank(cedu__u8_at(s, 0, &len))) s = cedu__sub(s, len, s.n);
    while (s.n) {
        size_t i = cedu__u8_prev(s, s.n);
        if (!is_blank(cedu__u8_at(s, i, &len))) break;
        s.n = i;
    }
    return s;
}

int cedu__cmp(cedu_str a, cedu_str b) {
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

uint64_t cedu__hash(cedu_str s) {
    uint64_t h = 0xcbf29ce484222325u;
    for (size_t i = 0; i < s.n; i++) h = (h ^ (unsigned char)s.p[i]) * 0x100000001b3u;
    return h;
}

/* ------------------------------------------------------------------ buffer */
void cedu__buf_release(cedu_buf *b) {
    free(b->p);
    *b = (cedu_buf){.max = b->max};
}

bool cedu__buf_reserve(cedu_buf *b, size_t more) {
    size_t max = b->max ? b->max : CEDU_MAX_TEXT;
    if (b->failed || b->n > max || more > max - b->n) return b->failed = true, false;
    size_t need = b->n + more + 1; /* a NUL always fits */
    if (need <= b->cap) return true;
    size_t cap = b->cap ? b->cap : 256;
    while (cap < need) cap *= 2;
    char *p = cedu__realloc(b->p, cap);
    if (!p) return b->failed = true, false;
    b->p = p;
    b->cap = cap;
    return true;
}

void cedu__buf_add(cedu_buf *b, const void *p, size_t n) {
    if (!cedu__buf_reserve(b, n)) return;
    if (n) memcpy(b->p + b->n, p, n);
    b->n += n;
    b->p[b->n] = '\0';
}
void cedu__buf_str(cedu_buf *b, cedu_str s) { cedu__buf_add(b, s.p, s.n); }
void cedu__buf_z(cedu_buf *b, const char *z) { cedu__buf_add(b, z, strlen(z)); }
void cedu__buf_char(cedu_buf *b, char c) {
    if (b->n + 1 >= b->cap || b->failed || b->n >= (b->max ? b->max : CEDU_MAX_TEXT)) {
        cedu__buf_add(b, &c, 1);
        return;
    }
    b->p[b->n++] = c;
    b->p[b->n] = '\0';
}
void cedu__buf_cp(cedu_buf *b, uint32_t cp) {
    char u[4];
    cedu__buf_add(b, u, cedu__u8_put(cp, u));
}

void cedu__buf_f(cedu_buf *b, const char *fmt, ...) {
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (n < 0) b->failed = true;
    else if (cedu__buf_reserve(b, (size_t)n)) {
        vsnprintf(b->p + b->n, (size_t)n + 1, fmt, again);
        b->n += (size_t)n;
    }
    va_end(again);
}

/* ------------------------------------------------------------------ UTF-8 */
size_t cedu__u8_put(uint32_t cp, char out[4]) {
    unsigned char *o = (unsigned char *)out;
    if (cp < 0x80) return o[0] = (unsigned char)cp, 1;
    if (cp < 0x800) return o[0] = (unsigned char)(0xC0 | cp >> 6), o[1] = (unsigned char)(0x80 | (cp & 63)), 2;
    if (cp < 0x10000) {
        o[0] = (unsigned char)(0xE0 | cp >> 12);
        o[1] = (unsigned char)(0x80 | (cp >> 6 & 63));
        o[2] = (unsigned char)(0x80 | (cp & 63));
        return 3;
    }
    o[0] = (unsigned char)(0xF0 | cp >> 18);
    o[1] = (unsigned char)(0x80 | (cp >> 12 & 63));
    o[2] = (unsigned char)(0x80 | (cp >> 6 & 63));
    o[3] = (unsigned char)(0x80 | (cp & 63));
    return 4;
}

size_t cedu__u8_count(cedu_str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

size_t cedu__u8_valid(const void *data, size_t n) {
    const unsigned char *p = data;
    size_t i = 0;
    while (i < n) {
        uint64_t eight;
        if (n - i >= 8 && (memcpy(&eight, p + i, 8), (eight & 0x8080808080808080u) == 0)) {
            i += 8;
            continue;
        }
        unsigned c = p[i];
        if (c < 0x80) {
            i++;
        } else if (c >= 0xE1 && c <= 0xEC && n - i >= 3 && (p[i + 1] & 0xC0) == 0x80 && (p[i + 2] & 0xC0) == 0x80) {
            i += 3; /* most of Chinese */
        } else if (c >= 0xC2 && c <= 0xDF) {
            if (n - i < 2 || (p[i + 1] & 0xC0) != 0x80) return i;
            i += 2;
        } else if (c >= 0xE0 && c <= 0xEF) {
            if (n - i < 3 || (p[i + 1] & 0xC0) != 0x80 || (p[i + 2] & 0xC0) != 0x80) return i;
            if ((c == 0xE0 && p[i + 1] < 0xA0) || (c == 0xED && p[i + 1] > 0x9F)) return i;
            i += 3;
        } else if (c >= 0xF0 && c <= 0xF4) {
            if (n - i < 4 || (p[i + 1] & 0xC0) != 0x80 || (p[i + 2] & 0xC0) != 0x80 || (p[i + 3] & 0xC0) != 0x80) return i;
            if ((c == 0xF0 && p[i + 1] < 0x90) || (c == 0xF4 && p[i + 1] > 0x8F)) return i;
            i += 4;
        } else {
            return i;
        }
    }
    return i;
}

/* Unicode 15, compatibility decompositions of U+FE50 to U+FE6B, in the wide form that Chinese text has; 0: not assigned. */
const uint16_t cedu__small_signs[0x1C] = {0xFF0C, 0x3001, 0xFF0E, 0,      0xFF1B, 0xFF1A, 0xFF1F, 0xFF01, 0x2014, 0xFF08,
                                          0xFF09, 0xFF5B, 0xFF5D, 0x3014, 0x3015, 0xFF03, 0xFF06, 0xFF0A, 0xFF0B, 0xFF0D,
                                          0xFF1C, 0xFF1E, 0xFF1D, 0,      0xFF3C, 0xFF04, 0xFF05, 0xFF20};

/* Unicode 15 East Asian Width W and F, and combining marks that occur in our texts, as ranges. */
static const uint32_t wide[][2] = {
    {0x1100, 0x115F}, {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},
    {0xA960, 0xA97F}, {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
};
static const uint32_t zero[][2] = {{0x300, 0x36F},   {0x200B, 0x200F}, {0x202A, 0x202E},
                                   {0x2060, 0x2064}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}};

static bool in_ranges(uint32_t cp, const uint32_t (*r)[2], size_t n) {
    for (size_t i = 0; i < n && cp >= r[i][0]; i++)
        if (cp <= r[i][1]) return true;
    return false;
}

int cedu__cp_width(uint32_t cp) {
    if (cp < 0x300) return cp >= 0x20 && cp != 0x7F;
    if (in_ranges(cp, zero, CEDU_COUNT(zero))) return 0;
    return in_ranges(cp, wide, CEDU_COUNT(wide)) ? 2 : 1;
}

size_t cedu__str_width(cedu_str s) {
    size_t w = 0, len;
    for (size_t i = 0; i < s.n; i += len) w += (size_t)cedu__cp_width(cedu__u8_at(s, i, &len));
    return w;
}

/* ------------------------------------------------------------------ hashes */
void cedu__hash_hex(const void *p, size_t n, char out[65]) {
    unsigned char h[32];
    crypto_generichash(h, sizeof h, p ? p : (const void *)"", n, NULL, 0);
    sodium_bin2hex(out, 65, h, sizeof h);
}

void cedu__sha256_hex(const void *p, size_t n, char out[65]) {
    unsigned char h[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(h, p ? p : (const void *)"", n);
    sodium_bin2hex(out, 65, h, sizeof h);
}

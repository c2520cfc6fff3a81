/* base.h - memory, strings, growing arrays, errors: what every room stands on. Includes cedu.h for the public types.
 *
 * Failure is sticky: an arena or buffer that ran out says so in `failed` and goes on handing out NULL or ignoring
 * appends; check once at the end of a stage instead of after every call.
 */
#ifndef CEDU_BASE_H
#define CEDU_BASE_H

#include <stdarg.h>
#include <string.h>

#include "base/limits.h"
#include "cedu/cedu.h"

#define CEDU_COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* ------------------------------------------------------------------ errors */
/* Fills *err (which may be NULL) and returns `s`, so that `return cedu__fail(err, CEDU_X, zh, en)` reads well. */
__attribute__((format(printf, 3, 0))) cedu_status cedu__failv(cedu_error *err, cedu_status s, const char *zh, const char *en,
                                                              va_list ap);
/* The same arguments are formatted into both sentences, in the same order. */
__attribute__((format(printf, 3, 5))) __attribute__((format(printf, 4, 5))) cedu_status cedu__fail(cedu_error *err,
                                                                                                   cedu_status s,
                                                                                                   const char *zh,
                                                                                                   const char *en, ...);
cedu_status cedu__fail_nomem(cedu_error *err);

/* ------------------------------------------------------------------ arena */
typedef struct cedu_arena {
    struct cedu_arena_block *head;
    size_t used, cap; /* bytes handed out (blocks included); hard cap */
    bool failed;      /* an allocation was refused; sticky until reset */
} cedu_arena;

void cedu__arena_init(cedu_arena *a, size_t cap);
void cedu__arena_reset(cedu_arena *a);   /* keeps the largest block for the next round */
void cedu__arena_release(cedu_arena *a); /* frees everything; usable again after init */
/* Hands an arena's largest block (all else is freed) to another one, which may be on another thread. */
struct cedu_arena_block *cedu__arena_detach(cedu_arena *a);         /* NULL when there is none */
void cedu__arena_attach(cedu_arena *a, struct cedu_arena_block *b); /* right after init; b may be NULL */
void cedu__arena_block_free(struct cedu_arena_block *b);
size_t cedu__arena_block_size(const struct cedu_arena_block *b);
void *cedu__arena_alloc(cedu_arena *a, size_t n); /* 16-byte aligned, zeroed; NULL when refused */
void *cedu__arena_raw(cedu_arena *a, size_t n);   /* the same, not zeroed: for arrays that are written before they are read */
void *cedu__arena_dup(cedu_arena *a, const void *p, size_t n); /* a NUL byte is added after the copy */
cedu_str cedu__arena_str(cedu_arena *a, cedu_str s);
cedu_str cedu__arena_strf(cedu_arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
#define CEDU_NEW(arena, type)      ((type *)cedu__arena_alloc((arena), sizeof(type)))
#define CEDU_NEW_N(arena, type, n) ((type *)cedu__arena_alloc((arena), sizeof(type) * (n)))

/* Test hook: the n-th allocation from now fails (1 = the next one), then all go on; 0 = off. Process-wide, tests only. */
extern _Atomic long cedu__alloc_fail_after;
/* malloc/realloc that the hook above covers; all rooms use these. */
void *cedu__malloc(size_t n);
void *cedu__realloc(void *p, size_t n);

/* Growing array in an arena: CEDU_VEC(cedu_span) v = {0}; CEDU_PUSH(arena, &v, x). The room of abandoned halves stays
 * in the arena until its reset (at most as much again). */
#define CEDU_VEC(type)                                                                                                         \
    struct {                                                                                                                   \
        type *p;                                                                                                               \
        size_t n, cap;                                                                                                         \
    }
/* Makes room for one more; false when the arena refuses. */
bool cedu__vec_grow(cedu_arena *a, void **p, size_t n, size_t *cap, size_t size);
/* Room for `want` from the start, of an array that holds nothing yet. */
bool cedu__vec_room(cedu_arena *a, void **p, size_t *cap, size_t size, size_t want);
#define CEDU_ROOM(arena, v, want) cedu__vec_room((arena), (void **)&(v)->p, &(v)->cap, sizeof *(v)->p, (want))
#define CEDU_PUSH(arena, v, x)                                                                                                 \
    (((v)->n < (v)->cap || cedu__vec_grow((arena), (void **)&(v)->p, (v)->n, &(v)->cap, sizeof *(v)->p))                       \
         ? ((v)->p[(v)->n++] = (x), true)                                                                                      \
         : false)

/* ------------------------------------------------------------------ strings */
#define CEDU_STR(lit) ((cedu_str){(lit), sizeof(lit) - 1})
static inline cedu_str cedu__str(const char *z) { return (cedu_str){z, z ? strlen(z) : 0}; }
static inline cedu_str cedu__sub(cedu_str s, size_t from, size_t to) { return (cedu_str){s.p ? s.p + from : NULL, to - from}; }
static inline bool cedu__eq(cedu_str a, cedu_str b) { return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0); }
#define cedu__eqz(s, lit) cedu__eq((s), cedu__str(lit))
static inline bool cedu__starts(cedu_str s, cedu_str t) { return s.n >= t.n && (t.n == 0 || memcmp(s.p, t.p, t.n) == 0); }
static inline bool cedu__ends(cedu_str s, cedu_str t) {
    return t.n == 0 || (s.n >= t.n && memcmp(s.p + s.n - t.n, t.p, t.n) == 0);
}
/* Byte offset of the first `t` in `s` at or after `from`; -1 when there is none. */
ptrdiff_t cedu__find(cedu_str s, cedu_str t, size_t from);
cedu_str cedu__trim(cedu_str s); /* ASCII blanks and U+3000, U+00A0, U+FEFF at both ends */
int cedu__cmp(cedu_str a, cedu_str b);
uint64_t cedu__hash(cedu_str s); /* FNV-1a, 64 bits; for tables, not for security */

/* ------------------------------------------------------------------ growing byte string on the heap */
typedef struct cedu_buf {
    char *p;
    size_t n, cap;
    size_t max;  /* hard cap; 0 = CEDU_MAX_TEXT */
    bool failed; /* memory or cap; sticky */
} cedu_buf;

void cedu__buf_release(cedu_buf *b);
bool cedu__buf_reserve(cedu_buf *b, size_t more);
void cedu__buf_add(cedu_buf *b, const void *p, size_t n);
void cedu__buf_str(cedu_buf *b, cedu_str s);
void cedu__buf_z(cedu_buf *b, const char *z);
void cedu__buf_char(cedu_buf *b, char c);
void cedu__buf_f(cedu_buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void cedu__buf_cp(cedu_buf *b, uint32_t cp); /* appends a code point as UTF-8 */
static inline cedu_str cedu__buf_view(const cedu_buf *b) { return (cedu_str){b->p, b->n}; }

/* ------------------------------------------------------------------ UTF-8 */
/* Length in bytes of the character that starts at lead byte c of VALID UTF-8. */
static inline size_t cedu__u8_len(unsigned char c) { return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4; }
/* Decodes the character at s[i] of VALID UTF-8; *len gets its bytes. At or past the end: 0 and *len = 0. */
static inline uint32_t cedu__u8_at(cedu_str s, size_t i, size_t *len) {
    if (i >= s.n) return *len = 0, 0;
    const unsigned char *p = (const unsigned char *)s.p + i;
    if (p[0] < 0x80) return *len = 1, p[0];
    if (p[0] < 0xE0) return *len = 2, (p[0] & 31u) << 6 | (p[1] & 63u);
    if (p[0] < 0xF0) return *len = 3, (p[0] & 15u) << 12 | (p[1] & 63u) << 6 | (p[2] & 63u);
    return *len = 4, (p[0] & 7u) << 18 | (p[1] & 63u) << 12 | (p[2] & 63u) << 6 | (p[3] & 63u);
}
/* Start of the character before byte i (i > 0) of VALID UTF-8. */
static inline size_t cedu__u8_prev(cedu_str s, size_t i) {
    do i--;
    while (i > 0 && ((unsigned char)s.p[i] & 0xC0) == 0x80);
    return i;
}
size_t cedu__u8_put(uint32_t cp, char out[4]); /* bytes written */
size_t cedu__u8_count(cedu_str s);             /* code points */
/* Bytes of the longest valid prefix (no surrogates, no overlongs, at most U+10FFFF). */
size_t cedu__u8_valid(const void *p, size_t n);
/* Whether c is among the ascending codes. */
static inline bool cedu__among(uint32_t c, const uint16_t *codes, size_t n) {
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (codes[mid] < c) lo = mid + 1;
        else hi = mid;
    }
    return lo < n && codes[lo] == c;
}
static inline bool cedu__is_han(uint32_t c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x323AF) ||
           (c >= 0xF900 && c <= 0xFAFF) || c == 0x3007;
}
/* The ordinary sign of a small form (U+FE50 to U+FE6B) or a half-width one (U+FF61 to U+FF65), as pages converted from other encodings
 * have them: ， for ﹐. Anything else as it is. Small full stop: ．, which ends a sentence or stands in a number. */
extern const uint16_t cedu__small_signs[0x1C];
static inline uint32_t cedu__plain_sign(uint32_t c) {
    if (c - 0xFE50 > 0xFF65 - 0xFE50) return c; /* below: wraps round */
    if (c <= 0xFE6B) return cedu__small_signs[c - 0xFE50] ? cedu__small_signs[c - 0xFE50] : c;
    return c == 0xFF61 ? 0x3002 : c == 0xFF62 ? 0x300C : c == 0xFF63 ? 0x300D : c == 0xFF64 ? 0x3001 : c == 0xFF65 ? 0xB7 : c;
}
/* Columns on a terminal: 0 combining, 2 East Asian wide or full-width, else 1. */
int cedu__cp_width(uint32_t cp);
size_t cedu__str_width(cedu_str s);

/* ------------------------------------------------------------------ what the fields of facts hold (names.c) */
typedef enum cedu_field_type { CEDU_FIELD_IS_STR, CEDU_FIELD_IS_STRS, CEDU_FIELD_IS_NUM, CEDU_FIELD_IS_BOOL } cedu_field_type;
cedu_field_type cedu__field_type(cedu_field_id id); /* id below CEDU_FIELD_COUNT */

/* ------------------------------------------------------------------ 128-bit ids, SHA-256 */
void cedu__sha256_hex(const void *p, size_t n, char out[65]);
void cedu__hash_hex(const void *p, size_t n, char out[65]); /* BLAKE2b-256, 64 hex digits: some four times as fast */

#endif

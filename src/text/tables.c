/* tables.c - GB18030, Big5-HKSCS and UTF-16, one character at a time.
 *
 * ICU knows what each sequence means; where a sequence ends, and what is bad, is ours (text.h), so that offsets are exact and
 * agree with other programs' decoders. Both tables are filled once from ICU, then never change: GB18030 takes 2 ms.
 */
#include <pthread.h>
#include <stdlib.h>
#include <unicode/ucnv.h>

#include "text/internal.h"

enum { LEADS = 126, TRAILS = 191, FOURS = 39420 };

static pthread_once_t gb_once = PTHREAD_ONCE_INIT, big5_once = PTHREAD_ONCE_INIT;
static gb_table gb;
static big5_table big5;
static bool gb_ready, big5_ready;

/* Converts one sequence; the number of UTF-16 units, 0 when it stands for no character. */
static int convert(UConverter *k, const char *p, int n, UChar out[4]) {
    UErrorCode e = U_ZERO_ERROR;
    int units = ucnv_toUChars(k, out, 4, p, n, &e);
    return U_FAILURE(e) || units < 1 || units > 4 || out[0] == 0xFFFD ? 0 : units;
}

static UConverter *open_converter(const char *name) {
    UErrorCode e = U_ZERO_ERROR;
    UConverter *k = ucnv_open(name, &e);
    return U_FAILURE(e) ? NULL : k;
}

/* Converts `count` sequences of `size` bytes, which put() writes, at one go (ten times as fast as one by one); false when they do not
 * come out as one unit each. */
static bool convert_all(UConverter *k, int count, int size, void (*put)(int i, char *out), UChar *units) {
    char *bytes = cedu__malloc((size_t)(count * size));
    UErrorCode e = U_ZERO_ERROR;
    int n = -1;
    for (int i = 0; bytes && i < count; i++) put(i, bytes + i * size);
    if (bytes) n = ucnv_toUChars(k, units, count, bytes, count * size, &e);
    free(bytes);
    return n == count && (U_SUCCESS(e) || e == U_STRING_NOT_TERMINATED_WARNING);
}

static void put_pair(int i, char *out) { /* without the trail 0x7F */
    int b = 0x40 + i % (TRAILS - 1);
    out[0] = (char)(0x81 + i / (TRAILS - 1)), out[1] = (char)(b < 0x7F ? b : b + 1);
}

static void put_four(int x, char *out) {
    out[0] = (char)(0x81 + x / 12600), out[1] = (char)(0x30 + x / 1260 % 10);
    out[2] = (char)(0x81 + x / 10 % 126), out[3] = (char)(0x30 + x % 10);
}

static void fill_gb(void) {
    UConverter *k = open_converter("GB18030");
    UChar *units = cedu__malloc(sizeof *units * FOURS), u[4]; /* without it one by one: the tables are made only once */
    if (!k) {
        free(units);
        return;
    }
    enum { PAIRS = LEADS * (TRAILS - 1) };
    bool whole = units && convert_all(k, PAIRS, 2, put_pair, units);
    for (int i = 0; i < PAIRS; i++) {
        char s[2];
        put_pair(i, s);
        uint16_t *out = &gb.pair[((unsigned char)s[0] - 0x81) * TRAILS + ((unsigned char)s[1] - 0x40)];
        if (whole) *out = units[i] == 0xFFFD ? 0 : units[i];
        else if (convert(k, s, 2, u) == 1) *out = u[0];
    }
    whole = units && convert_all(k, FOURS, 4, put_four, units);
    for (int x = 0; x < FOURS; x++) {
        char s[4];
        put_four(x, s);
        if (whole) gb.four[x] = units[x] == 0xFFFD ? 0 : units[x];
        else if (convert(k, s, 4, u) == 1) gb.four[x] = u[0];
    }
    /* U+FFFD, with which other programs mark what they lost, looks like a failure; ICU leaves the last two out */
    for (uint32_t cp = 0xFFFD; cp <= 0xFFFF; cp++) gb.four[FOURS - (0x10000 - cp)] = (uint16_t)cp;
    free(units);
    ucnv_close(k);
    gb_ready = true;
}

static void fill_big5(void) {
    UConverter *k = open_converter("Big5-HKSCS");
    if (!k) return;
    UChar u[4];
    for (int a = 0; a < LEADS; a++)
        for (int b = 0; b < TRAILS; b++) {
            char s[2] = {(char)(0x81 + a), (char)(0x40 + b)};
            int n = b == 0x3F ? 0 : convert(k, s, 2, u);
            uint32_t v = 0;
            if (n == 1) v = u[0];
            else if (n == 2 && U16_IS_LEAD(u[0])) v = (uint32_t)U16_GET_SUPPLEMENTARY(u[0], u[1]);
            big5.pair[a * TRAILS + b] = v;
        }
    /* four sequences stand for a letter and a mark; ICU gives private-use characters instead */
    static const struct {
        unsigned char lead, trail;
        uint16_t letter, mark;
    } two[] = {{0x88, 0x62, 0xCA, 0x304}, {0x88, 0x64, 0xCA, 0x30C}, {0x88, 0xA3, 0xEA, 0x304}, {0x88, 0xA5, 0xEA, 0x30C}};
    for (size_t i = 0; i < CEDU_COUNT(two); i++)
        big5.pair[(two[i].lead - 0x81) * TRAILS + two[i].trail - 0x40] = two[i].letter | (uint32_t)(two[i].mark - 0x2FF) << 21;
    ucnv_close(k);
    big5_ready = true;
}

const gb_table *cedu__text_gb(void) {
    pthread_once(&gb_once, fill_gb);
    return gb_ready ? &gb : NULL;
}

const big5_table *cedu__text_big5(void) {
    pthread_once(&big5_once, fill_big5);
    return big5_ready ? &big5 : NULL;
}

size_t cedu__text_gb_step(const gb_table *t, const unsigned char *p, size_t n, uint32_t *cp) {
    unsigned a = p[0];
    if (a < 0x80) return *cp = a, 1;
    *cp = BAD;
    if (n < 2) return n;
    unsigned b = p[1];
    bool lead = a >= 0x81 && a <= 0xFE;
    if (b >= 0x30 && b <= 0x39) {
        if (n < 4) return n; /* cut by the end, whatever it was to be */
        if (!lead || p[2] < 0x81 || p[2] > 0xFE || p[3] < 0x30 || p[3] > 0x39) return 1;
        uint32_t x = ((a - 0x81) * 10 + (b - 0x30)) * 1260 + (p[2] - 0x81u) * 10 + (p[3] - 0x30u);
        if (x < FOURS && t->four[x]) return *cp = t->four[x], 4;
        if (x >= 189000 && x - 189000 <= 0xFFFFF) return *cp = 0x10000 + x - 189000, 4;
        return 1;
    }
    if (!lead || b < 0x40 || b > 0xFE) return 1;
    uint32_t u = t->pair[(a - 0x81) * TRAILS + (b - 0x40)];
    return u ? (*cp = u, 2) : 1;
}

size_t cedu__text_big5_step(const big5_table *t, const unsigned char *p, size_t n, uint32_t *cp, uint32_t *second) {
    unsigned a = p[0];
    *second = 0;
    if (a < 0x80) return *cp = a, 1;
    *cp = BAD;
    if (n < 2 || a < 0x81 || a > 0xFE) return 1;
    unsigned b = p[1];
    uint32_t v = b >= 0x40 && b <= 0xFE ? t->pair[(a - 0x81) * TRAILS + (b - 0x40)] : 0;
    if (!v) return b < 0x80 ? 1 : 2;
    *cp = v & 0x1FFFFF;
    if (v >> 21) *second = (v >> 21) + 0x2FF;
    return 2;
}

static inline unsigned unit(const unsigned char *p, bool big) { return big ? p[0] << 8 | p[1] : p[1] << 8 | p[0]; }

size_t cedu__text_utf16_step(const unsigned char *p, size_t n, bool big, uint32_t *cp) {
    *cp = BAD;
    if (n < 2) return n;
    unsigned u = unit(p, big);
    if (u < 0xD800 || u > 0xDFFF) return *cp = u, 2;
    if (u > 0xDBFF) return 2;
    if (n < 4) return n;
    unsigned v = unit(p + 2, big);
    if (v < 0xDC00 || v > 0xDFFF) return 2;
    return *cp = 0x10000 + ((u - 0xD800) << 10) + (v - 0xDC00), 4;
}

/* model.c - how likely one character is after the one or two before it, in simplified Chinese.
 *
 * The table (data/charmodel.bin, made by tools/make_char_model.py; docs/char-model.md has the format) holds counts of official
 * texts as costs in eighths of a bit. Three characters that were never seen together cost what the last two do, plus what is left
 * over after the first two; a pair that was never seen costs its second character alone plus what is left over after the first one:
 * little after a comma, which anything may follow, much after the first half of a word. A character that was never seen costs by
 * how common it is in general, so that names and news are not punished as if they were noise.
 *
 * The model is the built-in one, or the file that the environment variable CEDU_CHAR_MODEL names, mapped into memory. It is opened
 * at the first use, once for the process, and never changes afterwards: any number of threads may ask. Sizes of a file from outside
 * are checked before it is used; whatever its slots hold, a look-up reads PROBES of them at most.
 *
 * Opening also lists the characters that the model knows by the two bytes of their GBK codes, for lattice.c.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <threads.h>
#include <unistd.h>

#include "repair/room.h"

enum {
    BACKOFF = 20,
    UNSEEN_COMMON = 128,
    UNSEEN_RARE = 172,
    UNSEEN_SIGN = 160,
    PRIVATE = 240,
    PROBES = 128, /* as in the tool */
    HEADER = 32,
    MAX_MODEL = 64 << 20
};

typedef struct model {
    const unsigned char *pairs, *more, *triples; /* slots of 4 bytes, the pairs' backoffs, slots */
    uint32_t pair_homes, triple_homes;
    uint16_t number[65536]; /* of the folded character, counted from 1; 0 = the model does not know it */
    uint8_t alone[65536];   /* cost by itself */
    uint8_t backoff[65536]; /* more after a character that it was never seen after, by that one's number */
    bool good;
} model;
static model the;
static once_flag once = ONCE_FLAG_INIT;
cedu_gbk_known cedu__model_known;

static uint32_t u16_at(const unsigned char *p) { return p[0] | (uint32_t)p[1] << 8; }
static uint32_t u32_at(const unsigned char *p) { return u16_at(p) | u16_at(p + 2) << 16; }

/* As the tool folds: width, digits, letters, blanks, script. */
static uint32_t fold(uint32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    if (c >= '0' && c <= '9') return '0';
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return 'A';
    if (c <= ' ' || c == 0xA0 || c == 0x3000) return '\n';
    return c < 0x80 ? c : cedu__repair_simplify(c);
}

static int unseen(uint32_t c) {
    uint8_t k = cedu__class_of(c);
    return k & CEDU_CH_PRIVATE ? PRIVATE : k & CEDU_CH_COMMON ? UNSEEN_COMMON : cedu__is_han(c) ? UNSEEN_RARE : UNSEEN_SIGN;
}

bool cedu__model_knows(uint32_t c) {
    return c <= 0xFFFF && !(cedu__class_of(c) & CEDU_CH_PRIVATE) &&
           (the.number[c] || cedu__class_of(cedu__repair_simplify(c)) & CEDU_CH_COMMON);
}

/* Readings of c and of its simplified form. */
static void list_readings(uint32_t c, uint8_t lead, uint16_t n[512], bool write) {
    cedu_gbk_known *k = &cedu__model_known;
    uint32_t forms[] = {c, cedu__repair_simplify(c)};
    for (int f = 0; f < (forms[0] == forms[1] ? 1 : 2); f++) {
        uint16_t at = forms[f] >= 0x3400 && forms[f] < 0xA000 ? cedu__repair_reading_at[forms[f] - 0x3400] : 0;
        for (const uint16_t *p = &cedu__repair_readings[at]; at; p++) {
            unsigned syllable = *p >> 4 & 511;
            if (write) k->syllable[k->syllable_at[syllable] + n[syllable]] = (cedu_gbk_other){(uint16_t)c, lead};
            n[syllable]++;
            if (*p & 1) break;
        }
    }
}

/* The characters that the model knows, by lead and by trail byte and by reading: counted, then filled in. */
static void list_known(void) {
    cedu_gbk_known *k = &cedu__model_known;
    for (int round = 0; round < 2; round++) {
        uint16_t lead_n[256] = {0}, trail_n[256] = {0}, reading_n[512] = {0};
        for (unsigned lead = 0x81; lead <= 0xFE; lead++)
            for (unsigned trail = 0x40; trail <= 0xFE; trail++) {
                uint32_t c = cedu__repair_gbk_to[CEDU_GBK_AT(lead, trail)];
                if (!c || !cedu__model_knows(c)) continue;
                if (round) {
                    k->lead[k->lead_at[lead] + lead_n[lead]] = (cedu_gbk_other){(uint16_t)c, (uint8_t)trail};
                    k->trail[k->trail_at[trail] + trail_n[trail]] = (cedu_gbk_other){(uint16_t)c, (uint8_t)lead};
                }
                lead_n[lead]++;
                trail_n[trail]++;
                list_readings(c, (uint8_t)lead, reading_n, round == 1);
            }
        for (unsigned i = 0; i < 512 && !round; i++) {
            if (i < 256) k->lead_at[i + 1] = (uint16_t)(k->lead_at[i] + lead_n[i]);
            if (i < 256) k->trail_at[i + 1] = (uint16_t)(k->trail_at[i] + trail_n[i]);
            k->syllable_at[i + 1] = (uint16_t)(k->syllable_at[i] + reading_n[i]);
        }
    }
}

static bool take(const unsigned char *b, size_t n) {
    if (n < HEADER || memcmp(b, "CEDUCHM2", 8) != 0) return false;
    uint64_t chars = u32_at(b + 8), pairs = u32_at(b + 12), triples = u32_at(b + 16);
    if (chars > 65535 || !pairs || !triples || n != HEADER + 4 * chars + 5 * (pairs + PROBES) + 4 * (triples + PROBES))
        return false;
    const unsigned char *one = b + HEADER;
    uint16_t *of = calloc(65536, sizeof *of);
    if (!of) return false;
    for (size_t i = 0; i < chars; i++) of[u16_at(one + 4 * i)] = (uint16_t)(i + 1);
    for (uint32_t c = 0; c < 65536; c++) {
        uint32_t f = fold(c);
        if (f > 0xFFFF) f = c;
        uint16_t number = of[f];
        int limit = unseen(f), cost = limit;
        if (number) {
            cost = one[4 * (size_t)(number - 1) + 2];
            if (cost > limit) cost = limit;
        }
        the.number[c] = number;
        the.alone[c] = (uint8_t)(cost > 255 ? 255 : cost);
    }
    free(of);
    the.backoff[0] = BACKOFF;
    for (size_t i = 0; i < chars; i++) the.backoff[i + 1] = one[4 * i + 3];
    the.pairs = one + 4 * chars;
    the.more = the.pairs + 4 * (pairs + PROBES);
    the.triples = the.more + pairs + PROBES;
    the.pair_homes = (uint32_t)pairs;
    the.triple_homes = (uint32_t)triples;
    list_known();
    return true;
}

static bool take_file(const char *path) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return false;
    struct stat st;
    bool good = false;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 && st.st_size <= MAX_MODEL) {
        void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0); /* stays for the life of the process */
        good = p != MAP_FAILED && take(p, (size_t)st.st_size);
        if (p != MAP_FAILED && !good) munmap(p, (size_t)st.st_size);
    }
    close(fd);
    return good;
}

static void open_model(void) {
    const char *path = getenv("CEDU_CHAR_MODEL");
    the.good = path && *path ? take_file(path)
                             : take(cedu__repair_model_data, (size_t)(cedu__repair_model_data_end - cedu__repair_model_data));
}

cedu_status cedu__model_open(cedu_error *err) {
    call_once(&once, open_model);
    if (the.good) return CEDU_OK;
    return cedu__fail(err, CEDU_PACK, "环境变量 CEDU_CHAR_MODEL 指定的不是字模型文件（用 tools/make_char_model.py 生成）",
                      "CEDU_CHAR_MODEL names no character model (tools/make_char_model.py makes one)");
}

static uint64_t turn(uint64_t x) { return x * 0x9E3779B97F4A7C15u; }

/* The slot of a key, or -1. */
static ptrdiff_t find(const unsigned char *slots, uint32_t homes, uint64_t key) {
    uint64_t h = turn(turn(key) ^ turn(key) >> 29);
    uint32_t mark = (uint32_t)(h >> 8) & 0xFFFFFF;
    size_t i = (size_t)((h >> 32) * homes >> 32);
    for (size_t end = i + PROBES; i < end; i++) {
        uint32_t slot = u32_at(slots + 4 * i);
        if (slot >> 8 == mark && slot) return (ptrdiff_t)i;
        if (!slot) break;
    }
    return -1;
}

/* The pair's cost; *seen: was it? b lies in the BMP. */
static int pair_cost(uint32_t na, uint32_t b, bool *seen) {
    uint32_t nb = the.number[b];
    *seen = false;
    if (!nb) return the.alone[b];
    ptrdiff_t i = na ? find(the.pairs, the.pair_homes, na << 16 | nb) : -1;
    *seen = i >= 0;
    return i >= 0 ? the.pairs[4 * i] : the.alone[b] + the.backoff[na];
}

int cedu__model_alone(uint32_t c) { return the.alone[c]; }

int cedu__model_cost(uint32_t a, uint32_t b) {
    bool seen;
    return b > 0xFFFF ? unseen(b) : pair_cost(a <= 0xFFFF ? the.number[a] : 0, b, &seen);
}

cedu_after cedu__model_after(uint32_t a, uint32_t b) {
    cedu_after x = {.a = a <= 0xFFFF ? the.number[a] : 0, .b = b <= 0xFFFF ? the.number[b] : 0};
    ptrdiff_t i = x.a && x.b ? find(the.pairs, the.pair_homes, (uint64_t)x.a << 16 | x.b) : -1;
    x.known = i >= 0;
    x.more = i >= 0 ? the.more[i] : 0;
    return x;
}

int cedu__model_next(const cedu_after *x, uint32_t c) {
    if (c > 0xFFFF) return unseen(c);
    bool seen;
    int pair = pair_cost(x->b, c, &seen);
    if (seen && x->known) { /* what was seen as three was seen as two */
        ptrdiff_t i = find(the.triples, the.triple_homes, (uint64_t)x->a << 32 | (uint64_t)x->b << 16 | the.number[c]);
        if (i >= 0) return the.triples[4 * i];
    }
    return x->more + pair;
}

int cedu__repair_pair_cost(uint32_t a, uint32_t b) { return cedu__model_open(NULL) == CEDU_OK ? cedu__model_cost(a, b) : 0; }

int cedu__model_rate(cedu_str s) {
    int total = 0;
    unsigned n = 0;
    uint32_t before = '\n';
    for (size_t i = 0, len; i < s.n; i += len, n++) {
        uint32_t c = cedu__u8_at(s, i, &len);
        total += cedu__model_cost(before, c);
        before = c;
    }
    return n ? total / (int)n : 0;
}

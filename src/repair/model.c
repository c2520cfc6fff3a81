/* model.c - how likely one character is after another, in simplified Chinese.
 *
 * The table (data/charmodel.bin, made by tools/make_char_model.py; docs/char-model.md has the format) holds counts of official
 * texts as costs in eighths of a bit. A pair that was never seen costs its second character alone plus what is left
 * over after the first one: little after a comma, which anything may follow, much after the first half of a word. A character that
 * was never seen costs by how common it is in general, so that names and news are not punished as if they were noise.
 *
 * The model is the built-in one, or the file that the environment variable CEDU_CHAR_MODEL names, mapped into memory. It is opened
 * at the first use, once for the process, and never changes afterwards: any number of threads may ask. Every offset of a file from
 * outside is checked before it is used.
 */
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <threads.h>
#include <unistd.h>

#include "repair/room.h"

enum {
    BACKOFF = 20,
    BACKOFF_LEAST = 6,
    BACKOFF_MOST = 48,
    UNSEEN_COMMON = 128,
    UNSEEN_RARE = 172,
    UNSEEN_SIGN = 160,
    PRIVATE = 240,
    MAX_MODEL = 64 << 20
};

typedef struct model {
    const unsigned char *starts, *pairs;
    uint32_t pair_count;
    uint16_t number[65536]; /* of the folded character, counted from 1; 0 = the model does not know it */
    uint16_t folded[65536];
    uint8_t alone[65536];   /* cost by itself */
    uint8_t backoff[65536]; /* more after a character that it was never seen after, by that one's number */
    bool good;
} model;
static model the;
static once_flag once = ONCE_FLAG_INIT;

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

/* The whole file is looked through: a pair list that does not lie in it, or that is not ascending, is no model. */
static bool take(const unsigned char *b, size_t n) {
    if (n < 16 || memcmp(b, "CEDUCHM1", 8) != 0) return false;
    size_t chars = u32_at(b + 8), pairs = u32_at(b + 12);
    if (chars > 65535 || pairs > MAX_MODEL / 4 || n != 16 + 4 * chars + 4 * (chars + 1) + 4 * pairs) return false;
    const unsigned char *one = b + 16, *starts = one + 4 * chars, *two = starts + 4 * (chars + 1);
    uint32_t at = 0;
    for (size_t i = 0; i <= chars; i++) {
        uint32_t to = u32_at(starts + 4 * i);
        if (to < at || to > pairs || (i == 0 && to) || (i == chars && to != pairs)) return false;
        for (uint32_t k = at + 1; k < to; k++)
            if (u16_at(two + 4 * (size_t)k) <= u16_at(two + 4 * (size_t)(k - 1))) return false;
        at = to;
    }
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
        the.folded[c] = (uint16_t)f;
        the.number[c] = number;
        the.alone[c] = (uint8_t)(cost > 255 ? 255 : cost);
    }
    double share[256];
    for (int i = 0; i < 256; i++) share[i] = exp2(-i / 8.0);
    the.backoff[0] = BACKOFF;
    for (size_t i = 0; i < chars; i++) {
        double seen = 0,
               of_all = 0; /* the probability that the listed pairs have, and what it would be without knowing the first */
        for (uint32_t k = u32_at(starts + 4 * i); k < u32_at(starts + 4 * i + 4); k++) {
            uint16_t second = of[u16_at(two + 4 * (size_t)k)];
            seen += share[two[4 * (size_t)k + 2]];
            if (second) of_all += share[one[4 * (size_t)(second - 1) + 2]];
        }
        double left = seen < 0.999 ? 1 - seen : 0.001, all = of_all < 0.999 ? 1 - of_all : 0.001;
        double more = -8 * log2(left / all);
        the.backoff[i + 1] = (uint8_t)(more < BACKOFF_LEAST ? BACKOFF_LEAST : more > BACKOFF_MOST ? BACKOFF_MOST : more);
    }
    free(of);
    the.starts = starts;
    the.pairs = two;
    the.pair_count = (uint32_t)pairs;
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
    the.good = path && *path ? take_file(path) : take(cedu__repair_model_data, cedu__repair_model_size);
}

cedu_status cedu__model_open(cedu_error *err) {
    call_once(&once, open_model);
    if (the.good) return CEDU_OK;
    return cedu__fail(err, CEDU_PACK, "环境变量 CEDU_CHAR_MODEL 指定的不是字模型文件（用 tools/make_char_model.py 生成）",
                      "CEDU_CHAR_MODEL names no character model (tools/make_char_model.py makes one)");
}

int cedu__model_cost(uint32_t a, uint32_t b) {
    if (b > 0xFFFF) return unseen(b);
    uint32_t na = a <= 0xFFFF ? the.number[a] : 0;
    if (na && the.number[b]) {
        uint32_t lo = u32_at(the.starts + 4 * (size_t)(na - 1)), hi = u32_at(the.starts + 4 * (size_t)na), n = hi - lo;
        uint32_t want = the.folded[b];
        const unsigned char *p = the.pairs + 4 * (size_t)lo;
        while (n > 1) { /* without a branch in the loop: the order of the answers is not to be foreseen */
            uint32_t half = n / 2;
            p += u16_at(p + 4 * (size_t)half) <= want ? 4 * (size_t)half : 0;
            n -= half;
        }
        if (n && u16_at(p) == want) return p[2];
    }
    return the.number[b] ? the.alone[b] + the.backoff[na] : the.alone[b];
}

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

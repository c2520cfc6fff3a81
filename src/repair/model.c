/* model.c - how likely one character is after another, in simplified Chinese.
 *
 * The table (data/charmodel.bin, made by tools/make_char_model.py) holds counts of official texts as costs in eighths of a bit.
 * A pair that was never seen costs its second character alone plus BACKOFF; a character that was never seen costs by how common
 * it is in general, so that names and news are not punished as if they were noise.
 */
#include "repair/room.h"

enum { BACKOFF = 20, UNSEEN_COMMON = 128, UNSEEN_RARE = 172, UNSEEN_SIGN = 160, PRIVATE = 240 };

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

int cedu__model_cost(uint32_t a, uint32_t b) {
    a = fold(a);
    b = fold(b);
    uint32_t na = a < 0x10000 ? cedu__repair_model_at[a] : 0, nb = b < 0x10000 ? cedu__repair_model_at[b] : 0;
    if (!nb) return unseen(b);
    if (na) {
        uint32_t lo = cedu__repair_model_start[na], hi = cedu__repair_model_start[na + 1], end = hi;
        while (lo < hi) {
            uint32_t mid = lo + (hi - lo) / 2;
            if (cedu__repair_model_next[mid] < b) lo = mid + 1;
            else hi = mid;
        }
        if (lo < end && cedu__repair_model_next[lo] == b) return cedu__repair_model_next_cost[lo];
    }
    int alone = cedu__repair_model_cost[nb], limit = unseen(b);
    return (alone < limit ? alone : limit) + BACKOFF;
}

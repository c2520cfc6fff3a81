/* normal.c - the form in which two prints of one text are compared: simplified, and with the mainland word for each word of the lexicon.
 *
 * Repair gives a word back only where the text shows that it was converted, and a line by itself (a title, what is left of a print that was
 * cut) rarely shows it. To compare, no evidence is needed: the original goes through the same table, so both come out alike. Hence no
 * context is looked at either, and the result is for comparing only, never shown. Words that would grow stay as they are: the text is
 * rewritten in place.
 */
#include "repair/room.h"

enum { LONGEST = 12 }; /* letters of an entry that are compared; the lexicon's longest has 7 */

/* The entry at v[0]; *letters = how many it takes. The longest comes first in the table. */
static const cedu_wording *entry_at(const uint32_t *v, size_t n, size_t *letters) {
    uint32_t lo = v[0] < 0x10000 ? cedu__repair_wording_of[v[0]] : 0;
    char s[4 * LONGEST];
    size_t len = 0, ends[LONGEST + 1] = {0};
    if (!lo || n < 2) return NULL;
    for (size_t k = 0; k < n && k < LONGEST; k++) len += cedu__u8_put(v[k], s + len), ends[k + 1] = len;
    for (lo--; lo < cedu__repair_wording_count; lo++) {
        const cedu_wording *w = &cedu__repair_wording[lo];
        const char *q = cedu__repair_pool + w->wrong;
        if (memcmp(q, s, ends[1]) != 0) return NULL;
        if (w->wrong_n > len || w->right_n > w->wrong_n || memcmp(q, s, w->wrong_n) != 0) continue;
        for (*letters = 1; *letters < LONGEST && ends[*letters] < w->wrong_n; ++*letters) {}
        return w;
    }
    return NULL;
}

size_t cedu__repair_normal(uint32_t *v, size_t n) {
    for (size_t i = 0; i < n; i++) v[i] = cedu__repair_simplify(v[i]);
    size_t to = 0, taken;
    for (size_t i = 0; i < n; i += taken) {
        const cedu_wording *w = entry_at(v + i, n - i, &taken);
        if (!w) {
            v[to++] = v[i];
            taken = 1;
            continue;
        }
        cedu_str right = {cedu__repair_pool + w->right, w->right_n};
        for (size_t k = 0, len; k < right.n; k += len) v[to++] = cedu__u8_at(right, k, &len);
    }
    return to;
}

/* wording.c - words of Taiwan usage or wrong conversion, back to those of the mainland text: data/wording.tsv.
 *
 * Works on simplified text (after script.c), and only where the text shows that it was converted: see the kinds in the data file.
 * The evidence is counted over the whole text, because one line rarely has enough of it; a line by itself may therefore keep a
 * word that the whole text gives back (never the other way round with the same words in it).
 */
#include "repair/room.h"

/* Does a context list (count > 0) match around the word at byte i? */
static bool in_context(cedu_str s, size_t i, uint32_t first, uint32_t count) {
    for (uint32_t k = 0; k < count; k++) {
        const cedu_wording_context *c = &cedu__repair_wording_contexts[first + k];
        if (i >= c->before && s.n - (i - c->before) >= c->n &&
            memcmp(s.p + i - c->before, cedu__repair_pool + c->pool, c->n) == 0)
            return true;
    }
    return false;
}

size_t cedu__wording_at(cedu_str s, size_t i, const cedu_wording **w) {
    size_t left = s.n - i, len;
    const char *p = s.p + i;
    if (left < 6) return 0;
    const unsigned char *u = (const unsigned char *)p;
    unsigned h = (u[1] * 131u + u[2] * 17u + u[4] * 31u + u[5] * 7u) & 8191;
    if (!(cedu__repair_wording_hash[h >> 3] >> (h & 7) & 1)) return 0;
    uint32_t cp = cedu__u8_at(s, i, &len), lo = cp < 0x10000 ? cedu__repair_wording_of[cp] : 0;
    if (!lo) return 0;
    for (lo--; lo < cedu__repair_wording_count; lo++) {
        const cedu_wording *e = &cedu__repair_wording[lo];
        const char *q = cedu__repair_pool + e->wrong;
        if (q[2] != p[2] || q[1] != p[1] || q[0] != p[0]) break; /* another first character; all have three bytes */
        if (e->wrong_n > left || q[5] != p[5] || memcmp(q, p, e->wrong_n) != 0) continue;
        if (in_context(s, i, e->keep, e->keep_n)) return 0;
        if (e->need_n && !in_context(s, i, e->need, e->need_n)) continue;
        *w = e;
        return e->wrong_n;
    }
    return 0;
}

void cedu__repair_wording_run(cedu_stage_out *s, const cedu_signs *signs) {
    cedu_signs now; /* the words are looked for in simplified text */
    cedu__repair_detect(s->in, &now);
    bool trad = cedu__is_traditional(signs->trad, signs->simp), shown = now.distinct >= 3 && now.words >= s->in.n / 6000;
    bool allowed[] = {[CEDU_WORDING_SURE] = trad || shown,
                      [CEDU_WORDING_TRAD] = trad || shown,
                      [CEDU_WORDING_TW] = shown || (trad && now.words >= 1)};
    if (!trad && !shown) return;
    for (size_t i = 0; i < s->in.n && !s->failed;) {
        const cedu_wording *w;
        if ((unsigned char)s->in.p[i] < 0x80) {
            i++;
            continue;
        }
        size_t n = cedu__wording_at(s->in, i, &w);
        if (!n || !allowed[w->kind]) {
            i += cedu__u8_len((unsigned char)s->in.p[i]);
            continue;
        }
        cedu__stage_keep(s, i);
        size_t dst = s->n;
        cedu__stage_put(s, n, (cedu_str){cedu__repair_pool + w->right, w->right_n}, false);
        cedu__stage_edit(s, CEDU_REPAIR_wording, i, dst, w->kind == CEDU_WORDING_TW ? 0.8f : 0.95f);
        s->count++;
        i += n;
    }
    if (s->count) cedu__stage_keep(s, s->in.n);
}

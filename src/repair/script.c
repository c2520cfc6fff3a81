/* script.c - traditional characters to simplified ones with OpenCC's dictionaries; offsets kept.
 *
 * One pass, longest phrase first, else character by character: what OpenCC's t2s does, whose phrases override its characters. For
 * Taiwan and Hong Kong forms the two steps of OpenCC are folded into one table by tools/make_repair_tables.py. Conversion of one
 * character to one is counted, not listed; a phrase that changes its length is one edit.
 *
 * A simplified text is not touched for a stray traditional character in a name: a line is converted when the text is traditional
 * (cedu__is_traditional over the whole of it) or when the line is by itself and has at least three such characters.
 */
#include "repair/room.h"

static uint32_t entry_of(const cedu_script_table *sc, uint32_t cp) {
    return cp < 0x32400 ? sc->page[sc->index[cp >> 6]][cp & 63] : 0;
}

uint32_t cedu__repair_simplify(uint32_t cp) {
    uint32_t e = entry_of(&cedu__repair_scripts[0], cp) & ~CEDU_SCRIPT_HEAD;
    return e ? e : cp;
}

static const cedu_phrase *phrase_at(const cedu_script_table *sc, uint32_t cp, const char *p, size_t left) {
    size_t lo = 0, hi = sc->head_count;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (sc->heads[mid].cp < cp) lo = mid + 1;
        else hi = mid;
    }
    if (lo == sc->head_count || sc->heads[lo].cp != cp) return NULL;
    const cedu_phrase *ph = &sc->phrases[sc->heads[lo].first];
    for (uint32_t i = 0; i < sc->heads[lo].count; i++, ph++)
        if (ph->key_n <= left && memcmp(cedu__repair_pool + ph->key, p, ph->key_n) == 0) return ph;
    return NULL;
}

/* The characters of a phrase pair up one by one when both have the same boundaries. */
static void put_phrase(cedu_stage_out *s, const cedu_phrase *ph) {
    cedu_str from = {s->in.p + s->at, ph->key_n}, to = {cedu__repair_pool + ph->value, ph->value_n};
    bool same = from.n == to.n;
    uint32_t changed = 0;
    size_t src = s->at, dst = s->n;
    for (size_t i = 0; same && i < from.n;) {
        size_t a, b;
        changed += cedu__u8_at(from, i, &a) != cedu__u8_at(to, i, &b);
        same = a == b;
        i += a;
    }
    cedu__stage_put(s, from.n, to, same);
    s->count += same ? changed : 1;
    if (!same) cedu__stage_edit(s, CEDU_REPAIR_t2s, src, dst, 1.0f);
}

static void convert(cedu_stage_out *s, const cedu_script_table *sc, size_t end) {
    cedu_str in = s->in;
    for (size_t i = s->at; i < end;) {
        if ((unsigned char)in.p[i] < 0x80) {
            i++;
            continue;
        }
        size_t len;
        uint32_t cp = cedu__u8_at(in, i, &len), e = entry_of(sc, cp);
        if (e & CEDU_SCRIPT_HEAD) {
            const cedu_phrase *ph = phrase_at(sc, cp, in.p + i, end - i);
            if (ph) {
                cedu__stage_keep(s, i);
                put_phrase(s, ph);
                i += ph->key_n;
                continue;
            }
            e &= ~CEDU_SCRIPT_HEAD;
        }
        if (e) {
            cedu__stage_keep(s, i);
            char to[4];
            size_t n = cedu__u8_put(e, to), src = s->at, dst = s->n;
            cedu__stage_put(s, len, (cedu_str){to, n}, n == len);
            s->count++;
            if (n != len) cedu__stage_edit(s, CEDU_REPAIR_t2s, src, dst, 1.0f);
        }
        i += len;
    }
    cedu__stage_keep(s, end);
}

void cedu__repair_script(cedu_stage_out *s, const cedu_signs *signs, int config, bool everywhere) {
    const cedu_script_table *sc = &cedu__repair_scripts[config];
    if (everywhere || cedu__is_traditional(signs->trad, signs->simp)) {
        convert(s, sc, s->in.n);
        return;
    }
    for (size_t i = 0; i < s->in.n && !s->failed;) {
        const char *nl = memchr(s->in.p + i, '\n', s->in.n - i);
        size_t end = nl ? (size_t)(nl - s->in.p) + 1 : s->in.n;
        cedu_signs line;
        cedu__repair_detect(cedu__sub(s->in, i, end), &line);
        if (line.trad >= 3 && cedu__is_traditional(line.trad, line.simp)) {
            cedu__stage_keep(s, i);
            convert(s, sc, end);
        }
        i = end;
    }
    if (s->count) cedu__stage_keep(s, s->in.n);
}

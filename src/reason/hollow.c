/* hollow.c - facts that say nothing of a place: labels of a form, formulas, words for kinds of text, counts of the text's own parts.
 *
 * The words are the packs' group hollow (class page); the value of a row says how its forms meet the name of the entry:
 * label = is it; formula = it begins so; genre = is it, for policies; part = it begins so, for small counts.
 */
#include "reason/internal.h"

#define MOST_PARTS 12 /* nobody lists more parts of one text in words; a larger count is of something else */

cedu_hollow cedu__reason_hollow_words(const cedu_reason_options *opt, cedu_arena *a) {
    cedu_wordlist l = cedu__reason_wordlist(opt ? opt->image : NULL, "hollow", a);
    return (cedu_hollow){l.p, l.n};
}

bool cedu__reason_hollow(cedu_hollow words, const cedu_store_fact *f) {
    const cedu_fact *x = &f->fact;
    if (!words.n || x->kind == CEDU_FACT_organisation || x->kind == CEDU_FACT_person) return false;
    cedu_str name = cedu__reason_entry_name(f);
    bool count = x->kind == CEDU_FACT_observation && x->has_value && x->value <= MOST_PARTS;
    for (size_t i = 0; i < words.n; i++) {
        const cedu_word *w = &words.p[i];
        if (name.n < w->form.n || memcmp(name.p, w->form.p, w->form.n)) continue;
        bool whole = name.n == w->form.n;
        if (cedu__eqz(w->value, "label")   ? whole
            : cedu__eqz(w->value, "genre") ? whole && x->kind == CEDU_FACT_policy
            : cedu__eqz(w->value, "part")  ? count
                                           : cedu__eqz(w->value, "formula"))
            return true;
    }
    return false;
}

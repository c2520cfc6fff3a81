/* words.c - the table of words.h, made once an image. */
#include "fact/words.h"

static const void *make(const cedu_image *im, cedu_arena *a) {
    static const char *const names[] = {
#define CEDU__X(name) #name,
        FACT_WORDS(CEDU__X)
#undef CEDU__X
    };
    static const cedu_str none = {"\n", 1};
    fact_words *w = CEDU_NEW(a, fact_words);
    int32_t first, count;
    if (!w) return NULL;
    cedu__image_class(im, CEDU_CLASS_page, &first, &count);
    for (size_t k = 0; k < FACT_WORD_COUNT; k++) {
        CEDU_VEC(cedu_str) forms = {0};
        for (int32_t e = first; e < first + count; e++) {
            if (!cedu__eqz(cedu__image_attr(im, e, CEDU_ATTR_group), "fact") ||
                !cedu__eqz(cedu__image_attr(im, e, CEDU_ATTR_value), names[k]))
                continue;
            for (size_t f = 0; f < cedu__image_form_count(im, e); f++) (void)CEDU_PUSH(a, &forms, cedu__image_form(im, e, f));
        }
        w->of[k].p = forms.n ? forms.p : &none;
        w->of[k].n = forms.n ? forms.n : 1;
    }
    return w;
}

const fact_words *cedu__fact_words(const cedu_image *im) { return cedu__image_table(im, make); }

bool cedu__fact_word_is(const fact_words *w, fact_word what, cedu_str s) {
    for (size_t i = 0; i < w->of[what].n; i++)
        if (cedu__eq(w->of[what].p[i], s)) return true;
    return false;
}

bool cedu__fact_word_ends(const fact_words *w, fact_word what, cedu_str s) {
    for (size_t i = 0; i < w->of[what].n; i++)
        if (cedu__ends(s, w->of[what].p[i])) return true;
    return false;
}

bool cedu__fact_word_begins(const fact_words *w, fact_word what, cedu_str s) {
    for (size_t i = 0; i < w->of[what].n; i++)
        if (cedu__starts(s, w->of[what].p[i])) return true;
    return false;
}

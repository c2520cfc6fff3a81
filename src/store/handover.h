/* handover.h - a cedu_page as what cedu__store_add() takes. For api, cli and serve, which know pages; the store does not.
 *
 *     cedu_store_page sp;
 *     if (!cedu__store_handover(page, payload, cedu_engine_fingerprint(e), &arena, &sp)) return cedu__fail_nomem(err);
 *     st = cedu__store_add(store, &sp, false, &added, err);
 *
 * Everything in *out points into the page, the payload and the arena: keep all three until the add is done.
 */
#ifndef CEDU_STORE_HANDOVER_H
#define CEDU_STORE_HANDOVER_H

#include "store/store.h"

/* False: the arena ran out. */
static inline bool cedu__store_handover(const cedu_page *page, cedu_str payload, const char *fingerprint, cedu_arena *a,
                                        cedu_store_page *out) { /* the container, if any, is the caller's to set */
    size_t n = cedu_page_fact_count(page), contexts = 0, k = 0;
    const cedu_fact **facts = CEDU_NEW_N(a, const cedu_fact *, n + 1);
    cedu_str *quotes = CEDU_NEW_N(a, cedu_str, n + 1);
    if (!facts || !quotes) return false;
    for (size_t i = 0; i < n; i++) {
        const cedu_fact *f = facts[i] = cedu_page_fact(page, i);
        quotes[i] = cedu_page_quote(page, f->place.start, f->place.end);
        for (const cedu_context *c = f->context; c; c = c->next) contexts++;
    }
    cedu_str *cq = CEDU_NEW_N(a, cedu_str, contexts + 1);
    if (!cq) return false;
    for (size_t i = 0; i < n; i++)
        for (const cedu_context *c = facts[i]->context; c; c = c->next)
            cq[k++] = cedu_page_quote(page, c->place.start, c->place.end);
    *out = (cedu_store_page){.doc = cedu_page_document(page),
                             .payload = payload,
                             .clean = cedu_page_clean(page),
                             .facts = facts,
                             .quotes = quotes,
                             .context_quotes = cq,
                             .fact_count = n,
                             .fingerprint = fingerprint};
    return true;
}

#endif

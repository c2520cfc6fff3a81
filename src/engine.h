/* engine.h - the inside of the three lifetimes of cedu.h, for api.c, serve and cli. */
#ifndef CEDU_ENGINE_H
#define CEDU_ENGINE_H

#include "fact/fact.h"
#include "page/page.h"
#include "repair/repair.h"
#include "trust/trust.h"

struct cedu_engine {
    cedu_image *image;
    char fingerprint[65];
};

struct cedu_worker {
    const cedu_engine *engine;
    /* The last page's memory, ready for the next. Atomic: a page may be freed on another thread than its worker's. */
    _Atomic(struct cedu_arena_block *) spare;
};

struct cedu_page {
    cedu_arena arena;
    cedu_worker *worker; /* gets the memory back: pages go before their worker */
    cedu_stage stage;
    const unsigned char *bytes;
    size_t n;
    cedu_text text;       /* bytes -> text */
    cedu_article article; /* text -> page */
    cedu_clean clean;     /* page -> clean text */
    const cedu_fact_block *blocks;
    size_t block_count;
    cedu_mentions mentions;
    cedu_facts facts;
    cedu_trust trust; /* who speaks here */
    cedu_document doc;
};

/* Clean offsets -> every offset. */
void cedu__engine_locate(const cedu_page *p, uint32_t clean_start, uint32_t clean_end, cedu_place *out);

/* All offsets and the id of a fact whose clean offsets, kind, value and words are set. */
void cedu__engine_place_fact(cedu_page *p, cedu_fact *f);

#endif

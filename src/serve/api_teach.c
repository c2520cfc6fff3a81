/* api_teach.c - what corrections teach: entries for a pack of one's own, shown as a difference, never written by themselves.
 *
 * Learnt is a subject that people named otherwise, where the page's own words hold it: the word as read becomes a form of the name they
 * gave. Knowledge stays data: what is suggested are rows of a lexicon (docs/packs.md) that anybody may read, change and put into
 * ~/.local/share/cedu/packs. A rejection teaches no word: why it was wrong is not said.
 */
#include <jansson.h>
#include <stdlib.h>

#include "serve/inner.h"

#define FOLDER "~/.local/share/cedu/packs"

typedef struct taught {
    cedu_str name, form, unit, example;
    const char *fact;
    size_t verdicts;
} taught;
typedef CEDU_VEC(taught) lessons;

/* Cells of a lexicon hold neither tabs nor lines; what marks a form is escaped. */
static cedu_str cell(cedu_arena *a, cedu_str s, bool form) {
    cedu_buf b = {0};
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (form && (strchr("|\\", c) || (!b.n && strchr("~!", c)))) cedu__buf_char(&b, '\\');
        cedu__buf_char(&b, (unsigned char)c < 0x20 || c == 0x7F ? ' ' : c);
    }
    cedu_str out = cedu__arena_str(a, cedu__buf_view(&b));
    cedu__buf_release(&b);
    return out;
}

static taught *lesson(cedu_request *q, lessons *v, cedu_str name, cedu_str form) {
    for (size_t i = 0; i < v->n; i++)
        if (cedu__eq(v->p[i].name, name) && cedu__eq(v->p[i].form, form)) return &v->p[i];
    return CEDU_PUSH(q->arena, v, ((taught){.name = name, .form = form})) ? &v->p[v->n - 1] : NULL;
}

static cedu_str renamed(cedu_request *q, cedu_str changes) {
    json_error_t why;
    json_t *o = changes.p ? json_loadb(changes.p, changes.n, 0, &why) : NULL;
    const json_t *s = json_object_get(o, "subject");
    cedu_str out =
        json_is_string(s) ? cedu__arena_str(q->arena, (cedu_str){json_string_value(s), json_string_length(s)}) : (cedu_str){0};
    json_decref(o);
    return out;
}

static cedu_status learn(cedu_request *q, lessons *v, cedu_error *err) {
    cedu_store_verdicts all;
    cedu_status st = cedu__store_verdicts(q->desk->store, 0, false, q->arena, &all, err);
    for (size_t i = 0; st == CEDU_OK && i < all.n; i++) {
        const cedu_store_verdict *x = &all.p[i];
        cedu_str to = renamed(q, x->changes);
        cedu_store_fact f;
        if (x->undone_at.p || !to.n || !x->subject.n || !x->fact_id.p || cedu__eq(to, x->subject)) continue;
        if ((st = cedu__store_fact(q->desk->store, x->fact_id, q->arena, &f, err)) != CEDU_OK) break;
        if (!memmem(f.clean_quote.p, f.clean_quote.n, x->subject.p, x->subject.n)) continue; /* not the page's word */
        taught *t = lesson(q, v, to, x->subject);
        if (!t) return cedu__fail_nomem(err);
        t->verdicts++;
        if (t->fact) continue;
        t->fact = cedu__arena_str(q->arena, cedu__str(f.fact.id)).p;
        t->unit = f.fact.unit, t->example = f.clean_quote;
    }
    return st;
}

/* A new file as a unified difference. */
static void put_file(cedu_buf *out, const char *name, const cedu_buf *text) {
    size_t lines = 0;
    for (size_t i = 0; i < text->n; i++) lines += text->p[i] == '\n';
    cedu__buf_f(out, "--- /dev/null\n+++ b/corrections/%s\n@@ -0,0 +1,%zu @@\n", name, lines);
    for (size_t i = 0; i < text->n; i++) {
        if (!i || text->p[i - 1] == '\n') cedu__buf_char(out, '+');
        cedu__buf_char(out, text->p[i]);
    }
}

static void put_diff(cedu_request *q, const lessons *v, cedu_buf *out) {
    cedu_buf pack = {0}, words = {0};
    if (!v->n) return;
    cedu__buf_z(&pack, "name\tcorrections\nversion\t1\ntitle\t校核教会的词\n");
    cedu__buf_z(&words, "#lexicon\tindicator\nname\tforms\tunit\texample\n");
    for (size_t i = 0; i < v->n; i++) {
        const taught *t = &v->p[i];
        cedu_str cells[] = {cell(q->arena, t->name, false), cell(q->arena, t->form, true), cell(q->arena, t->unit, false),
                            cell(q->arena, t->example, false)};
        for (size_t k = 0; k < CEDU_COUNT(cells); k++) {
            cedu__buf_str(&words, cells[k]);
            cedu__buf_char(&words, k + 1 < CEDU_COUNT(cells) ? '\t' : '\n');
        }
    }
    put_file(out, "PACK", &pack);
    put_file(out, "indicators.tsv", &words);
    cedu__buf_release(&pack);
    cedu__buf_release(&words);
}

cedu_status cedu__api_lexicon(cedu_request *q, cedu_json *j, cedu_error *err) {
    lessons v = {0};
    cedu_buf diff = {0};
    cedu_status st = learn(q, &v, err);
    if (st != CEDU_OK) return st;
    put_diff(q, &v, &diff);
    cedu__rows_open(j);
    for (size_t i = 0; i < v.n; i++) {
        cedu__json_open(j, '{');
        cedu__put_str(j, "name", v.p[i].name);
        cedu__put_str(j, "form", v.p[i].form);
        cedu__put_str(j, "unit", v.p[i].unit);
        cedu__put_str(j, "example", v.p[i].example);
        cedu__put_int(j, "verdicts", (int64_t)v.p[i].verdicts);
        cedu__put_z(j, "fact", v.p[i].fact);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    cedu__put_z(j, "folder", FOLDER);
    cedu__put_str(j, "diff", diff.n ? cedu__buf_view(&diff) : CEDU_STR(""));
    cedu__json_close(j, '}');
    cedu__buf_release(&diff);
    return CEDU_OK;
}

/* speech.c - what is said, advised, planned, lacking, listed: statements, recommendations, tasks, problems, focus lists.
 *
 * A statement is the sentence of a speaker with a name or a post; advice is taken clause by clause. A focus is a list of at least
 * two items before 等 or a field noun (领域, 产业 …) or behind a focus cue. Tasks are read only where the text plans (a plan word, or a
 * policy that speaks). Problems are clauses of lack or of something that is not yet so.
 */
#include "fact/inner.h"

#define MAX_LIST 24

static uint32_t cp(const fx *x, uint32_t at, uint32_t end, uint32_t *next) {
    size_t n = 0;
    uint32_t c = at < end ? cedu__u8_at(x->text, at, &n) : 0;
    *next = at + (uint32_t)n;
    return c;
}

static size_t length(const fx *x, fact_span s) { return cedu__u8_count(cedu__fact_text(x, s.start, s.end)); }

static void settle(fx *x, cedu_fact *f, const fact_clause *k, uint32_t at) {
    fact_region own;
    const fact_region *reg = cedu__fact_own_region(x, k, k->start, at > k->start ? at : k->end, &own) ? &own : &k->region;
    cedu__fact_region(x, f, reg, (fact_span){k->start, k->end});
    cedu__fact_period(x, f, k, cedu__fact_own_time(x, k, k->start, at > k->start ? at : k->end));
    cedu__fact_source(x, f, k);
    if (k->foreign || x->noisy || !x->relevant) f->confidence -= 0.6;
    if (!reg->n) f->confidence -= 0.3;
    if (f->confidence < 0.05) f->confidence = 0.05;
}

/* ------------------------------------------------------------------ speech */
typedef struct voice {
    cedu_str name, post, org;
    const fact_cue *verb;
    const fact_clause *k;
    uint32_t start; /* of the speaker's words */
} voice;

/* Who speaks in this clause: a person, or a post without a name (相关负责人, 专家, 委员们) right before the verb. */
static bool voice_of(const fx *x, const fact_clause *k, voice *v) {
    for (uint32_t c = k->c0; c < k->c1; c++) {
        const fact_cue *q = &x->cues.p[c];
        if (!(q->groups & G(speech))) continue;
        *v = (voice){.verb = q, .k = k, .start = k->start};
        const cedu_mention *person = NULL, *org = NULL, *post = NULL;
        for (uint32_t j = k->m0; j < k->m1 && x->m.p[j].start < q->start; j++) {
            const cedu_mention *m = &x->m.p[j];
            if (m->type == CEDU_MENTION_person) person = m;
            else if (m->type == CEDU_MENTION_organisation) org = m;
            else if (m->type == CEDU_MENTION_post) post = m;
        }
        if (person) {
            v->name = person->name.n ? person->name : cedu__fact_text(x, person->start, person->end);
            if (org && org->end <= person->start) {
                v->org = org->name.n ? org->name : cedu__fact_text(x, org->start, org->end);
                fact_span t = cedu__fact_trim(x, (fact_span){org->end, person->start});
                if (t.end > t.start && length(x, t) < 20) v->post = cedu__fact_text(x, t.start, t.end);
            } else if (post && post->end <= person->start) v->post = cedu__fact_text(x, post->start, person->start);
            return true;
        }
        if (post && q->start - post->end <= 12) {
            uint32_t from = org && org->end <= post->start ? org->start : post->start;
            v->name = cedu__fact_text(x, from, post->end);
            v->post = cedu__fact_text(x, post->start, post->end);
            if (org) v->org = org->name;
            return true;
        }
    }
    for (uint32_t c = k->c0 + 1; c < k->c1; c++) { /* 他认为: who spoke last in this paragraph */
        const fact_cue *q = &x->cues.p[c], *p = &x->cues.p[c - 1];
        if (!(q->groups & G(speech)) || !(p->groups & G(pronoun)) || p->end != q->start) continue;
        for (size_t i = x->out.n; i > 0 && x->out.n - i < 40; i--) {
            const cedu_fact *f = &x->out.p[i - 1];
            if (f->kind != CEDU_FACT_statement && f->kind != CEDU_FACT_recommendation) continue;
            if (f->place.clean_start < x->in->blocks[k->block].start) return false;
            *v = (voice){.verb = q, .k = k, .start = k->start};
            for (const cedu_field *d = f->fields; d; d = d->next) {
                if (d->id == CEDU_FIELD_speaker) v->name = d->str;
                if (d->id == CEDU_FIELD_speaker_title) v->post = d->str;
                if (d->id == CEDU_FIELD_organisation) v->org = d->str;
            }
            return v->name.n > 0;
        }
    }
    return false;
}

static void put_voice(fx *x, cedu_fact *f, const voice *v) {
    cedu__fact_str(x, f, CEDU_FIELD_speaker, v->name);
    cedu__fact_str(x, f, CEDU_FIELD_speaker_title, v->post);
    cedu__fact_str(x, f, CEDU_FIELD_organisation, v->org);
    cedu__fact_str(x, f, CEDU_FIELD_verb, cedu__fact_text(x, v->verb->start, v->verb->end));
    f->source = v->name;
}

static void put_statement(fx *x, const voice *v, const fact_clause *k, fact_span content, fact_span quote) {
    content = cedu__fact_trim(x, content);
    if (length(x, content) < 6) return;
    cedu_fact f = cedu__fact_new(CEDU_FACT_statement, "statement.speech");
    put_voice(x, &f, v);
    cedu__fact_str(x, &f, CEDU_FIELD_content, cedu__fact_text(x, content.start, content.end));
    settle(x, &f, k, k->end);
    f.period = cedu__fact_publish_month(x); /* what was said is of the day, whatever it speaks of */
    f.period_basis = CEDU_STR("publish_date");
    f.source = v->name;
    f.confidence = 0.85;
    if (!x->relevant || x->noisy) f.confidence = 0.3;
    cedu__fact_emit(x, &f, quote, quote);
}

static void put_advice(fx *x, const voice *v, const fact_clause *k, fact_span content) {
    content = cedu__fact_trim(x, content);
    if (length(x, content) < 6) return;
    cedu_fact f = cedu__fact_new(CEDU_FACT_recommendation, "recommendation.advice");
    if (v) put_voice(x, &f, v);
    cedu__fact_str(x, &f, CEDU_FIELD_content, cedu__fact_text(x, content.start, content.end));
    settle(x, &f, k, k->end);
    if (v) f.source = v->name;
    f.stance = CEDU_STANCE_advised;
    f.confidence = x->relevant && !x->noisy ? 0.85 : 0.3;
    cedu__fact_emit(x, &f, content, content);
}

void cedu__fact_read_speech(fx *x, const fact_sentence *s) {
    for (uint32_t i = s->k0; i < s->k1; i++) {
        const fact_clause *k = &x->clauses.p[i];
        voice v;
        if (!voice_of(x, k, &v)) continue;
        bool advises = (v.verb->groups & G(advise)) != 0;
        uint32_t end = x->clauses.p[s->k1 - 1].end, n;
        /* “…。”X说: the quotation stands in the sentences before, in the same block */
        const fact_sentence *q0 = s;
        uint32_t before = s->start;
        bool quoted_before = before >= 3 && cp(x, before - 3, before, &n) == 0x201D;
        if (quoted_before) {
            while (q0 > x->sentences.p && q0[-1].block == s->block && !(x->clauses.p[q0->k0].opens_quote && q0 != s)) q0--;
            if (x->clauses.p[q0->k0].opens_quote && q0 != s) {
                fact_span q = {q0->start, s->start};
                put_statement(x, &v, &x->clauses.p[q0->k0], q, q);
            }
        }
        fact_span rest = {v.verb->end, end};
        while (rest.start < rest.end) {
            uint32_t c = cp(x, rest.start, rest.end, &n);
            if (c != 0xFF0C && c != ',' && c != 0xFF1A && c != ':' && c != ' ') break;
            rest.start = n;
        }
        if (rest.end <= rest.start) return;
        if (!advises) {
            if (!quoted_before || v.verb->end != k->end || i + 1 < s->k1)
                put_statement(x, &v, i + 1 < s->k1 ? &x->clauses.p[i + 1] : k, rest, (fact_span){k->start, end});
            return;
        }
        fact_span t = {rest.start, rest.start};
        const fact_clause *of = k;
        for (uint32_t j = i; j < s->k1; j++) { /* a proposal goes on until a clause that opens one of its own */
            const fact_clause *c = &x->clauses.p[j];
            if (c->end <= t.start) continue;
            uint32_t at = c->start > t.start ? c->start : t.start;
            for (const fact_cue *q; (q = cedu__fact_cue_at(x, c, at)) && (q->groups & (G(link) | G(task_lead)));) at = q->end;
            const fact_cue *q = cedu__fact_cue_at(x, c, at);
            bool opens = q && (q->groups & G(task)) && cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_task), "start");
            if (opens && t.end > t.start) {
                put_advice(x, &v, of, t);
                t.start = c->start;
                of = c;
            }
            t.end = c->end;
        }
        put_advice(x, &v, of, t);
        return;
    }
}

/* ------------------------------------------------------------------ lists */
/* Items before `end` back to `from`: A、B、C. Returns how many. */
static size_t list_items(const fx *x, fact_span s, fact_span *out) {
    size_t n = cedu__fact_items(x, s, out, MAX_LIST);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (length(x, out[i]) > 24) continue;
        out[kept++] = out[i];
    }
    return kept == n ? n : 0;
}

static void put_focus(fx *x, const fact_clause *k, fact_span items, fact_span quote, bool open, double confidence) {
    fact_span it[MAX_LIST];
    size_t n = list_items(x, items, it);
    if (n < 2 && !(n == 1 && open)) return;
    cedu_str list[MAX_LIST];
    for (size_t i = 0; i < n; i++) {
        fact_span t = it[i];
        uint32_t a;
        if (cp(x, t.start, t.end, &a) == 0x201C && t.end - 3 > a && cp(x, t.end - 3, t.end, &(uint32_t){0}) == 0x201D)
            t.start = a, t.end -= 3;
        list[i] = cedu__fact_text(x, t.start, t.end);
    }
    cedu_fact f = cedu__fact_new(CEDU_FACT_focus, "focus.list");
    f.confidence = confidence;
    cedu__fact_list(x, &f, CEDU_FIELD_list, list, n);
    cedu__fact_num(x, &f, CEDU_FIELD_open_ended, open);
    cedu__fact_str(x, &f, CEDU_FIELD_content, cedu__fact_text(x, quote.start, quote.end));
    settle(x, &f, k, items.start);
    if (k->mood & G(advise)) f.stance = CEDU_STANCE_advised;
    cedu__fact_emit(x, &f, quote, items);
}

static void read_focus(fx *x, const fact_clause *k) {
    uint32_t n;
    for (uint32_t c = k->c0; c < k->c1; c++) {
        const fact_cue *q = &x->cues.p[c];
        if (!(q->groups & G(focus))) continue;
        uint32_t end = k->end, field_end = 0, stop = 0;
        bool open = false;
        for (uint32_t d = c + 1; d < k->c1; d++) {
            const fact_cue *w = &x->cues.p[d];
            if ((w->groups & G(etc)) && !stop) {
                stop = w->start, open = true;
                field_end = w->end;
            } else if ((w->groups & G(field)) && (stop || cp(x, w->end, k->end, &n) != 0x3001)) {
                if (!stop) {
                    stop = w->start;
                    const cedu_mention *num = NULL; /* 三大方向 */
                    for (uint32_t j = k->m0; j < k->m1; j++)
                        if (cedu__fact_is_number(x->m.p[j].type) && x->m.p[j].end <= stop && x->m.p[j].start > q->end)
                            num = &x->m.p[j];
                    if (num) stop = num->start;
                }
                field_end = w->end;
                if (cp(x, w->end, k->end, &n) != 0x3001) break;
            }
        }
        if (!stop) continue;
        if (field_end) end = field_end;
        fact_span items = {q->end, stop};
        if (cp(x, items.start, items.end, &n) == 0x5728) items.start = n; /* 在 */
        bool several = cedu__find(cedu__fact_text(x, items.start, items.end), CEDU_STR("\xE3\x80\x81"), 0) >= 0;
        if (!several && !open) continue;
        put_focus(x, k, items, (fact_span){q->start, end}, open, several ? 0.85 : 0.6);
        return;
    }
    /* without a focus word: a list of sectors before 等…领域 */
    const fact_cue *etc = cedu__fact_find_cue(x, k, k->start, k->end, G(etc));
    if (!etc) return;
    const fact_cue *field = cedu__fact_find_cue(x, k, etc->end, k->end, G(field));
    if (!field || field->start - etc->end > 30) return;
    uint32_t from = etc->start, marks = 0, sectors = 0;
    while (from > k->start) {
        uint32_t p = (uint32_t)cedu__u8_prev(x->text, from);
        uint32_t ch = cp(x, p, from, &n);
        const fact_cue *q = cedu__fact_cue_ending(x, k, from);
        if (ch == 0x3001) marks++;
        if (ch == 0x5728 || ch == 0x4E0E) break; /* 在 与 */
        if (q && (q->groups & (G(task) | G(have) | G(focus) | G(link))) && marks && !(q->groups & G(field))) break;
        from = p;
    }
    for (uint32_t j = k->m0; j < k->m1; j++)
        sectors += x->m.p[j].type == CEDU_MENTION_sector && x->m.p[j].start >= from && x->m.p[j].end <= etc->start;
    if (marks >= 1 && sectors >= 1) put_focus(x, k, (fact_span){from, etc->start}, (fact_span){from, field->end}, true, 0.7);
}

/* ------------------------------------------------------------------ problems and tasks */
static void read_problem(fx *x, const fact_clause *k) {
    const fact_cue *q = cedu__fact_last_cue(x, k, k->start, k->end, G(lack));
    if (!q) {
        q = cedu__fact_find_cue(x, k, k->start, k->end, G(negation));
        if (q && q->end - q->start < 6) q = NULL;
    }
    if (!q || (k->mood & (G(plan) | G(advise)))) return;
    for (uint32_t j = k->m0; j < k->m1; j++)
        if (cedu__fact_is_number(x->m.p[j].type) && x->m.p[j].start <= q->end && x->m.p[j].end >= q->start) return;
    bool ends = q->end == k->end || cp(x, q->end, k->end, &(uint32_t){0}) != 0x7684;
    fact_span content = cedu__fact_trim(x, (fact_span){k->start, k->end});
    if (!ends || length(x, content) < 5) return;
    cedu_fact f = cedu__fact_new(CEDU_FACT_problem, "problem.lack");
    cedu_str id, text;
    fact_span np = cedu__fact_np_left(x, k, k->start, q->start);
    if (np.end <= np.start) np = (fact_span){q->end, k->end};
    text = cedu__fact_subject(x, np, NULL, x->domain, &id);
    f.subject = text;
    f.denied = (q->groups & G(negation)) != 0;
    cedu__fact_str(x, &f, CEDU_FIELD_content, cedu__fact_text(x, content.start, content.end));
    settle(x, &f, k, k->end);
    if (!k->region.n) f.confidence -= 0.3;
    cedu__fact_emit(x, &f, content, content);
}

static void read_task(fx *x, const fact_clause *k) {
    uint32_t at = k->start;
    const fact_cue *task = NULL;
    bool plan = (k->mood & G(plan)) != 0 ||
                (k->source.name.n && (k->source.how & (G(show) | G(according))) && cedu__u8_count(k->source.name) > 6);
    for (uint32_t guard = 0; guard < 16 && at < k->end; guard++) { /* what may stand before the verb */
        uint32_t n, c = cp(x, at, k->end, &n);
        const fact_cue *q = cedu__fact_cue_at(x, k, at);
        const cedu_mention *m = cedu__fact_mention_at(x, k, at);
        if (q && (q->groups & G(task))) {
            task = q;
            break;
        }
        if (q && (q->groups & G(plan))) plan = true;
        if (q && (q->groups & (G(plan) | G(task_lead) | G(link) | G(here) | G(show)))) at = q->end;
        else if (m && (m->type == CEDU_MENTION_region || m->type == CEDU_MENTION_time)) at = m->end;
        else if (c == ' ' || c == 0x3000 || c == '.' || c == 0x3001) at = n;
        else break;
    }
    if (!task || !plan || (k->mood & G(advise))) return;
    for (uint32_t j = k->m0; j < k->m1; j++)
        if (cedu__fact_is_number(x->m.p[j].type)) return;
    fact_span content = cedu__fact_trim(x, (fact_span){at, k->end});
    if (length(x, content) < 8) return;
    const fact_cue *vision = cedu__fact_last_cue(x, k, task->end, k->end, G(vision));
    bool aim = vision && vision->end == k->end; /* 打造…高地: a target without a number */
    cedu_fact f = cedu__fact_new(aim ? CEDU_FACT_target : CEDU_FACT_task, aim ? "target.vision" : "task.verb");
    if (aim) f.subject = cedu__fact_text(x, task->end, k->end);
    f.confidence = 0.75;
    f.stance = CEDU_STANCE_planned;
    cedu__fact_str(x, &f, CEDU_FIELD_content, cedu__fact_text(x, content.start, content.end));
    settle(x, &f, k, at);
    cedu__fact_emit(x, &f, content, content);
}

void cedu__fact_read_texts(fx *x, const fact_sentence *s) {
    for (uint32_t i = s->k0; i < s->k1; i++) {
        const fact_clause *k = &x->clauses.p[i];
        read_focus(x, k);
        read_problem(x, k);
        read_task(x, k);
    }
}

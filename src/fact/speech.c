/* speech.c - what is said and advised: statements of persons, posts and reports; recommendations.
 *
 * A statement is the sentence of a speaker with a name or a post; the sentences after it in the paragraph are the same speaker's until
 * another source is named. Advice is taken proposal by proposal: after a verb of advice, where a speaker says 应 or 要避免, and where
 * somebody without office says what is to be done (山西要…). What a report finds without a figure is a statement of the report.
 * To extend: words are cue groups speech, advise, show; proposals open with group task, value start.
 */
#include "fact/text.h"

#define length cedu__fact_length

void cedu__fact_text_settle(fx *x, cedu_fact *f, const fact_clause *k, uint32_t at) {
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
    bool carried;   /* named in a sentence before */
} voice;

/* A person, or a post without a name (相关负责人, 专家, 委员们) right before the verb, in the clause up to `before`. */
static bool speaker_in(const fx *x, const fact_clause *k, uint32_t before, voice *v) {
    const cedu_mention *person = NULL, *org = NULL, *post = NULL;
    for (uint32_t j = k->m0; j < k->m1 && x->m.p[j].start < before; j++) {
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
    if (!post || before - post->end > 12) return false;
    uint32_t from = org && org->end <= post->start ? org->start : post->start;
    v->name = cedu__fact_text(x, from, post->end);
    v->post = cedu__fact_text(x, post->start, post->end);
    if (org) v->org = org->name;
    return true;
}

/* 某委员某某立足…，呼吁…: who opens the sentence, with a post, speaks where the next clause begins with the verb. */
static bool opened_by(const fx *x, const fact_clause *k, const fact_cue *verb, voice *v) {
    const fact_sentence *s = &x->sentences.p[k->sentence];
    const fact_clause *first = &x->clauses.p[s->k0];
    if (verb->start != k->start || k != first + 1 || !(verb->groups & G(advise))) return false;
    return speaker_in(x, first, first->end, v) && (v->post.n || v->org.n);
}

/* Who speaks in this clause. */
static bool voice_of(const fx *x, const fact_clause *k, voice *v) {
    for (uint32_t c = k->c0; c < k->c1; c++) {
        const fact_cue *q = &x->cues.p[c];
        if (!(q->groups & G(speech))) continue;
        *v = (voice){.verb = q, .k = k, .start = k->start};
        if (speaker_in(x, k, q->start, v) || opened_by(x, k, q, v)) return true;
    }
    for (uint32_t c = k->c0 + 1; c < k->c1; c++) { /* 他认为: who spoke last in this paragraph */
        const fact_cue *q = &x->cues.p[c], *p = &x->cues.p[c - 1];
        if (c > k->c0 + 1 && (p->groups & (G(link) | G(task_lead))) && p->end == q->start && p[-1].end == p->start)
            p--; /* 她还提到 */
        if (!(q->groups & G(speech)) || !(p->groups & G(pronoun))) continue;
        if (p->end != q->start && p[1].end != q->start) continue;
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
    cedu__fact_text_settle(x, &f, k, k->end);
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
    cedu__fact_text_settle(x, &f, k, k->end);
    if (v) f.source = v->name;
    f.period = cedu__fact_publish_month(x); /* of the day it is given, whatever year it speaks of */
    f.period_basis = CEDU_STR("publish_date");
    f.stance = CEDU_STANCE_advised;
    f.confidence = x->relevant && !x->noisy ? 0.85 : 0.3;
    cedu__fact_emit(x, &f, content, content);
}

static bool opens_proposal(const fx *x, const fact_clause *k, uint32_t at) {
    for (const fact_cue *q; (q = cedu__fact_cue_at(x, k, at)) && (q->groups & (G(link) | G(task_lead)));) at = q->end;
    const fact_cue *q = cedu__fact_cue_at(x, k, at);
    return q && (q->groups & G(task)) && cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_task), "start");
}

/* 比如…: the examples of a proposal are one of their own. */
static bool example(const fx *x, const fact_clause *k) {
    const fact_cue *q = cedu__fact_cue_at(x, k, k->start);
    return q && (q->groups & G(act)) && cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_act), "example");
}

/* The proposals of [from, end of the sentence): one goes on until a clause that opens one of its own. */
static void put_proposals(fx *x, const voice *v, const fact_sentence *s, uint32_t i, uint32_t from) {
    fact_span t = {from, from};
    const fact_clause *of = &x->clauses.p[i];
    bool examples = false;
    for (uint32_t j = i; j < s->k1; j++) {
        fact_clause *c = &x->clauses.p[j];
        if (c->end <= t.start) continue;
        c->mood |= G(advise);
        uint32_t at = c->start > t.start ? c->start : t.start;
        bool such = example(x, c);
        if (t.end > t.start && (such || (!examples && opens_proposal(x, c, at)))) {
            put_advice(x, v, of, t);
            t.start = c->start;
            for (const fact_cue *q; such && (q = cedu__fact_cue_at(x, c, t.start)) && (q->groups & G(act));) t.start = q->end;
            of = c;
        }
        examples |= such;
        t.end = c->end;
    }
    put_advice(x, v, of, t);
}

/* Where in a sentence that is somebody's the advice begins: 应, 要避免; for those without office 要 behind who is to do it. */
static uint32_t advice_in(const fx *x, const voice *v, const fact_clause *k) {
    const fact_cue *q = cedu__fact_find_cue(x, k, k->start, k->end, G(advise));
    if (q && !(q->groups & G(speech))) return q->start > k->start + 36 ? q->start : k->start;
    bool lay = false; /* posts that advise and do not decide are words of advice themselves: 委员, 专家 */
    cedu_str post = cedu__arena_strf(x->arena, "%.*s%.*s", (int)v->org.n, v->org.p ? v->org.p : "", (int)v->post.n,
                                     v->post.p ? v->post.p : "");
    for (uint32_t i = 0; i < post.n; i += (uint32_t)cedu__u8_len((unsigned char)post.p[i])) {
        cedu_hit h[8];
        size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_post, post, i, h, CEDU_COUNT(h));
        for (size_t j = 0; j < n; j++) lay |= cedu__eqz(cedu__image_attr(x->im, h[j].entry, CEDU_ATTR_value), "lay");
    }
    if (!lay) return 0;
    for (uint32_t c = k->c0; c < k->c1; c++) {
        const fact_cue *p = &x->cues.p[c];
        if (!(p->groups & G(plan)) || p->end - p->start != 3) continue;
        uint32_t n, a = k->start;
        if (cedu__fact_char(x, a, k->end, &n) == 0x201C) a = n;
        const cedu_mention *m = cedu__fact_mention_ending(x, k, p->start);
        const fact_cue *we = cedu__fact_cue_ending(x, k, p->start);
        if ((m && m->type == CEDU_MENTION_region) || (we && (we->groups & (G(pronoun) | G(here))))) return a;
    }
    return 0;
}

/* Says what one sentence of a speaker holds: advice from some clause on, a statement else. */
static void put_sentence(fx *x, const voice *v, const fact_sentence *s, uint32_t i, fact_span rest, fact_span quote) {
    for (uint32_t j = i; j < s->k1; j++) {
        const fact_clause *k = &x->clauses.p[j];
        uint32_t at = k->end > rest.start ? advice_in(x, v, k) : 0;
        if (!at) continue;
        bool whole =
            j == i || (j > i && x->clauses.p[j - 1].end <= rest.start) || !cedu__fact_find_cue(x, k, k->start, k->end, G(here));
        uint32_t from = at > rest.start ? at : rest.start;
        if (j > i && whole && v->carried && from == k->start) from = rest.start; /* 各地在布局时，应… */
        bool said = from > rest.start + 30 || rest.start < quote.start || x->clauses.p[i].opens_quote || k->opens_quote;
        if (!v->carried || said) put_statement(x, v, k, rest, quote);
        put_proposals(x, v, s, j, from);
        return;
    }
    put_statement(x, v, i + 1 < s->k1 ? &x->clauses.p[i + 1] : &x->clauses.p[i], rest, quote);
}

static void remember(fx *x, const voice *v, const fact_sentence *s) {
    voice *c = CEDU_NEW(x->arena, voice);
    if (!c) return;
    *c = *v;
    c->carried = true;
    x->voice = c;
    x->voice_sentence = (size_t)(s - x->sentences.p) + 1;
}

static void put_proposals_whole(fx *x, const voice *v, const fact_sentence *s, uint32_t from) {
    for (uint32_t j = s->k0; j < s->k1; j++) x->clauses.p[j].mood |= G(advise);
    put_advice(x, v, &x->clauses.p[s->k0], (fact_span){from, x->clauses.p[s->k1 - 1].end});
}

static bool opens_task(const fx *x, const fact_sentence *s) {
    for (uint32_t i = s->k0; i < s->k1; i++) {
        const fact_clause *k = &x->clauses.p[i];
        uint32_t at = k->start;
        const fact_groups skip = G(link) | G(task_lead) | G(plan);
        for (const fact_cue *q; (q = cedu__fact_cue_at(x, k, at)) && (q->groups & skip) && !(q->groups & G(task));) at = q->end;
        const fact_cue *q = cedu__fact_cue_at(x, k, at);
        if (q && (q->groups & (G(task) | G(act))) && q->end < k->end) return true;
    }
    return false;
}

/* The sentences after a speaker's in the same paragraph. */
static void go_on(fx *x, const fact_sentence *s) {
    size_t self = (size_t)(s - x->sentences.p);
    if (!x->voice || x->voice_sentence != self || !self || s[-1].block != s->block) return;
    const voice *v = x->voice;
    const fact_clause *k = &x->clauses.p[s->k0];
    uint32_t end = x->clauses.p[s->k1 - 1].end, from = k->start;
    for (uint32_t i = s->k0; i < s->k1; i++) { /* someone else, a document, the writer, a company's own story */
        const fact_clause *c = &x->clauses.p[i];
        if (c->source.name.n && c->source.at.start >= s->start) return;
        for (uint32_t j = c->m0; j < c->m1; j++)
            if (x->m.p[j].type == CEDU_MENTION_policy_title || x->m.p[j].type == CEDU_MENTION_person ||
                x->m.p[j].type == CEDU_MENTION_title)
                return;
        const fact_cue *show = cedu__fact_last_cue(x, c, c->start, c->end, G(show));
        if ((show && show->end == c->end) || cedu__fact_find_cue(x, c, c->start, c->end, G(according) | G(speech))) return;
    }
    if (k->opens_quote) return;
    bool advises = (v->verb->groups & G(advise)) != 0;
    if (!advises && x->plan_sentence == self && opens_task(x, s)) { /* its tasks say it all */
        x->voice_sentence = self + 1;
        return;
    }
    for (const fact_cue *q; (q = cedu__fact_cue_at(x, k, from)) && (q->groups & G(link)) && q->end < k->end;) from = q->end;
    uint32_t n, c = cedu__fact_char(x, from, end, &n);
    if (c == 0xFF0C) from = n;
    if (advises) put_proposals_whole(x, v, s, from);
    else put_sentence(x, v, s, s->k0, (fact_span){from, end}, (fact_span){from, end});
    x->voice_sentence = self + 1;
}

/* ------------------------------------------------------------------ what reports find */
static bool has_number(const fx *x, const fact_clause *k) {
    for (uint32_t j = k->m0; j < k->m1; j++)
        if (cedu__fact_is_number(x->m.p[j].type) && !x->m.p[j].vague && x->m.p[j].type != CEDU_MENTION_ordinal) return true;
    return false;
}

static void put_finding(fx *x, const fact_clause *k, fact_span s) {
    s = cedu__fact_trim(x, s);
    if (length(x, s) < 10) return;
    cedu_fact f = cedu__fact_new(CEDU_FACT_statement, "statement.finding");
    cedu__fact_str(x, &f, CEDU_FIELD_organisation, k->source.name);
    cedu__fact_str(x, &f, CEDU_FIELD_content, cedu__fact_text(x, s.start, s.end));
    f.confidence = 0.75;
    cedu__fact_text_settle(x, &f, k, k->end);
    cedu__fact_emit(x, &f, s, s);
}

/* 《报告》显示，…: whole where no figure stands in it; else the clauses that state something themselves. */
static void read_findings(fx *x, const fact_sentence *s) {
    const fact_clause *last = &x->clauses.p[s->k1 - 1];
    const fact_groups doing =
        G(plan) | G(advise) | G(forecast) | G(have) | G(past) | G(lack) | G(negation) | G(task) | G(project_verb);
    uint32_t from = s->k0;
    bool number = false, plan = false, lack = false;
    if (!last->source.name.n || !(last->source.how & G(show))) return;
    size_t self = (size_t)(s - x->sentences.p);
    bool own = last->source.at.start >= s->start;
    if ((!own && (x->finding_sentence != self || s[-1].block != s->block)) || opens_task(x, s)) return;
    for (uint32_t i = s->k0; i < s->k1; i++) {
        const fact_clause *k = &x->clauses.p[i];
        if (k->source.at.start >= k->start && k->source.at.start < k->end) from = i + 1;
        number |= has_number(x, k);
        plan |= (k->mood & (G(plan) | G(advise))) || cedu__fact_find_cue(x, k, k->start, k->end, G(plan) | G(advise));
        lack |= cedu__fact_find_cue(x, k, k->start, k->end, G(lack) | G(negation)) != NULL;
        const cedu_mention *t = cedu__fact_own_time(x, k, k->start, k->end);
        plan |= t && cedu__fact_after_publish(x, t);
    }
    if (!plan && from < s->k1) x->finding_sentence = self + 1;
    if (plan || from >= s->k1) return;
    if (!number && !lack) {
        uint32_t n, stop = x->in->blocks[s->block].end, end = last->end;
        if (cedu__fact_char(x, end, stop, &n) == 0x3002) end = n;
        put_finding(x, &x->clauses.p[from], (fact_span){x->clauses.p[from].start, end});
        return;
    }
    for (uint32_t i = from; i < s->k1; i++) {
        const fact_clause *k = &x->clauses.p[i];
        uint32_t start = k->start;
        const fact_cue *q = cedu__fact_last_cue(x, k, k->start, k->end, G(field));
        if (q && q->end == k->end && i + 1 < s->k1) k = &x->clauses.p[++i]; /* 在…方面，山西优势明显 */
        if (has_number(x, k) || cedu__fact_find_cue(x, k, k->start, k->end, doing)) continue;
        if (!cedu__fact_find_cue(x, k, k->start, k->end, G(outcome) | G(finding))) continue;
        put_finding(x, k, (fact_span){start, k->end});
    }
}

void cedu__fact_read_speech(fx *x, const fact_sentence *s) {
    for (uint32_t i = s->k0; i < s->k1; i++) {
        const fact_clause *k = &x->clauses.p[i];
        voice v;
        if (!voice_of(x, k, &v)) continue;
        remember(x, &v, s);
        bool advises = (v.verb->groups & G(advise)) != 0;
        uint32_t end = x->clauses.p[s->k1 - 1].end, n;
        /* “…。”X说: the quotation stands in the sentences before, in the same block */
        const fact_sentence *q0 = s;
        uint32_t before = s->start;
        bool quoted_before = before >= 3 && cedu__fact_char(x, before - 3, before, &n) == 0x201D;
        if (quoted_before) {
            while (q0 > x->sentences.p && q0[-1].block == s->block && !(x->clauses.p[q0->k0].opens_quote && q0 != s)) q0--;
            if (x->clauses.p[q0->k0].opens_quote && q0 != s) {
                fact_span q = {q0->start, s->start};
                put_statement(x, &v, &x->clauses.p[q0->k0], q, q);
                for (const fact_sentence *u = q0; u < s; u++)
                    for (uint32_t j = u->k0; j < u->k1; j++) {
                        uint32_t at = advice_in(x, &v, &x->clauses.p[j]);
                        if (!at) continue;
                        put_proposals(x, &v, u, j, at);
                        break;
                    }
            }
        }
        fact_span rest = {v.verb->end, end};
        while (rest.start < rest.end) {
            uint32_t c = cedu__fact_char(x, rest.start, rest.end, &n);
            if (c != 0xFF0C && c != ',' && c != 0xFF1A && c != ':' && c != ' ') break;
            rest.start = n;
        }
        if (rest.end <= rest.start) return;
        if (advises) put_proposals(x, &v, s, i, rest.start);
        else if (!quoted_before || v.verb->end != k->end || i + 1 < s->k1)
            put_sentence(x, &v, s, i, rest, (fact_span){k->start, end});
        return;
    }
    go_on(x, s);
    read_findings(x, s);
}

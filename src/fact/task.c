/* task.c - what is to be done and what is lacking: tasks, aims without a number, problems, and the units in charge.
 *
 * A task is a clause that opens with a verb of doing (cue groups task, act) where the text plans: a plan word, a policy that speaks,
 * a heading of aims, a sentence that goes on from a planning one, or units in charge named behind it. Clauses that open with no verb
 * of their own go with the task before them. A paragraph under 在X方面 is one task. An aim is a task that ends in a vision noun, or,
 * under a deadline, a clause that ends in an outcome (显著提升). A problem is a clause of lack, or of something that is not yet so.
 * To extend: words are rows of the groups act, task, vision, outcome, lack, task_unit in packs/core/cues.tsv.
 */
#include "fact/text.h"

#define MAX_TASK  70 /* code points of a task with the clauses that go with it */
#define MAX_UNITS 12

/* ------------------------------------------------------------------ where a task may stand */
static bool number_in(const fx *x, const fact_clause *k) {
    for (uint32_t j = k->m0; j < k->m1; j++)
        if (cedu__fact_is_number(x->m.p[j].type) && x->m.p[j].type != CEDU_MENTION_ordinal && !x->m.p[j].vague &&
            !x->m.p[j].refused)
            return true;
    return false;
}

static bool amount_in(const fx *x, const fact_clause *k) {
    for (uint32_t j = k->m0; j < k->m1; j++)
        if (x->m.p[j].type == CEDU_MENTION_percent || x->m.p[j].type == CEDU_MENTION_money ||
            (x->m.p[j].type == CEDU_MENTION_quantity && !x->m.p[j].vague))
            return true;
    return false;
}

static bool past(const fx *x, const fact_clause *k) { return cedu__fact_find_cue(x, k, k->start, k->end, G(past)) != NULL; }

/* 建成了, 构建起: done, not to be done; 发布的…: what was. */
static bool done(const fx *x, const fact_clause *k, uint32_t at) {
    uint32_t n, c = cedu__fact_char(x, at, k->end, &n);
    return c == 0x4E86 || c == 0x8D77 || c == 0x8FC7 || c == 0x7684; /* 了 起 过; 发布的方案 */
}

static const fact_cue *verb_at(const fx *x, const fact_clause *k, uint32_t i) {
    const fact_cue *q = cedu__fact_cue_at(x, k, i);
    bool verb = q && ((q->groups & G(task)) || ((q->groups & G(act)) && !cedu__fact_cue_value(x, q, FACT_I_act).n));
    return verb && q->end < k->end && !done(x, k, q->end) ? q : NULL;
}

/* X要结合…, Y将着力打造…: the verb behind a word that plans. */
static const fact_cue *inner_opener(const fx *x, const fact_clause *k, uint32_t *at) {
    for (uint32_t c = k->c0; c < k->c1; c++) {
        const fact_cue *q = &x->cues.p[c];
        if (!(q->groups & G(plan)) || q->end - q->start > 6) continue;
        uint32_t i = q->end;
        for (const fact_cue *l; (l = cedu__fact_cue_at(x, k, i)) && (l->groups & (G(task_lead) | G(plan)));) i = l->end;
        const fact_cue *v = verb_at(x, k, i);
        if (v) return *at = q->end, v;
    }
    return NULL;
}

/* Behind 第四条, 第二章 and, with `numbered`, （四）; `at` itself where no such number stands. */
static uint32_t behind_article(const fx *x, uint32_t at, uint32_t end, bool numbered) {
    uint32_t n, i = at;
    const uint32_t first = cedu__fact_char(x, at, end, &n);
    const bool bracket = numbered && (first == '(' || first == 0xFF08);
    if (first != 0x7B2C && !bracket) return at; /* 第 */
    for (int steps = 0; i < end && steps < (bracket ? 5 : 7); steps++, i = n) {
        uint32_t c = cedu__fact_char(x, i, end, &n);
        if (bracket && (c == ')' || c == 0xFF09)) return n;
        if (bracket) continue;
        if (c == 0x6761 || c == 0x7AE0 || c == 0x8282) return n; /* 条 章 节 */
    }
    return at;
}

/* The verb a clause opens with, behind numbers, places, times and words of manner. `at` gets where the content begins. */
static const fact_cue *opener(const fx *x, const fact_clause *k, uint32_t *at, bool *plan) {
    uint32_t i = behind_article(x, k->start, k->end, (k->has & G(task_unit)) != 0), n, lead = 0;
    for (uint32_t guard = 0; guard < 16 && i < k->end; guard++) {
        uint32_t c = cedu__fact_char(x, i, k->end, &n);
        const fact_cue *q = cedu__fact_cue_at(x, k, i);
        const cedu_mention *m = cedu__fact_mention_at(x, k, i);
        const fact_cue *v = verb_at(x, k, i);
        if (v) return *at = lead ? lead : i, v;
        if (q && (q->groups & G(plan))) *plan = true;
        if (!lead && q && (q->groups & G(task_lead))) lead = i;
        bool from = q && (q->groups & G(link)) && cedu__fact_cue_value(x, q, FACT_I_link).n; /* 从…, 在… */
        if (q && !from && (q->groups & (G(plan) | G(task_lead) | G(link) | G(here) | G(show)))) i = q->end;
        else if (m && (m->type == CEDU_MENTION_region || m->type == CEDU_MENTION_time || m->type == CEDU_MENTION_ordinal))
            i = m->end;
        else if (c == ' ' || c == 0x3000 || c == '.' || c == 0x3001 || (c >= '0' && c <= '9')) i = n;
        else break;
    }
    const fact_cue *v = inner_opener(x, k, at);
    if (v) *plan = true;
    return v;
}

/* 以X为抓手: what the work turns on. */
static bool pivots(const fx *x, const fact_clause *k) {
    uint32_t n;
    if (cedu__fact_char(x, k->start, k->end, &n) != 0x4EE5) return false; /* 以 */
    for (uint32_t i = k->c0; i < k->c1; i++)
        if ((x->cues.p[i].groups & G(act)) && x->cues.p[i].end == k->end &&
            cedu__eqz(cedu__fact_cue_value(x, &x->cues.p[i], FACT_I_act), "pivot"))
            return true;
    return false;
}

static bool policy_speaks(const fact_clause *k) {
    return k->source.name.n && (k->source.how & (G(show) | G(according))) && cedu__u8_count(k->source.name) > 6;
}

static bool unit_word(const fact_sentence *s) { return (s->has & G(task_unit)) != 0; }

/* Whether what the sentence asks for is meant to be done, as far as the sentence and those before it say. */
static bool planned(fx *x, const fact_sentence *s) {
    size_t self = (size_t)(s - x->sentences.p);
    bool plan = false, was = false, issued = false, title = false;
    for (uint32_t i = s->k0; i < s->k1; i++) {
        const fact_clause *k = &x->clauses.p[i];
        was |= past(x, k);
        for (uint32_t c = k->c0; c < k->c1; c++) {
            const fact_groups verbs = G(task) | G(act) | G(have) | G(project_verb);
            was |= (x->cues.p[c].groups & verbs) && done(x, k, x->cues.p[c].end);
            plan |= (x->cues.p[c].groups & G(plan)) != 0;
            issued |= (x->cues.p[c].groups & G(publish)) != 0;
        }
        plan |= policy_speaks(k);
        for (uint32_t j = k->m0; j < k->m1; j++) title |= x->m.p[j].type == CEDU_MENTION_policy_title;
    }
    plan |= issued && title;
    bool on = x->plan_sentence == self && self > 0 && s->block == s[-1].block;
    if (!plan && !was) {
        plan = on;
        for (const fact_sentence *u = s; u < x->sentences.p + x->sentences.n && u <= s + 1 && u->block == s->block && !plan;
             u++)
            plan = unit_word(u);
    }
    if (plan && !(was && !on)) x->plan_sentence = self + 1;
    return plan;
}

/* ------------------------------------------------------------------ tasks and aims */
static bool opens_bracket(uint32_t c) { return c == '(' || c == 0xFF08 || c == '[' || c == 0x3010; }
static bool shuts_bracket(uint32_t c) { return c == ')' || c == 0xFF09 || c == ']' || c == 0x3011; }

/* 开放场景|（某局牵头，…）: where the bracket opens that says who is in charge; the content's end where none does. */
static uint32_t before_charge(const fx *x, const fact_clause *k, fact_span content) {
    for (uint32_t i = content.start, n; i < content.end; i = n) {
        if (!opens_bracket(cedu__fact_char(x, i, content.end, &n)) || i == content.start) continue;
        const fact_cue *who = cedu__fact_find_cue(x, k, n, k->end, G(task_unit));
        bool inside = who != NULL; /* 县（市）分级负责: the bracket is shut before */
        for (uint32_t j = n, m; inside && j < who->start; j = m) inside = !shuts_bracket(cedu__fact_char(x, j, who->start, &m));
        if (inside) return i;
    }
    return content.end;
}

static void put(fx *x, const fact_clause *k, fact_span content, cedu_fact_kind kind, const char *rule, cedu_str subject,
                cedu_str name) {
    content = cedu__fact_trim(x, content);
    if ((k->has & G(task_unit)) && content.start >= k->start) content.end = before_charge(x, k, content);
    cedu_str words = cedu__fact_text(x, content.start, content.end);
    const uint64_t said = FACT_SAID(kind, words.n);
    size_t last = x->said_ever[FACT_SAID_BITS(said)] ? x->out.n : 0;
    for (size_t i = last; i > 0 && last - i < 400; i--) { /* said again further down */
        if (x->said.p[i - 1] != said) continue;
        const cedu_fact *f = &x->out.p[i - 1];
        if (f->place.clean_start != content.start && cedu__eq(f->subject, subject) &&
            cedu__eq(cedu__fact_text(x, (uint32_t)f->place.clean_start, (uint32_t)f->place.clean_end), words))
            return;
    }
    cedu_fact f = cedu__fact_new(kind, rule);
    f.subject = subject;
    f.confidence = 0.75;
    f.stance = CEDU_STANCE_planned;
    cedu__fact_str(x, &f, CEDU_FIELD_name, name);
    cedu__fact_str(x, &f, CEDU_FIELD_content, cedu__fact_text(x, content.start, content.end));
    bool outcome = kind == CEDU_FACT_target && cedu__eqz(f.rule, "target.outcome");
    cedu__fact_text_settle(x, &f, k, outcome ? k->end : content.start + 1); /* places behind the verb are its object */
    cedu__fact_emit(x, &f, content, content);
}

/* The vision noun a clause ends in, 等 and 建设 aside. */
static const fact_cue *vision_of(const fx *x, const fact_clause *k, uint32_t from) {
    const fact_cue *v = cedu__fact_last_cue(x, k, from, k->end, G(vision));
    if (!v) return NULL;
    uint32_t e = v->end, n;
    const fact_cue *q = cedu__fact_cue_at(x, k, e);
    if (q && (q->groups & G(etc))) e = q->end;
    while (e < k->end && cedu__fact_char(x, e, k->end, &n) == 0x201D) e = n;
    return e >= k->end ? v : NULL;
}

/* Under a deadline or a heading of aims, a clause that ends in how things will be. */
static bool outcome(const fx *x, const fact_clause *k, bool plan) {
    const fact_cue *q = cedu__fact_last_cue(x, k, k->start, k->end, G(outcome));
    uint32_t at;
    bool own = false;
    if (!q || q->end != k->end || q->start < k->start + 6 || number_in(x, k)) return false;
    if (opener(x, k, &at, &own) || past(x, k)) return false;
    const cedu_mention *t = cedu__fact_own_time(x, k, k->start, k->end);
    const cedu_mention *when = t ? t : k->time;
    bool here = when && when->start >= x->sentences.p[k->sentence].start; /* 到2026年，… */
    bool deadline = when && cedu__fact_after_publish(x, when) && (plan || (k->mood & G(plan)) || here);
    return deadline || k->section == SECTION_AIMS;
}

static void read_aim(fx *x, const fact_clause *k, bool plan) {
    if (!outcome(x, k, plan)) return;
    const cedu_mention *t = cedu__fact_own_time(x, k, k->start, k->end);
    const fact_cue *q = cedu__fact_last_cue(x, k, k->start, k->end, G(outcome));
    fact_span np = {k->start, q->start};
    if (t && t->end < q->start) np.start = t->end;
    np = cedu__fact_trim(x, np);
    uint32_t n, c = cedu__fact_char(x, np.start, np.end, &n);
    if (c == 0xFF0C) np.start = n;
    if (cedu__fact_length(x, np) < 2) return;
    put(x, k, (fact_span){k->start, k->end}, CEDU_FACT_target, "target.outcome", cedu__fact_text(x, np.start, np.end),
        (cedu_str){0});
}

/* Another reader has made this clause a measure, a project, an entry of a list, or a list that ends with it. */
static bool taken(const fx *x, const fact_clause *k) {
    for (size_t i = x->out.n; i > 0 && x->out.n - i < 40; i--) {
        const cedu_fact *f = &x->out.p[i - 1];
        if (f->place.clean_end <= k->start || f->place.clean_start >= k->end) continue;
        if (f->kind == CEDU_FACT_instrument || f->kind == CEDU_FACT_project || f->kind == CEDU_FACT_registry) return true;
        if (f->kind != CEDU_FACT_focus || f->place.clean_end != k->end || f->place.clean_start > k->start + 24) continue;
        uint32_t tail = k->end;
        for (const fact_cue *q; (q = cedu__fact_cue_ending(x, k, tail)) && (q->groups & G(field));) return true;
    }
    return false;
}

/* …”主题: the clause lies in a quotation that is a name. */
static bool slogan(const fx *x, const fact_clause *k) {
    uint32_t n;
    for (uint32_t i = k->start; i < k->end; i = n) {
        uint32_t c = cedu__fact_char(x, i, k->end, &n);
        if (c == 0x201C) return false;
        if (c == 0x201D) return n < k->end;
    }
    return false;
}

static bool names_aspect(const fx *x, const fact_clause *k) {
    const fact_cue *q = cedu__fact_last_cue(x, k, k->start, k->end, G(field));
    return q && q->end == k->end && cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_field), "aspect");
}

static uint32_t read_task(fx *x, const fact_sentence *s, uint32_t i, bool plan) {
    const fact_clause *k = &x->clauses.p[i];
    uint32_t at = k->start, n;
    bool says = plan || (k->mood & G(plan)) || policy_speaks(k);
    if (k->time && k->time->start >= s->start && cedu__fact_after_publish(x, k->time)) says = true; /* 到2026年，建成… */
    const fact_cue *task = opener(x, k, &at, &says);
    bool turn = !task && pivots(x, k);
    if (!says || (!task && !turn) || (k->mood & G(advise)) || past(x, k) || number_in(x, k)) return i;
    for (uint32_t j = k->m0; task && (task->groups & G(publish)) && j < k->m1; j++) /* 发布《…方案》 is done */
        if (x->m.p[j].type == CEDU_MENTION_policy_title && x->m.p[j].start >= task->end) return i;
    const cedu_mention *t = cedu__fact_own_time(x, k, k->start, at + 1);
    if (t && !cedu__fact_after_publish(x, t) && t->when.end.year && x->in->date.year && t->when.end.year < x->in->date.year)
        return i; /* 2019年，开展… */
    fact_span content = {at, k->end};
    if (cedu__fact_length(x, cedu__fact_trim(x, content)) < 6 || taken(x, k) || slogan(x, k) || names_aspect(x, k)) return i;
    const fact_cue *vision = task ? vision_of(x, k, task->end) : NULL;
    for (uint32_t j = k->m0; vision && j < k->m1; j++) /* 塑造一批标杆: many are no place's aim */
        if (x->m.p[j].vague && x->m.p[j].start <= task->end + 3 && x->m.p[j].start >= task->end) vision = NULL;
    if (vision) {
        fact_span np = {task->end, vision->end}, it[8];
        for (const fact_cue *q; (q = cedu__fact_cue_at(x, k, np.start)) && q->end < vision->start && (q->groups & G(task));)
            np.start = q->end;                        /* 加快建设, 推进创建 */
        size_t z = cedu__fact_zones(x, k, np, it, 8); /* two titles to win, two aims */
        for (size_t j = 0; j < z; j++)
            put(x, k, content, CEDU_FACT_target, "target.vision", cedu__fact_text(x, it[j].start, it[j].end), (cedu_str){0});
        if (!z) put(x, k, content, CEDU_FACT_target, "target.vision", cedu__fact_text(x, np.start, np.end), (cedu_str){0});
        return i;
    }
    uint32_t last = i;
    for (uint32_t j = i + 1; task && j < s->k1; j++) { /* 布局一批项目，技术创新实现新引领 */
        const fact_clause *d = &x->clauses.p[j];
        uint32_t mark = cedu__fact_char(x, x->clauses.p[j - 1].end, x->in->blocks[k->block].end, &n), from;
        bool own = false;
        if ((mark != 0xFF0C && mark != ',') || opener(x, d, &from, &own) || pivots(x, d) || number_in(x, d) || past(x, d) ||
            outcome(x, d, says) || d->p1 > d->p0 ||
            cedu__fact_find_cue(x, d, d->start, d->end,
                                G(focus) | G(speech) | G(show) | G(task_unit) | G(advise) | G(lack) | G(negation)))
            break;
        const fact_cue *head = cedu__fact_cue_at(x, d, d->start);
        if (head && (head->groups & G(link)) && !cedu__fact_cue_value(x, head, FACT_I_link).n) break; /* 同时, 此外 */
        if (cedu__fact_length(x, (fact_span){content.start, d->end}) > MAX_TASK) break;
        content.end = d->end;
        last = j;
    }
    put(x, k, content, CEDU_FACT_task, "task.verb", (cedu_str){0}, (cedu_str){0});
    return last;
}

/* ------------------------------------------------------------------ 在X方面: a paragraph that is one task */
/* The end of what the sentence's first clause opens; 0 = it opens nothing. `name` gets X. */
static uint32_t aspect(fx *x, const fact_sentence *s, cedu_str *name) {
    const fact_clause *k = &x->clauses.p[s->k0];
    const cedu_fact_block *b = &x->in->blocks[s->block];
    const fact_cue *q = cedu__fact_last_cue(x, k, k->start, k->end, G(field));
    uint32_t n, end = x->clauses.p[s->k1 - 1].end, from = k->start;
    if (!q || q->end != k->end || s->k1 - s->k0 < 2 || !cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_field), "aspect")) return 0;
    uint32_t c0 = cedu__fact_char(x, from, q->start, &n);
    if (c0 == 0x4ECE) return 0; /* 从…角度 */
    if (c0 == 0x5728) from = n; /* 在 */
    fact_span t = cedu__fact_trim(x, (fact_span){from, q->start});
    if (cedu__fact_length(x, t) < 2 || cedu__fact_length(x, t) > 20 ||
        cedu__fact_find_cue(x, k, t.start, t.end, G(etc) | G(plan)))
        return 0;
    const fact_sentence *u = s;
    bool whole = s->start <= b->start + 3;
    for (; whole && u + 1 < x->sentences.p + x->sentences.n && u[1].block == s->block && !unit_word(u + 1); u++) {
        uint32_t mark = cedu__fact_char(x, x->clauses.p[u->k1 - 1].end, b->end, &n);
        if (mark == 0xFF1B || mark == ';') break;
    }
    bool verb = false;
    for (uint32_t i = s->k0; i < u->k1; i++) {
        const fact_clause *c = &x->clauses.p[i];
        uint32_t at;
        bool plan = false;
        if (past(x, c) || amount_in(x, c)) return 0;
        const fact_cue *o = i > s->k0 ? opener(x, c, &at, &plan) : NULL;
        verb |= o != NULL || plan;
    }
    uint32_t far = x->clauses.p[u->k1 - 1].end;
    if (cedu__fact_length(x, (fact_span){k->start, far}) <= CEDU_MAX_QUOTE - 2) end = far;
    *name = cedu__fact_text(x, t.start, t.end);
    return verb ? end : 0;
}

/* ------------------------------------------------------------------ problems */
static void read_problem(fx *x, const fact_sentence *s, const fact_clause *k) {
    const fact_cue *q = cedu__fact_last_cue(x, k, k->start, k->end, G(lack));
    if (!q) {
        q = cedu__fact_find_cue(x, k, k->start, k->end, G(negation));
        if (q && q->end - q->start < 6) q = NULL;
    }
    if (!q || (k->mood & G(advise))) return;
    for (const fact_clause *b = &x->clauses.p[s->k0]; b <= k; b++) /* 将解决…不足; the mood of a heading does not count */
        if (cedu__fact_find_cue(x, b, b->start, b == k ? q->start : b->end, G(plan))) return;
    if (cedu__fact_find_cue(x, k, k->start, q->start, G(solve))) return; /* 破解…瓶颈 */
    for (uint32_t j = k->m0; j < k->m1; j++)
        if (cedu__fact_is_number(x->m.p[j].type) && x->m.p[j].start <= q->end && x->m.p[j].end >= q->start) return;
    uint32_t n, from = k->start;
    bool ends = q->end == k->end || cedu__fact_char(x, q->end, k->end, &n) != 0x7684; /* 的 */
    if (cedu__fact_char(x, from, k->end, &n) == 0x201C) from = n;
    for (const fact_cue *l; (l = cedu__fact_cue_at(x, k, from)) && l->end < q->start && (l->groups & (G(link) | G(pronoun)));)
        from = l->end;
    uint32_t c = cedu__fact_char(x, from, k->end, &n);
    if (c == 0x5982) from = n; /* 如 */
    fact_span content = cedu__fact_trim(x, (fact_span){from, k->end}), quote = content;
    if (cedu__fact_char_before(x, k->end) == 0x7684) return; /* 对国家没有配套要求的，给予…: whom it is for */
    if (!ends || cedu__fact_length(x, content) < 4) return;
    cedu_fact f = cedu__fact_new(CEDU_FACT_problem, "problem.lack");
    cedu_str id;
    fact_span np = cedu__fact_np_left(x, k, from, q->start);
    if (np.end <= np.start || cedu__fact_length(x, np) < 2) np = (fact_span){q->end, k->end}; /* 我们[还]缺少… */
    f.subject = cedu__fact_subject(x, np, NULL, x->domain, &id);
    f.denied = (q->groups & G(negation)) != 0;
    bool head = q->start == k->start; /* A、B和C等，缺乏…: what lacks stands in the clauses before */
    if (head && k > &x->clauses.p[s->k0] && !cedu__fact_find_cue(x, k - 1, k[-1].start, k[-1].end, G(lack) | G(negation)) &&
        cedu__fact_length(x, (fact_span){x->clauses.p[s->k0].start, k->end}) < 80)
        quote.start = x->clauses.p[s->k0].start;
    const fact_clause *d = k + 1 < &x->clauses.p[s->k1] ? k + 1 : NULL; /* and the figure that shows it */
    if (d && !head && number_in(x, d) && cedu__fact_find_cue(x, d, d->start, d->end, G(be) | G(share)) &&
        !cedu__fact_find_cue(x, d, d->start, d->end, G(lack) | G(growth)))
        quote.end = d->end;
    cedu__fact_str(x, &f, CEDU_FIELD_content, cedu__fact_text(x, content.start, content.end));
    cedu__fact_text_settle(x, &f, k, k->end);
    if (!k->region.n) f.confidence -= 0.3;
    cedu__fact_emit(x, &f, quote, content);
}

/* ------------------------------------------------------------------ who is in charge */
/* Names in [a, b), 、 between; a body that is known by its full name, others as written. */
static size_t units(fx *x, const fact_clause *k, uint32_t a, uint32_t b, cedu_str *out, size_t n, size_t max) {
    uint32_t from = a, next;
    int depth = 0; /* 市发展改革委（数据局）: the bracket belongs to the name */
    for (uint32_t i = a; i <= b && n < max; i = next) {
        next = i + 1;
        uint32_t c = i < b ? cedu__fact_char(x, i, b, &next) : 0x3001;
        bool open = c == 0xFF08 || c == '(', close = c == 0xFF09 || c == ')';
        depth += open;
        if (open || (close && depth-- > 0)) continue;
        bool stop = close || c == 0xFF1B || c == ';' || c == 0x3011;
        if (c == 0x2605 || c == 0x2606) from = next; /* ★ ☆ */
        if ((c != 0x3001 && c != 0xFF0C && c != ' ' && !stop) || (depth > 0 && i < b)) continue;
        fact_span s = cedu__fact_trim(x, (fact_span){from, i});
        from = next;
        cedu_str name = {0};
        for (uint32_t j = k->m0; j < x->m.n && s.end > s.start && x->m.p[j].start <= s.start; j++)
            if (x->m.p[j].start == s.start && x->m.p[j].end == s.end && x->m.p[j].type == CEDU_MENTION_organisation)
                name = cedu__fact_body(x, k, &x->m.p[j]);
        size_t len = cedu__fact_length(x, s);
        if (len >= 3 && len <= 30) out[n++] = name.n ? name : cedu__fact_text(x, s.start, s.end);
        if (stop) break;
    }
    return n;
}

/* The first body of those that a word of charge stands behind: at the clause's beginning, behind 由 or a bracket; NULL = none. */
static const cedu_mention *body_before(const fx *x, const fact_clause *k, uint32_t at) {
    for (uint32_t j = k->m0; j < k->m1 && x->m.p[j].end <= at; j++) {
        const cedu_mention *m = &x->m.p[j];
        if (m->type != CEDU_MENTION_organisation || cedu__fact_find_cue(x, k, m->end, at, G(task_unit))) continue;
        uint32_t c = m->start > k->start ? cedu__fact_char_before(x, m->start) : 0x7531; /* 由 */
        if (c == 0x7531 || c == 0xFF0C || c == ',' || opens_bracket(c)) return m;
    }
    return NULL;
}

static void read_units(fx *x, const fact_sentence *s) {
    if (!unit_word(s)) return;
    cedu_str lead[MAX_UNITS], resp[MAX_UNITS];
    size_t leads = 0, resps = 0;
    uint32_t n;
    for (uint32_t i = s->k0; i < s->k1; i++) {
        const fact_clause *k = &x->clauses.p[i];
        for (uint32_t c = k->c0; c < k->c1; c++) {
            const fact_cue *q = &x->cues.p[c];
            if (!(q->groups & G(task_unit))) continue;
            bool first = cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_task_unit), "lead");
            uint32_t mark = cedu__fact_char(x, q->end, x->in->blocks[s->block].end, &n), a, b;
            if (mark == 0xFF1A || mark == ':') {
                a = n;
                int depth = 0;
                for (b = a; b < s->end;) { /* to the mark that ends the list, or the next label */
                    uint32_t e, ch = cedu__fact_char(x, b, s->end, &e);
                    depth += ch == 0xFF08 || ch == '(';
                    if (ch == 0xFF1B || ch == ';' || ((ch == 0xFF09 || ch == ')') && depth-- == 0) || ch == 0x3002) break;
                    b = e;
                }
            } else { /* 由…牵头，…配合; （…牵头） */
                const cedu_mention *body = body_before(x, k, q->start);
                if (!body) continue;
                a = body->start, b = q->start;
            }
            if (first) leads = units(x, k, a, b, lead, leads, MAX_UNITS);
            else resps = units(x, k, a, b, resp, resps, MAX_UNITS);
        }
    }
    if (!leads && !resps) return;
    uint32_t from = x->in->blocks[s->block].start;
    if (s->start <= from + 3 && s->block > 0) from = x->in->blocks[s->block - 1].start; /* a line of its own */
    for (size_t i = x->out.n; i > 0 && x->out.n - i < 200; i--) {
        cedu_fact *f = &x->out.p[i - 1];
        bool own = f->kind == CEDU_FACT_task || f->kind == CEDU_FACT_safeguard || f->kind == CEDU_FACT_target ||
                   f->kind == CEDU_FACT_instrument;
        if (f->place.clean_start < from || !own) continue;
        if (leads) cedu__fact_list(x, f, CEDU_FIELD_lead_units, lead, leads);
        if (resps) cedu__fact_list(x, f, CEDU_FIELD_responsible_units, resp, resps);
    }
}

/* 2.组建数据联盟。（牵头单位：…）: what units are named for is a task, whatever verb it opens with. */
static void read_charge(fx *x, const fact_sentence *s) {
    const fact_clause *k = &x->clauses.p[s->k0], *last = &x->clauses.p[s->k1 - 1];
    const fact_sentence *next = s + 1;
    uint32_t n, at = k->start, open = 0;
    bool first = s == x->sentences.p || s[-1].block != s->block;
    if (!first || unit_word(s) || next >= x->sentences.p + x->sentences.n || next->block != s->block || !unit_word(next))
        return;
    for (open = next->start; open < next->end && cedu__fact_char(x, open, next->end, &n) == ' ';) open = n;
    if (cedu__fact_char(x, open, next->end, &n) != 0xFF08 && cedu__fact_char(x, open, next->end, &n) != '(') return;
    for (uint32_t i = at, c; i < k->end && i < at + 12; i = n) /* behind 2. and （二） */
        if ((c = cedu__fact_char(x, i, k->end, &n)) == '.' || c == 0x3001 || c == 0xFF09 || c == ')' || c == 0xFF0E) at = n;
    fact_span content = {at, last->end};
    size_t length = cedu__fact_length(x, cedu__fact_trim(x, content));
    if (length < 6 || length > MAX_TASK || number_in(x, k) || past(x, k) || cedu__fact_find_cue(x, k, at, k->end, G(lack)))
        return;
    put(x, k, content, CEDU_FACT_task, "task.charge", (cedu_str){0}, (cedu_str){0});
}

/* The line is the title of a document: 支持…若干措施. */
static bool titles(const fx *x, const fact_sentence *s) {
    const cedu_fact_block *b = &x->in->blocks[s->block];
    bool units = false; /* 建设…平台。（责任单位：…）: no title though it stands alone */
    for (const fact_sentence *u = s; u < x->sentences.p + x->sentences.n && u->block == s->block; u++) units |= unit_word(u);
    if (b->title) return !units;
    fact_span t = cedu__fact_trim(x, (fact_span){b->start, b->end});
    if (!cedu__fact_is_heading(x, b) || t.end - t.start < 30) return false;
    for (uint32_t i = t.end; i > t.start && t.end - i < 24;) {
        i = (uint32_t)cedu__u8_prev(x->text, i);
        cedu_hit h[8];
        size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_doc_type, cedu__sub(x->text, 0, t.end), i, h, CEDU_COUNT(h));
        if (n && h[n - 1].end == t.end) return true;
    }
    return false;
}

void cedu__fact_read_tasks(fx *x, const fact_sentence *s) {
    cedu_str name = {0};
    if (titles(x, s) || (s->has & G(preamble))) return; /* 为…，制定本办法: what the document is for */
    bool plan = planned(x, s);
    uint32_t end = s->start >= x->aspect_end ? aspect(x, s, &name) : 0;
    if (end) {
        const fact_clause *k = &x->clauses.p[s->k0];
        put(x, k, (fact_span){k->start, end}, CEDU_FACT_task, "task.aspect", name, name);
        x->aspect_end = end;
    }
    const size_t had = x->out.n;
    for (uint32_t i = s->k0; i < s->k1; i++) {
        const fact_clause *k = &x->clauses.p[i];
        read_problem(x, s, k);
        if (k->start < x->aspect_end) continue;
        read_aim(x, k, plan);
        i = read_task(x, s, i, plan);
    }
    if (x->out.n == had && s->start >= x->aspect_end) read_charge(x, s);
    read_units(x, s);
}

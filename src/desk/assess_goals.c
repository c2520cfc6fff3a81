/* assess_goals.c - what a goal must say: from what, how much, by when, who. Only for plans.
 *
 * A goal is a fact of kind target about the own region, outside the sections that tell what is there. Its deadline may stand in its
 * sentence, before it in its paragraph, or in the line that opens its section; its baseline in its sentence, or as an observation of the same
 * thing anywhere in the draft; its unit in its paragraph, or in a line of its own for the section.
 */
#include "desk/assess_inner.h"

/* ------------------------------------------------------------------ deadline */
static bool time_in(const assess *x, uint32_t from, uint32_t to) {
    for (size_t i = 0; i < x->d->mentions.n && x->d->mentions.p[i].start < to; i++) {
        const cedu_mention *m = &x->d->mentions.p[i];
        if (m->start < from) continue;
        if (m->type == CEDU_MENTION_set) return true; /* 每年 */
        if (m->type != CEDU_MENTION_time) continue;
        int end = m->when.end.year ? m->when.end.year : m->when.start.year;
        if (m->when.plan || m->when.deadline || end >= x->year) return true;
    }
    return false;
}

static bool has_deadline(const assess *x, size_t part) {
    const cedu_draft_part *p = &x->d->parts[part];
    if (time_in(x, p->place.clean_start, p->place.clean_end)) return true;
    for (size_t i = part; i-- > 0;) {
        const cedu_draft_part *q = &x->d->parts[i];
        if (q->block == p->block) {
            if (time_in(x, q->place.clean_start, q->place.clean_end)) return true;
            continue;
        }
        if (q->title) break;
        /* 到2027年，实现以下目标： opens a section; a heading may hold the year. A list's earlier item says nothing. */
        bool opens = q->heading ? p->section == (int)i || (p->section >= 0 && x->d->parts[p->section].section == (int)i)
                                : q->section == p->section &&
                                      (cedu__ends(q->text, CEDU_STR("：")) || cedu__ends(q->text, CEDU_STR(":")));
        if (opens && time_in(x, q->place.clean_start, q->place.clean_end)) return true;
        if (q->heading && (int)i == p->section) break;
    }
    return p->row; /* a table has a column for it, or a heading above it */
}

/* The paragraph whose points follow said it: 到2027年，…。 ——…: the fact has its period from there. */
static bool inherits_deadline(const assess *x, const cedu_fact *f) {
    for (const cedu_context *c = f->context; c; c = c->next)
        for (size_t i = 0; cedu__eqz(c->role, "period") && i < x->d->mentions.n; i++) {
            const cedu_mention *m = &x->d->mentions.p[i];
            if (m->start == c->place.clean_start && m->type == CEDU_MENTION_time && m->when.deadline) return true;
        }
    return false;
}

/* ------------------------------------------------------------------ baseline */
static size_t same_unit(const assess *x, const cedu_draft_part *p, cedu_str unit) {
    size_t n = 0;
    for (size_t i = 0; i < x->d->mentions.n && x->d->mentions.p[i].start < p->place.clean_end; i++) {
        const cedu_mention *m = &x->d->mentions.p[i];
        if (m->start < p->place.clean_start || !m->has_value || m->entry < 0) continue;
        const cedu_entry *e = cedu__image_entry(x->im, m->entry);
        if (e->cls != CEDU_CLASS_unit) continue;
        cedu_str base = cedu__image_attr(x->im, m->entry, CEDU_ATTR_base);
        n += cedu__eq(base.n ? base : e->name, unit);
    }
    return n;
}

/* The characters of the sentence before a fact's own number. */
static cedu_str lead_of(const assess *x, const cedu_store_fact *f) {
    cedu_str q = f->clean_quote;
    ptrdiff_t at = f->fact.as_written.n ? cedu__find(q, f->fact.as_written, 0) : -1;
    (void)x;
    return at > 0 ? cedu__sub(q, 0, (size_t)at) : q;
}

static bool has_baseline(const assess *x, const cedu_store_fact *f, const cedu_draft_part *p) {
    if (p->row || assess_observed(x, &f->fact, true, 0)) return true;
    if (assess_has(x->w.base, p->text)) return assess_numbers(x, p) > 1 || assess_has(x->w.yearly, p->text);
    if (same_unit(x, p, f->fact.unit) > 1 &&
        (cedu__find(p->text, CEDU_STR("由"), 0) >= 0 || cedu__find(p->text, CEDU_STR("从"), 0) >= 0))
        return true;
    return false;
}

static bool needs_baseline(const assess *x, const cedu_store_fact *f) {
    cedu_str lead = lead_of(x, f);
    if (f->fact.kind == CEDU_FACT_rank) return false;
    if (f->fact.kind == CEDU_FACT_growth) return assess_has(x->w.doubles, f->clean_quote);
    if (!assess_has(x->w.fresh, lead)) return true;
    /* 建成后达到: what is reached needs one all the same */
    return f->fact.subject_id.n && assess_has(x->w.reach, lead) &&
           !assess_has(x->w.fresh, cedu__sub(lead, lead.n > 24 ? cedu__u8_prev(lead, lead.n - 22) : 0, lead.n));
}

/* ------------------------------------------------------------------ responsible units */
static bool unit_alone(const cedu_draft_part *p) { /* （责任单位：…） in a line of its own */
    cedu_str t = p->text;
    size_t len;
    uint32_t c = cedu__u8_at(t, 0, &len);
    if (c == 0xFF08 || c == '(' || c == 0x3010) t = cedu__sub(t, len, t.n);
    return cedu__find(t, CEDU_STR("："), 0) >= 0 && cedu__find(t, CEDU_STR("："), 0) < 24;
}

static bool says_unit(const assess *x, const cedu_draft_part *p) {
    if (!assess_has(x->w.unit, p->text)) return false;
    for (size_t i = 0; i < x->d->mentions.n && x->d->mentions.p[i].start < p->place.clean_end; i++)
        if (x->d->mentions.p[i].start >= p->place.clean_start && x->d->mentions.p[i].type == CEDU_MENTION_organisation)
            return true;
    return cedu__find(p->text, CEDU_STR("单位"), 0) >= 0 || cedu__find(p->text, CEDU_STR("部门"), 0) >= 0;
}

static bool has_unit(const assess *x, const bool *says, const cedu_draft_part *p) {
    for (size_t i = 0; i < x->d->part_count; i++) {
        if (!says[i]) continue;
        const cedu_draft_part *q = &x->d->parts[i];
        if (q->block == p->block) return true;
        if (q->section == p->section && (unit_alone(q) || q->row) && q->block > p->block) return true;
    }
    return false;
}

/* A line that only announces: a heading, why there is a plan, or what is as short as a heading and does not end as a sentence does. */
static bool announces(const assess *x, const cedu_draft_part *p) {
    static const char *const ends[] = {"。", "；", "！", "？", "，", "、", "：", "）", ")", ";", "."};
    if (p->heading || p->title) return true;
    for (size_t i = 0; i < x->w.opening.n; i++)
        if (cedu__starts(p->text, x->w.opening.p[i].form)) return true;
    for (size_t i = 0; i < CEDU_COUNT(ends); i++)
        if (cedu__ends(p->text, cedu__str(ends[i]))) return false;
    return p->text.n <= 120 && !p->row;
}

static void units(assess *x, const bool *goal) {
    const cedu_draft *d = x->d;
    bool *says = CEDU_NEW_N(x->a, bool, d->part_count + 1);
    size_t any = 0;
    for (size_t i = 0; says && i < d->part_count; i++) {
        says[i] = !d->parts[i].heading && !d->parts[i].title && says_unit(x, &d->parts[i]);
        if (cedu__find(d->parts[i].text, CEDU_STR("分工"), 0) >= 0 && cedu__find(d->parts[i].text, CEDU_STR("附"), 0) >= 0)
            return; /* in an annex */
        any += says[i];
    }
    if (!says) return;
    cedu_point *all = NULL;
    uint32_t last = UINT32_MAX;
    bool *task = CEDU_NEW_N(x->a, bool, d->part_count + 1);
    size_t with = 0, without = 0;
    bool sections = false;
    for (size_t i = 0; i < d->part_count; i++) sections |= d->parts[i].heading && !d->parts[i].title;
    for (size_t i = 0; task && i < d->fact_count; i++) {
        cedu_fact_kind k = d->facts[i].fact.kind;
        size_t p = assess_part_of(x, &d->facts[i]);
        if ((k == CEDU_FACT_task || k == CEDU_FACT_focus) && !d->parts[p].title && !assess_in_plain(x, &d->parts[p]) &&
            !assess_in_goal(x, &d->parts[p]) && !assess_in_guide(x, &d->parts[p]) && !announces(x, &d->parts[p]) &&
            !(sections && (d->parts[p].section < 0 ||
                           d->parts[d->parts[p].section].title))) /* what stands before the first heading introduces */
            task[p] = true;
    }
    for (size_t i = 0; task && i < d->part_count; i++)
        if (task[i]) *(has_unit(x, says, &d->parts[i]) ? &with : &without) += 1;
    for (size_t i = 0; task && i < d->part_count; i++) {
        bool tasks_count = task[i] && with >= without && with > 0;
        if ((!goal[i] && !tasks_count) || d->parts[i].block == last || (any && has_unit(x, says, &d->parts[i]))) continue;
        last = d->parts[i].block;
        if (!any) {
            if (!all)
                all = assess_add(x, CEDU_POINT_no_unit, CEDU_SEVERITY_warning, i, CEDU_STR("全文没有写明责任单位"),
                                 CEDU_STR("no responsible unit is named anywhere"), "逐项写明牵头和责任单位",
                                 "name who leads and who is responsible, item by item");
            else assess_also(x, all, i);
            continue;
        }
        (void)assess_add(x, CEDU_POINT_no_unit, CEDU_SEVERITY_warning, i,
                         goal[i] ? CEDU_STR("目标没有写明责任单位，别处有写") : CEDU_STR("任务没有写明责任单位，其他任务有写"),
                         goal[i] ? CEDU_STR("this goal names no responsible unit, others do")
                                 : CEDU_STR("this task names no responsible unit, others do"),
                         "写明牵头和责任单位", "name who leads and who is responsible");
    }
    if (all) {
        all->zh = cedu__arena_strf(x->a, "全文没有写明责任单位，涉及 %zu 处目标", all->also_count + 1);
        all->en = cedu__arena_strf(x->a, "no responsible unit is named anywhere; %zu goals", all->also_count + 1);
    }
}

/* ------------------------------------------------------------------ the rule */
static void one_goal(assess *x, const cedu_store_fact *f, size_t part) {
    const cedu_draft_part *p = &x->d->parts[part];
    cedu_str v = assess_value(x, &f->fact);
    bool when = has_deadline(x, part) || inherits_deadline(x, &f->fact);
    for (size_t i = 0; i < x->d->fact_count && !when; i++) { /* another goal for the same thing */
        const cedu_store_fact *o = &x->d->facts[i];
        if (o == f || !assess_is_target(x, o) || !cedu__eq(assess_key(&o->fact), assess_key(&f->fact)) ||
            !cedu__eq(o->fact.unit, f->fact.unit) || o->fact.kind != f->fact.kind || !f->fact.subject_id.n)
            continue;
        cedu_interval a = cedu__reason_interval(&f->fact), b = cedu__reason_interval(&o->fact);
        if (!assess_apart(&f->fact, a, &o->fact, b)) continue;
        cedu_str other = assess_value(x, &o->fact);
        cedu_point *pt = ASSESS_POINT(x, self_conflict, error, part, "统一目标，或写明各自的年份",
                                      "keep one goal, or give each its year", "%.*s：此处为%.*s，另一处为%.*s",
                                      "%.*s: %.*s here, %.*s elsewhere", S(f->fact.subject), S(v), S(other));
        assess_also(x, pt, assess_part_of(x, o));
        break;
    }
    if (!when)
        (void)ASSESS_POINT(x, no_deadline, warning, part, "写明到哪一年", "say by which year", "%.*s%s%.*s没有写明时限",
                           "%.*s%s%.*s has no deadline", S(f->fact.subject), f->fact.subject.n ? " " : "", S(v));
    if (needs_baseline(x, f) && !has_baseline(x, f, p)) {
        const cedu_store_fact *known = assess_observed(x, &f->fact, false, 0);
        cedu_point *pt;
        if (known) {
            cedu_str now = assess_value(x, &known->fact);
            pt = ASSESS_POINT(x, no_baseline, warning, part, "写明基期数值和年份", "give the baseline and its year",
                              "%.*s %.*s没有写明基期；库内%d年为%.*s", "%.*s %.*s has no baseline; the base has %d: %.*s",
                              S(f->fact.subject), S(v), known->year_to, S(now));
            assess_evidence(x, pt, known);
        } else
            (void)ASSESS_POINT(x, no_baseline, warning, part, "写明基期数值和年份", "give the baseline and its year",
                               "%.*s %.*s没有写明基期，库内也没有现值",
                               "%.*s %.*s has no baseline, and the base knows no present value", S(f->fact.subject), S(v));
    }
    if (f->fact.kind == CEDU_FACT_target && f->fact.modifier == CEDU_MOD_EQ && !p->row && !f->fact.has_max &&
        !assess_has(x->w.reach, p->text) && !assess_has(x->w.fresh, p->text))
        (void)ASSESS_POINT(x, no_operator, warning, part, "写明“达到”“不低于”“不超过”或“新增”",
                           "say whether it is reached, a least, a most or an increase",
                           "%.*s %.*s没有写明是达到、不低于还是新增", "%.*s %.*s: reached, at least, or added?",
                           S(f->fact.subject), S(v));
}

static void wishes(assess *x, size_t part) {
    const cedu_draft_part *p = &x->d->parts[part];
    if (p->heading || p->title || assess_in_plain(x, p)) return;
    const cedu_word *vague = cedu__reason_word_in(x->w.vague, p->text), *some = cedu__reason_word_in(x->w.someday, p->text);
    bool goal = assess_in_goal(x, p) || time_in(x, p->place.clean_start, p->place.clean_end) ||
                cedu__find(p->text, CEDU_STR("目标"), 0) >= 0;
    if (vague && goal && !assess_numbers(x, p))
        (void)ASSESS_POINT(x, no_quantity, warning, part, "给出可核验的指标和数值",
                           "give an indicator and a value that can be checked", "“%.*s”没有可核验的数值",
                           "\"%.*s\" has no value that could be checked", S(vague->form));
    if (some && !time_in(x, p->place.clean_start, p->place.clean_end))
        (void)ASSESS_POINT(x, no_deadline, warning, part, "写明到哪一年、哪一月", "say by which year and month",
                           "“%.*s”不是时限", "\"%.*s\" is no deadline", S(some->form));
}

cedu_status assess_goals(assess *x, cedu_error *err) {
    bool *goal = CEDU_NEW_N(x->a, bool, x->d->part_count + 1);
    if (!goal) return cedu__fail_nomem(err);
    if (!x->plan) return CEDU_OK;
    for (size_t i = 0; i < x->d->fact_count; i++) {
        const cedu_store_fact *f = &x->d->facts[i];
        if (!assess_is_target(x, f)) continue;
        size_t part = assess_part_of(x, f);
        goal[part] = true;
        one_goal(x, f, part);
    }
    for (size_t i = 0; i < x->d->part_count; i++) wishes(x, i);
    units(x, goal);
    return x->a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

/* assess_out.c - an assessment on its way out: one JSON object a point (NDJSON), and a paper for Word, HTML or Markdown. */
#include "base/json.h"
#include "desk/assess.h"
#include "report/paper.h"
#include "report/report.h"

static void str(cedu_json *j, const char *key, cedu_str s) {
    cedu__json_key(j, key);
    cedu__report_text(j, s);
}
static void place(cedu_json *j, const cedu_place *p) {
    const struct {
        const char *key;
        uint32_t v;
    } at[] = {{"start", p->start}, {"end", p->end}, {"byte_start", p->byte_start}, {"byte_end", p->byte_end}};
    for (size_t i = 0; i < CEDU_COUNT(at); i++) cedu__json_key(j, at[i].key), cedu__json_int(j, at[i].v);
}

static void evidence(cedu_json *j, const cedu_store_fact *f) {
    cedu__json_open(j, '{');
    str(j, "fact", cedu__str(f->fact.id));
    str(j, "kind", cedu__str(cedu_fact_kind_name(f->fact.kind)));
    cedu__json_key(j, "region");
    if (f->fact.region.n == 1) cedu__report_text(j, f->fact.region.p[0]);
    else cedu__json_strs(j, f->fact.region);
    str(j, "subject", f->fact.subject);
    str(j, "period", f->fact.period);
    cedu__json_key(j, "value");
    if (f->fact.has_value) cedu__json_num(j, f->fact.value);
    else cedu__json_null(j);
    str(j, "unit", f->fact.unit);
    str(j, "quote", f->clean_quote);
    str(j, "doc", cedu__str(f->doc));
    str(j, "title", f->title.n ? f->title : f->file);
    str(j, "published", f->published);
    cedu__json_close(j, '}');
}

void cedu__assess_point_json(const cedu_draft *d, const cedu_point *p, cedu_buf *out) {
    cedu_json j = {.out = out};
    const cedu_draft_part *part = &d->parts[p->part];
    cedu__json_open(&j, '{');
    cedu__json_key(&j, "v"), cedu__json_int(&j, CEDU_CONTRACT);
    str(&j, "type", CEDU_STR("point"));
    str(&j, "class", cedu__str(cedu__point_name(p->cls)));
    str(&j, "label", cedu__str(cedu__point_label(p->cls, false)));
    str(&j, "severity", cedu__str(cedu__severity_name(p->severity)));
    str(&j, "sentence", part->quote);
    str(&j, "clean_sentence", part->text);
    place(&j, &part->place);
    str(&j, "found", p->zh);
    str(&j, "found_en", p->en);
    str(&j, "advice", p->advice_zh);
    str(&j, "advice_en", p->advice_en);
    cedu__json_key(&j, "evidence");
    cedu__json_open(&j, '[');
    for (size_t i = 0; i < p->evidence_count; i++) evidence(&j, p->evidence[i]);
    cedu__json_close(&j, ']');
    cedu__json_key(&j, "also");
    cedu__json_open(&j, '[');
    for (size_t i = 0; i < p->also_count; i++) {
        const cedu_draft_part *q = &d->parts[p->also[i]];
        cedu__json_open(&j, '{');
        str(&j, "sentence", q->quote);
        place(&j, &q->place);
        cedu__json_close(&j, '}');
    }
    cedu__json_close(&j, ']');
    if (p->doc[0]) {
        cedu__json_key(&j, "document");
        cedu__json_open(&j, '{');
        str(&j, "doc", cedu__str(p->doc));
        str(&j, "title", p->doc_title);
        str(&j, "quote", p->doc_quote);
        cedu__json_close(&j, '}');
    }
    cedu__json_close(&j, '}');
}

void cedu__assess_summary_json(const cedu_draft *d, const cedu_assessment *s, cedu_buf *out) {
    cedu_json j = {.out = out};
    cedu__json_open(&j, '{');
    cedu__json_key(&j, "v"), cedu__json_int(&j, CEDU_CONTRACT);
    str(&j, "type", CEDU_STR("assessment"));
    str(&j, "doc", cedu__str(d->sha256));
    str(&j, "title", d->title);
    str(&j, "region", s->region);
    cedu__json_key(&j, "plan"), cedu__json_bool(&j, s->plan);
    cedu__json_key(&j, "points"), cedu__json_int(&j, (int64_t)s->n);
    cedu__json_key(&j, "facts"), cedu__json_int(&j, (int64_t)s->facts);
    cedu__json_key(&j, "targets"), cedu__json_int(&j, (int64_t)s->targets);
    cedu__json_key(&j, "base_facts"), cedu__json_int(&j, (int64_t)s->base_facts);
    cedu__json_key(&j, "classes");
    cedu__json_open(&j, '{');
    for (int c = 0; c < CEDU_POINT_COUNT; c++)
        if (s->counts[c]) cedu__json_key(&j, cedu__point_name((cedu_point_class)c)), cedu__json_int(&j, (int64_t)s->counts[c]);
    cedu__json_close(&j, '}');
    cedu__json_close(&j, '}');
}

/* ------------------------------------------------------------------ paper */
#define T(p, zh, en) ((p)->english ? (en) : (zh))

static void line(cedu_paper *p, const char *label, cedu_str text) {
    if (!text.n) return;
    cedu_paper_block *b = cedu__paper_block(p, CEDU_PAPER_paragraph, 0);
    if (!b) return;
    cedu__paper_text(p, b, cedu__str(label), 0);
    cedu__paper_text(p, b, text, 0);
}

static void one(cedu_paper *p, const cedu_draft *d, const cedu_point *pt, size_t number) {
    cedu_paper_block *b = cedu__paper_block(p, CEDU_PAPER_paragraph, 0);
    if (!b) return;
    cedu__paper_text(p, b, cedu__arena_strf(p->arena, "%zu. [%s] ", number, cedu__severity_label(pt->severity, p->english)), 0);
    cedu__paper_text(p, b, p->english ? pt->en : pt->zh, 0);
    for (size_t i = 0; i < pt->evidence_count; i++) {
        cedu__paper_text(p, b, cedu__str(i ? T(p, "、", ", ") : T(p, "。依据：", ". Evidence: ")), 0);
        cedu_str quote = cedu__arena_strf(p->arena, T(p, "“%.*s”", "\"%.*s\""), (int)pt->evidence[i]->clean_quote.n,
                                          pt->evidence[i]->clean_quote.p);
        cedu__paper_text(p, b, quote, cedu__paper_note(p, pt->evidence[i], 1));
    }
    line(p, T(p, "草案原句：", "The draft: "), d->parts[pt->part].text);
    for (size_t i = 0; i < pt->also_count && i < 6; i++) line(p, T(p, "另见：", "See also: "), d->parts[pt->also[i]].text);
    if (pt->doc[0])
        line(p, T(p, "库内文件：", "In the base: "),
             cedu__arena_strf(p->arena, "%.*s：%.*s", (int)pt->doc_title.n, pt->doc_title.p, (int)pt->doc_quote.n,
                              pt->doc_quote.p));
    line(p, T(p, "建议：", "Advice: "), p->english ? pt->advice_en : pt->advice_zh);
}

cedu_status cedu__assess_paper(const cedu_draft *d, const cedu_assessment *s, cedu_paper *p, cedu_error *err) {
    p->title = cedu__arena_strf(p->arena, T(p, "方案体检：%.*s", "Examination of a draft: %.*s"), (int)d->title.n,
                                d->title.p ? d->title.p : "");
    size_t by[3] = {0};
    for (size_t i = 0; i < s->n; i++) by[s->p[i].severity]++;
    cedu_str region = s->region.n ? s->region : cedu__str(T(p, "未识别", "not known"));
    cedu_paper_block *b = cedu__paper_block(p, CEDU_PAPER_paragraph, 0);
    if (!b) return cedu__fail_nomem(err);
    cedu__paper_text(
        p, b,
        cedu__arena_strf(
            p->arena,
            T(p,
              "所属地区：%.*s。读出事实 %zu 条、量化目标 %zu 项，与库内 %zu 条事实对照：应改 %zu 处，宜补 %zu 处，提示 %zu "
              "处。",
              "Region: %.*s. %zu facts and %zu goals with a value were read and held against %zu facts of the base: %zu must "
              "change, %zu should be added, %zu hints."),
            (int)region.n, region.p, s->facts, s->targets, s->base_facts, by[0], by[1], by[2]),
        0);
    line(p, "",
         cedu__str(s->plan
                       ? T(p, "以下各条是给起草人的提示，不是结论；库内没有的，不能证明草案有误。",
                           "Hints for the author, no verdicts; what the base does not have proves nothing against the draft.")
                       : T(p, "这份文件不像方案（没有目标和任务），只核对了数据。",
                           "This is no plan (no goals, no tasks): only its figures were checked.")));
    for (int c = 0; c < CEDU_POINT_COUNT; c++) {
        if (!s->counts[c]) continue;
        cedu_paper_block *h = cedu__paper_block(p, CEDU_PAPER_heading, 1);
        if (!h) return cedu__fail_nomem(err);
        cedu__paper_text(p, h,
                         cedu__arena_strf(p->arena, T(p, "%s（%zu）", "%s (%zu)"),
                                          cedu__point_label((cedu_point_class)c, p->english), s->counts[c]),
                         0);
        size_t n = 0;
        for (size_t i = 0; i < s->n; i++)
            if ((int)s->p[i].cls == c) one(p, d, &s->p[i], ++n);
    }
    return p->arena->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

/* meta.c - title, date of publication, outlet, authors, editor, site, address, kind of document.
 *
 * Visible lines near the title come first (byline.c), then <meta>, then JSON-LD; never the prose and never the footer. Values are raw
 * (repair comes later); those that stand in the article's text have their place.
 */
#include "page/meta.h"

/* ------------------------------------------------------------------ what the page does not show */
/* Where no visible line gives the day. An encyclopedia's entry has none: the day it was created says nothing about its text. */
static void hidden_date(meta_job *j) {
    cedu_raw *r = j->r;
    cedu_article *o = j->out;
    cedu_date d = {0};
    cedu_str when = cedu__page_tag(r, "published");
    bool named = when.n && cedu__page_machine_date(when, &d);
    static const char *const keys[] = {"\"datePublished\"", "\"pubDate\"", "\"dateCreated\"", "\"uploadDate\"", "\"upDate\""};
    for (size_t k = 0; k < CEDU_COUNT(keys) && !named; k++)
        named = (when = cedu__page_ld(r, keys[k], false)).n && cedu__page_machine_date(when, &d);
    bool shown = named || cedu__page_time_element(r, &d);
    if (!j->pub.y) {
        if (!shown && (cedu__page_script_date(r, &d) || cedu__page_url_date(o->url.s, &d))) shown = true;
        if (!shown) return;
        j->pub = d;
        o->published = (cedu_meta){.s = iso(r->a, &d)};
    } else if (named && (d.y != j->pub.y || d.m != j->pub.m || d.d != j->pub.d)) {
        o->date_conflict = true;
    } else if (named && j->pub.hh < 0 && d.hh >= 0) {
        o->published.s = iso(r->a, &d);
    }
}

/* This one, and those of further tags of its name: papers have one for each. */
static void more_authors(meta_job *j, cedu_str v) {
    const cedu_raw *r = j->r;
    cedu_str name = {0};
    cedu__meta_add_author(j, (cedu_meta){.s = v});
    for (size_t i = 0; i < r->meta.n; i++) {
        const cedu_meta_tag *m = &r->meta.p[i];
        if (!cedu__eqz(m->what, "author")) continue;
        if (!name.n) name = m->name;
        cedu_str s = cedu__trim(m->content);
        if (cedu__eq(m->name, name) && s.n < 60 && cedu__meta_name_like(s) && !cedu__meta_no_person(j, s))
            cedu__meta_add_author(j, (cedu_meta){.s = s});
    }
}

static void structured(meta_job *j) {
    cedu_raw *r = j->r;
    cedu_article *o = j->out;
    cedu_str v = cedu__page_tag(r, "outlet");
    static const char *const lead[] = {"来源：", "来源:", "來源：", "來源:", NULL};
    if (v.n) v = cedu__sub(v, any_of(v, 0, lead), v.n);
    if (!o->outlet.s.p && v.n >= 4 && v.n <= 120 && !cedu__meta_plain_word(j, v)) o->outlet.s = v;
    v = cedu__page_tag(r, "site");
    if (v.n && v.n <= 120) o->site.s = v;
    o->url.s = r->canonical.n ? r->canonical : cedu__page_tag(r, "url");
    if (o->url.s.n && !(cedu__starts(o->url.s, CEDU_STR("http")) || cedu__starts(o->url.s, CEDU_STR("//"))))
        o->url.s = (cedu_str){0};
    hidden_date(j);
    v = cedu__page_tag(r, "editor");
    if (!o->editor.s.p && v.n && cedu__meta_name_like(v)) o->editor.s = v;
    if (!o->site.s.p && (v = cedu__page_ld(r, "\"publisher\"", true)).n && v.n <= 120) o->site.s = v;
    v = cedu__page_tag(r, "author");
    if (!v.n) v = cedu__page_ld(r, "\"author\"", true);
    /* Sites write their own or the editor's name here. */
    if (cedu__eq(v, o->editor.s) || (cedu__u8_count(v) * 3 == v.n && v.n > 12)) v.n = 0;
    if (!j->authors.n && v.n && v.n < 60 && cedu__meta_name_like(v) && !cedu__meta_no_person(j, v) && !cedu__eq(v, o->site.s))
        more_authors(j, v);
}

/* ------------------------------------------------------------------ kind of document */
static void doc_type(meta_job *j) {
    static const char *const kinds[] = {"draft", "interpretation", "speech", "policy", "table", "encyclopedia"};
    static const cedu_str names[] = {CEDU_STR("draft"),  CEDU_STR("interpretation"), CEDU_STR("speech"),
                                     CEDU_STR("policy"), CEDU_STR("table"),          CEDU_STR("encyclopedia")};
    cedu_raw *r = j->r;
    cedu_article *o = j->out;
    cedu_str f = cedu__page_fold(r->a, o->title.s, NULL), doc = cedu__page_fold(r->a, r->doc_title, NULL);
    unsigned found = 0;
    size_t len, rows = 0, chars = 0, blocks = 0, boxes = 0;
    bool office = false; /* 索引号 …: an office's box, not an encyclopedia's */
    for (size_t i = 0; i < f.n; i += len) {
        const cedu_cue *q = cedu__cues_at(r->cues, f, i, G(doctype));
        (void)cedu__u8_at(f, i, &len);
        if (!q) continue;
        for (size_t k = 0; k < CEDU_COUNT(kinds); k++)
            if (cedu__eqz(q->value, kinds[k])) {
                /* A news title may mention a plan; a plan's own title ends with the word. */
                size_t rest = f.n - i - q->form.n;
                if (k != 3 || rest <= 3 || f.p[i + q->form.n] == '(' ||
                    cedu__starts(cedu__sub(f, i + q->form.n, f.n), CEDU_STR("（")))
                    found |= 1u << k;
            }
        len = q->form.n;
    }
    for (size_t i = 0; i < doc.n; i += len) {
        const cedu_cue *q = cedu__cues_at(r->cues, doc, i, G(doctype));
        (void)cedu__u8_at(doc, i, &len);
        if (q && cedu__eqz(q->value, "encyclopedia")) found |= 1u << 5;
    }
    for (size_t i = r->first; i < r->last; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (!l->main) continue;
        blocks++;
        chars += l->chars;
        rows += l->grid ? l->chars : 0;
        if (blocks <= 15 && l->begins & G(infobox)) {
            const cedu_cue *q = cedu__cues_at(
                r->cues, cedu__page_fold(r->a, cedu__sub((cedu_str){r->text.p, r->text.n}, l->start, l->end), NULL), 0,
                G(infobox));
            office |= q && cedu__eqz(q->value, "office");
        }
        boxes += blocks <= 15 && (l->begins & (G(infobox) | G(signed) | G(published))) != 0 && (l->has_colon || l->list_mark);
    }
    if (boxes >= 3 && !r->html && !office) found |= found & 1u << 3 ? 1u << 5 : 0;
    if (blocks >= 8 && rows * 10 >= chars * 7) found |= 1u << 4;
    static const unsigned order[] = {5, 0, 1, 3, 2, 4};
    for (size_t k = 0; k < CEDU_COUNT(order); k++)
        if (found >> order[k] & 1u) {
            o->doc_type = names[order[k]];
            return;
        }
    o->doc_type = blocks && (o->published.s.p || o->outlet.s.p || j->authors.n) ? CEDU_STR("news") : CEDU_STR("other");
}

/* An info box further down: 发布日期, 颁布时间 with a label; a forum's line below the article: 发布时间 2005-05-17 22:11 by …. */
static void labelled_anywhere(meta_job *j) {
    cedu_raw *r = j->r;
    for (size_t i = 0; i < r->leaf.n && !j->pub.y; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        bool inside = (l->main || i < r->last) && i >= r->core_start && l->timed && !l->stop;
        if (l->hidden || l->chars > 80 || !(l->has & G(published)) || (!l->main && r->title == SIZE_MAX)) continue;
        if (!(l->begins & G(published)) && !inside) continue;
        if (!l->main && (i + 20 < r->first || i > r->last + 10)) continue;
        line n = cedu__meta_line(j, i);
        cedu__meta_read_labels(j, &n, G(published));
        /* 时间：9月6日 within the text is when something takes place. */
        if (j->pub.y && j->pub_trust < LABELLED && l->main && i >= r->core_start && i < r->last && !l->grid)
            j->pub = (cedu_date){0}, j->pub_trust = 0, j->out->published = (cedu_meta){0};
        if (!j->pub.y && l->chars <= 8 && i + 1 < r->leaf.n && r->leaf.p[i + 1].dateonly) {
            line v = cedu__meta_line(j, i + 1);
            cedu_date d;
            if (cedu__page_date(v.s, 0, &d)) cedu__meta_set_date(j, &v, &d, LABELLED);
        }
    }
}

void cedu__page_meta(cedu_raw *r, cedu_article *out, const uint32_t *final_of, const cedu_block *blocks) {
    meta_job j = {.r = r, .out = out, .final_of = final_of};
    (void)blocks;
    if (!final_of) return;
    cedu__meta_title(&j);
    cedu__meta_visible(&j);
    cedu__meta_split_day(&j);
    labelled_anywhere(&j);
    cedu__meta_ends(&j);
    cedu__meta_named_elements(&j);
    cedu__meta_poster(&j);
    structured(&j);
    cedu__meta_last_resort(&j);
    cedu__meta_blog_owner(&j);
    cedu__meta_site_of_footer(&j);
    cedu__meta_site_of_outlet(&j);
    cedu__meta_drop_media(&j);
    doc_type(&j);
    if (cedu__eqz(out->doc_type, "encyclopedia") && !out->published.placed) out->published = (cedu_meta){0};
    out->authors = j.authors.p;
    out->author_count = j.authors.n;
}

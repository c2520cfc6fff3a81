/* meta.h - what the files that read a page's metadata share: meta.c (the order of things, what the page does not show), byline.c (lines with
 * labels and dates), days.c (days elsewhere), people.c (names), names.c (title and site). Nothing here is seen outside the room.
 */
#ifndef CEDU_PAGE_META_H
#define CEDU_PAGE_META_H

#include "page/page_priv.h"

#define G(name) (1u << CUE_##name)
#define LABELS                                                                                                                 \
    (G(source) | G(published) | G(signed) | G(author) | G(editor) | G(counter) | G(share) | G(infobox) | G(tags) |             \
     G(comment) | G(role))

#define skip_blanks cedu__page_skip_blanks
#define any_of      cedu__page_any_of
#define iso         cedu__page_iso

typedef struct line {
    cedu_raw *r;
    const cedu_leaf *l;
    cedu_str s, f;  /* the text, the folded text */
    uint32_t *back; /* folded byte -> byte of s */
    uint32_t final; /* where s begins in the article's text */
} line;

typedef struct meta_job {
    cedu_raw *r;
    cedu_article *out;
    const uint32_t *final_of;
    CEDU_VEC(cedu_meta) authors;
    cedu_date pub; /* y == 0: none */
    double pub_trust;
    bool other_editor; /* out->editor is who read or made it up (校对, 制图): an editor's label replaces it */
} meta_job;

/* What a visible date is worth as the day of publication. The first of the best ones is taken. */
enum { BARE = 1, WITH_TIME, WITH_SOURCE, WEAKLY_LABELLED /* 更新时间, 发文日期 */, LABELLED };

/* byline.c */
line cedu__meta_line(const meta_job *j, size_t i);
/* The trimmed text of s[from, to) with its place, where the page shows it. */
cedu_meta cedu__meta_value(const line *n, size_t from, size_t to);
/* A visible day of publication; kept when it is worth more than the one before. */
void cedu__meta_set_date(meta_job *j, const line *n, const cedu_date *d, double trust);
/* Every label of these groups in a line: outlet, authors, editor, published. */
void cedu__meta_read_labels(meta_job *j, const line *n, uint32_t want);
/* Lines around the title. */
void cedu__meta_visible(meta_job *j);
/* Lines below the last sentence, and the beginning of the first. */
void cedu__meta_ends(meta_job *j);

/* 活动时间：2021年2月23日: the day of something else than publication. */
bool cedu__meta_of_event(const line *n, const cedu_date *d);

/* days.c */
/* 23 | 2021-02 beside the title; where no line gives a day. */
void cedu__meta_split_day(meta_job *j);
/* The dateline's day, else the one below the article; where nothing else gives one. */
void cedu__meta_last_resort(meta_job *j);

/* people.c */
/* A word like 本站 behind a label. */
bool cedu__meta_plain_word(const meta_job *j, cedu_str s);
/* Letters of a name and nothing else. */
bool cedu__meta_name_like(cedu_str s);
/* Ends like a firm, an office or a medium, or is a plain word. */
bool cedu__meta_no_person(const meta_job *j, cedu_str s);
/* A surname and a given name: what may be taken for a person without a label. */
bool cedu__meta_bare_person(const meta_job *j, cedu_str s);
void cedu__meta_add_author(meta_job *j, cedu_meta m);
/* Every name in s[from, to). */
void cedu__meta_add_names(meta_job *j, const line *n, size_t from, size_t to);
/* 由某某张贴 */
void cedu__meta_posted_by(meta_job *j, const line *n);
/* Names alone on a line below the title. */
void cedu__meta_bare_author(meta_job *j, const line *n);
/* （李某/文 张某/图） */
bool cedu__meta_shares(meta_job *j, const line *n);
/* Nothing but names of people in s[from, to): taken as authors. */
bool cedu__meta_bare_names(meta_job *j, const line *n, size_t from, size_t to);
/* What elements called author, byline, source … hold; where no line with a label said it. */
void cedu__meta_named_elements(meta_job *j);
/* Media and offices among the authors, at the end. */
void cedu__meta_drop_media(meta_job *j);

/* poster.c */
/* Who wrote the post of a board, and when, by the box beside it. */
void cedu__meta_poster(meta_job *j);

/* names.c */
/* The title without the site's suffix, and the site. */
void cedu__meta_title(meta_job *j);
void cedu__meta_site_of_footer(meta_job *j);
void cedu__meta_site_of_outlet(meta_job *j);
void cedu__meta_blog_owner(meta_job *j);

#endif

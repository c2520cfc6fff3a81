/* paper.h - a report before it is Word, Excel, HTML or Markdown: headings, paragraphs, tables, and notes with their evidence.
 *
 * compose.c fills a paper from the knowledge base, by a template; the writers (paper_*.c) turn it into bytes. Invariants: a number
 * reaches a paper only with a note, and a note holds the stored fact that it comes from; nothing is written that no claim says.
 * Everything lies in the paper's arena. To add a format: one row in CEDU_PAPERS and a writer.
 */
#ifndef CEDU_REPORT_PAPER_H
#define CEDU_REPORT_PAPER_H

#include "reason/reason.h"
#include "report/cite.h"

/* Where a number comes from that no page says: computed from the notes, or counted in this paper. cedu__bundle_verify() computes it
 * again. X(name in HTML, what `cedu verify` does with it) */
/* clang-format off */
#define CEDU_PAPER_RULES(X) \
    X(progress, "100 × the second note's value / the first's") \
    X(needed, "growth in % from the second note's value to the first's") \
    X(formula, "arithmetic over the numbers of the notes") \
    X(sources, "no more than the documents that support the note") \
    X(cited_facts, "the number of notes") \
    X(cited_documents, "the documents of the notes") \
    X(accepted, "the notes that a person has accepted") \
    X(name, "part of an indicator's name: 5G") \
    X(base, "counted in the knowledge base: not checked, but reported") \
    X(own, "a template's own words: not checked, but reported")
/* clang-format on */
typedef enum cedu_paper_rule {
    CEDU_PAPER_PLAIN, /* every number of the text stands in the facts of the paragraph's or row's notes */
#define CEDU__X(name, what) CEDU_PAPER_RULE_##name,
    CEDU_PAPER_RULES(CEDU__X)
#undef CEDU__X
        CEDU_PAPER_RULE_COUNT
} cedu_paper_rule;
const char *cedu__paper_rule_name(cedu_paper_rule r); /* "progress"; PLAIN: "" */

typedef struct cedu_paper_run { /* a piece of a paragraph */
    cedu_str text;
    int note;             /* number of the note that follows it, from 1; 0 = none */
    cedu_paper_rule rule; /* of the numbers in the text */
    CEDU_VEC(int) from;   /* the rule's notes */
} cedu_paper_run;

typedef struct cedu_chart_point {
    cedu_str series, label; /* region, period */
    int year;
    double value;  /* base unit */
    cedu_str text; /* as the source writes it */
    bool planned;  /* a target or a forecast: dashed */
    bool disputed; /* sources disagree */
    int note;
} cedu_chart_point;
/* bars: one a point; lines: over the years; matrix: a row a label, a column a series, a dot where a page says so. */
typedef enum cedu_chart_shape { CEDU_CHART_bars, CEDU_CHART_lines, CEDU_CHART_matrix } cedu_chart_shape;
typedef struct cedu_chart {
    cedu_str title;
    cedu_chart_shape shape;
    bool english;      /* of the legend */
    cedu_strs columns; /* matrix: its columns; series of points are among them */
    CEDU_VEC(cedu_chart_point) points;
} cedu_chart;

typedef struct cedu_paper_cell {
    cedu_str text;   /* as people read it; absent = unknown */
    bool has_number; /* for Excel: the value in the unit that is shown, and how it is shown there */
    double number;
    int decimals;
    cedu_str unit; /* 亿元 */
    int note;
    cedu_paper_rule rule; /* of the number, with the row's note */
} cedu_paper_cell;

typedef enum cedu_paper_what { CEDU_PAPER_heading, CEDU_PAPER_paragraph, CEDU_PAPER_table, CEDU_PAPER_chart } cedu_paper_what;

typedef struct cedu_paper_block {
    cedu_paper_what what;
    int level;                     /* heading: 1 = 一、, 2 = （一） */
    CEDU_VEC(cedu_paper_run) runs; /* heading (one), paragraph; table: its caption (one) */
    const cedu_str *columns;
    size_t column_count;
    CEDU_VEC(const cedu_paper_cell *) rows; /* table: column_count cells each */
    cedu_chart chart;
} cedu_paper_block;

typedef struct cedu_paper_note {
    cedu_store_fact fact;
    size_t sources;                /* independent ones that say so */
    const cedu_store_fact *others; /* that say the same; they go into a bundle with the fact itself */
    size_t other_count;
    cedu_str citation; /* in the style asked for */
} cedu_paper_note;

typedef struct cedu_paper {
    cedu_arena *arena;
    bool english;
    cedu_cite_style style;
    cedu_str title, made_at; /* made_at: YYYY-MM-DD */
    cedu_str since;          /* of a paper on changes; absent = none */
    CEDU_VEC(cedu_paper_block) blocks;
    CEDU_VEC(cedu_paper_note) notes;
} cedu_paper;

/* X(name of --format, extension, Chinese, English) */
/* clang-format off */
#define CEDU_PAPERS(X) \
    X(docx, "公文版式的 Word 文件", "a Word file laid out as an official document") \
    X(html, "自带样式、可打印的网页", "a web page of its own, ready to print") \
    X(md, "Markdown", "Markdown") \
    X(xlsx, "Excel 工作簿，数值可计算", "an Excel workbook whose numbers are numbers")
/* clang-format on */
typedef enum cedu_paper_format {
#define CEDU__X(name, zh, en) CEDU_PAPER_AS_##name,
    CEDU_PAPERS(CEDU__X)
#undef CEDU__X
        CEDU_PAPER_FORMATS
} cedu_paper_format;
bool cedu__paper_format(const char *name, cedu_paper_format *out);

/* ------------------------------------------------------------------ filling (paper.c) */
cedu_paper_block *cedu__paper_block(cedu_paper *p, cedu_paper_what what, int level); /* NULL: out of memory */
void cedu__paper_text(cedu_paper *p, cedu_paper_block *b, cedu_str text, int note);
/* Text whose numbers are computed; notes `one` and `two`, 0 = none. */
void cedu__paper_computed(cedu_paper *p, cedu_paper_block *b, cedu_str text, cedu_paper_rule rule, int one, int two);
int cedu__paper_note(cedu_paper *p, const cedu_store_fact *f, size_t sources); /* the same fact has one note */
int cedu__paper_claim_note(cedu_paper *p, const cedu_claim *k);                /* its best fact, with those that agree */
cedu_paper_cell *cedu__paper_row(cedu_paper *p, cedu_paper_block *table);      /* column_count empty cells; NULL: memory */
/* The value of a fact as a cell: the source's own words, unit and precision (413.9亿元, 11.4万P, 超过2600家); for Excel 413.9 with
 * 亿元 and one decimal. A corrected value, or one without words, is written by report.h. The note is the caller's. */
cedu_paper_cell cedu__paper_value(cedu_paper *p, const cedu_store_fact *f, int note);
/* 2021 -> 2021年, 2021-02 -> 2021年2月, 2022/2025 -> 2022—2025年, 2021-02/.. -> 2021年2月起. */
cedu_str cedu__paper_period(cedu_paper *p, cedu_str iso);

/* ------------------------------------------------------------------ composing (compose.c) */
typedef struct cedu_paper_order {
    cedu_strs regions;      /* one: a profile; several: side by side; none: topic or changes */
    cedu_str topic;         /* an indicator; absent = none */
    cedu_str since;         /* changes since this day; absent = none */
    cedu_str template_text; /* absent = the built-in one */
    cedu_reason_options reason;
} cedu_paper_order;
/* Which built-in template an order takes. NUL-terminated, static. */
const char *cedu__paper_template(const cedu_paper_order *o, bool english);
/* CEDU_NOT_FOUND where nothing is known of a region; CEDU_USAGE for a directive that no template knows (line in the message). */
CEDU_MUST_USE cedu_status cedu__paper_compose(cedu_store *s, const cedu_paper_order *o, cedu_paper *p, cedu_error *err);

/* ------------------------------------------------------------------ writing (paper_*.c): the whole file into `out` */
CEDU_MUST_USE cedu_status cedu__paper_write(const cedu_paper *p, cedu_paper_format f, cedu_buf *out, cedu_error *err);
void cedu__paper_md(const cedu_paper *p, cedu_buf *out);
void cedu__paper_html(const cedu_paper *p, cedu_buf *out);
CEDU_MUST_USE cedu_status cedu__paper_docx(const cedu_paper *p, cedu_buf *out, cedu_error *err);
CEDU_MUST_USE cedu_status cedu__paper_xlsx(const cedu_paper *p, cedu_buf *out, cedu_error *err);
/* A workbook that `fill` writes to a file of ours in $TMPDIR (else /tmp), as bytes; the file is gone afterwards. */
typedef cedu_status (*cedu_workbook_fn)(const void *ctx, const char *path, cedu_error *err);
CEDU_MUST_USE cedu_status cedu__workbook(cedu_workbook_fn fill, const void *ctx, cedu_arena *a, cedu_buf *out, cedu_error *err);
/* ------------------------------------------------------------------ pictures (chart.c, picture.c)
 * A chart as SVG: one hue and a dash pattern, so that it reads without colours; every point with its words and its note. `shown` maps
 * notes to the numbers that readers see (NULL: the notes' own); `links`: notes are links (#n4). */
void cedu__chart_svg(const cedu_chart *c, const int *shown, bool links, cedu_buf *out);
#define CEDU_CHART_WIDTH 640
int cedu__chart_height(const cedu_chart *c);
/* SVG -> PNG, `scale` times as large. librsvg is loaded when it is first needed; CEDU_UNSUPPORTED where it is not installed. */
CEDU_MUST_USE cedu_status cedu__picture_png(cedu_str svg, int width, int height, double scale, cedu_buf *png, cedu_error *err);
/* 一、 （一） 1．, or 1. in English; counts[level] go on. */
void cedu__paper_number(const cedu_paper *p, int counts[4], int level, cedu_buf *out);
/* What a note says: citation, quotation, status, number of the fact. `same_page_as`: an earlier note of the same page that gives
 * the citation (the number that readers see), 0 = none. For all writers. */
cedu_str cedu__paper_note_text(const cedu_paper *p, const cedu_paper_note *n, int same_page_as);
/* &lt; and the like; control characters that XML forbids become U+FFFD. */
void cedu__paper_escape(cedu_buf *out, cedu_str s);

#endif

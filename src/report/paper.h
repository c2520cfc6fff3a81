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

typedef struct cedu_paper_run { /* a piece of a paragraph */
    cedu_str text;
    int note; /* number of the note that follows it, from 1; 0 = none */
} cedu_paper_run;

typedef struct cedu_paper_cell {
    cedu_str text;   /* as people read it; absent = unknown */
    bool has_number; /* for Excel: the value in the unit that is shown, and how it is shown there */
    double number;
    int decimals;
    cedu_str unit; /* 亿元 */
    int note;
} cedu_paper_cell;

typedef enum cedu_paper_what { CEDU_PAPER_heading, CEDU_PAPER_paragraph, CEDU_PAPER_table } cedu_paper_what;

typedef struct cedu_paper_block {
    cedu_paper_what what;
    int level;                     /* heading: 1 = 一、, 2 = （一） */
    CEDU_VEC(cedu_paper_run) runs; /* heading (one), paragraph; table: its caption (one) */
    const cedu_str *columns;
    size_t column_count;
    CEDU_VEC(const cedu_paper_cell *) rows; /* table: column_count cells each */
} cedu_paper_block;

typedef struct cedu_paper_note {
    cedu_store_fact fact;
    size_t sources;    /* independent ones that say so */
    cedu_str citation; /* in the style asked for */
} cedu_paper_note;

typedef struct cedu_paper {
    cedu_arena *arena;
    bool english;
    cedu_cite_style style;
    cedu_str title, made_at; /* made_at: YYYY-MM-DD */
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
int cedu__paper_note(cedu_paper *p, const cedu_store_fact *f, size_t sources); /* the same fact has one note */
cedu_paper_cell *cedu__paper_row(cedu_paper *p, cedu_paper_block *table);      /* column_count empty cells; NULL: memory */
/* The value of a fact as a cell: 413.9 with 亿元 and one decimal, text 413.9亿元. */
cedu_paper_cell cedu__paper_value(cedu_paper *p, const cedu_store_fact *f, size_t sources);
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
const char *cedu__paper_template(const cedu_paper_order *o);
/* CEDU_NOT_FOUND where nothing is known of a region; CEDU_USAGE for a directive that no template knows (line in the message). */
CEDU_MUST_USE cedu_status cedu__paper_compose(cedu_store *s, const cedu_paper_order *o, cedu_paper *p, cedu_error *err);

/* ------------------------------------------------------------------ writing (paper_*.c): the whole file into `out` */
CEDU_MUST_USE cedu_status cedu__paper_write(const cedu_paper *p, cedu_paper_format f, cedu_buf *out, cedu_error *err);
void cedu__paper_md(const cedu_paper *p, cedu_buf *out);
void cedu__paper_html(const cedu_paper *p, cedu_buf *out);
CEDU_MUST_USE cedu_status cedu__paper_docx(const cedu_paper *p, cedu_buf *out, cedu_error *err);
CEDU_MUST_USE cedu_status cedu__paper_xlsx(const cedu_paper *p, cedu_buf *out, cedu_error *err);
/* 一、 （一） 1．, or 1. in English; counts[level] go on. */
void cedu__paper_number(const cedu_paper *p, int counts[4], int level, cedu_buf *out);
/* What a note says: quotation, status, number of the fact. For all writers. */
cedu_str cedu__paper_note_text(const cedu_paper *p, const cedu_paper_note *n);
/* &lt; and the like; control characters that XML forbids become U+FFFD. */
void cedu__paper_escape(cedu_buf *out, cedu_str s);

#endif

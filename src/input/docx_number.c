/* docx_number.c - the numbers that Word writes before paragraphs by itself: 一、 （一） 1. ① of numbering.xml, asked for by a paragraph or its
 * style (styles.xml). Documents keep their headings' numbers only there.
 *
 * Bullets are left out (their signs are those of symbol fonts). Bounds: MAX_LISTS, MAX_STYLES, LEVELS; what is beyond has no number.
 * To know another way of counting: `ways`.
 */
#include <stdlib.h>

#include "input/docx.h"

enum { LEVELS = 9, MAX_LISTS = 1024, MAX_STYLES = 4096, MAX_BASED = 12, MAX_NUMBER = 9999 };

typedef enum way {
    WAY_NONE,
    WAY_DECIMAL,
    WAY_HAN,
    WAY_DIGITS,
    WAY_LEGAL,
    WAY_CIRCLE,
    WAY_LETTER,
    WAY_CAPITAL,
    WAY_ROMAN,
    WAY_ROMAN_CAPITAL
} way;

static const struct {
    const char *name;
    way how;
} ways[] = {
    {"decimal", WAY_DECIMAL},
    {"decimalZero", WAY_DECIMAL},
    {"decimalFullWidth", WAY_DECIMAL},
    {"decimalHalfWidth", WAY_DECIMAL},
    {"chineseCounting", WAY_HAN},
    {"chineseCountingThousand", WAY_HAN},
    {"japaneseCounting", WAY_HAN},
    {"taiwaneseCounting", WAY_HAN},
    {"taiwaneseCountingThousand", WAY_HAN},
    {"ideographDigital", WAY_DIGITS},
    {"taiwaneseDigital", WAY_DIGITS},
    {"japaneseDigitalTenThousand", WAY_DIGITS},
    {"chineseLegalSimplified", WAY_LEGAL},
    {"ideographLegalTraditional", WAY_LEGAL},
    {"decimalEnclosedCircle", WAY_CIRCLE},
    {"decimalEnclosedCircleChinese", WAY_CIRCLE},
    {"lowerLetter", WAY_LETTER},
    {"upperLetter", WAY_CAPITAL},
    {"lowerRoman", WAY_ROMAN},
    {"upperRoman", WAY_ROMAN_CAPITAL},
};

typedef struct level {
    way how;
    int start, count;
    bool used;
    cedu_str text, style; /* "%1、"; the style that means this level */
} level;

typedef struct list { /* abstractNum */
    int id;
    level at[LEVELS];
} list;

typedef struct number_of { /* num */
    int id, list;
    int start[LEVELS]; /* -1 = the list's */
    bool begun[LEVELS];
} number_of;

typedef struct style {
    cedu_str id, based;
    int num, level; /* -1 = does not say */
} style;

struct cedu_docx_numbers {
    cedu_arena *a;
    cedu_office *o;
    CEDU_VEC(list) lists;
    CEDU_VEC(number_of) numbers;
    CEDU_VEC(style) styles;
    int lvl; /* that is being read, -1 */
    bool in_abstract, in_num, in_style;
};

static int number(cedu_str s) {
    int v = 0;
    if (!s.n) return -1;
    for (size_t i = 0; i < s.n && i < 9; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return -1;
        v = v * 10 + (s.p[i] - '0');
    }
    return v;
}

static cedu_str val(int n, const xmlChar **atts) { return cedu__office_att(n, atts, "val"); }

/* ------------------------------------------------------------------ numbering.xml, styles.xml */
static void list_start(void *user, const char *name, const char *uri, int n, const xmlChar **atts) {
    cedu_docx_numbers *c = user;
    (void)uri;
    level *l = c->in_abstract && c->lists.n && c->lvl >= 0 ? &c->lists.p[c->lists.n - 1].at[c->lvl] : NULL;
    number_of *k = c->in_num && c->numbers.n ? &c->numbers.p[c->numbers.n - 1] : NULL;
    if (!strcmp(name, "abstractNum") && c->lists.n < MAX_LISTS) {
        list one = {.id = number(cedu__office_att(n, atts, "abstractNumId"))};
        c->in_abstract = CEDU_PUSH(c->a, &c->lists, one);
        c->lvl = -1;
    } else if (!strcmp(name, "num") && c->numbers.n < MAX_LISTS) {
        number_of one = {.id = number(cedu__office_att(n, atts, "numId")), .list = -1};
        for (int i = 0; i < LEVELS; i++) one.start[i] = -1;
        c->in_num = CEDU_PUSH(c->a, &c->numbers, one);
        c->lvl = -1;
    } else if (!strcmp(name, "lvl") || !strcmp(name, "lvlOverride")) {
        int i = number(cedu__office_att(n, atts, "ilvl"));
        if (!strcmp(name, "lvl") && c->in_num) return; /* a level rewritten for one list: its start is what counts here */
        c->lvl = i >= 0 && i < LEVELS ? i : -1;
        if (c->in_abstract && c->lvl >= 0) c->lists.p[c->lists.n - 1].at[c->lvl].start = 1;
    } else if (!strcmp(name, "abstractNumId") && k) k->list = number(val(n, atts));
    else if (!strcmp(name, "startOverride") && k && c->lvl >= 0) k->start[c->lvl] = number(val(n, atts));
    else if (!l) return;
    else if (!strcmp(name, "start")) {
        int v = number(val(n, atts));
        if (v >= 0 && v < MAX_NUMBER) l->start = v;
    } else if (!strcmp(name, "numFmt")) {
        cedu_str v = val(n, atts);
        for (size_t i = 0; i < CEDU_COUNT(ways); i++)
            if (cedu__eqz(v, ways[i].name)) l->how = ways[i].how;
    } else if (!strcmp(name, "lvlText")) {
        cedu_str v = val(n, atts);
        if (v.n <= 64) l->text = cedu__arena_str(c->a, v);
    } else if (!strcmp(name, "pStyle")) l->style = cedu__arena_str(c->a, val(n, atts));
}

static void list_end(void *user, const char *name, const char *uri) {
    cedu_docx_numbers *c = user;
    (void)uri;
    if (!strcmp(name, "abstractNum")) c->in_abstract = false;
    else if (!strcmp(name, "num")) c->in_num = false;
}

static void style_start(void *user, const char *name, const char *uri, int n, const xmlChar **atts) {
    cedu_docx_numbers *c = user;
    (void)uri;
    style *s = c->in_style ? &c->styles.p[c->styles.n - 1] : NULL;
    if (!strcmp(name, "style") && c->styles.n < MAX_STYLES) {
        style one = {.id = cedu__arena_str(c->a, cedu__office_att(n, atts, "styleId")), .num = -1, .level = -1};
        c->in_style = CEDU_PUSH(c->a, &c->styles, one);
    } else if (!s) return;
    else if (!strcmp(name, "basedOn")) s->based = cedu__arena_str(c->a, val(n, atts));
    else if (!strcmp(name, "numId")) s->num = number(val(n, atts));
    else if (!strcmp(name, "ilvl")) s->level = number(val(n, atts));
}

static void style_end(void *user, const char *name, const char *uri) {
    (void)uri;
    if (!strcmp(name, "style")) ((cedu_docx_numbers *)user)->in_style = false;
}

cedu_status cedu__docx_numbers(cedu_office *o, cedu_arena *a, cedu_docx_numbers **out, cedu_error *err) {
    static const cedu_office_handler lists = {list_start, list_end, NULL}, styles = {style_start, style_end, NULL};
    cedu_docx_numbers *c = *out = CEDU_NEW(a, cedu_docx_numbers);
    bool found;
    if (!c) return cedu__fail_nomem(err);
    c->a = a, c->o = o, c->lvl = -1;
    cedu_status st = cedu__office_part(o, "word/numbering.xml", &lists, c, &found, err);
    if (st == CEDU_OK && found) st = cedu__office_part(o, "word/styles.xml", &styles, c, &found, err);
    if (st == CEDU_BAD_INPUT && !o->hostile) st = CEDU_OK; /* damaged: the text does without the numbers */
    return st == CEDU_OK && a->failed ? cedu__fail_nomem(err) : st;
}

/* ------------------------------------------------------------------ writing them */
static void put_han(cedu_buf *out, int v, bool legal) {
    static const char *const plain[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    static const char *const grand[] = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
    static const char *const steps[][4] = {{"", "十", "百", "千"}, {"", "拾", "佰", "仟"}};
    const char *const *digits = legal ? grand : plain;
    int scale = v >= 1000  ? 3
                : v >= 100 ? 2
                : v >= 10  ? 1
                           : 0,
        unit = scale == 3   ? 1000
               : scale == 2 ? 100
               : scale == 1 ? 10
                            : 1;
    bool gap = false;
    if (v == 0) cedu__buf_z(out, digits[0]);
    for (bool first = true; unit > 0 && v > 0; unit /= 10, scale--, first = false) {
        int d = v / unit;
        v %= unit;
        if (d == 0) {
            gap = true;
            continue;
        }
        if (gap) cedu__buf_z(out, digits[0]);
        gap = false;
        if (!(first && scale == 1 && d == 1 && !legal)) cedu__buf_z(out, digits[d]); /* 十二, not 一十二 */
        cedu__buf_z(out, steps[legal][scale]);
    }
}

static void put_roman(cedu_buf *out, int v, bool capital) {
    static const struct {
        int v;
        const char *z;
    } parts[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
                 {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};
    for (size_t i = 0; i < CEDU_COUNT(parts); i++)
        for (; v >= parts[i].v; v -= parts[i].v)
            for (const char *z = parts[i].z; *z; z++) cedu__buf_char(out, (char)(capital ? *z - 32 : *z));
}

static void put_number(cedu_buf *out, way how, int v) {
    static const char *const digits[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    char z[12];
    if (v > MAX_NUMBER) v = MAX_NUMBER;
    snprintf(z, sizeof z, "%d", v);
    switch (how) {
    case WAY_HAN:
    case WAY_LEGAL: put_han(out, v, how == WAY_LEGAL); break;
    case WAY_DIGITS:
        if (v == 10) cedu__buf_z(out, "十");
        else
            for (const char *p = z; *p; p++) cedu__buf_z(out, digits[*p - '0']);
        break;
    case WAY_CIRCLE:
        if (v >= 1 && v <= 20) cedu__buf_cp(out, 0x2460u + (uint32_t)v - 1);
        else cedu__buf_z(out, z);
        break;
    case WAY_LETTER:
    case WAY_CAPITAL:
        for (int k = 0; v >= 1 && k <= (v - 1) / 26 && k < 4; k++)
            cedu__buf_char(out, (char)((how == WAY_LETTER ? 'a' : 'A') + (v - 1) % 26));
        break;
    case WAY_ROMAN:
    case WAY_ROMAN_CAPITAL: put_roman(out, v, how == WAY_ROMAN_CAPITAL); break;
    default: cedu__buf_z(out, z);
    }
}

static const style *style_of(const cedu_docx_numbers *c, cedu_str id) {
    for (size_t i = 0; i < c->styles.n && id.n; i++)
        if (cedu__eq(c->styles.p[i].id, id)) return &c->styles.p[i];
    return NULL;
}

void cedu__docx_number(cedu_docx_numbers *c, cedu_str style_id, int num, int lvl, cedu_buf *out) {
    int steps = 0;
    for (const style *s = style_of(c, style_id); s && steps < MAX_BASED && (num < 0 || lvl < 0);
         s = style_of(c, s->based), steps++) {
        if (num < 0) num = s->num;
        if (lvl < 0) lvl = s->level;
    }
    if (num <= 0) return; /* 0: the paragraph declines its style's */
    number_of *k = NULL;
    list *l = NULL;
    for (size_t i = 0; i < c->numbers.n && !k; i++)
        if (c->numbers.p[i].id == num) k = &c->numbers.p[i];
    for (size_t i = 0; k && i < c->lists.n && !l; i++)
        if (c->lists.p[i].id == k->list) l = &c->lists.p[i];
    if (!l) return;
    for (int i = 0; i < LEVELS && lvl < 0; i++)
        if (style_id.n && cedu__eq(l->at[i].style, style_id)) lvl = i;
    if (lvl < 0) lvl = 0;
    if (lvl >= LEVELS) return;
    level *at = &l->at[lvl];
    if (k->start[lvl] >= 0 && !k->begun[lvl]) at->count = k->start[lvl], at->used = true;
    else at->count = at->used ? at->count + 1 : at->start, at->used = true;
    k->begun[lvl] = true;
    for (int i = lvl + 1; i < LEVELS; i++) l->at[i].used = false;
    if (at->how == WAY_NONE || !at->text.n) return;
    for (size_t i = 0; i < at->text.n; i++) {
        int ref = at->text.p[i] == '%' && i + 1 < at->text.n ? at->text.p[i + 1] - '1' : -1;
        if (ref < 0 || ref >= LEVELS) {
            cedu__buf_char(out, at->text.p[i]);
            continue;
        }
        const level *up = &l->at[ref];
        put_number(out, up->how ? up->how : WAY_DECIMAL, up->used ? up->count : up->start);
        i++;
    }
    if ((unsigned char)at->text.p[at->text.n - 1] < 0x80) cedu__buf_char(out, ' ');
}

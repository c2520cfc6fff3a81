/* json.c - mentions as the contract prints them: the value object, and times as ISO 8601 periods. */
#include "match/internal.h"

#include <stdio.h>
#include <stdlib.h>

static void put_number(cedu_buf *b, double v) {
    char t[40];
    if (!isfinite(v)) {
        cedu__buf_z(b, "null");
        return;
    }
    if (v == floor(v) && fabs(v) < 1e15) { /* the usual case: a whole number, digit by digit */
        char *p = t + sizeof t;
        uint64_t u = (uint64_t)fabs(v);
        do *--p = (char)('0' + u % 10);
        while (u /= 10);
        if (v < 0) *--p = '-';
        cedu__buf_add(b, p, (size_t)(t + sizeof t - p));
        return;
    }
    for (int digits = 15; digits <= 17; digits++) { /* the shortest that reads back the same */
        snprintf(t, sizeof t, "%.*g", digits, v);
        if (strtod(t, NULL) == v) break;
    }
    cedu__buf_z(b, t);
}

static void put_string(cedu_buf *b, cedu_str s) {
    cedu__buf_char(b, '"');
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        cedu__buf_add(b, s.p + from, i - from);
        if (c < 0x20) cedu__buf_f(b, "\\u%04x", c);
        else cedu__buf_char(b, '\\'), cedu__buf_char(b, (char)c);
        from = i + 1;
    }
    if (s.n > from) cedu__buf_add(b, s.p + from, s.n - from);
    cedu__buf_char(b, '"');
}

static void key(cedu_buf *b, bool *first, const char *k) {
    if (!*first) cedu__buf_char(b, ',');
    *first = false;
    cedu__buf_f(b, "\"%s\":", k);
}

static void put_instant(cedu_buf *b, cedu_civil c) {
    if (!c.year) cedu__buf_z(b, "null");
    else cedu__buf_f(b, "\"%04d-%02d-%02dT%02d:%02d:%02d\"", c.year, c.month, c.day, c.hour, c.minute, c.second);
}

void cedu__when_period(const cedu_when *w, cedu_buf *buf) {
    cedu_civil a = w->start, b = w->end;
    if (!a.year && !b.year) return;
    bool ys = a.month == 1 && a.day == 1, ye = b.month == 12 && b.day == 31;
    bool ms = a.day == 1, me = b.year && b.day == cedu__days_in_month(b.year, b.month);
    if (a.year && b.year && a.year == b.year && ys && ye) {
        cedu__buf_f(buf, "%04d", a.year);
        return;
    }
    if (a.year && b.year && a.year == b.year && a.month == b.month && ms && me) {
        cedu__buf_f(buf, "%04d-%02d", a.year, a.month);
        return;
    }
    if (a.year && b.year && a.year == b.year && a.month == b.month && a.day == b.day) {
        cedu__buf_f(buf, "%04d-%02d-%02d", a.year, a.month, a.day);
        return;
    }
    /* both ends at the coarsest grain that says the same */
    bool whole_y = (!a.year || ys) && (!b.year || ye), whole_m = (!a.year || ms) && (!b.year || me);
    for (int side = 0; side < 2; side++) {
        cedu_civil c = side ? b : a;
        if (side) cedu__buf_char(buf, '/');
        if (!c.year) cedu__buf_z(buf, "..");
        else if (whole_y) cedu__buf_f(buf, "%04d", c.year);
        else if (whole_m) cedu__buf_f(buf, "%04d-%02d", c.year, c.month);
        else cedu__buf_f(buf, "%04d-%02d-%02d", c.year, c.month, c.day);
    }
}

static const char *const GRAINS[] = {"none", "year", "half", "quarter", "month", "week", "day", "hour", "minute", "second"};

void cedu__mention_json_value(const cedu_image *im, const cedu_mention *m, cedu_buf *out) {
    bool first = true;
    cedu__buf_char(out, '{');
    const cedu_entry *e = cedu__image_entry(im, m->entry);
    switch (m->type) {
    case CEDU_MENTION_number:
    case CEDU_MENTION_ordinal:
    case CEDU_MENTION_percent:
    case CEDU_MENTION_points:
    case CEDU_MENTION_money:
    case CEDU_MENTION_quantity:
        if (m->refused || !m->has_value) {
            key(out, &first, "refused"), cedu__buf_z(out, "true");
        } else if (m->has_max) {
            key(out, &first, "min"), put_number(out, m->value);
            key(out, &first, "max"), put_number(out, m->value_max);
        } else {
            key(out, &first, "value"), put_number(out, m->value);
        }
        if (m->damaged) key(out, &first, "damaged"), cedu__buf_z(out, "true");
        if (m->vague) key(out, &first, "vague"), cedu__buf_z(out, "true");
        if (m->type == CEDU_MENTION_money) {
            cedu_str c = m->entry >= 0 ? cedu__image_attr(im, m->entry, CEDU_ATTR_currency) : (cedu_str){0};
            key(out, &first, "currency"), put_string(out, c.n ? c : CEDU_STR("CNY"));
        } else if (m->type == CEDU_MENTION_quantity && e) {
            cedu_str base = cedu__image_attr(im, m->entry, CEDU_ATTR_base);
            key(out, &first, "unit"), put_string(out, base.n ? base : e->name);
        }
        break;
    case CEDU_MENTION_time:
        if (m->refused) {
            key(out, &first, "refused"), cedu__buf_z(out, "true");
            break;
        }
        key(out, &first, "timex"), put_string(out, m->timex);
        if (m->when.start.year || m->when.end.year) {
            key(out, &first, "start"), put_instant(out, m->when.start);
            key(out, &first, "end"), put_instant(out, m->when.end);
        }
        key(out, &first, "grain"), cedu__buf_f(out, "\"%s\"", GRAINS[m->when.grain]);
        key(out, &first, "kind"), cedu__buf_z(out, m->when.interval ? "\"interval\"" : "\"point\"");
        key(out, &first, "approx"), cedu__buf_z(out, m->when.approx ? "true" : "false");
        break;
    case CEDU_MENTION_duration:
    case CEDU_MENTION_set:
        key(out, &first, "timex"), put_string(out, m->timex);
        key(out, &first, "seconds"), put_number(out, m->duration);
        break;
    case CEDU_MENTION_region:
        if (e) {
            cedu_str code = cedu__image_attr(im, m->entry, CEDU_ATTR_code);
            key(out, &first, "code");
            if (code.n) put_string(out, code);
            else cedu__buf_z(out, "null");
            key(out, &first, "name"), put_string(out, e->name);
        }
        break;
    default: {
        cedu_str name = m->name.n ? m->name : e ? e->name : (cedu_str){0};
        key(out, &first, "name"), put_string(out, name);
        if (e && e->id.n) key(out, &first, "id"), put_string(out, e->id);
        if (m->refers.n && !cedu__eq(m->refers, name)) key(out, &first, "refers"), put_string(out, m->refers);
        break;
    }
    }
    if (m->modifier != CEDU_MOD_EQ) key(out, &first, "modifier"), put_string(out, cedu__str(cedu_modifier_sign(m->modifier)));
    cedu__buf_char(out, '}');
}

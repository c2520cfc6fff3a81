/* xlsx_format.c - a stored number as the sheet shows it, for the formats that people use: decimals, thousands, per cent, literal
 * text around it, dates and times. Anything else is shown as General. Dates are written ISO 8601, whatever their order in the sheet.
 */
#include <math.h>
#include <stdlib.h>

#include "input/office.h"

/* The built-in formats that are no General. */
static const struct {
    int from, to;
    const char *code;
} builtin[] = {
    {1, 1, "0"},       {2, 2, "0.00"},       {3, 3, "#,##0"},       {4, 4, "#,##0.00"}, {9, 9, "0%"},    {10, 10, "0.00%"},
    {14, 17, "y-m-d"}, {18, 21, "h:m"},      {22, 22, "y-m-d h:m"}, {27, 31, "y-m-d"},  {32, 35, "h:m"}, {36, 36, "y-m-d"},
    {37, 38, "#,##0"}, {39, 40, "#,##0.00"}, {45, 47, "h:m"},       {50, 54, "y-m-d"},  {55, 56, "h:m"}, {57, 58, "y-m-d"},
};

static void literal(cedu_number_format *f, bool digits, const char *p, size_t n) {
    char *to = digits ? f->after : f->before;
    size_t at = strlen(to);
    if (at + n + 1 > sizeof f->after) return;
    memcpy(to + at, p, n);
    to[at + n] = '\0';
}

cedu_number_format cedu__number_format(int id, cedu_str code) {
    cedu_number_format f = {.kind = FORMAT_GENERAL};
    for (size_t i = 0; i < CEDU_COUNT(builtin) && !code.p; i++)
        if (id >= builtin[i].from && id <= builtin[i].to) code = cedu__str(builtin[i].code);
    bool digits = false, point = false, month = false;
    for (size_t i = 0; i < code.n && code.p[i] != ';'; i++) {
        char ch = code.p[i];
        switch (ch) {
        case '"': {
            const char *e = memchr(code.p + i + 1, '"', code.n - i - 1);
            size_t n = e ? (size_t)(e - (code.p + i + 1)) : code.n - i - 1;
            literal(&f, digits, code.p + i + 1, n);
            i += n + 1;
            break;
        }
        case '[': { /* colour, condition, locale, elapsed time */
            const char *e = memchr(code.p + i, ']', code.n - i);
            if (e && (code.p[i + 1] == 'h' || code.p[i + 1] == 'm')) f.time = true;
            i = e ? (size_t)(e - code.p) : code.n;
            break;
        }
        case '\\':
            if (i + 1 < code.n && (unsigned char)code.p[i + 1] < 0x80) literal(&f, digits, code.p + ++i, 1);
            break;
        case '_':
        case '*': i++; break;
        case '0':
        case '#':
        case '?':
            digits = true;
            if (point && f.decimals < 15) f.decimals++;
            break;
        case '.': point = true; break;
        case ',':
            if (digits && (i + 1 >= code.n || !strchr("0#?.", code.p[i + 1]))) f.scale += f.scale < 4;
            else if (digits) f.thousands = true;
            break;
        case '%': f.percent = true; break;
        case 'y':
        case 'Y':
        case 'e': f.year = true; break;
        case 'd':
        case 'D': f.day = true; break;
        case 'm':
        case 'M': month = true; break;
        case 'h':
        case 'H':
        case 's': f.time = true; break;
        case 'E': return (cedu_number_format){.kind = FORMAT_GENERAL};
        case 'G': /* General */
            if (code.n - i >= 7 && !strncasecmp(code.p + i, "General", 7)) i += 6;
            break;
        default: {
            size_t n = cedu__u8_len((unsigned char)ch);
            if (((unsigned char)ch >= 0x80 || strchr("$+-() /:", ch)) && n <= code.n - i) {
                if ((unsigned char)ch >= 0x80) literal(&f, digits, code.p + i, n);
                i += n - 1;
            }
        }
        }
    }
    if (f.year || f.day || (month && !digits) || f.time) f.kind = FORMAT_DATE;
    else if (digits || f.percent) f.kind = FORMAT_NUMBER;
    return f;
}

static void put_number(cedu_buf *out, double v, const cedu_number_format *f) {
    char z[400];
    for (int i = 0; i < f->scale; i++) v /= 1000;
    if (f->percent) v *= 100;
    /* what is a half in decimal is often a little less in binary: round what is written, not what is stored */
    double eps = v * 1e-14;
    snprintf(z, sizeof z, "%.*f", f->decimals, v + eps);
    cedu__buf_z(out, f->before);
    size_t digits = strcspn(z[0] == '-' ? z + 1 : z, ".");
    const char *p = z;
    if (*p == '-') cedu__buf_char(out, *p++);
    for (size_t i = 0; i < digits; i++) {
        cedu__buf_char(out, p[i]);
        if (f->thousands && i + 1 < digits && (digits - i - 1) % 3 == 0) cedu__buf_char(out, ',');
    }
    cedu__buf_z(out, p + digits);
    if (f->percent) cedu__buf_char(out, '%');
    cedu__buf_z(out, f->after);
}

/* Days since 1970-01-01 -> year, month, day (Howard Hinnant's algorithm, public domain). */
static void civil(long z, int *y, int *m, int *d) {
    z += 719468;
    long era = (z >= 0 ? z : z - 146096) / 146097;
    unsigned doe = (unsigned)(z - era * 146097), yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    unsigned doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    *d = (int)(doy - (153 * mp + 2) / 5 + 1);
    *m = (int)(mp < 10 ? mp + 3 : mp - 9);
    *y = (int)((long)yoe + era * 400) + (*m <= 2);
}

static void put_date(cedu_buf *out, double v, const cedu_number_format *f, bool since_1904) {
    double whole = floor(v), minutes = floor((v - whole) * 1440 + 0.5);
    if (minutes >= 1440) whole += 1, minutes = 0;
    bool date = f->year || f->day || !f->time;
    if (date) {
        int y, m, d;
        long days = (long)whole + (since_1904 ? -24107 : whole < 60 ? -25568 : -25569);
        civil(days, &y, &m, &d);
        if (f->day || (!f->year && f->time)) cedu__buf_f(out, "%04d-%02d-%02d", y, m, d);
        else cedu__buf_f(out, "%04d-%02d", y, m);
    }
    if (f->time) cedu__buf_f(out, "%s%02d:%02d", date ? " " : "", (int)minutes / 60, (int)minutes % 60);
}

void cedu__number_shown(cedu_buf *out, cedu_str value, const cedu_number_format *f, bool since_1904) {
    char z[64], *end;
    if (value.n >= sizeof z) return cedu__buf_str(out, value);
    memcpy(z, value.p, value.n);
    z[value.n] = '\0';
    double v = strtod(z, &end);
    if (*end || !isfinite(v)) return cedu__buf_str(out, value);
    if (f->kind == FORMAT_DATE && v >= 0 && v < 2958466) return put_date(out, v, f, since_1904);
    if (f->kind == FORMAT_NUMBER && fabs(v) < 1e15) return put_number(out, v, f);
    char shown[64];
    if (fabs(v) < 1e15 && v == floor(v)) snprintf(shown, sizeof shown, "%.0f", v);
    else snprintf(shown, sizeof shown, "%.11g", v);
    cedu__buf_z(out, strchr(shown, 'e') ? z : shown);
}

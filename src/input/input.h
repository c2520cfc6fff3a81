/* input.h - where bytes come from: files, folders, standard input, archives, WARC, JSON lines, CSV, office documents, PDF, the
 * web. Three steps, so that the costly ones can run on any thread:
 *
 *     walk      arguments -> sources (files), cheap, in order;
 *     members   a source -> payloads, one after another, at constant memory; a plain file is one member without a name;
 *     convert   a payload that is no text itself (DOCX, XLSX, OFD, PDF, a picture) -> its text; on any thread.
 *
 * A walk names every file it finds, in a deterministic order (names sorted bytewise within a folder, arguments in their
 * order); reading is separate so that it can run on a worker thread. Nothing stops a walk: what cannot be read is an item with
 * its error. Symbolic links are followed. A folder that leads back into itself is an item with CEDU_BAD_INPUT; a folder that is
 * reached twice under one argument (two links to it) is walked once. Hidden files (.name) inside folders are left out; those
 * that are named as arguments are not. Pipes, sockets and devices are items with an error: reading them could wait for ever.
 * Messages do not name the path: whoever prints them does.
 */
#ifndef CEDU_INPUT_H
#define CEDU_INPUT_H

#include "base/base.h"

typedef struct cedu_walk cedu_walk; /* one thread */

typedef struct cedu_source {
    char *path;         /* as shown to people; "-" = standard input; owned by the item */
    cedu_status status; /* CEDU_OK, or why the walk could not go on here (err says it) */
    cedu_error err;
    uint64_t size; /* from stat; 0 when unknown */
} cedu_source;

/* paths: files, folders (recursively), "-". The array and its strings must outlive the walk. Only CEDU_NOMEM fails. */
CEDU_MUST_USE cedu_status cedu__input_walk(const char *const *paths, size_t n, cedu_walk **out, cedu_error *err);
/* The next source, owned by the caller; NULL at the end. After an allocation failed: one last item with CEDU_NOMEM and an
 * empty path, then NULL; if even that cannot be made, NULL and cedu__input_walk_failed(). */
cedu_source *cedu__input_next(cedu_walk *w);
/* The walk ended early for want of memory. Ask at the end. */
bool cedu__input_walk_failed(const cedu_walk *w);
void cedu__input_source_free(cedu_source *s);               /* NULL is fine */
cedu_source *cedu__input_source_copy(const cedu_source *s); /* NULL: no memory */
void cedu__input_walk_free(cedu_walk *w);                   /* NULL is fine */

typedef struct cedu_bytes { /* a payload on the heap: a mapped file that is cut short by another program would kill us */
    unsigned char *p;       /* never NULL after success; a NUL byte follows the last one */
    size_t n;
} cedu_bytes;

/* Reads a whole source; "-" is standard input. CEDU_TOO_LARGE above CEDU_MAX_PAYLOAD (a file of that size is not read at all),
 * CEDU_UNREADABLE with the reason, CEDU_UNSUPPORTED for folders, pipes and devices, CEDU_BAD_INPUT for a file that shrinks, grows
 * or changes while it is read, CEDU_NOMEM. Thread-safe (but only one thread can read standard input). */
CEDU_MUST_USE cedu_status cedu__input_read(const char *path, cedu_bytes *out, cedu_error *err);
void cedu__input_bytes_release(cedu_bytes *b);

/* ------------------------------------------------------------------ members
 * A container's records as payloads. Every record is accounted for: it is handed out (read, or failed with its reason) or counted
 * as skipped under a reason. Containers nest twice at most (a tar of WARC files; a zip in a zip); compression does not count. */
typedef struct cedu_input_options {
    const char *column;        /* CSV: the text column, by name or number from 1; NULL = a CSV file is plain text */
    const char *const *fields; /* JSON lines: "name=path" each, NULL-terminated; names: url html text title date charset */
    /* web */
    bool allow_private; /* also addresses of private networks and this machine */
    bool no_cache;      /* fetch again whatever the cache holds */
    bool no_robots;     /* for the user's own site only */
    int delay_ms;       /* between two requests to one host; 0 = the default of fetch.c */
} cedu_input_options;

typedef struct cedu_member {
    char *name;            /* NULL = the file itself; valid UTF-8, a label and never a path to write to */
    cedu_bytes bytes;      /* the payload; p == NULL when status is not CEDU_OK, or when the path itself is to be read */
    cedu_bytes original;   /* after a conversion: what the text was made from */
    char *url, *title;     /* what the container says, else NULL */
    char *date;            /* when the page was published, as the container says (YYYY-MM-DD…), else NULL */
    char *fetched;         /* when it was crawled (WARC-Date), else NULL */
    char *charset;         /* of an HTTP header or JSON field: a hint, else NULL */
    const char *media;     /* "html", "text" … where the container says it, else NULL; static storage */
    bool passing;          /* an item of a feed: it leaves the feed when others come */
    const char *extracted; /* "docx", "xlsx", "ofd", "pdf", "ocr": the payload is text that was extracted; static, else NULL */
    cedu_buf places;       /* where that text stands in the original: base/places.h; empty = not known */
    cedu_finding_class finding; /* holds where note is not empty: what the document's findings must tell */
    char note[160];
    cedu_status status;
    cedu_error err;
} cedu_member;

#define CEDU_SKIP_REASONS 24
typedef struct cedu_member_counts {
    uint64_t records, read, skipped, failed;
    uint64_t bytes; /* of the payloads read */
    struct {
        char why[48]; /* English, NUL-terminated: "media type image/png" */
        uint64_t n;
    } reasons[CEDU_SKIP_REASONS]; /* of the skipped; the last one collects the rest */
    size_t reason_count;
} cedu_member_counts;

typedef struct cedu_members cedu_members; /* one thread at a time */

/* Opens a file, "-" or a URL and looks at its first bytes. opt may be NULL and must outlive the members. A file that is no
 * container costs no more than that look. */
CEDU_MUST_USE cedu_status cedu__input_open(const char *path, const cedu_input_options *opt, cedu_members **out,
                                           cedu_error *err);
/* The same over bytes that stay valid; `name` gives hints only. */
CEDU_MUST_USE cedu_status cedu__input_open_bytes(const void *p, size_t n, const char *name, const cedu_input_options *opt,
                                                 cedu_members **out, cedu_error *err);
/* One plain file: read the path with cedu__input_read() (on any thread) instead of asking for members. */
bool cedu__input_plain(const cedu_members *m);
/* The next member, to be released by the caller; false at the end. A member that could not be read has its status and error; a
 * container that breaks off is a last member with an error. */
bool cedu__input_member(cedu_members *m, cedu_member *out);
const cedu_member_counts *cedu__input_counts(const cedu_members *m);
void cedu__input_members_free(cedu_members *m); /* NULL is fine */
void cedu__input_member_release(cedu_member *m);

/* Makes text of a payload that is none: bytes become the extracted UTF-8 text, `original` what they were. `path`: for hints, may
 * be NULL. Payloads that are text, or that nobody here can read, stay as they are and give CEDU_OK. Thread-safe. Statuses:
 * CEDU_BAD_INPUT (damaged, encrypted), CEDU_TOO_LARGE (a limit), CEDU_UNSUPPORTED (a program is not installed: the message says how
 * to get it), CEDU_NOMEM. */
CEDU_MUST_USE cedu_status cedu__input_convert(cedu_member *m, const char *path, cedu_error *err);

/* What cedu_worker_read() takes, of a member and the path of its file; points into both. */
cedu_input cedu__input_page(const char *path, const cedu_member *m);

/* ------------------------------------------------------------------ a workbook as cells (xlsx.c), for tables that are data */
typedef struct cedu_grid_cell {
    uint32_t line, column; /* from 1, as the program shows them */
    cedu_str text;         /* as the sheet shows it; formulas: their stored result */
    bool has_number;       /* stored as a number: 0.65 where 65% is shown */
    bool percent, date;    /* how that number is shown */
    bool error;            /* #N/A and its like */
    bool merged;           /* stands for the first cell of its merged range */
    double number;
} cedu_grid_cell;
typedef struct cedu_grid_sheet {
    cedu_str name;
    const cedu_grid_cell *cells; /* that are not empty, by line and column */
    size_t n;
} cedu_grid_sheet;
typedef struct cedu_grid {
    const cedu_grid_sheet *sheets; /* visible ones */
    size_t n;
} cedu_grid;
/* Everything in the arena. Statuses as cedu__input_convert(). */
CEDU_MUST_USE cedu_status cedu__input_grid(const void *p, size_t n, cedu_arena *a, cedu_grid *out, cedu_error *err);

bool cedu__input_is_url(const char *path); /* http:// or https:// */

#endif

"""Writes the C source of cedu._native: what of cedu.h the package uses. cffi's API mode lets the compiler check every declaration
against the header, so the two cannot drift apart.    build_native.py OUT.c"""
import sys

from cffi import FFI

ffi = FFI()
ffi.cdef('''
typedef struct { const char *p; size_t n; } cedu_str;
typedef struct { int status; char zh[256]; char en[256]; ...; } cedu_error;
typedef struct cedu_engine cedu_engine;
typedef struct cedu_worker cedu_worker;
typedef struct cedu_page cedu_page;
typedef struct cedu_repair cedu_repair;
typedef struct { const char *const *packs; bool no_user_packs; bool no_cache; ...; } cedu_engine_options;
typedef struct { const unsigned char *bytes; size_t n; const char *name; const char *hint; const char *url; ...; } cedu_input;
typedef struct { int stage; const char *date; bool keep_script; bool plain; ...; } cedu_read_options;
#define CEDU_OK ...
#define CEDU_STAGE_REPAIR ...
#define CEDU_STAGE_FACTS ...
int cedu_engine_new(const cedu_engine_options *opt, cedu_engine **out, cedu_error *err);
void cedu_engine_free(cedu_engine *e);
const char *cedu_engine_fingerprint(const cedu_engine *e);
int cedu_worker_new(const cedu_engine *e, cedu_worker **out, cedu_error *err);
void cedu_worker_free(cedu_worker *w);
int cedu_worker_read(cedu_worker *w, const cedu_input *in, const cedu_read_options *opt, cedu_page **out, cedu_error *err);
void cedu_page_free(cedu_page *p);
int cedu_page_json_read(const cedu_page *p, char **out, size_t *n, cedu_error *err);
int cedu_page_json_details(const cedu_page *p, char **out, size_t *n, cedu_error *err);
int cedu_worker_json_assess(cedu_worker *w, const char *db, const cedu_input *in, const char *region, char **out, size_t *n, cedu_error *err);
typedef struct { cedu_str scenarios, suppliers, weights; bool has_budget; double budget; ...; } cedu_match_input;
typedef struct { const cedu_str *p; size_t n; } cedu_strs;
typedef struct { cedu_str kind, file, bytes, sheet; cedu_strs map; ...; } cedu_table_input;
int cedu_worker_json_match(cedu_worker *w, const char *db, const cedu_match_input *in, char **out, size_t *n, cedu_error *err);
int cedu_worker_json_programme(cedu_worker *w, cedu_str rules, char **out, size_t *n, cedu_error *err);
int cedu_worker_json_whatif(cedu_worker *w, const char *db, cedu_str rules, cedu_str applications, const cedu_str *variants, size_t count, char **out, size_t *n, cedu_error *err);
int cedu_worker_json_statement(cedu_worker *w, const char *db, const char *programme, char **out, size_t *n, cedu_error *err);
int cedu_worker_json_import(cedu_worker *w, const char *db, const cedu_table_input *in, char **out, size_t *n, cedu_error *err);
void cedu_json_free(char *s);
int cedu_repair_text(cedu_str text, unsigned only, cedu_repair **out, cedu_error *err);
void cedu_repair_free(cedu_repair *r);
cedu_str cedu_repair_clean(const cedu_repair *r);
const char *cedu_version(void);
typedef struct { size_t rows, texts; void *column[...]; ...; } cedu_columns;
cedu_columns *cedu_py_columns(const cedu_page *p);
cedu_columns *cedu_py_join(cedu_columns *const *pages, size_t n);
void cedu_py_free(cedu_columns *c);
''')
ffi.set_source('cedu._native', '#include "columns.h"')
if __name__ == '__main__':
    ffi.emit_c_code(sys.argv[1])

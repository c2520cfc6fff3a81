/* cli.h - the inside of the command `cedu`: one context, one table of commands, one table of options.
 *
 * What: a command is a row of cli_commands (commands.c) and a function `int run(cli *)`. Help, man page, completion and the
 * parser come from the two tables. Invariants: results go to standard output through cli_put() only, messages to
 * standard error; a handler returns nothing but CLI_DONE or what cli_fail()/cli_usage() returned; the worst code wins.
 * To extend: write cmd_x.c, add a row, run tests/cli/run.py --bless man.
 */
#ifndef CEDU_CLI_H
#define CEDU_CLI_H

#include <stdio.h>

#include "base/jobs.h"
#include "engine.h"
#include "input/input.h"
#include "report/report.h"
#include "store/store.h"

/* ------------------------------------------------------------------ options
 * X(id, short letter or 0, long name, argument or NULL, Chinese, English) */
/* clang-format off */
#define CLI_OPTIONS(X) \
    X(db, 'd', "db", "FILE", "知识库文件，默认 ./cedu.db", "knowledge base, default ./cedu.db") \
    X(format, 0, "format", "FORMAT", "输出格式", "output format") \
    X(date, 0, "date", "YYYY-MM-DD", "页面未写日期时采用的日期", "the page's date, where the page gives none") \
    X(script, 0, "script", "keep|hans", "keep 保留原字形；hans 转为简体（默认）", "keep the script, or convert to simplified (default)") \
    X(raw, 0, "raw", NULL, "只解码并选出正文，不修复", "stop after decoding and selection: no repair") \
    X(diff, 0, "diff", NULL, "只列出改动的行", "show only the lines that change") \
    X(only, 0, "only", "CLASS", "只做这几类修复，逗号分隔", "only these classes of repair, separated by commas") \
    X(jsonl, 0, "jsonl", NULL, "每行读一个 {\"id\",\"text\",\"ref\"}", "read one {\"id\",\"text\",\"ref\"} a line") \
    X(stale, 0, "stale", NULL, "所有已过期的文档", "all documents that are stale") \
    X(region, 'r', "region", "REGION", "只看这个地区", "only this region") \
    X(subject, 's', "subject", "NAME", "只看这个指标", "only this subject") \
    X(kind, 'k', "kind", "KIND", "只看这类事实", "only this kind of fact") \
    X(source, 0, "source", "NAME", "只看此来源", "only this source") \
    X(from, 0, "from", "YEAR", "从哪一年起", "from this year on") \
    X(to, 0, "to", "YEAR", "到哪一年止", "up to this year") \
    X(due, 0, "due", "YEAR", "在此年（含）之前到期", "due in or before this year") \
    X(as_of, 0, "as-of", "DATE", "以这一天为准", "seen from this day") \
    X(since, 0, "since", "DATE", "从这一时刻起入库的", "added from this moment on") \
    X(known_by, 0, "known-by", "DATE", "只用到这一天为止已入库的文档", "only what was in the base by this day") \
    X(profile, 0, "profile", "FILE", "企业档案（TOML）", "the firm's profile (TOML)") \
    X(applications, 0, "applications", "FILE", "申请表（CSV）", "applications (CSV)") \
    X(policy, 0, "policy", "NAME", "分配方式 pro-rata priority max-min", "allocation: pro-rata, priority, max-min") \
    X(weights, 0, "weights", "FILE", "权重文件（TOML）", "weights (TOML)") \
    X(budget, 0, "budget", "YUAN", "全部报价合计不超过，元", "all prices together, yuan") \
    X(save, 0, "save", "NAME", "以此名存入知识库", "keep it in the knowledge base under this name") \
    X(compare, 0, "compare", NULL, "各地合计并排", "sums of the places side by side") \
    X(ranks, 0, "ranks", NULL, "按位次而不按最小最大值归一", "normalise by rank, not by least and greatest") \
    X(note, 0, "note", "TEXT", "备注", "a note") \
    X(latest, 0, "latest", NULL, "每个指标只列各地最新一年", "only the latest year that each region has") \
    X(topic, 0, "topic", "NAME", "以一个指标为题", "about one indicator") \
    X(weekly, 0, "weekly", NULL, "最近七天的变化", "what changed in the last seven days") \
    X(template, 0, "template", "FILE", "报告模板", "template of the report") \
    X(print_template, 0, "print-template", NULL, "打印所用的模板，改后用 --template 传入", "print the template, to change it and pass it with --template") \
    X(style, 0, "style", "STYLE", "引文格式 gbt2015（默认）gbt2025（试行）bibtex csl", "citations: gbt2015 (default), gbt2025 (experimental), bibtex, csl") \
    X(count, 0, "count", NULL, "按地区和类别计数", "counts by region and tag") \
    X(all, 0, "all", NULL, "一地的事实再多也全部用上（慢）", "use all facts of a region, however many (slow)") \
    X(limit, 'n', "limit", "N", "最多几行", "at most so many rows") \
    X(review, 0, "review", NULL, "只看待审的事实", "only facts that wait for review") \
    X(force, 'f', "force", NULL, "覆盖已有文件", "replace an existing file") \
    X(recount, 0, "recount", NULL, "重新统计知识库的计数", "count anew what the base holds") \
    X(verbose, 'v', "verbose", NULL, "逐个列出", "say every single one") \
    X(quiet, 'q', "quiet", NULL, "不显示进度", "no progress") \
    X(column, 0, "column", "NAME", "CSV 中正文所在的列（列名或从 1 起的列号）", "the column of a CSV file that holds the text, by name or number") \
    X(field, 0, "field", "NAME=PATH", "JSON 行的字段：html text url title date（可重复）", "field of JSON lines: html text url title date (repeatable)") \
    X(as, 0, "as", "KIND", "哪种表：companies scenarios compute indicators talents funds", "which kind of table: companies scenarios compute indicators talents funds") \
    X(map, 0, "map", "COL=FIELD", "这一列是哪个字段（列名、字母或列号；- 为不导入；可重复）", "which field a column is (heading, letter or number; - leaves it out; repeatable)") \
    X(sheet, 0, "sheet", "NAME", "工作表", "the sheet") \
    X(yes, 'y', "yes", NULL, "确认，不再询问", "confirm without being asked") \
    X(urls, 0, "urls", "FILE", "读取文件中每行一个的网址", "also read the addresses in FILE, one a line") \
    X(allow_private, 0, "allow-private", NULL, "允许访问内网和本机地址", "also fetch from private networks and this machine") \
    X(llm, 0, "llm", "URL", "请这台语言模型服务提出事实，待审（见 docs/llm.md）", "ask this language model for proposals, which wait for review (docs/llm.md)") \
    X(llm_model, 0, "llm-model", "NAME", "模型的名称", "the model's name") \
    X(llm_remote, 0, "llm-remote", NULL, "允许把页面内容发往本机和内网以外", "allow pages to be sent outside private networks") \
    X(output, 'o', "output", "FILE", "写到这个文件", "write to this file") \
    X(packs, 0, "packs", "DIR", "知识包目录（可重复），或一个编译好的文件", "pack folder (repeatable), or one compiled file") \
    X(threads, 'j', "threads", "N", "线程数，默认全部处理器", "threads, default all processors") \
    X(host, 0, "host", "ADDRESS", "监听的地址，默认 127.0.0.1（只有本机）", "address to listen on, default 127.0.0.1 (this machine)") \
    X(port, 0, "port", "PORT", "监听的端口，默认 8420；0 为任意", "port to listen on, default 8420; 0 = any free one") \
    X(team, 0, "team", NULL, "多人使用：先用 cedu user 建用户，登录后才能看", "for several people: users of cedu user log in") \
    X(lang, 0, "lang", "zh|en", "信息的语言", "language of messages") \
    X(trace, 0, "trace", "ROOM,…", "把内部过程写到标准错误", "tell on standard error what rooms do") \
    X(help, 'h', "help", NULL, "帮助", "help")
/* clang-format on */

typedef enum cli_option {
#define CEDU__X(id, c, name, arg, zh, en) CLI_##id,
    CLI_OPTIONS(CEDU__X)
#undef CEDU__X
        CLI_OPTION_COUNT
} cli_option;

typedef struct cli_option_row {
    char letter;
    const char *name, *arg, *zh, *en;
} cli_option_row;
extern const cli_option_row cli_options[CLI_OPTION_COUNT];

#define CLI_BIT(id)    (1ull << CLI_##id)
#define CLI_EVERYWHERE (CLI_BIT(lang) | CLI_BIT(help) | CLI_BIT(trace))
#define CLI_MAX_PACKS  32
#define CLI_MAX_FIELDS 16

/* ------------------------------------------------------------------ commands */
typedef struct cli cli;

typedef struct cli_example {
    const char *cmd, *zh, *en;
} cli_example;

typedef struct cli_command {
    const char *name;
    int group; /* index into cli_groups; -1 = hidden */
    int (*run)(cli *c);
    uint64_t options;       /* CLI_BIT(x) | …; CLI_EVERYWHERE is added */
    int min_args, max_args; /* -1 = any number */
    const char *args;       /* for the usage line */
    const char *zh, *en;    /* one line */
    const char *zh_more, *en_more;
    cli_example examples[4];
} cli_command;

extern const cli_command cli_commands[];
extern const size_t cli_command_count;
extern const struct cli_group { const char *zh, *en; } cli_groups[];
extern const size_t cli_group_count;

/* ------------------------------------------------------------------ the context of one call */
struct cli {
    const cli_command *cmd;
    const char *opt[CLI_OPTION_COUNT]; /* NULL = not given; "" = a flag that was; settings are in here too */
    const char *packs[CLI_MAX_PACKS + 1];
    size_t pack_count;
    const char *fields[CLI_MAX_FIELDS + 1]; /* of --field; NULL-terminated */
    size_t field_count;
    const char **args;
    size_t arg_count;
    bool english;
    int threads;
    cedu_format format; /* of tables */
    int width;          /* columns of the terminal on standard output; 0 = none */
    bool colour;        /* standard output is a terminal that takes colours */
    bool err_tty;
    bool gone; /* the reader of standard output has gone */
    int code;  /* exit code so far */
    cedu_engine *engine;
    cedu_arena arena; /* for the whole call */
    char *settings;   /* the user's file, cut into values */
};

#define CLI_DONE 0
/* The two languages side by side. */
#define CLI_T(c, zh, en) ((c)->english ? (en) : (zh))

/* out.c ------------------------------------------------------------ output and errors */
void cli_put(cli *c, const void *p, size_t n);
void cli_putz(cli *c, const char *z);
void cli_putf(cli *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* A line on standard error: "cedu: …". */
void cli_say(cli *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* The same without "cedu: ". Both show control characters as question marks. */
void cli_line(cli *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Reports err, about `what` (may be NULL), and remembers its exit code. Returns it. */
int cli_fail(cli *c, const char *what, const cedu_error *err);
/* Wrong usage, in one language already; adds where help is. Returns 2. */
int cli_usage(cli *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Writes out what is buffered; a failing disk becomes exit code 4. */
void cli_flush(cli *c);
void cli_code(cli *c, int code); /* the worst of the two stays */
/* A table in the wanted format onto standard output; NULL after reporting that memory is short. */
cedu_table *cli_table(cli *c, const cedu_column *columns, size_t n);
/* The same, as one of several on the stream: JSON rows carry "section", people see a heading. */
cedu_table *cli_section(cli *c, const char *section, const char *heading, const cedu_column *columns, size_t n);
/* Ends it; `none` is said on standard error where an aligned table has no row. */
int cli_table_end(cli *c, cedu_table *t, const char *none);
const char *cli_z(cli *c, cedu_str s); /* NUL-terminated copy in the call's arena */

/* options.c -------------------------------------------------------- parsing and settings */
int cli_parse(cli *c, int argc, char **argv, int *first); /* options before the command; *first = the command */
int cli_parse_command(cli *c, int argc, char **argv);
int cli_settle(cli *c); /* environment, settings file, language, threads, format; after parsing */
bool cli_year(const char *z, int *out);
bool cli_number(const char *z, long lo, long hi, long *out);
bool cli_date(const char *z); /* YYYY-MM-DD that exists */

/* help.c */
void cli_help(cli *c);
void cli_help_command(cli *c, const cli_command *cmd);
void cli_man(cli *c);
int cli_run_help(cli *c);
int cli_run_version(cli *c);
int cli_run_completion(cli *c);
const cli_command *cli_find(const char *name);
const char *cli_nearest(const char *name);

/* inputs.c --------------------------------------------------------- files in parallel, results in order */
/* The engine of the call, made at first use; NULL after reporting why not. */
cedu_engine *cli_engine(cli *c);

typedef struct cli_item {
    cedu_source *source;
    cedu_member member; /* of a container; a plain file is one without a name */
    bool loaded;        /* member holds the payload already; else the path is still to be read */
    cedu_bytes bytes;   /* the payload, once read: a view of member.bytes */
    cedu_buf out;       /* what goes to standard output */
    char *series; /* one page of several (cedu_document), or NULL: behind the page before it, the first `head` bytes of out, */
    int part;     /* the title, are left out, so that the article reads on */
    size_t head;
    cedu_status status;
    cedu_error err;
} cli_item;
typedef struct cli_inputs {
    bool no_engine;                                                             /* `w` is NULL then */
    cedu_status (*work)(cli *c, cedu_worker *w, cli_item *it, cedu_error *err); /* on any thread */
    void (*failed)(cli *c, cli_item *it); /* on the calling thread, before the message; may append to it->out; may be NULL */
} cli_inputs;
/* Runs over the call's arguments. Returns CLI_DONE or the code of what stopped it. */
int cli_run_inputs(cli *c, const cli_inputs *how);

/* Files and the members of containers, one after another: what cli_run_inputs() and `add` draw from. One thread. */
typedef struct cli_feed {
    cedu_walk *walk;
    cedu_members *members; /* of the container that is being read */
    cedu_source *source;   /* the container */
    cedu_input_options options;
    bool (*leave_out)(void *ctx, const char *path); /* may be NULL */
    void *ctx;
    size_t opened;         /* containers so far */
    size_t web, web_total; /* pages of the web: begun, and how many there are */
    bool own_progress;     /* the command shows how far it is */
    bool late_output;      /* it writes nothing before the end */
} cli_feed;
cedu_status cli_feed_open(cli *c, cli_feed *f, cedu_error *err); /* from the call's arguments and options */
/* The next payload: a source of its own (owned by the caller) and its member; *loaded false: cli_load() reads the path. */
bool cli_feed_next(cli *c, cli_feed *f, cedu_source **source, cedu_member *m, bool *loaded);
void cli_feed_close(cli_feed *f);
/* Reads and converts what is not there yet. On any thread. */
cedu_status cli_load(const char *path, cedu_member *m, bool loaded, cedu_error *err);
const char *cli_label(cli *c, const char *path, const cedu_member *m); /* "a.zip!b.html"; in the call's arena */

/* base.c ----------------------------------------------------------- the knowledge base of the call */
cedu_store *cli_open(cli *c, bool write); /* NULL after reporting */
/* An older base is brought up to date before it is served read-only; where it may not be written, it is used as it is or refused
 * later. false after reporting. */
bool cli_upgrade(cli *c);
/* The canonical name of a region given in any form or by code; p == NULL after reporting (exit code 5). */
cedu_str cli_region(cli *c, const char *given);
/* The command's arguments as regions; false after reporting. */
bool cli_region_args(cli *c, cedu_strs *out);
/* "413.9亿元" of a fact, in the call's arena. */
cedu_str cli_value(cli *c, const cedu_fact *f);
const char *cli_kind(cli *c, cedu_fact_kind k);
const char *cli_stance(cli *c, cedu_stance s);

/* cmd_list.c ------------------------------------------------------- shared by the commands that show facts and policies */
bool cli_fact_filter(cli *c, cedu_store_fact_filter *f); /* from the options; false after complaining */
#define CLI_POLICY_COLUMNS 12
extern const cedu_column cli_policy_columns[CLI_POLICY_COLUMNS];
bool cli_policy_row(cedu_table *t, const cedu_store_policy *p);
cedu_cell cli_cell(cedu_str s);              /* null when absent */
void cli_same_number(cli *c, cedu_store *s); /* tells people of document numbers on different texts, if there are any */
cedu_cell cli_hash_cell(const char *hex, size_t shown); /* people see the first characters */
bool cli_year_option(cli *c, cli_option o, int *out);   /* 0 when not given; false after complaining */

/* cmd_reason.c */
struct cedu_reason_options;
struct cedu_target;
#define CLI_CLAIM_COLUMNS   17
#define CLI_LEDGER_COLUMNS  17
#define CLI_TARGET_COLUMNS  18
#define CLI_DERIVED_COLUMNS 22
struct cedu_claim;
struct cedu_derived;
extern const cedu_column cli_derived_columns[CLI_DERIVED_COLUMNS];
bool cli_derived_row(cli *c, cedu_table *t, const struct cedu_derived *d);
struct cedu_ledger_row;
extern const cedu_column cli_claim_columns[CLI_CLAIM_COLUMNS];
bool cli_claim_row(cli *c, cedu_table *t, const struct cedu_claim *k);
extern const cedu_column cli_ledger_columns[CLI_LEDGER_COLUMNS];
bool cli_ledger_row(cli *c, cedu_table *t, const struct cedu_ledger_row *r);
/* --limit; SIZE_MAX without it. False: said what is wrong with it. */
bool cli_limit(cli *c, size_t *out);
extern const cedu_column cli_target_columns[CLI_TARGET_COLUMNS];
bool cli_target_row(cli *c, cedu_table *t, const struct cedu_target *g);
/* Looks only at the facts added last where the regions have more than CEDU_MAX_REGION_FACTS, and says so; not with --all. */
bool cli_recent(cli *c, cedu_store *s, cedu_strs regions, struct cedu_reason_options *o);
bool cli_reason_options(cli *c, struct cedu_reason_options *o); /* --as-of, --review; false after complaining */
/* For a command about one region, its first argument: the options, the region, the base. NULL after complaining. */
cedu_store *cli_open_about(cli *c, struct cedu_reason_options *o, cedu_str *region);
cedu_cell cli_regions_cell(cedu_strs s); /* one: a string; several: an array */

/* cmd_report.c */
bool cli_slurp(cli *c, const char *path, cedu_str *out); /* a UTF-8 file into the call's arena; false after complaining */
/* To -o FILE, all or nothing; without it to standard output, where that is no terminal or the bytes are text. Returns the exit code. */
int cli_deliver(cli *c, const cedu_buf *b, bool text);

/* cmd_pack_author.c */
int cli_pack_new(cli *c);
int cli_pack_explain(cli *c);
/* A sentence as a page of its own, dated 2024-06-30 unless --date says otherwise. *w is made when NULL. */
cedu_status cli_pack_read(cli *c, cedu_str text, cedu_worker **w, cedu_page **out, cedu_error *err);

/* the handlers */
#define CLI_RUN(name) int cli_run_##name(cli *c)
CLI_RUN(read);
CLI_RUN(facts);
CLI_RUN(mentions);
CLI_RUN(repair);
CLI_RUN(dump);
CLI_RUN(watch);
CLI_RUN(add);
CLI_RUN(reread);
CLI_RUN(backup);
CLI_RUN(restore);
CLI_RUN(forget);
CLI_RUN(check);
CLI_RUN(list);
CLI_RUN(search);
CLI_RUN(show);
CLI_RUN(compare);
CLI_RUN(explain);
CLI_RUN(targets);
CLI_RUN(conflicts);
CLI_RUN(derive);
CLI_RUN(claims);
CLI_RUN(ledger);
CLI_RUN(overlap);
CLI_RUN(timeline);
CLI_RUN(diff);
CLI_RUN(ask);
CLI_RUN(review);
CLI_RUN(graph);
CLI_RUN(why);
CLI_RUN(chain);
CLI_RUN(correlate);
CLI_RUN(index);
CLI_RUN(subsidy);
CLI_RUN(programme);
CLI_RUN(match);
CLI_RUN(overlay);
CLI_RUN(lineage);
CLI_RUN(report);
CLI_RUN(cite);
CLI_RUN(bundle);
CLI_RUN(verify);
CLI_RUN(mcp);
CLI_RUN(serve);
CLI_RUN(user);
CLI_RUN(pack);
CLI_RUN(assess);
CLI_RUN(import);
CLI_RUN(talent);

#endif

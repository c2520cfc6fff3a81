# The verbs of cedu. The build itself is Meson's (meson.build); this file only says what people do.
#   make            install what is missing, build the release: build/release/cedu
#   make run        the main job on examples/pages (or PAGES=dir): a new knowledge base, and what is in it
#   make test       everything that CI runs, under release and under clang's sanitizers
SHELL = /bin/sh
PAGES ?= examples/pages
RELEASE = build/release
ASAN = build/asan
CEDU = $(RELEASE)/cedu
JOBS ?= $(shell nproc 2>/dev/null || echo 2)

.PHONY: deb dist all setup data release asan run test test-full fuzz bench bless coverage accept install uninstall format check clean help
.DEFAULT_GOAL = all

all: release

help:
	@sed -n '1,5p' Makefile
	@echo '#   make test-full fuzz bench bless coverage accept install deb dist format check clean'

setup:
	@tools/setup.sh build

data: setup
	@tools/fetch_opencc.sh
	@tools/build_ui.sh

release: data
	@test -f $(RELEASE)/build.ninja || meson setup $(RELEASE) --buildtype=release -Db_ndebug=false -Dtests=auto >/dev/null
	@ninja -C $(RELEASE) -j $(JOBS) --quiet src/cli/cedu
	@ln -sfn src/cli/cedu $(CEDU) 2>/dev/null || true

run: release
	@tools/run.sh $(CEDU) "$(PAGES)"

dev-setup:
	@tools/setup.sh dev

asan: dev-setup data
	@test -f $(ASAN)/build.ninja || CC=clang meson setup $(ASAN) --buildtype=debugoptimized -Db_sanitize=address,undefined \
	  -Db_lundef=false -Dtests=enabled >/dev/null
	@ninja -C $(ASAN) -j $(JOBS)

test: dev-setup data
	@python3 tools/test.py

test-full: test
	@python3 tools/test.py --full

# Debian packages in build/deb.
deb: data
	@tools/make_deb.sh

# The source as build/dist/cedu-VERSION.tar.gz: of the committed tree, and byte for byte the same whenever and wherever it is made.
dist:
	@tools/make_dist.sh

# CASE=tests/golden/STAGE/NAME or a transcript: shows the difference, then writes what came out as what is expected.
bless: release
	@python3 tests/golden/run.py $(CEDU) --bless $(CASE)

fuzz: dev-setup data
	@tools/fuzz.sh $(SECONDS_EACH)

bench: release
	@tools/bench.sh $(RELEASE)

coverage: dev-setup data
	@tools/coverage.sh

accept: release
	@python3 tools/accept.py $(CEDU)

install: release
	@meson install -C $(RELEASE) --quiet

uninstall:
	@ninja -C $(RELEASE) uninstall

format:
	@find src include tests fuzz bench -name '*.[ch]' | xargs clang-format -i

check:
	@python3 tools/check_rooms.py
	@find src include tests fuzz bench -name '*.[ch]' | xargs clang-format --dry-run -Werror

clean:
	rm -rf build

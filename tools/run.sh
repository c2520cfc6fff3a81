#!/bin/sh
# The main job on a folder of pages: a new knowledge base, what came out of it, and how to go on. Usage: tools/run.sh CEDU PAGES
set -eu
cedu=$1
pages=$2
db=${DB:-cedu.db}
[ -e "$pages" ] || { echo "cedu: $pages 不存在 / does not exist" >&2; exit 2; }
if [ -e "$db" ]; then # never over somebody's knowledge base
  n=1
  while [ -e "cedu-$n.db" ]; do n=$((n + 1)); done
  db=cedu-$n.db
fi
title() { printf '\n── %s ──\n' "$1"; }

title "读入 $pages → $db"
status=0
"$cedu" add -d "$db" "$pages" || status=$?
[ "$status" -le 1 ] || exit "$status"
title "文件 documents"
"$cedu" list documents -d "$db"
title "地区 regions"
"$cedu" list regions -d "$db"
# The places with most facts are compared; nothing here names one.
places=$("$cedu" list regions -d "$db" --format csv | tail -n +2 | awk -F, '$2 ~ /^[0-9]/ {print $1}' | head -4)
first=$(printf '%s\n' "$places" | head -1)
if [ -n "$places" ]; then
  title "对比 compare"
  # shellcheck disable=SC2086
  "$cedu" compare -d "$db" $places
fi
title "目标 targets"
"$cedu" targets -d "$db"
title "矛盾 conflicts"
"$cedu" conflicts -d "$db"
title "推算 derive"
"$cedu" derive -d "$db"
cat <<END

知识库已建好：$db
  $cedu show -d $db ${first:-地区}         一个地区的全部要点
  $cedu list facts -d $db                  全部事实，每条有编号
  $cedu explain -d $db 编号                某个数字出自哪里：原文字节与修复后的文字
  $cedu search -d $db 词语                 检索
  make run PAGES=目录                      换成你自己的网页
END
exit "$status"

# A reader that leaves early ends the command quietly; a disk that is full does not pass for success.
--- cmd
i=0; while [ $i -lt 4000 ]; do echo "没有损坏的一行，第 $i 行。"; i=$((i+1)); done > long.txt
{ cedu repair long.txt; echo "cedu: $?" >&2; } | head -1
[ -w /dev/full ] && cedu repair long.txt > /dev/full; echo $?
--- stdout
没有损坏的一行，第 0 行。
4
--- stderr
cedu: 0
cedu: 磁盘已满，结果没有写完

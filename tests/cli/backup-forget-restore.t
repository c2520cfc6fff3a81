# A backup holds everything; what is forgotten is gone; restoring brings it back; nothing is overwritten unasked.
--- file a.txt
成都市发布行动方案。

到2025年，成都市人工智能核心产业规模突破1000亿元。
--- cmd
cedu add -q a.txt > /dev/null
doc=$(cedu list documents --format json | pick doc)
cedu backup saved.db 2>/dev/null; echo $?
cedu backup saved.db; echo $?
cedu forget $doc 2>/dev/null; echo $?
cedu list documents --format json | wc -l | tr -d ' '
cedu forget $doc 2>/dev/null; echo $?
cedu restore saved.db 2>/dev/null; echo $?
cedu restore --force saved.db 2>/dev/null; echo $?
cedu list documents --format json | pick file
cedu reread $doc -q --format json | pick reread failed
cedu reread --stale -q --format json | pick reread failed
--- stdout
0
2
0
0
5
2
0
a.txt
1	0
0	0
--- stderr
cedu: saved.db 已存在：加 --force 才覆盖

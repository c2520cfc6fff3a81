# Packs as one file: it serves like its folder; a damaged or cut file is named and refused; without -o nothing is written.
--- file p/PACK
name	p
version	1
--- file p/a.tsv
#lexicon	unit
name	dimension	base
栋	count	栋
--- file in.jsonl
{"id":1,"text":"建成5栋楼"}
--- cmd
cedu pack compile p -o p.image; echo $?
cedu mentions --packs p.image --jsonl in.jsonl; echo $?
cedu mentions --packs p --jsonl in.jsonl
CEDU_PACKS=p.image cedu mentions --jsonl in.jsonl
head -c 3000 p.image > cut.image; cedu mentions --packs cut.image --jsonl in.jsonl; echo $?
{ head -c 100000 p.image; printf x; tail -c +100002 p.image; } > damaged.image; cmp -s p.image damaged.image || { cedu mentions --packs damaged.image --jsonl in.jsonl; echo $?; }
echo nothing > no.image; cedu mentions --packs no.image --jsonl in.jsonl; echo $?
cedu pack compile p; echo $?
cedu pack compile p -o no/such/folder; echo $?; ls
--- stdout
已写入 p.image：1 个条目
0
{"id":1,"pred":[{"start":2,"length":2,"type":"quantity","value":{"value":5,"unit":"栋"}}]}
0
{"id":1,"pred":[{"start":2,"length":2,"type":"quantity","value":{"value":5,"unit":"栋"}}]}
{"id":1,"pred":[{"start":2,"length":2,"type":"quantity","value":{"value":5,"unit":"栋"}}]}
2
2
2
2
4
cut.image
damaged.image
in.jsonl
no.image
p
p.image
--- stderr
cedu: cut.image: 知识包映像不完整；请用 cedu pack compile 重新生成
cedu: damaged.image: 知识包映像已损坏；请用 cedu pack compile 重新生成
cedu: no.image: 不是知识包映像；请用 cedu pack compile 重新生成
cedu: pack compile 要用 -o FILE 指定写到哪里（用法见 cedu help pack）
cedu: no/such/folder: 写不进去(No such file or directory)

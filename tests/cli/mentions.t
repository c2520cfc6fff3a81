# Records in, records out; offsets count the characters of `text`, damaged or not; a broken line is named and the others go on.
--- file in.jsonl
{"id":"plain","text":"产业规模超500亿元","ref":"2021-06-14T01:06:40"}
{"id":["any",1],"text":"企業(yè)達(dá)83家"}
not json at all

{"id":"none","text":"没有数字的一句话"}
{"id":"wrong","text":5}
--- cmd
cedu mentions --jsonl in.jsonl > out; echo $?
head -1 out | pick id pred
head -2 out | tail -1 | pick id | cat
head -2 out | tail -1 | grep -o '"start":[0-9]*,"length":[0-9]*,"type":"quantity","value":{"value":83'
tail -1 out | pick id pred
cedu mentions --jsonl < in.jsonl 2>/dev/null | cmp - out && echo same
cedu mentions --jsonl missing.jsonl; echo $?
--- stdout
1
plain	[{"start": 4, "length": 6, "type": "money", "value": {"value": 50000000000, "currency": "CNY", "modifier": ">"}}]
["any", 1]
"start":11,"length":3,"type":"quantity","value":{"value":83
none	[]
same
1
--- stderr
cedu: in.jsonl 第 3 行：不是合法的 JSON
cedu: in.jsonl 第 6 行：缺少 text（字符串）
cedu: missing.jsonl：没有这个文件

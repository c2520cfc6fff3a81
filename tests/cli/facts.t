# A document record, then its facts. A quotation is the payload's own characters between start and end, and its bytes.
--- file page.txt
成都市人工智能产业发展情况

2021-03-01 来源：示例日报

2020年，成都市人工智能企業(yè)數量達550家，同比增长83%。
到2025年，成都市人工智能产业规模突破1000亿元。
--- cmd
cedu facts page.txt > out; echo $?
head -1 out | pick v type file title published
grep '"kind":"observation"' out | pick region region_code subject period value unit clean_quote
grep '"kind":"target"' out | pick region subject period value unit modifier stance
python3 - <<'PY'
import json
raw = open('page.txt', 'rb').read()
text = raw.decode()
for line in open('out', encoding='utf-8'):
    r = json.loads(line)
    if r['type'] == 'fact':
        assert text[r['start']:r['end']] == r['quote'] == raw[r['byte_start']:r['byte_end']].decode(), r
print('quotations hold')
PY
cedu facts page.txt | cmp - out && echo same again
--- stdout
0
1	document	page.txt	成都市人工智能产业发展情况	2021-03-01
成都市	510100	人工智能企业数量	2020	550	家	成都市人工智能企业数量达550家
成都市	人工智能产业规模	2025	100000000000	元	>	planned
quotations hold
same again

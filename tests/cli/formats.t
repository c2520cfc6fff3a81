# One row model, four formats. CSV has a byte order mark and CRLF.
--- file a.txt
第一行
second, "line"
--- cmd
cedu dump text a.txt
cedu dump text --format json a.txt
cedu dump text --format md a.txt
cedu dump text --format csv a.txt | od -c | head -2
cedu dump text --format csv a.txt | tail -1 | tr -d '\r'
--- stdout
编码 UTF-8，19 个字符，25 字节，无效序列 0
行  字符  字节  文字
 1     0     0  第一行
 2     4    10  second, "line"
{"line":1,"start":0,"byte_start":0,"text":"第一行"}
{"line":2,"start":4,"byte_start":10,"text":"second, \"line\""}
| 行 | 字符 | 字节 | 文字 |
|---:|---:|---:|---|
| 1 | 0 | 0 | 第一行 |
| 2 | 4 | 10 | second, "line" |
0000000 357 273 277 350 241 214   , 345 255 227 347 254 246   , 345 255
0000020 227 350 212 202   , 346 226 207 345 255 227  \r  \n   1   ,   0
2,4,10,"second, ""line"""

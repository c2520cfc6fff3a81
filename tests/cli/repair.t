# The whole file comes out, line for line; --only does one class; the diff shows changed lines only.
--- file a.txt
監(jiān)管部門要求。
没有损坏的一行。
重慶發(fā)布消息
--- cmd
cedu repair a.txt
echo ==
cedu repair --only pinyin a.txt
echo ==
cedu repair --only t2s - < a.txt
echo ==
cedu repair --diff a.txt
echo ==
cedu repair --format json a.txt | pick v file encoding counts
echo ==
cedu repair --only spelling a.txt
--- stdout
监管部门要求。
没有损坏的一行。
重庆发布消息
==
監管部門要求。
没有损坏的一行。
重慶發布消息
==
监(jiān)管部门要求。
没有损坏的一行。
重庆发(fā)布消息
==
--- a.txt
+++ a.txt
@@ -1 +1 @@
-監(jiān)管部門要求。
+监管部门要求。
@@ -3 +3 @@
-重慶發(fā)布消息
+重庆发布消息
==
1	a.txt	UTF-8	{"mojibake": 0, "residue": 0, "pinyin": 2, "gbk_shift": 0, "t2s": 4, "wording": 0, "inserted": 0, "layout": 0}
==
--- stderr
cedu: 没有修复类别 spelling（可用：mojibake residue pinyin gbk_shift t2s tw2s hk2s wording inserted）（用法见 cedu help repair）
--- exit
2

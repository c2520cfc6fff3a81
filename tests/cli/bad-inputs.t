# A bad input is named, the others go on, and the exit code is 1. An empty file is a finding, not a failure.
--- file good.txt
没有损坏的一行。
--- file empty.txt
--- cmd
printf '\211PNG\r\n\032\n\0\0\0\rIHDR' > picture.html
cedu read --format json empty.txt | pick file bytes findings error; echo $?
cedu repair nothing-here good.txt picture.html; echo $?
cedu read --format json nothing-here | pick file sha256 paragraphs error
mkdir loop; ln -s . loop/again; cp good.txt loop/
cedu repair loop; echo $?
--- stdout
empty.txt	0	[{"class": "empty", "count": 1}]	null
0
没有损坏的一行。
1
nothing-here	null	[]	UNREADABLE: cannot be read: no such file; check the path
没有损坏的一行。
1
--- stderr
cedu: nothing-here：无法读取：文件不存在，请检查路径
cedu: picture.html：这不是网页或文本，而是图片：请先做文字识别（OCR），再读识别出的文本
cedu: nothing-here：无法读取：文件不存在，请检查路径
cedu: loop/again：文件夹循环：它通向包含它的文件夹，已跳过；其余照常读取

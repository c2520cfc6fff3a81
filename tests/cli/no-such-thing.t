# A named thing that is not there is exit code 5; a file that is no knowledge base is 4.
--- file a.txt
没有损坏的一行。
--- cmd
cedu list documents; echo $?
cedu add -q a.txt > /dev/null
cedu show 火星市; echo $?
cedu explain 0123456789; echo $?
cedu forget 0123456789; echo $?
cedu list documents -d a.txt; echo $?
--- stdout
5
5
5
5
4
--- stderr
cedu: 没有知识库文件 ./cedu.db：先用 cedu add 建立
cedu: 没有叫“火星市”的地区；cedu list regions 列出已有的
cedu: 没有事实“0123456789”（编号至少写 4 位）
cedu: 没有文档“0123456789”
cedu: a.txt 不是知识库文件，或文件头已损坏

# Many files on many threads come out in the same order as on one.
--- cmd
mkdir p; i=0; while [ $i -lt 40 ]; do echo "第 $i 个文件。" > p/$i.txt; i=$((i+1)); done
cedu repair -j 1 p > one; cedu repair -j 7 p > seven; cmp one seven && echo same
cedu facts -j 1 p > one; cedu facts -j 7 p > seven; cmp one seven && echo same
--- stdout
same
same

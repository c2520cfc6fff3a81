# The settings file is used, an option comes before it, and what is not understood is said.
--- file home/cedu/config
# where my pages are
db = mine.db
format = json
favourite = blue
--- file a.txt
没有损坏的一行。
--- cmd
export XDG_CONFIG_HOME=$PWD/home
cedu add -q a.txt | pick new
ls *.db
cedu list documents --format csv | tail -1 | cut -c1-8
CEDU_DB=other.db cedu add -q a.txt | pick new
ls *.db
--- stdout
1
mine.db
9ce8b3ae
1
mine.db
other.db
--- stderr
cedu: $PWD/home/cedu/config 第 4 行不认识，已略过
cedu: $PWD/home/cedu/config 第 4 行不认识，已略过
cedu: $PWD/home/cedu/config 第 4 行不认识，已略过

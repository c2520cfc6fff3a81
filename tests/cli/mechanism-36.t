# Row 36 of docs/mechanisms.md. Talent from the user's own table, with the threshold it was judged by.
--- file talent.csv
地区,层次,专业方向,年份,需求,供给
乐山市,高级,大模型算法,2023,100,90
乐山市,高级,大模型算法,2024,140,80
--- cmd
cedu import talent.csv --as talents --yes > /dev/null 2>&1
cedu talent --format json | head -3
--- stdout
{"section":"talent","region":"乐山市","tier":"高级","field":"大模型算法","period":"2024","demand":140,"supply":80,"gap":60,"ratio":0.57,"before":0.9,"trend":"worsening","state":"severe","evidence":"user","where":"talent.csv · 第3行第5列"}

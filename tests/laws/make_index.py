#!/usr/bin/env python3
"""Makes articles.toml, the index that tests/citations.rs holds the catalogue against.

Run by hand when a text of law changes:

    python3 make_index.py FOLDER > articles.toml

FOLDER holds the texts, one file (or two) for each law of LAWS below. The index keeps, for each law,
which articles the texts hold, and the figures in each (三倍 -> "3倍", 七个工作日 -> "7工作日"), so that
a gist, a period or a multiple that the article does not state is found out. It keeps no text.
"""

import json
import pathlib
import re
import sys

# Short id, full title, first day in force of that edition, its articles as stored, and how the names of
# the files begin.
LAWS = [
    ("消费者权益保护法", "中华人民共和国消费者权益保护法", "2014-03-15", range(1, 64), ["消费者权益保护法"]),
    ("消费者权益保护法实施条例", "中华人民共和国消费者权益保护法实施条例", "2024-07-01",
     [10, 12, 17, 18, 19, 20, 22, 26, 27, 46, 49], ["消保法实施条例"]),
    ("电子商务法", "中华人民共和国电子商务法", "2019-01-01", range(1, 90), ["电子商务法"]),
    ("食品安全法", "中华人民共和国食品安全法", "2025-12-01", [148], []),
    ("产品质量法", "中华人民共和国产品质量法", "2018-12-29", range(1, 75), ["产品质量法"]),
    ("侵害消费者权益行为处罚办法", "侵害消费者权益行为处罚办法", "2015-03-15", range(1, 23), ["侵害消费者"]),
    ("市场监督管理投诉举报处理办法", "市场监督管理投诉举报处理办法", "2026-04-15", range(1, 47), ["市场监督管理投诉"]),
    ("网络消费司法解释（一）", "最高人民法院关于审理网络消费纠纷案件适用法律若干问题的规定（一）", "2022-03-15",
     range(1, 21), ["最高人民法院关于审理网络消费"]),
    ("预付式消费司法解释", "最高人民法院关于审理预付式消费民事纠纷案件适用法律若干问题的解释", "2025-05-01",
     range(1, 28), ["最高人民法院关于审理预付式消费"]),
    ("食品药品惩罚性赔偿司法解释", "最高人民法院关于审理食品药品惩罚性赔偿纠纷案件适用法律若干问题的解释", "2024-08-22",
     range(1, 20), ["最高人民法院关于审理食品药品"]),
    ("民法典", "中华人民共和国民法典", "2021-01-01", [*range(1, 205), *range(463, 989)],
     ["民法典-总则", "民法典-合同编"]),
    ("民事诉讼法", "中华人民共和国民事诉讼法", "2024-01-01", range(1, 307), ["民事诉讼法"]),
    ("网络交易监督管理办法", "网络交易监督管理办法", "2021-05-01", range(1, 57), ["网络交易监督管理办法"]),
    ("明码标价和禁止价格欺诈规定", "明码标价和禁止价格欺诈规定", "2022-07-01", range(1, 28), ["明码标价"]),
]

# Rules out of force, and their last day: nothing may name them on a later date.
REPEALED = [("市场监督管理投诉举报处理暂行办法", "2026-04-14")]  # by article 46 of its successor

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10000}
NUMERAL = "[零一二两三四五六七八九十百千万]+|[0-9]+"
HEAD = re.compile(rf"^第({NUMERAL})条(之[一二三四五六七八九十]+)?[ \u3000]*(.*)$", re.S)
# Not 第一日: an ordinal counts nothing.
FIGURE = re.compile(rf"(?<![第零一二两三四五六七八九十百千万0-9])({NUMERAL})(个工作日|日|个月|年|倍|元)")


def number(numeral):
    """一百四十八 -> 148"""
    if numeral.isdigit():
        return int(numeral)
    total = part = digit = 0
    for sign in numeral:
        if sign in DIGITS:
            digit = DIGITS[sign]
        elif sign == "万":
            total, part, digit = (total + part + digit) * 10000, 0, 0
        else:
            part, digit = part + (digit or 1) * SCALES[sign], 0
    return total + part + digit


def figures(text):
    """The figures with a unit in a text, each once, in order."""
    found = (f"{number(value)}{unit.removeprefix('个')}" for value, unit in FIGURE.findall(text))
    return list(dict.fromkeys(found))


def split(pieces):
    """{article: text} of pieces of which some begin with 第…条."""
    articles, current = {}, None
    for piece in pieces:
        head = HEAD.match(piece.strip())
        if head:
            current = f"{number(head[1])}{head[2] or ''}"
            assert current not in articles, f"article {current} stands twice"
            articles[current] = head[3]
        elif current and not piece.lstrip().startswith("#"):
            articles[current] += "\n" + piece.strip()
    return articles


def read(path):
    """{article: text} of one file."""
    if path.suffix == ".md":
        return split(path.read_text(encoding="utf-8").split("<!-- INFO END -->")[1].splitlines())
    content = json.loads(path.read_text(encoding="utf-8"))
    if isinstance(content, list):
        return split(f"{entry['art']} {entry['text']}" for entry in content)
    # Keys such as "46", or "18.2" where only paragraph 2 is stored.
    return {key.split(".")[0]: text for key, text in content.items() if key != "source"}


def find(folder, start):
    """The one file whose name begins so."""
    [path] = [path for path in folder.iterdir() if path.name.startswith(start)]
    return path


def quoted(words):
    return "[" + ", ".join(f'"{word}"' for word in words) + "]"


def main(folder):
    verified = json.loads((folder / "verified_articles.json").read_text(encoding="utf-8"))
    plain = re.compile(r"[\s\u3000:：]").sub
    print("# Made by make_index.py from the texts of law; do not edit.")
    for title, until in REPEALED:
        print(f'\n[[repealed]]\ntitle = "{title}"\nuntil = "{until}"')
    for law, title, since, expected, starts in LAWS:
        articles = {}
        for start in starts:
            articles |= read(find(folder, start))
        # The hand-checked articles must agree with the stored text; they add what it lacks.
        for entry in verified:
            if entry["law_short"] != law:
                continue
            key, text = str(entry["article_num"]), HEAD.match(entry["content"])[3]
            same = key not in articles or plain("", text) == plain("", articles[key])
            assert same, f"{law} {key}: the stored text and the hand-checked one differ"
            assert entry["effective_date"] == since, f"{law} {key}: in force {entry['effective_date']}"
            articles[key] = text
        order = sorted(articles, key=lambda key: [int(part) for part in re.findall(r"\d+", key)])
        assert order == [str(number) for number in expected], f"{law}: not the articles expected: {order}"
        print(f'\n[[law]]\nid = "{law}"\ntitle = "{title}"\nfrom = "{since}"')
        print(f"articles = {quoted(order)}")
        stated = {key: figures(articles[key]) for key in order if figures(articles[key])}
        print("[law.figures]")
        for key, found in stated.items():
            print(f'"{key}" = {quoted(found)}')


main(pathlib.Path(sys.argv[1]))

#!/usr/bin/env python3
"""Makes articles.toml, the index that tests/citations.rs holds the catalogue against.

Run by hand when a text of law changes:

    python3 make_index.py FOLDER > articles.toml

FOLDER holds the texts, one file for each law of LAWS below. The index keeps, for each law, how many
articles the text has, how many paragraphs (款) each has where that is more than one, which of them have a
proviso or an exception, which a later paragraph of their article limits, and the figures in each (三倍 -> "3倍", 七个工作日 -> "7工作日"). So a paragraph, a
period or a multiple that the article does not have is found out, and a gist that leaves out what limits it.
It keeps no text.
"""

import json
import pathlib
import re
import sys

# Short id, full title, first day in force of that edition, number of its articles, and how the name of its
# file begins.
LAWS = [
    ("消费者权益保护法", "中华人民共和国消费者权益保护法", "2014-03-15", 63, "消费者权益保护法"),
    ("消费者权益保护法实施条例", "中华人民共和国消费者权益保护法实施条例", "2024-07-01", 53, "消保法实施条例"),
    ("电子商务法", "中华人民共和国电子商务法", "2019-01-01", 89, "电子商务法"),
    ("食品安全法", "中华人民共和国食品安全法", "2025-12-01", 154, "食品安全法"),
    ("产品质量法", "中华人民共和国产品质量法", "2018-12-29", 74, "产品质量法"),
    ("价格法", "中华人民共和国价格法", "1998-05-01", 48, "价格法"),
    ("旅游法", "中华人民共和国旅游法", "2018-10-26", 112, "旅游法"),
    ("个人信息保护法", "中华人民共和国个人信息保护法", "2021-11-01", 74, "个人信息保护法"),
    ("邮政法", "中华人民共和国邮政法", "2015-04-24", 87, "邮政法"),
    ("反不正当竞争法", "中华人民共和国反不正当竞争法", "2025-10-15", 41, "反不正当竞争法"),
    ("民法典", "中华人民共和国民法典", "2021-01-01", 1260, "民法典("),
    ("民事诉讼法", "中华人民共和国民事诉讼法", "2024-01-01", 306, "民事诉讼法"),
    ("仲裁法", "中华人民共和国仲裁法", "2026-03-01", 96, "仲裁法"),
    ("快递暂行条例", "快递暂行条例", "2025-06-01", 59, "快递暂行条例"),
    ("未成年人网络保护条例", "未成年人网络保护条例", "2024-01-01", 60, "未成年人网络保护条例"),
    ("侵害消费者权益行为处罚办法", "侵害消费者权益行为处罚办法", "2015-03-15", 22, "侵害消费者"),
    ("市场监督管理投诉举报处理办法", "市场监督管理投诉举报处理办法", "2026-04-15", 46, "市场监督管理投诉"),
    ("网络交易监督管理办法", "网络交易监督管理办法", "2021-05-01", 56, "网络交易监督管理办法"),
    ("明码标价和禁止价格欺诈规定", "明码标价和禁止价格欺诈规定", "2022-07-01", 27, "明码标价"),
    ("网络消费司法解释（一）", "最高人民法院关于审理网络消费纠纷案件适用法律若干问题的规定（一）", "2022-03-15", 20,
     "最高人民法院关于审理网络消费"),
    ("预付式消费司法解释", "最高人民法院关于审理预付式消费民事纠纷案件适用法律若干问题的解释", "2025-05-01", 27,
     "最高人民法院关于审理预付式消费"),
    ("食品安全司法解释（一）", "最高人民法院关于审理食品安全民事纠纷案件适用法律若干问题的解释（一）", "2021-01-01", 14,
     "食品安全民事纠纷解释一"),
    ("食品药品纠纷司法解释", "最高人民法院关于审理食品药品纠纷案件适用法律若干问题的规定", "2021-12-01", 19,
     "食品药品纠纷规定"),
    ("食品药品惩罚性赔偿司法解释", "最高人民法院关于审理食品药品惩罚性赔偿纠纷案件适用法律若干问题的解释", "2024-08-22", 19,
     "最高人民法院关于审理食品药品"),
    ("合同编通则司法解释", "最高人民法院关于适用〈中华人民共和国民法典〉合同编通则若干问题的解释", "2023-12-05", 69,
     "民法典合同编通则解释"),
    ("民诉法解释", "最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释", "2022-04-10", 550, "民诉法解释"),
]

# Rules out of force, and their last day: nothing may name them on a later date.
REPEALED = [("市场监督管理投诉举报处理暂行办法", "2026-04-14")]  # by article 46 of its successor

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10000}
NUMERAL = "[零一二两三四五六七八九十百千万]+|[0-9]+"
HEAD = re.compile(rf"^第({NUMERAL})条(之[一二三四五六七八九十]+)?[ \u3000]*(.*)$", re.S)
# A heading between articles (章, 节, 一、…, 1. …) and an item (项) of one.
HEADING = re.compile(r"^(#|第[一二三四五六七八九十]+[章节编]|[一二三四五六七八九十]+、|\d+\. )")
ITEM = re.compile(r"^（[一二三四五六七八九十]+）")
# Words of a proviso or an exception.
LIMIT = re.compile(r"但是|，但|；但|除外|另有")
# A paragraph that speaks of the one before it, and limits it.
BACK = re.compile(r"前[两三]?款|本条第[一二三四]款")
NARROWS = re.compile(r"不适用|不予支持|除外|除.{0,40}外|但是|，但|不得|不受")
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
        # Markdown: `- **第一条**　…`, items as `- （一）…`.
        plain = piece.replace("\u200b", "").strip().removeprefix("- ").replace("**", "").strip()
        head = HEAD.match(plain)
        if head:
            current = f"{number(head[1])}{head[2] or ''}"
            assert current not in articles, f"article {current} is there twice"
            articles[current] = head[3]
        elif current and plain and not HEADING.match(plain):
            articles[current] += "\n" + plain
    return articles


def read(path):
    """{article: text} of one file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        # What is before the text: an INFO mark, or a YAML head.
        body = text.split("<!-- INFO END -->") if "<!-- INFO END -->" in text else text.split("\n---\n", 1)
        return split(body[1].splitlines())
    return split(f"{entry['art']} {entry['text']}" for entry in json.loads(text))


def paragraphs(text):
    """The paragraphs (款) of an article, each with its items (项)."""
    found = []
    for line in text.splitlines():
        if ITEM.match(line) and found:
            found[-1] += "\n" + line
        else:
            found.append(line)
    return found


def limited(articles, show_paragraphs):
    """Numbers, `25` or `25.1`, of the articles and paragraphs that have a proviso (但书) or exception."""
    for key, text in articles.items():
        if LIMIT.search(text):
            yield key
        for place, paragraph in enumerate(paragraphs(text), 1):
            if show_paragraphs and LIMIT.search(paragraph):
                yield f"{key}.{place}"


def narrowed(articles):
    """Numbers, `25` or `25.1`, of the articles and paragraphs that a later paragraph of the article limits."""
    for key, text in articles.items():
        places = [place for place, it in enumerate(paragraphs(text), 1) if BACK.search(it) and NARROWS.search(it)]
        if places:
            yield key
        for place in range(1, max(places, default=1)):
            yield f"{key}.{place}"


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
    for law, title, since, count, start in LAWS:
        path = find(folder, start)
        articles = read(path)
        # The hand-checked articles must agree with the stored text.
        for entry in verified:
            if entry["law_short"] != law:
                continue
            key, text = str(entry["article_num"]), HEAD.match(entry["content"])[3]
            assert plain("", text) == plain("", articles[key]), f"{law} {key}: stored text and hand-checked one differ"
            assert entry["effective_date"] == since, f"{law} {key}: in force {entry['effective_date']}"
        order = sorted(articles, key=lambda key: [int(part) for part in re.findall(r"\d+", key)])
        assert order == [str(number) for number in range(1, count + 1)], f"{law}: not the articles expected: {order}"
        print(f'\n[[law]]\nid = "{law}"\ntitle = "{title}"\nfrom = "{since}"\narticles = {count}')
        lined = path.suffix == ".md"  # the JSON texts do not show where a paragraph begins
        counts = {key: len(paragraphs(articles[key])) for key in order if lined}
        print(f"limited = {quoted(limited(articles, lined))}")
        print(f"narrowed = {quoted(narrowed(articles) if lined else [])}")
        print("[law.paragraphs]")
        for key, count in counts.items():
            if count > 1:
                print(f'"{key}" = {count}')
        stated = {key: figures(articles[key]) for key in order if figures(articles[key])}
        print("[law.figures]")
        for key, found in stated.items():
            print(f'"{key}" = {quoted(found)}')


main(pathlib.Path(sys.argv[1]))

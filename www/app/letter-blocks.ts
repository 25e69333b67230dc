/**
 * The structure of a composed document: its headings and numbered lists. The text is that of the document as it is shown; the
 * same document as HTML has the structure.
 */

import type { TextContext } from "tousu/element";
import type { LabelledText } from "../files/export/text-to-png.ts";
import type { Block } from "../files/export/word.ts";

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', amp: "&" };

/** The texts of all elements of a kind, in order. The module writes one element in a line. */
export function textsOf(html: string, tag: "h2" | "li"): string[] {
  const elements = html.matchAll(new RegExp(`^<${tag}>(.*)</${tag}>$`, "gm"));
  return Array.from(elements, ([, text = ""]) =>
    text.replaceAll("<br>", "\n").replace(/&(.+?);/g, (whole, name: string) => ENTITIES[name] ?? whole),
  );
}

/**
 * The text of a document as blocks. A line that the HTML has in no heading and no list is a paragraph, so nothing is lost.
 *
 * @param body the document as text
 * @param html the same as HTML
 * @param tableOf the table that takes the place of a list; undefined for a list that stays one
 */
export function blocksOf(
  { title, body }: { title: string; body: string },
  html: string,
  tableOf?: (items: readonly string[]) => { head: string[]; rows: string[][] } | undefined,
): Block[] {
  const headings = textsOf(html, "h2");
  const items = textsOf(html, "li");
  const lines = body.split("\n");
  const blocks: Block[] = [];
  let list: string[] | undefined;
  let apart = false;
  let at = lines[0] === title ? 1 : 0;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    const item = items[0] === undefined ? undefined : itemAt(lines, at, items[0]);
    if (item) {
      items.shift();
      if (!list || item.number === 1) {
        list = [];
        blocks.push({ type: "list", items: list });
      }
      list.push(item.text);
      at += item.lines;
      apart = false;
      continue;
    }
    at += 1;
    if (line === "") {
      apart = blocks.length > 0;
      continue;
    }
    list = undefined;
    if (line === headings[0]) {
      headings.shift();
      blocks.push({ type: "heading", text: line });
    } else blocks.push({ type: "paragraph", text: line, apart });
    apart = false;
  }
  return blocks.map((block) => {
    const table = block.type === "list" ? tableOf?.(block.items) : undefined;
    return table ? { type: "table", ...table } : block;
  });
}

/** The text as it is shown, cut at its empty lines; the first line of a part is its heading where the same text as a web page has one. */
export function layoutOf({
  composition: { title, body },
  compose: inFormat,
}: Pick<TextContext, "composition" | "compose">): LabelledText {
  const headings = textsOf(inFormat("html").body, "h2");
  const parts = body.split("\n\n");
  if (parts[0] === title) parts.shift();
  return {
    title,
    parts: parts.map((part, at) => {
      const [first, ...rest] = part.split("\n");
      if (first === undefined || first !== headings[0]) return { label: "", text: at > 0 ? `\n${part}` : part };
      headings.shift();
      return { label: first, text: rest.join("\n") };
    }),
  };
}

/** The list item whose text begins behind a number in a line. */
function itemAt(lines: readonly string[], at: number, text: string) {
  const count = text.split("\n").length;
  const [, number, found] = /^(\d+)\. (.*)$/s.exec(lines.slice(at, at + count).join("\n")) ?? [];
  return found === text ? { number: Number(number), text, lines: count } : undefined;
}

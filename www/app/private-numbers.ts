/** Private numbers in a picture: where those are that the module advises to mask in a text. */

import { assess, form as formSpec, type Locale } from "tousu";
import type { TextLine } from "../files/ocr/picture-reader.ts";
import type { Area } from "../files/photos/edits.ts";

/** How far a number's area reaches beyond its digits, in heights of the line. */
const MARGIN = 0.3;

/** The areas of identity numbers, cards, telephones and codes, in parts of the picture. */
export function privateNumbers(lines: readonly TextLine[], locale: Locale): Area[] {
  const fields = formSpec({ locale }).sections.flatMap((section) => section.fields);
  const field = fields.find(({ role }) => role === "description")?.id;
  if (field === undefined) return [];
  return lines.flatMap(({ text, words }) => {
    const { issues } = assess({ [field]: text }, { locale });
    const spans = issues.flatMap(({ code, span }) => (code.startsWith("privacy.") && span ? [span] : []));
    return spans.flatMap(([from, to]) => {
      const areas = words.filter(({ start, end }) => start < to && end > from).map(({ area }) => area);
      return areas.length > 0 ? [around(areas)] : [];
    });
  });
}

/** The area around others, a little larger. */
function around(areas: readonly Area[]): Area {
  const top = Math.min(...areas.map(({ y }) => y));
  const bottom = Math.max(...areas.map(({ y, height }) => y + height));
  const left = Math.min(...areas.map(({ x }) => x));
  const right = Math.max(...areas.map(({ x, width }) => x + width));
  const margin = MARGIN * (bottom - top);
  const within = (part: number) => Math.min(1, Math.max(0, part));
  const [x, y] = [within(left - margin), within(top - margin)];
  return { x, y, width: within(right + margin) - x, height: within(bottom + margin) - y };
}

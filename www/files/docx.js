// A text as a Word document (ECMA-376, transitional): title, labelled parts, page numbers. No author, no dates:
// nothing in the file that does not stand in the text.

import { zip } from "./zip.js";

/** @typedef {{title: string, parts: {label: string, text: string}[], lang?: string}} Text */

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/* eslint-disable no-control-regex */
/** Text for XML 1.0: what it cannot hold is left out, a lone surrogate becomes U+FFFD. @param {string} text */
export const xml = (text) =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (match) => (match.length === 2 ? match : "\ufffd"))
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** One paragraph; tabs and spaces are kept. @param {string} text @param {string} [style] */
function paragraph(text, style) {
  const runs = text.split("\t").map((piece) => (piece ? `<w:t xml:space="preserve">${xml(piece)}</w:t>` : ""));
  const properties = style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : "";
  return `<w:p>${properties}${text ? `<w:r>${runs.join("<w:tab/>")}</w:r>` : ""}</w:p>`;
}

/** @param {string} text */
const lines = (text) => text.split(/\r\n|[\n\r\u0085\u2028\u2029]/);

/** @param {Text} text */
function body({ title, parts }) {
  const paragraphs = [paragraph(lines(title).join(" "), "Title")];
  for (const { label, text } of parts) {
    if (label) paragraphs.push(paragraph(lines(label).join(" "), "Heading1"));
    for (const line of lines(text)) paragraphs.push(paragraph(line));
  }
  // A4 in twentieths of a point; margins 2.54 cm above and below, 2.8 cm at the sides.
  const page =
    '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/>' +
    '<w:pgMar w:top="1440" w:right="1587" w:bottom="1440" w:left="1587" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>';
  return `${HEAD}<w:document ${W} xmlns:r="${R}"><w:body>${paragraphs.join("")}${page}</w:body></w:document>`;
}

/** Sizes in half points. @param {string} id @param {string} name @param {string} paragraphs @param {string} run */
const style = (id, name, paragraphs, run) =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/>` +
  `<w:qFormat/><w:pPr>${paragraphs}</w:pPr><w:rPr>${run}</w:rPr></w:style>`;

/** @param {string} lang */
const styles = (lang) =>
  `${HEAD}<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr>` +
  '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体" w:cs="Times New Roman"/>' +
  `<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="${lang === "en" ? "en-GB" : "en-US"}" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>` +
  '<w:pPrDefault><w:pPr><w:spacing w:line="360" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>' +
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>' +
  style("Title", "Title", '<w:spacing w:before="240" w:after="240"/><w:jc w:val="center"/>', '<w:b/><w:sz w:val="36"/><w:szCs w:val="36"/>') +
  style("Heading1", "heading 1", '<w:keepNext/><w:spacing w:before="200"/><w:outlineLvl w:val="0"/>', "<w:b/>") +
  "</w:styles>";

const FOOTER =
  `${HEAD}<w:ftr ${W}><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>` +
  '<w:r><w:t xml:space="preserve"> / </w:t></w:r><w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>';

// Without it Word opens the file in the compatibility mode of 2007.
const SETTINGS =
  `${HEAD}<w:settings ${W}><w:compat><w:compatSetting w:name="compatibilityMode" ` +
  'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>';

/** @param {[id: string, type: string, target: string][]} list */
const relationships = (list) =>
  `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
  list.map(([id, type, target]) => `<Relationship Id="${id}" Type="${R}/${type}" Target="${target}"/>`).join("") +
  "</Relationships>";

const TYPES =
  `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `<Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/>` +
  ["styles", "settings", "footer"].map((part) => `<Override PartName="/word/${part}.xml" ContentType="${TYPE}.${part}+xml"/>`).join("") +
  "</Types>";

/** @param {Text} text `lang`: "zh-CN" (default) or "en" @returns {Promise<Blob>} */
export async function docx({ title, parts, lang = "zh-CN" }) {
  const date = new Date(NaN); // the archive's own default, 1980: the same text gives the same bytes
  const archive = await zip(
    [
      { name: "[Content_Types].xml", data: TYPES },
      { name: "_rels/.rels", data: relationships([["rId1", "officeDocument", "word/document.xml"]]) },
      { name: "word/document.xml", data: body({ title, parts }) },
      {
        name: "word/_rels/document.xml.rels",
        data: relationships([["rId1", "styles", "styles.xml"], ["rId2", "settings", "settings.xml"], ["rId3", "footer", "footer.xml"]]), // prettier-ignore
      },
      { name: "word/styles.xml", data: styles(lang) },
      { name: "word/settings.xml", data: SETTINGS },
      { name: "word/footer.xml", data: FOOTER },
    ].map((entry) => ({ ...entry, date })),
  );
  return new Blob([archive], { type: `${TYPE}.document` });
}

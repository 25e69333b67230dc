/** Exhibits as far as the page reads them; a draft from elsewhere may hold anything under that name. */

import type { Draft } from "tousu";

/** Kinds of files that can be exhibits. */
export const ACCEPT = "image/*,video/*,audio/*,.pdf,.doc,.docx";

/** The file of an exhibit, as the draft refers to it. */
export interface ExhibitFile {
  name: string;
  size: number;
  type?: string | undefined;
  sha256?: string;
}

export interface PageExhibit {
  kind?: string;
  title?: string;
  date?: string;
  count?: number;
  note?: string;
  shows?: readonly string[];
  file?: ExhibitFile;
}

export function exhibitsOf(draft: Draft): PageExhibit[] {
  const list: readonly unknown[] = Array.isArray(draft.evidence) ? draft.evidence : [];
  return list.filter((one): one is PageExhibit => typeof one === "object" && one !== null);
}

/** Rows of a screen: plain data for the WXML, and beside it the functions that its controls call. */

import type { Severity } from "../index.js";

export interface Option {
  id: string;
  label: string;
  on: boolean;
  /** Picture of a tile or of an exhibit. */
  picture?: string;
  wrong?: boolean;
}

export interface Message {
  severity: Severity;
  text: string;
  /** Label of the button that puts the suggested value in, "" for none. */
  fix: string;
}

/** One line of a screen as the WXML draws it. */
export interface DrawnRow {
  kind:
    | "text"
    | "input"
    | "area"
    | "date"
    | "select"
    | "chips"
    | "tiles"
    | "photos"
    | "switch"
    | "button"
    | "fold"
    | "found"
    | "list"
    | "moment"
    | "paper"
    | "now";
  /** Unique on its screen. */
  key: string;
  /** The key as an id of the view. */
  id?: string;
  label?: string;
  /** In small letters beside the label. */
  tag?: string;
  hint?: string;
  text?: string;
  value?: string;
  /** Look: "primary", "plain" or "link" of a button, "soft", "warning" … of a text, "many" of chips to tick. */
  look?: string;
  type?: "text" | "number" | "digit";
  limit?: number;
  /** First and last day of a date. */
  start?: string;
  end?: string;
  options?: readonly Option[];
  /** Index of the option that is chosen, -1 for none. */
  at?: number;
  items?: readonly string[];
  messages?: readonly Message[];
  open?: boolean;
}

export interface Row extends DrawnRow {
  /** The person has typed, tapped or chosen: a value, or the id of an option. */
  act?(value: string): unknown;
  /** The person has left the field. */
  leave?(): void;
  /** Puts in what the message with that index suggests. */
  fix?(message: number): void;
}

/** Rows in one white block, under a title. */
export interface Group<Line = Row> {
  key: string;
  title?: string;
  /** "bare": on the grey ground. */
  look?: string;
  rows: readonly Line[];
}

export interface Screen<Line = Row> {
  title: string;
  lead: string;
  groups: readonly Group<Line>[];
  /** Buttons that stay in reach below. */
  bar: readonly Line[];
}

type Handlers = Pick<Row, "act" | "leave" | "fix">;

/** Takes a screen apart into data and functions by the keys of the rows. */
export function takeApart(screen: Screen): { drawn: Screen<DrawnRow>; handlers: ReadonlyMap<string, Handlers> } {
  const handlers = new Map<string, Handlers>();
  const draw = ({ act, leave, fix, ...row }: Row): DrawnRow => {
    handlers.set(row.key, { ...(act && { act }), ...(leave && { leave }), ...(fix && { fix }) });
    return { ...row, id: row.key.replace(/\W/g, "-") };
  };
  const groups = screen.groups
    .filter(({ rows }) => rows.length > 0)
    .map((group) => ({ ...group, rows: group.rows.map(draw) }));
  return { drawn: { ...screen, groups, bar: screen.bar.map(draw) }, handlers };
}

export const text = (key: string, words: string, look = ""): Row => ({ kind: "text", key, text: words, look });

export const button = (key: string, words: string, act: Row["act"], look = "plain"): Row => ({
  kind: "button",
  key,
  text: words,
  look,
  ...(act && { act }),
});

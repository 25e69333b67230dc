// The package's types against the contract (contract.d.ts, a copy of what the project was asked for). What goes in must
// take at least what the contract promises to take, what comes out must be at least what it promises to give; where the
// contract leaves nothing open, both ways.

import * as tousu from "tousu";
import * as inline from "tousu/inline";
import * as wechat from "tousu/wechat";
import { TousuForm, define } from "tousu/element";
import { bind } from "tousu/bind";
import type * as contract from "./contract.js";

type Fits<Given extends Wanted, Wanted> = Given;
/** Neither side can say more than the other; wrong ones are shown as [A, B] that is no `true`. */
type Same<A, B> = [A, B] extends [B, A] ? true : [A, B];
type All<Checks extends true[]> = Checks;

/** The functions, the classes, the schema: usable wherever the contract's are. */
export type Module = Fits<typeof tousu, typeof contract>;
export type Inline = Fits<Omit<typeof inline, "ready" | "default">, Omit<typeof contract, "ready" | "default">>;
export type WeChat = Fits<typeof wechat, Omit<typeof contract, "ready" | "default">>;

// In: everything that the contract allows is taken, and nothing it does not know is demanded.
export type In = All<[
  Same<contract.Options, tousu.Options>,
  Same<contract.ComposeOptions, tousu.ComposeOptions>,
  Same<contract.Draft, tousu.Draft>,
  Same<contract.Exhibit, tousu.Exhibit>,
  Same<contract.LogEntry, tousu.LogEntry>,
  Same<contract.Locale, tousu.Locale>,
]>;

// Out: at least what the contract promises.
export type Out = [
  Fits<tousu.Assessment, contract.Assessment>,
  Fits<tousu.NextStep, contract.NextStep>,
  Fits<tousu.Issue, contract.Issue>,
  Fits<tousu.Composition, contract.Composition>,
  Fits<tousu.Recognition, contract.Recognition>,
  Fits<tousu.FormSpec, contract.FormSpec>,
  Fits<tousu.FieldSpec, contract.FieldSpec>,
  Fits<tousu.LawReference, contract.LawReference>,
];

// The closed sets of words are the same on both sides.
export type Words = All<[
  Same<tousu.Issue["severity"], contract.Issue["severity"]>,
  Same<tousu.Assessment["evidence"]["grade"], contract.Assessment["evidence"]["grade"]>,
  Same<tousu.Assessment["evidence"]["items"][number]["strength"], contract.Assessment["evidence"]["items"][number]["strength"]>,
  Same<tousu.FieldSpec["kind"], contract.FieldSpec["kind"]>,
]>;

// As outside code writes it.
export async function use(form: HTMLFormElement): Promise<string> {
  await tousu.default();
  await tousu.ready(new URL("https://example.org/tousu.wasm"));
  const draft: tousu.Draft = { orderNumber: "1", quantity: 2, evidence: [{ kind: "invoice" }], log: [] };
  const { issues, evidence, suggestedReason } = tousu.assess(draft, { locale: "en", today: "2026-05-01" });
  tousu.assess(new FormData(form));
  const first: string | number | undefined = issues[0]?.path[0];
  const letter = new tousu.Tousu({ field: [] }).compose(draft, { document: "letter", format: "html", hideContact: true, limit: 500 });
  const read: tousu.RecognizeOptions = { source: "ocr", today: "2026-05-01" };
  tousu.recognize("", read).spans.map(({ confidence }) => confidence);
  const result = tousu.schema["~standard"].validate(draft);
  if ("issues" in result) return result.issues[0]!.message;
  await wechat.load("/tousu.wasm.br");
  define();
  const element: TousuForm = document.createElement("tousu-form");
  element.addEventListener("tousu-change", ({ detail }) => detail.ready);
  return [first, evidence.next, suggestedReason?.id, letter.body, tousu.version, tousu.calendar(result.value)].join();
}

// @ts-expect-error a document has to be named
tousu.compose({}, {});
// @ts-expect-error no such language
tousu.form({ locale: "fr" });
// @ts-expect-error the text is a text
tousu.recognize(7);
// @ts-expect-error no such source
tousu.recognize("", { source: "photo" });

// A host's own form.
export function binding(form: HTMLFormElement): tousu.Assessment {
  const bound = bind(form, { locale: "en", today: "2026-05-01", engine: new tousu.Tousu() });
  const unplaced: tousu.Issue[] = bound.unplaced;
  return unplaced.length > 0 ? bound.assessment : bound.update({ locale: "zh-CN" });
}

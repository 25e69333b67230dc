/** The playground: what stands in the two boxes is judged and written at every change. */

import { type Assessment, type ComposeOptions, type FormSpec, type Locale, ready, Tousu } from "tousu";

const DRAFT = {
  reason: "late-delivery",
  miniProgram: "小满家居",
  orderNumber: "NB20261103000712",
  purchaseDate: "2026-11-03",
  productName: "羽绒服",
  paidAmount: "669",
  description: "11月3日下单，客服说三天内发货，到今天没有发货。",
  remedy: ["refund"],
  evidence: [{ kind: "order-detail" }, { kind: "chat-record", count: 3 }],
  log: [{ date: "2026-11-20", channel: "merchant", action: "requested-remedy" }],
};

const ADDITIONS = {
  field: [
    {
      id: "tableNumber",
      section: "order",
      kind: "line",
      label: { zh: "桌号", en: "Table" },
    },
  ],
};

const element = <Kind extends HTMLElement>(id: string): Kind => document.getElementById(id) as Kind;
const draft = element<HTMLTextAreaElement>("draft");
const additions = element<HTMLTextAreaElement>("additions");
const choice = (id: string): string => element<HTMLSelectElement>(id).value;

/** The JSON in a box, or an error that says which box it is. */
function read(box: HTMLTextAreaElement, name: string): unknown {
  if (box.value.trim() === "") return undefined;
  try {
    return JSON.parse(box.value);
  } catch (error) {
    throw new Error(`${name}: ${(error as Error).message}`);
  }
}

let known = { text: "", engine: new Tousu() };

/** The engine with these additions; made again only where they have changed. */
function engine(): Tousu {
  if (additions.value !== known.text) {
    known = { text: additions.value, engine: new Tousu(read(additions, "additions")) };
  }
  return known.engine;
}

function words(assessment: Assessment, form: FormSpec): string {
  const { channel, kind, due, why } = assessment.next;
  const name = form.channels.find(({ id }) => id === channel)?.label ?? channel;
  const reasons = why.map((id) => form.whys[id]).join(" ");
  return `${form.steps[kind]} → ${name}${due ? ` (${due})` : ""}${reasons ? ` — ${reasons}` : ""}`;
}

function update(): void {
  const trouble = element("trouble");
  try {
    const options = { locale: choice("locale") as Locale, today: choice("today") || undefined };
    const given = (read(draft, "draft") ?? {}) as Record<string, unknown>;
    const tousu = engine();
    const form = tousu.form({ locale: options.locale });
    const assessment = tousu.assess(given, options);
    const wanted: ComposeOptions = {
      ...options,
      document: choice("document") as ComposeOptions["document"],
      version: choice("version") as ComposeOptions["version"],
      format: choice("format") as ComposeOptions["format"],
      language: (choice("language") as Locale) || undefined,
    };
    const made = tousu.compose(given, wanted);
    element("next").textContent = words(assessment, form);
    element("text").textContent = made.body;
    const lacks = made.lacking.length ? `, lacking: ${made.lacking.join(", ")}` : "";
    element("call").textContent =
      `${made.length} UTF-16 units${made.replyBy ? `, reply by ${made.replyBy}` : ""}${lacks}`;
    element("answer").textContent = JSON.stringify(assessment, null, 2);
    trouble.textContent = "";
  } catch (error) {
    trouble.textContent = (error as Error).message;
  }
}

await ready();
const documents = element<HTMLSelectElement>("document");
for (const { id } of new Tousu().form().documents) documents.add(new Option(id));
documents.value = "negotiation";
draft.value = JSON.stringify(DRAFT, null, 2);
element("example").addEventListener("click", () => {
  additions.value = JSON.stringify(ADDITIONS, null, 2);
  update();
});
for (const event of ["input", "change"]) document.addEventListener(event, update);
update();

/** Generated from the Rust types by tests/tools/types.rs. */

/**
 * What a draft is worth today (评估).
 */
export type Assessment = { 
/**
 * No issue of severity "error" for the recommended channel.
 */
ready: boolean, 
/**
 * Everything that is wrong, or could be better.
 */
issues: Array<Issue>, 
/**
 * How far the form is filled in.
 */
progress: Progress, 
/**
 * The evidence, scored.
 */
evidence: EvidenceAssessment, 
/**
 * Every channel, best first; exactly one is recommended.
 */
channels: Array<RankedChannel>, 
/**
 * Open deadlines, soonest first.
 */
deadlines: Array<OpenDeadline>, 
/**
 * What the law lets the person ask for on the facts given.
 */
claims: Array<PossibleClaim>, 
/**
 * The reason that the story speaks of, where it is not the one chosen.
 */
suggestedReason?: SuggestedReason, 
/**
 * Ids of the prevention tips that match what went wrong.
 */
prevention: Array<string>, };

/**
 * Version and review dates of the catalogue.
 */
export type CatalogSpec = { version: string, 
/**
 * Oldest day on which one of the laws was checked.
 */
lawCheckedOn: Date, 
/**
 * Last day that a holiday table covers.
 */
holidaysUntil: Date, };

/**
 * A channel.
 */
export type ChannelSpec = { id: string, label: string, 
/**
 * Why one would take it.
 */
purpose: string, steps: Array<string>, waiting?: string, entry: EntrySpec, textLimit?: number, 
/**
 * Documents that fit it, best first.
 */
documents: Array<string>, 
/**
 * General reminders before filing.
 */
warnings: Array<string>, 
/**
 * false: from general knowledge, shown as "please check".
 */
confirmed: boolean, source: string, 
/**
 * Day the facts were checked.
 */
checked: Date, };

/**
 * A claim.
 */
export type ClaimSpec = { id: string, label: string, condition: string, law: LawReference, };

/**
 * A document (文书).
 */
export type Composition = { 
/**
 * Its title.
 */
title: string, 
/**
 * The whole document in the asked format.
 */
body: string, 
/**
 * The same as text, part by part.
 */
parts: Array<CopyPart>, 
/**
 * Length of the whole as text, in UTF-16 units, as web forms count.
 */
length: number, 
/**
 * The limit that it had to fit, if any.
 */
limit?: number, 
/**
 * Field ids (and `evidence`, `log`) that did not fit.
 */
omitted: Array<string>, 
/**
 * Field ids that the document needs and the draft lacks; they stand as ruled blanks.
 */
lacking: Array<string>, };

/**
 * How sure a value is (把握).
 */
export type Confidence = "certain" | "likely";

/**
 * A part of a document, to copy by itself (文书片段).
 */
export type CopyPart = { 
/**
 * Its id within the document.
 */
id: string, 
/**
 * What it is.
 */
label: string, 
/**
 * Its text.
 */
text: string, };

/**
 * A civil date (日期) between 1900 and 2199, without a time zone.
 */
export type Date = string;

/**
 * A deadline.
 */
export type DeadlineSpec = { id: string, label: string, 
/**
 * What to do about it, or when it has run out.
 */
next: string, law?: LawReference, source?: string, };

/**
 * A document.
 */
export type DocumentSpec = { id: import("./engine.js").ComposeOptions["document"], label: string, purpose: string, };

/**
 * Where a channel is found.
 */
export type EntrySpec = { url?: string, phone?: string, path?: string, };

/**
 * The evidence of a draft, scored (证据评估).
 */
export type EvidenceAssessment = { 
/**
 * 0–100; never falls when evidence is added.
 */
score: number, 
/**
 * What that amounts to.
 */
grade: Grade, 
/**
 * Checklist for the reason, most important first.
 */
items: Array<EvidenceItem>, 
/**
 * The missing kind that raises the score most.
 */
next?: string, };

/**
 * One line of the checklist (证据清单项).
 */
export type EvidenceItem = { 
/**
 * Evidence kind id.
 */
kind: string, 
/**
 * How much it carries.
 */
strength: Strength, 
/**
 * The person has it.
 */
held: boolean, 
/**
 * Images or pages of it.
 */
count: number, 
/**
 * Points that holding a good piece of it would add.
 */
gain: number, };

/**
 * A kind of evidence.
 */
export type EvidenceSpec = { id: string, label: string, why: string, how: string, 
/**
 * What a good piece shows; the ids go into `Exhibit.shows`.
 */
good: Array<Label>, };

/**
 * A field of the form.
 */
export type FieldSpec = { id: string, label: string, hint?: string, kind: Kind, required: boolean, 
/**
 * Channels that need it even where the form does not.
 */
requiredBy: Array<string>, options?: Array<Label>, 
/**
 * In UTF-16 units.
 */
maxLength?: number, 
/**
 * What a right value looks like.
 */
example?: string, 
/**
 * Contact data: left out of documents with `hideContact`.
 */
contact: boolean, inputMode?: string, autocomplete?: string, };

/**
 * Everything that a host needs to draw the form and to put words to an assessment (表单说明).
 */
export type FormSpec = { sections: Array<SectionSpec>, reasons: Array<ReasonSpec>, evidence: Array<EvidenceSpec>, channels: Array<ChannelSpec>, remedies: Array<Label>, deadlines: Array<DeadlineSpec>, claims: Array<ClaimSpec>, prevention: Array<Label>, documents: Array<DocumentSpec>, 
/**
 * Words for `Assessment.channels[].why`.
 */
whys: Array<Label>, 
/**
 * Words for `LogEntry.action`.
 */
actions: Array<Label>, 
/**
 * Words for `Assessment.evidence.grade`.
 */
grades: Array<Label>, 
/**
 * Words for `Assessment.evidence.items[].strength`.
 */
strengths: Array<Label>, catalog: CatalogSpec, };

/**
 * What a score amounts to (等级).
 */
export type Grade = "weak" | "fair" | "good" | "strong";

/**
 * A finding about a draft (问题).
 */
export type Issue = { 
/**
 * Stable machine code, such as `phone.format`.
 */
code: string, 
/**
 * How serious it is.
 */
severity: Severity, 
/**
 * Where: `["contactPhone"]`, `["evidence", 2, "kind"]`; `[]` for the whole draft.
 */
path: Array<Key>, 
/**
 * What is wrong and what to do, in the asked locale. Holds none of the person's text.
 */
message: string, 
/**
 * Range in the field's text in UTF-16 code units, where the issue is about a part of it.
 */
span?: [number, number], 
/**
 * The value to use instead, where there is exactly one.
 */
suggestion?: string, };

/**
 * A step of a path into a draft.
 */
export type Key = string | number;

/**
 * Kind of input (输入类型).
 */
export type Kind = "line" | "paragraph" | "date" | "money" | "integer" | "phone" | "email" | "choice" | "choices";

/**
 * An id and its words.
 */
export type Label = { id: string, label: string, };

/**
 * A law with the article cited.
 */
export type LawReference = { title: string, article: string, url?: string, 
/**
 * Day the text was checked.
 */
checked: Date, };

/**
 * A clock that is open (进行中的期限).
 */
export type OpenDeadline = { 
/**
 * Deadline id.
 */
id: string, 
/**
 * Day it began, `YYYY-MM-DD`; not counted itself.
 */
start: Date, 
/**
 * Last day, `YYYY-MM-DD`.
 */
due: Date, 
/**
 * Days from today to the last day; negative when the other side's time is over unanswered.
 */
daysLeft: number, 
/**
 * Depends on a year whose holidays are not published.
 */
estimated: boolean, };

/**
 * A claim that the facts support (可主张的请求).
 */
export type PossibleClaim = { 
/**
 * Claim id.
 */
id: string, 
/**
 * Yuan as a decimal string with two decimals, where there is an amount.
 */
amount?: string, };

/**
 * How far the form is filled in (填写进度).
 */
export type Progress = { 
/**
 * Needed fields that hold something.
 */
filled: number, 
/**
 * Fields that the form and the recommended channel need.
 */
required: number, 
/**
 * The same for each section of the form.
 */
sections: Array<SectionProgress>, };

/**
 * What a channel is worth today (渠道评估).
 */
export type RankedChannel = { 
/**
 * Channel id.
 */
id: string, 
/**
 * It could be used now.
 */
fits: boolean, 
/**
 * The next step; true for exactly one.
 */
recommended: boolean, 
/**
 * Ids of the reasons for its place; their words stand in the form's `whys`.
 */
why: string[], 
/**
 * Fields that it still needs.
 */
missing: Array<string>, };

/**
 * A reason to complain.
 */
export type ReasonSpec = { id: string, label: string, hint: string, 
/**
 * What to mind before acting.
 */
cautions: Array<string>, 
/**
 * Remedy ids that people in this position usually ask for, best first.
 */
remedies: Array<string>, 
/**
 * Field ids whose facts this story needs.
 */
tells: Array<string>, };

/**
 * What was found in a text (识别结果).
 */
export type Recognition = { 
/**
 * Field ids with their normalised values.
 */
fields: Record<string, string>, 
/**
 * Where each of them stands.
 */
spans: Array<Span>, };

/**
 * How far a section is filled in (分区进度).
 */
export type SectionProgress = { 
/**
 * Section id.
 */
id: string, 
/**
 * Needed fields that hold something.
 */
filled: number, 
/**
 * Needed fields.
 */
required: number, };

/**
 * A section of the form.
 */
export type SectionSpec = { id: string, label: string, fields: Array<FieldSpec>, };

/**
 * How serious an issue is (严重程度).
 */
export type Severity = "error" | "warning" | "advice";

/**
 * Where the value of a field stands (出处).
 */
export type Span = { 
/**
 * Field id.
 */
field: string, 
/**
 * First UTF-16 code unit.
 */
start: number, 
/**
 * Behind the last one.
 */
end: number, 
/**
 * How sure it is.
 */
confidence: Confidence, };

/**
 * How much a kind of evidence carries (证明力).
 */
export type Strength = "essential" | "strong" | "helpful";

/**
 * The reason that the story speaks of (建议原因).
 */
export type SuggestedReason = { 
/**
 * Reason id.
 */
id: string, 
/**
 * Ranges of the description that say so, in UTF-16 code units.
 */
spans: Array<[number, number]>, };

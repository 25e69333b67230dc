/** `tousu/submission`: a draft, made ready to be posted to a backend. */

import { describe, fileOf } from "./element/attached.ts";
import type { Tools } from "./element/host.ts";
import { assess as assessBuiltIn, compose as composeBuiltIn } from "./engine.js";
import type { Assessment, ComposeOptions, Composition, Draft, Options, Tousu } from "./index.js";

/** A text of a submission, with what it was composed for. */
export interface SubmittedText extends Composition {
  document: ComposeOptions["document"];
  channel: string;
}

export interface Submission {
  /** JSON part: of a file its name, size, type and sha256. */
  draft: Draft;
  assessment: Assessment;
  texts: SubmittedText[];
  /** Files of exhibits that are at hand, with the places of their exhibits in `draft.evidence`. */
  files: { exhibit: number; file: File }[];
  /** The parts `draft`, `assessment` and `texts` as JSON, and each file as `evidence.0`, `evidence.1` … by its exhibit. */
  toFormData(): FormData;
}

export interface SubmissionOptions extends Options {
  /** The texts to send along. Default: the one that the next step asks for, to its channel. */
  texts?: (Omit<ComposeOptions, "format"> & { channel: string })[];
  /** An engine with own entries, in place of the built-in one. */
  engine?: Pick<Tousu, "assess" | "compose">;
}

const builtIn = { assess: assessBuiltIn, compose: composeBuiltIn };

/** A draft with its assessment, its texts and its files. Call it after `ready()`. */
export function submission(draft: Draft, { texts, engine = builtIn, ...options }: SubmissionOptions = {}): Submission {
  const assessment = engine.assess(draft, options);
  const { channel, document = "form" } = assessment.next;
  const wanted = texts ?? [{ document, channel }];
  const composed = wanted.map((text) => ({
    ...engine.compose(draft, { ...options, ...text }),
    document: text.document,
    channel: text.channel,
  }));
  return submissionOf(draft, assessment, composed);
}

/** @internal */
export function submissionOf(draft: Draft, assessment: Assessment, texts: SubmittedText[]): Submission {
  const exhibits = Array.isArray(draft.evidence) ? draft.evidence : [];
  const plain = draft.evidence
    ? {
        ...draft,
        evidence: exhibits.map((exhibit) =>
          "file" in exhibit ? { ...exhibit, file: describe(exhibit.file) } : exhibit,
        ),
      }
    : draft;
  const files = exhibits.flatMap(({ file }, exhibit) => {
    const known = fileOf(file);
    return known ? [{ exhibit, file: known }] : [];
  });
  return {
    draft: plain as Draft,
    assessment,
    texts,
    files,
    toFormData() {
      const data = new FormData();
      for (const [name, value] of Object.entries({ draft: plain, assessment, texts }))
        data.set(name, JSON.stringify(value));
      for (const { exhibit, file } of files) data.set(`evidence.${exhibit}`, file, file.name);
      return data;
    },
  };
}

/**
 * A photo input for each exhibit: `form.tools = { piece: fileInput }`. The files are in the submission.
 */
export function fileInput({ file, locale, set }: Parameters<NonNullable<Tools["piece"]>>[0]): Node {
  const label = document.createElement("label");
  const input = document.createElement("input");
  const name = (file as { name?: unknown } | undefined)?.name;
  label.className = "t-hint";
  label.append(locale === "en" ? "Photo or file " : "图片或文件 ", input);
  if (typeof name === "string") label.append(` ${name}`);
  input.type = "file";
  input.accept = "image/*,video/*,audio/*,.pdf";
  input.onchange = () => {
    const [picked] = input.files ?? [];
    if (picked) set({ file: picked });
  };
  return label;
}

/** The messages that stand beside the place they are about. */

import type { RefObject } from "preact";
import type { Issue } from "../../index.js";
import { useForm } from "../context.ts";
import { keyOf } from "../model.ts";
import { Icon } from "./icon.tsx";

/** Longest piece of the person's text that a button repeats, in characters. */
const QUOTE = 16;

export type TextInput = HTMLInputElement | HTMLTextAreaElement;

interface Props {
  id: string;
  issues: readonly Issue[];
  /** The control that the issues are about. */
  control?: RefObject<TextInput | null>;
}

export function Messages({ id, issues, control }: Props) {
  return (
    <ul class="t-messages" id={id} role="list" hidden={issues.length === 0}>
      {issues.map((issue, index) => (
        <Message key={`${issue.code} ${keyOf(issue.path)} ${index}`} issue={issue} control={control} />
      ))}
    </ul>
  );
}

function Message({ issue, control }: { issue: Issue; control: RefObject<TextInput | null> | undefined }) {
  const form = useForm();
  const { t } = form;
  const { severity, span, suggestion } = issue;
  const text = form.textAt(issue.path);
  const quote = span && shorten(text.slice(...span));

  function select() {
    control?.current?.focus();
    if (span) control?.current?.setSelectionRange(...span);
  }
  /** Puts the suggested value in the issue's range, or in place of the whole. */
  function adopt() {
    const [start, end] = span ?? [0, text.length];
    form.setAt(issue.path, text.slice(0, start) + suggestion + text.slice(end));
    // The button goes together with the issue.
    control?.current?.focus();
  }
  return (
    <li class={`t-message t-${severity}`} data-code={issue.code}>
      <Icon name={severity === "advice" ? "info" : "alert"} />
      <span class="t-unseen">{`${t(severity)}: `}</span>
      <span>
        {issue.message}{" "}
        {quote && control && (
          <button type="button" class="t-inline" onClick={select}>
            {t("showPlace", { text: quote })}
          </button>
        )}
        {suggestion !== undefined && (
          <button type="button" class="t-inline" data-suggestion="" onClick={adopt}>
            {t("useInstead", { value: suggestion })}
          </button>
        )}
      </span>
    </li>
  );
}

function shorten(text: string): string {
  const characters = [...text];
  return characters.length > QUOTE ? `${characters.slice(0, QUOTE).join("")}…` : text;
}

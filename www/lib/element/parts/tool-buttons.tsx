import { useRef, useState } from "preact/hooks";
import { useForm, useHost } from "../context.ts";
import type { StartContext, TextContext, Tool } from "../host.ts";

type Place = "start" | "texts" | "timeline";
type ContextOf<P extends Place> = P extends "start" ? StartContext : P extends "texts" ? TextContext : object;

/**
 * The host's buttons for one place of the form. `context` is called when one is pressed. What it runs may fail, at once
 * or later; the person is told, and the error goes to the page's error handler.
 */
export function ToolButtons<P extends Place>({ place, context }: { place: P; context: () => ContextOf<P> }) {
  const form = useForm();
  const { tools, element } = useHost();
  const { locale } = form.options;
  /** The tool at work. */
  const busy = useRef("");
  const [failed, setFailed] = useState<string>();
  const list = (tools.value[place] ?? []) as readonly Tool<ContextOf<P>>[];
  if (list.length === 0) return null;
  /** The second of two clicks was meant for the first, and so is any while that is at work. */
  async function run(tool: Tool<ContextOf<P>>, { detail }: MouseEvent) {
    if (detail > 1 || busy.current === tool.id) return;
    busy.current = tool.id;
    setFailed(undefined);
    try {
      await tool.run({ ...context(), draft: form.draft, locale, form: element });
    } catch (error) {
      setFailed(tool.label(locale));
      reportError(error);
    } finally {
      busy.current = "";
    }
  }
  return (
    <div class="t-tools">
      {list.map((tool) => (
        <button
          type="button"
          class="t-button t-small"
          key={tool.id}
          data-tool={tool.id}
          onClick={(event) => run(tool, event)}
        >
          {tool.label(locale)}
        </button>
      ))}
      {failed !== undefined && (
        <p class="t-hint t-tool-failed" role="alert">
          {form.t("toolFailed", { tool: failed })}
        </p>
      )}
    </div>
  );
}

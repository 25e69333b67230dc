import { useState } from "preact/hooks";
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
  const [failed, setFailed] = useState<string>();
  const list = (tools.value[place] ?? []) as readonly Tool<ContextOf<P>>[];
  if (list.length === 0) return null;
  const press = async (tool: (typeof list)[number]) => {
    setFailed(undefined);
    try {
      await tool.run({ ...context(), draft: form.draft, locale, form: element });
    } catch (error) {
      setFailed(tool.label(locale));
      reportError(error);
    }
  };
  return (
    <div class="t-tools">
      {list.map((tool) => (
        <button type="button" class="t-button t-small" key={tool.id} data-tool={tool.id} onClick={() => press(tool)}>
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

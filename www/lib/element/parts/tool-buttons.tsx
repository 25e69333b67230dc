import { useRef } from "preact/hooks";
import { useForm, useHost } from "../context.ts";
import type { StartContext, TextContext, Tool } from "../host.ts";

/** How long after a tool has run its button rests: the second of two clicks was meant for the first, in ms. */
const AGAIN = 500;

type Place = "start" | "texts" | "timeline";
type ContextOf<P extends Place> = P extends "start" ? StartContext : P extends "texts" ? TextContext : object;

/** The host's buttons for one place of the form. `context` is called when one is pressed. */
export function ToolButtons<P extends Place>({ place, context }: { place: P; context: () => ContextOf<P> }) {
  const form = useForm();
  const { tools, element } = useHost();
  const { locale } = form.options;
  /** The tool at work: a second press is no second file. */
  const busy = useRef("");
  const list = (tools.value[place] ?? []) as readonly Tool<ContextOf<P>>[];
  if (list.length === 0) return null;
  async function run(tool: Tool<ContextOf<P>>) {
    if (busy.current === tool.id) return;
    busy.current = tool.id;
    try {
      await tool.run({ ...context(), draft: form.draft, locale, form: element });
    } finally {
      setTimeout(() => {
        busy.current = "";
      }, AGAIN);
    }
  }
  return (
    <div class="t-tools">
      {list.map((tool) => (
        <button type="button" class="t-button t-small" key={tool.id} data-tool={tool.id} onClick={() => run(tool)}>
          {tool.label(locale)}
        </button>
      ))}
    </div>
  );
}

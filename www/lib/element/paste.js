/** Pasted order details become fields, after the person has looked at them. */

import { el, fill, icon } from "./dom.js";
import { NO_FORM } from "./control.js";

/** @param {import("./session.js").Session} session */
export function pasteView(session) {
  const { words } = session;
  const id = `${session.host.prefix}-paste`;
  const area = el("textarea", {
    id, form: NO_FORM, class: "t-input", rows: 4, autocomplete: "off", spellcheck: "false",
    "aria-describedby": `${id}-hint`, "data-paste": "",
  });
  area.value = session.ui.paste;
  const result = el("div", { class: "t-paste-result", "aria-live": "polite" });
  const node = el("details", { class: "t-paste t-cells" },
    el("summary", {}, icon("copy"), el("span", {}, words("pasteTitle")), icon("down")),
    el("div", { class: "t-cell" },
      el("label", { class: "t-unseen", for: id }, words("pasteLabel")), area,
      el("p", { class: "t-hint", id: `${id}-hint` }, words("pasteHint")), result));
  node.open = session.ui.paste !== "";

  const read = () => {
    session.ui.paste = area.value;
    if (area.value.trim() === "") return fill(result);
    const found = session.engine.recognize(area.value, session.options);
    const rows = Object.entries(found.fields)
      .filter(([field]) => session.field(field) && !(session.host.hideFields ?? []).includes(field))
      .map(([field, value]) => row(session, found, field, value));
    if (rows.length === 0) return fill(result, el("p", { class: "t-hint" }, words("pasteNone")));
    fill(result, el("p", {}, words("pasteFound", { n: rows.length })),
      el("ul", { class: "t-found", role: "list" }, rows.map((one) => one.node)),
      el("button", { type: "button", class: "t-button t-primary", "data-paste-fill": "", onclick: () => {
        const taken = rows.filter((one) => one.box.checked);
        session.ui.paste = area.value = "";
        session.setAll(Object.fromEntries(taken.map((one) => [one.field, one.value])));
        fill(result, el("p", { class: "t-good" }, icon("check"), words("pasteFilled", { n: taken.length })));
      } }, words("pasteFill")));
  };
  let timer = 0;
  area.addEventListener("input", () => { clearTimeout(timer); timer = window.setTimeout(read, 200); });
  if (session.ui.paste) read();
  return { node };
}

/** One found value: ticked, unless it would replace what the person typed. */
function row(session, found, field, value) {
  const { words } = session;
  const spec = session.field(field);
  const old = session.draft[field];
  const shown = (raw) => spec.options?.find((option) => option.id === raw)?.label ?? String(raw);
  const replaces = old !== undefined && String(old) !== value;
  const certain = found.spans.some((span) => span.field === field && span.confidence === "certain");
  const box = el("input", { type: "checkbox", form: NO_FORM, class: "t-box", checked: !replaces, value: field });
  return {
    field, value, box,
    node: el("li", {}, el("label", { class: "t-kind-head" }, box, el("span", { class: "t-tick" }, icon("check")),
      el("span", { class: "t-found-words" }, el("span", { class: "t-hint" }, spec.label,
        !certain && el("span", { class: "t-badge" }, words("pasteLikely"))),
        el("span", { class: "t-found-value" }, shown(value)),
        replaces && el("span", { class: "t-hint" }, words("pasteReplaces", { old: shown(old) }))))),
  };
}

/** The screens up to the evidence. Each is a function from the state to its rows. */

import { orderedKinds } from "../element/fields.ts";
import { mediumOf } from "../element/keep-files.ts";
import { textOf } from "../element/model.ts";
import { Folded, foldRows, isWrong, pasteGroups, sectionGroup, selectRow, valueRow } from "./fields.ts";
import { button, type Group, type Row, text } from "./rows.ts";
import type { View } from "./view.ts";

export function startGroups(view: View): Group[] {
  const { form, t } = view;
  const english = form.options.locale === "en";
  const screenshot = form.spec.evidence[0]?.id;
  const log = form.stepWith("log");
  const pick = async () => {
    const { length } = form.list("evidence");
    await view.addPhotos(screenshot);
    if (form.list("evidence").length > length) view.show({ said: t("startKept") });
  };
  return [
    ...pasteGroups(view, [button("screenshot", t("startScreenshot"), pick)]),
    {
      key: "problems",
      title: t("startProblem"),
      look: "bare",
      rows: [
        {
          kind: "tiles",
          key: "problem",
          options: form.problems.map(({ id, zh, en, icon }) => ({
            id,
            label: english ? en : zh,
            on: false,
            picture: drawing(icon),
          })),
          act: (id) => form.chooseProblem(id),
        },
      ],
    },
    {
      key: "filed",
      rows: log ? [{ kind: "fold", key: "filed", text: t("startFiled"), act: () => form.goTo(log, "log") }] : [],
    },
    { key: "private", look: "bare", rows: [text("private", t("startPrivate"), "soft")] },
  ];
}

/** A path of 24 by 24 as the address of a picture. */
const drawing = (path: string): string =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#000" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"><path d="${path}"/></svg>`)}`;

const folded = new WeakMap<View, Folded>();

/** The sections of the step that is shown. */
export function sectionGroups(view: View): Group[] {
  const { form, t } = view;
  const { step } = form;
  const sections = step.parts.flatMap(({ section }) => section ?? []);
  if (!folded.has(view)) folded.set(view, new Folded());
  const minor = folded.get(view)?.fieldsOf(form, sections) ?? [];
  const order = form.fieldWith("order-number");
  const groups = sections.map((section) => {
    const group = sectionGroup(view, section, minor);
    return section.label === step.title ? { ...group, title: "" } : group;
  });
  if (!sections.some(({ fields }) => fields.some(({ id }) => id === order))) return groups;
  const lacking = form.lacking.filter((key) => form.stepWith(key) === step.id).length;
  const still = text("still", lacking > 0 ? t("lackingN", { n: lacking }) : t("lackingNone"), "soft");
  return [...pasteGroups(view), { key: "still", look: "bare", rows: [still] }, ...groups];
}

export function evidenceGroups(view: View): Group[] {
  const { form, t, shown } = view;
  const { items } = form.assessed("evidence");
  const kinds = orderedKinds(items, form.spec.evidence);
  const exhibits = form.list("evidence");
  const photos: Row = {
    kind: "photos",
    key: "exhibits",
    options: exhibits.map(({ kind, file }, index) => ({
      id: String(index),
      label: form.label("evidence", textOf(kind)),
      on: index === shown.exhibit,
      picture: pictureOf(file),
      wrong: isWrong(form, `evidence.${index}`),
    })),
    act: (index) => view.show({ exhibit: shown.exhibit === Number(index) ? -1 : Number(index) }),
  };
  const removed = form.lastRemoved("evidence");
  const undo = removed
    ? [text("removed", t("removed"), "soft"), button("removed:undo", t("undo"), () => form.restore(removed), "link")]
    : [];
  const held: Row = {
    kind: "chips",
    key: "held",
    look: "many",
    options: kinds.map((id) => ({
      id,
      label: form.label("evidence", id),
      on: exhibits.some(({ kind }) => kind === id),
    })),
    act: (id) => {
      view.show({ exhibit: -1 });
      form.tick(id, !exhibits.some(({ kind }) => kind === id));
    },
  };
  return [
    { key: "lacking", rows: lackingRows(view) },
    { key: "add", look: "bare", rows: [button("photos:add", t("filesAdd"), () => view.addPhotos(), "primary")] },
    { key: "grid", look: "bare", rows: [...(exhibits.length > 0 ? [photos] : []), ...undo] },
    { key: "exhibit", rows: exhibitRows(view, kinds) },
    { key: "list", rows: foldRows(view, "checklist", t("checklist"), () => [held]) },
  ];
}

/** Path of the picture of an exhibit that can be shown, "" for none. */
function pictureOf(file: unknown): string {
  const { path, name = "", type = "" } = (file ?? {}) as { path?: unknown; name?: unknown; type?: unknown };
  const medium = mediumOf({ name: String(name), type: String(type) });
  return typeof path === "string" && (medium === "screen" || medium === "camera") ? path : "";
}

/** The evidence that is lacking most, and how to get it. */
function lackingRows(view: View): Row[] {
  const { form, t } = view;
  const { next, items } = form.assessed("evidence");
  const kind = form.spec.evidence.find(({ id }) => id === next);
  if (!kind) return items.some(({ held }) => held) ? [text("lacking", t("lackingNothing"), "good")] : [];
  const how = () => [text("lacking:how", kind.how), text("lacking:why", kind.why, "soft")];
  return foldRows(view, "lacking", t("lackingMost") + kind.label, how, t("lackingHow"));
}

/** The exhibit that is open. */
function exhibitRows(view: View, kinds: readonly string[]): Row[] {
  const { form, t, shown } = view;
  const at = shown.exhibit;
  const entry = form.list("evidence")[at];
  if (!entry) return [];
  const kind = form.spec.evidence.find(({ id }) => id === entry.kind);
  const options = kinds.map((id) => ({ id, label: form.label("evidence", id) }));
  const shows = Array.isArray(entry.shows) ? entry.shows : [];
  const file = (entry.file ?? {}) as { path?: unknown; type?: unknown };
  const rows: Row[] = [
    text("exhibit", t("exhibitNth", { n: at + 1 }), "strong"),
    selectRow(form, `evidence.${at}.kind`, t("exhibitIs"), options, textOf(entry.kind), (id) =>
      form.setEntry("evidence", at, { kind: id, shows: [] }),
    ),
  ];
  if (kind && kind.good.length > 0) {
    rows.push({
      kind: "chips",
      key: "exhibit:shows",
      label: t("shows"),
      look: "many",
      options: kind.good.map(({ id, label }) => ({ id, label, on: shows.includes(id) })),
      act: (id) =>
        form.setEntry("evidence", at, {
          shows: shows.includes(id) ? shows.filter((one) => one !== id) : [...shows, id],
        }),
    });
  }
  rows.push(
    valueRow(form, ["evidence", at, "note"], { kind: "line", label: t("pieceNote") }),
    valueRow(form, ["evidence", at, "date"], { kind: "date", label: t("pieceDate") }),
    valueRow(form, ["evidence", at, "count"], { kind: "integer", label: t("pieceCount") }),
  );
  const close = () => view.show({ exhibit: -1 });
  const remove = () => {
    close();
    form.removeEntry("evidence", at);
  };
  if (file.path) rows.push(button("exhibit:open", t("seePhoto"), () => view.showPhoto(file), "link"));
  rows.push(
    button("exhibit:done", t("exhibitDone"), close, "link"),
    button("exhibit:remove", t("exhibitRemove"), remove, "danger"),
  );
  return rows;
}

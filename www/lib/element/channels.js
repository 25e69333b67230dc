/** Where to complain: the advised channel and why, the others to choose from, and how to file there. */

import { el, fill, icon, NO_FORM, whenChanged } from "./dom.js";

/** The channel whose steps and texts are shown. @param {import("./session.js").Session} session */
export const channelOf = (session) =>
  session.assessment.channels.find((channel) => channel.id === session.ui.channel) ?? session.recommended;

/** @param {import("./session.js").Session} session */
export function channelsView(session) {
  const { words } = session;
  const card = el("div", { class: "t-cells t-channel" });
  const options = el("div", { class: "t-radios", role: "radiogroup", "aria-label": words("channel") });
  const others = el("details", { class: "t-more t-cells" },
    el("summary", {}, icon("chevron"), words("otherChannels")), options);
  const node = el("section", {}, el("h3", { class: "t-cells-title" }, words("channel")), card, others);

  const drawCard = whenChanged(({ channel, blank }) => fill(card, channel && channelCard(session, channel, blank)));
  const drawOptions = whenChanged((channels) => {
    const focused = options.contains(document.activeElement) ? /** @type {any} */ (document.activeElement).value : "";
    fill(options, channels.map((channel, at) => option(session, channel, channels[at - 1]?.why ?? [])));
    if (focused) options.querySelector(`input[value="${CSS.escape(focused)}"]`)?.focus();
  });
  return {
    node,
    update() {
      const chosen = channelOf(session);
      drawCard({ channel: chosen, blank: session.list("log").length === 0 });
      drawOptions(session.assessment.channels);
      for (const input of options.querySelectorAll("input")) input.checked = input.value === chosen?.id;
    },
  };
}

/** The engine's code for what is named one by one beside it. */
const MISSING = "why.missing";

/** @param {import("./session.js").Session} session @param {string[]} [said] what needs no saying */
const whysOf = (session, channel, said = []) =>
  channel.why.filter((one) => one !== MISSING && !said.includes(one)).map((one) => session.label("whys", one));

/** What the line above gives as a reason too is not said again. @param {import("./session.js").Session} session @param {string[]} above */
function option(session, channel, above) {
  const { words } = session;
  const why = whysOf(session, channel, above);
  if (channel.missing.length > 0) why.push(words("stillMissing", { fields: session.namesOf(channel.missing) }));
  return el("label", { class: "t-radio" },
    el("input", {
      type: "radio", name: `${session.host.prefix}-channel`, form: NO_FORM, value: channel.id,
      onchange: () => { session.ui.channel = channel.id; session.ui.document = ""; session.refresh(); },
    }),
    el("span", { class: "t-radio-words" }, el("span", {}, session.label("channels", channel.id), " ",
      channel.recommended && el("span", { class: "t-badge t-badge-good" }, words("recommended")),
      !channel.fits && el("span", { class: "t-badge" }, words("notFitting"))),
    why.length > 0 && el("span", { class: "t-hint" }, why.join(" "))));
}

const entryOf = (session, channel) => session.spec.channels.find((one) => one.id === channel.id);

/** @param {import("./session.js").Session} session @param {boolean} blank whether nothing is in the log */
function channelCard(session, channel, blank) {
  const { words } = session;
  return el("div", { class: "t-cell", "data-channel": channel.id },
    el("p", { class: "t-channel-name" }, el("strong", {}, session.label("channels", channel.id)), " ",
      channel.recommended && el("span", { class: "t-badge t-badge-good" }, words("recommended")),
      !channel.fits && el("span", { class: "t-badge" }, words("notFitting"))),
    whysOf(session, channel).map((why) => el("p", { class: "t-hint" }, why)),
    missing(session, channel),
    blank && channel.recommended && session.host.placeOf("log") && el("button", { type: "button", class: "t-inline", "data-already": "",
      onclick: () => session.host.goTo(session.host.placeOf("log"), "log") }, words("already", { channel: session.label("channels", channel.id) })));
}

/**
 * How to file with the chosen channel.
 * @param {import("./session.js").Session} session
 * @param {any} filed what the person presses when it is done
 */
export function filingView(session, filed) {
  const { words } = session;
  const place = el("div", { class: "t-cell" });
  const draw = whenChanged((channel) => {
    const entry = channel && entryOf(session, channel);
    if (!entry) return fill(place, filed);
    const { url, phone, path } = entry.entry ?? {};
    fill(place,
      (entry.warnings ?? []).length > 0 && el("div", { class: "t-callout t-callout-warning" }, icon("alert"),
        el("div", {}, el("strong", {}, words("beforeFiling")), el("ul", { class: "t-list" }, entry.warnings.map((warning) => el("li", {}, warning))))),
      !entry.confirmed && el("p", { class: "t-hint" }, words("unconfirmed")),
      entry.steps.length > 0 && el("ol", { class: "t-steps" }, entry.steps.map((step) => el("li", {}, step))),
      path && el("p", { class: "t-hint" }, path),
      (url || phone) && el("p", { class: "t-actions" },
        url && el("a", { class: "t-button t-small", href: url, rel: "noreferrer", target: "_blank" }, words("open", { url: host(url) })),
        phone && el("a", { class: "t-button t-small", href: `tel:${phone}` }, words("call", { phone }))),
      entry.waiting && el("p", { class: "t-hint" }, words("waiting"), " ", entry.waiting),
      filed);
  });
  return {
    node: el("section", {}, el("h3", { class: "t-cells-title" }, words("stepsOf")), el("div", { class: "t-cells" }, place)),
    update() { draw(channelOf(session)); },
  };
}

function host(url) {
  try { return new URL(url).host; } catch { return url; }
}

/** Fields that this channel still needs, each a way there. */
function missing(session, channel) {
  if (channel.missing.length === 0) return null;
  return el("div", { class: "t-callout" }, icon("info"), el("div", {},
    el("p", {}, session.words("channelMissing")), waysTo(session, channel.missing)));
}

/** Places of the draft, each a way there. @param {import("./session.js").Session} session @param {string[]} ids */
export const waysTo = (session, ids) => el("p", { class: "t-actions" }, ids.map((id) => (session.host.placeOf(id)
  ? el("button", { type: "button", class: "t-inline", "data-missing": id, onclick: () => session.host.goTo(session.host.placeOf(id), id) }, session.nameOf(id))
  : el("span", {}, session.nameOf(id)))));

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

  const drawCard = whenChanged((channel) => fill(card, channel && channelCard(session, channel)));
  const drawOptions = whenChanged((channels) => {
    const focused = options.contains(document.activeElement) ? /** @type {any} */ (document.activeElement).value : "";
    fill(options, channels.map((channel) => option(session, channel)));
    if (focused) options.querySelector(`input[value="${CSS.escape(focused)}"]`)?.focus();
  });
  return {
    node,
    update() {
      const chosen = channelOf(session);
      drawCard(chosen);
      drawOptions(session.assessment.channels);
      for (const input of options.querySelectorAll("input")) input.checked = input.value === chosen?.id;
    },
  };
}

function option(session, channel) {
  const { words } = session;
  return el("label", { class: "t-radio" },
    el("input", {
      type: "radio", name: `${session.host.prefix}-channel`, form: NO_FORM, value: channel.id,
      onchange: () => { session.ui.channel = channel.id; session.ui.document = ""; session.refresh(); },
    }),
    el("span", { class: "t-radio-words" }, el("span", {}, session.label("channels", channel.id), " ",
      channel.recommended && el("span", { class: "t-badge t-badge-good" }, words("recommended")),
      !channel.fits && el("span", { class: "t-badge" }, words("notFitting"))),
    channel.why.length > 0 && el("span", { class: "t-hint" }, channel.why.map((why) => session.label("whys", why)).join(" "))));
}

const entryOf = (session, channel) => session.spec.channels.find((one) => one.id === channel.id);

function channelCard(session, channel) {
  const { words } = session;
  return el("div", { class: "t-cell", "data-channel": channel.id },
    el("p", { class: "t-channel-name" }, el("strong", {}, session.label("channels", channel.id)), " ",
      channel.recommended && el("span", { class: "t-badge t-badge-good" }, words("recommended")),
      !channel.fits && el("span", { class: "t-badge" }, words("notFitting"))),
    channel.why.map((why) => el("p", { class: "t-hint" }, session.label("whys", why))),
    missing(session, channel));
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
    el("p", {}, session.words("channelMissing")),
    el("p", { class: "t-actions" }, channel.missing.map((id) => el("button", {
      type: "button", class: "t-inline", "data-missing": id, onclick: () => session.host.goTo(session.host.placeOf(id), id),
    }, session.nameOf(id))))));
}

/** The form in a mini-program's web-view: its texts go to the page of the mini-program that opened it, see ../pages/web. */

import { define } from "../../pkg/element.js";

const form = document.querySelector("tousu-form");
const miniProgram = globalThis.wx?.miniProgram;

/** Goes back to the mini-program with the text that is shown; only then does WeChat deliver what was posted. */
function handOver({ composition, form: { assessment, spec } }) {
  const deadlines = assessment.deadlines.map(({ id, due }) => ({ title: spec.deadlines.find((entry) => entry.id === id).label, due }));
  const text = { id: location.hash.slice(1), title: composition.title, text: composition.body, deadlines };
  miniProgram.postMessage({ data: { tousu: text } });
  miniProgram.navigateBack();
}

if (miniProgram) form.tools = { texts: [{ id: "hand-over", label: (locale) => (locale === "en" ? "Hand to the mini-program" : "交给小程序"), run: handOver }] };
define();

import assert from "node:assert/strict";
import { GlobalRegistrator } from "@happy-dom/global-registrator";

GlobalRegistrator.register({ url: "http://localhost/" });
const { TousuForm, define } = await import("tousu/element");
define();
const form = document.createElement("tousu-form");
form.draft = { orderNumber: "1001" };
document.body.append(form);
await form.ready;
assert.equal(form.draft.orderNumber, "1001");
assert.ok(form instanceof TousuForm && form.querySelectorAll("button").length > 0);
process.exit(0);

import * as tousu from "tousu/inline";
import { define } from "tousu/element-inline";

globalThis.answer = tousu.ready().then(() => tousu.assess({ reason: "quality" }, { today: "2026-05-20" }).evidence.next);
define();

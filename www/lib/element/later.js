/** All that is drawn behind the first step, in one piece of its own that is loaded while the first is read: `#loadLate` in ../element.js. */

export { evidenceView } from "./evidence.js";
export { followUpView } from "./followup.js";
export { overview } from "./overview.js";
export { reviewView } from "./review.js";
export { sectionView } from "./section.js";
export { textsView } from "./texts.js";
export { LATER_WORDS } from "./later-words.js";

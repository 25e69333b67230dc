/** The steps behind the first, in one file of their own that is loaded while the first is read. */

export { keepFiles } from "./keep-files.ts";
export { LATER_STRINGS } from "./later-strings.ts";
export { Found } from "./parts/found.tsx";
export { Overview } from "./parts/overview.tsx";
export { EvidenceStep } from "./steps/evidence.tsx";
export { FollowUpStep } from "./steps/follow-up.tsx";
export { ReviewStep } from "./steps/review.tsx";
export { SectionStep } from "./steps/section.tsx";
export { TextsStep } from "./steps/texts.tsx";

/** The steps behind the first, in one file of their own that is loaded while the first is read. */

import { LATER_STRINGS as STEP_STRINGS } from "./later-strings.ts";
import { FOLLOW_UP_STRINGS } from "./screens/follow-up-strings.ts";
import { RESULT_STRINGS } from "./screens/result-strings.ts";

export { keepFiles, readPicture } from "./keep-files.ts";
export { Found } from "./parts/found.tsx";
export { Overview } from "./parts/overview.tsx";
export { FollowUpScreen } from "./screens/follow-up.tsx";
export { ResultScreen } from "./screens/result.tsx";
export { EvidenceStep } from "./steps/evidence.tsx";
export { ReviewStep } from "./steps/review.tsx";
export { SectionStep } from "./steps/section.tsx";

export const LATER_STRINGS = { ...STEP_STRINGS, ...RESULT_STRINGS, ...FOLLOW_UP_STRINGS };

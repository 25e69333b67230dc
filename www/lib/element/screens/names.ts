/** Names of channels for headings. */

import { type FormModel, OF_LOG } from "../model.ts";

/** The channel of the merchant: the one after which the catalogue asks. */
export const merchantOf = (form: FormModel): string | undefined =>
  form.spec.questions.find(({ id }) => id.startsWith(OF_LOG))?.id.slice(OF_LOG.length);

/** A channel as a person calls it: the merchant's customer service by the name of the shop, any other without what stands in brackets. */
export function nameOf(form: FormModel, channel: string): string {
  const shop = form.valueWith("mini-program") || form.valueWith("merchant-name");
  if (channel === merchantOf(form) && shop !== "") return form.t("ofShop", { shop });
  return form.label("channels", channel).replace(/\s*[（(].*[)）]$/, "");
}

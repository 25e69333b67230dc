/** Contact details that the person lets this device remember: asked once, filled into new complaints, forgotten by one tap. */

import type { Draft, FormSpec } from "tousu";
import type { TousuForm } from "tousu/element";
import { caseTranslator } from "./case-strings.ts";
import type { CaseAccess } from "./cases.ts";
import type { Notices } from "./notice.tsx";
import { isShared, readContact, rememberContact } from "./settings.ts";

/** The fields with which the person is reached, and the name beside them. */
const contactFields = (spec: FormSpec) =>
  spec.sections
    .flatMap(({ fields }) => fields)
    .filter(({ contact, autocomplete = "off" }) => contact || autocomplete !== "off");

/** The contact details of a draft. */
export function contactIn(draft: Draft, spec: FormSpec): Readonly<Record<string, string>> {
  const values = contactFields(spec).map(({ id }) => [id, draft[id]] as const);
  return Object.fromEntries(
    values.filter((one): one is [string, string] => typeof one[1] === "string" && one[1] !== ""),
  );
}

/** Asks once, after a complaint was sent, whether the device may remember. */
export function offerToRemember(form: TousuForm, access: CaseAccess, notices: Notices, locale: () => string): void {
  form.addEventListener("tousu-step", ({ detail }) => {
    const { draft, spec } = form;
    if (detail.step !== "follow-up" || !spec || isShared() || access.current?.temporary !== false) return;
    const sent = Array.isArray(draft.log) && draft.log.length > 0;
    const contact = contactIn(draft, spec);
    if (!sent || readContact() !== null || Object.keys(contact).length === 0) return;
    const t = caseTranslator(locale());
    const answer = (values: Readonly<Record<string, string>>) => () => {
      rememberContact(values);
      notices.clear("contact");
    };
    notices.show({
      key: "contact",
      kind: "good",
      text: t("contactAsk"),
      actions: [
        { label: t("contactYes"), run: answer(contact) },
        { label: t("contactNo"), run: answer({}) },
      ],
    });
  });
}

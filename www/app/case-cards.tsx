/** Complaints that are under way, as cards: one tap leads to their follow-up. */

import { render } from "preact";
import type { Locale } from "tousu";
import { formatDate, type TousuForm } from "tousu/element";
import { type CaseCard, readCards } from "./case-card.ts";
import { caseTranslator } from "./case-strings.ts";
import type { CaseAccess } from "./cases.ts";

interface Props {
  cards: readonly CaseCard[];
  locale: string;
  onOpen: (id: string) => void;
}

export function CaseCards({ cards, locale, onOpen }: Props) {
  const t = caseTranslator(locale);
  if (cards.length === 0) return null;
  return (
    <section class="p-cards">
      <h3 class="t-cells-title">{t("running")}</h3>
      <ul role="list">
        {cards.map((card) => (
          <li key={card.id}>
            <button type="button" class="p-card" data-card={card.id} onClick={() => onOpen(card.id)}>
              <CardWords card={card} locale={locale} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Name, sum, state and next date of a case. */
export function CardWords({ card, locale }: { card: CaseCard; locale: string }) {
  const t = caseTranslator(locale);
  return (
    <>
      <span class="p-card-line">
        <span class="p-card-name">{card.name}</span>
        {card.sum && <span class="p-card-sum">{t("sum", { sum: card.sum })}</span>}
      </span>
      <span class="p-card-line">
        <span class={card.late ? "p-card-state p-card-late" : "p-card-state"}>{card.state}</span>
        {card.due && <span class="t-hint">{formatDate(card.due, locale)}</span>}
      </span>
    </>
  );
}

/** The cards of what is under way as a node, which fills when they are read. */
export function runningCases(form: TousuForm, access: CaseAccess) {
  return ({ locale }: { locale: string }): Node => {
    const place = document.createElement("div");
    void (async () => {
      const cases = await access.open();
      const { spec, today } = form;
      if (!spec || cases.isExample) return;
      const cards = await readCards(cases, await cases.list(), { spec, today, locale: locale as Locale });
      async function open(id: string) {
        await cases.openCase(id);
        form.goTo("follow-up");
      }
      render(<CaseCards cards={cards.filter(({ running }) => running)} locale={locale} onOpen={open} />, place);
    })().catch(() => {}); // without a storage there are none
    return place;
  };
}

/** What a person has typed into that form, and the day on which it is read. */
export const today = "2026-12-02";
export default {
  reason: "withdrawal",
  description: "The coffee grinder was louder than I can bear in my flat. I told the shop by e-mail on 14 November that I withdraw, and sent it back on 16 November. I wrote again on 1 December; there was no answer and no refund.",
  orderNumber: "BX-2026-110283",
  orderDate: "2026-11-02",
  productName: "coffee grinder CG 2",
  paidAmount: "94.85",
  deliveredDate: "2026-11-06",
  withdrawnOn: "2026-11-14",
  sentBackOn: "2026-11-16",
  webShop: "shop.example",
  traderName: "Example Trading GmbH",
  traderSeat: "union",
  remedy: ["refund"],
  name: "Li Wen",
  email: "li.wen@example.com",
  telephone: "+353 1 555 0123",
  evidence: [
    { kind: "order-confirmation", date: "2026-11-02" },
    { kind: "withdrawal-notice", date: "2026-11-14", note: "e-mail to the address in the shop’s terms" },
    { kind: "proof-of-return", date: "2026-11-16" },
  ],
  log: [
    { date: "2026-11-14", channel: "trader", action: "requested-remedy", note: "withdrawal by e-mail" },
    { date: "2026-12-01", channel: "trader", action: "contacted" },
  ],
};

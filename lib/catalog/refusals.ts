import { type DataOf, declareRefusals, refuseWith } from "#lib/platform/http/refusals";

/** What the catalog refuses. */
export const catalogRefusals = declareRefusals({
  event_has_sales: {
    status: 409,
    title:
      "Tickets of this event were sold or are being held: its seats, currency and set of price levels stay, and it can be cancelled, not deleted.",
  },
});

declare module "#lib/platform/http/refusals" {
  interface Refusals extends DataOf<typeof catalogRefusals> {}
}

export const refuse = refuseWith(catalogRefusals);

import { type DataOf, declareRefusals } from "#lib/platform/http/refusals";

/** What payments refuse. */
export const paymentRefusals = declareRefusals({
  invalid_signature: { status: 400, title: "The signature does not match." },
});

declare module "#lib/platform/http/refusals" {
  interface Refusals extends DataOf<typeof paymentRefusals> {}
}

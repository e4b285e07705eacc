/** The event whose sale is arranged. Times are ISO 8601. */
export type SaleEvent = {
  readonly id: number;
  readonly slug: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly salesStartAt: string;
  readonly salesEndAt: string;
  readonly levels: readonly { readonly id: number; readonly name: string }[];
};

/** What the forms of the payout account say after they were sent. */
export type PayoutFormState = {
  refusal?: "not_found" | "forbidden" | "two_factor_required" | "rate_limit_exceeded" | "payouts_not_offered";
  /** The gateway's page to go on at. */
  url?: string;
  done?: true;
};
export type PayoutAction = (state: PayoutFormState, form: FormData) => Promise<PayoutFormState>;

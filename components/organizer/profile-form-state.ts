/** What a form of the organization's settings says after it was sent. It keeps the typed values. */
export type ProfileFormState = {
  values?: Record<string, string>;
  /** The fields that do not fit, by their names on the wire. */
  wrong?: readonly string[];
  /** Someone else saved in the meantime: what they changed, and the revision that the next attempt is made on. */
  stale?: { revision: number; by: string | null; changed: { name: string; value: string }[] };
  refusal?: "not_found" | "forbidden" | "currency_fixed" | "two_factor_required" | "rate_limit_exceeded";
  done?: true;
};

export type SaveProfile = (state: ProfileFormState, form: FormData) => Promise<ProfileFormState>;

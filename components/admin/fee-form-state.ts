const FEE_FIELDS = ["organization_id", "currency", "percent", "fixed", "valid_from"] as const;
export type FeeField = (typeof FEE_FIELDS)[number];

/** What the form of a fee says after it was sent. It keeps the typed values. */
export type FeeFormState = {
  values?: Record<string, string>;
  wrong?: readonly string[];
  refusal?: "not_found" | "conflict" | "two_factor_required" | "forbidden" | "rate_limit_exceeded";
  done?: boolean;
};

export type FeeAction = (state: FeeFormState, form: FormData) => Promise<FeeFormState>;

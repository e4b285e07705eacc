/** What clients of the API read of terms that cannot be, wherever amounts and windows of time are given. `limit` is the currency's step. */
export const TERMS_SENTENCES = {
  digits: () => "has more digits than the currency",
  step: (limit?: number) => `must be a multiple of ${limit}`,
  window: () => "must be after its beginning",
} as const;

import type { BulkState } from "../desk/table/bulk.ts";

export type TokenRefusal = "not_found" | "forbidden" | "two_factor_required" | "rate_limit_exceeded";

/** What revoking tokens says. */
export type TokensState = BulkState<TokenRefusal>;

/** What a form about access tokens says after it was sent. */
export type TokenFormState = {
  values?: { name: string; days: string; scopes: string[] };
  wrong?: ("name" | "scopes")[];
  refusal?: TokenRefusal;
  /** A token just made: here and in no later answer. */
  made?: { name: string; token: string };
};

export type TokenAction = (state: TokenFormState, form: FormData) => Promise<TokenFormState>;

/** The choice of a token without expiry. */
export const WITHOUT_END = "never";

import type { Role } from "#lib/organizations/permissions";

/** What administrators may do to an account. */
export const PERSON_CHANGES = ["disable", "enable", "reset_factors"] as const;
export type PersonChange = (typeof PERSON_CHANGES)[number];

/** An account as the page shows it; `since` is a day in the reader's words. */
export type PersonShown = {
  userId: string;
  email: string;
  name: string | null;
  since: string;
  isVerified: boolean;
  isAdmin: boolean;
  isDisabled: boolean;
  isSelf: boolean;
  hasAuthenticator: boolean;
  passkeys: number;
  sessions: number;
  organizations: readonly { name: string; role: Role }[];
};

/** What the form about a person says after it was sent. */
export type PersonFormState = {
  email?: string;
  wrong?: boolean;
  /** Null for an address without an account. */
  person?: PersonShown | null;
  refusal?: "not_found" | "forbidden" | "two_factor_required" | "rate_limit_exceeded";
  done?: PersonChange;
};

export type PersonAction = (state: PersonFormState, form: FormData) => Promise<PersonFormState>;

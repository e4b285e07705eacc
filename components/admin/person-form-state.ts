import type { PeoplePage } from "#lib/identity/people/people-contract";

/** What administrators may do to an account. */
export type PersonChange = "disable" | "enable" | "end_sessions" | "resend_verification" | "reset_factors";

/** What the search of people answers; it keeps what was typed. */
export type PeopleState = {
  q?: string;
  page?: PeoplePage;
  /** The page is not the first one. */
  isOlder?: boolean;
  wrong?: boolean;
  refusal?: "two_factor_required" | "forbidden" | "rate_limit_exceeded";
};
export type PeopleAction = (state: PeopleState, form: FormData) => Promise<PeopleState>;

/** How a change of an account ended. */
export type PersonState = {
  done?: PersonChange;
  wrong?: boolean;
  reason?: string;
  refusal?:
    | "not_found"
    | "last_administrator"
    | "already_verified"
    | "two_factor_required"
    | "forbidden"
    | "rate_limit_exceeded";
};
export type PersonAction = (state: PersonState, form: FormData) => Promise<PersonState>;

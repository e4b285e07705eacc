import type { BulkState } from "../desk/table/bulk.ts";

export type MemberRefusal =
  | "last_owner"
  | "already_member"
  | "not_found"
  | "forbidden"
  | "two_factor_required"
  | "rate_limit_exceeded";

/** What a form about members says after it was sent. */
export type MemberFormState = {
  values?: { email: string; role: string };
  wrong?: boolean;
  refusal?: MemberRefusal;
  done?: "changed" | "sent";
  email?: string;
};

export type MemberAction = (state: MemberFormState, form: FormData) => Promise<MemberFormState>;

/** What removing members or ending invitations says. */
export type MembersState = BulkState<MemberRefusal>;

/** What a form about members says after it was sent. */
export type MemberFormState = {
  values?: { email: string; role: string };
  wrong?: boolean;
  refusal?: "last_owner" | "already_member" | "not_found" | "forbidden" | "two_factor_required" | "rate_limit_exceeded";
  done?: "changed" | "removed" | "sent" | "revoked";
  email?: string;
};

export type MemberAction = (state: MemberFormState, form: FormData) => Promise<MemberFormState>;

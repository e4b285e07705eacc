import type { RefusalCode } from "#lib/platform/http/refusals";

/**
 * What a form of the endpoint remembers between attempts: what was typed, which fields are wrong, or why it was refused. `wait` is
 * in how many seconds to come again, where there were too many attempts.
 */
export type FormState = {
  values: Record<string, string>;
  wrong?: string[];
  refusal?: Extract<
    RefusalCode,
    | "sign_in_failed"
    | "code_wrong"
    | "password_breached"
    | "link_wrong"
    | "mail_taken"
    | "mail_unproven"
    | "proof_required"
  >;
  wait?: number;
  done?: boolean;
};

export const EMPTY_FORM: FormState = { values: {} };

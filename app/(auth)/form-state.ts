import type { RefusalCode } from "#lib/platform/http/refusals";

/**
 * The state of a form between attempts: the typed values, the invalid fields, or the refusal. `wait` is the number of seconds to
 * wait after too many attempts.
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

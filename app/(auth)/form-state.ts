import type { AccountRefusalCode } from "#lib/identity/contract";

/**
 * What a form of the endpoint remembers between attempts: what was typed, which fields are wrong, or why it was refused. `wait` is
 * in how many seconds to come again, where there were too many attempts.
 */
export type FormState = {
  values: Record<string, string>;
  wrong?: string[];
  refusal?: AccountRefusalCode;
  wait?: number;
  done?: boolean;
};

export const EMPTY_FORM: FormState = { values: {} };

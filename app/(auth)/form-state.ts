/** What a form of the door remembers between attempts: what was typed, which fields are wrong, or why it was refused. */
export type FormState = {
  values: Record<string, string>;
  wrong?: string[];
  refusal?: "sign_in_failed" | "code_wrong";
  done?: boolean;
};

export const EMPTY_FORM: FormState = { values: {} };

/** What the form of a code says after an attempt. It keeps what was typed. */
export type CodeFormState = {
  readonly code: string;
  readonly problem?: "missing" | "unknown" | "not_yet" | "ended" | "used_up" | "nothing_now" | "slow";
  /** When the code begins or ended. */
  readonly at?: string;
  /** Seconds to wait after too many attempts. */
  readonly wait?: number;
};

export type EnterCode = (state: CodeFormState, form: FormData) => Promise<CodeFormState>;

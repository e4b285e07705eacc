/** What the editor of a legal text says after it was sent; it keeps the text itself. */
export type LegalFormState = {
  done?: "saved" | "published";
  /** Of the draft as it is stored now. */
  revision?: number;
  wrong?: boolean;
  /** The draft that another person stored meanwhile. */
  conflict?: { revision: number; markdown: string };
  refusal?: "not_found" | "two_factor_required" | "forbidden" | "rate_limit_exceeded";
};

export type LegalAction = (state: LegalFormState, form: FormData) => Promise<LegalFormState>;

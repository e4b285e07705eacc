/** What a form about an organization says after it was sent. It keeps the typed values. */
export type OrganizationFormState = {
  values?: Record<string, string>;
  wrong?: readonly string[];
  refusal?:
    | "not_found"
    | "already_suspended"
    | "not_suspended"
    | "organization_not_approved"
    | "already_decided"
    | "two_factor_required"
    | "forbidden"
    | "rate_limit_exceeded";
  done?: "suspended" | "resumed" | "approved" | "refused";
};

export type OrganizationAction = (state: OrganizationFormState, form: FormData) => Promise<OrganizationFormState>;

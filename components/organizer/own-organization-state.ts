/** What the form of a new organization says after it was sent. It keeps the typed values. */
export type OwnOrganizationState = {
  values?: Record<string, string>;
  wrong?: readonly string[];
  refusal?: "organization_limit_reached" | "rate_limit_exceeded" | "forbidden" | "two_factor_required";
};

export type MakeOrganization = (state: OwnOrganizationState, form: FormData) => Promise<OwnOrganizationState>;

import type { JsonObject } from "./schema.ts";

/** The ways of saying who one is, and which of them an endpoint's authority takes. */
export const SECURITY_SCHEMES: JsonObject = {
  bearer: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "An access token of `POST /api/v1/auth/token`, valid for an hour.",
  },
  accessToken: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "fsp_…",
    description: "A personal access token that somebody made for an organization; it may do what its scopes say.",
  },
  session: {
    type: "apiKey",
    in: "cookie",
    name: "__Host-fairseat_session",
    description: "The browser's session. Requests that change something must come from our own pages.",
  },
  guest: {
    type: "apiKey",
    in: "cookie",
    name: "__Host-fairseat_guest",
    description: "Set by the first hold of somebody who is not signed in: whoever has it owns what it held.",
  },
  schedulerSecret: { type: "http", scheme: "bearer", description: "The secret of the installation's scheduler." },
};

/** What gives access, any one of the list; an empty object means that nothing is needed. */
export function securityOf(authority: string): JsonObject[] {
  if (authority === "anyone") return [];
  if (authority === "scheduler") return [{ schedulerSecret: [] }];
  if (authority === "operator") return [{}, { schedulerSecret: [] }];
  // An access token acts in one organization, so none reaches the platform's administration.
  if (authority === "administrator") return [{ bearer: [] }, { session: [] }];
  const account = [{ bearer: [] }, { accessToken: [] }, { session: [] }];
  return authority === "buyer" ? [{}, ...account, { guest: [] }] : account;
}

import type { Administrator } from "#lib/identity/identify";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import { claimSuspension, findAdministered } from "./administration-store.ts";

type Changed =
  | { ok: true }
  | Refused<"not_found" | "already_suspended" | "not_suspended" | "organization_not_approved">;

/**
 * Stops an organization's sales at once: no seat is held any more, and its events leave the lists. What is held may still be paid
 * for, and tickets stay good. Its staff read the reason. One that is not approved sells
 * nothing anyway. Refuses `not_found`, `already_suspended` and `organization_not_approved`.
 */
export async function suspendOrganization(
  administrator: Administrator,
  { id, reason }: { id: string; reason: string },
): Promise<Changed> {
  const line = { ...lineOf(administrator, "organization.suspend", id), detail: { reason } };
  if (await claimSuspension(id, { at: new Date(), reason }, line)) return { ok: true };
  const row = await findAdministered(id);
  if (!row) return refuse("not_found");
  return refuse(row.status === "SUSPENDED" ? "already_suspended" : "organization_not_approved");
}

/** Lets an organization sell again. Refuses `not_found` and `not_suspended`. */
export async function resumeOrganization(administrator: Administrator, id: string): Promise<Changed> {
  const line = lineOf(administrator, "organization.resume", id);
  if (await claimSuspension(id, undefined, line)) return { ok: true };
  return refuse((await findAdministered(id)) ? "not_suspended" : "not_found");
}

function lineOf({ userId }: Administrator, action: string, id: string) {
  return { actor: `user:${userId}`, action, subject: `organization:${id}`, outcome: "ok", organizationId: id };
}

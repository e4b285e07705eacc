import type { Administrator } from "#lib/identity/identify";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import { claimDecision, findAdministered } from "./administration-store.ts";

type Decided = { ok: true } | Refused<"not_found" | "already_decided">;

/** Lets an organization that waits, or was refused, put its events on sale. Refuses `not_found` and `already_decided`. */
export async function approveOrganization(administrator: Administrator, id: string): Promise<Decided> {
  return decided(id, await claimDecision(id, { status: "ACTIVE" }, lineOf(administrator, "organization.approve", id)));
}

/** Refuses an organization that waits, with the reason for its staff. Refuses `not_found` and `already_decided`. */
export async function refuseOrganization(
  administrator: Administrator,
  { id, reason }: { id: string; reason: string },
): Promise<Decided> {
  const line = { ...lineOf(administrator, "organization.refuse", id), detail: { reason } };
  return decided(id, await claimDecision(id, { status: "REFUSED", reason }, line));
}

async function decided(id: string, isDone: boolean): Promise<Decided> {
  if (isDone) return { ok: true };
  return refuse((await findAdministered(id)) ? "already_decided" : "not_found");
}

function lineOf({ userId }: Administrator, action: string, id: string) {
  return { actor: `user:${userId}`, action, subject: `organization:${id}`, outcome: "ok", organizationId: id };
}

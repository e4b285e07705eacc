import { audit } from "#lib/audit/audit";
import type { Administrator } from "../identify.ts";
import type { PeoplePage, PeopleQuery, PersonLine, PersonStanding, PersonState } from "./people-contract.ts";
import { findPersonRow, listPeopleRows, type PersonRow } from "./people-store.ts";

const LIMIT = 50;

/** A page of all people, the newest first, or of those whose name or address has the words in it. For administrators. */
export async function listAllPeople({ q, cursor, limit = LIMIT }: PeopleQuery): Promise<PeoplePage> {
  // Reads one row more than is shown, to know whether there is a next page.
  const rows = await listPeopleRows({ q, before: cursor, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const next_cursor = rows.length > limit ? (shown.at(-1)?.id ?? null) : null;
  return { data: shown.map(lineOf), meta: { limit, next_cursor } };
}

/** A person's standing, for an administrator; undefined for an unknown one. Every look is a line of the audit log. */
export async function lookAtPerson(administrator: Administrator, id: string): Promise<PersonStanding | undefined> {
  const row = await findPersonRow(id);
  const actor = `user:${administrator.userId}`;
  await audit({ actor, action: "person.look", subject: `user:${id}`, outcome: row ? "ok" : "not_found" });
  if (!row) return undefined;
  const { disabledAt, disabledReason, erasedAt, sessions, hasAuthenticator: authenticator, passkeys } = row;
  return {
    ...lineOf(row),
    disablement: disabledAt && !erasedAt ? { since: disabledAt.toISOString(), reason: disabledReason } : null,
    sessions,
    second_factors: { authenticator, passkeys },
  };
}

function lineOf(row: PersonRow): PersonLine {
  const state: PersonState = row.erasedAt ? "erased" : row.disabledAt ? "disabled" : "active";
  return {
    ...{ id: row.id, name: row.name, email: row.erasedAt ? null : row.email, state },
    verified: row.emailVerified !== null,
    administrator: row.role === "ADMIN",
    created_at: row.createdAt.toISOString(),
  };
}

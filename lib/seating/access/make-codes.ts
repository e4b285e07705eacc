import { randomBytes } from "node:crypto";
import { ownEvent } from "#lib/catalog/organizer-event";
import type { Staff } from "#lib/organizations/authority";
import type { Transaction } from "#lib/platform/db/transaction";
import type { Refused } from "#lib/platform/http/refusals";
import { uuidv7 } from "#lib/platform/ids";
import { invariant } from "#lib/platform/invariant";
import { listAllocationHeads } from "../allocations/allocation-store.ts";
import { accessCodesAmong } from "../queries.ts";
import { refuse } from "../refusals.ts";
import { type AccessCodeWire, CODES_MAX, type CodeList, type NewCodes } from "./access-contract.ts";
import { appendCodes, countCodes, deleteCode, findCode, listCodes } from "./code-store.ts";
import { codeOnWire } from "./code-wire.ts";
import { changeSale, type SaleChange } from "./sale-change-store.ts";
import { listWindows } from "./window-store.ts";

/** Those of the codes that mean something else in the event already, in lower case: a code means one thing. */
export type UsedElsewhere = (tx: Transaction, eventId: number, codes: readonly string[]) => Promise<string[]>;
type Asked = { asked: NewCodes; usedElsewhere: UsedElsewhere };

type MakeRefusal = Refused<"not_found" | "forbidden" | "invalid_request" | "access_limit_reached">;
type Made = { ok: true; made: number; first: AccessCodeWire; audit: Record<string, unknown> };

/**
 * Makes codes that open a presale, an allocation or both; without codes one link, whose token nobody can guess. All or none: codes that
 * are the same when their case is folded are refused, each beside its place, and so are those that are promo codes of the event.
 */
export async function makeCodes(
  person: Staff,
  eventId: number,
  given: Asked,
): Promise<{ ok: true; made: number; first: AccessCodeWire } | MakeRefusal> {
  return changeSale(person, eventId, { action: "event.create_codes", work: (change) => make(change, given) });
}

async function make(change: SaleChange, { asked, usedElsewhere }: Asked): Promise<Made | MakeRefusal> {
  const { tx, eventId } = change;
  const fields = [...(await unknownParts(change, asked)), ...(await collisions(change, asked.codes, usedElsewhere))];
  if (fields.length > 0) return refuse("invalid_request", { fields: fields.slice(0, 50) });
  const isLink = asked.codes.length === 0;
  const codes = isLink ? [randomBytes(16).toString("base64url").replace(/^[-_]/, "a")] : asked.codes;
  if ((await countCodes(tx, eventId)) + codes.length > CODES_MAX)
    return refuse("access_limit_reached", { limit: CODES_MAX });
  const dateOf = (text: string | null) => (text === null ? null : new Date(text));
  const rows = codes.map((code) => ({
    ...{ eventId, id: uuidv7(), code, isLink, name: asked.name },
    ...{ windowId: asked.window, allocationId: asked.allocation, sellsAlone: asked.sells_alone },
    ...{ usesMax: asked.uses_max, validFrom: dateOf(asked.valid_from), validUntil: dateOf(asked.valid_until) },
  }));
  await appendCodes(tx, rows);
  const first = await findCode(eventId, codes[0] ?? "", tx);
  invariant(first, "the code was made");
  const { codes: _, ...detail } = asked;
  return { ok: true, made: rows.length, first: codeOnWire(first), audit: { ...detail, made: rows.length } };
}

async function unknownParts({ tx, eventId }: SaleChange, asked: NewCodes) {
  const fields: { path: string; message: string }[] = [];
  if (asked.window !== null && !(await listWindows(eventId, tx)).some(({ id }) => id === asked.window))
    fields.push({ path: "window", message: "is no presale of this event" });
  if (asked.allocation !== null && !(await listAllocationHeads(tx, eventId)).some(({ id }) => id === asked.allocation))
    fields.push({ path: "allocation", message: "is no allocation of this event" });
  return fields;
}

async function collisions({ tx, eventId }: SaleChange, codes: readonly string[], usedElsewhere: UsedElsewhere) {
  const own = await accessCodesAmong(tx, eventId, codes);
  const known = new Set([...own, ...(await usedElsewhere(tx, eventId, codes))]);
  const seen = new Map<string, number>();
  return codes.flatMap((code, i) => {
    const folded = code.toLowerCase();
    const earlier = seen.get(folded);
    if (earlier === undefined) seen.set(folded, i);
    if (earlier !== undefined)
      return [{ path: `codes.${i}`, message: `${code} is the same as ${codes[earlier]}: case does not matter` }];
    return known.has(folded) ? [{ path: `codes.${i}`, message: `this event has the code ${code} already` }] : [];
  });
}

/** One page of the codes and links of an event, links first. They give access: for those who may change the event. */
export async function readCodes(
  person: Staff,
  eventId: number,
  { page = 1, limit = 50, find }: { page?: number | undefined; limit?: number | undefined; find?: string | undefined },
): Promise<{ ok: true; list: CodeList } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "event.write");
  if (!own.ok) return own;
  const { rows, total } = await listCodes(eventId, { page, limit, find });
  return { ok: true, list: { data: rows.map(codeOnWire), meta: { total, page, limit } } };
}

/** Revokes a code or link. The access of all who used it ends, and seats that they hold by it can no longer be paid for. */
export async function revokeCode(
  person: Staff,
  { eventId, id }: { eventId: number; id: string },
): Promise<{ ok: true } | Refused<"not_found" | "forbidden">> {
  return changeSale(person, eventId, {
    action: "event.revoke_code",
    work: async ({ tx }): Promise<{ ok: true; audit: Record<string, unknown> } | Refused<"not_found">> => {
      const row = await deleteCode(tx, { eventId, id });
      return row ? { ok: true, audit: { code: id, name: row.name, uses: row.uses } } : refuse("not_found");
    },
  });
}

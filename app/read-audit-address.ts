import type { z } from "zod";
import { type AuditCursor, auditFilterQuery, readCursor } from "#lib/audit/contract";

type Query = z.output<typeof auditFilterQuery>;

/** The address of an audit page as a search. A filter that makes no sense is left out and said, so that a mistyped address still shows something. */
export function readAuditAddress(address: Record<string, string | string[] | undefined>): {
  query: Query;
  /** What of it was understood, as it stood there. */
  values: Record<string, string>;
  before: AuditCursor | undefined;
  hasWrong: boolean;
} {
  const values: Record<string, string> = {};
  const query: Record<string, unknown> = {};
  let hasWrong = false;
  for (const [name, field] of Object.entries(auditFilterQuery.shape)) {
    const given = address[name];
    if (given === undefined || given === "") continue;
    const read = field.safeParse(given);
    if (!read.success || typeof given !== "string") {
      hasWrong = true;
      continue;
    }
    values[name] = given;
    query[name] = read.data;
  }
  const before = typeof address.cursor === "string" ? readCursor(address.cursor) : undefined;
  return { query: query as Query, values, before, hasWrong };
}

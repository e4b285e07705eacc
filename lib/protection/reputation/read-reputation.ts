import { LIST_NAMES, LIST_REFUSALS } from "./list-names.ts";
import { isRemote } from "./read-source.ts";
import type { ReputationWire } from "./reputation-contract.ts";
import { listStates } from "./reputation-store.ts";

/** The state of each list that is not off: where it is from, how much it has, and why its newest file was refused where it was. */
export async function readReputation(): Promise<ReputationWire[]> {
  const rows = new Map((await listStates()).map((row) => [row.name, row]));
  return LIST_NAMES.flatMap((name) => {
    const row = rows.get(name);
    if (!row) return [];
    return {
      ...{ name, source: shown(row.source), entries: row.entries, read_at: iso(row.readAt) },
      refusal: LIST_REFUSALS.find((each) => each === row.refusal) ?? null,
      ...{ refused_line: row.refusedLine, refused_at: iso(row.refusedAt) },
    };
  });
}

/** Without the query and the password of an address, in which keys of paid lists may stand. */
function shown(source: string): string {
  if (!isRemote(source)) return source;
  const { origin, pathname } = new URL(source);
  return origin + pathname;
}

function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}

import { freshOrKnown } from "#lib/platform/fresh-or-known";
import { log } from "#lib/platform/observability/log";
import { singleton } from "#lib/platform/singleton";
import { LIST_NAMES, type ListName } from "./list-names.ts";
import { type ReputationList, readList } from "./read-list.ts";
import { findContent, listVersions } from "./reputation-store.ts";

/** How long this process goes by what it has before it asks for newer versions. */
const LOOK_AGAIN_MS = 60_000;

export type KnownList = { readonly version: number; readonly readAt: Date; readonly list: ReputationList };
export type KnownLists = Map<ListName, KnownList>;
type Holder = { lists: KnownLists; lookedAt: number; looking: Promise<void> | undefined };

/** This process's copy of the lists. */
export function holder(): Holder {
  return singleton("reputation-lists", () => ({
    lists: new Map(),
    lookedAt: Number.NEGATIVE_INFINITY,
    looking: undefined,
  }));
}

/**
 * The lists as this process has them. Nobody waits for newer ones, and the first time for half a second at most: without a list there is
 * only a signal less.
 */
export async function knownLists(): Promise<KnownLists> {
  const held = holder();
  if (Date.now() - held.lookedAt < LOOK_AGAIN_MS) return held.lists;
  const isFirst = held.lookedAt === Number.NEGATIVE_INFINITY;
  const looking = lookForLists();
  if (isFirst) await freshOrKnown(looking, { answer: undefined });
  return held.lists;
}

/** Loads the versions that are newer than this process's, and resolves when it has them. Never rejects. */
export function lookForLists(): Promise<void> {
  const held = holder();
  held.lookedAt = Date.now();
  held.looking ??= load(held).finally(() => {
    held.looking = undefined;
  });
  return held.looking;
}

async function load({ lists }: Holder): Promise<void> {
  try {
    const rows = new Map((await listVersions()).map((row) => [row.name, row]));
    for (const name of LIST_NAMES) {
      const { version = 0, readAt = null } = rows.get(name) ?? {};
      const known = lists.get(name);
      const list = known?.version === version ? known.list : await loadList(name);
      // A later release may read files more strictly than the one that stored this one.
      if (list && readAt) lists.set(name, { version, readAt, list });
      else lists.delete(name);
    }
  } catch (error) {
    log().warn({ err: error }, "the lists of reputation could not be read, the known ones stay");
  }
}

async function loadList(name: ListName): Promise<ReputationList | undefined> {
  const read = readList(name, (await findContent(name)) ?? "");
  return read.ok ? read.list : undefined;
}

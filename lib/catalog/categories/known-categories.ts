import { LRUCache } from "lru-cache";
import { freshOrKnown } from "#lib/platform/fresh-or-known";
import { singleton } from "#lib/platform/singleton";
import { type CategoryRow, listCategories } from "./category-store.ts";

/** A process shows a change that another one made this much later at most. */
const TTL_MS = 5_000;
const ALL = "all";

/**
 * Every category in its order, archived ones too, kept in the process for some seconds: each page and each search reads them. An
 * older answer serves while the database hangs or is gone.
 */
export async function knownCategories(): Promise<readonly CategoryRow[]> {
  const known = cache().peek(ALL, { allowStale: true });
  return freshOrKnown(cache().forceFetch(ALL), known && { answer: known });
}

/** Those that are offered: on the home page, as filters, in the sitemap, and for new events. */
export async function offeredCategories(): Promise<readonly CategoryRow[]> {
  return (await knownCategories()).filter(({ isArchived }) => !isArchived);
}

/** Who changed a category sees the change at once. */
export function forgetKnownCategories(): void {
  cache().clear();
}

function cache() {
  return singleton(
    "known-categories",
    () =>
      new LRUCache<string, readonly CategoryRow[]>({
        max: 1,
        ttl: TTL_MS,
        ignoreFetchAbort: true,
        noDeleteOnFetchRejection: true,
        noDeleteOnStaleGet: true,
        fetchMethod: () => listCategories(),
      }),
  );
}

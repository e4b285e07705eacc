import { LRUCache } from "lru-cache";
import { freshOrKnown } from "#lib/platform/fresh-or-known";
import { singleton } from "#lib/platform/singleton";
import { freshFor } from "#lib/protection/load/fresh-for";

/** So many answers are kept at once; the ones used longest ago leave first. */
const KEPT_MAX = 2_000;

type Load = () => Promise<unknown>;

/**
 * The answer of `load`, kept in the process for `ttlMs`, longer under load, and loaded once however many ask at the same time: a page that a
 * thousand people open in a second costs the database one question. A load that fails is not kept. An older answer serves
 * while the database hangs or is gone.
 */
export async function briefly<T>(key: string, ttlMs: number, load: () => Promise<T>): Promise<T> {
  const kept = singleton(
    "catalog-briefly",
    () =>
      new LRUCache<string, { answer: unknown }, Load>({
        max: KEPT_MAX,
        ignoreFetchAbort: true,
        noDeleteOnFetchRejection: true,
        noDeleteOnStaleGet: true,
        fetchMethod: async (_key, _old, { context }) => ({ answer: await context() }),
      }),
  );
  const known = kept.peek(key, { allowStale: true });
  const { answer } = await freshOrKnown(
    kept.forceFetch(key, { ttl: freshFor(ttlMs), context: load }),
    known && { answer: known },
  );
  return answer as T;
}

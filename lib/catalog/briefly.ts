import { LRUCache } from "lru-cache";
import { singleton } from "#lib/platform/singleton";

/** So many answers are kept at once; the ones used longest ago leave first. */
const KEPT_MAX = 2_000;

type Load = () => Promise<unknown>;

/**
 * The answer of `load`, kept in the process for `ttlMs` and loaded once however many ask at the same time: a page that a
 * thousand people open in a second costs the database one question. A load that fails is not kept.
 */
export async function briefly<T>(key: string, ttlMs: number, load: () => Promise<T>): Promise<T> {
  const kept = singleton(
    "catalog-briefly",
    () =>
      new LRUCache<string, { answer: unknown }, Load>({
        max: KEPT_MAX,
        ignoreFetchAbort: true,
        fetchMethod: async (_key, _old, { context }) => ({ answer: await context() }),
      }),
  );
  const { answer } = await kept.forceFetch(key, { ttl: ttlMs, context: load });
  return answer as T;
}

import { LRUCache } from "lru-cache";
import { freshOrKnown } from "#lib/platform/fresh-or-known";
import { singleton } from "#lib/platform/singleton";
import type { LegalKey } from "./contract.ts";
import { findInForce, type PublishedText } from "./legal-store.ts";

type Found = { readonly text: PublishedText | undefined };

/** A process shows a newly published text this much later at most. */
const TTL_MS = 5_000;

/**
 * The text in force, kept in the process for some seconds, so that neither a page nor a payment asks the database each time; undefined
 * before the first was published. An older answer serves while the database hangs or is gone.
 */
export async function legalInForce(key: LegalKey): Promise<PublishedText | undefined> {
  const kept = cache();
  const name = nameOf(key);
  const known = kept.peek(name, { allowStale: true });
  return (await freshOrKnown(kept.forceFetch(name), known && { answer: known })).text;
}

const nameOf = ({ kind, locale }: LegalKey) => `${kind}/${locale}`;

function cache() {
  return singleton(
    "legal-in-force",
    () =>
      new LRUCache<string, Found>({
        max: 100,
        ttl: TTL_MS,
        ignoreFetchAbort: true,
        noDeleteOnFetchRejection: true,
        noDeleteOnStaleGet: true,
        fetchMethod: async (name) => {
          const [kind, locale] = name.split("/") as [LegalKey["kind"], LegalKey["locale"]];
          return { text: await findInForce({ kind, locale }) };
        },
      }),
  );
}

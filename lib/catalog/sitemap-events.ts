import { listSitemap } from "./store.ts";

/** A sitemap holds at most 50,000 addresses (sitemaps.org); the fixed pages need a few. */
const ADDRESSES_MAX = 49_000;

/** The events that search engines should know: published and not over. */
export function sitemapEvents(): Promise<{ slug: string; updatedAt: Date }[]> {
  return listSitemap(ADDRESSES_MAX);
}

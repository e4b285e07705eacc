import type { MetadataRoute } from "next";
import { CATEGORIES } from "#lib/catalog/categories";
import { listSitemapEvents } from "#lib/catalog/queries";
import { env } from "#lib/platform/env";

// The events change while the app runs.
export const dynamic = "force-dynamic";

/** Every page that a stranger may find: the fixed ones, a list for each kind, and each event that is to come. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const at = (path: string) => `${env().APP_URL}${path}`;
  const fixed = ["/", "/search", "/sell", "/help", "/terms", "/privacy", "/imprint"];
  return [
    ...fixed.map((path) => ({ url: at(path) })),
    ...CATEGORIES.map((category) => ({ url: at(`/search?category=${category}`) })),
    ...(await listSitemapEvents()).map(({ slug, updatedAt }) => ({
      url: at(`/events/${slug}`),
      lastModified: updatedAt,
    })),
  ];
}

import type { MetadataRoute } from "next";
import { offeredCategories } from "#lib/catalog/categories/known-categories";
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
    ...(await offeredCategories()).map(({ slug }) => ({ url: at(`/search?category=${slug}`) })),
    ...(await listSitemapEvents()).map(({ slug, updatedAt }) => ({
      url: at(`/events/${slug}`),
      lastModified: updatedAt,
    })),
  ];
}

import type { MetadataRoute } from "next";
import { env } from "#lib/platform/env";

// The address of the app is known when it runs, not when it is built.
export const dynamic = "force-dynamic";

/** Allows search engines all public pages. */
export default function robots(): MetadataRoute.Robots {
  const own = [
    "/api/",
    "/orders",
    "/checkout",
    "/account",
    "/sign-in",
    "/sign-up",
    "/dev/",
    "/events/*/seats",
    "/preview/",
  ];
  return { rules: { userAgent: "*", allow: "/", disallow: own }, sitemap: `${env().APP_URL}/sitemap.xml` };
}

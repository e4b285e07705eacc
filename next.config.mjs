import { PHASE_PRODUCTION_SERVER } from "next/constants.js";
import {
  contentSecurityPolicy,
  plainSecurityHeaders,
  robotsTagOf,
  SHOWN_ELSEWHERE,
  UNLISTED,
} from "#lib/platform/http/page-policy";

/**
 * The security headers where Next runs without our plain server, which is known by the header it puts on every request.
 * Next cannot name the scripts of a page that nothing stands before, so it must allow what stands in it (decision 010).
 * @type {import("next").NextConfig["headers"]}
 */
async function headers() {
  const missing = [{ type: "header", key: "x-fairseat-address" }];
  const list = (values) => Object.entries(values).map(([key, value]) => ({ key, value }));
  const policy = (kind) =>
    contentSecurityPolicy({ scripts: "nonce", ...kind }, { scripts: ["'unsafe-inline'"], isHttps: false });
  const { "strict-transport-security": promise, ...plain } = plainSecurityHeaders(true);
  return [
    { source: "/:path*", missing, headers: list({ ...plain, "content-security-policy": policy({}) }) },
    { source: SHOWN_ELSEWHERE, missing, headers: list({ "cross-origin-resource-policy": "cross-origin" }) },
    { source: UNLISTED, missing, headers: list({ "x-robots-tag": robotsTagOf("/preview/") }) },
    { source: "/checkout/:path*", missing, headers: list({ "content-security-policy": policy({ isCheckout: true }) }) },
    { source: "/docs/api", missing, headers: list({ "content-security-policy": policy({ hasOwnStyles: true }) }) },
    {
      source: "/:path*",
      missing,
      has: [{ type: "header", key: "x-forwarded-proto", value: "https" }],
      headers: list({ "strict-transport-security": promise }),
    },
  ];
}

/** @type {import("next").NextConfig} */
const config = {
  // Several instances may run from one checkout (a test server beside a development one): each names its own build folder.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  // server.ts sends the files of the build compressed once, and compresses shared pages; personal ones never (decision 023).
  compress: false,
  poweredByHeader: false,
  headers,
  reactStrictMode: true,
  // `npm run check` is where types are proved; a start should not pay for it again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    "graphile-worker",
    "ioredis",
    "ioredis-mock",
    "nodemailer",
    "pdfkit",
    "pg",
    "pino",
    "prom-client",
  ],
};

/** A server of a finished build needs nothing of next-intl's plugin, which loads a compiler and a watcher of files, 15 MB of memory. */
export default async function configOf(phase) {
  if (phase === PHASE_PRODUCTION_SERVER) return config;
  const { default: createNextIntlPlugin } = await import("next-intl/plugin");
  return createNextIntlPlugin("./app/i18n.ts")(config);
}

import createNextIntlPlugin from "next-intl/plugin";

/** @type {import("next").NextConfig} */
const config = {
  // Several instances may run from one checkout (a test server beside a development one): each names its own build folder.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  // Compression belongs to the proxy and to build-time assets: in this process it halves the rate of small answers.
  compress: false,
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` is where types are proved; a start should not pay for it again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["graphile-worker", "ioredis", "ioredis-mock", "nodemailer", "pg", "pino", "prom-client"],
};

export default createNextIntlPlugin("./app/i18n.ts")(config);

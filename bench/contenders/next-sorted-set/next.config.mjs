import { join } from "node:path";

/** @type {import("next").NextConfig} */
export default {
  compress: false,
  poweredByHeader: false,
  serverExternalPackages: ["ioredis"],
  typescript: { ignoreBuildErrors: true },
  // Two folders up from where the bench copies this app to: the checkout, whose packages it uses.
  turbopack: { root: join(import.meta.dirname, "..", "..") },
};

import { join } from "node:path";

/** @type {import("next").NextConfig} */
export default {
  distDir: ".next",
  compress: false,
  poweredByHeader: false,
  serverExternalPackages: ["pg"],
  turbopack: { root: join(import.meta.dirname, "..", "..", "..") },
};

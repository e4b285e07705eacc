import { defineConfig } from "prisma/config";

// `prisma generate` would download the schema engine it never uses; pointing it at an existing binary keeps installs offline.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
});

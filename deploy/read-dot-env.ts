import { existsSync } from "node:fs";

/** Reads `.env` for variables the environment does not set. Next reads the file too, but only after the start needs it. */
export function readDotEnv(): void {
  if (existsSync(".env")) process.loadEnvFile(".env");
}

import { existsSync } from "node:fs";

/** Takes what `.env` says for what the environment does not. Next reads it as well, but only once we have started. */
export function readDotEnv(): void {
  if (existsSync(".env")) process.loadEnvFile(".env");
}

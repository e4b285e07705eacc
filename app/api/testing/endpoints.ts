import { readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Handler } from "#lib/platform/http/endpoint";
import type { Spec } from "./spec.ts";
import { ADMINISTRATORS_SPECS } from "./specs-of-administrators.ts";
import { BUYERS_SPECS } from "./specs-of-buyers.ts";
import { EVENTS_SPECS } from "./specs-of-events.ts";
import { ORGANIZERS_SPECS } from "./specs-of-organizers.ts";

/** The endpoints of the API as the file system has them. */
export type Endpoint = { name: string; method: string; handler: Handler };

/** What each of them takes. */
export const SPECS: Record<string, Spec> = {
  ...BUYERS_SPECS,
  ...EVENTS_SPECS,
  ...ORGANIZERS_SPECS,
  ...ADMINISTRATORS_SPECS,
};

/** next-auth's endpoints need Next around them: deploy/trouble.start.test.ts asks them over HTTP. */
const ELSEWHERE = new Set(["GET auth/[...nextauth]", "POST auth/[...nextauth]"]);

const here = dirname(dirname(fileURLToPath(import.meta.url)));
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

export async function findEndpoints(): Promise<Endpoint[]> {
  const files = readdirSync(here, { recursive: true, encoding: "utf8" }).filter((file) =>
    /(^|\/)route\.ts$/.test(file),
  );
  const endpoints = await Promise.all(
    files.map(async (file) => {
      const exported = (await import(join(here, file))) as Record<string, Handler>;
      const path = relative(here, join(here, dirname(file)));
      return METHODS.flatMap((method) => {
        const handler = exported[method];
        return handler ? [{ name: `${method} ${path}`, method, handler }] : [];
      });
    }),
  );
  return endpoints.flat().filter(({ name }) => !ELSEWHERE.has(name));
}

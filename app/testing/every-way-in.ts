import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { z } from "zod";
import type { DeclaredWay } from "#lib/platform/http/pipeline";
import { seatChannel } from "../seat-socket.ts";

export const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** What a way in declares, with the contracts of its input: an endpoint's params, query and body, or an action's input. */
export type WaySpec = DeclaredWay & Partial<Record<"params" | "query" | "body" | "input", z.ZodType>>;
export type Way = { readonly name: string; readonly spec: WaySpec | undefined };
type Module = Record<string, { spec?: WaySpec } | undefined>;

/** Every route handler, server action and channel of the product, for tests that hold all of them to a rule. */
export async function everyWayIn(): Promise<Way[]> {
  return [...(await endpoints()), ...(await actions()), { name: "seatChannel", spec: seatChannel.spec }];
}

async function endpoints(): Promise<Way[]> {
  const files = globSync("app/**/route.{ts,tsx}").toSorted();
  const ways = files.map(async (file) => {
    const exported = (await import(resolve(file))) as Module;
    return METHODS.flatMap((method) =>
      exported[method] ? [{ name: `${method} ${file}`, spec: exported[method].spec }] : [],
    );
  });
  return (await Promise.all(ways)).flat();
}

async function actions(): Promise<Way[]> {
  const files = globSync("app/**/*.ts").filter((file) => readFileSync(file, "utf8").startsWith('"use server"'));
  const ways = files.toSorted().map(async (file) => {
    const exported = (await import(resolve(file))) as Module;
    return Object.entries(exported).map(([name, value]) => ({ name: `${name} ${file}`, spec: value?.spec }));
  });
  return (await Promise.all(ways)).flat();
}

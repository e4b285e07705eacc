import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { env } from "#lib/platform/env";
import { log } from "#lib/platform/observability/log";
import { BYTES_MAX, type ListName } from "./list-names.ts";
import type { RefusedList } from "./read-list.ts";

/** The address or the path that a list is read from; undefined where it is off. */
export function sourceOf(name: ListName): string | undefined {
  const { REPUTATION_DIR: folder = SHIPPED, ...values } = env();
  const url = {
    bots: values.REPUTATION_BOTS_URL,
    vpn: values.REPUTATION_VPN_URL,
    tor: values.REPUTATION_TOR_URL,
    hosting: values.REPUTATION_HOSTING_URL,
    "disposable-mail": values.REPUTATION_DISPOSABLE_MAIL_URL,
  }[name];
  return url === "off" ? undefined : (url ?? join(folder, `${name}.txt`));
}

const SHIPPED = join(process.cwd(), "lib", "protection", "reputation", "lists");

export function isRemote(source: string): boolean {
  return /^https?:/.test(source);
}

const WAIT_MS = 20_000;

/** The text at an address or path. Refuses what is not there, what does not come within twenty seconds, and what has more than 8 MB. */
export async function readSource(source: string): Promise<{ ok: true; text: string } | RefusedList> {
  try {
    return await (isRemote(source) ? download(source) : readPath(source));
  } catch (error) {
    log().warn({ err: error, source }, "a list of reputation could not be read, the last one stays");
    return { ok: false, refusal: isMissing(error) ? "missing" : "unreachable" };
  }
}

async function readPath(path: string): Promise<{ ok: true; text: string } | RefusedList> {
  const { size } = await stat(path);
  return size > BYTES_MAX ? { ok: false, refusal: "too_large" } : { ok: true, text: await readFile(path, "utf8") };
}

async function download(url: string): Promise<{ ok: true; text: string } | RefusedList> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(WAIT_MS) });
  if (!answer.ok || !answer.body) {
    await answer.body?.cancel();
    return { ok: false, refusal: answer.status === 404 ? "missing" : "unreachable" };
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body) {
    size += part.byteLength;
    if (size > BYTES_MAX) return { ok: false, refusal: "too_large" };
    parts.push(part);
  }
  return { ok: true, text: Buffer.concat(parts).toString("utf8") };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

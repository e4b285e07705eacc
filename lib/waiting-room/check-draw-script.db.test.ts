import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aDatabase } from "#lib/platform/testing/database";
import type { QueueDrawWire } from "./contract.ts";
import { drawKey, newSeed, saltOf, seedHashOf } from "./draw.ts";
import { readDraw } from "./read-status.ts";
import { aQueue, joiners, openQueue } from "./testing/queue.ts";

/** The script that people run to check a draw without us, on a draw that the database made. */
aDatabase();

const folder = mkdtempSync(join(tmpdir(), "fairseat-draw-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let draw: QueueDrawWire;
beforeAll(async () => {
  const eventId = await aQueue({ ratePerMinute: 1 });
  await joiners(eventId, 25);
  await openQueue(eventId);
  const drawn = await readDraw(eventId);
  if (!drawn) throw new Error("nothing was drawn");
  draw = drawn;
});

type Run = { code: number; right: string[]; wrong: string[] };

/** Runs the script with plain Node. Answers its exit code, and what it found right and wrong. */
async function checked(record: QueueDrawWire | string, ...rest: string[]): Promise<Run> {
  const source = typeof record === "string" ? record : join(folder, `${crypto.randomUUID()}.json`);
  if (typeof record !== "string") writeFileSync(source, JSON.stringify(record));
  const ran = promisify(execFile)(process.execPath, ["public/check-draw.mjs", source, ...rest]);
  const { code, stdout } = await ran.then(
    (out) => ({ ...out, code: 0 }),
    (error: { code: number; stdout: string }) => error,
  );
  const steps = (word: string) =>
    [...stdout.matchAll(new RegExp(`^${word} +(\\w+):`, "gm"))].map(([, what]) => what ?? "");
  return { code, right: steps("right"), wrong: steps("WRONG") };
}

const ALL = ["seed", "salt", "list", "order", "ticket"];
const ticketAt = (place: number) => draw.tickets[place - 1] ?? "";

/** The same draw as its host would publish it with another secret, list or order. */
function redrawn(tickets: readonly string[], seed = draw.seed): QueueDrawWire {
  const salt = saltOf(tickets);
  const order = tickets.toSorted((a, b) => Buffer.compare(drawKey(seed, salt, a), drawKey(seed, salt, b)));
  return { ...draw, seed, salt, strata: [{ name: "everyone", tickets: order.length }], tickets: order };
}

describe("the script that checks a draw", () => {
  test("finds a real one right, from a file and from an address, for first and last", async () => {
    expect(await checked(draw, ticketAt(1))).toEqual({ code: 0, right: ALL, wrong: [] });
    expect(await checked(draw, ticketAt(25), draw.seed_hash)).toEqual({ code: 0, right: ALL, wrong: [] });
    const server = createServer((_request, response) => response.end(JSON.stringify(draw)));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    expect(await checked(`http://127.0.0.1:${port}/draw`, ticketAt(7))).toEqual({ code: 0, right: ALL, wrong: [] });
    server.close();
  });

  test("finds another secret than the sealed one, also under a new seal that was not there before", async () => {
    const other = redrawn(draw.tickets, newSeed());
    const ticket = other.tickets[0] ?? "";
    expect(await checked(other, ticket)).toMatchObject({ code: 1, wrong: ["seed"] });
    const resealed = { ...other, seed_hash: seedHashOf(other.event_id, other.seed) };
    expect(await checked(resealed, ticket)).toMatchObject({ code: 0, wrong: [] });
    expect(await checked(resealed, ticket, draw.seed_hash)).toMatchObject({ code: 1, wrong: ["seed"] });
  });

  test("finds a ticket that was added or left out: the salt is not that of the list, and the one left out is not in it", async () => {
    const more = { ...draw, tickets: [...draw.tickets, crypto.randomUUID()] };
    expect((await checked(more, ticketAt(1))).wrong).toContain("salt");
    const fewer = redrawn(draw.tickets.slice(1));
    expect(await checked(fewer, ticketAt(1))).toMatchObject({ code: 1, wrong: ["ticket"] });
  });

  test("finds two places that were swapped, and one given twice", async () => {
    const [first = "", second = "", ...others] = draw.tickets;
    const swapped = { ...draw, tickets: [second, first, ...others] };
    expect(await checked(swapped, first)).toEqual({
      code: 1,
      right: ["seed", "salt", "list"],
      wrong: ["order", "ticket"],
    });
    const twice = redrawn([...draw.tickets, first]);
    expect((await checked(twice, first)).wrong).toContain("list");
  });

  test("says so when there is nothing to check", async () => {
    expect(await checked(draw)).toMatchObject({ code: 2 });
    expect(await checked(join(folder, "missing.json"), "x")).toMatchObject({ code: 2 });
    writeFileSync(join(folder, "other.json"), "{}");
    expect(await checked(join(folder, "other.json"), "x")).toMatchObject({ code: 2 });
  });
});

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { registry } from "#lib/platform/observability/metrics";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { scratchFolder } from "#lib/platform/testing/scratch-folder";
import { lookForLists } from "./known-lists.ts";
import { BYTES_MAX, LIST_NAMES } from "./list-names.ts";
import { readReputation } from "./read-reputation.ts";
import { refreshReputation } from "./refresh-reputation.ts";
import { isDisposable, listsNaming } from "./reputation-of.ts";

/** Lists from a folder and from another server, read again and again by the job. */
aDatabase();

const folder = scratchFolder("reputation");
let server: Server;
/** What the other server answers: a list, or a status. */
let answer: string | number = 200;

beforeAll(async () => {
  server = createServer((_, response) => {
    if (typeof answer === "number") response.writeHead(answer).end("sorry");
    else response.end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => server.close());

beforeEach(async () => {
  await db().reputationList.deleteMany();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of LIST_NAMES) write(name, name === "disposable-mail" ? "mailinator.com" : "192.0.2.0/28");
  setUp({ REPUTATION_DIR: folder });
  forgetSingleton("reputation-lists");
});

function setUp(variables: Record<string, string>): void {
  for (const name of Object.keys(process.env)) if (name.startsWith("REPUTATION_")) delete process.env[name];
  Object.assign(process.env, variables);
  forgetSingleton("env");
}

const write = (name: string, text: string) => writeFileSync(join(folder, `${name}.txt`), text);

/** The job, and then this process's look at what it stored. */
async function run() {
  const outcome = await refreshReputation();
  await lookForLists();
  return outcome;
}

async function runOverdue() {
  await db().reputationList.updateMany({ data: { dueAt: new Date(0) } });
  return run();
}

const stateOf = async (name: string) => (await readReputation()).find((each) => each.name === name);

test("the files of a folder are read, and again only when they are due", async () => {
  expect(await run()).toEqual({ changed: LIST_NAMES.length, refused: 0 });
  expect(await listsNaming("192.0.2.9")).toEqual(["bots", "vpn", "tor", "hosting"]);
  expect(await isDisposable("ann@mailinator.com")).toBe(true);
  write("tor", "198.51.100.1\n198.51.100.2");
  expect(await run()).toEqual({ changed: 0, refused: 0 });
  expect(await runOverdue()).toEqual({ changed: 1, refused: 0 });
  expect(await listsNaming("198.51.100.2")).toEqual(["tor"]);
  expect(await registry().metrics()).toContain('reputation_list_entries{list="tor"} 2');
});

describe("a good list stays", () => {
  beforeEach(() => run());

  test.each([
    ["an empty file", "# nothing", { refusal: "empty" }],
    ["a damaged one", "192.0.2.0/28\n<html>", { refusal: "broken_line", refused_line: 2 }],
    ["one that is too large", "#".repeat(BYTES_MAX + 1), { refusal: "too_large" }],
  ])("after %s, whose reason is shown until a good one comes", async (_what, text, refused) => {
    write("vpn", text);
    expect(await runOverdue()).toEqual({ changed: 0, refused: 1 });
    expect(await listsNaming("192.0.2.9")).toContain("vpn");
    expect(await stateOf("vpn")).toMatchObject({ entries: 1, ...refused, refused_at: expect.any(String) });
    write("vpn", "203.0.113.0/24");
    expect(await runOverdue()).toEqual({ changed: 1, refused: 0 });
    expect(await listsNaming("203.0.113.9")).toEqual(["vpn"]);
    expect(await stateOf("vpn")).toMatchObject({ refusal: null, refused_line: null, refused_at: null });
  });

  test("after its file is gone", async () => {
    rmSync(join(folder, "bots.txt"));
    expect(await runOverdue()).toEqual({ changed: 0, refused: 1 });
    expect(await listsNaming("192.0.2.9")).toContain("bots");
    expect(await stateOf("bots")).toMatchObject({ refusal: "missing", entries: 1 });
  });
});

describe("from another server", () => {
  beforeEach(() => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tor?key=secret`;
    setUp({ REPUTATION_DIR: folder, REPUTATION_TOR_URL: url });
    answer = "203.0.113.7\n";
  });

  test("a list is read at once where it came from a folder before, and its address is shown without its query", async () => {
    expect(await run()).toMatchObject({ refused: 0 });
    expect(await listsNaming("203.0.113.7")).toEqual(["tor"]);
    expect(await stateOf("tor")).toMatchObject({ source: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/tor$/) });
    setUp({ REPUTATION_DIR: folder });
    await run();
    expect(await listsNaming("203.0.113.7")).toEqual([]);
  });

  test.each([
    ["out of order", 503, "unreachable"],
    ["without the list", 404, "missing"],
    ["with a page instead", "<html>", "broken_line"],
    ["with more than is read", "#".repeat(BYTES_MAX + 1), "too_large"],
  ])("%s, the last good list stays", async (_what, given, refusal) => {
    await run();
    answer = given;
    expect(await runOverdue()).toEqual({ changed: 0, refused: 1 });
    expect(await listsNaming("203.0.113.7")).toEqual(["tor"]);
    expect(await stateOf("tor")).toMatchObject({ refusal, entries: 1 });
  });
});

test("a list that is switched off is gone", async () => {
  await run();
  setUp({ REPUTATION_DIR: folder, REPUTATION_VPN_URL: "off" });
  await run();
  expect(await listsNaming("192.0.2.9")).toEqual(["bots", "tor", "hosting"]);
  expect(await stateOf("vpn")).toBeUndefined();
});

test("of two processes at once one reads each list", async () => {
  const outcomes = await Promise.all([refreshReputation(), refreshReputation()]);
  expect(outcomes.reduce((sum, { changed }) => sum + changed, 0)).toBe(LIST_NAMES.length);
  expect(await db().reputationList.count({ where: { version: 1 } })).toBe(LIST_NAMES.length);
});

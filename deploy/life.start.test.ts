import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { needs } from "#lib/platform/testing/needs";
import { scratchFolder } from "#lib/platform/testing/scratch-folder";
import { type AProcess, aProcess, commandOf, eventually, processesWith } from "./testing/a-process.ts";
import { aProcessOfThisTest } from "./testing/a-process-of-this-test.ts";

/**
 * The life of one installation on a machine without configuration, in chronological order: each test continues from the
 * state the previous one left.
 */
const folder = scratchFolder("life");
const dataDir = join(folder, "data");
const OPEN = /Fairseat is open at (http:\S+)/;
const RSS_MAX_MB = 350;

let server: AProcess | undefined;
let url = "";

afterEach(({ task }) => {
  if (task.result?.state === "fail") process.stderr.write(`${server?.words()}\n`);
});

afterAll(async () => {
  server?.signal("SIGINT");
  await server?.ended;
  rmSync(folder, { recursive: true, force: true });
});

async function start(env: Record<string, string> = {}): Promise<{ url: string; seconds: number; running: AProcess }> {
  const startedAt = performance.now();
  const running = aProcess(["server.ts"], { DATA_DIR: dataDir, PORT: "0", LOG_LEVEL: "warn", ...env });
  server = running;
  await running.says(OPEN);
  const seconds = (performance.now() - startedAt) / 1_000;
  return { url: OPEN.exec(running.words())?.[1] ?? "", seconds, running };
}

type Found = { data: { id: number; title: string }[]; meta: { total: number } };

async function eventsFound(q: string): Promise<Found> {
  return (await (await fetch(`${url}/api/v1/events?limit=50&q=${encodeURIComponent(q)}`)).json()) as Found;
}

/** The embedded servers an installation runs beside its own process. */
function companions(): { postgres: number; redis: number } {
  const numberIn = (file: string) => Number(readFileSync(join(dataDir, file), "utf8").split(/\s/)[0]);
  return { postgres: numberIn("postgres/postmaster.pid"), redis: numberIn("redis.pid") };
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

test("the first start embeds all missing parts, reports each step, and serves", async () => {
  const first = await start();
  url = first.url;
  tell(`first start, pages built before: ${first.seconds.toFixed(1)} s`);
  const words = first.running.words();
  for (const step of [
    "Starting PostgreSQL",
    "Applied",
    "Filling the empty database",
    "Seeded 36 events",
    "Starting the web server",
  ]) {
    expect(words).toMatch(new RegExp(`^ *\\d+\\.\\d s {2}${step}`, "m"));
  }
  expect(words).toContain("fan@fairseat.example");
  expect(words).toMatch(/embedded {2}PostgreSQL/);
  const home = await fetch(`${url}/`);
  expect(home.status).toBe(200);
  expect(home.headers.get("keep-alive"), "a proxy that keeps connections for a minute closes them first").toBe(
    "timeout=75",
  );
  for (const path of ["/health/live", "/health/ready", "/api/health/live", "/api/health/ready"]) {
    expect((await fetch(`${url}${path}`)).status, path).toBe(200);
  }
});

test("the demo, whose passwords are public, is reached from this machine's own address alone", async () => {
  const elsewhere = url.replace("localhost", "127.0.0.2");
  await expect(fetch(`${elsewhere}/api/health/live`)).rejects.toThrow();
  expect((await fetch(`${url.replace("localhost", "127.0.0.1")}/api/health/live`)).status).toBe(200);
});

test("at rest after the demo the server stays under 350 MB", async () => {
  for (const path of ["/", "/search"]) expect((await fetch(url + path)).status).toBe(200);
  const { data } = await eventsFound("");
  for (const { id } of data) expect((await fetch(`${url}/api/v1/events/${id}/availability`)).status).toBe(200);
  // The collector frees what reading all those halls took once the server rests.
  const rssMb = await eventually(() => {
    const status = readFileSync(`/proc/${server?.pid}/status`, "utf8");
    const rss = Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
    expect(rss).toBeLessThan(RSS_MAX_MB);
    return rss;
  });
  tell(`server at rest: ${rssMb} MB`);
});

test("a second Fairseat on the same data is refused in one sentence and harms nothing", async () => {
  const second = aProcessOfThisTest(["server.ts"], { DATA_DIR: dataDir, PORT: "0" });
  expect(await second.ended).toBe(1);
  expect(second.words().trim()).toBe(
    `Another Fairseat (process ${server?.pid}) uses the data in ${dataDir}: stop it, or set DATA_DIR to another folder.`,
  );
  const reset = aProcessOfThisTest(["deploy/reset.ts"], { DATA_DIR: dataDir });
  expect(await reset.ended).toBe(1);
  expect(reset.words()).toContain(`Another Fairseat (process ${server?.pid})`);
  expect((await fetch(`${url}/api/health/ready`)).status).toBe(200);
});

const HEADER = "section,row,seat,x,y,category\n";

test.each([
  ["a seat twice", "twice.csv", `${HEADER}A,1,1,0,0,Best\nA,1,1,20,0,Best\n`, /line 3: .*(twice|already|again)/],
  ["a missing column", "column.csv", "section,row,seat,x,y\nA,1,1,0,0\n", /line 1: .*category/],
  ["a coordinate that is no number", "nan.csv", `${HEADER}A,1,1,NaN,0,Best\n`, /line 2: .*x.*number/],
  ["60 MB", "huge.csv", `${HEADER}${"A,1,1,0,0,Best\n".repeat(4_500_000)}`, /50 MB/],
  [
    "bytes of no encoding",
    "bytes.csv",
    Buffer.from(`${HEADER}Palco \xe9\x81,1,1,0,0,Best\n`, "latin1"),
    /line 2: .*no text/,
  ],
  [
    "seats on one point",
    "point.csv",
    `${HEADER}A,1,1,0,0,Best\nA,1,2,20,0,Best\nA,1,3,20,0,Best\n`,
    /line 4: .*line 3/,
  ],
  ["a web page in it", "page.csv", "<!doctype html><table></table>", /web page/],
  ["no seats", "empty.csv", HEADER, /0 seats/],
  [
    "a category that is not in the plan",
    "category.json",
    JSON.stringify({
      name: "x",
      size: { width: 100, height: 100 },
      categories: [{ name: "Best", color: "#fff" }],
      zones: [
        {
          name: "A",
          zone_id: "a",
          position: { x: 0, y: 0 },
          rows: [
            {
              row_number: "1",
              position: { x: 0, y: 0 },
              seats: [{ seat_number: "1", seat_guid: "a", position: { x: 0, y: 0 }, category: "Worst" }],
            },
          ],
        },
      ],
    }),
    /zones.*Worst/,
  ],
])("a plan with %s is refused with its place and reason, and nothing is written", async (_, name, content, reason) => {
  const file = join(folder, name);
  writeFileSync(file, content);
  const importing = aProcessOfThisTest(["deploy/import-venue.ts", file, "--event"], { DATA_DIR: dataDir });
  expect(await importing.ended).toBe(1);
  expect(importing.words()).toMatch(new RegExp(`^${name} was not imported:\n {2}`));
  expect(importing.words()).toMatch(reason);
  expect(importing.words()).not.toMatch(/^\s+at /m);
  const { data } = await eventsFound("opening night");
  expect(data.filter(({ title }) => title.startsWith("Opening night at"))).toEqual([]);
});

test.each([
  [["deploy/import-venue.ts"], /^Name the file/],
  [["deploy/import-venue.ts", "/nowhere/plan.csv"], /^The file cannot be read: ENOENT/],
  [["deploy/import-venue.ts", "package.json", "--focus", "here"], /^--focus here: write a point of the file/],
  [["deploy/import-venue.ts", "public/favicon.ico"], /^favicon\.ico was not imported:\n {2}/],
  [["deploy/import-venue.ts", "--colour", "red"], /^Unknown option '--colour'/],
  [["deploy/import-venue.ts", "plan.csv", "--timezone", "Mars/Olympus"], /^Mars\/Olympus is no time zone/],
])("a command that cannot be done, %j, is one sentence", async (command, sentence) => {
  const importing = aProcessOfThisTest(command, { DATA_DIR: dataDir });
  expect(await importing.ended).toBe(1);
  expect(importing.words()).toMatch(sentence);
  expect(importing.words()).not.toMatch(/^\s+at /m);
});

test("a hall imported while the product runs is on sale immediately, and already there the second time", async () => {
  const file = join(folder, "hall.csv");
  const rows = ["A", "B", "C"].flatMap((row, y) =>
    Array.from({ length: 10 }, (_, seat) => `Stalls,${row},${seat + 1},${seat * 20},${y * 24},Best`),
  );
  writeFileSync(file, `${HEADER}${rows.join("\n")}\n`);
  const runImport = async () => {
    const command = ["deploy/import-venue.ts", file, "--name", "Small hall", "--event"];
    const importing = aProcessOfThisTest(command, { DATA_DIR: dataDir });
    expect(await importing.ended, importing.words()).toBe(0);
    return importing.words();
  };
  const words = await runImport();
  const page = /on sale at (\S+)/.exec(words)?.[1];
  expect((await fetch(url + page)).status).toBe(200);
  expect(words).toMatch(/^Stored as small-hall-/m);
  expect(await runImport()).toMatch(
    new RegExp(`^Already there as small-hall-\\w+, version 1, already on sale at ${page}$`, "m"),
  );
});

test("a hall whose plan has a name of 300 letters has pages like any other", async () => {
  const file = join(folder, "long.pretix.json");
  const seats = ["1", "2"].map((seat_number, i) => ({ seat_number, position: { x: i * 20, y: 0 }, category: "Best" }));
  const zones = [{ name: "Hall", rows: [{ row_number: "1", seats }] }];
  writeFileSync(file, JSON.stringify({ name: "H".repeat(300), categories: [{ name: "Best" }], zones }));
  const importing = aProcessOfThisTest(["deploy/import-venue.ts", file, "--event"], { DATA_DIR: dataDir });
  expect(await importing.ended, importing.words()).toBe(0);
  expect(importing.words()).toContain("note: the name has 300 letters; the first 80 are kept");
  const page = /on sale at (\S+)/.exec(importing.words())?.[1];
  for (const path of [page, `${page}/seats`]) expect((await fetch(url + path)).status, path).toBe(200);
});

test("Ctrl-C, which reaches the whole process group, ends everything cleanly while a stream is open", async () => {
  const reader = await fetch(`${url}/api/v1/events/1/stream`);
  expect(reader.status).toBe(200);
  const { postgres, redis } = companions();
  const askedAt = performance.now();
  server?.signal("SIGINT", "group");
  await server?.says(/Stopping/);
  server?.signal("SIGINT", "alone");
  expect(await server?.ended).toBe(0);
  tell(`stopping with an open stream: ${((performance.now() - askedAt) / 1_000).toFixed(1)} s`);
  await reader.body?.cancel().catch(() => undefined);
  expect(commandOf(postgres) + commandOf(redis)).toBe("");
  expect(processesWith(dataDir)).toEqual([]);
  expect(server?.words()).toMatch(/Stopping\s*$/);
});

test("a later start finds the data again, and listens where it is told to", async () => {
  const again = await start({ LISTEN_ADDRESS: "0.0.0.0" });
  url = again.url;
  expect((await fetch(`${url.replace("localhost", "127.0.0.2")}/api/health/live`)).status).toBe(200);
  tell(`later start: ${again.seconds.toFixed(1)} s`);
  expect(again.running.words()).not.toMatch(/Seeded|Applied|Building/);
  expect((await eventsFound("opening night small hall")).data[0]?.title).toBe("Opening night at Small hall");
});

test("a start after a kill takes over what was left running", async () => {
  const left = companions();
  server?.signal("SIGKILL");
  await server?.ended;
  expect(commandOf(left.postgres)).toContain("postgres");
  const recovered = await start();
  url = recovered.url;
  expect(companions().postgres).not.toBe(left.postgres);
  expect(commandOf(left.postgres)).not.toContain(dataDir);
  expect(commandOf(left.redis)).not.toContain("redis-server");
  expect((await fetch(`${url}/api/v1/events/1`)).status).toBe(200);
});

test("SIGTERM to the server process alone ends everything, too", async () => {
  const { postgres, redis } = companions();
  server?.signal("SIGTERM");
  expect(await server?.ended).toBe(0);
  expect(commandOf(postgres) + commandOf(redis)).toBe("");
});

test("a start interrupted in any of its steps leaves nothing running", async () => {
  for (const step of [/Starting PostgreSQL/, /Starting Redis/, /Starting the web server/]) {
    const broken = aProcessOfThisTest(["server.ts"], { DATA_DIR: dataDir, PORT: "0" });
    await broken.says(step);
    broken.signal("SIGINT", "group");
    expect(await broken.ended, broken.words()).toBe(0);
    expect(processesWith(dataDir), String(step)).toEqual([]);
  }
});

const isRoot = process.getuid?.() === 0;

test(
  "Ctrl-C that ends a program which the start was asking for advice breaks the start off, and is no advice",
  needs(isRoot, "the start asks other programs for advice only when it runs as root"),
  async () => {
    // As root the start runs `unshare` to learn what the machine allows; this fake ends by the signal of the whole group.
    const unshare = join(folder, "unshare");
    writeFileSync(unshare, "#!/bin/sh\nkill -INT $PPID\nkill -INT $$\n", { mode: 0o755 });
    const env = { DATA_DIR: join(folder, "other"), PORT: "0", PATH: `${folder}:${process.env.PATH}` };
    const broken = aProcessOfThisTest(["server.ts"], env);
    expect(await broken.ended, broken.words()).toBe(0);
    expect(broken.words()).not.toContain("cannot reach");
    expect(processesWith(env.DATA_DIR)).toEqual([]);
  },
);

test("a plan can be imported while the product is not running", async () => {
  const importing = aProcessOfThisTest(["deploy/import-venue.ts", join(folder, "hall.csv"), "--name", "Second hall"], {
    DATA_DIR: dataDir,
  });
  expect(await importing.ended, importing.words()).toBe(0);
  expect(importing.words()).toMatch(/30 seats in 1 section/);
  expect(processesWith(dataDir)).toEqual([]);
});

test("db:reset empties the data folder, and refuses when a database is configured", async () => {
  const refused = aProcessOfThisTest(["deploy/reset.ts"], { DATA_DIR: dataDir, DATABASE_URL: "postgresql://x/y" });
  expect(await refused.ended).toBe(1);
  expect(refused.words()).toContain("DATABASE_URL is set");
  const reset = aProcessOfThisTest(["deploy/reset.ts"], { DATA_DIR: dataDir });
  expect(await reset.ended, reset.words()).toBe(0);
  expect(() => readFileSync(join(dataDir, "postgres/PG_VERSION"))).toThrow(/ENOENT/);
});

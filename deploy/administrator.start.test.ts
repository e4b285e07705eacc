import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { MailServer, partsOf } from "#lib/notifications/testing/a-mail-server";
import { closeDb, db } from "#lib/platform/db/db";
import { s3StandIn } from "#lib/platform/objects/testing/s3-stand-in";
import { scratchFolder } from "#lib/platform/testing/scratch-folder";
import { freePort } from "./embedded/free-port.ts";
import { type EmbeddedPostgres, startPostgres } from "./embedded/postgres.ts";
import { type EmbeddedRedis, startRedis } from "./embedded/redis.ts";
import { type AProcess, eventually } from "./testing/a-process.ts";
import { aProcessOfThisTest } from "./testing/a-process-of-this-test.ts";
import { builtActions, callAction } from "./testing/call-action.ts";

/** An installation as it runs in production, from its empty database to the first administrator, in chronological order. */
const folder = scratchFolder("administrator");
const mail = new MailServer();
const EMAIL = "first@house.example";
const LINK = /https:\/\/tickets\.example\.org(\/sign-in\/administrator\?token=[\w-]{43})/;
const env: Record<string, string> = {
  APP_ENV: "production",
  APP_URL: "https://tickets.example.org",
  LISTEN_ADDRESS: "127.0.0.1",
  PORT: "0",
  DATA_DIR: join(folder, "data"),
  PICTURES_DIR: join(folder, "pictures"),
  APP_SECRET: "k3jf92-vnq8-the-first-of-two-0123456789",
  CRON_SECRET: "p0d8s7-xmw2-the-other-of-two-9876543210",
  TICKET_SIGNING_KEY: "MC4CAQAwBQYDK2VwBCIEIHcHbQpzGKV9PBbBclGyZkXfTC+H68CZKrF3+6UduSwq",
  STRIPE_SECRET_KEY: "sk_live_nothing_is_paid_here",
  STRIPE_PUBLISHABLE_KEY: "pk_live_nothing_is_paid_here",
  STRIPE_WEBHOOK_SECRET: "whsec_of_this_test",
  PWNED_PASSWORDS_URL: "off",
  VIES_URL: "off",
  RATE_LIMIT_SCALE: "",
  LOAD_TOLERANCE: "",
  LOG_LEVEL: "warn",
};
let postgres: EmbeddedPostgres;
let redis: EmbeddedRedis | undefined;

beforeAll(async () => {
  postgres = await startPostgres({ dataDir: join(folder, "postgres"), password: "test", name: "fairseat" });
  redis = await startRedis(folder);
  Object.assign(env, { DATABASE_URL: postgres.url, REDIS_URL: redis?.url, SMTP_URL: await mail.start() });
  Object.assign(process.env, env, { LOG_LEVEL: "silent" });
});

afterAll(async () => {
  await closeDb();
  mail.stop();
  await redis?.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function started(more: Record<string, string> = {}): Promise<{ server: AProcess; url: string; words: string }> {
  const port = await freePort();
  const server = aProcessOfThisTest(["server.ts"], { ...env, ...more, PORT: String(port) });
  await server.says(/Fairseat is open at[\s\S]*\n\n/);
  return { server, url: `http://localhost:${port}`, words: server.words() };
}

const create = async (...args: string[]) => {
  const command = aProcessOfThisTest(["deploy/create-administrator.ts", ...args], env);
  return { code: await command.ended, words: command.words() };
};

test("a command before the first start says what is missing", async () => {
  expect(await create(EMAIL)).toEqual({
    code: 1,
    words: "The database has no tables yet: start Fairseat once, then try again.\n",
  });
});

test("a start without an administrator says so, and how to make one", async () => {
  const { server, words } = await started();
  expect(words).toContain("There is no administrator yet, so nobody can sell: npm run admin:create -- you@example.org");
  server.signal("SIGINT");
  expect(await server.ended).toBe(0);
});

test("ADMIN_EMAIL gets a link that is printed and mailed, and a second start while it is good makes no other", async () => {
  const first = await started({ ADMIN_EMAIL: EMAIL });
  const printed = LINK.exec(first.words)?.[1];
  expect(printed).toBeDefined();
  await eventually(() => expect(mail.messages.length).toBe(1));
  expect(mail.commands).toContain(`RCPT TO:<${EMAIL}>`);
  const mailed = partsOf(mail.messages[0] ?? "").map(({ body }) => body.toString());
  expect(mailed.join()).toContain(printed);
  first.server.signal("SIGINT");
  await first.server.ended;
  const second = await started({ ADMIN_EMAIL: EMAIL });
  expect(second.words).toContain(`There is no administrator yet: ${EMAIL} has a link until `);
  expect(second.words).not.toMatch(LINK);
});

test("the link sets a password and leads to a second factor, without which the administrator's pages stay shut", async () => {
  const { url } = await started();
  const made = await create(EMAIL);
  expect(made).toMatchObject({ code: 0, words: expect.stringContaining("It is mailed there as well.") });
  const path = LINK.exec(made.words)?.[1] ?? "";
  const at = {
    url,
    path,
    cookie: "",
    headers: { "x-forwarded-host": "tickets.example.org", origin: env.APP_URL ?? "" },
  };
  const id = builtActions().get("becomeAdministratorAction") ?? "";
  const token = path.split("token=")[1] ?? "";
  const form = { token, password: "the house lights go down" };
  const response = await fetch(url + path);
  expect(response.status).toBe(200);
  const wrong = await callAction(at, id, { form: { ...form, token: "x" }, state: true });
  expect(wrong.location).toBeUndefined();
  expect(await db().user.count()).toBe(0);
  const used = await callAction(at, id, { form, state: true });
  expect(used.location).toBe("/account/security/two-factor");
  const cookie = used.cookies.find((each) => each.startsWith("__Host-fairseat_session=")) ?? "";
  expect(await db().user.findMany({ select: { email: true, role: true } })).toEqual([{ email: EMAIL, role: "ADMIN" }]);
  const admin = await (await fetch(`${url}/admin`, { headers: { cookie } })).text();
  expect(admin).toContain("/account/security");
  expect(admin).not.toContain('name="email"');
  expect((await callAction(at, id, { form, state: true })).location).toBeUndefined();
  expect(await create(EMAIL)).toEqual({
    code: 0,
    words: `${EMAIL} is an administrator already: nothing was changed.\n`,
  });
});

test("a start with an administrator says nothing, and ADMIN_EMAIL makes no second one", async () => {
  const { words } = await started({ ADMIN_EMAIL: "second@house.example" });
  expect(words).not.toMatch(/administrator/i);
  expect(await db().verificationToken.count()).toBe(0);
});

test.each([[["no address"]], [[]], [["a@example.org", "b@example.org"]]])("the command refuses %j", async (args) => {
  expect(await create(...args)).toEqual({
    code: 1,
    words: "Name one mail address: npm run admin:create -- you@example.org\n",
  });
});

test("the command refuses an account whose address was never proven", async () => {
  const email = "stranger@house.example";
  await db().user.create({ data: { email, name: "Stranger" } });
  expect(await create(email)).toMatchObject({ code: 1, words: expect.stringContaining("without proof") });
});

describe("pictures in production", () => {
  const refusal = async (more: Record<string, string>) => {
    const server = aProcessOfThisTest(["server.ts"], { ...env, ...more });
    expect(await server.ended).toBe(1);
    return server.words();
  };

  test("a second process on the same database with a disk of its own does not start", async () => {
    const words = await refusal({ PICTURES_DIR: join(folder, "disk-of-the-second") });
    expect(words).toContain("The pictures of this database are in another store than the folder");
    expect(words).toContain(
      "several processes need one disk (PICTURES_DIR) or bucket (PICTURES_S3_BUCKET) that all share",
    );
  });

  test("a bucket that refuses its key does not start, and one that is out of reach is said while pages are served", async () => {
    const s3 = await s3StandIn();
    onTestFinished(() => s3.close());
    const { endpoint, bucket, region, accessKeyId } = s3.settings;
    const settings = {
      ...{ PICTURES_DIR: "", PICTURES_S3_ENDPOINT: endpoint, PICTURES_S3_BUCKET: bucket, PICTURES_S3_REGION: region },
      ...{ PICTURES_S3_ACCESS_KEY_ID: accessKeyId, PICTURES_S3_SECRET_ACCESS_KEY: "another" },
    };
    expect(await refusal(settings)).toMatch(
      /The picture store cannot be used: http:\S+ answered 403 SignatureDoesNotMatch\./,
    );
    s3.state.busy = 9_999;
    const { url, words } = await started(settings);
    expect(words).toContain("The picture store is out of reach");
    // A database that answers late on a loaded machine is another reason to be not ready.
    await expect
      .poll(
        async () => {
          const ready = await fetch(`${url}/health/ready`);
          return { status: ready.status, ...((await ready.json()) as { dependencies: unknown[] }) };
        },
        { timeout: 120_000 },
      )
      .toMatchObject({
        status: "ok",
        dependencies: expect.arrayContaining([expect.objectContaining({ name: "pictures", status: "down" })]),
      });
    expect((await fetch(`${url}/`)).status).toBe(200);
  });
});

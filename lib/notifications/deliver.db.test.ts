import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { email } from "#lib/platform/input";
import { Failure } from "#lib/platform/invariant";
import { aDatabase } from "#lib/platform/testing/database";
import { CHANNELS, type Channel } from "./channels.ts";
import { deliver, type Message } from "./deliver.ts";
import { isInboxOpen, readInbox, readInboxMail } from "./read-inbox.ts";
import { appendNotification, claimDelivery } from "./store.ts";
import { configureMail, MailServer } from "./testing/a-mail-server.ts";

aDatabase();

const aMail = (dedupeKey: string, more: Partial<Message> = {}): Message => ({
  dedupeKey,
  template: "order",
  recipient: "ada@example.org",
  subject: "Your tickets",
  html: "<p>Two seats</p>",
  text: "Two seats",
  ...more,
});

describe("without a mail server", () => {
  test("a mail stands in the inbox, once, however often its job runs", async () => {
    for (let i = 0; i < 3; i++) await deliver(aMail("inbox-once"));
    const inbox = await readInbox({ recipient: "ADA@", page: 1, limit: 10 });
    expect(inbox?.data).toHaveLength(1);
    expect(await readInboxMail(inbox?.data[0]?.id ?? "")).toMatchObject({
      html: "<p>Two seats</p>",
      text: "Two seats",
    });
  });

  test("the first text written stands", async () => {
    await deliver(aMail("first-stands", { subject: "First", recipient: "first@example.org" }));
    await deliver(aMail("first-stands", { subject: "Second", recipient: "second@example.org" }));
    expect((await readInbox({ recipient: "second@", page: 1, limit: 10 }))?.meta.total).toBe(0);
    expect((await readInbox({ recipient: "first@", page: 1, limit: 10 }))?.data[0]?.subject).toBe("First");
  });

  test("the inbox comes in pages, newest first, and a mail that is none is not found", async () => {
    for (let i = 0; i < 5; i++)
      await deliver(aMail(`paged-${i}`, { recipient: "paged@example.org", subject: `Mail ${i}` }));
    const pages = await Promise.all([1, 2, 3].map((page) => readInbox({ recipient: "paged@", page, limit: 2 })));
    expect(pages.flatMap((page) => page?.data.map((mail) => mail.subject))).toEqual([
      "Mail 4",
      "Mail 3",
      "Mail 2",
      "Mail 1",
      "Mail 0",
    ]);
    expect(await readInboxMail("not-an-id")).toBeUndefined();
    expect(await readInboxMail("0192f0c1-7b3a-7c11-9d55-0123456789ab")).toBeUndefined();
    expect((await readInbox({ recipient: "50%_", page: 1, limit: 2 }))?.meta.total).toBe(0);
  });
});

describe("with a mail server", () => {
  const server = new MailServer();
  let url: string;

  beforeAll(async () => {
    url = await server.start();
    configureMail({ SMTP_URL: url });
  });
  afterEach(() => {
    server.broken = false;
    server.messages.length = 0;
  });
  afterAll(() => {
    configureMail({ SMTP_URL: undefined, APP_ENV: "test" });
    server.stop();
  });

  test("twenty workers with the same job hand the mail over once (INV-11)", async () => {
    const runs = await Promise.allSettled(Array.from({ length: 20 }, () => deliver(aMail("raced"))));
    expect(server.messages).toHaveLength(1);
    // Those who came while it was being sent do not count as done: their jobs come again and find it delivered.
    for (const run of runs) if (run.status === "rejected") expect(run.reason).toBeInstanceOf(Failure);
    await deliver(aMail("raced"));
    expect(server.messages).toHaveLength(1);
  });

  test("a mail server that is busy loses nothing: the next run hands the mail over", async () => {
    server.broken = true;
    await expect(deliver(aMail("busy"))).rejects.toThrow(Failure);
    server.broken = false;
    configureMail({ SMTP_URL: url });
    await deliver(aMail("busy"));
    expect(server.messages).toHaveLength(1);
    expect(server.messages[0]).toContain("Two seats");
  });

  test("a mail whose sender died is sent when its minute is over, and not before", async () => {
    await appendNotification(aMail("orphaned"), [{ channel: "mail", address: "ada@example.org" }]);
    await claimDelivery("orphaned", "mail");
    await expect(deliver(aMail("orphaned"))).rejects.toThrow("another worker");
    await db().notificationDelivery.updateMany({
      where: { notification: { dedupeKey: "orphaned" } },
      data: { claimedUntil: new Date(Date.now() - 1_000) },
    });
    await deliver(aMail("orphaned"));
    expect(server.messages).toHaveLength(1);
  });

  test("the same mail sent twice carries the same Message-ID, by which mail programs drop the double", async () => {
    await deliver(aMail("twice"));
    await db().notificationDelivery.updateMany({
      where: { notification: { dedupeKey: "twice" } },
      data: { deliveredAt: null },
    });
    await deliver(aMail("twice"));
    const ids = server.messages.map((message) => /^Message-ID: (.+)$/im.exec(message)?.[1]);
    expect(ids[0]).toMatch(/^<[0-9a-f]{32}@/);
    expect(ids[0]).toBe(ids[1]);
  });

  test.each([
    ["ann@bücher.example", "ann@xn--bcher-kva.example"],
    ["mail@почта.рф", "mail@xn--80a1acny.xn--p1ai"],
    ["o'neil+tickets@example.ie", "o'neil+tickets@example.ie"],
    ['"ann, lee"@example.com', '"ann, lee"@example.com'],
    ['"eve@evil.example x"@example.com', '"eve@evil.example x"@example.com'],
  ])("%s is one receiver for the mail server, in ASCII", async (written, sent) => {
    server.commands.length = 0;
    await deliver(aMail(`to-${written}`, { recipient: email.parse(written) }));
    expect(server.commands.filter((line) => line.startsWith("RCPT"))).toEqual([`RCPT TO:<${sent}>`]);
    const head = server.messages[0]?.split("\r\n\r\n")[0] ?? "";
    expect(head.replaceAll(/[<>]/g, "")).toContain(`To: ${sent}`);
    expect(head).toMatch(/^[\x20-\x7e\r\n\t]*$/);
  });

  test("a sign-in code is forgotten once it was handed over", async () => {
    await deliver(
      aMail("code", { template: "mail-code", subject: "123456", text: "123456", html: "123456", isSecret: true }),
    );
    expect(server.messages[0]).toContain("123456");
    const row = await db().notification.findUnique({ where: { dedupeKey: "code" } });
    expect(JSON.stringify(row)).not.toContain("123456");
  });

  test("there is no inbox to read", async () => {
    await deliver(aMail("closed"));
    expect(isInboxOpen()).toBe(false);
    expect(await readInbox({ recipient: "", page: 1, limit: 10 })).toBeUndefined();
    const { id } = await db().notification.findUniqueOrThrow({ where: { dedupeKey: "closed" } });
    expect(await readInboxMail(id)).toBeUndefined();
  });
});

describe("a channel that is added beside mail", () => {
  /** A channel that reaches everyone by a number, and is closed for as long as it is told. */
  function aPhone(carriesSecrets = false) {
    const phone = { sent: [] as string[], isClosed: false };
    const channel: Channel = {
      addressOf: (recipient) => (recipient === "no-phone@example.org" ? undefined : "+34600123456"),
      send: async ({ text }, address) => {
        if (phone.isClosed) throw new Failure("sms", "the network is down");
        phone.sent.push(`${address} ${text}`);
        return "sent";
      },
      carriesSecrets,
    };
    return { phone, channels: { ...CHANNELS, sms: channel } };
  }
  const deliveriesOf = async (dedupeKey: string) =>
    (
      await db().notificationDelivery.findMany({
        where: { notification: { dedupeKey } },
        orderBy: { channel: "asc" },
      })
    ).map(({ channel, deliveredAt }) => `${channel} ${deliveredAt ? "delivered" : "open"}`);

  test("gets every message that a sender sends, once", async () => {
    const { phone, channels } = aPhone();
    for (let i = 0; i < 3; i++) await deliver(aMail("both"), channels);
    expect(phone.sent).toEqual(["+34600123456 Two seats"]);
    expect(await deliveriesOf("both")).toEqual(["mail delivered", "sms delivered"]);
  });

  test("keeps no mail waiting while it is closed, and catches up alone", async () => {
    const { phone, channels } = aPhone();
    phone.isClosed = true;
    await expect(deliver(aMail("closed-phone"), channels)).rejects.toThrow(Failure);
    expect(await deliveriesOf("closed-phone")).toEqual(["mail delivered", "sms open"]);
    phone.isClosed = false;
    await deliver(aMail("closed-phone"), channels);
    expect(phone.sent).toHaveLength(1);
    expect(await deliveriesOf("closed-phone")).toEqual(["mail delivered", "sms delivered"]);
  });

  test("is left out for people it does not reach, and for secrets it must not carry", async () => {
    const { phone, channels } = aPhone();
    await deliver(aMail("no-phone", { recipient: "no-phone@example.org" }), channels);
    await deliver(aMail("secret", { isSecret: true }), channels);
    expect(phone.sent).toEqual([]);
    expect([await deliveriesOf("no-phone"), await deliveriesOf("secret")]).toEqual([
      ["mail delivered"],
      ["mail delivered"],
    ]);
  });

  test("that fails keeps the words of a secret until it has them", async () => {
    const { phone, channels } = aPhone(true);
    phone.isClosed = true;
    await expect(deliver(aMail("late-secret", { isSecret: true }), channels)).rejects.toThrow(Failure);
    const textOf = async () => (await db().notification.findUnique({ where: { dedupeKey: "late-secret" } }))?.text;
    expect(await textOf()).toBe("Two seats");
    phone.isClosed = false;
    await deliver(aMail("late-secret", { isSecret: true }), channels);
    expect(await textOf()).toBe("");
  });
});

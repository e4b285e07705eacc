import { beforeEach, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { sendAccountNotice } from "./send-account-notice.tsx";
import { notificationTasks } from "./tasks.ts";
import { NOTICES } from "./templates/notice-mail.tsx";

aDatabase();

const AT = "2026-11-22T19:30:00.000Z";
let count = 0;
let email = "";
let userId = "";

beforeEach(async () => {
  count += 1;
  email = `owner-${count}@example.com`;
  userId = (await db().user.create({ data: { email, emailVerified: new Date() } })).id;
});

const mailsTo = (recipient: string) =>
  db().notification.findMany({
    where: { deliveries: { some: { address: recipient } } },
    orderBy: { createdAt: "asc" },
  });
type Notice = Parameters<typeof sendAccountNotice>[0];
const tell = (notice: Partial<Notice> & Pick<Notice, "kind">) => sendAccountNotice({ userId, at: AT, ...notice });

describe("the owner of an account", () => {
  test.each(NOTICES)("gets one mail about %s with its time and advice in case another person made it", async (kind) => {
    await tell({ kind });
    await tell({ kind });
    const [mail, ...more] = await mailsTo(email);
    expect(more).toEqual([]);
    expect(mail?.text).toContain("Sunday, 22 November 2026 at 19:30 UTC");
    expect(mail?.text).toContain("Was it not you?");
    expect(mail?.html).toContain("/account/security");
  });

  test("gets a mail about a lock once a day, however many attempts there are", async () => {
    await tell({ kind: "locked", at: "2026-11-22T01:00:00.000Z" });
    await tell({ kind: "locked", at: "2026-11-22T23:00:00.000Z" });
    await tell({ kind: "locked", at: "2026-11-23T01:00:00.000Z" });
    expect(await mailsTo(email)).toHaveLength(2);
  });

  test("gets a mail about a new address at the old one, in their language", async () => {
    await db().user.update({ where: { id: userId }, data: { locale: "es" } });
    await tell({ kind: "email_changed", recipient: `old-${count}@example.com` });
    const [mail] = await mailsTo(`old-${count}@example.com`);
    expect(mail?.subject).toBe("Tu cuenta tiene otra dirección de correo");
    expect(await mailsTo(email)).toEqual([]);
  });

  test("who is unknown or erased gets no mail", async () => {
    const before = await db().notification.count();
    await tell({ kind: "locked", userId: null });
    await db().user.update({ where: { id: userId }, data: { erasedAt: new Date() } });
    await tell({ kind: "locked" });
    expect(await db().notification.count()).toBe(before);
  });
});

describe("the link to a new password", () => {
  const TOKEN = "a".repeat(43);
  const send = (address: string) =>
    notificationTasks["send-password-reset"]({ email: address, token: TOKEN, locale: "en" });

  test("is mailed to an address that has an account, once, and to no other", async () => {
    await send(email);
    await send(email);
    const mails = await mailsTo(email);
    expect(mails.map(({ html }) => html.includes(`/reset-password?token=${TOKEN}`))).toEqual([true]);
    const before = await db().notification.count();
    await send(`nobody-${count}@example.com`);
    await db().user.update({ where: { id: userId }, data: { disabledAt: new Date() } });
    await notificationTasks["send-password-reset"]({ email, token: "b".repeat(43), locale: "en" });
    expect(await db().notification.count()).toBe(before);
  });
});

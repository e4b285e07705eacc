import { beforeEach, expect, test } from "vitest";
import { knowing } from "../reputation/testing/known.ts";
import { measureRisk } from "./measure-risk.ts";
import { clientSignals } from "./signals.ts";
import { SAFARI } from "./testing/browsers.ts";

beforeEach(() => knowing({}));

const asked = (headers: Record<string, string>) => ({
  ...{ headers: new Headers(headers), address: "192.0.2.1", eventId: 1, actor: "guest:1", given: undefined },
});

test("a person's browser is low, a script that says nothing is high, a program with a token is middle", async () => {
  const given = clientSignals.parse({ page_ms: 900 });
  expect(await measureRisk({ ...asked(SAFARI), given })).toEqual({ score: 0, band: "low", reasons: [] });
  expect(await measureRisk(asked({ "user-agent": "curl/8" }))).toMatchObject({ band: "high" });
  const program = asked({ "user-agent": "node", authorization: "Bearer x" });
  expect(await measureRisk(program)).toMatchObject({ band: "middle", reasons: ["script_user_agent"] });
});

test("the lists of reputation add to it, and no list alone makes it high", async () => {
  const given = clientSignals.parse({ page_ms: 900 });
  knowing({ hosting: "192.0.2.0/24", bots: "192.0.2.1", "disposable-mail": "mailinator.com" });
  expect(await measureRisk({ ...asked(SAFARI), given, address: "192.0.2.2" })).toMatchObject({
    ...{ band: "middle", reasons: ["hosting_network"] },
  });
  expect(await measureRisk({ ...asked(SAFARI), given })).toMatchObject({ reasons: ["bot_network", "hosting_network"] });
  const mail = "ann@mailinator.com";
  expect(await measureRisk({ ...asked(SAFARI), given, address: "198.51.100.1", mail })).toMatchObject({
    ...{ band: "low", reasons: ["disposable_mail"] },
  });
});

test("seats that were given back again and again add to it, those of a person who looks around do not", async () => {
  const given = clientSignals.parse({ page_ms: 900 });
  const after = async (abandonedHolds: number) =>
    (await measureRisk({ ...asked(SAFARI), given, abandonedHolds })).reasons;
  expect(await after(6)).toEqual([]);
  expect(await after(9)).toEqual(["hold_churn"]);
});

test("orders of a card or mailbox beyond a person's limit add to it, and make a person's browser no more than middle each", async () => {
  const given = clientSignals.parse({ page_ms: 900 });
  const after = (...pastReasons: string[]) => measureRisk({ ...asked(SAFARI), given, pastReasons });
  expect(await after("card_over_limit")).toMatchObject({ band: "middle", reasons: ["card_over_limit"] });
  expect(await after("mail_over_limit")).toMatchObject({ band: "middle", reasons: ["mail_over_limit"] });
  expect(await after("webdriver")).toMatchObject({ band: "low", reasons: [] });
});

import { beforeEach, expect, test } from "vitest";
import { registry } from "#lib/platform/observability/metrics";
import { knowing } from "../reputation/testing/known.ts";
import { assessSignUp } from "./assess-sign-up.ts";

beforeEach(() => knowing({ "disposable-mail": "mailinator.com" }));

const counted = async (signal: string) =>
  Number(new RegExp(`sign_ups_total\\{signal="${signal}"\\} (\\d+)`).exec(await registry().metrics())?.[1] ?? 0);

test("a new account is counted by the heaviest signal of its address, and never high by it", async () => {
  expect(await assessSignUp("ann@mailinator.com")).toMatchObject({ band: "low", reasons: ["disposable_mail"] });
  expect(await assessSignUp("ann@example.org")).toMatchObject({ band: "low", reasons: [] });
  expect([await counted("disposable_mail"), await counted("none")]).toEqual([1, 1]);
});

test("accounts of variants of one mailbox within minutes are a crowd; the same address again is none", async () => {
  for (let n = 0; n < 4; n++) await assessSignUp("b.ob@gmail.com");
  expect(await assessSignUp("bob@gmail.com")).toMatchObject({ reasons: ["mail_crowd"] });
  for (const tag of ["x", "y", "z"]) await assessSignUp(`bob+${tag}@gmail.com`);
  expect(await assessSignUp("Bob@GoogleMail.com")).toMatchObject({ band: "low", score: 25, reasons: ["mail_crowd"] });
});

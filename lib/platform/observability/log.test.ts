import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { maskText } from "./log.ts";

/** The lines a process logs while it runs this code, in which `log` and `runInContext` are at hand. */
function linesOf(code: string): Record<string, unknown>[] {
  const script = `import { log } from "#lib/platform/observability/log"; import { runInContext } from "#lib/platform/http/request-context"; ${code}`;
  const env = { ...process.env, LOG_LEVEL: "info" };
  const text = execFileSync(process.execPath, ["--input-type=module", "-e", script], { env, encoding: "utf8" });
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

test("mail addresses and card numbers in free text are replaced by a mark", () => {
  expect(maskText("sent to ann.b+x@mail.example.com, twice")).toBe("sent to [mail], twice");
  expect(maskText("card 4242 4242 4242 4242 and 4000-0025-0000-3155")).toBe("card [digits] and [digits]");
  expect(maskText("event 12, seat 4500, ORD-2026-9IX-7K3M2Q")).toBe("event 12, seat 4500, ORD-2026-9IX-7K3M2Q");
});

test("a line says level, time and service, and carries the ids of its request", () => {
  const [line] = linesOf(`runInContext({ requestId: "r-1", eventId: 7 }, () => log().info({ ms: 3 }, "request"));`);
  expect(line).toMatchObject({
    level: "info",
    service: "fairseat",
    requestId: "r-1",
    eventId: 7,
    ms: 3,
    msg: "request",
  });
  expect(line?.time).toMatch(/^\d{4}-\d\d-\d\dT/);
});

test("personal data and secrets are masked by name, three levels deep", () => {
  const [line] = linesOf(
    `log().info({ email: "ann@example.com", buyer: { name: "Ann", deep: { phone: "+34 600", seat: 12 } }, headers: { cookie: "a=b", authorization: "Bearer x" } }, "x");`,
  );
  expect(JSON.stringify(line)).not.toMatch(/ann@example|"Ann"|\+34 600|a=b|Bearer x/);
  expect(line).toMatchObject({ buyer: { deep: { seat: 12 } } });
});

test("an error that quotes a buyer, carries secrets and goes in circles is logged masked, and stays as it was", () => {
  const [line, after] = linesOf(`
    const meta = { email: "ann@example.com", note: "for bob@example.com" }; meta.self = meta;
    const error = Object.assign(new Error("no ann@example.com", { cause: new Error("card 4242424242424242") }), { meta });
    log().error({ err: error }, "fault");
    log().info({ kept: meta.note.length, isCircle: meta.self === meta }, "after");`);
  expect(JSON.stringify(line)).not.toMatch(/@example|4242424242424242/);
  expect(line).toMatchObject({
    level: "error",
    err: { type: "Error", meta: { email: "[masked]", note: "for [mail]" } },
  });
  expect(after).toMatchObject({ kept: 19, isCircle: true });
});

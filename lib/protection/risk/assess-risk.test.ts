import { expect, test } from "vitest";
import { assessRisk } from "./assess-risk.ts";
import { clientSignals } from "./signals.ts";
import { SAFARI } from "./testing/browsers.ts";

const asked = (headers: Record<string, string>) => ({
  ...{ headers: new Headers(headers), address: "192.0.2.1", eventId: 1, actor: "guest:1", given: undefined },
});

test("a person's browser is low, a script that says nothing is high, a program with a token is middle", async () => {
  const given = clientSignals.parse({ page_ms: 900 });
  expect(await assessRisk({ ...asked(SAFARI), given })).toEqual({ score: 0, band: "low", reasons: [] });
  expect(await assessRisk(asked({ "user-agent": "curl/8" }))).toMatchObject({ band: "high" });
  const program = asked({ "user-agent": "node", authorization: "Bearer x" });
  expect(await assessRisk(program)).toMatchObject({ band: "middle", reasons: ["script_user_agent"] });
});

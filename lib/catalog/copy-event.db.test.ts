import { expect, test } from "vitest";
import { aDatabase } from "#lib/platform/testing/database";
import { copyEvent } from "./copy-event.ts";
import { anOrganizersDesk } from "./testing/an-organizers-desk.ts";

aDatabase();

const desk = anOrganizersDesk();
const { post, read, patch, staffWith, inDays } = desk;

test("a copy is a draft with all that was written, at its new start, and made once", async () => {
  const id = await post({
    ...{
      status: "on_sale",
      description: "**Bold**",
      performers: ["Ann"],
      limits: { hot: true },
      refund_until_hours: 24,
    },
    ...{ hold_seconds: 480, orphan_rule: "strict", change_return_days: 7, dispute_policy: "void" },
  });
  const startsAtMs = Date.parse(inDays(60));
  const made = await copyEvent(desk.manager, id, { startsAtMs, key: "one" });
  const again = await copyEvent(desk.manager, id, { startsAtMs, key: "one" });
  if (!made.ok || !again.ok) throw new Error(JSON.stringify([made, again]));
  expect(again.id).toBe(made.id);
  const [was, copy] = [await read(id), await read(made.id)];
  expect(copy.status).toBe("draft");
  expect(copy.slug).not.toBe(was.slug);
  expect(copy.start_time).toBe(new Date(startsAtMs).toISOString());
  const written = [
    "title",
    "description",
    "performers",
    "category",
    "limits",
    "refund_until_hours",
    "hold_seconds",
  ] as const;
  const rules = ["orphan_rule", "change_return_days", "dispute_policy", "layout_hash", "currency"] as const;
  for (const field of [...written, ...rules]) expect(copy[field], field).toEqual(was[field]);
  const prices = (event: typeof was) =>
    event.price_levels.map(({ id: level, name, price, fee }) => ({ level, name, price, fee }));
  expect(prices(copy)).toEqual(prices(was));
  expect((await patch(made.id, { status: "on_sale" })).ok).toBe(true);
});

test("who may not write events copies none, and a foreign event is not found", async () => {
  const id = await post();
  const wanted = { startsAtMs: Date.parse(inDays(60)), key: "two" };
  expect(await copyEvent(await staffWith("GATE"), id, wanted)).toMatchObject({ refusal: { code: "forbidden" } });
  expect(await copyEvent(desk.manager, 999_999, wanted)).toMatchObject({ refusal: { code: "not_found" } });
});

import { expect, test } from "vitest";
import { eventChangeBody, newEventBody } from "#lib/catalog/event-contract";
import { ENDS_BEFORE_DRAW, ORDER_IS_DRAWN } from "#lib/waiting-room/plan-draw";
import { problemsOf } from "../../app/(organizer)/organizer/[organization]/events/judge-event.ts";
import words from "../../app/messages/en/event-form.json";
import { DEFAULT_RULES, EVENT_STEPS, emptyEvent } from "./event-draft.ts";
import { readStep } from "./read-draft.ts";

const known = (key: string) =>
  key.split(".").reduce<unknown>((at, part) => (at as Record<string, unknown>)?.[part], words.problems);

test("every field of the contract that a form sends has its sentence", () => {
  const nowhere = ["organization_id", "status", "revision"];
  const fields = [...new Set([...Object.keys(newEventBody.shape), ...Object.keys(eventChangeBody.shape)])];
  for (const path of [
    ...fields,
    "price_levels.0.name",
    "price_levels.0.price",
    "price_levels.0.fee",
    "price_levels.0.layout_categories",
  ]) {
    if (nowhere.includes(path)) continue;
    for (const key of Object.values(problemsOf([{ path }]))) expect(known(key), key).toBeTypeOf("string");
  }
});

test("a sale that its waiting room keeps from moving says why beside the field", () => {
  for (const message of [ORDER_IS_DRAWN, ENDS_BEFORE_DRAW]) {
    const [word = ""] = Object.values(problemsOf([{ path: "sales_start_time", message }]));
    expect(word).not.toBe("sales_start_time");
    expect(known(word), word).toBeTypeOf("string");
  }
});

test("whatever is typed wrong has its sentence", () => {
  const here = { timeZone: "Europe/Madrid", categories: [0], now: "2026-12-01T00:00:00.000Z" };
  const moment = (over: object) => ({ day: "28", month: "3", year: "2027", time: "20:00", offset: "", ...over });
  const odd = { ...DEFAULT_RULES, holdMinutes: "x", seatsPerOrder: "", seatsPerBuyer: "-1", refund: "until" as const };
  const level = (price: string, fee: string, name = "A") => ({ name, price, fee, categories: [0] });
  const wrong = EVENT_STEPS.flatMap((step) =>
    ["EUR", "KWD", "XTS"].flatMap((currency) =>
      Object.values(
        readStep(
          step,
          {
            ...{ ...emptyEvent(currency), ...odd, refundHours: "x", returnDays: "1.5", ageMin: "x" },
            start: moment({ time: "02:30" }),
            end: moment({ month: "10", day: "31", time: "02:30" }),
            doors: moment({ day: "32" }),
            salesStart: moment({ time: "late" }),
            levels: [
              level("x", "y", ""),
              level("1", "2"),
              level("0.01", ""),
              level("99999999", ""),
              level("1.234", ""),
            ],
          },
          here,
        ).wrong,
      ),
    ),
  );
  expect(new Set(wrong)).toEqual(
    new Set([
      ...["title", "category", "house", "levelName", "price", "fee", "feeAbovePrice"],
      ...["moment.never", "moment.twice", "moment.date", "moment.time"],
      ...["currency", "amount.step", "amount.too_small", "amount.too_large"],
      ...[
        "hold_seconds",
        "seats_per_reservation_max",
        "seats_per_buyer_max",
        "refund_until_hours",
        "change_return_days",
        "age_min",
      ],
    ]),
  );
  for (const key of [...wrong, "moment.empty", "amount.currency", "copied"])
    expect(known(key), key).toBeTypeOf("string");
});

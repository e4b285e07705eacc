import { expect, test } from "vitest";
import { priceStepsBody, type StepWire } from "#lib/pricing/steps/step-contract";
import { newStep, readSteps, type SteppedEvent, stepDraft } from "./step-draft.ts";

const event: SteppedEvent = {
  ...{ id: 7, currency: "EUR", timeZone: "Europe/Madrid", mustAnnounce: false, ticketTypes: [] },
  ...{ salesStartAt: "2027-01-01T10:00:00.000Z", salesEndAt: "2027-02-01T10:00:00.000Z" },
  levels: [{ id: 1, name: "Stalls", regularMinor: 5_000, feeMinor: 500 }],
};
const read = (draft: object, kind: "early_bird" | "demand" = "early_bird") =>
  readSteps([{ ...newStep(kind, event), ...draft }], { announces: false, event });

test("steps are the same after they stood in the form", () => {
  const body = priceStepsBody.parse({
    ...{ revision: 0, announces: false },
    steps: [
      { kind: "early_bird", price_level_id: 1, price: 30, until: "2027-01-10T10:00:00.000Z", until_sold: 10 },
      { kind: "number_sold", price_level_id: 1, price: 60.5, from_sold: 50 },
      { kind: "last_minute", price_level_id: 1, price: 20, from: "2027-01-31T10:00:00.000Z" },
    ],
  });
  const drafts = body.steps.map((step: StepWire) => stepDraft(step, event));
  const back = readSteps(drafts, { announces: false, event });
  expect("steps" in back && priceStepsBody.shape.steps.parse(back.steps)).toEqual(body.steps);
});

test("what cannot be read is said beside its field, and nothing is guessed", () => {
  const until = { day: "31", month: "2", year: "2027", time: "10:00", offset: "" };
  expect(read({ price: "cheap", until, untilSold: "1.5" })).toEqual({
    wrong: {
      "steps.0.price": { problem: "amount" },
      "steps.0.until": { moment: "date" },
      "steps.0.until_sold": { problem: "count" },
    },
  });
  expect(read({ floor: "40", ceiling: "x", stepMax: "5", coolDown: "0" }, "demand")).toEqual({
    wrong: { "steps.0.ceiling": { problem: "amount" }, "steps.0.cool_down_minutes": { problem: "minutes" } },
  });
});

test("what the rules find stands beside its field before anything is sent", () => {
  expect(read({ price: "50", untilSold: "10" })).toEqual({
    wrong: { "steps.0.price": { problem: "not_below_regular", limit: 50 } },
  });
  expect(read({ price: "30,50", untilSold: "10" })).toMatchObject({ steps: [{ price: 30.5, until_sold: 10 }] });
});

test("a saved step has the same keys wherever it is drawn, so that the browser takes over what the server drew", () => {
  const step = {
    ...{
      kind: "demand" as const,
      id: "0192f0c1-0000-7000-8000-000000000001",
      price_level_id: 1,
      floor: 40,
      ceiling: 90,
    },
    ...{ step_max: 10, cool_down_minutes: 60, shares: [{ sold_percent: 50, price_percent: 110 }] },
  };
  expect(stepDraft(step, event)).toEqual(stepDraft(step, event));
});

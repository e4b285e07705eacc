import { expect, test } from "vitest";
import { choiceOf, hallChangeFromForm, levelField, sentIn } from "./hall-change-fields.ts";

const HALL = "01920f6e-8d5b-7cc1-a3f2-5b6c7d8e9f10";

test("puts the chosen version and price levels where the contract has them, and leaves out what was not chosen", () => {
  const fields = {
    ...{ choice: choiceOf(HALL, 3), layout_hash: "5f7c", event: "7" },
    ...{ [levelField("Gold: front")]: "2", [levelField("Balcony")]: "" },
  };
  expect(hallChangeFromForm(fields)).toEqual({
    ...{ hall_id: HALL, version: 3, layout_hash: "5f7c" },
    price_levels: { "Gold: front": 2 },
  });
  expect(sentIn(fields)).toEqual({ choice: `${HALL}@3`, levels: { "Gold: front": "2", Balcony: "" } });
});

test("gives the contract something to refuse where nothing was chosen", () => {
  expect(hallChangeFromForm({})).toEqual({ hall_id: "", version: 0, layout_hash: undefined, price_levels: {} });
  expect(hallChangeFromForm({ choice: [HALL, HALL] })).toMatchObject({ hall_id: "", version: 0 });
});

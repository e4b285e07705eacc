import { describe, expect, test } from "vitest";
import { importOptions } from "#lib/seating/import/import-contract";
import { readOptions } from "./read-options.ts";

function formOf(values: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return form;
}

describe("options of an import", () => {
  test("fields that are left open ask for nothing", () => {
    const open = {
      "column.seat": "",
      "svg.seat": "",
      "svg.seat.part": "2",
      "focus.x": " ",
      "focus.y": "",
      standing: "\n",
    };
    expect(readOptions(formOf(open))).toEqual({ ok: true, options: {} });
  });

  test("what is filled in is what the API takes", () => {
    const read = readOptions(
      formOf({
        ...{ "column.seat": "Number", "column.row": "Line", sheet: "Seats" },
        ...{ "svg.seat": "id", "svg.seat.part": "-1", "svg.row": "data-row" },
        ...{ "focus.x": "12,5", "focus.y": "-3", standing: "Floor = 300\n\n Upper: floor: 20 " },
        ...{ split_blocks: "on", y_up: "on" },
      }),
    );
    expect(read).toEqual({
      ok: true,
      options: {
        columns: { seat: "Number", row: "Line" },
        sheet: "Seats",
        svg: { seat: "id:-1", row: "data-row" },
        focus: [12.5, -3],
        standing: { Floor: 300, "Upper: floor": 20 },
        split_blocks: true,
        y_up: true,
      },
    });
    expect(importOptions.safeParse(read.ok ? read.options : undefined).success).toBe(true);
  });

  test.each([
    ["seat", { "svg.row": "id" }],
    ["focus", { "focus.x": "12" }],
    ["focus", { "focus.x": "12", "focus.y": "left" }],
    ["standing", { standing: "Floor" }],
    ["standing", { standing: "Floor = 0" }],
    ["standing", { standing: "Floor = 300\nBar = many" }],
  ])("the field %s is named where it cannot be understood: %o", (wrong, values) => {
    expect(readOptions(formOf(values))).toEqual({ ok: false, wrong });
  });
});

import { expect, it } from "vitest";
import { levelSlot } from "../seat-map/seat-marks.ts";
import { levelHue } from "./level-hue.ts";

it("a price level has the hue on its event's page that it has on the map, in whatever order prices put it", () => {
  const onMap = [1, 2, 3, 5, 8].map((id) => ({ id }));
  const byPrice = [5, 1, 8, 3, 2].map((id) => ({ id }));
  for (const level of byPrice) {
    const index = onMap.findIndex(({ id }) => id === level.id);
    expect(levelHue(byPrice, level)).toBe(`var(--level-${levelSlot(index)})`);
  }
});

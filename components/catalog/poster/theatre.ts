import type { Picture } from "./picture.ts";
import { disc, group, line, polygon, rect, shape, WIDTH } from "./shapes.ts";

/** A lighthouse, its beam going once around. */
const lighthouse: Picture = ({ a, b, c, ink }, random) => {
  const [x, y] = [404, 408];
  let picture = polygon([x, y, -20, 300, -20, 452], a) + polygon([x, y, 620, 372, 620, 452], a);
  picture += polygon([x - 30, y + 32, x + 30, y + 32, x + 50, 800, x - 50, 800], ink);
  for (let i = 0; i < 3; i++) picture += polygon(band(x, y + 92 + i * 112), c);
  picture +=
    rect(x - 40, y + 24, 80, 10, ink) +
    rect(x - 22, y - 20, 44, 44, a) +
    shape(`M${x - 30} ${y - 20}L${x} ${y - 54}L${x + 30} ${y - 20}Z`, c);
  for (let i = 0; i < 6; i++) {
    const level = 690 + i * 22;
    let d = `M${-30 - random() * 30} ${level}`;
    for (let step = 0; step < 11; step++) d += "q15 -13 30 0t30 0";
    picture += line(d, { stroke: b, width: 9 });
  }
  return picture;

  function band(at: number, top: number): number[] {
    const half = (distance: number) => 30 + (distance / 360) * 20;
    return [
      at - half(top - y),
      top,
      at + half(top - y),
      top,
      at + half(top + 54 - y),
      top + 54,
      at - half(top + 54 - y),
      top + 54,
    ];
  }
};

/** A door ajar, with light from another room. */
const door: Picture = ({ a, b, c, ink }) => {
  const floor = 640;
  return (
    rect(0, floor, WIDTH, 160, b) +
    polygon([250, floor, 350, floor, 520, 800, 60, 800], a) +
    rect(214, 316, 172, floor - 316, b) +
    rect(250, 330, 100, floor - 330, a) +
    polygon([250, 330, 330, 350, 330, floor + 34, 250, floor], c) +
    disc(318, 494, 6, ink) +
    shape(
      `M398 ${floor + 66}c-9 0-13 7-13 14s5 11 5 15c-15 8-19 30-20 50h56c-1-20-5-42-20-50c0-4 5-8 5-15s-4-14-13-14Z`,
      ink,
    )
  );
};

/** Windows of a house at night, one of them lit. */
const windows: Picture = ({ a, b, c, ink }, random) => {
  const lit = Math.floor(random() * 6) + 4;
  let picture = rect(60, 318, 480, 500, b);
  for (let row = 0; row < 4; row++) {
    for (let column = 0; column < 4; column++) {
      const [x, y] = [92 + column * 110, 350 + row * 112];
      const isLit = row * 4 + column === lit;
      picture += rect(x, y, 76, 84, isLit ? a : row % 2 === column % 2 ? c : ink);
      picture += isLit ? figure(x + 38, y + 84, b) : rect(x, y + 40, 76, 5, b) + rect(x + 36, y, 5, 84, b);
    }
  }
  return picture;

  function figure(x: number, foot: number, fill: string): string {
    return shape(
      `M${x} ${foot - 56}c8 0 12 6 12 13s-4 10-4 13c12 6 16 18 17 30h-50c1-12 5-24 17-30c0-3-4-6-4-13s4-13 12-13Z`,
      fill,
    );
  }
};

/** Two spotlights that overlap on an empty chair. */
const spotlights: Picture = ({ a, b, c, ink }) => {
  const cone = (x: number, fill: string) =>
    polygon([x - 16, 296, x + 16, 296, 300 + (300 - x) * 0.3 + 170, 724, 300 + (300 - x) * 0.3 - 170, 724], fill);
  const pool = `<ellipse cx="300" cy="724" rx="232" ry="42" fill="${a}"/>`;
  const chair = line("M262 556V724M262 640H338V724M262 580H282", { stroke: ink, width: 12 });
  return rect(0, 724, WIDTH, 90, b) + group(cone(110, c) + cone(490, a), 'opacity=".82"') + pool + chair;
};

export const theatrePictures: readonly Picture[] = [lighthouse, door, windows, spotlights];

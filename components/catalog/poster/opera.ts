import type { Picture } from "./picture.ts";
import { disc, group, line, n, polygon, rect, shape, WIDTH } from "./shapes.ts";

/** A camellia, petal over petal, one of them fallen. */
const camellia: Picture = ({ a, b, c, ink }, random) => {
  const [x, y] = [300, 282];
  let flower = "";
  for (const [count, reach, width] of [
    [9, 180, 88],
    [8, 148, 78],
    [6, 104, 62],
    [5, 62, 42],
  ] as const) {
    const turn = random() * 40;
    for (let i = 0; i < count; i++) {
      const petal = `M0 0C${n(-width)} ${n(-reach * 0.5)} ${n(-width * 0.72)} ${n(-reach)} 0 ${n(-reach)}C${n(width * 0.72)} ${n(-reach)} ${n(width)} ${n(-reach * 0.5)} 0 0Z`;
      flower += group(
        shape(petal, a) + line(petal, { stroke: c, width: 2.2 }),
        `transform="translate(${x} ${y}) rotate(${n((i * 360) / count + turn)})"`,
      );
    }
  }
  const stem = line(`M${x} ${y + 60}C${x + 8} ${y + 150} ${x - 26} ${y + 205} ${x - 10} ${y + 262}`, {
    stroke: b,
    width: 7,
  });
  const leaf = shape(`M${x - 8} ${y + 200}c50 -60 120 -50 152 -20c-40 34 -104 50 -152 20Z`, b);
  const fallen = group(
    shape("M0 0C-40 -30 -34 -84 0 -84C34 -84 40 -30 0 0Z", a),
    'transform="translate(480 500) rotate(118)"',
  );
  return stem + leaf + flower + disc(x, y, 15, ink) + fallen;
};

/** One portal inside another, down to a small lit figure. */
const portals: Picture = ({ field, a, b, c, ink }) => {
  const colours = [c, a, field, b, a, c];
  let picture = "";
  for (let i = 0; i < 6; i++) {
    const half = 236 - i * 36;
    const top = 46 + i * 42;
    picture += shape(
      `M${300 - half} 490V${top + half}A${half} ${half} 0 0 1 ${300 + half} ${top + half}V490Z`,
      colours[i] ?? a,
    );
  }
  const figure = shape(
    "M300 404c10 0 14 8 14 16s-5 14-5 20c14 10 22 30 25 50H266c3-20 11-40 25-50c0-6-5-12-5-20s4-16 14-16Z",
    ink,
  );
  return picture + figure;
};

/** A curtain that opens on a moon. */
const curtain: Picture = ({ a, b, c, field, ink }, random) => {
  let picture = rect(0, 0, WIDTH, 490, c) + disc(300, 232, 118, b) + disc(338, 214, 104, c);
  for (let i = 0; i < 16; i++) picture += disc(170 + random() * 260, 60 + random() * 380, 1.6 + random() * 2, ink);
  for (const side of [-1, 1]) {
    let folds = "";
    for (let i = 5; i >= 0; i--) {
      const edge = 62 + i * 34;
      const sway = 26 - i * 3;
      const d = `M-10 -10H${edge}C${edge - sway} 150 ${edge + sway * 2.4} 260 ${edge - 50} 500H-10Z`;
      folds += shape(d, i % 2 === 0 ? a : field);
    }
    picture += side < 0 ? folds : group(folds, 'transform="translate(600 0) scale(-1 1)"');
  }
  return picture + rect(0, 490, WIDTH, 310, field) + rect(0, 484, WIDTH, 7, b);
};

/** A flute among birds' feathers, or rays about a dark sun: lines that meet where the voice is. */
const rays: Picture = ({ a, b, c, ink }, random) => {
  const [x, y] = [300, 268];
  let picture = "";
  const count = 28;
  for (let i = 0; i < count; i++) {
    const from = (i / count) * Math.PI * 2;
    const to = from + Math.PI / count;
    const reach = 205 + (i % 2) * 34 + random() * 14;
    picture += polygon(
      [
        x,
        y,
        x + Math.cos(from) * reach,
        y + Math.sin(from) * reach,
        x + Math.cos(to) * reach,
        y + Math.sin(to) * reach,
      ],
      i % 2 === 0 ? a : b,
    );
  }
  picture += disc(x, y, 118, c) + disc(x, y, 104, ink) + disc(x + 26, y - 14, 92, c);
  return picture;
};

export const operaPictures: readonly Picture[] = [camellia, portals, curtain, rays];

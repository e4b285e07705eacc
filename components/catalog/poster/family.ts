import type { Picture } from "./picture.ts";
import { disc, group, line, n, polygon, rect, ring, shape, star, WIDTH } from "./shapes.ts";

/** A bear behind a hill, counting. */
const bear: Picture = ({ field, a, b, c, ink }, random) => {
  let stars = "";
  for (let i = 0; i < 15; i++) {
    const size = 7 + random() * 11;
    stars += star(
      40 + random() * 520,
      290 + random() * 210,
      { points: 5, outer: size, inner: size * 0.45 },
      i % 4 === 0 ? c : a,
    );
  }
  const head =
    disc(198, 486, 48, b) +
    disc(402, 486, 48, b) +
    disc(198, 486, 24, field) +
    disc(402, 486, 24, field) +
    disc(300, 600, 158, b) +
    `<ellipse cx="300" cy="650" rx="74" ry="58" fill="${ink}"/><ellipse cx="300" cy="620" rx="27" ry="19" fill="${field}"/>` +
    disc(240, 568, 12, field) +
    disc(360, 568, 12, field) +
    disc(244, 563, 4, ink) +
    disc(364, 563, 4, ink) +
    line("M300 640V662M276 668Q300 690 324 668", { stroke: field, width: 6 });
  return `${stars}${head}<ellipse cx="300" cy="860" rx="480" ry="170" fill="${c}"/>`;
};

/** Planets on their rings, the sun looking on. */
const planets: Picture = ({ a, b, c, ink }) => {
  const [x, y] = [300, 820];
  let picture = "";
  const worlds = [
    [238, -62, 22, b],
    [296, -116, 34, c],
    [352, -54, 26, ink],
    [418, -106, 40, b],
    [468, -80, 20, c],
  ] as const;
  for (const [radius, angle, size, fill] of worlds) {
    const turn = (angle * Math.PI) / 180;
    const [px, py] = [x + Math.cos(turn) * radius, y + Math.sin(turn) * radius];
    picture += ring(x, y, radius, { stroke: ink, width: 2.5 }) + disc(px, py, size, fill);
    if (size > 36)
      picture += group(
        ring(px, py, size + 18, { stroke: a, width: 7 }),
        `transform="rotate(-20 ${n(px)} ${n(py)}) translate(0 ${n(py * 0.7)}) scale(1 .3)"`,
      );
  }
  picture += star(x, y, { points: 26, outer: 208, inner: 176 }, a) + disc(x, y, 166, a);
  return (
    picture +
    disc(252, 734, 11, "#3a2416") +
    disc(348, 734, 11, "#3a2416") +
    line("M268 764Q300 790 332 764", { stroke: "#3a2416", width: 8 })
  );
};

/** A whale folded from one sheet of paper. */
const whale: Picture = ({ a, b, c, ink }) => {
  let sea = "";
  for (let i = 0; i < 4; i++) {
    let d = `M${-60 + (i % 2) * 40} ${690 + i * 32}`;
    for (let step = 0; step < 9; step++) d += "q20 -22 40 0t40 0";
    sea += line(d, { stroke: i % 2 === 0 ? b : c, width: 13 });
  }
  return (
    polygon([70, 560, 250, 412, 430, 470, 300, 640], c) +
    polygon([250, 412, 430, 470, 330, 350], ink) +
    polygon([70, 560, 300, 640, 170, 648], b) +
    polygon([430, 470, 300, 640, 470, 600], b) +
    polygon([430, 470, 470, 600, 520, 500], c) +
    polygon([520, 500, 470, 400, 560, 420], ink) +
    polygon([520, 500, 560, 420, 596, 500], b) +
    disc(176, 560, 9, ink) +
    line("M262 388C250 340 214 326 196 346M268 388C268 332 300 306 330 322", { stroke: a, width: 9 }) +
    sea +
    disc(480, 318, 40, a)
  );
};

/** An orchestra built of a child's blocks. */
const blocks: Picture = ({ a, b, c, ink, field }) => {
  const arch = (x: number, y: number, fill: string) =>
    shape(`M${x} ${y}V${y - 110}H${x + 190}V${y}H${x + 145}A50 50 0 0 0 ${x + 45} ${y}Z`, fill);
  return (
    rect(0, 726, WIDTH, 80, ink) +
    arch(60, 726, b) +
    arch(350, 726, c) +
    rect(250, 596, 100, 130, a) +
    disc(300, 662, 32, field) +
    rect(88, 506, 60, 110, a) +
    rect(160, 506, 60, 110, c) +
    polygon([60, 506, 250, 506, 155, 420], b) +
    rect(376, 566, 138, 50, b) +
    `<path d="M376 566A69 69 0 0 1 514 566Z" fill="${a}"/>` +
    disc(445, 470, 27, c) +
    disc(300, 560, 36, b) +
    star(155, 388, { points: 5, outer: 28, inner: 12 }, a)
  );
};

export const familyPictures: readonly Picture[] = [bear, planets, whale, blocks];

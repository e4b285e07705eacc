import type { Picture } from "./picture.ts";
import { disc, group, line, n, rect, shape, star, WIDTH } from "./shapes.ts";

/** A grin that does not fit on the poster. */
const grin: Picture = ({ a, c, ink }, random) => {
  const look = random() < 0.5 ? -22 : 22;
  const mouth = "M40 520C60 850 540 850 560 520Z";
  return (
    disc(190, 402, 66, c) +
    disc(190 + look, 410, 30, ink) +
    disc(410, 402, 66, c) +
    disc(410 + look, 410, 30, ink) +
    shape(mouth, ink) +
    shape("M150 716C220 640 380 640 450 716C380 782 220 782 150 716Z", a) +
    shape("M62 520H538L522 572C400 592 200 592 78 572Z", c)
  );
};

/** A microphone that has heard this one before. */
const microphone: Picture = ({ a, b, c, ink }) => {
  let grille = "";
  for (let i = -3; i <= 3; i++) {
    const half = Math.sqrt(96 ** 2 - (i * 26) ** 2);
    grille += `M${i * 26} ${n(-45 - half)}V${n(-45 + half)}M${n(-half)} ${-45 + i * 26}H${n(half)}`;
  }
  const head =
    `<rect x="-104" y="-150" width="208" height="214" rx="104" fill="${ink}"/>` +
    line(grille, { stroke: c, width: 4 }) +
    `<rect x="-112" y="34" width="224" height="34" rx="12" fill="${b}"/>`;
  const body = shape("M-62 68H62L36 420H-36Z", ink);
  return (
    star(300, 540, { points: 18, outer: 300, inner: 214 }, a) +
    group(body + head, 'transform="translate(330 540) rotate(18)"')
  );
};

/** Speech bubbles that talk over each other. */
const bubbles: Picture = ({ a, b, c, ink }, random) => {
  const at = (x: number, y: number, size: number, fill: string, mouth: string) => {
    const side = random() < 0.5 ? -1 : 1;
    const tail = shape(
      `M${n(side * size * 0.2)} ${n(size * 0.5)}L${n(side * size * 0.72)} ${n(size * 0.98)}L${n(side * size * 0.62)} ${n(size * 0.3)}Z`,
      fill,
    );
    return group(
      `<ellipse rx="${size}" ry="${n(size * 0.7)}" fill="${fill}"/>${tail}${mouth}`,
      `transform="translate(${x} ${y})"`,
    );
  };
  const dots = (fill: string, size: number) =>
    disc(-size, 0, size * 0.32, fill) + disc(0, 0, size * 0.32, fill) + disc(size, 0, size * 0.32, fill);
  const laugh = (stroke: string, size: number) =>
    line(`M${-size} -10Q0 ${n(size)} ${size} -10`, { stroke, width: size * 0.28 });
  return (
    at(206, 462, 156, b, laugh(c, 70)) +
    at(430, 566, 132, a, dots(ink, 44)) +
    at(196, 682, 122, ink, laugh(c, 52)) +
    at(424, 734, 78, c, dots(b, 27))
  );
};

/** Bananas are of one colour, whatever the palette. */
const YELLOW = "#ffe14d";

/** A banana skin, waiting. */
const skin: Picture = ({ a, b, ink }) => {
  const floor = rect(0, 664, WIDTH, 140, b);
  let tiles = "";
  for (let i = 0; i < 7; i++) tiles += shape(`M${i * 110 - 120} 800L${i * 78 + 40} 664h38L${i * 110 - 56} 800Z`, a);
  const leg = (d: string) => shape(d, YELLOW) + line(d, { stroke: ink, width: 7 });
  const peel =
    leg("M300 430C250 500 210 610 100 668C180 700 280 660 312 560Z") +
    leg("M300 430C350 500 400 600 512 650C440 700 330 670 292 560Z") +
    leg("M300 430C270 520 290 640 320 736C370 660 350 520 318 440Z") +
    shape("M286 384h28l8 62h-44Z", ink);
  return floor + tiles + peel;
};

export const comedyPictures: readonly Picture[] = [grin, microphone, bubbles, skin];

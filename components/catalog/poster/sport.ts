import type { Picture } from "./picture.ts";
import { disc, group, line, n, polygon, rect, ring, WIDTH } from "./shapes.ts";

/** A ball larger than the hall, over the lines of its court. */
const ball: Picture = ({ field, ink, a, b, c }, random) => {
  const court =
    line("M-20 470H620M300 470V0M140 470V300H460V470", { stroke: c, width: 8 }) +
    ring(300, 300, 110, { stroke: c, width: 8 });
  const seams = line("M-198 0H198M0 -198V198M-139 -139Q-46 0 -139 139M139 -139Q46 0 139 139", { stroke: a, width: 10 });
  const whole = disc(0, 0, 200, b) + seams + ring(0, 0, 200, { stroke: a, width: 10 });
  return (
    court +
    group(whole, `transform="translate(362 276) rotate(${n(-34 + random() * 28)})"`) +
    rect(0, 492, WIDTH, 308, field) +
    line("M36 492H564", { stroke: ink, width: 4 })
  );
};

/** Ice from above: lines, circles, and the marks of one sharp turn. */
const ice: Picture = ({ a, b, c }, random) => {
  let marks = "";
  for (let i = 0; i < 7; i++) {
    const start = 40 + i * 26 + random() * 12;
    marks += line(`M${n(start)} 20C${n(start + 60)} 240 ${n(start + 250)} 330 620 ${n(270 + i * 22)}`, {
      stroke: c,
      width: 5,
    });
  }
  return (
    rect(0, 222, WIDTH, 18, a) +
    line("M300 -10V480", { stroke: b, width: 12 }) +
    ring(300, 231, 118, { stroke: b, width: 9 }) +
    disc(300, 231, 15, b) +
    marks +
    group(
      `${disc(470, 356, 46, "#0c1a2b")}<ellipse cx="470" cy="346" rx="46" ry="20" fill="${a}"/>`,
      'transform="rotate(-14 470 356)"',
    )
  );
};

/** The lanes of a banked track and the ghost of a field of riders. */
const track: Picture = ({ field, a, b, c, ink }, random) => {
  const lane = (inset: number, fill: string) =>
    `<rect x="${-200 + inset}" y="${n(70 + inset * 0.86)}" width="${960 - inset * 2}" height="${n(440 - inset * 1.72)}" rx="${n(220 - inset * 0.86)}" fill="${fill}"/>`;
  let picture = [b, field, b, c, b, field].map((fill, i) => lane(i * 38, fill)).join("");
  for (let i = 0; i < 5; i++) {
    const [x, y] = [120 + i * 84 + random() * 20, 90 + i * 29];
    picture += line(`M${n(x - 190 - random() * 90)} ${y}H${n(x - 26)}`, { stroke: i % 2 === 0 ? a : ink, width: 9 });
    picture += disc(x, y, 16, i % 2 === 0 ? a : ink);
  }
  return group(picture, 'transform="rotate(-8 300 260) translate(0 34)"') + rect(0, 500, WIDTH, 300, field);
};

/** A mat, a red sun, and two who lean into each other. */
const mat: Picture = ({ a, b, c, ink }) => {
  const squares = rect(60, 60, 480, 420, c) + rect(110, 104, 380, 332, "#f4efe5");
  const left = polygon([150, 480, 206, 300, 292, 236, 330, 268, 270, 330, 258, 480], b) + disc(302, 206, 34, ink);
  const right = polygon([450, 480, 402, 306, 322, 262, 300, 300, 350, 350, 352, 480], ink) + disc(336, 232, 0, ink);
  return (
    squares +
    disc(300, 270, 138, a) +
    left +
    right +
    disc(268, 190, 0, b) +
    line("M214 350L252 366M388 350L350 372", { stroke: a, width: 12 })
  );
};

export const sportPictures: readonly Picture[] = [ball, ice, track, mat];

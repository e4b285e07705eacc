import type { Palette } from "./families.ts";
import type { Picture } from "./picture.ts";
import { disc, group, line, n, polygon, rect, ring, star, WIDTH } from "./shapes.ts";

/** Tiles of a dance floor: quarters, halves and dots, each turned at random. */
const tiles: Picture = (palette, random) => {
  const size = 120;
  let picture = "";
  for (let row = 0; row < 4; row++) {
    for (let column = 0; column < 5; column++) {
      picture += group(tile(palette, size, random), `transform="translate(${column * size} ${84 + row * size})"`);
    }
  }
  return picture;
};

function tile({ field, ink, a, b, c }: Palette, size: number, random: () => number): string {
  const colours = [a, b, c, ink];
  const first = Math.floor(random() * 4);
  const ground = colours[first] ?? a;
  const mark = colours[(first + 1 + Math.floor(random() * 3)) % 4] ?? b;
  const half = size / 2;
  const forms = [
    `<path d="M0 0A${size} ${size} 0 0 1 ${size} ${size}H0Z" fill="${mark}"/>`,
    `<path d="M0 ${half}A${half} ${half} 0 0 1 ${size} ${half}Z" fill="${mark}"/><path d="M0 ${size}A${half} ${half} 0 0 1 ${size} ${size}Z" fill="${field}"/>`,
    disc(half, half, half * 0.78, mark) + disc(half, half, half * 0.34, field),
    polygon([0, 0, size, 0, 0, size], mark),
    `<path d="M0 0A${half} ${half} 0 0 1 0 ${size}Z" fill="${mark}"/><path d="M${size} 0A${half} ${half} 0 0 0 ${size} ${size}Z" fill="${field}"/>`,
    rect(0, 0, half, half, mark) + rect(half, half, half, half, mark),
  ];
  const turn = Math.floor(random() * 4) * 90;
  const form = forms[Math.floor(random() * forms.length)] ?? "";
  return rect(0, 0, size, size, ground) + group(form, `transform="rotate(${turn} ${half} ${half})"`);
}

/** The moon through a month, the new one in the middle. */
const phases: Picture = ({ field, ink, a, b, c }) => {
  let picture = "";
  for (let i = 0; i < 13; i++) {
    const angle = (i / 13) * Math.PI * 2 - Math.PI / 2;
    const [x, y] = [300 + Math.cos(angle) * 216, 322 + Math.sin(angle) * 216];
    const full = Math.cos((i / 13) * Math.PI * 2) * -0.5 + 0.5;
    picture +=
      disc(x, y, 34, i % 3 === 0 ? a : i % 3 === 1 ? b : c) +
      disc(x + (1 - full) * 8 + full * 58, y - 4, 34, full > 0.92 ? "none" : field);
  }
  return (
    picture + ring(300, 322, 128, { stroke: ink, width: 4 }) + disc(300, 322, 112, ink) + disc(316, 312, 106, field)
  );
};

/** A sky of the far north over a crowd of hills. */
const aurora: Picture = ({ ink, a, b, c, field }, random) => {
  let picture = "";
  const colours = [a, c, b];
  for (let i = 0; i < 30; i++) {
    const x = i * 20;
    const top = 120 + Math.sin(i * 0.55) * 52 + random() * 26;
    picture += rect(x, top, 15, 250 + Math.cos(i * 0.4) * 60, colours[i % 3] ?? a);
  }
  for (let i = 0; i < 22; i++) picture += disc(random() * WIDTH, 90 + random() * 190, 1.5 + random() * 2, ink);
  picture += polygon([0, 470, 130, 372, 236, 452, 372, 346, 480, 440, 600, 376, 600, 570, 0, 570], field);
  return (
    picture +
    line("M0 470L130 372L236 452L372 346L480 440L600 376", { stroke: ink, width: 6 }) +
    rect(0, 560, WIDTH, 240, field)
  );
};

/** Pennants and a sun of many points, as over a village street. */
const pennants: Picture = ({ ink, a, b, c }, random) => {
  const colours = [a, b, c, ink];
  let picture = star(300, 330, { points: 24, outer: 216, inner: 168 }, c) + disc(300, 330, 132, a);
  for (let row = 0; row < 4; row++) {
    const y = 112 + row * 108;
    const sag = 44 + random() * 26;
    picture += line(`M-10 ${y}Q300 ${n(y + sag * 2)} 610 ${y}`, { stroke: ink, width: 3.5 });
    for (let i = 0; i < 10; i++) {
      const t = (i + 0.5) / 10;
      const [x, top] = [t * 620 - 10, y + 4 * sag * t * (1 - t)];
      picture += polygon([x - 20, top, x + 20, top, x, top + 46], colours[(i + row) % 4] ?? a);
    }
  }
  return picture;
};

export const festivalPictures: readonly Picture[] = [tiles, phases, aurora, pennants];

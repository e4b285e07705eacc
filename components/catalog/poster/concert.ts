import type { Picture } from "./picture.ts";
import { disc, group, line, n, rect, ring, shape, WIDTH } from "./shapes.ts";

/** A sun going down in slices over a sea that is a sound. */
const slicedSun: Picture = ({ field, a, b, c }, random) => {
  const [x, y, radius] = [300, 284, 190];
  let slices = "";
  for (let i = 0, top = y - 20; top < y + radius; i++) {
    const gap = 5 + i * 3.4;
    slices += rect(x - radius - 2, top, radius * 2 + 4, gap, field);
    top += gap + Math.max(8, 32 - i * 2.6);
  }
  let waves = "";
  for (let i = 0; i < 5; i++) {
    const level = 424 + i * 15;
    const swing = 9 + random() * 9;
    let d = `M0 ${n(level)}`;
    for (let step = 0; step < 6; step++) d += `q25 ${n(-swing)} 50 0t50 0`;
    waves += line(d, { stroke: i % 2 === 0 ? c : a, width: 5 });
  }
  return disc(x, y, radius, b) + group(disc(x, y + 60, radius, a), 'style="mix-blend-mode:multiply"') + slices + waves;
};

/** A record seen too close, with a wedge of light across its grooves. */
const grooves: Picture = ({ field, ink, a, b, c }, random) => {
  const [x, y] = [random() < 0.5 ? 120 : 470, 210];
  let picture = disc(x, y, 400, ink) + disc(x, y, 392, b);
  for (let i = 0; i < 13; i++)
    picture += ring(x, y, 372 - i * 18, { stroke: i % 4 === 3 ? c : field, width: i % 4 === 3 ? 7 : 2.5 });
  picture += disc(x, y, 128, a) + disc(x, y, 86, c) + disc(x, y, 16, field);
  const side = x < 300 ? 1 : -1;
  const beam = `M${x} ${y}L${x + side * 620} ${y - 190}L${x + side * 620} ${y - 40}Z`;
  picture += group(shape(beam, ink), 'opacity=".16"');
  return picture + rect(0, 486, WIDTH, 320, field);
};

/** Bars of a spectrum, mirrored about the horizon, printed in two passes. */
const spectrum: Picture = ({ a, b, c }, random) => {
  const bars = 11;
  const width = 36;
  const gap = (WIDTH - 72 - bars * width) / (bars - 1);
  let back = "";
  let front = "";
  for (let i = 0; i < bars; i++) {
    const x = 36 + i * (width + gap);
    const bell = Math.sin(((i + 1) / (bars + 1)) * Math.PI);
    const tall = 60 + bell * 250 * (0.45 + random() * 0.6);
    back += pill(x, 290 - tall * 0.62, width, tall, i % 3 === 1 ? c : b);
    front += pill(x + 9, 290 - tall * 0.3, width, tall * 0.66, a);
  }
  return back + group(front, 'style="mix-blend-mode:multiply"');
};

/** Arcs that leave a corner like sound leaving a horn. */
const horn: Picture = ({ field, a, b, c, ink }, random) => {
  const colours = [a, b, c, ink];
  const shift = Math.floor(random() * 4);
  let picture = "";
  for (let i = 9; i >= 1; i--) picture += disc(0, 486, i * 58, i % 2 === 0 ? field : (colours[(i + shift) % 4] ?? a));
  return picture + disc(486, 112, 54, a) + rect(0, 486, WIDTH, 314, field);
};

export const concertPictures: readonly Picture[] = [slicedSun, grooves, spectrum, horn];

function pill(x: number, y: number, width: number, height: number, fill: string): string {
  return `<rect x="${n(x)}" y="${n(y)}" width="${width}" height="${n(height)}" rx="${width / 2}" fill="${fill}"/>`;
}

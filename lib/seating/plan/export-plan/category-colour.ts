/** The colour of a category among others, as six hexadecimal digits: hues evenly apart, dark enough for white digits. */
export function categoryColour(index: number, count: number): string {
  const hue = ((360 * index) / Math.max(1, count) + 210) % 360;
  const channel = (n: number) => {
    const k = (n + hue / 30) % 12;
    return Math.round(255 * (0.45 - 0.3 * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return `#${[0, 8, 4].map((n) => channel(n).toString(16).padStart(2, "0")).join("")}`;
}

/** The hue of the n-th dearest price level (from 0), as everywhere on the map; a fifth level begins again. */
export function levelHue(index: number): string {
  return `var(--level-${(index % 4) + 1})`;
}

const HUES = 4;

/**
 * The hue of a price level, the same as on the map, which counts levels in the order of their ids; a fifth level begins again. The
 * order in which a page lists them does not count.
 */
export function levelHue(levels: readonly { readonly id: number }[], { id }: { readonly id: number }): string {
  const before = levels.filter((level) => level.id < id).length;
  return `var(--level-${(before % HUES) + 1})`;
}

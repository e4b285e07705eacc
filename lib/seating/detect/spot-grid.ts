/** A point of the picture by its index in a list. */
export type Spot = { readonly x: number; readonly y: number };

/** Finds points near another one without looking at all: cells as wide as the reach that is asked for. */
export function spotGrid(spots: readonly Spot[], reach: number) {
  const cells = new Map<string, number[]>();
  const cell = (value: number) => Math.floor(value / reach);
  spots.forEach(({ x, y }, i) => {
    const key = `${cell(x)},${cell(y)}`;
    const own = cells.get(key);
    if (own === undefined) cells.set(key, [i]);
    else own.push(i);
  });
  return {
    /** Indices of the points within the reach, the point at the same index left out, nearest first. */
    near(index: number): { readonly index: number; readonly distance: number }[] {
      const spot = spots[index];
      if (spot === undefined) return [];
      const found: { index: number; distance: number }[] = [];
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -1; dx <= 1; dx++)
          for (const other of cells.get(`${cell(spot.x) + dx},${cell(spot.y) + dy}`) ?? []) {
            const at = spots[other];
            if (other === index || at === undefined) continue;
            const distance = Math.hypot(at.x - spot.x, at.y - spot.y);
            if (distance <= reach) found.push({ index: other, distance });
          }
      return found.sort((a, b) => a.distance - b.distance);
    },
  };
}

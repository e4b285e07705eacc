const PITCH = 17;
const FIRST_RADIUS = 130;
const ROW_STEP = 19;
const HALF_ANGLE = 0.62;

/** Seats on arcs as zero-length strokes, which a round cap makes dots: one path for the dim ones, one for the lit one. */
export function rowsOfSeats(rows: number): { width: number; height: number; dim: string; lit: string } {
  const outer = FIRST_RADIUS + (rows - 1) * ROW_STEP;
  const width = Math.ceil(2 * outer * Math.sin(HALF_ANGLE) + 16);
  const top = FIRST_RADIUS * Math.cos(HALF_ANGLE);
  const height = Math.ceil(outer - top + 16);
  const litRow = Math.floor(rows / 2);
  const dim: string[] = [];
  let lit = "";
  for (let row = 0; row < rows; row++) {
    const radius = FIRST_RADIUS + row * ROW_STEP;
    const seats = Math.floor((2 * HALF_ANGLE * radius) / PITCH);
    for (let seat = 0; seat <= seats; seat++) {
      const angle = -HALF_ANGLE + (2 * HALF_ANGLE * seat) / seats;
      const x = (width / 2 + radius * Math.sin(angle)).toFixed(1);
      const y = (radius * Math.cos(angle) - top + 8).toFixed(1);
      if (row === litRow && seat === Math.round(seats * 0.58)) lit = `M${x} ${y}h0`;
      else dim.push(`M${x} ${y}h0`);
    }
  }
  return { width, height, dim: dim.join(""), lit };
}

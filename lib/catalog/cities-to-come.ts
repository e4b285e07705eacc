import { briefly } from "./briefly.ts";
import { listCities } from "./store.ts";

/** Cities with something to come, the busiest first, for a choice. At most a minute old. */
export function citiesToCome(): Promise<{ city: string; count: number }[]> {
  return briefly("cities", 60_000, listCities);
}

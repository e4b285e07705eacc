/** Contender (a) of the row `queue`: a Next route that looks each caller's place up in a sorted set of Redis. */
import { serveNextApp } from "./next-app.ts";

await serveNextApp("next-sorted-set");

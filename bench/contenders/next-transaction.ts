/** Contender (a) of the row `hold`: a Next route doing an interactive transaction of Prisma. */
import { serveNextApp } from "./next-app.ts";

await serveNextApp("next-transaction");

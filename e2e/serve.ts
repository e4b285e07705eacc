/** The server under test: `npm start` on an empty data folder. */
import { rmSync } from "node:fs";

rmSync(process.env.DATA_DIR ?? ".data/e2e", { recursive: true, force: true });
await import("../server.ts");

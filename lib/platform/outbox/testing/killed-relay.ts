/** A process that moves facts and is killed before its transaction commits. Signals its parent when it is ready. */
import pg from "pg";
import { LEAD, MOVE } from "../outbox-statements.ts";

const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
await client.connect();
await client.query("BEGIN");
await client.query(LEAD);
const { rows } = await client.query<{ moved: number }>(MOVE, [100, ["order.paid"], ["one"]]);
process.send?.(rows[0]?.moved);
// The open connection keeps the process, and its transaction, alive.

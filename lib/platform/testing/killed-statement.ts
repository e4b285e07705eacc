/** A process that runs a statement and is killed before its transaction commits. Signals its parent when the statement has run. */
import pg from "pg";

const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
await client.connect();
await client.query("BEGIN");
await client.query(process.argv[2] ?? "");
process.send?.("ready");
// The open connection keeps the process, and its transaction, alive.

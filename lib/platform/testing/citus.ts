import { spawnSync } from "node:child_process";
import pg from "pg";
import { migrate } from "../db/migrate.ts";

/**
 * Databases for tests on a Citus cluster (`npm run test:citus`): one on every node, migrated and distributed as
 * deploy/scale-out says. `coordinator` is the address of a database of the coordinator whose cluster is set up.
 */
export async function createOnCitus(coordinator: string, name: string): Promise<void> {
  const nodes = await nodesOf(coordinator);
  for (const { url } of nodes) await run(url, `CREATE DATABASE ${name}`);
  for (const { url } of nodes) await run(onDatabase(url, name), "CREATE EXTENSION IF NOT EXISTS citus");
  const database = onDatabase(coordinator, name);
  for (const { host, port, isCoordinator } of nodes) {
    await run(
      database,
      `SELECT ${isCoordinator ? "citus_set_coordinator_host" : "citus_add_node"}('${host}', ${port})`,
    );
  }
  await migrate(database);
  const distributed = spawnSync("psql", [database, "-q", "-f", "deploy/scale-out/distribute.sql"], {
    encoding: "utf8",
    // Few shards are made soon, and two events already lie in different ones.
    env: { ...process.env, PGOPTIONS: "-c citus.shard_count=4" },
  });
  if (distributed.status !== 0) throw new Error(`distribute.sql: ${distributed.error ?? distributed.stderr}`);
}

/** Drops the database from every node. */
export async function dropFromCitus(coordinator: string, name: string): Promise<void> {
  for (const { url } of await nodesOf(coordinator)) await dropFrom(url, name);
}

/** Tries again while a maintenance process of Citus comes back to the database in the moment in which it goes. */
async function dropFrom(url: string, name: string, triesLeft = 20): Promise<void> {
  try {
    await run(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  } catch (error) {
    if (triesLeft === 0) throw error;
    await dropFrom(url, name, triesLeft - 1);
  }
}

type Node = { url: string; host: string; port: number; isCoordinator: boolean };

/** The nodes of the cluster, the coordinator first. */
async function nodesOf(coordinator: string): Promise<Node[]> {
  const rows = await run<{ host: string; port: number; group: number }>(
    coordinator,
    `SELECT nodename AS host, nodeport AS port, groupid AS group FROM pg_dist_node WHERE noderole = 'primary' ORDER BY groupid`,
  );
  return rows.map(({ host, port, group }) => {
    const url = new URL(coordinator);
    url.host = `${host}:${port}`;
    return { url: url.toString(), host, port, isCoordinator: group === 0 };
  });
}

function onDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.toString();
}

async function run<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  // Databases are made and dropped node by node.
  const options = "-c citus.enable_create_database_propagation=off";
  const client = new pg.Client({ connectionString: url, options });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

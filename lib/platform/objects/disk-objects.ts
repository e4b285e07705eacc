import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { uuidv7 } from "../ids.ts";
import { type ObjectStore, ObjectStoreFailure } from "./object-store.ts";

/** Objects as files below a folder, which is made with the first of them. A file is whole or not there: it gets its name after its bytes are on the disk. */
export function diskObjects(folder: string): ObjectStore {
  const pathOf = (key: string) => join(folder, ...key.split("/"));
  return {
    place: `the folder ${folder}`,
    put: async (key, { bytes }) => {
      const path = pathOf(key);
      const unfinished = `${path}.${uuidv7()}.part`;
      await orFail("write", async () => {
        await mkdir(dirname(path), { recursive: true });
        try {
          await writeThrough(unfinished, bytes);
          await rename(unfinished, path);
        } catch (error) {
          await rm(unfinished, { force: true });
          throw error;
        }
      });
    },
    get: (key) =>
      orFail("read", async () => {
        try {
          return new Uint8Array(await readFile(pathOf(key)));
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
          throw error;
        }
      }),
    remove: (key) => orFail("delete", () => rm(pathOf(key), { force: true })),
  };
}

async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function orFail<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new ObjectStoreFailure(`cannot ${what} a file: ${(cause as Error).message}`, { isPassing: false, cause });
  }
}

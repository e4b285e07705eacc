import { Failure } from "../invariant.ts";

/**
 * Where files of the product lie: a folder, or a bucket of a server that speaks S3. A key has letters, digits, dots, dashes and slashes.
 * Every function throws an `ObjectStoreFailure` (503) when the store is not reachable, refuses its keys, or does not answer in time.
 */
export type ObjectStore = {
  /** What it is, for people: the folder, or the bucket with its endpoint. */
  readonly place: string;
  /** Stores all of the bytes or nothing of them. An object of that key is replaced. */
  readonly put: (key: string, object: { bytes: Uint8Array<ArrayBuffer>; type: string }) => Promise<void>;
  /** The bytes; undefined when there is no such object. */
  readonly get: (key: string) => Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Deletes an object, also one that is gone already. */
  readonly remove: (key: string) => Promise<void>;
};

/** Passing: it was not reached or is overloaded, so the same may work later. Otherwise its settings or rights are wrong. */
export class ObjectStoreFailure extends Failure {
  readonly isPassing: boolean;
  constructor(message: string, { isPassing, cause }: { isPassing: boolean; cause?: unknown }) {
    super("object_store", message, { cause });
    this.isPassing = isPassing;
  }
}

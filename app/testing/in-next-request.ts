import { workAsyncStorage } from "next/dist/server/app-render/work-async-storage.external.js";
import { workUnitAsyncStorage } from "next/dist/server/app-render/work-unit-async-storage.external.js";

type Stores = {
  work: Parameters<typeof workAsyncStorage.run>[0];
  unit: Parameters<typeof workUnitAsyncStorage.run>[0];
};

/** Runs a server action's function as Next would for a request with these headers. */
export function inNextRequest<T>(headers: Record<string, string>, work: () => Promise<T>): Promise<T> {
  // Next's stores have some fifty fields more, which nothing here reads.
  const stores = {
    work: { route: "/" },
    unit: { type: "request", phase: "action", headers: new Headers(headers) },
  } as unknown as Stores;
  return workAsyncStorage.run(stores.work, () => workUnitAsyncStorage.run(stores.unit, work));
}

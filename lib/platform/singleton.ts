/**
 * One instance in the process, whoever asks. The process holds two module graphs (Next's bundle and plain Node's), so a
 * module-level variable would exist twice; what holds state is therefore kept on `globalThis` under its name.
 */
export function singleton<T>(name: string, create: () => T): T {
  const store = globalThis as typeof globalThis & { __fairseat?: Map<string, unknown> };
  store.__fairseat ??= new Map();
  if (!store.__fairseat.has(name)) store.__fairseat.set(name, create());
  return store.__fairseat.get(name) as T;
}

/** Forgets an instance, so that the next `singleton` call creates it anew (a test's second database, a shutdown). */
export function forgetSingleton(name: string): void {
  (globalThis as typeof globalThis & { __fairseat?: Map<string, unknown> }).__fairseat?.delete(name);
}

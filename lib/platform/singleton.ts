/**
 * One instance for the whole process. The process has two module graphs (Next's bundle and plain Node's), so a module-level
 * variable would exist twice; state is therefore kept on `globalThis` under a name.
 */
export function singleton<T>(name: string, create: () => T): T {
  const kept = store();
  if (!kept.has(name)) kept.set(name, create());
  return kept.get(name) as T;
}

/** The instance of that name where one was made. */
export function existingSingleton<T>(name: string): T | undefined {
  return store().get(name) as T | undefined;
}

/** Drops an instance, so that the next `singleton` call creates a new one (a test's second database, a shutdown). */
export function forgetSingleton(name: string): void {
  store().delete(name);
}

function store(): Map<string, unknown> {
  const global = globalThis as typeof globalThis & { __fairseat?: Map<string, unknown> };
  global.__fairseat ??= new Map();
  return global.__fairseat;
}

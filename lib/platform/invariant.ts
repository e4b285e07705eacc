/** We are wrong: a state that our own code promised cannot exist. Answered with 500 and a loud log. */
export class Fault extends Error {
  override name = "Fault";
}

/** The outside broke (database, gateway, Redis, mail). Answered with 503 and `Retry-After`; nothing was lost. */
export class Failure extends Error {
  override name = "Failure";
  readonly dependency: string;
  readonly retryAfterSeconds: number;
  constructor(dependency: string, message: string, options: { cause?: unknown; retryAfterSeconds?: number } = {}) {
    super(message, { cause: options.cause });
    this.dependency = dependency;
    this.retryAfterSeconds = options.retryAfterSeconds ?? 5;
  }
}

/** Throws a `Fault` when the condition does not hold. The message says what must be true. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Fault(`invariant broken: ${message}`);
}

import { headers } from "next/headers";
import type { z } from "zod";
import { admit, type DeclaredWay, noteOutcome, type WayIn } from "#lib/platform/http/pipeline";
import { refuseFields } from "#lib/platform/http/read-body";
import { type Refusal, refusalSpec } from "#lib/platform/http/refusals";
import { openContext, runInContext } from "#lib/platform/http/request-context";
import { invariant } from "#lib/platform/invariant";
import { leadAway } from "./who-asks.ts";

/** What a form sent, or a script gave, before any contract judged it. */
export type Fields = Readonly<Record<string, unknown>>;

/** What a form has to say when its action was refused; all else leads to another page. */
export type ActionRefusal =
  | { readonly code: "invalid_request"; readonly wrong: readonly string[] }
  | { readonly code: "rate_limit_exceeded"; readonly wait: number }
  | { readonly code: "forbidden" | "two_factor_required" };

/** `route` is the page on which the form stands and the action's name on it: `/organizer/{organization}/members#invite`. */
export type ActionSpec<Who, Input extends z.ZodType, State> = WayIn<Who, unknown, Fields> & {
  readonly input: Input;
  /** Where to come back to after signing in, where that is not the page of the route. */
  readonly page?: (fields: Fields) => string;
  /** The form's state after a refusal. It keeps the typed values. */
  readonly refused: (refusal: ActionRefusal, fields: Fields) => State | Promise<State>;
};

/**
 * A server action of a form (`useActionState` or plain), of a form with values bound by the page, or called by a script. Its last
 * argument holds the sent values.
 */
export type Action<Input extends z.ZodType, State> = {
  (input: z.input<Input>): Promise<State>;
  (form: FormData): Promise<State>;
  (state: State, form: FormData): Promise<State>;
  (bound: Readonly<Record<string, string>>, state: State, form: FormData): Promise<State>;
};

type Passed<Who, Input> = {
  readonly who: Who;
  readonly input: Input;
  readonly fields: Fields;
  /** Counts once more against the limit: for each further object of an action on several. */
  readonly countOne: () => Promise<Refusal<"rate_limit_exceeded"> | undefined>;
};

/**
 * The adapter of the request pipeline for server actions: it validates the input against the action's contract, applies authority
 * and limit, and redirects to the page where a refusal can be resolved. Forms work without JavaScript.
 */
export function action<Who, Input extends z.ZodType, State>(
  spec: ActionSpec<Who, Input, State>,
  work: (passed: Passed<Who, z.output<Input>>) => Promise<State>,
): Action<Input, State> & { readonly spec: DeclaredWay } {
  const run = async (...args: readonly unknown[]): Promise<State> => {
    const given = await headers();
    const context = openContext(given);
    return runInContext(context, async () => {
      const startedAt = performance.now();
      let status = 200;
      try {
        const fields = fieldsOf(args);
        const parsed = spec.input.safeParse(fields);
        const admitted = await admit(spec, {
          asking: { headers: cookiesOf(given) },
          address: context.address,
          params: undefined,
          named: fields,
          flaw: parsed.success ? undefined : refuseFields(parsed.error),
        });
        if (admitted.ok && parsed.success) {
          const { who, actor } = admitted;
          const countOne = async () =>
            (await spec.limit.take({ actor, address: context.address, params: undefined })).refusal;
          return await work({ who, input: parsed.data, fields, countOne });
        }
        invariant(!admitted.ok, "what does not fit its contract is refused");
        status = refusalSpec(admitted.refusal.code).status;
        return await spec.refused(refusalOf(admitted.refusal, pageOf(spec, fields)), fields);
      } catch (error) {
        status = statusOf(error);
        throw error;
      } finally {
        noteOutcome({ route: spec.route, method: "ACTION", status }, startedAt);
      }
    });
  };
  return Object.assign(run, { spec });
}

/** The fields of the form, over what the page bound to the action; a list where a name was sent more than once. */
function fieldsOf(args: readonly unknown[]): Fields {
  const last = args.at(-1);
  if (!(last instanceof FormData)) return isRecord(last) ? last : {};
  const names = [...new Set(last.keys())].filter((name) => !name.startsWith("$ACTION"));
  const sent = names.map((name): [string, unknown] => {
    const values = last.getAll(name);
    return [name, values.length > 1 ? values : values[0]];
  });
  const bound = args.length > 2 && isRecord(args[0]) ? args[0] : {};
  return { ...bound, ...Object.fromEntries(sent) };
}

function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** On pages only cookies identify the person; an `Authorization` header there belongs to a proxy in front of the server. */
function cookiesOf(given: Headers): Headers {
  return new Headers({ cookie: given.get("cookie") ?? "" });
}

function pageOf<Who, Input extends z.ZodType, State>(spec: ActionSpec<Who, Input, State>, fields: Fields): string {
  if (spec.page) return spec.page(fields);
  const [page = ""] = spec.route.split("#", 1);
  return page.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(fields[name] ?? "")));
}

function refusalOf(refusal: Refusal, page: string): ActionRefusal {
  leadAway(refusal, page);
  const { code } = refusal;
  if (refusal.code === "invalid_request") {
    const paths = (refusal.fields ?? []).map(({ path }) => path.split(".", 1)[0] ?? "");
    return { code: refusal.code, wrong: [...new Set(paths)] };
  }
  if (refusal.code === "rate_limit_exceeded") return { code: refusal.code, wait: refusal.retry_after_seconds ?? 60 };
  invariant(code === "forbidden" || code === "two_factor_required", `an action can say ${code}`);
  return { code };
}

/** How an action ended that did not come back: Next throws to lead elsewhere or to say that there is nothing here. */
function statusOf(error: unknown): number {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : "";
  if (digest.startsWith("NEXT_REDIRECT")) return 303;
  const [, status] = /^NEXT_HTTP_ERROR_FALLBACK;(\d+)/.exec(digest) ?? [];
  return status === undefined ? 500 : Number(status);
}

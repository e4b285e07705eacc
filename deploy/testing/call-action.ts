import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Server actions as the build lists them, and a call of one as a browser with JavaScript makes it. */
type Manifest = { node: Record<string, { exportedName: string; filename: string }> };

/** The ids of all server actions of the build, by name. */
export function builtActions(): Map<string, string> {
  const file = join(process.env.NEXT_DIST_DIR || ".next", "server", "server-reference-manifest.json");
  const { node } = JSON.parse(readFileSync(file, "utf8")) as Manifest;
  return new Map(Object.entries(node).map(([id, { exportedName }]) => [exportedName, id]));
}

export type Called = {
  status: number;
  /** The page that the action leads to, if it leads away. */
  location: string | undefined;
  /** What it answered, as React writes it. */
  text: string;
  /** The cookies it set, each `name=value`. */
  cookies: string[];
};

/** How the action is called: with a form's fields after a state or alone, after what the page bound, or by a script. */
export type Call =
  | { form: Record<string, string | string[]>; state?: true; bound?: Record<string, string> }
  | { input: unknown };

/** Calls the action on a page that has it. */
export async function callAction(
  at: { url: string; path: string; cookie: string; headers?: Record<string, string> },
  id: string,
  call: Call,
): Promise<Called> {
  const response = await fetch(at.url + at.path, {
    method: "POST",
    headers: { cookie: at.cookie, "next-action": id, accept: "text/x-component", origin: at.url, ...at.headers },
    body: bodyOf(call),
    redirect: "manual",
  });
  if (response.headers.has("x-nextjs-action-not-found")) throw new Error(`no page at ${at.path} has this action`);
  const location = response.headers.get("x-action-redirect")?.split(";")[0];
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(";", 1)[0] ?? "");
  return { status: response.status, location, text: await response.text(), cookies };
}

/** The arguments in the encoding of React's server functions: the list is entry 0, a form's fields carry its number. */
function bodyOf(call: Call): FormData {
  const body = new FormData();
  if ("input" in call) {
    body.append("0", JSON.stringify([call.input]));
    return body;
  }
  for (const [name, value] of Object.entries(call.form))
    for (const each of [value].flat()) body.append(`_1_${name}`, each);
  body.append("0", JSON.stringify([...(call.bound ? [call.bound] : []), ...(call.state ? [{}] : []), "$K1"]));
  return body;
}

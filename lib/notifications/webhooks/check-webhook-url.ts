import { type Refused, refuse } from "#lib/platform/http/refusals";
import { loopbackRule, type Resolve, resolveTarget } from "./webhook-connection.ts";
import { judgeTarget, type TargetProblem } from "./webhook-target.ts";

/**
 * Whether messages may go to this address: judged as it is written and as the network knows it now. It is judged again at
 * each sending. Answers the address as it will be called.
 */
export async function checkWebhookUrl(
  text: string,
  resolve?: Resolve,
): Promise<{ ok: true; url: string } | Refused<"invalid_request">> {
  const target = judgeTarget(text, loopbackRule());
  if (!target.ok) return refuseUrl(target.problem);
  const resolved = await resolveTarget(target, resolve);
  return resolved.ok ? { ok: true, url: target.url.href } : refuseUrl(resolved.problem);
}

function refuseUrl(problem: TargetProblem): Refused<"invalid_request"> {
  return refuse("invalid_request", { fields: [{ path: "url", message: SENTENCES[problem] }], problem });
}

const SENTENCES = {
  not_https: "must begin with https://",
  has_credentials: "must not hold a name or password",
  port: "must use port 443, 4443, 8443 or 9443",
  host: "must be the address of a host on the internet",
  private: "must not lead into a private network",
  not_found: "names a host that cannot be found",
} as const satisfies Record<TargetProblem, string>;

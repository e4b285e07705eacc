import { StripeFault } from "./fault.ts";
import { type Form, textOf } from "./form.ts";

export type Keys = { readonly secretKey: string; readonly publishableKey: string };

/** Who calls, by the API key in the header (Bearer or Basic), or in the form as Stripe's card form sends it. */
export function whoCalls(
  keys: Keys,
  request: { authorization: string | undefined; form: Form; query: Form },
): "server" | "browser" {
  const key = keyIn(request.authorization) ?? textOf(request.form, "key") ?? textOf(request.query, "key");
  if (key === keys.secretKey) return "server";
  if (key === keys.publishableKey) return "browser";
  const message =
    key === undefined
      ? "You did not provide an API key."
      : `Invalid API Key provided: ${key.slice(0, 7)}****${key.slice(-4)}`;
  throw new StripeFault(401, { type: "invalid_request_error", message });
}

function keyIn(authorization: string | undefined): string | undefined {
  const [scheme, value] = authorization?.split(" ") ?? [];
  if (!value) return undefined;
  if (scheme?.toLowerCase() === "bearer") return value;
  return Buffer.from(value, "base64").toString("utf8").split(":")[0];
}

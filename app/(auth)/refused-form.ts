import type { ActionRefusal, Fields } from "../action.ts";
import type { FormState } from "./form-state.ts";

/** The typed values that the form keeps. Secrets are never sent back. */
export function typedIn(fields: Fields): Record<string, string> {
  const texts = Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(texts.filter(([name]) => name !== "password" && name !== "token"));
}

/** What a form of an account says when its action was refused. */
export function refusedForm(refusal: ActionRefusal, fields: Fields): FormState {
  const values = typedIn(fields);
  if (refusal.code === "invalid_request") return { values, wrong: [...refusal.wrong] };
  return refusal.code === "rate_limit_exceeded" ? { values, wait: refusal.wait } : { values };
}

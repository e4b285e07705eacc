"use client";

import { useFormAction } from "../../ui/use-form-action.ts";
import type { BulkAction, BulkState } from "./bulk.ts";

/**
 * The state of an action on several rows. What failed gets the name that its row had when it was sent, since the row may be gone
 * when the answer arrives. `field` is the name under which the form sends the ids.
 */
export function useBulk<Code extends string>(
  send: BulkAction<Code>,
  { field, nameOf }: { field: string; nameOf: (id: string) => string | undefined },
) {
  const named = async (state: BulkState<Code>, form: FormData): Promise<BulkState<Code>> => {
    const names = new Map(form.getAll(field).map((id) => [String(id), nameOf(String(id))]));
    const { result, ...rest } = await send(state, form);
    if (!result) return rest;
    const failed = result.failed.map((each) => ({ ...each, name: names.get(each.id) ?? each.id }));
    return { result: { done: result.done, failed } };
  };
  // On the server the action itself, so that the form of a single row posts without JavaScript.
  const [state, act] = useFormAction<BulkState<Code>>(typeof window === "undefined" ? send : named, {});
  return { state, act, field };
}

export type BulkForm<Code extends string> = ReturnType<typeof useBulk<Code>>;

"use client";

import { type RefObject, useEffect, useState } from "react";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { useFormAction } from "../ui/use-form-action.ts";
import type { EventDraft } from "./event-draft.ts";
import type { EventFormAction, EventFormState } from "./event-form-state.ts";
import type { EventChoices, PartProps } from "./form-parts.ts";
import { joinTheirs } from "./join-theirs.ts";
import { useProblemText } from "./use-problem-text.ts";

/** The state of an event's form: what is typed, what the server answered, and the sentences beside the fields. */
export function useEventForm(props: { send: EventFormAction; opened: EventDraft; houses: EventChoices["houses"] }) {
  const textOf = useProblemText();
  const [state, send] = useFormAction<EventFormState>(props.send, {});
  const [opened, setOpened] = useState(props.opened);
  const [draft, setDraft] = useState(state.values ?? props.opened);
  const [both, setBoth] = useState<readonly (keyof EventDraft)[]>([]);
  // Typing after an answer makes it an answer of before.
  const [seen, setSeen] = useState<EventFormState>(state);
  const [last, setLast] = useState(state);
  if (last !== state) {
    setLast(state);
    setSeen(state);
  }
  const { conflict } = state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer is joined once, into what was typed when it came.
  useEffect(() => {
    if (!conflict) return;
    const joined = joinTheirs({ opened, typed: draft }, conflict.theirs);
    setOpened(joined.opened);
    setDraft(joined.typed);
    setBoth(joined.both);
  }, [conflict]);
  const form = useFocusOnWrong(state, Boolean(state.wrong));
  useKeptOnReset(form);
  const change = (part: Partial<EventDraft>) => {
    setDraft((now) => ({ ...now, ...part }));
    setSeen({});
  };
  const decide = (field: keyof EventDraft, theirs: Partial<EventDraft>) => {
    change(theirs);
    setBoth(both.filter((each) => each !== field));
  };
  const problem = (path: string) => {
    const key = state.wrong?.[path];
    return key === undefined ? undefined : textOf(key);
  };
  const timeZone = props.houses.find(({ value }) => value === draft.house)?.timeZone;
  const part: PartProps = { draft, change, problem };
  // The button is far below what was refused.
  useEffect(() => {
    if (state.refusal || conflict) form.current?.querySelector("[role=alert]")?.scrollIntoView({ block: "center" });
  }, [state.refusal, conflict, form]);
  return { state, send, form, timeZone, part, both, decide, isAnswered: seen === state };
}

/** React puts a form back after its action; every field here is held by the form's state, and a select would lose its choice. */
function useKeptOnReset(form: RefObject<HTMLFormElement | null>): void {
  useEffect(() => {
    const element = form.current;
    const keep = (event: Event) => event.preventDefault();
    element?.addEventListener("reset", keep, { capture: true });
    return () => element?.removeEventListener("reset", keep, { capture: true });
  }, [form]);
}

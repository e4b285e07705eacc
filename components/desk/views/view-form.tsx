"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button";
import { Checkbox } from "#components/ui/checkbox";
import { Field } from "#components/ui/field";
import { Notice } from "#components/ui/notice";
import { TextInput } from "#components/ui/text-input";
import { useFocusOnWrong } from "../../ui/focus-wrong.ts";

export const PROBLEMS = ["invalid_request", "saved_view_name_taken", "saved_view_limit_reached", "not_found"] as const;
export type ViewProblem = (typeof PROBLEMS)[number] | "failed";
export type ViewFields = { name: string; is_shared: boolean; is_default: boolean };

const OF_THE_NAME: readonly ViewProblem[] = ["invalid_request", "saved_view_name_taken"];

/** The name of a view, who has it and whether the list opens with it. What was typed stays through every problem. */
export function ViewForm(props: {
  /** The view to change; a new one without. */
  view: ViewFields | undefined;
  nameMax: number;
  send: (fields: ViewFields) => Promise<ViewProblem | undefined>;
  /** Absent for a new one. */
  remove?: () => Promise<ViewProblem | undefined>;
}) {
  const { view, send, remove } = props;
  const t = useTranslations("desk.views");
  const [state, setState] = useState<{ problem?: ViewProblem | undefined; isBusy?: boolean }>({});
  const [isShared, setShared] = useState(view?.is_shared ?? false);
  const ref = useFocusOnWrong(state, state.problem !== undefined && OF_THE_NAME.includes(state.problem));
  const run = async (work: () => Promise<ViewProblem | undefined>) => {
    if (state.isBusy) return;
    setState({ isBusy: true });
    setState({ problem: await work() });
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get("name") ?? "").trim();
    if (name === "") return setState({ problem: "invalid_request" });
    void run(() => send({ name, is_shared: isShared, is_default: form.has("is_default") }));
  };
  const { problem } = state;
  const said = problem && t(`problems.${problem}`);
  const isOfTheName = problem !== undefined && OF_THE_NAME.includes(problem);
  return (
    <form ref={ref} onSubmit={submit} noValidate className="flex flex-col gap-4">
      {said && !isOfTheName ? (
        <Notice tone="bad" urgent>
          {said}
        </Notice>
      ) : null}
      <Field id="view-name" label={t("name")} error={isOfTheName ? said : undefined}>
        {(control) => (
          <TextInput
            {...control}
            name="name"
            autoComplete="off"
            maxLength={props.nameMax}
            defaultValue={view?.name ?? ""}
          />
        )}
      </Field>
      <div className="flex flex-col">
        {view ? null : (
          <Checkbox
            id="view-shared"
            label={t("share")}
            checked={isShared}
            onChange={(event) => setShared(event.target.checked)}
          />
        )}
        <Checkbox
          id="view-default"
          name="is_default"
          label={t(isShared ? "openForAll" : "openForMe")}
          defaultChecked={view?.is_default ?? false}
        />
      </div>
      <div className="flex flex-wrap justify-between gap-3">
        <Button type="submit" aria-disabled={state.isBusy || undefined}>
          {state.isBusy ? t("pending") : t("save")}
        </Button>
        {remove ? (
          <Button variant="danger" aria-disabled={state.isBusy || undefined} onClick={() => void run(remove)}>
            {t("delete")}
          </Button>
        ) : null}
      </div>
    </form>
  );
}

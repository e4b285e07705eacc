import { useCallback, useEffect, useState } from "react";
import { answerKey } from "#lib/catalog/questions/asked-questions";
import type { BuyerForm } from "#lib/catalog/questions/question-contract";
import { checkForm, type FormProblems, type FormValues, fieldId, nameKey } from "./form-values.ts";
import { tickedEarly, typedEarly } from "./typed-early.ts";

export type FilledForm = {
  form: BuyerForm;
  values: FormValues;
  problems: FormProblems;
  set: (key: string, value: FormValues[string] | undefined) => void;
  /** Other questions are asked by now; what was typed stays. */
  ask: (form: BuyerForm) => void;
  restore: (values: FormValues) => void;
  refuse: (problems: FormProblems) => void;
  /** Judges what was filled in, and shows what is wrong. */
  check: () => FormProblems;
};

/** What the event asks the buyers of these seats, and what they filled in. */
export function useBuyerForm(ofPage: BuyerForm, seatIds: readonly number[]): FilledForm {
  const [form, ask] = useState(ofPage);
  const [values, setValues] = useState<FormValues>({});
  const [problems, refuse] = useState<FormProblems>({});
  const [first] = useState({ form: ofPage, seatIds });

  useEffect(() => {
    const keys = [
      ...first.form.questions.flatMap(({ id, for: asked }) =>
        (asked === "order" ? [null] : first.seatIds).map((seatId) => answerKey(id, seatId)),
      ),
      ...first.seatIds.map(nameKey),
    ];
    const typed = keys.flatMap((key) => {
      const value = typedEarly(fieldId(key));
      return value === undefined ? [] : [[key, value]];
    });
    const age = tickedEarly(fieldId("age")) ? [["age", "yes"]] : [];
    setValues((before) => ({ ...Object.fromEntries([...typed, ...age]), ...before }));
  }, [first]);

  const restore = useCallback((kept: FormValues) => setValues((before) => ({ ...before, ...kept })), []);
  return {
    ...{ form, values, problems, ask, restore, refuse },
    set: (key, value) => {
      setValues(({ [key]: _before, ...others }) => (value === undefined ? others : { ...others, [key]: value }));
      refuse(({ [key]: _solved, ...others }) => others);
    },
    check: () => {
      const found = checkForm(form, seatIds, values);
      refuse(found);
      return found;
    },
  };
}

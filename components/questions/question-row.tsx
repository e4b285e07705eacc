import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { Checkbox } from "#components/ui/checkbox";
import { Field } from "#components/ui/field";
import { MoveButtons } from "#components/ui/move-buttons";
import { Select } from "#components/ui/select";
import { TextArea } from "#components/ui/text-area";
import { TextInput } from "#components/ui/text-input";
import { fixedAnswers, hasChoices, possibleDependencies } from "#lib/catalog/questions/judge-questions";
import { LABEL_MAX, QUESTION_KINDS, type Question } from "#lib/catalog/questions/question-contract";
import type { QuestionDraft, Wrong } from "./question-draft.ts";

type QuestionRowProps = {
  draft: QuestionDraft;
  place: number;
  /** All of the list, as they are typed. */
  questions: readonly Question[];
  wrong: Wrong;
  onChange: (part: Partial<QuestionDraft>) => void;
  onMove: (step: -1 | 1) => void;
  onRemove: () => void;
};

/** One question: what it asks, of whom, and when. */
export function QuestionRow(props: QuestionRowProps) {
  const t = useTranslations("question-editor");
  const { draft, place, questions, onChange } = props;
  const id = `question-${draft.id}`;
  const shown = draft.label.trim() || t("unnamed", { number: place + 1 });
  const problem = (field: string) => {
    const key = Object.keys(props.wrong).find((path) => path.startsWith(`questions.${place}.${field}`));
    const found = key === undefined ? undefined : props.wrong[key];
    return found && t(`problems.${found}`);
  };
  return (
    <li>
      <fieldset className="flex min-w-0 flex-col gap-4 rounded-card border border-line p-4">
        <legend className="max-w-full break-words px-1 font-semibold">{shown}</legend>
        <Field id={`${id}-label`} label={t("label")} error={problem("label")}>
          {(control) => (
            <TextInput
              {...control}
              value={draft.label}
              maxLength={LABEL_MAX}
              autoComplete="off"
              onChange={({ target }) => onChange({ label: target.value })}
            />
          )}
        </Field>
        <Field id={`${id}-help`} label={t("help")} hint={t("helpHint")} note={t("optional")}>
          {(control) => (
            <TextInput
              {...control}
              value={draft.help}
              maxLength={500}
              autoComplete="off"
              onChange={({ target }) => onChange({ help: target.value })}
            />
          )}
        </Field>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <Options
            id={`${id}-kind`}
            label={t("kind")}
            value={draft.kind}
            options={QUESTION_KINDS.map((kind) => [kind, t(`kinds.${kind}`)])}
            onChoose={(kind) => onChange({ kind: kind as Question["kind"] })}
          />
          <Options
            id={`${id}-for`}
            label={t("for")}
            value={draft.for}
            options={[
              ["order", t("forOrder")],
              ["ticket", t("forTicket")],
            ]}
            onChoose={(asked) => onChange({ for: asked as Question["for"] })}
          />
        </div>
        {hasChoices(draft.kind) ? (
          <Field id={`${id}-choices`} label={t("choices")} hint={t("choicesHint")} error={problem("choices")}>
            {(control) => (
              <TextArea
                {...control}
                rows={4}
                value={draft.choicesText}
                onChange={({ target }) => onChange({ choicesText: target.value })}
              />
            )}
          </Field>
        ) : null}
        <Checkbox
          id={`${id}-required`}
          checked={draft.required}
          onChange={({ target }) => onChange({ required: target.checked })}
          label={t("required")}
        />
        <Dependency {...{ id, draft, place, questions, onChange }} error={problem("depends_on")} />
        <span className="flex flex-wrap items-center justify-between gap-3">
          <Button variant="quiet" aria-label={t("removeNamed", { name: shown })} onClick={props.onRemove}>
            {t("remove")}
          </Button>
          <MoveButtons id={draft.id} name={shown} place={place} count={questions.length} onMove={props.onMove} />
        </span>
      </fieldset>
    </li>
  );
}

/** On which answer of an earlier question it depends. Only what makes no circle is offered. */
function Dependency(
  props: Pick<QuestionRowProps, "draft" | "place" | "questions" | "onChange"> & {
    id: string;
    error: string | undefined;
  },
) {
  const t = useTranslations("question-editor");
  const { id, draft, place, questions, onChange, error } = props;
  const possible = possibleDependencies(questions, place);
  const needed = draft.depends_on;
  const chosen = questions.find((question) => question.id === needed?.question_id);
  if (possible.length === 0 && !needed) return null;
  // One that was moved behind is still shown, with what is wrong about it.
  const offered = chosen && !possible.includes(chosen) ? [...possible, chosen] : possible;
  const choose = (questionId: string) => {
    const [answer] = fixedAnswers(offered.find((each) => each.id === questionId) ?? NO_ANSWERS);
    onChange({ depends_on: answer === undefined ? null : { question_id: questionId, answer } });
  };
  const words = (answer: string) => (chosen?.kind === "yes_no" ? t(answer === "yes" ? "yes" : "no") : answer);
  const answers = chosen ? fixedAnswers(chosen) : [];
  const known = needed && !answers.includes(needed.answer) ? [needed.answer, ...answers] : answers;
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <Options
        id={`${id}-depends`}
        label={t("depends")}
        value={needed?.question_id ?? ""}
        options={[["", t("always")], ...offered.map(({ id: each, label }) => [each, label || t("noLabel")] as const)]}
        error={error}
        onChoose={choose}
      />
      {needed ? (
        <Options
          id={`${id}-answer`}
          label={t("dependsAnswer")}
          value={needed.answer}
          options={known.map((answer) => [answer, words(answer)])}
          onChoose={(answer) => onChange({ depends_on: { ...needed, answer } })}
        />
      ) : null}
    </div>
  );
}

const NO_ANSWERS: Pick<Question, "kind" | "choices"> = { kind: "date", choices: [] };

function Options(props: {
  id: string;
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  error?: string | undefined;
  onChoose: (value: string) => void;
}) {
  const { id, label, value, options, error, onChoose } = props;
  return (
    <Field id={id} label={label} error={error}>
      {(control) => (
        <Select {...control} value={value} onChange={({ target }) => onChoose(target.value)}>
          {options.map(([option, words]) => (
            <option key={option} value={option}>
              {words}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

import { useTranslations } from "next-intl";
import { StepFields } from "#components/price-steps/step-fields";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { STEP_KINDS } from "#lib/pricing/steps/price-steps";
import { useFocusNext } from "../ui/focus-next.ts";
import { newStep, type StepDraft, type StepKind, type SteppedEvent } from "./step-draft.ts";

const STEPS_MAX = 40;

/** The steps one below the other, and what adds one of each kind. */
export function StepList(props: {
  event: SteppedEvent;
  drafts: readonly StepDraft[];
  words: (path: string) => string | undefined;
  setDrafts: (change: (now: readonly StepDraft[]) => readonly StepDraft[]) => void;
  mayWrite: boolean;
  /** What was said of a step was said of its place in the list. */
  onShift: () => void;
}) {
  const { event, drafts, words, setDrafts, mayWrite, onShift } = props;
  const t = useTranslations("price-steps");
  const focusNext = useFocusNext();
  const add = (kind: StepKind) => {
    const step = newStep(kind, event);
    setDrafts((now) => [...now, step]);
    focusNext(`step-${step.key}-level`);
  };
  const remove = ({ key, kind }: StepDraft) => {
    setDrafts((now) => now.filter((each) => each.key !== key));
    focusNext(`steps-add-${kind}`);
    onShift();
  };
  return (
    <>
      {drafts.length === 0 ? <EmptyState title={t("none")}>{t("noneText")}</EmptyState> : null}
      <ol className="flex flex-col gap-4">
        {drafts.map((draft, i) => (
          <li key={draft.key}>
            <Card className="flex flex-col gap-4">
              <div className="flex flex-wrap items-baseline justify-between gap-x-4">
                <h2 className="font-semibold text-lg">{t(`kinds.${draft.kind}.name`)}</h2>
                {mayWrite ? (
                  <Button
                    variant="quiet"
                    aria-label={t("removeStep", { number: i + 1, kind: t(`kinds.${draft.kind}.name`) })}
                    onClick={() => remove(draft)}
                  >
                    {t("fields.remove")}
                  </Button>
                ) : null}
              </div>
              <p className="text-ink-soft text-sm">{t(`kinds.${draft.kind}.text`)}</p>
              <StepFields
                {...{ draft, event }}
                change={(part) =>
                  setDrafts((now) => now.map((each) => (each.key === draft.key ? { ...each, ...part } : each)))
                }
                words={(field) => words(`steps.${i}.${field}`)}
              />
            </Card>
          </li>
        ))}
      </ol>
      {mayWrite && drafts.length < STEPS_MAX ? (
        <div className="flex flex-wrap gap-3">
          {STEP_KINDS.map((kind) => (
            <Button key={kind} id={`steps-add-${kind}`} variant="secondary" onClick={() => add(kind)}>
              {t(`kinds.${kind}.add`)}
            </Button>
          ))}
        </div>
      ) : null}
    </>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { UnsavedGuard } from "#components/desk/guard/unsaved-guard";
import { useToast } from "#components/desk/toast/toaster";
import { SimulationPanel } from "#components/price-steps/simulation-panel";
import { StepList } from "#components/price-steps/step-list";
import { Button } from "#components/ui/button";
import { Checkbox } from "#components/ui/checkbox";
import { Notice } from "#components/ui/notice";
import type { PriceStepsWire } from "#lib/pricing/steps/step-contract";
import { type ApiRefusal, call } from "../api/call.ts";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { readSteps, type StepDraft, type SteppedEvent, type StepWrong, stepDraft, wrongOf } from "./step-draft.ts";
import { useStepWords } from "./use-step-words.ts";

type Trouble = "changed" | "forbidden" | "not_found" | "unreachable" | "invalid";
type Answer = { wrong: StepWrong; trouble?: Trouble };
export type PastEvent = { id: number; title: string; sold: number };

/** The price steps of an event: written, tried on a simulated sale, and saved. */
export function StepsForm(props: {
  event: SteppedEvent;
  steps: PriceStepsWire;
  pastEvents: readonly PastEvent[];
  mayWrite: boolean;
}) {
  const { event, pastEvents, mayWrite } = props;
  const t = useTranslations("price-steps");
  const router = useRouter();
  const toast = useToast();
  const draftsOf = (steps: PriceStepsWire) => steps.steps.map((step) => stepDraft(step, event));
  const [known, setKnown] = useState(props.steps);
  const [drafts, setDrafts] = useState<readonly StepDraft[]>(() => draftsOf(props.steps));
  const [announces, setAnnounces] = useState(props.steps.announces);
  const [answer, setAnswer] = useState<Answer>({ wrong: {} });
  const [isPending, setPending] = useState(false);
  const form = useFocusOnWrong(answer, Object.keys(answer.wrong).length > 0);
  const words = useStepWords(answer.wrong, event.currency);

  function take(steps: PriceStepsWire): void {
    setKnown(steps);
    setDrafts(draftsOf(steps));
    setAnnounces(steps.announces);
    setAnswer({ wrong: {} });
  }

  function refuse(refusal: ApiRefusal): void {
    if (refusal.code === "price_steps_changed") setKnown(refusal.price_steps);
    setAnswer(answerOf(refusal));
  }

  async function send(submitted: FormEvent<HTMLFormElement>) {
    submitted.preventDefault();
    if (isPending) return;
    const read = readSteps(drafts, { announces, event });
    if ("wrong" in read) return setAnswer({ wrong: read.wrong, trouble: "invalid" });
    setPending(true);
    const body = { revision: known.revision, announces, steps: read.steps };
    const sent = await call("PUT /api/v1/events/{id}/price-steps", { params: { id: event.id }, body });
    setPending(false);
    if (!sent.ok) return refuse(sent.refusal);
    take(sent.value);
    toast({ text: t("saved") });
    router.refresh();
  }

  return (
    <form ref={form} onSubmit={(sent) => void send(sent)} noValidate className="flex flex-col gap-8">
      <UnsavedGuard isRefused={answer.trouble !== undefined} key={known.revision} />
      {answer.trouble ? (
        <Notice
          tone={answer.trouble === "changed" ? "warn" : "bad"}
          urgent
          action={
            answer.trouble === "changed" ? (
              <Button variant="secondary" onClick={() => take(known)}>
                {t("takeTheirs")}
              </Button>
            ) : undefined
          }
        >
          {t(`refusals.${answer.trouble}`)}
        </Notice>
      ) : null}
      <fieldset disabled={!mayWrite} className="flex min-w-0 flex-col gap-5">
        <legend className="sr-only">{t("steps")}</legend>
        <StepList {...{ event, drafts, words, setDrafts, mayWrite }} onShift={() => setAnswer({ wrong: {} })} />
        <Checkbox
          id="announces"
          checked={announces}
          onChange={({ target }) => setAnnounces(target.checked)}
          label={t(event.mustAnnounce ? "announcesHere" : "announces")}
          error={words("announces")}
        />
        {mayWrite ? (
          <Button type="submit" className="self-start" aria-disabled={isPending || undefined}>
            {t(isPending ? "saving" : "save")}
          </Button>
        ) : null}
      </fieldset>
      <SimulationPanel
        {...{ event, pastEvents }}
        read={() => readSteps(drafts, { announces, event })}
        announces={announces}
        onWrong={(wrong) => setAnswer(Object.keys(wrong).length > 0 ? { wrong, trouble: "invalid" } : { wrong })}
      />
    </form>
  );
}

function answerOf(refusal: ApiRefusal): Answer {
  if (refusal.code === "price_steps_invalid") return { wrong: wrongOf(refusal.fields), trouble: "invalid" };
  if (refusal.code === "price_steps_changed") return { wrong: {}, trouble: "changed" };
  if (refusal.code === "forbidden" || refusal.code === "not_found") return { wrong: {}, trouble: refusal.code };
  return { wrong: {}, trouble: refusal.code === "invalid_request" ? "invalid" : "unreachable" };
}

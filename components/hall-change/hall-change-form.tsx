"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { CategoryLevels } from "#components/hall-change/category-levels";
import { HallChangeAnswer } from "#components/hall-change/hall-change-answer";
import { VersionSelect } from "#components/hall-change/version-select";
import { Card } from "#components/ui/card";
import { SubmitButton } from "#components/ui/submit-button";
import type { HallChoice } from "#lib/orders/changing-hall/hall-choice";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { useFormAction } from "../ui/use-form-action.ts";
import { choiceOf } from "./hall-change-fields.ts";
import type { HallChangeAction, HallChangeState } from "./hall-change-state.ts";

type Props = {
  send: HallChangeAction;
  choice: HallChoice;
  /** The address of the organization's orders. */
  orders: string;
  timeZone: string;
};

/**
 * Gives an event another version of its hall: choose, see what changes, confirm. Every step is a post. Another choice takes back what
 * was seen, so that only that is confirmed.
 */
export function HallChangeForm({ send, choice, orders, timeZone }: Props) {
  const t = useTranslations("hall");
  const [state, act] = useFormAction(send, {});
  // What was chosen since the last answer; the next answer takes its place.
  const [touched, setTouched] = useState<{ since: HallChangeState } & Sent>();
  const form = useFocusOnWrong(state, Boolean(state.wrong) || unchosenIn(state).length > 0);
  const answer = useFocusOnAnswer(state);
  const isTouched = touched?.since === state;
  const asked = sentOf(state, choice);
  const { choice: picked, levels } = isTouched ? touched : asked;
  const seen = isTouched ? undefined : state;
  const { review } = seen ?? {};
  const categories =
    picked === asked.choice
      ? [...new Set([...(state.review?.unpriced_categories ?? []), ...Object.keys(asked.levels)])]
      : [];
  const isClear = review && review.unpriced_categories.length === 0 && review.orphaned_count === 0;
  return (
    <form ref={form} action={act} noValidate className="flex flex-col gap-5">
      <input type="hidden" name="layout_hash" value={review?.layout_hash ?? choice.layoutHash} />
      <Card className="flex flex-col items-start gap-5">
        <VersionSelect
          halls={choice.halls}
          timeZone={timeZone}
          // React puts a form back after its action, also a select that it controls: each answer mounts one with its own value.
          key={`${choice.layoutHash} ${asked.choice}`}
          value={asked.choice}
          error={seen?.wrong === "choice" ? t("problems.choice") : undefined}
          onChange={(value) => setTouched({ since: state, choice: value, levels: {} })}
        />
        <CategoryLevels
          categories={categories}
          levels={choice.levels}
          chosen={asked.levels}
          wrong={state.wrong === "levels" ? categories : unchosenIn(state)}
          onChange={(category, level) =>
            setTouched({ since: state, choice: picked, levels: { ...levels, [category]: level } })
          }
        />
        {isClear ? null : (
          <SubmitButton key="review" name="intent" value="review" pendingText={t("pending")}>
            {review ? t("again") : t("review")}
          </SubmitButton>
        )}
      </Card>
      <div ref={answer} tabIndex={-1} className="flex flex-col gap-5 outline-none">
        {seen ? <HallChangeAnswer state={seen} orders={orders} /> : null}
      </div>
      {isClear ? (
        <SubmitButton
          key="confirm"
          name="intent"
          value="confirm"
          size="lg"
          className="self-start"
          pendingText={t("pending")}
        >
          {t("confirm")}
        </SubmitButton>
      ) : null}
    </form>
  );
}

type Sent = NonNullable<HallChangeState["sent"]>;

/** What was sent last; the newest version where nothing was, or where the event sells that version by now. */
function sentOf({ sent }: HallChangeState, choice: HallChoice): Sent {
  const isThere = choice.halls.some(({ id, others }) =>
    others.some(({ version }) => choiceOf(id, version) === sent?.choice),
  );
  return sent && isThere ? sent : { choice: newestOf(choice), levels: {} };
}

function newestOf({ halls }: HallChoice): string {
  const [hall] = halls.filter(({ others }) => others.length > 0);
  const [newest] = hall?.others ?? [];
  return hall && newest ? choiceOf(hall.id, newest.version) : "";
}

/** Categories for which a price level was asked and none was chosen. */
function unchosenIn({ review, sent }: HallChangeState): string[] {
  return (review?.unpriced_categories ?? []).filter((category) => sent?.levels[category] === "");
}

/** Puts the cursor on each new answer, which stands below the form: the pressed button may be gone. */
function useFocusOnAnswer(state: HallChangeState) {
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const isSaid = state.review || state.refusal || state.done;
    if (isSaid && unchosenIn(state).length === 0) answer.current?.focus();
  }, [state]);
  return answer;
}

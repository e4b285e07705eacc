"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import { Button } from "#components/ui/button";
import { LiveRegion } from "#components/ui/live-region";
import { Progress } from "#components/ui/progress";
import { startCheck } from "./check-scripts.ts";
import { watchInput } from "./client-signals.ts";
import { proofKeeperOf } from "./with-proof.ts";

/** Nothing is said of a wait that is shorter than this. */
const UNSEEN_MS = 800;

/**
 * Keeps the browser's proof for an event while the page is open. Shows nothing, unless a hold or a join waits for the proof, or the check of
 * another service asks the person for something.
 */
export function ProofWatch({ eventId }: { eventId: number }) {
  const t = useTranslations("challenge");
  const keeper = proofKeeperOf(eventId);
  const share = useStore(keeper.store, (state) => state.share);
  const check = useStore(keeper.store, (state) => state.check);
  const isWaiting = useStore(keeper.store, ({ awaited, phase }) => awaited > 0 && phase === "working");
  const isLong = useLasting(isWaiting);
  const [asksPerson, setAsksPerson] = useState(false);

  useEffect(() => {
    watchInput();
    return keeper.keep();
  }, [keeper]);

  const isSeen = isLong || (check !== undefined && asksPerson);
  const percent = Math.round(share * 100);
  return (
    <>
      <div inert={!isSeen} className={isSeen ? CARD : "fixed size-0 overflow-hidden"}>
        {isSeen ? (
          <>
            <p className="font-semibold">{t(asksPerson ? "askTitle" : "title")}</p>
            <p className="mt-1 text-[0.9375rem] text-ink-soft">{t(asksPerson ? "askText" : "text")}</p>
            {isLong ? (
              <Progress className="mt-3" label={t("progress")} value={percent} text={t("percent", { percent })} />
            ) : null}
          </>
        ) : null}
        {check ? <CheckWidget key={check.nonce} {...{ eventId, check, onQuestion: setAsksPerson }} /> : null}
      </div>
      <LiveRegion text={isSeen ? t(asksPerson ? "askTitle" : "spoken") : ""} />
    </>
  );
}

const CARD =
  "fixed inset-x-4 bottom-28 z-40 mx-auto max-w-md animate-arrive rounded-card border border-line bg-raised px-5 py-4 shadow-overlay";

type WidgetProps = {
  eventId: number;
  check: Parameters<typeof startCheck>[0];
  onQuestion: (asksPerson: boolean) => void;
};

/** The widget of another service, with the way around it for people whom it does not serve. */
function CheckWidget({ eventId, check, onQuestion }: WidgetProps) {
  const t = useTranslations("challenge");
  const locale = useLocale();
  const place = useRef<HTMLDivElement>(null);
  const { answerCheck } = proofKeeperOf(eventId);
  useEffect(() => {
    if (!place.current) return;
    const onAnswer = (token: string | undefined) => {
      onQuestion(false);
      answerCheck(token);
    };
    const stop = startCheck(check, { place: place.current, locale, onAnswer, onQuestion: () => onQuestion(true) });
    return () => {
      onQuestion(false);
      stop();
    };
  }, [check, locale, answerCheck, onQuestion]);
  return (
    <div className="mt-3">
      <div ref={place} />
      <Button variant="secondary" block className="mt-3" onClick={() => answerCheck(undefined)}>
        {t("withoutCheck")}
      </Button>
    </div>
  );
}

/** True once it has been true for a while. */
function useLasting(isNow: boolean): boolean {
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    if (!isNow) return setIsLong(false);
    const timer = setTimeout(() => setIsLong(true), UNSEEN_MS);
    return () => clearTimeout(timer);
  }, [isNow]);
  return isLong;
}

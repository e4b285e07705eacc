"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { AddOnConflict } from "#components/add-ons/add-on-conflict";
import { type AddOnEvent, AddOnFields } from "#components/add-ons/add-on-fields";
import { useToast } from "#components/desk/toast/toaster";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import type { AddOnTerms, AddOnWire } from "#lib/pricing/add-ons/add-on-contract";
import { type ApiRefusal, call } from "../api/call.ts";
import { joinTheirs } from "../event-form/join-theirs.ts";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { changedTerms, type FlatTerms, flatTerms, termsOf } from "./flat-terms.ts";
import { readAddOn, type WrongAddOn } from "./read-add-on.ts";

type Trouble = "inOrders" | "tooMany" | "forbidden" | "not_found" | "unreachable" | "invalid";
/** `theirs`: what another person saved since the form was opened. */
type Answer = { wrong: WrongAddOn; trouble?: Trouble; theirs?: Partial<FlatTerms> };
/** What the fields begin with; another `round` draws them from it again. */
type Shown = { terms: AddOnTerms | undefined; round: number };

/** Makes an add-on, changes it, or deletes it while no order has it. */
export function AddOnForm({ event, addOn, base }: { event: AddOnEvent; addOn?: AddOnWire; base: string }) {
  const t = useTranslations("add-ons");
  const router = useRouter();
  const toast = useToast();
  const [answer, setAnswer] = useState<Answer>({ wrong: {} });
  const [known, setKnown] = useState(addOn);
  const [shown, setShown] = useState<Shown>({ terms: addOn, round: 0 });
  const [isPending, setPending] = useState(false);
  const form = useFocusOnWrong(answer, Object.keys(answer.wrong).length > 0);

  function leave(words: "saved" | "made" | "deleted") {
    toast({ text: t(words) });
    router.push(`${base}/add-ons`);
    router.refresh();
  }

  const show = (terms: AddOnTerms) => setShown(({ round }) => ({ terms, round: round + 1 }));
  const read = (element: HTMLFormElement) =>
    readAddOn(new FormData(element), { timeZone: event.timeZone, taxBefore: known?.tax_rate_ids ?? null });

  /** Another person saved it first: theirs comes in where nothing was typed, and both see what the other did. */
  function meet(opened: AddOnTerms, typed: AddOnTerms, theirs: AddOnWire): void {
    const changed = changedTerms(flatTerms(opened), flatTerms(theirs));
    const joined = joinTheirs({ opened: flatTerms(opened), typed: flatTerms(typed) }, changed);
    setKnown(theirs);
    show(termsOf(joined.typed));
    setAnswer({ wrong: {}, theirs: changed });
  }

  /** Takes what the other saved into a field, beside all that is typed by now. */
  function take(part: Partial<FlatTerms>): void {
    if (!form.current) return;
    const { terms, wrong } = read(form.current);
    if (Object.keys(wrong).length === 0) show(termsOf({ ...flatTerms(terms), ...part }));
    setAnswer((now) => ({ ...now, wrong }));
  }

  async function send(submitted: FormEvent<HTMLFormElement>) {
    submitted.preventDefault();
    if (isPending) return;
    const { terms, wrong } = read(submitted.currentTarget);
    if (Object.keys(wrong).length > 0) return setAnswer((now) => ({ ...now, wrong }));
    setPending(true);
    const sent = known
      ? await call("PATCH /api/v1/events/{id}/add-ons/{add_on_id}", {
          params: { id: event.id, add_on_id: known.id },
          body: { ...terms, revision: known.revision },
        })
      : await call("POST /api/v1/events/{id}/add-ons", { params: { id: event.id }, body: terms });
    setPending(false);
    if (sent.ok) return leave(known ? "saved" : "made");
    if (known && sent.refusal.code === "add_on_changed") return meet(known, terms, sent.refusal.add_on);
    setAnswer(answerOf(sent.refusal));
  }

  async function remove({ id }: AddOnWire) {
    if (isPending) return;
    setPending(true);
    const gone = await call("DELETE /api/v1/events/{id}/add-ons/{add_on_id}", {
      params: { id: event.id, add_on_id: id },
    });
    setPending(false);
    if (gone.ok) return leave("deleted");
    setAnswer(answerOf(gone.refusal));
  }

  return (
    <form
      ref={form}
      onSubmit={(submitted) => void send(submitted)}
      noValidate
      className="flex max-w-2xl flex-col gap-6"
    >
      {answer.trouble ? (
        <Notice tone="bad" urgent>
          {t(`refusals.${answer.trouble}`)}
        </Notice>
      ) : null}
      {answer.theirs && shown.terms ? (
        <AddOnConflict event={event} theirs={answer.theirs} typed={flatTerms(shown.terms)} take={take} />
      ) : null}
      <AddOnFields key={shown.round} event={event} terms={shown.terms} wrong={answer.wrong} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" aria-disabled={isPending || undefined}>
          {t(isPending ? "form.pending" : known ? "form.save" : "form.make")}
        </Button>
        {known && known.claimed === 0 ? (
          <Button variant="danger" aria-disabled={isPending || undefined} onClick={() => void remove(known)}>
            {t("form.delete")}
          </Button>
        ) : null}
      </div>
    </form>
  );
}

function answerOf(refusal: ApiRefusal): Answer {
  const { code } = refusal;
  if (code === "add_on_invalid") {
    const wrong = refusal.fields.map(({ path, problem: word, limit }): [string, WrongAddOn[string]] => [
      path,
      { word, ...(limit === undefined ? {} : { limit }) },
    ]);
    return { wrong: Object.fromEntries(wrong), trouble: "invalid" };
  }
  if (code === "forbidden" || code === "not_found") return { wrong: {}, trouble: code };
  return { wrong: {}, trouble: TROUBLES[code] ?? "unreachable" };
}

const TROUBLES: Partial<Record<string, Trouble>> = {
  add_on_in_orders: "inOrders",
  too_many_add_ons: "tooMany",
  invalid_request: "invalid",
};

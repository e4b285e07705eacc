"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { type AddOnEvent, AddOnFields } from "#components/add-ons/add-on-fields";
import { useToast } from "#components/desk/toast/toaster";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import type { AddOnWire } from "#lib/pricing/add-ons/add-on-contract";
import { type ApiRefusal, call } from "../api/call.ts";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { readAddOn, type WrongAddOn } from "./read-add-on.ts";

type Trouble = "changed" | "inOrders" | "tooMany" | "forbidden" | "not_found" | "unreachable" | "invalid";
type Answer = { wrong: WrongAddOn; trouble?: Trouble };

/** Makes an add-on, changes it, or deletes it while no order has it. */
export function AddOnForm({ event, addOn, base }: { event: AddOnEvent; addOn?: AddOnWire; base: string }) {
  const t = useTranslations("add-ons");
  const router = useRouter();
  const toast = useToast();
  const [answer, setAnswer] = useState<Answer>({ wrong: {} });
  const [known, setKnown] = useState(addOn);
  const [isPending, setPending] = useState(false);
  const form = useFocusOnWrong(answer, Object.keys(answer.wrong).length > 0);

  function leave(words: "saved" | "made" | "deleted") {
    toast({ text: t(words) });
    router.push(`${base}/add-ons`);
    router.refresh();
  }

  async function send(submitted: FormEvent<HTMLFormElement>) {
    submitted.preventDefault();
    if (isPending) return;
    const before = { timeZone: event.timeZone, taxBefore: known?.tax_rate_ids ?? null };
    const { terms, wrong } = readAddOn(new FormData(submitted.currentTarget), before);
    if (Object.keys(wrong).length > 0) return setAnswer({ wrong });
    setPending(true);
    const sent = known
      ? await call("PATCH /api/v1/events/{id}/add-ons/{add_on_id}", {
          params: { id: event.id, add_on_id: known.id },
          body: { ...terms, revision: known.revision },
        })
      : await call("POST /api/v1/events/{id}/add-ons", { params: { id: event.id }, body: terms });
    setPending(false);
    if (sent.ok) return leave(known ? "saved" : "made");
    if (sent.refusal.code === "add_on_changed") setKnown(sent.refusal.add_on);
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
    // A key for each revision: what someone else saved stands in the fields then.
    <form
      key={known?.revision}
      ref={form}
      onSubmit={(submitted) => void send(submitted)}
      noValidate
      className="flex max-w-2xl flex-col gap-6"
    >
      {answer.trouble ? (
        <Notice tone={answer.trouble === "changed" ? "warn" : "bad"} urgent>
          {t(`refusals.${answer.trouble}`)}
        </Notice>
      ) : null}
      <AddOnFields event={event} terms={known} wrong={answer.wrong} />
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
  add_on_changed: "changed",
  add_on_in_orders: "inOrders",
  too_many_add_ons: "tooMany",
  invalid_request: "invalid",
};

"use client";

import { useTranslations } from "next-intl";
import { useSeatRoom, useSession } from "#components/seat-map/seat-room";
import { Stepper } from "#components/seat-map/stepper";
import { Button } from "#components/ui/button";
import { useSeatWords } from "../seat-map/use-seat-words.ts";
import { classNames } from "../ui/class-names.ts";
import { cartTotal } from "./cart-total.ts";

/** "Best seats together" for so many people: shows which, at what sum and why, to be taken with one tap. */
export function BestTogether({ className }: { className?: string }) {
  const t = useTranslations("cart.best");
  const { session } = useSeatRoom();
  const people = useSession((state) => state.filters.people);
  return (
    <div className={classNames("flex flex-col gap-2", className)}>
      <div className="flex items-center justify-between gap-3">
        <Stepper
          label={t("people")}
          value={people}
          min={1}
          max={session.max}
          onChange={(value) => session.setFilters({ people: value })}
        />
        <Button variant="secondary" onClick={session.propose} className="flex-1">
          {t("find", { count: people })}
        </Button>
      </div>
      <Proposed />
    </div>
  );
}

/** Tier names of the best-available rule, in order. */
const TIERS = ["block", "aisle", "rows", "section", "sections", "standing"] as const;

function Proposed() {
  const t = useTranslations("cart.best");
  const { model, event, session } = useSeatRoom();
  const words = useSeatWords();
  const proposal = useSession((state) => state.proposal);
  if (!proposal) return null;
  const { totalMinor } = cartTotal(model, event.levels, proposal.seatIds);
  const section = model.sections[model.section[proposal.seatIds[0] ?? 0] ?? 0];
  return (
    <div role="status" className="animate-arrive rounded-control border border-line bg-raised p-3.5">
      <p className="text-ink-soft text-sm">{section?.name}</p>
      <p className="font-semibold first-letter:uppercase">{words.phrase(proposal.seatIds)}</p>
      <p className="mt-0.5 text-ink-soft text-sm">
        {t(`why.${TIERS[proposal.tier] ?? "section"}`, { count: proposal.seatIds.length })}
      </p>
      <div className="mt-3 flex gap-2">
        <Button onClick={() => session.choose(proposal.seatIds)} className="flex-1">
          {t("take", { price: words.money(totalMinor) })}
        </Button>
        <Button variant="quiet" onClick={session.withdraw}>
          {t("no")}
        </Button>
      </div>
    </div>
  );
}

import { useEffect, useRef, useState } from "react";
import type { QueueStatusWire } from "#lib/waiting-room/contract";
import { call } from "../api/call.ts";
import { type CheckedTicket, checkDraw, type DrawStep, type Verdict } from "./check-draw.ts";
import type { OwnTicket } from "./own-ticket.ts";
import { readSealNote } from "./seal-note.ts";

/** How far the check of a draw is. */
export type DrawCheck =
  | { readonly phase: "idle" }
  /** `network`: the record did not come; `no_crypto`: the browser computes no hashes on this address. */
  | { readonly phase: "failed"; readonly why: "network" | "no_crypto" }
  | {
      readonly phase: "checking" | "done";
      readonly verdicts: Partial<Record<DrawStep, Verdict>>;
      /** The part of the keys that is computed, from 0 to 1. */
      readonly share: number;
      readonly tickets: number;
      /** When this browser noted the seal, before the draw; undefined where it did not. */
      readonly notedAt: string | undefined;
    };

/** Checks the draw in this browser when asked to (check-draw.ts). */
export function useDrawCheck(
  status: Pick<QueueStatusWire, "event_id" | "draw">,
  ticket: OwnTicket | undefined,
): { check: DrawCheck; start: () => Promise<void> } {
  const [check, setCheck] = useState<DrawCheck>({ phase: "idle" });
  const run = useRef(0);
  useEffect(
    () => () => {
      run.current += 1;
    },
    [],
  );

  async function start(): Promise<void> {
    run.current += 1;
    const own = run.current;
    const isOurs = () => run.current === own;
    if (!globalThis.crypto?.subtle) return setCheck({ phase: "failed", why: "no_crypto" });
    const begun = { verdicts: {}, share: 0, tickets: status.draw.tickets, notedAt: undefined };
    setCheck({ phase: "checking", ...begun });
    const read = await call("GET /api/v1/events/{id}/queue/draw", { params: { id: status.event_id } });
    if (!isOurs()) return;
    if (!read.ok) return setCheck({ phase: "failed", why: "network" });
    const note = readSealNote(status.event_id);
    const known = { tickets: read.value.tickets.length, notedAt: note?.at };
    const given = { seal: note?.seal ?? status.draw.seed_hash, ticket: checkedTicket(ticket, note?.ticketId) };
    let verdicts: Partial<Record<DrawStep, Verdict>> = {};
    let share = 0;
    for await (const report of checkDraw(read.value, given)) {
      if (!isOurs()) return;
      if ("share" in report) share = report.share;
      else verdicts = { ...verdicts, [report.step]: report.verdict };
      setCheck({ phase: "checking", verdicts, share, ...known });
    }
    setCheck({ phase: "done", verdicts, share: 1, ...known });
  }

  return { check, start };
}

function checkedTicket(ticket: OwnTicket | undefined, notedId: string | null | undefined): CheckedTicket | undefined {
  if (!ticket || ticket.number === null) return undefined;
  return { id: ticket.id, number: ticket.number, wasEarly: notedId === ticket.id };
}

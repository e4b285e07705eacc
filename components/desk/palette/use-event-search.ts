"use client";

import { useEffect, useState } from "react";
import type { OwnEventsAnswer } from "#lib/analytics/own-events-contract";
import { call } from "../../api/call.ts";

/** A pause in typing that is worth asking the server for. */
const PAUSE_MS = 150;
const SHOWN_MAX = 8;

type Found = { events: OwnEventsAnswer["data"]; state: "idle" | "loading" | "failed" };

/** The organization's events for the typed words, by the API: the next ones while nothing is typed. Undefined asks nothing. */
export function useEventSearch(organizationId: string | undefined, typed: string): Found {
  const [found, setFound] = useState<Found>({ events: [], state: "idle" });
  const q = typed.trim();
  useEffect(() => {
    if (organizationId === undefined) return;
    const abort = new AbortController();
    setFound(({ events }) => ({ events, state: "loading" }));
    const ask = async () => {
      const query = { limit: String(SHOWN_MAX), ...(q === "" ? {} : { q }) };
      const given = { params: { id: organizationId }, query, signal: abort.signal };
      const answer = await call("GET /api/v1/organizations/{id}/events", given);
      if (abort.signal.aborted) return;
      setFound(answer.ok ? { events: answer.value.data, state: "idle" } : { events: [], state: "failed" });
    };
    const timer = setTimeout(() => void ask(), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [organizationId, q]);
  return found;
}

import { useEffect, useState } from "react";
import type { Layout } from "#lib/seating/layout";
import { call } from "../api/call.ts";

/** The hall of a hash, which a browser keeps for ever. While another one comes, the former stays. */
export function useHall(hash: string): {
  hall: { hash: string; layout: Layout } | undefined;
  isBroken: boolean;
  retry: () => void;
} {
  const [hall, setHall] = useState<{ hash: string; layout: Layout }>();
  const [attempt, setAttempt] = useState(1);
  const [isBroken, setBroken] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt asks again.
  useEffect(() => {
    const asking = new AbortController();
    setBroken(false);
    void call("GET /api/v1/layouts/{hash}", { params: { hash }, signal: asking.signal }).then((answer) => {
      if (asking.signal.aborted) return;
      if (answer.ok) setHall({ hash, layout: answer.value });
      else setBroken(true);
    });
    return () => asking.abort();
  }, [hash, attempt]);
  return { hall, isBroken, retry: () => setAttempt(attempt + 1) };
}

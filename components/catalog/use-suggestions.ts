import { useEffect, useState } from "react";
import type { Suggestion } from "#lib/catalog/contract";
import { call } from "../api/call.ts";

/** A pause in typing that is worth asking the server for. */
const PAUSE_MS = 140;
const LETTERS_MIN = 2;

/** What the server suggests for the text; keeps the last answer while the next is on its way, and nothing on failure. */
export function useSuggestions(typed: string): Suggestion[] {
  const [suggestions, setSuggestions] = useState<Suggestion[]>([]);
  const query = typed.trim();
  useEffect(() => {
    if (query.length < LETTERS_MIN) {
      setSuggestions([]);
      return;
    }
    const abort = new AbortController();
    const timer = setTimeout(() => {
      ask(query, abort.signal).then(setSuggestions, () => undefined);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [query]);
  return suggestions;
}

// Suggestions are a comfort: when they cannot be had, the search itself still works.
async function ask(query: string, signal: AbortSignal): Promise<Suggestion[]> {
  const answer = await call("GET /api/v1/events/suggest", { query: { q: query }, signal });
  signal.throwIfAborted();
  return answer.ok ? answer.value.data : [];
}

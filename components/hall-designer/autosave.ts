import { createStore, type StoreApi } from "zustand/vanilla";
import type { HallPlan } from "#lib/seating/plan/plan";
import type { DesignerStore } from "./designer-store.ts";
import type { DraftHead, DraftPort } from "./draft-port.ts";
import type { KeptDrafts } from "./kept-drafts.ts";

/**
 * Saves the draft a moment after the last change. What is not saved yet is kept on the device first, so neither a lost connection nor
 * a closed tab loses a step. A newer state of another editor is never overwritten: saving stops until the person decides.
 */
export type SaveState = {
  readonly status: "saved" | "dirty" | "saving" | "offline" | "changed" | "refused";
  readonly revision: number;
  /** ISO time of the last save. */
  readonly savedAt: string;
  /** Who saved the newer state. */
  readonly changedBy: string | null;
  readonly message: string;
  readonly editors: readonly string[];
};

export type Autosave = StoreApi<SaveState> & {
  /** Saves now and answers whether the server has the plan as it is. */
  readonly flush: () => Promise<boolean>;
  /** Takes the server's newer state; the own one stays in the history. */
  readonly takeTheirs: () => Promise<boolean>;
  /** Puts the own state into a draft of its own; answers its address. */
  readonly keepMine: (name: string) => Promise<string | undefined>;
  readonly stop: () => void;
};

export const SAVE_AFTER_MS = 800;
const RETRY_MS = 5_000;
const PRESENCE_MS = 10_000;

export function startAutosave(given: {
  readonly store: DesignerStore;
  readonly draft: DraftHead;
  readonly port: DraftPort;
  readonly kept: KeptDrafts;
  /** Who may only look saves nothing. */
  readonly canEdit: boolean;
  /** Id of the person, who is not told of oneself. */
  readonly me: string;
}): Autosave {
  const { store, draft, port, kept, canEdit, me } = given;
  const state = createStore<SaveState>(() => ({
    status: "saved",
    revision: draft.revision,
    savedAt: draft.updatedAt,
    changedBy: null,
    message: "",
    editors: [],
  }));
  let saved = currentPlan(store);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;
  let isStopped = false;

  const later = (ms: number) => {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(() => void save(), ms);
  };

  function onChange(): void {
    const plan = currentPlan(store);
    if (plan === saved || isBlocked(state.getState())) return;
    state.setState({ status: state.getState().status === "offline" ? "offline" : "dirty" });
    later(SAVE_AFTER_MS);
  }

  async function save(): Promise<void> {
    if (running) return running;
    running = saveOnce().finally(() => {
      running = undefined;
      if (!isStopped && state.getState().status !== "offline") onChange();
    });
    return running;
  }

  async function saveOnce(): Promise<void> {
    clearTimeout(timer);
    const plan = currentPlan(store);
    const { revision } = state.getState();
    if (plan === saved || isBlocked(state.getState())) return;
    await kept.keep(draft.id, { plan, revision });
    if (state.getState().status !== "offline") state.setState({ status: "saving" });
    const answer = await port.save({ revision, plan });
    if (answer.ok) {
      saved = plan;
      state.setState({ status: "saved", revision: answer.revision, savedAt: answer.updatedAt, message: "" });
      if (currentPlan(store) === plan) await kept.forget(draft.id);
    } else if (answer.why === "network") {
      state.setState({ status: "offline" });
      later(RETRY_MS);
    } else if (answer.why === "changed") state.setState({ status: "changed", changedBy: answer.by });
    else state.setState({ status: "refused", message: answer.message });
  }

  async function flush(): Promise<boolean> {
    await running;
    if (state.getState().status === "refused") state.setState({ status: "dirty" });
    await save();
    return state.getState().status === "saved";
  }

  if (!canEdit)
    return {
      ...state,
      flush: async () => false,
      takeTheirs: async () => false,
      keepMine: async () => undefined,
      stop: () => undefined,
    };
  const notePresence = async () => {
    const editors = await port.presence();
    state.setState({ editors: editors.filter((editor) => editor.id !== me).map((editor) => editor.name || "?") });
  };
  const stopListening = store.subscribe(onChange);
  const presence = setInterval(() => void notePresence(), PRESENCE_MS);
  void notePresence();
  return {
    ...state,
    flush,
    takeTheirs: async () => {
      const theirs = await port.read();
      if (theirs === undefined) return false;
      saved = theirs.plan;
      const { revision, updatedAt } = theirs.head;
      state.setState({ status: "saved", revision, savedAt: updatedAt, changedBy: null });
      store.replace("theirs", theirs.plan);
      await kept.forget(draft.id);
      return true;
    },
    keepMine: async (name) => {
      const address = await port.copy(name, currentPlan(store));
      if (address !== undefined) await kept.forget(draft.id);
      return address;
    },
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
      clearInterval(presence);
      stopListening();
    },
  };
}

/** The plan without the preview of a gesture. */
function currentPlan(store: DesignerStore): HallPlan {
  const { plan, before } = store.getState();
  return before ?? plan;
}

const isBlocked = ({ status }: SaveState) => status === "changed" || status === "refused";

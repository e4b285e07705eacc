import { useCallback, useEffect, useRef, useState } from "react";
import {
  canNotify,
  canSound,
  canVibrate,
  keepSignals,
  notify,
  readSignals,
  type Signal,
  type SignalSettings,
  TurnTone,
  vibrate,
} from "./turn-signals.ts";

export type TurnSignals = {
  readonly settings: SignalSettings;
  /** What this browser can do; nothing before the page runs. */
  readonly offered: readonly Signal[];
  /** The browser was asked for notifications and does not allow them. */
  readonly isForbidden: boolean;
  /** To be called within a tap or a key press. */
  readonly turn: (signal: Signal, isOn: boolean) => Promise<void>;
  readonly play: () => void;
};

/** Calls the reader when their turn comes: once, by the title and by what they turned on before. */
export function useTurnSignals(isTurn: boolean, words: { title: string; body: string }): TurnSignals {
  const [settings, setSettings] = useState<SignalSettings>({ sound: false, vibration: false, notification: false });
  const [offered, setOffered] = useState<readonly Signal[]>([]);
  const [isForbidden, setForbidden] = useState(false);
  const tone = useRef<TurnTone>(undefined);
  tone.current ??= new TurnTone();

  useEffect(() => {
    setSettings(readSignals());
    const can = { sound: canSound(), vibration: canVibrate(), notification: canNotify() };
    setOffered((["sound", "vibration", "notification"] as const).filter((signal) => can[signal]));
  }, []);

  // A page that was loaded again may sound only after a tap on it, whatever was turned on before.
  useEffect(() => {
    if (!settings.sound) return;
    const unlock = () => void tone.current?.unlock();
    window.addEventListener("pointerdown", unlock, { once: true });
    window.addEventListener("keydown", unlock, { once: true });
    return () => {
      window.removeEventListener("pointerdown", unlock);
      window.removeEventListener("keydown", unlock);
    };
  }, [settings.sound]);

  useTitle(isTurn ? words.title : undefined);
  const wasCalled = useRef(false);
  useEffect(() => {
    if (!isTurn || wasCalled.current) return;
    wasCalled.current = true;
    if (settings.sound) tone.current?.play();
    if (settings.vibration) vibrate();
    if (settings.notification && document.visibilityState === "hidden") notify(words.title, words.body);
  }, [isTurn, settings, words.title, words.body]);

  const turn = useCallback(async (signal: Signal, isOn: boolean) => {
    if (signal === "sound" && isOn) await tone.current?.unlock();
    const isAllowed = signal !== "notification" || !isOn || (await Notification.requestPermission()) === "granted";
    setForbidden(!isAllowed);
    setSettings((before) => {
      const next = { ...before, [signal]: isOn && isAllowed };
      keepSignals(next);
      return next;
    });
    if (signal === "sound" && isOn) tone.current?.play();
    if (signal === "vibration" && isOn) vibrate();
  }, []);

  return { settings, offered, isForbidden, turn, play: () => tone.current?.play() };
}

/** Sets the title of the page while there is one to set. */
function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (title === undefined) return;
    const before = document.title;
    document.title = title;
    return () => {
      document.title = before;
    };
  }, [title]);
}

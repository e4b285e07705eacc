/** How a page calls its reader when it is their turn: a sound, a vibration, a notification. All are off until a button turns them on. */
export const SIGNALS = ["sound", "vibration", "notification"] as const;
export type Signal = (typeof SIGNALS)[number];
export type SignalSettings = Readonly<Record<Signal, boolean>>;

const NAME = "fairseat-turn-signals";
const ALL_OFF: SignalSettings = { sound: false, vibration: false, notification: false };

/** What this browser was set to, for every queue. A notification that was forbidden since is off. */
export function readSignals(): SignalSettings {
  try {
    const kept = JSON.parse(localStorage.getItem(NAME) ?? "null") as Partial<SignalSettings> | null;
    return {
      sound: kept?.sound === true,
      vibration: kept?.vibration === true && canVibrate(),
      notification: kept?.notification === true && canNotify() && Notification.permission === "granted",
    };
  } catch {
    return ALL_OFF;
  }
}

export function keepSignals(settings: SignalSettings): void {
  try {
    localStorage.setItem(NAME, JSON.stringify(settings));
  } catch {
    // Storage is shut or full: the setting lasts as long as the page.
  }
}

export const canVibrate = () => typeof navigator !== "undefined" && typeof navigator.vibrate === "function";
export const canNotify = () => typeof Notification !== "undefined";
export const canSound = () => typeof AudioContext !== "undefined";

export function vibrate(): void {
  if (canVibrate()) navigator.vibrate([200, 100, 200, 100, 400]);
}

/** Shows a notification that brings its reader back to this page. Some browsers show none from a page; the title says it as well. */
export function notify(title: string, body: string): void {
  try {
    const shown = new Notification(title, { body, tag: NAME });
    shown.onclick = () => {
      window.focus();
      shown.close();
    };
  } catch {
    // The phone's browser wants a service worker for it.
  }
}

/** Two rising tones of half a second, made by the browser: no file is loaded. Browsers let a page sound after a tap on it only. */
export class TurnTone {
  private context: AudioContext | undefined;

  /** To be called within a tap or a key press. */
  async unlock(): Promise<void> {
    this.context ??= new AudioContext();
    await this.context.resume();
  }

  play(): void {
    const { context } = this;
    if (context?.state !== "running") return;
    for (const [at, pitch] of [
      [0, 660],
      [0.28, 880],
    ] as const) {
      const [oscillator, volume] = [context.createOscillator(), context.createGain()];
      const start = context.currentTime + at;
      oscillator.frequency.value = pitch;
      volume.gain.setValueAtTime(0.0001, start);
      volume.gain.exponentialRampToValueAtTime(0.3, start + 0.03);
      volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.5);
      oscillator.connect(volume).connect(context.destination);
      oscillator.start(start);
      oscillator.stop(start + 0.55);
    }
  }
}

import type { QueueStatusWire } from "#lib/waiting-room/contract";
import { nextShown, nextWay } from "#lib/waiting-room/shown-wait";
import { waitOf } from "#lib/waiting-room/status-pace";
import type { Answer } from "../api/call.ts";
import { entersNow, pauseBeforeLook } from "./look-pace.ts";
import { type OwnTicket, ownTicket } from "./own-ticket.ts";
import type { ShownSoFar } from "./queue-view.ts";

export type QueueState = {
  readonly status: QueueStatusWire;
  readonly ticket: OwnTicket | undefined;
  readonly shown: ShownSoFar;
  /** `busy`: the server asked to wait; `offline`: nothing came back. The place is kept by the server in both. */
  readonly link: "online" | "busy" | "offline";
  /** The buyer is inside, in another tab of this browser. */
  readonly isElsewhere: boolean;
};

/** What a watch needs of its page and its browser. */
export type WatchPorts = {
  readonly calls: {
    readonly status: () => Promise<Answer<"GET /api/v1/events/{id}/queue/status">>;
    readonly place: () => Promise<Answer<"GET /api/v1/events/{id}/queue">>;
    readonly claim: () => Promise<Answer<"POST /api/v1/events/{id}/queue/claim">>;
    readonly here: (number: number | null) => Promise<Answer<"PUT /api/v1/events/{id}/queue/presence">>;
  };
  readonly now: () => number;
  readonly random: () => number;
  readonly isVisible: () => boolean;
  /** Runs work after so many milliseconds. Answers what takes it back. */
  readonly later: (ms: number, work: () => void) => () => void;
  /** Runs work that one tab of the browser does alone; undefined where another tab is at it. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T | undefined>;
  /** What the tabs of this browser have shown so far, so that a second one shows the same. */
  readonly readShown: (number: number) => ShownSoFar;
  readonly keepShown: (number: number, shown: ShownSoFar) => void;
  readonly onState: (state: QueueState) => void;
  readonly onEnter: () => void;
};

/**
 * Follows a queue. While the buyer waits only the public status is read; the own ticket is read once after the draw, for its number, and
 * again when the queue reaches it. Then its pass is redeemed, at once where the page is looked at. From time to time the page says that it is open.
 */
export class QueueWatch {
  private state: QueueState;
  private readonly ports: WatchPorts;
  private failures = 0;
  private retryAfterSeconds: number | undefined;
  private takeBack: (() => void) | undefined;
  /** The look that is on its way. The answers of one before it count for nothing. */
  private looking: { since: number; done: Promise<void> } | undefined;
  private round = 0;
  private isOver = false;
  private speaksAt = 0;

  constructor(first: { status: QueueStatusWire; ticket: OwnTicket | undefined }, ports: WatchPorts) {
    this.ports = ports;
    this.state = { ...first, shown: NOTHING_SHOWN, link: "online", isElsewhere: false };
  }

  /** Looks at once where the buyer may come in, else after a pause. */
  start(): void {
    this.show(this.state.status);
    if (this.state.ticket?.state === "called") void this.look();
    else this.plan();
  }

  stop(): void {
    this.isOver = true;
    this.takeBack?.();
  }

  /** The buyer came in, in another tab. */
  goElsewhere(): void {
    this.change({ isElsewhere: true });
    this.stop();
  }

  /** Looks now: the page was woken or is looked at again. One that is on its way is enough, unless it began before the page slept. */
  look(): Promise<void> {
    if (this.isOver) return Promise.resolve();
    if (this.looking && this.ports.now() - this.looking.since < STALE_MS) return this.looking.done;
    this.takeBack?.();
    this.round += 1;
    const done = this.lookOnce(this.round);
    this.looking = { since: this.ports.now(), done };
    return done;
  }

  private async lookOnce(round: number): Promise<void> {
    const read = await this.ports.calls.status();
    const { ticket } = this.state;
    const next = read.ok && ticket && (await this.nextTicket(read.value, ticket));
    if (this.isOver || round !== this.round) return;
    this.looking = undefined;
    if (!read.ok) this.fail(read);
    else if (next && "failed" in next) this.fail(next.failed);
    else this.follow(read.value, next || undefined);
    this.plan();
    await this.speak();
  }

  /** Says that the page is open. Where no answer comes it says so again with the next look. */
  private async speak(): Promise<void> {
    const { state, number } = this.state.ticket ?? {};
    const waits = state === "joined" || state === "waiting";
    if (this.isOver || !waits || this.state.link !== "online" || this.ports.now() < this.speaksAt) return;
    this.speaksAt = this.ports.now() + SPEAK_AGAIN_MS;
    const heard = await this.ports.calls.here(number ?? null);
    // A part of it is chance, so that those who came together do not speak together.
    if (heard.ok) this.speaksAt = this.ports.now() + heard.value.next_seconds * (900 + 100 * this.ports.random());
  }

  private follow(status: QueueStatusWire, ticket: OwnTicket | undefined): void {
    this.failures = 0;
    this.retryAfterSeconds = undefined;
    this.change({ ticket, link: "online" });
    this.show(status);
    if (ticket?.state === "admitted" || status.phase === "free") this.enter();
  }

  private enter(): void {
    this.stop();
    this.ports.onEnter();
  }

  private plan(): void {
    if (this.isOver) return;
    const { failures, retryAfterSeconds } = this;
    const { state, number } = this.state.ticket ?? {};
    const ahead = state === "waiting" && number ? waitOf(this.state.status, number).ahead : undefined;
    const pause = pauseBeforeLook({ failures, retryAfterSeconds, ahead, random: this.ports.random() });
    this.takeBack = this.ports.later(pause, () => void this.look());
  }

  private fail(answer: Failed): void {
    this.failures += 1;
    this.retryAfterSeconds = answer.retryAfterSeconds;
    this.change({ link: answer.status === 0 ? "offline" : "busy" });
  }

  /** The ticket after a look. Where an answer is missing, what failed. */
  private async nextTicket(status: QueueStatusWire, ticket: OwnTicket): Promise<OwnTicket | { failed: Failed }> {
    if (status.phase !== "open" || IS_OVER.has(ticket.state)) return ticket;
    // A ticket keeps its number while it waits, so a known number is not read again.
    const isReached = ticket.number === null || status.serving_position >= ticket.number;
    if (ticket.state !== "called" && !isReached) return ticket;
    const read = await this.ports.calls.place();
    if (!read.ok) return this.afterFailure(read, { ...ticket, state: "ended" });
    const own = ownTicket(read.value);
    // A call that was missed is answered by the claim: the place comes back once.
    if (own.state === "missed") return this.claim(own);
    if (own.state !== "called") return own;
    const leftMs = Date.parse(own.claimUntil ?? "") - Date.parse(status.updated_at);
    return entersNow({ isVisible: this.ports.isVisible(), leftMs }) ? this.claim(own) : own;
  }

  private async claim(ticket: OwnTicket): Promise<OwnTicket | { failed: Failed }> {
    const claimed = await this.ports.alone(this.ports.calls.claim);
    // Another tab is coming in. It says so when it is inside; if it fails, the next look is our turn.
    if (!claimed) return ticket;
    if (claimed.ok) return { ...ticket, state: claimed.value.state };
    // The refusal carries the ticket's present state.
    if (claimed.refusal.code === "not_your_turn") return { ...ticket, state: claimed.refusal.state };
    // Inside, with another browser of theirs: the seats' page says what to do.
    if (claimed.refusal.code === "wrong_browser") return { ...ticket, state: "admitted" };
    return this.afterFailure(claimed, { ...ticket, state: "ended" });
  }

  private afterFailure(answer: Failed, gone: OwnTicket): OwnTicket | { failed: Failed } {
    return answer.refusal.code === "not_found" ? gone : { failed: answer };
  }

  /** Takes a status, and what of it is shown: a range that does not jump, and a way that does not go back. */
  private show(status: QueueStatusWire): void {
    const { state, number } = this.state.ticket ?? {};
    if (state !== "waiting" || !number || status.phase !== "open") {
      this.change({ status, shown: NOTHING_SHOWN });
      return;
    }
    const { ahead, range, noTime } = waitOf(status, number);
    const before = this.ports.readShown(number);
    const look = { atMs: this.ports.now(), estimate: range, ahead, noTime, isPaused: status.is_paused };
    const shown = { wait: nextShown(before.wait, look), way: nextWay(before.way, { number, ahead }) };
    this.ports.keepShown(number, shown);
    this.change({ status, shown });
  }

  private change(changed: Partial<QueueState>): void {
    this.state = { ...this.state, ...changed };
    this.ports.onState(this.state);
  }
}

type Failed = Extract<Answer<"GET /api/v1/events/{id}/queue/status">, { ok: false }>;

/** A look that takes longer than this belongs to a page that slept, or to a connection that is gone. */
const STALE_MS = 5_000;
/** Unless the server says when. */
const SPEAK_AGAIN_MS = 20_000;
const NOTHING_SHOWN: ShownSoFar = { wait: undefined, way: undefined };
const IS_OVER: ReadonlySet<string> = new Set(["missed", "ended", "removed"]);

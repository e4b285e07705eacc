import type { Messages } from "next-intl";
import type { TracedPicture } from "#lib/seating/plan/edits/background";
import type { HallPlan } from "#lib/seating/plan/plan";
import type { Listen } from "../api/send-file.ts";
import type { PictureTrouble } from "./tracing/picture-trouble.ts";

/** What the designer needs to know of its draft, and how it reaches the server; a page gives it, and a bench one in memory. */

export type DraftHead = {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
  /** ISO time of the last save, and who saved. */
  readonly updatedAt: string;
  readonly updatedBy: string | null;
  /** Whether its hall has a version to compare with. */
  readonly hasVersions: boolean;
  /** Pictures of its views that are no longer stored. */
  readonly gonePictures: readonly string[];
};

export type Saved =
  | { readonly ok: true; readonly revision: number; readonly updatedAt: string }
  | { readonly ok: false; readonly why: "network" }
  | { readonly ok: false; readonly why: "changed"; readonly by: string | null; readonly at: string }
  | { readonly ok: false; readonly why: "refused"; readonly message: string };

export type Published =
  | { readonly ok: true; readonly version: number; readonly wasThere: boolean }
  | { readonly ok: false; readonly message: string; readonly problems: readonly string[] };

export type ChangeKind = keyof Messages["designer"]["publish"]["kinds"];

export type Difference = {
  readonly counts: Readonly<Record<ChangeKind, number>>;
  readonly changes: readonly DifferenceLine[];
};

export type DifferenceLine = {
  readonly kinds: readonly ChangeKind[];
  readonly before: string | null;
  readonly after: string | null;
};

export type Editor = { readonly id: string; readonly name: string };

export type DraftPort = {
  readonly save: (change: { readonly revision: number; readonly plan: HallPlan }) => Promise<Saved>;
  /** The draft as the server has it; undefined when it cannot be reached. */
  readonly read: () => Promise<{ readonly head: DraftHead; readonly plan: HallPlan } | undefined>;
  /** Keeps a plan as a draft of its own; answers where to open it. */
  readonly copy: (name: string, plan: HallPlan) => Promise<string | undefined>;
  /** Says that the draft is open; answers who has it open, oneself too. */
  readonly presence: () => Promise<readonly Editor[]>;
  readonly publish: (wanted: { readonly revision: number; readonly versionName: string }) => Promise<Published>;
  readonly difference: () => Promise<Difference | undefined>;
  /** Stores a picture to trace: PNG, JPEG or WebP. */
  readonly addPicture: (
    file: Blob,
    listen: Listen,
  ) => Promise<
    { readonly ok: true; readonly picture: TracedPicture } | { readonly ok: false; readonly trouble: PictureTrouble }
  >;
};

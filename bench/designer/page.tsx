import { NextIntlClientProvider } from "next-intl";
import { createRoot } from "react-dom/client";
import { HallDesigner } from "#components/hall-designer/hall-designer";
import { newPlan, newRowBlock, newSection } from "#lib/seating/plan/new-objects";
import type { HallPlan, PlanSection } from "#lib/seating/plan/plan";
import designer from "../../app/messages/en/designer.json";
import ui from "../../app/messages/en/ui.json";
import "../../app/globals.css";
import type { DraftPort } from "../../components/hall-designer/draft-port.ts";

/** The whole designer over a hall of 20 sections with 1,000 seats each, and a server that takes everything. */
const SECTIONS = 20;

let n = 0;
const newId = () => `id${++n}`;

function section(plan: HallPlan, i: number): PlanSection {
  const at = [(i % 5) * 900, Math.floor(i / 5) * 700] as const;
  const block = { ...newRowBlock({ id: `block${i}`, at, rowCount: 25, seatCount: 40 }), curve: 0.3 };
  return { ...newSection(plan, { id: `section${i}`, name: `Section ${i + 1}`, kind: "seated" }), parts: [block] };
}

const empty = newPlan({ name: "Arena", floor: "1", category: "Seats", newId });
const plan = {
  ...empty,
  focal: [1800, -200] as const,
  sections: Array.from({ length: SECTIONS }, (_, i) => section(empty, i)),
};
const draft = {
  id: "d",
  name: "Arena",
  revision: 1,
  updatedAt: "2026-01-01T00:00:00Z",
  updatedBy: null,
  hasVersions: false,
  gonePictures: [],
};
const port: DraftPort = {
  save: async ({ revision }) => ({ ok: true, revision: revision + 1, updatedAt: "2026-01-01T00:00:00Z" }),
  read: async () => undefined,
  copy: async () => undefined,
  presence: async () => [],
  publish: async () => ({ ok: true, version: 1, wasThere: false }),
  difference: async () => undefined,
  addPicture: async () => ({ ok: false, trouble: { why: "other" } }),
};

const root = document.getElementById("root");
if (root)
  createRoot(root).render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ designer, ui }}>
      <HallDesigner draft={draft} plan={plan} port={port} back={{ href: "#", label: "Venue" }} canEdit me="me" />
    </NextIntlClientProvider>,
  );

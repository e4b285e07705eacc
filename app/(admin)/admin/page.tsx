import { redirect } from "next/navigation";
import { DeskClosed } from "#components/desk/desk-closed";
import { administratorHere } from "../../who-asks.ts";

/** The administrators' area begins with its people. */
export default async function AdminPage() {
  const desk = await administratorHere();
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  redirect("/admin/people");
}
